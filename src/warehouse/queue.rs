//! Tables, and files of their rows, made side by side: each as soon as the
//! tables that it reads are there. A query over one council's rows keeps one
//! core busy at most, so two at a time take half as long. What they hold does
//! not depend on the order.

use std::collections::BTreeSet;
use std::fmt;
use std::path::Path;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::{Warehouse, identifier};
use crate::definitions::plan::Plan;
use crate::definitions::sql_file::SqlFile;
use crate::error::Result;

/// What is made, and of what.
#[derive(Clone, Copy)]
pub enum Making<'a> {
    /// A table that keeps the rows of a bare select.
    Table(&'a str),
    /// A view: its bare select is run each time it is read.
    View(&'a str),
    /// A file of the rows of a bare select, of the kind that its ending says.
    File(&'a Path, &'a str),
    /// Rows of tables that stand empty until then, put there by a program.
    Rows(&'a [&'a str], &'a (dyn Fn(&Warehouse) -> Result<()> + Sync)),
}

/// Something to make.
#[derive(Clone, Debug)]
pub struct Piece<'a> {
    /// What those that read it wait for, as `schema.id`, and what its time is
    /// kept under; of a file, whatever tells it apart.
    pub name: String,
    /// The definition's file, for messages.
    pub place: &'a str,
    /// What it is.
    pub making: Making<'a>,
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

/// Makes pieces that stand in the order of their references; how long each
/// took, in that order. Of several that can be made, the first is made first.
/// After a failure nothing new is begun.
pub fn make(warehouse: &Warehouse, pieces: &[Piece<'_>]) -> Result<Vec<(String, Duration)>> {
    let state = Mutex::new(State {
        waiting: (0..pieces.len()).collect(),
        unmade: pieces.iter().flat_map(Piece::makes).map(str::to_owned).collect(),
        ended: Vec::new(),
    });
    let turn = Condvar::new();
    let mut hands = warehouse.besides()?;
    std::thread::scope(|scope| {
        for hand in &mut hands {
            let (state, turn) = (&state, &turn);
            scope.spawn(move || work(hand, pieces, state, turn));
        }
    });
    warehouse.take_back(hands);
    let mut ended = state.into_inner().unwrap_or_else(PoisonError::into_inner).ended;
    ended.sort_by_key(|(index, _)| *index);
    ended.into_iter().map(|(index, time)| Ok((pieces[index].name.clone(), time?))).collect()
}

/// Takes one piece after another until none is left.
fn work(hand: &Warehouse, pieces: &[Piece<'_>], state: &Mutex<State>, turn: &Condvar) {
    let mut held = lock(state);
    loop {
        if held.waiting.is_empty() || held.ended.iter().any(|(_, time)| time.is_err()) {
            return;
        }
        let ready = held.waiting.iter().position(|index| pieces[*index].is_ready(&held.unmade));
        let Some(position) = ready else {
            held = turn.wait(held).unwrap_or_else(PoisonError::into_inner);
            continue;
        };
        let index = held.waiting.remove(position);
        drop(held);
        let time = pieces[index].make(hand);
        held = lock(state);
        for made in pieces[index].makes() {
            held.unmade.remove(made);
        }
        held.ended.push((index, time));
        turn.notify_all();
    }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Warehouse {
    /// Makes a table of a bare select; an error names its place.
    fn keep(&self, kind: &str, name: &str, place: &str, select: &str) -> Result<()> {
        let (schema, id) = name.split_once('.').unwrap_or(("main", name));
        let (schema, id) = (identifier(schema), identifier(id));
        self.run_for(place, &format!("create {kind} {schema}.{id} as\n{select}"))
    }
}

impl fmt::Debug for Making<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Table(_) => "Table",
            Self::View(_) => "View",
            Self::File(..) => "File",
            Self::Rows(..) => "Rows",
        })
    }
}

impl<'a> Piece<'a> {
    /// The table that a definition makes.
    pub fn of(schema: &str, file: &'a SqlFile, plan: &'a Plan) -> Self {
        let name = format!("{schema}.{}", file.id);
        let reads = plan.reads.get(&name);
        Self { name, place: &file.place, making: Making::Table(&file.select), reads }
    }

    /// What those that read it wait for.
    fn makes(&self) -> impl Iterator<Item = &str> {
        let filled = match self.making {
            Making::Rows(filled, _) => filled,
            _ => &[],
        };
        std::iter::once(self.name.as_str()).chain(filled.iter().copied())
    }

    fn is_ready(&self, unmade: &BTreeSet<String>) -> bool {
        let reads = self.reads.into_iter().flatten();
        !reads.into_iter().any(|read| *read != self.name && unmade.contains(read))
    }

    /// Makes it; how long it took. An error names its place.
    pub fn make(&self, hand: &Warehouse) -> Result<Duration> {
        let began = Instant::now();
        match self.making {
            Making::Table(select) => hand.keep("table", &self.name, self.place, select),
            Making::View(select) => hand.keep("view", &self.name, self.place, select),
            Making::File(file, select) => hand.copy_to(select, file),
            Making::Rows(_, fill) => fill(hand),
        }?;
        Ok(began.elapsed())
    }
}
