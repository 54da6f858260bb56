//! Finds the folders of APIs and has each read into the model.

use crate::folder::Folder;
use crate::stray::{has_pages, misnamed, unbegun, unlisted};
use crate::{Activity, Error, Findings, Observe};
use docwright_codegen::{OpenApi, OpenApiVersion, Position, openapi_with_lines};
use docwright_model::{Api, Source, Span};
use docwright_parser::diagnostics::{Code, Diagnostic};
use docwright_parser::{Parsed, SourceFile, read_api};
use rayon::prelude::*;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The file that makes a folder the folder of an API.
const CONFIG: &str = "api.toml";

/// Names that a cargo feature, and so an API, can't have, with what they are taken by.
const TAKEN_NAMES: &[(&str, &str)] = &[("default", "the feature that stands for all others")];

/// For those who need not know what is being done.
const UNOBSERVED: Observe<'static> = &|_| {};

/// An API as its documents describe it.
#[derive(Debug)]
pub struct Loaded {
    /// The model.
    pub api: Api,
    /// What was remarked about the documents; no errors.
    pub findings: Findings,
}

impl Loaded {
    /// The API as an OpenAPI document, in which each fact has the line of the page that states it.
    ///
    /// # Errors
    ///
    /// The model is one that no client can be emitted for either.
    pub fn openapi(&self, version: OpenApiVersion) -> Result<OpenApi, Error> {
        let places = self.findings.places();
        let position = |source: &Source| {
            let (line, column) = places.position(source)?;
            Some(Position { line, column })
        };
        Ok(openapi_with_lines(&self.api, version, &position)?)
    }
}

/// What was found in a folder, errors included.
#[derive(Debug)]
pub struct Inspection {
    /// The model; absent if the documents have errors.
    pub api: Option<Api>,
    /// What was remarked about the documents.
    pub findings: Findings,
}

/// Reads the API of one folder.
///
/// # Errors
///
/// The folder cannot be read, or its documents or its `api.toml` have errors.
pub fn load(folder: &Path) -> Result<Loaded, Error> {
    load_with(folder, UNOBSERVED)
}

/// Does what [`load`] does, and tells what it is doing.
///
/// # Errors
///
/// Those of [`load`].
pub fn load_with(folder: &Path, observe: Observe<'_>) -> Result<Loaded, Error> {
    match read(folder, observe)? {
        Read { api: Some(api), findings, .. } => Ok(Loaded { api, findings }),
        Read { findings, .. } => Err(Error::Documents { findings: vec![findings] }),
    }
}

/// Does what [`load_with`] does for those who make no client of the API: that items have no names in Rust is a warning
/// to them, and these have made-up names.
///
/// # Errors
///
/// The folder cannot be read, or its documents or its `api.toml` have other errors.
pub fn load_described_with(folder: &Path, observe: Observe<'_>) -> Result<Loaded, Error> {
    match read(folder, observe)? {
        Read { api: Some(api), findings, .. } => Ok(Loaded { api, findings }),
        Read { unnamed: Some(api), findings, .. } => Ok(Loaded { api, findings: findings.without_errors() }),
        Read { findings, .. } => Err(Error::Documents { findings: vec![findings] }),
    }
}

/// Reads whatever APIs a folder holds: itself, if it has an `api.toml`, or else the folders in it. Documents with
/// errors are no error here: their remarks tell.
///
/// # Errors
///
/// The folder cannot be read, or holds no API.
pub fn inspect(path: &Path) -> Result<Vec<Inspection>, Error> {
    inspect_with(path, UNOBSERVED)
}

/// Does what [`inspect`] does, and tells what it is doing.
///
/// # Errors
///
/// Those of [`inspect`].
pub fn inspect_with(path: &Path, observe: Observe<'_>) -> Result<Vec<Inspection>, Error> {
    let folders = api_folders(path)?;
    let read = |folder: PathBuf| {
        let Read { api, findings, .. } = read(&folder, observe)?;
        Ok(Inspection { api, findings })
    };
    each(folders, read)
}

/// Reads the API of the folder `specs`, or of all folders in it, in the order of their names; errors of all of them are
/// collected.
pub(crate) fn load_all(specs: &Path, observe: Observe<'_>) -> Result<Vec<Loaded>, Error> {
    let mut loaded = Vec::new();
    let mut broken = Vec::new();
    for read in each(api_folders(specs)?, |folder| read(&folder, observe))? {
        match read {
            Read { api: Some(api), findings, .. } => loaded.push(Loaded { api, findings }),
            Read { findings, .. } => broken.push(findings),
        }
    }
    if broken.is_empty() { Ok(loaded) } else { Err(Error::Documents { findings: broken }) }
}

/// What was read of each folder, in their order, or the error of the first that has one. All threads of the machine
/// read.
fn each<T: Send>(
    folders: Vec<PathBuf>,
    read: impl Fn(PathBuf) -> Result<T, Error> + Send + Sync,
) -> Result<Vec<T>, Error> {
    let each: Vec<Result<T, Error>> = folders.into_par_iter().map(read).collect();
    each.into_iter().collect()
}

/// The folder itself, if it holds an `api.toml`, or else the folders in it that do.
fn api_folders(path: &Path) -> Result<Vec<PathBuf>, Error> {
    if path.is_file() {
        return Err(Error::NoFolder { path: path.to_owned() });
    }
    if is_api(path) {
        return Ok(vec![path.to_owned()]);
    }
    match misnamed(path) {
        Some(path) => Err(Error::Misnamed { path }),
        None => folders(path),
    }
}

/// Whether this is the folder of one API.
pub(crate) fn is_api(path: &Path) -> bool {
    fs::symlink_metadata(path.join(CONFIG)).is_ok()
}

/// The folders in `specs` that hold an `api.toml`, sorted.
fn folders(specs: &Path) -> Result<Vec<PathBuf>, Error> {
    let unreadable = |source| Error::Specs { path: specs.to_owned(), source };
    let (mut folders, mut unbegun_folders) = (Vec::new(), Vec::new());
    for entry in fs::read_dir(specs).map_err(unreadable)? {
        let folder = entry.map_err(unreadable)?.path();
        // A link that leads nowhere counts as well: it is an API that can't be read, not one to forget.
        match fs::symlink_metadata(folder.join(CONFIG)) {
            Ok(_) => folders.push(folder),
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
                // What was made from it is not to go for a capital letter.
                if let Some(path) = misnamed(&folder) {
                    return Err(Error::Misnamed { path });
                }
                // Nor for a folder that a link does not find, or a file that was lost.
                if let (true, Err(source)) = (folder.is_symlink(), folder.metadata()) {
                    return Err(Error::Specs { path: folder, source });
                }
                if has_pages(&folder) {
                    unbegun_folders.push(folder);
                }
            }
            // What can't be looked into may be an API; what was made from it is not to go for that.
            Err(source) => return Err(Error::Specs { path: folder, source }),
        }
    }
    unbegun_folders.sort();
    if let (false, Some(path)) = (folders.is_empty(), unbegun_folders.into_iter().next()) {
        return Err(Error::Unbegun { path });
    }
    if folders.is_empty() {
        return Err(Error::NoApi { path: specs.to_owned(), pages: unbegun(specs) });
    }
    folders.sort();
    Ok(folders)
}

/// What was read of one folder.
struct Read {
    /// The model; there exactly if no remark is an error.
    api: Option<Api>,
    /// The model, if all errors are about names in Rust.
    unnamed: Option<Api>,
    findings: Findings,
}

/// Reads one folder.
fn read(path: &Path, observe: Observe<'_>) -> Result<Read, Error> {
    let folder = Folder::open(path).map_err(|source| Error::Specs { path: path.to_owned(), source })?;
    let read_file = |name: &str| {
        observe(Activity::Reading { folder: path, file: name });
        folder.read(name)
    };
    let Parsed { api, unnamed, diagnostics, acknowledged, accounts, files } = read_api(&read_file);
    let described = api.as_ref().or(unnamed.as_ref());
    // A link's own name is the one that people see, wherever it leads.
    let own = path.file_name().and_then(|name| name.to_str());
    let mistake = described.and_then(|api| name_mistake(&api.name, own.or(folder.name())));
    let is_mistaken = mistake.is_some();
    let mistake = mistake.map(|(message, help)| {
        let diagnostic = Diagnostic::new(Code::ConfigValue, message, help);
        match name_source(&files) {
            Some(source) => diagnostic.at(source, "this name"),
            None => diagnostic,
        }
    });
    let unlisted = described.and_then(|_| unlisted(path, &files));
    let mut findings = Findings::new(prefix(path), diagnostics, files).with(acknowledged, accounts);
    if let Some(unlisted) = unlisted {
        findings.push(unlisted);
    }
    if let Some(mistake) = mistake {
        findings.push(mistake);
    }
    let api = api.filter(|_| !findings.has_errors());
    let unnamed = unnamed.filter(|_| !is_mistaken);
    Ok(Read { api, unnamed, findings })
}

/// What is wrong with the name of an API, and what to do about it.
fn name_mistake(name: &str, folder: Option<&str>) -> Option<(String, String)> {
    if let Some((_, owner)) = TAKEN_NAMES.iter().find(|(taken, _)| *taken == name) {
        let message = format!("an API cannot be named `{name}`: that is {owner}");
        return Some((message, "give the API and its folder another name".to_owned()));
    }
    match folder {
        Some(folder) if folder == name => None,
        Some(folder) => Some((
            format!("the API is named `{name}`, but its folder `{folder}`"),
            format!("write `name = \"{folder}\"`, or rename the folder"),
        )),
        None => Some((
            format!("the API is named `{name}`, but its folder has no name"),
            format!("put it into a folder named `{name}`"),
        )),
    }
}

/// Where `api.toml` gives the name.
fn name_source(files: &[SourceFile]) -> Option<Source> {
    let config = files.iter().find(|file| &*file.name == CONFIG)?;
    let document = toml_edit::Document::parse(config.text.as_str()).ok()?;
    let span = document.get("name")?.span()?;
    Some(Source { file: config.name.clone(), span: Span::new(span.start, span.end) })
}

/// The folder as it is put before the names of its files.
fn prefix(folder: &Path) -> String {
    let shown = folder.display().to_string().replace('\\', "/");
    if shown.ends_with('/') { shown } else { format!("{shown}/") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, folder: Option<&str>, expect: Option<&str>) {
        assert_eq!(name_mistake(name, folder).map(|(message, _)| message).as_deref(), expect);
    }

    #[test]
    fn folder_and_name_agree() {
        check("petstore", Some("petstore"), None);
        check("petstore", Some("Petstore"), Some("the API is named `petstore`, but its folder `Petstore`"));
        check("petstore", None, Some("the API is named `petstore`, but its folder has no name"));
    }

    #[test]
    fn each_file_is_told_before_it_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let config = "name = \"petstore\"\ntitle = \"Petstore\"\n\n[[documents]]\nfile = \"pages.md\"\n";
        fs::write(folder.path().join(CONFIG), config).unwrap();
        let told = std::sync::Mutex::new(Vec::new());
        let _ = load_with(folder.path(), &|activity| told.lock().unwrap().push(activity.to_string()));
        let path = |file: &str| format!("reading {}", folder.path().join(file).display());
        // The page does not exist, which shows only when it is read.
        assert_eq!(*told.lock().unwrap(), [path("api.toml"), path("pages.md")]);
    }

    #[test]
    fn the_default_feature_is_no_api() {
        let expect = "an API cannot be named `default`: that is the feature that stands for all others";
        check("default", Some("default"), Some(expect));
    }

    #[test]
    fn the_place_of_the_name_is_found() {
        let text = "# First.\ntitle = \"name\"\nname = \"petstore\"\n";
        let files = [SourceFile { name: CONFIG.into(), text: text.to_owned() }];
        let span = name_source(&files).unwrap().span;
        assert_eq!(text.get(span.start..span.end), Some("\"petstore\""));
    }
}
