//! The workbook of data quality, for whoever mends the source systems: what
//! was found by severity and by rule, what each rule says and what to do, and
//! the rows. It names children, and belongs to exempt folders only.
//!
//! The same findings give the same bytes: its time is the day that the figures
//! describe.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError,
};

use super::{FoundRow, Quality, Rule, State};
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::finding::{Finding, Severity};

/// The file's name, in a publication and in a run folder.
pub const FILE_NAME: &str = "data-quality.xlsx";

/// The severities in words, the weightiest first.
const SEVERITIES: [(Severity, &str); 4] = [
    (Severity::Block, "block"),
    (Severity::Quarantine, "quarantine"),
    (Severity::Warn, "warn"),
    (Severity::Note, "note"),
];

/// Every rule, the weightiest and commonest first: the checks, and what
/// landing and staging say of files and rows.
pub fn rules(quality: &Quality, findings: &[Finding]) -> Vec<Rule> {
    let mut others: BTreeMap<(Severity, &str), Rule> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| !quality.is_of_check(finding)) {
        let key = (finding.severity, finding.rule.as_str());
        let rule = others.entry(key).or_insert_with(|| Rule {
            rule: finding.rule.clone(),
            number: String::new(),
            severity: finding.severity,
            says: finding.says.clone(),
            remedy: finding.remedy.clone(),
            state: State::Made,
            rows: 0,
            children: 0,
        });
        rule.rows += finding.rows.max(1);
        if !rule.says.contains(&finding.says) {
            rule.says = format!("{}; {}", rule.says, finding.says);
        }
    }
    let mut rules = quality.rules.clone();
    rules.extend(others.into_values());
    rules
        .sort_by_key(|rule| (rule.rows == 0, rule.severity, Reverse(rule.rows), rule.rule.clone()));
    rules
}

/// The workbook's bytes. `findings` are all of a run, those of checks among
/// them.
pub fn bytes(
    council: &str,
    as_at: NaiveDate,
    quality: &Quality,
    findings: &[Finding],
) -> Result<Vec<u8>> {
    fill(council, as_at, quality, findings).and_then(|mut book| book.save_to_buffer()).map_err(
        |cause| Error::new(Exit::Failed, FILE_NAME, format!("cannot make the workbook: {cause}")),
    )
}

type Done = std::result::Result<(), XlsxError>;

fn fill(
    council: &str,
    as_at: NaiveDate,
    quality: &Quality,
    findings: &[Finding],
) -> std::result::Result<Workbook, XlsxError> {
    let rules = rules(quality, findings);
    let mut workbook = Workbook::new();
    let year = u16::try_from(as_at.year()).unwrap_or(1900);
    let made = ExcelDateTime::from_ymd(year, as_at.month() as u8, as_at.day() as u8)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let title = format!("{council}: data quality, as at {as_at}");
    summary(workbook.add_worksheet().set_name("Summary")?, &title, &rules)?;
    rules_sheet(workbook.add_worksheet().set_name("Rules")?, &rules)?;
    rows_sheet(workbook.add_worksheet().set_name("Rows")?, quality, findings, &rules)?;
    Ok(workbook)
}

fn summary(sheet: &mut Worksheet, title: &str, rules: &[Rule]) -> Done {
    let broken: Vec<&Rule> = rules.iter().filter(|rule| rule.rows > 0).collect();
    sheet.write_string_with_format(0, 0, title, &Format::new().set_bold())?;
    heading(sheet, 2, &[("Severity", 14.0), ("Rules", 32.0), ("Rows", 10.0)])?;
    let mut line = 2;
    for (severity, word) in SEVERITIES {
        let of: Vec<&&Rule> = broken.iter().filter(|rule| rule.severity == severity).collect();
        line += 1;
        sheet.write_string(line, 0, word)?;
        sheet.write_number(line, 1, of.len() as f64)?;
        sheet.write_number(line, 2, of.iter().map(|rule| rule.rows).sum::<u64>() as f64)?;
    }
    line += 2;
    heading(
        sheet,
        line,
        &[("Severity", 14.0), ("Rule", 32.0), ("Rows", 10.0), ("Children", 10.0)],
    )?;
    for rule in broken {
        line += 1;
        sheet.write_string(line, 0, word(rule.severity))?;
        sheet.write_string(line, 1, &rule.rule)?;
        sheet.write_number(line, 2, rule.rows as f64)?;
        sheet.write_number(line, 3, rule.children as f64)?;
    }
    Ok(())
}

fn rules_sheet(sheet: &mut Worksheet, rules: &[Rule]) -> Done {
    let columns = [
        ("Rule", 32.0),
        ("Number", 10.0),
        ("Severity", 12.0),
        ("Rows", 9.0),
        ("Children", 9.0),
        ("What is wrong", 70.0),
        ("What to do", 70.0),
        ("Made", 30.0),
    ];
    heading(sheet, 0, &columns)?;
    sheet.set_freeze_panes(1, 0)?;
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for (line, rule) in (1..).zip(rules) {
        let made = match &rule.state {
            State::Made => "yes".to_owned(),
            State::Needs(extract) => format!("no: {extract} has not come"),
            State::Off => "no: turned off in council.toml".to_owned(),
        };
        sheet.write_string(line, 0, &rule.rule)?;
        sheet.write_string(line, 1, &rule.number)?;
        sheet.write_string(line, 2, word(rule.severity))?;
        sheet.write_number(line, 3, rule.rows as f64)?;
        sheet.write_number(line, 4, rule.children as f64)?;
        sheet.write_string_with_format(line, 5, shortened(&rule.says), &wrapped)?;
        sheet.write_string_with_format(line, 6, shortened(&rule.remedy), &wrapped)?;
        sheet.write_string(line, 7, made)?;
    }
    sheet.autofilter(0, 0, rules.len() as u32, columns.len() as u16 - 1)?;
    Ok(())
}

fn rows_sheet(
    sheet: &mut Worksheet,
    quality: &Quality,
    findings: &[Finding],
    rules: &[Rule],
) -> Done {
    let columns = [
        ("Rule", 32.0),
        ("Authority", 12.0),
        ("Child", 14.0),
        ("File", 44.0),
        ("Row", 9.0),
        ("Column", 22.0),
        ("Detail", 70.0),
    ];
    heading(sheet, 0, &columns)?;
    sheet.set_freeze_panes(1, 0)?;
    let mut of_rule: BTreeMap<&str, Vec<FoundRow>> = BTreeMap::new();
    for row in &quality.rows {
        of_rule.entry(&row.rule).or_default().push(row.clone());
    }
    for finding in findings.iter().filter(|finding| !quality.is_of_check(finding)) {
        of_rule.entry(&finding.rule).or_default().push(of_finding(finding));
    }
    let mut line = 0;
    for rule in rules {
        // A rule that weighs differently from file to file stands here twice.
        for row in of_rule.remove(rule.rule.as_str()).unwrap_or_default() {
            line += 1;
            write_row(sheet, line, &row)?;
        }
    }
    sheet.autofilter(0, 0, line, columns.len() as u16 - 1)?;
    Ok(())
}

/// A finding of landing or staging, which tells its first row only.
fn of_finding(finding: &Finding) -> FoundRow {
    let more = match finding.rows {
        0 | 1 => String::new(),
        rows => format!(" (the first of {rows} rows)"),
    };
    FoundRow {
        rule: finding.rule.clone(),
        authority: None,
        child_id: None,
        file: finding.file.clone().or_else(|| finding.extract.clone()),
        row: finding.row,
        column: finding.column.clone(),
        detail: Some(format!("{}{more}", finding.says)),
    }
}

fn write_row(sheet: &mut Worksheet, line: u32, row: &FoundRow) -> Done {
    sheet.write_string(line, 0, &row.rule)?;
    let texts = [(1, &row.authority), (2, &row.child_id), (3, &row.file), (5, &row.column)];
    for (column, text) in texts {
        if let Some(text) = text {
            sheet.write_string(line, column, text)?;
        }
    }
    if let Some(row) = row.row {
        sheet.write_number(line, 4, row as f64)?;
    }
    if let Some(detail) = &row.detail {
        sheet.write_string(line, 6, shortened(detail))?;
    }
    Ok(())
}

fn heading(sheet: &mut Worksheet, line: u32, columns: &[(&str, f64)]) -> Done {
    let bold = Format::new().set_bold();
    for (column, (name, width)) in (0..).zip(columns) {
        sheet.write_string_with_format(line, column, *name, &bold)?;
        sheet.set_column_width(column, *width)?;
    }
    Ok(())
}

fn word(severity: Severity) -> &'static str {
    SEVERITIES.iter().find(|(known, _)| *known == severity).map_or("", |(_, word)| word)
}

/// A cell holds no more than 32,767 characters, and nobody reads so many.
fn shortened(text: &str) -> String {
    text.chars().take(2000).collect()
}
