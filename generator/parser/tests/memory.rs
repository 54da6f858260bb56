//! What reading needs of memory is a small multiple of what is read, also where bytes are many facts, and where a few
//! of them ask for much.
//!
//! The greatest resident size is that of a whole process, so each page is read in one of its own: the test starts this
//! binary once more, with the name of the page in its environment. Other systems than Linux have no
//! `/proc/self/status`: there the tests are ignored.

// Tests may fail loudly, their helpers too.
#![allow(clippy::unwrap_used, clippy::panic)]

use docwright_parser::read_api;
use std::{env, fmt::Write as _, fs, io::Error, io::ErrorKind, process::Command};

const CONFIG: &str = "name = \"shop\"\ntitle = \"Shop\"\nbase_url = \"https://shop.example\"\n";
const HEAD: &str = "# Shop\n\n## GET /widgets\n\nLists widgets.\n\n";
const TABLE: &str = "### Query parameters\n\n| Name | Type | Description |\n|---|---|---|\n";
const WEB: &str = "<h1>Shop</h1><h2>GET /widgets</h2><p>Lists.</p><h3>Query parameters</h3>";
const ROLE: &str = "DOCWRIGHT_TEST_PAGE";

/// What is read: its name, that of its file, and its text.
type Page = (&'static str, &'static str, fn() -> String);

const PAGES: &[Page] = &[
    ("patterns", "page.md", || {
        // Sixteen bytes that are a hundred thousand as a program, each a little different.
        let row = |index| format!("| p{index} | string | **Pattern**: `^(a{{1,100}}){{1,10}}{index}$` |\n");
        format!("{HEAD}{TABLE}{}", lines(2_000, row))
    }),
    ("rows", "page.md", || {
        format!("{HEAD}{TABLE}{}", lines(10_000, |index| format!("| p{index} | string | The {index}. |\n")))
    }),
    ("items", "page.html", || {
        format!("{WEB}<ul>{}</ul>", lines(40_000, |index| format!("<li>x{index}</li>\n")))
    }),
    ("spans", "page.html", || {
        let row = |index| format!("<tr><td rowspan=65534 colspan=1000>p{index}");
        format!("{WEB}<table><tr><th>Name<th>Type<th>Description{}</table>", lines(5_000, row))
    }),
    ("reference", "page.md", || {
        let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../../specs/acronis/account-management.md");
        let page = fs::read_to_string(page).unwrap();
        let (head, endpoints) = page.split_once("## Endpoints").unwrap();
        let copy = |zone| {
            let mut copy = format!("## Endpoints of zone {zone}");
            for line in endpoints.split_inclusive('\n') {
                match line.strip_prefix("### ").and_then(|heading| heading.split_once(" /")) {
                    Some((method, path)) => _ = write!(copy, "### {method} /zone{zone}/{path}"),
                    None => copy += line,
                }
            }
            copy + "\n"
        };
        format!("{head}{}", lines(30, copy))
    }),
];

fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(line).collect::<Vec<_>>().concat()
}

/// Has a process of its own read a page, and requires that it took at most so many bytes for each byte of the page,
/// beside what the program takes by itself.
#[track_caller]
fn check(name: &str, most: u64) {
    let reader = Command::new(env::current_exe().unwrap())
        .args(["--exact", "the_other_process", "--nocapture", "--include-ignored"])
        .env(ROLE, name)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&reader.stdout);
    assert!(reader.status.success(), "{said}{}", String::from_utf8_lossy(&reader.stderr));
    let number = |word: &str| said.split(word).nth(1)?.split(' ').next()?.parse::<u64>().ok();
    let (before, peak, bytes) =
        (number("before: ").unwrap(), number("peak: ").unwrap(), number("bytes: ").unwrap());
    let times = (peak - before) * 1024 / bytes;
    println!("{name}: {times} times its {bytes} bytes");
    assert!(bytes > 100_000 && times > 0 && times <= most, "{name}: {times} times its {bytes} bytes");
}

/// The greatest resident size of this process so far, in KiB.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}

/// Reads the page that the environment names, and says how large that made the process.
#[test]
#[ignore = "the other tests start it, in a process of its own"]
fn the_other_process() {
    let Ok(role) = env::var(ROLE) else { return };
    let (_, file, text) = PAGES.iter().find(|(name, ..)| *name == role).unwrap();
    let (config, page) = (format!("{CONFIG}[[documents]]\nfile = \"{file}\"\n"), text());
    let before = peak();
    let parsed = read_api(&|name| match name {
        "api.toml" => Ok(config.as_bytes().to_vec()),
        name if name == *file => Ok(page.as_bytes().to_vec()),
        _ => Err(Error::from(ErrorKind::NotFound)),
    });
    println!("before: {before} peak: {} bytes: {} ", peak(), page.len());
    assert!(parsed.api.is_some() || parsed.diagnostics.has_errors());
}

#[test]
#[cfg_attr(not(target_os = "linux"), ignore = "reads /proc/self/status")]
fn a_reference_of_many_endpoints() {
    check("reference", 30);
}

#[test]
#[cfg_attr(not(target_os = "linux"), ignore = "reads /proc/self/status")]
fn bytes_that_are_many_facts() {
    check("rows", 150);
    check("items", 150);
}

#[test]
#[cfg_attr(not(target_os = "linux"), ignore = "reads /proc/self/status")]
fn cells_that_would_be_repeated_without_end() {
    check("spans", 400);
}

#[test]
#[cfg_attr(not(target_os = "linux"), ignore = "reads /proc/self/status")]
fn programs_of_patterns_are_not_kept() {
    check("patterns", 400);
}
