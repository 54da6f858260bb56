//! Doc comments. Sentences of ours and of the documents come in; `#[doc = "…"]` attributes go out, one a line.

use crate::prose::{self, Block, inline};
use docwright_model::{Deprecation, DocsPolicy};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

/// The documentation of one item as it grows.
#[derive(Debug, Clone)]
pub(crate) struct Docs {
    policy: DocsPolicy,
    blocks: Vec<Block>,
}

impl Docs {
    pub(crate) fn new(policy: DocsPolicy) -> Self {
        Self { policy, blocks: Vec::new() }
    }

    /// A paragraph of ours. Texts of the document stand in it as [`code`] or [`inline`] only.
    pub(crate) fn own(mut self, sentence: &str) -> Self {
        let words = prose::words(sentence);
        if !words.is_empty() {
            self.blocks.push(Block::Paragraph(words));
        }
        self
    }

    /// What the document says, if its sentences are to be published.
    pub(crate) fn prose(mut self, text: Option<&str>) -> Self {
        self.blocks.extend(self.sentences(text));
        self
    }

    /// What the document says, or else a sentence of ours.
    pub(crate) fn prose_or(self, text: Option<&str>, otherwise: impl FnOnce() -> String) -> Self {
        let blocks = self.sentences(text);
        if blocks.is_empty() { self.own(&otherwise()) } else { self.blocks(blocks) }
    }

    /// What the document says of the elements of a list by themselves.
    pub(crate) fn elements(self, text: Option<&str>) -> Self {
        let item = |text: &str| Item {
            label: "Each element".to_owned(),
            text: Some(text.to_owned()),
            facts: String::new(),
        };
        let published = text.filter(|_| self.policy == DocsPolicy::Full);
        self.list(published.map(item).into_iter().collect())
    }

    /// A list whose items each begin with words of ours and go on with what the document says.
    pub(crate) fn list(mut self, items: Vec<Item>) -> Self {
        let items: Vec<Vec<Block>> = items.into_iter().map(|item| item.blocks(&self)).collect();
        if !items.is_empty() {
            self.blocks.push(Block::List { start: None, items });
        }
        self
    }

    /// Lines of code of ours that rustdoc shows and does not run.
    pub(crate) fn example(mut self, lines: &[String]) -> Self {
        self.blocks.push(Block::Code(lines.to_vec()));
        self
    }

    /// Whether nothing is said yet.
    pub(crate) fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    fn blocks(mut self, blocks: Vec<Block>) -> Self {
        self.blocks.extend(blocks);
        self
    }

    fn sentences(&self, text: Option<&str>) -> Vec<Block> {
        match self.policy {
            DocsPolicy::Full => text.map(prose::blocks).unwrap_or_default(),
            DocsPolicy::Facts => Vec::new(),
        }
    }

    /// As the first attributes of a file: `//!`.
    pub(crate) fn inner(&self) -> TokenStream {
        let lines = self.lines();
        quote!(#(#![doc = #lines])*)
    }

    /// As lines of Markdown.
    pub(crate) fn markdown(&self) -> Vec<String> {
        prose::layout(&self.blocks)
    }

    fn lines(&self) -> Vec<String> {
        let spaced = |line: String| if line.is_empty() { line } else { format!(" {line}") };
        self.markdown().into_iter().map(spaced).collect()
    }
}

impl ToTokens for Docs {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let lines = self.lines();
        tokens.extend(quote!(#(#[doc = #lines])*));
    }
}

/// An item of a list.
pub(crate) struct Item {
    /// What it is about: `` `tenant_id` ``.
    pub label: String,
    /// What the document says of it.
    pub text: Option<String>,
    /// Facts in sentences of ours.
    pub facts: String,
}

impl Item {
    fn blocks(self, docs: &Docs) -> Vec<Block> {
        let mut said = docs.sentences(self.text.as_deref());
        let facts = prose::words(&self.facts);
        let separator = if said.is_empty() && facts.is_empty() { "" } else { ":" };
        let mut first = prose::words(&format!("{}{separator}", self.label));
        if let Some(Block::Paragraph(words)) = said.first_mut() {
            first.append(words);
            said.remove(0);
        }
        if said.is_empty() {
            // What the document says ends as a sentence where one of ours follows.
            if let Some(last) =
                first.last_mut().filter(|last| !facts.is_empty() && !last.ends_with(['.', ':', '!', '?']))
            {
                last.push('.');
            }
            first.extend(facts);
            return vec![Block::Paragraph(first)];
        }
        let mut blocks = vec![Block::Paragraph(first)];
        blocks.append(&mut said);
        blocks.extend(Some(Block::Paragraph(facts)).filter(|block| *block != Block::Paragraph(Vec::new())));
        blocks
    }
}

/// The attribute of what should not be used any more.
pub(crate) fn deprecated(deprecation: Option<&Deprecation>, policy: DocsPolicy) -> TokenStream {
    let Some(Deprecation { since, note }) = deprecation else {
        return TokenStream::new();
    };
    let since = since.as_deref().map(prose::plain).map(|version| quote!(since = #version));
    let note = note.as_deref().filter(|_| policy == DocsPolicy::Full).map(inline);
    let note = note.filter(|note| !note.is_empty()).map(|note| quote!(note = #note));
    let arguments: Vec<TokenStream> = since.into_iter().chain(note).collect();
    if arguments.is_empty() { quote!(#[deprecated]) } else { quote!(#[deprecated(#(#arguments),*)]) }
}
