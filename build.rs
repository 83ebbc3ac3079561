//! Finds DuckDB's prebuilt library and tells the linker and the binary where
//! it lies. With the feature `bundled` there is nothing to find.

use std::env;
use std::path::PathBuf;

fn main() {
    println!("cargo::rerun-if-changed=sql");
    println!("cargo::rerun-if-changed=report-templates");
    println!("cargo::rerun-if-env-changed=DUCKDB_LIB_DIR");
    if env::var_os("CARGO_FEATURE_BUNDLED").is_some() {
        return;
    }
    let folder = PathBuf::from(env::var_os("DUCKDB_LIB_DIR").unwrap_or_else(|| ".duckdb".into()));
    let names = ["libduckdb.so", "libduckdb.dylib", "duckdb.dll"];
    if !names.iter().any(|name| folder.join(name).exists()) {
        panic!(
            "DuckDB's library is not in {}: run `make duckdb` once, or build with `--features bundled`.",
            folder.display()
        );
    }
    // Beside the binary, one folder up from it (tests), and where it was built.
    let system = env::var("CARGO_CFG_TARGET_OS").unwrap_or_default();
    let origin = if system == "macos" { "@loader_path" } else { "$ORIGIN" };
    for path in [origin.to_owned(), format!("{origin}/.."), folder.display().to_string()] {
        println!("cargo::rustc-link-arg=-Wl,-rpath,{path}");
    }
}
