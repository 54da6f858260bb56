//! What happens to a manifest, text in, text out.

use crate::write::WriteError;
use crate::write::manifest::{package, with_features};
use std::path::Path;

/// The manifest with these features; `None` if it has them already.
fn with(present: &str, features: &[&str]) -> Result<Option<String>, WriteError> {
    let features: Vec<String> = features.iter().map(ToString::to_string).collect();
    with_features(Path::new("Cargo.toml"), present.as_bytes(), &features)
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
        "[features]\ndefault = [\"tls\", \"old\"]\ntls = [\"docwright-runtime/tls\"]\nold = []\n",
        &["petstore"],
        "[features]\ndefault = [\"petstore\", \"tls\"]\npetstore = []\nblocking = [\"docwright-runtime/blocking\"]\ntesting = [\"docwright-runtime/testing\"]\ntls = [\"docwright-runtime/tls\"]\n",
    );
}

#[test]
fn features_of_the_runtime_keep_what_somebody_added_and_their_place_among_the_defaults() {
    check(
        "[features]\ndefault = [\"old\", \"blocking\"]\n# Waits.\nblocking = [\"dep:pool\"]\nold = []\n",
        &["petstore"],
        "[features]\ndefault = [\"petstore\", \"blocking\"]\npetstore = []\n# Waits.\nblocking = [\"docwright-runtime/blocking\", \"dep:pool\"]\ntesting = [\"docwright-runtime/testing\"]\n",
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
    let error = with_features(Path::new("Cargo.toml"), b"# \xff\n", &[]).unwrap_err();
    assert_eq!(error.to_string(), "`Cargo.toml` cannot be read");
}

#[test]
fn a_library_is_called_as_its_package_unless_it_has_a_name() {
    let check = |manifest: &str, expect: Option<&str>| {
        let package = package(Path::new("Cargo.toml"), manifest.as_bytes()).unwrap();
        assert_eq!(package.map(|package| package.library).as_deref(), expect);
    };
    check("[package]\nname = \"pet-store\"\n", Some("pet_store"));
    check("[lib]\nname = \"pets\"\n[package]\nname = \"pet-store\"\n", Some("pets"));
    check("[lib]\npath = \"lib.rs\"\n[package]\nname = \"store\"\n", Some("store"));
    check("[workspace]\n", None);
    check("package = 1\n", None);
    check("package.name = 1\n", None);
}

#[test]
fn a_package_is_called_as_others_add_it_and_has_tokio_where_its_tests_have_it() {
    let check = |dependencies: &str, has_tokio: bool| {
        let manifest = format!("[package]\nname = \"pet-store\"\n[lib]\nname = \"pets\"\n{dependencies}");
        let package = package(Path::new("Cargo.toml"), manifest.as_bytes()).unwrap().unwrap();
        assert_eq!((package.name.as_str(), package.library.as_str()), ("pet-store", "pets"));
        assert_eq!(package.has_tokio, has_tokio);
    };
    check("", false);
    check("[dependencies]\nserde = \"1\"\n", false);
    check("[dependencies]\ntokio = \"1\"\n", true);
    check("[dev-dependencies.tokio]\nversion = \"1\"\n", true);
    check("[build-dependencies]\ntokio = \"1\"\n", false);
}
