//! Downloads as readers of the standard library, which the blocking client alone gives.

use super::client;
use crate::{
    petstore::builder,
    servers::{Bare, replying},
    sources::content,
};
use docwright_runtime::{Error, Timeouts, testing::Reply};
use std::{
    io::{self, ErrorKind, Read as _},
    time::Duration,
};

#[test]
fn a_download_is_read_with_buffers_of_any_size() {
    let content = content(200_000);
    let server = replying([Reply::new(200, "application/zip", content.clone())]);
    let client = client(builder(server.address()));
    for size in [1, 7, 4096, 1_000_000] {
        let mut download = client.export().send().unwrap();
        let (mut read, mut buffer) = (Vec::new(), vec![0; size]);
        loop {
            let length = download.read(&mut buffer).unwrap();
            if length == 0 {
                break;
            }
            read.extend_from_slice(&buffer[..length]);
        }
        assert!(read == content, "{size}");
        assert_eq!(download.read(&mut buffer).unwrap(), 0);
    }
    let mut copied = Vec::new();
    io::copy(&mut client.export().send().unwrap(), &mut copied).unwrap();
    assert!(copied == content);
}

#[test]
fn an_empty_buffer_takes_nothing() {
    let server = replying([Reply::new(200, "application/zip", "content")]);
    let mut download = client(builder(server.address())).export().send().unwrap();
    assert_eq!(download.read(&mut []).unwrap(), 0);
    assert_eq!(download.text().unwrap(), "content");
}

#[test]
fn what_a_reader_has_left_can_be_taken_in_another_way() {
    let server = replying([Reply::new(200, "application/zip", "content")]);
    let client = client(builder(server.address()));
    let half_read = || {
        let mut download = client.export().send().unwrap();
        let mut first = [0; 3];
        download.read_exact(&mut first).unwrap();
        assert_eq!(&first, b"con");
        download
    };
    assert_eq!(half_read().text().unwrap(), "tent");
    assert_eq!(half_read().chunk().unwrap().unwrap(), "tent");
    let chunks: Vec<_> = half_read().map(Result::unwrap).collect();
    assert_eq!(chunks.concat(), b"tent");
    let directory = tempfile::tempdir().unwrap();
    let target = directory.path().join("rest");
    assert_eq!(half_read().save_to(&target).unwrap(), 4);
    assert_eq!(std::fs::read(target).unwrap(), b"tent");
}

/// The error of reading an answer that says ten bytes and brings four, from a server that then does this.
fn failure(hang_up: bool) -> io::Error {
    let server = Bare::serving(move |_, connection| {
        connection.read_head();
        connection.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
        if hang_up {
            connection.close();
        }
        connection.read_to_end();
    });
    let timeouts = Timeouts::default().idle(Duration::from_millis(200));
    let mut download = client(builder(&server.address).timeouts(timeouts)).export().send().unwrap();
    let mut read = Vec::new();
    let error = download.read_to_end(&mut read).unwrap_err();
    assert_eq!(read, b"half");
    error
}

#[test]
fn a_reader_gives_the_error_of_the_call() {
    let broken = failure(true);
    assert_eq!(broken.kind(), ErrorKind::Other);
    assert!(matches!(broken.downcast::<Error>().unwrap(), Error::Transport(_)));
    let stalled = failure(false);
    assert_eq!(stalled.kind(), ErrorKind::TimedOut);
    assert!(stalled.downcast::<Error>().unwrap().is_timeout());
}
