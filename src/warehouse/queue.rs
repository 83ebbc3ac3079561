//! Tables made side by side: each as soon as those that it reads are there. A
//! query over one council's rows keeps one core busy at most, so two at a time
//! take half as long. What the tables hold does not depend on the order.

use std::collections::BTreeSet;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::{Warehouse, identifier};
use crate::definitions::plan::Plan;
use crate::definitions::sql_file::SqlFile;
use crate::error::Result;

/// What is made of a select.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// Its rows are kept.
    Table,
    /// It is run each time it is read.
    View,
}

/// A table or view to make.
#[derive(Clone, Debug)]
pub struct Table<'a> {
    /// Which of the two.
    pub kind: Kind,
    /// The schema that it belongs to.
    pub schema: &'a str,
    /// Its name.
    pub id: &'a str,
    /// The definition's file, for messages.
    pub place: &'a str,
    /// The bare select that fills it.
    pub select: &'a str,
    /// The tables that it reads, as `schema.id`; those that are not made here
    /// are there already.
    pub reads: Option<&'a BTreeSet<String>>,
}

/// What the hands share.
struct State {
    waiting: Vec<usize>,
    unmade: BTreeSet<String>,
    ended: Vec<(usize, Result<Duration>)>,
}

/// Makes tables that stand in the order of their references; how long each
/// took, in that order. After a failure nothing new is begun.
pub fn make(warehouse: &Warehouse, tables: &[Table<'_>]) -> Result<Vec<(String, Duration)>> {
    let state = Mutex::new(State {
        waiting: (0..tables.len()).collect(),
        unmade: tables.iter().map(Table::name).collect(),
        ended: Vec::new(),
    });
    let turn = Condvar::new();
    let mut hands = warehouse.besides()?;
    std::thread::scope(|scope| {
        for hand in &mut hands {
            let (state, turn) = (&state, &turn);
            scope.spawn(move || work(hand, tables, state, turn));
        }
    });
    warehouse.take_back(hands);
    let mut ended = state.into_inner().unwrap_or_else(PoisonError::into_inner).ended;
    ended.sort_by_key(|(index, _)| *index);
    ended.into_iter().map(|(index, time)| Ok((tables[index].name(), time?))).collect()
}

/// Takes one table after another until none is left.
fn work(hand: &Warehouse, tables: &[Table<'_>], state: &Mutex<State>, turn: &Condvar) {
    let mut held = lock(state);
    loop {
        if held.waiting.is_empty() || held.ended.iter().any(|(_, time)| time.is_err()) {
            return;
        }
        let ready = held.waiting.iter().position(|index| tables[*index].is_ready(&held.unmade));
        let Some(position) = ready else {
            held = turn.wait(held).unwrap_or_else(PoisonError::into_inner);
            continue;
        };
        let index = held.waiting.remove(position);
        drop(held);
        let time = tables[index].make(hand);
        held = lock(state);
        held.unmade.remove(&tables[index].name());
        held.ended.push((index, time));
        turn.notify_all();
    }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Warehouse {
    /// Makes a table or view of a bare select; an error names its place.
    pub fn make(
        &self,
        kind: Kind,
        schema: &str,
        id: &str,
        place: &str,
        select: &str,
    ) -> Result<()> {
        let kind = match kind {
            Kind::Table => "table",
            Kind::View => "view",
        };
        let (schema, id) = (identifier(schema), identifier(id));
        self.run_for(place, &format!("create {kind} {schema}.{id} as\n{select}"))
    }
}

impl<'a> Table<'a> {
    /// The table that a definition makes.
    pub fn of(schema: &'a str, file: &'a SqlFile, plan: &'a Plan) -> Self {
        let reads = plan.reads.get(&format!("{schema}.{}", file.id));
        Self {
            kind: Kind::Table,
            schema,
            id: &file.id,
            place: &file.place,
            select: &file.select,
            reads,
        }
    }

    fn name(&self) -> String {
        format!("{}.{}", self.schema, self.id)
    }

    fn is_ready(&self, unmade: &BTreeSet<String>) -> bool {
        let own = self.name();
        !self.reads.into_iter().flatten().any(|read| *read != own && unmade.contains(read))
    }

    fn make(&self, hand: &Warehouse) -> Result<Duration> {
        let began = Instant::now();
        hand.make(self.kind, self.schema, self.id, self.place, self.select)?;
        Ok(began.elapsed())
    }
}
