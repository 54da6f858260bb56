//! A build script as cargo runs it, in a package of its own.
//!
//! Another cargo is not started for this: the script is the test program itself, which calls the library when
//! it is asked to by a variable, and what it prints is what cargo would read.

#![allow(clippy::unwrap_used, reason = "tests may fail loudly, their helpers too")]

mod common;

use common::{PAGE, Project};
use std::process::{Command, ExitCode, Output};

/// Set when this program is to be the build script.
const ROLE: &str = "DOCWRIGHT_TEST_BUILD_SCRIPT";

fn main() -> ExitCode {
    if std::env::var_os(ROLE).is_some() {
        return docwright::Generator::new().run_as_build_script();
    }
    for (name, test) in TESTS {
        println!("test {name}");
        test();
    }
    println!("\ntest result: ok. {} passed", TESTS.len());
    ExitCode::SUCCESS
}

type Test = (&'static str, fn());

const TESTS: &[Test] = &[
    ("cargo learns what to watch and which features there are", what_cargo_learns),
    ("the tests of examples are watched once there are any", tests_of_examples_are_watched),
    ("errors fail the build and say where they are", errors_fail_the_build),
    ("DOCWRIGHT_CHECK=1 writes nothing and fails", a_check_writes_nothing),
    ("DOCWRIGHT_CHECK=0 is no check", zero_is_no_check),
];

fn build(project: &Project, check: Option<&str>) -> (Output, String, String) {
    let mut script = Command::new(std::env::current_exe().unwrap());
    script.env(ROLE, "1").env_remove("DOCWRIGHT_CHECK").current_dir(project.path());
    if let Some(value) = check {
        script.env("DOCWRIGHT_CHECK", value);
    }
    let output = script.output().unwrap();
    let stdout = String::from_utf8(output.stdout.clone()).unwrap();
    let stderr = String::from_utf8(output.stderr.clone()).unwrap();
    (output, stdout, stderr)
}

fn what_cargo_learns() {
    let project = Project::new();
    let (output, stdout, stderr) = build(&project, None);
    assert!(output.status.success(), "{stderr}");
    assert_eq!(
        stdout,
        "cargo::rerun-if-changed=specs\n\
         cargo::rerun-if-changed=generated/src\n\
         cargo::rerun-if-changed=generated/Cargo.toml\n\
         cargo::rerun-if-env-changed=DOCWRIGHT_CHECK\n\
         cargo::rustc-check-cfg=cfg(feature, values(\"petstore\", \"blocking\", \"testing\"))\n\
         cargo::rustc-cfg=feature=\"petstore\"\n\
         cargo::rustc-cfg=feature=\"blocking\"\n\
         cargo::rustc-cfg=feature=\"testing\"\n"
    );
    assert_eq!(stderr, "");
    assert_eq!(project.tree(), Project::generated().tree());
}

fn tests_of_examples_are_watched() {
    let project = Project::with_example();
    let (_, first, stderr) = build(&project, None);
    assert!(first.contains("cargo::rerun-if-changed=generated/tests/documented_examples\n"), "{stderr}");
    let (_, second, _) = build(&project, None);
    assert_eq!(first, second);
}

fn errors_fail_the_build() {
    let project = Project::generated();
    project.write("specs/petstore/pages.md", "");
    let before = project.tree();
    let (output, stdout, stderr) = build(&project, None);
    assert!(!output.status.success());
    assert!(stdout.contains("cargo::rerun-if-changed=specs\n"), "{stdout}");
    assert!(stdout.contains("cargo::error=specs/petstore"), "{stdout}");
    assert!(stderr.contains("error[DW0003]: "), "{stderr}");
    assert_eq!(project.tree(), before);
}

fn a_check_writes_nothing() {
    let project = Project::generated();
    let (output, _, stderr) = build(&project, Some("1"));
    assert!(output.status.success(), "{stderr}");
    project.write("specs/petstore/pages.md", PAGE.replace("all pets", "all animals"));
    let before = project.tree();
    let (output, _, stderr) = build(&project, Some("1"));
    assert!(!output.status.success());
    assert!(stderr.contains("error[DW0605]: "), "{stderr}");
    assert_eq!(project.tree(), before);
}

fn zero_is_no_check() {
    let project = Project::new();
    let (output, _, stderr) = build(&project, Some("0"));
    assert!(output.status.success(), "{stderr}");
    assert_eq!(project.tree(), Project::generated().tree());
}
