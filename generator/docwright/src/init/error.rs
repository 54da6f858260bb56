//! Why no API was begun. Nothing was written then.

use super::seen::Seen;
use docwright_parser::diagnostics::Code;
use std::io;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// Why no API was begun. The disk is then as it was.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum InitError {
    /// An address was given in place of a page.
    #[error("`{address}` is an address, and docwright fetches nothing")]
    Address {
        /// The address.
        address: String,
    },
    /// A page or folder cannot be read.
    #[error("{page} cannot be read")]
    Unreadable {
        /// The page as people know it.
        page: String,
        /// Why not.
        #[source]
        source: io::Error,
    },
    /// A page is larger than any reference.
    #[error("{page} is larger than {limit} bytes")]
    TooLarge {
        /// The page as people know it.
        page: String,
        /// How many bytes are read at most.
        limit: u64,
    },
    /// A page is no text.
    #[error("{page} is no text: it looks like {kind}")]
    Binary {
        /// The page as people know it.
        page: String,
        /// What it looks like.
        kind: &'static str,
    },
    /// A page is in another encoding.
    #[error("{page} is not UTF-8: byte {byte} begins no character")]
    NotUtf8 {
        /// The page as people know it.
        page: String,
        /// The first byte that is none, from 0.
        byte: usize,
        /// The encoding that it seems to be in; none if most of it is UTF-8.
        encoding: Option<String>,
    },
    /// There is nothing on a page.
    #[error("{page} is empty")]
    Empty {
        /// The page as people know it.
        page: String,
    },
    /// A page is written for programs.
    #[error("{page} is {kind}, which needs no reading by docwright")]
    Machine {
        /// The page as people know it.
        page: String,
        /// What it is.
        kind: &'static str,
    },
    /// A folder was given that holds no page.
    #[error("the folder `{}` holds no page", folder.display())]
    NoPage {
        /// The folder.
        folder: PathBuf,
    },
    /// A folder was given that is one of docwright's already.
    #[error("the folder `{}` has an `api.toml` already", folder.display())]
    AlreadyBegun {
        /// The folder.
        folder: PathBuf,
    },
    /// Nothing can be called by what the pages say.
    #[error("{}", no_endpoint(seen, remarks))]
    NoEndpoint {
        /// What they have instead.
        seen: Seen,
        /// The errors in them that may be why, each on a line.
        remarks: Vec<String>,
    },
    /// Something has the name of the new folder.
    #[error("`{}` exists already, and is left alone", folder.display())]
    Exists {
        /// The folder that was to be made.
        folder: PathBuf,
    },
    /// The disk refused.
    #[error("`{}` cannot be {action}", path.display())]
    Disk {
        /// The file or folder.
        path: PathBuf,
        /// What was tried, as it completes "cannot be …": `created`, `written`.
        action: &'static str,
        /// Why the disk refused.
        #[source]
        source: io::Error,
    },
}

impl InitError {
    /// For `map_err`: the disk refused to let `path` be `action`.
    pub(super) fn disk(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Disk { path: path.to_owned(), action, source }
    }

    /// The entry of the catalogue.
    pub(crate) fn code(&self) -> Code {
        match self {
            Self::Address { .. }
            | Self::Unreadable { .. }
            | Self::TooLarge { .. }
            | Self::Binary { .. }
            | Self::NoPage { .. } => Code::UnreadableFile,
            Self::NotUtf8 { .. } => Code::NotUtf8,
            Self::Empty { .. } => Code::EmptyDocument,
            Self::Machine { .. } => Code::UnknownForm,
            Self::NoEndpoint { .. } => Code::NoEndpoint,
            Self::AlreadyBegun { .. } | Self::Exists { .. } => Code::OutputBlocked,
            Self::Disk { .. } => Code::DiskRefused,
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn help(&self) -> String {
        match self {
            Self::Address { address } => format!("save the page and name the file, or pipe it: `curl -L {address} | docwright init -`"),
            Self::Unreadable { .. } => "check that it exists and that you may read it".to_owned(),
            Self::TooLarge { .. } => "name the pages of the reference one by one".to_owned(),
            Self::Binary { .. } => "save or export the reference as a web page, as Markdown or as text".to_owned(),
            Self::NotUtf8 { encoding: None, .. } => {
                "the rest of it is UTF-8: write these bytes anew in an editor that saves it as UTF-8".to_owned()
            }
            Self::NotUtf8 { encoding: Some(encoding), .. } => {
                format!("convert a copy: `iconv -f {encoding} -t UTF-8 OLD > NEW`; {encoding} is what it looks like")
            }
            Self::Empty { .. } => "save the page again: nothing is in the file".to_owned(),
            Self::Machine { .. } => {
                "generators such as progenitor read it; docwright reads what is written for people".to_owned()
            }
            Self::NoPage { .. } => "pages end in .md, .mdx, .html, .htm or .txt; name files of other kinds one by one".to_owned(),
            Self::AlreadyBegun { folder } => format!("`docwright check {}` reads it", folder.display()),
            Self::NoEndpoint { .. } => {
                "an endpoint is a heading, list item, paragraph or block of code like `GET /path`, or a line like `URL: https://…`; save the page that has them".to_owned()
            }
            Self::Exists { .. } => "choose another name with --name, or move what is there out of the way".to_owned(),
            Self::Disk { .. } => "nothing was changed; see to the disk and its permissions, and run again".to_owned(),
        }
    }
}

fn no_endpoint(seen: &Seen, remarks: &[String]) -> String {
    let mut text = format!("nothing on the pages can be called: no endpoint among {seen}");
    for remark in remarks {
        text.push_str("\n  ");
        text.push_str(remark);
    }
    text
}
