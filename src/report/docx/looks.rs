//! What a document looks like: the program's own styles, or those of the
//! council's template with ours where it has none of the name.

use std::collections::BTreeMap;

use super::numbers::Numbers;

/// The width of the text on our own page, in twips: A4 with margins of 20 mm.
pub(super) const WIDTH: usize = 9638;

/// Styles by the name under which this program knows them, the numbering, and
/// the width of the page.
#[derive(Clone, Debug)]
pub(super) struct Looks {
    /// What a style is called in the document, where that is something else.
    pub(super) ids: BTreeMap<String, String>,
    /// Which numbers numberings have.
    pub(super) numbers: Numbers,
    /// How wide the text is, in twips.
    pub(super) width: usize,
}

impl Looks {
    /// Ours.
    pub(super) fn own() -> Self {
        Self { ids: BTreeMap::new(), numbers: Numbers { first: 1 }, width: WIDTH }
    }

    /// What a style is called in the document.
    pub(super) fn id<'a>(&'a self, style: &'a str) -> &'a str {
        self.ids.get(style).map_or(style, String::as_str)
    }
}
