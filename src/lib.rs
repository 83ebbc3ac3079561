//! Sufficiency.
#![warn(missing_docs, unreachable_pub)]
pub mod definitions;
pub mod durable;
pub mod error;
pub mod exit;
pub mod finding;
pub mod header;
pub mod job;
pub mod progress;
pub mod publish;
pub mod run_folder;
pub mod settings;
