//! Files in other encodings than UTF-8: each is named with what it seems to be and the command that converts it. What
//! is UTF-8 keeps its places, whatever marks and control characters it has.

// Tests may fail loudly, their helpers too.
#![allow(clippy::unwrap_used, clippy::panic)]

use docwright_parser::{Parsed, diagnostics::render, read_api};
use std::{fmt::Write as _, io::Error, io::ErrorKind};

const PAGE: &str = "# Shop\n\n## GET /widgets\n\nLists the shop’s widgets by größe.\n";

fn read(files: &[(&str, Vec<u8>)]) -> Parsed {
    let mut config = "name = \"shop\"\ntitle = \"Shop\"\n".to_owned();
    for (name, _) in files {
        let _ = write!(config, "\n[[documents]]\nfile = \"{name}\"\n");
    }
    read_api(&|name| match files.iter().find(|(known, _)| *known == name) {
        Some((_, bytes)) => Ok(bytes.clone()),
        None if name == "api.toml" => Ok(config.clone().into_bytes()),
        None => Err(Error::from(ErrorKind::NotFound)),
    })
}

fn shown(parsed: &Parsed) -> String {
    let text =
        |name: &str| parsed.files.iter().find(|file| &*file.name == name).map(|file| file.text.as_str());
    render(&parsed.diagnostics, text, "")
}

/// Text in an encoding of one byte for each character, as far as these pages need it.
fn narrow(text: &str, quote: u8) -> Vec<u8> {
    let byte = |c: char| if c == '’' { quote } else { u8::try_from(u32::from(c)).unwrap() };
    text.chars().map(byte).collect()
}

#[test]
fn all_files_of_a_folder_with_mixed_encodings_are_named_in_one_run() {
    let wide = |mark: &[u8], unit: fn(u16) -> [u8; 2]| {
        [mark, &PAGE.encode_utf16().flat_map(unit).collect::<Vec<u8>>()].concat()
    };
    let parsed = read(&[
        ("good.md", PAGE.into()),
        ("marked.md", "\u{feff}## GET /marked\n\nGets.\n".into()),
        ("little.md", wide(b"\xFF\xFE", u16::to_le_bytes)),
        ("big.md", wide(b"\xFE\xFF", u16::to_be_bytes)),
        ("unmarked.md", wide(b"", u16::to_le_bytes)),
        ("latin.md", narrow(PAGE, b'\'')),
        ("windows.md", narrow(PAGE, 0x92)),
        ("zero.md", PAGE.replace("shop", "sh\0p").into()),
        ("cut.md", PAGE.as_bytes()[..=PAGE.find('’').unwrap()].into()),
    ]);
    assert!(parsed.api.is_none());
    insta::assert_snapshot!(shown(&parsed));
}

#[test]
fn a_byte_order_mark_moves_no_place() {
    let page = "\u{feff}# Shop\n\n## GET /widgets\n\n| Name | Type |\n|---|---|\n| size | Wodget |\n";
    let parsed = read(&[("page.md", page.into())]);
    let shown = shown(&parsed);
    assert!(shown.contains("error[DW0301]") && shown.contains("page.md:7:10"), "{shown}");
    for form in ["page.html", "page.txt"] {
        let page = "\u{feff}<h1>Shop</h1>\n<h2>GET /widgets</h2>\n";
        let page = if form == "page.txt" { "\u{feff}Shop\n\nGET /widgets\n\nLists widgets.\n" } else { page };
        assert_eq!(read(&[(form, page.into())]).api.unwrap().endpoints.len(), 1, "{form}");
    }
}

#[test]
fn control_characters_are_spaces_and_reach_no_terminal() {
    let page = "# Shop\n\n## GET /widgets\n\nLists \u{1b}[31mall\u{7} widgets\u{9b}.\r\n\n| Name | Type |\n|---|---|\n| size | W\u{8}dget |\n";
    let parsed = read(&[("page.md", page.into())]);
    let shown = shown(&parsed);
    assert!(shown.contains("warning[DW0007]") && shown.contains("holds 4 control characters"), "{shown}");
    assert!(shown.contains("page.md:5:7") && shown.contains("U+001B"), "{shown}");
    // Places behind them are where they were.
    assert!(shown.contains("page.md:9:10"), "{shown}");
    assert!(!shown.contains(|c: char| c.is_control() && c != '\n'), "{shown:?}");
    // Unicode takes U+0085 for white space, and terminals for the beginning of a line.
    for files in [[("page.md", "# \u{85}e")], [("api.toml", "name = \"\u{85}\u{9b}31m\"\n= \u{85}")]] {
        let parsed = read(&files.map(|(name, text)| (name, text.into())));
        let shown = self::shown(&parsed);
        assert!(
            shown.contains("error") && !shown.contains(|c: char| c.is_control() && c != '\n'),
            "{shown:?}"
        );
    }
    let only = read(&[("page.md", "## GET /widgets\n\nLists\u{1b}widgets.\n".into())]);
    let api = only.api.unwrap();
    assert_eq!(api.endpoints.first().unwrap().summary.as_deref(), Some("Lists widgets."));
}
