//! Values in the path: encoded so that they stay one segment, or refused.

use crate::{petstore::Client, server::Server};

async fn check(base: &str, value: &str, expected: &str) {
    let server = Server::fine().await;
    Client::at(&format!("{}{base}", server.url)).delete_pet(value).await.unwrap();
    assert_eq!(server.request().target, expected);
}

async fn check_refused(value: &str, message: &str) {
    let server = Server::fine().await;
    let error = Client::at(&server.url).delete_pet(value).await.unwrap_err();
    assert_eq!(error.to_string(), message);
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn all_but_unreserved_characters_are_encoded() {
    check("", "AZaz09-._~", "/pets/AZaz09-._~").await;
    check("", "a/b?c#d%2F é\\", "/pets/a%2Fb%3Fc%23d%252F%20%C3%A9%5C").await;
    check(
        "",
        ";=:@&+$,!'()*[]{}|^`\"<>",
        "/pets/%3B%3D%3A%40%26%2B%24%2C%21%27%28%29%2A%5B%5D%7B%7D%7C%5E%60%22%3C%3E",
    )
    .await;
    check("", "a\r\nb", "/pets/a%0D%0Ab").await;
    check("", "...", "/pets/...").await;
    check("", "../..", "/pets/..%2F..").await;
}

#[tokio::test]
async fn the_path_of_the_base_url_stays() {
    check("/", "1", "/pets/1").await;
    check("/api/2", "1", "/api/2/pets/1").await;
    check("/api/2//", "1", "/api/2/pets/1").await;
}

#[tokio::test]
async fn segments_that_url_libraries_fold_away_are_refused() {
    check_refused("", "the path placeholder `pet_id` must not be empty").await;
    for step in [".", "..", "%2e", "%2E%2e", ".%2E"] {
        check_refused(step, "the path placeholder `pet_id` must not be `.` or `..`").await;
    }
}

#[tokio::test]
async fn a_placeholder_may_be_a_part_of_a_segment() {
    let server = Server::fine().await;
    Client::at(&server.url).get_file("1/2").await.unwrap();
    assert_eq!(server.request().target, "/files/v1%2F2.bin/meta");
}
