//! Path templates: what is one, what is none, and that they come apart and together again.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that fails should fail loudly")]

use docwright_model::{PathTemplate, PathTemplateError, Segment};

fn check(text: &str, expected: Result<&[Segment<'_>], PathTemplateError>) {
    let parsed = text.parse::<PathTemplate>();
    match (&parsed, expected) {
        (Ok(path), Ok(segments)) => assert_eq!(path.segments().collect::<Vec<_>>(), segments, "{text}"),
        (Err(error), Err(expected)) => assert_eq!(*error, expected, "{text}"),
        (parsed, expected) => panic!("{text}: {parsed:?} instead of {expected:?}"),
    }
}

#[test]
fn a_path_is_literals_and_placeholders_in_turn() {
    use Segment::{Literal, Placeholder};
    check("/", Ok(&[Literal("/")]));
    check("/users", Ok(&[Literal("/users")]));
    check("/users/{id}", Ok(&[Literal("/users/"), Placeholder("id")]));
    check("/a/{b}/c.{d}", Ok(&[Literal("/a/"), Placeholder("b"), Literal("/c."), Placeholder("d")]));
    check("/{a}{b}", Ok(&[Literal("/"), Placeholder("a"), Placeholder("b")]));
}

#[test]
fn what_could_lead_elsewhere_is_no_path() {
    use PathTemplateError::{Character, Placeholder, Relative, Repeated, Unclosed, Unopened};
    check("users", Err(Relative));
    check("", Err(Relative));
    check("//other.example/x", Err(Character));
    check("/a/../b", Err(Character));
    check("/./b", Err(Character));
    check("/a/%2e%2E/b", Err(Character));
    check("/.%2e", Err(Character));
    check("/%2E", Err(Character));
    check("/%2e%2ex", Ok(&[Segment::Literal("/%2e%2ex")]));
    check("/a b", Err(Character));
    check("/a?b=c", Err(Character));
    check("/a#b", Err(Character));
    check("/a\\b", Err(Character));
    check("/a\r\nHost: x", Err(Character));
    check("/{id", Err(Unclosed));
    check("/{a/{b}", Err(Unclosed));
    check("/id}", Err(Unopened));
    check("/{}", Err(Placeholder));
    check("/{a/b}", Err(Placeholder));
    check("/{a}/{a}", Err(Repeated));
}

#[test]
fn a_path_is_no_longer_than_an_address() {
    let of_length = |length: usize| format!("/{}", "a".repeat(length - 1)).parse::<PathTemplate>();
    assert!(of_length(PathTemplate::MOST_BYTES).is_ok());
    assert_eq!(of_length(PathTemplate::MOST_BYTES + 1), Err(PathTemplateError::Long));
    let of_placeholders = |count: usize| {
        ["", &(0..count).map(|index| format!("{{a{index}}}")).collect::<Vec<_>>().join("/")]
            .join("/")
            .parse::<PathTemplate>()
    };
    assert!(of_placeholders(PathTemplate::MOST_PLACEHOLDERS).is_ok());
    assert_eq!(of_placeholders(PathTemplate::MOST_PLACEHOLDERS + 1), Err(PathTemplateError::Crowded));
}

#[test]
fn json_holds_the_path_as_text_and_refuses_what_is_none() {
    let path: PathTemplate = "/users/{id}".parse().expect("a path");
    assert_eq!(serde_json::to_string(&path).expect("JSON"), r#""/users/{id}""#);
    assert_eq!(serde_json::from_str::<PathTemplate>(r#""/users/{id}""#).expect("a path"), path);
    let error = serde_json::from_str::<PathTemplate>(r#""users""#).expect_err("no path");
    assert!(error.to_string().contains("a path begins with `/`"), "{error}");
}
