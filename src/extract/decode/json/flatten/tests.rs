//! Every plain value of a record stands in one cell, as it was written.

use proptest::prelude::*;

use super::*;

fn flat(text: &str) -> (Vec<String>, Vec<Flat>) {
    let whole: &RawValue = serde_json::from_str(text).unwrap();
    let table = table(&elements(whole).unwrap()).unwrap();
    (table.names, table.rows)
}

fn cells(flat: &Flat) -> Vec<(usize, &str)> {
    flat.cells.iter().map(|(column, text)| (*column, text.as_str())).collect()
}

#[test]
fn paths_are_dotted_and_lists_are_one_cell() {
    let (names, rows) = flat(
        r#"[{"a": {"b": 1.50, "c": {"d": "x"}}, "e": ["p", "q", null]},
            {"e": [], "f": [{"g": true}, {"g": false}], "a": {"b": null}}]"#,
    );
    assert_eq!(names, ["a.b", "a.c.d", "e", "f.1.g", "f.2.g"]);
    assert_eq!(cells(&rows[0]), [(0, "1.50"), (1, "x"), (2, "p; q; ")]);
    assert_eq!(cells(&rows[1]), [(2, ""), (3, "true"), (4, "false"), (0, "")]);
}

#[test]
fn numbers_keep_their_digits() {
    let (_, rows) = flat(r#"[{"a": [1.0, -0, 1e400, 12345678901234567890.10, 0.1]}]"#);
    assert_eq!(cells(&rows[0])[0].1, "1.0; -0; 1e400; 12345678901234567890.10; 0.1");
}

#[test]
fn what_cannot_be_used_is_kept_and_marked() {
    let deep = format!("{}1{}", "{\"a\":".repeat(40), "}".repeat(40));
    let marked = [
        (r#"[{"a": 1, "a": 1}]"#, "twice"),
        (r#"[{"a.b": 1, "a": {"b": 2}}]"#, "twice"),
        (r#"[{"a": "\ud800"}]"#, "no text"),
        (r#"[{"a": ["\ud800"]}]"#, "no text"),
        (r#"[{"\ud800": 1}]"#, "no text"),
        (r#"[7]"#, "bare value"),
        (&format!("[{deep}]"), "nested"),
    ];
    for (text, says) in marked {
        let (_, rows) = flat(text);
        let broken = rows[0].broken.as_deref().unwrap_or_default();
        assert!(broken.contains(says), "{text}: {broken}");
    }
}

#[test]
fn names_that_are_data_are_refused() {
    let members: Vec<String> =
        (0..=MOST_COLUMNS).map(|number| format!("\"k{number}\": 1")).collect();
    let text = format!("[{{{}}}]", members.join(","));
    let whole: &RawValue = serde_json::from_str(&text).unwrap();
    assert_eq!(table(&elements(whole).unwrap()).unwrap_err().rule, "too-many-columns");
}

/// A record as text, and the cells that it must become.
fn record() -> impl Strategy<Value = serde_json::Value> {
    let plain = prop_oneof![
        any::<i64>().prop_map(serde_json::Value::from),
        any::<bool>().prop_map(serde_json::Value::from),
        ".{0,12}".prop_map(serde_json::Value::from),
    ];
    let nested = plain.prop_recursive(4, 24, 5, |inner| {
        prop::collection::btree_map("[a-e]{1,3}", inner, 1..5)
            .prop_map(|members| serde_json::Value::Object(members.into_iter().collect()))
    });
    prop::collection::btree_map("[a-e]{1,3}", nested, 1..6)
        .prop_map(|members| serde_json::Value::Object(members.into_iter().collect()))
}

fn leaves(value: &serde_json::Value, path: &str, found: &mut Vec<(String, String)>) {
    match value {
        serde_json::Value::Object(members) => {
            for (name, member) in members {
                leaves(member, &joined(path, name), found);
            }
        }
        serde_json::Value::String(text) => found.push((path.to_owned(), text.clone())),
        other => found.push((path.to_owned(), other.to_string())),
    }
}

proptest! {
    #[test]
    fn every_value_stands_in_one_cell(records in prop::collection::vec(record(), 1..6)) {
        let text = serde_json::to_string_pretty(&records).unwrap();
        let (names, rows) = flat(&text);
        prop_assert_eq!(rows.len(), records.len());
        for (record, row) in records.iter().zip(&rows) {
            let mut expected = Vec::new();
            leaves(record, "", &mut expected);
            let came = row.cells.iter().map(|(at, text)| (names[*at].clone(), text.clone()));
            prop_assert_eq!(came.collect::<Vec<_>>(), expected);
            prop_assert_eq!(&row.broken, &None);
        }
    }
}
