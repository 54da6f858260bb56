//! What is made of an API's files and what must hold for it. In come the files of a folder, out comes whether they are
//! refused, sound, or what is wrong with what was emitted.

use crate::{allowed, openapi, shape, template::Template, twin::twin};
use docwright_codegen::{EmitError, File, emit, emit_example_tests, emit_sample_calls};
use docwright_model::Api;
use docwright_parser::read_api;
use proc_macro2::{TokenStream, TokenTree};
use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::path::Path;
use syn::visit::{self, Visit};

/// What became of an API's files.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// There are remarks and no model, or the model is none that can be written as Rust.
    Refused,
    /// What was emitted is what harmless files give.
    Sound,
    /// What must hold and does not.
    Wrong(Vec<String>),
}

/// Judges what is emitted.
pub(crate) struct Judge {
    /// The names that the emitter uses of itself.
    known: BTreeSet<String>,
}

impl Judge {
    /// A judge who knows the names in what these templates give as they are.
    pub(crate) fn new(templates: &[Template]) -> Self {
        let mut known = BTreeSet::new();
        for template in templates {
            let api = read(&template.fill(&BTreeMap::new())).unwrap();
            for file in emitted(&api).unwrap() {
                collect(file.contents.parse().unwrap(), &mut known);
            }
        }
        // Names that only types of these names bring about, so that no template has them.
        known.extend(
            ["Default", "IntoIterator", "Vec", "Box", "Cow", "Uuid", "Date", "Timestamp"].map(str::to_owned),
        );
        Self { known }
    }

    pub(crate) fn judge(&self, files: &BTreeMap<String, String>) -> Outcome {
        let Some(api) = read(files) else { return Outcome::Refused };
        let emitted_files = match emitted(&api) {
            Ok(files) => files,
            Err(EmitError::Syntax { path, message }) => {
                return Outcome::Wrong(vec![format!("{path} is no Rust: {message}")]);
            }
            Err(error) => return Outcome::Wrong(vec![format!("the parser lets through: {error}")]),
        };
        let mut complaints = Vec::new();
        for file in &emitted_files {
            complaints.extend(of_file(file));
        }
        let twin = twin(&api, &self.known);
        complaints.extend(compare(&emitted_files, &emitted(&twin)));
        complaints.extend(openapi::complaints(&api, &twin));
        if complaints.is_empty() { Outcome::Sound } else { Outcome::Wrong(complaints) }
    }
}

/// The model of these files, if they are not refused.
pub(crate) fn read(files: &BTreeMap<String, String>) -> Option<Api> {
    let content = |name: &str| {
        files.get(name).map(|text| text.clone().into_bytes()).ok_or_else(|| ErrorKind::NotFound.into())
    };
    read_api(&content).api
}

fn emitted(api: &Api) -> Result<Vec<File>, EmitError> {
    let apis = std::slice::from_ref(api);
    let (replayed, called) = (emit_example_tests(apis, "emitted")?, emit_sample_calls(apis, "emitted")?);
    Ok(emit(apis)?.into_iter().chain(replayed).chain(called).collect())
}

/// What is wrong with a file as it is.
fn of_file(File { path, contents }: &File) -> Vec<String> {
    let mut complaints = allowed::complaints(contents);
    if !is_plain(path) {
        complaints.push("no name for a file".to_owned());
    }
    if let Some(hidden) = contents.chars().find(|c| is_hidden(*c)) {
        complaints.push(format!("it holds {hidden:?}"));
    }
    if let Ok(file) = syn::parse_file(contents) {
        if squeezed(&prettyplease::unparse(&file)) != squeezed(contents) {
            complaints.push("it is not formatted".to_owned());
        }
        let mut addresses = Addresses(Vec::new());
        addresses.visit_file(&file);
        complaints.extend(addresses.0.into_iter().map(|address| format!("a call leads to {address}")));
    }
    complaints.into_iter().map(|complaint| format!("{path}: {complaint}")).collect()
}

/// The lines of Rust as the formatter joins and breaks them, without what it knows nothing of: the first comment, empty
/// lines, and what is in macros.
fn squeezed(text: &str) -> String {
    let mut out = String::new();
    let mut in_macro = false;
    for line in text.lines().filter(|line| !line.starts_with("// ")) {
        in_macro |= line.starts_with("docwright_runtime::");
        if !in_macro && !line.trim().is_empty() {
            out.push_str(line);
            out.push('\n');
        }
        in_macro &= !line.ends_with(");");
    }
    out
}

/// A name that every system takes for a file below the folder that it is put in.
fn is_plain(path: &str) -> bool {
    let is_reserved = |part: &str| {
        let stem = part.split('.').next().unwrap_or_default();
        let is_port = matches!(stem.get(..3), Some("com" | "lpt"))
            && stem.len() == 4
            && stem.ends_with(char::is_numeric);
        is_port || ["con", "prn", "aux", "nul"].contains(&stem)
    };
    let letters = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    Path::new(path).extension().is_some_and(|form| form == "rs")
        && path.len() < 200
        && path
            .trim_end_matches(".rs")
            .split('/')
            .all(|part| !part.is_empty() && part.chars().all(letters) && !is_reserved(part))
}

pub(crate) fn is_hidden(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(
            c,
            '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{3164}' | '\u{ffa0}'
        )
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

/// Addresses of calls that are no path below the address of the client.
struct Addresses(Vec<String>);

impl<'ast> Visit<'ast> for Addresses {
    fn visit_expr_call(&mut self, call: &'ast syn::ExprCall) {
        let is_method = |argument: &syn::Expr| matches!(argument, syn::Expr::Path(path) if path.path.segments.first().is_some_and(|name| name.ident == "Method"));
        let mut arguments = call.args.iter();
        if let (true, Some(syn::Expr::Lit(address))) =
            (arguments.next().is_some_and(is_method), arguments.next())
        {
            let syn::Lit::Str(address) = &address.lit else { return };
            let address = address.value();
            if !is_below(&address) {
                self.0.push(address);
            }
        }
        visit::visit_expr_call(self, call);
    }
}

/// Whether what is appended to an address leads to something below it.
fn is_below(path: &str) -> bool {
    let is_step = |segment: &str| {
        let segment = segment.to_ascii_lowercase().replace("%2e", ".");
        segment == "." || segment == ".."
    };
    path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains(['\\', '?', '#', ' '])
        && !path.chars().any(char::is_control)
        && !path.split('/').any(is_step)
}

fn compare(hostile: &[File], twin: &Result<Vec<File>, EmitError>) -> Vec<String> {
    let twin = match twin {
        Ok(twin) => twin,
        Err(error) => return vec![format!("its twin is refused: {error}")],
    };
    let paths = |files: &[File]| files.iter().map(|file| file.path.clone()).collect::<Vec<_>>();
    if paths(hostile) != paths(twin) {
        return vec![format!("{:?} where its twin has {:?}", paths(hostile), paths(twin))];
    }
    let differences = hostile.iter().zip(twin).filter_map(|(file, twin)| {
        Some(format!("{}: {}", file.path, shape::difference(&file.contents, &twin.contents)?))
    });
    differences.collect()
}

fn collect(tokens: TokenStream, names: &mut BTreeSet<String>) {
    for token in tokens {
        match token {
            TokenTree::Ident(name) => drop(names.insert(name.to_string())),
            TokenTree::Group(group) => collect(group.stream(), names),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{is_below, is_plain};

    #[test]
    fn names_of_files_that_lead_elsewhere_are_seen() {
        assert!(is_plain("src/shop/types/structures/a.rs"));
        for path in [
            "/src/lib.rs",
            "src/../x.rs",
            "src//x.rs",
            "src/aux.rs",
            "src/com1/mod.rs",
            "src/A.rs",
            "src/ä.rs",
            "src/x",
        ] {
            assert!(!is_plain(path), "{path}");
        }
    }

    #[test]
    fn addresses_that_lead_elsewhere_are_seen() {
        assert!(is_below("/a/{b}/..c"));
        for path in
            ["a", "//evil.example", "https://evil.example", "/a/%2E%2e/b", "/..", "/a?b", "/\\evil.example"]
        {
            assert!(!is_below(path), "{path}");
        }
    }
}
