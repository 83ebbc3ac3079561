//! What the measures come to: the rows that reports, the bulletin and
//! `explain` read.
pub mod figure;
