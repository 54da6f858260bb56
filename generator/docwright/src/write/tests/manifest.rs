//! What happens to a manifest, text in, text out.

use crate::dependencies;
use crate::write::manifest::{self, updated};
use crate::write::{Needs, WriteError};
use docwright_codegen::Package;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// The manifest with these features; `None` if it has them already. The bakery is an API that went.
fn with(present: &str, features: &[&str]) -> Result<Option<String>, WriteError> {
    let apis: Vec<String> = features.iter().map(ToString::to_string).collect();
    let needs = Needs { apis: &apis, former: &["bakery".to_owned()], dependencies: &[] };
    Ok(updated(Path::new("Cargo.toml"), present.as_bytes(), needs)?.text)
}

#[track_caller]
fn check(present: &str, features: &[&str], expect: &str) {
    assert_eq!(with(present, features).unwrap().as_deref(), Some(expect));
    // What was written is what is wanted the next time.
    assert_eq!(with(expect, features).unwrap(), None);
}

#[test]
fn a_missing_table_is_added() {
    check(
        "[package]\nname = \"sample\"\n",
        &["petstore", "bakery"],
        "[package]\nname = \"sample\"\n\n[features]\ndefault = [\"bakery\", \"petstore\"]\nbakery = []\npetstore = []\nblocking = [\"docwright-runtime/blocking\"]\ntesting = [\"docwright-runtime/testing\"]\n",
    );
}

#[test]
fn the_rest_keeps_its_form() {
    check(
        "# Head.\n[package]   # odd   spaces\nname=\"sample\"\n\n# Above.\n[features] # beside\ndefault = []\n\n[dependencies]\n# Below.\nserde = '1'\n",
        &["petstore"],
        "# Head.\n[package]   # odd   spaces\nname=\"sample\"\n\n# Above.\n[features] # beside\ndefault = [\"petstore\"]\npetstore = []\nblocking = [\"docwright-runtime/blocking\"]\ntesting = [\"docwright-runtime/testing\"]\n\n[dependencies]\n# Below.\nserde = '1'\n",
    );
}

#[test]
fn an_api_that_is_gone_goes_and_the_others_keep_their_comments() {
    check(
        "[features]\ndefault = [\"bakery\", \"petstore\"]\n# Bread.\nbakery = []\n# Pets.\npetstore = []\n",
        &["garden", "petstore"],
        "[features]\ndefault = [\"garden\", \"petstore\"]\ngarden = []\n# Pets.\npetstore = []\nblocking = [\"docwright-runtime/blocking\"]\ntesting = [\"docwright-runtime/testing\"]\n",
    );
}

#[test]
fn a_feature_that_default_does_not_name_is_somebodys_own() {
    check(
        "[features]\ndefault = [\"bakery\"]\nbakery = []\nnightly = []\nextra = [\"nightly\"]\n",
        &["petstore"],
        "[features]\ndefault = [\"petstore\"]\npetstore = []\nblocking = [\"docwright-runtime/blocking\"]\ntesting = [\"docwright-runtime/testing\"]\nnightly = []\nextra = [\"nightly\"]\n",
    );
}

#[test]
fn a_feature_that_enables_something_is_somebodys_own() {
    check(
        "[features]\ndefault = [\"tls\", \"bakery\"]\ntls = [\"docwright-runtime/tls\"]\nbakery = []\n",
        &["petstore"],
        "[features]\ndefault = [\"petstore\", \"tls\"]\npetstore = []\nblocking = [\"docwright-runtime/blocking\"]\ntesting = [\"docwright-runtime/testing\"]\ntls = [\"docwright-runtime/tls\"]\n",
    );
}

#[test]
fn features_of_the_runtime_keep_what_somebody_added_and_their_place_among_the_defaults() {
    check(
        "[features]\ndefault = [\"bakery\", \"blocking\"]\n# Waits.\nblocking = [\"dep:pool\"]\nbakery = []\n",
        &["petstore"],
        "[features]\ndefault = [\"petstore\", \"blocking\"]\npetstore = []\n# Waits.\nblocking = [\"docwright-runtime/blocking\", \"dep:pool\"]\ntesting = [\"docwright-runtime/testing\"]\n",
    );
}

#[test]
fn a_feature_of_an_api_keeps_what_somebody_added() {
    check(
        "[features]\nbakery = [\"extra\"]\npetstore = [\"extra\"]\nextra = []\n",
        &["petstore"],
        "[features]\ndefault = [\"petstore\"]\npetstore = [\"extra\"]\nblocking = [\"docwright-runtime/blocking\"]\ntesting = [\"docwright-runtime/testing\"]\nbakery = [\"extra\"]\nextra = []\n",
    );
}

#[test]
fn defaults_of_somebodys_own_stay() {
    check(
        "[features]\ndefault = [\"std\", \"serde\", \"dep:pool\", \"uuid?/v4\"]\nstd = []\n",
        &["petstore"],
        "[features]\ndefault = [\"petstore\", \"std\", \"serde\", \"dep:pool\", \"uuid?/v4\"]\npetstore = []\nblocking = [\"docwright-runtime/blocking\"]\ntesting = [\"docwright-runtime/testing\"]\nstd = []\n",
    );
}

#[test]
fn a_list_with_lines_of_its_own_keeps_them_and_their_comments() {
    check(
        "[features]\ndefault = [\n  # Bread.\n  \"bakery\",\n  # For all.\n  \"std\", # always\n] # beside\nblocking = [] # own\nstd = []\n",
        &["garden", "petstore"],
        "[features]\ndefault = [\n  \"garden\",\n  \"petstore\",\n  # For all.\n  \"std\", # always\n] # beside\ngarden = []\npetstore = []\nblocking = [\"docwright-runtime/blocking\"] # own\ntesting = [\"docwright-runtime/testing\"]\nstd = []\n",
    );
}

#[test]
fn lines_end_as_they_did() {
    check(
        "\u{feff}[package]\r\nname = \"sample\" # é\r\n\r\n[features]\r\ndefault = []\r\n",
        &["petstore"],
        "\u{feff}[package]\r\nname = \"sample\" # é\r\n\r\n[features]\r\ndefault = [\"petstore\"]\r\npetstore = []\r\nblocking = [\"docwright-runtime/blocking\"]\r\ntesting = [\"docwright-runtime/testing\"]\r\n",
    );
}

/// Requires of a manifest without features, but with these lines, that it then ends like this, and says what was added.
#[track_caller]
fn check_dependencies(present: &str, expect: &str, added: &[&str]) {
    let needs = [dependencies::of_sources(None), dependencies::of_tests(Some("../runtime"))].concat();
    let needs = Needs { dependencies: &needs, ..Needs::default() };
    let after = updated(Path::new("Cargo.toml"), present.as_bytes(), needs).unwrap();
    assert_eq!(after.dependencies, added);
    let text = after.text.unwrap();
    let (own, _) = text.split_once("[features]").unwrap();
    assert_eq!(own.trim_end(), expect);
    let again = updated(Path::new("Cargo.toml"), text.as_bytes(), needs).unwrap();
    assert_eq!((again.text, again.dependencies), (None, Vec::new()));
}

const TOKIO: &str =
    "tokio = { version = \"1.44\", default-features = false, features = [\"macros\", \"rt\"] }";

#[test]
fn dependencies_that_are_missing_are_added() {
    let runtime = "docwright-runtime = { version = \"0.1.0\", features = [\"testing\"] }";
    check_dependencies(
        "[package]\nname = \"sample\"\n\n[dependencies]\nserde = '1' # kept\n",
        &format!(
            "[package]\nname = \"sample\"\n\n[dependencies]\nserde = '1' # kept\ndocwright-runtime = \"0.1.0\"\n\n[dev-dependencies]\n{runtime}\n{TOKIO}"
        ),
        &[
            "[dependencies] docwright-runtime = \"0.1.0\"",
            &format!("[dev-dependencies] {runtime}"),
            &format!("[dev-dependencies] {TOKIO}"),
        ],
    );
}

#[test]
fn tests_have_the_runtime_from_where_the_sources_have_it() {
    let tokio = format!("[dev-dependencies] {TOKIO}");
    for (present, expect) in [
        ("\"0.1\"", "{ version = \"0.1\", features = [\"testing\"] }"),
        ("{ path = '../own', optional = false }", "{ path = '../own', features = [\"testing\"] }"),
        ("{ workspace = true }", "{ workspace = true, features = [\"testing\"] }"),
    ] {
        let present = format!("[dependencies]\ndocwright-runtime = {present}");
        check_dependencies(
            &present,
            &format!("{present}\n\n[dev-dependencies]\ndocwright-runtime = {expect}\n{TOKIO}"),
            &[&format!("[dev-dependencies] docwright-runtime = {expect}"), &tokio],
        );
    }
}

#[test]
fn dependencies_that_are_there_stay_as_they_are() {
    let present = "[dependencies]\ndocwright-runtime.path = \"x\"\ntokio = { version = \"1\", features = [\"full\"] }\n\n[dev-dependencies.docwright-runtime]\npath = \"x\"";
    check_dependencies(present, present, &[]);
}

#[test]
fn a_runtime_that_sources_could_not_use_is_an_error() {
    for (present, how) in [
        (
            "[dependencies]\nruntime = { package = \"docwright-runtime\", version = \"0.1\" }",
            "called `runtime`",
        ),
        ("[dependencies]\ndocwright-runtime = { version = \"0.1\", optional = true }", "optional"),
        ("[target.'cfg(unix)'.dependencies]\ndocwright-runtime = \"0.1\"", "for some targets alone"),
    ] {
        let needs = dependencies::of_sources(None);
        let needs = Needs { dependencies: &needs, ..Needs::default() };
        let error = updated(Path::new("Cargo.toml"), present.as_bytes(), needs).unwrap_err();
        let expect = format!("`docwright-runtime` is {how} in the manifest `Cargo.toml`");
        assert_eq!(error.to_string(), expect);
    }
}

#[test]
fn tokio_without_what_tests_need_is_added_with_it() {
    let runtime = "docwright-runtime = { version = \"1\", features = [\"testing\"] }";
    let present = format!("[dependencies]\n{runtime}\ntokio.workspace = true");
    let tokio = "tokio = { workspace = true, features = [\"macros\", \"rt\"] }";
    check_dependencies(
        &present,
        &format!("{present}\n\n[dev-dependencies]\n{tokio}"),
        &[&format!("[dev-dependencies] {tokio}")],
    );
}

#[test]
fn a_table_that_is_right_keeps_its_form() {
    let present = "[features]\n# All of them.\ndefault = [\n  \"bakery\",\n  \"petstore\",\n]\nbakery = [ ]\npetstore = []\nblocking = [\"docwright-runtime/blocking\"]\ntesting = [\"docwright-runtime/testing\"]\n";
    assert_eq!(with(present, &["petstore", "bakery"]).unwrap(), None);
}

#[test]
fn what_is_no_toml_is_an_error() {
    let error = with("[features\n", &[]).unwrap_err();
    assert_eq!(error.to_string(), "the manifest `Cargo.toml` cannot be read");
}

#[test]
fn what_is_no_table_is_an_error() {
    let error = with("features = 1\n", &[]).unwrap_err();
    assert_eq!(error.to_string(), "`features` in the manifest `Cargo.toml` is no table");
}

#[test]
fn what_is_no_text_is_an_error() {
    let error = updated(Path::new("Cargo.toml"), b"# \xff\n", Needs::default()).unwrap_err();
    assert_eq!(error.to_string(), "`Cargo.toml` cannot be read");
}

/// What a manifest says of its package.
fn package(manifest: &str) -> Result<Package, WriteError> {
    Ok(manifest::described(Path::new("Cargo.toml"), manifest.as_bytes(), "docwright-runtime")?.package)
}

#[test]
fn a_library_is_called_as_its_package_unless_it_has_a_name() {
    let check = |manifest: &str, expect: &str| {
        assert_eq!(package(manifest).unwrap().library, expect);
    };
    check("[package]\nname = \"pet-store\"\nedition = \"2024\"\n", "pet_store");
    check("[lib]\nname = \"pets\"\n[package]\nname = \"pet-store\"\nedition = \"2021\"\n", "pets");
    check("[lib]\npath = './src/lib.rs'\n[package]\nname = \"store\"\nedition = \"2024\"\n", "store");
}

#[test]
fn a_crate_that_sources_do_not_fit_into_is_refused() {
    let check = |manifest: &str, expect: &str| {
        assert_eq!(package(manifest).unwrap_err().to_string(), expect);
    };
    for manifest in ["[workspace]\n", "package = 1\n", "package.name = 1\n", ""] {
        check(manifest, "the manifest `Cargo.toml` describes no package that sources could be of");
    }
    let of = |edition: &str| {
        format!(
            "the package of `Cargo.toml` is in the edition {edition} of Rust, and generated sources need 2021"
        )
    };
    check("[package]\nname = \"pets\"\n", &of("2015"));
    check("[package]\nname = \"pets\"\nedition = \"2018\"\n", &of("2018"));
    check(
        "[package]\nname = \"pets\"\nedition.workspace = true\n[workspace.package]\nedition = \"2018\"\n",
        &of("2018"),
    );
    for (lines, library) in [
        ("[lib]\npath = \"lib.rs\"\n", "`lib.rs`"),
        ("[lib]\nproc-macro = true\n", "one of procedural macros"),
        ("autolib = false\n", "switched off"),
    ] {
        check(
            &format!("[package]\nname = \"pets\"\nedition = \"2024\"\n{lines}"),
            &format!(
                "the library of `Cargo.toml` is {library}, and generated sources are one in `src/lib.rs`"
            ),
        );
    }
}

#[test]
fn an_edition_may_be_that_of_the_workspace() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("member/Cargo.toml");
    fs::create_dir(folder.path().join("member")).unwrap();
    let check = |edition: &str, workspace: &str, own: &str| {
        let root = format!("[workspace]\npackage.edition = \"{edition}\"\n");
        fs::write(folder.path().join(workspace), root).unwrap();
        let member = format!("[package]\nname = \"pets\"\nedition = {{ workspace = true }}\n{own}");
        fs::write(&path, &member).unwrap();
        manifest::described(&path, member.as_bytes(), "docwright-runtime").map(drop)
    };
    check("2021", "Cargo.toml", "").unwrap();
    let refused = check("2018", "Cargo.toml", "").unwrap_err();
    assert!(matches!(refused, WriteError::Edition { edition, .. } if edition == "2018"));
    fs::create_dir(folder.path().join("other")).unwrap();
    check("2024", "other/Cargo.toml", "workspace = \"../other\"\n").unwrap();
}

#[test]
fn a_package_is_called_as_others_add_it_and_has_tokio_where_its_tests_have_it() {
    let check = |dependencies: &str, has_tokio: bool| {
        let manifest = format!(
            "[package]\nname = \"pet-store\"\nedition = \"2024\"\n[lib]\nname = \"pets\"\n{dependencies}"
        );
        let package = package(&manifest).unwrap();
        assert_eq!((package.name.as_str(), package.library.as_str()), ("pet-store", "pets"));
        assert_eq!(package.has_tokio, has_tokio);
    };
    check("", false);
    check("[dependencies]\nserde = \"1\"\n", false);
    check("[dependencies]\ntokio = \"1\"\n", true);
    check("[dev-dependencies.tokio]\nversion = \"1\"\n", true);
    check("[build-dependencies]\ntokio = \"1\"\n", false);
}

#[test]
fn a_package_is_published_unless_its_manifest_forbids_it() {
    let check = |lines: &str, expect: (Option<&str>, bool)| {
        let package = package(&format!("[package]\nname = \"pets\"\nedition = \"2024\"\n{lines}")).unwrap();
        assert_eq!((package.license.as_deref(), package.is_published), expect, "{lines}");
    };
    check("", (None, true));
    check("publish = false\nlicense = \"MIT\"\n", (Some("MIT"), false));
    check("publish = []\n", (None, false));
    check("publish = [\"own\"]\n", (None, true));
    check(
        "publish.workspace = true\nlicense.workspace = true\n[workspace.package]\npublish = false\nlicense = \"ISC\"\n",
        (Some("ISC"), false),
    );
}
