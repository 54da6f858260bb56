//! Where pages were published and whose text they are, as far as they say so themselves.

use super::Evidence;
use crate::init::entries::{Entry, Standing, Table, exact_pair, pair};
use crate::init::look::{NamedPage, place};
use docwright_model::Source;
use docwright_parser::document::{Document, Form, KeyValue};

/// The entries of `[[documents]]`.
pub(super) fn provenance(evidence: Evidence<'_>) -> Vec<Entry> {
    let mut entries = Vec::new();
    for (index, page) in evidence.pages.iter().enumerate() {
        let table = Table::Document(index);
        entries.push(Entry::new(table, Standing::Stated, "document", "", exact_pair("file", &page.file)));
        let document = evidence.bare.documents.iter().find(|(file, _)| **file == page.file);
        let known = Known { evidence, page, document: document.map(|(_, document)| document) };
        entries.push(match known.url() {
            Some((url, at)) => {
                Entry::new(table, Standing::Stated, "url", format!("Stated at {at}."), pair("url", &url))
            }
            None => Entry::new(table, Standing::Open, "url", "", pair("url", "https://…")),
        });
        entries.push(match known.retrieved() {
            Some((date, at)) => Entry::new(
                table,
                Standing::Stated,
                "retrieved",
                format!("Stated at {at}."),
                pair("retrieved", &date),
            ),
            None => Entry::new(table, Standing::Open, "retrieved", "", pair("retrieved", "YYYY-MM-DD")),
        });
        entries.push(match known.notice() {
            Some((notice, at)) => Entry::new(
                table,
                Standing::Stated,
                "notice",
                format!("Stated at {at}."),
                pair("notice", &notice),
            ),
            None => Entry::new(
                table,
                Standing::Open,
                "notice",
                "",
                pair("notice", "Whose text it is, and on what terms."),
            ),
        });
    }
    entries
}

/// Keys of front matter.
const URL_KEYS: &[&str] = &["url", "source", "source_url", "canonical", "canonical_url", "permalink", "link"];
const DATE_KEYS: &[&str] = &["retrieved", "fetched", "downloaded", "accessed"];
const NOTICE_KEYS: &[&str] = &["copyright", "license", "licence", "rights", "notice"];

/// What stands before an address in the source of a web page: of its own, and of what browsers add when they save it.
const URL_MARKS: &[(&str, &str)] =
    &[("rel=\"canonical\"", "href=\""), ("property=\"og:url\"", "content=\""), ("saved from url=", ")")];

/// A page, and what was read of it.
struct Known<'a> {
    evidence: Evidence<'a>,
    page: &'a NamedPage,
    document: Option<&'a Document>,
}

/// A fact and its place.
type Found = (String, String);

impl Known<'_> {
    fn url(&self) -> Option<Found> {
        let is_url = |text: &str| {
            (text.starts_with("https://") || text.starts_with("http://"))
                && !text.contains(char::is_whitespace)
        };
        self.front_matter(URL_KEYS, is_url).or_else(|| {
            let lines = || self.page.text.lines().enumerate();
            let marks = URL_MARKS.iter().filter(|_| self.page.form == Form::Html);
            let mut found = marks.filter_map(|(mark, before)| {
                let (index, line) = lines().find(|(_, line)| line.contains(mark))?;
                let (head, tail) = line.split_once(mark)?;
                // The address may stand before the mark or behind it, within the same tag.
                let tag = head.rsplit_once('<').map_or("", |(_, tag)| tag);
                let behind = tail.split('>').next().unwrap_or_default();
                let value = [behind, tag].into_iter().find_map(|text| text.split_once(before))?.1;
                let value = value.split(['"', ' ']).next()?.trim_end_matches("--");
                Some((value.to_owned(), format!("{}:{}", self.page.file, index + 1)))
            });
            found.find(|(url, _)| is_url(url))
        })
    }

    fn retrieved(&self) -> Option<Found> {
        self.front_matter(DATE_KEYS, is_date)
    }

    /// A line that speaks of copyright or of a licence.
    fn notice(&self) -> Option<Found> {
        let matter = self.front_matter(NOTICE_KEYS, |text| !text.is_empty());
        matter.or_else(|| {
            let mut lines = self.page.text.lines().enumerate();
            let (index, line) = lines.find(|(_, line)| is_notice(line))?;
            let text = if self.page.form == Form::Html {
                without_tags(line)
            } else {
                line.trim_matches(['>', '*', '_', '#', ' ', '\t']).to_owned()
            };
            Some((text, format!("{}:{}", self.page.file, index + 1))).filter(|(text, _)| text.len() > 2)
        })
    }

    fn front_matter(&self, keys: &[&str], fits: impl Fn(&str) -> bool) -> Option<Found> {
        let is_it = |pair: &&KeyValue| {
            keys.contains(&pair.key.plain().to_lowercase().as_str()) && fits(&pair.value.plain())
        };
        let pair = self.document?.front_matter.iter().find(is_it)?;
        let (document, _) = self.evidence.bare.documents.iter().find(|(file, _)| **file == self.page.file)?;
        let at = place(&Source { file: document.clone(), span: pair.span }, &self.evidence.bare.files);
        Some((pair.value.plain(), at))
    }
}

/// `2026-11-21`.
fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    parts.iter().map(|part| part.len()).eq([4, 2, 2])
        && parts.iter().all(|part| part.chars().all(|c| c.is_ascii_digit()))
}

/// Lines longer than this are prose that happens to hold the word.
const NOTICE_BYTES: usize = 300;

fn is_notice(line: &str) -> bool {
    let lower = line.to_lowercase();
    let has_year = || {
        let mut numbers = lower.split(|c: char| !c.is_ascii_digit());
        numbers.any(|number| number.len() == 4 && (number.starts_with("19") || number.starts_with("20")))
    };
    line.len() < NOTICE_BYTES
        && (line.contains('©')
            || lower.contains("&copy;")
            || lower.contains("all rights reserved")
            || lower.contains("licensed under ")
            || (has_year() && (lower.contains("copyright") || lower.contains("(c) "))))
}

/// The words of a line of a web page.
fn without_tags(line: &str) -> String {
    let mut text = String::new();
    for (index, part) in line.split('<').enumerate() {
        let words = if index == 0 { part } else { part.split_once('>').map_or("", |(_, words)| words) };
        text.push_str(words);
    }
    text.replace("&copy;", "©").replace("&nbsp;", " ").replace("&amp;", "&").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notice_is_told_from_a_word() {
        for line in
            ["© Pets Ltd", "<p>&copy; 2024 Pets</p>", "Copyright 2024 Pets", "Licensed under CC BY 4.0."]
        {
            assert!(is_notice(line), "{line}");
        }
        for line in
            ["The copyright of the picture.", "| license | string | The licence key. |", "(c) the third"]
        {
            assert!(!is_notice(line), "{line}");
        }
        assert_eq!(without_tags("<footer><p>&copy; 2024 <a href=\"/\">Pets</a> Ltd</p>"), "© 2024 Pets Ltd");
    }

    #[test]
    fn a_day_is_a_date() {
        assert!(is_date("2026-11-21"));
        assert!(!is_date("21.11.2026") && !is_date("2026-1-1") && !is_date("last-ye-ar"));
    }
}
