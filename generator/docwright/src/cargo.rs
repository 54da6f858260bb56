//! What a build script tells cargo.
//!
//! Cargo reads instructions from the script's standard output, one per line. They are made here as text and
//! printed in one place.

use crate::write::{EXAMPLE_TESTS, RUNTIME_FEATURES};
use crate::{Error, Report, Severity};
use std::env;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// The variable that turns a build into a check: `DOCWRIGHT_CHECK=1 cargo build`.
const CHECK_VARIABLE: &str = "DOCWRIGHT_CHECK";

/// Variables that cargo sets for build scripts, and all of them for nothing else.
const OF_BUILD_SCRIPTS: [&str; 3] = ["OUT_DIR", "HOST", "TARGET"];

/// Whether this process is a build script.
pub(crate) fn runs_this() -> bool {
    OF_BUILD_SCRIPTS.iter().all(|variable| env::var_os(variable).is_some())
}

/// Whether whoever builds wants to know whether anything would change.
pub(crate) fn asks_for_check() -> bool {
    env::var_os(CHECK_VARIABLE).is_some_and(|value| !value.is_empty() && value != "0")
}

/// Tells cargo of a crate that was written to `out`, and that the script's package compiles: all its features are on.
pub(crate) fn tell_of_crate(specs: &Path, out: &Path, generated: &Result<Report, Error>) {
    let tests = Some(out.join(EXAMPLE_TESTS)).filter(|tests| tests.exists());
    let watched = [specs.to_owned(), out.join("src"), out.join("Cargo.toml")];
    let mut instructions = rerun_instructions(&watched.into_iter().chain(tests).collect::<Vec<_>>());
    instructions.push(format!("cargo::rerun-if-env-changed={CHECK_VARIABLE}"));
    match generated {
        // A package that writes itself has its own features.
        Ok(report) if !is_own_package(out) => {
            let names: Vec<&str> = report.features.iter().map(String::as_str).collect();
            instructions.extend(feature_instructions(&names, &names));
        }
        _ => {}
    }
    tell(instructions, generated);
}

/// Tells cargo of modules for the script's package, with these features of the runtime switched on.
pub(crate) fn tell_of_modules(
    specs: &Path,
    out: Option<&PathBuf>,
    on: &[&str],
    generated: &Result<Report, Error>,
) {
    let watched: Vec<PathBuf> = [specs.to_owned()].into_iter().chain(out.cloned()).collect();
    let mut instructions = rerun_instructions(&watched);
    instructions.extend(feature_instructions(&RUNTIME_FEATURES, on));
    tell(instructions, generated);
}

/// When the script is to run again: also when somebody edits what it wrote. What does not exist is left out, since
/// cargo would run the script each time.
fn rerun_instructions(watched: &[PathBuf]) -> Vec<String> {
    watched.iter().map(|path| format!("cargo::rerun-if-changed={}", path.display())).collect()
}

/// Which features there can be, and those that are switched on.
fn feature_instructions(known: &[&str], on: &[&str]) -> Vec<String> {
    let quoted: Vec<String> = known.iter().map(|feature| format!("\"{feature}\"")).collect();
    let check = format!("cargo::rustc-check-cfg=cfg(feature, values({}))", quoted.join(", "));
    let on = on.iter().map(|feature| format!("cargo::rustc-cfg=feature=\"{feature}\""));
    [check].into_iter().chain(on).collect()
}

/// Whether `out` is the package whose build script this is.
fn is_own_package(out: &Path) -> bool {
    let own = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    own.and_then(|own| Some(own.canonicalize().ok()? == out.canonicalize().ok()?)).unwrap_or_default()
}

fn tell(mut instructions: Vec<String>, generated: &Result<Report, Error>) {
    match generated {
        Ok(report) => instructions.extend(warning_instructions(report)),
        Err(error) => instructions.extend(error.lines().iter().map(|line| format!("cargo::error={line}"))),
    }
    // Whoever closed the stream does not want to know.
    let _ = writeln!(io::stdout(), "{}", instructions.join("\n"));
}

fn warning_instructions(report: &Report) -> impl Iterator<Item = String> {
    let warnings = report.findings.iter().flat_map(|findings| findings.lines(Severity::Warning));
    warnings.map(|line| format!("cargo::warning={line}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Changes, Findings};
    use docwright_parser::diagnostics::{Code, Diagnostic, Diagnostics};

    #[test]
    fn features_are_known_and_some_are_on() {
        assert_eq!(
            feature_instructions(&["blocking", "testing"], &["testing"]),
            [
                r#"cargo::rustc-check-cfg=cfg(feature, values("blocking", "testing"))"#,
                r#"cargo::rustc-cfg=feature="testing""#,
            ]
        );
    }

    #[test]
    fn cargo_learns_of_warnings_and_not_of_notes() {
        let mut diagnostics = Diagnostics::default();
        diagnostics.push(Diagnostic::new(Code::MissingType, "`age` has no type", "give it one"));
        diagnostics.push(Diagnostic::new(Code::OpaqueType, "`Pet` is not described", "add the page"));
        let report = Report {
            features: Vec::new(),
            findings: vec![Findings::new("specs/petstore/".to_owned(), diagnostics, Vec::new())],
            changes: Changes::default(),
        };
        let told: Vec<String> = warning_instructions(&report).collect();
        assert_eq!(told, ["cargo::warning=specs/petstore: [DW0302] `age` has no type"]);
    }
}
