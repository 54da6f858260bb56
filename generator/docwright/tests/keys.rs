//! The list of the keys of `api.toml` in CONTRIBUTING.md, against the JSON Schema of the file.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "tests may fail loudly, their helpers too")]

use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

/// The names of all keys that a schema describes.
fn keys(schema: &Value, found: &mut BTreeSet<String>) {
    match schema {
        Value::Object(map) => {
            for (name, inner) in map {
                if let ("properties", Value::Object(properties)) = (name.as_str(), inner) {
                    found.extend(properties.keys().cloned());
                }
                keys(inner, found);
            }
        }
        Value::Array(list) => list.iter().for_each(|inner| keys(inner, found)),
        _ => {}
    }
}

/// The words in backticks of the section about the keys.
fn listed(section: &str) -> BTreeSet<String> {
    let quoted = section.split('`').skip(1).step_by(2);
    let words = quoted.flat_map(|code| code.split(|c: char| !(c.is_alphanumeric() || c == '_')));
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[test]
fn every_key_is_listed_and_every_listed_key_is_one() {
    let printed =
        Command::new(env!("CARGO_BIN_EXE_docwright")).args(["schema", "api.toml"]).output().unwrap();
    let mut known = BTreeSet::new();
    keys(&serde_json::from_slice(&printed.stdout).unwrap(), &mut known);
    assert!(known.contains("base_url") && known.contains("arguments"), "{known:?}");

    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../CONTRIBUTING.md");
    let text = fs::read_to_string(file).unwrap();
    let section = text.split("## Keys of api.toml").nth(1).unwrap();
    let words = listed(section);
    let missing: Vec<&String> = known.difference(&words).collect();
    assert!(missing.is_empty(), "CONTRIBUTING.md does not list {missing:?}");

    let rows = section.lines().filter(|line| line.starts_with("| `"));
    let first: BTreeSet<String> = rows.flat_map(|row| listed(row.split('|').nth(1).unwrap())).collect();
    let unknown: Vec<&String> = first.difference(&known).collect();
    assert!(!first.is_empty() && unknown.is_empty(), "no keys: {unknown:?}");

    // A key of several tables is to be told in each.
    for row in ["[[credentials]]", "[[credentials.method]]"] {
        let behind = section.split(&format!("`{row}`")).nth(1).unwrap();
        let of_table = behind.split("[[").next().unwrap().split('\n').next().unwrap();
        assert!(of_table.contains("`description`"), "{row}: {of_table}");
    }
}
