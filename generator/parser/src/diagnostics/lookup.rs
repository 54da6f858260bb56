//! The code that somebody means: what is typed, in; a code of the catalogue, or those that are near to it, out.

use super::{CATALOGUE, Code, Entry};
use std::cmp::Reverse;
use std::fmt;
use std::str::FromStr;

/// How the numbers of all codes begin.
const PREFIX: &str = "DW";
/// How many digits a number has.
const DIGITS: usize = 4;
/// How many slips of the pen a number may be away.
const SLIPS: usize = 2;
/// How many codes are offered in place of one that does not exist.
const OFFERED: usize = 3;

impl FromStr for Code {
    type Err = UnknownCode;

    /// The code of this number, however much of it is left out: `DW0007`, `dw7`, `7`.
    fn from_str(text: &str) -> Result<Self, UnknownCode> {
        let text = text.trim().to_uppercase();
        let digits = text.strip_prefix(PREFIX).unwrap_or(&text);
        let number = format!("{PREFIX}{digits:0>DIGITS$}");
        match CATALOGUE.iter().find(|entry| entry.number == number) {
            Some(entry) => Ok(entry.code),
            None => Err(UnknownCode { near: near(&number) }),
        }
    }
}

/// The numbers that the fewest slips lead to, those first that begin alike.
fn near(number: &str) -> Vec<&'static str> {
    if number.len() > PREFIX.len() + DIGITS + SLIPS {
        return Vec::new();
    }
    let with_slips = |slips| {
        let is_near = move |entry: &&Entry| strsim::osa_distance(number, entry.number) == slips;
        let mut near: Vec<_> = CATALOGUE.iter().filter(is_near).map(|entry| entry.number).collect();
        near.sort_by_key(|found| {
            Reverse(found.bytes().zip(number.bytes()).take_while(|(a, b)| a == b).count())
        });
        near.truncate(OFFERED);
        near
    };
    (1..=SLIPS).map(with_slips).find(|near| !near.is_empty()).unwrap_or_default()
}

/// That there is no such code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownCode {
    /// The numbers of codes that may be meant.
    pub near: Vec<&'static str>,
}

impl fmt::Display for UnknownCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.near.as_slice() {
            [] => f.write_str("there is no such code; `docwright explain` lists all"),
            [one] => write!(f, "there is no such code; did you mean {one}?"),
            several => write!(f, "there is no such code; near to it are {}", several.join(", ")),
        }
    }
}

impl std::error::Error for UnknownCode {}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: Result<Code, &[&'static str]>) {
        let expect = expect.map_err(|near| UnknownCode { near: near.to_vec() });
        assert_eq!(text.parse(), expect, "{text}");
    }

    #[test]
    fn much_of_a_code_may_be_left_out() {
        for text in ["DW0004", "dw0004", "Dw4", "004", "4", " 4 "] {
            check(text, Ok(Code::NoEndpoint));
        }
        check("dw605", Ok(Code::Outdated));
    }

    #[test]
    fn codes_that_do_not_exist_have_near_ones() {
        check("DW0408x", Err(&["DW0408"]));
        check("DW0600", Err(&["DW0601", "DW0602", "DW0603"]));
        check("DW0999", Err(&["DW0209", "DW0219", "DW0309"]));
        check("DW9999", Err(&[]));
        check("", Err(&["DW0001", "DW0002", "DW0003"]));
        check(&"9".repeat(1_000_000), Err(&[]));
        check("E0308", Err(&["DW0308"]));
    }
}
