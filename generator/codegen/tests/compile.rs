//! What is emitted compiles, is documented and lints cleanly, against the runtime as it is. All models go into one
//! crate, which is checked by the tools that its users will run: rustc, rustdoc and clippy, each with warnings as
//! errors. Its tests are those of a user's program; a document must not be able to add one.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that fails should fail loudly"
)]

mod support;

use docwright_codegen::emit;
use docwright_model::Api;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// What a user writes against the emitted crate, with tests of its own.
const USAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/emitted/usage.rs");

#[test]
fn emitted_crates_pass_every_tool() {
    let models = support::model_files();
    let mut apis: Vec<Api> = models.iter().map(|file| support::read(file)).collect();
    apis.push(support::model("type", serde_json::json!({ "endpoints": [{ "rust_name": "impl" }] })));
    apis.push(support::hostile::api(&support::hostile::CORPUS));
    let folder = write(&apis);
    check(&folder, &["check", "--quiet"]);
    check(&folder, &["clippy", "--quiet", "--", "-Dwarnings", "-Wclippy::pedantic"]);
    check(&folder, &["doc", "--quiet", "--no-deps"]);
    let tests = check(&folder, &["test"]);
    let told = String::from_utf8(tests.stdout).unwrap();
    let ours = fs::read_to_string(Path::new(USAGE)).unwrap().matches("#[test]").count();
    assert_eq!(told.matches(" ... ok").count(), ours, "a document added a test: {told}");
}

/// Writes the crate to a folder of the target directory.
fn write(apis: &[Api]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("emitted");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let _ = fs::remove_dir_all(&folder);
    let features: Vec<&str> = apis.iter().map(|api| api.name.as_str()).collect();
    let manifest = format!(
        "[package]\nname = \"emitted\"\nedition = \"2024\"\n\n[workspace]\n\n\
         [dependencies]\ndocwright-runtime.path = {:?}\n\n[features]\ndefault = {features:?}\n{}\n\
         [lints.rust]\nwarnings = \"deny\"\n",
        root.join("../runtime").to_str().unwrap(),
        features.join(" = []\n") + " = []\n",
    );
    for file in emit(apis).unwrap() {
        let path = folder.join(file.path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, file.contents).unwrap();
    }
    fs::create_dir(folder.join("tests")).unwrap();
    fs::copy(USAGE, folder.join("tests/usage.rs")).unwrap();
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    fs::copy(root.join("../../Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    folder
}

/// Runs cargo there; dependencies are those of the workspace, already at hand.
fn check(folder: &Path, arguments: &[&str]) -> Output {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    let (command, rest) = arguments.split_first().unwrap();
    let output = Command::new(env!("CARGO"))
        .current_dir(folder)
        .args([command, "--offline"])
        .args(rest)
        .env("CARGO_TARGET_DIR", target)
        .env("RUSTDOCFLAGS", "-Dwarnings")
        .output()
        .unwrap();
    assert!(output.status.success(), "cargo {command}:\n{}", String::from_utf8_lossy(&output.stderr));
    output
}
