//! The catalogue of all measures: what each means, what it rests on and what
//! the council has set, area by area, as a page and as Markdown. It holds no
//! figure.

use std::collections::BTreeMap;
use std::sync::Arc;

use minijinja::Value;
use minijinja::value::Serde;

use super::context::Letterhead;
use super::numbering::Numbering;
use super::values::map;
use super::{environment, fault, number, phrase, tidy};
use crate::definitions::about::About;
use crate::definitions::report::{Format, Parts};
use crate::error::{Error, Result};
use crate::exit::Exit;

/// The part that draws it.
const TEMPLATE: &str = "catalogue.j2";

/// Makes the catalogue in one format, as file name and text.
pub fn render(
    parts: &Parts,
    council: &Letterhead,
    measures: &[About],
    format: Format,
) -> Result<(String, String)> {
    let failed = |error| Error::of(Exit::Definition, vec![fault(TEMPLATE, &error)]);
    let mut environment = environment::bare(parts, format).map_err(failed)?;
    environment::add_numbering(&mut environment, &Arc::new(Numbering::default()), 0);
    environment.add_global("council", environment::letterhead(council));
    environment.add_global("run_id", "Catalogue of measures");
    environment.add_global("program_version", env!("CARGO_PKG_VERSION"));
    environment.add_global("count", number::decimal(measures.len() as f64, 0));
    environment.add_global("areas", areas(measures));
    let template = environment.get_template(TEMPLATE).map_err(failed)?;
    let text = tidy(&template.render(Value::from(())).map_err(failed)?);
    Ok((format!("catalogue.{}", format.extension()), text))
}

/// The measures by area, both in the order of their names.
fn areas(measures: &[About]) -> Value {
    let mut by_area: BTreeMap<&str, Vec<&About>> = BTreeMap::new();
    for measure in measures {
        by_area.entry(measure.area.as_str()).or_default().push(measure);
    }
    by_area
        .into_iter()
        .map(|(area, mut measures)| {
            measures.sort_by(|one, other| one.title.cmp(&other.title));
            let measures = measures.into_iter().map(|about| Value::from(Serde(about)));
            map([
                ("title", Value::from(phrase::capitalised(area))),
                ("measures", Value::from_iter(measures)),
            ])
        })
        .collect()
}
