//! Sufficiency turns a council's extracts into committee papers: it lands what
//! came, types and conforms it in DuckDB, counts every measure, renders the
//! reports and publishes them whole or not at all.
//!
//! # Direction
//!
//! ```text
//! main -> cli -> settings -> command -> pipeline (+ definitions, rehearsal, trial)
//! extract::{discover -> identify -> decode -> land}   files to Parquet
//! warehouse::{stage -> model}                         Parquet to conformed tables
//! check -> measure                                    rows out of DuckDB
//! report -> publish                                   files on disk
//! ```
//!
//! # Invariants
//!
//! `tests/architecture.rs` enforces them.
//!
//! 1. A stage names types made by earlier stages, never by later ones.
//! 2. Only [`warehouse`] names `duckdb::`; only [`extract::land`] and what it
//!    is made of names `parquet::`; only [`report`] and [`warehouse::stage`]
//!    name `minijinja::`, only [`report::docx`] names `zip::`, `roxmltree::` and
//!    `resvg::`; only `extract::discover` and [`definitions`] name
//!    `walkdir::`.
//! 3. All definitions load and cross-check before the first byte of data is
//!    read: [`definitions`], then [`rehearsal`].
//! 4. What is wrong with data is a [`finding::Finding`], a value; what is wrong
//!    with the command line, a definition or the machine is an
//!    [`error::Error`]. Every problem is reported in one run, not the first.
//! 5. A published folder is never edited: replaced whole or left alone.
//! 6. SQL layers: staging reads landed Parquet; model reads staging and code
//!    sets; checks read staging and model; measures read model only; reports
//!    read results and lists. [`warehouse::parse`] asks DuckDB, not convention.
//!
//! The modules stand here in reading order.
#![warn(missing_docs, unreachable_pub)]
// Answers go through `command::answer`, which bears a reader who stops reading.
#![warn(clippy::print_stdout)]

// Leaves: they know nothing of any stage.
pub mod durable;
pub mod error;
pub mod exit;
pub mod finding;
pub mod header;

// What was meant, and what is defined.
pub mod definitions;
pub mod settings;

// Stages, each after those that it may name.
pub mod extract;
pub mod warehouse;

pub mod check;
pub mod measure;

pub mod report;

pub mod publish;

// What knows every stage.
pub mod job;
pub mod progress;
pub mod rehearsal;
pub mod run_folder;

pub mod pipeline;

pub mod trial;

pub mod cli;
pub mod command;
pub mod generate;
