//! Every rule of `docwright diff`, shown by a pair of small models: what is said of the change, and what is said of the
//! way back.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that fails should fail loudly, its helpers too"
)]

#[path = "diff/cases/mod.rs"]
mod cases;
#[path = "../../codegen/tests/support/mod.rs"]
mod models;
#[path = "diff/mutants.rs"]
mod mutants;
#[path = "diff/store.rs"]
mod store;

use cases::Case;
use docwright::diff::{Bump, Difference, RULES, State, Verdict, diff, difference};
use docwright_model::Api;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Rules for APIs that only one side has, which no pair of models can show: `diff_sides.rs` does.
const OF_SIDES: [&str; 2] = ["api-added", "api-removed"];

fn api(model: Value) -> Api {
    models::model("store", model)
}

fn compared(old: &Api, new: &Api) -> Difference {
    diff(old, new).unwrap_or_else(|error| panic!("{error}: {}", error.source))
}

/// Each change on a line: `endpoint-added | GET /pets | …`.
fn lines(difference: &Difference) -> Vec<String> {
    let line = |change: &docwright::diff::Change| {
        format!("{} | {} | {}", change.rule.id, change.item, change.detail)
    };
    difference.changes.iter().map(line).collect()
}

#[test]
fn each_change_is_told_and_judged_in_both_directions() {
    let mut wrong = Vec::new();
    for Case { name, change, there, back } in cases::all() {
        let (old, mut new) = (store::store(), store::store());
        change(&mut new);
        let (old, new) = (api(old), api(new));
        for (way, expect, difference) in
            [("there", there, compared(&old, &new)), ("back", back, compared(&new, &old))]
        {
            let told = lines(&difference);
            if told != expect {
                wrong.push(format!("{name}, {way}:\n  expected {expect:#?}\n  got {told:#?}\n"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.concat());
}

#[test]
fn every_rule_is_shown_by_a_case() {
    let cases = cases::all();
    let told = cases.iter().flat_map(|case| case.there.iter().chain(&case.back));
    let shown: BTreeSet<&str> = told.map(|line| line.split(" | ").next().unwrap()).chain(OF_SIDES).collect();
    let rules: BTreeSet<&str> = RULES.iter().map(|rule| rule.id).collect();
    assert_eq!(shown, rules);
}

/// What a client does where nobody says who may call, its credentials decide.
#[test]
fn unstated_is_not_open() {
    let told = |count: usize, security: Value| {
        let mut old = store::store();
        old["security_schemes"].as_array_mut().unwrap().truncate(count);
        old["endpoints"][0]["security"] = security;
        let mut new = old.clone();
        new["endpoints"][0]["security"] = Value::Null;
        lines(&compared(&api(old), &api(new)))
    };
    let line =
        |rule: &str| vec![format!("{rule} | GET /stores/{{store}}/pets | who may call is no longer said")];
    let first = || json!([{ "scheme": "oauth2", "scopes": [] }]);
    assert_eq!(told(2, first()), line("security-unstated"));
    assert_eq!(told(1, json!([])), line("security-unstated"));
    assert_eq!(told(1, first()), line("security-loosened"), "the client sends the same as before");
}

#[test]
fn nothing_differs_from_itself() {
    let models = concat!(env!("CARGO_MANIFEST_DIR"), "/../codegen/tests/models");
    for file in std::fs::read_dir(models).unwrap().map(|entry| entry.unwrap().path()) {
        let api = models::read(&file);
        assert_eq!(compared(&api, &api), Difference::default(), "{}", file.display());
    }
    assert_eq!(compared(&api(store::store()), &api(store::store())), Difference::default());
}

/// Places and evidence apart, whatever is another in the model has a line of its own; and what is said of each kind of
/// fact stands in a table that people have read.
#[test]
fn no_change_of_a_model_goes_unnoticed_or_is_misjudged() {
    let api = api(store::store());
    let old = State::of(&api).unwrap();
    let (mut tried, mut unnoticed, mut judged) = (0, Vec::new(), BTreeSet::new());
    mutants::each(&serde_json::to_value(&api).unwrap(), &mut |mutant| {
        // Many a mutant is no API: a name that is none, a type that is nowhere.
        let Ok(other) = serde_json::from_value::<Api>(mutant.model) else { return false };
        if other == api {
            return false;
        }
        let Ok(new) = State::of(&other) else { return false };
        tried += 1;
        let changes = difference(&old, &new).changes;
        let rules: BTreeSet<&str> = changes.iter().map(|change| change.rule.id).collect();
        let verdict = changes.iter().map(|change| change.rule.verdict).min();
        let rules = rules.into_iter().collect::<Vec<_>>().join(", ");
        let line = format!("{} {}", mutant.fact, mutant.change);
        // That the files differ is what is said when nothing else is known. Order is nothing but for arguments.
        if (rules.is_empty() || rules == "text-changed") && mutant.change != "reversed" {
            unnoticed.push(line.clone());
        }
        let verdict = verdict.map_or("none", Verdict::as_str);
        judged.insert(format!("{line} | {verdict}: {rules}"));
        true
    });
    assert_eq!(unnoticed, Vec::<String>::new());
    assert!(tried > 300, "only {tried} mutants were APIs");
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let judged: Vec<String> = judged.into_iter().collect();
    settings.bind(|| insta::assert_snapshot!("judged_changes", judged.join("\n")));
}

#[test]
fn the_worst_verdict_decides_the_version() {
    for (verdict, bump, below_one) in [
        (Verdict::Breaking, Bump::Major, Bump::Minor),
        (Verdict::Compatible, Bump::Minor, Bump::Patch),
        (Verdict::Documentation, Bump::Patch, Bump::Patch),
    ] {
        let rule = RULES.iter().find(|rule| rule.verdict == verdict).unwrap();
        let cases = cases::all();
        let alone = |lines: &Vec<String>| {
            let verdicts = lines.iter().map(|line| line.split(" | ").next().unwrap());
            let found = verdicts.map(|id| RULES.iter().find(|rule| rule.id == id).unwrap().verdict);
            found.max_by_key(|verdict| std::cmp::Reverse(*verdict)) == Some(verdict)
        };
        let case =
            cases.iter().find(|case| alone(&case.there)).unwrap_or_else(|| panic!("none as {}", rule.id));
        let (old, mut new) = (store::store(), store::store());
        (case.change)(&mut new);
        let found = compared(&api(old), &api(new)).bump();
        assert_eq!((found, found.below_one()), (bump, below_one), "{}", case.name);
    }
    assert_eq!((Difference::default().bump(), Bump::None.below_one()), (Bump::None, Bump::None));
}

/// Writes a crate for the store and for each case, with what is said of the way there and back, for `judges/semver` to
/// compare by a tool that knows nothing of documents.
#[test]
#[ignore = "`judges/semver` runs it, and says where to write by DOCWRIGHT_SEMVER_CASES"]
fn crates_for_a_judge() {
    let folder = std::path::PathBuf::from(std::env::var_os("DOCWRIGHT_SEMVER_CASES").expect("a folder"));
    let base = api(store::store());
    write_crate(&folder.join("store"), &base);
    for (number, Case { name, change, .. }) in cases::all().into_iter().enumerate() {
        let mut changed = store::store();
        change(&mut changed);
        let changed = api(changed);
        let folder = folder.join(format!("case-{number:03}"));
        write_crate(&folder, &changed);
        let (there, back) = (compared(&base, &changed).bump(), compared(&changed, &base).bump());
        std::fs::write(folder.join("expected"), format!("{there} {back} {name}\n")).unwrap();
    }
}

/// A crate with the client of an API, beside nothing else.
fn write_crate(folder: &std::path::Path, api: &Api) {
    let runtime = concat!(env!("CARGO_MANIFEST_DIR"), "/../runtime");
    let features = format!("default = [{0:?}]\n{0} = []\nblocking = []\ntesting = []\n", api.name);
    let manifest = format!(
        "[package]\nname = \"judged\"\nversion = \"1.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
         [dependencies]\ndocwright-runtime.path = {runtime:?}\n\n[features]\n{features}"
    );
    let files = docwright_codegen::emit(std::slice::from_ref(api)).unwrap();
    let files = files.into_iter().map(|file| (file.path, file.contents));
    for (path, contents) in files.chain([("Cargo.toml".to_owned(), manifest)]) {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, contents).unwrap();
    }
}
