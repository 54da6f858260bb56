//! An API whose documents say everything many times, each time with names of its own: `AddUser` and `/users` of the
//! seventh copy are `AddUser7` and `/copy7/users`.
//!
//! What has to be told apart is what the model of the documents names: endpoints, types, constants, and paths. Everything
//! else is repeated as it is.

use crate::Failure;
use crate::inputs::Folder;
use docwright_model::Api;
use std::collections::HashSet;
use toml::{Table, Value};

const CONFIG: &str = "api.toml";

/// Keys of `api.toml` whose lists hold something for each copy; all others are about the API as a whole.
const LISTS: [&str; 3] = ["documents", "patch", "acknowledge"];

/// The folder with this many copies of its documents, the first of which is the original.
pub(crate) fn repeated(folder: &Folder, copies: usize) -> Result<Folder, Failure> {
    let names = Names::of(&folder.read()?, folder);
    let mut repeated = folder.clone();
    let config = folder.files.get(CONFIG).map(String::as_str).unwrap_or_default();
    let mut whole: Table = config.parse()?;
    for copy in 1..copies {
        for (file, text) in folder.files.iter().filter(|(file, _)| *file != CONFIG) {
            repeated.files.insert(format!("{copy}-{file}"), names.renamed(text, copy));
        }
        let mut part: Table = names.renamed(config, copy).parse()?;
        if let Some(Value::Array(documents)) = part.get_mut("documents") {
            for document in documents.iter_mut().filter_map(Value::as_table_mut) {
                for (key, prefix) in [("file", format!("{copy}-")), ("url", format!("https://{copy}."))] {
                    if let Some(Value::String(text)) = document.get_mut(key) {
                        *text = prefix + text.trim_start_matches("https://");
                    }
                }
            }
        }
        if let Some(Value::Table(names)) = part.get_mut("names") {
            // Equal enumerations are one type, whose values have names already.
            names.remove("values");
        }
        let endpoints = part.get_mut("names").and_then(|names| names.get_mut("endpoints"));
        for (_, name) in endpoints.and_then(Value::as_table_mut).into_iter().flatten() {
            if let Value::String(name) = name {
                name.extend(["_", &copy.to_string()]);
            }
        }
        merge(&mut whole, part);
    }
    repeated.files.insert(CONFIG.to_owned(), whole.to_string());
    Ok(repeated)
}

/// Adds what a copy has: elements of lists that grow, and keys that are not there yet.
fn merge(whole: &mut Table, part: Table) {
    for (key, value) in part {
        match (whole.get_mut(&key), value) {
            (Some(Value::Array(list)), Value::Array(more)) if LISTS.contains(&key.as_str()) => {
                // What is about all copies is said once.
                let new: Vec<Value> = more.into_iter().filter(|value| !list.contains(value)).collect();
                list.extend(new);
            }
            (Some(Value::Table(table)), Value::Table(more)) => merge(table, more),
            (Some(_), _) => {}
            (None, value) => drop(whole.insert(key, value)),
        }
    }
}

/// What is to be told apart.
struct Names {
    words: HashSet<String>,
    paths: HashSet<String>,
    /// Those of security schemes, of several words.
    phrases: Vec<String>,
}

impl Names {
    /// Names that docwright made up are none of the documents' words.
    fn of(api: &Api, folder: &Folder) -> Self {
        let pages = folder.files.iter().filter(|(file, _)| *file != CONFIG);
        let said: HashSet<&str> = pages.flat_map(|(_, text)| text.split(ends_word)).collect();
        let endpoints = api.endpoints.iter().filter_map(|endpoint| endpoint.name.clone());
        let types = api.types.iter().map(|named| named.name.clone());
        let constants = api.constants.iter().flat_map(|constant| {
            [Some(constant.name.to_string()), constant.group.clone()].into_iter().flatten()
        });
        let words = endpoints.chain(types).chain(constants);
        let words = words.filter(|word| said.contains(word.as_str())).collect();
        let aliases = api.endpoints.iter().flat_map(|endpoint| &endpoint.aliases);
        let paths = api.endpoints.iter().map(|endpoint| endpoint.path.to_string());
        let phrases = api.security_schemes.iter().map(|scheme| scheme.name.clone()).collect();
        Self { words, paths: paths.chain(aliases.map(|alias| alias.path.to_string())).collect(), phrases }
    }

    fn renamed(&self, text: &str, copy: usize) -> String {
        let mut text = text.to_owned();
        for phrase in &self.phrases {
            text = text.replace(phrase, &format!("{phrase} {copy}"));
        }
        let mut out = String::with_capacity(text.len() + text.len() / 8);
        for piece in text.split_inclusive(|c: char| c.is_whitespace() || matches!(c, '`' | '"' | '(' | ')')) {
            let body =
                piece.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '`' | '"' | '(' | ')'));
            let rest = piece.get(body.len()..).unwrap_or_default();
            match self.path_in(body) {
                Some(path) => {
                    let before = body.get(..body.len() - path.len()).unwrap_or_default();
                    out.extend([before, "/copy", &copy.to_string(), path]);
                }
                None => self.rename_words(body, copy, &mut out),
            }
            out.push_str(rest);
        }
        out
    }

    /// The path that a word is or, as an address, ends with.
    fn path_in<'a>(&self, word: &'a str) -> Option<&'a str> {
        let path = match word.split_once("://") {
            Some((_, address)) => address.get(address.find('/')?..)?,
            None => word,
        };
        self.paths.contains(path).then_some(path)
    }

    fn rename_words(&self, text: &str, copy: usize, out: &mut String) {
        for piece in text.split_inclusive(ends_word) {
            let word = piece.trim_end_matches(ends_word);
            out.push_str(word);
            if self.words.contains(word) {
                out.push_str(&copy.to_string());
            }
            out.push_str(piece.get(word.len()..).unwrap_or_default());
        }
    }
}

fn ends_word(c: char) -> bool {
    !c.is_alphanumeric() && c != '_'
}
