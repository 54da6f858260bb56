//! Walks each document's tree once and folds what the recognisers see into a draft of the API.
//!
//! Comes in: the trees and `api.toml`. Goes out: a [`Draft`]: endpoints, types and schemes as the documents
//! state them, with references by name and without names in Rust. Left to the resolver: what names refer to,
//! patches, and everything that needs more than one place of a document.

mod census;
mod classes;
mod constants;
mod draft;
mod endpoint;
mod examples;
mod field;
mod hosts;
mod overview;
mod page;
mod prose;
mod responses;
mod schemes;
mod sentences;
mod structures;

use census::Census;
pub(crate) use field::name_place;
pub(crate) use prose::lines;

pub(crate) use draft::{DocumentFacts, Draft, DraftEndpoint, Link, SchemeName, Seen};

use crate::{
    config::Config,
    diagnostics::{Code, Diagnostic, Diagnostics, clipped, suggestion::suggest_acknowledgement},
    document::{Block, Document, Section, Text},
    input::SourceFile,
    recognise::endpoint_line::{EndpointLine, path_of_address},
};
use docwright_model::{Evidence, Fact, PathTemplate, Source, Span};
use overview::Mention;
use std::sync::Arc;

/// What every part of the assembler needs: the file, `api.toml`, and where remarks go.
pub(crate) struct Context<'a> {
    pub(crate) file: &'a Arc<str>,
    /// What stands in it.
    pub(crate) text: &'a str,
    pub(crate) config: &'a Config,
    pub(crate) diagnostics: &'a mut Diagnostics,
    pub(crate) draft: &'a mut Draft,
    /// The address that paths are appended to.
    pub(crate) base: Option<&'a str>,
    /// Which sections state which calls.
    pub(crate) census: &'a Census<'a>,
    /// The endpoint or object that is being read, as `api.toml` refers to it.
    pub(crate) subject: Option<String>,
    /// Whether a patch of the subject can add a field where rows are read: not to answers and schemes.
    pub(crate) is_patchable: bool,
    /// Whether what is read carries credentials.
    pub(crate) reads_credentials: bool,
}

impl Context<'_> {
    /// A place in the document.
    pub(crate) fn source(&self, span: Span) -> Source {
        Source { file: self.file.clone(), span }
    }

    /// A remark about a place of which nothing was made.
    pub(crate) fn report_unread(&mut self, code: Code, span: Span, label: &str, message: String, help: &str) {
        let source = self.source(span);
        let diagnostic = Diagnostic::new(code, message, help).at(source.clone(), label).unread(source);
        self.diagnostics.push(Diagnostic { subject: self.subject.clone(), ..diagnostic });
    }

    /// A remark at a place in the document.
    pub(crate) fn report(&mut self, code: Code, span: Span, label: &str, message: String, help: &str) {
        let source = self.source(span);
        let diagnostic = Diagnostic::new(code, message, help).at(source, label);
        self.diagnostics.push(Diagnostic { subject: self.subject.clone(), ..diagnostic });
    }
}

/// Longer titles name no type. Every remark about a field names its type, so that without a limit a page could make of
/// each line of it a remark as long as the page.
const MOST_NAME_BYTES: usize = 256;

impl Context<'_> {
    /// Whether a title can be the name of a type; one that is too long is reported.
    pub(crate) fn can_name(&mut self, title: &str, span: Span) -> bool {
        if title.len() <= MOST_NAME_BYTES {
            return true;
        }
        let message =
            format!("a type has a name of {} bytes, and at most {MOST_NAME_BYTES} are read", title.len());
        let help = "see whether the title has lost its line break; what describes the type stands below it";
        self.report(Code::BadName, span, "this name", message, help);
        false
    }

    /// Where a fact of the API as a whole stands.
    pub(crate) fn note(&mut self, fact: Fact, span: Span) {
        let source = self.source(span);
        self.draft.origins.add(fact, source, Evidence::Stated);
    }

    /// Keeps prose about the API as a whole.
    pub(crate) fn describe_api(&mut self, block: &Block) {
        let text = prose::block_markdown(block);
        if !text.is_empty() {
            self.note(Fact::Description, block.span());
            self.draft.paragraphs.push(text);
        }
    }

    /// Keeps where the type names of a text lead. A name that leads elsewhere than before is reported.
    pub(crate) fn add_links(&mut self, text: &Text) {
        for run in &text.runs {
            let Some(address) = &run.link else { continue };
            let name = run.text.trim();
            let source = self.source(run.span);
            let Some(known) = self.draft.links.get(name) else {
                let link = Link { address: address.clone(), source };
                self.draft.links.insert(name.to_owned(), link);
                continue;
            };
            if !is_same_place(&known.address, address) {
                let message =
                    format!("`{name}` links to `{address}` here, and elsewhere to `{}`", known.address);
                let help = "the first address is used; if that is right, acknowledge it in api.toml";
                let remark = Diagnostic::new(Code::AmbiguousLink, message, help);
                let remark = remark.at(source, "another address").and_at(known.source.clone(), "the first");
                self.diagnostics.push(Diagnostic { subject: self.subject.clone(), ..remark });
            }
        }
    }

    /// Reads rows to which no patch of the subject can add a field.
    pub(crate) fn unpatchable<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        let before = std::mem::replace(&mut self.is_patchable, false);
        let found = read(self);
        self.is_patchable = before;
        found
    }

    /// Reads rows about what carries credentials: text, if they don't say otherwise. No patch can add to them.
    pub(crate) fn credentials<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        let before = std::mem::replace(&mut self.reads_credentials, true);
        let found = self.unpatchable(read);
        self.reads_credentials = before;
        found
    }

    /// A help with the entry that acknowledges a remark about what is of no use.
    pub(crate) fn or_acknowledge(&self, code: Code, help: &str) -> String {
        let entry = suggest_acknowledgement(code, self.subject.as_deref());
        format!("{help}; if it is of no use, acknowledge it in api.toml:\n{entry}")
    }

    /// Reports that a line states what was stated before.
    pub(crate) fn repeated(&mut self, what: &str, span: Span) {
        let help = "the first one is used; if the other is right, state the fact by a patch in api.toml";
        let help = self.or_acknowledge(Code::RepeatedFact, help);
        let message = format!("`{what}` is stated twice");
        self.report_unread(Code::RepeatedFact, span, "stated again", message, &help);
    }

    /// Keeps a call that stands in a section about another, to be reported if no document describes it.
    pub(crate) fn mention(&mut self, line: &EndpointLine) {
        let source = self.source(line.span);
        let subject = self.subject.clone();
        self.draft.mentions.push(Mention { line: line.clone(), source, subject });
    }

    /// A note that text is not used, if there is any.
    pub(crate) fn unused_text(&mut self, span: Span) {
        if span.start < span.end {
            let help = self.or_acknowledge(Code::UnusedText, "if it states a fact, add a patch to api.toml");
            self.report_unread(
                Code::UnusedText,
                span,
                "not used",
                "this text states nothing that docwright knows".to_owned(),
                &help,
            );
        }
    }

    /// A note that a section has nothing in it.
    pub(crate) fn empty(&mut self, section: &Section) {
        self.report(
            Code::EmptySection,
            section.heading.span(),
            "nothing below this heading",
            format!("the section `{}` is empty", section.heading.plain()),
            "see whether the document has lost what stood there",
        );
    }

    /// A warning that a section is not used.
    pub(crate) fn unused_section(&mut self, section: &Section) {
        let (heading, whole) = (self.source(section.heading.span()), self.source(section.span));
        let message =
            format!("the section `{}` is about nothing that docwright knows", section.heading.plain());
        let help =
            "an endpoint needs a line like `GET /path`; see whether the section has lost it".to_owned();
        let shown = endpoint::shown_calls(section);
        let help = shown.iter().find_map(|call| Some((call.method?, path_of_address(&call.target)?))).map_or(
            help,
            |(method, path)| {
                let path = clipped(path, PathTemplate::MOST_BYTES);
                format!("a command of it calls `{method} {path}`; write such a line above it, with placeholders like `{{id}}` for values")
            },
        );
        let help = self.or_acknowledge(Code::UnusedSection, &help);
        let diagnostic = Diagnostic::new(Code::UnusedSection, message, help).at(heading, "this section");
        let subject = self.subject.clone();
        self.diagnostics.push(Diagnostic { subject, ..diagnostic.unread(whole) });
    }
}

/// Whether two addresses lead to the same place: one that is relative to its page may end like the other.
fn is_same_place(one: &str, other: &str) -> bool {
    let is_end_of = |end: &str, whole: &str| {
        let end = end.trim_start_matches(['.', '/']);
        !end.contains("://") && end.contains('#') && whole.ends_with(end)
    };
    one == other || is_end_of(one, other) || is_end_of(other, one)
}

/// Folds all documents into one draft.
pub(crate) fn assemble(
    documents: &[(Arc<str>, Document)],
    files: &[SourceFile],
    config: &Config,
    diagnostics: &mut Diagnostics,
) -> Draft {
    let mut draft = Draft::default();
    let census = Census::of(documents);
    let base = hosts::base_url(documents, config);
    for (file, document) in documents {
        let text = files.iter().find(|known| known.name == *file).map_or("", |known| known.text.as_str());
        let diagnostics = &mut *diagnostics;
        let mut context = Context {
            file,
            text,
            config,
            diagnostics,
            draft: &mut draft,
            base: base.as_deref(),
            census: &census,
            subject: None,
            is_patchable: true,
            reads_credentials: false,
        };
        let facts = page::assemble_document(document, &mut context);
        draft.documents.push(facts);
    }
    let files: Vec<&str> = documents.iter().map(|(file, _)| &**file).collect();
    overview::fold_overview(&mut draft, &files, diagnostics);
    hosts::report_other_hosts(&draft, base.as_deref(), diagnostics);
    draft
}
