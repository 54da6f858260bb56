//! `docwright diff` as a shell sees it: what can be a side, what it prints, and how it ends.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "tests may fail loudly, their helpers too")]

mod common;

use common::{CONFIG, PAGE, Project};
use serde_json::Value;
use std::fs;
use std::process::Command;

/// The page with an endpoint more.
const LONGER: &str = "\n### GET /pets/{id}\n\nFetches a pet.\n";

/// A project whose `specs` have an endpoint more than its folder `before`.
fn project() -> Project {
    let project = Project::new();
    project.write("before/petstore/api.toml", CONFIG);
    project.write("before/petstore/pages.md", PAGE);
    project.write("specs/petstore/pages.md", PAGE.to_owned() + LONGER);
    project
}

/// How `docwright diff` ended, what it printed, and what it complained about.
fn run(project: &Project, arguments: &[&str]) -> (Option<i32>, String, String) {
    run_with(project, arguments, &[])
}

fn run_with(
    project: &Project,
    arguments: &[&str],
    variables: &[(&str, &str)],
) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_docwright"));
    // A repository around the temporary folder is none of the test's.
    command.env("GIT_CEILING_DIRECTORIES", project.path().parent().unwrap());
    let output =
        command.arg("diff").args(arguments).current_dir(project.path()).envs(variables.iter().copied());
    let output = output.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

/// What is said of a side that can't be read.
#[track_caller]
fn check_unreadable(project: &Project, side: &str, message: &str, help: &str) {
    for arguments in [[side, "specs"], ["specs", side]] {
        let (code, stdout, stderr) = run(project, &arguments);
        assert_eq!((code, stdout.as_str()), (Some(3), ""), "{stderr}");
        assert!(stderr.contains(message), "{stderr}");
        assert!(stderr.contains(&format!("  = help: {help}")), "{stderr}");
    }
}

fn git(project: &Project, arguments: &[&str]) {
    let mut command = Command::new("git");
    command.current_dir(project.path()).env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    let identity =
        ["-c", "user.name=tests", "-c", "user.email=tests@example.com", "-c", "init.defaultBranch=main"];
    let output = command.args(identity).args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// The same project as a repository, which has the state before under the tag `v1`.
fn repository() -> Project {
    let project = project();
    project.write("specs/petstore/pages.md", PAGE);
    git(&project, &["init", "--quiet"]);
    git(&project, &["add", "specs"]);
    git(&project, &["commit", "--quiet", "-m", "Add the pages"]);
    git(&project, &["tag", "v1"]);
    project.write("specs/petstore/pages.md", PAGE.to_owned() + LONGER);
    project
}

#[test]
fn folders_are_compared_and_places_are_lines() {
    let (code, stdout, stderr) = run(&project(), &["before", "specs"]);
    assert_eq!((code, stderr.as_str()), (Some(0), ""));
    let expected = "\
petstore: 0 breaking, 1 compatible, 0 documentation only

compatible: GET /pets/{id}: `get_pet` added
  endpoint-added: The client has a method more.
  + specs/petstore/pages.md:17:5

1 change: 0 breaking, 1 compatible, 0 documentation only
The crate needs a new minor version; patch while it is at 0.x.
";
    assert_eq!(stdout, expected);
}

#[test]
fn what_breaks_is_told_by_the_status() {
    let (code, stdout, _) = run(&project(), &["specs/petstore", "before/petstore"]);
    assert_eq!(code, Some(1));
    assert!(stdout.contains("\nbreaking: GET /pets/{id}: `get_pet` removed\n"), "{stdout}");
    assert!(stdout.ends_with("The crate needs a new major version; minor while it is at 0.x.\n"), "{stdout}");
}

#[test]
fn nothing_is_said_of_what_is_the_same() {
    let (code, stdout, _) = run(&project(), &["specs", "specs"]);
    assert_eq!(code, Some(0));
    let expected = "petstore: no changes\n\n0 changes: 0 breaking, 0 compatible, 0 documentation only\n\
                    The version of the crate can stay.\n";
    assert_eq!(stdout, expected);
}

#[test]
fn apis_come_and_go_by_their_names() {
    let project = project();
    for side in ["before", "specs"] {
        project.write(&format!("{side}/shared/api.toml"), CONFIG.replace("petstore", "shared"));
        project.write(&format!("{side}/shared/pages.md"), PAGE);
    }
    project.write("specs/bakery/api.toml", CONFIG.replace("petstore", "bakery"));
    project.write("specs/bakery/pages.md", PAGE);
    let (code, stdout, _) = run(&project, &["before", "specs"]);
    assert_eq!(code, Some(0));
    assert!(stdout.contains("compatible: the API: added\n  api-added: "), "{stdout}");
    assert!(stdout.contains("shared: no changes\n"), "{stdout}");
    let (code, stdout, _) = run(&project, &["specs", "before"]);
    assert_eq!(code, Some(1));
    assert!(stdout.contains("breaking: the API: removed\n  api-removed: "), "{stdout}");
}

#[test]
fn a_copy_may_have_any_name() {
    let project = project();
    fs::rename(project.path().join("before/petstore"), project.path().join("pets of last year")).unwrap();
    let (code, stdout, stderr) = run(&project, &["pets of last year", "specs/petstore"]);
    assert_eq!(code, Some(0), "{stderr}");
    assert!(stdout.contains("endpoint-added"), "{stdout}");
}

#[test]
fn json_has_all_of_it() {
    let (code, stdout, _) = run(&project(), &["specs", "before", "--format", "json"]);
    assert_eq!(code, Some(1));
    let told: Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!(told["breaks"], true);
    assert_eq!((&told["bump"], &told["bump_below_one"]), (&Value::from("major"), &Value::from("minor")));
    assert_eq!(told["totals"], serde_json::json!({ "breaking": 1, "compatible": 0, "documentation": 0 }));
    let change = &told["apis"][0]["changes"][0];
    assert_eq!(
        *change,
        serde_json::json!({
            "verdict": "breaking", "rule": "endpoint-removed", "because": "The client's method is gone.",
            "item": "GET /pets/{id}", "detail": "`get_pet` removed",
            "old": { "file": "specs/petstore/pages.md", "line": 17, "column": 5 }, "new": null,
        })
    );
}

#[test]
fn markdown_is_a_comment() {
    let (code, stdout, _) = run(&project(), &["specs", "before", "--format", "markdown"]);
    assert_eq!(code, Some(1));
    let expected = "\
**The crate needs a new major version; minor while it is at 0.x.**

From `specs` to `before`:

| API | breaking | compatible | documentation only |
|---|---:|---:|---:|
| `petstore` | 1 | 0 | 0 |

<details open>
<summary>petstore: 1 breaking</summary>

- `` GET /pets/{id}: `get_pet` removed ``
  `endpoint-removed`: The client's method is gone.
  old `specs/petstore/pages.md:17:5`

</details>

";
    assert_eq!(stdout, expected);
}

/// What a document says can end nothing in a comment, and mentions nobody.
#[test]
fn documents_cannot_write_in_a_comment() {
    let project = project();
    let hostile = "\n### DELETE /pets\n\n#### Request parameters\n\n##### Query parameters\n\n\
                   | Name | Description |\n|---|---|\n\
                   | `x` | (Optional) All.\n**Type**: String\n**Allowed values**:\n- `</details> ``` @everyone <img src=x> [a](b)` |\n";
    project.write("before/petstore/pages.md", PAGE.to_owned() + &hostile.replace("<img", "<b"));
    project.write("specs/petstore/pages.md", PAGE.to_owned() + hostile);
    let (_, stdout, stderr) = run(&project, &["before", "specs", "--format", "markdown"]);
    assert!(stdout.contains("<img src=x>"), "the document's text is shown: {stdout}{stderr}");
    let html: Vec<_> = pulldown_cmark::Parser::new(&stdout)
        .filter_map(|event| match event {
            pulldown_cmark::Event::Html(html) | pulldown_cmark::Event::InlineHtml(html) => {
                Some(html.to_string())
            }
            _ => None,
        })
        .collect();
    let ours = |line: &String| {
        let line = line.trim();
        line.is_empty()
            || line.starts_with("<details")
            || line.starts_with("<summary>petstore: ")
            || line == "</details>"
    };
    assert!(html.iter().all(ours), "{html:?}");
}

#[test]
fn a_comment_is_never_too_long() {
    let project = project();
    let endpoint =
        |number: usize| format!("\n### GET /things/of-a-rather-long-name-{number}\n\nFetches things.\n");
    let page = PAGE.to_owned() + &(0..600).map(endpoint).collect::<String>();
    project.write("specs/petstore/pages.md", page);
    let (_, stdout, stderr) = run(&project, &["before", "specs", "--format", "markdown"]);
    assert!((60_000..=65_536).contains(&stdout.len()), "{} {stderr}", stdout.len());
    let shown = stdout.matches("\n- ").count();
    let (_, whole, _) = run(&project, &["before", "specs", "--format", "json"]);
    let told: Value = serde_json::from_str(&whole).unwrap();
    let all = told["apis"][0]["changes"].as_array().unwrap().len();
    let end = format!(
        "</details>\n\n{} more changes do not fit a comment: `docwright diff` shows all.\n",
        all - shown
    );
    assert!(stdout.ends_with(&end), "{}", stdout.get(stdout.len() - 200..).unwrap_or_default());
}

#[test]
fn a_model_has_bytes_and_with_its_documents_lines() {
    let project = project();
    let model = |folder: &str| {
        let command = Command::new(env!("CARGO_BIN_EXE_docwright"))
            .args(["model", folder])
            .current_dir(project.path())
            .output();
        command.unwrap().stdout
    };
    project.write("specs/petstore/model.json", model("specs/petstore"));
    project.write("alone/model.json", model("specs/petstore"));

    let (code, stdout, stderr) = run(&project, &["before/petstore", "alone/model.json"]);
    assert_eq!(code, Some(0), "{stderr}");
    let note = "note: `alone/model.json` is a model without its documents: its places are counted in bytes\n";
    assert!(stdout.starts_with(note), "{stdout}");
    let byte = (PAGE.to_owned() + LONGER).find("GET /pets/{id}").unwrap();
    assert!(stdout.contains(&format!("\n  + pages.md (byte {byte})\n")), "{stdout}");

    let (_, stdout, _) = run(&project, &["before/petstore", "specs/petstore/model.json"]);
    assert!(stdout.contains("\n  + specs/petstore/pages.md:17:5\n"), "{stdout}");

    // Other documents than those that the model was made from would give lines that mean nothing.
    project.write("specs/petstore/pages.md", "Preface.\n\n".to_owned() + PAGE + LONGER);
    let (_, stdout, _) = run(&project, &["before/petstore", "specs/petstore/model.json"]);
    assert!(stdout.contains(&format!("\n  + pages.md (byte {byte})\n")), "{stdout}");
}

const KEEPS_BYTES: &str = "write it again with `docwright model` in a shell that keeps bytes (cmd, PowerShell 7.4), or convert it by `iconv` and take the mark away";

#[test]
fn what_is_no_model_is_told_with_its_place() {
    let project = project();
    project.write("broken.json", "{\n  \"model_version\": 1,\n  \"name\": }\n");
    project.write("other.json", "{ \"model_version\": 99, \"everything\": \"else\" }");
    project.write("list.json", "[1]");
    let help = "name a file that `docwright model` wrote";
    check_unreadable(
        &project,
        "broken.json",
        "error: broken.json:3:11: this is no model of an API: expected value",
        help,
    );
    check_unreadable(&project, "list.json", "error: list.json:1:", help);
    // Lines and columns begin with 1, where nothing is as well.
    project.write("empty.json", "");
    let message = "error: empty.json:1:1: this is no model of an API: EOF while parsing a value";
    check_unreadable(&project, "empty.json", message, help);
    for (mark, encoding) in [(&b"\xef\xbb\xbf"[..], "UTF-8 with a mark"), (b"\xff\xfe", "UTF-16")] {
        project.write("marked.json", [mark, b"{}"].concat());
        let expect = format!("error: `marked.json` begins like {encoding}, and JSON is UTF-8 without a mark");
        check_unreadable(&project, "marked.json", &expect, KEEPS_BYTES);
    }
    check_unreadable(
        &project,
        "other.json",
        "error: `other.json` is a model of version 99, and this program reads version 1",
        "write it again with `docwright model`, or compare the documents themselves",
    );
}

#[test]
fn a_side_without_a_client_is_told() {
    let project = project();
    let model = Command::new(env!("CARGO_BIN_EXE_docwright"))
        .args(["model", "specs/petstore"])
        .current_dir(project.path())
        .output()
        .unwrap();
    let model = String::from_utf8(model.stdout).unwrap().replace("\"get_pet\"", "\"self\"");
    project.write("nameless.json", model);
    check_unreadable(
        &project,
        "nameless.json",
        "error: no client can be emitted for `nameless.json`: `self` can't be a name in Rust (GET /pets/{id} of `petstore`)",
        "name what it is about under [names] in api.toml",
    );
}

#[test]
fn documents_with_errors_are_shown() {
    let project = project();
    project.remove("before/petstore/pages.md");
    check_unreadable(
        &project,
        "before",
        "--> before/petstore/api.toml:5:8",
        "mend the documents or `api.toml`; `docwright check` shows all that is wrong",
    );
}

#[test]
fn a_side_that_is_not_there_is_told() {
    let project = project();
    project.write("empty/readme.txt", "");
    let help = "name a folder of documents, the file of a model, or a revision of git as `REV:PATH`";
    check_unreadable(&project, "nowhere", "error: there is no folder and no file `nowhere`", help);
    check_unreadable(&project, "C:\\specs", "error: there is no folder and no file `C:\\specs`", help);
    check_unreadable(
        &project,
        "empty",
        "error: no folder in `empty` holds an `api.toml`, nor does it itself",
        "name the folder of an API, or the folder around such folders",
    );
}

#[test]
fn a_revision_is_read_from_the_repository() {
    let project = repository();
    for side in
        ["v1:specs", "HEAD:specs/", "main:specs", "v1:specs/petstore", "v1:./specs", "v1^{tree}:specs"]
    {
        let (code, stdout, stderr) = run(&project, &[side, "specs"]);
        assert_eq!(code, Some(0), "{side}: {stderr}");
        assert!(stdout.contains("endpoint-added"), "{side}: {stdout}");
    }
    let (code, stdout, _) = run(&project, &["specs", "v1:specs"]);
    assert_eq!(code, Some(1), "{stdout}");
    git(&project, &["commit", "--quiet", "--all", "-m", "Add an endpoint"]);
    let (_, stdout, _) = run(&project, &["HEAD~1:specs", "HEAD:specs"]);
    assert!(stdout.contains("\n  + HEAD:specs/petstore/pages.md:17:5\n"), "{stdout}");
}

#[test]
fn the_root_of_a_repository_is_a_folder() {
    let project = repository();
    project.write("api.toml", CONFIG);
    project.write("pages.md", PAGE);
    git(&project, &["add", "api.toml", "pages.md"]);
    git(&project, &["commit", "--quiet", "-m", "Add the same at the root"]);
    let (code, stdout, stderr) = run(&project, &["HEAD:", "specs"]);
    assert_eq!(code, Some(0), "{stderr}");
    assert!(stdout.contains("endpoint-added"), "{stdout}");
    let help = "name the folder of an API, or the folder around such folders";
    check_unreadable(
        &project,
        "v1:",
        "error: no folder in `v1:` holds an `api.toml`, nor does it itself",
        help,
    );
}

#[test]
fn a_path_in_a_revision_begins_here_if_it_says_so() {
    let project = repository();
    let run = |side: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_docwright"))
            .args(["diff", side, "."])
            .current_dir(project.path().join("specs/petstore"))
            .output()
            .unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    assert_eq!(run("v1:.").0, Some(0));
    assert_eq!(run("v1:./../petstore").0, Some(0));
    let (code, stderr) = run("v1:petstore");
    assert_eq!(code, Some(3));
    assert!(stderr.starts_with("error: there is no `petstore` in revision `v1`\n"), "{stderr}");
    assert!(run("v1:../../..").1.starts_with("error: `../../..` leads out of the repository\n"));
}

#[test]
fn a_folder_with_a_colon_in_its_name_is_a_folder() {
    let project = repository();
    fs::rename(project.path().join("before"), project.path().join("v1:specs")).unwrap();
    project.write("v1:specs/petstore/pages.md", PAGE.to_owned() + LONGER);
    let (code, stdout, _) = run(&project, &["v1:specs", "specs"]);
    assert_eq!(code, Some(0));
    assert!(stdout.starts_with("petstore: no changes\n"), "{stdout}");
}

#[test]
fn what_git_refuses_is_told_with_what_to_do() {
    let project = repository();
    check_unreadable(
        &project,
        "nowhere:specs",
        "error: there is no revision `nowhere` in this repository\n",
        "`git log --oneline` and `git tag` list revisions; a shallow clone has few",
    );
    check_unreadable(
        &project,
        "v1:pages",
        "error: there is no `pages` in revision `v1`\n",
        "the path begins at the root of the repository; write `REV:./path` for one that begins here",
    );
    check_unreadable(
        &project,
        "v1:specs/petstore/pages.md",
        "error: `specs/petstore/pages.md` is a file in revision `v1`, not a folder of documents\n",
        "name the folder that holds the `api.toml`, or the folder around such folders",
    );
    check_unreadable(
        &project,
        ":specs",
        "error: `` is no revision of git\n",
        "write a branch, a tag or a commit before the colon: `main:specs`",
    );
}

#[test]
fn a_revision_is_never_an_option_of_git() {
    let project = repository();
    // Behind `--` clap takes it for a side.
    let (code, _, stderr) = run(&project, &["--", "--output=stolen:specs", "specs"]);
    assert_eq!(code, Some(3));
    assert!(stderr.starts_with("error: `--output=stolen` is no revision of git\n"), "{stderr}");
    assert!(!project.path().join("stolen").exists());
}

#[test]
fn without_a_repository_or_git_revisions_cannot_be_read() {
    let project = project();
    check_unreadable(
        &project,
        "v1:specs",
        "error: no revision can be read here: git says `fatal: not a git repository",
        "call docwright within the repository, or name two folders",
    );
    let (code, _, stderr) = run_with(&project, &["v1:specs", "specs"], &[("PATH", "")]);
    assert_eq!(code, Some(3));
    let expected = "error: a revision is read by git, and there is no `git` command here\n  = help: install git, or name two folders\n";
    assert_eq!(stderr, expected);
}

#[test]
fn a_file_of_a_revision_has_the_size_of_a_page() {
    let project = repository();
    // A hole of a file: it takes no room here, and next to none in the repository.
    let page = fs::File::create(project.path().join("specs/petstore/pages.md")).unwrap();
    page.set_len((128 << 20) + 1).unwrap();
    git(&project, &["-c", "core.compression=1", "commit", "--quiet", "--all", "-m", "Add a disk image"]);
    project.write("specs/petstore/pages.md", PAGE);
    let (code, _, stderr) = run(&project, &["HEAD:specs", "specs"]);
    assert_eq!(code, Some(3));
    assert!(
        stderr.contains("`pages.md` cannot be read: it has more than 128 MiB, which no page has"),
        "{stderr}"
    );
}

#[cfg(unix)]
#[test]
fn models_come_through_pipes_too() {
    let project = project();
    let (docwright, script) =
        (env!("CARGO_BIN_EXE_docwright"), "$0 model specs/petstore | $0 diff before/petstore /dev/stdin");
    let output =
        Command::new("sh").args(["-c", script, docwright]).current_dir(project.path()).output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(String::from_utf8(output.stdout).unwrap().contains("endpoint-added"));
}

#[cfg(unix)]
#[test]
fn links_of_a_revision_are_not_followed() {
    let project = repository();
    project.remove("specs/petstore/pages.md");
    std::os::unix::fs::symlink("/etc/hostname", project.path().join("specs/petstore/pages.md")).unwrap();
    git(&project, &["commit", "--quiet", "--all", "-m", "Link elsewhere"]);
    let (code, _, stderr) = run(&project, &["HEAD:specs", "before"]);
    assert_eq!(code, Some(3));
    assert!(stderr.contains("links of a revision are not followed"), "{stderr}");
}

#[test]
fn reading_a_revision_writes_nothing() {
    let project = repository();
    let state = |project: &Project| {
        let output =
            Command::new("find").args([".", "-type", "f"]).current_dir(project.path()).output().unwrap();
        let mut files: Vec<String> =
            String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect();
        files.sort();
        let bytes: Vec<_> = files.iter().map(|file| fs::read(project.path().join(file)).unwrap()).collect();
        (files, bytes)
    };
    let before = state(&project);
    assert_eq!(run(&project, &["v1:specs", "specs"]).0, Some(0));
    assert_eq!(state(&project), before);
}

#[test]
fn a_command_line_that_makes_no_sense_is_told_apart() {
    let project = project();
    for arguments in [
        &[][..],
        &["specs"],
        &["specs", "specs", "specs"],
        &["a", "b", "--format", "yaml"],
        &["a", "b", "--rules"],
    ] {
        let (code, stdout, stderr) = run(&project, arguments);
        assert_eq!((code, stdout.as_str()), (Some(2), ""), "{arguments:?}: {stderr}");
    }
}

#[test]
fn an_output_that_nobody_reads_keeps_the_verdict() {
    let project = project();
    for (sides, expected) in [(["before", "specs"], 0), (["specs", "before"], 1)] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut command = Command::new(env!("CARGO_BIN_EXE_docwright"));
        command.arg("diff").args(sides).current_dir(project.path()).stdout(writer);
        assert_eq!(command.status().unwrap().code(), Some(expected));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn an_output_that_is_full_is_no_verdict() {
    let project = project();
    let full = fs::File::options().write(true).open("/dev/full").unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_docwright"));
    command.args(["diff", "specs", "before"]).current_dir(project.path()).stdout(full);
    assert_eq!(command.output().unwrap().status.code(), Some(3));
}

#[test]
fn verdicts_are_coloured_where_colours_are_wanted() {
    let project = project();
    let (_, plain, _) = run(&project, &["specs", "before"]);
    let (_, coloured, _) = run(&project, &["specs", "before", "--color", "always"]);
    assert!(coloured.contains("\u{1b}[1;31mbreaking\u{1b}[0m: GET /pets/{id}"), "{coloured}");
    assert_eq!(coloured.replace("\u{1b}[1;31m", "").replace("\u{1b}[0m", ""), plain);
}

#[test]
fn the_rules_are_a_list() {
    let project = project();
    let (code, text, _) = run(&project, &["--rules"]);
    assert_eq!(code, Some(0));
    assert!(text.contains("endpoint-removed: breaking\n  The client's method is gone.\n"), "{text}");
    let (_, json, _) = run(&project, &["--rules", "--format", "json"]);
    let rules: Vec<Value> = serde_json::from_str(&json).unwrap();
    assert_eq!(rules.len(), docwright::diff::RULES.len());
    let (_, table, _) = run(&project, &["--rules", "--format", "markdown"]);
    assert_eq!(table.lines().count(), rules.len() + 2);
}
