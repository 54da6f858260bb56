//! The operations on the disk that writing needs, each small enough to succeed or fail as a whole.
//!
//! They are a trait so that tests can make any one of them fail; there is one real implementation.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// How the temporary folder of a run is called, before some random letters.
pub(super) const SCRATCH_PREFIX: &str = ".docwright-";

/// What stands at a path; links are not followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Entry {
    Absent,
    File,
    Folder,
    Link,
    /// A device, a pipe, a socket.
    Other,
}

/// How a run uses the crate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    /// It only looks; others may look too.
    Shared,
    /// It writes; nobody else may look or write.
    Exclusive,
}

/// The disk as writing sees it.
pub(super) trait Disk {
    /// What stands at `path` itself.
    fn entry(&self, path: &Path) -> io::Result<Entry>;
    /// Whether `path` leads to a folder, by a link or directly.
    fn is_folder(&self, path: &Path) -> bool;
    /// The whole file.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;
    /// Whether the file begins with `mark`.
    fn begins_with(&self, path: &Path, mark: &str) -> io::Result<bool>;
    /// The names in a folder, sorted.
    fn list(&self, path: &Path) -> io::Result<Vec<OsString>>;

    /// Keeps others out for as long as the answer lives; `None` where folders can't be locked, and two runs
    /// at once are as safe as single renames are.
    fn lock(&self, out: &Path, access: Access) -> Option<File>;
    /// A new, empty folder in `out` for temporary files.
    fn scratch(&self, out: &Path) -> io::Result<PathBuf>;
    /// Removes a folder of temporary files as far as possible.
    fn discard(&self, scratch: &Path);

    /// A new file, completely on the disk, with the permissions of `like` if there is one.
    fn create_file(&self, path: &Path, contents: &[u8], like: Option<&Path>) -> io::Result<()>;
    /// A new folder.
    fn create_folder(&self, path: &Path) -> io::Result<()>;
    /// A second name for a file's contents, which stay under the first name too.
    fn keep(&self, path: &Path, second: &Path) -> io::Result<()>;
    /// Moves a file; one that already has the new name is replaced in the same instant.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Removes a file.
    fn remove_file(&self, path: &Path) -> io::Result<()>;
    /// Removes an empty folder.
    fn remove_folder(&self, path: &Path) -> io::Result<()>;
}

/// The disk of the machine.
#[derive(Debug, Clone, Copy)]
pub(super) struct RealDisk;

impl Disk for RealDisk {
    fn entry(&self, path: &Path) -> io::Result<Entry> {
        let kind = match fs::symlink_metadata(path) {
            Ok(metadata) => metadata.file_type(),
            // Nothing is there either if what would hold it is no folder.
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
                return Ok(Entry::Absent);
            }
            Err(error) => return Err(error),
        };
        Ok(if kind.is_symlink() {
            Entry::Link
        } else if kind.is_dir() {
            Entry::Folder
        } else if kind.is_file() {
            Entry::File
        } else {
            Entry::Other
        })
    }

    fn is_folder(&self, path: &Path) -> bool {
        path.is_dir()
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        fs::read(path)
    }

    fn begins_with(&self, path: &Path, mark: &str) -> io::Result<bool> {
        let mut beginning = Vec::with_capacity(mark.len());
        File::open(path)?.take(mark.len() as u64).read_to_end(&mut beginning)?;
        Ok(beginning == mark.as_bytes())
    }

    fn list(&self, path: &Path) -> io::Result<Vec<OsString>> {
        let mut names: Vec<OsString> =
            fs::read_dir(path)?.map(|entry| Ok(entry?.file_name())).collect::<io::Result<_>>()?;
        names.sort();
        Ok(names)
    }

    fn lock(&self, out: &Path, access: Access) -> Option<File> {
        // The folder itself is locked, so that no lock file lies about in a crate that people commit.
        let folder = File::open(out).ok()?;
        let locked = match access {
            Access::Shared => folder.lock_shared(),
            Access::Exclusive => folder.lock(),
        };
        locked.is_ok().then_some(folder)
    }

    fn scratch(&self, out: &Path) -> io::Result<PathBuf> {
        // The transaction removes it, not a destructor: after a failed roll-back it holds the only copies.
        tempfile::Builder::new().prefix(SCRATCH_PREFIX).tempdir_in(out).map(TempDir::keep)
    }

    fn discard(&self, scratch: &Path) {
        // What remains does no harm, and the next run sweeps it away.
        let _ = fs::remove_dir_all(scratch);
    }

    fn create_file(&self, path: &Path, contents: &[u8], like: Option<&Path>) -> io::Result<()> {
        let mut file = File::create_new(path)?;
        file.write_all(contents)?;
        if let Some(like) = like {
            file.set_permissions(fs::metadata(like)?.permissions())?;
        }
        // Some file systems report a full disk only here; after the renames it would be too late.
        file.sync_all()
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        fs::create_dir(path)
    }

    fn keep(&self, path: &Path, second: &Path) -> io::Result<()> {
        // A link costs nothing and keeps the file's times; some file systems have none.
        fs::hard_link(path, second).or_else(|_| fs::copy(path, second).map(drop))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir(path)
    }
}
