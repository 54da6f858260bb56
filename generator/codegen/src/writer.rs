//! The one place where tokens become the text of a file: header, formatted Rust, and the empty lines between
//! items that the formatter does not put.

mod macros;

use crate::prose::characters::is_filler;
use crate::{EmitError, File, HEADER_MARK};
use docwright_model::Api;
use proc_macro2::TokenStream;
use rayon::prelude::*;
use syn::Item;

/// A file that is to be written.
pub(crate) struct Draft<'a> {
    /// Its path below the crate.
    pub(crate) path: String,
    /// Its first line.
    pub(crate) header: String,
    /// What it holds.
    pub(crate) content: Content<'a>,
}

/// Makes the tokens of a file. They can't go from one thread to another, so each makes those that it writes.
pub(crate) type Content<'a> = Box<dyn FnOnce() -> Result<TokenStream, EmitError> + Send + 'a>;

/// The files, sorted by path, or the error of the first draft that has one. All threads of the machine write.
pub(crate) fn files(drafts: Vec<Draft<'_>>) -> Result<Vec<File>, EmitError> {
    let written: Vec<Result<File, EmitError>> = drafts.into_par_iter().map(Draft::written).collect();
    let mut files = written.into_iter().collect::<Result<Vec<File>, EmitError>>()?;
    files.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(files)
}

impl Draft<'_> {
    fn written(self) -> Result<File, EmitError> {
        let Self { path, header, content } = self;
        let tokens = tracing::debug_span!("emit").in_scope(content)?;
        file(path, &header, tokens)
    }
}

/// A file below the crate with these tokens.
fn file(path: String, header: &str, tokens: TokenStream) -> Result<File, EmitError> {
    let _span = tracing::debug_span!("format").entered();
    let syntax = |error: syn::Error| EmitError::Syntax { path: path.clone(), message: error.to_string() };
    let mut body = formatted(syn::parse2(tokens).map_err(syntax)?);
    if body.contains(is_filler) {
        // Written otherwise, a literal has another width.
        body = formatted(syn::parse_file(&with_fillers_shown(&body)).map_err(syntax)?);
    }
    Ok(File { path, contents: format!("{header}\n\n{body}") })
}

/// A file but for its first line.
fn formatted(mut file: syn::File) -> String {
    let items = std::mem::take(&mut file.items);
    let head = lines(&prettyplease::unparse(&file), |before, line| {
        before.starts_with("//!") && !line.starts_with("//!")
    });
    let head = if head.is_empty() { head } else { head + "\n" };
    head + &text(items)
}

/// A text whose every character shows. Names and documentation hold no fillers, and within literals rustc takes them for
/// letters that need no escape.
fn with_fillers_shown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if is_filler(c) { out.extend(c.escape_unicode()) } else { out.push(c) }
    }
    out
}

/// The items as text, with empty lines where a reader wants them.
pub(crate) fn text(items: Vec<Item>) -> String {
    let mut out = String::new();
    let mut kind_before = None;
    for item in items {
        let kind = Kind::of(&item);
        // Items of a line each stand together if they are of one kind.
        if kind_before.is_some_and(|before| before != kind || kind == Kind::Large) {
            out.push('\n');
        }
        out.push_str(&item_text(item));
        kind_before = Some(kind);
    }
    out
}

/// One item, with an empty line between its methods. No literal spans lines: what looks like the end of a method
/// is one.
fn item_text(item: Item) -> String {
    if let Item::Macro(item) = &item {
        return macros::text(item);
    }
    lines(&prettyplease::unparse(&file_of(item)), |before, line| before == "    }" && line != "}")
}

fn file_of(item: Item) -> syn::File {
    syn::File { shebang: None, frontmatter: None, attrs: Vec::new(), items: vec![item] }
}

/// The lines, an empty one wherever two neighbours ask for it.
fn lines(text: &str, apart: impl Fn(&str, &str) -> bool) -> String {
    let mut out = String::with_capacity(text.len() + 64);
    let mut before = "";
    for line in text.lines() {
        if apart(before, line) {
            out.push('\n');
        }
        out.push_str(line);
        out.push('\n');
        before = line;
    }
    out
}

/// The first line of the files of one API.
pub(crate) fn header(api: &Api) -> String {
    let names: Vec<String> =
        api.documents.iter().map(|document| crate::prose::plain(&document.file)).collect();
    let from = if names.is_empty() { api.name.clone() } else { names.join(", ") };
    format!("{HEADER_MARK} from {from}. {}", advice(&api.name))
}

/// Whether the first line of a file says that it was emitted for the API of this name.
#[must_use]
pub fn is_header_of(line: &str, name: &str) -> bool {
    line.starts_with(HEADER_MARK) && line.ends_with(&advice(name))
}

/// How the first line of the files of an API ends.
fn advice(name: &str) -> String {
    format!("Do not edit: change specs/{name}/ and run `cargo build`.")
}

/// The first line of the crate's root.
pub(crate) fn root_header(apis: &[&Api]) -> String {
    let names: Vec<String> = apis.iter().map(|api| format!("specs/{}", api.name)).collect();
    format!("{HEADER_MARK} from {}. Do not edit: change specs/ and run `cargo build`.", names.join(", "))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Import,
    Export,
    Module,
    Large,
}

impl Kind {
    fn of(item: &Item) -> Self {
        match item {
            Item::Use(item) if matches!(item.vis, syn::Visibility::Inherited) => Self::Import,
            Item::Use(_) => Self::Export,
            Item::Mod(item) if item.attrs.is_empty() => Self::Module,
            _ => Self::Large,
        }
    }
}
