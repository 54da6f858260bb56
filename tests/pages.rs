//! Small documents, one trait of documentation each, and what becomes of them: the tree, the remarks, the model
//! and the Rust. Together they are the reader's specification by example.

mod support;

use docwright_model::Api;
use docwright_parser::{Diagnostics, document};
use std::{fs, path::Path, process::Command, sync::Arc};

/// Runs a check on every page; its snapshots go to a folder of their own.
fn each(kind: &str, make: impl Fn(&Path) -> String) {
    insta::glob!("pages/*/api.toml", |config| {
        let page = config.parent().expect("a page has a folder");
        let name = page.file_name().expect("a page has a name").to_string_lossy().into_owned();
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(Path::new("snapshots/pages").join(kind));
        settings.set_prepend_module_to_snapshot(false);
        settings.remove_snapshot_suffix();
        settings.remove_input_file();
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!(name, make(page)));
    });
}

fn api(page: &Path) -> Api {
    let parsed = support::read(page);
    let remarks = support::rendered(&parsed);
    parsed.api.unwrap_or_else(|| panic!("{} has errors:\n{remarks}", page.display()))
}

#[test]
fn trees() {
    each("tree", |page| {
        let entries = fs::read_dir(page).expect("a folder").map(|entry| entry.expect("a file").path());
        let path = entries.into_iter().find(|path| path.file_stem().is_some_and(|stem| stem == "page"));
        let path = path.expect("a page");
        let name: Arc<str> = path.file_name().expect("a name").to_string_lossy().into();
        let text = fs::read_to_string(&path).expect("a page is UTF-8");
        let form = document::Form::of(&name).expect("a known form");
        document::read(form, &name, &text, &mut Diagnostics::default()).dump()
    });
}

#[test]
fn remarks() {
    each("remarks", |page| support::rendered(&support::read(page)));
}

#[test]
fn models() {
    each("model", |page| {
        let mut model = serde_json::to_value(api(page)).expect("a model is JSON");
        trim(&mut model);
        serde_json::to_string_pretty(&model).expect("and prints")
    });
}

#[test]
fn rust() {
    each("rust", |page| {
        let files = docwright_codegen::emit(&[api(page)]).expect("a model of ours can be emitted");
        // The client is the same for all but those that describe credentials.
        let credentials =
            fs::read_to_string(page.join("api.toml")).expect("api.toml").contains("[[credentials]]")
                || page.ends_with("security_schemes");
        let wanted = files.iter().filter(|file| {
            let name = file.path.rsplit('/').next().unwrap_or_default();
            !matches!(name, "lib.rs" | "mod.rs" | "documented_answers.rs")
                && (name != "client.rs" || credentials)
        });
        wanted.map(|file| format!("//// {}\n{}", file.path, file.contents)).collect::<Vec<_>>().join("\n")
    });
}

#[test]
fn the_rust_of_all_pages_compiles() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pages");
    let _ = fs::remove_dir_all(&folder);
    let apis: Vec<Api> = support::pages()
        .iter()
        .map(|page| Api {
            name: page.file_name().expect("a name").to_string_lossy().into_owned(),
            ..api(page)
        })
        .collect();
    for file in docwright_codegen::emit(&apis).expect("models of ours can be emitted") {
        let path = folder.join(&file.path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a writable folder");
        fs::write(path, file.contents).expect("a writable file");
    }
    let features: Vec<&str> = apis.iter().map(|api| api.name.as_str()).collect();
    let manifest = format!(
        "[package]\nname = \"pages\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\ndocwright-runtime.path = {:?}\n\n\
         [features]\ndefault = {features:?}\n{} = []\n\
         blocking = [\"docwright-runtime/blocking\"]\ntesting = [\"docwright-runtime/testing\"]\n\n[lints.rust]\nwarnings = \"deny\"\n",
        support::root().join("generator/runtime").display().to_string(),
        features.join(" = []\n"),
    );
    fs::write(folder.join("Cargo.toml"), manifest).expect("a writable file");
    fs::copy(support::root().join("Cargo.lock"), folder.join("Cargo.lock")).expect("a writable file");
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("the target folder");
    let output = Command::new(env!("CARGO"))
        .current_dir(&folder)
        .args(["check", "--quiet", "--offline", "--all-features"])
        .env("CARGO_TARGET_DIR", target)
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// Leaves out what says nothing about a page: places, and keys without a value.
fn trim(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Object(map) => {
            // No security at all and nothing said of it are two things.
            let says = |key: &str, value: &serde_json::Value| {
                !is_empty(value) || (key == "security" && value.is_array())
            };
            map.retain(|key, value| !["source", "origins"].contains(&key.as_str()) && says(key, value));
            map.values_mut().for_each(trim);
            map.retain(|key, value| says(key, value));
        }
        serde_json::Value::Array(list) => list.iter_mut().for_each(trim),
        _ => {}
    }
}

fn is_empty(value: &serde_json::Value) -> bool {
    match value {
        serde_json::Value::Null => true,
        serde_json::Value::String(text) => text.is_empty(),
        serde_json::Value::Array(list) => list.is_empty(),
        serde_json::Value::Object(map) => map.is_empty(),
        serde_json::Value::Bool(flag) => !flag,
        serde_json::Value::Number(_) => false,
    }
}
