//! The figures that the reports of one audience may print, in the order in which
//! people read them. There are tens of thousands, so no more is asked for than
//! may be printed.

use std::sync::Arc;

use serde::Deserialize;

use super::counting::Counted;
use super::data;
use crate::definitions::report::{Audience, ReportTemplate};
use crate::error::Result;
use crate::measure::figure::Figure;
use crate::warehouse::{Warehouse, identifier, literal};

/// A question that any connection can be asked.
pub(super) struct Question {
    columns: Vec<String>,
    select: String,
}

#[derive(Deserialize)]
struct Column {
    column_name: String,
}

/// What reports may print of a table of results: all that they bind, and of
/// other measures what is newest, where a report is over every measure.
pub(super) fn of(counted: &Counted, table: &str, audience: Audience) -> Result<Question> {
    let is_theirs = |report: &ReportTemplate| report.audience.contains(&audience);
    let bound = data::bound(counted, is_theirs);
    let reports = &counted.definitions.reports;
    let by_year = by_year(reports.iter().filter(|report| is_theirs(report)));
    let other = match reports.iter().any(|it| is_theirs(it) && it.uses_every_measure()) {
        true => "figures.is_current",
        false => "false",
    };
    let there: Vec<Column> =
        counted.warehouse.rows(&format!("select column_name from (describe {table})"))?;
    let columns = Figure::columns()
        .into_iter()
        .map(|name| match there.iter().any(|column| column.column_name == name) {
            true => identifier(&name),
            false => "null".to_owned(),
        })
        .collect();
    let select = format!(
        "select figures.* from {table} as figures
        left join result.category_order as known
            on figures.breakdown = known.breakdown and figures.category = known.category
        where {other}
            or (
                (figures.is_current or figures.breakdown = 'all')
                and list_contains({bound}, figures.measure)
            )
            or (
                figures.period_kind = 'year'
                and not figures.is_partial
                and list_contains({by_year}, figures.measure || ' by ' || figures.breakdown)
            )
        order by figures.measure, figures.figure, figures.authority, figures.period_kind,
            figures.period_end, figures.breakdown, figures.category = 'Not known',
            known.sort nulls last, figures.category, figures.breakdown_2, figures.category_2"
    );
    Ok(Question { columns, select })
}

/// The tables that reports print for every year's end, as a list of SQL.
fn by_year<'a>(reports: impl Iterator<Item = &'a ReportTemplate>) -> String {
    let tables = reports.flat_map(ReportTemplate::broken_down).filter(|table| table.is_by_year);
    let named = tables.map(|table| literal(&format!("{} by {}", table.measure, table.breakdown)));
    format!("[{}]::varchar[]", named.collect::<Vec<_>>().join(", "))
}

impl Question {
    /// Its answer.
    pub(super) fn read(&self, warehouse: &Warehouse) -> Result<Vec<Arc<Figure>>> {
        let rows: Vec<Figure> = warehouse.rows_in_order(&self.columns, &self.select)?;
        Ok(rows.into_iter().map(Arc::new).collect())
    }
}
