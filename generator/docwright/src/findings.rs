//! What was remarked about one API, with the texts that the remarks are about.

use docwright_parser::diagnostics::{Diagnostic, Diagnostics, Severity, render};
use docwright_parser::{Account, Acknowledged, SourceFile};

/// The remarks about one API.
#[derive(Debug)]
pub struct Findings {
    /// The folder of the API as people know it, with a `/` at its end: `specs/petstore/`.
    prefix: String,
    diagnostics: Diagnostics,
    acknowledged: Vec<Acknowledged>,
    accounts: Vec<Account>,
    files: Vec<SourceFile>,
}

impl Findings {
    pub(crate) fn new(prefix: String, diagnostics: Diagnostics, files: Vec<SourceFile>) -> Self {
        Self { prefix, diagnostics, acknowledged: Vec::new(), accounts: Vec::new(), files }
    }

    /// The same findings with what is known of an API without errors.
    pub(crate) fn with(mut self, acknowledged: Vec<Acknowledged>, accounts: Vec<Account>) -> Self {
        self.acknowledged = acknowledged;
        self.accounts = accounts;
        self
    }

    /// The folder of the API as people know it: `specs/petstore`.
    #[must_use]
    pub fn folder(&self) -> &str {
        self.prefix.trim_end_matches('/')
    }

    /// The remarks about lines of which nothing was made, each with those lines, in the manner of rustc.
    #[must_use]
    pub fn render_unread(&self) -> String {
        self.render_those(|diagnostic| diagnostic.unread.is_some())
    }

    /// Whether nothing was made of some lines, and nobody has said in `api.toml` that it may be so.
    #[must_use]
    pub fn has_unread(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.unread.is_some())
    }

    /// Remarks that `api.toml` expects, with its reasons.
    #[must_use]
    pub fn acknowledged(&self) -> &[Acknowledged] {
        &self.acknowledged
    }

    /// What became of each line of each document; empty if the API has errors.
    #[must_use]
    pub fn accounts(&self) -> &[Account] {
        &self.accounts
    }

    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    pub(crate) fn has_errors(&self) -> bool {
        self.diagnostics.has_errors()
    }

    /// How many remarks are of this severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count()
    }

    /// The remarks that are at least this severe, each with the lines it is about, in the manner of rustc; a
    /// blank line follows, if there are any.
    #[must_use]
    pub fn render(&self, least: Severity) -> String {
        self.render_those(|diagnostic| diagnostic.severity <= least)
    }

    fn render_those(&self, keep: impl FnMut(&Diagnostic) -> bool) -> String {
        let mut chosen = self.diagnostics.clone();
        chosen.retain(keep);
        if chosen.is_empty() {
            return String::new();
        }
        let shown = render(&chosen, |file| self.text(file), &self.prefix);
        format!("{}\n\n", shown.trim_end())
    }

    /// What `api.toml` acknowledges, each remark on one line.
    pub fn acknowledged_lines(&self) -> impl Iterator<Item = (String, &Acknowledged)> {
        self.acknowledged.iter().map(|known| (self.line(&known.diagnostic), known))
    }

    /// The remarks of one severity, each on one line: `specs/petstore/pages.md:12:3: [DW0302] …`.
    pub fn lines(&self, severity: Severity) -> impl Iterator<Item = String> {
        let chosen = self.diagnostics.iter().filter(move |diagnostic| diagnostic.severity == severity);
        chosen.map(|diagnostic| self.line(diagnostic))
    }

    fn line(&self, diagnostic: &Diagnostic) -> String {
        let place = match &diagnostic.primary {
            None => self.prefix.trim_end_matches('/').to_owned(),
            Some(label) => {
                let file = &label.source.file;
                let before = self.text(file).and_then(|text| text.get(..label.source.span.start));
                let (line, column) = before.map_or((1, 1), line_and_column);
                format!("{}{file}:{line}:{column}", self.prefix)
            }
        };
        let message = diagnostic.message.replace(['\r', '\n'], " ");
        format!("{place}: [{}] {message}", diagnostic.code)
    }

    fn text(&self, file: &str) -> Option<&str> {
        self.files.iter().find(|source| &*source.name == file).map(|source| source.text.as_str())
    }
}

/// The line and the column, from 1, of the place where this text ends.
fn line_and_column(before: &str) -> (usize, usize) {
    let last_line = before.rsplit('\n').next().unwrap_or_default();
    (before.matches('\n').count().saturating_add(1), last_line.chars().count().saturating_add(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use docwright_model::{Source, Span};
    use docwright_parser::diagnostics::Code;

    #[track_caller]
    fn check(text: &str, start: usize, expect: &str) {
        let source = Source { file: "pages.md".into(), span: Span::new(start, start) };
        let mut diagnostics = Diagnostics::default();
        diagnostics.push(Diagnostic::new(Code::MissingType, "no type\nhere", "").at(source, ""));
        let file = SourceFile { name: "pages.md".into(), text: text.to_owned() };
        let findings = Findings::new("specs/petstore/".to_owned(), diagnostics, vec![file]);
        assert_eq!(findings.lines(Severity::Warning).collect::<Vec<_>>(), [expect]);
    }

    #[test]
    fn lines_and_columns_count_characters_from_one() {
        check("one\ntwo", 0, "specs/petstore/pages.md:1:1: [DW0302] no type here");
        check("one\ntwo", 3, "specs/petstore/pages.md:1:4: [DW0302] no type here");
        check("one\ntwo", 4, "specs/petstore/pages.md:2:1: [DW0302] no type here");
        check("één\r\nça va", 11, "specs/petstore/pages.md:2:4: [DW0302] no type here");
    }

    #[test]
    fn a_place_that_is_none_is_the_start_of_the_file() {
        check("é", 1, "specs/petstore/pages.md:1:1: [DW0302] no type here");
        check("one", 99, "specs/petstore/pages.md:1:1: [DW0302] no type here");
    }
}
