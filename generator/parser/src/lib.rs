//! Reads API references written for people into the endpoint model.
//!
//! ```text
//! bytes --document--> tree --recognise, assemble--> draft --resolve--> model
//! ```
//!
//! Comes in: a way to read the files of one API's folder. Goes out: the [`Api`], or
//! [`Diagnostics`] that say where the input is at fault and what to do. Nothing is written, and no input panics.

mod account;
mod acknowledge;
mod assemble;
mod config;
pub mod diagnostics;
pub mod document;
mod input;
mod recognise;
mod resolve;
mod suggest;
mod survey;

pub use account::{Account, Claim, Claims, Item, Line, State};
pub use acknowledge::Acknowledged;
pub use diagnostics::Diagnostics;
pub use input::{ReadFile, SourceFile};
pub use survey::{Survey, survey_api};

use config::{Config, Spanned};
use diagnostics::{Code, Diagnostic};
use docwright_model::{Api, Source, Span};
use input::Content;
use rayon::prelude::*;
use std::sync::Arc;
use tracing::debug_span;

/// The name of the file with what the documents leave out.
pub const CONFIG_FILE: &str = "api.toml";

/// The JSON Schema of `api.toml`, with a description of every key.
#[cfg(feature = "schema")]
#[must_use]
pub fn config_schema() -> schemars::Schema {
    docwright_model::schema::read::<Config>("api.toml of docwright")
}

/// What reading an API's folder gave.
#[derive(Debug)]
pub struct Parsed {
    /// The model; present exactly when no diagnostic is an error.
    pub api: Option<Api>,
    /// The model where all errors are about names in Rust, which only clients need: items without one have made-up names
    /// that nothing else has.
    pub unnamed: Option<Api>,
    /// Remarks about the input.
    pub diagnostics: Diagnostics,
    /// Remarks that `api.toml` expects, with its reasons.
    pub acknowledged: Vec<Acknowledged>,
    /// What became of each line of the documents; empty if there is no model.
    pub accounts: Vec<Account>,
    /// The files that were read, so that remarks can show their lines.
    pub files: Vec<SourceFile>,
}

/// Reads an API: `api.toml` first, then the documents that it lists.
#[must_use]
pub fn read_api(read: ReadFile<'_>) -> Parsed {
    let mut parsed = Parsed {
        api: None,
        unnamed: None,
        diagnostics: Diagnostics::default(),
        acknowledged: Vec::new(),
        accounts: Vec::new(),
        files: Vec::new(),
    };
    if let Some((api, unnamed)) = read_all(read, &mut parsed) {
        match parsed.diagnostics.errors() {
            0 => parsed.api = Some(api),
            errors if errors == unnamed => parsed.unnamed = Some(api),
            _ => {}
        }
    }
    parsed
}

/// The model, and how many errors are about names.
fn read_all(read: ReadFile<'_>, parsed: &mut Parsed) -> Option<(Api, usize)> {
    let Parsed { diagnostics, acknowledged, accounts, files, .. } = parsed;
    let Input { config, config_file, documents } =
        debug_span!("document").in_scope(|| read_input(read, files, diagnostics))?;
    if diagnostics.has_errors() {
        return None;
    }
    let draft =
        debug_span!("recognise").in_scope(|| assemble::assemble(&documents, files, &config, diagnostics));
    let mut scope = resolve::Scope { config: &config, config_file: &config_file, files, diagnostics };
    let mut api = debug_span!("resolve").in_scope(|| resolve::resolve(draft, &mut scope))?;
    let unnamed = scope.diagnostics.errors();
    *accounts =
        debug_span!("account").in_scope(|| account::account(&api, &documents, files, scope.diagnostics));
    *acknowledged = acknowledge::acknowledge(&mut scope);
    acknowledge::mark_examples(&mut api, acknowledged);
    Some((api, unnamed))
}

/// The files of an API, read each for itself.
struct Input {
    config: Config,
    config_file: Arc<str>,
    documents: Vec<(Arc<str>, document::Document)>,
}

/// Reads the files. `None` if `api.toml` is wrong; errors in documents are remarks.
fn read_input(
    read: ReadFile<'_>,
    files: &mut Vec<SourceFile>,
    diagnostics: &mut Diagnostics,
) -> Option<Input> {
    let file = match input::read_file(CONFIG_FILE, read, None, diagnostics)? {
        Content::Text(file) => file,
        Content::NoText(file) => {
            files.push(file);
            return None;
        }
    };
    let config_file = file.name.clone();
    let config = config::read_config(&config_file, &file.text, diagnostics);
    files.push(file);
    let config = config?;
    let documents = read_documents(&config, &config_file, read, files, diagnostics);
    Some(Input { config, config_file, documents })
}

/// A listed file, and what was remarked of it.
struct Listed {
    file: Option<SourceFile>,
    /// How to read it; absent if there is nothing in it to read.
    form: Option<document::Form>,
    diagnostics: Diagnostics,
}

/// Reads the documents: the files one after the other, their texts on all threads of the machine.
fn read_documents(
    config: &Config,
    config_file: &Arc<str>,
    read: ReadFile<'_>,
    files: &mut Vec<SourceFile>,
    diagnostics: &mut Diagnostics,
) -> Vec<(Arc<str>, document::Document)> {
    let listed: Vec<Listed> =
        config.documents.iter().map(|listed| read_listed(&listed.file, config_file, read)).collect();
    let trees = listed.into_par_iter().map(|mut listed| {
        let tree = listed.file.as_ref().zip(listed.form).map(|(file, form)| {
            let tree = document::read(form, &file.name, &file.text, &mut listed.diagnostics);
            (file.name.clone(), tree)
        });
        (listed, tree)
    });
    let trees: Vec<_> = trees.collect();
    let mut documents = Vec::new();
    for (listed, tree) in trees {
        diagnostics.extend(listed.diagnostics);
        files.extend(listed.file);
        documents.extend(tree);
    }
    documents
}

fn read_listed(listed: &Spanned<String>, config_file: &Arc<str>, read: ReadFile<'_>) -> Listed {
    let mut diagnostics = Diagnostics::default();
    let span = Span::new(listed.span().start, listed.span().end);
    let named_at = Source { file: config_file.clone(), span };
    let form = document::Form::of(listed.get_ref());
    if form.is_none() {
        let message = format!("`{}` is no form of document that can be read", listed.get_ref());
        let help = "documents are Markdown (.md), HTML (.html, .htm) or plain text (.txt)";
        diagnostics.push(Diagnostic::new(Code::UnknownForm, message, help).at(named_at, "named here"));
        return Listed { file: None, form, diagnostics };
    }
    let file = match input::read_file(listed.get_ref(), read, Some(named_at), &mut diagnostics) {
        Some(Content::Text(file)) => input::without_control_characters(file, &mut diagnostics),
        Some(Content::NoText(file)) => return Listed { file: Some(file), form: None, diagnostics },
        None => return Listed { file: None, form: None, diagnostics },
    };
    if !file.text.trim().is_empty() {
        return Listed { file: Some(file), form, diagnostics };
    }
    let message = format!("`{}` is empty", file.name);
    let help = "put the document there, or take it out of api.toml";
    let at = Source { file: file.name.clone(), span: Span::default() };
    diagnostics.push(Diagnostic::new(Code::EmptyDocument, message, help).at(at, "nothing here"));
    Listed { file: Some(file), form: None, diagnostics }
}
