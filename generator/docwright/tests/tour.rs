//! The tours of the READMEs, done as a reader would do them: each command in turn, in a new folder beside a checkout, and
//! what it prints compared with what the page shows.
//!
//! A line `...` of a page stands for any lines, `…` within a line for any text.

#![cfg(all(feature = "cli", unix))]
#![allow(clippy::unwrap_used, reason = "tests may fail loudly, their helpers too")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// The checkout that this test belongs to.
fn checkout() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// A command of a page, and what it is to print.
#[derive(Debug)]
struct Step {
    command: String,
    shown: Vec<String>,
}

/// The commands below the headings of a page that begin like this, in blocks of the language `console`.
fn steps(page: &str, headings: &[&str]) -> Vec<Step> {
    let (mut steps, mut in_section, mut in_block) = (Vec::<Step>::new(), false, false);
    for line in page.lines() {
        if line.starts_with("```") {
            in_block = in_section && line == "```console";
        } else if line.starts_with("## ") {
            in_section = headings.iter().any(|heading| line.starts_with(heading));
        } else if let Some(command) = line.strip_prefix("$ ").filter(|_| in_block) {
            steps.push(Step { command: command.to_owned(), shown: Vec::new() });
        } else if in_block {
            steps.last_mut().unwrap().shown.push(line.to_owned());
        }
    }
    steps
}

/// A folder of a reader's own, beside the checkout.
fn folder() -> (TempDir, PathBuf) {
    let around = TempDir::new().unwrap();
    std::os::unix::fs::symlink(checkout(), around.path().join("docwright")).unwrap();
    let own = around.path().join("own");
    fs::create_dir(&own).unwrap();
    (around, own)
}

/// Runs a command as a shell does; gives all that it prints. How it ends is for the next command to notice, as it is for
/// a reader.
fn run(step: &Step, folder: &Path) -> Vec<String> {
    let command = Path::new(env!("CARGO_BIN_EXE_docwright")).parent().unwrap().display().to_string();
    let path = format!("{command}:{}", std::env::var("PATH").unwrap());
    // What a reader's crate depends on is what this checkout was tested with.
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.join("Cargo.toml").exists() && !entry.join("Cargo.lock").exists() {
            fs::copy(checkout().join("Cargo.lock"), entry.join("Cargo.lock")).unwrap();
        }
    }
    let output = Command::new("bash")
        .args(["-c", &format!("exec 2>&1; {}", step.command)])
        .current_dir(folder)
        .env("PATH", path)
        .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("tour"))
        .env("CARGO_TERM_COLOR", "never")
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap().lines().map(|line| line.trim_end().to_owned()).collect()
}

/// Whether lines are as a page shows them.
fn fits(printed: &[String], shown: &[String]) -> bool {
    match shown.split_first() {
        None => printed.is_empty(),
        Some((first, rest)) if first == "..." => {
            (0..=printed.len()).any(|skipped| printed.get(skipped..).is_some_and(|left| fits(left, rest)))
        }
        Some((first, rest)) => {
            printed.split_first().is_some_and(|(here, behind)| line_fits(here, first) && fits(behind, rest))
        }
    }
}

fn line_fits(printed: &str, shown: &str) -> bool {
    match shown.split_once('…') {
        None => printed == shown,
        Some((before, behind)) => printed.strip_prefix(before).is_some_and(|rest| rest.ends_with(behind)),
    }
}

/// Does what a page tells, in a folder with these files.
fn check(page: &str, headings: &[&str], files: &[(&str, &str)]) {
    let steps = steps(&fs::read_to_string(checkout().join(page)).unwrap(), headings);
    assert!(steps.len() > 1, "{page} has no commands below {headings:?}");
    let (_around, folder) = folder();
    for (name, source) in files {
        fs::copy(checkout().join(source), folder.join(name)).unwrap();
    }
    for step in steps {
        let printed = run(&step, &folder);
        assert!(
            fits(&printed, &step.shown),
            "{page}: `{}` printed\n\n{}\n\nand the page shows\n\n{}\n",
            step.command,
            printed.join("\n"),
            step.shown.join("\n"),
        );
    }
}

#[test]
fn the_tour_of_the_readme() {
    check("README.md", &["## A tour"], &[]);
}

#[test]
fn the_tutorial() {
    let page = ("reference.md", "examples/own-api/specs/shelf/reference.md");
    check("examples/own-api/README.md", &["## 2. The page"], &[page]);
}

#[test]
fn what_differs_is_noticed() {
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let check = |printed, shown, expect| assert_eq!(fits(&lines(printed), &lines(shown)), expect, "{shown}");
    check("one\ntwo", "one\ntwo", true);
    check("one\ntwo", "one", false);
    check("one\ntwo", "one\n...", true);
    check("one\ntwo", "...\nthree", false);
    check("in 3 s", "in … s", true);
    check("in 3 m", "in … s", false);
}
