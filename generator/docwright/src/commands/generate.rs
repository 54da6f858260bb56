//! `docwright generate`: what a build script does, by hand.

use super::{Failure, show_findings};
use docwright::{Changes, Generator};
use std::io::{self, Write};
use std::path::PathBuf;

/// Writes the sources of a crate from the documents of its APIs.
///
/// Only files that differ are written, all of them or none. Generated files that nothing generates any more
/// are removed; files that docwright did not make are never touched.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The folder that holds one folder for each API.
    #[arg(long, value_name = "DIR", default_value = "specs")]
    specs: PathBuf,
    /// The folder of the crate whose `src/` and `tests/documented_examples/` are written.
    #[arg(long, value_name = "DIR", default_value = "generated")]
    out: PathBuf,
    /// Write nothing, and fail if anything would change.
    #[arg(long)]
    check: bool,
    /// Make no tests of the documents' examples, and remove those that were made.
    #[arg(long)]
    no_example_tests: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let generator = Generator::new().specs(&arguments.specs).out(&arguments.out).check(arguments.check);
    let generator = generator.example_tests(!arguments.no_example_tests);
    let report = generator.generate()?;
    show_findings(&report.findings);
    show_changes(&mut io::stdout().lock(), &report.changes)?;
    Ok(())
}

fn show_changes(output: &mut impl Write, changes: &Changes) -> io::Result<()> {
    for path in &changes.written {
        writeln!(output, "written: {path}")?;
    }
    for path in &changes.removed {
        writeln!(output, "removed: {path}")?;
    }
    writeln!(
        output,
        "{} written, {} removed, {} unchanged",
        changes.written.len(),
        changes.removed.len(),
        changes.unchanged
    )
}
