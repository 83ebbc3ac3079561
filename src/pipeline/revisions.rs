//! Which figures were published otherwise before: the last final publication
//! of each report that is made, found and checked, and what its figures said.
//! The results say it once, against the newest; each report says it against
//! its own.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use serde::Deserialize;

use super::counting::Counted;
use crate::definitions::Definitions;
use crate::definitions::report::{Audience, ReportTemplate};
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::finding::{Finding, Severity};
use crate::job::plan::Plan;
use crate::measure::figure::Figure;
use crate::publish::digest;
use crate::publish::manifest::ReportRecord;
use crate::publish::publication::Publication;
use crate::warehouse::published::Published;

/// The rule of the finding that a final publication is there no more.
pub(super) const GONE: &str = "final-gone";

const EXEMPT: &str = "exempt/data/results.parquet";
const PUBLIC: &str = "public/data/results.parquet";

/// The last final publication of every report that is made, and a finding for
/// each that was taken away. One whose figures are not those that it was
/// published with is an error: nothing is held against it.
pub(super) fn bases(
    plan: &Plan,
    definitions: &Definitions,
    publications: &Path,
) -> Result<(Vec<Published>, Vec<Finding>)> {
    let mut found = Vec::new();
    let mut gone = Vec::new();
    for record in plan.rendered() {
        let Some(base) = &record.compared_with else { continue };
        let Some(template) = definitions.report(&record.id) else { continue };
        let folder = publications.join(base.as_str());
        if folder.is_dir() {
            found.push(published(&Publication::open(&folder)?, template, definitions)?);
        } else {
            gone.push(is_gone(record, base.as_str()));
        }
    }
    Ok((found, gone))
}

fn published(
    base: &Publication,
    template: &ReportTemplate,
    definitions: &Definitions,
) -> Result<Published> {
    let measures = match template.uses_every_measure() {
        true => definitions.measures.iter().map(|measure| measure.id().to_owned()).collect(),
        false => template.measures().iter().map(|binding| binding.id.to_owned()).collect(),
    };
    Ok(Published {
        report: template.id.clone(),
        run_id: base.run_id().to_string(),
        measures,
        exempt: digest::checked(base, EXEMPT)?,
        public: digest::checked(base, PUBLIC)?,
    })
}

fn is_gone(record: &ReportRecord, base: &str) -> Finding {
    let says = format!(
        "{}: the last final publication, {base}, is there no more: nothing is marked as revised",
        record.title
    );
    Finding::new(Severity::Warn, GONE, says)
        .remedy("put its folder back into publications/, or publish the report as final again")
}

/// What each report's last final publication said of figures that now say
/// something else.
#[derive(Debug, Default)]
pub(super) struct Revisions {
    by_report: BTreeMap<String, BTreeMap<String, Revision>>,
}

#[derive(Debug)]
struct Revision {
    before: f64,
    /// The same as the public copy printed it, where it did.
    in_public: Option<f64>,
}

#[derive(Deserialize)]
struct Row {
    report: String,
    key: String,
    before: f64,
    in_public: Option<f64>,
}

impl Revisions {
    /// Asks the results.
    pub(super) fn of(counted: &Counted) -> Result<Self> {
        let rows: Vec<Row> = counted.warehouse.rows(
            "select
                revisions.report,
                concat_ws(
                    chr(31), series.measure, series.figure, series.authority,
                    periods.period_id, series.breakdown, series.category,
                    series.breakdown_2, series.category_2
                ) as key,
                revisions.previously_published::double as before,
                case when revisions.is_public then
                    revisions.published_value::double
                end as in_public,
            from result.revisions
            inner join result.series
                on revisions.series_number = series.series_number
            inner join result.numbered_periods as periods
                on revisions.period_number = periods.period_number",
        )?;
        let mut by_report: BTreeMap<String, BTreeMap<String, Revision>> = BTreeMap::new();
        for Row { report, key, before, in_public } in rows {
            by_report.entry(report).or_default().insert(key, Revision { before, in_public });
        }
        Ok(Self { by_report })
    }

    /// Marks the figures of one report's copy against its own last final
    /// publication. A public copy says nothing of what that day's did not say.
    pub(super) fn mark(&self, report: &str, audience: Audience, figures: &mut [Arc<Figure>]) {
        let own = self.by_report.get(report);
        for figure in figures {
            let found = own.and_then(|revisions| revisions.get(&key(figure)));
            let before =
                found.filter(|_| figure.symbol != "c").and_then(|revision| match audience {
                    Audience::Exempt => Some(revision.before),
                    Audience::Public => revision.in_public,
                });
            if figure.is_revised == before.is_some() && figure.previously_published == before {
                continue;
            }
            let figure = Arc::make_mut(figure);
            figure.is_revised = before.is_some();
            figure.previously_published = before;
        }
    }
}

fn key(figure: &Figure) -> String {
    [
        figure.measure.as_str(),
        &figure.figure,
        &figure.authority,
        &figure.period_id,
        &figure.breakdown,
        &figure.category,
        figure.breakdown_2.as_deref().unwrap_or_default(),
        figure.category_2.as_deref().unwrap_or_default(),
    ]
    .join("\u{1f}")
}

/// That a publication was compared with one that is there no more, where the
/// run did not say so itself ([`Exit::Data`]).
pub(super) fn refuse_gone(gone: &[Finding], said: &[Finding]) -> Result<()> {
    let is_new = |finding: &&Finding| !said.contains(finding);
    match gone.iter().find(is_new) {
        None => Ok(()),
        Some(finding) => Err(Error::new(Exit::Data, "publications", &finding.says)
            .hint("put its folder back into publications/ and replay again")),
    }
}
