//! Answers that are streams of bytes.

use crate::{
    both::{Kind, Settle, both},
    misbehaving::{Misbehaving, answer},
    petstore::Client,
    server::Server,
};
use docwright_runtime::{Bytes, Error};
use futures_util::{StreamExt as _, TryStreamExt as _};
use std::{fmt::Write as _, fs, path::Path};

const ZIP: &str = "application/zip";

/// A server that streams these pieces to every connection.
fn streaming(content_type: &str, pieces: &[&str]) -> Misbehaving {
    let mut text = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: {content_type}\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
    );
    for piece in pieces {
        write!(text, "{:x}\r\n{piece}\r\n", piece.len()).unwrap();
    }
    Misbehaving::playing([answer(text + "0\r\n\r\n")])
}

/// A server whose answers break off. They are too long to be looked at as a whole for a report of failure.
fn breaking_off() -> Misbehaving {
    Misbehaving::playing([answer(
        "HTTP/1.1 200 OK\r\nContent-Type: application/zip\r\nContent-Length: 10000000\r\n\r\nbegin",
    )])
}

fn names(directory: &Path) -> Vec<String> {
    fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

async fn a_download_is_read_in_any_way<T: Kind>() {
    let server = streaming(ZIP, &["ab", "cd", "ef"]);
    let client = Client::<T>::at(&server.url);
    let mut download = client.export().settle().await.unwrap();
    assert_eq!((download.content_type(), download.content_length()), (Some(ZIP), None));
    assert_eq!(T::chunk(&mut download).await.unwrap().unwrap(), "ab");
    assert_eq!(T::text(download).await.unwrap(), "cdef");
    assert_eq!(T::bytes(client.export().settle().await.unwrap()).await.unwrap(), "abcdef");
    let server = Server::with(200, ZIP, "abc");
    let download = Client::<T>::at(&server.url).export().settle().await.unwrap();
    assert_eq!(download.content_length(), Some(3));
}

#[tokio::test]
async fn a_download_is_a_stream() {
    let server = streaming(ZIP, &["ab", "cd", "ef"]);
    let client = Client::at(&server.url);
    let streamed: Vec<Bytes> = client.export().await.unwrap().try_collect().await.unwrap();
    assert_eq!(streamed.concat(), b"abcdef");
    let server = breaking_off();
    let chunks = Client::at(&server.url).export().await.unwrap().collect::<Vec<_>>().await;
    assert_eq!(chunks.iter().map(Result::is_ok).collect::<Vec<_>>(), [true, false]);
}

async fn a_download_takes_the_place_of_a_file_when_it_is_whole<T: Kind>() {
    let server = streaming(ZIP, &["new ", "content"]);
    let directory = tempfile::tempdir().unwrap();
    let target = directory.path().join("export.zip");
    fs::write(&target, "old").unwrap();
    let download = Client::<T>::at(&server.url).export().settle().await.unwrap();
    let written = T::save(download, &target).await.unwrap();
    assert_eq!((written, fs::read_to_string(&target).unwrap().as_str()), (11, "new content"));
    assert_eq!(names(directory.path()), ["export.zip"]);
}

async fn a_download_that_breaks_off_leaves_the_old_file_alone<T: Kind>() {
    let server = breaking_off();
    let directory = tempfile::tempdir().unwrap();
    let target = directory.path().join("export.zip");
    fs::write(&target, "old").unwrap();
    let download = Client::<T>::at(&server.url).export().settle().await.unwrap();
    let error = T::save(download, &target).await.unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
    assert_eq!(fs::read_to_string(&target).unwrap(), "old");
    assert_eq!(names(directory.path()), ["export.zip"]);
}

async fn a_file_that_cannot_be_written_is_named<T: Kind>() {
    let server = streaming(ZIP, &["abc"]);
    let client = Client::<T>::at(&server.url);
    let directory = tempfile::tempdir().unwrap();
    let missing = directory.path().join("missing").join("export.zip");
    let error = T::save(client.export().settle().await.unwrap(), &missing).await.unwrap_err();
    let start = format!("POST /export: the answer could not be saved as `{}`: ", missing.display());
    assert!(error.to_string().starts_with(&start), "{error}");
    let taken = directory.path().join("taken");
    fs::create_dir(&taken).unwrap();
    let error = T::save(client.export().settle().await.unwrap(), &taken).await.unwrap_err();
    assert!(matches!(error, Error::File(_)));
    assert_eq!(names(directory.path()), ["taken"]);
}

async fn a_stream_that_is_a_report_of_failure_is_an_error<T: Kind>() {
    let server =
        streaming("application/json; charset=utf-8", &[r#"{"Status":500,"#, r#""Message":"broken"}"#]);
    let result = Client::<T>::at(&server.url).export().settle().await;
    assert!(matches!(result, Err(Error::Api(_))));
    let server = Server::with(404, "text/plain", "nothing");
    assert!(Client::<T>::at(&server.url).export().settle().await.unwrap_err().is_not_found());
}

async fn a_stream_of_other_json_comes_whole<T: Kind>() {
    let server = streaming("application/json", &["[1,", "2]"]);
    let download = Client::<T>::at(&server.url).export().settle().await.unwrap();
    assert_eq!(T::text(download).await.unwrap(), "[1,2]");
    // Too long for a report of failure: what was read to find out is not lost, and the rest follows.
    let long = format!("{{\"Status\":500,\"Message\":\"{}\"}}", "x".repeat(3_000_000));
    let server = Server::with(200, "application/json", long.clone());
    let download = Client::<T>::at(&server.url).export().settle().await.unwrap();
    assert_eq!(download.content_length(), Some(long.len() as u64));
    assert!(T::text(download).await.unwrap() == long);
}

async fn bytes_that_are_no_text_are_an_error<T: Kind>() {
    let server = Server::with(200, ZIP, vec![0xff, 0xfe]);
    let download = Client::<T>::at(&server.url).export().settle().await.unwrap();
    assert!(matches!(T::text(download).await, Err(Error::Decode(_))));
}

both![
    a_download_is_read_in_any_way,
    a_download_takes_the_place_of_a_file_when_it_is_whole,
    a_download_that_breaks_off_leaves_the_old_file_alone,
    a_file_that_cannot_be_written_is_named,
    a_stream_that_is_a_report_of_failure_is_an_error,
    a_stream_of_other_json_comes_whole,
    bytes_that_are_no_text_are_an_error,
];
