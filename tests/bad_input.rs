//! Bad input, each kind once: an error with a code, a place and a line of help; and not a byte of the crate changes.

mod support;

use docwright::Generator;
use std::{collections::BTreeMap, fs, path::Path};
use tempfile::TempDir;

const CONFIG: &str = "name = \"shop\"\ntitle = \"Shop\"\n\n[[documents]]\nfile = \"page.md\"\n";
const PAGE: &str = "\
# Shop API
## Endpoints
### GET /widgets
Lists widgets.
#### Query parameters
| Name | Type | Description |
|------|------|-------------|
| `color` | string | Their color. |
### GET /widgets/{widget_id}
Fetches a widget.
";

/// A folder with documents and the crate that was made from them while they were good.
struct Project(TempDir);

impl Project {
    fn new() -> Self {
        let project = Self(tempfile::tempdir().expect("a folder"));
        project.write("specs/shop/api.toml", CONFIG);
        project.write("specs/shop/page.md", PAGE);
        project.write(
            "crate/Cargo.toml",
            "[package]\nname = \"made\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[features]\n",
        );
        project.generate().unwrap_or_else(|error| panic!("the good input is refused:\n{error}"));
        project
    }

    fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.0.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a writable folder");
        fs::write(path, content).expect("a writable file");
    }

    fn generate(&self) -> Result<(), String> {
        let generator = Generator::new().specs(self.0.path().join("specs")).out(self.0.path().join("crate"));
        generator.generate().map(drop).map_err(|error| error.render())
    }

    /// Every file of the crate with its bytes.
    fn made(&self) -> BTreeMap<String, Vec<u8>> {
        let mut found = BTreeMap::new();
        collect(&self.0.path().join("crate"), &mut found);
        found
    }
}

fn collect(folder: &Path, found: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, found);
        } else {
            found.insert(path.display().to_string(), fs::read(&path).expect("a file"));
        }
    }
}

/// Requires that the project with this file is refused at this place, and shows the message to the reviewer.
#[track_caller]
fn check(name: &str, file: &str, content: impl AsRef<[u8]>, place: &str) {
    let project = Project::new();
    let before = project.made();
    project.write(&format!("specs/shop/{file}"), content);
    let message = project.generate().expect_err("bad input is refused");
    assert!(message.contains("error[DW"), "no code in:\n{message}");
    assert!(message.contains("help: "), "no help in:\n{message}");
    assert!(message.contains(place), "not at {place}:\n{message}");
    assert!(project.made() == before, "the crate changed in spite of:\n{message}");
    let shown = message.replace(&format!("{}/", project.0.path().display()), "");
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots/bad_input");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, shown));
}

/// The page with a part of it replaced.
fn page(from: &str, to: &str) -> String {
    assert!(PAGE.contains(from));
    PAGE.replacen(from, to, 1)
}

#[test]
fn a_missing_document() {
    check("missing_document", "api.toml", CONFIG.replace("page.md", "pages.md"), "shop/api.toml:5:8");
}

#[test]
fn bytes_that_are_no_utf_8() {
    check("not_utf_8", "page.md", b"# Shop API\n\nGr\xfc\xdfe\n", "shop/page.md:3:3");
}

#[test]
fn a_page_in_another_encoding() {
    let wide: Vec<u8> = PAGE.encode_utf16().flat_map(u16::to_le_bytes).collect();
    check("utf_16", "page.md", wide, "shop/page.md:1:2");
}

#[test]
fn a_table_of_very_many_columns() {
    let table = format!("{PAGE}\n{}|\n{}|\n", "| A ".repeat(101), "|---".repeat(101));
    check("too_wide", "page.md", table, "shop/page.md:12:1");
}

#[test]
fn an_empty_document() {
    check("empty_document", "page.md", "\n \n", "shop/page.md:1:1");
}

#[test]
fn a_document_of_unknown_form() {
    check("unknown_form", "api.toml", CONFIG.replace("page.md", "page.pdf"), "shop/api.toml:5:8");
}

#[test]
fn a_document_nested_beyond_reason() {
    let text = format!("{PAGE}\n{}deep\n", ">".repeat(1000));
    check("too_deep", "page.md", text, "shop/page.md:12:");
}

#[test]
fn a_code_block_that_is_never_closed() {
    check("unclosed_fence", "page.md", format!("{PAGE}```json\n{{}}\n"), "shop/page.md:11:1");
}

#[test]
fn an_object_described_twice() {
    let table = "| Name | Type | Description |\n|---|---|---|\n| `a` | string | A. |\n";
    let objects = format!("{PAGE}## Objects\n### Size\n{table}### Size\n{table}");
    check("object_twice", "page.md", objects, "shop/page.md:16:5");
}

#[test]
fn a_value_that_means_nothing() {
    check("config_value", "api.toml", CONFIG.replace("\"shop\"", "\"Shop!\""), "shop/api.toml:1:8");
}

#[test]
fn a_document_without_an_endpoint() {
    check("no_endpoint", "page.md", "# Shop API\n\nWe sell widgets.\n", "shop/api.toml:5:8");
}

#[test]
fn a_row_with_too_few_cells() {
    check(
        "too_few_cells",
        "page.md",
        page("| `color` | string | Their color. |", "| `color` | string |"),
        "page.md:8:1",
    );
}

#[test]
fn a_row_with_too_many_cells() {
    let row = page("| Their color. |", "| Their color. | red | blue |");
    check("too_many_cells", "page.md", row, "page.md:8:1");
}

#[test]
fn a_row_that_is_never_closed() {
    check("unclosed_row", "page.md", page("| Their color. |", "| Their color."), "page.md:8:1");
}

#[test]
fn an_unknown_type() {
    check("unknown_type", "page.md", page("string", "colour"), "page.md:8:1");
}

#[test]
fn the_same_endpoint_twice() {
    let again = format!("{PAGE}### GET /widgets\nLists widgets once more.\n");
    check("endpoint_twice", "page.md", again, "page.md:11:5");
}

#[test]
fn the_same_parameter_twice() {
    let again = page("| Their color. |\n", "| Their color. |\n| `color` | string | Their color. |\n");
    check("parameter_twice", "page.md", again, "page.md:9:1");
}

#[test]
fn a_placeholder_that_is_never_closed() {
    check("unclosed_placeholder", "page.md", page("{widget_id}", "{widget_id"), "page.md:9:5");
}

#[test]
fn a_key_that_is_not_known() {
    check("unknown_key", "api.toml", CONFIG.replace("title", "titel"), "api.toml:2:1");
}

#[test]
fn a_value_of_the_wrong_type() {
    check("wrong_type", "api.toml", CONFIG.replace("\"Shop\"", "7"), "api.toml:2:9");
}

#[test]
fn what_is_no_toml() {
    check("no_toml", "api.toml", CONFIG.replace("[[documents]]", "[[documents]"), "api.toml:4:");
}

#[test]
fn a_patch_that_matches_nothing() {
    let patch =
        "\n[[patch]]\nendpoint = \"GET /gadgets\"\nfield = \"color\"\nremove = true\nreason = \"Gone.\"\n";
    check("stale_patch", "api.toml", format!("{CONFIG}{patch}"), "api.toml:7:1");
}

#[test]
fn a_patch_that_states_what_is_so_already() {
    let patch = "\n[[patch]]\nendpoint = \"GET /widgets\"\nfield = \"color\"\nset = { type = \"string\" }\nreason = \"So.\"\n";
    check("idle_patch", "api.toml", format!("{CONFIG}{patch}"), "api.toml:7:1");
}

#[test]
fn two_endpoints_of_one_name() {
    let names = "\n[names.endpoints]\n\"GET /widgets\" = \"get_widget\"\n";
    check("name_collision", "api.toml", format!("{CONFIG}{names}"), "page.md:9:5");
}

#[test]
fn a_name_that_is_none() {
    let names = "\n[names.endpoints]\n\"GET /widgets\" = \"list widgets\"\n";
    check("bad_name", "api.toml", format!("{CONFIG}{names}"), "api.toml:8:18");
}

#[test]
fn an_address_without_a_method() {
    let text = "# Shop API\n## Buy\n**URL**: https://shop.example/buy\n";
    check("missing_method", "page.md", text, "page.md:3:10");
}

#[test]
fn parameters_without_a_place() {
    check(
        "missing_encoding",
        "page.md",
        page("### GET /widgets\n", "### POST /widgets\n").replace("#### Query parameters", "#### Parameters"),
        "page.md:6:1",
    );
}

#[test]
fn a_scheme_that_is_not_described() {
    let text = page(
        "Lists widgets.\n",
        "Lists widgets.\n#### Security\nThe endpoint supports the following authorization methods: `Magic`\n",
    );
    check("unknown_scheme", "page.md", text, "page.md:6:61");
}

#[test]
fn a_file_where_the_sources_belong() {
    let project = Project::new();
    let source = project.0.path().join("crate/src");
    fs::remove_dir_all(&source).expect("a folder");
    fs::write(&source, "not a folder").expect("a writable file");
    let before = project.made();
    let message = project.generate().expect_err("nothing can be written there");
    assert!(
        message.contains("error[DW") && message.contains("crate/src") && message.contains("help: "),
        "{message}"
    );
    assert!(project.made() == before);
}

#[test]
fn a_changed_word_changes_the_files_that_hold_it() {
    let project = Project(tempfile::tempdir().expect("a folder"));
    let specs = support::root().join("specs");
    for api in ["acronis", "ahsay", "comet"] {
        for entry in fs::read_dir(specs.join(api)).expect("a folder") {
            let path = entry.expect("a file").path();
            let name = path.strip_prefix(&specs).expect("below specs").display().to_string();
            project.write(&format!("specs/{name}"), fs::read(&path).expect("a file"));
        }
    }
    project.write(
        "crate/Cargo.toml",
        "[package]\nname = \"made\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[features]\n",
    );
    project.generate().unwrap_or_else(|error| panic!("{error}"));
    let before = project.made();
    let document = fs::read_to_string(specs.join("acronis/account-management.md")).expect("a document");
    let word = document.replace("(Required) A login name to check.", "(Required) A login handle to check.");
    assert_ne!(word, document);
    project.write("specs/acronis/account-management.md", word);
    project.generate().unwrap_or_else(|error| panic!("{error}"));
    let after = project.made();
    let changed: Vec<&String> = after.keys().filter(|path| before.get(*path) != after.get(*path)).collect();
    assert!(
        matches!(changed.as_slice(), [only] if only.ends_with("crate/src/acronis/users.rs")),
        "{changed:?}"
    );
    assert_eq!(before.len(), after.len());
}
