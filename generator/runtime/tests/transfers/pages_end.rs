//! Lists that come page by page: where they end, and what goes wrong.

use super::{all, client, elements, next};
use crate::{
    petstore::{Pet, builder},
    servers::replying,
};
use docwright_runtime::{
    Error,
    testing::{Reply, Server},
};

/// A page with a pet and this text for the cursors.
fn page(cursors: &str) -> Reply {
    Reply::json(format!(r#"{{"items":[{{"id":1}}],"paging":{cursors}}}"#))
}

fn after(cursor: &str) -> Reply {
    page(&format!(r#"{{"cursors":{{"after":{cursor}}}}}"#))
}

/// The cursors of all requests, as they stand in the query.
fn cursors(server: &Server) -> Vec<Option<String>> {
    let cursor = |query: String| query.strip_prefix("after=").unwrap().to_owned();
    server.requests().into_iter().map(|seen| seen.query.map(cursor)).collect()
}

/// Checks that a list has one element more than its first page, by following this cursor.
async fn check_followed(cursor: &str, sent: &str) {
    let server = replying([after(cursor), page("{}")]);
    let items = all(elements(client(builder(server.address())).list_pets())).await;
    assert!(items.len() == 2 && items.iter().all(Result::is_ok), "{cursor}: {items:?}");
    assert_eq!(cursors(&server), [None, Some(sent.to_owned())]);
}

/// Checks that this page is the last.
async fn check_last(page: Reply) {
    let server = replying([page.clone()]);
    let items = all(elements(client(builder(server.address())).list_pets())).await;
    assert!(items.len() == 1 && items[0].is_ok(), "{page:?}: {items:?}");
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_cursor_is_a_text_or_a_number() {
    check_followed(r#""a&b=c""#, "a%26b%3Dc").await;
    check_followed(r#""\u00fc\n""#, "%C3%BC%0A").await;
    check_followed(r#""null""#, "null").await;
    check_followed(r#"" ""#, "%20").await;
    check_followed("17", "17").await;
    check_followed("0", "0").await;
    check_followed("123456789012345678901234567890", "123456789012345678901234567890").await;
}

#[tokio::test]
async fn a_page_without_a_cursor_is_the_last() {
    for paging in ["null", "{}", "[]", r#"{"cursors":null}"#, r#"{"cursors":{"before":"x"}}"#] {
        check_last(page(paging)).await;
    }
    check_last(after("null")).await;
    check_last(after(r#""""#)).await;
    check_last(Reply::json(r#"{"items":[{"id":1}]}"#)).await;
}

#[tokio::test]
async fn an_empty_page_is_not_the_last() {
    let empty = Reply::json(r#"{"items":[],"paging":{"cursors":{"after":"x"}}}"#);
    let server = replying([empty, page("{}")]);
    let items = all(elements(client(builder(server.address())).list_pets())).await;
    assert_eq!((items.len(), server.requests().len()), (1, 2));
}

/// Checks that a list ends with an error that names this place, after so many elements and requests.
async fn check_misfit(pages: impl Into<Vec<Reply>>, path: &str, words: &str, elements_before: usize) {
    let pages = pages.into();
    let expected_requests = pages.len();
    let server = replying(pages);
    let mut items = elements(client(builder(server.address())).list_pets());
    for _ in 0..elements_before {
        next(&mut items).await.unwrap().unwrap();
    }
    let error = next(&mut items).await.unwrap().unwrap_err();
    let start = format!("GET /pets: the answer is not what was expected at `{path}`: {words}");
    assert!(error.to_string().starts_with(&start), "{error}");
    assert!(next(&mut items).await.is_none());
    assert_eq!(server.requests().len(), expected_requests);
}

#[tokio::test]
async fn a_cursor_that_is_neither_is_an_error() {
    for cursor in ["{}", r#"{"id":1}"#, "[]", "true", "false"] {
        let words = "the cursor is neither a text nor a number";
        check_misfit([after(cursor)], "paging.cursors.after", words, 0).await;
    }
}

#[tokio::test]
async fn a_cursor_that_comes_again_is_an_error_and_no_endless_list() {
    let words = "the cursor is one that was followed before, so that the list would never end";
    let path = "paging.cursors.after";
    check_misfit([after(r#""x""#), after(r#""x""#)], path, words, 1).await;
    check_misfit([after("1"), after(r#""1""#)], path, words, 1).await;
    // Round in a circle of two, and of three.
    check_misfit([after(r#""x""#), after(r#""y""#), after(r#""x""#)], path, words, 2).await;
    check_misfit([after("1"), after("2"), after("3"), after("1")], path, words, 3).await;
}

#[tokio::test]
async fn a_list_that_is_not_where_it_should_be_is_an_error() {
    check_misfit([Reply::json("{}")], "items", "there is no list", 0).await;
    check_misfit([Reply::json(r#"[{"id":1}]"#)], "items", "there is no list", 0).await;
    check_misfit([Reply::json("null")], "items", "there is no list", 0).await;
    check_misfit([Reply::json(r#"{"items":null}"#)], "items", "invalid type: null", 0).await;
    check_misfit([Reply::json(r#"{"items":{"1":{}}}"#)], "items", "invalid type: map", 0).await;
    check_misfit([after("1"), Reply::json(r#"{"paging":{}}"#)], "items", "there is no list", 1).await;
}

#[tokio::test]
async fn a_page_that_is_no_json_is_an_error() {
    check_misfit([Reply::new(200, "text/html", "<html>")], ".", "expected value at line 1 column 1", 0).await;
    check_misfit([Reply::json("")], ".", "EOF while parsing", 0).await;
    check_misfit([after("1"), Reply::json(r#"{"items":[{"id":1}"#)], ".", "EOF while parsing", 1).await;
}

#[tokio::test]
async fn an_element_that_does_not_fit_is_an_error_in_its_place() {
    let first = r#"{"items":[{"id":1},{"id":2},{"id":3},{"id":"four"},null,7,{"id":7}],"paging":{"cursors":{"after":1}}}"#;
    let server = replying([Reply::json(first), page("{}")]);
    let items = elements(client(builder(server.address())).list_pets()).json::<Pet>();
    let outcome: Vec<Result<i64, String>> = all(items)
        .await
        .into_iter()
        .map(|item| match item {
            Ok(pet) => Ok(pet.id),
            Err(Error::Decode(details)) => Err(details.path),
            Err(other) => panic!("{other:?}"),
        })
        .collect();
    let misfit = |path: &str| Err(path.to_owned());
    let expected =
        [Ok(1), Ok(2), Ok(3), misfit("items[3].id"), misfit("items[4]"), misfit("items[5]"), Ok(7), Ok(1)];
    assert_eq!(outcome, expected);
}

#[tokio::test]
async fn a_page_that_does_not_fit_its_type_is_the_last() {
    let misfit = Reply::json(r#"{"items":[{"id":"x"}],"paging":{"cursors":{"after":2}}}"#);
    let server = replying([after("1"), misfit, page("{}")]);
    let mut pages = client(builder(server.address())).list_pages_of_pets().into_pages();
    next(&mut pages).await.unwrap().unwrap();
    let Some(Err(Error::Decode(details))) = next(&mut pages).await else { panic!("no error") };
    assert_eq!(details.path, "items[0].id");
    assert!(next(&mut pages).await.is_none());
    // One who can do without it goes on there.
    assert_eq!(pages.cursor(), Some("1"));
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn a_page_is_tried_again_as_any_call() {
    let server = replying([after("1"), Reply::status(503), Reply::status(429), page("{}")]);
    let items = all(elements(client(builder(server.address())).list_pets())).await;
    assert!(items.len() == 2 && items.iter().all(Result::is_ok), "{items:?}");
    let one = || Some("1".to_owned());
    assert_eq!(cursors(&server), [None, one(), one(), one()]);
}

#[tokio::test]
async fn a_page_that_fails_ends_the_list_and_says_where_to_go_on() {
    let server = replying([after("1"), after("2"), Reply::status(403), page("{}")]);
    let client = client(builder(server.address()));
    let mut items = elements(client.list_pets());
    next(&mut items).await.unwrap().unwrap();
    next(&mut items).await.unwrap().unwrap();
    assert!(next(&mut items).await.unwrap().unwrap_err().is_forbidden());
    assert!(next(&mut items).await.is_none());
    assert!(next(&mut items).await.is_none());
    assert_eq!(server.requests().len(), 3);
    let rest = all(elements(client.list_pets().after(items.cursor().unwrap()))).await;
    assert!(rest.len() == 1 && rest[0].is_ok());
    assert_eq!(cursors(&server).pop().unwrap().unwrap(), "2");
}

#[tokio::test]
async fn an_argument_that_cannot_be_sent_is_the_only_element() {
    let server = replying([page("{}")]);
    let client = client(builder(server.address()));
    let header = all(elements(client.list_pets().note("a\r\nb"))).await;
    let path = all(client.list_in("..").into_items()).await;
    for outcome in [header, path] {
        assert!(matches!(outcome.as_slice(), [Err(Error::InvalidArgument(_))]), "{outcome:?}");
    }
    let pages = all(client.list_pets().note("a\r\nb").into_pages()).await;
    assert!(matches!(pages.as_slice(), [Err(Error::InvalidArgument(_))]), "{pages:?}");
    assert!(server.requests().is_empty());
}
