//! What a code means: a code in, its entry of the catalogue out, with what docwright prints about the example.

use crate::{Error, Generator, Severity};
use docwright_parser::diagnostics::{CATALOGUE, Code, Entry, ExampleFile, Style, render_as};
use docwright_parser::{Parsed, read_api};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

/// The folder that the files of an example are said to lie in, unless they are a project of their own.
const FOLDER: &str = "specs/petstore/";

/// A code and what it is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Heading {
    /// The code: `DW0302`.
    pub code: &'static str,
    /// How serious it is.
    pub severity: Severity,
    /// What it is about, in a few words.
    pub title: &'static str,
}

/// A code explained.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Explanation {
    /// The code and what it is about.
    #[serde(flatten)]
    pub heading: Heading,
    /// When it is reported and what to do.
    pub explanation: &'static str,
    /// A case in which it is reported.
    pub example: ExplainedExample,
}

/// The smallest case in which a code is reported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ExplainedExample {
    /// What is the case, in a sentence.
    pub case: &'static str,
    /// Its files.
    pub files: Vec<ExplainedFile>,
    /// What docwright prints about them. Absent if that takes a disk, and none can be written to.
    pub output: Option<String>,
}

/// A file of an example.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ExplainedFile {
    /// Its path.
    pub name: String,
    /// Its content; a byte that is no character shows as `\u{fffd}`.
    pub text: String,
}

/// All codes, in the order of their numbers.
#[must_use]
pub fn codes() -> Vec<Heading> {
    CATALOGUE.iter().map(Heading::of).collect()
}

/// Explains a code; the output of its example is in this style.
#[must_use]
pub fn explain(code: Code, style: Style) -> Explanation {
    let entry = code.entry();
    let files = entry.files();
    let is_project = files.iter().all(|file| file.name != docwright_parser::CONFIG_FILE);
    let output = if is_project { generated(entry, &files, style).ok() } else { Some(read(&files, style)) };
    let files = files.into_iter().map(|ExampleFile { name, bytes }| {
        let name = if is_project { name } else { format!("{FOLDER}{name}") };
        ExplainedFile { name, text: String::from_utf8_lossy(&bytes).into_owned() }
    });
    Explanation {
        heading: Heading::of(entry),
        explanation: entry.explanation,
        example: ExplainedExample { case: entry.case(), files: files.collect(), output },
    }
}

impl Heading {
    fn of(entry: &Entry) -> Self {
        Self { code: entry.number, severity: entry.severity, title: entry.title }
    }
}

/// What is printed when these files are read as the folder of an API.
fn read(files: &[ExampleFile], style: Style) -> String {
    let files: BTreeMap<&str, &[u8]> =
        files.iter().map(|file| (file.name.as_str(), file.bytes.as_slice())).collect();
    let Parsed { diagnostics, files, .. } = read_api(&|name| {
        files.get(name).map(|bytes| bytes.to_vec()).ok_or_else(|| ErrorKind::NotFound.into())
    });
    let text = |name: &str| files.iter().find(|file| &*file.name == name).map(|file| file.text.as_str());
    render_as(style, &diagnostics, text, FOLDER)
}

/// What is printed when a crate is generated from these files, or checked if that is what the code is about.
fn generated(entry: &Entry, files: &[ExampleFile], style: Style) -> io::Result<String> {
    let project = tempfile::tempdir()?;
    for ExampleFile { name, bytes } in files {
        let path = project.path().join(name);
        fs::create_dir_all(path.parent().unwrap_or(Path::new("")))?;
        fs::write(path, bytes)?;
    }
    if entry.code == Code::NoOutput {
        // Not tried: the folder that is not set here may be set where somebody asks.
        return Ok(Error::NoOutDir.render_as(style));
    }
    let generator =
        Generator::new().specs(project.path().join("specs")).out(project.path().join("generated"));
    let generator = generator.cargo_instructions(false);
    // No other example begins a crate.
    let is_begun = entry.code == Code::NotBegun;
    let generator = if is_begun { generator.package_name("no name") } else { generator };
    let output = match generator.check(entry.code == Code::Outdated).generate() {
        Ok(report) => report.findings.iter().map(|found| found.render_as(style, Severity::Note)).collect(),
        Err(error) => error.render_as(style),
    };
    Ok(output.replace(&format!("{}/", project.path().display()), ""))
}
