//! Which table goes into which file, in which form. Councils send what their
//! systems print, so hardly two files of the sample are alike.

use super::calendar::Year;
use super::plan::{Plan, Scale};
use super::table::Table;
use super::write::{CSV, CSV_GZ, Dress, Encoding, Form, text};

/// A file on its way to the inbox.
#[derive(Clone, Debug)]
pub(super) struct File {
    /// Its path below the inbox (below the authority's folder, where there are
    /// several authorities).
    pub(super) path: String,
    /// The id of the spec that it fits; empty where it fits none.
    pub(super) id: &'static str,
    /// What it holds.
    pub(super) table: Table,
    /// How it is written.
    pub(super) dress: Dress,
}

/// The file of one table of one year's return.
pub(super) fn of_return(plan: &Plan, year: Year, id: &'static str, mut table: Table) -> File {
    let folder = plan.return_folder(year);
    let is_running = folder.starts_with("in-year");
    let is_last_full =
        !is_running && plan.return_folder(Year { first: year.first + 1 }).starts_with("in-year");
    let mut name = format!("{id}.csv");
    let mut dress = Dress::plain(CSV);
    match id {
        "header" if is_running || is_last_full => {
            dress = Dress::plain(text(b',', Encoding::Marked))
        }
        "oc2" => dress = Dress::plain(text(b'|', Encoding::Plain)),
        "missing" if is_last_full => {
            name = "missing.xlsx".to_owned();
            dress = Dress::titled(Form::Workbook, &["Missing and away, all teams", ""]);
        }
        "social_workers" => {
            // The council's own names: `council.toml` says what they stand for.
            table.rename("SW_ID", "Allocated worker");
            table.rename("SW_DECOM", "Allocated from");
            table.rename("SW_DEC", "Allocated to");
            table.rename("SW_REASON", "Why changed");
        }
        "reviews" if is_running => with_times(&mut table, "REVIEW"),
        "placed_for_adoption" => dress = Dress::plain(text(b';', Encoding::Plain)),
        _ => {}
    }
    File { path: format!("{folder}/{name}"), id, table, dress }
}

/// Days as some systems print them: with a time, and year first.
fn with_times(table: &mut Table, column: &str) {
    for row in 0..table.rows.len() {
        let day = table.cell(row, column).to_owned();
        let parts: Vec<&str> = day.split('/').collect();
        if let [day, month, year] = parts[..] {
            table.set(row, column, &format!("{year}-{month}-{day} 00:00:00"));
        }
    }
}

/// The file of one register of the commissioning team.
pub(super) fn of_register(plan: &Plan, council: &str, id: &'static str, table: Table) -> File {
    let printed = format!("Printed {}", super::calendar::written(plan.as_at));
    let (name, dress) = match id {
        "providers" => (
            "providers.xlsx",
            Dress::titled(Form::Workbook, &[council, "Providers of placements", &printed, ""]),
        ),
        "homes" => ("homes.tsv", Dress::plain(text(b'\t', Encoding::Plain))),
        "contracts" => ("contracts.csv", Dress::plain(text(b';', Encoding::Western))),
        _ => (
            "agreements.txt",
            Dress::titled(
                text(b'\t', Encoding::Wide),
                &["Individual placement agreements", &printed, ""],
            ),
        ),
    };
    File { path: format!("commissioning/{}/{name}", plan.as_at), id, table, dress }
}

/// The file of another system's table: its folder, its form, what stands above
/// its header row.
pub(super) fn of_record(plan: &Plan, council: &str, id: &'static str, table: Table) -> File {
    let printed = format!("Printed {}", super::calendar::written(plan.as_at));
    let (folder, ending, form) = match id {
        "siblings" | "arrivals" | "disabilities" | "schools" | "education_status" => {
            ("case-records", "csv", CSV)
        }
        "needs" => ("case-records", "csv.gz", CSV_GZ),
        "exploitation" => ("case-records", "csv", text(b'|', Encoding::Plain)),
        "plans" => ("case-records", "csv.gz", CSV_GZ),
        "step_downs" | "care_leavers" => ("case-records", "csv", text(b',', Encoding::Marked)),
        "referrals" | "panels" => ("brokerage", "xlsx", Form::Workbook),
        "offers" => ("brokerage", "csv", text(b';', Encoding::Western)),
        "fostering_households" => ("fostering", "xlsx", Form::Workbook),
        "connected_carers" | "permanence_matches" => ("fostering", "csv", CSV),
        "outcomes" | "feedback" => ("contracts", "csv.gz", CSV_GZ),
        "monitoring" => ("contracts", "tsv", text(b'\t', Encoding::Plain)),
        "discount_terms" | "contract_rates" => ("contracts", "csv", text(b';', Encoding::Western)),
        "savings" | "grants" => ("finance", "xlsx", Form::Workbook),
        "contributions" => ("finance", "csv", CSV),
        "indicators" | "context" | "benefits" | "actions" => ("papers", "csv", CSV),
        _ => ("contracts", "csv", CSV),
    };
    // Two councils' files may hold the same rows; the title tells them apart.
    let has_title = form == Form::Workbook || plan.scale != Scale::Council;
    let dress =
        if has_title { Dress::titled(form, &[council, &printed, ""]) } else { Dress::plain(form) };
    File { path: format!("{folder}/{}/{id}.{ending}", plan.as_at), id, table, dress }
}

/// The file of one year's invoices.
pub(super) fn of_invoices(plan: &Plan, year: Year, table: Table) -> File {
    let name = if year.end() > plan.as_at { plan.as_at.to_string() } else { year.label() };
    File {
        path: format!("finance/invoices-{name}.csv.gz"),
        id: "invoices",
        table,
        dress: Dress::plain(CSV_GZ),
    }
}

/// The file of the budgets.
pub(super) fn of_budgets(plan: &Plan, council: &str, table: Table) -> File {
    File {
        path: format!("finance/budgets-{}.xlsx", plan.as_at),
        id: "budgets",
        table,
        dress: Dress::titled(Form::Workbook, &[council, "Placement budgets", ""]),
    }
}

/// The file of one year's ledger.
pub(super) fn of_ledger(plan: &Plan, council: &str, year: Year, table: Table) -> File {
    let name = if year.end() > plan.as_at { plan.as_at.to_string() } else { year.label() };
    File {
        path: format!("finance/ledger-{name}.csv.gz"),
        id: "ledger",
        table,
        dress: Dress::titled(
            CSV_GZ,
            &[council, "General ledger, children's placements", &format!("Year {}", year.label())],
        ),
    }
}

/// The file of a reference table.
pub(super) fn of_reference(plan: &Plan, id: &'static str, table: Table) -> File {
    let (name, form) = match id {
        "population" => ("population.parquet".to_owned(), Form::Parquet),
        id => (format!("{id}.csv"), CSV),
    };
    File {
        path: format!("reference/{}/{name}", plan.reference_day()),
        id,
        table,
        dress: Dress::plain(form),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two councils that send the same bytes are refused: nobody could say
    /// whose they are.
    #[test]
    fn councils_with_the_same_rows_send_different_files() {
        let plan = Plan::new(Scale::Region, 2);
        let above = |council: &str, id: &'static str| {
            of_record(&plan, council, id, Table::new(&["ACTION_ID"])).dress.above
        };
        for id in ["actions", "frameworks", "savings"] {
            assert_ne!(above("Fennmoor Council", id), above("Saltreach Council", id), "{id}");
        }
    }
}
