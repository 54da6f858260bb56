//! The account as a page and as data, against the documents' own lines and what was counted in them by hand.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests may fail loudly, their helpers too")]

mod common;

use common::Project;
use docwright::{coverage::write_page, inspect};
use scraper::{ElementRef, Html, Selector};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The folder of an API of this project.
fn specs(api: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../specs").join(api)
}

fn page_of(folder: &Path) -> String {
    let mut page = Vec::new();
    write_page(&inspect(folder).unwrap(), &mut page).unwrap();
    String::from_utf8(page).unwrap()
}

fn all<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

/// The same below an element.
fn within<'a>(element: ElementRef<'a>, selector: &str) -> Vec<ElementRef<'a>> {
    element.select(&Selector::parse(selector).unwrap()).collect()
}

fn text(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().trim().to_owned()
}

/// How many there are of each.
fn count(names: impl Iterator<Item = String>) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for name in names {
        *counts.entry(name).or_default() += 1;
    }
    counts
}

/// Of the lines of one document that name an item, how many name one of each kind.
fn named(page: &Html, sheet: usize) -> BTreeMap<String, usize> {
    let states_name = |entry: &ElementRef<'_>| {
        let facts = within(*entry, ".facts").into_iter().map(text);
        facts
            .filter(|facts| facts.ends_with("stated"))
            .any(|facts| facts.split([',', ' ']).any(|fact| fact == "name"))
    };
    let entries = within(all(page, ".sheet")[sheet], ".block").into_iter().flat_map(|block| {
        let entries = within(block, ".entries li").into_iter().filter(states_name);
        entries.map(|entry| text(within(entry, ".kind")[0])).collect::<BTreeSet<String>>()
    });
    count(entries)
}

/// The kinds of the model's items.
fn kinds(page: &Html) -> BTreeMap<String, usize> {
    count(all(page, ".card > .kind, .card > h3 > .kind").into_iter().map(text))
}

#[test]
fn every_line_of_every_document_is_on_the_page_as_it_stands() {
    let page = Html::parse_document(&page_of(&specs("")));
    let sheets = all(&page, ".sheet");
    let mut files = Vec::new();
    for sheet in &sheets {
        let file = text(within(*sheet, "h2")[0]);
        let shown: Vec<String> =
            within(*sheet, ".line > code").into_iter().map(|line| line.text().collect()).collect();
        let stands = fs::read_to_string(&file).unwrap();
        assert!(stands.lines().eq(shown.iter().map(String::as_str)), "{file}");
        files.push((file.rsplit('/').next().unwrap().to_owned(), shown.len()));
    }
    files.retain(|(file, _)| file != "api.toml");
    // `wc -l`, and one more where the last line has no end, as in the first two documents.
    let expect = [
        ("account-management.md", 2982),
        ("update-user.txt", 465),
        ("api-methods.md", 3313),
        ("data-structures.md", 1869),
        ("constants.md", 531),
    ];
    assert_eq!(files, expect.map(|(file, lines)| (file.to_owned(), lines)));
}

#[test]
fn what_lines_became_is_what_was_counted_in_the_documents() {
    let acronis = Html::parse_document(&page_of(&specs("acronis")));
    let lines = named(&acronis, 0);
    // The schemes' own three headers and one query parameter stand above the endpoints.
    assert_eq!(lines["query parameter"], 95 + 1);
    assert_eq!(lines["header parameter"], 2 + 3);
    assert_eq!(lines["body parameter"] + lines["form parameter"], 144);
    assert_eq!(lines["security scheme"], 3);
    let kinds = kinds(&acronis);
    assert_eq!((kinds["endpoint"], kinds["path parameter"]), (88, 66));
    assert_eq!(kinds["response"], 355 + 5, "the schemes list five answers: lines 26 to 27, 62 to 63 and 75");

    let comet = Html::parse_document(&page_of(&specs("comet")));
    let methods = named(&comet, 0);
    assert_eq!(methods["endpoint"], 181);
    let parameters = methods.iter().filter(|(kind, _)| kind.ends_with(" parameter"));
    assert_eq!(parameters.map(|(_, count)| count).sum::<usize>(), 1225);
    let structures = named(&comet, 1);
    assert_eq!((structures["structure"], structures["field"]), (182, 862));
    assert_eq!(named(&comet, 2)["constant"], 275);
}

#[test]
fn every_endpoint_has_a_card_and_every_link_a_target() {
    for (api, endpoints) in [("acronis", 88), ("ahsay", 2), ("comet", 181)] {
        let page = Html::parse_document(&page_of(&specs(api)));
        for index in 0..endpoints {
            let card = all(&page, &format!("article.card#a0-e{index}"));
            assert_eq!(card.len(), 1, "{api} {index}");
            assert!(!within(card[0], ".places a").is_empty(), "{api} {index}");
        }
        assert!(all(&page, &format!("#a0-e{endpoints}")).is_empty());
        let mut ids = BTreeSet::new();
        for element in all(&page, "[id]") {
            assert!(ids.insert(element.attr("id").unwrap()), "{:?} twice in {api}", element.attr("id"));
        }
        let links = all(&page, "body a");
        assert!(links.len() > endpoints * 4);
        for link in links {
            let target = link.attr("href").unwrap().strip_prefix('#').unwrap();
            assert!(ids.contains(target), "{target} in {api}");
        }
    }
}

#[test]
fn links_lead_both_ways() {
    let page = Html::parse_document(&page_of(&specs("ahsay")));
    // Line 17 is the row of `SysUser`, which both endpoints take.
    let line = all(&page, "#d0-17")[0];
    let block = ElementRef::wrap(line.parent().unwrap().parent().unwrap()).unwrap();
    let entries = within(block, ".entries a");
    assert_eq!(entries.len(), 2);
    for entry in entries {
        let card = all(&page, entry.attr("href").unwrap())[0];
        assert_eq!(text(within(card, ".name")[0]), "SysUser");
        assert_eq!(within(card, ".places a")[0].attr("href"), Some("#d0-17"));
    }
}

/// Markup that would do something wherever it became markup.
const HOSTILE: &str =
    "<script>alert(1)</script><img src=x onerror=alert(1)>\"'><b id=search>&lt;</style></script>";

#[test]
fn what_a_document_says_stays_text() {
    let project = Project::new();
    project.write(
        "specs/petstore/pages.md",
        format!(
            "# {HOSTILE}\n\n**Base URL**: https://x.example/v1\n\n## Endpoints\n\n### GET /pets\n\n{HOSTILE}\n\n\
             [go](javascript:alert(1)) {HOSTILE}\n\n#### Query parameters\n\n| Name | Description |\n|---|---|\n\
             | `{HOSTILE}` | (Optional) {HOSTILE}\n**Type**: String\n**Default**: {HOSTILE} |\n\n\
             #### Responses\n\n| Status | Description |\n|---|---|\n| 200 | {HOSTILE} |\n"
        ),
    );
    project.write(
        "specs/petstore/api.toml",
        format!(
            "name = \"petstore\"\ntitle = '''{HOSTILE}'''\n\n[[documents]]\nfile = \"pages.md\"\n\
             notice = '''{HOSTILE}'''\n"
        ),
    );
    let page = page_of(&project.path().join("specs/petstore"));
    let plain = Project::new();
    let plain = page_of(&plain.path().join("specs/petstore"));
    let (hostile, plain) = (Html::parse_document(&page), Html::parse_document(&plain));

    // The elements and attributes are those of a page of which no word is hostile.
    let shape = |page: &Html| -> BTreeSet<(String, Vec<String>)> {
        let attributes =
            |element: &ElementRef<'_>| element.value().attrs().map(|(name, _)| name.to_owned()).collect();
        all(page, "*")
            .iter()
            .map(|element| (element.value().name().to_owned(), attributes(element)))
            .collect()
    };
    let allowed: BTreeSet<String> = shape(&plain).into_iter().map(|(name, _)| name).collect();
    let handlers = |(name, attributes): &(String, Vec<String>)| {
        !allowed.contains(name) && name != "i"
            || attributes.iter().any(|attribute| attribute.starts_with("on"))
    };
    assert_eq!(shape(&hostile).into_iter().filter(handlers).collect::<Vec<_>>(), []);
    assert_eq!((all(&hostile, "script").len(), all(&hostile, "style").len()), (1, 1));
    assert_eq!(all(&hostile, "#search").len(), 1);
    for link in all(&hostile, "[href]") {
        let address = link.attr("href").unwrap();
        assert!(address.starts_with('#') || address == "data:,", "{address}");
    }
    // It did reach the page: in the line of the heading, and as the title.
    assert_eq!(text(all(&hostile, "#d0-1 > code")[0]), format!("# {HOSTILE}"));
    assert_eq!(text(all(&hostile, "#m0")[0]), HOSTILE);
}

#[test]
fn the_policy_names_the_style_and_the_script_that_are_there() {
    let page = Html::parse_document(&page_of(&specs("ahsay")));
    let policy = all(&page, "meta[http-equiv=Content-Security-Policy]")[0].attr("content").unwrap();
    assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"), "{policy}");
    assert!(!policy.contains("unsafe"), "{policy}");
    assert!(all(&page, "[style]").is_empty());
}

#[test]
fn a_small_page_reads_well_as_markup() {
    let project = Project::new();
    project.write(
        "specs/petstore/pages.md",
        "## GET /pets\n\nLists all pets.\n\n| Parameter | Type | Description |\n|---|---|---|\n\
         | kind | string | (Required) One of `cat`, `dog`. |\n",
    );
    let page = page_of(&project.path().join("specs/petstore"));
    let body = page.split_once("<main>").unwrap().1.split_once("</main>").unwrap().0;
    let body = project.without_folder(body);
    let lines: Vec<&str> = body.lines().filter(|line| !line.trim().is_empty()).collect();
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn the_same_documents_give_the_same_page() {
    assert_eq!(page_of(&specs("ahsay")), page_of(&specs("ahsay")));
}

fn run(project: &Project, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_docwright"));
    command.arg("coverage").args(arguments).current_dir(project.path()).output().unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// The names in the project's own folder.
fn names(project: &Project) -> Vec<String> {
    let names = fs::read_dir(project.path()).unwrap();
    let mut names: Vec<String> =
        names.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn the_page_is_written_beside_the_counts() {
    let project = Project::new();
    let output = run(&project, &["specs", "--html", "page.html"]);
    assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(0), ""));
    let counts = String::from_utf8(output.stdout).unwrap();
    assert!(counts.starts_with("specs/petstore/pages.md: 9 lines that say something\n"), "{counts}");
    assert!(project.read("page.html").starts_with("<!doctype html>\n"));
    assert_eq!(names(&project), ["generated", "page.html", "specs"]);

    project.write("page.html", "something else");
    assert_eq!(run(&project, &["specs", "--html", "page.html"]).status.code(), Some(0));
    assert!(project.read("page.html").starts_with("<!doctype html>\n"));
}

#[test]
fn what_stands_in_the_way_of_the_page_is_told_and_left() {
    let project = Project::new();
    project.write("folder/file", "");
    for (name, message) in [
        ("folder", "error[DW0603]: `folder` is no file"),
        ("none/page.html", "error[DW0603]: there is no folder `none`"),
        ("folder/file/page.html", "error["),
    ] {
        let before = names(&project);
        let output = run(&project, &["specs", "--html", name]);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0), "{name}");
        assert!(stderr(&output).starts_with(message), "{}", stderr(&output));
        assert_eq!(names(&project), before);
    }
}

#[test]
fn the_page_does_not_take_the_place_of_what_it_is_made_from() {
    let project = Project::new();
    for name in ["specs/petstore/pages.md", "specs/petstore/../petstore/api.toml"] {
        let before = project.read(name);
        let output = run(&project, &["specs", "--html", name]);
        assert_eq!(output.status.code(), Some(1));
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(told.contains("error[DW0603]") && told.contains(name), "{told}");
        assert_eq!(project.read(name), before);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_no_half_of_a_page() {
    let project = Project::new();
    let output = run(&project, &["specs", "--html", "/dev/full"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        stderr(&output).contains("`/dev/full` cannot be written: No space left on device"),
        "{}",
        stderr(&output)
    );

    // The system refuses a file of more than half a kilobyte, as a full disk would.
    project.write("page.html", "what was there");
    let script = format!(
        "trap '' XFSZ; ulimit -f 1; exec {} coverage specs --html page.html",
        env!("CARGO_BIN_EXE_docwright")
    );
    let output = Command::new("sh").args(["-c", &script]).current_dir(project.path()).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("`page.html` cannot be written: File too large"), "{}", stderr(&output));
    assert_eq!(project.read("page.html"), "what was there");
    assert_eq!(names(&project), ["generated", "page.html", "specs"]);
}

#[cfg(unix)]
#[test]
fn a_link_is_followed_and_stays_one() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let project = Project::new();
    project.write("real.html", "");
    fs::set_permissions(project.path().join("real.html"), fs::Permissions::from_mode(0o640)).unwrap();
    symlink("real.html", project.path().join("page.html")).unwrap();
    assert_eq!(run(&project, &["specs", "--html", "page.html"]).status.code(), Some(0));
    assert!(fs::symlink_metadata(project.path().join("page.html")).unwrap().is_symlink());
    let real = fs::metadata(project.path().join("real.html")).unwrap();
    assert_eq!((real.permissions().mode() & 0o777, real.len() > 1000), (0o640, true));
}

#[test]
fn a_page_shows_the_errors_of_documents_at_their_lines() {
    let project = Project::new();
    project.write(
        "specs/petstore/api.toml",
        "name = \"bakery\"\ntitle = \"B\"\n\n[[documents]]\nfile = \"pages.md\"\n",
    );
    let output = run(&project, &["specs", "--html", "page.html"]);
    assert_eq!(output.status.code(), Some(1));
    let page = Html::parse_document(&project.read("page.html"));
    let blocks = all(&page, ".block.warned");
    assert_eq!(blocks.len(), 1);
    assert!(text(blocks[0]).contains("error[DW0502]"), "{}", text(blocks[0]));
    assert!(text(blocks[0]).contains("name = \"bakery\""));
    assert_eq!(all(&page, "article.card").len(), 0);
}

#[test]
fn the_account_is_data_as_well() {
    let project = Project::new();
    let output = run(&project, &["specs", "--format", "json"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let api = &json["apis"][0];
    assert_eq!((&json["report_version"], &api["folder"]), (&1.into(), &"specs/petstore".into()));
    let document = &api["documents"][0];
    assert_eq!((&document["file"], &document["lines"]), (&"pages.md".into(), &serde_json::Value::Null));
    let states = document["states"].as_object().unwrap().values();
    assert_eq!(states.map(|count| count.as_u64().unwrap()).sum::<u64>(), 15);
    assert_eq!(api["diagnostics"].as_array().unwrap().len(), 0);

    let output = run(&project, &["specs", "--format", "json", "--lines"]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let lines = json["apis"][0]["documents"][0]["lines"].as_array().unwrap();
    assert_eq!(lines.len(), 15);
    let expect = serde_json::json!({ "line": 3, "state": "fact", "became": [{
        "kind": "API", "name": "Petstore", "of": null, "rust_name": "petstore",
        "facts": ["base_url"], "evidence": "stated",
    }] });
    assert_eq!(lines[2], expect);
}

#[test]
fn each_line_is_listed_if_asked_for() {
    let output = run(&Project::new(), &["specs", "--lines"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("specs/petstore/pages.md:7: fact: endpoint GET /pets (address)\n"), "{text}");
    assert!(text.contains("specs/petstore/pages.md:5: structure\n"), "{text}");
}
