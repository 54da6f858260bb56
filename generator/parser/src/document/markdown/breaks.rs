//! Line breaks written as elements: `<br>`, `<br/>`, `<BR />`.

/// Where each of them begins and ends in a text.
pub(super) fn line_breaks(text: &str) -> impl Iterator<Item = (usize, usize)> {
    text.match_indices('<').filter_map(|(at, _)| {
        let rest = text.get(at + 1..)?;
        let after =
            rest.get(..2).filter(|name| name.eq_ignore_ascii_case("br")).and_then(|_| rest.get(2..))?;
        let close = after.trim_start_matches(' ');
        let close = close.strip_prefix('/').unwrap_or(close).strip_prefix('>')?;
        Some((at, text.len() - close.len()))
    })
}
