//! The manifest of a crate that is not there yet.
//!
//! In come the wishes of whoever generates and the APIs; out goes the text of a manifest, which is its owner's from then
//! on, but for its features. What is wished and can't be is refused before anything is written.

use crate::Error;
use crate::dependencies::{self, RUNTIME};
use crate::write::{Around, Dependency, Described, around};
use docwright_codegen::Package;
use docwright_model::Api;
use std::fs;
use std::path::{Path, PathBuf};
use toml_edit::{DocumentMut, Item, Value};

/// What is wished of a crate that is not there yet.
#[derive(Debug, Clone, Default)]
pub(crate) struct Begin {
    pub(crate) name: Option<String>,
    pub(crate) license: Option<String>,
    pub(crate) runtime: Option<PathBuf>,
}

/// The crate to be begun in `out`, and its manifest.
///
/// # Errors
///
/// If what is wished can't be.
pub(crate) fn begin(wishes: &Begin, out: &Path, apis: &[Api]) -> Result<(Package, String), Error> {
    let name = wishes.name.clone().or_else(|| folder_name(out)).unwrap_or_default();
    let license = wishes.license.as_deref();
    let package = Package::with_tokio(&name, license).ok_or(Error::PackageName { name })?;
    license.map_or(Ok(()), require_license)?;
    if let Some(Around { root, member }) = around(&canonical(out)) {
        return Err(Error::NoMember { out: out.to_owned(), root, member });
    }
    let runtime = wishes.runtime.as_deref().map(|path| runtime_path(path, out)).transpose()?;
    let manifest = manifest(&package, license, runtime.as_deref(), &description(apis));
    Ok((package, manifest))
}

/// Requires that a crate that is there is what was wished of a new one.
///
/// # Errors
///
/// The first wish that it is not.
pub(crate) fn require_agreement(wishes: &Begin, out: &Path, present: &Described) -> Result<(), Error> {
    let Described { package, runtime } = present;
    let differs = |what, wished: &str, present: Option<String>| Error::NotNew {
        out: out.to_owned(),
        what,
        wished: wished.to_owned(),
        present,
    };
    if let Some(name) = wishes.name.as_ref().filter(|name| **name != package.name) {
        return Err(differs("name", name, Some(package.name.clone())));
    }
    if let Some(license) =
        wishes.license.as_ref().filter(|license| Some(*license) != package.license.as_ref())
    {
        return Err(differs("license", license, package.license.clone()));
    }
    // Where the manifest has no runtime, it gets the wished one.
    if let (Some(wished), Some(present)) = (&wishes.runtime, runtime) {
        let path = present.get("path").and_then(Item::as_str).map(|path| canonical(&out.join(path)));
        if path != Some(canonical(wished)) {
            let present = present.to_string().trim().to_owned();
            return Err(differs("runtime", &wished.display().to_string(), Some(present)));
        }
    }
    Ok(())
}

/// Requires an expression that cargo reads.
fn require_license(expression: &str) -> Result<(), Error> {
    let Err(source) = spdx::Expression::parse(expression) else {
        return Ok(());
    };
    Err(Error::License {
        expression: expression.to_owned(),
        reason: source.reason.to_string(),
        meant: spdx::Expression::canonicalize(expression).ok().flatten(),
    })
}

/// The text of a manifest.
fn manifest(package: &Package, license: Option<&str>, runtime: Option<&str>, description: &str) -> String {
    let license = license.map_or_else(
        || {
            "# Texts in this crate are those of the pages it was made from. State a licence in place of the next line, if \
             theirs let you:\n# license = \"MIT OR Apache-2.0\"\npublish = false"
                .to_owned()
        },
        |expression| format!("license = {}", quoted(expression)),
    );
    format!(
        r#"# Begun by docwright and yours from here on, but for [features]: docwright keeps one for each API, and those of the
# runtime that generated code heeds.
[package]
name = {name}
version = "0.1.0"
edition = "2024"
rust-version = "{rust}"
{license}
description = {description}
readme = "README.md"
categories = ["api-bindings"]
include = ["/src/**/*.rs", "/README.md", "/LICENSE*"]

[package.metadata.docs.rs]
all-features = true

[dependencies]
{of_sources}

# The tests of documented examples need these.
[dev-dependencies]
{of_tests}
"#,
        name = quoted(&package.name),
        rust = env!("CARGO_PKG_RUST_VERSION"),
        description = quoted(description),
        of_sources = lines(&dependencies::of_sources(runtime)),
        of_tests = lines(&dependencies::of_tests(runtime)),
    )
}

fn lines(dependencies: &[Dependency]) -> String {
    let lines: Vec<String> =
        dependencies.iter().map(|Dependency { name, value, .. }| format!("{name} = {value}")).collect();
    lines.join("\n")
}

/// A text as TOML has it.
fn quoted(text: &str) -> Value {
    Value::from(text)
}

/// The name of a folder, however it is reached.
fn folder_name(out: &Path) -> Option<String> {
    let reached = fs::canonicalize(out).unwrap_or_else(|_| out.to_owned());
    Some(reached.file_name()?.to_str()?.to_owned())
}

/// What the crate is, in a sentence.
fn description(apis: &[Api]) -> String {
    let titles: Vec<String> =
        apis.iter().map(|api| api.title.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    match titles.split_last() {
        Some((last, [])) => format!("Typed client of {last}, made from its documentation."),
        Some((last, others)) => {
            format!("Typed clients of {} and {last}, made from their documentation.", others.join(", "))
        }
        None => String::new(),
    }
}

/// The folder of the runtime, seen from the crate.
pub(crate) fn runtime_path(path: &Path, out: &Path) -> Result<String, Error> {
    let refuse = || Error::Runtime { path: path.to_owned() };
    let manifest = fs::read_to_string(path.join("Cargo.toml")).map_err(|_| refuse())?;
    let manifest: DocumentMut = manifest.parse().map_err(|_| refuse())?;
    let name = manifest.get("package").and_then(|package| package.get("name")).and_then(Item::as_str);
    if name != Some(RUNTIME) {
        return Err(refuse());
    }
    let runtime = fs::canonicalize(path).map_err(|_| refuse())?;
    let seen = pathdiff::diff_paths(&runtime, canonical(out)).unwrap_or(runtime);
    Ok(seen.display().to_string().replace('\\', "/"))
}

/// The path without links as far as it exists.
fn canonical(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let found = path.ancestors().find_map(|there| Some((there, fs::canonicalize(there).ok()?)));
    match found {
        Some((there, real)) => path.strip_prefix(there).map_or(real.clone(), |rest| real.join(rest)),
        None => path,
    }
}
