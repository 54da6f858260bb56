//! Carries out a plan, all of it or nothing.
//!
//! First every new file is written to a temporary folder in the crate; a full disk shows there, where it
//! does no harm. Then files are moved into place, each in one instant, while the former ones are kept under
//! a second name. If a step fails, the steps before it are undone in reverse.

use super::WriteError;
use super::disk::{Disk, Entry};
use super::plan::{Plan, Write};
use std::io;
use std::path::{Path, PathBuf};

/// Carries out `plan` in `out`.
pub(super) fn commit(disk: &dyn Disk, out: &Path, plan: &Plan<'_>) -> Result<(), WriteError> {
    if plan.changes().is_empty() {
        return Ok(());
    }
    let scratch = disk.scratch(out).map_err(WriteError::disk("written to", out))?;
    let mut transaction = Transaction { disk, out, scratch, undo: Vec::new() };
    match transaction.carry_out(plan) {
        Ok(()) => {
            disk.discard(&transaction.scratch);
            Ok(())
        }
        Err(cause) => Err(transaction.roll_back(cause)),
    }
}

/// Creates folders, outer ones first; gives those that were made, which are removed again if one can't be.
pub(super) fn create_folders(disk: &dyn Disk, folders: &[PathBuf]) -> Result<Vec<PathBuf>, WriteError> {
    let mut created = Vec::new();
    for folder in folders {
        if let Err(source) = disk.create_folder(folder) {
            remove_folders(disk, &created);
            return Err(WriteError::disk("created", folder)(source));
        }
        created.push(folder.clone());
    }
    Ok(created)
}

/// Removes folders that [`create_folders`] made, as far as they are empty and the disk lets it.
pub(super) fn remove_folders(disk: &dyn Disk, created: &[PathBuf]) {
    for folder in created.iter().rev() {
        let _ = disk.remove_folder(folder);
    }
}

/// A run under way.
struct Transaction<'a> {
    disk: &'a dyn Disk,
    out: &'a Path,
    /// The folder of the new files before they are in place, and of the former ones after.
    scratch: PathBuf,
    /// How to undo the steps so far, in their order.
    undo: Vec<Undo>,
}

/// How to undo one step.
enum Undo {
    /// A file was created.
    RemoveFile(PathBuf),
    /// A folder was created.
    RemoveFolder(PathBuf),
    /// An empty folder was removed.
    CreateFolder(PathBuf),
    /// A file was replaced or removed, and is kept elsewhere.
    MoveBack { kept: PathBuf, path: PathBuf },
}

impl Transaction<'_> {
    fn carry_out(&mut self, plan: &Plan<'_>) -> Result<(), WriteError> {
        for (index, write) in plan.writes.iter().enumerate() {
            self.stage(index, write)?;
        }
        for (index, path) in plan.removals.iter().enumerate() {
            self.remove(&self.scratch.join(format!("removed-{index}")), path)?;
        }
        for folder in &plan.emptied {
            self.remove_folder(folder)?;
        }
        for (index, write) in plan.writes.iter().enumerate() {
            self.create_folders(&write.path)?;
            self.put_in_place(index, write)?;
        }
        Ok(())
    }

    /// Writes a new file where nobody looks for it yet.
    fn stage(&self, index: usize, write: &Write<'_>) -> Result<(), WriteError> {
        let path = self.out.join(&write.path);
        let like = write.replaces.then_some(path.as_path());
        let staged = self.staged(index);
        self.disk.create_file(&staged, &write.contents, like).map_err(WriteError::disk("written", &path))
    }

    fn put_in_place(&mut self, index: usize, write: &Write<'_>) -> Result<(), WriteError> {
        let path = self.out.join(&write.path);
        let undo = if write.replaces {
            let kept = self.scratch.join(format!("former-{index}"));
            self.disk.keep(&path, &kept).map_err(WriteError::disk("replaced", &path))?;
            Undo::MoveBack { kept, path: path.clone() }
        } else {
            Undo::RemoveFile(path.clone())
        };
        self.disk.rename(&self.staged(index), &path).map_err(WriteError::disk("written", &path))?;
        self.undo.push(undo);
        Ok(())
    }

    fn remove(&mut self, kept: &Path, path: &Path) -> Result<(), WriteError> {
        let path = self.out.join(path);
        self.disk.rename(&path, kept).map_err(WriteError::disk("removed", &path))?;
        self.undo.push(Undo::MoveBack { kept: kept.to_owned(), path });
        Ok(())
    }

    fn remove_folder(&mut self, folder: &Path) -> Result<(), WriteError> {
        let path = self.out.join(folder);
        self.disk.remove_folder(&path).map_err(WriteError::disk("removed", &path))?;
        self.undo.push(Undo::CreateFolder(path));
        Ok(())
    }

    /// Creates the folders that a file needs and that do not exist.
    fn create_folders(&mut self, file: &Path) -> Result<(), WriteError> {
        let mut path = self.out.to_owned();
        for part in file.parent().into_iter().flat_map(Path::components) {
            path.push(part);
            if self.disk.entry(&path).map_err(WriteError::disk("read", &path))? == Entry::Absent {
                self.disk.create_folder(&path).map_err(WriteError::disk("created", &path))?;
                self.undo.push(Undo::RemoveFolder(path.clone()));
            }
        }
        Ok(())
    }

    /// Undoes all steps and gives the error to report.
    fn roll_back(self, cause: WriteError) -> WriteError {
        let mut first_failure = None;
        // One step that can't be undone is no reason to leave the others.
        for undo in self.undo.iter().rev() {
            if let Err(source) = undo.apply(self.disk) {
                first_failure.get_or_insert((undo.path().to_owned(), source));
            }
        }
        match first_failure {
            None => {
                self.disk.discard(&self.scratch);
                cause
            }
            Some((path, source)) => {
                WriteError::NotRestored { cause: Box::new(cause), path, kept: self.scratch, source }
            }
        }
    }

    fn staged(&self, index: usize) -> PathBuf {
        self.scratch.join(format!("new-{index}"))
    }
}

impl Undo {
    fn apply(&self, disk: &dyn Disk) -> io::Result<()> {
        match self {
            Self::RemoveFile(path) => disk.remove_file(path),
            Self::RemoveFolder(path) => disk.remove_folder(path),
            Self::CreateFolder(path) => disk.create_folder(path),
            Self::MoveBack { kept, path } => disk.rename(kept, path),
        }
    }

    fn path(&self) -> &Path {
        match self {
            Self::RemoveFile(path)
            | Self::RemoveFolder(path)
            | Self::CreateFolder(path)
            | Self::MoveBack { path, .. } => path,
        }
    }
}
