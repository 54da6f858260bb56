//! The account as one web page: each document line by line, beside each line what it became, and the model with the
//! lines that each of its facts stands on.
//!
//! Everything that comes from a document or from `api.toml` is untrusted. It enters the page through the template,
//! which escapes it, and only as text: no address and no name of an element, attribute or class is made from it. If
//! that failed, the page's policy still forbids the browser to run or to fetch anything but its own style and script.
//! The page is written while it is made, so that a document of any size needs no page of its size in memory.

mod blocks;
mod cards;
mod places;
mod remarks;
mod sheet;

use super::names::Names;
use crate::write::write_file;
use crate::{Error, Inspection, Summary, WriteError};
use askama::Template;
use base64::{Engine as _, prelude::BASE64_STANDARD};
use blocks::{Chunk, Chunks};
use cards::Card;
use docwright_model::DocumentInfo;
use docwright_parser::State;
use places::Places;
use remarks::{AllRemarks, Remark, Remarks};
use sha2::{Digest as _, Sha256};
use sheet::{Sheet, sheets};
use std::fs;
use std::io::{self, Write};
use std::path::Path;

const STYLE: &str = concat!(include_str!("style.css"), include_str!("filters.css"));
const FILTERS: &str = include_str!("filters.css");
const SCRIPT: &str = include_str!("script.js");

/// Writes the page of the account to a file, all of it or nothing; a file that is there is replaced, unless the page is
/// made from it.
///
/// # Errors
///
/// The file cannot be written, or is one of the documents. What was there is as it was then.
pub fn save_page(inspections: &[Inspection], path: &Path) -> Result<(), Error> {
    let meant = fs::canonicalize(path).ok();
    let mut read = inspections.iter().flat_map(|inspection| inspection.findings.paths());
    if meant.is_some_and(|meant| read.any(|path| fs::canonicalize(path).is_ok_and(|path| path == meant))) {
        return Err(WriteError::Foreign { path: path.to_owned() }.into());
    }
    Ok(write_file(path, |output| write_page(inspections, output))?)
}

/// Writes the page of the account to a stream, while it is made.
///
/// # Errors
///
/// Those of the stream.
pub fn write_page(inspections: &[Inspection], mut output: impl Write) -> io::Result<()> {
    Page::new(inspections).write_into(&mut output)
}

/// The whole page.
#[derive(Template)]
#[template(path = "coverage.html", whitespace = "minimize")]
struct Page<'a> {
    style: &'static str,
    /// The rules of filters for a browser that runs no script.
    unscripted: String,
    script: &'static str,
    policy: String,
    filters: Vec<Filter>,
    apis: Vec<ApiPart<'a>>,
}

/// A choice of lines to show.
struct Filter {
    /// The class of what it shows.
    class: &'static str,
    title: &'static str,
    count: usize,
}

/// What the page shows of one API.
struct ApiPart<'a> {
    /// Its place on the page: part of every identifier.
    index: usize,
    title: &'a str,
    folder: &'a str,
    names: Option<Names<'a>>,
    sheets: Vec<SheetPart<'a>>,
    places: Places,
    /// Remarks without a place in a file that is shown.
    elsewhere: Vec<Remark<'a>>,
}

/// What the page shows of one file.
struct SheetPart<'a> {
    /// Its place on the page: part of the identifiers of its lines.
    number: usize,
    sheet: Sheet<'a>,
    info: Option<&'a DocumentInfo>,
    remarks: Remarks<'a>,
}

impl<'a> Page<'a> {
    fn new(inspections: &'a [Inspection]) -> Self {
        let mut apis: Vec<ApiPart<'a>> = Vec::new();
        let mut number = 0;
        for (index, inspection) in inspections.iter().enumerate() {
            let part = ApiPart::new(index, number, inspection);
            number += part.sheets.len();
            apis.push(part);
        }
        let filters = filters(inspections, &apis);
        let unscripted = unscripted(&filters);
        let policy = format!(
            "default-src 'none'; style-src '{}' '{}'; script-src '{}'; img-src data:; base-uri 'none'; \
             form-action 'none'; require-trusted-types-for 'script'",
            fingerprint(STYLE),
            fingerprint(&unscripted),
            fingerprint(SCRIPT)
        );
        Self { style: STYLE, unscripted, script: SCRIPT, policy, filters, apis }
    }

    /// The titles of the APIs, with commas between them.
    fn title(&self) -> String {
        self.apis.iter().map(|api| api.title).collect::<Vec<_>>().join(", ")
    }
}

impl<'a> ApiPart<'a> {
    fn new(index: usize, before: usize, Inspection { api, findings }: &'a Inspection) -> Self {
        let sheets = sheets(api.as_ref(), findings);
        let places = Places::new(index, before, &sheets);
        let title = api.as_ref().map_or(findings.folder(), |api| &api.title);
        let AllRemarks { sheets: remarks, elsewhere } = AllRemarks::new(findings, &sheets, before);
        let info = |file: &str| api.as_ref()?.documents.iter().find(|info| *info.file == *file);
        let parts = sheets.into_iter().zip(remarks).zip(before..);
        let parts = parts.map(|((sheet, remarks), number)| {
            let info = info(sheet.file);
            SheetPart { number, sheet, info, remarks }
        });
        let sheets = parts.collect();
        let names = api.as_ref().map(Names::new);
        Self { index, title, folder: findings.folder(), names, sheets, places, elsewhere }
    }

    /// The items of the model, each with what belongs to it.
    fn cards(&self) -> impl Iterator<Item = Card> {
        self.names.iter().flat_map(|names| cards::cards(names, &self.places))
    }

    /// The open errors and warnings that are about a line.
    fn urgent(&self) -> Vec<&Remark<'a>> {
        self.sheets.iter().flat_map(|part| part.remarks.urgent()).collect()
    }

    /// What the model holds, in figures that are links.
    fn figures(&self) -> Vec<(String, String)> {
        self.names.as_ref().map(|names| cards::figures(names, &self.places)).unwrap_or_default()
    }

    /// The lines of a file, in pieces that a browser can lay out one by one.
    fn chunks<'b>(&'b self, part: &'b SheetPart<'a>) -> impl Iterator<Item = Chunk<'b>> {
        Chunks::new(self.names.as_ref(), &self.places, part)
    }
}

/// A stretch of the bar that shows how the lines of a file share out among states.
struct Stretch {
    class: &'static str,
    start: usize,
    width: usize,
}

impl SheetPart<'_> {
    /// The lines that say something, by state: the word and the count.
    fn counts(&self) -> Vec<(State, usize)> {
        let count = |state| self.sheet.account().map_or(0, |account| account.count(state));
        State::ALL.into_iter().map(|state| (state, count(state))).filter(|(_, count)| *count > 0).collect()
    }

    /// The same in thousandths, as stretches of a bar.
    fn bar(&self) -> Vec<Stretch> {
        let counts = self.counts();
        let total = counts.iter().map(|(_, count)| count).sum::<usize>().max(1);
        let mut before = 0;
        let stretch = |(state, count): (State, usize)| {
            let start = before * 1000 / total;
            before += count;
            Stretch { class: blocks::class(state), start, width: before * 1000 / total - start }
        };
        counts.into_iter().map(stretch).collect()
    }

    /// The counts in words, for those who do not see the bar.
    fn counts_in_words(&self) -> String {
        self.counts().iter().map(|(state, count)| format!("{count} {state}")).collect::<Vec<_>>().join(", ")
    }
}

/// The source expression by which a policy allows a text.
fn fingerprint(text: &str) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(text)))
}

/// The rules of filters, with what a browser sees by itself in place of the classes that the script sets.
fn unscripted(filters: &[Filter]) -> String {
    let watched = |rules: String, Filter { class, .. }: &Filter| {
        rules.replace(&format!(".only-{class}"), &format!("body:has(#only-{class}:checked)"))
    };
    let rules = FILTERS.replace(".only ", "body:has(.filters :checked) ");
    filters.iter().fold(rules, watched)
}

/// The filters that show something: lines by their states, then what deserves a look.
fn filters(inspections: &[Inspection], apis: &[ApiPart<'_>]) -> Vec<Filter> {
    let accounts = || apis.iter().flat_map(|api| &api.sheets).filter_map(|part| part.sheet.account());
    let state = |title, state| {
        let count = accounts().map(|account| account.count(state)).sum();
        Filter { class: blocks::class(state), title, count }
    };
    let summaries: Vec<Summary> = inspections.iter().map(Inspection::summary).collect();
    let figure = |class, title, figure: fn(&Summary) -> usize| Filter {
        class,
        title,
        count: summaries.iter().map(figure).sum(),
    };
    let all = [
        state("fact", State::Fact),
        state("prose", State::Prose),
        state("example", State::Example),
        state("structure", State::Structure),
        state("not understood", State::NotUnderstood),
        figure("inferred", "inferred", |summary| summary.inferred),
        figure("patched", "patched", |summary| summary.patched),
        figure("warned", "errors and warnings", |summary| summary.errors + summary.warnings),
        figure("noted", "notes", |summary| summary.notes),
        figure("known", "acknowledged", |summary| summary.acknowledged),
    ];
    all.into_iter().filter(|filter| filter.count > 0).collect()
}
