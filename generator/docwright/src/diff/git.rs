//! Reads the folder of an API as a revision of a git repository has it, by way of the `git` command. Nothing is
//! written, checked out or fetched, and no shell is involved: a revision is resolved to the id of an object first, and
//! everything else is asked for by ids.

use crate::folder::{MOST_BYTES, too_large};
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::io::{self, ErrorKind};
use std::process::{Command, Stdio};
use thiserror::Error;

/// Why a revision gives no documents.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum GitError {
    /// There is no `git` command.
    #[error("a revision is read by git, and there is no `git` command here")]
    NoGit,
    /// Git does not run.
    #[error("git cannot be run")]
    Unrunnable(#[source] io::Error),
    /// This folder is in no repository.
    #[error("no revision can be read here: git says `{0}`")]
    NoRepository(String),
    /// A revision that no revision can be.
    #[error("`{0}` is no revision of git")]
    BadRevision(String),
    /// The repository has no such revision.
    #[error("there is no revision `{0}` in this repository")]
    NoRevision(String),
    /// The revision has no such path.
    #[error("there is no `{path}` in revision `{revision}`")]
    NoPath {
        /// The revision.
        revision: String,
        /// The path below the root of the repository.
        path: String,
    },
    /// The path is that of a file.
    #[error("`{path}` is a file in revision `{revision}`, not a folder of documents")]
    NoFolder {
        /// The revision.
        revision: String,
        /// The path below the root of the repository.
        path: String,
    },
    /// The path leads out of the repository.
    #[error("`{0}` leads out of the repository")]
    Outside(String),
    /// Git failed at something that it should be able to do.
    #[error("git failed: {0}")]
    Failed(String),
}

impl GitError {
    pub(super) fn help(&self) -> &'static str {
        match self {
            Self::NoGit => "install git, or name two folders",
            Self::Unrunnable(_) | Self::Failed(_) => "try the same with `git ls-tree`, or name two folders",
            Self::NoRepository(_) => "call docwright within the repository, or name two folders",
            Self::BadRevision(_) => "write a branch, a tag or a commit before the colon: `main:specs`",
            Self::NoRevision(_) => {
                "`git log --oneline` and `git tag` list revisions; a shallow clone has few"
            }
            Self::NoPath { .. } | Self::Outside(_) => {
                "the path begins at the root of the repository; write `REV:./path` for one that begins here"
            }
            Self::NoFolder { .. } => {
                "name the folder that holds the `api.toml`, or the folder around such folders"
            }
        }
    }
}

/// A folder in a revision.
#[derive(Debug)]
pub(super) struct Tree {
    /// How people call it, with a `/` at its end: `main:specs/`.
    pub(super) label: String,
    /// The files below it: their modes and ids by their paths.
    files: BTreeMap<String, Entry>,
}

#[derive(Debug)]
struct Entry {
    mode: String,
    id: String,
    size: u64,
}

/// What the mode of a symbolic link is.
const LINK: &str = "120000";

impl Tree {
    /// The folder that this names: a path below the root of the repository, or with `./` below the current folder.
    pub(super) fn open(revision: &str, path: &str) -> Result<Self, GitError> {
        if revision.is_empty() || revision.starts_with('-') || revision.contains(|c: char| c.is_control()) {
            return Err(GitError::BadRevision(revision.to_owned()));
        }
        let below = run(["rev-parse", "--show-prefix"])?.map_err(GitError::NoRepository)?;
        let path = from_root(below.trim_end(), path)?;
        let root = object(&format!("{revision}^{{tree}}"))?;
        let root = root.ok_or_else(|| GitError::NoRevision(revision.to_owned()))?;
        let found = if path.is_empty() { Some(root) } else { object(&format!("{root}:{path}"))? };
        let no_path = || GitError::NoPath { revision: revision.to_owned(), path: path.clone() };
        let id = found.ok_or_else(no_path)?;
        if asked(["cat-file", "-t", &id])?.trim_end() != "tree" {
            return Err(GitError::NoFolder { revision: revision.to_owned(), path });
        }
        let listed = asked(["ls-tree", "-r", "-l", "-z", "--full-tree", &id])?;
        let files = listed.split('\0').filter_map(entry).collect();
        let label = if path.is_empty() { format!("{revision}:") } else { format!("{revision}:{path}/") };
        Ok(Self { label, files })
    }

    /// The folders right below it that hold a file of this name, sorted; itself as the empty name, if it does.
    pub(super) fn folders_with(&self, file: &str) -> Vec<String> {
        if self.files.contains_key(file) {
            return vec![String::new()];
        }
        let below = self.files.keys().filter_map(|path| path.split_once('/'));
        below.filter(|(_, rest)| *rest == file).map(|(folder, _)| folder.to_owned()).collect()
    }

    /// All bytes of a file, by its path below the folder.
    pub(super) fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        let Some(entry) = self.files.get(path) else { return Err(ErrorKind::NotFound.into()) };
        if entry.mode == LINK {
            let message = "it is a symbolic link, and links of a revision are not followed";
            return Err(io::Error::new(ErrorKind::InvalidInput, message));
        }
        if entry.size > MOST_BYTES {
            return Err(too_large());
        }
        let output = git(["cat-file", "blob", &entry.id]).output()?;
        let told = || io::Error::other(String::from_utf8_lossy(&output.stderr).trim().to_owned());
        if output.status.success() { Ok(output.stdout) } else { Err(told()) }
    }
}

/// A line of `git ls-tree`: mode, kind, id and size, a tab, the path. What is no file has no size.
fn entry(line: &str) -> Option<(String, Entry)> {
    let (about, path) = line.split_once('\t')?;
    let mut about = about.split_ascii_whitespace();
    let (mode, _, id) = (about.next()?, about.next()?, about.next()?);
    let size = about.next()?.parse().unwrap_or_default();
    Some((path.to_owned(), Entry { mode: mode.to_owned(), id: id.to_owned(), size }))
}

/// The path below the root of the repository, without dots.
fn from_root(below: &str, path: &str) -> Result<String, GitError> {
    let relative = path == "." || path == ".." || path.starts_with("./") || path.starts_with("../");
    let start = if relative { below } else { "" };
    let mut parts: Vec<&str> = Vec::new();
    for part in start.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                let outside = || GitError::Outside(path.to_owned());
                parts.pop().ok_or_else(outside)?;
            }
            part => parts.push(part),
        }
    }
    Ok(parts.join("/"))
}

/// The id of the object that this names, if there is one.
fn object(name: &str) -> Result<Option<String>, GitError> {
    let found = run(["rev-parse", "--verify", "--quiet", "--end-of-options", name])?;
    Ok(found.ok().map(|id| id.trim_end().to_owned()))
}

/// What git answers, which has to be able to.
fn asked<const N: usize>(arguments: [&str; N]) -> Result<String, GitError> {
    run(arguments)?.map_err(GitError::Failed)
}

/// What git answers, or why it refuses.
fn run<const N: usize>(arguments: [&str; N]) -> Result<Result<String, String>, GitError> {
    let output = git(arguments).output().map_err(|error| match error.kind() {
        ErrorKind::NotFound => GitError::NoGit,
        _ => GitError::Unrunnable(error),
    })?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let refusal = || text(&output.stderr).trim().lines().next().unwrap_or("nothing").to_owned();
    Ok(if output.status.success() { Ok(text(&output.stdout)) } else { Err(refusal()) })
}

/// Git, for reading alone: it takes no locks, asks nobody, fetches nothing and speaks English.
fn git<const N: usize>(arguments: [&str; N]) -> Command {
    let mut command = Command::new("git");
    command.arg("--no-pager").args(arguments).stdin(Stdio::null());
    for (name, value) in [
        ("GIT_NO_LAZY_FETCH", "1"),
        ("GIT_OPTIONAL_LOCKS", "0"),
        ("GIT_TERMINAL_PROMPT", "0"),
        ("LC_ALL", "C"),
    ] {
        command.env(name, value);
    }
    command
}

/// A revision and a path, if a text can be both: `main:specs`. A single letter before a colon and a slash is a drive.
pub(super) fn split(given: &OsStr) -> Option<(&str, &str)> {
    let (revision, path) = given.to_str()?.split_once(':')?;
    let is_drive = revision.len() == 1 && path.starts_with(['\\', '/']);
    (!is_drive).then_some((revision, path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_path(below: &str, path: &str, expect: Option<&str>) {
        assert_eq!(from_root(below, path).ok().as_deref(), expect, "{path} from {below}");
    }

    #[test]
    fn paths_begin_at_the_root_unless_they_say_otherwise() {
        check_path("specs/", "specs/petstore/", Some("specs/petstore"));
        check_path("specs/", "./petstore", Some("specs/petstore"));
        check_path("specs/", "../other", Some("other"));
        check_path("specs/", ".", Some("specs"));
        check_path("specs/", "", Some(""));
        check_path("", "../other", None);
        check_path("", "specs/../..", None);
    }

    #[track_caller]
    fn check_split(given: &str, expect: Option<(&str, &str)>) {
        assert_eq!(split(OsStr::new(given)), expect, "{given}");
    }

    #[test]
    fn a_drive_is_no_revision() {
        check_split("main:specs", Some(("main", "specs")));
        check_split("C:specs", Some(("C", "specs")));
        check_split("HEAD~1:./specs", Some(("HEAD~1", "./specs")));
        check_split("C:\\specs", None);
        check_split("C:/specs", None);
        check_split("specs", None);
    }

    #[test]
    fn what_looks_like_an_option_never_reaches_git() {
        for revision in ["-h", "--upload-pack=x", "", "a\nb"] {
            assert!(matches!(Tree::open(revision, "specs"), Err(GitError::BadRevision(_))), "{revision:?}");
        }
    }
}
