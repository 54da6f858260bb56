//! Huge and hostile input: what is large is read, what nests or spreads beyond reason is refused at its place, and
//! nothing aborts. The sizes are such that a step whose work grew with the square of a page would not come to its end.

// Tests may fail loudly, their helpers too.
#![allow(clippy::unwrap_used, clippy::panic)]

use docwright_parser::{Claims, Parsed, diagnostics::render, read_api};
use std::{fmt::Write as _, io::Error, io::ErrorKind};

const CONFIG: &str = "name = \"shop\"\ntitle = \"Shop\"\n";
const HEAD: &str = "# Shop\n\n## GET /widgets\n\nLists widgets.\n\n";
const TABLE: &str = "### Query parameters\n\n| Name | Type | Description |\n|---|---|---|\n";

/// Reads files as the folder of an API; an `api.toml` that is not among them lists the others.
fn read(files: &[(&str, &[u8])]) -> Parsed {
    let mut config = CONFIG.to_owned();
    for (name, _) in files {
        let _ = write!(config, "\n[[documents]]\nfile = \"{name}\"\n");
    }
    read_api(&|name| match files.iter().find(|(known, _)| *known == name) {
        Some((_, bytes)) => Ok(bytes.to_vec()),
        None if name == "api.toml" => Ok(config.clone().into_bytes()),
        None => Err(Error::from(ErrorKind::NotFound)),
    })
}

fn page(text: &str) -> Parsed {
    read(&[("page.md", text.as_bytes())])
}

/// The remarks as people read them, of each code the first.
fn shown(parsed: &Parsed) -> String {
    let text =
        |name: &str| parsed.files.iter().find(|file| &*file.name == name).map(|file| file.text.as_str());
    let mut codes = Vec::new();
    let first = parsed.diagnostics.iter().filter(|remark| {
        let is_first = !codes.contains(&remark.code);
        codes.push(remark.code);
        is_first
    });
    render(first.take(20), text, "shop/")
}

/// The codes of all errors and warnings, in their order.
fn codes(parsed: &Parsed) -> Vec<&'static str> {
    let open = parsed.diagnostics.iter().map(|remark| remark.code.entry());
    open.filter(|entry| entry.severity != docwright_parser::diagnostics::Severity::Note)
        .map(|entry| entry.number)
        .collect()
}

/// Requires that a page is read without an error or a warning.
#[track_caller]
fn check_read(parsed: &Parsed) {
    assert!(parsed.api.is_some() && codes(parsed).is_empty(), "{}", shown(parsed));
}

/// Requires that a page is refused, with one error of this code that says this.
#[track_caller]
fn check_refused(parsed: &Parsed, code: &str, words: &[&str]) {
    let shown = shown(parsed);
    assert!(parsed.api.is_none() && codes(parsed) == [code], "{shown}");
    for words in words {
        assert!(shown.contains(words), "no `{words}` in:\n{shown}");
    }
    assert!(shown.len() < 10_000, "{} bytes are shown", shown.len());
}

fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(line).collect::<Vec<_>>().concat()
}

#[test]
fn a_parameter_for_each_of_many_rows() {
    let rows = lines(5_000, |index| format!("| p{index} | string | The thing {index}. |\n"));
    let parsed = page(&format!("{HEAD}{TABLE}{rows}"));
    check_read(&parsed);
    assert_eq!(parsed.api.unwrap().endpoints.first().unwrap().parameters.len(), 5_000);
}

#[test]
fn a_table_has_a_hundred_columns_at_most() {
    let table = |columns: usize| {
        let more = columns - 3;
        let (header, ruler) = (" Other |".repeat(more), "---|".repeat(more));
        format!(
            "{HEAD}| Name | Type | Description |{header}\n|---|---|---|{ruler}\n| a | string | A. |{}\n",
            "  |".repeat(more)
        )
    };
    assert!(page(&table(100)).api.is_some());
    check_refused(&page(&table(101)), "DW0105", &["shop/page.md:7:1", "101 columns", "at most 100"]);
    check_refused(&page(&table(50_000)), "DW0105", &["50000 columns"]);
    let html = |columns: usize| {
        let cells = "<th>x".repeat(columns);
        let page = format!(
            "<h1>Shop</h1><h2>GET /widgets</h2>\n<table><tr>{cells}{}</table>",
            "<tr><td>a".repeat(2_000)
        );
        read(&[("page.html", page.as_bytes())])
    };
    check_refused(&html(5_000), "DW0105", &["shop/page.html:2:", "5000 columns"]);
}

#[test]
fn a_path_is_no_longer_than_an_address() {
    let placeholders = |count: usize| lines(count, |index| format!("/{{a{index}}}"));
    assert!(page(&format!("# Shop\n\n## GET {}\n\nGets.\n", placeholders(32))).api.is_some());
    let crowded = page(&format!("# Shop\n\n## GET {}\n\nGets.\n", placeholders(33)));
    check_refused(&crowded, "DW0201", &["page.md:3:", "more than 32 placeholders"]);
    let long = page(&format!("# Shop\n\n## GET {}\n\nGets.\n", placeholders(100_000)));
    check_refused(&long, "DW0201", &["longer than 2000 bytes"]);
}

#[test]
fn a_paragraph_of_many_lines_that_differ_from_their_text() {
    // An escape stands for something else than its bytes, so that all of the paragraph is the place of each line.
    check_read(&page(&format!("{HEAD}{}", "\\*\\*\n".repeat(30_000))));
}

#[test]
fn a_paragraph_of_many_lines_states_a_fact_once() {
    // In plain text each line is one of the document's own, and the paragraph is the place of all of them: if each made
    // a claim of its own, all would lie on every line.
    let text = lines(20_000, |index| format!("  f{index}   string   The field {index}.\n"));
    let parsed = read(&[("page.txt", format!("Shop\n\nGET /widgets\n\n{text}").as_bytes())]);
    check_read(&parsed);
    let claims = Claims::of("page.txt", parsed.api.as_ref().unwrap());
    assert_eq!(claims.iter().count(), 4, "a title, an address, a summary, a description");
}

#[test]
fn what_is_nested_beyond_reason_is_refused_and_aborts_nothing() {
    let deep = 10_000;
    let quotes = page(&format!("{HEAD}{} deep\n", ">".repeat(deep)));
    check_refused(&quotes, "DW0104", &["nested more than 200 deep", "shop/page.md:7:"]);
    for tag in ["div", "b", "ul><li", "table><tr><td", "dl><dt"] {
        let text = format!("<h1>Shop</h1><h2>GET /widgets</h2>\n{}x", format!("<{tag}>").repeat(deep));
        check_refused(&read(&[("page.html", text.as_bytes())]), "DW0104", &["nested more than 200 deep"]);
    }
    // JSON that nobody could decode is an example that cannot be read.
    let json = format!("{HEAD}### Response\n\n```json\n{}{}\n```\n", "[".repeat(deep), "]".repeat(deep));
    assert_eq!(codes(&page(&json)), ["DW0401"]);
    let classes =
        format!("{HEAD}```\nclass A {{\n  {}string{} a\n}}\n```\n", "List<".repeat(deep), ">".repeat(deep));
    let _ = page(&classes);
    let list = lines(300, |index| format!("{}- x\n", "  ".repeat(index)));
    let _ = page(&format!("{HEAD}{list}"));
}

#[test]
fn a_type_that_extends_many_unknown_ones() {
    let parents = lines(20_000, |index| format!("T{index}, "));
    let parsed = page(&format!("{HEAD}```\nclass Big extends {parents}Last {{\n  string a\n}}\n```\n"));
    assert_eq!(codes(&parsed).iter().filter(|code| **code == "DW0318").count(), 20_001);
    // A line of megabytes is shown by the words that matter.
    assert!(shown(&parsed).len() < 10_000);
}

#[test]
fn types_do_not_inherit_without_end() {
    let family = |children: usize| {
        let fields = lines(1_000, |index| format!("  string f{index}\n"));
        let children = lines(children, |index| format!("class T{index} extends Base {{\n  string own\n}}\n"));
        page(&format!("{HEAD}```\nclass Base {{\n{fields}}}\n{children}```\n"))
    };
    assert!(family(100).api.is_some());
    let endless = family(5_000);
    assert!(endless.api.is_none(), "{}", shown(&endless));
    assert!(
        shown(&endless).contains("types inherit too many fields: `T0` alone has 1001"),
        "{}",
        shown(&endless)
    );
}

#[test]
fn a_title_of_many_lines_names_no_type() {
    let rows = lines(1_000, |index| format!("| p{index} | The thing {index}. |\n"));
    let typed = |length: usize| {
        let name = "T".repeat(length);
        page(&format!("{HEAD}## Objects\n\n### {name}\n\n| Name | Description |\n|---|---|\n{rows}"))
    };
    assert_eq!(typed(200).api.unwrap().types.len(), 1);
    // Such a type could be given another name.
    let long = shown(&typed(201));
    assert!(long.contains("error[DW0204]: a name of 201 bytes is too long"), "{long}");
    assert!(long.contains("page.md:9:5") && long.contains("at most 200 under [names]"), "{long}");
    check_refused(&typed(257), "DW0204", &["page.md:9:5", "name of 257 bytes", "at most 256"]);
    check_refused(&typed(1_000_000), "DW0204", &["name of 1000000 bytes"]);
    let class = |length: usize| {
        let fields = lines(1_000, |index| format!("  string p{index}\n"));
        page(&format!("{HEAD}```\nclass {} {{\n{fields}}}\n```\n", "T".repeat(length)))
    };
    assert!(class(200).api.is_some());
    check_refused(&class(1_000_000), "DW0204", &["page.md:8:7", "name of 1000000 bytes"]);
}

#[test]
fn many_patches_of_many_endpoints() {
    let endpoints = lines(1_000, |index| {
        format!("## GET /widgets{index}\n\nGets.\n\n{TABLE}| size | string | The size. |\n\n")
    });
    let patches = lines(4_000, |index| {
        let endpoint = index % 1_000;
        format!(
            "[[patch]]\nendpoint = \"GET /widgets{endpoint}\"\nadd = {{ name = \"p{index}\", type = \"int\" }}\nreason = \"it is\"\n"
        )
    });
    let config = format!("{CONFIG}[[documents]]\nfile = \"page.md\"\n{patches}");
    let files = [("api.toml", config.as_bytes()), ("page.md", endpoints.as_bytes())];
    let parsed = read(&files);
    check_read(&parsed);
    let api = parsed.api.unwrap();
    assert_eq!(api.endpoints.iter().map(|endpoint| endpoint.parameters.len()).sum::<usize>(), 5_000);
}

#[test]
fn a_word_as_long_as_a_page_is_shown_by_its_beginning() {
    let config = format!("{} = 1\n{CONFIG}", "k".repeat(1_000_000));
    check_refused(&read(&[("api.toml", config.as_bytes())]), "DW0501", &["unknown key `kkk", "kkk…"]);
}
