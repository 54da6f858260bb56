//! What lies in folders of documents and is not read: pages that no `api.toml` lists, an `api.toml` under another name,
//! a file in the place of a folder.
//!
//! Comes in: a folder. Goes out: what a reader would wonder about. Nothing of it is opened.

use docwright_model::{Source, Span};
use docwright_parser::diagnostics::{Code, Diagnostic};
use docwright_parser::{CONFIG_FILE, SourceFile};
use std::fs;
use std::path::{Path, PathBuf};

/// Endings of files that may be pages.
const PAGES: &[&str] = &["md", "markdown", "mdx", "html", "htm", "xhtml", "txt"];
/// Names of pages, without their endings, that are about a folder and not about an API.
const ABOUT_FOLDERS: &[&str] = &[
    "authors",
    "changelog",
    "contributing",
    "copying",
    "copyright",
    "licence",
    "license",
    "notice",
    "readme",
];
/// So many pages are named; more are counted.
const MOST: usize = 5;

/// Whether a file of this name may be a page.
pub(crate) fn is_page(name: &str) -> bool {
    name.rsplit_once('.')
        .is_some_and(|(_, ending)| PAGES.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

/// The pages right in a folder, in the order of their names. What can't be listed has none.
fn pages(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let files = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()));
    let names = files.filter_map(|entry| entry.file_name().into_string().ok());
    let is_about_folder = |name: &str| {
        let stem = name.split('.').next().unwrap_or_default();
        stem.is_empty() || ABOUT_FOLDERS.iter().any(|known| stem.eq_ignore_ascii_case(known))
    };
    let mut pages: Vec<String> = names.filter(|name| is_page(name) && !is_about_folder(name)).collect();
    pages.sort();
    pages
}

/// Whether a folder holds pages that an API could be begun from. Folders that are hidden are nobody's business.
pub(crate) fn has_pages(folder: &Path) -> bool {
    let is_hidden =
        folder.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.starts_with('.'));
    !is_hidden && !pages(folder).is_empty()
}

/// A remark about the pages in the folder of an API that were not read, if there are any.
pub(crate) fn unlisted(folder: &Path, read: &[SourceFile]) -> Option<Diagnostic> {
    let mut pages = pages(folder);
    pages.retain(|name| read.iter().all(|file| *file.name != **name));
    let (first, others) = pages.split_first()?;
    let message = match others.len() {
        0 => format!("`{first}` is not read: api.toml does not list it"),
        _ => format!("{} pages are not read: api.toml does not list them", pages.len()),
    };
    let entry = |name: &String| format!("[[documents]]\nfile = {}", toml_edit::Value::from(name.as_str()));
    let entries: Vec<String> = pages.iter().take(MOST).map(entry).collect();
    let more = match pages.len().saturating_sub(MOST) {
        0 => String::new(),
        more => format!("\n\nand {more} more"),
    };
    let help = format!("if the API is documented there, add to api.toml:\n{}{more}", entries.join("\n\n"));
    let place = Source { file: CONFIG_FILE.into(), span: Span::default() };
    Some(Diagnostic::new(Code::UnlistedPage, message, help).at(place, "not among its [[documents]]"))
}

/// A file in a folder that would be its `api.toml`, were it not for the capitals.
pub(crate) fn misnamed(folder: &Path) -> Option<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let is_meant = |name: &str| name != CONFIG_FILE && name.eq_ignore_ascii_case(CONFIG_FILE);
    let mut meant: Vec<PathBuf> = entries
        .filter(|entry| entry.file_name().to_str().is_some_and(is_meant))
        .map(|entry| entry.path())
        .collect();
    meant.sort();
    meant.into_iter().next()
}

/// The folder with pages in which an API could be begun: this one, or the first in it.
pub(crate) fn unbegun(folder: &Path) -> Option<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut folders: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    std::iter::once(folder.to_owned()).chain(folders).find(|folder| !pages(folder).is_empty())
}
