//! Invocations of the runtime's macros as text. The formatter can't know what their tokens are and puts a space
//! between all of them; ours are a type, or a name with its values in braces. A value may have attributes, and may say by
//! `=>` what becomes of it.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use quote::ToTokens;
use syn::ItemMacro;

/// The width that a line may have before its values get lines of their own.
const WIDTH: usize = 89;
/// That of what stands before a value.
const INDENT: usize = 4;
/// What stands between a value and what becomes of it.
const ARROW: &str = " => ";

/// An invocation on a line, or with a line for each value.
pub(super) fn text(item: &ItemMacro) -> String {
    let name = compact(item.mac.path.to_token_stream());
    let line = format!("{name}!({});", compact(item.mac.tokens.clone()));
    if line.chars().count() <= WIDTH {
        return line + "\n";
    }
    let mut out = format!("{name}!(");
    for token in item.mac.tokens.clone() {
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                out.push_str(" {\n");
                for value in values(group.stream()) {
                    value_lines(value, &mut out);
                }
                out.push('}');
            }
            other => append(&mut out, &other),
        }
    }
    out + ");\n"
}

/// A value on lines of its own, its attributes above it.
fn value_lines(value: TokenStream, out: &mut String) {
    let mut tokens = value.into_iter().peekable();
    while let Some(TokenTree::Punct(hash)) = tokens.peek() {
        if hash.as_char() != '#' {
            break;
        }
        let attribute: TokenStream = tokens.by_ref().take(2).collect();
        out.extend(["    ", &compact(attribute), "\n"]);
    }
    let (value, kept) = parted(tokens.collect());
    match kept {
        Some(kept) if INDENT + value.chars().count() + ARROW.len() + kept.chars().count() >= WIDTH => {
            out.extend(["    ", &value, " =>\n        ", &kept, ",\n"]);
        }
        Some(kept) => out.extend(["    ", &value, ARROW, &kept, ",\n"]),
        // Nothing follows what stands for the rest.
        None => out.extend(["    ", &value, if value.starts_with("..") { "\n" } else { ",\n" }]),
    }
}

/// A value, and what becomes of it.
fn parted(value: TokenStream) -> (String, Option<String>) {
    let mut tokens = value.into_iter().peekable();
    let mut before = TokenStream::new();
    while let Some(token) = tokens.next() {
        let is =
            |token: &TokenTree, sign| matches!(token, TokenTree::Punct(punct) if punct.as_char() == sign);
        if is(&token, '=') && tokens.next_if(|next| is(next, '>')).is_some() {
            return (compact(before), Some(compact(tokens.collect())));
        }
        before.extend([token]);
    }
    (compact(before), None)
}

/// The tokens between commas, but for those that are within angle brackets.
fn values(tokens: TokenStream) -> Vec<TokenStream> {
    let mut values = vec![TokenStream::new()];
    let (mut depth, mut is_arrow) = (0_usize, false);
    for token in tokens {
        if let TokenTree::Punct(punct) = &token {
            match punct.as_char() {
                '<' => depth += 1,
                '>' if !is_arrow => depth = depth.saturating_sub(1),
                _ => {}
            }
            is_arrow = matches!(punct.as_char(), '=' | '-') && punct.spacing() == Spacing::Joint;
        }
        match (&token, values.last_mut()) {
            (TokenTree::Punct(comma), _) if comma.as_char() == ',' && depth == 0 => {
                values.push(TokenStream::new());
            }
            (_, Some(value)) => value.extend([token]),
            (_, None) => {}
        }
    }
    values.retain(|value| !value.is_empty());
    values
}

fn compact(tokens: TokenStream) -> String {
    let mut out = String::new();
    for token in tokens {
        append(&mut out, &token);
    }
    out.trim_end().to_owned()
}

fn append(out: &mut String, token: &TokenTree) {
    match token {
        TokenTree::Group(group) => {
            let inner = compact(group.stream());
            match group.delimiter() {
                Delimiter::Brace => out.extend([" { ", inner.trim_end_matches(','), " }"]),
                Delimiter::Bracket => out.extend(["[", &inner, "]"]),
                // What is said of a value stands behind it.
                Delimiter::Parenthesis if out.ends_with('"') => out.extend([" (", &inner, ")"]),
                Delimiter::Parenthesis => out.extend(["(", &inner, ")"]),
                Delimiter::None => out.push_str(&inner),
            }
        }
        TokenTree::Punct(punct) => match (punct.as_char(), punct.spacing()) {
            (',', _) => out.push_str(", "),
            ('=', Spacing::Alone) => out.push_str(" = "),
            ('=', Spacing::Joint) => out.push_str(" ="),
            ('>', _) if out.ends_with(" =") => out.push_str("> "),
            // The second of two belongs to a path.
            (':', Spacing::Alone) if !out.ends_with(':') => out.push_str(": "),
            (other, _) => out.push(other),
        },
        TokenTree::Ident(_) | TokenTree::Literal(_) => {
            // A space keeps two words apart.
            if out.ends_with(|c: char| c.is_alphanumeric() || c == '_') {
                out.push(' ');
            }
            out.push_str(&token.to_string());
        }
    }
}
