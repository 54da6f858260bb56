//! What is no page, no name, no place: each is told, and nothing is written.

use super::*;

const PAGE: &str = "# Pets API\n\n## GET /pets\n\nAll pets.\n";

/// Runs init where `before` has been written; it must end so, say so, and leave everything as it was.
#[track_caller]
fn check(before: &[(&str, &[u8])], arguments: &[&str], code: i32, expect: &[&str]) {
    let project = TempDir::new().unwrap();
    for (path, bytes) in before {
        let path = project.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    let was = files(project.path());
    let ended = docwright(project.path(), &[&["init"], arguments].concat());
    assert_eq!((ended.code, ended.stdout.as_str()), (Some(code), ""), "{}", ended.stderr);
    for words in expect {
        assert!(ended.stderr.contains(words), "no `{words}` in {}", ended.stderr);
    }
    assert_eq!(files(project.path()), was);
    let has_specs = before.iter().any(|(path, _)| path.starts_with("specs"));
    assert_eq!(project.path().join("specs").exists(), has_specs, "a folder is left behind");
}

#[test]
fn what_is_no_page_is_refused() {
    let page = |bytes: &'static [u8]| [("page", bytes)];
    check(&[], &["page.md"], 1, &["error[DW0001]: `page.md` cannot be read: No such file"]);
    check(&page(b""), &["page"], 1, &["error[DW0003]: `page` is empty"]);
    check(&page(b"\xef\xbb\xbf\r\n"), &["page"], 1, &["error[DW0003]: `page` is empty"]);
    check(&page(b"%PDF-1.7"), &["page"], 1, &["it looks like a PDF", "save or export the reference"]);
    check(&page(b"# P\0"), &["page"], 1, &["it looks like data of a program"]);
    check(
        &page(b"# Caf\xe9"),
        &["page"],
        1,
        &["error[DW0002]: `page` is not UTF-8: byte 5", "iconv -f WINDOWS-1252"],
    );
    check(&page(b"openapi: 3.1.0\npaths: {}\n"), &["page"], 1, &["`page` is an OpenAPI document"]);
    check(&[("docs/logo.png", b"x")], &["docs"], 1, &["the folder `docs` holds no page"]);
    check(&[("docs/api.toml", b"")], &["docs"], 1, &["has an `api.toml` already", "docwright check docs"]);
}

#[test]
fn a_page_that_documents_no_api_is_told_what_it_has() {
    let page = b"# Pets\n\nAll about pets.\n\n## Food\n\n| Name | Price |\n|---|---|\n| Bone | 1 |\n\n- dog\n- cat\n";
    let expect = [
        "error[DW0004]: nothing on the pages can be called",
        "headings (2), paragraphs (1), lists (1), tables (1) and blocks of code (0)",
        "help: an endpoint is a heading",
    ];
    check(&[("page.md", page)], &["page.md"], 1, &expect);
    // An endpoint whose path cannot be used is told by its line.
    let expect = ["nothing on the pages can be called", "page.md:1:", "[DW0201]"];
    check(&[("page.md", b"# GET /pets/{id\n\nOne pet.\n")], &["page.md"], 1, &expect);
}

#[test]
fn a_command_line_that_makes_no_sense_is_a_fault_of_usage() {
    let page = [("page.md", PAGE.as_bytes())];
    check(&page, &[], 2, &["<PAGE>"]);
    check(&page, &["https://pets.example/api"], 2, &["is an address, and docwright fetches nothing"]);
    for name in ["../x", "Pets", "", "a/b"] {
        check(&page, &["page.md", "--name", name], 2, &["lower-case letters, digits and `_`"]);
    }
    for name in ["default", "type", "testing"] {
        check(&page, &["page.md", "--name", name], 2, &["has a use of its own"]);
    }
}

#[test]
fn what_exists_is_left_alone() {
    let page = ("page.md", PAGE.as_bytes());
    let expect = ["error[DW0603]: `specs/pets` exists already", "--name"];
    check(&[page, ("specs/pets/api.toml", b"mine")], &["page.md"], 1, &expect);
    check(&[page, ("specs/pets", b"a file")], &["page.md"], 1, &expect);
    check(
        &[page, ("specs", b"a file")],
        &["page.md"],
        1,
        &["error[DW0604]: `specs/pets` cannot be looked at"],
    );
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_to_is_left_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let project = TempDir::new().unwrap();
    fs::write(project.path().join("page.md"), PAGE).unwrap();
    let specs = project.path().join("specs");
    fs::create_dir(&specs).unwrap();
    fs::set_permissions(&specs, fs::Permissions::from_mode(0o555)).unwrap();
    // Whoever may do anything may write there: the test has nothing to say then.
    if fs::write(specs.join("probe"), "").is_ok() {
        return;
    }
    let ended = docwright(project.path(), &["init", "page.md"]);
    assert_eq!(ended.code, Some(1));
    assert!(ended.stderr.contains("error[DW0604]: `specs` cannot be written to"), "{}", ended.stderr);
    assert_eq!(fs::read_dir(&specs).unwrap().count(), 0);
    fs::set_permissions(&specs, fs::Permissions::from_mode(0o755)).unwrap();
}

/// A limit on the size of files makes the disk refuse in the middle of a page, as a full one does.
#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_refuses_in_the_middle_is_left_as_it_was() {
    let project = TempDir::new().unwrap();
    fs::write(project.path().join("page.md"), format!("{PAGE}\n{}\n", "pets ".repeat(4000))).unwrap();
    let script = "trap '' XFSZ; ulimit -f 8; exec \"$0\" init page.md";
    let mut command = Command::new("sh");
    let command = command.args(["-c", script, env!("CARGO_BIN_EXE_docwright")]).current_dir(project.path());
    let output = command.output().unwrap();
    let shown = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{shown}");
    assert!(
        shown.contains("error[DW0604]: `specs/pets/page.md` cannot be written: File too large"),
        "{shown}"
    );
    assert_eq!(files(project.path()), BTreeSet::from(["page.md".to_owned()]));
    assert!(!project.path().join("specs").exists());
}

#[cfg(target_os = "linux")]
#[test]
fn a_device_is_not_read_to_an_end_that_it_has_not() {
    check(&[], &["/dev/zero"], 1, &["`/dev/zero` is no text"]);
}

#[test]
fn one_long_line_is_read_to_its_end() {
    let project = TempDir::new().unwrap();
    let page = format!("{PAGE}\n{}\n", "pets ".repeat(400_000));
    fs::write(project.path().join("page.md"), &page).unwrap();
    let report = begin(project.path(), &["page.md"]);
    assert_eq!(report["as_written"]["endpoints"], 1);
    assert!(fs::read_to_string(project.path().join("specs/pets/page.md")).unwrap() == page);
}
