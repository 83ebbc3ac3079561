//! Settings that a definition declares in its header and a council may change
//! in `council.toml`: `[settings] miles = { default = 20, type = "integer",
//! says = "..." }`. SQL reads them with `getvariable('<id>.<name>')`.

use crate::header::Fields;

/// One declared setting.
#[derive(Clone, Debug)]
pub struct Setting {
    /// Its name.
    pub name: String,
    /// What it is where the council says nothing, as text.
    pub default: String,
    /// What a value must be.
    pub kind: SettingKind,
    /// What it means, as printed with the figure.
    pub says: String,
}

/// What a setting's value must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettingKind {
    /// A whole number.
    Integer,
    /// A number.
    Decimal,
    /// Any text.
    Text,
    /// `true` or `false`.
    YesNo,
    /// A day.
    Date,
}

const KINDS: [(&str, SettingKind); 5] = [
    ("integer", SettingKind::Integer),
    ("decimal", SettingKind::Decimal),
    ("text", SettingKind::Text),
    ("yes_no", SettingKind::YesNo),
    ("date", SettingKind::Date),
];

impl Setting {
    /// Reads `[settings]`.
    pub fn read_all(fields: &Fields<'_>) -> Vec<Self> {
        let Some(settings) = fields.table("settings", |table| {
            table
                .keys()
                .into_iter()
                .filter_map(|name| table.table(&name, |setting| Self::read(&name, setting)))
                .collect::<Vec<_>>()
        }) else {
            return Vec::new();
        };
        settings
    }

    fn read(name: &str, fields: &Fields<'_>) -> Self {
        let kind = fields.required_choice("type", &KINDS).unwrap_or(SettingKind::Text);
        let default = fields.scalar("default").unwrap_or_default();
        let setting = Self { name: name.to_owned(), default, kind, says: fields.text("says") };
        if !setting.accepts(&setting.default) {
            let says = format!("the default of `{name}` is not {}", kind.expected());
            fields.fault_at("default", says, "");
        }
        setting
    }

    /// Whether a value is of the declared type.
    pub fn accepts(&self, value: &str) -> bool {
        match self.kind {
            SettingKind::Integer => value.parse::<i64>().is_ok(),
            SettingKind::Decimal => value.parse::<f64>().is_ok_and(f64::is_finite),
            SettingKind::Text => true,
            SettingKind::YesNo => matches!(value, "true" | "false"),
            SettingKind::Date => value.parse::<chrono::NaiveDate>().is_ok(),
        }
    }
}

impl SettingKind {
    /// The type in words, for messages.
    pub fn expected(self) -> &'static str {
        match self {
            Self::Integer => "a whole number",
            Self::Decimal => "a number",
            Self::Text => "a text",
            Self::YesNo => "true or false",
            Self::Date => "a date such as 2026-09-30",
        }
    }

    /// The SQL type that SQL sees it as.
    pub fn sql_type(self) -> &'static str {
        match self {
            Self::Integer => "bigint",
            Self::Decimal => "decimal(18, 6)",
            Self::Text => "varchar",
            Self::YesNo => "boolean",
            Self::Date => "date",
        }
    }
}
