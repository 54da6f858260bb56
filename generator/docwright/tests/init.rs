//! `docwright init` as a shell sees it: from pages to a folder that the other commands read.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may fail loudly, their helpers too")]

use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// How a command ended, and what it printed.
struct Ended {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

fn docwright(at: &Path, arguments: &[&str]) -> Ended {
    docwright_with_input(at, arguments, b"")
}

fn docwright_with_input(at: &Path, arguments: &[&str], input: &[u8]) -> Ended {
    let mut command = Command::new(env!("CARGO_BIN_EXE_docwright"));
    let command = command.args(arguments).current_dir(at);
    let command = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // One that refuses its arguments never reads.
    let _ = child.stdin.take().unwrap().write_all(input);
    let output = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Ended { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
}

/// Begins an API, which must succeed, and gives the report as JSON.
#[track_caller]
fn begin(at: &Path, arguments: &[&str]) -> Value {
    let ended = docwright(at, &[&["init", "--format", "json"], arguments].concat());
    assert_eq!((ended.code, ended.stderr.as_str()), (Some(0), ""), "{}", ended.stdout);
    serde_json::from_str(&ended.stdout).unwrap()
}

/// Takes the `#` away from each line on which no space follows it, as the head of the file says.
fn accept_proposals(config: &Path) {
    let text = fs::read_to_string(config).unwrap();
    let accepted = text.lines().map(|line| match line.strip_prefix('#') {
        Some(rest) if !rest.is_empty() && !rest.starts_with(' ') => rest,
        _ => line,
    });
    fs::write(config, accepted.collect::<Vec<_>>().join("\n") + "\n").unwrap();
}

/// `METHOD /path` of each endpoint of a folder.
#[track_caller]
fn endpoints(at: &Path, folder: &str) -> BTreeSet<String> {
    let ended = docwright(at, &["model", folder]);
    assert_eq!(ended.code, Some(0), "{}", ended.stderr);
    let model: Value = serde_json::from_str(&ended.stdout).unwrap();
    let endpoints = model.get("endpoints").and_then(Value::as_array).unwrap().iter();
    let line = |endpoint: &Value| format!("{} {}", text(&endpoint["method"]), text(&endpoint["path"]));
    endpoints.map(line).collect()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The files below a folder, by their paths.
fn files(folder: &Path) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.insert(path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned());
            }
        }
    }
    found
}

/// The lines of TOML that a new `api.toml` proposes, joined.
fn proposed(report: &Value) -> String {
    let entries = report["entries"].as_array().unwrap().iter();
    let proposed = entries.filter(|entry| entry["standing"] == "proposed");
    proposed.map(|entry| text(&entry["text"])).collect::<Vec<_>>().join("\n")
}

#[path = "init/bad_input.rs"]
mod bad_input;
#[path = "init/newcomer.rs"]
mod newcomer;
#[path = "init/references.rs"]
mod references;
