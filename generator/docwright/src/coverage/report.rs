//! The account as data: counts for each document, and if asked for each line with what it became.
//!
//! The shape is a promise, as that of a [`CheckReport`](crate::CheckReport) is. `docwright schema coverage` prints its
//! JSON Schema.

use super::became::{Became, became, evidence_word, fact_words};
use super::names::{Name, Names};
use crate::{ExpectedRemark, Inspection, REPORT_VERSION, Remark};
use docwright_model::{Evidence, Fact};
use docwright_parser::diagnostics::{Diagnostic, Severity};
use docwright_parser::{Account, State};
use serde::Serialize;
use std::fmt;

/// What became of the documents of the APIs in a folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct CoverageReport {
    /// The version of this shape. It grows when a key changes its meaning.
    #[cfg_attr(feature = "schema", schemars(extend("const" = REPORT_VERSION)))]
    pub report_version: u32,
    /// The APIs, in the order of their folders.
    pub apis: Vec<ApiCoverage>,
}

/// What became of the documents of one API.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ApiCoverage {
    /// The folder of the API: `specs/petstore`.
    pub folder: String,
    /// Its documents; none if they have errors.
    pub documents: Vec<DocumentCoverage>,
    /// Errors, and open remarks about lines of which nothing was made.
    pub diagnostics: Vec<Remark>,
    /// Remarks about lines of which nothing was made that `api.toml` expects.
    pub acknowledged: Vec<ExpectedRemark>,
}

/// What became of one document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct DocumentCoverage {
    /// Its path below the folder of the API: `pages.md`.
    pub file: String,
    /// How many of its lines are in each state.
    pub states: StateCounts,
    /// Its lines in order; absent unless they were asked for.
    pub lines: Option<Vec<LineCoverage>>,
}

/// How many lines are in each state; together they are all lines of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct StateCounts {
    /// Lines that produced something in the model.
    pub fact: usize,
    /// Lines that are kept as documentation.
    pub prose: usize,
    /// Lines of examples.
    pub example: usize,
    /// Headings, heads of tables, fences, labels, markup.
    pub structure: usize,
    /// Lines of which nothing was made.
    pub not_understood: usize,
    /// Lines on which nothing stands.
    pub blank: usize,
}

/// What became of one line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct LineCoverage {
    /// Its number, from 1.
    pub line: usize,
    /// What became of it.
    pub state: State,
    /// The items whose facts lie on it.
    pub became: Vec<ItemFacts>,
}

/// Facts of one item that a line holds, and that are known in the same way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ItemFacts {
    /// What the item is: `endpoint`, `query parameter`.
    pub kind: &'static str,
    /// What the documents call it; of what they give no name, what tells it from others: `GET /pets`, `200`.
    pub name: String,
    /// What it belongs to, as the documents call that.
    pub of: Option<String>,
    /// What the emitted crate calls it; absent if nothing there has its name.
    pub rust_name: Option<String>,
    /// The facts; none where the line is a part of an example's text.
    pub facts: Vec<Fact>,
    /// How they are known.
    pub evidence: Evidence,
}

impl CoverageReport {
    /// The account of the documents; `with_lines` says whether each line is listed.
    #[must_use]
    pub fn of(inspections: &[Inspection], with_lines: bool) -> Self {
        let apis = inspections.iter().map(|inspection| ApiCoverage::of(inspection, with_lines));
        Self { report_version: REPORT_VERSION, apis: apis.collect() }
    }
}

impl ApiCoverage {
    /// The account of one API's documents; `with_lines` says whether each line is listed.
    #[must_use]
    pub fn of(Inspection { api, findings }: &Inspection, with_lines: bool) -> Self {
        let names = api.as_ref().filter(|_| with_lines).map(Names::new);
        let document = |account: &Account| DocumentCoverage {
            file: account.file.to_string(),
            states: StateCounts::of(account),
            lines: names.as_ref().map(|names| lines(account, names)),
        };
        let places = findings.places();
        let is_told = |remark: &Diagnostic| remark.severity == Severity::Error || remark.unread.is_some();
        let open = findings.diagnostics().iter().filter(|remark| is_told(remark));
        let known = findings.acknowledged().iter().filter(|known| is_told(&known.diagnostic));
        Self {
            folder: findings.folder().to_owned(),
            documents: findings.accounts().iter().map(document).collect(),
            diagnostics: open.map(|remark| Remark::of(remark, &places)).collect(),
            acknowledged: known.map(|known| ExpectedRemark::of(known, &places)).collect(),
        }
    }
}

/// `query parameter limit of GET /pets (type, default; by example)`
impl fmt::Display for ItemFacts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.kind, self.name)?;
        if let Some(owner) = &self.of {
            write!(f, " of {owner}")?;
        }
        write!(f, " ({}", fact_words(self.facts.iter().copied()))?;
        if self.evidence != Evidence::Stated {
            write!(f, "; by {}", evidence_word(self.evidence))?;
        }
        f.write_str(")")
    }
}

impl StateCounts {
    fn of(account: &Account) -> Self {
        Self {
            fact: account.count(State::Fact),
            prose: account.count(State::Prose),
            example: account.count(State::Example),
            structure: account.count(State::Structure),
            not_understood: account.count(State::NotUnderstood),
            blank: account.count(State::Blank),
        }
    }
}

fn lines(account: &Account, names: &Names<'_>) -> Vec<LineCoverage> {
    let line = |(index, line): (usize, &docwright_parser::Line)| LineCoverage {
        line: index + 1,
        state: line.state,
        became: became(account.claims_on(*line)).into_iter().map(|known| item(known, names)).collect(),
    };
    account.lines.iter().enumerate().map(line).collect()
}

fn item(Became { item, evidence, facts }: Became, names: &Names<'_>) -> ItemFacts {
    let Name { kind, model: name, owner: of, rust: rust_name } = names.of(item);
    ItemFacts { kind, name, of, rust_name, facts: facts.into_iter().flatten().collect(), evidence }
}
