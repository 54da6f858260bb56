//! A build script as cargo runs it, in a package of its own.
//!
//! Another cargo is not started for this: the script is the test program itself, which calls the library when
//! it is asked to by a variable, and what it prints is what cargo would read.

#![allow(clippy::unwrap_used, reason = "tests may fail loudly, their helpers too")]

mod common;

use common::{MANIFEST, PAGE, Project};
use std::process::{Command, ExitCode, Output, Termination as _};

/// Set when this program is to be the build script.
const ROLE: &str = "DOCWRIGHT_TEST_BUILD_SCRIPT";

/// Where the script writes a crate to.
const OUT: &str = "DOCWRIGHT_TEST_OUT";

fn main() -> ExitCode {
    if std::env::var_os(ROLE).is_some() {
        let generator = match std::env::var(OUT) {
            Ok(out) => docwright::Generator::new().out(out),
            Err(_) => docwright::Generator::new().blocking(true),
        };
        // As a build script ends whose `main` gives a result.
        return generator.generate().map(drop).report();
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
    ("modules go where cargo says", modules_go_where_cargo_says),
    ("a package that writes itself keeps its own features", a_package_that_writes_itself),
    ("no other program tells cargo anything", other_programs_are_quiet),
];

/// Runs the script, which writes the crate in `generated/`.
fn build(project: &Project, check: Option<&str>) -> (Output, String, String) {
    run(project, check, Some("generated"))
}

/// Runs the script, which writes a crate to this folder, or else modules.
fn run(project: &Project, check: Option<&str>, out: Option<&str>) -> (Output, String, String) {
    let mut script = Command::new(std::env::current_exe().unwrap());
    script.env(ROLE, "1").env_remove("DOCWRIGHT_CHECK").current_dir(project.path());
    // What tells a build script from other programs.
    script.env("OUT_DIR", project.path().join("out")).env("HOST", "here").env("TARGET", "there");
    script.env("CARGO_MANIFEST_DIR", project.path());
    script.env_remove(OUT);
    if let Some(out) = out {
        script.env(OUT, out);
    }
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

fn modules_go_where_cargo_says() {
    let project = Project::new();
    project.write("specs/petstore/pages.md", PAGE.replace("all pets", "[all pets](pets.md)"));
    let before = project.tree();
    let (output, stdout, stderr) = run(&project, Some("1"), None);
    assert!(output.status.success(), "{stderr}");
    assert_eq!(
        stdout,
        "cargo::rerun-if-changed=specs\n\
         cargo::rustc-check-cfg=cfg(feature, values(\"blocking\", \"testing\"))\n\
         cargo::rustc-cfg=feature=\"blocking\"\n"
    );
    let root = project.read("out/docwright/mod.rs");
    assert!(root.contains("\npub mod petstore;\n") && !root.contains("#!["), "{root}");
    assert!(project.read("out/docwright/petstore/mod.rs").contains("pub use client::"));
    assert_eq!(project.tree(), before);
}

fn a_package_that_writes_itself() {
    let project = Project::new();
    project.write("Cargo.toml", MANIFEST);
    let (_, stdout, stderr) = run(&project, None, Some("."));
    assert!(project.path().join("src/lib.rs").exists(), "{stderr}");
    assert!(!stdout.contains("rustc-cfg"), "{stdout}");
}

fn other_programs_are_quiet() {
    let project = Project::new();
    let mut program = Command::new(std::env::current_exe().unwrap());
    program
        .env(ROLE, "1")
        .env(OUT, "generated")
        .env("OUT_DIR", "out")
        .env_remove("TARGET")
        .env_remove("HOST");
    let output = program.current_dir(project.path()).output().unwrap();
    assert!(output.status.success() && output.stdout.is_empty(), "{output:?}");
    assert_eq!(project.tree(), Project::generated().tree());
}
