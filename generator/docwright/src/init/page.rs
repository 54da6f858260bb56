//! The pages that somebody names, read: files, folders of files, or the standard input.
//!
//! Comes in: what the command line says. Goes out: texts, each with the name of a file for it; or the reason why one
//! of them is no page. A page's bytes are kept as they are.

use super::InitError;
use crate::folder::MOST_BYTES;
use crate::stray::is_page;
use std::collections::HashSet;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Where a page comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PageSource {
    /// The standard input.
    Stdin,
    /// A file, or a folder with files.
    Path(PathBuf),
}

impl TryFrom<OsString> for PageSource {
    type Error = InitError;

    /// Reads an argument: `-` is the standard input; an address is refused.
    fn try_from(argument: OsString) -> Result<Self, InitError> {
        let text = argument.to_string_lossy();
        if ["http://", "https://", "ftp://"]
            .iter()
            .any(|scheme| text.to_ascii_lowercase().starts_with(scheme))
        {
            return Err(InitError::Address { address: text.into_owned() });
        }
        Ok(if text == "-" { Self::Stdin } else { Self::Path(argument.into()) })
    }
}

/// A page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Page {
    /// What people call it: `` `docs/pets.md` ``, `the standard input`.
    pub shown: String,
    /// What its file is called, with the folders below one that was given; none if it has no name that is text.
    pub file: Option<String>,
    /// All of it.
    pub text: String,
}

/// As much of a page tells whether it is text.
const BEGINNING: u64 = 1 << 16;

/// Reads all pages, each once, in the order in which they are named; gives them with the folders that were left out.
pub(super) fn read_pages(sources: &[PageSource]) -> Result<(Vec<Page>, Vec<PathBuf>), InitError> {
    let mut pages = Vec::new();
    let mut left_out = Vec::new();
    let mut seen = HashSet::new();
    for source in sources {
        let path = match source {
            PageSource::Stdin if seen.contains(Path::new("-")) => continue,
            PageSource::Stdin => {
                seen.insert(PathBuf::from("-"));
                pages.push(page("the standard input".to_owned(), None, io::stdin().lock())?);
                continue;
            }
            PageSource::Path(path) => path,
        };
        let files =
            if path.is_dir() { folder(path, &mut left_out)? } else { vec![(path.clone(), name_of(path))] };
        for (path, file) in files {
            // A page that is named twice would document everything twice.
            if seen.insert(fs::canonicalize(&path).unwrap_or_else(|_| path.clone())) {
                let shown = format!("`{}`", path.display());
                let opened = File::open(&path).map_err(|source| unreadable(&shown, source))?;
                pages.push(page(shown, file, opened)?);
            }
        }
    }
    Ok((pages, left_out))
}

fn unreadable(shown: &str, source: io::Error) -> InitError {
    InitError::Unreadable { page: shown.to_owned(), source }
}

fn name_of(path: &Path) -> Option<String> {
    path.file_name().and_then(|name| name.to_str()).map(str::to_owned)
}

/// A file and its path below the folder in which it was looked for.
type Found = (PathBuf, Option<String>);

/// The pages in a folder and its folders, in the order of their names. Links and hidden files are left out, and so are
/// folders of other APIs, which are told.
fn folder(root: &Path, left_out: &mut Vec<PathBuf>) -> Result<Vec<Found>, InitError> {
    let is_api = |folder: &Path| fs::symlink_metadata(folder.join(docwright_parser::CONFIG_FILE)).is_ok();
    if is_api(root) {
        return Err(InitError::AlreadyBegun { folder: root.to_owned() });
    }
    let (mut found, mut folders) = (Vec::new(), vec![root.to_owned()]);
    while let Some(folder) = folders.pop() {
        let refused = |source| unreadable(&format!("the folder `{}`", folder.display()), source);
        for entry in fs::read_dir(&folder).map_err(refused)? {
            let entry = entry.map_err(refused)?;
            let kind = entry.file_type().map_err(refused)?;
            let path = entry.path();
            let Some(name) = name_of(&path).filter(|name| !name.starts_with('.')) else { continue };
            if kind.is_dir() && is_api(&path) {
                left_out.push(path);
            } else if kind.is_dir() {
                folders.push(path);
            } else if kind.is_file() && is_page(&name) {
                let below = path.strip_prefix(root).unwrap_or(&path);
                let below = below.to_str().map(|below| below.replace('\\', "/"));
                found.push((path, below));
            }
        }
    }
    found.sort();
    left_out.sort();
    if found.is_empty() { Err(InitError::NoPage { folder: root.to_owned() }) } else { Ok(found) }
}

fn page(shown: String, file: Option<String>, input: impl Read) -> Result<Page, InitError> {
    let mut bytes = Vec::new();
    let mut input = input.take(MOST_BYTES + 1);
    // Looked at before the rest is read: a device may have no end.
    for length in [BEGINNING, MOST_BYTES + 1] {
        let read = (&mut input).take(length).read_to_end(&mut bytes);
        read.map_err(|source| unreadable(&shown, source))?;
        if let Some(kind) = binary(&bytes) {
            return Err(InitError::Binary { page: shown, kind });
        }
    }
    if bytes.len() as u64 > MOST_BYTES {
        return Err(InitError::TooLarge { page: shown, limit: MOST_BYTES });
    }
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let byte = error.utf8_error().valid_up_to();
            let encoding = encoding(error.as_bytes());
            return Err(InitError::NotUtf8 { page: shown, byte, encoding });
        }
    };
    if text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').is_empty() {
        return Err(InitError::Empty { page: shown });
    }
    if let Some(kind) = machine(&text) {
        return Err(InitError::Machine { page: shown, kind });
    }
    Ok(Page { shown, file, text })
}

/// How files that are no text begin.
const BINARY: &[(&[u8], &str)] = &[
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x7fELF", "a program"),
];
/// How files of UTF-16 begin.
const UTF_16: &[&[u8]] = &[b"\xff\xfe", b"\xfe\xff"];

fn binary(bytes: &[u8]) -> Option<&'static str> {
    let known = BINARY.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, kind)| *kind);
    let has_nul = || {
        let is_wide = UTF_16.iter().any(|start| bytes.starts_with(start));
        !is_wide && bytes.contains(&0)
    };
    known.or_else(|| has_nul().then_some("data of a program, for it has bytes of value 0"))
}

/// The encoding that a text beyond UTF-8 seems to be in: what it says itself, or what most such texts are in. None if
/// most of what is not ASCII is UTF-8, so that converting the whole would spoil it.
fn encoding(bytes: &[u8]) -> Option<String> {
    if UTF_16.iter().any(|start| bytes.starts_with(start)) {
        return Some("UTF-16".to_owned());
    }
    let (mut sound, mut unsound) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        unsound += chunk.invalid().len();
    }
    if sound > 0 && sound >= unsound {
        return None;
    }
    let head =
        String::from_utf8_lossy(bytes.get(..bytes.len().min(2048)).unwrap_or_default()).to_ascii_lowercase();
    let said = head.split_once("charset=").map(|(_, rest)| rest.trim_start_matches(['"', '\'']));
    let said =
        said.and_then(|rest| rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_').next());
    let said = said.filter(|said| !said.is_empty() && *said != "utf-8");
    Some(said.map_or_else(|| "WINDOWS-1252".to_owned(), str::to_ascii_uppercase))
}

/// Descriptions of APIs for programs, by what stands at their beginning.
const MACHINES: &[(&str, &str)] = &[
    ("openapi", "an OpenAPI document"),
    ("swagger", "an OpenAPI document"),
    ("asyncapi", "an AsyncAPI document"),
];

fn machine(text: &str) -> Option<&'static str> {
    let start = text.trim_start_matches('\u{feff}').trim_start();
    let start = start.strip_prefix("---").unwrap_or(start);
    let start = start.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '{' | '"'));
    let key = MACHINES.iter().find(|(key, _)| {
        let rest = start.strip_prefix(key).map(|rest| rest.trim_start_matches('"').trim_start());
        // `openapi: 3.0.1`, `"swagger": "2.0"`
        let value = rest
            .and_then(|rest| rest.strip_prefix(':'))
            .map(|rest| rest.trim_start_matches([' ', '"', '\'']));
        value.is_some_and(|value| value.starts_with(|c: char| c.is_ascii_digit()))
    });
    key.map(|(_, kind)| *kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], expect: &str) {
        let error = page("`page`".to_owned(), None, bytes).unwrap_err();
        assert_eq!(error.to_string(), expect);
    }

    #[test]
    fn what_is_no_page_is_refused() {
        check(b"", "`page` is empty");
        check("\u{feff} \n".as_bytes(), "`page` is empty");
        check(b"%PDF-1.7 \xff", "`page` is no text: it looks like a PDF");
        check(b"pets\0", "`page` is no text: it looks like data of a program, for it has bytes of value 0");
        check(b"# Caf\xe9", "`page` is not UTF-8: byte 5 begins no character");
        check(
            b"{ \"openapi\": \"3.1.0\" }",
            "`page` is an OpenAPI document, which needs no reading by docwright",
        );
        check(b"swagger: '2.0'\n", "`page` is an OpenAPI document, which needs no reading by docwright");
    }

    #[test]
    fn a_page_is_no_larger_than_what_is_read_of_a_folder_afterwards() {
        let error = page("`page`".to_owned(), None, io::repeat(b'a')).unwrap_err();
        assert_eq!(error.to_string(), "`page` is larger than 134217728 bytes");
    }

    #[test]
    fn the_encoding_is_the_one_that_a_page_claims() {
        assert_eq!(encoding(b"<meta charset=\"iso-8859-15\">\xe9").as_deref(), Some("ISO-8859-15"));
        assert_eq!(encoding(b"caf\xc3\xa9 and caf\xe9"), None, "one word of another encoding");
        assert_eq!(encoding(b"\xff\xfep\0").as_deref(), Some("UTF-16"));
        assert_eq!(encoding(b"<meta charset=utf-8>\xe9").as_deref(), Some("WINDOWS-1252"));
    }

    #[test]
    fn bytes_are_kept() {
        let text = "\u{feff}# Pets\r\n";
        assert_eq!(page(String::new(), None, text.as_bytes()).unwrap().text, text);
        assert_eq!(
            page(String::new(), None, "openapi is a word\n".as_bytes()).unwrap().text,
            "openapi is a word\n"
        );
    }

    #[test]
    fn an_address_is_no_page() {
        let source = |text: &str| PageSource::try_from(OsString::from(text));
        assert_eq!(source("-").unwrap(), PageSource::Stdin);
        assert_eq!(source("./-").unwrap(), PageSource::Path("./-".into()));
        assert!(matches!(source("HTTPS://pets.example"), Err(InitError::Address { .. })));
    }
}
