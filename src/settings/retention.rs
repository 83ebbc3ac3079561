//! `[retention]` of `council.toml`: how long what runs leave behind is kept.
//! What becomes of it is not for here.

use crate::header::Fields;

/// `[retention]`: in days; what is not given is kept for ever.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Retention {
    /// `runs`: run folders, with their logs and rows set aside.
    pub runs: Option<i64>,
    /// `publications`: publications that are neither the last nor final.
    pub publications: Option<i64>,
}

impl Retention {
    pub(super) fn read(fields: &Fields<'_>) -> Self {
        Self {
            runs: fields.integer_from("runs", 1),
            publications: fields.integer_from("publications", 1),
        }
    }
}
