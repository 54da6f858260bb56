//! The way from a folder of API references to Rust on the disk.

use crate::begin::{Begin, begin, require_agreement, runtime_path};
use crate::dependencies::RUNTIME;
use crate::write::{
    self, Changes, Dependency, EXAMPLE_TESTS, Mode, Needs, README, SOURCES, Wanted, WantedCrate,
    WantedManifest, is_absent, is_marked,
};
use crate::{Activity, Error, Findings, Loaded, Observe, Severity, cargo, dependencies, load};
use docwright_codegen::{
    File, HEADER_MARK, Package, README_MARK, emit_example_tests, emit_for, emit_modules, emit_readme,
    is_header_of,
};
use docwright_model::Api;
use std::env;
use std::path::{Path, PathBuf};

/// The folder below `OUT_DIR` that holds the modules; `docwright_runtime::include_clients!` knows it too.
const IN_OUT_DIR: &str = "docwright";

/// How generated files begin, by the endings of their names.
const MARKS: [(&str, &str); 2] = [("rs", HEADER_MARK), ("md", README_MARK)];

/// Generates clients; see [`generate`](Self::generate).
#[derive(Debug, Clone)]
#[must_use = "nothing is generated until `generate` is called"]
pub struct Generator {
    specs: PathBuf,
    output: Output,
    mode: Mode,
    example_tests: bool,
    only_sources: bool,
    replace: bool,
    begin: Begin,
    features: Vec<&'static str>,
    tells_cargo: Option<bool>,
}

/// What is written, and where.
#[derive(Debug, Clone)]
enum Output {
    /// Modules, in the folder that cargo gives a build script.
    OutDir,
    /// Modules, in a folder.
    Modules(PathBuf),
    /// A crate.
    Crate(PathBuf),
}

impl Default for Generator {
    fn default() -> Self {
        Self {
            specs: "specs".into(),
            output: Output::OutDir,
            mode: Mode::Write,
            example_tests: true,
            only_sources: false,
            replace: false,
            begin: Begin::default(),
            features: Vec::new(),
            tells_cargo: None,
        }
    }
}

impl Generator {
    /// Reads `specs/` and writes modules to `OUT_DIR`, unless told otherwise.
    pub fn new() -> Self {
        Self::default()
    }

    /// The folder that holds one folder for each API, or the folder of one API.
    pub fn specs(mut self, path: impl Into<PathBuf>) -> Self {
        self.specs = path.into();
        self
    }

    /// Writes a crate of its own to this folder: `src/`, tests of the documents' examples, and in its manifest a feature
    /// for each API and the dependencies that it lacks. Where there is no manifest a crate is begun, with a manifest and
    /// a README. Whatever else is in the folder stays as it is.
    /// What is there has to be a package in the edition 2021 or a later one, with its library in `src/lib.rs`.
    ///
    /// A build script has no business in the sources of its own package, which `cargo package` refuses; this is for
    /// scripts of packages that exist to keep another one up to date, and for programs.
    pub fn out(mut self, path: impl Into<PathBuf>) -> Self {
        self.output = Output::Crate(path.into());
        self
    }

    /// Writes modules to this folder, for a crate that has other things as well: `mod.rs`, and a folder for each API.
    /// Without this and [`out`](Self::out) they go to `OUT_DIR`, from where `docwright_runtime::include_clients!()` takes
    /// them.
    pub fn modules(mut self, path: impl Into<PathBuf>) -> Self {
        self.output = Output::Modules(path.into());
        self
    }

    /// Whether to write nothing and fail if anything would change.
    pub fn check(mut self, check: bool) -> Self {
        self.mode = if check { Mode::Check } else { Mode::Write };
        self
    }

    /// Whether the examples of the documents become tests of the crate, in `tests/documented_examples/`. They do
    /// unless this says `false`. Modules have no tests.
    ///
    /// They need two development dependencies, which the manifest gets if it lacks them: `docwright-runtime` with its
    /// feature `testing`, and tokio with `macros` and `rt`.
    pub fn example_tests(mut self, emit: bool) -> Self {
        self.example_tests = emit;
        self
    }

    /// Whether of a crate `src/` alone is written: no manifest, no README, no tests. The manifest then has to have a
    /// feature for each API, and `blocking` and `testing`, which enable those of `docwright-runtime`.
    pub fn only_sources(mut self, only: bool) -> Self {
        self.only_sources = only;
        self
    }

    /// Whether clients of other APIs, which the output holds and this run does not make, are removed whatever was named.
    ///
    /// Without this, those of APIs that went from a folder of APIs are removed, as long as one of the output's is still
    /// in it. The folder of one API, or one that has none of the output's, was hardly meant to replace them all: that is
    /// an error. What is in `OUT_DIR` is always replaced.
    pub fn replace(mut self, replace: bool) -> Self {
        self.replace = replace;
        self
    }

    /// What a crate is called that has no manifest yet; the name of its folder otherwise. Of a crate that has a manifest,
    /// this and the other wishes have to agree with it.
    pub fn package_name(mut self, name: impl Into<String>) -> Self {
        self.begin.name = Some(name.into());
        self
    }

    /// The licence of a crate that has no manifest yet, as an SPDX expression: `MIT OR Apache-2.0`. Without one the crate
    /// can't be published: the texts in it are the vendors', and only you know on what terms they may be passed on.
    pub fn license(mut self, expression: impl Into<String>) -> Self {
        self.begin.license = Some(expression.into());
        self
    }

    /// The folder of `docwright-runtime` that a crate depends on that has no manifest yet; that of the registry
    /// otherwise.
    pub fn runtime(mut self, path: impl Into<PathBuf>) -> Self {
        self.begin.runtime = Some(path.into());
        self
    }

    /// Whether modules have clients that wait for their answers. The package then depends on `docwright-runtime` with
    /// its feature `blocking`. A crate has a feature for this.
    pub fn blocking(self, on: bool) -> Self {
        self.feature("blocking", on)
    }

    /// Whether modules hold what the documents show of answers, for tests. The package then depends on
    /// `docwright-runtime` with its feature `testing`. A crate has a feature for this.
    pub fn testing(self, on: bool) -> Self {
        self.feature("testing", on)
    }

    fn feature(mut self, name: &'static str, on: bool) -> Self {
        self.features.retain(|known| *known != name);
        self.features.extend(Some(name).filter(|_| on));
        self
    }

    /// Whether to print what cargo reads from a build script: when to run it again, features, warnings and errors.
    /// Without this, it is printed exactly where cargo runs a build script.
    pub fn cargo_instructions(mut self, print: bool) -> Self {
        self.tells_cargo = Some(print);
        self
    }

    /// Reads the documents of all APIs and makes the output what they say: files that differ are replaced,
    /// generated files that nothing generates any more are removed, and everything else stays as it is.
    ///
    /// In a build script, cargo is told when to run it again, and shows what is wrong or doubtful in the documents as
    /// its own errors and warnings. With `DOCWRIGHT_CHECK=1` in the environment nothing is then written to a crate, and
    /// the build fails if anything would change.
    ///
    /// # Errors
    ///
    /// A document has errors, something stands in the way, or the disk refuses; with
    /// [`check`](Self::check), also if anything would change. The output is then exactly as it was.
    pub fn generate(&self) -> Result<Report, Error> {
        self.generate_with(&|_| {})
    }

    /// The same, and tells what is being done.
    ///
    /// # Errors
    ///
    /// Those of [`generate`](Self::generate).
    pub fn generate_with(&self, observe: Observe<'_>) -> Result<Report, Error> {
        if !self.tells_cargo.unwrap_or_else(cargo::runs_this) {
            return self.run(self.mode, observe);
        }
        let is_crate = matches!(self.output, Output::Crate(_));
        let mode = if is_crate && cargo::asks_for_check() { Mode::Check } else { self.mode };
        let generated = self.run(mode, observe);
        match &self.output {
            Output::Crate(out) => cargo::tell_of_crate(&self.specs, out, &generated),
            Output::OutDir => cargo::tell_of_modules(&self.specs, None, &self.features, &generated),
            Output::Modules(out) => {
                cargo::tell_of_modules(&self.specs, Some(out), &self.features, &generated);
            }
        }
        generated
    }

    fn run(&self, mode: Mode, observe: Observe<'_>) -> Result<Report, Error> {
        let out = self.out_folder()?;
        let loaded = load::load_all(&self.specs, observe)?;
        let (apis, findings): (Vec<Api>, Vec<Findings>) =
            loaded.into_iter().map(|Loaded { api, findings }| (api, findings)).unzip();
        let former = self.former_apis(&out, &apis)?;
        observe(Activity::Emitting);
        let write = |files: &[File], folders: &[&str], manifest: WantedManifest<'_>| {
            observe(Activity::Writing { folder: &out });
            write_files(&out, files, folders, manifest, mode)
        };
        let (changes, features) = match &self.output {
            Output::Crate(_) => self.write_crate(&out, &apis, &former, write)?,
            Output::OutDir | Output::Modules(_) => {
                (write(&emit_modules(&apis)?, &[""], WantedManifest::Untouched)?, names(&apis))
            }
        };
        Ok(Report { features, findings, changes })
    }

    fn write_crate(
        &self,
        out: &Path,
        apis: &[Api],
        former: &[String],
        write: impl Fn(&[File], &[&str], WantedManifest<'_>) -> Result<Changes, Error>,
    ) -> Result<(Changes, Vec<String>), Error> {
        let described = write::described(out, RUNTIME)?;
        if let Some(described) = &described {
            require_agreement(&self.begin, out, described)?;
        }
        let mut package = described.map(|described| described.package);
        let mut features = names(apis);
        if self.only_sources {
            let files = emit_for(package.as_ref(), apis)?;
            return Ok((write(&files, &[SOURCES], WantedManifest::Untouched)?, features));
        }
        let mut begun = None;
        if package.is_none() && is_absent(out, write::MANIFEST) {
            let (new, text) = begin(&self.begin, out, apis)?;
            (package, begun) = (Some(new), Some(text));
        }
        let (files, dependencies) = self.files_of_crate(out, package, apis, begun.is_some())?;
        let needs = Needs { apis: &features, former, dependencies: &dependencies };
        let wanted =
            begun.as_ref().map_or(WantedManifest::Kept(needs), |text| WantedManifest::Begun(text, needs));
        let changes = write(&files, &[SOURCES, EXAMPLE_TESTS], wanted)?;
        features.extend(write::RUNTIME_FEATURES.map(str::to_owned));
        Ok((changes, features))
    }

    /// The APIs that the output holds clients of.
    fn former_apis(&self, out: &Path, apis: &[Api]) -> Result<Vec<String>, Error> {
        let former = match &self.output {
            Output::OutDir => return Ok(Vec::new()),
            Output::Modules(_) => write::modules(out, "", is_header_of),
            Output::Crate(_) => write::modules(out, SOURCES, is_header_of),
        };
        let is_made = |name: &String| apis.iter().any(|api| api.name == *name);
        let others: Vec<String> = former.iter().filter(|name| !is_made(name)).cloned().collect();
        let is_whole = !load::is_api(&self.specs) && others.len() < former.len();
        if others.is_empty() || self.replace || is_whole {
            return Ok(former);
        }
        Err(Error::OtherApis { out: out.to_owned(), specs: self.specs.clone(), names: others })
    }

    /// The files of a crate, and what they depend on.
    fn files_of_crate(
        &self,
        out: &Path,
        package: Option<Package>,
        apis: &[Api],
        is_begun: bool,
    ) -> Result<(Vec<File>, Vec<Dependency>), Error> {
        let runtime = self.begin.runtime.as_deref().map(|path| runtime_path(path, out)).transpose()?;
        let mut dependencies = dependencies::of_sources(runtime.as_deref());
        let Some(mut package) = package else {
            return Ok((emit_for(None, apis)?, dependencies));
        };
        let mut files = Vec::new();
        if self.example_tests {
            files = emit_example_tests(apis, &package.library)?;
        }
        if !files.is_empty() {
            dependencies.extend(dependencies::of_tests(runtime.as_deref()));
            package.has_tokio = true;
        }
        files.extend(emit_for(Some(&package), apis)?);
        if (is_begun && is_absent(out, README)) || is_marked(out, README, README_MARK) {
            files.push(emit_readme(&package, apis)?);
        }
        Ok((files, dependencies))
    }

    /// The folder that is written to.
    fn out_folder(&self) -> Result<PathBuf, Error> {
        match &self.output {
            Output::Crate(path) | Output::Modules(path) => Ok(path.clone()),
            Output::OutDir => {
                let folder = env::var_os("OUT_DIR").filter(|folder| !folder.is_empty());
                Ok(PathBuf::from(folder.ok_or(Error::NoOutDir)?).join(IN_OUT_DIR))
            }
        }
    }
}

/// The names of the APIs.
fn names(apis: &[Api]) -> Vec<String> {
    apis.iter().map(|api| api.name.clone()).collect()
}

fn write_files(
    out: &Path,
    files: &[File],
    folders: &[&str],
    manifest: WantedManifest<'_>,
    mode: Mode,
) -> Result<Changes, Error> {
    let files: Vec<Wanted<'_>> =
        files.iter().map(|file| Wanted { path: &file.path, contents: &file.contents }).collect();
    let wanted = WantedCrate { files: &files, folders, manifest, marks: &MARKS, is_of: is_header_of };
    Ok(write::write(out, wanted, mode)?)
}

/// What a run found and did.
#[derive(Debug)]
pub struct Report {
    /// The features of the crate: one for each API, in the order of their names, then `blocking` and `testing`, which
    /// are those of `docwright-runtime`. Of modules, and where `src/` alone is written, the names of the APIs.
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
