//! Which file an endpoint's method goes to.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that fails should fail loudly"
)]

mod support;

use docwright_codegen::emit;
use serde_json::{Value, json};

/// The files of operations that endpoints with these paths end up in, with the number of their methods.
fn check(paths: impl IntoIterator<Item = String>, expected: &[(&str, usize)]) {
    let endpoints: Vec<Value> = paths
        .into_iter()
        .enumerate()
        .map(|(index, path)| json!({ "rust_name": format!("call_{index}"), "path": path }))
        .collect();
    let files = emit(&[support::model("store", json!({ "endpoints": endpoints }))]).unwrap();
    let groups: Vec<(&str, usize)> = files
        .iter()
        .filter_map(|file| {
            let name = file.path.strip_prefix("src/store/")?.strip_suffix(".rs")?;
            let count = file.contents.matches("    pub fn call_").count();
            (!["client", "documented_answers", "mod"].contains(&name)).then_some((name, count))
        })
        .collect();
    assert_eq!(groups, expected);
}

fn many(count: usize, path: &str) -> impl Iterator<Item = String> {
    (0..count).map(move |index| path.replace('#', &index.to_string()))
}

#[test]
fn a_small_api_is_one_group() {
    check(many(10, "/p#"), &[("operations", 10)]);
}

#[test]
fn the_first_segment_that_tells_them_apart_is_the_group() {
    let paths = many(6, "/api/v1/tenants/x#").chain(many(5, "/api/v1/users/x#"));
    check(paths, &[("tenants", 6), ("users", 5)]);
    let same = many(6, "/pets/a#").chain(many(5, "/pets/b#/c"));
    check(same.take(1).chain(many(10, "/shops")), &[("pets", 1), ("shops", 10)]);
}

#[test]
fn a_large_group_is_divided_where_paths_go_on() {
    let paths = many(38, "/admin/do-#").chain(many(3, "/admin/meta/read-#")).chain(many(1, "/user/x"));
    check(paths, &[("admin", 38), ("admin_meta", 3), ("user", 1)]);
}

#[test]
fn groups_have_names_that_files_and_modules_can_have() {
    let odd = [
        "/client",
        "/types/a",
        "/mod",
        "/con",
        "/COM1",
        "/2fa",
        "/read-logs",
        "/type",
        "/",
        "/-",
        "/self",
        "/Ünï",
    ];
    check(
        odd.map(str::to_owned),
        &[
            ("client_group", 1),
            ("com1_group", 1),
            ("con_group", 1),
            ("group_2fa", 1),
            ("mod_group", 1),
            ("n", 1),
            ("operations", 2),
            ("read_logs", 1),
            ("self_group", 1),
            ("type_group", 1),
            ("types_group", 1),
        ],
    );
}

#[test]
fn of_long_segments_the_beginning_names_the_file() {
    let (long, like_it) = (format!("/{}/a#", "x".repeat(300)), format!("/{}/b#", "x".repeat(250)));
    let paths = many(5, &long).chain(many(4, &like_it)).chain(many(2, "/pets/#"));
    check(paths, &[("pets", 2), (&"x".repeat(64), 9)]);
}
