//! The word that was probably meant: a word that is not known and those that are, in; the nearest, out.

/// How alike two words must be for one to be suggested in place of the other: 1 is the same word.
const ALIKE: f64 = 0.8;

/// Longer words are no slips of the pen, and comparing takes time with the square of their length.
const LONGEST: usize = 64;

/// The known word that is most like this one, if any is like it.
pub(crate) fn suggest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if word.len() > LONGEST {
        return None;
    }
    let word = word.to_lowercase();
    let alike = |known: &str| {
        let known = known.to_lowercase();
        // In short words two letters in the wrong order count for more than they should.
        let distance = strsim::osa_distance(&word, &known);
        let swapped = word.len() > 2 && distance == 1;
        (strsim::jaro_winkler(&word, &known).max(if swapped { ALIKE } else { 0.0 }), distance)
    };
    let known = known.into_iter().filter(|known| known.len() <= LONGEST);
    let scored = known.map(|known| (alike(known), known)).filter(|((score, _), _)| *score >= ALIKE);
    // Of words that are equally like it, the one that fewer slips lead to.
    let order = |((one, slips), _): &((f64, usize), _), ((other, more), _): &((f64, usize), _)| {
        one.total_cmp(other).then(more.cmp(slips))
    };
    scored.max_by(order).map(|(_, known)| known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_pen_are_mended_and_nothing_else() {
        let keys =
            ["documents", "title", "reason", "required", "optional", "endpoint", "int", "DW0302", "DW0312"];
        for (slip, meant) in [
            ("document", Some("documents")),
            ("Title", Some("title")),
            ("reasn", Some("reason")),
            ("requierd", Some("required")),
            ("end_point", Some("endpoint")),
            ("itn", Some("int")),
            ("colour", None),
            ("DW302", Some("DW0302")),
            ("", None),
        ] {
            assert_eq!(suggest(slip, keys), meant, "{slip}");
        }
        let long = "ab".repeat(1_000_000);
        assert_eq!(suggest(&long, [long.as_str(), "title"]), None);
    }
}
