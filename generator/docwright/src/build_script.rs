//! What a build script tells cargo.
//!
//! Cargo reads instructions from the script's standard output, one per line. They are made here as text and
//! printed in one place.

use crate::write::EXAMPLE_TESTS;
use crate::{Error, Generator, Report, Severity};
use std::env;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::ExitCode;

/// The variable that turns a build into a check: `DOCWRIGHT_CHECK=1 cargo build`.
const CHECK_VARIABLE: &str = "DOCWRIGHT_CHECK";

impl Generator {
    /// Does all that a build script has to: generates, tells cargo when to run the script again and which
    /// features the package has, and shows what was remarked about the documents. With `DOCWRIGHT_CHECK=1`
    /// in the environment nothing is written, and the build fails if anything would change.
    ///
    /// All features are switched on: the package depends on `docwright-runtime` with its features `blocking` and
    /// `testing`.
    ///
    /// Warnings become warnings of cargo's, one line each. Errors fail the build, with the lines they are
    /// about.
    #[must_use]
    pub fn run_as_build_script(self) -> ExitCode {
        let asked = env::var_os(CHECK_VARIABLE).is_some_and(|value| !value.is_empty() && value != "0");
        let generator = if asked { self.check(true) } else { self };
        let generated = generator.generate();
        let mut instructions = rerun_instructions(generator.specs_folder(), generator.out_folder());
        let (code, told) = match generated {
            Ok(report) => {
                instructions.extend(report_instructions(&report));
                (ExitCode::SUCCESS, String::new())
            }
            Err(error) => {
                instructions.extend(error_instructions(&error));
                (ExitCode::FAILURE, error.render())
            }
        };
        // Whoever closed these streams does not want to know.
        let _ = writeln!(io::stdout(), "{}", instructions.join("\n"));
        let _ = write!(io::stderr(), "{told}");
        code
    }
}

/// When the script is to run again: also when somebody edits what it wrote. What does not exist is left out, since
/// cargo would run the script each time.
fn rerun_instructions(specs: &Path, out: &Path) -> Vec<String> {
    let tests = Some(out.join(EXAMPLE_TESTS)).filter(|tests| tests.exists());
    let mut instructions: Vec<String> = [specs.to_owned(), out.join("src"), out.join("Cargo.toml")]
        .iter()
        .chain(&tests)
        .map(|path| format!("cargo::rerun-if-changed={}", path.display()))
        .collect();
    instructions.push(format!("cargo::rerun-if-env-changed={CHECK_VARIABLE}"));
    instructions
}

/// The features, switched on and known, and the warnings.
fn report_instructions(report: &Report) -> Vec<String> {
    let quoted: Vec<String> = report.features.iter().map(|feature| format!("\"{feature}\"")).collect();
    let mut instructions =
        vec![format!("cargo::rustc-check-cfg=cfg(feature, values({}))", quoted.join(", "))];
    instructions.extend(quoted.iter().map(|feature| format!("cargo::rustc-cfg=feature={feature}")));
    let warnings = report.findings.iter().flat_map(|findings| findings.lines(Severity::Warning));
    instructions.extend(warnings.map(|line| format!("cargo::warning={line}")));
    instructions
}

fn error_instructions(error: &Error) -> Vec<String> {
    error.lines().iter().map(|line| format!("cargo::error={line}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Changes, Findings};
    use docwright_parser::diagnostics::{Code, Diagnostic, Diagnostics};

    #[test]
    fn the_script_runs_again_when_documents_or_its_work_change() {
        assert_eq!(
            rerun_instructions(Path::new("specs"), Path::new("generated")),
            [
                "cargo::rerun-if-changed=specs",
                "cargo::rerun-if-changed=generated/src",
                "cargo::rerun-if-changed=generated/Cargo.toml",
                "cargo::rerun-if-env-changed=DOCWRIGHT_CHECK",
            ]
        );
    }

    #[test]
    fn cargo_learns_features_and_warnings_and_no_notes() {
        let mut diagnostics = Diagnostics::default();
        diagnostics.push(Diagnostic::new(Code::MissingType, "`age` has no type", "give it one"));
        diagnostics.push(Diagnostic::new(Code::OpaqueType, "`Pet` is not described", "add the page"));
        let report = Report {
            features: ["bakery", "petstore", "blocking", "testing"].map(str::to_owned).into(),
            findings: vec![Findings::new("specs/petstore/".to_owned(), diagnostics, Vec::new())],
            changes: Changes::default(),
        };
        assert_eq!(
            report_instructions(&report),
            [
                r#"cargo::rustc-check-cfg=cfg(feature, values("bakery", "petstore", "blocking", "testing"))"#,
                r#"cargo::rustc-cfg=feature="bakery""#,
                r#"cargo::rustc-cfg=feature="petstore""#,
                r#"cargo::rustc-cfg=feature="blocking""#,
                r#"cargo::rustc-cfg=feature="testing""#,
                "cargo::warning=specs/petstore: [DW0302] `age` has no type",
            ]
        );
    }
}
