//! Finds the figures that a template or an officer's sentence asks for. What
//! the template's header does not bind is refused here, so that a header says
//! truly what its report uses.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use minijinja::value::Kwargs;
use minijinja::{Error, ErrorKind, Value};

use super::context::{MeasureNote, ReportContext, ReportList};
use super::control;
use super::figure_value::FigureValue;
use super::lists;
use super::places::Places;
use super::values::map;
use crate::definitions::report::{Audience, BrokenDown, ReportTemplate};
use crate::header::nearest;
use crate::measure::control_month::ControlMonth;
use crate::measure::figure::Figure;

/// The figures and lists of one copy, behind what its header binds.
#[derive(Debug)]
pub(super) struct Figures {
    context: Arc<ReportContext>,
    places: Places,
    measures: Vec<String>,
    /// Measure, breakdown, and whether it is bound for the ends of years.
    tables: Vec<(String, String, bool)>,
    lists: Vec<String>,
    uses_every_measure: bool,
    /// Lists as they were printed: every format asks for the same.
    printed: Mutex<HashMap<PrintedList, Value>>,
    alike: OnceLock<Vec<(&'static str, Value)>>,
}

/// A list's id, its columns, what it is grouped by, and how many of its rows.
type PrintedList = (String, Vec<String>, String, usize);

/// A breakdown year by year, with its wholes.
#[derive(Debug)]
pub(super) struct Years {
    pub(super) parts: Vec<Figure>,
    pub(super) wholes: Vec<Figure>,
    /// Whether the measure counts what is there on a year's last day.
    pub(super) is_at_end: bool,
}

/// What a template asks for, beside the measure.
struct Wanted {
    figure: String,
    period_kind: String,
}

impl Figures {
    pub(super) fn new(template: &ReportTemplate, context: Arc<ReportContext>) -> Self {
        let uses_every_measure = template.uses_every_measure();
        let mut measures: Vec<String> =
            template.measures().iter().map(|binding| binding.id.to_owned()).collect();
        if uses_every_measure {
            let others = context.measures.keys().filter(|id| !measures.contains(id));
            let others: Vec<String> = others.cloned().collect();
            measures.extend(others);
        }
        let tables = template.broken_down().into_iter();
        let owned =
            |it: BrokenDown<'_>| (it.measure.to_owned(), it.breakdown.to_owned(), it.is_by_year);
        let tables = tables.map(owned).collect();
        let lists = template.usable_lists().into_iter().map(str::to_owned).collect();
        let printed = Mutex::default();
        let alike = OnceLock::new();
        let places = Places::of_each(&context.figures);
        Self { context, places, measures, tables, lists, uses_every_measure, printed, alike }
    }

    /// What every format is told alike, made for the first.
    pub(super) fn alike(
        &self,
        make: impl FnOnce() -> Vec<(&'static str, Value)>,
    ) -> &[(&'static str, Value)] {
        self.alike.get_or_init(make)
    }

    /// The ids that the header binds, in its order.
    pub(super) fn bound(&self) -> &[String] {
        &self.measures
    }

    /// One figure: the current one of all children, unless `period`, `figure`,
    /// `breakdown` and `category` say otherwise. What there is no row for is
    /// not available; it is never missing.
    pub(super) fn measure(&self, id: &str, options: &Kwargs) -> Result<Value, Error> {
        self.check_measure(id)?;
        let wanted = self.wanted(id, options)?;
        let breakdown: Option<String> = options.get("breakdown")?;
        let category: Option<String> = options.get("category")?;
        options.assert_all_used()?;
        let breakdown = breakdown.unwrap_or_else(|| "all".to_owned());
        self.check_table(id, &breakdown)?;
        let category = category.unwrap_or_else(|| "all".to_owned());
        let found = self.current(id, &wanted).find(|figure| {
            figure.breakdown == breakdown && figure.category == category && !is_cross(figure)
        });
        Ok(match found {
            Some(figure) => self.value(figure.clone()),
            None => self.value(self.not_available(id, &wanted, &category)),
        })
    }

    /// The figure of every period of one kind, oldest first.
    pub(super) fn series(&self, id: &str, options: &Kwargs) -> Result<Value, Error> {
        self.check_measure(id)?;
        let wanted = self.wanted(id, options)?;
        let last: Option<usize> = options.get("last")?;
        options.assert_all_used()?;
        let mut found: Vec<&Figure> = self
            .rows(id, &wanted)
            .filter(|figure| figure.breakdown == "all" && !is_cross(figure))
            .collect();
        found.sort_by_key(|figure| figure.period_end);
        let skipped = last.map_or(0, |last| found.len().saturating_sub(last));
        Ok(found.into_iter().skip(skipped).map(|figure| self.value(figure.clone())).collect())
    }

    /// The control chart of a measure that happens month by month, as
    /// [`control::value`] lays it out; empty where there is none to be seen.
    pub(super) fn control_chart(&self, id: &str, options: &Kwargs) -> Result<Value, Error> {
        self.check_measure(id)?;
        let wanted = self.wanted(id, options)?;
        options.assert_all_used()?;
        let authority = self.context.authority.code.as_str();
        let months: Vec<&ControlMonth> = self
            .context
            .control_charts
            .iter()
            .map(Arc::as_ref)
            .filter(|month| month.measure == id && month.figure == wanted.figure)
            .filter(|month| month.authority.is_empty() || month.authority == authority)
            .collect();
        Ok(control::value(&months))
    }

    /// The current figures of a breakdown with their total: `rows`, `total`,
    /// `has_hidden`, `is_empty`. Where a total would give a hidden cell away
    /// there is none.
    pub(super) fn table(
        &self,
        id: &str,
        breakdown: &str,
        options: &Kwargs,
    ) -> Result<Value, Error> {
        self.check_measure(id)?;
        self.check_table(id, breakdown)?;
        let wanted = self.wanted(id, options)?;
        options.assert_all_used()?;
        let rows = self.breakdown(id, breakdown, &wanted.figure, &wanted.period_kind);
        let has_hidden = rows.iter().any(hides);
        let has_total = !rows.iter().any(|figure| figure.table_has_hidden);
        let total = self
            .current(id, &wanted)
            .find(|figure| figure.breakdown == "all" && !is_cross(figure))
            .cloned();
        let total = total.unwrap_or_else(|| self.not_available(id, &wanted, "all"));
        let title = Value::from(self.note(id).map_or(id, |note| note.title.as_str()));
        Ok(map([
            ("title", title),
            ("is_empty", Value::from(rows.is_empty())),
            ("has_hidden", Value::from(has_hidden)),
            ("now", self.value(total.clone())),
            ("total", if has_total { self.value(total) } else { Value::from(()) }),
            ("rows", rows.into_iter().map(|figure| self.value(figure)).collect()),
        ]))
    }

    /// The rows of a breakdown as they are, for tables that Rust lays out.
    pub(super) fn breakdown(
        &self,
        id: &str,
        breakdown: &str,
        figure: &str,
        period_kind: &str,
    ) -> Vec<Figure> {
        let wanted = Wanted { figure: figure.to_owned(), period_kind: period_kind.to_owned() };
        self.current(id, &wanted)
            .filter(|figure| figure.breakdown == breakdown && !is_cross(figure))
            .cloned()
            .collect()
    }

    /// A list by its id, with all its columns or those named, put into groups
    /// where `by` names a column, the first `top` rows of it; nothing where this audience has none, or where
    /// a list that the header calls optional is not defined.
    pub(super) fn list(&self, id: &str, options: &Kwargs) -> Result<Value, Error> {
        let columns: Option<Vec<String>> = options.get("columns")?;
        let by: Option<String> = options.get("by")?;
        let top: Option<usize> = options.get("top")?;
        options.assert_all_used()?;
        let Some(list) = self.rows_of_list(id)? else {
            return Ok(Value::from(()));
        };
        let (columns, by) = (columns.unwrap_or_default(), by.unwrap_or_default());
        let wanted = (id.to_owned(), columns, by, top.unwrap_or(usize::MAX));
        let printed = || self.printed.lock().unwrap_or_else(PoisonError::into_inner);
        let known = printed().get(&wanted).cloned();
        if let Some(known) = known {
            return Ok(known);
        }
        let (_, columns, by, top) = &wanted;
        let value = lists::value(list, columns, by, *top)?;
        printed().insert(wanted, value.clone());
        Ok(value)
    }

    /// Charts of a list, one for each group of its rows; no chart where there
    /// is no list.
    pub(super) fn drawn(
        &self,
        id: &str,
        options: &Kwargs,
        draw: impl Fn(&ReportList, &Kwargs) -> Result<Value, Error>,
    ) -> Result<Value, Error> {
        match self.rows_of_list(id)? {
            Some(list) => draw(list, options),
            None => Ok(Value::from(Vec::<Value>::new())),
        }
    }

    /// A list as it is, for a chart; none where this audience has none, or
    /// where what it needs never came.
    fn rows_of_list(&self, id: &str) -> Result<Option<&ReportList>, Error> {
        if !self.lists.iter().any(|known| known == id) {
            return Err(unbound("list", id, &self.lists));
        }
        Ok(self.context.lists.get(id).map(Arc::as_ref))
    }

    /// Refuses a measure that the header does not bind.
    pub(super) fn check_measure(&self, id: &str) -> Result<(), Error> {
        if self.uses_every_measure || self.measures.iter().any(|known| known == id) {
            return Ok(());
        }
        Err(unbound("measure", id, &self.measures))
    }

    /// Refuses a breakdown that the header does not bind. What public headers
    /// bind is what public data hold, and what is made safe together.
    pub(super) fn check_table(&self, id: &str, breakdown: &str) -> Result<(), Error> {
        let is_bound = |(measure, by, _): &(String, String, bool)| measure == id && by == breakdown;
        if breakdown == "all" || self.tables.iter().any(is_bound) {
            return Ok(());
        }
        Err(unbound_table(id, breakdown, "breakdowns"))
    }

    /// The figures of every whole year of a breakdown that the header binds by
    /// year, with their wholes.
    pub(super) fn years(
        &self,
        id: &str,
        breakdown: &str,
        options: &Kwargs,
    ) -> Result<Years, Error> {
        self.check_measure(id)?;
        let is_bound = |(measure, by, by_year): &(String, String, bool)| {
            measure == id && by == breakdown && *by_year
        };
        if !self.tables.iter().any(is_bound) {
            return Err(unbound_table(id, breakdown, "breakdowns_by_year"));
        }
        let figure: Option<String> = options.get("figure")?;
        options.assert_all_used()?;
        let first = self.note(id).and_then(|note| note.figures.first()).cloned();
        let figure = figure.or(first).unwrap_or_default();
        let wanted = Wanted { figure, period_kind: "year".to_owned() };
        let is_at_end = self.is_at_end(id);
        let rows = || self.rows(id, &wanted).filter(|row| !row.is_partial && !is_cross(row));
        let of =
            |breakdown: &str| rows().filter(|row| row.breakdown == breakdown).cloned().collect();
        Ok(Years { parts: of(breakdown), wholes: of("all"), is_at_end })
    }

    /// What is known about a measure.
    pub(super) fn note(&self, id: &str) -> Option<&MeasureNote> {
        self.context.measures.get(id).map(Arc::as_ref)
    }

    fn value(&self, figure: Figure) -> Value {
        let is_at_end = self.is_at_end(&figure.measure);
        let threshold = match self.context.audience {
            Audience::Public => self.context.threshold,
            Audience::Exempt => 0,
        };
        Value::from_object(FigureValue { figure, is_at_end, threshold })
    }

    fn is_at_end(&self, id: &str) -> bool {
        self.note(id).is_none_or(|note| note.counts == "at end")
    }

    fn wanted(&self, id: &str, options: &Kwargs) -> Result<Wanted, Error> {
        let figure: Option<String> = options.get("figure")?;
        let period: Option<String> = options.get("period")?;
        let first =
            || self.note(id).and_then(|note| note.figures.first()).cloned().unwrap_or_default();
        let figure = figure.unwrap_or_else(first);
        let period_kind = period.unwrap_or_else(|| self.usual_period(id, &figure));
        Ok(Wanted { figure, period_kind })
    }

    /// The kind of period a measure is first thought of in: what is counted at
    /// the end of a month, by month; what happens, in the year so far.
    fn usual_period(&self, id: &str, figure: &str) -> String {
        let kinds: [&str; 5] = if self.is_at_end(id) {
            ["month", "quarter", "year", "rolling_year", "year_to_date"]
        } else {
            ["year_to_date", "rolling_year", "year", "quarter", "month"]
        };
        let has = |kind: &str| {
            self.of(id).any(|row| {
                row.is_current
                    && row.figure == figure
                    && row.period_kind == kind
                    && row.symbol != "x"
            })
        };
        kinds.into_iter().find(|kind| has(kind)).unwrap_or(kinds[0]).to_owned()
    }

    fn of(&self, id: &str) -> impl Iterator<Item = &Figure> {
        self.places.of(id, &self.context.figures)
    }

    fn rows<'a>(&'a self, id: &'a str, wanted: &'a Wanted) -> impl Iterator<Item = &'a Figure> {
        let authority = self.context.authority.code.as_str();
        self.of(id).filter(move |row| {
            row.figure == wanted.figure
                && row.period_kind == wanted.period_kind
                && (row.authority.is_empty() || row.authority == authority)
        })
    }

    fn current<'a>(&'a self, id: &'a str, wanted: &'a Wanted) -> impl Iterator<Item = &'a Figure> {
        self.rows(id, wanted).filter(|row| row.is_current)
    }

    fn not_available(&self, id: &str, wanted: &Wanted, category: &str) -> Figure {
        let note = self.note(id).cloned().unwrap_or_default();
        Figure {
            measure: id.to_owned(),
            title: note.title,
            unit: note.unit,
            polarity: note.polarity,
            figure: wanted.figure.clone(),
            period_kind: wanted.period_kind.clone(),
            period_start: self.context.as_at,
            period_end: self.context.as_at,
            is_current: true,
            category: category.to_owned(),
            symbol: "x".to_owned(),
            display: "x".to_owned(),
            ..Figure::default()
        }
    }
}

/// Whether a row hides a number or stands in a table that does.
fn hides(figure: &Figure) -> bool {
    figure.table_has_hidden || figure.symbol == "c"
}

fn is_cross(figure: &Figure) -> bool {
    !matches!(figure.breakdown_2.as_deref(), None | Some("" | "all"))
}

fn unbound_table(id: &str, breakdown: &str, field: &str) -> Error {
    let says = format!(
        "the header of this report does not bind '{id} by {breakdown}'; add it to the \
         `{field}` of a section"
    );
    Error::new(ErrorKind::InvalidOperation, says)
}

fn unbound(what: &str, id: &str, known: &[String]) -> Error {
    let near = nearest(id, known.iter().map(String::as_str));
    let hint = near.map(|near| format!("; did you mean '{near}'?")).unwrap_or_default();
    Error::new(
        ErrorKind::InvalidOperation,
        format!("the header of this report does not bind the {what} '{id}'{hint}"),
    )
}
