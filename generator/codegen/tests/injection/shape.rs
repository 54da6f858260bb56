//! Whether two files differ in literals, documentation and names alone. In come two texts, out comes the first place
//! where they differ in something else.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;

/// The first difference, as the tokens around it.
pub(crate) fn difference(hostile: &str, harmless: &str) -> Option<String> {
    let (hostile, harmless) = (tokens(hostile), tokens(harmless));
    let at =
        (0..hostile.len().max(harmless.len())).find(|at| match (hostile.get(*at), harmless.get(*at)) {
            (Some(one), Some(other)) => !is_same(one, other),
            _ => true,
        })?;
    let around = |tokens: &[Token]| {
        let shown: Vec<&str> = tokens
            .iter()
            .skip(at.saturating_sub(8))
            .take(16)
            .map(|token| match token {
                Token::Word(word) | Token::Sign(word) => word.get(..30).unwrap_or(word),
                Token::Literal => "_",
            })
            .collect();
        shown.join(" ")
    };
    Some(format!("`{}` where the other has `{}`", around(&hostile), around(&harmless)))
}

#[derive(Debug)]
enum Token {
    Word(String),
    Sign(String),
    Literal,
}

/// A name may be another name; a keyword may not.
fn is_same(one: &Token, other: &Token) -> bool {
    match (one, other) {
        (Token::Word(one), Token::Word(other)) => one == other || (is_name(one) && is_name(other)),
        (Token::Sign(one), Token::Sign(other)) => one == other,
        (Token::Literal, Token::Literal) => true,
        _ => false,
    }
}

fn is_name(word: &str) -> bool {
    syn::parse_str::<syn::Ident>(word).is_ok() || word == "Self"
}

fn tokens(text: &str) -> Vec<Token> {
    let mut file = syn::parse_file(text).unwrap();
    file.attrs.retain(|attribute| !attribute.path().is_ident("doc"));
    let mut out = Vec::new();
    write(file.to_token_stream(), &mut out);
    out
}

fn write(tokens: TokenStream, out: &mut Vec<Token>) {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match (&token, tokens.peek()) {
            (TokenTree::Punct(hash), Some(TokenTree::Group(group)))
                if hash.as_char() == '#' && is_text(&group.stream()) =>
            {
                tokens.next();
            }
            (TokenTree::Group(group), _) => {
                out.push(Token::Sign(format!("{:?}", group.delimiter())));
                write(group.stream(), out);
                // The formatter ends a long list with a comma.
                if matches!(out.last(), Some(Token::Sign(sign)) if sign == ",") {
                    out.pop();
                }
                out.push(Token::Sign("end".to_owned()));
            }
            (TokenTree::Punct(sign), Some(TokenTree::Punct(end)))
                if sign.as_char() == ',' && end.as_char() == '>' => {}
            (TokenTree::Literal(_), _) => out.push(Token::Literal),
            (TokenTree::Ident(word), _) => out.push(Token::Word(word.to_string())),
            (TokenTree::Punct(sign), _) => out.push(Token::Sign(sign.to_string())),
        }
    }
}

/// Whether an attribute is there for what it says: documentation, and what is said about a deprecation.
fn is_text(attribute: &TokenStream) -> bool {
    let name = attribute.clone().into_iter().next().map(|name| name.to_string());
    let is_text = attribute.clone().into_iter().nth(1).is_some_and(|sign| sign.to_string() == "=");
    name.is_some_and(|name| name == "deprecated" || (name == "doc" && is_text))
}

#[cfg(test)]
mod tests {
    use super::difference;

    #[test]
    fn literals_names_and_documentation_are_free() {
        let one = "/// One.\n#[deprecated(note = \"x\")]\npub struct A { b: &'static str }\nconst C: u8 = 1;";
        let other = "#[deprecated]\npub struct B { r#fn: &'static str }\nconst D: u8 = 222;";
        assert_eq!(difference(one, other), None);
    }

    #[test]
    fn all_else_is_not() {
        for (one, other) in [
            ("struct A;", "struct A {}"),
            ("struct A;", "enum A {}"),
            ("struct A;", "struct A; struct B;"),
            ("const A: &str = \"a\";", "const A: &str = a;"),
            ("fn a() { b(1) }", "fn a() { b(1 + 1) }"),
            ("#[test] fn a() {}", "fn a() {}"),
            ("use a::b;", "use a::super::b;"),
        ] {
            assert!(difference(one, other).is_some(), "{one} and {other}");
        }
    }
}
