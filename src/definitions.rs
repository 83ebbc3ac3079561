//! Definitions.
pub mod report;
pub mod spec;
