//! What is emitted compiles, is documented and lints cleanly, against the runtime as it is. All models go into one
//! crate, which is checked by the tools that its users will run: rustc, rustdoc and clippy, each with warnings as
//! errors. Its tests are those of a user's program and those that the models' examples become; a document must not
//! be able to add another.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that fails should fail loudly"
)]

#[path = "injection/dense.rs"]
mod dense;
mod support;
#[path = "injection/template.rs"]
mod template;

use docwright_codegen::{File, Package, emit_example_tests, emit_for, emit_sample_calls};
use docwright_model::Api;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What a user writes against the emitted crate, with tests of its own: files of `tests/emitted`.
const USAGE: [&str; 2] = ["types", "usage"];

#[test]
fn emitted_crates_pass_every_tool() {
    let models = support::model_files();
    let mut apis: Vec<Api> = models.iter().map(|file| support::read(file)).collect();
    apis.push(support::model("type", serde_json::json!({ "endpoints": [{ "rust_name": "impl" }] })));
    apis.push(support::hostile::api(&support::corpus::group("prose")));
    apis.push(support::many_types("letters"));
    let folder = write("emitted", &apis);
    for name in USAGE {
        fs::write(folder.join(format!("tests/{name}.rs")), usage(name)).unwrap();
    }
    in_edition(&folder, "2021", || check(&folder, &["check", "--quiet", "--all-features"]));
    check(&folder, &["check", "--quiet"]);
    check(
        &folder,
        &["clippy", "--quiet", "--all-targets", "--all-features", "--", "-Dwarnings", "-Wclippy::pedantic"],
    );
    check(&folder, &["doc", "--quiet", "--no-deps"]);
    check(&folder, &["doc", "--quiet", "--no-deps", "--all-features"]);
    let told = check(&folder, &["test", "--lib", "--test", "types", "--test", "usage"]);
    let ours: usize = USAGE.iter().map(|name| usage(name).matches("#[test]").count()).sum();
    assert_eq!(told.matches(" ... ok").count(), ours, "a document added a test: {told}");
    let told = check(&folder, &["test", "--doc", "--all-features"]);
    assert_eq!(told.matches(" ... ok\n").count(), 3, "not the three of the front page: {told}");
    let examples: usize =
        apis.iter().flat_map(|api| &api.endpoints).map(|endpoint| endpoint.examples.len()).sum();
    let all = check(&folder, &["test", "--test", "documented_examples", "--", "--list"]);
    assert_eq!(all.matches(": test\n").count(), examples, "a document added a test: {all}");
    check_examples(&folder);
    let told = check(&folder, &["test", "--test", "sample_calls"]);
    assert_eq!(
        told.matches(" ... ok\n").count(),
        apis.iter().filter(|api| has_endpoints(api)).count(),
        "{told}"
    );
}

/// Does something while the crate is in an edition before that of its manifest, as a crate that is there can be.
fn in_edition<T>(folder: &Path, edition: &str, check: impl FnOnce() -> T) {
    let path = folder.join("Cargo.toml");
    let manifest = fs::read_to_string(&path).unwrap();
    fs::write(&path, manifest.replace("edition = \"2024\"", &format!("edition = \"{edition}\""))).unwrap();
    check();
    fs::write(&path, manifest).unwrap();
}

fn has_endpoints(api: &Api) -> bool {
    !api.endpoints.is_empty()
}

/// The examples are replayed, those that can't be are ignored, and both kinds fail when they should.
fn check_examples(folder: &Path) {
    const REPLAYED: [(&str, &str); 14] = [
        ("order_answer", "ignored, the client reads no JSON from this answer"),
        ("order_example_1", "ok"),
        (
            "order_example_2",
            "ignored, `words` can't be given: how the list is written as text is not documented",
        ),
        ("order_example_3", "ignored, the client has no parameter `more`"),
        ("replace_answer", "ok"),
        ("replace_example", "ok"),
        ("send_photo_example", "ignored, clients send neither JSON nor a form to this endpoint"),
        ("update_pet_answer_1", "ok"),
        ("update_pet_answer_2", "ignored, No table lists `Rank`."),
        ("update_pet_example_1", "ok"),
        ("update_pet_example_2", "ok"),
        ("update_pet_example_3", "ok"),
        ("update_pet_example_4", "ignored, No table lists `Breed`."),
        ("update_pet_example_6", "ignored, the example is no JSON object, and clients send no other"),
    ];
    let examples = ["test", "--test", "documented_examples", "examples::"];
    let told = check(folder, &examples);
    for (test, outcome) in REPLAYED {
        let line = format!("test examples::{test} ... {outcome}\n");
        assert!(told.contains(&line), "{line} is missing in {told}");
    }
    assert!(told.contains("test result: ok. 7 passed; 0 failed; 8 ignored;"), "{told}");
    let (passed, told) = run(folder, &[&examples[..], &["--", "--ignored"]].concat());
    assert!(!passed && told.contains("test result: FAILED. 0 passed; 8 failed; 0 ignored;"), "{told}");

    // One letter of what a setter sends.
    let operations = folder.join("src/examples/operations.rs");
    let source = fs::read_to_string(&operations).unwrap();
    fs::write(&operations, source.replace(r#".json("Weight""#, r#".json("weight""#)).unwrap();
    let (passed, told) = run(folder, &examples);
    assert!(!passed && told.contains("test examples::update_pet_example_1 ... FAILED\n"), "{told}");
    assert!(told.contains("test result: FAILED. 6 passed; 1 failed; 8 ignored;"), "{told}");
}

/// How many texts are compiled where the environment does not say.
const TEXTS: usize = 10;

/// Documents in which a text that means harm stands wherever none is refused: of the corpus some texts, or as many as
/// `DOCWRIGHT_INJECTIONS` says, or `all`.
#[test]
fn what_hostile_documents_become_passes_every_tool() {
    let texts = support::corpus::corpus();
    let wanted = match std::env::var("DOCWRIGHT_INJECTIONS") {
        Ok(number) => number.parse().unwrap_or(usize::MAX),
        Err(_) => TEXTS,
    };
    let apis = dense::apis(&texts, wanted);
    let folder = write("hostile", &apis);
    check(&folder, &["check", "--quiet", "--all-features", "--all-targets"]);
    check(&folder, &["doc", "--quiet", "--no-deps", "--all-features"]);
    let told = check(&folder, &["test", "--doc", "--all-features"]);
    assert_eq!(told.matches(" ... ok\n").count(), 3, "not the three of the front page: {told}");
}

/// Writes the crate to a folder of the target directory.
fn write(folder: &str, apis: &[Api]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(folder);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let _ = fs::remove_dir_all(&folder);
    let features: Vec<&str> = apis.iter().map(|api| api.name.as_str()).collect();
    let runtime_features =
        "blocking = [\"docwright-runtime/blocking\"]\ntesting = [\"docwright-runtime/testing\"]\n";
    let runtime = root.join("../runtime");
    let runtime = runtime.to_str().unwrap();
    let manifest = format!(
        "[package]\nname = \"emitted\"\nedition = \"2024\"\n\n[workspace]\n\n\
         [dependencies]\ndocwright-runtime.path = {runtime:?}\n\n\
         [dev-dependencies]\ndocwright-runtime = {{ path = {runtime:?}, features = [\"testing\"] }}\n\
         tokio = {{ version = \"1\", default-features = false, features = [\"macros\", \"rt-multi-thread\"] }}\n\n\
         [features]\ndefault = {features:?}\n{}\n\
         [lints.rust]\nwarnings = \"deny\"\n",
        features.join(" = []\n") + " = []\n" + runtime_features,
    );
    let package = Package::with_tokio("emitted", None).unwrap();
    let files = emit_for(Some(&package), apis).unwrap();
    let replayed = emit_example_tests(apis, "emitted").unwrap();
    let called = emit_sample_calls(apis, "emitted").unwrap().into_iter();
    let called =
        called.map(|file| File { path: format!("tests/{}", file.path), ..file }).chain([arrivals(apis)]);
    let programs = apis.iter().map(|api| first_program(&package, api));
    for file in files.into_iter().chain(replayed).chain(called).chain(programs) {
        let path = folder.join(file.path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, file.contents).unwrap();
    }
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    fs::copy(root.join("../../Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    folder
}

/// A test for each API that sends its sample calls to a server, which sees one request of each.
fn arrivals(apis: &[Api]) -> File {
    let tests = apis.iter().filter(|api| has_endpoints(api)).map(|Api { name, .. }| {
        format!(
            "#[path = \"{name}.rs\"]\nmod r#{name};\n\n#[tokio::test]\nasync fn all_of_{name}_arrive() {{\n    \
             arrive(r#{name}::SAMPLE_CALLS, |at| emitted::r#{name}::Client::builder(at)).await;\n}}\n\n"
        )
    });
    let contents = usage("sample_calls") + "\n" + &tests.collect::<String>();
    File { path: "tests/sample_calls/main.rs".to_owned(), contents }
}

fn usage(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/emitted");
    fs::read_to_string(folder.join(format!("{name}.rs"))).unwrap()
}

/// The first program on the front page of a crate of this API alone, as an example of the crate of all.
fn first_program(package: &Package, api: &Api) -> File {
    let files = emit_for(Some(package), std::slice::from_ref(api)).unwrap();
    let root = files.iter().find(|file| file.path == "src/lib.rs").unwrap();
    let lines = root.contents.lines().skip_while(|line| *line != "//! ```no_run").skip(1);
    let program = lines.take_while(|line| *line != "//! ```").map(|line| {
        let line = line.strip_prefix("//!").unwrap();
        let line = line.strip_prefix(' ').unwrap_or(line);
        line.strip_prefix("# ").unwrap_or(line).to_owned() + "\n"
    });
    // rustc tells whoever writes a name of two scripts; that is not for the client to stop.
    let names = "#![allow(confusable_idents, mixed_script_confusables, uncommon_codepoints)]\n";
    let contents = names.to_owned() + &program.collect::<String>();
    File { path: format!("examples/first_{}.rs", api.name), contents }
}

/// Runs cargo there, which must succeed, and gives what it printed.
fn check(folder: &Path, arguments: &[&str]) -> String {
    let (passed, told) = run(folder, arguments);
    assert!(passed, "cargo {arguments:?}:\n{told}");
    told
}

/// Runs cargo there; dependencies are those of the workspace, already at hand.
fn run(folder: &Path, arguments: &[&str]) -> (bool, String) {
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
    let told = [output.stdout, output.stderr].map(|text| String::from_utf8(text).unwrap());
    (output.status.success(), told.concat())
}
