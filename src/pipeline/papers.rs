//! What reports are given: one context for each audience, with the figures,
//! lists and notes that the templates bind. Public contexts are filled from
//! `result.public_results` only, so that a small number never reaches one.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::counting::Counted;
use super::logo;
use super::notes::{data, extracts, lists, notes, outcomes, repairs};
use super::publishing::DueReports;
use super::revisions::Revisions;
use crate::definitions::Definitions;
use crate::definitions::query;
use crate::definitions::report::{Audience, Parts, ReportTemplate};
use crate::error::{Error, Result};
use crate::extract::Landing;
use crate::finding::Finding;
use crate::measure::control_month::ControlMonth;
use crate::measure::figure::Figure;
use crate::report::context::{
    AuthorityName, ExtractNote, Letterhead, MeasureNote, Outcome, RepairNote, ReportContext,
    ReportFront, ReportList, WordsFile,
};
use crate::report::index::{self, IndexContext};
use crate::report::{self, Rendered};
use crate::settings::Settings;
use crate::warehouse::literal;

/// Makes the copies of reports.
pub(super) struct Press<'a> {
    settings: &'a Settings,
    definitions: &'a Definitions,
    parts: Parts,
    run_id: String,
    as_at: NaiveDate,
    is_final: bool,
    public: Vec<Figure>,
    exempt: Vec<Figure>,
    public_charts: Vec<ControlMonth>,
    exempt_charts: Vec<ControlMonth>,
    lists: BTreeMap<String, ReportList>,
    measures: BTreeMap<String, MeasureNote>,
    extracts: Vec<ExtractNote>,
    findings: &'a [Finding],
    repairs: Vec<RepairNote>,
    outcomes: Vec<Outcome>,
    revisions: Revisions,
}

/// Where the workbook of data quality lies in a publication.
pub(super) const DATA_QUALITY: &str = "exempt/data/data-quality.xlsx";

/// Which result rows reports and public data hold: every period of the whole,
/// and the breakdowns of the newest.
const PRINTED: &str = "(breakdown = 'all' or is_current)";

/// The order in which results are written.
const ORDER: &str = "measure, figure, authority, period_kind, period_end, breakdown, category, breakdown_2, category_2";

impl<'a> Press<'a> {
    pub(super) fn new(
        settings: &'a Settings,
        counted: &'a Counted,
        due: &DueReports,
        is_final: bool,
    ) -> Result<Self> {
        let definitions = &counted.definitions;
        Ok(Self {
            settings,
            definitions,
            parts: definitions.parts.clone(),
            run_id: due.plan.run_id.to_string(),
            as_at: due.as_at,
            is_final,
            public: figures(counted, "result.public_results")?,
            exempt: figures(counted, "result.results")?,
            public_charts: charts(counted, "result.public_control_charts")?,
            exempt_charts: charts(counted, "result.control_charts")?,
            lists: lists(counted)?,
            measures: notes(settings, counted)?,
            extracts: extracts(
                settings,
                definitions,
                &counted.landing,
                &counted.accounts,
                due.as_at,
            ),
            findings: &counted.findings,
            repairs: repairs(counted)?,
            outcomes: outcomes(definitions, &due.plan.due),
            revisions: Revisions::of(counted)?,
        })
    }

    /// Every copy of one report: for each audience, in each format.
    pub(super) fn copies(&self, template: &ReportTemplate) -> Result<Vec<Rendered>> {
        let mut copies = Vec::new();
        for audience in &template.audience {
            let context = self.context(template, *audience)?;
            copies.extend(report::render(template, &self.parts, &context)?);
        }
        Ok(copies)
    }

    /// The page over the whole publication.
    pub(super) fn index(&self) -> Result<String> {
        let context = IndexContext {
            council: letterhead(self.settings),
            as_at: self.as_at,
            run_id: self.run_id.clone(),
            program_version: env!("CARGO_PKG_VERSION").to_owned(),
            is_final: self.is_final,
            outcomes: self.outcomes.clone(),
            data: data(),
            extracts: self.extracts.clone(),
        };
        index::render(&self.parts, &context)
    }

    fn context(&self, template: &ReportTemplate, audience: Audience) -> Result<ReportContext> {
        let measures: BTreeSet<&str> = template.measures().iter().map(|bound| bound.id).collect();
        let every = template.uses_every_measure();
        let (figures, charts) = match audience {
            Audience::Public => (&self.public, &self.public_charts),
            Audience::Exempt => (&self.exempt, &self.exempt_charts),
        };
        let is_bound = |id: &str| every || measures.contains(id);
        let mut context = self.bare(audience);
        context.figures =
            figures.iter().filter(|figure| is_bound(&figure.measure)).cloned().collect();
        self.revisions.mark(&template.id, audience, &mut context.figures);
        context.control_charts =
            charts.iter().filter(|month| is_bound(&month.measure)).cloned().collect();
        context.measures = self
            .measures
            .iter()
            .filter(|(id, _)| is_bound(id))
            .map(|(id, note)| (id.clone(), note.clone()))
            .collect();
        context.lists = self
            .lists
            .iter()
            .filter(|(id, _)| self.may_see(id, audience))
            .map(|(id, list)| (id.clone(), list.clone()))
            .collect();
        context.report = front(self.settings, &template.id);
        context.words = words(self.settings, &template.id)?
            .map(|(name, text)| WordsFile { name: format!("words/{name}"), text });
        Ok(context)
    }

    fn may_see(&self, list: &str, audience: Audience) -> bool {
        let found = self.definitions.lists.iter().find(|definition| definition.file.id == list);
        let is_public = found.is_some_and(|list| list.audience == query::Audience::Public);
        audience == Audience::Exempt || is_public
    }

    /// A context with everything but a report's own figures and words.
    fn bare(&self, audience: Audience) -> ReportContext {
        let council = &self.settings.council;
        ReportContext {
            council: letterhead(self.settings),
            authority: whole(self.settings),
            authorities: council.authorities.iter().map(authority_name).collect(),
            audience,
            as_at: self.as_at,
            run_id: self.run_id.clone(),
            program_version: env!("CARGO_PKG_VERSION").to_owned(),
            is_final: self.is_final,
            report: ReportFront::default(),
            threshold: council.disclosure.threshold,
            weeks_in_a_year: council.reporting.weeks_in_a_year.clone(),
            figures: Vec::new(),
            control_charts: Vec::new(),
            lists: BTreeMap::new(),
            measures: BTreeMap::new(),
            extracts: self.extracts.clone(),
            findings: self.findings.to_vec(),
            repairs: self.repairs.clone(),
            words: None,
            outcomes: self.outcomes.clone(),
        }
    }
}

/// Data files of a publication, each with the select that fills it.
pub(super) fn exports(counted: &Counted) -> Result<Vec<(&'static str, String)>> {
    let bound = bound(counted, |report| report.audience.contains(&Audience::Public));
    let public = format!(
        "select * from result.public_results where {PRINTED} and list_contains({bound}, measure) order by {ORDER}"
    );
    let exempt = format!("select * from result.results order by {ORDER}");
    // Named one by one: a filter by a query would not reach into the measures,
    // and every case of every period would be made to be left out.
    let periods: Vec<String> = counted
        .warehouse
        .rows("select period_id from model.periods where is_current")?
        .into_iter()
        .map(|CurrentPeriod { period_id }| literal(&period_id))
        .collect();
    let cases = format!(
        "select cases.* exclude (happened_on, breakdowns, extra), unnest(cases.breakdowns)
        from measure.cases as cases
        where cases.counted_on > getvariable('as_at') - interval 1 year
            or list_contains([{}]::varchar[], cases.period_id)
        order by all",
        periods.join(", ")
    );
    Ok(vec![
        ("public/data/results.parquet", public.clone()),
        ("public/data/results.csv", public),
        ("exempt/data/results.parquet", exempt.clone()),
        ("exempt/data/results.csv", exempt),
        ("exempt/data/cases.parquet", cases),
        ("exempt/data/suppression.csv", "select * from result.suppression order by all".to_owned()),
    ])
}

/// A period that ends on the as-at date.
#[derive(serde::Deserialize)]
struct CurrentPeriod {
    period_id: String,
}

/// The measures that reports bind, as a list in SQL: it may be empty.
fn bound(counted: &Counted, holds: impl Fn(&ReportTemplate) -> bool) -> String {
    let reports = counted.definitions.reports.iter().filter(|report| holds(report));
    let bound: BTreeSet<String> =
        reports.flat_map(ReportTemplate::measures).map(|binding| literal(binding.id)).collect();
    format!("[{}]::varchar[]", bound.into_iter().collect::<Vec<_>>().join(", "))
}

/// The officers' words of a report: the file's name and text, if it is there.
pub(super) fn words(settings: &Settings, report: &str) -> Result<Option<(String, String)>> {
    let given = settings.council.reports.get(report).and_then(|own| own.words.clone());
    let is_given = given.is_some();
    let name = given.unwrap_or_else(|| format!("{report}.md"));
    let path = settings.workspace.words().join(&name);
    match std::fs::read_to_string(&path) {
        Ok(text) => Ok(Some((name, text))),
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound && !is_given => Ok(None),
        Err(cause) => Err(Error::io(&path, "read the officers' words", &cause)
            .hint(format!("correct `words` in [reports.{report}] of council.toml"))),
    }
}

/// The bulletin of a run that published nothing.
pub(super) fn failure_bulletin(
    settings: &Settings,
    definitions: &Definitions,
    landing: &Landing,
    findings: &[Finding],
    error: &Error,
) -> Result<Vec<(String, String)>> {
    let Some(template) = definitions.report("bulletin") else {
        return Ok(Vec::new());
    };
    let as_at = settings.as_at.or_else(|| landing.files.iter().map(|file| file.snapshot_on).max());
    let context = ReportContext {
        council: letterhead(settings),
        authority: whole(settings),
        authorities: settings.council.authorities.iter().map(authority_name).collect(),
        audience: Audience::Exempt,
        as_at: as_at.unwrap_or_default(),
        run_id: "nothing was published".to_owned(),
        program_version: env!("CARGO_PKG_VERSION").to_owned(),
        is_final: false,
        report: front(settings, "bulletin"),
        threshold: settings.council.disclosure.threshold,
        weeks_in_a_year: settings.council.reporting.weeks_in_a_year.clone(),
        figures: Vec::new(),
        control_charts: Vec::new(),
        lists: BTreeMap::new(),
        measures: BTreeMap::new(),
        extracts: extracts(settings, definitions, landing, &[], as_at.unwrap_or_default()),
        findings: findings.to_vec(),
        repairs: Vec::new(),
        words: None,
        outcomes: error
            .faults
            .iter()
            .map(|fault| Outcome {
                title: fault.place.clone(),
                audience: String::new(),
                state: "not published".to_owned(),
                why: format!("{}. Next: {}", fault.says, fault.hint),
                files: Vec::new(),
            })
            .collect(),
    };
    let copies = report::render(template, &definitions.parts, &context)?;
    Ok(copies.into_iter().map(|copy| (copy.file_name, copy.text)).collect())
}

/// What reports may print: all that they bind, and of other measures what is
/// newest, for a report over every measure.
fn figures(counted: &Counted, table: &str) -> Result<Vec<Figure>> {
    let bound = bound(counted, |_| true);
    counted.warehouse.rows(&format!(
        "select figures.* from {table} as figures
        left join result.category_order as known
            on figures.breakdown = known.breakdown and figures.category = known.category
        where figures.is_current
            or (figures.breakdown = 'all' and list_contains({bound}, figures.measure))
        order by figures.measure, figures.figure, figures.authority, figures.period_kind,
            figures.period_end, figures.breakdown, figures.category = 'Not known',
            known.sort nulls last, figures.category, figures.breakdown_2, figures.category_2"
    ))
}

fn charts(counted: &Counted, table: &str) -> Result<Vec<ControlMonth>> {
    counted.warehouse.rows(&format!(
        "select charts.* exclude (series_number, period_number) from {table} as charts
        order by series_number, period_end"
    ))
}

fn letterhead(settings: &Settings) -> Letterhead {
    let council = &settings.council;
    Letterhead {
        name: council.name.clone(),
        short_name: council.short_name.clone(),
        directorate: council.directorate.clone(),
        colour: council.colour.clone(),
        logo: logo::address(settings),
    }
}

/// The authority that a report is about: the only one, or all together.
fn whole(settings: &Settings) -> AuthorityName {
    match settings.council.authorities.as_slice() {
        [only] => authority_name(only),
        _ => AuthorityName { code: "all".to_owned(), name: settings.council.name.clone() },
    }
}

fn authority_name(authority: &crate::settings::council::Authority) -> AuthorityName {
    AuthorityName { code: authority.code.clone(), name: authority.name.clone() }
}

fn front(settings: &Settings, report: &str) -> ReportFront {
    let Some(own) = settings.council.reports.get(report) else {
        return ReportFront::default();
    };
    ReportFront {
        title: own.title.clone(),
        committee: own.committee.clone(),
        meeting: own.meeting,
        item: own.item.clone(),
        front: own.front.clone(),
    }
}
