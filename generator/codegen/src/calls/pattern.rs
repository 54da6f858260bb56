//! A text that a documented pattern accepts. In comes a regular expression; out goes a short text, found by walking
//! through it: the first of several ways, a plain character of a class, what may be repeated once if that will do.
//! The text is checked against the pattern, since what asserts something of its surroundings is passed over.

use regex_lite::Regex;
use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Class, Hir, HirKind};
use std::ops::RangeInclusive;

/// The characters of a class that are taken before others.
const PLAIN: &str = "x1a-";
/// How often what may be repeated without end is repeated at most.
const REPEATED: u32 = 64;
/// No sample is longer, whatever a pattern asks for.
const LONGEST: usize = 4096;

/// A text with such a number of characters, if one is found that the pattern accepts.
pub(super) fn text(pattern: &str, lengths: RangeInclusive<u64>) -> Option<String> {
    let parsed = ParserBuilder::new().unicode(false).utf8(false).build().parse(pattern).ok()?;
    let regex = Regex::new(pattern).ok()?;
    // Once where that will do, then more often, and nothing of what may be left out only if nothing else does.
    (1..=REPEATED).chain([0]).find_map(|times| {
        let mut text = Vec::new();
        write(&parsed, times, &mut text)?;
        let text = String::from_utf8(text).ok()?;
        let length = u64::try_from(text.chars().count()).ok()?;
        (lengths.contains(&length) && regex.is_match(&text)).then_some(text)
    })
}

/// Adds what this part of a pattern accepts; nothing if that is too long, or there is no such text.
fn write(part: &Hir, times: u32, text: &mut Vec<u8>) -> Option<()> {
    if text.len() > LONGEST {
        return None;
    }
    match part.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => text.extend_from_slice(&literal.0),
        HirKind::Class(class) => text.push(character(class)?),
        HirKind::Capture(capture) => write(&capture.sub, times, text)?,
        HirKind::Concat(parts) => parts.iter().try_for_each(|part| write(part, times, text))?,
        HirKind::Alternation(ways) => write(ways.first()?, times, text)?,
        HirKind::Repetition(repetition) => {
            let most = repetition.max.unwrap_or(u32::MAX);
            for _ in 0..times.clamp(repetition.min, most.max(repetition.min)) {
                write(&repetition.sub, times, text)?;
            }
        }
    }
    Some(())
}

/// A character of a class, one that is easy to read if there is one.
fn character(class: &Class) -> Option<u8> {
    let holds = |byte: &u8| match class {
        Class::Bytes(class) => {
            class.ranges().iter().any(|range| (range.start()..=range.end()).contains(byte))
        }
        Class::Unicode(class) => {
            let c = char::from(*byte);
            class.ranges().iter().any(|range| (range.start()..=range.end()).contains(&c))
        }
    };
    PLAIN.bytes().chain(b'!'..=b'~').chain([b' ']).find(holds)
}

#[cfg(test)]
mod tests {
    use super::text;

    #[track_caller]
    fn check(pattern: &str, lengths: std::ops::RangeInclusive<u64>, expect: Option<&str>) {
        assert_eq!(text(pattern, lengths).as_deref(), expect, "{pattern}");
    }

    #[test]
    fn each_part_of_a_pattern_has_its_text() {
        check("^urn:(?:a|b)[0-9]{3}(?:-[a-f])?$", 1..=99, Some("urn:a111-a"));
        check(r"^[a-z0-9\+]+:\/\/[^\s\/$.?#].[^\s]*", 1..=99, Some("x://xxx"));
        check(r"\d{4}-\d{2}-\d{2}T\d{2}(\.\d+)?", 1..=99, Some("1111-11-11T11.1"));
        check(r"^\bя$", 1..=99, None);
    }

    #[test]
    fn the_length_is_kept() {
        check("^[a-z]+$", 5..=9, Some("xxxxx"));
        check("^x?$", 0..=0, Some(""));
        check(r"^\d{2}(\.\d+)?$", 2..=2, Some("11"));
        check("^[a-z]{3}$", 4..=9, None);
    }

    #[test]
    fn no_pattern_takes_all_memory() {
        check("^(((x{900}){900}){900})$", 1..=u64::MAX, None);
        check("^(?=x)", 1..=9, None);
        check("(", 1..=9, None);
    }
}
