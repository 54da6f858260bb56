//! What stands at the top of `api.toml`: the name, the title, the version, the address.

use super::Evidence;
use super::titles::{self, Stated, version};
use crate::init::entries::{Entry, Standing, Table, pair};
use crate::init::look::place;
use crate::init::name::ApiName;
use docwright_model::{Endpoint, Fact, Source, Span};
use docwright_parser::document::{Block, Document};
use std::collections::HashSet;

/// The entries at the top.
pub(in crate::init) fn top(evidence: Evidence<'_>, name: &ApiName, title: Option<Stated>) -> Vec<Entry> {
    let stated =
        |about, because: String, line| Entry::new(Table::Top, Standing::Stated, about, because, line);
    let mut entries = vec![stated("name", String::new(), pair("name", name.as_str()))];
    entries.push(if let Some(title) = title {
        stated("title", format!("The title is that of {}.", title.at), pair("title", &title.text))
    } else {
        let because = "No page has a title: write what people call the product.".to_owned();
        stated("title", because, pair("title", &name.as_str().replace('_', " ")))
    });
    entries.push(match version(evidence.bare, evidence.pages) {
        Some(version) => stated(
            "version",
            format!("Stated at {}.", version.at),
            pair("version", version.text.trim_start_matches('v')),
        ),
        None => Entry::new(Table::Top, Standing::Open, "version", "", pair("version", "…")),
    });
    entries.extend(base_url(evidence));
    entries
}

/// The address, unless the pages state it: then it is read there.
fn base_url(evidence: Evidence<'_>) -> Option<Entry> {
    if evidence.bare.api.base_url.is_some() {
        return None;
    }
    let open = |because: String| {
        let line = pair("base_url", "https://…");
        Some(Entry::new(Table::Top, Standing::Open, "base URL", because, line))
    };
    let mut addressed = evidence
        .assumed
        .api
        .endpoints
        .iter()
        .filter_map(|endpoint| Some((endpoint, origin(endpoint.address.as_deref()?)?)));
    let Some((first, origin)) = addressed.next() else {
        return match titles::base_url(evidence.bare, evidence.pages) {
            Some(Stated { text, at }) => {
                let line = pair("base_url", text.trim_end_matches('/'));
                Some(Entry::new(Table::Top, Standing::Stated, "base URL", format!("Stated at {at}."), line))
            }
            None => {
                spoken_base_url(evidence).or_else(|| shown_base_url(evidence)).or_else(|| open(String::new()))
            }
        };
    };
    let at = place(&origin_of(first), &evidence.assumed.files);
    if addressed.any(|(_, other)| other != origin) {
        return open(format!("Addresses on the pages are on several hosts; `{origin}` is that of {at}."));
    }
    if stands_for_another(origin) {
        return open(format!(
            "The addresses begin with `{origin}` ({at}), which seems to stand for a host of your own."
        ));
    }
    let because = format!("All addresses on the pages begin so; the first is at {at}.");
    Some(Entry::new(Table::Top, Standing::Proposed, "base URL", because, pair("base_url", origin)))
}

/// The address that a sentence or label calls the one to call, there or in what stands below it: proposed.
fn spoken_base_url(evidence: Evidence<'_>) -> Option<Entry> {
    let spoken = evidence.bare.documents.iter().find_map(|(file, document)| {
        let texts = texts(document);
        let speaking = |(text, _): &&(String, Span)| {
            let text = text.to_lowercase();
            SPEAKING.iter().any(|words| text.contains(words))
        };
        texts.iter().enumerate().filter(|(_, text)| speaking(text)).find_map(|(index, _)| {
            let near = texts.get(index..)?.iter().take(1 + BELOW);
            let found = near.flat_map(|(text, span)| addresses(text).map(move |found| (found, *span)));
            let (found, span) = found.filter(|(found, _)| !is_for_readers(found)).take(1).next()?;
            let source = Source { file: file.clone(), span };
            Some((found.trim_end_matches(['/', '.']).to_owned(), place(&source, &evidence.bare.files)))
        })
    });
    let (address, at) = spoken?;
    let because = format!("The pages speak of it so at {at}.");
    Some(Entry::new(Table::Top, Standing::Proposed, "base URL", because, pair("base_url", &address)))
}

/// Words by which pages speak of the address that paths are appended to.
const SPEAKING: &[&str] = &[
    "api is available at",
    "api is served at",
    "api is served from",
    "api root",
    "base address",
    "base uri",
    "base url",
    "requests are made to",
    "requests are sent to",
    "requests go to",
    "root url",
    "server:",
    "servers:",
    "urls begin with",
    "urls start with",
];
/// So many blocks below the words may hold the address.
const BELOW: usize = 1;

/// The texts of a document in order, each block for itself: a heading, a paragraph, a key with its value, code.
fn texts(document: &Document) -> Vec<(String, Span)> {
    let mut texts = Vec::new();
    for section in document.root.descendants() {
        texts.push((format!("{}:", section.heading.plain()), section.heading.span()));
        section.blocks.iter().for_each(|block| add_texts(block, &mut texts));
    }
    texts
}

fn add_texts(block: &Block, texts: &mut Vec<(String, Span)>) {
    match block {
        Block::Paragraph(text) => texts.push((text.plain(), text.span())),
        Block::KeyValue(pair) => {
            texts.push((format!("{}: {}", pair.key.plain(), pair.value.plain()), pair.span));
        }
        Block::Code(code) => texts.push((code.text.clone(), code.span)),
        Block::List(list) => {
            list.items.iter().flat_map(|item| &item.blocks).for_each(|block| add_texts(block, texts));
        }
        Block::Table(table) => {
            let cells = table.rows.iter().flat_map(|row| &row.cells);
            cells.flat_map(|cell| &cell.blocks).for_each(|block| add_texts(block, texts));
        }
    }
}

/// Whether an address holds what readers are to replace.
fn is_for_readers(address: &str) -> bool {
    address.contains(['{', '<', '[', '$', '%']) || address.to_lowercase().contains("your")
}

/// What stands before the path of an endpoint in an address that the pages show, as commands do: proposed, if all such
/// addresses agree.
fn shown_base_url(evidence: Evidence<'_>) -> Option<Entry> {
    let paths: HashSet<&str> = evidence
        .assumed
        .api
        .endpoints
        .iter()
        .map(|endpoint| endpoint.path.as_str())
        .filter(|path| path.len() > 1)
        .collect();
    let mut found: Option<(&str, String)> = None;
    for page in evidence.pages {
        for (index, line) in page.text.lines().enumerate() {
            for base in addresses(line).filter_map(|address| base_of(address, &paths)) {
                match &found {
                    Some((known, _)) if *known != base => return None,
                    Some(_) => {}
                    None => found = Some((base, format!("{}:{}", page.file, index + 1))),
                }
            }
        }
    }
    let (base, at) = found.filter(|(base, _)| !stands_for_another(base))?;
    let because =
        format!("It stands before the path of an endpoint at {at}, and wherever else the pages show one.");
    Some(Entry::new(Table::Top, Standing::Proposed, "base URL", because, pair("base_url", base)))
}

/// The http addresses on a line.
fn addresses(line: &str) -> impl Iterator<Item = &str> {
    line.match_indices("http").filter_map(|(start, _)| {
        let rest = line.get(start..)?;
        let is_end = |c: char| c.is_whitespace() || "\"'`<>)]|,\\".contains(c);
        let address = rest.get(..rest.find(is_end).unwrap_or(rest.len()))?;
        (address.starts_with("http://") || address.starts_with("https://")).then_some(address)
    })
}

/// What stands before one of the paths, at the end of an address.
fn base_of<'a>(address: &'a str, paths: &HashSet<&str>) -> Option<&'a str> {
    let address = address.split(['?', '#']).next()?;
    let host = address.find("://")? + 3;
    let slashes = address.match_indices('/').map(|(at, _)| at).filter(|at| *at > host);
    let mut ends = slashes.filter(|at| address.get(*at..).is_some_and(|path| paths.contains(path)));
    ends.next().and_then(|at| address.get(..at))
}

fn origin_of(endpoint: &Endpoint) -> docwright_model::Source {
    endpoint.origins.of(Fact::Address).map_or_else(|| endpoint.source.clone(), |origin| origin.source.clone())
}

/// `https://api.example.com` of an address.
fn origin(address: &str) -> Option<&str> {
    let host = address.find("://")? + 3;
    let end = address.get(host..)?.find('/').map_or(address.len(), |length| host + length);
    address.get(..end)
}

/// Words of hosts that readers are to replace.
const PLACEHOLDERS: &[&str] = &["example", "your", "localhost", "hostname", "domain", "server_", "127.0.0.1"];

fn stands_for_another(origin: &str) -> bool {
    let lower = origin.to_lowercase();
    lower.contains(['{', '<', '[', '$', '%']) || PLACEHOLDERS.iter().any(|word| lower.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_origin_of_an_address_is_what_stands_before_its_path() {
        assert_eq!(origin("https://pets.io:8443/v1/pets?x=/"), Some("https://pets.io:8443"));
        assert_eq!(origin("https://pets.io"), Some("https://pets.io"));
        assert_eq!(origin("/pets"), None);
    }

    #[test]
    fn a_base_url_is_what_stands_before_a_path() {
        let paths = HashSet::from(["/pets", "/v1/pets"]);
        let check = |line: &str, expect: &[&str]| {
            let found: Vec<&str> = addresses(line).filter_map(|address| base_of(address, &paths)).collect();
            assert_eq!(found, expect, "{line}");
        };
        check("curl 'https://pets.io/api/pets?limit=1' -H x", &["https://pets.io/api"]);
        check("[x](http://pets.io/v1/pets)", &["http://pets.io"]);
        check("https://pets.io/dogs or httpd", &[]);
    }

    #[test]
    fn a_host_that_readers_replace_is_known() {
        for origin in
            ["https://API.EXAMPLE.COM", "https://{host}", "http://localhost:8080", "https://your-shop.io"]
        {
            assert!(stands_for_another(origin), "{origin}");
        }
        assert!(!stands_for_another("https://api.pets.io"));
    }
}
