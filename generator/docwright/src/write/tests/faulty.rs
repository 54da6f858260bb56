//! A disk that refuses a step when it is told to, and does everything else for real.

use crate::write::disk::{Access, Disk, Entry, RealDisk};
use std::cell::Cell;
use std::ffi::OsString;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

/// How the disk fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// One step is refused, those after it work.
    Once,
    /// All steps from one on are refused.
    Forever,
    /// All files from one on are cut off in the middle; other steps are not counted and work.
    Full,
}

/// A disk that fails at a given step that changes something.
#[derive(Debug)]
pub(super) struct FaultyDisk {
    fault: Fault,
    fails_at: usize,
    steps: Cell<usize>,
}

impl FaultyDisk {
    pub(super) fn new(fault: Fault, fails_at: usize) -> Self {
        Self { fault, fails_at, steps: Cell::new(0) }
    }

    /// How many steps were tried that change something.
    pub(super) fn steps(&self) -> usize {
        self.steps.get()
    }

    fn refuses(&self) -> bool {
        let step = self.steps.get();
        self.steps.set(step + 1);
        match self.fault {
            Fault::Once => step == self.fails_at,
            Fault::Forever | Fault::Full => step >= self.fails_at,
        }
    }

    fn step(&self) -> io::Result<()> {
        if self.fault != Fault::Full && self.refuses() {
            return Err(io::Error::other("the disk refuses"));
        }
        Ok(())
    }
}

impl Disk for FaultyDisk {
    fn entry(&self, path: &Path) -> io::Result<Entry> {
        RealDisk.entry(path)
    }

    fn is_folder(&self, path: &Path) -> bool {
        RealDisk.is_folder(path)
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        RealDisk.read(path)
    }

    fn begins_with(&self, path: &Path, mark: &str) -> io::Result<bool> {
        RealDisk.begins_with(path, mark)
    }

    fn list(&self, path: &Path) -> io::Result<Vec<OsString>> {
        RealDisk.list(path)
    }

    fn lock(&self, out: &Path, access: Access) -> Option<File> {
        RealDisk.lock(out, access)
    }

    fn scratch(&self, out: &Path) -> io::Result<PathBuf> {
        self.step()?;
        RealDisk.scratch(out)
    }

    fn discard(&self, scratch: &Path) {
        RealDisk.discard(scratch);
    }

    fn create_file(&self, path: &Path, contents: &[u8], like: Option<&Path>) -> io::Result<()> {
        if self.refuses() {
            RealDisk.create_file(path, &contents[..contents.len() / 2], like)?;
            return Err(io::ErrorKind::StorageFull.into());
        }
        RealDisk.create_file(path, contents, like)
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        RealDisk.create_folder(path)
    }

    fn keep(&self, path: &Path, second: &Path) -> io::Result<()> {
        self.step()?;
        RealDisk.keep(path, second)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step()?;
        RealDisk.rename(from, to)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        RealDisk.remove_file(path)
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        RealDisk.remove_folder(path)
    }
}
