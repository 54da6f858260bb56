//! What is left of a transfer that nobody waits for any more. Only a future can be given up midway.

use super::client;
use crate::{
    petstore::builder,
    servers::{Bare, FOR_EVER, fine, happens, only_request, signal},
    sources::stalling_stream,
};
use docwright_runtime::{Bytes, Upload};
use futures_util::stream;
use std::{fs, io, path::Path, sync::mpsc::Receiver, time::Duration};
use tokio::{
    task::yield_now,
    time::{Instant, timeout},
};

fn names(directory: &Path) -> Vec<String> {
    fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

/// A server that begins an answer and does not go on.
fn stalling() -> (Bare, Receiver<()>) {
    let (hung_up, noticed) = signal();
    let server = Bare::serving(move |_, connection| {
        connection.read_head();
        connection.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
        connection.read_to_end();
        hung_up();
    });
    (server, noticed)
}

#[tokio::test]
async fn a_download_to_a_file_that_is_given_up_leaves_nothing_behind() {
    let (server, noticed) = stalling();
    let directory = tempfile::tempdir().unwrap();
    let target = directory.path().join("export.zip");
    fs::write(&target, "old").unwrap();
    let client = client(builder(&server.address));
    let download = client.export().await.unwrap();
    assert!(timeout(Duration::from_millis(50), download.save_to(&target)).await.is_err());
    happens(noticed).await;
    // Had the file just been made, it goes on the thread that made it.
    let deadline = Instant::now() + FOR_EVER;
    while names(directory.path()) != ["export.zip"] && Instant::now() < deadline {
        yield_now().await;
    }
    assert_eq!(names(directory.path()), ["export.zip"]);
    assert_eq!(fs::read_to_string(&target).unwrap(), "old");
}

#[tokio::test]
async fn a_call_that_is_given_up_ends_its_upload() {
    let (hung_up, noticed) = signal();
    let server = Bare::serving(move |_, connection| {
        connection.read_to_end();
        hung_up();
    });
    let client = client(builder(&server.address));
    let call = client.put_photo(stalling_stream());
    assert!(timeout(Duration::from_millis(50), call.send()).await.is_err());
    happens(noticed).await;
}

#[tokio::test]
async fn a_call_that_is_never_awaited_sends_nothing_and_takes_nothing() {
    let server = fine();
    let client = client(builder(server.address()));
    let bytes = stream::iter([io::Result::Ok(Bytes::from_static(b"once"))]);
    let upload = Upload::stream(bytes, None);
    drop(client.put_photo(upload.clone()).send());
    client.put_photo(upload).await.unwrap();
    assert_eq!(only_request(&server).body, "once");
}
