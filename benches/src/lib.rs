//! Measures docwright beside its floor and its peers: `cargo bench` measures all rows, prints them as one table and writes
//! `RESULTS.md`; `cargo bench -- generation output` measures these and prints them.

mod cargo;
mod inputs;
mod machine;
mod measure;
mod phases;
mod progenitor;
mod repeat;
mod report;
mod rows;

use clap::Parser;
use docwright_codegen::EmitError;
use report::Row;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{fs, io};
use thiserror::Error;

pub use rows::runtime::tell_allocations;

/// What can go wrong.
#[derive(Debug, Error)]
#[allow(missing_docs, reason = "each says what it is when it is shown")]
pub enum Failure {
    #[error("{}: {source}", path.display())]
    File { path: PathBuf, source: io::Error },
    #[error("the documents have errors:\n{0}")]
    Documents(String),
    #[error(transparent)]
    Emit(#[from] EmitError),
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    #[error(transparent)]
    Syntax(#[from] syn::Error),
    #[error("{0} is no Rust")]
    Tokens(String),
    #[error("progenitor refuses {api}: {told}")]
    Progenitor { api: String, told: String },
    #[error("{0} has no figure to show")]
    Unmeasured(String),
    #[error("`{command}` could not be run: {source}")]
    Spawn { command: String, source: io::Error },
    #[error("`{command}` failed:\n{told}")]
    Command { command: String, told: String },
    #[error(transparent)]
    Toml(#[from] toml::de::Error),
    #[error("the system tells nothing of itself: {0}")]
    System(sysinfo::Error),
    #[error(transparent)]
    Threads(#[from] rayon::ThreadPoolBuildError),
    #[error("the server or a client of it: {0}")]
    Wire(String),
}

impl Failure {
    fn file(path: &Path) -> impl Fn(io::Error) -> Self {
        move |source| Self::File { path: path.to_owned(), source }
    }
}

/// A row: by what name it is asked for, and what measures it.
type Measured = (&'static str, fn() -> Result<Row, Failure>);

/// All rows, in the order of the table.
const ROWS: [Measured; 7] = [
    ("generation", rows::generation::row),
    ("growth", rows::growth::row),
    ("output", rows::output::row),
    ("compile", rows::compile::row),
    ("cold-start", rows::cold_start::row),
    ("runtime", rows::runtime::row),
    ("no-op", rows::no_op::row),
];

/// Measures docwright beside its floor and its peers.
#[derive(Debug, Parser)]
struct Arguments {
    /// What to measure; RESULTS.md is written if this is left out.
    #[arg(value_parser = ROWS.map(|(name, _)| name))]
    rows: Vec<String>,
    /// A part of a measurement that needs a process of its own.
    #[arg(long, hide = true, num_args = 1..)]
    role: Vec<String>,
    /// Said by cargo.
    #[arg(long, hide = true)]
    bench: bool,
}

/// Measures what the command line asks for.
#[must_use]
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let role: Vec<&str> = arguments.role.iter().map(String::as_str).collect();
    let done = match role.as_slice() {
        [] => measure(&arguments.rows),
        ["growth", copies] => rows::growth::play(copies),
        ["serve"] => rows::runtime::serve(),
        ["download", client, way, address] => rows::runtime::download(client, way, address),
        _ => Err(Failure::Unmeasured(role.join(" "))),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn measure(names: &[String]) -> Result<(), Failure> {
    let (mut measured, mut failed) = (Vec::new(), None);
    for (name, row) in ROWS {
        if names.is_empty() || names.iter().any(|wanted| wanted == name) {
            eprintln!("measuring {name}");
            match row() {
                Ok(row) => measured.push(row),
                Err(failure) => {
                    eprintln!("error: {name}: {failure}");
                    failed = Some(failure);
                }
            }
        }
    }
    println!("{}", report::table(&measured));
    measured.iter().flat_map(|row| &row.notes).for_each(|note| println!("{note}\n"));
    if let Some(failure) = failed {
        return Err(failure);
    }
    if names.is_empty() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("RESULTS.md");
        let text = report::document(&machine::described()?, &measured);
        fs::write(&path, text).map_err(Failure::file(&path))?;
    }
    Ok(())
}
