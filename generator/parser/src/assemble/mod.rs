//! Walks each document's tree once and folds what the recognisers see into a draft of the API.
//!
//! Comes in: the trees and `api.toml`. Goes out: a [`Draft`]: endpoints, types and schemes as the documents
//! state them, with references by name and without names in Rust. Left to the resolver: what names refer to,
//! patches, and everything that needs more than one place of a document.

mod draft;
mod endpoint;
mod examples;
mod field;
mod page;
mod prose;
mod schemes;
mod structures;

pub(crate) use draft::{Draft, DraftEndpoint, Link};

use crate::{
    config::Config,
    diagnostics::{Code, Diagnostic, Diagnostics},
    document::{Document, Section},
};
use docwright_model::{Source, Span};
use std::sync::Arc;

/// What every part of the assembler needs: the file, `api.toml`, and where remarks go.
pub(crate) struct Context<'a> {
    pub(crate) file: &'a Arc<str>,
    pub(crate) config: &'a Config,
    pub(crate) diagnostics: &'a mut Diagnostics,
    pub(crate) draft: &'a mut Draft,
    /// The endpoint or object that is being read, as `api.toml` refers to it.
    pub(crate) subject: Option<String>,
}

impl Context<'_> {
    /// A place in the document.
    pub(crate) fn source(&self, span: Span) -> Source {
        Source { file: self.file.clone(), span }
    }

    /// A remark at a place in the document.
    pub(crate) fn report(&mut self, code: Code, span: Span, label: &str, message: String, help: &str) {
        let source = self.source(span);
        let diagnostic = Diagnostic::new(code, message, help).at(source, label);
        self.diagnostics.push(Diagnostic { subject: self.subject.clone(), ..diagnostic });
    }
}

impl Context<'_> {
    /// A note that text is not used, if there is any.
    pub(crate) fn unused_text(&mut self, span: Span) {
        if span.start < span.end {
            self.report(
                Code::UnusedText,
                span,
                "not used",
                "this text states nothing that docwright knows".to_owned(),
                "if it states a fact, add a patch to api.toml",
            );
        }
    }

    /// A warning that a section is not used.
    pub(crate) fn unused_section(&mut self, section: &Section) {
        self.report(
            Code::UnusedSection,
            section.heading.span(),
            "this section",
            format!("the section `{}` is about nothing that docwright knows", section.heading.plain()),
            "an endpoint needs a line like `GET /path`; see whether the section has lost it",
        );
    }
}

/// Folds all documents into one draft.
pub(crate) fn assemble(
    documents: &[(Arc<str>, Document)],
    config: &Config,
    diagnostics: &mut Diagnostics,
) -> Draft {
    let mut draft = Draft::default();
    for (file, document) in documents {
        let mut context =
            Context { file, config, diagnostics: &mut *diagnostics, draft: &mut draft, subject: None };
        let title = page::assemble_document(document, &mut context);
        draft.titles.push(title);
    }
    draft
}
