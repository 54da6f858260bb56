//! What was begun, for people and for programs.

use super::entries::{Standing, Written};
use super::form::form_name;
use super::look::NamedPage;
use super::name::{ApiName, NamedAfter};
use super::trial::Tried;
use crate::{Findings, REPORT_VERSION};
use docwright_parser::diagnostics::Severity;
use docwright_parser::{CONFIG_FILE, Parsed, State};
use serde::Serialize;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::Path;

/// A new API.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Begun {
    /// The version of this shape. It grows when a key changes its meaning.
    #[cfg_attr(feature = "schema", schemars(extend("const" = REPORT_VERSION)))]
    pub report_version: u32,
    /// Its name.
    pub name: String,
    /// What the name was made of.
    pub named_after: NamedAfter,
    /// Its folder.
    pub folder: String,
    /// The pages in it.
    pub pages: Vec<BegunPage>,
    /// Folders with an `api.toml` of their own among those that were searched for pages. Their pages are another API's.
    pub left_out: Vec<String>,
    /// What `api.toml` says, proposes and leaves open.
    pub entries: Vec<BegunEntry>,
    /// What becomes of the pages as it stands.
    pub as_written: Figures,
    /// What becomes of them once all proposals are accepted; absent if there are none.
    pub with_proposals: Option<Figures>,
    /// The first of the errors that remain then, each on a line with its place.
    pub errors: Vec<String>,
    /// What to do before them, in a sentence without a full stop: without it the pages have errors. Absent if they have
    /// none.
    pub first: Option<String>,
    /// The commands to go on with.
    pub next: Vec<String>,
}

/// A page of a new API.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct BegunPage {
    /// Where it came from, in words.
    pub from: String,
    /// Its path below the folder.
    pub file: String,
    /// What it is written in, in words.
    pub form: &'static str,
    /// How many of its lines say something of the API; unknown if there are errors.
    pub facts: Option<usize>,
}

/// An entry of `api.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct BegunEntry {
    /// The line on which it begins, from 1.
    pub line: usize,
    /// What it rests on.
    pub standing: Standing,
    /// What it is about, in a word or two.
    pub about: &'static str,
    /// Its lines of TOML.
    pub text: String,
    /// Why it is there, in sentences; may be empty.
    pub because: String,
}

/// What becomes of pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Figures {
    /// How many endpoints there are; unknown if there are errors.
    pub endpoints: Option<usize>,
    /// How many types there are; unknown if there are errors.
    pub types: Option<usize>,
    /// How many lines say something; unknown if there are errors.
    pub lines: Option<usize>,
    /// Of how many of these nothing was made; unknown if there are errors.
    pub unread: Option<usize>,
    /// How many errors there are.
    pub errors: usize,
    /// How many warnings there are.
    pub warnings: usize,
}

impl Figures {
    fn of(parsed: &Parsed) -> Self {
        let api = parsed.api.as_ref();
        let lines = |states: &[State]| {
            let count = |state| parsed.accounts.iter().map(|account| account.count(state)).sum::<usize>();
            api.map(|_| states.iter().copied().map(count).sum())
        };
        let remarks =
            |severity| parsed.diagnostics.iter().filter(|remark| remark.severity == severity).count();
        Self {
            endpoints: api.map(|api| api.endpoints.len()),
            types: api.map(|api| api.types.len()),
            lines: lines(&State::ALL),
            unread: lines(&[State::NotUnderstood]),
            errors: remarks(Severity::Error),
            warnings: remarks(Severity::Warning),
        }
    }

    /// The figures in a sentence without a full stop.
    fn words(self) -> String {
        let Self { endpoints, types, lines, unread, errors, warnings } = self;
        let mut words = Vec::new();
        if let (Some(endpoints), Some(types)) = (endpoints, types) {
            words.push(format!("{}, {}", counted(endpoints, "endpoint"), counted(types, "type")));
        }
        if let (Some(lines), Some(unread)) = (lines, unread) {
            words.push(format!("{unread} of {} not understood", counted(lines, "line")));
        }
        words.push(format!("{}, {}", counted(errors, "error"), counted(warnings, "warning")));
        words.join("; ")
    }
}

fn counted(count: usize, noun: &str) -> String {
    super::evidence::counted(count, noun)
}

/// The report about what was written.
pub(super) fn begun(
    (name, named_after): (&ApiName, NamedAfter),
    folder: &Path,
    pages: &[NamedPage],
    written: &Written,
    tried: Tried,
) -> Begun {
    let folder = folder.display().to_string().replace('\\', "/");
    let entries = tried.entries.iter().zip(&written.lines).map(|(entry, line)| BegunEntry {
        line: *line,
        standing: entry.standing,
        about: entry.about,
        text: entry.lines.join("\n"),
        because: entry.because.clone(),
    });
    let entries: Vec<BegunEntry> = entries.collect();
    let as_written = Figures::of(&tried.as_written);
    let with_proposals = tried.accepted.as_ref().map(Figures::of);
    let last = tried.accepted.unwrap_or(tried.as_written);
    let facts: HashMap<&str, usize> =
        last.accounts.iter().map(|account| (&*account.file, account.count(State::Fact))).collect();
    let pages = pages.iter().map(|page| BegunPage {
        from: page.shown.clone(),
        file: page.file.clone(),
        form: form_name(page.form),
        facts: facts.get(page.file.as_str()).copied(),
    });
    let pages = pages.collect();
    let findings = Findings::new(format!("{folder}/"), last.diagnostics, last.files);
    Begun {
        report_version: REPORT_VERSION,
        name: name.to_string(),
        named_after,
        first: first(&folder, &entries, as_written, with_proposals),
        next: vec![
            format!("docwright check {}", quoted(&folder)),
            format!(
                "docwright generate {} --out {}-client",
                quoted(&folder),
                name.as_str().replace('_', "-")
            ),
        ],
        pages,
        left_out: Vec::new(),
        entries,
        as_written,
        with_proposals,
        errors: findings.lines(Severity::Error).take(ERRORS_SHOWN).collect(),
        folder,
    }
}

/// What to do before the pages can be generated from: accept proposals, if that takes errors away.
fn first(
    folder: &str,
    entries: &[BegunEntry],
    as_written: Figures,
    with_proposals: Option<Figures>,
) -> Option<String> {
    if as_written.errors == 0 {
        return None;
    }
    let errors = counted(as_written.errors, "error");
    let helps = with_proposals.is_some_and(|figures| figures.errors < as_written.errors);
    if !helps {
        return Some(format!("mend the pages' errors ({errors}), in {folder}/{CONFIG_FILE} or in the pages"));
    }
    let proposed = entries.iter().filter(|entry| entry.standing == Standing::Proposed);
    let lines: Vec<String> = proposed.map(|entry| format!("{} (line {})", entry.about, entry.line)).collect();
    Some(format!(
        "accept what is right in {folder}/{CONFIG_FILE}, {}; without it: {errors}",
        lines.join(", ")
    ))
}

/// A path as a shell takes it.
fn quoted(path: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "/._-+:@".contains(c);
    if path.chars().all(is_plain) { path.to_owned() } else { format!("'{}'", path.replace('\'', "'\\''")) }
}

/// All others are left to `docwright check`.
const ERRORS_SHOWN: usize = 5;

/// More pages than these are only counted.
const PAGES_SHOWN: usize = 8;

impl Begun {
    /// The report as people read it.
    #[must_use]
    pub fn render(&self) -> String {
        let mut text = String::new();
        for page in self.pages.iter().take(PAGES_SHOWN) {
            let _ = writeln!(text, "read {} as {}", page.from, page.form);
        }
        let more = self.pages.len().saturating_sub(PAGES_SHOWN);
        if more > 0 {
            let _ = writeln!(text, "and {}", counted(more, "more page"));
        }
        for folder in &self.left_out {
            let _ = writeln!(text, "left out `{folder}`, which has an {CONFIG_FILE} of its own");
        }
        let _ = writeln!(text, "wrote {}/, named {}:", self.folder, self.named_after);
        let pages = self.pages.iter().take(PAGES_SHOWN).map(|page| page.file.as_str());
        for file in std::iter::once(CONFIG_FILE).chain(pages) {
            let _ = writeln!(text, "    {file}");
        }
        if more > 0 {
            let _ = writeln!(text, "    and {}", counted(more, "more page"));
        }
        let what = if self.with_proposals.is_some() { "as written" } else { "understood" };
        let _ = writeln!(text, "\n{what}: {}", self.as_written.words());
        self.proposals(&mut text);
        self.open(&mut text);
        self.idle(&mut text);
        if !self.errors.is_empty() {
            let _ = writeln!(text, "\nto mend, by patches in {}/{CONFIG_FILE} or in the pages:", self.folder);
        }
        for error in &self.errors {
            let _ = writeln!(text, "    {error}");
        }
        let more = self.with_proposals.unwrap_or(self.as_written).errors.saturating_sub(self.errors.len());
        if more > 0 {
            let _ = writeln!(text, "    and {}", counted(more, "more error"));
        }
        if let Some(first) = &self.first {
            let _ = writeln!(text, "\nfirst:\n    {first}");
        }
        let _ = writeln!(text, "\nnext:");
        for command in &self.next {
            let _ = writeln!(text, "    {command}");
        }
        // What a page says and what its file is called must not give orders to a terminal.
        text.replace(|character: char| character.is_control() && character != '\n', "?")
    }

    fn standing(&self, standing: Standing) -> impl Iterator<Item = &BegunEntry> {
        self.entries.iter().filter(move |entry| entry.standing == standing)
    }

    fn proposals(&self, text: &mut String) {
        let Some(figures) = self.with_proposals else { return };
        let _ = writeln!(text, "with what it proposes: {}", figures.words());
        let _ = writeln!(text, "\nto accept, by taking away the `#`, or to change:");
        for entry in self.standing(Standing::Proposed) {
            let first = entry.text.lines().next().unwrap_or_default();
            let shown = if entry.text.lines().count() > 1 { entry.about } else { first };
            let _ = writeln!(text, "    {}/{CONFIG_FILE}:{}: {shown}", self.folder, entry.line);
            let _ = writeln!(text, "        {}", entry.because);
        }
    }

    fn open(&self, text: &mut String) {
        let (silent, told): (Vec<&BegunEntry>, Vec<&BegunEntry>) =
            self.standing(Standing::Open).partition(|entry| entry.because.is_empty());
        for entry in told {
            let place = format!("{}/{CONFIG_FILE}:{}", self.folder, entry.line);
            let _ = writeln!(text, "\nleft open, {}, at {place}:\n    {}", entry.about, entry.because);
        }
        let open: Vec<String> =
            silent.iter().map(|entry| format!("{} (line {})", entry.about, entry.line)).collect();
        if !open.is_empty() {
            let _ = writeln!(
                text,
                "\nnot on the pages, to fill in if you know it, in {}/{CONFIG_FILE}:",
                self.folder
            );
            let _ = writeln!(text, "    {}", open.join(", "));
        }
    }

    /// Pages that might as well not be there.
    fn idle(&self, text: &mut String) {
        let idle = self.pages.iter().filter(|page| page.facts == Some(0));
        let idle: Vec<&str> = idle.map(|page| page.file.as_str()).collect();
        if !idle.is_empty() {
            let _ = writeln!(
                text,
                "\nwithout a word about the API, to take out of {}/{CONFIG_FILE}:",
                self.folder
            );
            for file in idle.iter().take(PAGES_SHOWN) {
                let _ = writeln!(text, "    {file}");
            }
            if let Some(more @ 1..) = idle.len().checked_sub(PAGES_SHOWN) {
                let _ = writeln!(text, "    and {}", counted(more, "more page"));
            }
        }
    }
}
