//! The one place in the workspace that writes to the disk.
//!
//! In come the files of a crate's `src/` and `tests/documented_examples/` as text, and the names of its features. The crate on the disk is
//! compared with them byte for byte ([`plan`]); what differs is staged in a temporary folder of the same
//! file system and then moved into place, all of it or nothing ([`transaction`]). What the files say is left
//! to the code generator, and what was not generated is left alone.

mod disk;
mod error;
mod manifest;

pub(crate) use manifest::RUNTIME_FEATURES;
mod plan;
mod transaction;

#[cfg(test)]
mod tests;

pub use error::WriteError;

use disk::{Access, Disk, Entry, RealDisk, SCRATCH_PREFIX};
use docwright_codegen::Package;
use plan::Plan;
use std::path::Path;

/// The name of a crate's manifest.
const MANIFEST: &str = "Cargo.toml";

/// The folder of a crate that holds the tests of documented examples.
pub(crate) const EXAMPLE_TESTS: &str = "tests/documented_examples";

/// One file of the crate as it is to be.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wanted<'a> {
    /// Its path below the crate, with `/` between its parts: `src/petstore/mod.rs`.
    pub path: &'a str,
    /// All of its text.
    pub contents: &'a str,
}

/// The crate as it is to be.
#[derive(Debug, Clone, Copy)]
pub(crate) struct WantedCrate<'a> {
    /// Every file that is generated.
    pub files: &'a [Wanted<'a>],
    /// The features, one for each API.
    pub features: &'a [String],
    /// How each generated file begins; what does not begin so was made by somebody else.
    pub mark: &'a str,
}

/// Whether differences are mended or only reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Write what differs.
    Write,
    /// Write nothing, and fail if anything differs.
    Check,
}

/// What a run did to the crate, by paths below it with `/` between their parts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// Files that were created or replaced.
    pub written: Vec<String>,
    /// Generated files that nothing generates any more.
    pub removed: Vec<String>,
    /// How many generated files were already as they should be.
    pub unchanged: usize,
}

impl Changes {
    /// Whether everything was already as it should be.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.written.is_empty() && self.removed.is_empty()
    }
}

/// What the manifest of the crate in `out` says of it; none where there is no manifest of a package.
///
/// # Errors
///
/// If there is a manifest that can't be read.
pub(crate) fn package(out: &Path) -> Result<Option<Package>, WriteError> {
    let path = out.join(MANIFEST);
    // What stands in the way of a manifest is told when the crate is compared with what it is to be.
    if RealDisk.entry(&path).ok() != Some(Entry::File) {
        return Ok(None);
    }
    let present = RealDisk.read(&path).map_err(WriteError::disk("read", &path))?;
    manifest::package(&path, &present)
}

/// Makes the crate in `out` what `wanted` says.
///
/// # Errors
///
/// Anything that stands in the way, and in [`Mode::Check`] any difference. The crate is then as it was.
pub(crate) fn write(out: &Path, wanted: WantedCrate<'_>, mode: Mode) -> Result<Changes, WriteError> {
    write_on(&RealDisk, out, wanted, mode)
}

/// The same on a given disk.
fn write_on(disk: &dyn Disk, out: &Path, wanted: WantedCrate<'_>, mode: Mode) -> Result<Changes, WriteError> {
    plan::require_folder(disk, out)?;
    // An editor and a terminal often build at the same time: one waits for the other.
    let access = if mode == Mode::Write { Access::Exclusive } else { Access::Shared };
    let lock = disk.lock(out, access);
    let plan = Plan::make(disk, out, wanted)?;
    let changes = plan.changes();
    match mode {
        Mode::Check if !changes.is_empty() => return Err(WriteError::Outdated { changes }),
        Mode::Check => {}
        Mode::Write => {
            if lock.is_some() {
                sweep(disk, out);
            }
            transaction::commit(disk, out, &plan)?;
        }
    }
    Ok(changes)
}

/// Removes what earlier runs left behind that were killed while they wrote.
///
/// Only the holder of the lock may do so: otherwise the folder could be another run's that is under way. If
/// it fails, the next run tries again.
fn sweep(disk: &dyn Disk, out: &Path) {
    for name in disk.list(out).unwrap_or_default() {
        if name.to_string_lossy().starts_with(SCRATCH_PREFIX) {
            disk.discard(&out.join(name));
        }
    }
}
