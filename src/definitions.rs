//! Definitions.
pub mod spec;
