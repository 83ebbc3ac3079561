//! Control totals: a finance system prints a total below its lines. The row is
//! refused as a line, and what it says is held against the lines: a file that
//! lost some on its way no longer adds up.

use serde::Deserialize;

use super::stage::Job;
use super::{Warehouse, identifier};
use crate::definitions::spec::{Column, Kind};
use crate::error::Result;
use crate::finding::{Finding, Severity};

impl Job<'_> {
    /// Files whose lines add up to something else than the one total that
    /// stands among them. A total is a refused row with an amount and at most
    /// one word beside it; where a file has several, none is taken for the
    /// whole.
    pub(super) fn control_totals(&self, warehouse: &Warehouse) -> Result<Vec<Finding>> {
        let (money, others): (Vec<&Column>, Vec<&Column>) = self
            .spec
            .columns
            .iter()
            .filter(|column| column.to != "authority")
            .partition(|column| column.kind == Kind::Money);
        let mut findings = Vec::new();
        for column in &money {
            let said: Vec<Said> = warehouse.rows(&self.totals_of(column, &others))?;
            findings.extend(said.iter().map(|said| self.does_not_add_up(column, said)));
        }
        Ok(findings)
    }

    fn totals_of(&self, column: &Column, others: &[&Column]) -> String {
        let words: Vec<String> = others
            .iter()
            .map(|column| format!("({} is not null)::integer", identifier(&column.to)))
            .collect();
        format!(
            "with lines as (
                select file_id, row_number, disposition = 'quarantined' as is_refused,
                    {amount} as amount, {words} as words
                from work.{table}
            ),
            totals as (
                select file_id, min(row_number) as row_number, min(amount) as total
                from lines
                where is_refused and words <= 1 and amount is not null
                group by file_id
                having count(*) = 1
            )
            select totals.file_id, totals.row_number,
                abs(totals.total - coalesce(sum(lines.amount), 0))::varchar as difference,
                totals.total > coalesce(sum(lines.amount), 0) as is_less
            from totals
            left join lines
                on totals.file_id = lines.file_id and totals.row_number <> lines.row_number
            group by totals.file_id, totals.row_number, totals.total
            having totals.total <> coalesce(sum(lines.amount), 0)
            order by totals.file_id",
            amount = identifier(&column.to),
            words = words.join(" + "),
            table = identifier(&self.spec.id),
        )
    }

    fn does_not_add_up(&self, column: &Column, said: &Said) -> Finding {
        let side = if said.is_less { "less" } else { "more" };
        let says =
            format!("the lines add up to £{} {side} than the total among them", said.difference);
        Finding::new(Severity::Warn, "control-total", says)
            .extract(&self.spec.id)
            .file(self.file_name(said.file_id))
            .row(said.row_number)
            .column(&column.name)
            .rows(1)
            .remedy("export it again, and compare its total with the finance system's own")
    }
}

#[derive(Deserialize)]
struct Said {
    file_id: usize,
    row_number: u64,
    difference: String,
    is_less: bool,
}
