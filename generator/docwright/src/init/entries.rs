//! The text of a new `api.toml`: entries that are stated, proposed or left open, each with the sentence that says why.
//!
//! A proposal is a line that begins with `#` and no space; taking the `#` away accepts it. Sentences, and lines that
//! somebody must fill in first, begin with `#` and a space. So both people and programs can tell them apart.

use std::fmt::Write as _;

/// What an entry of `api.toml` rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Standing {
    /// The pages state it: it is written out.
    Stated,
    /// Much on the pages speaks for it: it is written as a comment, to be accepted.
    Proposed,
    /// The pages do not tell: a comment names the key, to be filled in.
    Open,
}

/// Where in the file an entry stands, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Table {
    /// Before all tables.
    Top,
    /// In `[[documents]]`, by the number of the document.
    Document(usize),
    /// In `[request]`.
    Request,
    /// In `[vocabulary]`.
    Vocabulary,
    /// The entry is a table of its own, or several.
    Own,
}

impl Table {
    fn header(self) -> Option<&'static str> {
        match self {
            Self::Top | Self::Own => None,
            Self::Document(_) => Some("[[documents]]"),
            Self::Request => Some("[request]"),
            Self::Vocabulary => Some("[vocabulary]"),
        }
    }
}

/// An entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub table: Table,
    pub standing: Standing,
    /// What it is about, in two words: `HTTP method`.
    pub about: &'static str,
    /// Why, in sentences; may be empty.
    pub because: String,
    /// Its lines of TOML.
    pub lines: Vec<String>,
}

impl Entry {
    /// An entry of one line.
    pub(super) fn new(
        table: Table,
        standing: Standing,
        about: &'static str,
        because: impl Into<String>,
        line: impl Into<String>,
    ) -> Self {
        Self { table, standing, about, because: because.into(), lines: vec![line.into()] }
    }
}

/// `key = "value"`.
pub(super) fn pair(key: &str, value: &str) -> String {
    format!("{key} = {}", quoted(value))
}

/// `key = "value"`, to the letter: for what must be found again by it.
pub(super) fn exact_pair(key: &str, value: &str) -> String {
    format!("{key} = {}", toml_edit::Value::from(value))
}

/// A text as a TOML string on one line, each run of white space as one space.
pub(super) fn quoted(text: &str) -> String {
    // The library writes a text with line ends over several lines.
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    toml_edit::Value::from(text).to_string()
}

/// Whether proposals are written as comments, or as if somebody had accepted them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Proposals {
    Commented,
    Accepted,
}

/// What the file begins with.
const HEAD: &str = "\
# What the pages of this folder leave out of their API, and where they came from. Begun by `docwright init`; it is
# yours to edit, and never written again.
#
# A line that begins with `#` and no space is a proposal: take its `#` away if the sentence above it is right. A line
# like `# key = \"…\"` can be filled in if you know what the pages do not say. An editor completes the keys once
# `docwright schema api.toml` is saved for it: `docwright schema --help` says how.
";

/// A file, and on which line of it each entry begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Written {
    pub text: String,
    /// From 1, in the order of the entries.
    pub lines: Vec<usize>,
}

/// Writes the entries; they must be in the order of their tables.
pub(super) fn write_entries(entries: &[Entry], proposals: Proposals) -> Written {
    let mut text = HEAD.to_owned();
    let mut lines = Vec::new();
    let mut table = None;
    let mut is_remarked = false;
    for entry in entries {
        let begins_table = table.replace(entry.table) != Some(entry.table);
        let header = entry.table.header().filter(|_| begins_table);
        // What has a remark stands by itself, so that nobody takes the remark for that of the next entry.
        let was_remarked = std::mem::replace(&mut is_remarked, !entry.because.is_empty());
        if begins_table || entry.table == Table::Own || is_remarked || was_remarked {
            text.push('\n');
        }
        if let Some(header) = header {
            text.push_str(header);
            text.push('\n');
        }
        remark(&entry.because, &mut text);
        lines.push(text.matches('\n').count() + 1);
        let mark = match (entry.standing, proposals) {
            (Standing::Stated, _) | (Standing::Proposed, Proposals::Accepted) => "",
            (Standing::Proposed, Proposals::Commented) => "#",
            (Standing::Open, _) => "# ",
        };
        for line in &entry.lines {
            let _ = writeln!(text, "{}{line}", if line.is_empty() { "" } else { mark });
        }
    }
    Written { text, lines }
}

/// Lines of comments are no longer than this.
const WIDTH: usize = 118;

fn remark(sentences: &str, text: &mut String) {
    let mut line = String::new();
    for word in sentences.split_whitespace() {
        if !line.is_empty() && line.chars().count() + word.chars().count() >= WIDTH {
            let _ = writeln!(text, "# {line}");
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        // A comment of TOML may hold no control characters.
        line.extend(word.chars().filter(|character| !character.is_control()));
    }
    if !line.is_empty() {
        let _ = writeln!(text, "# {line}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proposal_is_told_from_a_sentence_by_the_space() {
        let entries = [
            Entry::new(Table::Top, Standing::Stated, "name", "", pair("name", "pets")),
            Entry::new(
                Table::Top,
                Standing::Stated,
                "title",
                "From page.md:1.",
                pair("title", "All \"Pets\"\n"),
            ),
            Entry::new(Table::Top, Standing::Open, "version", "", pair("version", "…")),
            Entry::new(Table::Document(0), Standing::Stated, "file", "", pair("file", "page.md")),
            Entry::new(Table::Document(0), Standing::Open, "address", "", pair("url", "https://…")),
            Entry::new(Table::Request, Standing::Proposed, "method", "All send.", pair("method", "POST")),
        ];
        let Written { text, lines } = write_entries(&entries, Proposals::Commented);
        let rest = text.strip_prefix(HEAD).unwrap();
        let expect = "
name = \"pets\"

# From page.md:1.
title = 'All \"Pets\"'

# version = \"…\"

[[documents]]
file = \"page.md\"
# url = \"https://…\"

[request]
# All send.
#method = \"POST\"
";
        assert_eq!(rest, expect);
        let pointed: Vec<&str> = lines.iter().map(|line| text.lines().nth(line - 1).unwrap()).collect();
        assert_eq!(pointed[4..], ["# url = \"https://…\"", "#method = \"POST\""]);
        let accepted = write_entries(&entries, Proposals::Accepted).text;
        assert_eq!(accepted, text.replace("#method", "method"));
    }
}
