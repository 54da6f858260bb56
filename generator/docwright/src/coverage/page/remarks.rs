//! Remarks as the page shows them: at their lines, or by themselves where they have none.

use super::places::line_id;
use super::sheet::Sheet;
use crate::Findings;
use docwright_model::Source;
use docwright_parser::diagnostics::{Diagnostic, Severity};
use std::collections::BTreeMap;

/// A remark.
pub(super) struct Remark<'a> {
    pub(super) diagnostic: &'a Diagnostic,
    /// The reason for which `api.toml` acknowledges it.
    pub(super) reason: Option<&'a str>,
    /// Where it is about: the line's identifier, and the place in words.
    pub(super) place: Option<Link>,
    /// Other places that matter.
    pub(super) related: Vec<Link>,
}

/// A link to a line.
pub(super) struct Link {
    pub(super) href: String,
    pub(super) words: String,
    /// What to say of it; may be empty.
    pub(super) text: String,
}

/// The classes by which remarks are filtered: a bit for each.
const CLASSES: [(u8, &str); 3] = [(1, "warned"), (2, "noted"), (4, "known")];

/// The remarks about one file.
#[derive(Default)]
pub(super) struct Remarks<'a> {
    /// By the index of the first line that they are about.
    at: BTreeMap<usize, Vec<Remark<'a>>>,
    /// The classes of the lines that they are about, as far as there are any.
    marks: Vec<u8>,
}

/// All remarks of an API.
pub(super) struct AllRemarks<'a> {
    /// Those of each sheet, in the order of the sheets.
    pub(super) sheets: Vec<Remarks<'a>>,
    /// Those that are about no line.
    pub(super) elsewhere: Vec<Remark<'a>>,
}

impl<'a> AllRemarks<'a> {
    /// Sorts remarks to the lines that they are about; `first_sheet` is the number of the first sheet.
    pub(super) fn new(findings: &'a Findings, sheets: &[Sheet<'a>], first_sheet: usize) -> Self {
        let mut all =
            Self { sheets: sheets.iter().map(|_| Remarks::default()).collect(), elsewhere: Vec::new() };
        let open = findings.diagnostics().iter().map(|open| (open, None));
        let known = findings.acknowledged().iter();
        let known = known.map(|known| (&known.diagnostic, Some(known.reason.as_str())));
        for (diagnostic, reason) in open.chain(known) {
            let link = |source: &Source, text: &str| link(source, text, sheets, first_sheet);
            let primary = diagnostic.primary.as_ref();
            let remark = Remark {
                diagnostic,
                reason,
                place: primary.and_then(|label| link(&label.source, &label.text)),
                related: diagnostic
                    .related
                    .iter()
                    .filter_map(|label| link(&label.source, &label.text))
                    .collect(),
            };
            let sheet = primary.and_then(|label| {
                let index = sheets.iter().position(|sheet| *sheet.file == *label.source.file)?;
                Some((sheets.get(index)?, all.sheets.get_mut(index)?, label.source.span))
            });
            match sheet {
                Some((sheet, remarks, span)) if sheet.len() > 0 => remarks.add(remark, sheet.lines_of(span)),
                _ => all.elsewhere.push(remark),
            }
        }
        all
    }
}

impl<'a> Remarks<'a> {
    fn add(&mut self, remark: Remark<'a>, (first, last): (usize, usize)) {
        let bit = CLASSES.iter().find(|(_, class)| *class == remark.class()).map_or(0, |(bit, _)| *bit);
        if self.marks.len() <= last {
            self.marks.resize(last + 1, 0);
        }
        for mark in self.marks.iter_mut().take(last + 1).skip(first) {
            *mark |= bit;
        }
        self.at.entry(first).or_default().push(remark);
    }

    /// The remarks whose first line this is.
    pub(super) fn at(&self, index: usize) -> &[Remark<'a>] {
        self.at.get(&index).map_or(&[], Vec::as_slice)
    }

    /// The classes of the remarks about a line, as bits.
    pub(super) fn marks(&self, index: usize) -> u8 {
        self.marks.get(index).copied().unwrap_or_default()
    }

    /// The open errors and warnings.
    pub(super) fn urgent(&self) -> impl Iterator<Item = &Remark<'a>> {
        self.at.values().flatten().filter(|remark| remark.class() == "warned")
    }
}

/// The classes that some bits stand for.
pub(super) fn classes(marks: u8) -> impl Iterator<Item = &'static str> {
    CLASSES.into_iter().filter(move |(bit, _)| marks & bit != 0).map(|(_, class)| class)
}

impl Remark<'_> {
    /// The class by which it is filtered.
    pub(super) fn class(&self) -> &'static str {
        match (self.reason, self.diagnostic.severity) {
            (Some(_), _) => "known",
            (None, Severity::Note) => "noted",
            (None, Severity::Error | Severity::Warning) => "warned",
        }
    }

    pub(super) fn severity(&self) -> &'static str {
        match self.diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }

    pub(super) fn code(&self) -> &'static str {
        self.diagnostic.code.entry().number
    }

    /// What stands beside the place, if anything does.
    pub(super) fn label(&self) -> &str {
        self.diagnostic.primary.as_ref().map_or("", |label| &label.text)
    }
}

fn link(source: &Source, text: &str, sheets: &[Sheet<'_>], first_sheet: usize) -> Option<Link> {
    let index = sheets.iter().position(|sheet| *sheet.file == *source.file)?;
    let (first, _) = sheets.get(index)?.lines_of(source.span);
    let href = line_id(first_sheet + index, first);
    Some(Link { href, words: format!("{}:{}", source.file, first + 1), text: text.to_owned() })
}
