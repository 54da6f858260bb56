//! How much code each generator writes for the same endpoints.

use super::generation::count;
use crate::Failure;
use crate::inputs::specs;
use crate::progenitor::{Reduced, STYLES};
use crate::report::{Amount, Budget, Line, Row};
use docwright_codegen::emit;

pub(crate) fn row() -> Result<Row, Failure> {
    let mut row = Row { title: "Output", ..Row::default() };
    let mut sums = Sizes::default();
    for folder in specs()? {
        let api = folder.read()?;
        let ours: String = emit(std::slice::from_ref(&api))?.into_iter().map(|file| file.contents).collect();
        let reduced = Reduced::new(&api)?;
        let mut sizes = [Size::of(&ours, api.endpoints.len()), Size::default(), Size::default()];
        for ((_, style), size) in STYLES.iter().zip(sizes.iter_mut().skip(1)) {
            *size = Size::of(&reduced.generated(style)?, reduced.endpoints);
        }
        add_lines(&mut row, &folder.name, &sizes);
        for (sum, size) in sums.iter_mut().zip(sizes) {
            sum.add(size);
        }
    }
    add_lines(&mut row, "all", &sums);
    row.notes.push(
        "Ours is `src/` of a crate of the API alone, with documentation. Each is divided by the endpoints that it has; \
         what progenitor leaves out is listed above."
            .to_owned(),
    );
    Ok(row)
}

/// Ours, and those of progenitor's styles.
type Sizes = [Size; STYLES.len() + 1];

/// How much there is for so many endpoints.
#[derive(Debug, Clone, Copy, Default)]
struct Size {
    lines: usize,
    bytes: usize,
    /// Lines that are neither empty nor documentation.
    code: usize,
    endpoints: usize,
}

impl Size {
    fn of(text: &str, endpoints: usize) -> Self {
        let is_code = |line: &&str| {
            let line = line.trim_start();
            !line.is_empty() && !line.starts_with("//") && !line.starts_with("#[doc")
        };
        Self {
            lines: text.lines().count(),
            bytes: text.len(),
            code: text.lines().filter(is_code).count(),
            endpoints,
        }
    }

    fn add(&mut self, other: Self) {
        self.lines += other.lines;
        self.bytes += other.bytes;
        self.code += other.code;
        self.endpoints += other.endpoints;
    }

    /// What is asked of it, for each endpoint.
    fn each(self, amount: fn(Self) -> usize) -> f64 {
        count(amount(self)) / count(self.endpoints)
    }
}

fn add_lines(row: &mut Row, name: &str, [ours, peers @ ..]: &Sizes) {
    for ((style, _), peer) in STYLES.iter().zip(peers) {
        let line = |what: &str, of: &dyn Fn(&Size) -> Amount| {
            Line::new(format!("{name}: {what} for each endpoint"), of(ours))
                .beside(format!("progenitor, {style}"), of(peer))
        };
        let judged =
            |line: Line| if *style == "builder" { line.budget(Budget::RatioBelow(1.0 / 3.0)) } else { line };
        row.lines.extend([
            judged(line("lines", &|size| Amount::Count(size.each(|size| size.lines)))),
            judged(line("bytes", &|size| Amount::Bytes(size.each(|size| size.bytes)))),
            line("lines but for documentation", &|size| Amount::Count(size.each(|size| size.code))),
        ]);
    }
}
