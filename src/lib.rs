//! Sufficiency.
#![warn(missing_docs, unreachable_pub)]
pub mod definitions;
pub mod error;
pub mod exit;
pub mod extract;
pub mod finding;
pub mod header;
pub mod settings;
