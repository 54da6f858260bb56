//! The judge: `judge-progenitor [--out DIR] DOCUMENT...`. Each `OpenAPI` 3.0 document is reduced, given to progenitor, and
//! what comes of it is written as a crate and checked by cargo.

use judge_progenitor::{manifest, reduce};
use openapiv3::OpenAPI;
use progenitor::{GenerationSettings, Generator, InterfaceStyle};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::{env, fs, io, panic};
use thiserror::Error;

#[derive(Debug, Error)]
enum Failure {
    #[error("usage: judge-progenitor [--out DIR] DOCUMENT...")]
    Usage,
    #[error("{}: {source}", path.display())]
    File { path: PathBuf, source: io::Error },
    #[error("{}: {source}", path.display())]
    Document { path: PathBuf, source: serde_json::Error },
    #[error("progenitor refuses the document: {0}")]
    Refused(String),
    #[error("progenitor wrote what is no Rust: {0}")]
    Syntax(#[from] syn::Error),
    #[error("cargo could not be run: {0}")]
    Cargo(io::Error),
    #[error("what progenitor wrote does not compile")]
    DoesNotCompile,
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::from(if matches!(failure, Failure::Usage) { 2 } else { 1 })
        }
    }
}

fn run() -> Result<(), Failure> {
    let mut arguments: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    let mut out = target_folder().join("progenitor");
    if arguments.first().is_some_and(|first| first.as_os_str() == "--out") {
        out = arguments.drain(..2.min(arguments.len())).nth(1).ok_or(Failure::Usage)?;
    }
    if arguments.is_empty() {
        return Err(Failure::Usage);
    }
    arguments.iter().try_for_each(|document| judge(document, &out))
}

/// Where cargo puts what is of no use to anybody later.
fn target_folder() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("target"), PathBuf::from)
}

fn judge(path: &Path, out: &Path) -> Result<(), Failure> {
    let file = |path: &Path| {
        let path = path.to_owned();
        move |source| Failure::File { path, source }
    };
    let document = |source| Failure::Document { path: path.to_owned(), source };
    let mut value: Value =
        serde_json::from_str(&fs::read_to_string(path).map_err(file(path))?).map_err(document)?;
    let report = reduce(&mut value);
    print!("{}: {report}", path.display());
    let reduced = serde_json::to_string_pretty(&value).map_err(document)?;
    let code = generated(&serde_json::from_value(value).map_err(document)?)?;

    let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or("document");
    let name = stem.replace(|c: char| !c.is_ascii_alphanumeric(), "_");
    let folder = out.join(&name);
    fs::create_dir_all(folder.join("src")).map_err(file(&folder))?;
    let manifest = manifest(&format!("progenitor_{name}"));
    for (name, text) in [("openapi.json", &reduced), ("Cargo.toml", &manifest), ("src/lib.rs", &code)] {
        fs::write(folder.join(name), text).map_err(file(&folder.join(name)))?;
    }
    println!("  progenitor wrote {} lines into {}", code.lines().count(), folder.display());
    check(&folder, out)?;
    println!("  which compile");
    Ok(())
}

/// What progenitor makes of a document. It panics at much that it does not read.
fn generated(document: &OpenAPI) -> Result<String, Failure> {
    let tokens = panic::catch_unwind(|| {
        let mut settings = GenerationSettings::default();
        settings.with_interface(InterfaceStyle::Builder);
        Generator::new(&settings).generate_tokens(document)
    });
    let tokens = tokens.map_err(|_| Failure::Refused("it panicked, as told above".to_owned()))?;
    let tokens = tokens.map_err(|error| Failure::Refused(error.to_string()))?;
    Ok(prettyplease::unparse(&syn::parse2(tokens)?))
}

/// Has cargo check a crate. All crates share what they depend on.
fn check(folder: &Path, out: &Path) -> Result<(), Failure> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(["check", "--quiet", "--manifest-path"]).arg(folder.join("Cargo.toml"));
    // Its own warnings are progenitor's affair.
    command.env("RUSTFLAGS", "-Awarnings");
    let status = command.arg("--target-dir").arg(out.join("target")).status().map_err(Failure::Cargo)?;
    if status.success() { Ok(()) } else { Err(Failure::DoesNotCompile) }
}
