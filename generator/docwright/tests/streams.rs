//! The streams of the `docwright` command: closed, full, coloured or not.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "tests may fail loudly, their helpers too")]

mod common;

use common::Project;
use common::shell::{Ending, command, run};
use std::fs;
use std::process::Stdio;

/// Command lines that print something and succeed, one for each way that a command has to print.
const PRINTING: &[&[&str]] = &[
    &["--help"],
    &["--version"],
    &["check"],
    &["check", "--format", "json"],
    &["completions", "bash"],
    &["coverage"],
    &["coverage", "--lines"],
    &["coverage", "--format", "json"],
    &["explain"],
    &["explain", "DW0302"],
    &["explain", "DW0302", "--format", "json"],
    &["generate"],
    &["man"],
    &["model", "--schema"],
    &["model", "specs/petstore"],
    &["openapi", "specs/petstore"],
    &["openapi", "specs/petstore", "--openapi", "3.0", "--yaml"],
    &["schema", "api.toml"],
    &["surface", "specs/petstore"],
    &["surface", "specs/petstore", "--format", "json"],
];

/// Command lines that fail and complain.
const COMPLAINING: &[(&[&str], i32)] = &[
    (&["bake"], 2),
    (&["check", "nowhere"], 1),
    (&["coverage", "nowhere"], 1),
    (&["diff", "nowhere", "specs"], 3),
    (&["explain", "DW9999"], 2),
    (&["generate", "nowhere"], 1),
    (&["model", "nowhere"], 1),
    (&["openapi", "nowhere"], 1),
    (&["surface", "nowhere"], 1),
];

#[test]
fn an_output_that_is_closed_early_is_no_error() {
    let project = Project::new();
    for arguments in PRINTING {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let ending = Ending::of(command(project.path(), arguments).stdout(writer).output().unwrap());
        let quiet = Ending { code: Some(0), stdout: String::new(), stderr: String::new() };
        assert_eq!(ending, quiet, "{arguments:?}");
    }
}

#[test]
fn an_output_that_is_closed_early_hides_no_failure() {
    let project = Project::new();
    project.write("specs/petstore/pages.md", "# Nothing\n");
    for arguments in [&["check"][..], &["check", "--format", "json"]] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let ending = Ending::of(command(project.path(), arguments).stdout(writer).output().unwrap());
        assert_eq!(ending, Ending { code: Some(1), stdout: String::new(), stderr: String::new() });
    }
}

#[cfg(target_os = "linux")]
#[test]
fn an_output_that_is_full_is_an_error() {
    let project = Project::new();
    for arguments in PRINTING {
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let ending = Ending::of(command(project.path(), arguments).stdout(full).output().unwrap());
        assert_eq!(ending.code, Some(1), "{arguments:?}: {}", ending.stderr);
        let message = "error: the output cannot be written: ";
        assert!(ending.stderr.starts_with(message), "{arguments:?}: {}", ending.stderr);
    }
}

#[test]
fn complaints_that_nobody_reads_are_no_panic() {
    let project = Project::new();
    for (arguments, code) in COMPLAINING {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let status =
            command(project.path(), arguments).stdout(Stdio::null()).stderr(writer).status().unwrap();
        assert_eq!(status.code(), Some(*code), "{arguments:?}");
    }
}

#[test]
fn files_and_pipes_get_no_colours() {
    let project = Project::new();
    project.write("specs/petstore/pages.md", "# Nothing\n");
    for arguments in [&["check"][..], &["explain", "DW0302"], &["generate"], &["--help"], &["bake"]] {
        let Ending { stdout, stderr, .. } = run(project.path(), arguments);
        assert!(!stdout.contains('\u{1b}') && !stderr.contains('\u{1b}'), "{arguments:?}: {stdout}{stderr}");
    }
}

#[test]
fn colours_come_and_go_on_demand() {
    let project = Project::new();
    project.write("specs/petstore/pages.md", "# Nothing\n");
    let is_coloured = |arguments: &[&str], variables: &[(&str, &str)]| {
        let mut command = command(project.path(), arguments);
        let output = command.envs(variables.iter().copied()).output().unwrap();
        [output.stdout, output.stderr].concat().contains(&0x1b)
    };
    for arguments in [&["check"][..], &["explain", "DW0302"], &["generate"], &["--help"], &["bake"]] {
        let always = [arguments, &["--color", "always"]].concat();
        assert!(is_coloured(&always, &[("NO_COLOR", "1")]), "{always:?}");
        assert!(is_coloured(arguments, &[("CLICOLOR_FORCE", "1")]), "{arguments:?}");
        assert!(!is_coloured(arguments, &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]), "{arguments:?}");
        let never = [&["--color=never"], arguments].concat();
        assert!(!is_coloured(&never, &[("CLICOLOR_FORCE", "1")]), "{never:?}");
    }
    // Data has none in any case.
    assert!(!is_coloured(&["check", "--format", "json", "--color", "always"], &[]));
    assert!(!is_coloured(&["man", "--color", "always"], &[]));
}

#[test]
fn documents_give_no_orders_to_the_terminal() {
    let project = Project::new();
    let page = format!("{}\n## Fees \u{1b}[2J\u{7}\n\nPets are \u{1b}]0;owned\u{7} free.\n", common::PAGE);
    project.write("specs/petstore/pages.md", page);
    let acknowledged = "\n[[acknowledge]]\ncode = \"DW0405\"\nreason = \"It \\u001b[2J is about money.\"\n";
    for config in [common::CONFIG.to_owned(), common::CONFIG.to_owned() + acknowledged] {
        project.write("specs/petstore/api.toml", config);
        let ending = run(project.path(), &["check", "--notes", "--acknowledged"]);
        assert!(ending.stdout.contains("DW0405"), "{}", ending.stdout);
        let orders = |c: char| c.is_control() && c != '\n';
        assert!(!ending.stdout.contains(orders), "{:?}", ending.stdout);
    }
}
