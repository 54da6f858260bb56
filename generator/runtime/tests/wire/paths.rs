//! Values in the path: encoded so that they stay one segment, or refused.

use crate::{
    both::{Kind, Settle, both},
    petstore::Client,
    server::{Look, Server},
};

async fn check<T: Kind>(base: &str, value: &str, expected: &str) {
    let server = Server::fine();
    Client::<T>::at(&format!("{}{base}", server.url)).delete_pet(value).settle().await.unwrap();
    assert_eq!(server.request().target(), expected);
}

async fn check_refused<T: Kind>(value: &str, message: &str) {
    let server = Server::fine();
    let error = Client::<T>::at(&server.url).delete_pet(value).settle().await.unwrap_err();
    assert_eq!(error.to_string(), message);
    assert!(server.requests().is_empty());
}

async fn all_but_unreserved_characters_are_encoded<T: Kind>() {
    check::<T>("", "AZaz09-._~", "/pets/AZaz09-._~").await;
    check::<T>("", "a/b?c#d%2F é\\", "/pets/a%2Fb%3Fc%23d%252F%20%C3%A9%5C").await;
    check::<T>(
        "",
        ";=:@&+$,!'()*[]{}|^`\"<>",
        "/pets/%3B%3D%3A%40%26%2B%24%2C%21%27%28%29%2A%5B%5D%7B%7D%7C%5E%60%22%3C%3E",
    )
    .await;
    check::<T>("", "a\r\nb", "/pets/a%0D%0Ab").await;
    check::<T>("", "...", "/pets/...").await;
}

async fn the_path_of_the_base_url_stays<T: Kind>() {
    check::<T>("/", "1", "/pets/1").await;
    check::<T>("/api/2", "1", "/api/2/pets/1").await;
    check::<T>("/api/2//", "1", "/api/2/pets/1").await;
}

async fn segments_that_url_libraries_fold_away_are_refused<T: Kind>() {
    check_refused::<T>("", "the path placeholder `pet_id` must not be empty").await;
    for step in [".", "..", "%2e", "%2E%2e", ".%2E"] {
        check_refused::<T>(step, "the path placeholder `pet_id` must not be `.` or `..`").await;
    }
}

/// A server, or a proxy before it, that decodes a path before it looks for steps would climb.
async fn segments_that_become_steps_once_they_are_decoded_are_refused<T: Kind>() {
    let message = "the path placeholder `pet_id` must not be `.` or `..`";
    for step in ["../..", "a/../b", "..\\", "%2e%2e%2f", "%252e%252e", "%25252e", "..%2F..", "a%2F..", "./a"]
    {
        check_refused::<T>(step, message).await;
    }
    check::<T>("", "a..b", "/pets/a..b").await;
    check::<T>("", "..a/b..", "/pets/..a%2Fb..").await;
}

async fn a_placeholder_may_be_a_part_of_a_segment<T: Kind>() {
    let server = Server::fine();
    Client::<T>::at(&server.url).get_file("1/2").settle().await.unwrap();
    assert_eq!(server.request().target(), "/files/v1%2F2.bin/meta");
}

both![
    all_but_unreserved_characters_are_encoded,
    the_path_of_the_base_url_stays,
    segments_that_url_libraries_fold_away_are_refused,
    segments_that_become_steps_once_they_are_decoded_are_refused,
    a_placeholder_may_be_a_part_of_a_segment,
];
