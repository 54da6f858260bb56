//! Documented patterns as ECMAScript's regular expressions in their Unicode mode, which is how validators read them. It
//! knows fewer escapes than other dialects, so that `\:` is written as `:`.

use crate::limits::is_usable_pattern;
use std::iter::Peekable;
use std::str::Chars;

/// What a backslash may stand before: characters with a meaning of their own, and classes.
const ESCAPED: &str = r"^$\.*+?()[]{}|/dDwWsStrnfv";
/// The same inside brackets.
const ESCAPED_IN_BRACKETS: &str = r"^$\.*+?()[]{}|/dDwWsStrnfv-b";

/// The pattern as ECMAScript writes it, if it means the same there.
pub(super) fn ecmascript(pattern: &str) -> Option<String> {
    is_usable_pattern(pattern).then(|| rewritten(pattern)).flatten()
}

/// Goes through a pattern that is a regular expression in another dialect.
fn rewritten(pattern: &str) -> Option<String> {
    let mut out = String::with_capacity(pattern.len());
    let mut rest = pattern.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\\' => escape(rest.next()?, ESCAPED, &mut out)?,
            '[' => brackets(&mut rest, &mut out)?,
            // Flags and named groups are written differently.
            '(' if rest.peek() == Some(&'?') => {
                rest.next();
                (rest.next() == Some(':')).then(|| out.push_str("(?:"))?;
            }
            // Outside a repetition a brace is an error there.
            '{' => repetition(&mut rest, &mut out)?,
            ']' | '}' => return None,
            other => out.push(other),
        }
    }
    Some(out)
}

fn escape(c: char, known: &str, out: &mut String) -> Option<()> {
    if known.contains(c) {
        out.push('\\');
    } else if c.is_alphanumeric() {
        return None;
    }
    out.push(c);
    Some(())
}

/// `[a-z]`: of one level, without the sets that other dialects have.
fn brackets(rest: &mut Peekable<Chars<'_>>, out: &mut String) -> Option<()> {
    out.push('[');
    if let Some(not) = rest.next_if_eq(&'^') {
        out.push(not);
    }
    // Elsewhere a bracket that closes nothing yet is a character.
    let mut last = rest.next_if_eq(&']').map(|_| out.push_str("\\]"));
    loop {
        match rest.next()? {
            ']' => break,
            '[' => return None,
            '\\' => escape(rest.next()?, ESCAPED_IN_BRACKETS, out)?,
            c @ ('&' | '~' | '-') if rest.peek() == Some(&c) => return None,
            c => out.push(c),
        }
        last = Some(());
    }
    out.push(']');
    last
}

/// `{2}`, `{2,}` or `{2,3}`.
fn repetition(rest: &mut Peekable<Chars<'_>>, out: &mut String) -> Option<()> {
    out.push('{');
    let mut digits = 0_usize;
    loop {
        match rest.next()? {
            '}' => break,
            c if c.is_ascii_digit() || (c == ',' && digits > 0) => out.push(c),
            _ => return None,
        }
        digits = digits.saturating_add(1);
    }
    out.push('}');
    (digits > 0).then_some(())
}

#[cfg(test)]
mod tests {
    use super::ecmascript;

    fn check(pattern: &str, expected: Option<&str>) {
        assert_eq!(ecmascript(pattern).as_deref(), expected, "{pattern}");
    }

    #[test]
    fn what_both_know_stays() {
        for pattern in
            [r"^[a-z0-9\+]+:\/\/[^\s\/$.?#].[^\s]*", r"\d{4}-\d{2}(\.\d+)?", "^(?:a|b)*$", "[a\\-b]{2,}"]
        {
            check(pattern, Some(pattern));
        }
    }

    #[test]
    fn needless_escapes_go() {
        check(r"\d{2}\:\d{2}", Some(r"\d{2}:\d{2}"));
        check(r"[\_\@]\-", Some("[_@]-"));
    }

    #[test]
    fn what_means_something_else_is_refused() {
        for pattern in [r"\A\d+\z", "(?i)abc", "(?P<year>a)", "[[:alpha:]]", "[a&&b]", "a}", "(", r"\pL"] {
            check(pattern, None);
        }
    }
}
