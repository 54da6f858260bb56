//! Text that means nothing but itself. In comes plain text; out comes Markdown that renders as that text.

/// Characters that may stand in a web address which we make a link of; all others end it.
const ADDRESS_PUNCTUATION: &str = "-._~:/?#@%+=&,;";
/// Punctuation that ends the sentence around an address, not the address.
const SENTENCE_PUNCTUATION: [char; 7] = ['.', ',', ';', ':', '?', '&', '#'];
const SCHEMES: [&str; 2] = ["https://", "http://"];

/// One word or line of text. A web address in it becomes a code span, which reads the same anywhere.
pub(super) fn text(text: &str) -> String {
    addresses(text, |address| format!("`{address}`"))
}

/// The same where a link may stand: a web address becomes one.
pub(super) fn text_with_links(text: &str) -> String {
    addresses(text, |address| format!("<{address}>"))
}

/// Whether the whole of a text is a web address that nothing in it can end early.
pub(super) fn is_web_address(text: &str) -> bool {
    address_length(text) == Some(text.len())
}

/// Escapes around the web addresses and writes these as told.
fn addresses(text: &str, write: impl Fn(&str) -> String) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut rest = text;
    while let Some(at) = SCHEMES.iter().filter_map(|scheme| rest.find(scheme)).min() {
        let (before, from) = rest.split_at(at);
        // A scheme without a host can't be a link: its first letter goes out as text, so that it is not met again.
        let length = address_length(from);
        let (address, after) = from.split_at(length.unwrap_or(1));
        out.push_str(&escaped(before));
        out.push_str(&if length.is_some() { write(address) } else { escaped(address) });
        rest = after;
    }
    out.push_str(&escaped(rest));
    out
}

/// The length of the web address that the text begins with.
fn address_length(text: &str) -> Option<usize> {
    let scheme = SCHEMES.iter().find(|scheme| text.starts_with(**scheme))?;
    let allowed = |c: char| c.is_ascii_alphanumeric() || ADDRESS_PUNCTUATION.contains(c);
    let end = text.find(|c| !allowed(c)).unwrap_or(text.len());
    let address = text.get(..end)?.trim_end_matches(SENTENCE_PUNCTUATION);
    let host = address.strip_prefix(scheme)?;
    host.starts_with(|c: char| c.is_ascii_alphanumeric()).then_some(address.len())
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut characters = text.chars().peekable();
    let mut before: Option<char> = None;
    while let Some(c) = characters.next() {
        if means_something(c, before, characters.peek().copied()) {
            out.push('\\');
        }
        out.push(c);
        before = Some(c);
    }
    out
}

/// Whether the character could be read as markup between its neighbours.
fn means_something(c: char, before: Option<char>, after: Option<char>) -> bool {
    let in_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    match c {
        '\\' | '`' | '*' | '[' | ']' | '<' | '~' => true,
        '_' => !(in_word(before) && in_word(after)),
        '&' => after.is_none_or(|c| c.is_alphanumeric() || c == '#'),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{is_web_address, text, text_with_links};

    #[test]
    fn only_what_means_something_is_escaped() {
        let cases = [
            ("tenant_id", "tenant_id"),
            ("_id", r"\_id"),
            ("a*b*", r"a\*b\*"),
            ("List<String>", r"List\<String>"),
            ("[Vec]", r"\[Vec\]"),
            ("R&D & &amp;", r"R\&D & \&amp;"),
            ("`tick", r"\`tick"),
            (r"C:\dir", r"C:\\dir"),
        ];
        for (given, expected) in cases {
            assert_eq!(text(given), expected);
        }
    }

    #[test]
    fn addresses_are_marked_as_such() {
        let cases = [
            ("https://a.example/b_c.", "<https://a.example/b_c>."),
            ("(http://a.example)", "(<http://a.example>)"),
            ("https://{host}/x", "https://{host}/x"),
            ("https://a.example/{id}", "<https://a.example/>{id}"),
            ("https://", "https://"),
        ];
        for (given, expected) in cases {
            assert_eq!(text_with_links(given), expected);
        }
        assert_eq!(text("see:https://a.example"), "see:`https://a.example`");
    }

    #[test]
    fn an_address_is_plain_throughout() {
        assert!(is_web_address("https://docs.example.com/api?x=1#a"));
        for other in ["javascript:alert(1)", "https://a.example/)x", "https://", "ftp://a", "https://a b"] {
            assert!(!is_web_address(other), "{other}");
        }
    }
}
