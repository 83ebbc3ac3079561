//! Extract specs: what a file of each kind holds, how it is recognised, how
//! its rows are typed, and what a newer file replaces. One TOML file each, in
//! `sql/extract-specs`.
//!
//! This module reads them; it decodes and stages nothing.

use crate::error::Fault;
use crate::header::{self, Fields, Source};

/// One extract spec. The id is the file's name.
#[derive(Clone, Debug)]
pub struct ExtractSpec {
    /// The file name without `.toml`.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// What one row is.
    pub says: String,
    /// Where the layout is published.
    pub source: String,
    /// Files of one family in one folder share the snapshot date of the
    /// family's `episodes` file.
    pub family: Option<String>,
    /// Source names of the columns that together name a row.
    pub key: Vec<String>,
    /// What a newer snapshot replaces.
    pub replaces: Replaces,
    /// The columns whose value sets a file replaces, for [`Replaces::Slice`].
    pub slice_by: Vec<String>,
    /// Which days a file speaks for.
    pub covers: Covers,
    /// Date columns whose return year gives the snapshot date.
    pub snapshot_columns: Vec<String>,
    /// A date column whose latest value is the snapshot date.
    pub snapshot_column: Option<String>,
    /// For a reference: the columns (`episodes.HOME_POST`) whose values are
    /// looked up in it. Only those rows are staged.
    pub occurs_in: Vec<String>,
    /// Source names of columns that files may be without although others have
    /// them, since layouts differ by year or by who publishes them.
    pub may_lack: Vec<String>,
    /// Whether a file of which many rows are refused stops the publication.
    pub many_refused: ManyRefused,
    /// The columns, in the source's usual order.
    pub columns: Vec<Column>,
    /// Where the spec was read from.
    pub place: String,
    /// A digest of the spec's text: the version that a landed file names.
    pub version: String,
}

/// One column of an extract.
#[derive(Clone, Debug)]
pub struct Column {
    /// The source's own name.
    pub name: String,
    /// The business name in the staged table.
    pub to: String,
    /// How its text is typed.
    pub kind: Kind,
    /// Whether the file is recognised by it.
    pub in_header: bool,
    /// Whether a row without it is quarantined.
    pub filled: bool,
    /// The code set that its values come from.
    pub codes: Option<String>,
    /// What happens to a value that the code set does not hold.
    pub on_unknown: OnUnknown,
    /// Other names that a header may use.
    pub aliases: Vec<String>,
    /// Other spellings of values, with what each stands for.
    pub values: Vec<(String, String)>,
    /// What the column holds.
    pub says: String,
}

/// How a column's text is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text, trimmed.
    Text,
    /// An identifier: text that a spreadsheet must not have turned into a number.
    Identifier,
    /// A day.
    Date,
    /// Pounds and pence.
    Money,
    /// A whole number.
    Integer,
    /// A number with up to six decimals.
    Decimal,
    /// Yes or no, however it is written.
    YesNo,
    /// A value of a code set.
    Code,
    /// A postcode: upper case, no spaces.
    Postcode,
    /// A financial year, kept as `2025-26`.
    FinancialYear,
}

/// In `may_lack`: every column of a spec.
pub const ANY_COLUMN: &str = "*";

/// In a key: the return year that the file's snapshot ends.
pub const RETURN_YEAR: &str = "year";

/// In a key: which of the rows it is that are alike in all the rest of the key
/// and stand in one file, each a thing of its own: first, second and so on.
pub const OCCURRENCE: &str = "occurrence";

/// What a newer snapshot replaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Replaces {
    /// Every earlier row of its authority: a register.
    Whole,
    /// The rows with the value sets that it holds.
    Slice,
    /// The rows with the keys that it holds.
    Key,
}

/// Which days a file speaks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Covers {
    /// The year from 1 April up to the snapshot date.
    ReturnYear,
    /// Everything up to the snapshot date, and a while after it.
    Register,
    /// The months or years that its slices name.
    Slices,
    /// What `council.toml` says.
    Declared,
    /// Every day: a reference.
    Always,
}

/// What happens to a code that its code set does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnUnknown {
    /// Nothing is published.
    Block,
    /// The row is set aside.
    Quarantine,
    /// The value is taken as not known, and counted.
    NotKnown,
}

/// What it means that many rows of a file are refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ManyRefused {
    /// Nothing is published.
    Block,
    /// It is said: no figure rests on the file, and nobody can mend it.
    Warn,
}

const KINDS: [(&str, Kind); 10] = [
    ("text", Kind::Text),
    ("identifier", Kind::Identifier),
    ("date", Kind::Date),
    ("money", Kind::Money),
    ("integer", Kind::Integer),
    ("decimal", Kind::Decimal),
    ("yes_no", Kind::YesNo),
    ("code", Kind::Code),
    ("postcode", Kind::Postcode),
    ("financial_year", Kind::FinancialYear),
];

/// The words of `replaces`, also for `council.toml`.
pub const REPLACES: [(&str, Replaces); 3] =
    [("whole", Replaces::Whole), ("slice", Replaces::Slice), ("key", Replaces::Key)];

const COVERS: [(&str, Covers); 5] = [
    ("return year", Covers::ReturnYear),
    ("register", Covers::Register),
    ("slices", Covers::Slices),
    ("declared", Covers::Declared),
    ("always", Covers::Always),
];

const MANY_REFUSED: [(&str, ManyRefused); 2] =
    [("block", ManyRefused::Block), ("warn", ManyRefused::Warn)];

const ON_UNKNOWN: [(&str, OnUnknown); 3] = [
    ("block", OnUnknown::Block),
    ("quarantine", OnUnknown::Quarantine),
    ("not known", OnUnknown::NotKnown),
];

impl ExtractSpec {
    /// Reads a spec and checks it against itself.
    pub fn read(id: &str, name: &str, text: &str, version: String) -> (Self, Vec<Fault>) {
        let source = Source { name, text, lines_before: 0 };
        header::read(&source, |fields| {
            let columns = fields.tables("column", Column::read);
            let spec = Self {
                id: id.to_owned(),
                title: fields.text("title"),
                says: fields.text("says"),
                source: fields.text("source"),
                family: fields.optional_text("family"),
                key: fields.list("key"),
                replaces: fields.required_choice("replaces", &REPLACES).unwrap_or(Replaces::Key),
                slice_by: fields.list("slice_by"),
                covers: fields.required_choice("covers", &COVERS).unwrap_or(Covers::Register),
                snapshot_columns: fields.list("snapshot_columns"),
                snapshot_column: fields.optional_text("snapshot_column"),
                occurs_in: fields.list("occurs_in"),
                may_lack: fields.list("may_lack"),
                many_refused: fields
                    .choice("many_refused", &MANY_REFUSED)
                    .unwrap_or(ManyRefused::Block),
                columns,
                place: name.to_owned(),
                version,
            };
            spec.check(fields);
            spec
        })
    }

    /// The column with this source name.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// Whether this is a reference, of which only what occurs is staged.
    pub fn is_reference(&self) -> bool {
        !self.occurs_in.is_empty()
    }

    fn check(&self, fields: &Fields<'_>) {
        let names: Vec<&str> = self.columns.iter().map(|column| column.name.as_str()).collect();
        let snapshot = self.snapshot_column.iter();
        let named = [
            ("key", &self.key),
            ("slice_by", &self.slice_by),
            ("snapshot_columns", &self.snapshot_columns),
            ("may_lack", &self.may_lack),
        ];
        let named =
            named.into_iter().flat_map(|(field, list)| list.iter().map(move |name| (field, name)));
        for (field, name) in named.chain(snapshot.map(|name| ("snapshot_column", name))) {
            let is_word = match field {
                "key" => name == RETURN_YEAR || name == OCCURRENCE,
                "may_lack" => name == ANY_COLUMN,
                _ => false,
            };
            if is_word || names.contains(&name.as_str()) {
                continue;
            }
            let hint = header::nearest(name, names.iter().copied())
                .map(|near| format!("did you mean \"{near}\"?"))
                .unwrap_or_default();
            fields.fault_at(
                field,
                format!("`{field}` names \"{name}\", which is no column here"),
                &hint,
            );
        }
        if self.key.is_empty() {
            fields.fault_at("key", "`key` is empty: rows could not be told apart", "");
        }
        if self.replaces == Replaces::Slice && self.slice_by.is_empty() {
            fields.fault_at("replaces", "`replaces = \"slice\"` needs `slice_by`", "");
        }
        if !self.columns.iter().any(|column| column.in_header) {
            fields.fault_at(
                "column",
                "no column has `in_header = true`: no file could be recognised",
                "",
            );
        }
        for (index, column) in self.columns.iter().enumerate() {
            if self.columns[..index].iter().any(|earlier| earlier.to == column.to) {
                fields.fault_at("column", format!("two columns are called `{}`", column.to), "");
            }
        }
    }
}

impl Column {
    fn read(fields: &Fields<'_>) -> Self {
        let column = Self {
            name: fields.text("name"),
            to: fields.text("to"),
            kind: fields.required_choice("type", &KINDS).unwrap_or(Kind::Text),
            in_header: fields.flag("in_header", false),
            filled: fields.flag("filled", false),
            codes: fields.optional_text("codes"),
            on_unknown: fields.choice("on_unknown", &ON_UNKNOWN).unwrap_or(OnUnknown::Quarantine),
            aliases: fields.list("aliases"),
            values: fields.texts("values"),
            says: fields.text("says"),
        };
        if (column.kind == Kind::Code) != column.codes.is_some() {
            fields.fault_at("codes", "`type = \"code\"` and `codes` go together", "");
        }
        column
    }
}
