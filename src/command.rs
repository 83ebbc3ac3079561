//! One module for each command: what it reads, what it says, how it ends.

#[macro_use]
pub(crate) mod answer;

pub mod catalogue;
pub mod check;
pub mod compare;
pub mod definitions;
pub mod due;
pub mod explain;
pub mod generate;
pub mod run;
pub mod status;
pub mod test;
pub mod verify;
