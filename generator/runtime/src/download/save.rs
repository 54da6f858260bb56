//! Writing a download to a file, all or nothing.
//!
//! The temporary file removes itself when it is dropped, also when the caller gives up waiting. What blocks runs
//! on the threads that are there for it.

use super::Download;
use crate::{Error, Result, error::FileError};
use std::{
    io,
    path::{Path, PathBuf},
};
use tempfile::NamedTempFile;
use tokio::{io::AsyncWriteExt as _, task};

pub(super) async fn save(mut download: Download, path: PathBuf) -> Result<u64> {
    let operation = download.head.operation;
    let failed = {
        let path = path.clone();
        move |source| Error::File(Box::new(FileError { operation, path: path.clone(), source }))
    };
    let directory = directory_of(&path);
    let temporary = blocking(move || create(&directory)).await.map_err(&failed)?;
    let handle = temporary.as_file().try_clone().map_err(&failed)?;
    let mut file = tokio::fs::File::from_std(handle);
    let mut written = 0_u64;
    while let Some(chunk) = download.chunk().await? {
        file.write_all(&chunk).await.map_err(&failed)?;
        written = written.saturating_add(chunk.len() as u64);
    }
    file.sync_all().await.map_err(&failed)?;
    // Closed first: some systems do not rename a file that is open twice.
    drop(file.into_std().await);
    blocking(move || temporary.persist(&path).map_err(io::Error::from)).await.map_err(&failed)?;
    Ok(written)
}

/// The directory of the file: a rename is atomic within one file system only.
fn directory_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// A temporary file with the permissions that a file gets which is simply created.
fn create(directory: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".download-").suffix(".part");
    #[cfg(unix)]
    {
        use std::{fs::Permissions, os::unix::fs::PermissionsExt as _};
        // The process's mask takes away what its files should not have.
        builder.permissions(Permissions::from_mode(0o666));
    }
    builder.tempfile_in(directory)
}

async fn blocking<R: Send + 'static>(work: impl FnOnce() -> io::Result<R> + Send + 'static) -> io::Result<R> {
    task::spawn_blocking(work).await.map_err(io::Error::other)?
}
