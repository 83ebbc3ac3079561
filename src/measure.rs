//! From model tables to results: every measure's cases as one view, then the
//! shared result tables over it. What is computed stands in SQL; this stage
//! assembles and runs it, and hides what the public may not see before any
//! report is written.

pub mod cases;
pub mod control_month;
pub mod disclosure;
pub mod figure;
pub mod results;
