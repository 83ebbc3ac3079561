//! `staging.files`: what SQL knows of where rows came from, how files rank,
//! which days each speaks for, and what became of its rows.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate};

use super::Warehouse;
use super::account::RowAccount;
use crate::definitions::Definitions;
use crate::definitions::spec::Covers;
use crate::error::Result;
use crate::extract::Landed;
use crate::settings::council::Council;

/// Fills `staging.files`: what SQL knows of where rows came from.
pub(super) fn record(
    warehouse: &Warehouse,
    definitions: &Definitions,
    council: &Council,
    files: &[Landed],
) -> Result<()> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut precedence: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, file) in files.iter().enumerate() {
        let Some(spec) = definitions.spec(&file.extract) else { continue };
        let order = precedence.entry(file.extract.as_str()).or_default();
        *order += 1;
        let own = council.extracts.get(&file.extract);
        let due = own.and_then(|own| own.due).unwrap_or_default().max(0).unsigned_abs();
        let (from, to) = covered(spec.covers, file.snapshot_on, due);
        rows.push(vec![
            (index + 1).to_string(),
            file.extract.clone(),
            file.file.clone(),
            file.digest.clone(),
            file.authority.clone().unwrap_or_default(),
            order.to_string(),
            file.snapshot_on.to_string(),
            file.received_at.date_naive().to_string(),
            covers_word(spec.covers).to_owned(),
            from.map(|day| day.to_string()).unwrap_or_default(),
            to.map(|day| day.to_string()).unwrap_or_default(),
            file.rows.to_string(),
            "0".to_owned(),
            "0".to_owned(),
            "0".to_owned(),
            "0".to_owned(),
        ]);
    }
    warehouse.append("staging", "files", rows.iter().map(Vec::as_slice))?;
    warehouse.append("staging", "declared", declared(council).iter().map(Vec::as_slice))
}

/// The days that `council.toml` declares an extract to speak for.
fn declared(council: &Council) -> Vec<Vec<String>> {
    council
        .extracts
        .iter()
        .flat_map(|(id, own)| {
            own.covers.iter().map(|(from, to)| vec![id.clone(), from.to_string(), to.to_string()])
        })
        .collect()
}

/// Adds what became of each file's rows.
pub(super) fn record_accounts(
    warehouse: &Warehouse,
    accounts: &[(usize, &RowAccount)],
) -> Result<()> {
    if accounts.is_empty() {
        return Ok(());
    }
    let rows: Vec<String> = accounts
        .iter()
        .map(|(file_id, account)| {
            format!(
                "({file_id}, {}, {}, {}, {})",
                account.accepted, account.quarantined, account.superseded, account.repeated
            )
        })
        .collect();
    warehouse.run(&format!(
        "update staging.files set rows_accepted = counted.accepted,
            rows_quarantined = counted.quarantined, rows_superseded = counted.superseded,
            rows_repeated = counted.repeated
        from (values {}) as counted(file_id, accepted, quarantined, superseded, repeated)
        where files.file_id = counted.file_id",
        rows.join(", ")
    ))
}

type Reach = (Option<NaiveDate>, Option<NaiveDate>);

/// The days that a file speaks for; open ends are none. A register holds until
/// the next one is due.
fn covered(covers: Covers, snapshot_on: NaiveDate, due: u64) -> Reach {
    match covers {
        Covers::ReturnYear => (Some(first_of_april(snapshot_on)), Some(snapshot_on)),
        Covers::Register => (None, snapshot_on.checked_add_days(Days::new(due))),
        Covers::Always => (None, None),
        Covers::Slices | Covers::Declared => (Some(snapshot_on), Some(snapshot_on)),
    }
}

/// The 1 April on or before a day.
fn first_of_april(day: NaiveDate) -> NaiveDate {
    let this_year = NaiveDate::from_ymd_opt(day.year(), 4, 1).unwrap_or(day);
    if this_year <= day {
        return this_year;
    }
    NaiveDate::from_ymd_opt(day.year() - 1, 4, 1).unwrap_or(day)
}

fn covers_word(covers: Covers) -> &'static str {
    match covers {
        Covers::ReturnYear => "return year",
        Covers::Register => "register",
        Covers::Slices => "slices",
        Covers::Declared => "declared",
        Covers::Always => "always",
    }
}
