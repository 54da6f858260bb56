//! The way from a folder of API references to the sources of a crate on the disk.

use crate::write::{self, Changes, Mode, Wanted, WantedCrate};
use crate::{Error, Findings, Loaded, Severity, load};
use docwright_codegen::{HEADER_MARK, emit_example_tests, emit_for};
use docwright_model::Api;
use std::path::{Path, PathBuf};

/// Generates the sources of a crate; see [`generate`](Self::generate).
#[derive(Debug, Clone)]
#[must_use = "nothing is generated until `generate` is called"]
pub struct Generator {
    specs: PathBuf,
    out: PathBuf,
    mode: Mode,
    example_tests: bool,
}

impl Default for Generator {
    fn default() -> Self {
        Self { specs: "specs".into(), out: "generated".into(), mode: Mode::Write, example_tests: true }
    }
}

impl Generator {
    /// Reads `specs/` and writes `generated/`, unless told otherwise.
    pub fn new() -> Self {
        Self::default()
    }

    /// The folder that holds one folder for each API.
    pub fn specs(mut self, path: impl Into<PathBuf>) -> Self {
        self.specs = path.into();
        self
    }

    /// The folder of the crate whose `src/` and `tests/documented_examples/` are generated. Its manifest, if it has one, gets a feature for
    /// each API.
    pub fn out(mut self, path: impl Into<PathBuf>) -> Self {
        self.out = path.into();
        self
    }

    /// Whether to write nothing and fail if anything would change.
    pub fn check(mut self, check: bool) -> Self {
        self.mode = if check { Mode::Check } else { Mode::Write };
        self
    }

    /// Whether the examples of the documents become tests of the crate, in `tests/documented_examples/`. They do
    /// unless this says `false`.
    ///
    /// They need two development dependencies: `docwright-runtime` with its feature `testing`, and tokio with
    /// `macros` and `rt`. A crate without a manifest has no tests.
    pub fn example_tests(mut self, emit: bool) -> Self {
        self.example_tests = emit;
        self
    }

    /// Reads the documents of all APIs and makes the crate what they say: files that differ are replaced,
    /// generated files that nothing generates any more are removed, and everything else stays as it is.
    ///
    /// # Errors
    ///
    /// A document has errors, something stands in the way, or the disk refuses; with
    /// [`check`](Self::check), also if anything would change. The crate is then exactly as it was.
    pub fn generate(&self) -> Result<Report, Error> {
        let (apis, findings): (Vec<Api>, Vec<Findings>) =
            load::load_all(&self.specs)?.into_iter().map(|Loaded { api, findings }| (api, findings)).unzip();
        let package = write::package(&self.out)?;
        let mut files = emit_for(package.as_ref(), &apis)?;
        if let Some(package) = package.filter(|_| self.example_tests) {
            files.extend(emit_example_tests(&apis, &package.library)?);
        }
        let wanted: Vec<Wanted<'_>> =
            files.iter().map(|file| Wanted { path: &file.path, contents: &file.contents }).collect();
        let mut features: Vec<String> = apis.into_iter().map(|api| api.name).collect();
        let wanted = WantedCrate { files: &wanted, features: &features, mark: HEADER_MARK };
        let changes = write::write(&self.out, wanted, self.mode)?;
        features.extend(write::RUNTIME_FEATURES.map(str::to_owned));
        Ok(Report { features, findings, changes })
    }

    pub(crate) fn specs_folder(&self) -> &Path {
        &self.specs
    }

    pub(crate) fn out_folder(&self) -> &Path {
        &self.out
    }
}

/// What a run found and did.
#[derive(Debug)]
pub struct Report {
    /// The features of the crate: one for each API, in the order of their names, then `blocking` and `testing`, which
    /// are those of `docwright-runtime`.
    pub features: Vec<String>,
    /// What was remarked about each API, in the same order; no errors.
    pub findings: Vec<Findings>,
    /// Which files were written and removed.
    pub changes: Changes,
}

impl Report {
    /// The remarks that are at least this severe, each with the lines it is about, in the manner of rustc.
    #[must_use]
    pub fn render(&self, least: Severity) -> String {
        self.findings.iter().map(|findings| findings.render(least)).collect()
    }
}
