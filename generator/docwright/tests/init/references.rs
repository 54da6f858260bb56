//! The real references, and the small pages of the repository: with what init proposes, they give the endpoints that
//! they give with the `api.toml` that people wrote for them.

use super::*;

/// Copies the pages of a folder to `to`, under these names, and begins an API from them.
#[track_caller]
fn begin_with(at: &Path, pages: &[(&str, &str)]) -> Value {
    for (from, to) in pages {
        fs::copy(repository().join(from), at.join(to)).unwrap();
    }
    let names: Vec<&str> = pages.iter().map(|(_, to)| *to).collect();
    let report = begin(at, &[&names, ["--name", "shop"].as_slice()].concat());
    for (from, to) in pages {
        let copied = fs::read(at.join("specs/shop").join(to)).unwrap();
        assert!(copied == fs::read(repository().join(from)).unwrap(), "{to} is not the page that it was");
    }
    report
}

/// Checks what comes of a reference once the proposals are accepted; the counts are those of the documents.
#[track_caller]
fn check(pages: &[(&str, &str)], endpoints: usize, warnings: usize, proposals: &[&str]) {
    let project = TempDir::new().unwrap();
    let report = begin_with(project.path(), pages);
    let config = project.path().join("specs/shop/api.toml");
    let written = fs::read_to_string(&config).unwrap();
    let proposed = proposed(&report);
    for line in proposals {
        assert!(proposed.lines().any(|found| found == *line), "`{line}` is not proposed:\n{written}");
        assert!(written.contains(&format!("\n#{line}\n")), "`{line}` is no comment:\n{written}");
    }
    accept_proposals(&config);
    let ended = docwright(project.path(), &["check", "specs/shop"]);
    assert_eq!(ended.code, Some(0), "{}", ended.stdout);
    let figures: Vec<&str> = ended.stdout.lines().last().unwrap().split_whitespace().collect();
    let [_, found_endpoints, _, _, _, _, _, errors, found_warnings, ..] = figures.as_slice() else {
        panic!("{}", ended.stdout)
    };
    assert_eq!(*found_endpoints, endpoints.to_string(), "{}", ended.stdout);
    assert_eq!((*errors, *found_warnings), ("0", warnings.to_string().as_str()), "{}", ended.stdout);
}

#[test]
fn a_page_that_states_all_needs_nothing_but_its_title() {
    // Five examples are no JSON and one pattern refuses the document's own scopes.
    check(&[("specs/acronis/account-management.md", "reference.md")], 88, 6, &[]);
}

#[test]
fn a_page_of_form_fields_is_known_by_what_travels_in_them() {
    let proposals = [
        "encoding = \"form\"",
        "unmarked = \"required\"",
        "name = \"admin\"",
        "fields = [\"Username\", \"AuthType\", \"Password\", \"SessionKey\", \"TOTP\", \"WebAuthnSign\"]",
        "header = \"X-Comet-Admin-{field}\"",
        "name = \"user\"",
        "fields = [\"Username\", \"AuthType\", \"Password\", \"LKey\", \"SessionKey\"]",
    ];
    // One description says "(optional)" in prose.
    check(&[("specs/comet/api-methods.md", "reference.md")], 181, 1, &proposals);
}

#[test]
fn the_pages_of_types_show_how_failures_are_reported() {
    let pages = [
        ("specs/comet/api-methods.md", "methods.md"),
        ("specs/comet/data-structures.md", "types.md"),
        ("specs/comet/constants.md", "constants.md"),
    ];
    let proposals = ["status = \"Status\"", "failure = { at_least = 400 }", "message_required = true"];
    check(&pages, 181, 1, &proposals);
}

#[test]
fn a_plain_text_page_is_known_by_its_examples() {
    let proposals = [
        "method = \"POST\"",
        "encoding = \"json\"",
        "fields = [\"SysUser\", \"SysPwd\"]",
        "status = \"Status\"",
        "message = \"Message\"",
        "kind = \"ExptType\"",
        "failure = { equals = \"Error\" }",
    ];
    // These are what the hand-written api.toml mends by patches.
    check(&[("specs/ahsay/update-user.txt", "reference.txt")], 2, 5, &proposals);
}

#[test]
fn every_small_page_gives_the_endpoints_that_it_gives_by_hand() {
    let pages = repository().join("tests/pages");
    let mut traits: Vec<PathBuf> = fs::read_dir(pages).unwrap().map(|entry| entry.unwrap().path()).collect();
    traits.sort();
    assert!(traits.len() > 20, "the pages have moved");
    for folder in traits {
        let project = TempDir::new().unwrap();
        let by_hand = project.path().join("hand/shop");
        fs::create_dir_all(&by_hand).unwrap();
        let names = files(&folder);
        for name in &names {
            fs::copy(folder.join(name), by_hand.join(name)).unwrap();
        }
        let shown: Vec<String> =
            names.iter().filter(|name| *name != "api.toml").map(|name| format!("hand/shop/{name}")).collect();
        let shown: Vec<&str> = shown.iter().map(String::as_str).collect();
        begin(project.path(), &[&shown, ["--name", "shop"].as_slice()].concat());
        accept_proposals(&project.path().join("specs/shop/api.toml"));
        let (found, expect) =
            (endpoints(project.path(), "specs/shop"), endpoints(project.path(), "hand/shop"));
        assert!(!expect.is_empty(), "{}", folder.display());
        assert_eq!(found, expect, "{}", folder.display());
    }
}
