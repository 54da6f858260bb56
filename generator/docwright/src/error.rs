//! Why nothing was generated.

use crate::failure::chain;
use crate::init::InitError;
use crate::{Findings, Severity, WriteError};
use docwright_codegen::EmitError;
use docwright_parser::CONFIG_FILE;
use docwright_parser::diagnostics::{Code, Diagnostic, Diagnostics, Style, headline, render_as};
use std::borrow::Cow;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// Why nothing was generated. Nothing was changed then, unless a [`WriteError::NotRestored`] says otherwise.
///
/// Its `Debug` is what [`render`](Self::render) gives, since that is what cargo shows of a build script whose `main` ends
/// with it.
#[derive(Error)]
#[non_exhaustive]
pub enum Error {
    /// A folder of documents is missing or unreadable.
    #[error("the folder `{}` cannot be read", path.display())]
    Specs {
        /// The folder.
        path: PathBuf,
        /// Why not.
        #[source]
        source: io::Error,
    },
    /// No folder of an API was found, so that everything generated would have to go.
    #[error("no folder in `{}` holds an `api.toml`", path.display())]
    NoApi {
        /// The folder that was searched.
        path: PathBuf,
        /// A folder with pages, from which an API could be begun.
        pages: Option<PathBuf>,
    },
    /// A file stands where a folder was to be named.
    #[error("`{}` is a file, and no folder of an API", path.display())]
    NoFolder {
        /// The file.
        path: PathBuf,
    },
    /// The `api.toml` of a folder is written with capitals, so that it is none.
    #[error("`{}` is not read: its name has capitals", path.display())]
    Misnamed {
        /// The file.
        path: PathBuf,
    },
    /// A folder beside those of APIs holds pages that nothing reads.
    #[error("the folder `{}` holds pages, but no `api.toml`", path.display())]
    Unbegun {
        /// The folder.
        path: PathBuf,
    },
    /// No place to write to was named, and cargo named none either.
    #[error("no place to write to was named, and `OUT_DIR` is not set")]
    NoOutDir,
    /// A crate can't have this name.
    #[error("no crate can be called `{name}`")]
    PackageName {
        /// The name.
        name: String,
    },
    /// The licence of a crate is no SPDX expression.
    #[error("`{expression}` is no SPDX licence expression: {reason}")]
    License {
        /// What was given.
        expression: String,
        /// What is wrong with it.
        reason: String,
        /// The expression that was probably meant.
        meant: Option<String>,
    },
    /// A crate would lie in a workspace that does not have it as a member, which cargo refuses.
    #[error("`{}` is no member of the workspace in `{}`, so that cargo would refuse it", out.display(), root.display())]
    NoMember {
        /// The crate.
        out: PathBuf,
        /// The folder of the workspace.
        root: PathBuf,
        /// The crate, as the workspace would name it.
        member: String,
    },
    /// A crate is there already, and is not what was wished of a new one.
    #[error("`{}` holds a crate already, {}", out.display(), not_new(what, wished, present.as_deref()))]
    NotNew {
        /// The crate.
        out: PathBuf,
        /// What was wished: its `name`, its `license`, its `runtime`.
        what: &'static str,
        /// What it was to be.
        wished: String,
        /// What the manifest says.
        present: Option<String>,
    },
    /// What was named as the folder of the runtime is another.
    #[error("`{}` is not the folder of docwright-runtime", path.display())]
    Runtime {
        /// The folder.
        path: PathBuf,
    },
    /// What is generated into holds clients of other APIs, which would have to go.
    #[error("`{}` holds {}, which `{}` does not make", out.display(), clients(names), specs.display())]
    OtherApis {
        /// The crate, or the folder of modules.
        out: PathBuf,
        /// The folder of documents.
        specs: PathBuf,
        /// The names of the other APIs.
        names: Vec<String>,
    },
    /// Documents or `api.toml` have errors.
    #[error("{}", counted(findings))]
    Documents {
        /// What was remarked about each API that has errors.
        findings: Vec<Findings>,
    },
    /// No new API could be begun.
    #[error(transparent)]
    Init(#[from] InitError),
    /// The model can't be said in Rust.
    #[error("no code could be emitted")]
    Emit(#[from] EmitError),
    /// The crate could not be written, or is out of date in a check.
    #[error(transparent)]
    Write(#[from] WriteError),
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\n{}", self.render())
    }
}

impl Error {
    /// The error as people read it, in the manner of rustc: errors of documents with their lines.
    #[must_use]
    pub fn render(&self) -> String {
        self.render_as(Style::Plain)
    }

    /// What [`render`](Self::render) gives, in this style.
    #[must_use]
    pub fn render_as(&self, style: Style) -> String {
        if let Self::Documents { findings } = self {
            let shown = findings.iter().map(|findings| findings.render_as(style, Severity::Warning));
            let shown: String = shown.collect();
            return format!("{shown}{}\n", headline(Severity::Error, &counted(findings), style));
        }
        let message = chain(self);
        // What a check found is a list; it reads better below the frame than in it.
        let (sentence, list) = message.split_once('\n').unwrap_or((&message, ""));
        let mut diagnostics = Diagnostics::default();
        diagnostics.push(Diagnostic::new(self.code(), sentence, self.help()));
        let shown = render_as(style, &diagnostics, |_| None, "");
        format!("{}\n{list}", shown.trim_end()).trim_end().to_owned() + "\n"
    }

    /// The error on single lines, one for each error of a document.
    pub(crate) fn lines(&self) -> Vec<String> {
        match self {
            Self::Documents { findings } => {
                findings.iter().flat_map(|findings| findings.lines(Severity::Error)).collect()
            }
            _ => chain(self).lines().map(str::to_owned).collect(),
        }
    }

    pub(crate) fn code(&self) -> Code {
        match self {
            Self::Specs { .. }
            | Self::NoApi { .. }
            | Self::NoFolder { .. }
            | Self::Misnamed { .. }
            | Self::Unbegun { .. }
            | Self::Documents { .. } => Code::UnreadableSpecs,
            Self::NoOutDir => Code::NoOutput,
            Self::PackageName { .. }
            | Self::License { .. }
            | Self::Runtime { .. }
            | Self::NoMember { .. }
            | Self::NotNew { .. } => Code::NotBegun,
            Self::Init(error) => error.code(),
            Self::Emit(_) => Code::NotEmitted,
            Self::Write(WriteError::Outdated { .. }) => Code::Outdated,
            Self::Write(WriteError::Disk { .. } | WriteError::NotRestored { .. }) => Code::DiskRefused,
            Self::OtherApis { .. } | Self::Write(_) => Code::OutputBlocked,
        }
    }

    pub(crate) fn help(&self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Self::Specs { .. } => {
                "name a folder that holds one folder for each API; `docwright init` makes one from a page"
            }
            Self::NoApi { pages: Some(pages), .. } => {
                return Cow::Owned(format!(
                    "there are pages in `{0}`: `docwright init {0}` begins an API from them, in a folder of its own",
                    pages.display()
                ));
            }
            Self::NoFolder { path } => return Cow::Owned(no_folder(path)),
            Self::Misnamed { .. } => "rename it to `api.toml`",
            Self::Unbegun { .. } => {
                "`docwright init` begins an API from pages; if these are none of an API, move them elsewhere"
            }
            Self::NoApi { .. } => {
                "name the folder around the folders of the APIs, each with its `api.toml`; `docwright init` makes one from a page"
            }
            Self::Documents { .. } => "mend the documents or `api.toml`",
            Self::NoOutDir => "name a folder with `out` or `modules`, or generate from a build script",
            Self::PackageName { .. } => {
                "give it a name (`--name` of the command) of letters, digits, `-` and `_`, a letter first; no keyword, and nothing that cargo, Rust or a dependency is called"
            }
            Self::NoMember { member, .. } => {
                return Cow::Owned(format!(
                    "add `\"{member}\"` to `members` of that workspace, or to its `exclude` to keep the crate apart"
                ));
            }
            Self::NotNew { .. } => {
                "that is its owner's to say: leave the option out, or change its Cargo.toml"
            }
            Self::License { meant: Some(meant), .. } => return Cow::Owned(format!("write `{meant}`")),
            Self::License { .. } => "write it as cargo reads it: `MIT OR Apache-2.0`",
            Self::Runtime { .. } => "name the folder that holds the runtime's Cargo.toml",
            Self::OtherApis { .. } => {
                "name the folder around the folders of all its APIs, or another place to write to; `--replace` (`replace` of the library) removes what is not made"
            }
            Self::Emit(_) => {
                "name what it is about under [names] in api.toml, or report a fault of docwright"
            }
            Self::Write(error) => error.help(),
            Self::Init(error) => return Cow::Owned(error.help()),
        })
    }
}

/// How a crate differs from what was wished.
fn not_new(what: &str, wished: &str, present: Option<&str>) -> String {
    match present {
        Some(present) => format!("whose {what} is `{present}` and not `{wished}`"),
        None => format!("which states no {what}, and not `{wished}`"),
    }
}

/// Clients by the names of their APIs, in words.
fn clients(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    let noun = if names.len() == 1 { "the client of" } else { "the clients of" };
    format!("{noun} {}", names.join(", "))
}

/// What to name in the place of a file.
fn no_folder(path: &Path) -> String {
    let is_config = path.file_name().is_some_and(|name| name.eq_ignore_ascii_case(CONFIG_FILE));
    let around = path.parent().filter(|path| !path.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if is_config {
        format!("name the folder that it is in: `{}`", around.display())
    } else {
        format!(
            "name a folder that holds an `api.toml`; `docwright init {}` begins one if the file is a page",
            path.display()
        )
    }
}

/// How many errors there are, in words.
fn counted(findings: &[Findings]) -> String {
    let count: usize = findings.iter().map(|findings| findings.count(Severity::Error)).sum();
    let noun = if count == 1 { "error" } else { "errors" };
    format!("{count} {noun} in the documents, so that nothing was made of them")
}
