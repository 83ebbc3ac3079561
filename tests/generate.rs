//! The generator: the sample that comes with the program is what it makes, its
//! files agree with what it says is true, and its faults stand where it says.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use sufficiency::generate::{SAMPLE_SEED, Scale, Summary, generate};
use tempfile::TempDir;

/// The sample made anew, once for all tests.
static MADE: LazyLock<(TempDir, Summary)> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let summary = generate(Scale::Council, SAMPLE_SEED, folder.path(), &|_| {}).unwrap();
    (folder, summary)
});

/// A file of the sample made anew.
fn made(path: &str) -> PathBuf {
    MADE.0.path().join("extracts").join(path)
}

/// Every file below a folder, by its path, with its bytes.
fn bytes_below(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().display().to_string();
                found.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    found
}

/// Rows of a comma-separated file, by column.
fn rows(path: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(made(path)).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

#[test]
fn the_sample_is_what_the_generator_makes() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-extracts");
    let (made, sample) = (bytes_below(MADE.0.path()), bytes_below(&sample));
    let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&made), names(&sample));
    for (name, bytes) in &made {
        assert!(sample[name] == *bytes, "{name} is not what the generator makes");
    }
}

#[test]
fn another_seed_makes_another_council() {
    let other = tempfile::tempdir().unwrap();
    generate(Scale::Council, SAMPLE_SEED + 1, other.path(), &|_| {}).unwrap();
    let header = "extracts/in-year/2026-09-30/header.csv";
    let read = |folder: &Path| fs::read(folder.join(header)).unwrap();
    assert_ne!(read(other.path()), read(MADE.0.path()));
}

/// The rows that a return leaves open are the children whom it knows in care
/// on its last day.
#[test]
fn open_episodes_are_the_children_in_care() {
    let truth = &MADE.1.truths[0];
    let returns = [
        ("returns/2023-24", "2024-03-31"),
        ("returns/2024-25", "2025-03-31"),
        ("returns/2025-26", "2026-03-31"),
        ("in-year/2026-09-30", "2026-09-30"),
    ];
    for (folder, on) in returns {
        // One row stands there twice, on purpose.
        let open: BTreeSet<String> = rows(&format!("{folder}/episodes.csv"))
            .into_iter()
            .filter(|row| row["DEC"].is_empty() && !["V3", "V4"].contains(&row["LS"].as_str()))
            .map(|row| row["CHILD"].clone())
            .collect();
        let month = truth.months.iter().find(|month| month.on.to_string() == on).unwrap();
        assert_eq!(open.len(), month.looked_after as usize, "{folder}");
    }
}

#[test]
fn about_330_children_are_looked_after() {
    let last = MADE.1.truths[0].months.last().unwrap();
    assert_eq!(last.on.to_string(), "2026-09-30");
    assert!((310..=350).contains(&last.looked_after), "{}", last.looked_after);
}

/// Cells of a packed file by column, below the row that begins with `first`.
fn packed_rows(path: &str, first: &str) -> Vec<BTreeMap<String, String>> {
    let mut text = String::new();
    let file = fs::File::open(made(path)).unwrap();
    flate2::read::GzDecoder::new(file).read_to_string(&mut text).unwrap();
    let header = text.find(first).unwrap();
    let mut reader = csv::Reader::from_reader(&text.as_bytes()[header..]);
    reader.deserialize().map(Result::unwrap).collect()
}

/// Amounts in pence by invoice number.
fn by_invoice(rows: &[BTreeMap<String, String>]) -> BTreeMap<String, i64> {
    let mut sums = BTreeMap::new();
    for row in rows {
        let pence: i64 = row["AMOUNT"].replace('.', "").parse().unwrap();
        *sums.entry(row["INVOICE_NUMBER"].clone()).or_default() += pence;
    }
    sums
}

#[test]
fn invoices_add_up_to_the_ledger() {
    for year in ["2023-24", "2024-25", "2025-26", "2026-09-30"] {
        let lines = packed_rows(&format!("finance/invoices-{year}.csv.gz"), "INVOICE_NUMBER");
        let ledger = packed_rows(&format!("finance/ledger-{year}.csv.gz"), "TRANSACTION_ID");
        let (lines, ledger) = (by_invoice(&lines), by_invoice(&ledger));
        assert!(lines.len() > 100, "{year}: {} invoices", lines.len());
        for (invoice, sum) in &lines {
            assert_eq!(ledger.get(invoice), Some(sum), "{invoice}");
        }
        // Suppliers on no list send nothing that is read.
        let without = ledger.keys().filter(|number| !lines.contains_key(*number));
        for number in without.filter(|number| !number.is_empty()) {
            assert!(number.starts_with("S90"), "{number} is in the ledger only");
        }
    }
}

/// Rows of the agreements as they are written: UTF-16, below titles.
fn agreements() -> Vec<BTreeMap<String, String>> {
    let text = fs::read(made("commissioning/2026-09-30/agreements.txt")).unwrap();
    let (text, _) = encoding_rs::UTF_16LE.decode_with_bom_removal(&text);
    let text = &text[text.find("AGREEMENT_ID").unwrap()..];
    let mut reader = csv::ReaderBuilder::new().delimiter(b'\t').from_reader(text.as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

/// As in a real market: most of those with a child of ours have a few.
#[test]
fn two_thirds_of_the_providers_in_use_have_three_children_at_most() {
    let mut children: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in agreements().into_iter().filter(|row| row["ENDS_ON"].is_empty()) {
        children.entry(row["PROVIDER_ID"].clone()).or_default().insert(row["CHILD"].clone());
    }
    let few = children.values().filter(|children| children.len() <= 3).count();
    assert!(children.len() >= 45, "{} in use", children.len());
    let share = few as f64 / children.len() as f64;
    assert!((0.6..0.8).contains(&share), "{few} of {}", children.len());
}

/// No rate of a contract is below what is paid under it.
#[test]
fn no_agreement_costs_more_than_its_rate() {
    let path = "contracts/2026-09-30/contract_rates.csv";
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_path(made(path)).unwrap();
    let mut rates: BTreeMap<String, f64> = BTreeMap::new();
    for row in reader.deserialize::<BTreeMap<String, String>>().map(Result::unwrap) {
        let rate = rates.entry(row["CONTRACT_ID"].clone()).or_default();
        *rate = rate.max(row["WEEKLY_RATE"].parse().unwrap());
    }
    let mut compared = 0;
    for row in agreements() {
        let Some(rate) = rates.get(&row["CONTRACT_ID"]) else { continue };
        let core: f64 = row["WEEKLY_CORE"].parse().unwrap();
        assert!(core <= *rate, "{} costs {core}, the rate is {rate}", row["AGREEMENT_ID"]);
        compared += 1;
    }
    assert!(compared > 500, "only {compared} compared");
}

#[test]
fn faults_stand_where_the_list_says() {
    let expected = [
        ("PLACE_PROVIDER is PR9", "PR9"),
        ("PL_POST is QZ9 9ZZ", "QZ9 9ZZ"),
        ("REVIEW is 31/02/2025", "31/02/2025"),
        ("REVIEW_CODE is PN9", "PN9"),
    ];
    for (says, text) in expected {
        let fault = MADE.1.faults.iter().find(|fault| fault.says.starts_with(says)).unwrap();
        let file = fs::read_to_string(made(&fault.file)).unwrap();
        let line = file.lines().nth(fault.row.unwrap() as usize - 1).unwrap();
        assert!(line.contains(text), "{}, row {:?}: {line}", fault.file, fault.row);
    }
}

#[test]
fn the_readme_lists_every_fault() {
    let readme = fs::read_to_string(MADE.0.path().join("README.md")).unwrap();
    assert!(MADE.1.faults.len() >= 15);
    for fault in &MADE.1.faults {
        assert!(fault.file.is_empty() || made(&fault.file).is_file(), "{}", fault.file);
        assert!(readme.contains(&fault.says), "{}", fault.says);
    }
}

#[test]
fn no_postcode_is_real() {
    for row in rows("reference/2026-06-30/postcodes.csv") {
        assert!(row["PCDS"].starts_with(['Q', 'V', 'X']), "{}", row["PCDS"]);
    }
}
