//! What reports are given: one context for each audience, with the figures,
//! lists and notes that the templates bind. Public contexts are filled from
//! `result.public_results` only, so that a small number never reaches one.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;
use serde_json::json;

use super::bound_figures;
use super::counting::Counted;
use super::logo;
use super::notes::{data, extracts, lists, notes, outcomes, repairs};
use super::packs;
use super::publishing::DueReports;
use super::revisions::Revisions;
use super::word_template;
use crate::definitions::Definitions;
use crate::definitions::query;
use crate::definitions::report::{Audience, Format, ReportTemplate};
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::finding::Finding;
use crate::measure::control_month::ControlMonth;
use crate::measure::figure::Figure;
use crate::publish::leaks::Secret;
use crate::report::context::{
    AuthorityName, ExtractNote, Letterhead, MeasureNote, Outcome, RepairNote, ReportContext,
    ReportFront, ReportList, WordsFile,
};
use crate::report::index::{self, IndexContext};
use crate::report::{Bases, Printer, Rendered, workbook};
use crate::settings::Settings;

/// Makes the copies of reports.
pub(super) struct Press<'a> {
    pub(super) settings: &'a Settings,
    pub(super) definitions: &'a Definitions,
    pub(super) bases: Bases<'a>,
    run_id: String,
    as_at: NaiveDate,
    is_final: bool,
    /// The figures of each measure, in the order in which people read them.
    public: Vec<Vec<Arc<Figure>>>,
    exempt: Vec<Vec<Arc<Figure>>>,
    public_charts: Vec<Arc<ControlMonth>>,
    exempt_charts: Vec<Arc<ControlMonth>>,
    pub(super) lists: BTreeMap<String, Arc<ReportList>>,
    /// What no copy for one reader may tell, where any is to be made.
    pub(super) secrets: Vec<Secret>,
    measures: BTreeMap<String, Arc<MeasureNote>>,
    extracts: Vec<ExtractNote>,
    findings: &'a [Finding],
    repairs: Vec<RepairNote>,
    outcomes: Vec<Outcome>,
    revisions: Revisions,
}

/// Where the workbook of data quality lies in a publication.
pub(super) const DATA_QUALITY: &str = "exempt/data/data-quality.xlsx";

/// Where what falls due lies in a publication, for `sufficiency due`.
pub const DUE: &str = "exempt/data/due.json";
/// The list that it is made from.
const DUE_DATES: &str = "due_dates";

impl<'a> Press<'a> {
    pub(super) fn new(
        settings: &'a Settings,
        counted: &'a Counted,
        due: &DueReports,
        is_final: bool,
    ) -> Result<Self> {
        let definitions = &counted.definitions;
        let landing = &counted.landing;
        let public = bound_figures::of(counted, "result.public_results", Audience::Public)?;
        let exempt = bound_figures::of(counted, "result.results", Audience::Exempt)?;
        let wanted = lists_of(definitions, due);
        let bases = Bases::read(&definitions.parts, Format::ALL);
        let mut beside = counted.warehouse.beside()?;
        let reader = &mut beside;
        let (public, mut lists, exempt) = std::thread::scope(|scope| {
            let besides = scope.spawn(move || {
                let public = public.read(reader)?;
                Ok::<_, Error>((public, lists(reader, definitions, landing, &wanted)?))
            });
            let exempt = exempt.read(&counted.warehouse);
            let besides = besides.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            let (public, lists) = besides?;
            Ok::<_, Error>((public, lists, exempt?))
        })?;
        counted.warehouse.take_back([beside]);
        let mut made = due.plan.rendered().filter_map(|record| definitions.report(&record.id));
        let secrets = match made.any(|report| report.subjects.is_some()) {
            true => packs::secrets(&lists)?,
            false => Vec::new(),
        };
        // It is long, and few councils have a report that prints it.
        if !definitions.reports.iter().any(|it| it.usable_lists().contains(&packs::SECRETS)) {
            lists.remove(packs::SECRETS);
        }
        Ok(Self {
            settings,
            definitions,
            bases: bases.map_err(|fault| Error::of(Exit::Definition, vec![fault]))?,
            run_id: due.plan.run_id.to_string(),
            as_at: due.as_at,
            is_final,
            public: by_measure(public),
            exempt: by_measure(exempt),
            public_charts: charts(counted, "result.public_control_charts")?,
            exempt_charts: charts(counted, "result.control_charts")?,
            lists,
            secrets,
            measures: notes(settings, counted)?,
            extracts: extracts(settings, definitions, landing, &counted.accounts, due.as_at),
            findings: &counted.findings,
            repairs: repairs(counted)?,
            outcomes: outcomes(definitions, &due.plan),
            revisions: Revisions::of(counted)?,
        })
    }

    /// Every copy of one report: for each audience, in each format. `outcomes`:
    /// what it says of the reports made with it.
    pub(super) fn copies(
        &self,
        template: &ReportTemplate,
        outcomes: &[Outcome],
    ) -> Result<Vec<Rendered>> {
        let printer = Printer::on(template, &self.bases)?.without_words_of_files();
        let mut copies = Vec::new();
        for audience in &template.audience {
            let mut context = self.context(template, *audience)?;
            context.outcomes = outcomes.to_vec();
            copies.extend(printer.print(context)?);
        }
        Ok(copies)
    }

    /// The workbook of what the reports of an audience print.
    pub(super) fn workbook(&self, audience: Audience) -> Result<Vec<u8>> {
        let bound: BTreeSet<&str> = self
            .definitions
            .reports
            .iter()
            .filter(|report| report.audience.contains(&audience))
            .flat_map(ReportTemplate::measures)
            .map(|binding| binding.id)
            .collect();
        let figures = match audience {
            Audience::Public => &self.public,
            Audience::Exempt => &self.exempt,
        };
        workbook::bytes(&workbook::Contents {
            council: &self.settings.council.name,
            as_at: self.as_at,
            run_id: &self.run_id,
            audience,
            threshold: self.settings.council.disclosure.threshold,
            round_to: self.settings.council.disclosure.round_to_of(audience == Audience::Public),
            figures: of_measures(figures, |id| bound.contains(id)).map(Arc::as_ref).collect(),
            measures: &self.measures,
        })
    }

    /// What becomes of each report, as far as is known.
    pub(super) fn outcomes(&self) -> &[Outcome] {
        &self.outcomes
    }

    /// Says how many copies there are of a report with one for each reader.
    pub(super) fn count_copies(&mut self, template: &ReportTemplate, copies: usize) {
        let file = packs::contents_path(template);
        let its = self.outcomes.iter_mut().find(|outcome| outcome.files.contains(&file));
        if let Some(outcome) = its {
            outcome.copies = copies;
        }
    }

    /// The page over the whole publication.
    pub(super) fn index(&self) -> Result<String> {
        index::render(&self.bases, &self.index_context())
    }

    /// What falls due after the as-at date or is overdue on it, for `sufficiency
    /// due`; nothing where there is no such list.
    pub(super) fn due_dates(&self) -> Option<String> {
        let list = self.lists.get(DUE_DATES)?;
        let dates = json!({
            "as_at": self.as_at.to_string(),
            "run_id": self.run_id,
            "missing": list.missing,
            "dates": list.rows,
        });
        Some(format!("{dates:#}\n"))
    }

    /// What pages about the publication say.
    pub(super) fn index_context(&self) -> IndexContext {
        IndexContext {
            council: letterhead(self.settings),
            as_at: self.as_at,
            run_id: self.run_id.clone(),
            program_version: env!("CARGO_PKG_VERSION").to_owned(),
            is_final: self.is_final,
            outcomes: self.outcomes.clone(),
            data: data(self.lists.contains_key(DUE_DATES)),
            extracts: self.extracts.clone(),
        }
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
        context.extracts.clone_from(&self.extracts);
        context.findings = self.findings.to_vec();
        context.repairs.clone_from(&self.repairs);
        context.figures = of_measures(figures, is_bound).cloned().collect();
        self.revisions.mark(&template.id, audience, &mut context.figures);
        context.control_charts =
            charts.iter().filter(|month| is_bound(&month.measure)).cloned().collect();
        context.measures = self
            .measures
            .iter()
            .filter(|(id, _)| is_bound(id))
            .map(|(id, note)| (id.clone(), Arc::clone(note)))
            .collect();
        context.lists = template
            .usable_lists()
            .into_iter()
            .filter(|id| self.may_see(id, audience))
            .filter_map(|id| Some((id.to_owned(), Arc::clone(self.lists.get(id)?))))
            .collect();
        context.report = front(self.settings, &template.id);
        context.words = words_file(self.settings, &template.id)?;
        Ok(context)
    }

    fn may_see(&self, list: &str, audience: Audience) -> bool {
        let found = self.definitions.lists.iter().find(|definition| definition.file.id == list);
        let is_public = found.is_some_and(|list| list.audience == query::Audience::Public);
        audience == Audience::Exempt || is_public
    }

    /// A context with nothing in it but whose it is and when.
    pub(super) fn bare(&self, audience: Audience) -> ReportContext {
        let council = &self.settings.council;
        ReportContext {
            council: letterhead(self.settings),
            authority: whole(self.settings),
            authorities: council.authorities.iter().map(authority_name).collect(),
            audience,
            as_at: self.as_at,
            subject: None,
            run_id: self.run_id.clone(),
            program_version: env!("CARGO_PKG_VERSION").to_owned(),
            is_final: self.is_final,
            report: ReportFront::default(),
            threshold: council.disclosure.threshold,
            round_to: council.disclosure.round_to_of(audience == Audience::Public),
            weeks_in_a_year: council.reporting.weeks_in_a_year.clone(),
            figures: Vec::new(),
            control_charts: Vec::new(),
            lists: BTreeMap::new(),
            measures: BTreeMap::new(),
            extracts: Vec::new(),
            findings: Vec::new(),
            repairs: Vec::new(),
            words: None,
            outcomes: Vec::new(),
        }
    }
}

fn by_measure(figures: Vec<Arc<Figure>>) -> Vec<Vec<Arc<Figure>>> {
    figures.chunk_by(|one, next| one.measure == next.measure).map(<[_]>::to_vec).collect()
}

/// The figures of those measures that are wanted.
fn of_measures(
    figures: &[Vec<Arc<Figure>>],
    is_wanted: impl Fn(&str) -> bool,
) -> impl Iterator<Item = &Arc<Figure>> {
    figures
        .iter()
        .filter(move |rows| rows.first().is_some_and(|row| is_wanted(&row.measure)))
        .flatten()
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

/// The same, as reports are given it.
pub(super) fn words_file(settings: &Settings, report: &str) -> Result<Option<WordsFile>> {
    let found = words(settings, report)?;
    Ok(found.map(|(name, text)| WordsFile { name: format!("words/{name}"), text }))
}

/// The lists that reports to be made may use, and those that a publication
/// says more with.
fn lists_of<'a>(definitions: &'a Definitions, due: &DueReports) -> BTreeSet<&'a str> {
    let made = due.plan.rendered().filter_map(|record| definitions.report(&record.id));
    let used =
        made.flat_map(|report| report.usable_lists().into_iter().chain(report.subjects.as_deref()));
    used.chain([DUE_DATES, packs::SECRETS]).collect()
}

fn charts(counted: &Counted, table: &str) -> Result<Vec<Arc<ControlMonth>>> {
    let rows: Vec<ControlMonth> = counted.warehouse.rows(&format!(
        "select charts.* exclude (series_number, period_number) from {table} as charts
        order by series_number, period_end"
    ))?;
    Ok(rows.into_iter().map(Arc::new).collect())
}

pub(super) fn letterhead(settings: &Settings) -> Letterhead {
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
pub(super) fn whole(settings: &Settings) -> AuthorityName {
    match settings.council.authorities.as_slice() {
        [only] => authority_name(only),
        _ => AuthorityName { code: "all".to_owned(), name: settings.council.name.clone() },
    }
}

pub(super) fn authority_name(authority: &crate::settings::council::Authority) -> AuthorityName {
    AuthorityName { code: authority.code.clone(), name: authority.name.clone() }
}

pub(super) fn front(settings: &Settings, report: &str) -> ReportFront {
    let Some(own) = settings.council.reports.get(report) else {
        return ReportFront::default();
    };
    ReportFront {
        title: own.title.clone(),
        committee: own.committee.clone(),
        meeting: own.meeting,
        item: own.item.clone(),
        front: own.front.clone(),
        word_template: word_template::bytes(settings, report),
    }
}
