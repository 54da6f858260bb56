//! What was remarked about one API, with the texts that the remarks are about.

use crate::place::Places;
use docwright_parser::diagnostics::{Code, Diagnostic, Diagnostics, Severity, Style, headline, render_as};
use docwright_parser::{Account, Acknowledged, SourceFile};
use std::collections::BTreeMap;

/// So many remarks of one code are shown. Where there are more, one cause is behind most of them, and those of other
/// codes are not to be lost among them.
const MOST_OF_A_CODE: usize = 100;

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

    /// The files that were read: `api.toml` and the documents.
    #[cfg(feature = "html")]
    pub(crate) fn paths(&self) -> impl Iterator<Item = std::path::PathBuf> {
        self.files.iter().map(|file| std::path::PathBuf::from(format!("{}{}", self.prefix, file.name)))
    }

    /// The folder of the API as people know it: `specs/petstore`.
    #[must_use]
    pub fn folder(&self) -> &str {
        self.prefix.trim_end_matches('/')
    }

    /// The remarks about lines of which nothing was made, each with those lines, in the manner of rustc.
    #[must_use]
    pub fn render_unread(&self) -> String {
        self.render_unread_as(Style::Plain)
    }

    /// What [`render_unread`](Self::render_unread) gives, in this style.
    #[must_use]
    pub fn render_unread_as(&self, style: Style) -> String {
        self.render_those(style, |diagnostic| diagnostic.unread.is_some())
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

    /// Keeps the remarks for which `keep` says so.
    pub(crate) fn retain(&mut self, keep: impl FnMut(&Diagnostic) -> bool) {
        self.diagnostics.retain(keep);
    }

    /// Takes errors for warnings: what they keep from being is not asked for.
    pub(crate) fn without_errors(mut self) -> Self {
        let mut diagnostics = Diagnostics::default();
        for mut diagnostic in self.diagnostics.iter().cloned() {
            if diagnostic.severity == Severity::Error {
                diagnostic.severity = Severity::Warning;
            }
            diagnostics.push(diagnostic);
        }
        self.diagnostics = diagnostics;
        self
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
        self.render_as(Style::Plain, least)
    }

    /// What [`render`](Self::render) gives, in this style.
    #[must_use]
    pub fn render_as(&self, style: Style, least: Severity) -> String {
        self.render_those(style, |diagnostic| diagnostic.severity <= least)
    }

    fn render_those(&self, style: Style, keep: impl Fn(&Diagnostic) -> bool) -> String {
        let (shown, left_out) = self.first_of_each_code(keep);
        if shown.is_empty() {
            return String::new();
        }
        let shown = render_as(style, shown, |file| self.text(file), &self.prefix);
        let mut shown = format!("{}\n\n", shown.trim_end());
        for line in left_out {
            shown.push_str(headline(Severity::Note, &line, style).trim_end());
            shown.push_str("\n\n");
        }
        shown
    }

    /// The remarks to be shown, and a line for each code of which there are more.
    fn first_of_each_code(&self, keep: impl Fn(&Diagnostic) -> bool) -> (Vec<&Diagnostic>, Vec<String>) {
        let mut counts: BTreeMap<Code, usize> = BTreeMap::new();
        let mut shown: Vec<&Diagnostic> = Vec::new();
        for diagnostic in self.diagnostics.iter().filter(|diagnostic| keep(diagnostic)) {
            let count = counts.entry(diagnostic.code).or_default();
            *count += 1;
            if *count <= MOST_OF_A_CODE {
                shown.push(diagnostic);
            }
        }
        let left_out = counts.into_iter().filter(|(_, count)| *count > MOST_OF_A_CODE);
        let line = |(code, count): (Code, usize)| {
            let more = count - MOST_OF_A_CODE;
            format!("{more} more of {code} are not shown: {}", code.entry().title)
        };
        (shown, left_out.map(line).collect())
    }

    /// What `api.toml` acknowledges, each remark on one line.
    pub fn acknowledged_lines(&self) -> impl Iterator<Item = (String, &Acknowledged)> {
        let places = self.places();
        self.acknowledged.iter().map(move |known| (places.line(&known.diagnostic), known))
    }

    /// The remarks of one severity, each on one line: `specs/petstore/pages.md:12:3: [DW0302] …`. Of a code with very
    /// many a last line says how many more there are.
    pub fn lines(&self, severity: Severity) -> impl Iterator<Item = String> {
        let (shown, left_out) = self.first_of_each_code(|diagnostic| diagnostic.severity == severity);
        let places = self.places();
        let left_out = left_out.into_iter().map(|line| format!("{}: {line}", self.folder()));
        shown.into_iter().map(move |diagnostic| places.line(diagnostic)).chain(left_out)
    }

    /// The files that were read, `api.toml` among them.
    #[cfg(feature = "html")]
    pub(crate) fn files(&self) -> &[SourceFile] {
        &self.files
    }

    /// The remarks in the order in which they came.
    pub(crate) fn diagnostics(&self) -> &Diagnostics {
        &self.diagnostics
    }

    /// Where places of the files are.
    pub(crate) fn places(&self) -> Places<'_> {
        Places::new(&self.prefix, &self.files)
    }

    fn text(&self, file: &str) -> Option<&str> {
        self.files.iter().find(|source| &*source.name == file).map(|source| source.text.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use docwright_model::{Source, Span};

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
    fn of_very_many_remarks_some_are_shown_and_the_others_counted() {
        let remarks = |number: usize| {
            let mut diagnostics = Diagnostics::default();
            for index in 0..number {
                let message = format!("`p{index}` has no type");
                diagnostics.push(Diagnostic::new(Code::MissingType, message, "help"));
            }
            diagnostics.push(Diagnostic::new(Code::UnnamedRow, "a row names nothing", "help"));
            Findings::new("specs/petstore/".to_owned(), diagnostics, Vec::new())
        };
        let all = remarks(100);
        assert!(!all.render(Severity::Note).contains("not shown"));
        assert_eq!(all.lines(Severity::Warning).count(), 101);
        let some = remarks(100_000);
        let note = "99900 more of DW0302 are not shown: a parameter has no type";
        let shown = some.render(Severity::Note);
        assert!(shown.ends_with(&format!("\n\nnote: {note}\n\n")), "{shown}");
        assert!(shown.contains("`p99` has no type") && !shown.contains("`p100` has no type"));
        assert!(shown.contains("a row names nothing"));
        let lines: Vec<String> = some.lines(Severity::Warning).collect();
        assert_eq!(lines.len(), 102);
        assert_eq!(lines.last().map(String::as_str), Some(format!("specs/petstore: {note}").as_str()));
        assert_eq!(some.count(Severity::Warning), 100_001);
    }

    #[test]
    fn a_place_that_is_none_is_the_nearest_one() {
        check("é", 1, "specs/petstore/pages.md:1:1: [DW0302] no type here");
        check("one", 99, "specs/petstore/pages.md:1:4: [DW0302] no type here");
    }
}
