//! APIs whose documents hold one text in as many places as are not refused. In come texts, out comes a model for each.

#![allow(clippy::indexing_slicing, reason = "tests may fail loudly, their helpers too")]

use crate::template::{Notation, Template, templates};
use docwright_model::Api;
use docwright_parser::read_api;
use std::collections::BTreeMap;
use std::io::ErrorKind;

/// A prime, so that some of the texts are of all kinds.
const STRIDE: usize = 101;
/// Holes whose texts name files.
const FILES: &[&str] = &["key name", "key documents.file"];

/// Texts that made trouble for rustc once, where several of the same stood in one document.
const KEPT: &[&str] = &[
    "auto",
    "documented_answers",
    "self",
    "𝑥",
    "ｆｕｌｌwidth and ßß\u{200d}",
    "大小",
    "https://exаmple.com",
    "into",
];

/// The models of so many texts, each in the next of the templates, and of those that made trouble in all of them.
pub(crate) fn apis(texts: &[String], wanted: usize) -> Vec<Api> {
    let templates = templates();
    let chosen = (0..wanted.min(texts.len())).map(|at| texts[at * STRIDE % texts.len()].as_str());
    let kept = KEPT.iter().flat_map(|text| templates.iter().map(move |template| (*text, template)));
    chosen
        .zip(templates.iter().cycle())
        .chain(kept)
        .enumerate()
        .map(|(at, (text, template))| api(at, text, template))
        .collect()
}

fn api(at: usize, text: &str, template: &Template) -> Api {
    let mut filled = BTreeMap::new();
    let holes: Vec<&str> =
        template.holes.iter().map(String::as_str).filter(|hole| !FILES.contains(hole)).collect();
    for notation in [Notation::Escaped, Notation::Raw] {
        let free: Vec<&str> = holes.iter().copied().filter(|hole| !filled.contains_key(hole)).collect();
        fill(template, text, notation, &free, &mut filled);
    }
    let mut api = read(template, &filled).unwrap();
    api.name = format!("hostile_{at}");
    api
}

/// Puts the text into all of these holes, or else into those of each half.
fn fill<'a>(
    template: &'a Template,
    text: &'a str,
    notation: Notation,
    holes: &[&'a str],
    filled: &mut BTreeMap<&'a str, (&'a str, Notation)>,
) {
    let mut more = filled.clone();
    more.extend(holes.iter().map(|hole| (*hole, (text, notation))));
    if read(template, &more).is_some() {
        *filled = more;
    } else if holes.len() > 1 {
        let (first, second) = holes.split_at(holes.len() / 2);
        fill(template, text, notation, first, filled);
        fill(template, text, notation, second, filled);
    }
}

fn read(template: &Template, filled: &BTreeMap<&str, (&str, Notation)>) -> Option<Api> {
    let files = template.fill(filled);
    let content = |name: &str| {
        files.get(name).map(|text| text.clone().into_bytes()).ok_or_else(|| ErrorKind::NotFound.into())
    };
    read_api(&content).api
}
