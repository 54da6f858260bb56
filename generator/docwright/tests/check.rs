//! `docwright check` and `docwright coverage` as a shell sees them.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "tests may fail loudly, their helpers too")]

mod common;

use common::{CONFIG, PAGE, Project};
use serde_json::{Value, json};
use std::process::Command;

/// How a command ended, and what it printed.
fn run(project: &Project, arguments: &[&str]) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_docwright"));
    let output = command.args(arguments).current_dir(project.path()).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

/// The page with a section of which nothing can be made.
fn doubtful_page() -> String {
    format!("{PAGE}\n## Fees\n\nPets are free of charge.\n")
}

const ACKNOWLEDGED: &str = "
[[acknowledge]]
code = \"DW0405\"
reason = \"The section is about money.\"
";

#[test]
fn a_check_of_a_good_page_is_a_summary() {
    let project = Project::new();
    let (code, stdout, stderr) = run(&project, &["check"]);
    assert_eq!((code, stderr.as_str()), (Some(0), ""));
    let lines: Vec<Vec<&str>> = stdout.lines().map(|line| line.split_whitespace().collect()).collect();
    let titles =
        ["endpoints", "types", "inferred", "patched", "lines", "unread", "errors", "warnings", "notes"];
    assert_eq!(lines[0], [titles.as_slice(), &["acknowledged"]].concat());
    // The page has 9 lines with words or rulers: nothing is typed, inferred, patched, unread or remarked.
    assert_eq!(lines[1], ["specs/petstore", "1", "0", "0", "0", "9", "0", "0", "0", "0", "0"]);
    // The folder of one API does as well.
    assert_eq!(run(&project, &["check", "specs/petstore"]).1, stdout);
}

#[test]
fn a_check_shows_what_is_doubtful_and_fails_for_errors_only() {
    let project = Project::new();
    project.write("specs/petstore/pages.md", doubtful_page());
    let (code, stdout, _) = run(&project, &["check"]);
    assert_eq!(code, Some(0), "{stdout}");
    assert!(stdout.starts_with("warning[DW0405]: "), "{stdout}");
    assert!(stdout.contains("specs/petstore/pages.md:17:4"), "{stdout}");

    project.write("specs/petstore/pages.md", "# Nothing\n\nNo endpoint.\n");
    let (code, stdout, stderr) = run(&project, &["check"]);
    assert_eq!((code, stderr.as_str()), (Some(1), ""));
    assert!(stdout.starts_with("error[DW0004]: ") || stdout.contains("\nerror[DW0004]: "), "{stdout}");
}

#[test]
fn what_is_acknowledged_is_shown_on_demand_with_its_reason() {
    let project = Project::new();
    project.write("specs/petstore/pages.md", doubtful_page());
    project.write("specs/petstore/api.toml", format!("{CONFIG}{ACKNOWLEDGED}"));
    let (code, stdout, _) = run(&project, &["check"]);
    assert_eq!(code, Some(0));
    assert!(!stdout.contains("DW0405"), "{stdout}");
    let (_, stdout, _) = run(&project, &["check", "--acknowledged"]);
    assert!(
        stdout.contains("[DW0405]") && stdout.contains("acknowledged: The section is about money."),
        "{stdout}"
    );
}

#[test]
fn coverage_counts_lines_and_fails_for_those_that_nobody_accounts_for() {
    let project = Project::new();
    let (code, stdout, _) = run(&project, &["coverage", "specs/petstore"]);
    assert_eq!(code, Some(0), "{stdout}");
    let expect = "specs/petstore/pages.md: 9 lines that say something
       4  fact
       1  prose
       0  example
       4  structure
       0  not understood
";
    assert_eq!(stdout, expect);

    project.write("specs/petstore/pages.md", doubtful_page());
    let (code, stdout, _) = run(&project, &["coverage", "specs/petstore"]);
    assert_eq!(code, Some(1));
    assert!(stdout.contains("       2  not understood\n"), "{stdout}");
    assert!(stdout.contains("warning[DW0405]: "), "{stdout}");

    project.write("specs/petstore/api.toml", format!("{CONFIG}{ACKNOWLEDGED}"));
    let (code, stdout, _) = run(&project, &["coverage", "specs/petstore"]);
    assert_eq!(code, Some(0), "{stdout}");
    assert!(stdout.contains("acknowledged: The section is about money."), "{stdout}");
}

#[test]
fn warnings_can_be_denied() {
    let project = Project::new();
    let arguments = ["check", "--deny", "warnings"];
    assert_eq!(run(&project, &arguments).0, Some(0));
    project.write("specs/petstore/pages.md", doubtful_page());
    let (code, stdout, stderr) = run(&project, &arguments);
    assert_eq!((code, stderr.as_str()), (Some(1), "error: 1 warning, and warnings are denied\n"));
    assert!(stdout.starts_with("warning[DW0405]: "), "{stdout}");
    project.write("specs/petstore/api.toml", format!("{CONFIG}{ACKNOWLEDGED}"));
    assert_eq!(run(&project, &arguments).0, Some(0));
}

#[test]
fn a_report_is_one_json_object() {
    let project = Project::new();
    let page = doubtful_page().replace("# Petstore", "# Pétstore");
    project.write("specs/petstore/pages.md", &page);
    let (code, stdout, stderr) = run(&project, &["check", "--format", "json"]);
    assert_eq!((code, stderr.as_str()), (Some(0), ""));
    let report: Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!(report["report_version"], 1);
    let api = &report["apis"][0];
    assert_eq!((&api["folder"], &api["summary"]["warnings"]), (&json!("specs/petstore"), &json!(1)));
    assert_eq!(api["acknowledged"], json!([]));

    let warning =
        &api["diagnostics"].as_array().unwrap().iter().find(|found| found["severity"] == "warning").unwrap();
    assert_eq!(warning["code"], "DW0405");
    assert_eq!(warning["title"], "a section was not understood");
    assert_eq!(warning["place"]["file"], "specs/petstore/pages.md");
    // The heading is on line 17, and its words begin behind `## `. Bytes are those of the file: `é` has two.
    let start = page.find("Fees").unwrap();
    let expect = json!({
        "file": "specs/petstore/pages.md", "line": 17, "column": 4, "end_line": 17, "end_column": 8,
        "span": { "start": start, "end": start + "Fees".len() },
    });
    assert_eq!(warning["place"], expect);
    assert_eq!(warning["unread"]["line"], 17);

    project.write("specs/petstore/api.toml", format!("{CONFIG}{ACKNOWLEDGED}"));
    let report: Value = serde_json::from_str(&run(&project, &["check", "--format", "json"]).1).unwrap();
    let expected = &report["apis"][0]["acknowledged"][0];
    assert_eq!(expected["reason"], "The section is about money.");
    assert_eq!(&expected["diagnostic"], *warning);
}

#[test]
fn a_report_of_errors_is_a_report() {
    let project = Project::new();
    project.remove("specs/petstore/pages.md");
    let (code, stdout, stderr) = run(&project, &["check", "--format", "json"]);
    assert_eq!((code, stderr.as_str()), (Some(1), ""));
    let report: Value = serde_json::from_str(&stdout).unwrap();
    let error = &report["apis"][0]["diagnostics"][0];
    assert_eq!((&error["code"], &error["severity"]), (&json!("DW0001"), &json!("error")));
    let place = (&error["place"]["file"], &error["place"]["line"]);
    // It is listed on the last line of api.toml.
    assert_eq!(place, (&json!("specs/petstore/api.toml"), &json!(CONFIG.lines().count())));
}

/// What a refused command says on the stream for errors.
#[track_caller]
fn check_refused(project: &Project, arguments: &[&str], words: &[&str]) {
    let (code, _, stderr) = run(project, arguments);
    assert_eq!(code, Some(1), "{stderr}");
    for words in words {
        assert!(stderr.contains(words), "no `{words}` in:\n{stderr}");
    }
}

#[test]
fn what_was_named_and_is_no_folder_of_an_api_is_told() {
    let project = Project::new();
    let named = ["check", "specs/petstore/api.toml"];
    check_refused(&project, &named, &["is a file", "name the folder that it is in: `specs/petstore`"]);
    let named = ["check", "specs/petstore/pages.md"];
    check_refused(&project, &named, &["is a file", "`docwright init specs/petstore/pages.md` begins one"]);

    project.write("drafts/toys/page.md", PAGE);
    check_refused(
        &project,
        &["check", "drafts"],
        &["no folder in `drafts`", "`docwright init drafts/toys` begins"],
    );
    check_refused(&project, &["generate", "drafts", "--out", "x"], &["`docwright init drafts/toys` begins"]);

    // Nothing generated is to go because of a capital letter.
    project.write("specs/toys/Api.toml", CONFIG);
    for command in [&["check"][..], &["generate", "--out", "x"], &["check", "specs/toys"]] {
        check_refused(&project, command, &["`specs/toys/Api.toml` is not read", "rename it to `api.toml`"]);
    }
}

#[test]
fn an_api_that_is_lost_is_not_forgotten() {
    let project = Project::new();
    project.write("specs/toys/pages.md", PAGE);
    for command in [&["check"][..], &["generate", "--out", "x"]] {
        check_refused(
            &project,
            command,
            &["`specs/toys` holds pages, but no `api.toml`", "`docwright init`"],
        );
    }
    project.write("specs/.drafts/pages.md", PAGE);
    project.write("specs/notes/README.md", PAGE);
    project.remove("specs/toys/pages.md");
    assert_eq!(run(&project, &["check"]).0, Some(0));
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("nowhere", project.path().join("specs/books")).unwrap();
        for command in [&["check"][..], &["generate", "--out", "x"]] {
            check_refused(&project, command, &["the folder `specs/books` cannot be read"]);
        }
    }
}

#[test]
fn pages_that_are_not_listed_are_noted() {
    let project = Project::new();
    project.write("specs/petstore/README.md", "About this folder.\n");
    assert_eq!(run(&project, &["check", "--deny", "warnings", "--notes"]).1.matches("note").count(), 1);
    project.write("specs/petstore/owners.md", PAGE);
    let (code, stdout, _) = run(&project, &["check", "--notes"]);
    assert_eq!(code, Some(0), "{stdout}");
    assert!(stdout.contains("note[DW0608]: `owners.md` is not read: api.toml does not list it"), "{stdout}");
    assert!(stdout.contains("[[documents]]\n") && stdout.contains("file = \"owners.md\"\n"), "{stdout}");
}

/// A folder that is a link has the name that people see.
#[cfg(unix)]
#[test]
fn a_linked_folder_is_checked_and_generated_by_one_rule() {
    let project = Project::new();
    std::fs::rename(project.path().join("specs/petstore"), project.path().join("petstore-2")).unwrap();
    std::os::unix::fs::symlink("../petstore-2", project.path().join("specs/petstore")).unwrap();
    for command in [&["check"][..], &["check", "specs/petstore"], &["surface", "specs/petstore"]] {
        let (code, stdout, stderr) = run(&project, command);
        assert_eq!(code, Some(0), "{stdout}{stderr}");
    }
    let (code, stdout, stderr) = run(&project, &["generate", "--out", "client", "--name", "client"]);
    assert_eq!(code, Some(0), "{stdout}{stderr}");
}
