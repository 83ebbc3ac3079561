//! The desk on which the invoices of one authority are changed after they were
//! made up: lines and agreements read from the tables, cells written over, lines
//! added, and every change posted to the ledger, so that it goes on agreeing
//! with the invoices. What is changed, and why, is not known here.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::calendar::{plus, written};
use super::filing::File;
use super::money::in_pounds;
use super::spoiling::day_of;
use super::table::Table;

/// A line of an invoice, and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Bill {
    /// File and row.
    pub(super) at: (usize, usize),
    /// INVOICE_NUMBER.
    pub(super) invoice: String,
    /// LINE.
    pub(super) line: String,
    /// PROVIDER_ID.
    pub(super) provider: String,
    /// AGREEMENT_ID.
    pub(super) agreement: String,
    /// CHILD.
    pub(super) child: String,
    /// First night billed.
    pub(super) from: NaiveDate,
    /// Last night billed.
    pub(super) to: NaiveDate,
    /// Pence a week.
    pub(super) weekly: i64,
    /// Pence.
    pub(super) amount: i64,
    /// The day it came.
    pub(super) received: NaiveDate,
}

impl Bill {
    /// Nights billed.
    pub(super) fn nights(&self) -> i64 {
        (self.to - self.from).num_days() + 1
    }

    /// Each night billed.
    pub(super) fn days(&self) -> impl Iterator<Item = NaiveDate> {
        let from = self.from;
        (0..self.nights()).map(move |number| plus(from, number))
    }
}

/// An agreement with all its terms.
#[derive(Clone, Debug)]
pub(super) struct Agreed {
    /// CHILD.
    pub(super) child: String,
    /// PROVIDER_ID.
    pub(super) provider: String,
    /// CONTRACT_ID.
    pub(super) contract: String,
    /// SERVICE.
    pub(super) service: String,
    /// First night.
    pub(super) starts: NaiveDate,
    /// The day the child left.
    pub(super) ends: Option<NaiveDate>,
    /// The day up to which, and not on, notice is paid.
    pub(super) notice_to: Option<NaiveDate>,
    /// Whether both have signed.
    pub(super) is_signed: bool,
    /// Day from which, and parts of the weekly price: core, support, education,
    /// other.
    pub(super) terms: Vec<(NaiveDate, [i64; 4])>,
}

impl Agreed {
    /// The parts of the weekly price on a night.
    pub(super) fn parts(&self, night: NaiveDate) -> [i64; 4] {
        let mut begun = self.terms.iter().filter(|(from, _)| *from <= night);
        begun.next_back().or(self.terms.first()).map_or([0; 4], |(_, parts)| *parts)
    }

    /// Whether the child is placed on a night.
    pub(super) fn is_live(&self, night: NaiveDate) -> bool {
        self.starts <= night && self.ends.is_none_or(|ends| night < ends)
    }
}

/// The desk.
pub(super) struct Desk<'a> {
    files: &'a mut [File],
    /// Agreements by AGREEMENT_ID.
    pub(super) agreements: BTreeMap<String, Agreed>,
    /// Agreements whose lines nobody else may touch.
    taken: BTreeSet<String>,
    /// Invoices that the ledger holds.
    in_ledger: BTreeSet<String>,
    /// What was posted, by the day of posting.
    pub(super) posted: Vec<(NaiveDate, i64)>,
}

fn pence(text: &str) -> i64 {
    text.replace('.', "").parse().unwrap_or(0)
}

impl<'a> Desk<'a> {
    /// A desk with everything that was made up.
    pub(super) fn new(files: &'a mut [File]) -> Self {
        let mut agreements: BTreeMap<String, Agreed> = BTreeMap::new();
        let found = files.iter().filter(|file| file.id == "agreements");
        for table in found.map(|file| &file.table) {
            for row in 0..table.rows.len() {
                let cell = |column: &str| table.cell(row, column);
                let Some(starts) = day_of(cell("STARTS_ON")) else { continue };
                let from = day_of(cell("VALID_FROM")).unwrap_or(starts);
                let notice = day_of(cell("NOTICE_GIVEN_ON"));
                let days = cell("NOTICE_DAYS").parse().unwrap_or(0);
                let signed = ["SIGNED_BY_AUTHORITY_ON", "SIGNED_BY_PROVIDER_ON"];
                let parts = ["WEEKLY_CORE", "WEEKLY_SUPPORT", "WEEKLY_EDUCATION", "WEEKLY_OTHER"];
                let agreed = agreements.entry(cell("AGREEMENT_ID").to_owned());
                let agreed = agreed.or_insert_with(|| Agreed {
                    child: cell("CHILD").to_owned(),
                    provider: cell("PROVIDER_ID").to_owned(),
                    contract: cell("CONTRACT_ID").to_owned(),
                    service: cell("SERVICE").to_owned(),
                    starts,
                    ends: day_of(cell("ENDS_ON")),
                    notice_to: notice.map(|given| plus(given, days)),
                    is_signed: signed.iter().all(|column| !cell(column).is_empty()),
                    terms: Vec::new(),
                });
                agreed.terms.push((from, parts.map(|column| pence(cell(column)))));
            }
        }
        let ledgers = files.iter().filter(|file| file.id == "ledger").map(|file| &file.table);
        let in_ledger = ledgers
            .flat_map(|table| {
                let rows = 0..table.rows.len();
                rows.map(|row| table.cell(row, "INVOICE_NUMBER").to_owned())
            })
            .collect();
        Self { files, agreements, taken: BTreeSet::new(), in_ledger, posted: Vec::new() }
    }

    /// The table of a spec, where there is one.
    pub(super) fn table(&mut self, id: &str) -> Option<&mut Table> {
        self.files.iter_mut().find(|file| file.id == id).map(|file| &mut file.table)
    }

    /// Every line that bills an agreement, discounts apart, in the order of the
    /// files.
    pub(super) fn bills(&self) -> Vec<Bill> {
        let mut found = Vec::new();
        for (place, file) in self.files.iter().enumerate().filter(|(_, file)| file.id == "invoices")
        {
            let rows = 0..file.table.rows.len();
            found.extend(rows.filter_map(|row| bill(&file.table, (place, row))));
        }
        found
    }

    /// Contracts under which a line of its own takes something off.
    pub(super) fn discounted(&self) -> BTreeSet<String> {
        let tables = self.files.iter().filter(|file| file.id == "invoices").map(|file| &file.table);
        let agreements = tables.flat_map(|table| {
            let rows = (0..table.rows.len()).filter(|row| is_discount(table.cell(*row, "ITEM")));
            rows.map(|row| table.cell(row, "AGREEMENT_ID"))
        });
        let contract = |id: &str| self.agreements.get(id).map(|agreed| agreed.contract.clone());
        agreements.filter_map(contract).collect()
    }

    /// Whether an agreement's lines may be changed.
    pub(super) fn is_free(&self, bill: &Bill) -> bool {
        self.agreements.get(&bill.agreement).is_some_and(|agreed| agreed.is_signed)
            && !self.taken.contains(&bill.agreement)
    }

    /// Keeps everybody else from an agreement.
    pub(super) fn take(&mut self, agreement: &str) {
        self.taken.insert(agreement.to_owned());
    }

    /// Keeps everybody else from all agreements under a contract; false where
    /// one of them is taken already.
    pub(super) fn take_contract(&mut self, contract: &str) -> bool {
        let under = self.agreements.iter().filter(|(_, agreed)| agreed.contract == contract);
        let under: Vec<String> = under.map(|(id, _)| id.clone()).collect();
        let is_free = under.iter().all(|id| !self.taken.contains(id));
        self.taken.extend(under);
        is_free
    }

    /// Whether the child has no other agreement with the provider.
    pub(super) fn is_only_agreement(&self, bill: &Bill) -> bool {
        let alike =
            |agreed: &&Agreed| agreed.child == bill.child && agreed.provider == bill.provider;
        self.agreements.values().filter(alike).count() == 1
    }

    /// Writes over a cell of a line.
    pub(super) fn set(&mut self, bill: &Bill, column: &str, text: &str) {
        self.files[bill.at.0].table.set(bill.at.1, column, text);
    }

    /// Bills another amount on a line, and posts the difference.
    pub(super) fn bill_instead(&mut self, bill: &Bill, amount: i64) {
        self.set(bill, "AMOUNT", &in_pounds(amount));
        self.post(&bill.invoice, amount - bill.amount);
    }

    /// Adds a line like another one to an invoice, with some cells of its own,
    /// and posts it; the number of the line.
    pub(super) fn add(
        &mut self,
        like: &Bill,
        invoice: &str,
        amount: i64,
        cells: &[(&str, &str)],
    ) -> String {
        let table = &mut self.files[like.at.0].table;
        let line = format!("{}", table.find("INVOICE_NUMBER", invoice).count() + 1);
        let row = table.rows[like.at.1].clone();
        table.push(row);
        let row = table.rows.len() - 1;
        table.set(row, "INVOICE_NUMBER", invoice);
        table.set(row, "LINE", &line);
        table.set(row, "AMOUNT", &in_pounds(amount));
        for (column, text) in cells {
            table.set(row, column, text);
        }
        if !cells.contains(&("STATUS", "rejected")) {
            self.post(invoice, amount);
        }
        line
    }

    /// The line's own invoice of the next month, where the supplier sends one
    /// and it lies in the same file: its number, and the day it came.
    pub(super) fn next_invoice(&self, bill: &Bill) -> Option<(String, NaiveDate)> {
        let table = &self.files[bill.at.0].table;
        let supplier = bill.invoice.rsplit_once('-')?.0;
        let mut found: Vec<(NaiveDate, String)> = (0..table.rows.len())
            .filter(|row| table.cell(*row, "CREDIT_OF").is_empty())
            .filter_map(|row| {
                let number = table.cell(row, "INVOICE_NUMBER");
                let came = day_of(table.cell(row, "RECEIVED_ON"))?;
                let is_theirs = number.rsplit_once('-').is_some_and(|(own, _)| own == supplier);
                (is_theirs && came > bill.received).then(|| (came, number.to_owned()))
            })
            .collect();
        found.sort();
        found.into_iter().next().map(|(came, number)| (number, came))
    }

    /// Adds pence to what the ledger holds under an invoice; nothing where it
    /// holds nothing.
    pub(super) fn post(&mut self, invoice: &str, pence_more: i64) {
        if !self.is_posted(invoice) {
            return;
        }
        for file in self.files.iter_mut().filter(|file| file.id == "ledger") {
            let row = file.table.find("INVOICE_NUMBER", invoice).next();
            let Some(row) = row else { continue };
            let amount = pence(file.table.cell(row, "AMOUNT")) + pence_more;
            file.table.set(row, "AMOUNT", &in_pounds(amount));
            if let Some(day) = day_of(file.table.cell(row, "POSTED_ON")) {
                self.posted.push((day, pence_more));
            }
            return;
        }
    }

    /// Whether the ledger holds an invoice.
    pub(super) fn is_posted(&self, invoice: &str) -> bool {
        self.in_ledger.contains(invoice)
    }
}

fn bill(table: &Table, at: (usize, usize)) -> Option<Bill> {
    let cell = |column: &str| table.cell(at.1, column);
    if cell("AGREEMENT_ID").is_empty() || is_discount(cell("ITEM")) {
        return None;
    }
    Some(Bill {
        at,
        invoice: cell("INVOICE_NUMBER").to_owned(),
        line: cell("LINE").to_owned(),
        provider: cell("PROVIDER_ID").to_owned(),
        agreement: cell("AGREEMENT_ID").to_owned(),
        child: cell("CHILD").to_owned(),
        from: day_of(cell("SERVICE_FROM"))?,
        to: day_of(cell("SERVICE_TO"))?,
        weekly: pence(cell("WEEKLY_RATE")),
        amount: pence(cell("AMOUNT")),
        received: day_of(cell("RECEIVED_ON"))?,
    })
}

/// Whether a line takes something off.
fn is_discount(item: &str) -> bool {
    item.ends_with("discount")
}

/// A day as a cell.
pub(super) fn cell(day: NaiveDate) -> String {
    written(day)
}
