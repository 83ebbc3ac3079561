//! What templates can use: the parts of one format, the figures and notes of
//! one context, filters that know units. A number that no filter has printed
//! is refused, and everything else is escaped for the format, whatever the
//! template says.

use std::sync::Arc;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Kwargs;
use minijinja::{
    AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior, Value,
};

use super::charts::{bars, columns, line, multiples, spark};
use super::context::{Outcome, ReportContext};
use super::figures::Figures;
use super::numbering::Numbering;
use super::values::map;
use super::words::Words;
use super::{
    account, calendar, colour, escape, filters, list_charts, lists, money, months, number, phrase,
    symbols, tally, years,
};
use crate::definitions::report::{Format, Parts};

/// The name under which templates import the macros of their format.
const PARTS: &str = "parts";

/// An environment with the parts of a format and the filters, without data.
pub(super) fn bare<'a>(parts: &'a Parts, format: Format) -> Result<Environment<'a>, Error> {
    let mut environment = Environment::new();
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?;
    environment.set_syntax(syntax);
    environment.set_undefined_behavior(UndefinedBehavior::SemiStrict);
    environment.set_auto_escape_callback(|_| AutoEscape::Custom("format".into()));
    environment.set_formatter(move |out, state, value| print(out, state, value, format));
    // Nothing may switch escaping off, and nothing may print what it is not told to.
    for filter in ["safe", "escape", "e", "format", "pprint", "tojson", "round", "int", "float"] {
        environment.remove_filter(filter);
    }
    environment.remove_global("debug");
    let own = format!("{}.j2", format.extension());
    for (name, text) in parts {
        environment.add_template(name, text)?;
        if *name == own {
            environment.add_template(PARTS, text)?;
        }
    }
    filters::add(&mut environment);
    Ok(environment)
}

/// Adds everything that one copy of a report may read.
pub(super) fn fill(
    environment: &mut Environment<'_>,
    context: &Arc<ReportContext>,
    figures: &Arc<Figures>,
    words: &Arc<Words>,
    numbering: &Arc<Numbering>,
) {
    add_front(environment, context);
    add_figures(environment, figures);
    add_charts(environment, figures);
    add_numbering(environment, numbering, context.threshold);
    let officers = Arc::clone(words);
    environment.add_function("words", move |heading: String| officers.section(&heading));
    for (name, value) in figures.alike(|| alike(context, figures)) {
        environment.add_global(*name, value.clone());
    }
    let of = Arc::clone(context);
    environment.add_function("source", move |ids: Vec<String>| account::source(&of, &ids));
}

/// What every format of a copy is told alike.
fn alike(context: &ReportContext, figures: &Figures) -> Vec<(&'static str, Value)> {
    vec![
        ("extracts", account::extracts(&context.extracts)),
        ("sources", account::sources(context, figures.bound())),
        ("findings", account::findings(context)),
        ("repairs", account::repairs(context)),
        ("unavailable", account::unavailable(context)),
        ("definitions", account::definitions(context, figures.bound())),
        ("outcomes", context.outcomes.iter().map(outcome).collect()),
    ]
}

/// What became of a report, as templates see it.
pub(super) fn outcome(outcome: &Outcome) -> Value {
    let files = outcome.files.iter().map(|file| {
        let folder = file.split('/').next().unwrap_or_default();
        let kind = match outcome.copies {
            0 => kind_of_file(file.rsplit('.').next().unwrap_or_default()),
            _ => "list of copies",
        };
        // Where there is one audience, the page says whose copies these are.
        let is_one = !outcome.audience.is_empty() && !outcome.audience.contains(" and ");
        let text = if is_one { kind.to_owned() } else { format!("{folder} {kind}") };
        map([("file", Value::from(file.as_str())), ("text", Value::from(text))])
    });
    map([
        ("title", Value::from(outcome.title.as_str())),
        ("audience", Value::from(outcome.audience.as_str())),
        ("state", Value::from(outcome.state.as_str())),
        ("why", Value::from(outcome.why.as_str())),
        ("copies", Value::from(copies(outcome.copies))),
        ("files", Value::from_iter(files)),
    ])
}

fn copies(count: usize) -> String {
    match count {
        0 => String::new(),
        1 => "1 copy".to_owned(),
        _ => format!("{} copies", number::decimal(count as f64, 0)),
    }
}

/// The council, as templates see it: only a readable colour, only an embedded logo.
pub(super) fn letterhead(council: &super::context::Letterhead) -> Value {
    let colour = council.colour.as_deref().map_or(colour::USUAL.to_owned(), colour::readable);
    let logo = council.logo.as_deref().filter(|logo| logo.starts_with("data:image/"));
    map([
        ("name", Value::from(council.name.as_str())),
        ("short_name", Value::from(council.short_name.as_str())),
        ("directorate", Value::from(council.directorate.as_deref().unwrap_or_default())),
        ("colour", Value::from(colour)),
        ("logo", Value::from(logo.unwrap_or_default())),
    ])
}

pub(super) fn kind_of_file(extension: &str) -> &str {
    match extension {
        "html" => "page",
        "md" => "Markdown",
        "docx" => "Word",
        "csv" => "CSV",
        "xlsx" => "Excel",
        "parquet" => "Parquet",
        "json" => "JSON",
        other => other,
    }
}

fn add_front(environment: &mut Environment<'_>, context: &Arc<ReportContext>) {
    environment.add_global("council", letterhead(&context.council));
    environment.add_global(
        "authority",
        map([
            ("code", Value::from(context.authority.code.as_str())),
            ("name", Value::from(context.authority.name.as_str())),
        ]),
    );
    let names = context.authorities.iter().map(|authority| authority.name.as_str());
    environment.add_global("authorities", names.collect::<Value>());
    environment.add_global("audience", context.audience.word());
    environment.add_global("as_at", context.as_at.to_string());
    environment.add_global("run_id", context.run_id.as_str());
    environment.add_global("subject", context.subject.as_ref().map(lists::subject));
    environment.add_global("program_version", context.program_version.as_str());
    environment.add_global("is_final", context.is_final);
    environment.add_global("threshold", context.threshold.to_string());
    environment.add_global("rounding", phrase::rounding(context.round_to));
    environment.add_global("rounded_total", phrase::rounded_total(context.round_to));
    environment.add_global("weeks_in_a_year", context.weeks_in_a_year.as_str());
    let text = |text: &Option<String>| Value::from(text.as_deref().unwrap_or_default());
    let report = &context.report;
    let meeting = report.meeting.map(calendar::long).unwrap_or_default();
    environment.add_global(
        "report",
        map([
            ("title", text(&report.title)),
            ("committee", text(&report.committee)),
            ("meeting", Value::from(meeting)),
            ("item", text(&report.item)),
        ]),
    );
    let of = Arc::clone(context);
    environment.add_function("front", move |label: String| {
        let pairs = &of.report.front;
        let found = pairs.iter().find(|(known, _)| is_label(known, &label));
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    });
    let of = Arc::clone(context);
    environment.add_function("front_besides", move |labels: Vec<String>| -> Value {
        let pairs = of.report.front.iter();
        let others = pairs.filter(|(known, _)| !labels.iter().any(|label| is_label(known, label)));
        others
            .map(|(label, value)| {
                map([
                    ("label", Value::from(label.as_str())),
                    ("value", Value::from(value.as_str())),
                ])
            })
            .collect()
    });
}

fn is_label(known: &str, label: &str) -> bool {
    known.trim().eq_ignore_ascii_case(label)
}

fn add_figures(environment: &mut Environment<'_>, figures: &Arc<Figures>) {
    let of = Arc::clone(figures);
    environment
        .add_function("measure", move |id: String, options: Kwargs| of.measure(&id, &options));
    let of = Arc::clone(figures);
    environment.add_function("series", move |id: String, options: Kwargs| of.series(&id, &options));
    let of = Arc::clone(figures);
    environment.add_function("control_chart", move |id: String, options: Kwargs| {
        of.control_chart(&id, &options)
    });
    let of = Arc::clone(figures);
    environment.add_function("table", move |id: String, breakdown: String, options: Kwargs| {
        of.table(&id, &breakdown, &options)
    });
    let of = Arc::clone(figures);
    environment.add_function("list", move |id: String, options: Kwargs| of.list(&id, &options));
    let of = Arc::clone(figures);
    environment.add_function("budget_table", move |id: String, options: Kwargs| {
        money::asked(&of, &id, &options)
    });
    let of = Arc::clone(figures);
    environment.add_function(
        "table_by_year",
        move |id: String, breakdown: String, options: Kwargs| {
            years::asked(&of, &id, &breakdown, &options)
        },
    );
    environment.add_function("tally", |figures: Value| tally::sentence(&figures));
    environment.add_function("by_month", |series: Value| months::table(&series));
}

fn add_charts(environment: &mut Environment<'_>, figures: &Arc<Figures>) {
    let of = Arc::clone(figures);
    environment.add_function("waterfall", move |id: String, options: Kwargs| {
        of.drawn(&id, &options, list_charts::waterfall)
    });
    let of = Arc::clone(figures);
    environment.add_function("funnel_chart", move |id: String, options: Kwargs| {
        of.drawn(&id, &options, list_charts::funnel)
    });
    environment.add_function("multiples", |series: Value, names: Vec<String>| {
        multiples::lay_out(&series, &names)
    });
    let of = Arc::clone(figures);
    environment.add_function("day_chart", move |id: String, options: Kwargs| {
        of.drawn(&id, &options, list_charts::by_day)
    });
    environment.add_function("line_chart", |series: Value| line::lay_out(&series));
    environment.add_function("spark_line", |series: Value| spark::lay_out(&series));
    environment
        .add_function("bar_chart", |rows: Value, options: Kwargs| bars::lay_out(&rows, &options));
    environment.add_function("pair_chart", |first: Value, second: Value| {
        bars::lay_out_pairs(&first, &second)
    });
    environment.add_function("column_chart", |first: Value, second: Value, options: Kwargs| {
        columns::lay_out(&first, &second, &options)
    });
}

pub(super) fn add_numbering(
    environment: &mut Environment<'_>,
    numbering: &Arc<Numbering>,
    threshold: i64,
) {
    add_symbols(environment, numbering, threshold);
    let of = Arc::clone(numbering);
    environment.add_function("next_section", move || of.section());
    let of = Arc::clone(numbering);
    environment.add_function("next_paragraph", move || of.paragraph());
    let of = Arc::clone(numbering);
    environment.add_function("next_letter", move || of.letter());
    let of = Arc::clone(numbering);
    environment.add_function("next_table", move || of.table());
    let of = Arc::clone(numbering);
    environment.add_function("next_chart", move || of.chart());
    let of = Arc::clone(numbering);
    environment.add_function("meet_symbols", move |cells: Value, column: usize| {
        let texts: Vec<Value> = cells.try_iter()?.collect();
        of.meet(texts.iter().map(ToString::to_string), column);
        Ok::<_, Error>("")
    });
    let of = Arc::clone(numbering);
    environment.add_function("leave_open", move |what: String| {
        of.leave_open(&what);
        ""
    });
}

/// What explains the symbols of the table in hand, by the kinds of its columns;
/// those of a table without kinds may stand in any.
fn add_symbols(environment: &mut Environment<'_>, numbering: &Arc<Numbering>, threshold: i64) {
    let of = Arc::clone(numbering);
    environment.add_function("symbols_met", move |columns: Option<Value>| {
        let kind = |column: usize| {
            let columns = columns.as_ref()?;
            let kind = columns.get_item_by_index(column).ok()?.get_item_by_index(1).ok()?;
            kind.as_str().map(str::to_owned)
        };
        let met = of.met(|column| kind(column).is_none_or(|kind| kind == "number"));
        symbols::explained(&met, threshold)
    });
    let meaning = move |symbol: &&str| {
        Value::from_iter([(*symbol).to_owned(), symbols::meaning(symbol, threshold)])
    };
    let explained = symbols::SYMBOLS.iter().map(meaning);
    environment.add_global("symbols", Value::from_iter(explained));
}

/// Prints a value: safe text as it is, other text escaped, a bare number not.
fn print(
    out: &mut Output<'_>,
    _state: &mut State<'_, '_>,
    value: &Value,
    format: Format,
) -> Result<(), Error> {
    if value.is_undefined() {
        return Err(Error::new(ErrorKind::UndefinedError, "this value does not exist"));
    }
    if value.is_number() {
        let says = "a bare number: print it through a filter that knows its unit";
        return Err(Error::new(ErrorKind::InvalidOperation, says));
    }
    let Some(text) = value.as_str() else {
        let says = format!("a {} is no text that can be printed", value.kind());
        return Err(Error::new(ErrorKind::InvalidOperation, says));
    };
    let written = if value.is_safe() {
        out.write_str(text)
    } else {
        out.write_str(&escape::escape(text, format))
    };
    written.map_err(Error::from)
}
