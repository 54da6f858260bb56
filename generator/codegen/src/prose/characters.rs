//! Single characters: which may stand in emitted text, and what stands for the others. A document's
//! characters come in; what goes out shows every one of them in the order in which it stands, on any screen.

/// What stands for a character that must not be emitted.
const STAND_IN: char = '\u{FFFD}';

/// The text without characters that rustc refuses or that show a reader another order than the compiler
/// sees. Lines stay lines, other white space becomes a space.
pub(super) fn clean(text: &str) -> String {
    text.replace("\r\n", "\n").chars().filter_map(clean_character).collect()
}

/// The text on one line with single spaces.
pub(super) fn one_line(text: &str) -> String {
    clean(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn clean_character(c: char) -> Option<char> {
    match c {
        '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{85}' => Some('\n'),
        c if is_invisible(c) => None,
        c if c.is_whitespace() => Some(' '),
        c if c.is_control() || turns_text_around(c) || is_tag(c) => Some(STAND_IN),
        c => Some(c),
    }
}

/// Characters without a width: they can only hide something.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200D}' | '\u{2060}'..='\u{2065}' | '\u{FEFF}' | '\u{AD}' | '\u{34F}' | '\u{180B}'..='\u{180F}')
        || is_filler(c)
}

/// Letters and vowels that are there to be nothing.
pub(crate) fn is_filler(c: char) -> bool {
    matches!(c, '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{3164}' | '\u{FFA0}')
}

/// Marks, embeddings, overrides and isolates of the bidirectional algorithm.
fn turns_text_around(c: char) -> bool {
    matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{206F}')
}

/// Invisible copies of ASCII.
fn is_tag(c: char) -> bool {
    matches!(c, '\u{E0000}'..='\u{E007F}')
}

#[cfg(test)]
mod tests {
    use super::{clean, one_line};

    #[test]
    fn text_shows_what_it_holds() {
        let cases = [
            ("two\r\nlines\rthree", "two\nlines\nthree"),
            ("a\u{A0}b\tc", "a b c"),
            ("a\u{202E}b", "a\u{FFFD}b"),
            ("nul\0", "nul\u{FFFD}"),
            ("zero\u{200B}width", "zerowidth"),
            ("vowel\u{180E}separator", "vowelseparator"),
            ("hangul\u{3164}filler", "hangulfiller"),
        ];
        for (text, expected) in cases {
            assert_eq!(clean(text), expected);
        }
        assert_eq!(one_line("  a\n b  "), "a b");
    }
}
