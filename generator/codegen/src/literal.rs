//! Numbers as people write them in Rust. A number comes in; the tokens of its literal go out, with its digits in
//! groups where there are many of them.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// Up to so many digits stay together.
const TOGETHER: usize = 5;
/// The size of a group.
const GROUP: usize = 3;

/// A whole number.
pub(crate) fn whole(number: i64) -> TokenStream {
    signed(number < 0, &grouped(number.unsigned_abs()))
}

/// A number that need not be whole, if it is one that has a literal.
pub(crate) fn fractional(number: f64) -> Option<TokenStream> {
    // The shortest text that gives the number again: `0.5`, `1e300`.
    let text = format!("{:?}", number.abs());
    let (digits, exponent) = text.split_once('e').map_or((text.as_str(), None), |(a, b)| (a, Some(b)));
    let (before, after) = digits.split_once('.').map_or((digits, None), |(a, b)| (a, Some(b)));
    let mut out = grouped(before.parse().ok()?);
    if let Some(after) = after {
        out.extend([".", &in_groups(after, GROUP)]);
    }
    if let Some(exponent) = exponent {
        out.extend(["e", exponent]);
    }
    number.is_finite().then(|| signed(number.is_sign_negative(), &out))
}

/// The number with its digits in groups: `7_000_000`.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let first = digits.len() % GROUP;
    in_groups(&digits, if first == 0 { GROUP } else { first })
}

/// The digits in groups, the first of which has so many.
fn in_groups(digits: &str, first: usize) -> String {
    if digits.len() <= TOGETHER {
        return digits.to_owned();
    }
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index >= first && (index - first).is_multiple_of(GROUP) {
            out.push('_');
        }
        out.push(digit);
    }
    out
}

fn signed(is_negative: bool, digits: &str) -> TokenStream {
    let digits: Option<Literal> = digits.parse().ok();
    if is_negative { quote!(-#digits) } else { quote!(#digits) }
}

#[cfg(test)]
mod tests {
    use super::{TokenStream, fractional, whole};

    #[track_caller]
    fn check(tokens: &TokenStream, expected: &str) {
        assert_eq!(tokens.to_string(), expected);
    }

    #[test]
    fn many_digits_stand_in_groups() {
        check(&whole(0), "0");
        check(&whole(12345), "12345");
        check(&whole(123_456), "123_456");
        check(&whole(-7_000_000), "- 7_000_000");
        check(&whole(i64::MIN), "- 9_223_372_036_854_775_808");
    }

    #[test]
    fn numbers_that_are_not_whole() {
        check(&fractional(0.5).unwrap(), "0.5");
        check(&fractional(2.0).unwrap(), "2.0");
        check(&fractional(-1_234_567.125).unwrap(), "- 1_234_567.125");
        check(&fractional(std::f64::consts::PI).unwrap(), "3.141_592_653_589_793");
        check(&fractional(1e300).unwrap(), "1e300");
        assert!(fractional(f64::INFINITY).is_none() && fractional(f64::NAN).is_none());
    }
}
