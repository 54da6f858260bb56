//! Uploads that break off, or are not as long as was said.

use super::{client, settle};
use crate::{
    petstore::builder,
    servers::{Bare, fine, happens, only_request, signal},
    sources::{content, reader_of, stream_of, stream_of_pieces},
};
use docwright_runtime::{Error, Stage, Upload};
use std::{io, sync::mpsc::sync_channel};

/// Checks that an upload ends with this error while it is sent: once, although the method is one to repeat.
async fn check(upload: Upload, expected: &str) {
    let (seen, received) = sync_channel(9);
    let server = Bare::serving(move |_, connection| {
        connection.read_head();
        seen.send(connection.read_to_end()).unwrap();
    });
    let error = settle(client(builder(&server.address)).put_photo(upload).send()).await.unwrap_err();
    assert_eq!(error.to_string(), format!("PUT /photo: the request failed: {expected}"));
    let Error::Transport(details) = &error else { panic!("{error:?}") };
    assert_eq!((details.stage, details.attempts), (Stage::Sending, 1));
    assert!(std::error::Error::source(&error).is_some());
    // The server sees the body end too early, and can't take it for whole.
    let body = happens(received).await;
    assert!(!body.ends_with(b"0\r\n\r\n"), "{}", body.escape_ascii());
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn a_stream_that_fails_midway_fails_the_call_once() {
    let pieces = || [Ok("half"), Err(io::Error::other("the disk is gone"))];
    check(stream_of_pieces(pieces(), None), "the disk is gone").await;
    check(stream_of_pieces(pieces(), 8), "the disk is gone").await;
}

#[tokio::test]
async fn a_reader_that_fails_midway_fails_the_call_once() {
    struct Failing(bool);
    impl io::Read for Failing {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            if self.0 {
                return Err(io::Error::other("the tape broke"));
            }
            self.0 = true;
            buffer[..4].copy_from_slice(b"half");
            Ok(4)
        }
    }
    check(Upload::reader(Failing(false), 8), "the tape broke").await;
}

#[tokio::test]
async fn an_upload_that_is_shorter_than_was_said_fails() {
    check(stream_of(&content(10), 15), "the upload ended 5 bytes too early").await;
    check(reader_of(&content(10), 11), "the upload ended 1 bytes too early").await;
}

#[tokio::test]
async fn an_upload_that_is_longer_than_was_said_fails() {
    check(stream_of(&content(10), 7), "the upload is longer than was said").await;
    check(reader_of(&content(10), 9), "the upload is longer than was said").await;
}

#[tokio::test]
async fn an_upload_whose_pieces_go_on_behind_the_stated_length_fails() {
    check(stream_of_pieces([Ok("whole"), Ok(" and more")], 5), "the upload is longer than was said").await;
    check(stream_of(b"more", 0), "the upload is longer than was said").await;
}

#[tokio::test]
async fn a_file_in_a_form_that_is_not_as_long_as_was_said_fails() {
    for (upload, expected) in [
        (stream_of(&content(10), 15), "the upload ended 5 bytes too early"),
        (stream_of(&content(10), 7), "the upload is longer than was said"),
        (stream_of_pieces([Ok("whole"), Ok(" and more")], 5), "the upload is longer than was said"),
    ] {
        let (hung_up, noticed) = signal();
        let server = Bare::serving(move |_, connection| {
            connection.read_to_end();
            hung_up();
        });
        let call = client(builder(&server.address)).add_photo(upload).part("caption", "Rex");
        let error = settle(call.send()).await.unwrap_err();
        assert_eq!(error.to_string(), format!("POST /photos: the request failed: {expected}"));
        happens(noticed).await;
        assert_eq!(server.connections(), 1);
    }
}

#[tokio::test]
async fn an_upload_is_sent_by_one_call_only() {
    let server = fine();
    let client = client(builder(server.address()));
    let upload = stream_of(b"once", None);
    settle(client.put_photo(upload.clone()).send()).await.unwrap();
    let error = settle(client.put_photo(upload).send()).await.unwrap_err();
    assert!(error.to_string().contains("the upload is a stream that was sent already"), "{error}");
    assert_eq!(only_request(&server).body, "once");
}

#[tokio::test]
async fn a_server_that_answers_before_it_has_read_the_upload_is_heard() {
    let (hung_up, noticed) = signal();
    let server = Bare::serving(move |_, connection| {
        connection.read_head();
        connection.write("HTTP/1.1 413 Content Too Large\r\nContent-Length: 0\r\n\r\n");
        connection.close();
        connection.read_to_end();
        hung_up();
    });
    // It never ends: the answer alone can end the call.
    let upload = Upload::reader(io::repeat(b'x'), None);
    let error = settle(client(builder(&server.address)).put_photo(upload).send()).await.unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(413), "{error}");
    happens(noticed).await;
}
