//! The page that opens a publication: what was made, what was carried
//! forward, what was not made and why, and from which files.

use std::sync::Arc;

use chrono::NaiveDate;
use minijinja::Value;
use serde::Deserialize;

use super::context::{ExtractNote, Letterhead, Outcome};
use super::numbering::Numbering;
use super::{Bases, account, environment, fault, tidy};
use crate::definitions::report::Format;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::measure::figure::day;

/// The part that draws the page.
const TEMPLATE: &str = "index.j2";

/// Everything that the index says.
#[derive(Clone, Debug, Deserialize)]
pub struct IndexContext {
    /// Whose publication it is.
    pub council: Letterhead,
    /// The day that the figures describe.
    #[serde(with = "day")]
    pub as_at: NaiveDate,
    /// The run that made it.
    pub run_id: String,
    /// The version of the program.
    pub program_version: String,
    /// Whether the papers are final.
    #[serde(default)]
    pub is_final: bool,
    /// Every report, made or not.
    #[serde(default)]
    pub outcomes: Vec<Outcome>,
    /// Files of figures, such as `public/data/results.csv`.
    #[serde(default)]
    pub data: Vec<Outcome>,
    /// The files that were read.
    #[serde(default)]
    pub extracts: Vec<ExtractNote>,
}

/// Makes `index.html`. Links lead to files of the publication only.
pub fn render(parts: &Bases<'_>, context: &IndexContext) -> Result<String> {
    page(parts, context, TEMPLATE, [])
}

/// A page about the publication that a part draws, with more that it is told.
pub(super) fn page<const N: usize>(
    parts: &Bases<'_>,
    context: &IndexContext,
    part: &str,
    more: [(&'static str, Value); N],
) -> Result<String> {
    let failed = |error| Error::of(Exit::Definition, vec![fault(part, &error)]);
    let mut environment = parts.of(Format::Html, part)?.clone();
    let numbering = Arc::new(Numbering::default());
    environment::add_numbering(&mut environment, &numbering, 0);
    environment.add_global("council", environment::letterhead(&context.council));
    environment.add_global("as_at", context.as_at.to_string());
    environment.add_global("run_id", context.run_id.as_str());
    environment.add_global("program_version", context.program_version.as_str());
    environment.add_global("is_final", context.is_final);
    let outcomes =
        |outcomes: &[Outcome]| -> Value { outcomes.iter().map(environment::outcome).collect() };
    environment.add_global("outcomes", outcomes(&context.outcomes));
    environment.add_global("data", outcomes(&context.data));
    environment.add_global("extracts", account::extracts(&context.extracts));
    for (name, value) in more {
        environment.add_global(name, value);
    }
    let template = environment.get_template(part).map_err(failed)?;
    Ok(tidy(&template.render(Value::from(())).map_err(failed)?))
}
