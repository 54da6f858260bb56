//! Reads files of one API's folder, and none from anywhere else.
//!
//! The names come from `api.toml`, which may have come from anybody: a name that leads out of the folder, by
//! `..`, as an absolute path or through a link, is refused.

use std::fs::{self, File};
use std::io::{Error, ErrorKind, Read as _, Result};
use std::path::{Component, Path, PathBuf};

/// Larger files are not read: it takes up to a hundred times their size to make a model of one, and who names a disk
/// image by mistake is to learn of it before the memory is full.
pub(crate) const MOST_BYTES: u64 = 128 << 20;

/// The folder of one API.
#[derive(Debug)]
pub(crate) struct Folder {
    /// Its path without links and dots, so that other paths can be compared with it.
    path: PathBuf,
}

impl Folder {
    /// Opens a folder that exists.
    pub(crate) fn open(path: &Path) -> Result<Self> {
        let path = fs::canonicalize(path)?;
        if path.is_dir() { Ok(Self { path }) } else { Err(ErrorKind::NotADirectory.into()) }
    }

    /// The folder's own name, if it has one that is text.
    pub(crate) fn name(&self) -> Option<&str> {
        self.path.file_name()?.to_str()
    }

    /// All bytes of a file, by its path below the folder.
    pub(crate) fn read(&self, name: &str) -> Result<Vec<u8>> {
        let below = Path::new(name);
        if !below.components().all(|part| matches!(part, Component::Normal(_))) {
            return Err(leads_outside());
        }
        let path = fs::canonicalize(self.path.join(below))?;
        if !path.starts_with(&self.path) {
            return Err(leads_outside());
        }
        // A pipe would be waited for without an end.
        if !path.is_file() {
            return Err(Error::new(ErrorKind::InvalidInput, "it is no regular file"));
        }
        let mut bytes = Vec::new();
        // One byte more tells that there are more. A file can grow while it is read, so that its size says nothing.
        File::open(path)?.take(MOST_BYTES.saturating_add(1)).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > MOST_BYTES {
            return Err(too_large());
        }
        Ok(bytes)
    }
}

/// What is said of a file of more than [`MOST_BYTES`].
pub(crate) fn too_large() -> Error {
    let message = format!("it has more than {} MiB, which no page has", MOST_BYTES >> 20);
    Error::new(ErrorKind::FileTooLarge, message)
}

fn leads_outside() -> Error {
    Error::new(ErrorKind::InvalidInput, "it leads outside the folder of the API")
}

#[cfg(test)]
mod tests {
    use super::*;
    use tempfile::TempDir;

    /// A folder `api` with a document, beside a file that is none of its business.
    fn folder() -> (TempDir, Folder) {
        let around = TempDir::new().unwrap();
        fs::create_dir_all(around.path().join("api/pages")).unwrap();
        fs::write(around.path().join("secret.md"), "secret").unwrap();
        fs::write(around.path().join("api/pages/one.md"), "one").unwrap();
        let folder = Folder::open(&around.path().join("api")).unwrap();
        (around, folder)
    }

    #[track_caller]
    fn check_refused(folder: &Folder, name: &str, because: &str) {
        assert_eq!(folder.read(name).unwrap_err().to_string(), because, "{name}");
    }

    #[test]
    fn a_file_of_the_folder_is_read() {
        let (_around, folder) = folder();
        assert_eq!(folder.read("pages/one.md").unwrap(), b"one");
        assert_eq!(folder.name(), Some("api"));
    }

    #[test]
    fn a_missing_file_is_an_error() {
        let (_around, folder) = folder();
        assert_eq!(folder.read("two.md").unwrap_err().kind(), ErrorKind::NotFound);
    }

    #[test]
    fn names_that_lead_outside_are_refused() {
        let (around, folder) = folder();
        let absolute = around.path().join("secret.md");
        for name in ["../secret.md", "pages/../../secret.md", absolute.to_str().unwrap()] {
            check_refused(&folder, name, "it leads outside the folder of the API");
        }
    }

    #[test]
    fn a_folder_is_no_document() {
        let (_around, folder) = folder();
        check_refused(&folder, "pages", "it is no regular file");
        check_refused(&folder, "", "it is no regular file");
    }

    #[test]
    fn a_file_larger_than_any_page_is_refused() {
        let (around, folder) = folder();
        // Of a file without content the disk keeps the length alone.
        let file = File::create(around.path().join("api/image.md")).unwrap();
        file.set_len(MOST_BYTES + 1).unwrap();
        check_refused(&folder, "image.md", "it has more than 128 MiB, which no page has");
        file.set_len(MOST_BYTES).unwrap();
        assert_eq!(folder.read("image.md").unwrap().len() as u64, MOST_BYTES);
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_only_inside() {
        use std::os::unix::fs::symlink;
        let (around, folder) = folder();
        let api = around.path().join("api");
        symlink("../secret.md", api.join("leak.md")).unwrap();
        symlink("..", api.join("up")).unwrap();
        symlink("pages/one.md", api.join("same.md")).unwrap();
        check_refused(&folder, "leak.md", "it leads outside the folder of the API");
        check_refused(&folder, "up/secret.md", "it leads outside the folder of the API");
        assert_eq!(folder.read("same.md").unwrap(), b"one");
    }
}
