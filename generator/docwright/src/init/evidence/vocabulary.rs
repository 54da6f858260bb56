//! Header cells that mean the name of a parameter here and nowhere else: tried, for tables that were not understood.

use super::counted;
use crate::init::entries::{Entry, Standing, Table as Section, quoted};
use crate::init::look::{ASSUMED, NamedPage, place, survey};
use docwright_model::Source;
use docwright_parser::Survey;
use docwright_parser::diagnostics::{Code, Diagnostic, Severity};
use docwright_parser::document::{Block, Table};
use std::collections::{BTreeMap, BTreeSet};

/// No page has more kinds of tables that are worth a trial.
const TRIALS: usize = 6;

/// `name_columns`, if tables are understood with it that are not without it.
pub(in crate::init) fn vocabulary(assumed: &Survey, pages: &[NamedPage]) -> Option<Entry> {
    let tables = unused_tables(assumed);
    let mut titles: Vec<String> = Vec::new();
    for title in tables.iter().filter_map(|(_, table)| Some(table.header.first()?.plain())) {
        if title.contains(char::is_alphabetic) && !titles.contains(&title) && titles.len() < TRIALS {
            titles.push(title);
        }
    }
    let before = figures(assumed);
    titles.retain(|title| {
        let after = survey(&format!("{ASSUMED}[vocabulary]\n{}\n", line(std::slice::from_ref(title))), pages);
        after.is_some_and(|after| {
            let (unused, errors) = figures(&after);
            unused < before.0 && errors <= before.1
        })
    });
    let is_one = |(_, table): &&(Source, &Table)| {
        table.header.first().is_some_and(|cell| titles.contains(&cell.plain()))
    };
    let at = place(&tables.iter().find(is_one)?.0, &assumed.files);
    let count = tables.iter().filter(is_one).count();
    let because = format!(
        "{} not understood unless the first column is known to hold names, the first at {at}.",
        if count == 1 { "1 table is".to_owned() } else { format!("{} are", counted(count, "table")) }
    );
    Some(Entry::new(Section::Vocabulary, Standing::Proposed, "columns of names", because, line(&titles)))
}

fn line(titles: &[String]) -> String {
    let titles: Vec<String> = titles.iter().map(|title| quoted(title)).collect();
    format!("name_columns = [{}]", titles.join(", "))
}

/// How many tables nothing was made of, and how many errors there are.
fn figures(survey: &Survey) -> (usize, usize) {
    let is_error = |remark: &&Diagnostic| remark.severity == Severity::Error;
    (unused(survey).count(), survey.diagnostics.iter().filter(is_error).count())
}

fn unused(survey: &Survey) -> impl Iterator<Item = &Diagnostic> {
    survey.diagnostics.iter().filter(|remark| remark.code == Code::UnusedTable)
}

/// The tables that nothing was made of.
fn unused_tables(survey: &Survey) -> Vec<(Source, &Table)> {
    let mut places: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for source in unused(survey).filter_map(|remark| Some(&remark.primary.as_ref()?.source)) {
        places.entry(&source.file).or_default().insert(source.span.start);
    }
    let mut tables = Vec::new();
    for (file, document) in &survey.documents {
        let Some(starts) = places.get(&**file) else { continue };
        for block in document.root.descendants().flat_map(|section| &section.blocks) {
            let Block::Table(table) = block else { continue };
            if starts.range(table.span.start..table.span.end).next().is_some() {
                tables.push((Source { file: file.clone(), span: table.span }, table));
            }
        }
    }
    tables
}
