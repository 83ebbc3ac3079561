//! `sufficiency explain MEASURE`: what a figure means, what it rests on, what
//! it is, and the cases behind it. Cases name children by the source system's
//! identifier, so this is for officers who may see them.

use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::cli::Format;
use crate::definitions::about::About;
use crate::definitions::measure::Measure;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::pipeline::{self, Counted};
use crate::progress::Progress;
use crate::settings::Settings;
use crate::warehouse::literal;

/// The flags of `explain`.
#[derive(clap::Args, Debug)]
pub struct Options {
    /// The measure, by its id
    #[arg(value_name = "MEASURE")]
    measure: String,
    /// The period, such as year:2026-03-31 [default: the newest of each kind]
    #[arg(long, value_name = "PERIOD")]
    period: Option<String>,
    /// Show a breakdown, such as service
    #[arg(long, value_name = "NAME")]
    breakdown: Option<String>,
    /// How many cases to list; 0 for none
    #[arg(long, value_name = "NUMBER", default_value_t = 20)]
    cases: usize,
}

/// Counts without publishing, and explains one measure.
pub fn explain(
    settings: &Settings,
    options: &Options,
    progress: &mut Progress,
    format: Format,
) -> Result<Exit> {
    let counted = pipeline::count_only(settings, &[&options.measure], progress)?;
    let measure = counted.definitions.named_measure(&options.measure)?;
    let about = About::of(measure, &counted.definitions, &counted.plan, &settings.council);
    let figures = figures(&counted, measure, options)?;
    let Some(period) = options.period.clone().or_else(|| newest(&figures)) else {
        return Err(Error::new(Exit::Failed, measure.id(), "there is no period to explain"));
    };
    let cases = cases(&counted, measure, &period)?;
    match format {
        Format::Text => {
            print_definition(&counted, measure, &about);
            print_figures(&figures);
            print_cases(&cases, &period, options.cases);
        }
        Format::Json => print_line!(
            "{}",
            json!({
                "measure": measure.id(),
                "title": about.title,
                "definition": about.definition,
                "source": about.source,
                "unit": about.unit,
                "polarity": about.polarity,
                "settings": about.settings,
                "lineage": counted.plan.lineage(&format!("measure.{}", measure.id())),
                "as_at": counted.as_at.to_string(),
                "figures": figures,
                "period": period,
                "cases": cases,
            })
        ),
    }
    Ok(Exit::Published)
}

#[derive(Deserialize, Serialize)]
struct Line {
    authority: String,
    figure: String,
    period_id: String,
    period_kind: String,
    breakdown: String,
    category: String,
    numerator: Option<f64>,
    denominator: Option<f64>,
    not_known: Option<i64>,
    value: Option<f64>,
    lower: Option<f64>,
    upper: Option<f64>,
    display: Option<String>,
    symbol: Option<String>,
    direction: Option<String>,
    compared_with: Option<String>,
}

#[derive(Deserialize, Serialize)]
struct Case {
    counted_on: Option<String>,
    figure: String,
    case_id: Option<String>,
    child_id: Option<String>,
    provider_id: Option<String>,
    numerator: Option<f64>,
    denominator: Option<f64>,
}

fn figures(counted: &Counted, measure: &Measure, options: &Options) -> Result<Vec<Line>> {
    let which = match &options.period {
        Some(period) => format!("period_id = {}", literal(period)),
        None => "is_current".to_owned(),
    };
    let breakdown = options.breakdown.as_deref().unwrap_or("all");
    counted.warehouse.rows(&format!(
        "select authority, figure, period_id, period_kind, breakdown, category,
            numerator::double as numerator, denominator::double as denominator,
            not_known::bigint as not_known,
            value::double as value, lower::double as lower, upper::double as upper,
            display, symbol, direction, compared_with::varchar as compared_with
        from result.results
        where measure = {} and {which} and breakdown = {}
            and coalesce(breakdown_2, '') = ''
        order by authority, figure, period_kind, category",
        literal(measure.id()),
        literal(breakdown),
    ))
}

/// The period to list cases of: the longest of the newest.
fn newest(figures: &[Line]) -> Option<String> {
    let order = ["year_to_date", "year", "quarter", "month"];
    order
        .iter()
        .find_map(|kind| figures.iter().find(|line| line.period_kind == *kind))
        .or(figures.first())
        .map(|line| line.period_id.clone())
}

fn cases(counted: &Counted, measure: &Measure, period: &str) -> Result<Vec<Case>> {
    let within = match measure.counts {
        crate::definitions::measure::Counts::AtEnd => "cases.counted_on = periods.period_end",
        crate::definitions::measure::Counts::During => {
            "cases.counted_on between periods.period_start and periods.period_end"
        }
        crate::definitions::measure::Counts::Over => "cases.period_id = periods.period_id",
    };
    counted.warehouse.rows(&format!(
        "select cases.counted_on::varchar as counted_on, cases.figure, cases.case_id,
            cases.child_id, cases.provider_id, cases.numerator::double as numerator,
            cases.denominator::double as denominator
        from measure.cases as cases
        inner join model.periods as periods on {within}
        where cases.measure = {} and periods.period_id = {}
        order by all",
        literal(measure.id()),
        literal(period),
    ))
}

fn print_definition(counted: &Counted, measure: &Measure, about: &About) {
    print_line!("{} ({})", about.title, about.id);
    print_line!("  as at      {}", counted.as_at);
    print_line!("  definition {}", about.definition);
    print_line!("  source     {}", about.source);
    print_line!(
        "  unit       {}, {}; a {} of cases, each one {}",
        about.unit,
        about.polarity,
        about.statistic,
        about.case
    );
    print_line!("  counted on {}", about.window);
    print_line!("  not known  {}", about.not_known);
    if !about.figures.is_empty() {
        print_line!("  figures    {}", about.figures.join(", "));
    }
    print_line!("  owner      {}, reviewed {}", about.owner, about.reviewed);
    print_line!("  file       {}", about.file);
    for setting in &about.settings {
        let whose = if setting.is_own { ", the council's own" } else { "" };
        print_line!(
            "  setting    {}.{} = {} ({}{whose})",
            about.id,
            setting.name,
            setting.value,
            setting.says
        );
    }
    print_line!("  model      {}", about.tables.join(", "));
    print_line!("  extracts   {}", about.extracts.join(", "));
    print_line!("  code       {}", about.codes.join(", "));
    for file in counted.landing.files.iter().filter(|file| measure.needs.contains(&file.extract)) {
        print_line!("  file       {} {} (to {})", file.extract, file.file, file.snapshot_on);
    }
}

fn print_figures(figures: &[Line]) {
    print_line!("\nFigures");
    for line in figures {
        let interval = match (line.lower, line.upper) {
            (Some(lower), Some(upper)) => format!(", 95% interval {lower:.1} to {upper:.1}"),
            _ => String::new(),
        };
        let parts = match (line.numerator, line.denominator) {
            (Some(numerator), Some(denominator)) => format!(" = {numerator} of {denominator}"),
            _ => String::new(),
        };
        let not_known = match line.not_known {
            Some(count) if count > 0 => format!(", {count} not known"),
            _ => String::new(),
        };
        let direction = match (&line.direction, &line.compared_with) {
            (Some(direction), Some(day)) => format!(", {direction} since {day}"),
            _ => String::new(),
        };
        let name = [line.figure.as_str(), line.category.as_str()]
            .into_iter()
            .filter(|part| !part.is_empty() && *part != "all")
            .collect::<Vec<_>>()
            .join(", ");
        print_line!(
            "  {} {:<26} {name:<24} {}{parts}{interval}{not_known}{direction}",
            line.authority,
            line.period_id,
            line.display.as_deref().unwrap_or_default(),
        );
    }
}

fn print_cases(cases: &[Case], period: &str, most: usize) {
    if most == 0 {
        return;
    }
    print_line!("\nCases of {period}: {} in all", cases.len());
    for case in cases.iter().take(most) {
        print_line!(
            "  {} {} {} counts {} of {}",
            case.counted_on.as_deref().unwrap_or(period),
            case.figure,
            case.case_id.as_deref().unwrap_or("(no one case)"),
            case.numerator.map_or("not known".to_owned(), |number| number.to_string()),
            case.denominator.map_or("-".to_owned(), |number| number.to_string()),
        );
    }
    if cases.len() > most {
        print_line!("  ... and {} more (--cases {})", cases.len() - most, cases.len());
    }
}
