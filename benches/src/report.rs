//! What was measured, as one table: a line for each comparison, with its ratio, its budget and whether it is met.

use std::fmt::{self, Display, Write as _};

/// A row of the benchmarks: lines of the table, and what else there is to know.
#[derive(Debug, Default)]
pub(crate) struct Row {
    /// What all its lines are about.
    pub(crate) title: &'static str,
    pub(crate) lines: Vec<Line>,
    /// Paragraphs below its table, in Markdown.
    pub(crate) notes: Vec<String>,
}

/// A comparison, or a figure by itself.
#[derive(Debug)]
pub(crate) struct Line {
    what: String,
    ours: Amount,
    beside: Option<(String, Amount)>,
    budget: Option<Budget>,
}

/// A figure with its unit.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Amount {
    Seconds(f64),
    Bytes(f64),
    BytesPerSecond(f64),
    PerSecond(f64),
    Count(f64),
}

/// What a figure has to be.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Budget {
    /// The ratio to what stands beside it is less.
    RatioBelow(f64),
    /// What stands beside it is this many times as much, or more.
    Ahead(f64),
    /// The figure itself is less.
    Below(Amount),
}

impl Line {
    pub(crate) fn new(what: impl Into<String>, ours: Amount) -> Self {
        Self { what: what.into(), ours, beside: None, budget: None }
    }

    pub(crate) fn beside(mut self, name: impl Into<String>, amount: Amount) -> Self {
        self.beside = Some((name.into(), amount));
        self
    }

    pub(crate) fn budget(mut self, budget: Budget) -> Self {
        self.budget = Some(budget);
        self
    }

    /// How many times as much ours is.
    fn ratio(&self) -> Option<f64> {
        self.beside.as_ref().map(|(_, beside)| self.ours.number() / beside.number())
    }

    /// Whether the budget is met; a figure that is no number meets none.
    fn is_met(&self) -> Option<bool> {
        Some(match self.budget? {
            Budget::RatioBelow(most) => self.ratio().is_some_and(|ratio| ratio < most),
            Budget::Ahead(least) => self.ratio().is_some_and(|ratio| 1.0 / ratio >= least),
            Budget::Below(most) => self.ours.number() < most.number(),
        })
    }
}

impl Amount {
    fn number(self) -> f64 {
        match self {
            Self::Seconds(number)
            | Self::Bytes(number)
            | Self::BytesPerSecond(number)
            | Self::PerSecond(number)
            | Self::Count(number) => number,
        }
    }
}

impl Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Seconds(seconds) if seconds < 0.001 => write!(f, "{:.1} µs", seconds * 1e6),
            Self::Seconds(seconds) if seconds < 1.0 => write!(f, "{:.1} ms", seconds * 1e3),
            Self::Seconds(seconds) => write!(f, "{seconds:.2} s"),
            Self::Bytes(bytes) => bytes_of(f, bytes, ""),
            Self::BytesPerSecond(bytes) => bytes_of(f, bytes, "/s"),
            Self::PerSecond(count) => write!(f, "{count:.0} /s"),
            Self::Count(count) if count < 100.0 && count.fract() != 0.0 => write!(f, "{count:.1}"),
            Self::Count(count) => write!(f, "{count:.0}"),
        }
    }
}

fn bytes_of(f: &mut fmt::Formatter<'_>, bytes: f64, suffix: &str) -> fmt::Result {
    const KIB: f64 = 1024.0;
    match bytes {
        _ if bytes < KIB => write!(f, "{bytes:.0} B{suffix}"),
        _ if bytes < KIB * KIB => write!(f, "{:.1} KiB{suffix}", bytes / KIB),
        _ => write!(f, "{:.1} MiB{suffix}", bytes / KIB / KIB),
    }
}

impl Display for Budget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::RatioBelow(most) => write!(f, "ratio below {most:.2}"),
            Self::Ahead(least) => write!(f, "ratio at most {:.2}", 1.0 / least),
            Self::Below(amount) => write!(f, "below {amount}"),
        }
    }
}

/// The head of each table.
const HEAD: [&str; 6] = ["", "docwright", "beside it", "ratio", "budget", "met"];

/// The table of all these rows, as Markdown whose columns are aligned.
pub(crate) fn table<'a>(rows: impl IntoIterator<Item = &'a Row>) -> String {
    let mut cells = vec![HEAD.map(str::to_owned)];
    for line in rows.into_iter().flat_map(|row| &row.lines) {
        let beside = line.beside.as_ref().map(|(name, amount)| format!("{name}: {amount}"));
        let ratio = line.ratio().map(|ratio| format!("{ratio:.3}"));
        let met = line.is_met().map(|is_met| if is_met { "yes" } else { "**no**" });
        let budget = line.budget.map(|budget| budget.to_string());
        let shown = |text: Option<String>| text.unwrap_or_default();
        cells.push([
            line.what.clone(),
            line.ours.to_string(),
            shown(beside),
            shown(ratio),
            shown(budget),
            shown(met.map(str::to_owned)),
        ]);
    }
    let width = |column: usize| {
        cells.iter().filter_map(|line| line.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: [usize; HEAD.len()] = std::array::from_fn(width);
    let mut out = String::new();
    for (index, line) in cells.iter().enumerate() {
        for (cell, width) in line.iter().zip(widths) {
            let _ = write!(out, "| {cell:width$} ");
        }
        out.push_str("|\n");
        if index == 0 {
            for width in widths {
                let _ = write!(out, "|{}", "-".repeat(width + 2));
            }
            out.push_str("|\n");
        }
    }
    out
}

/// All that was measured, as RESULTS.md has it.
pub(crate) fn document(machine: &str, rows: &[Row]) -> String {
    let mut out = format!(
        "# What was measured\n\n\
         Written by `cargo bench` in this folder; [README.md](README.md) says how, and argues what misses its budget.\n\n\
         {machine}\n"
    );
    for row in rows {
        let _ = write!(out, "\n## {}\n\n{}", row.title, table([row]));
        for note in &row.notes {
            let _ = write!(out, "\n{}\n", note.trim_end());
        }
    }
    out
}
