//! One side of a comparison: the folder of an API or a folder of such folders, on the disk or in a revision, or the file
//! of a model.

use super::git::{self, GitError, Tree};
use super::model_file::{self, ModelFileError};
use super::place::Texts;
use crate::failure::chain;
use crate::folder::Folder;
use crate::{Activity, Findings, Observe, Severity, Style, headline};
use docwright_codegen::EmitError;
use docwright_model::Api;
use docwright_parser::{CONFIG_FILE, ReadFile, read_api};
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// The APIs of one side of a comparison.
#[derive(Debug)]
pub struct Side {
    /// How it was named.
    pub(super) label: String,
    /// Its APIs in the order of their names.
    pub(super) apis: Vec<Described>,
    /// What to know of its places.
    pub(super) note: Option<String>,
}

/// An API with the documents that describe it.
#[derive(Debug)]
pub(super) struct Described {
    pub(super) api: Api,
    pub(super) texts: Texts,
}

/// Why a side can't be read or compared.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum SideError {
    /// There is nothing of this name.
    #[error("there is no folder and no file `{0}`")]
    Nothing(String),
    /// A folder cannot be read.
    #[error("the folder `{}` cannot be read", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// Why not.
        #[source]
        source: io::Error,
    },
    /// There is no API in a folder.
    #[error("no folder in `{0}` holds an `api.toml`, nor does it itself")]
    NoApi(String),
    /// Documents or their `api.toml` have errors.
    #[error("the documents of `{label}` have errors, so that there is nothing to compare")]
    Documents {
        /// The side.
        label: String,
        /// What was remarked about each API that has errors.
        findings: Vec<Findings>,
    },
    /// An API of a side can't be said in Rust, so that there is no client to compare.
    #[error("no client can be emitted for `{label}`")]
    NoClient {
        /// The side.
        label: String,
        /// Why not.
        #[source]
        source: EmitError,
    },
    /// A file is no model.
    #[error(transparent)]
    ModelFile(#[from] ModelFileError),
    /// A revision cannot be read.
    #[error(transparent)]
    Git(#[from] GitError),
}

impl SideError {
    /// The error as people read it, in the manner of rustc: errors of documents with their lines.
    #[must_use]
    pub fn render(&self) -> String {
        self.render_as(Style::Plain)
    }

    /// What [`render`](Self::render) gives, in this style.
    #[must_use]
    pub fn render_as(&self, style: Style) -> String {
        let shown = self.findings().iter().map(|findings| findings.render_as(style, Severity::Error));
        let shown: String = shown.collect();
        let message = headline(Severity::Error, &chain(self), style);
        format!("{shown}{message}\n  = help: {}\n", self.help())
    }

    /// What was remarked about each API that has errors, if that is why.
    pub(crate) fn findings(&self) -> &[Findings] {
        if let Self::Documents { findings, .. } = self { findings } else { &[] }
    }

    pub(crate) fn help(&self) -> &'static str {
        match self {
            Self::Nothing(_) | Self::Folder { .. } => {
                "name a folder of documents, the file of a model, or a revision of git as `REV:PATH`"
            }
            Self::NoApi(_) => "name the folder of an API, or the folder around such folders",
            Self::Documents { .. } => {
                "mend the documents or `api.toml`; `docwright check` shows all that is wrong"
            }
            Self::NoClient { .. } => "name what it is about under [names] in api.toml",
            Self::ModelFile(ModelFileError::OtherVersion { .. }) => {
                "write it again with `docwright model`, or compare the documents themselves"
            }
            Self::ModelFile(ModelFileError::Encoded { .. }) => {
                "write it again with `docwright model` in a shell that keeps bytes (cmd, PowerShell 7.4), or convert it by `iconv` and take the mark away"
            }
            Self::ModelFile(_) => "name a file that `docwright model` wrote",
            Self::Git(error) => error.help(),
        }
    }
}

impl Side {
    /// Reads what this names: whatever lies there on the disk, or else a revision as `REV:PATH`.
    ///
    /// The name of a folder matters to nobody here: copies of `petstore` may be called `old` and `new`.
    ///
    /// # Errors
    ///
    /// Nothing lies there, it cannot be read, or it has errors.
    pub fn read(given: &OsStr) -> Result<Self, SideError> {
        Self::read_with(given, &|_| {})
    }

    /// Does what [`read`](Self::read) does, and tells what it is doing.
    ///
    /// # Errors
    ///
    /// Those of [`read`](Self::read).
    pub fn read_with(given: &OsStr, observe: Observe<'_>) -> Result<Self, SideError> {
        let (path, label) = (Path::new(given), given.to_string_lossy().into_owned());
        match fs::metadata(path) {
            Ok(found) if found.is_dir() => folder(path, label, observe),
            Ok(_) => model(path, label),
            Err(_) => match git::split(given) {
                Some((revision, path)) => self::revision(&Tree::open(revision, path)?, label, observe),
                None => Err(SideError::Nothing(label)),
            },
        }
    }
}

/// The folders on the disk.
fn folder(path: &Path, label: String, observe: Observe<'_>) -> Result<Side, SideError> {
    let unreadable = |path: &Path| {
        let path = path.to_owned();
        move |source| SideError::Folder { path, source }
    };
    let mut folders = Vec::new();
    if fs::symlink_metadata(path.join(CONFIG_FILE)).is_ok() {
        folders.push(path.to_owned());
    } else {
        for entry in fs::read_dir(path).map_err(unreadable(path))? {
            let folder = entry.map_err(unreadable(path))?.path();
            if fs::symlink_metadata(folder.join(CONFIG_FILE)).is_ok() {
                folders.push(folder);
            }
        }
    }
    folders.sort();
    let mut reader = Reader::new(label);
    for path in folders {
        let folder = Folder::open(&path).map_err(unreadable(&path))?;
        let read = |name: &str| folder.read(name);
        reader.read(prefix(&path), &read, observe);
    }
    reader.side()
}

/// The folders of a revision.
fn revision(tree: &Tree, label: String, observe: Observe<'_>) -> Result<Side, SideError> {
    let mut reader = Reader::new(label);
    for folder in tree.folders_with(CONFIG_FILE) {
        let below = if folder.is_empty() { folder } else { format!("{folder}/") };
        let read = |name: &str| tree.read(&format!("{below}{name}"));
        reader.read(format!("{}{below}", tree.label), &read, observe);
    }
    reader.side()
}

/// The file of a model, with its documents if they lie beside it.
fn model(path: &Path, label: String) -> Result<Side, SideError> {
    let api = model_file::read(path)?;
    let around = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let beside = Folder::open(around).ok().and_then(|folder| Texts::beside(&folder, prefix(around), &api));
    let note = match beside {
        Some(_) => format!("lines of `{label}` are those of the documents beside it, as they are now"),
        None => format!("`{label}` is a model without its documents: its places are counted in bytes"),
    };
    let texts = beside.unwrap_or_default();
    Ok(Side { label, apis: vec![Described { api, texts }], note: Some(note) })
}

/// The folder as it is put before the names of its files.
fn prefix(folder: &Path) -> String {
    let shown = folder.display().to_string().replace('\\', "/");
    match shown.as_str() {
        "." => String::new(),
        shown if shown.ends_with('/') => shown.to_owned(),
        shown => format!("{shown}/"),
    }
}

/// Reads folders one by one; errors of all of them are collected.
struct Reader {
    label: String,
    apis: Vec<Described>,
    broken: Vec<Findings>,
}

impl Reader {
    fn new(label: String) -> Self {
        Self { label, apis: Vec::new(), broken: Vec::new() }
    }

    fn read(&mut self, prefix: String, read: ReadFile<'_>, observe: Observe<'_>) {
        let parsed = read_api(&|file| {
            observe(Activity::Reading { folder: Path::new(&prefix), file });
            read(file)
        });
        match parsed.api {
            Some(api) => self.apis.push(Described { api, texts: Texts::new(prefix, parsed.files) }),
            None => self.broken.push(Findings::new(prefix, parsed.diagnostics, parsed.files)),
        }
    }

    fn side(mut self) -> Result<Side, SideError> {
        if !self.broken.is_empty() {
            return Err(SideError::Documents { label: self.label, findings: self.broken });
        }
        if self.apis.is_empty() {
            return Err(SideError::NoApi(self.label));
        }
        self.apis.sort_by(|one, other| one.api.name.cmp(&other.api.name));
        Ok(Side { label: self.label, apis: self.apis, note: None })
    }
}
