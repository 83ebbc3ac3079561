//! The only owner of a DuckDB connection. Landed Parquet becomes staged, typed
//! tables; staged tables become the model; whoever comes later asks for rows
//! and hands in bare selects. No other module names DuckDB.
//!
//! A warehouse reads the landed files that it is given and writes below the
//! folders that it is given; then external access is off and the
//! configuration locked, so that a council's own SQL can do neither.

pub mod account;
pub mod disclosure;
mod files;
pub mod kept;
pub mod parse;
pub mod published;
pub mod queue;
pub mod reference;
mod refusals;
pub mod stage;
mod staging_query;
pub mod tables;
mod totals;

pub use refusals::too_many_refused;

use std::cell::RefCell;
use std::path::{Path, PathBuf};

use duckdb::types::FromSql;
use duckdb::{Config, Connection, ToSql, params_from_iter};
use serde::de::DeserializeOwned;

use crate::durable;
use crate::error::{Error, Fault, Result};
use crate::exit::Exit;
use crate::settings::machine::Machine;

/// More connections than this gain nothing: few tables wait at a time.
const MOST_HANDS: usize = 4;

/// A database in memory.
pub struct Warehouse {
    connection: Connection,
    holds_data: bool,
    /// How many connections work side by side.
    hands: usize,
    /// The statements that set variables: each connection has its own.
    variables: RefCell<Vec<String>>,
    /// Connections that were lent out and have come back.
    idle: RefCell<Vec<Warehouse>>,
}

/// What a warehouse may touch on disk.
#[derive(Clone, Debug, Default)]
pub struct Access {
    /// Files that it may read.
    pub files: Vec<PathBuf>,
    /// Folders that it may read and write.
    pub folders: Vec<PathBuf>,
    /// The folder that work spills into; one of `folders`.
    pub spill: Option<PathBuf>,
}

impl Warehouse {
    /// A warehouse that touches only what `access` names.
    pub fn open(machine: &Machine, access: &Access) -> Result<Self> {
        let config = Config::default()
            .enable_autoload_extension(false)
            .and_then(|config| config.with("autoinstall_known_extensions", "false"))
            .and_then(|config| match machine.threads {
                Some(threads) => config.threads(threads),
                None => Ok(config),
            })
            .and_then(|config| match &machine.memory {
                Some(memory) => config.max_memory(memory),
                None => Ok(config),
            })
            .map_err(|cause| failed("opening the warehouse", &cause.to_string()))?;
        let connection = Connection::open_in_memory_with_flags(config)
            .map_err(|cause| failed("opening the warehouse", &cause.to_string()))?;
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let threads =
            machine.threads.map_or(cores, |threads| usize::try_from(threads).unwrap_or(1));
        let hands = threads.clamp(1, MOST_HANDS);
        let variables = RefCell::default();
        let idle = RefCell::default();
        let warehouse = Self { connection, holds_data: false, hands, variables, idle };
        // Hands work too: without this each would have a core's worth of threads
        // beside it, and they would wait for each other.
        warehouse.run(&format!("set external_threads = {hands}"))?;
        warehouse.confine(access)?;
        Ok(warehouse)
    }

    /// A warehouse for checking definitions: no data, no files.
    pub fn empty() -> Result<Self> {
        Self::open(&Machine { threads: Some(1), memory: None }, &Access::default())
    }

    /// Runs statements.
    pub fn run(&self, sql: &str) -> Result<()> {
        self.connection.execute_batch(sql).map_err(|cause| self.error("a statement", &cause))
    }

    /// Runs statements that belong to a definition; an error names its place.
    pub fn run_for(&self, place: &str, sql: &str) -> Result<()> {
        self.connection.execute_batch(sql).map_err(|cause| self.error(place, &cause))
    }

    /// One value.
    pub fn one<T: FromSql>(
        &self,
        sql: &str,
        values: impl IntoIterator<Item = impl ToSql>,
    ) -> Result<T> {
        self.connection
            .query_row(sql, params_from_iter(values), |row| row.get(0))
            .map_err(|cause| self.error("a query", &cause))
    }

    /// All rows of a bare select, in its order, by the names of its columns.
    pub fn rows<T: DeserializeOwned>(&self, select: &str) -> Result<Vec<T>> {
        self.texts(&format!("select to_json(answer)::varchar from (\n{select}\n) as answer"))
    }

    /// All rows of a bare select, in its order, by the order of `columns`, each
    /// an expression: for many rows, because no name of a column stands in each.
    pub fn rows_in_order<T: DeserializeOwned>(
        &self,
        columns: &[String],
        select: &str,
    ) -> Result<Vec<T>> {
        let columns = columns.join(", ");
        self.texts(&format!("select json_array({columns})::varchar from (\n{select}\n) as answer"))
    }

    /// The rows of a query that answers with JSON.
    fn texts<T: DeserializeOwned>(&self, sql: &str) -> Result<Vec<T>> {
        let mut statement =
            self.connection.prepare(sql).map_err(|cause| self.error("a query", &cause))?;
        let texts = statement
            .query_map([], |row| row.get::<_, String>(0))
            .map_err(|cause| self.error("a query", &cause))?;
        let mut rows = Vec::new();
        for text in texts {
            let text = text.map_err(|cause| self.error("a query", &cause))?;
            let row = serde_json::from_str(&text).map_err(|cause| {
                failed("a query", &format!("its rows are not what the program expects: {cause}"))
            })?;
            rows.push(row);
        }
        Ok(rows)
    }

    /// Appends rows of text to a table; DuckDB casts each to the column's
    /// type, and an empty text is null.
    pub fn append<'a>(
        &self,
        schema: &str,
        table: &str,
        rows: impl IntoIterator<Item = &'a [String]>,
    ) -> Result<()> {
        let mut appender = self
            .connection
            .appender_to_db(table, schema)
            .map_err(|cause| self.error(table, &cause))?;
        for row in rows {
            let cells = row.iter().map(|cell| (!cell.is_empty()).then_some(cell));
            appender
                .append_row(duckdb::appender_params_from_iter(cells))
                .map_err(|cause| self.error(table, &cause))?;
        }
        appender.flush().map_err(|cause| self.error(table, &cause))
    }

    /// Sets a variable that SQL reads with `getvariable('name')`.
    pub fn set(&self, name: &str, sql_type: &str, value: Option<&str>) -> Result<()> {
        let value = match value {
            Some(value) => format!("{}::{sql_type}", literal(value)),
            None => format!("null::{sql_type}"),
        };
        let sql = format!("set variable {} = {value};", identifier(name));
        self.run_for(name, &sql)?;
        self.variables.borrow_mut().push(sql);
        Ok(())
    }

    /// Writes the rows of a bare select to a Parquet file.
    pub fn copy_parquet(&self, select: &str, file: &Path) -> Result<()> {
        self.copy(select, file, "format parquet, compression lz4_raw")
    }

    /// Writes the rows of a bare select to a CSV file.
    pub fn copy_csv(&self, select: &str, file: &Path) -> Result<()> {
        self.copy(select, file, "format csv, header true")
    }

    /// Writes the rows of a bare select to a file, as its ending says.
    pub fn copy_to(&self, select: &str, file: &Path) -> Result<()> {
        match file.extension().is_some_and(|ending| ending == "csv") {
            true => self.copy_csv(select, file),
            false => self.copy_parquet(select, file),
        }
    }

    /// Writes every staged, model and result table to a folder, as Parquet.
    pub fn export(&self, folder: &Path) -> Result<()> {
        durable::make_folder(folder, durable::Access::Owner)?;
        let tables: Vec<Table> = self.rows(
            "select schema_name, table_name from duckdb_tables()
            where schema_name in ('staging', 'model', 'result') order by all",
        )?;
        for table in tables {
            let file = folder.join(format!("{}.{}.parquet", table.schema_name, table.table_name));
            let name =
                format!("{}.{}", identifier(&table.schema_name), identifier(&table.table_name));
            self.copy_parquet(&format!("select * from {name}"), &file)?;
        }
        Ok(())
    }

    /// From here on errors hide quoted values: they may be a child's.
    pub fn holds_data(&mut self) {
        self.holds_data = true;
    }

    /// A second connection to the same tables, for work side by side. To set
    /// one up takes longer than many a query: give it back with
    /// [`Warehouse::take_back`].
    pub fn beside(&self) -> Result<Self> {
        let beside = match self.idle.borrow_mut().pop() {
            Some(beside) => Self { holds_data: self.holds_data, ..beside },
            None => Self {
                connection: self
                    .connection
                    .try_clone()
                    .map_err(|cause| self.error("the warehouse", &cause))?,
                holds_data: self.holds_data,
                hands: self.hands,
                variables: RefCell::default(),
                idle: RefCell::default(),
            },
        };
        let known = beside.variables.borrow().len();
        let since = self.variables.borrow()[known..].to_vec();
        beside.run(&since.concat())?;
        beside.variables.borrow_mut().extend(since);
        Ok(beside)
    }

    /// As many of them as work side by side.
    fn besides(&self) -> Result<Vec<Self>> {
        (0..self.hands).map(|_| self.beside()).collect()
    }

    /// Takes connections back, for those who ask next.
    pub fn take_back(&self, besides: impl IntoIterator<Item = Self>) {
        self.idle.borrow_mut().extend(besides);
    }

    fn copy(&self, select: &str, file: &Path, options: &str) -> Result<()> {
        let place = file.display().to_string();
        let file = literal(&place);
        self.run_for(&place, &format!("copy (\n{select}\n) to {file} ({options})"))
    }

    fn confine(&self, access: &Access) -> Result<()> {
        let files: Vec<String> =
            access.files.iter().map(|file| literal(&file.display().to_string())).collect();
        let folders: Vec<String> = access
            .folders
            .iter()
            .map(|folder| literal(&format!("{}/", folder.display())))
            .collect();
        let spill = match &access.spill {
            Some(folder) => folder.display().to_string(),
            None => String::new(),
        };
        self.run(&format!(
            "set temp_directory = {};
             set preserve_insertion_order = false;
             set allowed_paths = [{}];
             set allowed_directories = [{}];
             set enable_external_access = false;
             set lock_configuration = true;",
            literal(&spill),
            files.join(", "),
            folders.join(", "),
        ))
    }

    fn error(&self, place: &str, cause: &duckdb::Error) -> Error {
        let message = cause.to_string();
        for (sign, says, next) in MACHINE {
            if message.contains(sign) {
                return Error::new(Exit::Disk, named_path(&message).unwrap_or(place), says)
                    .hint(next);
            }
        }
        if self.holds_data {
            return failed(place, &masked(&message));
        }
        failed(place, &message)
    }
}

#[derive(serde::Deserialize)]
struct Table {
    schema_name: String,
    table_name: String,
}

/// What DuckDB says where the machine is at fault, what we say, what to do.
const MACHINE: [(&str, &str, &str); 4] = [
    ("No space left", "the disk is full", "free some space and run again"),
    ("not enough space", "the disk is full", "free some space and run again"),
    ("Read-only file system", "the disk is read-only", RIGHTS),
    ("Permission denied", "permission denied", RIGHTS),
];
const RIGHTS: &str = "give the account that runs this the right to do so";

/// The file that a message of DuckDB's names in quotation marks.
fn named_path(message: &str) -> Option<&str> {
    message.split('"').skip(1).step_by(2).find(|quoted| quoted.starts_with('/'))
}

/// A text as an SQL literal.
pub fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// A name as an SQL identifier.
pub fn identifier(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// A fault of a definition, with its line taken from DuckDB's message.
pub fn definition_fault(file: &crate::definitions::sql_file::SqlFile, error: &Error) -> Fault {
    let says = error.faults.first().map(|fault| fault.says.clone()).unwrap_or_default();
    let line = says
        .split("LINE ")
        .nth(1)
        .and_then(|rest| rest.split(':').next())
        .and_then(|number| number.trim().parse::<usize>().ok());
    let first = says.lines().next().unwrap_or_default().to_owned();
    let hint =
        says.lines().find(|line| line.contains("Did you mean") || line.contains("Candidate"));
    let hint = hint.map(|line| candidates(line.trim())).unwrap_or_default();
    let place = match line {
        Some(line) => format!("{}:{}", file.place, file.line(line.saturating_sub(1).max(1))),
        None => file.place.clone(),
    };
    Fault::new(place, first).hint(hint)
}

/// DuckDB's list of names as a next step; it may have nothing in it.
fn candidates(line: &str) -> String {
    let Some((_, names)) = line.split_once("Candidate bindings") else {
        return line.to_owned();
    };
    match names.trim_start_matches([':', ' ']) {
        "" => "see in the file that makes the table which columns it has".to_owned(),
        names => format!("is one of these meant: {names}"),
    }
}

fn failed(place: &str, says: &str) -> Error {
    Error::new(Exit::Failed, place, says)
}

/// A message without what stands in quotation marks, and without the lines
/// after the first, which quote the query.
fn masked(message: &str) -> String {
    let first = message.lines().next().unwrap_or_default();
    let mut kept = String::new();
    let mut open: Option<char> = None;
    for letter in first.chars() {
        match open {
            Some(quote) if letter == quote => open = None,
            Some(_) => continue,
            None if letter == '\'' || letter == '"' => {
                open = Some(letter);
                kept.push('…');
            }
            None => kept.push(letter),
        }
    }
    kept
}
