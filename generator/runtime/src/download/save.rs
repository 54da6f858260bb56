//! Writing a download to a file, all or nothing.
//!
//! The temporary file removes itself when it is dropped, also when the caller gives up waiting. What blocks runs
//! on the threads that are there for it.

use super::Streaming;
use crate::{Error, Result, error::FileError};
use std::{
    io,
    path::{Path, PathBuf},
};
use tempfile::NamedTempFile;
use tokio::{io::AsyncWriteExt as _, task};

pub(super) async fn save(mut download: Streaming, path: PathBuf) -> Result<u64> {
    // A link stays one: what it points to is replaced.
    let path = tokio::fs::canonicalize(&path).await.unwrap_or(path);
    let operation = download.head.operation.clone();
    let failed = {
        let path = path.clone();
        move |source| {
            let (operation, path) = (operation.clone(), path.clone());
            Error::File(Box::new(FileError { operation, path, is_upload: false, source }))
        }
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
    // Only flushing tells whether the last bytes were written: what comes after it would hide that.
    file.flush().await.map_err(&failed)?;
    file.sync_all().await.map_err(&failed)?;
    let length = file.metadata().await.map_err(&failed)?.len();
    if length != written {
        return Err(failed(io::Error::other(format!("{length} of {written} bytes were written"))));
    }
    // Closed first: some systems do not rename a file that is open twice.
    drop(file.into_std().await);
    blocking(move || replace(temporary, &path)).await.map_err(&failed)?;
    Ok(written)
}

/// Puts the temporary file in the place of the other, whose permissions it takes.
fn replace(temporary: NamedTempFile, path: &Path) -> io::Result<()> {
    if let Ok(metadata) = std::fs::metadata(path) {
        temporary.as_file().set_permissions(metadata.permissions())?;
    }
    temporary.persist(path).map(drop).map_err(io::Error::from)
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
