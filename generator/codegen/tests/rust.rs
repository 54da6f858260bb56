//! What each kind of model becomes: the emitted text of its files, the surface that reviewers read and the public
//! items that users depend on. `compile.rs` compiles the same models.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that fails should fail loudly"
)]

mod support;

use docwright_codegen::{File, HEADER_MARK, emit, public_items, surface};
use docwright_model::{Api, DocsPolicy};
use std::path::Path;

fn check(folder: &str, show: impl Fn(&Path) -> String) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(Path::new("snapshots").join(folder));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for file in support::model_files() {
            let name = file.file_stem().unwrap().to_str().unwrap();
            insta::assert_snapshot!(name, show(&file));
        }
    });
}

#[test]
fn each_model_becomes_rust_that_reads_well() {
    check("rust", |model| {
        let files = emit(&[support::read(model)]).unwrap();
        // The root, the module's head and the client differ little: one model shows them.
        let shows_client =
            ["form", "schemes", "sessions"].iter().any(|name| model.ends_with(format!("{name}.json")));
        let shows_answers = model.ends_with("examples.json");
        let common = ["src/lib.rs", "/mod.rs", "/client.rs"];
        let is_common = |path: &str| common.iter().any(|end| path.ends_with(end));
        let is_answers = |path: &str| path.ends_with("/documented_answers.rs");
        let told = |path: &str| {
            if is_answers(path) { shows_answers } else { shows_client || !is_common(path) }
        };
        support::listed(files.iter().filter(|file| told(&file.path)))
    });
}

#[test]
fn the_surface_shows_an_endpoint_on_a_line() {
    check("surface", |model| surface(&support::read(model)));
}

#[test]
fn public_items_are_what_users_depend_on() {
    check("public_items", |model| {
        let files = emit(&[support::read(model)]).unwrap();
        let names = ["form", "sessions", "structures", "deprecated", "enumerations", "constants"];
        let shown = files.into_iter().filter(|file| names.iter().any(|name| file.path.contains(name)));
        let shown: Vec<File> = shown
            .map(|File { path, contents }| File { path, contents: public_items(&contents).unwrap() })
            .collect();
        support::listed(&shown)
    });
}

#[test]
fn facts_hold_no_sentence_of_the_vendor() {
    let model = support::model_files().into_iter().find(|file| file.ends_with("facts.json")).unwrap();
    let mut api = support::read(&model);
    let holds = |api: &Api| {
        emit(std::slice::from_ref(api)).unwrap().iter().any(|file| file.contents.contains("VENDOR"))
    };
    assert!(!holds(&api));
    api.docs = DocsPolicy::Full;
    assert!(holds(&api));
}

#[test]
fn the_same_model_gives_the_same_bytes_in_any_order_of_apis() {
    let apis: Vec<Api> = support::model_files().iter().map(|file| support::read(file)).collect();
    let reversed: Vec<Api> = apis.iter().rev().cloned().collect();
    let files = emit(&apis).unwrap();
    assert_eq!(files, emit(&reversed).unwrap());
    assert!(files.iter().all(|file| file.contents.starts_with(HEADER_MARK)));
    assert!(files.is_sorted_by_key(|file| &file.path));
}
