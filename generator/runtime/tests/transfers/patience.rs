//! How long a transfer may take.

use super::{client, settle};
use crate::{
    petstore::builder,
    servers::{Bare, FOR_EVER, fine, happens, only_request, signal},
    sources::{slow_stream, stalling_stream},
};
use docwright_runtime::{CallOptions, Error, Retry, TimeoutKind, Timeouts, Upload};
use std::{
    io::{self, Read},
    sync::{
        Mutex,
        mpsc::{Receiver, sync_channel},
    },
    time::Duration,
};

const fn ms(milliseconds: u64) -> Duration {
    Duration::from_millis(milliseconds)
}

#[track_caller]
fn check_timeout(error: &Error, kind: TimeoutKind, after: Duration) {
    let Error::Timeout(details) = error else { panic!("{error:?}") };
    assert_eq!((details.kind, details.after, details.attempts), (kind, after, 1));
}

/// 100 bytes over at least 300 milliseconds: longer than both timeouts.
#[tokio::test]
async fn an_upload_takes_as_long_as_it_takes_while_bytes_move() {
    let timeouts = Timeouts::default().idle(ms(200)).total(ms(100));
    for in_form in [false, true] {
        let server = fine();
        let client = client(builder(server.address()).timeouts(timeouts));
        let slow = slow_stream(100, ms(3));
        let outcome = if in_form {
            settle(client.add_photo(slow).send()).await
        } else {
            settle(client.put_photo(slow).send()).await
        };
        outcome.unwrap();
        assert!(only_request(&server).body.windows(100).any(|window| window == [b'x'; 100]));
    }
}

#[tokio::test]
async fn an_upload_whose_source_stalls_ends_and_is_not_tried_again() {
    let (hung_up, noticed) = signal();
    let server = Bare::serving(move |_, connection| {
        connection.read_to_end();
        hung_up();
    });
    let client = client(builder(&server.address).timeouts(Timeouts::default().idle(ms(50))));
    let error = settle(client.put_photo(stalling_stream()).send()).await.unwrap_err();
    check_timeout(&error, TimeoutKind::Idle, ms(50));
    assert_eq!(error.to_string(), "PUT /photo: nothing came or went for 50ms");
    happens(noticed).await;
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn an_upload_whose_reader_blocks_ends() {
    struct Blocked(Mutex<Receiver<()>>);
    impl Read for Blocked {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            // Until the test is over.
            let _ = self.0.lock().unwrap().recv();
            Ok(0)
        }
    }
    let (over, waiting) = sync_channel(0);
    let server = Bare::serving(|_, connection| drop(connection.read_to_end()));
    let client = client(builder(&server.address).timeouts(Timeouts::default().idle(ms(50))));
    let upload = Upload::reader(Blocked(Mutex::new(waiting)), None);
    let error = settle(client.put_photo(upload).send()).await.unwrap_err();
    check_timeout(&error, TimeoutKind::Idle, ms(50));
    drop(over);
}

/// More bytes than a system keeps between two ends of a connection.
#[tokio::test]
async fn an_upload_that_the_server_does_not_read_ends() {
    let large = Upload::from(vec![0; 64 * 1024 * 1024]);
    let server = Bare::serving(|_, connection| {
        connection.read_head();
        std::thread::sleep(FOR_EVER);
    });
    let hasty = builder(&server.address).timeouts(Timeouts::default().idle(ms(200))).retry(Retry::never());
    let client = client(hasty);
    let error = settle(client.put_photo(large.clone()).send()).await.unwrap_err();
    check_timeout(&error, TimeoutKind::Idle, ms(200));
    let error = settle(client.add_photo(large).send()).await.unwrap_err();
    check_timeout(&error, TimeoutKind::Idle, ms(200));
}

#[tokio::test]
async fn a_total_that_the_call_says_bounds_an_upload() {
    let server = Bare::serving(|_, connection| drop(connection.read_to_end()));
    let client = client(builder(&server.address));
    let call = client.put_photo(slow_stream(1_000_000, ms(3)));
    let error = settle(call.with_options(CallOptions::new().total(ms(50))).send()).await.unwrap_err();
    check_timeout(&error, TimeoutKind::Total, ms(50));
}

#[tokio::test]
async fn an_upload_in_memory_is_bounded_by_the_total_of_the_client() {
    let server = Bare::serving(|_, connection| drop(connection.read_to_end()));
    let client = client(builder(&server.address).timeouts(Timeouts::default().total(ms(50))));
    let error = settle(client.add_photo("x").send()).await.unwrap_err();
    check_timeout(&error, TimeoutKind::Total, ms(50));
}

const HEAD: &str = "HTTP/1.1 200 OK\r\nContent-Type: application/zip\r\nContent-Length: 1000000\r\n\r\n";

#[tokio::test]
async fn a_download_that_stalls_ends() {
    let (hung_up, noticed) = signal();
    let server = Bare::serving(move |_, connection| {
        connection.read_head();
        connection.write(HEAD);
        connection.write("half");
        connection.read_to_end();
        hung_up();
    });
    let client = client(builder(&server.address).timeouts(Timeouts::default().idle(ms(50))));
    let mut download = settle(client.export().send()).await.unwrap();
    assert_eq!(settle(download.chunk()).await.unwrap().unwrap(), "half");
    let error = settle(download.chunk()).await.unwrap_err();
    check_timeout(&error, TimeoutKind::Idle, ms(50));
    // It is over, and the connection with it.
    assert!(settle(download.chunk()).await.unwrap().is_none());
    happens(noticed).await;
    let download = settle(client.export().send()).await.unwrap();
    check_timeout(&settle(download.bytes()).await.unwrap_err(), TimeoutKind::Idle, ms(50));
}

/// A server that sends a byte every few milliseconds, so many in all.
fn dripping(bytes: usize) -> Bare {
    Bare::serving(move |_, connection| {
        connection.read_head();
        connection.write(HEAD.replace("1000000", &bytes.to_string()));
        for _ in 0..bytes {
            std::thread::sleep(ms(3));
            if !connection.try_write("x") {
                return;
            }
        }
        connection.read_to_end();
    })
}

#[tokio::test]
async fn a_download_takes_as_long_as_it_takes_while_bytes_move() {
    let server = dripping(100);
    let timeouts = Timeouts::default().idle(ms(200)).total(ms(100));
    let client = client(builder(&server.address).timeouts(timeouts));
    let download = settle(client.export().send()).await.unwrap();
    assert_eq!(settle(download.text()).await.unwrap(), "x".repeat(100));
}

#[tokio::test]
async fn a_total_that_the_call_says_bounds_a_download_to_its_last_byte() {
    let server = dripping(1_000_000);
    let call = client(builder(&server.address)).export().with_options(CallOptions::new().total(ms(200)));
    let download = settle(call.send()).await.unwrap();
    let error = settle(download.bytes()).await.unwrap_err();
    check_timeout(&error, TimeoutKind::Total, ms(200));
    assert_eq!(error.to_string(), "GET /export: no result within 200ms");
}
