//! Documents are untrusted: whatever stands in one, the emitted Rust has the shape that a harmless one gives it.
//! `injection` puts other texts into documents; `compile.rs` compiles the same API and counts its documentation tests.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that fails should fail loudly"
)]

mod support;

use docwright_codegen::{File, emit, emit_example_tests, emit_sample_calls};
use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use std::fmt::Write;
use support::corpus::group;
use support::hostile::api;

#[test]
fn text_changes_literals_and_nothing_else() {
    let texts = group("prose");
    let harmless: Vec<String> = (0..texts.len()).map(|index| format!("text {index}")).collect();
    let (hostile, harmless) = (emitted(&texts), emitted(&harmless));
    assert_eq!(paths(&hostile), paths(&harmless));
    for (hostile, harmless) in hostile.iter().zip(&harmless) {
        assert_eq!(shape(hostile), shape(harmless), "{}", hostile.path);
    }
}

#[test]
fn every_character_shows() {
    for File { path, contents } in emitted(&group("prose")) {
        let hidden = |c: &char| {
            (c.is_control() && *c != '\n')
                || matches!(*c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}')
                || matches!(*c, '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
        };
        assert_eq!(contents.chars().find(hidden), None, "{path}");
    }
}

/// All that is emitted for the API with these texts, tests of its examples and sample calls included.
fn emitted(texts: &[String]) -> Vec<File> {
    let apis = [api(texts)];
    let replayed = emit_example_tests(&apis, "emitted").unwrap();
    let called = emit_sample_calls(&apis, "emitted").unwrap();
    emit(&apis).unwrap().into_iter().chain(replayed).chain(called).collect()
}

fn paths(files: &[File]) -> Vec<&str> {
    files.iter().map(|file| file.path.as_str()).collect()
}

/// The tokens of a file without documentation and with all literals alike.
fn shape(file: &File) -> String {
    let mut file = syn::parse_file(&file.contents).unwrap();
    let mut out = String::new();
    file.attrs.retain(|attribute| !attribute.path().is_ident("doc"));
    write_shape(file.to_token_stream(), &mut out);
    out
}

fn write_shape(tokens: TokenStream, out: &mut String) {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match (&token, tokens.peek()) {
            (TokenTree::Punct(hash), Some(TokenTree::Group(group)))
                if hash.as_char() == '#' && group.stream().to_string().starts_with("doc =") =>
            {
                tokens.next();
            }
            (TokenTree::Group(group), _) => {
                write!(out, "{:?}", group.delimiter()).unwrap();
                write_shape(group.stream(), out);
                // The formatter ends a long list with a comma.
                out.truncate(out.trim_end_matches(" ,").len());
                out.push('.');
            }
            (TokenTree::Literal(_), _) => out.push_str(" literal"),
            (other, _) => write!(out, " {other}").unwrap(),
        }
    }
}
