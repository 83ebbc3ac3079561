//! Bills that look odd and are right: parts of the price on lines of their own,
//! weeks, prices of a day, the day of leaving, notice, an uplift billed later, a
//! line that was rejected, one that was credited and billed anew. An invoice
//! check that raises one of them raises a false alarm.

use super::calendar::plus;
use super::desk::{Bill, cell};
use super::errors::Planting;
use super::money::{for_nights, in_pounds};

impl Planting<'_> {
    /// Core, support, education and other on lines of their own.
    pub(super) fn parts_apart(&mut self) -> Option<()> {
        let bill = self.pick(|desk, bill| {
            let parts = desk.agreements[&bill.agreement].parts(bill.from);
            parts.iter().filter(|part| **part > 0).count() > 1
        })?;
        let parts = self.desk.agreements[&bill.agreement].parts(bill.from);
        let items = ["Core fee", "Added support", "Education", "Other"];
        for (item, weekly) in items.into_iter().zip(parts) {
            let amount = for_nights(weekly, bill.nights());
            let rate = in_pounds(weekly);
            if item == "Core fee" {
                self.desk.set(&bill, "ITEM", item);
                self.desk.set(&bill, "WEEKLY_RATE", &rate);
                self.desk.bill_instead(&bill, amount);
            } else if weekly > 0 {
                let cells = [("ITEM", item), ("WEEKLY_RATE", rate.as_str())];
                self.desk.add(&bill, &bill.invoice, amount, &cells);
            }
        }
        Some(())
    }

    /// A line for each week, and one for the days left over.
    pub(super) fn by_the_week(&mut self) -> Option<()> {
        let bill = self.pick(|_, bill| bill.nights() > 14)?;
        self.desk.set(&bill, "SERVICE_TO", &cell(plus(bill.from, 6)));
        self.desk.bill_instead(&bill, for_nights(bill.weekly, 7));
        let mut from = plus(bill.from, 7);
        while from <= bill.to {
            let to = plus(from, 6).min(bill.to);
            let amount = for_nights(bill.weekly, (to - from).num_days() + 1);
            let (first, last) = (cell(from), cell(to));
            let cells = [("SERVICE_FROM", first.as_str()), ("SERVICE_TO", last.as_str())];
            self.desk.add(&bill, &bill.invoice, amount, &cells);
            from = plus(to, 1);
        }
        Some(())
    }

    /// A price of a day, rounded to the penny, for each day.
    pub(super) fn by_the_day(&mut self) -> Option<()> {
        let bill = self.pick(|_, _| true)?;
        self.desk.bill_instead(&bill, for_nights(bill.weekly, 1) * bill.nights());
        Some(())
    }

    /// The day of leaving written as the last day, the nights billed right.
    pub(super) fn day_of_leaving(&mut self) -> Option<()> {
        let bill = self
            .pick(|desk, bill| desk.agreements[&bill.agreement].ends == Some(plus(bill.to, 1)))?;
        self.desk.set(&bill, "SERVICE_TO", &cell(plus(bill.to, 1)));
        Some(())
    }

    /// The nights of notice after the child left.
    pub(super) fn notice(&mut self) -> Option<()> {
        let bill = self.pick(|desk, bill| {
            let agreed = &desk.agreements[&bill.agreement];
            agreed.ends == Some(plus(bill.to, 1))
                && agreed.notice_to > agreed.ends
                && agreed.notice_to.is_some_and(|to| to <= plus(bill.received, 25))
        })?;
        let until = self.desk.agreements[&bill.agreement].notice_to?;
        let (from, to) = (plus(bill.to, 1), plus(until, -1));
        let amount = for_nights(bill.weekly, (to - from).num_days() + 1);
        let (first, last) = (cell(from), cell(to));
        let cells =
            [("ITEM", "Notice"), ("SERVICE_FROM", first.as_str()), ("SERVICE_TO", last.as_str())];
        self.desk.add(&bill, &bill.invoice, amount, &cells);
        Some(())
    }

    /// A lower price first, and the rest a month later.
    pub(super) fn uplift(&mut self) -> Option<()> {
        let (bill, number, came) = self.pick_with_next()?;
        let less = bill.weekly * 97 / 100;
        let amount = for_nights(less, bill.nights());
        self.desk.set(&bill, "WEEKLY_RATE", &in_pounds(less));
        self.desk.bill_instead(&bill, amount);
        let (rate, came) = (in_pounds(bill.weekly - less), cell(came));
        let cells = [
            ("ITEM", "Placement, uplift"),
            ("WEEKLY_RATE", rate.as_str()),
            ("RECEIVED_ON", came.as_str()),
        ];
        self.desk.add(&bill, &number, bill.amount - amount, &cells);
        Some(())
    }

    /// A line billed twice, and rejected.
    pub(super) fn rejected(&mut self) -> Option<()> {
        let bill = self.pick(|_, _| true)?;
        let number = format!("{}R", bill.invoice);
        self.desk.add(&bill, &number, bill.amount, &[("STATUS", "rejected")]);
        Some(())
    }

    /// A line credited in full and billed anew, both on invoices of their own.
    pub(super) fn credited_and_anew(&mut self) -> Option<()> {
        let bill = self.pick(|_, _| true)?;
        self.credit(&bill, bill.amount);
        let number = format!("{}N{}", bill.invoice, bill.line);
        let came = cell(plus(bill.received, 10));
        let bill = Bill { received: plus(bill.received, 10), ..bill };
        self.desk.add(&bill, &number, bill.amount, &[("RECEIVED_ON", &came)]);
        Some(())
    }
}
