//! How much code each generator writes for the same endpoints.

use super::generation::count;
use crate::Failure;
use crate::inputs::specs;
use crate::progenitor::{Reduced, STYLES};
use crate::report::{Amount, Budget, Line, Row};
use docwright_codegen::emit;

pub(crate) fn row() -> Result<Row, Failure> {
    let mut row = Row { title: "Output", ..Row::default() };
    let mut sums = [(0, 0, 0); STYLES.len() + 1];
    for folder in specs()? {
        let api = folder.read()?;
        let ours: String = emit(std::slice::from_ref(&api))?.into_iter().map(|file| file.contents).collect();
        let reduced = Reduced::new(&api)?;
        let mut sizes = vec![size(&ours, api.endpoints.len())];
        for (_, style) in &STYLES {
            sizes.push(size(&reduced.generated(style)?, reduced.endpoints));
        }
        add_lines(&mut row, &folder.name, &sizes);
        for (sum, size) in sums.iter_mut().zip(sizes) {
            *sum = (sum.0 + size.0, sum.1 + size.1, sum.2 + size.2);
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

/// Lines, bytes and endpoints.
type Size = (usize, usize, usize);

fn size(text: &str, endpoints: usize) -> Size {
    (text.lines().count(), text.len(), endpoints)
}

fn add_lines(row: &mut Row, name: &str, sizes: &[Size]) {
    let each = |size: usize, endpoints: usize| count(size) / count(endpoints);
    let lines = |size: &Size| Amount::Count(each(size.0, size.2));
    let bytes = |size: &Size| Amount::Bytes(each(size.1, size.2));
    let Some((ours, peers)) = sizes.split_first() else { return };
    for ((style, _), peer) in STYLES.iter().zip(peers) {
        let line = |what: &str, amount: &dyn Fn(&Size) -> Amount| {
            let line = Line::new(format!("{name}: {what} for each endpoint"), amount(ours));
            let line = line.beside(format!("progenitor, {style}"), amount(peer));
            if *style == "builder" { line.budget(Budget::RatioBelow(1.0 / 3.0)) } else { line }
        };
        row.lines.extend([line("lines", &lines), line("bytes", &bytes)]);
    }
}
