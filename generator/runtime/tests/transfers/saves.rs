//! Downloads that go to a file: it is there whole, or not at all.

use super::{client, settle};
use crate::{
    petstore::builder,
    servers::{Bare, replying},
    sources::content,
};
use docwright_runtime::{Error, Retry, TimeoutKind, Timeouts, testing::Reply};
use std::{fs, path::Path, time::Duration};

fn names(directory: &Path) -> Vec<String> {
    fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

fn zip(content: impl Into<docwright_runtime::Bytes>) -> Reply {
    Reply::new(200, "application/zip", content)
}

#[tokio::test]
async fn a_download_becomes_a_file_or_takes_the_place_of_one() {
    let content = content(1_000_000);
    let server = replying([zip(content.clone()), zip("small"), zip("")]);
    let client = client(builder(server.address()));
    let directory = tempfile::tempdir().unwrap();
    let target = directory.path().join("export.zip");
    for expected in [&content[..], b"small", b""] {
        let download = settle(client.export().send()).await.unwrap();
        assert_eq!(settle(download.save_to(&target)).await.unwrap(), expected.len() as u64);
        assert!(fs::read(&target).unwrap() == expected);
        assert_eq!(names(directory.path()), ["export.zip"]);
    }
}

#[tokio::test]
async fn what_was_read_before_is_not_in_the_file() {
    let content = content(1_000_000);
    let server = replying([zip(content.clone())]);
    let directory = tempfile::tempdir().unwrap();
    let target = directory.path().join("export.zip");
    let mut download = settle(client(builder(server.address())).export().send()).await.unwrap();
    let first = settle(download.chunk()).await.unwrap().unwrap();
    let written = settle(download.save_to(&target)).await.unwrap();
    assert_eq!(written, (content.len() - first.len()) as u64);
    assert!(fs::read(&target).unwrap() == content[first.len()..]);
}

/// A server that breaks the first answer off, stalls the second, resets the third, and sends the fourth whole.
fn moody() -> Bare {
    Bare::serving(|number, connection| {
        if number == 2 {
            connection.leave_request();
        } else {
            connection.read_head();
        }
        connection.write("HTTP/1.1 200 OK\r\nContent-Length: 11\r\nConnection: close\r\n\r\nnew ");
        match number {
            0 | 2 => return,
            1 => {}
            _ => connection.write("content"),
        }
        connection.read_to_end();
    })
}

#[tokio::test]
async fn a_download_that_fails_leaves_the_old_file_and_nothing_else() {
    let server = moody();
    let timeouts = Timeouts::default().idle(Duration::from_millis(200));
    let client = client(builder(&server.address).timeouts(timeouts).retry(Retry::never()));
    let directory = tempfile::tempdir().unwrap();
    let target = directory.path().join("export.zip");
    fs::write(&target, "old").unwrap();
    for number in 0..3 {
        let error = match settle(client.export().send()).await {
            Ok(download) => settle(download.save_to(&target)).await.unwrap_err(),
            // A reset may overtake the head of the answer.
            Err(error) => error,
        };
        match (number, error) {
            (0 | 2, Error::Transport(_)) => {}
            (1, Error::Timeout(details)) if details.kind == TimeoutKind::Idle => {}
            (_, other) => panic!("{number}: {other:?}"),
        }
        assert_eq!(fs::read_to_string(&target).unwrap(), "old");
        assert_eq!(names(directory.path()), ["export.zip"]);
    }
    let download = settle(client.export().send()).await.unwrap();
    assert_eq!(settle(download.save_to(&target)).await.unwrap(), 11);
    assert_eq!(fs::read_to_string(&target).unwrap(), "new content");
    assert_eq!(names(directory.path()), ["export.zip"]);
}

#[tokio::test]
async fn a_place_that_cannot_be_written_is_named() {
    let server = replying([zip("content")]);
    let client = client(builder(server.address()));
    let directory = tempfile::tempdir().unwrap();
    let (taken, file) = (directory.path().join("taken"), directory.path().join("file"));
    fs::create_dir(&taken).unwrap();
    fs::write(&file, "old").unwrap();
    let missing = directory.path().join("missing").join("export.zip");
    for path in [missing, taken, file.join("export.zip")] {
        let download = settle(client.export().send()).await.unwrap();
        let error = settle(download.save_to(&path)).await.unwrap_err();
        let start = format!("GET /export: the answer could not be saved as `{}`: ", path.display());
        assert!(error.to_string().starts_with(&start), "{error}");
        let Error::File(details) = error else { panic!("{error:?}") };
        assert!(details.path == path && !details.is_upload);
    }
    let mut left = names(directory.path());
    left.sort();
    assert_eq!(left, ["file", "taken"]);
    assert_eq!(names(&directory.path().join("taken")), [""; 0]);
    assert_eq!(fs::read_to_string(file).unwrap(), "old");
}

/// On unix, what the process's mask leaves of reading and writing.
#[cfg(unix)]
#[tokio::test]
async fn the_file_has_the_permissions_of_one_that_is_created() {
    use std::os::unix::fs::PermissionsExt as _;
    let server = replying([zip("content")]);
    let directory = tempfile::tempdir().unwrap();
    let (created, saved) = (directory.path().join("created"), directory.path().join("saved"));
    fs::write(&created, "content").unwrap();
    let download = settle(client(builder(server.address())).export().send()).await.unwrap();
    settle(download.save_to(&saved)).await.unwrap();
    let mode = |path| fs::metadata(path).unwrap().permissions().mode();
    assert_eq!(mode(&saved), mode(&created));
}
