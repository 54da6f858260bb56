//! The one place in the workspace that writes to the disk.
//!
//! In come files as text, the folders that such files belong in, and what is to become of the manifest. The folder on
//! the disk is compared with them byte for byte ([`plan`]); what differs is staged in a temporary folder of the same
//! file system and then moved into place, all of it or nothing ([`transaction`]). What the files say is left
//! to the code generator, and what was not generated is left alone.

mod disk;
mod error;
mod manifest;
mod plan;
#[cfg(feature = "html")]
mod single;
mod transaction;

#[cfg(test)]
mod tests;

pub use error::WriteError;
pub(crate) use manifest::{Around, Dependency, Dependent, Described, Needs, RUNTIME_FEATURES, around};
#[cfg(feature = "html")]
pub(crate) use single::write_file;

use disk::{Access, Disk, Entry, RealDisk, SCRATCH_PREFIX};
use plan::Plan;
use std::path::Path;

/// The name of a crate's manifest.
pub(crate) const MANIFEST: &str = "Cargo.toml";

/// The page of a crate for those who come across it.
pub(crate) const README: &str = "README.md";

/// The folder of a crate's sources.
pub(crate) const SOURCES: &str = "src";

/// The folder of a crate that holds the tests of documented examples.
pub(crate) const EXAMPLE_TESTS: &str = "tests/documented_examples";

/// One file as it is to be.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wanted<'a> {
    /// Its path below the output, with `/` between its parts: `src/petstore/mod.rs`.
    pub path: &'a str,
    /// All of its text.
    pub contents: &'a str,
}

/// A crate, or a folder of modules, as it is to be.
#[derive(Debug, Clone, Copy)]
pub(crate) struct WantedCrate<'a> {
    /// Every file that is generated.
    pub files: &'a [Wanted<'a>],
    /// The folders that generated files belong in, where others like them are removed; an empty one is the output
    /// itself.
    pub folders: &'a [&'a str],
    /// What becomes of the manifest.
    pub manifest: WantedManifest<'a>,
    /// How generated files begin, by the endings of their names; what does not begin so was made by somebody else.
    pub marks: &'a [(&'a str, &'a str)],
    /// What tells a generated module from a copy of one.
    pub is_of: IsOf,
}

/// Whether the first line of a file says that it was generated for the module of this name.
pub(crate) type IsOf = fn(line: &str, name: &str) -> bool;

impl<'a> WantedCrate<'a> {
    /// How a generated file of this name begins.
    fn mark(self, path: &Path) -> Option<&'a str> {
        let ending = path.extension()?.to_str()?;
        self.marks.iter().find(|(known, _)| *known == ending).map(|(_, mark)| *mark)
    }
}

/// What becomes of a crate's manifest.
#[derive(Debug, Clone, Copy)]
pub(crate) enum WantedManifest<'a> {
    /// Nobody looks at it.
    Untouched,
    /// It gets what is needed; where there is none, none is made.
    Kept(Needs<'a>),
    /// Likewise, and where there is none it is made from this text.
    Begun(&'a str, Needs<'a>),
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
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Changes {
    /// Files that were created or replaced.
    pub written: Vec<String>,
    /// Generated files that nothing generates any more.
    pub removed: Vec<String>,
    /// Dependencies that the manifest lacked and that were added to it: `[dependencies] docwright-runtime = "0.1.0"`.
    pub dependencies: Vec<String>,
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

/// What the manifest of the crate in `out` says of it, and of what is called `runtime`; none where there is no manifest.
///
/// # Errors
///
/// If there is a manifest that can't be read, or of a crate that generated sources don't fit into.
pub(crate) fn described(out: &Path, runtime: &str) -> Result<Option<Described>, WriteError> {
    let path = out.join(MANIFEST);
    // What stands in the way of a manifest is told when the crate is compared with what it is to be.
    if RealDisk.entry(&path).ok() != Some(Entry::File) {
        return Ok(None);
    }
    let present = RealDisk.read(&path).map_err(WriteError::disk("read", &path))?;
    manifest::described(&path, &present, runtime).map(Some)
}

/// Whether the file is in `out` and begins with `mark`.
pub(crate) fn is_marked(out: &Path, path: &str, mark: &str) -> bool {
    let path = out.join(path);
    RealDisk.entry(&path).is_ok_and(|entry| entry == Entry::File)
        && RealDisk.begins_with(&path, mark).unwrap_or_default()
}

/// Whether nothing in `out` has this name.
pub(crate) fn is_absent(out: &Path, path: &str) -> bool {
    RealDisk.entry(&out.join(path)).is_ok_and(|entry| entry == Entry::Absent)
}

/// The folders in `out/folder` that are generated modules: the names of the APIs that they are for.
pub(crate) fn modules(out: &Path, folder: &str, is_of: IsOf) -> Vec<String> {
    let folder = out.join(folder);
    // What can't be listed is told when the crate is compared with what it is to be.
    let names = RealDisk.list(&folder).unwrap_or_default();
    let names = names.into_iter().filter_map(|name| name.into_string().ok());
    names.filter(|name| plan::is_module_of(&RealDisk, &folder.join(name), is_of)).collect()
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
    let missing = plan::missing_folders(disk, out)?;
    if mode == Mode::Check {
        let _lock = disk.lock(out, Access::Shared);
        let changes = Plan::make(disk, out, wanted)?.changes();
        return if changes.is_empty() { Ok(changes) } else { Err(WriteError::Outdated { changes }) };
    }
    let created = transaction::create_folders(disk, &missing)?;
    let written = write_in(disk, out, wanted);
    if written.is_err() {
        transaction::remove_folders(disk, &created);
    }
    written
}

/// Writes to a folder that exists.
fn write_in(disk: &dyn Disk, out: &Path, wanted: WantedCrate<'_>) -> Result<Changes, WriteError> {
    // An editor and a terminal often build at the same time: one waits for the other.
    let lock = disk.lock(out, Access::Exclusive);
    let plan = Plan::make(disk, out, wanted)?;
    if lock.is_some() {
        sweep(disk, out);
    }
    transaction::commit(disk, out, &plan)?;
    Ok(plan.changes())
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
