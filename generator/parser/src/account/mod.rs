//! The account of a document's lines: what became of each.
//!
//! Comes in: the model, the trees and texts of the documents, the remarks. Goes out: a state for each line, and the
//! facts that it became. All of it is derived: a line is a fact because an item's origin lies on it, structure
//! because the tree says so, not understood because a remark says that nothing was made of it. Lines that none of
//! these explains are reported here, so that nothing is lost in silence.

mod claims;
mod lines;
mod marks;
mod reach;

pub use claims::{Claim, Claims, Item};

use crate::{
    SourceFile,
    diagnostics::{Code, Diagnostic, Diagnostics},
    document::{Document, Form},
};
use docwright_model::{Api, Endpoint, Fact, Source, Span};
use lines::Lines;
use marks::{Marks, read_marks};
use serde::Serialize;
use std::collections::HashMap;
use std::{fmt, sync::Arc};

/// What became of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Nothing stands on it.
    Blank,
    /// It produced something in the model.
    Fact,
    /// It is kept as documentation.
    Prose,
    /// It belongs to an example.
    Example,
    /// It is a heading, the head of a table, a fence, a label, markup.
    Structure,
    /// Nothing was made of it; a remark says so.
    NotUnderstood,
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Blank => "blank",
            Self::Fact => "fact",
            Self::Prose => "prose",
            Self::Example => "example",
            Self::Structure => "structure",
            Self::NotUnderstood => "not understood",
        })
    }
}

impl State {
    /// Every state of a line that is not blank.
    pub const ALL: [Self; 5] = [Self::Fact, Self::Prose, Self::Example, Self::Structure, Self::NotUnderstood];
}

/// The account of one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The document.
    pub file: Arc<str>,
    /// Its lines in order.
    pub lines: Vec<Line>,
    /// The facts that it states.
    pub claims: Claims,
}

/// One line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// Its bytes, without the line ending.
    pub span: Span,
    /// What became of it.
    pub state: State,
}

impl Account {
    /// How many lines are in a state.
    #[must_use]
    pub fn count(&self, state: State) -> usize {
        self.lines.iter().filter(|line| line.state == state).count()
    }

    /// The facts that lie on a line.
    pub fn claims_on(&self, line: Line) -> impl Iterator<Item = &Claim> {
        self.claims.on(line.span)
    }
}

/// Accounts for every line of every document, and reports those that nothing explains.
pub(crate) fn account(
    api: &Api,
    documents: &[(Arc<str>, Document)],
    files: &[SourceFile],
    diagnostics: &mut Diagnostics,
) -> Vec<Account> {
    let mut accounts = Vec::new();
    let texts: HashMap<&str, &str> = files.iter().map(|file| (&*file.name, file.text.as_str())).collect();
    let (mut claims, endpoints) =
        (Claims::by_file(api), by_file(&api.endpoints, |endpoint| &endpoint.source));
    let unread: Vec<Source> = diagnostics.iter().filter_map(|remark| remark.unread.clone()).collect();
    let unread = by_file(&unread, |place| place);
    for (file, document) in documents {
        let lines = Lines::new(texts.get(&**file).copied().unwrap_or_default());
        let claims = claims.remove(&**file).unwrap_or_default();
        let mut states = states(&lines, &claims, &read_marks(document, &lines), Form::of(file));
        let unread = unread.get(&**file).into_iter().flatten().map(|place| place.span);
        lines.touched_by_any(unread).for_each(|index| set(&mut states, index, State::NotUnderstood));
        let endpoints = Endpoints(endpoints.get(&**file).map(Vec::as_slice).unwrap_or_default());
        report_unaccounted(file, endpoints, &lines, &states, diagnostics);
        let lines = states.iter().enumerate().map(|(index, state)| Line {
            span: lines.span(index),
            state: state.unwrap_or(State::NotUnderstood),
        });
        accounts.push(Account { file: file.clone(), lines: lines.collect(), claims });
    }
    accounts
}

/// Items by the files that they are stated in, those of each in the order of their places.
fn by_file<T>(items: &[T], source: fn(&T) -> &Source) -> HashMap<&str, Vec<&T>> {
    let mut by_file: HashMap<&str, Vec<&T>> = HashMap::new();
    for item in items {
        by_file.entry(&source(item).file).or_default().push(item);
    }
    for items in by_file.values_mut() {
        items.sort_by_key(|item| source(item).span);
    }
    by_file
}

/// The state of each line; `None` for those that nothing explains.
fn states(lines: &Lines<'_>, claims: &Claims, marks: &Marks, form: Option<Form>) -> Vec<Option<State>> {
    let mut states = vec![None; lines.len()];
    for index in 0..lines.len() {
        if lines.text(index).trim().is_empty() {
            set(&mut states, index, State::Blank);
        }
    }
    for (state, of) in [(State::Example, None), (State::Prose, Some(true)), (State::Fact, Some(false))] {
        let claims = claims.iter().filter(|claim| claim.fact.map(Fact::is_prose) == of);
        let places = claims.map(|claim| claim.span);
        lines.touched_by_any(places).for_each(|index| set(&mut states, index, state));
    }
    let flag = |flags: &[bool], index| flags.get(index).copied().unwrap_or_default();
    let mut comment = false;
    for index in 0..lines.len() {
        let line = lines.text(index);
        let explained = states.get(index).copied().flatten();
        let is_read = flag(&marks.read, index);
        let is_structure = match explained {
            Some(State::Example) => flag(&marks.fences, index),
            Some(_) => false,
            None => {
                flag(&marks.structure, index)
                    || flag(&marks.fences, index)
                    || !line.contains(char::is_alphanumeric)
                    || (!is_read && (form == Some(Form::Html) || is_markup(line, comment)))
            }
        };
        if is_structure {
            set(&mut states, index, State::Structure);
        }
        comment = !is_read && is_comment_open(line, comment);
    }
    states
}

/// Sets the state of a line that is not blank.
fn set(states: &mut [Option<State>], index: usize, state: State) {
    if let Some(known) = states.get_mut(index).filter(|known| **known != Some(State::Blank)) {
        *known = Some(state);
    }
}

/// Whether a line of which the tree holds nothing is a comment, the address of a link, or something to be linked to.
fn is_markup(line: &str, in_comment: bool) -> bool {
    let line = line.trim();
    let is_anchor = line.starts_with("<a ") && line.ends_with('>');
    in_comment || is_anchor || line.starts_with("<!--") || (line.starts_with('[') && line.contains("]:"))
}

/// Whether a comment is open behind a line.
fn is_comment_open(line: &str, before: bool) -> bool {
    match (line.rfind("<!--"), line.rfind("-->")) {
        (Some(open), Some(close)) => open > close,
        (Some(_), None) => true,
        (None, Some(_)) => false,
        (None, None) => before,
    }
}

/// Reports each stretch of lines that nothing explains.
fn report_unaccounted(
    file: &Arc<str>,
    endpoints: Endpoints<'_>,
    lines: &Lines<'_>,
    states: &[Option<State>],
    diagnostics: &mut Diagnostics,
) {
    let mut stretch: Option<Span> = None;
    for (index, state) in states.iter().enumerate().chain([(states.len(), &Some(State::Blank))]) {
        if state.is_none() {
            let line = lines.span(index);
            stretch = Some(stretch.map_or(line, |span| span.join(line)));
        } else if let Some(span) = stretch.take() {
            let source = Source { file: file.clone(), span };
            let message = "nothing was made of this";
            let help =
                "if it states a fact, add a patch to api.toml; if it is of no use, acknowledge it there";
            let remark = Diagnostic::new(Code::UnaccountedLine, message, help);
            let subject = endpoints.above(span.start);
            diagnostics
                .push(Diagnostic { subject, ..remark.at(source.clone(), "not understood").unread(source) });
        }
    }
}

/// The endpoints of a document, by where they stand in it.
#[derive(Clone, Copy)]
struct Endpoints<'a>(&'a [&'a Endpoint]);

impl Endpoints<'_> {
    /// The nearest one above a place, as `api.toml` refers to it.
    fn above(self, at: usize) -> Option<String> {
        let count = self.0.partition_point(|endpoint| endpoint.source.span.start <= at);
        let nearest = self.0.get(count.checked_sub(1)?)?;
        Some(format!("{} {}", nearest.method, nearest.path))
    }
}
