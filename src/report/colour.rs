//! Keeps a council's colour readable: text in it must stand out from white by
//! 4.5 to 1, as WCAG 2.2 AA asks.

/// Used where the council has no colour of its own.
pub(super) const USUAL: &str = "#12436D";

const ENOUGH: f64 = 4.5;

/// The colour itself where text in it is readable on white, else a darker
/// shade of it that is.
pub(super) fn readable(colour: &str) -> String {
    let Some(mut parts) = parts(colour) else {
        return USUAL.to_owned();
    };
    while contrast_with_white(parts) < ENOUGH {
        parts = parts.map(|part| (f64::from(part) * 0.92) as u8);
    }
    format!("#{:02X}{:02X}{:02X}", parts[0], parts[1], parts[2])
}

fn parts(colour: &str) -> Option<[u8; 3]> {
    let digits = colour.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let part = |from: usize| u8::from_str_radix(digits.get(from..from + 2)?, 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}

fn contrast_with_white(parts: [u8; 3]) -> f64 {
    let linear = parts.map(|part| {
        let share = f64::from(part) / 255.0;
        if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    });
    let luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
    1.05 / (luminance + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pale_colours_are_darkened_until_they_can_be_read() {
        assert_eq!(readable("#12436D"), "#12436D");
        let dark = readable("#FFD500");
        assert!(contrast_with_white(parts(&dark).unwrap()) >= ENOUGH, "{dark}");
        assert_eq!(readable("blue"), USUAL);
    }
}
