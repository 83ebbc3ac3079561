//! Charts and logos as pictures: PNG, which every program shows, and beside it
//! the drawing itself, in which letters are outlines. No font of the machine is
//! looked at, so that the same chart is the same bytes everywhere.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::fontdb::Database;
use resvg::usvg::{Indent, Options, Tree, WriteOptions};
use roxmltree::Document;

use super::png;

/// Pixels for each unit of the drawing: 240 or so to an inch on paper.
const SCALE: f32 = 2.0;

/// The family that stands for every other.
const FAMILY: &str = "DejaVu Sans";

/// A picture in both forms.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Picture {
    /// The picture in points.
    pub(super) png: Vec<u8>,
    /// The drawing, where there is one.
    pub(super) svg: Option<String>,
    /// How wide and how high it is, in units of its own.
    pub(super) size: (f32, f32),
}

/// Pictures by the drawing that they were made from. The public and the exempt
/// copy of a paper show many of the same charts, and drawing is most of what a
/// Word copy costs.
#[derive(Debug, Default)]
pub(in crate::report) struct Drawn {
    pictures: Mutex<HashMap<String, Picture>>,
}

impl Drawn {
    fn find(&self, drawing: &str) -> Option<Picture> {
        self.pictures.lock().unwrap_or_else(PoisonError::into_inner).get(drawing).cloned()
    }

    fn keep(&self, drawing: String, picture: Picture) {
        let mut pictures = self.pictures.lock().unwrap_or_else(PoisonError::into_inner);
        pictures.insert(drawing, picture);
    }
}

/// Draws a chart as the parts wrote it, with the rules of the style sheet;
/// takes it from those that are drawn already where it is the same.
pub(super) fn chart(svg: &str, style: &str, drawn: Option<&Drawn>) -> Result<Picture, String> {
    let failed = |error: String| format!("a chart cannot be drawn: {error}");
    let drawing = alone(svg, style).map_err(failed)?;
    if let Some(picture) = drawn.and_then(|drawn| drawn.find(&drawing)) {
        return Ok(picture);
    }
    let picture = draw(&drawing, Color::WHITE).map_err(failed)?;
    if let Some(drawn) = drawn {
        drawn.keep(drawing, picture.clone());
    }
    Ok(picture)
}

/// Draws a logo, which its address holds as SVG or as PNG.
pub(super) fn logo(address: &str) -> Option<Picture> {
    let (kind, data) = address.strip_prefix("data:image/")?.split_once(";base64,")?;
    let bytes = STANDARD.decode(data).ok()?;
    match kind {
        "svg+xml" => draw(&String::from_utf8(bytes).ok()?, Color::TRANSPARENT).ok(),
        "png" => points(bytes),
        _ => None,
    }
}

/// A PNG file as it is.
fn points(bytes: Vec<u8>) -> Option<Picture> {
    let head = bytes.get(..24).filter(|head| head.starts_with(b"\x89PNG\r\n\x1a\n"))?;
    let side = |from: usize| {
        let part: [u8; 4] = head.get(from..from + 4)?.try_into().ok()?;
        Some(u32::from_be_bytes(part) as f32).filter(|side| *side > 0.0)
    };
    let size = (side(16)?, side(20)?);
    Some(Picture { png: bytes, svg: None, size })
}

/// The rules of a style sheet that are about charts, with the colours that it
/// names in place of their names.
pub(super) fn style(sheet: &str) -> String {
    let root = sheet.lines().find_map(|line| line.strip_prefix(":root {")).unwrap_or_default();
    let colours: Vec<(&str, &str)> = root
        .trim_end_matches('}')
        .split(';')
        .filter_map(|rule| rule.split_once(':'))
        .map(|(name, colour)| (name.trim(), colour.trim()))
        .collect();
    // What stands within a rule for paper or for phones is indented.
    let rules = sheet.lines().filter(|line| line.starts_with(".chart "));
    let mut style = rules.collect::<Vec<_>>().join("\n");
    for (name, colour) in colours {
        style = style.replace(&format!("var({name})"), colour);
    }
    style
}

/// A drawing out of a page as a file of its own.
fn alone(svg: &str, style: &str) -> Result<String, String> {
    let document = Document::parse(svg).map_err(|error| error.to_string())?;
    let root = document.root_element();
    let first = root.first_element_child().ok_or("it is empty")?.range().start;
    let sides: Vec<&str> =
        root.attribute("viewBox").unwrap_or_default().split(' ').skip(2).collect();
    let [width, height] = sides[..] else {
        return Err("it has no viewBox".to_owned());
    };
    // Numbers and names of services look the same without kerning, which costs
    // more than all the rest.
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\"{}<style>{style}\n.chart {{ font-kerning: none; }}</style>{}",
        &svg["<svg".len()..first],
        &svg[first..]
    ))
}

fn draw(svg: &str, ground: Color) -> Result<Picture, String> {
    let options = options();
    let tree = Tree::from_str(svg, &options).map_err(|error| error.to_string())?;
    let size = (tree.size().width(), tree.size().height());
    let side = |units: f32| (units * SCALE).ceil() as u32;
    let mut pixels =
        Pixmap::new(side(size.0), side(size.1)).ok_or("it is too large or has no size")?;
    pixels.fill(ground);
    resvg::render(&tree, Transform::from_scale(SCALE, SCALE), &mut pixels.as_mut());
    let png = match ground == Color::WHITE {
        true => png::write(&pixels)?,
        false => pixels.encode_png().map_err(|error| error.to_string())?,
    };
    Ok(Picture { png, svg: Some(tree.to_string(&outlines())), size })
}

/// Our fonts, and no file that a drawing names.
fn options() -> Options<'static> {
    let mut options =
        Options { fontdb: fonts(), font_family: FAMILY.to_owned(), ..Options::default() };
    options.image_href_resolver.resolve_string = Box::new(|_, _| None);
    options
}

fn outlines() -> WriteOptions {
    WriteOptions {
        coordinates_precision: 2,
        transforms_precision: 5,
        indent: Indent::None,
        ..WriteOptions::default()
    }
}

/// The fonts that come with the program.
fn fonts() -> Arc<Database> {
    static FONTS: OnceLock<Arc<Database>> = OnceLock::new();
    let load = || {
        let mut fonts = Database::new();
        fonts.load_font_data(dejavu::sans_condensed::regular().to_vec());
        fonts.load_font_data(dejavu::sans_condensed::bold().to_vec());
        fonts.set_sans_serif_family(FAMILY);
        Arc::new(fonts)
    };
    Arc::clone(FONTS.get_or_init(load))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_chart_is_drawn_once() {
        let chart = |height: u32| {
            format!(
                "<svg class=\"chart\" viewBox=\"0 0 9 9\"><rect width=\"9\" height=\"{height}\"/></svg>"
            )
        };
        let drawn = Drawn::default();
        let draw = |height: u32| super::chart(&chart(height), "", Some(&drawn)).unwrap();
        assert_eq!(draw(3), draw(3));
        assert_ne!(draw(3), draw(4));
        assert_eq!(drawn.pictures.lock().unwrap().len(), 2);
        assert_eq!(draw(3), super::chart(&chart(3), "", None).unwrap());
    }
}
