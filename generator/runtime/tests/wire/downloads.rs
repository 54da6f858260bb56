//! Answers that are streams of bytes.

use crate::{
    petstore::Client,
    server::{Server, raw_answer, respond},
};
use axum::body::Body;
use docwright_runtime::{Bytes, Error};
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use std::{fs, io, path::Path};

const ZIP: &str = "application/zip";

/// A server that streams these pieces.
async fn streaming(content_type: &'static str, pieces: &'static [&'static str]) -> Server {
    let body = move || {
        Body::from_stream(stream::iter(pieces.iter().map(|piece| io::Result::Ok(Bytes::from(*piece)))))
    };
    Server::answering(move |_| respond(200, content_type, body())).await
}

fn names(directory: &Path) -> Vec<String> {
    fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[tokio::test]
async fn a_download_is_read_in_any_way() {
    let server = streaming(ZIP, &["ab", "cd", "ef"]).await;
    let client = Client::at(&server.url);
    let mut download = client.export().await.unwrap();
    assert_eq!((download.content_type(), download.content_length()), (Some(ZIP), None));
    assert_eq!(download.chunk().await.unwrap().unwrap(), "ab");
    assert_eq!(download.text().await.unwrap(), "cdef");
    assert_eq!(client.export().await.unwrap().bytes().await.unwrap(), "abcdef");
    let streamed: Vec<Bytes> = client.export().await.unwrap().try_collect().await.unwrap();
    assert_eq!(streamed.concat(), b"abcdef");
    let server = Server::with(200, ZIP, "abc").await;
    assert_eq!(Client::at(&server.url).export().await.unwrap().content_length(), Some(3));
}

#[tokio::test]
async fn a_download_takes_the_place_of_a_file_when_it_is_whole() {
    let server = streaming(ZIP, &["new ", "content"]).await;
    let directory = tempfile::tempdir().unwrap();
    let target = directory.path().join("export.zip");
    fs::write(&target, "old").unwrap();
    let written = Client::at(&server.url).export().await.unwrap().save_to(&target).await.unwrap();
    assert_eq!((written, fs::read_to_string(&target).unwrap().as_str()), (11, "new content"));
    assert_eq!(names(directory.path()), ["export.zip"]);
}

#[tokio::test]
async fn a_download_that_breaks_off_leaves_the_old_file_alone() {
    let url = raw_answer(b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf").await;
    let directory = tempfile::tempdir().unwrap();
    let target = directory.path().join("export.zip");
    fs::write(&target, "old").unwrap();
    let error = Client::at(&url).export().await.unwrap().save_to(&target).await.unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
    assert_eq!(fs::read_to_string(&target).unwrap(), "old");
    assert_eq!(names(directory.path()), ["export.zip"]);
}

#[tokio::test]
async fn a_file_that_cannot_be_written_is_named() {
    let server = streaming(ZIP, &["abc"]).await;
    let directory = tempfile::tempdir().unwrap();
    let missing = directory.path().join("missing").join("export.zip");
    let error = Client::at(&server.url).export().await.unwrap().save_to(&missing).await.unwrap_err();
    let start = format!("POST /export: the answer could not be saved as `{}`: ", missing.display());
    assert!(error.to_string().starts_with(&start), "{error}");
    let taken = directory.path().join("taken");
    fs::create_dir(&taken).unwrap();
    let error = Client::at(&server.url).export().await.unwrap().save_to(&taken).await.unwrap_err();
    assert!(matches!(error, Error::File(_)));
    assert_eq!(names(directory.path()), ["taken"]);
}

#[tokio::test]
async fn a_stream_that_is_a_report_of_failure_is_an_error() {
    let server =
        streaming("application/json; charset=utf-8", &[r#"{"Status":500,"#, r#""Message":"broken"}"#]).await;
    assert!(matches!(Client::at(&server.url).export().await, Err(Error::Api(_))));
    let server = Server::with(404, "text/plain", "nothing").await;
    assert!(Client::at(&server.url).export().await.unwrap_err().is_not_found());
}

#[tokio::test]
async fn a_stream_of_other_json_comes_whole() {
    let server = streaming("application/json", &["[1,", "2]"]).await;
    assert_eq!(Client::at(&server.url).export().await.unwrap().text().await.unwrap(), "[1,2]");
    // Too long for a report of failure: what was read to find out is not lost, and the rest follows.
    let long = format!("{{\"Status\":500,\"Message\":\"{}\"}}", "x".repeat(3_000_000));
    let server = Server::with(200, "application/json", long.clone()).await;
    let download = Client::at(&server.url).export().await.unwrap();
    assert_eq!(download.content_length(), Some(long.len() as u64));
    assert!(download.text().await.unwrap() == long);
}

#[tokio::test]
async fn a_stream_ends_after_its_error() {
    let url = raw_answer(b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf").await;
    let chunks = Client::at(&url).export().await.unwrap().collect::<Vec<_>>().await;
    assert_eq!(chunks.iter().map(Result::is_ok).collect::<Vec<_>>(), [true, false]);
}

#[tokio::test]
async fn bytes_that_are_no_text_are_an_error() {
    let server = Server::with(200, ZIP, vec![0xff, 0xfe]).await;
    let error = Client::at(&server.url).export().await.unwrap().text().await.unwrap_err();
    assert!(matches!(error, Error::Decode(_)));
}
