//! Link definitions (`[label]: address`), which may stand anywhere in a document and count everywhere in it.
//! They are collected beforehand, because the document is parsed in stretches.

use crate::document::lines::slice;
use docwright_model::Span;
use pulldown_cmark::{BrokenLink, CowStr};
use std::collections::HashMap;

/// Addresses by label.
#[derive(Debug, Default)]
pub(super) struct Definitions {
    addresses: HashMap<String, String>,
}

impl Definitions {
    pub(super) fn read(text: &str, lines: &[Span]) -> Self {
        let found = lines.iter().filter_map(|line| definition(slice(text, *line)));
        let mut addresses = HashMap::new();
        for (label, address) in found {
            addresses.entry(folded(label)).or_insert_with(|| address.to_owned());
        }
        Self { addresses }
    }

    /// Address and title for a reference whose definition is in another stretch.
    pub(super) fn resolve<'a>(&self, link: &BrokenLink<'_>) -> Option<(CowStr<'a>, CowStr<'a>)> {
        let address = self.addresses.get(&folded(&link.reference))?;
        Some((address.clone().into(), CowStr::Borrowed("")))
    }
}

fn definition(line: &str) -> Option<(&str, &str)> {
    let (label, rest) = line.trim_start().strip_prefix('[')?.split_once("]:")?;
    let address = rest.split_whitespace().next()?;
    let address = address.strip_prefix('<').and_then(|inner| inner.strip_suffix('>')).unwrap_or(address);
    (!label.is_empty() && !label.contains(['[', ']'])).then_some((label, address))
}

fn folded(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
