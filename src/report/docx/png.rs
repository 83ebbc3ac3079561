//! Writes a drawing on white as a PNG file with a palette: a quarter of the
//! bytes to pack, and far smaller files. Where a drawing has too many colours
//! for a palette it is written as it is.

use resvg::tiny_skia::Pixmap;

/// Steps of red, of green and of blue that are told apart.
const STEPS: usize = 32;

/// A palette holds no more.
const MOST_COLOURS: usize = 256;

/// How hard a picture is packed, of nine.
const EFFORT: u8 = 2;

/// The file of a drawing without any transparent point.
pub(super) fn write(pixels: &Pixmap) -> Result<Vec<u8>, String> {
    match indexed(pixels.data()) {
        Some((palette, points)) => {
            packed(pixels, palette, &points).map_err(|error| error.to_string())
        }
        None => pixels.encode_png().map_err(|error| error.to_string()),
    }
}

fn packed(pixels: &Pixmap, palette: Vec<u8>, points: &[u8]) -> Result<Vec<u8>, png::EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, pixels.width(), pixels.height());
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_palette(palette);
    encoder.set_deflate_compression(png::DeflateCompression::Level(EFFORT));
    encoder.set_filter(png::Filter::NoFilter);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(points)?;
    writer.finish()?;
    Ok(bytes)
}

/// The palette and the colour of each point in it, in the order in which the
/// colours appear. None where there are too many.
fn indexed(pixels: &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
    let step = |part: u8| (usize::from(part) * (STEPS - 1) + 127) / 255;
    let mut known = vec![None; STEPS * STEPS * STEPS];
    let mut palette = Vec::new();
    let mut points = Vec::with_capacity(pixels.len() / 4);
    let mut rest = pixels;
    while let Some(point) = rest.first_chunk::<4>() {
        let place = (step(point[0]) * STEPS + step(point[1])) * STEPS + step(point[2]);
        let index = match known[place] {
            Some(index) => index,
            None => {
                let index = u8::try_from(palette.len() / 3).ok()?;
                // Plain colours of a drawing come before their shades at edges.
                palette.extend_from_slice(&point[..3]);
                known[place] = Some(index);
                index
            }
        };
        let length = run(rest, *point);
        points.resize(points.len() + length, index);
        rest = &rest[length * 4..];
    }
    (palette.len() / 3 <= MOST_COLOURS).then_some((palette, points))
}

/// How many points from the first have its colour: most have that of the one
/// before, so they are compared many at a time.
fn run(pixels: &[u8], first: [u8; 4]) -> usize {
    let mut length = 1;
    if !pixels[4..].starts_with(&first) {
        return length;
    }
    let same = [first; 64];
    for many in [64, 16, 4, 1] {
        while pixels[length * 4..].starts_with(same[..many].as_flattened()) {
            length += many;
        }
    }
    length
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_ends_where_the_colour_does() {
        let (white, ink) = ([255_u8; 4], [18, 67, 109, 255]);
        for length in [1, 2, 63, 64, 65, 100, 1000] {
            let pixels = [vec![white; length], vec![ink, white]].concat();
            assert_eq!(run(pixels.as_flattened(), white), length);
            assert_eq!(run(pixels[..length].as_flattened(), white), length);
            let (_, points) = indexed(pixels.as_flattened()).unwrap();
            assert_eq!(points, [vec![0; length], vec![1, 0]].concat());
        }
    }

    #[test]
    fn white_and_ink_stay_what_they_are() {
        let (palette, points) =
            indexed(&[255, 255, 255, 255, 18, 67, 109, 255, 255, 255, 255, 255]).unwrap();
        assert_eq!(palette, [255, 255, 255, 18, 67, 109]);
        assert_eq!(points, [0, 1, 0]);
    }
}
