//! Invocations of the runtime's macros as text. The formatter can't know what their tokens are and puts a space
//! between all of them; ours are a type, or a name with its values in braces.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use quote::ToTokens;
use syn::ItemMacro;

/// The width that a line may have before its values get lines of their own.
const WIDTH: usize = 89;

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
                    let value = compact(value);
                    // Nothing follows what stands for the rest.
                    let comma = if value.starts_with("..") { "\n" } else { ",\n" };
                    out.extend(["    ", &value, comma]);
                }
                out.push('}');
            }
            other => append(&mut out, &other),
        }
    }
    out + ");\n"
}

/// The tokens between commas.
fn values(tokens: TokenStream) -> Vec<TokenStream> {
    let mut values = vec![TokenStream::new()];
    for token in tokens {
        match (&token, values.last_mut()) {
            (TokenTree::Punct(comma), _) if comma.as_char() == ',' => values.push(TokenStream::new()),
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
                Delimiter::Brace => out.extend([" { ", &inner, " }"]),
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
            // The second of two belongs to a path.
            (':', Spacing::Alone) if !out.ends_with(':') => out.push_str(": "),
            (other, _) => out.push(other),
        },
        TokenTree::Ident(_) | TokenTree::Literal(_) => out.push_str(&token.to_string()),
    }
}
