//! The `docwright` command as a shell sees it: what it prints, and how it ends.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "tests may fail loudly, their helpers too")]

mod common;

use common::{PAGE, Project};
use std::fs;
use std::process::{Command, Output, Stdio};

/// How the command ended, what it printed, and what it complained about.
#[derive(Debug, PartialEq, Eq)]
struct Ending {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

impl Ending {
    fn of(output: Output) -> Self {
        Self {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

fn command(project: &Project, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_docwright"));
    command.args(arguments).current_dir(project.path());
    command
}

fn run(project: &Project, arguments: &[&str]) -> Ending {
    Ending::of(command(project, arguments).output().unwrap())
}

#[test]
fn a_bare_generate_does_what_a_build_does() {
    let project = Project::new();
    let first = run(&project, &["generate"]);
    assert_eq!((first.code, first.stderr.as_str()), (Some(0), ""));
    assert!(first.stdout.starts_with("written: Cargo.toml\nwritten: src/lib.rs\n"), "{}", first.stdout);

    let reference = Project::generated();
    assert_eq!(project.tree(), reference.tree());

    let second = run(&project, &["generate"]);
    assert!(second.stdout.starts_with("0 written, 0 removed, "), "{}", second.stdout);
}

#[test]
fn generate_takes_other_folders() {
    let project = Project::new();
    fs::rename(project.path().join("specs"), project.path().join("documents")).unwrap();
    fs::create_dir(project.path().join("pets")).unwrap();
    let ending = run(&project, &["generate", "documents", "--out", "pets"]);
    assert_eq!(ending.code, Some(0), "{}", ending.stderr);
    assert!(project.path().join("pets/src/lib.rs").exists());
    assert!(!project.path().join("generated/src").exists());
}

#[test]
fn generate_leaves_out_tests_of_examples_if_it_is_told_to() {
    let project = Project::with_example();
    let first = run(&project, &["generate"]);
    assert!(first.stdout.contains("written: tests/documented_examples/petstore.rs\n"), "{first:?}");
    let second = run(&project, &["generate", "--no-example-tests"]);
    assert!(second.stdout.contains("removed: tests/documented_examples/petstore.rs\n"), "{second:?}");
}

#[test]
fn a_check_fails_when_something_would_change() {
    let project = Project::generated();
    assert_eq!(run(&project, &["generate", "--check"]).code, Some(0));
    project.write("specs/petstore/pages.md", PAGE.replace("all pets", "all animals"));
    let before = project.tree();
    let ending = run(&project, &["generate", "--check"]);
    assert_eq!((ending.code, ending.stdout.as_str()), (Some(1), ""));
    assert!(ending.stderr.starts_with("error[DW0605]: "), "{}", ending.stderr);
    assert_eq!(project.tree(), before);
}

#[test]
fn a_broken_document_is_shown_with_its_place() {
    let project = Project::generated();
    project.write(
        "specs/petstore/api.toml",
        "name = \"bakery\"\ntitle = \"Bakery\"\n\n[[documents]]\nfile = \"pages.md\"\n",
    );
    for arguments in [&["generate"][..], &["model", "specs/petstore"], &["surface", "specs/petstore"]] {
        let ending = run(&project, arguments);
        assert_eq!((ending.code, ending.stdout.as_str()), (Some(1), ""));
        assert!(ending.stderr.contains("error[DW0502]: "), "{}", ending.stderr);
        assert!(ending.stderr.contains("--> specs/petstore/api.toml:1:8"), "{}", ending.stderr);
    }
}

#[test]
fn the_model_is_json() {
    let project = Project::new();
    let ending = run(&project, &["model", "specs/petstore"]);
    assert_eq!(ending.code, Some(0), "{}", ending.stderr);
    assert!(
        ending.stdout.starts_with("{\n  \"model_version\": 1,\n  \"name\": \"petstore\",\n"),
        "{}",
        ending.stdout
    );
    assert!(ending.stdout.ends_with("}\n"));
    let api: docwright_model::Api = serde_json::from_str(&ending.stdout).unwrap();
    assert_eq!(api, docwright::load(&project.path().join("specs/petstore")).unwrap().api);
}

#[test]
fn the_surface_is_text() {
    let ending = run(&Project::new(), &["surface", "specs/petstore/"]);
    assert_eq!(ending.code, Some(0), "{}", ending.stderr);
    assert!(!ending.stdout.is_empty());
}

#[test]
fn an_api_that_does_not_exist_is_an_error() {
    let ending = run(&Project::new(), &["model", "specs/bakery"]);
    assert_eq!((ending.code, ending.stdout.as_str()), (Some(1), ""));
    assert!(ending.stderr.contains("the folder `specs/bakery` cannot be read"), "{}", ending.stderr);
}

#[test]
fn a_command_line_that_makes_no_sense_is_told_apart() {
    let project = Project::new();
    for arguments in [&[][..], &["bake"], &["model"], &["generate", "--loud"], &["model", "one", "two"]] {
        let ending = run(&project, arguments);
        assert_eq!((ending.code, ending.stdout.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(ending.stderr.contains("Usage: docwright"), "{}", ending.stderr);
    }
}

#[test]
fn help_is_no_error() {
    let ending = run(&Project::new(), &["generate", "--help"]);
    assert_eq!((ending.code, ending.stderr.as_str()), (Some(0), ""));
    assert!(ending.stdout.contains("--check"));
}

#[test]
fn an_output_that_is_closed_early_is_no_error() {
    let project = Project::new();
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let ending = Ending::of(command(&project, &["model", "specs/petstore"]).stdout(writer).output().unwrap());
    assert_eq!(ending, Ending { code: Some(0), stdout: String::new(), stderr: String::new() });
}

#[test]
fn complaints_that_nobody_reads_are_no_panic() {
    let project = Project::new();
    project.remove("specs/petstore/pages.md");
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let status = command(&project, &["generate"]).stdout(Stdio::null()).stderr(writer).status().unwrap();
    assert_eq!(status.code(), Some(1));
}

#[cfg(target_os = "linux")]
#[test]
fn an_output_that_is_full_is_an_error() {
    let project = Project::new();
    let full = fs::File::options().write(true).open("/dev/full").unwrap();
    let ending = Ending::of(command(&project, &["model", "specs/petstore"]).stdout(full).output().unwrap());
    assert_eq!(ending.code, Some(1));
    assert!(ending.stderr.starts_with("error: the output cannot be written: "), "{}", ending.stderr);
}

/// The system itself refuses a file that is too large, whoever runs the test.
#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_refuses_the_last_write_changes_nothing() {
    let project = Project::generated();
    // The manifest, which is among the new files, has to grow beyond the half kilobyte that is allowed.
    let manifest = project.read("generated/Cargo.toml") + &"# A long comment.\n".repeat(60);
    project.write("generated/Cargo.toml", manifest);
    project.write(
        "specs/bakery/api.toml",
        "name = \"bakery\"\ntitle = \"Bakery\"\n\n[[documents]]\nfile = \"pages.md\"\n",
    );
    project.write("specs/bakery/pages.md", PAGE);
    let before = project.tree();

    let script = format!("trap '' XFSZ; ulimit -f 1; exec {} generate", env!("CARGO_BIN_EXE_docwright"));
    let limited = Command::new("sh").args(["-c", &script]).current_dir(project.path()).output().unwrap();
    let ending = Ending::of(limited);
    assert_eq!((ending.code, ending.stdout.as_str()), (Some(1), ""), "{}", ending.stderr);
    assert!(ending.stderr.starts_with("error[DW0604]: "), "{}", ending.stderr);
    assert!(ending.stderr.contains("cannot be written: File too large"), "{}", ending.stderr);
    assert_eq!(project.tree(), before);

    assert_eq!(run(&project, &["generate"]).code, Some(0));
}
