//! The invoice check against ten invented councils whose invoices have errors of
//! every kind planted in them, and bills that look odd and are right: how many
//! are found, missed, and raised without a cause. The ledger without them raises
//! nothing but what is unsigned.

#[path = "support/counting.rs"]
mod counting;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::sync::Mutex;

use counting::{Days, count, rows};
use sufficiency::generate::{
    InvoiceError, SAMPLE_SEED, Scale, generate, generate_with_invoice_errors,
};

/// Rule, provider, invoice and line, with pence raised and given back.
type Stakes = BTreeMap<(String, String, String, String), (i64, i64)>;

/// Plans of the definitions that an earlier count rehearsed, by the names under
/// which a workspace keeps them.
static PLANS: Mutex<BTreeMap<OsString, Vec<u8>>> = Mutex::new(BTreeMap::new());

/// Rehearsed definitions of another workspace, for this one.
fn give_plans(workspace: &Path) {
    let landed = workspace.join("landed");
    fs::create_dir_all(&landed).unwrap();
    for (name, plan) in PLANS.lock().unwrap().iter() {
        fs::write(landed.join(name), plan).unwrap();
    }
}

fn take_plans(workspace: &Path) {
    for entry in fs::read_dir(workspace.join("landed")).unwrap() {
        let entry = entry.unwrap();
        if entry.file_name().to_string_lossy().starts_with("rehearsed-") {
            let plan = fs::read(entry.path()).unwrap();
            PLANS.lock().unwrap().insert(entry.file_name(), plan);
        }
    }
}

/// What the check raises in a workspace.
fn raised(workspace: &Path) -> (Stakes, BTreeMap<(String, String), i64>) {
    let days = Days {
        as_at: "2026-09-30",
        known_by: None,
        today: "2026-11-22",
        only: &["discounts", "model.invoice_exceptions", "model.discounts_due"],
    };
    give_plans(workspace);
    let counted = count(workspace, &days).unwrap();
    take_plans(workspace);
    let select = "
        select
            rule,
            provider_id,
            invoice_number,
            coalesce(line, '') as line,
            cast(raised * 100 as bigint) as raised,
            cast(recovered * 100 as bigint) as recovered
        from model.invoice_exceptions";
    let mut found = Stakes::new();
    for row in rows(&counted, select) {
        let text = |column: &str| row[column].as_str().unwrap().to_owned();
        let pence = |column: &str| row[column].as_i64().unwrap();
        let key = (text("rule"), text("provider_id"), text("invoice_number"), text("line"));
        let before = found.insert(key.clone(), (pence("raised"), pence("recovered")));
        assert_eq!(before, None, "{key:?} is raised twice");
    }
    let select = "
        select kind, 'given' as what, cast(sum(given) * 100 as bigint) as pence
        from model.discounts_due group by kind
        union all
        select kind, 'missed' as what, cast(sum(missed) * 100 as bigint) as pence
        from model.discounts_due group by kind";
    let discounts = rows(&counted, select)
        .into_iter()
        .map(|row| {
            let text = |column: &str| row[column].as_str().unwrap().to_owned();
            ((text("kind"), text("what")), row["pence"].as_i64().unwrap())
        })
        .collect();
    (found, discounts)
}

fn planted(errors: &[InvoiceError]) -> Stakes {
    let key = |error: &InvoiceError| {
        let own = (error.rule.to_owned(), error.provider.clone());
        (own.0, own.1, error.invoice.clone(), error.line.clone())
    };
    errors.iter().map(|error| (key(error), (error.raised, error.recovered))).collect()
}

/// All found, none missed, none invented, each to the penny.
#[test]
fn errors_are_found_and_nothing_else() {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut wrong = Vec::new();
    let mut given = 0;
    for seed in SAMPLE_SEED..SAMPLE_SEED + 10 {
        let folder = tempfile::tempdir().unwrap();
        let summary =
            generate_with_invoice_errors(Scale::Council, seed, folder.path(), &|_| {}).unwrap();
        let planted = planted(&summary.invoice_errors);
        assert_eq!(planted.len(), summary.invoice_errors.len(), "seed {seed}");
        let (found, discounts) = raised(folder.path());
        for (key, stake) in &planted {
            *counts.entry(key.0.clone()).or_default() += 1;
            match found.get(key) {
                Some(other) if other == stake => {}
                Some(other) => {
                    wrong.push(format!("seed {seed}: {key:?} is {other:?}, not {stake:?}"))
                }
                None => wrong.push(format!("seed {seed}: {key:?} missed, {stake:?}")),
            }
        }
        let invented = found.iter().filter(|(key, _)| !planted.contains_key(*key));
        wrong.extend(
            invented.map(|(key, stake)| format!("seed {seed}: {key:?} invented, {stake:?}")),
        );
        given += discounts.get(&("volume".into(), "given".into())).copied().unwrap_or_default();
    }
    println!("planted: {counts:?}");
    assert!(wrong.is_empty(), "{} wrong of {counts:?}\n{}", wrong.len(), wrong.join("\n"));
    let kinds = [
        "outside",
        "twice",
        "price",
        "included",
        "contract rate",
        "discount",
        "no agreement",
        "unsigned",
        "ledger",
    ];
    for kind in kinds {
        assert!(counts.get(kind).is_some_and(|count| *count >= 10), "{kind}: {counts:?}");
    }
    assert!(given > 0, "no volume discount was given");
}

/// The ledger that comes with the program is right but for what is unsigned:
/// what was due for long stays is taken off.
#[test]
fn a_correct_ledger_raises_no_alarm() {
    let folder = tempfile::tempdir().unwrap();
    generate(Scale::Council, SAMPLE_SEED, folder.path(), &|_| {}).unwrap();
    let (found, discounts) = raised(folder.path());
    let alarms: Vec<_> = found.keys().filter(|key| key.0 != "unsigned").collect();
    assert!(alarms.is_empty(), "{alarms:?}");
    let given = discounts.get(&("long stay".into(), "given".into()));
    assert!(given.is_some_and(|given| *given > 0), "{discounts:?}");
    assert_eq!(discounts.get(&("long stay".into(), "missed".into())), Some(&0));
    assert_eq!(discounts.len(), 2, "{discounts:?}");
}
