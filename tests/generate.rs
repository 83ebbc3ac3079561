//! The sample that comes with the program is what the generator makes.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use sufficiency::generate::{SAMPLE_SEED, Scale, generate};

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

#[test]
fn the_sample_is_what_the_generator_makes() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-extracts");
    let made = tempfile::tempdir().unwrap();
    generate(Scale::Council, SAMPLE_SEED, made.path(), &|_| {}).unwrap();
    let (made, sample) = (bytes_below(made.path()), bytes_below(&sample));
    let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&made), names(&sample));
    for (name, bytes) in &made {
        assert!(sample[name] == *bytes, "{name} is not what the generator makes");
    }
}
