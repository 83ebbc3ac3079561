//! The description of the data files of one folder as a data package of the
//! Frictionless standard, version 1: each file with its columns, their types
//! and what they mean, so that whoever finds the folder can read it.

use serde_json::{Value, json};

/// The file's name.
pub const FILE_NAME: &str = "datapackage.json";

/// One data file.
pub struct Resource {
    /// The file's name, in the same folder.
    pub file: String,
    /// What it holds.
    pub says: String,
    /// Its columns, where it is a table.
    pub columns: Vec<Column>,
    /// The columns that tell its rows apart.
    pub key: Vec<&'static str>,
}

/// One column of a data file.
pub struct Column {
    /// Its name.
    pub name: String,
    /// The type that SQL gives it.
    pub sql_type: String,
    /// What people call it.
    pub title: String,
    /// What stands in it.
    pub says: String,
}

/// The description, as JSON.
pub fn describe(name: &str, title: &str, says: &str, resources: &[Resource]) -> String {
    let resources: Vec<Value> = resources.iter().map(resource).collect();
    let package = json!({
        "name": name,
        "title": title,
        "description": says,
        "profile": "data-package",
        "resources": resources,
    });
    format!("{package:#}\n")
}

fn resource(resource: &Resource) -> Value {
    let (stem, extension) = resource.file.split_once('.').unwrap_or((&resource.file, ""));
    let mut described = json!({
        "name": format!("{stem}-{extension}"),
        "path": resource.file,
        "description": resource.says,
        "format": extension,
        "mediatype": media_type(extension),
    });
    if !resource.columns.is_empty() {
        let fields: Vec<Value> = resource.columns.iter().map(field).collect();
        described["profile"] = json!("tabular-data-resource");
        described["schema"] = json!({ "fields": fields, "missingValues": [""] });
        if !resource.key.is_empty() {
            described["schema"]["primaryKey"] = json!(resource.key);
        }
    }
    if extension == "csv" {
        described["encoding"] = json!("utf-8");
    }
    described
}

fn field(column: &Column) -> Value {
    json!({
        "name": column.name,
        "title": column.title,
        "type": field_type(&column.sql_type),
        "description": column.says,
    })
}

fn field_type(sql_type: &str) -> &'static str {
    match sql_type {
        "DATE" => "date",
        "BOOLEAN" => "boolean",
        "BIGINT" | "INTEGER" => "integer",
        sql_type if sql_type.starts_with("DECIMAL") || sql_type == "DOUBLE" => "number",
        _ => "string",
    }
}

fn media_type(extension: &str) -> &'static str {
    match extension {
        "csv" => "text/csv",
        "parquet" => "application/vnd.apache.parquet",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "application/octet-stream",
    }
}
