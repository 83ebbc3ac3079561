//! Sufficiency turns a council's extracts into committee papers.
#![warn(missing_docs, unreachable_pub)]

pub mod error;
pub mod exit;
pub mod extract;
pub mod finding;
pub mod header;

pub mod settings;

pub mod definitions;

pub mod extract;

pub mod warehouse;

pub mod check;
pub mod measure;

pub mod report;

pub mod durable;
pub mod publish;

pub mod job;
pub mod progress;
pub mod rehearsal;
pub mod run_folder;

pub mod pipeline;

pub mod cli;
pub mod command;
