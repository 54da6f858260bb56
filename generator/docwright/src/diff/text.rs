//! A comparison as text, for a terminal or a log.

use super::comparison::{ApiComparison, Comparison, ShownChange, Totals};
use super::rules::Verdict;
use crate::Style;
use std::fmt::Write as _;

/// What is shown of a line from a document.
const LONGEST: usize = 200;

impl Comparison {
    /// The comparison as text: a block for each API, in it each change with its rule and places, and a line that sums
    /// up.
    #[must_use]
    pub fn text(&self, style: Style) -> String {
        let mut out = String::new();
        for note in &self.notes {
            let _ = writeln!(out, "note: {}", printable(note));
        }
        for api in &self.apis {
            show_api(api, style, &mut out);
        }
        let _ = writeln!(out, "{}: {}", self.change_count(), counted(&self.totals));
        let _ = writeln!(out, "{}", self.suggestion());
        out
    }

    fn change_count(&self) -> String {
        match self.totals.all() {
            1 => "1 change".to_owned(),
            many => format!("{many} changes"),
        }
    }

    /// What the version of the emitted crate has to become, in a sentence.
    pub(super) fn suggestion(&self) -> String {
        let (bump, below) = (self.bump, self.bump_below_one);
        if self.totals.all() == 0 {
            "The version of the crate can stay.".to_owned()
        } else if bump == below {
            format!("The crate needs a new {bump} version.")
        } else {
            format!("The crate needs a new {bump} version; {below} while it is at 0.x.")
        }
    }
}

/// The figures in words.
pub(super) fn counted(totals: &Totals) -> String {
    let counts = Verdict::ALL.map(|verdict| format!("{} {verdict}", totals.of(verdict)));
    counts.join(", ")
}

fn show_api(api: &ApiComparison, style: Style, out: &mut String) {
    if api.changes.is_empty() {
        let _ = writeln!(out, "{}: no changes\n", printable(&api.name));
        return;
    }
    let _ = writeln!(out, "{}: {}\n", printable(&api.name), counted(&api.totals));
    for change in &api.changes {
        show(change, style, out);
    }
}

fn show(change: &ShownChange, style: Style, out: &mut String) {
    let (item, detail) = (printable(&change.item), printable(&change.detail));
    let verdict = coloured(change.verdict, style);
    let _ = writeln!(out, "{verdict}: {item}: {detail}");
    let _ = writeln!(out, "  {}: {}", change.rule, change.because);
    for (mark, place) in [('-', &change.old), ('+', &change.new)] {
        if let Some(place) = place {
            let _ = writeln!(out, "  {mark} {}", printable(&place.to_string()));
        }
    }
    out.push('\n');
}

fn coloured(verdict: Verdict, style: Style) -> String {
    let code = match verdict {
        Verdict::Breaking => "31",
        Verdict::Compatible => "32",
        Verdict::Documentation => "36",
    };
    match style {
        Style::Plain => verdict.to_string(),
        Style::Coloured => format!("\u{1b}[1;{code}m{verdict}\u{1b}[0m"),
    }
}

/// A text from a document in one line that does nothing to a terminal.
pub(super) fn printable(text: &str) -> String {
    let mut out = String::new();
    for (place, c) in text.chars().enumerate() {
        if place == LONGEST {
            out.push('…');
            break;
        }
        if is_plain(c) { out.push(c) } else { out.extend(c.escape_unicode()) }
    }
    out
}

/// Whether a character only stands for itself: no control, and nothing that turns the direction of others or hides.
fn is_plain(c: char) -> bool {
    !c.is_control()
        && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_is_shown_instead() {
        assert_eq!(printable("a\u{1b}[31m\nb\u{202e}ü"), "a\\u{1b}[31m\\u{a}b\\u{202e}ü");
        assert_eq!(printable(&"x".repeat(300)).chars().count(), LONGEST + 1);
    }
}
