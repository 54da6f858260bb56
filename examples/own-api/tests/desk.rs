//! The desk against a real HTTP server on this machine, which answers as the page says.

#![allow(clippy::unwrap_used, reason = "tests may fail loudly")]

use docwright_runtime::testing::{Reply, Seen, Server};
use own_api::{lend_first_book, shelf::Client};

/// Two books, as the page shows them; the first is lent out by the time somebody asks for it.
fn shelf(request: &Seen) -> Reply {
    const BOOKS: &str = r#"[
        { "id": "00000000-0000-4000-8000-000000000001", "title": "The Sea", "author": "John Banville", "available": true },
        { "id": "00000000-0000-4000-8000-000000000002", "title": "Snow", "author": "John Banville", "available": true }
    ]"#;
    match request.operation().as_str() {
        "GET /books" => Reply::json(BOOKS),
        "POST /books/00000000-0000-4000-8000-000000000001/loans" => Reply::status(409),
        "POST /books/00000000-0000-4000-8000-000000000002/loans" => Reply::status(201),
        _ => Reply::status(500),
    }
}

#[tokio::test]
async fn a_reader_gets_the_first_book_that_nobody_else_has() {
    let server = Server::answering(shelf).unwrap();
    let client = Client::builder(server.address()).api_key("key").build().unwrap();
    let book = lend_first_book(&client, "20260017", Some("John Banville")).await.unwrap().unwrap();
    assert_eq!(book.title, "Snow");

    let requests = server.requests();
    assert_eq!(requests[0].query.as_deref(), Some("available=true&author=John%20Banville"));
    assert_eq!(requests[0].headers["x-api-key"], "key");
    assert_eq!(requests[2].json().unwrap()["reader"], "20260017");
}

/// What the page limits is checked before anything is sent.
#[tokio::test]
async fn a_limit_of_the_page_is_checked_before_anything_is_sent() {
    let server = Server::answering(shelf).unwrap();
    let client = Client::builder(server.address()).api_key("key").build().unwrap();
    let error = client.list_books().limit(101).await.unwrap_err();
    assert_eq!(error.to_string(), "`limit` may be at most 100, as documented");
    assert!(server.requests().is_empty());
}
