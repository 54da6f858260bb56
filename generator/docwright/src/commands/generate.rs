//! `docwright generate`: a crate, or modules, from documents.

use super::{Failure, Format, progress, show_findings, show_json};
use docwright::{Changes, GenerateReport, Generator};
use std::io::{self, Write};
use std::path::PathBuf;

/// Writes a client crate from the documents of one API or several.
///
/// Where the crate's folder holds no manifest yet, a whole crate is begun: Cargo.toml and README.md as well. In a crate
/// that is there, `src/`, `tests/documented_examples/`, the features of the manifest and the README.md that docwright
/// began, as long as its first line says so, are kept up to date; dependencies that the manifest lacks are added; nothing
/// else is touched. Only files that differ are written, all of them or none. Generated files that nothing generates any
/// more are removed; files that docwright did not make never are.
///
/// What --name, --license and --runtime say is for a new crate; of one that is there they have to agree with its manifest.
///
/// The client of an API goes when its folder went from the folder of APIs. Where DIR is the folder of one API, or has none
/// of those that the crate holds clients of, clients of others are removed only with `--replace`; without it that is an
/// error, and nothing is written.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
#[allow(clippy::struct_excessive_bools, reason = "a command line has flags")]
pub(super) struct Arguments {
    /// The folder of an API, or the folder that holds one folder for each API.
    #[arg(value_name = "DIR", default_value = "specs")]
    folder: PathBuf,
    /// The folder of the crate.
    #[arg(long, value_name = "CRATE", default_value = "generated")]
    out: PathBuf,
    /// Write modules for another crate to this folder instead: mod.rs, and a folder for each API. That crate depends on
    /// docwright-runtime, and declares the module. Its features `blocking` and `testing`, if it has them, enable those of
    /// docwright-runtime.
    #[arg(long, value_name = "FOLDER", conflicts_with_all = ["out", "only_src", "no_example_tests", "name", "license", "runtime"])]
    modules: Option<PathBuf>,
    /// Write src/ of the crate alone, and leave its manifest and its tests as they are.
    #[arg(long, conflicts_with_all = ["name", "license", "runtime", "no_example_tests"])]
    only_src: bool,
    /// What a new crate is called; the name of its folder otherwise.
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// The licence of a new crate, as an SPDX expression; without one it is not to be published.
    #[arg(long, value_name = "SPDX")]
    license: Option<String>,
    /// The folder of docwright-runtime, where the manifest does not name it yet; the registry's otherwise.
    #[arg(long, value_name = "FOLDER")]
    runtime: Option<PathBuf>,
    /// Remove clients of other APIs, whatever folder is named.
    #[arg(long)]
    replace: bool,
    /// Write nothing, and fail if anything would change.
    #[arg(long)]
    check: bool,
    /// Make no tests of the documents' examples, and remove those that were made.
    #[arg(long)]
    no_example_tests: bool,
    /// How to report.
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(super) format: Format,
}

const AFTER_HELP: &str = "\
Examples:
  docwright generate --out shop-client --license MIT
  docwright generate specs/shop --modules src/clients
  docwright generate --out shop-client --check

Exit status: 0 if all is as the documents make it; 1 if they have errors,
something is in the way, or with --check anything would change.";

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let report = progress::shown(|observe| generator(arguments).generate_with(observe))?;
    show_findings(&report.findings);
    let mut output = io::stdout().lock();
    match arguments.format {
        Format::Text => show_changes(&mut output, &report.changes)?,
        Format::Json => show_json(&mut output, &GenerateReport::from(&report))?,
    }
    Ok(output.flush()?)
}

fn generator(arguments: &Arguments) -> Generator {
    let generator = Generator::new()
        .specs(&arguments.folder)
        .check(arguments.check)
        .replace(arguments.replace)
        .cargo_instructions(false);
    if let Some(folder) = &arguments.modules {
        return generator.modules(folder);
    }
    let mut generator = generator
        .out(&arguments.out)
        .only_sources(arguments.only_src)
        .example_tests(!arguments.no_example_tests);
    if let Some(name) = &arguments.name {
        generator = generator.package_name(name);
    }
    if let Some(license) = &arguments.license {
        generator = generator.license(license);
    }
    if let Some(runtime) = &arguments.runtime {
        generator = generator.runtime(runtime);
    }
    generator
}

fn show_changes(output: &mut impl Write, changes: &Changes) -> io::Result<()> {
    for path in &changes.written {
        writeln!(output, "written: {path}")?;
    }
    for path in &changes.removed {
        writeln!(output, "removed: {path}")?;
    }
    for dependency in &changes.dependencies {
        writeln!(output, "added to Cargo.toml: {dependency}")?;
    }
    writeln!(
        output,
        "{} written, {} removed, {} unchanged",
        changes.written.len(),
        changes.removed.len(),
        changes.unchanged
    )
}
