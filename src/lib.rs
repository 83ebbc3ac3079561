//! Sufficiency.
#![warn(missing_docs, unreachable_pub)]
pub mod definitions;
pub mod error;
pub mod exit;
pub mod finding;
pub mod generate;
pub mod header;
pub mod settings;
