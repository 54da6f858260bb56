//! Compares the crate on the disk with the crate as it is to be, and decides what has to happen.
//!
//! Nothing is changed here. All that can be known to stand in the way is found here too, before the first
//! byte is written: files of somebody else's, links, a file where a folder belongs.

use super::disk::{Disk, Entry};
use super::{
    Changes, IsOf, MANIFEST, Needs, README, SOURCES, Wanted, WantedCrate, WantedManifest, WriteError,
    manifest,
};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

/// What has to happen to make the crate what it is to be; paths are below the crate.
#[derive(Debug, Default)]
pub(super) struct Plan<'a> {
    /// Files to create or replace.
    pub writes: Vec<Write<'a>>,
    /// Generated files that nothing generates any more.
    pub removals: Vec<PathBuf>,
    /// Folders that the removals leave empty, inner ones first.
    pub emptied: Vec<PathBuf>,
    /// Dependencies that the manifest is to have and lacks.
    pub dependencies: Vec<String>,
    /// How many files are already as they should be.
    pub unchanged: usize,
}

/// One file to create or replace.
#[derive(Debug)]
pub(super) struct Write<'a> {
    pub path: PathBuf,
    pub contents: Cow<'a, [u8]>,
    /// Whether a file is there that it takes the place of.
    pub replaces: bool,
}

impl<'a> Plan<'a> {
    /// Compares `out` with `wanted`.
    pub(super) fn make(disk: &dyn Disk, out: &Path, wanted: WantedCrate<'a>) -> Result<Self, WriteError> {
        let mut plan = Self::default();
        let mut names = BTreeSet::new();
        for file in wanted.files {
            let (path, mark) = checked_path(*file, wanted)?;
            require_folders(disk, out, &path)?;
            plan.compare(disk, out, &path, file.contents, mark)?;
            if !names.insert(path) {
                return Err(bad_file(*file, "is given twice"));
            }
        }
        for path in &names {
            require_one_file(disk, out, path, wanted)?;
        }
        plan.find_stale(disk, out, &names, wanted)?;
        plan.find_emptied(disk, out, &names)?;
        match wanted.manifest {
            WantedManifest::Untouched => {}
            WantedManifest::Kept(needs) => plan.compare_manifest(disk, out, None, needs)?,
            WantedManifest::Begun(text, needs) => plan.compare_manifest(disk, out, Some(text), needs)?,
        }
        plan.writes.sort_by(|left, right| left.path.cmp(&right.path));
        Ok(plan)
    }

    /// What the plan comes to, for reports.
    pub(super) fn changes(&self) -> Changes {
        Changes {
            written: self.writes.iter().map(|write| shown(&write.path)).collect(),
            removed: self.removals.iter().map(|path| shown(path)).collect(),
            dependencies: self.dependencies.clone(),
            unchanged: self.unchanged,
        }
    }

    fn compare(
        &mut self,
        disk: &dyn Disk,
        out: &Path,
        path: &Path,
        contents: &'a str,
        mark: &str,
    ) -> Result<(), WriteError> {
        let full = out.join(path);
        let replaces = match entry(disk, &full)? {
            Entry::Absent => false,
            Entry::Link => return Err(WriteError::Link { path: full }),
            Entry::Folder | Entry::Other => return Err(WriteError::NotAFile { path: full }),
            Entry::File => {
                let present = disk.read(&full).map_err(WriteError::disk("read", &full))?;
                if present == contents.as_bytes() {
                    self.unchanged = self.unchanged.saturating_add(1);
                    return Ok(());
                }
                if !present.starts_with(mark.as_bytes()) {
                    return Err(WriteError::Foreign { path: full });
                }
                true
            }
        };
        let contents = Cow::Borrowed(contents.as_bytes());
        self.writes.push(Write { path: path.to_owned(), contents, replaces });
        Ok(())
    }

    /// Finds generated files that are no longer generated; links are not followed.
    fn find_stale(
        &mut self,
        disk: &dyn Disk,
        out: &Path,
        names: &BTreeSet<PathBuf>,
        wanted: WantedCrate<'_>,
    ) -> Result<(), WriteError> {
        let mut folders: Vec<PathBuf> = wanted.folders.iter().map(PathBuf::from).collect();
        while let Some(folder) = folders.pop() {
            for path in children(disk, out, &folder)? {
                let full = out.join(&path);
                match entry(disk, &full)? {
                    Entry::Folder => {
                        // Other crates may lie below, and copies that somebody keeps: ours say whose they are.
                        let is_outermost = wanted.folders.iter().any(|known| Path::new(known) == folder);
                        if !is_outermost || is_module_of(disk, &full, wanted.is_of) {
                            folders.push(path);
                        }
                    }
                    Entry::File if !names.contains(&path) => {
                        let mark = wanted.mark(&path);
                        if mark.map_or(Ok(false), |mark| is_marked(disk, &full, mark))? {
                            self.removals.push(path);
                        }
                    }
                    _ => {}
                }
            }
        }
        self.removals.sort();
        Ok(())
    }

    /// Finds the folders that hold nothing but what is removed.
    fn find_emptied(
        &mut self,
        disk: &dyn Disk,
        out: &Path,
        wanted: &BTreeSet<PathBuf>,
    ) -> Result<(), WriteError> {
        let mut gone: BTreeSet<PathBuf> = self.removals.iter().cloned().collect();
        let touched: BTreeSet<PathBuf> = self
            .removals
            .iter()
            .flat_map(|path| path.ancestors().skip(1))
            .filter(|folder| !folder.as_os_str().is_empty() && *folder != Path::new(SOURCES))
            .map(Path::to_owned)
            .collect();
        // An inner folder sorts after the one that holds it.
        for folder in touched.into_iter().rev() {
            let needed = wanted.iter().any(|path| path.starts_with(&folder));
            if !needed && children(disk, out, &folder)?.iter().all(|path| gone.contains(path)) {
                gone.insert(folder.clone());
                self.emptied.push(folder);
            }
        }
        Ok(())
    }

    /// Compares the manifest, which begins as `begun` where there is none, with what is needed of it.
    fn compare_manifest(
        &mut self,
        disk: &dyn Disk,
        out: &Path,
        begun: Option<&str>,
        needs: Needs<'_>,
    ) -> Result<(), WriteError> {
        let path = out.join(MANIFEST);
        let (present, replaces) = match (entry(disk, &path)?, begun) {
            (Entry::Absent, None) => return Ok(()),
            (Entry::Absent, Some(begun)) => (begun.as_bytes().to_owned(), false),
            (Entry::Link, _) => return Err(WriteError::Link { path }),
            (Entry::Folder | Entry::Other, _) => return Err(WriteError::NotAFile { path }),
            (Entry::File, _) => (disk.read(&path).map_err(WriteError::disk("read", &path))?, true),
        };
        let updated = manifest::updated(&path, &present, needs)?;
        self.dependencies = updated.dependencies;
        let contents = match updated.text {
            Some(contents) => contents.into_bytes(),
            None if replaces => return Ok(()),
            None => present,
        };
        self.writes.push(Write { path: PathBuf::from(MANIFEST), contents: Cow::Owned(contents), replaces });
        Ok(())
    }
}

/// The folders that have to be made so that `out` is one, outer ones first. What is there may be reached by a link, since
/// somebody named it.
pub(super) fn missing_folders(disk: &dyn Disk, out: &Path) -> Result<Vec<PathBuf>, WriteError> {
    let mut missing = Vec::new();
    for folder in out.ancestors().filter(|folder| !folder.as_os_str().is_empty()) {
        if disk.is_folder(folder) {
            break;
        }
        match entry(disk, folder)? {
            Entry::Absent => missing.push(folder.to_owned()),
            Entry::Folder => break,
            Entry::Link => return Err(WriteError::Link { path: folder.to_owned() }),
            Entry::File | Entry::Other => return Err(WriteError::NotAFolder { path: folder.to_owned() }),
        }
    }
    missing.reverse();
    Ok(missing)
}

/// The path of a file that the generator may write, and how it begins.
fn checked_path<'a>(file: Wanted<'_>, wanted: WantedCrate<'a>) -> Result<(PathBuf, &'a str), WriteError> {
    let path = Path::new(file.path);
    let plain = path.components().all(|part| matches!(part, Component::Normal(_)));
    let is_below = |folder: &&str| path.starts_with(folder) && path != Path::new(folder);
    if !plain || !(path == Path::new(README) || wanted.folders.iter().any(is_below)) {
        return Err(bad_file(file, "is in none of the folders for generated files"));
    }
    match wanted.mark(path) {
        Some(mark) if file.contents.starts_with(mark) => Ok((path.to_owned(), mark)),
        _ => Err(bad_file(file, "does not begin with the line that says what made it")),
    }
}

/// Requires that every folder between `out` and the file is a real one, or that nothing has its name.
fn require_folders(disk: &dyn Disk, out: &Path, path: &Path) -> Result<(), WriteError> {
    let mut folder = out.to_owned();
    for part in path.parent().into_iter().flat_map(Path::components) {
        folder.push(part);
        match entry(disk, &folder)? {
            Entry::Folder => {}
            Entry::Absent => return Ok(()),
            Entry::Link => return Err(WriteError::Link { path: folder }),
            Entry::File | Entry::Other => return Err(WriteError::NotAFolder { path: folder }),
        }
    }
    Ok(())
}

/// Requires that no file of somebody else's is the same module as this one, or the same test: `shop.rs` beside
/// `shop/mod.rs`. One that was generated is stale, and goes.
fn require_one_file(
    disk: &dyn Disk,
    out: &Path,
    path: &Path,
    wanted: WantedCrate<'_>,
) -> Result<(), WriteError> {
    let is_inner = path.file_stem().is_some_and(|name| name == "mod" || name == "main");
    let other = match path.parent() {
        Some(folder) if is_inner && !folder.as_os_str().is_empty() => folder.with_extension("rs"),
        Some(folder) if folder != Path::new(SOURCES) => path.with_extension("").join("mod.rs"),
        _ => return Ok(()),
    };
    let full = out.join(&other);
    let mark = wanted.mark(&other).unwrap_or_default();
    if entry(disk, &full)? == Entry::Absent || is_marked(disk, &full, mark).unwrap_or_default() {
        return Ok(());
    }
    Err(WriteError::SameModule { path: full, generated: shown(path) })
}

/// What lies in a folder below the crate; nothing if there is no such folder.
fn children(disk: &dyn Disk, out: &Path, folder: &Path) -> Result<Vec<PathBuf>, WriteError> {
    let full = out.join(folder);
    if entry(disk, &full)? != Entry::Folder {
        return Ok(Vec::new());
    }
    let names = disk.list(&full).map_err(WriteError::disk("listed", &full))?;
    Ok(names.into_iter().map(|name| folder.join(name)).collect())
}

fn entry(disk: &dyn Disk, path: &Path) -> Result<Entry, WriteError> {
    disk.entry(path).map_err(WriteError::disk("read", path))
}

/// Whether a folder is a module that was generated under this name.
pub(super) fn is_module_of(disk: &dyn Disk, folder: &Path, is_of: IsOf) -> bool {
    let root = folder.join("mod.rs");
    // A link leads to somebody else's.
    let is_ours = disk.entry(folder).is_ok_and(|entry| entry == Entry::Folder)
        && disk.entry(&root).is_ok_and(|entry| entry == Entry::File);
    let text = disk.read(&root).ok().filter(|_| is_ours).and_then(|bytes| String::from_utf8(bytes).ok());
    let name = folder.file_name().and_then(OsStr::to_str);
    text.zip(name).is_some_and(|(text, name)| is_of(text.lines().next().unwrap_or_default(), name))
}

fn is_marked(disk: &dyn Disk, path: &Path, mark: &str) -> Result<bool, WriteError> {
    disk.begins_with(path, mark).map_err(WriteError::disk("read", path))
}

fn bad_file(file: Wanted<'_>, reason: &'static str) -> WriteError {
    WriteError::BadFile { path: file.path.to_owned(), reason }
}

/// A path as reports show it, the same on every machine.
fn shown(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}
