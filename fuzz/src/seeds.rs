//! What made-up input begins with: the documents of this repository, in; pieces of some kilobytes for each target, out.
//! They are cut when they are needed, so that no copy of a document has to be kept.

use crate::targets::SEPARATOR;
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// A piece is not cut before it has so many bytes.
const PIECE: usize = 2_500;

/// The folders that hold documents, below that of the repository.
const FOLDERS: [&str; 8] = [
    "specs",
    "tests/pages",
    "judges/browser/specs",
    "generator/parser/tests",
    "generator/parser/src/diagnostics/examples",
    "generator/docwright/tests",
    "generator/docwright/src/diagnostics",
    "fuzz/pages",
];

/// What stands in `api.toml` beside a piece of a document that has none of its own.
const BESIDE: &str = "name = \"shop\"\ntitle = \"Shop\"\nbase_url = \"https://shop.example/v1\"\ntypes = \"all\"\n\
    [request]\nmethod = \"POST\"\nencoding = \"form\"\n[[documents]]\nfile = \"page.";

/// Answers of servers as [`answer`](crate::targets::answer) reads them.
const ANSWERS: &str = include_str!("../pages/answers.txt");

/// The line between two seeds in a file of seeds.
const NEXT_SEED: &str = "\n====\n";

/// A text of the repository.
#[derive(Debug, Clone)]
struct Text {
    /// The file, without what stands around it.
    name: String,
    /// The folder, or the file that holds several.
    folder: PathBuf,
    content: String,
}

/// The documents of the repository.
#[derive(Debug, Clone)]
pub struct Repository(Vec<Text>);

impl Repository {
    /// Reads all documents of the repository in this folder, in the order of their names.
    ///
    /// # Errors
    ///
    /// A folder or a file cannot be read.
    pub fn read(root: &Path) -> io::Result<Self> {
        let mut texts = Vec::new();
        for folder in FOLDERS.map(|folder| root.join(folder)).iter().filter(|folder| folder.is_dir()) {
            read_folder(folder, &mut texts)?;
        }
        Ok(Self(texts))
    }

    /// The repository that this package lies in.
    ///
    /// # Errors
    ///
    /// As [`Self::read`].
    pub fn of_this_package() -> io::Result<Self> {
        Self::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(".."))
    }

    fn ending(&self, ending: &str) -> impl Iterator<Item = &Text> {
        self.0.iter().filter(move |text| text.name.ends_with(ending))
    }
}

fn read_folder(folder: &Path, texts: &mut Vec<Text>) -> io::Result<()> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        paths.push(entry?.path());
    }
    paths.sort();
    for path in paths {
        if path.is_dir() {
            read_folder(&path, texts)?;
        } else if [".md", ".txt", ".html", ".toml"]
            .iter()
            .any(|ending| path.to_string_lossy().ends_with(ending))
        {
            // Documents that are no text are no seeds: made-up input soon is none either.
            let Ok(text) = String::from_utf8(fs::read(&path)?) else { continue };
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            texts.extend(files_of(&name, &text, folder, &path));
        }
    }
    Ok(())
}

/// The files that a text stands for: examples of remarks hold several, each behind a line `-- name --`.
fn files_of(name: &str, text: &str, folder: &Path, path: &Path) -> Vec<Text> {
    let mut files: Vec<Text> = Vec::new();
    for line in text.split_inclusive('\n') {
        let begun = line.trim_end().strip_prefix("-- ").and_then(|line| line.strip_suffix(" --"));
        match (begun, files.last_mut()) {
            (Some(name), _) => {
                files.push(Text { name: name.to_owned(), folder: path.to_owned(), content: String::new() });
            }
            (None, Some(file)) => file.content.push_str(line),
            (None, None) => {}
        }
    }
    if files.is_empty() {
        files.push(Text { name: name.to_owned(), folder: folder.to_owned(), content: text.to_owned() });
    }
    files
}

/// Pieces of Markdown.
#[must_use]
pub fn markdown(repository: &Repository) -> Vec<Vec<u8>> {
    repository.ending(".md").flat_map(pieces).collect()
}

/// Pieces of plain text, and some Markdown, which much of it nearly is.
#[must_use]
pub fn text(repository: &Repository) -> Vec<Vec<u8>> {
    let markdown = repository.ending(".md").filter(|text| text.content.len() < PIECE);
    repository.ending(".txt").chain(markdown).flat_map(pieces).collect()
}

/// Web pages: those that there are, and those that the pieces of Markdown become.
#[must_use]
pub fn html(repository: &Repository) -> Vec<Vec<u8>> {
    let pages = repository.ending(".html").flat_map(pieces);
    let rendered = repository.ending(".md").flat_map(pieces).map(|piece| {
        let text = String::from_utf8_lossy(&piece).into_owned();
        let mut page = String::new();
        pulldown_cmark::html::push_html(
            &mut page,
            pulldown_cmark::Parser::new_ext(&text, pulldown_cmark::Options::ENABLE_TABLES),
        );
        page.into_bytes()
    });
    pages.chain(rendered).collect()
}

/// Every `api.toml`.
#[must_use]
pub fn api_toml(repository: &Repository) -> Vec<Vec<u8>> {
    repository.ending("api.toml").map(|text| text.content.clone().into_bytes()).collect()
}

/// Folders with a page and its `api.toml`, and pieces of the larger documents beside a small one.
#[must_use]
pub fn folders(repository: &Repository) -> Vec<Vec<u8>> {
    let mut folders = Vec::new();
    for page in [".md", ".html", ".txt"].iter().flat_map(|ending| repository.ending(ending)) {
        let beside = repository.ending("api.toml").find(|config| config.folder == page.folder);
        let own = beside.filter(|_| page.content.len() <= PIECE);
        let ending = page.name.rsplit('.').next().unwrap_or_default();
        let config = match own {
            Some(config) => config.content.replace(&page.name, &format!("page.{ending}")),
            None => format!("{BESIDE}{ending}\"\n"),
        };
        folders.extend(pieces(page).into_iter().map(|piece| [config.as_bytes(), SEPARATOR, &piece].concat()));
    }
    folders
}

/// Answers.
#[must_use]
pub fn answers(_: &Repository) -> Vec<Vec<u8>> {
    ANSWERS.split(NEXT_SEED).map(|seed| seed.as_bytes().to_vec()).collect()
}

/// Cuts a document before headings and empty lines.
fn pieces(text: &Text) -> Vec<Vec<u8>> {
    let mut pieces = Vec::new();
    let mut piece = String::new();
    for line in text.content.split_inclusive('\n') {
        let may_begin = line.starts_with('#') || line.trim().is_empty() || line.starts_with("<h");
        if may_begin && piece.len() >= PIECE {
            pieces.push(std::mem::take(&mut piece).into_bytes());
        }
        piece.push_str(line);
    }
    pieces.push(piece.into_bytes());
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::targets::TARGETS;
    use docwright_parser::read_api;

    #[test]
    fn there_are_seeds_for_each_target() -> io::Result<()> {
        let repository = Repository::of_this_package()?;
        for target in TARGETS {
            let seeds = (target.seeds)(&repository);
            assert!(seeds.len() >= 10, "{} has {}", target.name, seeds.len());
            assert!(seeds.iter().all(|seed| seed.len() <= crate::mutate::LONGEST), "{}", target.name);
        }
        Ok(())
    }

    /// Otherwise what is beyond the reader would hardly be tried.
    #[test]
    fn most_seeds_of_folders_are_read_without_an_error() -> io::Result<()> {
        let seeds = folders(&Repository::of_this_package()?);
        let read = seeds.iter().filter(|seed| {
            let at = seed.windows(SEPARATOR.len()).position(|window| window == SEPARATOR).unwrap_or(0);
            let (config, page) = seed.split_at(at);
            let page = page.get(SEPARATOR.len()..).unwrap_or_default();
            read_api(&|name| Ok(if name == "api.toml" { config.to_vec() } else { page.to_vec() }))
                .api
                .is_some()
        });
        let read = read.count();
        assert!(read * 2 > seeds.len(), "{read} of {}", seeds.len());
        Ok(())
    }
}
