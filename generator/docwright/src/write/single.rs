//! One file by the name that a user gave it: all of it or nothing.
//!
//! What is filled in streams to a temporary file beside the one that is meant, which is replaced in one instant when
//! everything is on the disk. A file that is there may be replaced, for it was named. Devices and pipes are written
//! to as they are: nothing can take their place.

use super::WriteError;
use super::disk::SCRATCH_PREFIX;
use std::fs::{self, File, Metadata};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// Writes the file at `path`; `fill` gives its contents.
///
/// # Errors
///
/// If there is no folder for it, a folder in its place, or the disk refuses. What was there stays as it was then.
pub(crate) fn write_file(
    path: &Path,
    fill: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), WriteError> {
    let target = target(path)?;
    let present = present(&target)?;
    if present.as_ref().is_some_and(Metadata::is_dir) {
        return Err(WriteError::NotAFile { path: path.to_owned() });
    }
    if present.as_ref().is_some_and(|metadata| !metadata.is_file()) {
        let device = File::options().write(true).open(&target).map_err(WriteError::disk("opened", path))?;
        return filled(&device, fill).map_err(WriteError::disk("written", path));
    }
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    if !folder.is_dir() {
        return Err(WriteError::NoFolder { path: folder.to_owned() });
    }
    let temporary = temporary(folder).map_err(WriteError::disk("written", path))?;
    let complete = || {
        filled(temporary.as_file(), fill)?;
        if let Some(metadata) = present {
            temporary.as_file().set_permissions(metadata.permissions())?;
        }
        // Some file systems report a full disk only here.
        temporary.as_file().sync_all()
    };
    complete().map_err(WriteError::disk("written", path))?;
    let persisted = temporary.persist(&target).map_err(|error| error.error);
    persisted.map(drop).map_err(WriteError::disk("replaced", path))
}

/// The file that is meant: where a link leads, or the path itself.
fn target(path: &Path) -> Result<PathBuf, WriteError> {
    match fs::canonicalize(path) {
        Ok(target) => Ok(target),
        Err(error) if error.kind() == ErrorKind::NotFound => match fs::symlink_metadata(path) {
            // A link that leads nowhere does not say what is meant.
            Ok(_) => Err(WriteError::Link { path: path.to_owned() }),
            Err(_) => Ok(path.to_owned()),
        },
        Err(error) => Err(WriteError::disk("opened", path)(error)),
    }
}

/// What is at a path, if anything is.
fn present(path: &Path) -> Result<Option<Metadata>, WriteError> {
    match fs::metadata(path) {
        Ok(metadata) => Ok(Some(metadata)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(WriteError::disk("opened", path)(error)),
    }
}

fn filled(to: &File, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut output = BufWriter::new(to);
    fill(&mut output)?;
    output.flush()
}

/// A temporary file that others may read as they may read any other that the user makes.
fn temporary(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(SCRATCH_PREFIX);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}
