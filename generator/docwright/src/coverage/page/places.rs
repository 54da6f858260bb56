//! Where things are on the page: the identifiers of lines and items, and the lines on which the facts of an item stand.

use super::super::became::{EVIDENCE, evidence_word, fact_words};
use super::sheet::Sheet;
use docwright_model::Fact;
use docwright_parser::Item;
use std::collections::{BTreeMap, BTreeSet};

/// The identifier of a line, by the number of its sheet and its own index.
pub(super) fn line_id(sheet: usize, index: usize) -> String {
    format!("d{sheet}-{}", index + 1)
}

/// Where the items of one API are on the page, and where their facts are.
pub(super) struct Places {
    api: usize,
    /// The number of the API's first sheet.
    first_sheet: usize,
    /// The files, by the numbers of their sheets.
    files: Vec<String>,
    /// An entry for each claim, sorted by item and place.
    entries: Vec<Entry>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    item: Item,
    sheet: usize,
    first: usize,
    last: usize,
    /// The place of the evidence in [`EVIDENCE`].
    evidence: usize,
    fact: Option<Fact>,
}

/// Lines one below the other that say the same of an item: the items of a list.
struct Stretch {
    sheet: usize,
    first: usize,
    last: usize,
    evidence: usize,
    facts: BTreeSet<Option<Fact>>,
}

/// Lines that say something of an item.
pub(super) struct Place {
    pub(super) href: String,
    /// The file, where it is not the one at hand.
    pub(super) file: Option<String>,
    pub(super) lines: String,
    pub(super) facts: String,
    pub(super) evidence: &'static str,
}

impl Places {
    /// The places of an API's items. `first_sheet` is the number of the first of its sheets.
    pub(super) fn new(api: usize, first_sheet: usize, sheets: &[Sheet<'_>]) -> Self {
        let mut entries = Vec::new();
        for (offset, sheet) in sheets.iter().enumerate() {
            entries.extend(sheet.claims.iter().map(|claim| {
                let (first, last) = sheet.lines_of(claim.span);
                let evidence = EVIDENCE.iter().position(|known| *known == claim.evidence).unwrap_or_default();
                Entry {
                    item: claim.item,
                    sheet: first_sheet + offset,
                    first,
                    last,
                    evidence,
                    fact: claim.fact,
                }
            }));
        }
        entries.sort_unstable();
        entries.dedup();
        let files = sheets.iter().map(|sheet| sheet.file.to_owned()).collect();
        Self { api, first_sheet, files, entries }
    }

    /// The identifier of an item.
    pub(super) fn id(&self, item: Item) -> String {
        let api = self.api;
        match item {
            Item::Api => format!("a{api}"),
            Item::Scheme(index) => format!("a{api}-s{index}"),
            Item::SchemeParameter(index, inner) => format!("a{api}-s{index}-p{inner}"),
            Item::SchemeResponse(index, inner) => format!("a{api}-s{index}-r{inner}"),
            Item::Endpoint(index) => format!("a{api}-e{index}"),
            Item::Parameter(index, inner) => format!("a{api}-e{index}-p{inner}"),
            Item::Response(index, inner) => format!("a{api}-e{index}-r{inner}"),
            Item::Example(index, inner) => format!("a{api}-e{index}-x{inner}"),
            Item::Type(index) => format!("a{api}-t{index}"),
            Item::Field(index, inner) => format!("a{api}-t{index}-f{inner}"),
            Item::Constant(index) => format!("a{api}-c{index}"),
        }
    }

    /// The sheet on which an item is stated first.
    pub(super) fn home(&self, item: Item) -> Option<usize> {
        self.entries_of(item).first().map(|entry| entry.sheet)
    }

    /// The name of the file on a sheet.
    pub(super) fn file(&self, sheet: usize) -> Option<&str> {
        self.files.get(sheet.checked_sub(self.first_sheet)?).map(String::as_str)
    }

    /// The lines that say something of an item, in the order of the page; facts that stand on the same lines and are
    /// known in the same way are together. `home` is the sheet whose file need not be named.
    pub(super) fn of(&self, item: Item, home: Option<usize>) -> Vec<Place> {
        let mut facts: BTreeMap<_, BTreeSet<Option<Fact>>> = BTreeMap::new();
        for Entry { sheet, first, last, evidence, fact, .. } in self.entries_of(item) {
            facts.entry((*sheet, *first, *last, *evidence)).or_default().insert(*fact);
        }
        let mut stretches: Vec<Stretch> = Vec::new();
        for ((sheet, first, last, evidence), facts) in facts {
            let before = stretches.last_mut().filter(|known| {
                known.sheet == sheet
                    && known.last + 1 == first
                    && known.evidence == evidence
                    && known.facts == facts
            });
            match before {
                Some(known) => known.last = last,
                None => stretches.push(Stretch { sheet, first, last, evidence, facts }),
            }
        }
        let place = |Stretch { sheet, first, last, evidence, facts }| Place {
            href: line_id(sheet, first),
            file: self.file(sheet).filter(|_| home != Some(sheet)).map(str::to_owned),
            lines: lines_in_words(first, last),
            facts: fact_words(facts.into_iter().flatten()),
            evidence: EVIDENCE.get(evidence).map_or("", |evidence| evidence_word(*evidence)),
        };
        stretches.into_iter().map(place).collect()
    }

    fn entries_of(&self, item: Item) -> &[Entry] {
        let start = self.entries.partition_point(|entry| entry.item < item);
        let end = self.entries.partition_point(|entry| entry.item <= item);
        self.entries.get(start..end).unwrap_or_default()
    }
}

fn lines_in_words(first: usize, last: usize) -> String {
    if first == last { format!("line {}", first + 1) } else { format!("lines {}–{}", first + 1, last + 1) }
}
