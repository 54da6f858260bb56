//! A new folder on the disk, all of it or nothing.
//!
//! Everything is written beside its place first, where a full disk does no harm; then the folder gets its name in one
//! instant. Folders around it that had to be made are removed again if that fails.

use super::InitError;
use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// One file of the new folder.
#[derive(Debug, Clone, Copy)]
pub(super) struct NewFile<'a> {
    /// Its path below the folder, with `/` between its parts.
    pub path: &'a str,
    /// All of its bytes.
    pub contents: &'a str,
}

/// Refuses what is there already, be it a link that leads nowhere.
pub(super) fn require_absent(folder: &Path) -> Result<(), InitError> {
    match fs::symlink_metadata(folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(InitError::disk("looked at", folder)(error)),
        Ok(_) => Err(InitError::Exists { folder: folder.to_owned() }),
    }
}

/// Creates `specs/name` with these files.
pub(super) fn write_folder(specs: &Path, name: &str, files: &[NewFile<'_>]) -> Result<PathBuf, InitError> {
    let folder = specs.join(name);
    require_absent(&folder)?;
    let made = create_around(specs)?;
    match write_into(specs, &folder, files) {
        Ok(()) => Ok(folder),
        Err(error) => {
            for around in made.iter().rev() {
                // One that somebody else uses by now is not empty, and stays.
                let _ = fs::remove_dir(around);
            }
            Err(error)
        }
    }
}

/// Creates the folders that are missing, and gives those that it made, outermost first.
fn create_around(specs: &Path) -> Result<Vec<PathBuf>, InitError> {
    let is_missing = |path: &&Path| !path.as_os_str().is_empty() && fs::symlink_metadata(path).is_err();
    let mut missing: Vec<PathBuf> = specs.ancestors().take_while(is_missing).map(Path::to_owned).collect();
    missing.reverse();
    for (index, path) in missing.iter().enumerate() {
        if let Err(error) = fs::create_dir(path) {
            for made in missing.iter().take(index).rev() {
                let _ = fs::remove_dir(made);
            }
            return Err(InitError::disk("created", path)(error));
        }
    }
    Ok(missing)
}

fn write_into(specs: &Path, folder: &Path, files: &[NewFile<'_>]) -> Result<(), InitError> {
    let scratch = tempfile::Builder::new().prefix(".docwright-").tempdir_in(specs);
    let scratch = scratch.map_err(InitError::disk("written to", specs))?;
    // A folder within, for the scratch folder itself is for nobody else to read.
    let staged = scratch.path().join("new");
    fs::create_dir(&staged).map_err(InitError::disk("created", folder))?;
    for file in files {
        let (staged, shown) = (staged.join(file.path), folder.join(file.path));
        let refused = || InitError::disk("written", &shown);
        if let Some(around) = staged.parent() {
            fs::create_dir_all(around).map_err(refused())?;
        }
        let mut created = File::create_new(&staged).map_err(refused())?;
        created.write_all(file.contents.as_bytes()).map_err(refused())?;
        // Some file systems report a full disk only here.
        created.sync_all().map_err(refused())?;
    }
    require_absent(folder)?;
    fs::rename(&staged, folder).map_err(InitError::disk("created", folder))
}

#[cfg(test)]
mod tests {
    use super::*;
    use tempfile::TempDir;

    const FILES: &[NewFile<'_>] = &[
        NewFile { path: "api.toml", contents: "name = \"pets\"\n" },
        NewFile { path: "guide/pets.md", contents: "# Pets\n" },
    ];

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn the_folder_and_those_around_it_are_made() {
        let around = TempDir::new().unwrap();
        let specs = around.path().join("new/specs");
        let folder = write_folder(&specs, "pets", FILES).unwrap();
        assert_eq!(fs::read_to_string(folder.join("guide/pets.md")).unwrap(), "# Pets\n");
        assert_eq!(names(&specs), ["pets"]);
        assert_eq!(names(&folder), ["api.toml", "guide"]);
    }

    #[test]
    fn what_exists_is_left_alone() {
        let around = TempDir::new().unwrap();
        fs::write(around.path().join("pets"), "a file").unwrap();
        let error = write_folder(around.path(), "pets", FILES).unwrap_err();
        assert!(matches!(error, InitError::Exists { .. }));
        assert_eq!(names(around.path()), ["pets"]);
    }

    #[test]
    fn a_step_that_fails_leaves_nothing() {
        let around = TempDir::new().unwrap();
        let twice = [FILES, FILES].concat();
        let error = write_folder(&around.path().join("new/specs"), "pets", &twice).unwrap_err();
        assert!(matches!(error, InitError::Disk { action: "written", .. }));
        assert_eq!(names(around.path()), Vec::<String>::new());
        fs::write(around.path().join("specs"), "a file").unwrap();
        write_folder(&around.path().join("specs"), "pets", FILES).unwrap_err();
        assert_eq!(names(around.path()), ["specs"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_in_the_way_is_not_followed() {
        let around = TempDir::new().unwrap();
        std::os::unix::fs::symlink("elsewhere", around.path().join("pets")).unwrap();
        let error = write_folder(around.path(), "pets", FILES).unwrap_err();
        assert!(matches!(error, InitError::Exists { .. }));
        assert_eq!(names(around.path()), ["pets"]);
    }
}
