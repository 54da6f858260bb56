//! The documents that are measured, in memory: as they are, and repeated with names of their own.

use crate::Failure;
use docwright_codegen::{EmitError, File, Package, emit_example_tests, emit_for};
use docwright_model::Api;
use docwright_parser::diagnostics::{Severity, render};
use docwright_parser::read_api;
use std::{collections::BTreeMap, fs, io, path::Path, path::PathBuf};

/// The folder of an API: the texts of its files by their names.
#[derive(Debug, Clone)]
pub(crate) struct Folder {
    pub(crate) name: String,
    pub(crate) files: BTreeMap<String, String>,
}

/// The checkout that this package is a part of.
pub(crate) fn checkout() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// All of `specs/`.
pub(crate) fn specs() -> Result<Vec<Folder>, Failure> {
    let specs = checkout().join("specs");
    let mut folders = Vec::new();
    for entry in list(&specs)? {
        let read = |path: PathBuf| {
            let text = fs::read_to_string(&path).map_err(Failure::file(&path))?;
            Ok((name_of(&path), text))
        };
        let files = list(&entry)?.into_iter().map(read).collect::<Result<_, Failure>>()?;
        folders.push(Folder { name: name_of(&entry), files });
    }
    Ok(folders)
}

/// What is in a folder, sorted.
fn list(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let entries = fs::read_dir(folder).map_err(Failure::file(folder))?;
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| Ok(entry.map_err(Failure::file(folder))?.path()))
        .collect::<Result<_, Failure>>()?;
    paths.sort();
    Ok(paths)
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

impl Folder {
    pub(crate) fn bytes(&self) -> usize {
        self.files.values().map(String::len).sum()
    }

    /// The model that docwright makes of it.
    pub(crate) fn read(&self) -> Result<Api, Failure> {
        let file = |name: &str| match self.files.get(name) {
            Some(text) => Ok(text.clone().into_bytes()),
            None => Err(io::Error::from(io::ErrorKind::NotFound)),
        };
        let parsed = read_api(&file);
        let text =
            |name: &str| parsed.files.iter().find(|file| &*file.name == name).map(|file| file.text.as_str());
        let errors = || parsed.diagnostics.iter().filter(|remark| remark.severity == Severity::Error).take(5);
        let shown = || render(errors(), text, &format!("{}/", self.name));
        parsed.api.ok_or_else(|| Failure::Documents(shown()))
    }
}

/// All files that `cargo build` makes of these APIs.
pub(crate) fn emitted(apis: &[Api]) -> Result<Vec<File>, EmitError> {
    let package = Package::with_tokio("backup-apis", Some("MIT OR Apache-2.0"));
    let mut files = emit_for(package.as_ref(), apis)?;
    files.extend(emit_example_tests(apis, "backup_apis")?);
    Ok(files)
}
