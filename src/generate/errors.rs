//! Errors of every kind in the invoices of an invented council, and bills that
//! look odd and are right, planted from the seed into a correct ledger. Each
//! agreement has one at most, so that what each is worth is known to the penny;
//! a test holds the invoice check against it: found, missed, false.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::calendar::{month_ends, plus};
use super::desk::{Bill, Desk, cell};
use super::draw::Draw;
use super::filing::File;
use super::money::{for_nights, in_pounds};
use super::owed;
use super::plan::Plan;

/// An error that was planted, and what it is worth.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct InvoiceError {
    /// The rule that finds it.
    pub rule: &'static str,
    /// The provider that bills.
    pub provider: String,
    /// The invoice.
    pub invoice: String,
    /// The line; empty where it is the whole invoice.
    pub line: String,
    /// Pence that are at stake before credits.
    pub raised: i64,
    /// Pence that credits have given back.
    pub recovered: i64,
}

/// How often each kind is planted.
const TIMES: usize = 3;

/// Plants errors and oddities. The errors, and what was posted to the ledger on
/// which day.
pub(super) fn plant(
    plan: &Plan,
    authority: usize,
    files: &mut [File],
) -> (Vec<InvoiceError>, Vec<(NaiveDate, i64)>) {
    let mut planting = Planting {
        as_at: plan.as_at,
        desk: Desk::new(files),
        draw: Draw::new(plan.seed, authority, "invoice errors", 0),
        errors: Vec::new(),
        credited: BTreeSet::new(),
    };
    planting.keep_off_blocks();
    planting.keep_off_discounts();
    owed::lower_a_rate(&mut planting);
    owed::fall_due(&mut planting);
    for _ in 0..TIMES {
        planting.too_dear();
        planting.too_dear_and_credited();
        planting.after_leaving();
        planting.twice();
        planting.twice_and_credited();
        planting.unknown_agreement();
        planting.inside_the_price();
        planting.parts_apart();
        planting.by_the_week();
        planting.by_the_day();
        planting.day_of_leaving();
        planting.notice();
        planting.uplift();
        planting.rejected();
        planting.credited_and_anew();
    }
    planting.unsigned();
    for _ in 0..TIMES {
        planting.otherwise_in_the_ledger();
    }
    planting.errors.sort();
    (planting.errors, planting.desk.posted)
}

/// The errors as a table: rule, provider, invoice, line, pounds at stake before
/// credits, pounds that credits have given back.
pub(super) fn listed(summary: &super::Summary) -> String {
    let mut text = String::from("rule,provider_id,invoice_number,line,raised,recovered\n");
    for error in &summary.invoice_errors {
        let cells = [
            error.rule,
            &error.provider,
            &error.invoice,
            &error.line,
            &in_pounds(error.raised),
            &in_pounds(error.recovered),
        ];
        text.push_str(&cells.join(","));
        text.push('\n');
    }
    text
}

/// What is planted, and where.
pub(super) struct Planting<'a> {
    /// The last day that anything describes.
    pub(super) as_at: NaiveDate,
    /// The desk.
    pub(super) desk: Desk<'a>,
    /// Chance.
    pub(super) draw: Draw,
    /// Errors so far.
    pub(super) errors: Vec<InvoiceError>,
    /// Invoices of which something was credited.
    credited: BTreeSet<String>,
}

impl Planting<'_> {
    /// Takes note of an error.
    pub(super) fn tell(
        &mut self,
        rule: &'static str,
        bill: &Bill,
        (invoice, line): (&str, &str),
        raised: i64,
    ) {
        let (invoice, line) = (invoice.to_owned(), line.to_owned());
        let provider = bill.provider.clone();
        self.errors.push(InvoiceError { rule, provider, invoice, line, raised, recovered: 0 });
    }

    fn tell_of(&mut self, rule: &'static str, bill: &Bill, raised: i64) {
        self.tell(rule, bill, (&bill.invoice, &bill.line), raised);
    }

    /// A line of an agreement that nobody has touched, and that is from now on
    /// taken; old enough for credits and later invoices to have come.
    pub(super) fn pick(&mut self, is_wanted: impl Fn(&Desk<'_>, &Bill) -> bool) -> Option<Bill> {
        let bills: Vec<Bill> = self
            .desk
            .bills()
            .into_iter()
            .filter(|bill| self.desk.is_free(bill) && bill.nights() > 4)
            .filter(|bill| bill.received <= plus(self.as_at, -45))
            .filter(|bill| self.desk.is_posted(&bill.invoice))
            .filter(|bill| is_wanted(&self.desk, bill))
            .collect();
        if bills.is_empty() {
            return None;
        }
        let bill = self.draw.pick(&bills).clone();
        self.desk.take(&bill.agreement);
        Some(bill)
    }

    /// A line, and the supplier's next invoice with the day it came.
    pub(super) fn pick_with_next(&mut self) -> Option<(Bill, String, NaiveDate)> {
        for _ in 0..8 {
            let bill = self.pick(|_, _| true)?;
            if let Some((number, came)) = self.desk.next_invoice(&bill) {
                return Some((bill, number, came));
            }
        }
        None
    }

    /// Beds in block are billed full and empty together: what is changed of the
    /// one changes what the other may be.
    fn keep_off_blocks(&mut self) {
        let Some(contracts) = self.desk.table("block_beds") else { return };
        let rows = 0..contracts.rows.len();
        let blocks: Vec<String> =
            rows.map(|row| contracts.cell(row, "CONTRACT_ID").to_owned()).collect();
        for contract in blocks {
            self.desk.take_contract(&contract);
        }
    }

    /// What discounts are given for is billed as it was agreed.
    fn keep_off_discounts(&mut self) {
        for contract in self.desk.discounted() {
            self.desk.take_contract(&contract);
        }
    }

    /// A rate above the agreed one.
    fn too_dear(&mut self) -> Option<()> {
        let bill = self.pick(|_, _| true)?;
        let weekly = bill.weekly + self.draw.between(4, 60) * 250;
        let amount = for_nights(weekly, bill.nights());
        self.desk.set(&bill, "WEEKLY_RATE", &in_pounds(weekly));
        self.desk.bill_instead(&bill, amount);
        self.tell_of("price", &bill, amount - bill.amount);
        Some(())
    }

    /// The same, and a credit note for some of it or all.
    fn too_dear_and_credited(&mut self) -> Option<()> {
        self.too_dear()?;
        let error = self.errors.last()?.clone();
        let bills = self.desk.bills();
        let bill = bills.iter().find(|bill| {
            (&bill.provider, &bill.invoice, &bill.line)
                == (&error.provider, &error.invoice, &error.line)
        })?;
        let back = if self.draw.chance(500) { error.raised } else { error.raised / 3 };
        self.credit(bill, back);
        self.errors.last_mut()?.recovered = back;
        Some(())
    }

    /// A credit note that came nine days later; the ledger does not have it yet.
    pub(super) fn credit(&mut self, bill: &Bill, back: i64) {
        self.credited.insert(bill.invoice.clone());
        let number = format!("{}C{}", bill.invoice, bill.line);
        let came = cell(plus(bill.received, 9));
        self.desk.add(
            bill,
            &number,
            -back,
            &[("CREDIT_OF", &bill.invoice), ("RECEIVED_ON", &came), ("WEEKLY_RATE", "")],
        );
    }

    /// Nights after the child left, of which nobody gave notice.
    fn after_leaving(&mut self) -> Option<()> {
        let bill = self.pick(|desk, bill| {
            let agreed = &desk.agreements[&bill.agreement];
            agreed.notice_to.is_none()
                && agreed.ends == Some(plus(bill.to, 1))
                && month_ends(bill.to, plus(bill.to, 31)).first() > Some(&plus(bill.to, 3))
                && desk.is_only_agreement(bill)
        })?;
        let last = *month_ends(bill.to, plus(bill.to, 31)).first()?;
        let to = plus(bill.to, self.draw.between(1, (last - bill.to).num_days()));
        let amount = for_nights(bill.weekly, (to - bill.from).num_days() + 1);
        self.desk.set(&bill, "SERVICE_TO", &cell(to));
        self.desk.bill_instead(&bill, amount);
        self.tell_of("outside", &bill, amount - bill.amount);
        Some(())
    }

    /// The last nights of a month once more on the next invoice.
    fn twice(&mut self) -> Option<()> {
        let (bill, number, came) = self.pick_with_next()?;
        let again = self.draw.between(2, bill.nights());
        let amount = for_nights(bill.weekly, again);
        let (from, came) = (cell(plus(bill.to, 1 - again)), cell(came));
        let cells = [("SERVICE_FROM", from.as_str()), ("RECEIVED_ON", came.as_str())];
        let line = self.desk.add(&bill, &number, amount, &cells);
        self.tell("twice", &bill, (&number, &line), amount);
        Some(())
    }

    /// A whole month once more, and a credit note for the first of the two.
    fn twice_and_credited(&mut self) -> Option<()> {
        let (bill, number, came) = self.pick_with_next()?;
        let line = self.desk.add(&bill, &number, bill.amount, &[("RECEIVED_ON", &cell(came))]);
        self.tell("twice", &bill, (&number, &line), bill.amount);
        self.credit(&Bill { received: came, ..bill.clone() }, bill.amount);
        self.errors.last_mut()?.recovered = bill.amount;
        Some(())
    }

    /// An agreement and a child of whom nobody knows.
    fn unknown_agreement(&mut self) -> Option<()> {
        let bill = self.pick(|_, _| true)?;
        self.desk.set(&bill, "AGREEMENT_ID", "IPA-0000-00-0000");
        self.desk.set(&bill, "CHILD", "999901");
        self.tell_of("no agreement", &bill, bill.amount);
        Some(())
    }

    /// A fee for what the price includes.
    fn inside_the_price(&mut self) -> Option<()> {
        let table = self.desk.table("price_inclusions")?;
        let included: Vec<(String, String)> = (0..table.rows.len())
            .map(|row| (table.cell(row, "CONTRACT_ID").into(), table.cell(row, "ITEM").into()))
            .collect();
        let item_of = |desk: &Desk<'_>, bill: &Bill| -> Option<String> {
            let agreed = &desk.agreements[&bill.agreement];
            // What the agreement pays for apart is not inside.
            let has_parts = agreed.terms.iter().any(|(_, parts)| parts[1..] != [0; 3]);
            let of_contract = included.iter().find(|(contract, _)| *contract == agreed.contract);
            of_contract.filter(|_| !has_parts).map(|(_, item)| item.clone())
        };
        let bill = self.pick(|desk, bill| item_of(desk, bill).is_some())?;
        let item = item_of(&self.desk, &bill)?;
        let amount = self.draw.between(20, 190) * 50;
        let cells = [("ITEM", item.as_str()), ("WEEKLY_RATE", "")];
        let line = self.desk.add(&bill, &bill.invoice, amount, &cells);
        self.tell("included", &bill, (&bill.invoice, &line), amount);
        Some(())
    }

    /// Another sum in the ledger than on the invoice, in either direction.
    fn otherwise_in_the_ledger(&mut self) -> Option<()> {
        let known: BTreeSet<String> = self
            .errors
            .iter()
            .filter(|error| error.rule == "ledger")
            .map(|error| error.invoice.clone())
            .chain(self.credited.iter().cloned())
            .collect();
        let bill = self.pick(|_, bill| !known.contains(&bill.invoice))?;
        let sign = if self.draw.chance(700) { 1 } else { -1 };
        let more = sign * self.draw.between(100, 90_000);
        self.desk.post(&bill.invoice, more);
        self.tell("ledger", &bill, (&bill.invoice, ""), more.abs());
        Some(())
    }

    /// Every line under an agreement that is not signed by both: what is not
    /// wrong with it otherwise.
    fn unsigned(&mut self) {
        if let Some(bill) = self.pick(|_, _| true) {
            if let Some(table) = self.desk.table("agreements") {
                let rows: Vec<usize> = table.find("AGREEMENT_ID", &bill.agreement).collect();
                for row in rows {
                    table.set(row, "SIGNED_BY_PROVIDER_ON", "");
                }
            }
            if let Some(agreed) = self.desk.agreements.get_mut(&bill.agreement) {
                agreed.is_signed = false;
            }
        }
        for bill in self.desk.bills() {
            if self.desk.agreements.get(&bill.agreement).is_none_or(|agreed| agreed.is_signed) {
                continue;
            }
            let own = self.errors.iter().filter(|error| {
                (&error.provider, &error.invoice, &error.line)
                    == (&bill.provider, &bill.invoice, &bill.line)
            });
            let rest = bill.amount - own.map(|error| error.raised).sum::<i64>();
            if rest > 0 {
                self.tell_of("unsigned", &bill, rest);
            }
        }
    }
}
