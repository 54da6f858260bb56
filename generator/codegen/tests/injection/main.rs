//! Documents and `api.toml` are untrusted: whatever text stands in them, and wherever, they are refused, or what is
//! emitted is what harmless ones give, but for literals, documentation and names.
//!
//! The texts are those of `tests/hostile/corpus.json`, the places the holes of the folders beside it. A run tries a part
//! of all texts in all holes, always the same; `DOCWRIGHT_INJECTIONS` says how many, or `all`, or the name of a hole, which
//! gets all texts.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "tests may fail loudly, their helpers too"
)]

mod allowed;
#[path = "../support/corpus.rs"]
mod corpus;
mod judge;
mod openapi;
mod shape;
mod template;
mod twin;

use judge::{Judge, Outcome};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::panic::{AssertUnwindSafe, catch_unwind};
use template::{Notation, Template, templates};

/// How many texts are put in holes where the environment does not say.
const INJECTIONS: usize = 200;
/// A prime, so that a part of all cases has every text and every hole in it before it has any pair twice.
const STRIDE: usize = 1_000_003;

/// A text in a hole.
struct Case<'a> {
    template: &'a Template,
    hole: &'a str,
    text: &'a str,
    notation: Notation,
}

impl std::fmt::Display for Case<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let text: String = self.text.chars().take(60).collect();
        write!(f, "{}, {:?} as {:?} in `{}`", self.template.name, text, self.notation, self.hole)
    }
}

#[test]
fn the_corpus_is_large_and_the_templates_are_sound() {
    let texts = corpus::corpus();
    assert_eq!(texts.iter().collect::<BTreeSet<_>>().len(), texts.len(), "a text stands in the corpus twice");
    assert!(texts.len() >= 800, "{}", texts.len());
    let templates = templates();
    let holes: usize = templates.iter().map(|template| template.holes.len()).sum();
    assert!(holes >= 180, "{holes}");
    let judge = Judge::new(&templates);
    for template in &templates {
        assert_eq!(judge.judge(&template.fill(&BTreeMap::new())), Outcome::Sound, "{}", template.name);
    }
}

#[test]
fn texts_become_literals_and_documentation_or_are_refused() {
    let (templates, texts) = (templates(), corpus::corpus());
    let cases = cases(&templates, &texts);
    let some = |wanted: usize| (0..wanted.min(cases.len())).map(|at| &cases[at * STRIDE % cases.len()]);
    let chosen: Vec<&Case<'_>> = match env::var("DOCWRIGHT_INJECTIONS").as_deref() {
        Ok("all") => some(cases.len()).collect(),
        Ok(wanted) => match wanted.parse() {
            Ok(number) => some(number).collect(),
            Err(_) => cases.iter().filter(|case| case.hole == wanted).collect(),
        },
        Err(_) => some(INJECTIONS).collect(),
    };
    assert!(!chosen.is_empty(), "DOCWRIGHT_INJECTIONS is no number, not `all` and no hole");
    let judge = Judge::new(&templates);
    let outcomes: Vec<(&Case<'_>, Outcome)> =
        chosen.into_par_iter().map(|case| (case, outcome(case, &judge))).collect();
    let count = |wanted: fn(&Outcome) -> bool| outcomes.iter().filter(|(_, outcome)| wanted(outcome)).count();
    let (sound, refused) =
        (count(|outcome| *outcome == Outcome::Sound), count(|outcome| *outcome == Outcome::Refused));
    println!("{} of {} cases: {sound} accepted, {refused} refused", outcomes.len(), cases.len());
    let wrong: Vec<String> = outcomes
        .iter()
        .filter_map(|(case, outcome)| match outcome {
            Outcome::Wrong(complaints) => {
                let shown = complaints.iter().take(3).map(|complaint| complaint.chars().take(400).collect());
                Some(format!("{case}:\n    {}\n", shown.collect::<Vec<String>>().join("\n    ")))
            }
            _ => None,
        })
        .collect();
    assert!(wrong.is_empty(), "{} cases:\n{}", wrong.len(), wrong.concat());
    // What refuses everything would be sound as well. In some holes little means anything.
    let least =
        if outcomes.iter().all(|(case, _)| case.hole == outcomes[0].0.hole) { 0 } else { outcomes.len() / 3 };
    assert!(sound > least, "{sound} of {}", outcomes.len());
}

fn cases<'a>(templates: &'a [Template], texts: &'a [String]) -> Vec<Case<'a>> {
    let mut cases = Vec::new();
    for template in templates {
        for hole in &template.holes {
            for notation in Notation::ALL.into_iter().filter(|notation| notation.is_of(hole)) {
                cases.extend(texts.iter().map(|text| Case { template, hole, text, notation }));
            }
        }
    }
    cases
}

fn outcome(case: &Case<'_>, judge: &Judge) -> Outcome {
    let files = case.template.fill(&BTreeMap::from([(case.hole, (case.text, case.notation))]));
    catch_unwind(AssertUnwindSafe(|| judge.judge(&files)))
        .unwrap_or_else(|_| Outcome::Wrong(vec!["it panics".to_owned()]))
}
