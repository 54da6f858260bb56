//! Answers that are streams of bytes, read in every way.

use super::{all, client, settle};
use crate::{
    petstore::builder,
    servers::{Bare, FOR_EVER, happens, header, only_request, replying, signal},
    sources::content,
};
use docwright_runtime::{Bytes, CallOptions, Error, Stage, testing::Reply};

/// `hello gzip, hello gzip, hello gzip` and a line break, as `gzip -n9` writes it.
const GZIP: &[u8] = &[
    0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0xcb, 0x48, 0xcd, 0xc9, 0xc9, 0x57, 0x48,
    0xaf, 0xca, 0x2c, 0xd0, 0x51, 0xc8, 0xc0, 0xca, 0xe6, 0x02, 0x00, 0x30, 0xd2, 0x45, 0x19, 0x23, 0x00,
    0x00, 0x00,
];
const GUNZIPPED: &str = "hello gzip, hello gzip, hello gzip\n";

/// A server that sends a body in chunks and then, to the first that ask, no end.
fn chunked(pieces: &'static [&'static str], broken: usize) -> Bare {
    Bare::serving(move |number, connection| {
        connection.read_head();
        connection.write("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n");
        for piece in pieces {
            connection.write(format!("{:x}\r\n{piece}\r\n", piece.len()));
        }
        if number >= broken {
            connection.write("0\r\n\r\n");
        }
        connection.close();
        connection.read_to_end();
    })
}

#[tokio::test]
async fn a_download_is_read_piece_by_piece_and_whole() {
    let server = chunked(&["ab", "cd", "ef"], 0);
    let client = client(builder(&server.address));
    let mut download = settle(client.export().send()).await.unwrap();
    assert_eq!(download.status(), 200);
    assert_eq!((download.content_type(), download.content_length()), (Some("text/plain"), None));
    let mut read = Vec::new();
    while let Some(chunk) = settle(download.chunk()).await.unwrap() {
        assert!(!chunk.is_empty());
        read.extend_from_slice(&chunk);
    }
    assert_eq!(read, b"abcdef");
    assert!(settle(download.chunk()).await.unwrap().is_none());
    let download = settle(client.export().send()).await.unwrap();
    assert_eq!(settle(download.bytes()).await.unwrap(), "abcdef");
    let download = settle(client.export().send()).await.unwrap();
    assert_eq!(settle(download.text()).await.unwrap(), "abcdef");
    let download = settle(client.export().send()).await.unwrap();
    let chunks: Vec<Bytes> = all(download).await.into_iter().map(Result::unwrap).collect();
    assert_eq!(chunks.concat(), b"abcdef");
}

#[tokio::test]
async fn what_was_read_before_is_not_read_again() {
    let content = content(1_000_000);
    let server = replying([Reply::new(200, "application/zip", content.clone())]);
    let mut download = settle(client(builder(server.address())).export().send()).await.unwrap();
    assert_eq!(download.content_length(), Some(1_000_000));
    let first = settle(download.chunk()).await.unwrap().unwrap();
    let rest = settle(download.bytes()).await.unwrap();
    assert!([first, rest].concat() == content);
}

#[tokio::test]
async fn a_download_outlives_its_client() {
    let content = content(1_000_000);
    let server = replying([Reply::new(200, "application/zip", content.clone())]);
    let client = client(builder(server.address()));
    let download = settle(client.export().send()).await.unwrap();
    drop(client);
    assert!(settle(download.bytes()).await.unwrap() == content);
}

#[tokio::test]
async fn nothing_at_all_is_a_download_too() {
    for reply in [Reply::new(200, "application/zip", ""), Reply::status(204)] {
        let server = replying([reply]);
        let client = client(builder(server.address()));
        let mut download = settle(client.export().send()).await.unwrap();
        assert!(settle(download.chunk()).await.unwrap().is_none());
        let download = settle(client.export().send()).await.unwrap();
        assert_eq!(settle(download.text()).await.unwrap(), "");
    }
}

#[tokio::test]
async fn a_download_that_breaks_off_is_an_error_and_the_next_call_succeeds() {
    let server = chunked(&["ab", "cd"], 2);
    let client = client(builder(&server.address));
    let download = settle(client.export().send()).await.unwrap();
    let error = settle(download.bytes()).await.unwrap_err();
    assert!(error.to_string().starts_with("GET /export: the answer broke off: "), "{error}");
    assert!(error.is_retryable());
    let Error::Transport(details) = error else { panic!("{error:?}") };
    assert_eq!(details.stage, Stage::Receiving);

    // One who reads piece by piece gets what came, then the error, then nothing more.
    let chunks = all(settle(client.export().send()).await.unwrap()).await;
    let (last, whole) = chunks.split_last().unwrap();
    let came: Vec<Bytes> = whole.iter().map(|chunk| chunk.as_ref().unwrap().clone()).collect();
    assert_eq!(came.concat(), b"abcd");
    assert!(matches!(last, Err(Error::Transport(_))), "{last:?}");

    let download = settle(client.export().send()).await.unwrap();
    assert_eq!(settle(download.bytes()).await.unwrap(), "abcd");
    // Nothing was repeated behind the caller's back.
    assert_eq!(server.connections(), 3);
}

#[tokio::test]
async fn a_connection_that_is_reset_midway_is_an_error() {
    let (read, may_reset) = signal();
    let may_reset = std::sync::Mutex::new(may_reset);
    let server = Bare::serving(move |_, connection| {
        connection.leave_request();
        connection.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
        may_reset.lock().unwrap().recv_timeout(FOR_EVER).unwrap();
    });
    let mut download = settle(client(builder(&server.address)).export().send()).await.unwrap();
    assert_eq!(settle(download.chunk()).await.unwrap().unwrap(), "half");
    read();
    let error = settle(download.chunk()).await.unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
}

#[tokio::test]
async fn dropping_a_download_hangs_up() {
    let (hung_up, noticed) = signal();
    let server = Bare::serving(move |_, connection| {
        connection.read_head();
        connection.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        while connection.try_write("4\r\nmore\r\n") {}
        hung_up();
    });
    let client = client(builder(&server.address));
    let mut download = settle(client.export().send()).await.unwrap();
    settle(download.chunk()).await.unwrap().unwrap();
    drop(download);
    // The client is still there, and so is what it runs on.
    happens(noticed).await;
    drop(client);
}

/// Checks how much of a body of ten bytes is kept in memory, whether its length is known before or not.
async fn check_limit(limit: u64, fits: bool) {
    let stated = replying([Reply::new(200, "application/zip", "0123456789")]);
    let unstated = chunked(&["01234", "56789"], 0);
    for address in [stated.address(), &unstated.address] {
        let by_client = client(builder(address).answer_limit(limit));
        let by_call = client(builder(address));
        let options = CallOptions::new().answer_limit(limit);
        for download in [
            settle(by_client.export().send()).await.unwrap(),
            settle(by_call.export().with_options(options).send()).await.unwrap(),
            settle(by_call.export().send()).await.unwrap().limit(limit),
        ] {
            match settle(download.bytes()).await {
                Ok(bytes) => assert!(fits && bytes == "0123456789"),
                Err(error) => {
                    assert!(!fits);
                    let expected = format!("GET /export: the answer is larger than {limit} bytes");
                    assert_eq!(error.to_string(), expected);
                    assert!(matches!(error, Error::TooLarge(_)));
                }
            }
        }
        // What goes by piece by piece has no limit.
        assert!(all(settle(by_client.export().send()).await.unwrap()).await.iter().all(Result::is_ok));
    }
}

#[tokio::test]
async fn bytes_that_are_kept_in_memory_have_a_limit() {
    check_limit(10, true).await;
    check_limit(u64::MAX, true).await;
    check_limit(9, false).await;
    check_limit(0, false).await;
}

#[tokio::test]
async fn a_length_beyond_the_limit_is_refused_before_a_byte_is_read() {
    let server = Bare::serving(|_, connection| {
        connection.read_head();
        connection.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000000000\r\n\r\n");
        connection.read_to_end();
    });
    let download = settle(client(builder(&server.address)).export().send()).await.unwrap();
    assert_eq!(download.content_length(), Some(1_000_000_000_000));
    let error = settle(download.text()).await.unwrap_err();
    assert_eq!(error.to_string(), "GET /export: the answer is larger than 67108864 bytes");
}

#[tokio::test]
async fn a_report_of_failure_in_the_place_of_a_download_is_an_error() {
    let report = r#"{"Status":403,"Message":"no export for you"}"#;
    let server = replying([Reply::json(report)]);
    let error = settle(client(builder(server.address())).export().send()).await.unwrap_err();
    assert_eq!(error.to_string(), "GET /export: no export for you (status 403, HTTP 200)");
    assert!(matches!(error, Error::Api(_)) && error.is_forbidden());
    // Not every server says of its JSON that it is.
    let server = replying([Reply::new(200, "text/plain", report)]);
    let error = settle(client(builder(server.address())).export().send()).await.unwrap_err();
    assert!(error.is_forbidden());
    // What says that it is no text is not read before its time.
    let server = replying([Reply::new(200, "application/zip", report)]);
    let download = settle(client(builder(server.address())).export().send()).await.unwrap();
    assert_eq!(settle(download.text()).await.unwrap(), report);
    let server = replying([Reply::new(404, "text/plain", "nothing here")]);
    let error = settle(client(builder(server.address())).export().send()).await.unwrap_err();
    assert!(error.is_not_found());
    assert_eq!(error.to_string(), "GET /export: 404 Not Found: nothing here");
}

#[tokio::test]
async fn a_download_is_tried_again_while_no_byte_of_it_is_there() {
    let server = replying([Reply::status(503), Reply::new(200, "application/zip", "whole")]);
    let download = settle(client(builder(server.address())).export().send()).await.unwrap();
    assert_eq!(settle(download.text()).await.unwrap(), "whole");
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn other_json_is_a_download_like_any() {
    let long = format!(r#"{{"Status":500,"Message":"{}"}}"#, "x".repeat(3_000_000));
    for body in ["[1,2]", "{}", r#"{"Status":200,"Message":"fine"}"#, "", &long] {
        let server = replying([Reply::json(body)]);
        let download = settle(client(builder(server.address())).export().send()).await.unwrap();
        assert_eq!(download.content_length(), Some(body.len() as u64));
        assert!(settle(download.text()).await.unwrap() == body);
    }
}

#[tokio::test]
async fn a_download_is_unpacked_on_its_way() {
    let packed = || Reply::new(200, "text/plain", GZIP).header("Content-Encoding", "gzip");
    let server = replying([packed()]);
    let client = client(builder(server.address()));
    let download = settle(client.export().send()).await.unwrap();
    // The server's number would be that of other bytes.
    assert_eq!(download.content_length(), None);
    assert_eq!(settle(download.text()).await.unwrap(), GUNZIPPED);
    assert_eq!(header(&only_request(&server), "accept-encoding"), Some("gzip"));
    let download = settle(client.export().send()).await.unwrap().limit(GUNZIPPED.len() as u64 - 1);
    assert!(matches!(settle(download.bytes()).await, Err(Error::TooLarge(_))));
    // A file that is itself an archive stays one.
    let server = replying([Reply::new(200, "application/gzip", GZIP)]);
    let download = settle(super::client(builder(server.address())).export().send()).await.unwrap();
    assert_eq!(settle(download.bytes()).await.unwrap(), GZIP);
}

#[tokio::test]
async fn a_packed_download_that_ends_too_early_is_an_error() {
    let half = &GZIP[..GZIP.len() - 8];
    let server = replying([Reply::new(200, "text/plain", half).header("Content-Encoding", "gzip")]);
    let download = settle(client(builder(server.address())).export().send()).await.unwrap();
    let error = settle(download.bytes()).await.unwrap_err();
    assert!(error.to_string().starts_with("GET /export: the answer broke off: "), "{error}");
}

#[tokio::test]
async fn bytes_that_are_no_text_are_an_error() {
    let server = replying([Reply::new(200, "application/zip", &b"\xff\xfe"[..])]);
    let download = settle(client(builder(server.address())).export().send()).await.unwrap();
    assert!(matches!(settle(download.text()).await, Err(Error::Decode(_))));
}
