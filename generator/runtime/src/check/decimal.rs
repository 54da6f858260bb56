//! The order of decimal numbers, exactly. In come two texts, as JSON or a document writes numbers; out goes their
//! order. Whole numbers that fit are compared as such, all others digit by digit, so that nothing is rounded.

use std::cmp::Ordering;

/// How a number stands to another; nothing if one of the texts is no number.
pub(super) fn compare(one: &str, other: &str) -> Option<Ordering> {
    if let (Ok(one), Ok(other)) = (one.parse::<i64>(), other.parse::<i64>()) {
        return Some(one.cmp(&other));
    }
    let (one, other) = (Decimal::read(one)?, Decimal::read(other)?);
    Some(match (one.sign, other.sign) {
        (Sign::Minus, Sign::Minus) => other.compare_size(&one),
        (Sign::Plus, Sign::Plus) => one.compare_size(&other),
        (one, other) => one.cmp(&other),
    })
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sign {
    Minus,
    Zero,
    Plus,
}

/// A number as `0.d₁d₂d₃… × 10^magnitude`, where `d₁` and the last digit are not zero.
struct Decimal<'a> {
    sign: Sign,
    magnitude: i64,
    /// The digits before the point, and those after it, without zeros at either end of the whole.
    digits: (&'a str, &'a str),
}

impl<'a> Decimal<'a> {
    fn read(text: &'a str) -> Option<Self> {
        let (minus, text) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (mantissa, exponent) = text.split_once(['e', 'E']).map_or((text, None), |(m, e)| (m, Some(e)));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.len() + fraction.len() == 0 || !all_digits(whole) || !all_digits(fraction) {
            return None;
        }
        let exponent = exponent.map_or(Some(0), read_exponent)?;
        let (whole, fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
        let (size, digits) = if whole.is_empty() {
            let significant = fraction.trim_start_matches('0');
            (length(significant) - length(fraction), ("", significant))
        } else if fraction.is_empty() {
            (length(whole), (whole.trim_end_matches('0'), ""))
        } else {
            (length(whole), (whole, fraction))
        };
        let sign = match (digits, minus) {
            (("", ""), _) => Sign::Zero,
            (_, true) => Sign::Minus,
            (_, false) => Sign::Plus,
        };
        Some(Self { sign, magnitude: size.saturating_add(exponent), digits })
    }

    /// The order without regard to signs.
    fn compare_size(&self, other: &Self) -> Ordering {
        let digits = |number: &Self| [number.digits.0, number.digits.1].map(str::bytes).into_iter().flatten();
        let sizes = self.magnitude.cmp(&other.magnitude);
        sizes.then_with(|| digits(self).cmp(digits(other)))
    }
}

/// An exponent; one that no 64 bits hold is as good as the greatest that they do.
fn read_exponent(text: &str) -> Option<i64> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let far = if text.starts_with('-') { i64::MIN } else { i64::MAX };
    Some(text.parse().unwrap_or(far))
}

fn length(digits: &str) -> i64 {
    i64::try_from(digits.len()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::compare;
    use std::cmp::Ordering::{self, Equal, Greater, Less};

    #[track_caller]
    fn check(one: &str, order: impl Into<Option<Ordering>>, other: &str) {
        let order = order.into();
        assert_eq!(compare(one, other), order, "{one} {other}");
        assert_eq!(compare(other, one), order.map(Ordering::reverse), "{other} {one}");
    }

    #[test]
    fn whole_numbers_compare_as_such() {
        check("9007199254740993", Greater, "9007199254740992");
        check("-5", Less, "3");
        check("+7", Equal, "007");
        check("9223372036854775808", Greater, "9223372036854775807");
        check("-18446744073709551616", Less, "-18446744073709551615");
    }

    #[test]
    fn fractions_compare_digit_by_digit() {
        check("0.30000000000000004", Greater, "0.3");
        check("1.50", Equal, "1.5");
        check("-0.05", Greater, "-0.5");
        check(".5", Equal, "0.5");
        check("5.", Equal, "5");
        check("10.01", Greater, "10");
        check("100", Greater, "99.99");
        check("12.5", Less, "125");
        check("0.012", Less, "0.12");
    }

    #[test]
    fn all_zeros_are_equal() {
        check("-0.0", Equal, "0");
        check("0e5", Equal, "-0");
        check("0", Greater, "-1e-300");
    }

    #[test]
    fn exponents_count() {
        check("1e2", Equal, "100");
        check("1E-2", Equal, "0.01");
        check("1.5e+3", Equal, "1500");
        check("1e400", Greater, "9223372036854775807");
        check("1e99999999999999999999", Greater, "1e400");
        check("1e-99999999999999999999", Less, "1e-400");
    }

    #[test]
    fn what_is_no_number_has_no_order() {
        for text in ["", "-", ".", "NaN", "inf", "1e", "1e+", "0x10", "1,5", " 1", "1.2.3", "١"] {
            check(text, None, "1.5");
        }
    }
}
