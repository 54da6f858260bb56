//! Pages in the styles of common publishing tools, as somebody tries them who has never seen an `api.toml`.

use super::*;

/// A page for language models: Markdown with the ending of plain text.
const LLMS: &str = "\
# Orchard API

> Orchard is a task queue for teams.

Base URL: `https://api.orchard.dev/v3`
Version: 3.2

## Authentication

Send your token as `Authorization: Bearer <token>`.

## Queues

### Create a queue

`POST /queues`

Body:

- `name` (string, required): What it is called.
- `paused` (boolean, optional): Whether it starts paused.

```json
{ \"name\": \"mail\", \"paused\": false }
```

### Delete a queue

`DELETE /queues/{queue_id}`

Returns `204`.
";

/// A page as a static site generator exports it.
const SLATE: &str = "\
<!doctype html>
<html><head><title>Parcelo API Reference</title>
<link rel=\"canonical\" href=\"https://docs.parcelo.dev/reference\"></head>
<body><h1>Introduction</h1><p>Welcome!</p>
<h1>Shipments</h1>
<h2>Create a Shipment</h2>
<h3>HTTP Request</h3>
<p><code>POST https://api.parcelo.dev/v1/shipments</code></p>
<h3>Body Parameters</h3>
<table><thead><tr><th>Parameter</th><th>Type</th><th>Description</th></tr></thead><tbody>
<tr><td>carrier</td><td>string</td><td>Required. The carrier.</td></tr></tbody></table>
<h2>Delete a Shipment</h2>
<h3>HTTP Request</h3>
<p><code>DELETE https://api.parcelo.dev/v1/shipments/&lt;ID&gt;</code></p>
<footer><p>&copy; 2025 Parcelo Ltd. All rights reserved.</p></footer>
</body></html>
";

/// A page whose tables have words of their own for the column of names.
const MDX: &str = "\
---
title: Forms service
source_url: https://forms.dev/docs/api
---

import Tabs from '@theme/Tabs';

## Submit a form

`POST /forms/submissions`

```bash
curl -X POST https://forms.dev/api/forms/submissions
```

| Element | Kind | Notes |
| --- | --- | --- |
| `answers` | object | The answers by field. |
";

#[track_caller]
fn entry<'a>(report: &'a Value, about: &str) -> &'a Value {
    let mut entries = report["entries"].as_array().unwrap().iter();
    entries
        .find(|entry| entry["about"] == about)
        .unwrap_or_else(|| panic!("nothing about {about} in {report}"))
}

/// What an entry says, and how: `stated title = "…"`.
#[track_caller]
fn says(report: &Value, about: &str) -> String {
    let entry = entry(report, about);
    format!("{} {}", text(&entry["standing"]), text(&entry["text"]))
}

#[test]
fn a_page_for_language_models_is_markdown() {
    let project = TempDir::new().unwrap();
    fs::write(project.path().join("llms.txt"), LLMS).unwrap();
    let report = begin(project.path(), &["llms.txt"]);
    assert_eq!((text(&report["name"]), text(&report["named_after"])), ("orchard".into(), "title".into()));
    assert_eq!(report["pages"][0]["form"], "Markdown");
    assert_eq!(fs::read_to_string(project.path().join("specs/orchard/llms.md")).unwrap(), LLMS);
    assert_eq!(says(&report, "title"), "stated title = \"Orchard API\"");
    assert_eq!(says(&report, "version"), "stated version = \"3.2\"");
    assert_eq!(says(&report, "base URL"), "stated base_url = \"https://api.orchard.dev/v3\"");
    assert_eq!(says(&report, "encoding"), "proposed encoding = \"json\"");
    // Line 10 has callers send a header, in words that describe no scheme.
    assert!(
        text(&entry(&report, "credentials")["because"]).contains("`Authorization` (llms.md:10)"),
        "{report}"
    );
    assert_eq!(report["as_written"]["errors"], 1);
    assert_eq!(report["with_proposals"]["endpoints"], 2);
    // The report leads to the lines that it speaks of.
    let config = fs::read_to_string(project.path().join("specs/orchard/api.toml")).unwrap();
    let line = entry(&report, "encoding")["line"].as_u64().unwrap();
    assert_eq!(config.lines().nth(usize::try_from(line).unwrap() - 1), Some("#encoding = \"json\""));
}

#[test]
fn a_web_page_says_where_it_is_from_and_whose_it_is() {
    let project = TempDir::new().unwrap();
    fs::write(project.path().join("reference"), SLATE).unwrap();
    let report = begin(project.path(), &["reference"]);
    assert_eq!(text(&report["name"]), "parcelo");
    assert_eq!(report["pages"][0]["file"], "reference.html");
    assert_eq!(says(&report, "url"), "stated url = \"https://docs.parcelo.dev/reference\"");
    assert_eq!(says(&report, "notice"), "stated notice = \"© 2025 Parcelo Ltd. All rights reserved.\"");
    assert_eq!(says(&report, "base URL"), "proposed base_url = \"https://api.parcelo.dev\"");
    accept_proposals(&project.path().join("specs/parcelo/api.toml"));
    let expect = ["DELETE /v1/shipments/{ID}", "POST /v1/shipments"].map(str::to_owned);
    assert_eq!(endpoints(project.path(), "specs/parcelo"), BTreeSet::from(expect));
}

#[test]
fn words_of_its_own_for_columns_are_tried() {
    let project = TempDir::new().unwrap();
    fs::write(project.path().join("forms.mdx"), MDX).unwrap();
    let report = begin(project.path(), &["forms.mdx"]);
    assert_eq!(says(&report, "columns of names"), "proposed name_columns = [\"Element\"]");
    assert_eq!(says(&report, "base URL"), "proposed base_url = \"https://forms.dev/api\"");
    assert_eq!(says(&report, "url"), "stated url = \"https://forms.dev/docs/api\"");
    accept_proposals(&project.path().join("specs/forms_service/api.toml"));
    let ended = docwright(project.path(), &["surface", "specs/forms_service"]);
    assert!(ended.stdout.contains("answers?"), "{}{}", ended.stdout, ended.stderr);
}

#[test]
fn the_summary_says_what_to_do_next() {
    let project = TempDir::new().unwrap();
    let ended = docwright_with_input(project.path(), &["init", "-", "--name", "queue"], LLMS.as_bytes());
    assert_eq!((ended.code, ended.stderr.as_str()), (Some(0), ""));
    insta::assert_snapshot!(ended.stdout);
    insta::assert_snapshot!(fs::read_to_string(project.path().join("specs/queue/api.toml")).unwrap());
}

#[test]
fn several_pages_and_a_folder_of_pages_make_one_api() {
    let project = TempDir::new().unwrap();
    for name in ["docs/a/index.md", "docs/b/index.md"] {
        let page = project.path().join(name);
        fs::create_dir_all(page.parent().unwrap()).unwrap();
        let word = if name.contains("/a/") { "apples" } else { "pears" };
        fs::write(page, format!("# Fruit API\n\n## List {word}\n\n`GET /{word}`\n\nAll {word}.\n")).unwrap();
    }
    fs::write(project.path().join("docs/logo.png"), "no page").unwrap();
    let report = begin(project.path(), &["docs", "docs/a/index.md"]);
    let expect = ["api.toml", "a/index.md", "b/index.md"].map(str::to_owned);
    assert_eq!(files(&project.path().join("specs/fruit")), BTreeSet::from(expect));
    assert_eq!(report["as_written"]["endpoints"], 2);
    assert_eq!(report["with_proposals"], Value::Null);
    assert_eq!(docwright(project.path(), &["check", "specs/fruit"]).code, Some(0));

    let report = begin(project.path(), &["docs/a/index.md", "docs/b/index.md", "--name", "two"]);
    assert_eq!(report["pages"][1]["file"], "index-2.md");
}

/// Pages that say where they are called in words, in code or behind another label.
#[test]
fn an_address_in_prose_is_proposed_with_its_place() {
    let check = |name: &str, words: &str, at: &str| {
        let project = TempDir::new().unwrap();
        let (head, end) = match name {
            "p.html" => ("<h1>Pets API</h1>\n", "<h2>GET /pets</h2>\n<p>All pets.</p>\n"),
            _ => ("# Pets API\n\n", "\n## GET /pets\n\nAll pets.\n"),
        };
        fs::write(project.path().join(name), format!("{head}{words}\n{end}")).unwrap();
        let report = begin(project.path(), &[name]);
        let found = report["entries"].as_array().unwrap();
        let found = found.iter().find(|entry| entry["about"] == "base URL");
        let found = found.unwrap_or_else(|| panic!("{report}"));
        assert_eq!(text(&found["text"]), "base_url = \"https://api.pets.dev/v2\"", "{words}");
        assert!(text(&found["because"]).contains(at), "{found}");
    };
    check("p.md", "Welcome. The base URL is `https://api.pets.dev/v2/`.", "p.md:3");
    check("p.md", "All requests are sent to https://api.pets.dev/v2.", "p.md:3");
    check("p.md", "Base URL:\n\n```\nhttps://api.pets.dev/v2\n```", "p.md:5");
    check("p.md", "## Base URL\n\n    https://api.pets.dev/v2\n", "p.md:5");
    check("p.md", "**Server**: `https://api.pets.dev/v2`", "p.md:3");
    check("p.html", "<p>Our base URL is <code>https://api.pets.dev/v2</code>.</p>", "p.html:2");
}

#[test]
fn a_header_that_callers_send_is_named_with_its_place() {
    let check = |words: &str, expect: &str| {
        let project = TempDir::new().unwrap();
        let page = format!("# Pets API\n\n{words}\n\n## GET /pets\n\nAll pets.\n");
        fs::write(project.path().join("p.md"), page).unwrap();
        let ended = docwright(project.path(), &["init", "p.md"]);
        assert!(ended.stdout.contains(expect), "{}", ended.stdout);
        assert!(
            ended.stdout.contains("\nleft open, credentials, at specs/pets/api.toml:"),
            "{}",
            ended.stdout
        );
    };
    check("Send your key in the header X-Api-Key.", "the header `X-Api-Key` (p.md:3)");
    check(
        "```\ncurl -H \"Authorization: Bearer TOKEN\" https://x.dev\n```",
        "the header `Authorization` (p.md:4)",
    );
}

#[test]
fn what_must_be_accepted_comes_before_the_commands() {
    let project = TempDir::new().unwrap();
    let page = "# Pets API\n\n## POST /pets\n\n| Name | Type | Description |\n|---|---|---|\n| `name` | string | Its. |\n";
    fs::write(project.path().join("pets.md"), page).unwrap();
    let ended = docwright(project.path(), &["init", "pets.md"]);
    let expect = "\nfirst:\n    accept what is right in specs/pets/api.toml, encoding (line ";
    let at = ended.stdout.find(expect).unwrap_or_else(|| panic!("{}", ended.stdout));
    assert!(ended.stdout.find("\nnext:").unwrap() > at, "{}", ended.stdout);
    // Nothing is to be done before a page without errors is generated from.
    fs::write(project.path().join("good.md"), "# Good API\n\n## GET /pets\n\nAll pets.\n").unwrap();
    assert_eq!(begin(project.path(), &["good.md"])["first"], Value::Null);
}

/// The pages of an API that was begun before are not swallowed with those beside them.
#[test]
fn folders_of_other_apis_are_left_out_and_told() {
    let project = TempDir::new().unwrap();
    let page = |name: &str, word: &str| {
        let path = project.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, format!("# {word} API\n\n## List {word}\n\n`GET /{word}`\n\nAll {word}.\n")).unwrap();
    };
    page("fruit.md", "fruit");
    page("specs/pets/pets.md", "pets");
    fs::write(project.path().join("specs/pets/api.toml"), "name = \"pets\"\n").unwrap();
    let report = begin(project.path(), &["."]);
    assert_eq!(report["pages"].as_array().unwrap().len(), 1, "{report}");
    assert_eq!(report["left_out"], serde_json::json!(["./specs/pets"]));
    let ended = docwright(project.path(), &["init", ".", "--name", "again"]);
    assert!(ended.stdout.contains("left out `./specs/fruit`, which has an api.toml"), "{}", ended.stdout);
}

/// What a page says of its own past may be no day at all; it is no reason to begin nothing.
#[test]
fn what_a_page_states_and_nobody_can_use_is_left_out() {
    let project = TempDir::new().unwrap();
    let page = "---\nretrieved: 2026-02-30\n---\n# Pets API\n\n## GET /pets\n\nAll pets.\n";
    fs::write(project.path().join("pets.md"), page).unwrap();
    let report = begin(project.path(), &["pets.md"]);
    assert_eq!(report["as_written"]["errors"], 0, "{report}");
}

#[test]
fn endpoints_that_would_share_a_name_get_one_each() {
    let project = TempDir::new().unwrap();
    let page = "# Pets API\n\n## GET /pets/{id}/list\n\nOne.\n\n## GET /pets/{name}/list\n\nTwo.\n";
    fs::write(project.path().join("pets.md"), page).unwrap();
    let report = begin(project.path(), &["pets.md"]);
    assert_eq!(report["as_written"]["errors"], 1);
    assert_eq!(report["with_proposals"]["errors"], 0);
    accept_proposals(&project.path().join("specs/pets/api.toml"));
    let ended = docwright(project.path(), &["surface", "specs/pets"]);
    assert!(
        ended.stdout.contains("get_pets_by_name_list  GET /pets/{name}/list"),
        "{}{}",
        ended.stdout,
        ended.stderr
    );
}

#[test]
fn a_page_without_a_word_about_the_api_is_named() {
    let project = TempDir::new().unwrap();
    fs::write(project.path().join("a.md"), "# Pets API\n\n## GET /pets\n\nAll pets.\n").unwrap();
    fs::write(project.path().join("b.txt"), "Terms of use.\n").unwrap();
    let ended = docwright(project.path(), &["init", "a.md", "b.txt"]);
    let expect = "\nwithout a word about the API, to take out of specs/pets/api.toml:\n    b.txt\n";
    assert!(ended.stdout.contains(expect), "{}", ended.stdout);
}

/// A page whose last row is cut off: what is wrong with it is told, and all else is there to go on with.
#[test]
fn errors_of_the_page_itself_are_told_with_their_lines() {
    let project = TempDir::new().unwrap();
    let page = "# Pets API\n\n## POST /pets\n\n| Name | Type | Description |\n|---|---|---|\n| `name` | string | Its";
    fs::write(project.path().join("pets.md"), page).unwrap();
    let report = begin(project.path(), &["pets.md"]);
    assert_eq!(says(&report, "encoding"), "proposed encoding = \"json\"");
    let errors = report.get("errors").and_then(Value::as_array).unwrap();
    let [error] = errors.as_slice() else { panic!("{errors:?}") };
    assert_eq!(text(error), "specs/pets/pets.md:7:1: [DW0102] this table row is never closed");
}

#[cfg(unix)]
#[test]
fn a_file_keeps_its_name_whatever_it_is() {
    for name in ["a  b.md", "a\nb.md", "a'\"b.md", "\u{1}.md", "..md"] {
        let project = TempDir::new().unwrap();
        fs::write(project.path().join(name), "# Pets\u{1} API\n\n## GET /pets\n\nAll pets.\n").unwrap();
        begin(project.path(), &[name, "--name", "pets"]);
        assert!(project.path().join("specs/pets").join(name).exists(), "{name:?}");
        let ended = docwright(project.path(), &["check", "specs/pets"]);
        assert_eq!(ended.code, Some(0), "{name:?}: {}", ended.stdout);
    }
}
