//! A comparison as Markdown for the comment of a pull request.
//!
//! Documents are untrusted: whatever comes from one stands in a code span, where neither HTML nor links nor mentions
//! mean anything, and that nothing in it can end.

use super::comparison::{ApiComparison, Comparison, ShownChange};
use super::rules::{RULES, Rule, Verdict};
use super::text::printable;
use std::fmt::Write as _;

/// GitHub refuses longer comments; a character is a byte at least.
const LONGEST: usize = 65_536;
/// What is kept free for the end: closing tags and how many changes are left out.
const END: usize = 256;

impl Comparison {
    /// The comparison as Markdown that fits a comment on GitHub: a table of figures, then the changes of each API to
    /// unfold. Changes that do not fit are counted at the end.
    #[must_use]
    pub fn markdown(&self) -> String {
        let mut out = Limited::default();
        out.line(&format!("**{}**\n", self.suggestion()));
        out.line(&format!("From {} to {}:\n", code(&self.old), code(&self.new)));
        out.line("| API | breaking | compatible | documentation only |\n|---|---:|---:|---:|");
        for api in &self.apis {
            let counts = Verdict::ALL.map(|verdict| api.totals.of(verdict).to_string()).join(" | ");
            out.line(&format!("| {} | {counts} |", code(&api.name)));
        }
        out.line("");
        for note in &self.notes {
            out.line(&format!("> {}\n", code(note)));
        }
        let mut shown = 0;
        for api in &self.apis {
            for verdict in Verdict::ALL {
                shown += show(api, verdict, &mut out);
            }
        }
        let left = self.totals.all().saturating_sub(shown);
        let mut text = out.text;
        if left > 0 {
            let noun = if left == 1 { "change does" } else { "changes do" };
            let _ = writeln!(text, "{left} more {noun} not fit a comment: `docwright diff` shows all.");
        }
        text
    }
}

/// Shows the changes of one verdict, as many as fit, and gives their number.
fn show(api: &ApiComparison, verdict: Verdict, out: &mut Limited) -> usize {
    let changes: Vec<&ShownChange> = api.changes.iter().filter(|change| change.verdict == verdict).collect();
    if changes.is_empty() {
        return 0;
    }
    // What breaks is open; the rest is there for those who want to know.
    let open = if verdict == Verdict::Breaking { " open" } else { "" };
    let head =
        format!("<details{open}>\n<summary>{}: {} {verdict}</summary>\n", html(&api.name), changes.len());
    if !out.line(&head) {
        return 0;
    }
    let shown = changes.iter().take_while(|change| out.line(&line(change))).count();
    out.end("\n</details>\n");
    shown
}

fn line(change: &ShownChange) -> String {
    let mut line = format!("- {}\n", code(&format!("{}: {}", change.item, change.detail)));
    let _ = writeln!(line, "  {}: {}", code(change.rule), change.because);
    let places = [("old", &change.old), ("new", &change.new)];
    let places = places.iter().filter_map(|(side, place)| Some((side, place.as_ref()?)));
    let places: Vec<String> =
        places.map(|(side, place)| format!("{side} {}", code(&place.to_string()))).collect();
    if !places.is_empty() {
        let _ = writeln!(line, "  {}", places.join(", "));
    }
    line.trim_end().to_owned()
}

/// Text that stays as short as a comment has to be.
#[derive(Default)]
struct Limited {
    text: String,
}

impl Limited {
    /// Adds a line, if it and an end still fit.
    fn line(&mut self, line: &str) -> bool {
        let fits = self.text.len() + line.len() + 1 + END <= LONGEST;
        if fits {
            self.end(line);
        }
        fits
    }

    /// Adds a line for which room was kept.
    fn end(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }
}

/// A text as a code span: between more backticks than it holds in a row. A bar would end the cell of a table even there,
/// so that it is written as a character that looks like one.
fn code(text: &str) -> String {
    let text = printable(text).replace('|', "\u{2223}");
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    // Where there are marks in it, one space on each side belongs to those around it.
    let space = if longest > 0 { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}

/// A text within HTML.
fn html(text: &str) -> String {
    printable(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// The rules as a table in Markdown.
#[must_use]
pub fn rules_table() -> String {
    let row = |rule: &&Rule| format!("| `{}` | {} | {} |\n", rule.id, rule.verdict, rule.because);
    let rows: String = RULES.iter().map(row).collect();
    format!("| rule | verdict | why |\n|---|---|---|\n{rows}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_a_code_span() {
        assert_eq!(code("a"), "`a`");
        assert_eq!(code("a `b` ``c"), "``` a `b` ``c ```");
        assert_eq!(code("x | y\n<b>"), "`x \u{2223} y\\u{a}<b>`");
    }
}
