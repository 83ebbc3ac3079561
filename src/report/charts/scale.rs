//! Round numbers for an axis.

/// An axis from a low to a high round number, with the steps between.
pub(super) struct Scale {
    pub(super) low: f64,
    pub(super) high: f64,
    pub(super) step: f64,
}

impl Scale {
    /// An axis from nought that holds the largest value in about `steps`
    /// steps.
    pub(super) fn from_nought(largest: f64, steps: f64) -> Self {
        let step = round_step(largest.max(1.0) / steps);
        Self { low: 0.0, high: (largest.max(1.0) / step).ceil() * step, step }
    }

    /// An axis that holds nought and both values, of which the first may lie
    /// below it.
    pub(super) fn about_nought(lowest: f64, highest: f64, steps: f64) -> Self {
        let step = round_step((highest - lowest).max(1.0) / steps);
        let low = (lowest.min(0.0) / step).floor() * step;
        Self { low, high: (highest.max(low + step) / step).ceil() * step, step }
    }

    /// An axis that holds both values. It begins at nought unless that would
    /// press the line into the upper third.
    pub(super) fn around(smallest: f64, largest: f64, steps: f64) -> Self {
        if smallest < largest * 0.67 {
            return Self::from_nought(largest, steps);
        }
        let room = (largest - smallest).max(largest * 0.1).max(1.0);
        let step = round_step(room * 1.6 / steps);
        let low = ((smallest - room * 0.3) / step).floor() * step;
        let high = ((largest + room * 0.2) / step).ceil() * step;
        Self { low: low.max(0.0), high, step }
    }

    /// The round numbers on the axis, lowest first.
    pub(super) fn ticks(&self) -> Vec<f64> {
        let count = ((self.high - self.low) / self.step).round() as i64;
        (0..=count).map(|index| self.low + index as f64 * self.step).collect()
    }

    /// How far along the axis a value lies, from 0 to 1.
    pub(super) fn share(&self, value: f64) -> f64 {
        (value - self.low) / (self.high - self.low)
    }
}

fn round_step(step: f64) -> f64 {
    let power = 10_f64.powf(step.log10().floor());
    let lead = step / power;
    let round = [1.0, 2.0, 5.0].into_iter().find(|round| lead <= *round).unwrap_or(10.0);
    (round * power).max(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn axes_hold_their_values_between_round_numbers() {
        let scale = Scale::from_nought(87.0, 4.0);
        assert_eq!((scale.low, scale.high, scale.step), (0.0, 100.0, 50.0));
        let scale = Scale::around(430.0, 470.0, 4.0);
        assert!(scale.low > 0.0 && scale.low <= 430.0 && scale.high >= 470.0);
        assert_eq!(Scale::around(0.0, 0.0, 4.0).low, 0.0);
        assert!(Scale::around(5.0, 5.0, 4.0).high >= 5.0);
    }
}
