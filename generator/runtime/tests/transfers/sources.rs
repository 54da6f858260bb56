//! Where the bytes of uploads come from.

use docwright_runtime::{Bytes, Upload};
use futures_util::{StreamExt as _, stream};
use std::{
    io::{self, Cursor},
    path::PathBuf,
    time::Duration,
};
use tempfile::TempDir;
use tokio::time::sleep;

/// So many bytes in which no two stretches of 251 begin alike, so that none can be lost or doubled unseen.
pub(crate) fn content(length: usize) -> Vec<u8> {
    (0..length).map(|index| u8::try_from((index + index / 251) % 251).unwrap()).collect()
}

/// A file of this content. It goes with the directory.
pub(crate) fn file(content: &[u8]) -> (TempDir, PathBuf) {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("photo.png");
    std::fs::write(&path, content).unwrap();
    (directory, path)
}

fn pieces(content: &[u8]) -> Vec<io::Result<Bytes>> {
    content.chunks(10_000).map(|piece| Ok(Bytes::copy_from_slice(piece))).collect()
}

pub(crate) fn stream_of(content: &[u8], length: impl Into<Option<u64>>) -> Upload {
    Upload::stream(stream::iter(pieces(content)), length)
}

pub(crate) fn reader_of(content: &[u8], length: impl Into<Option<u64>>) -> Upload {
    Upload::reader(Cursor::new(content.to_vec()), length)
}

/// A stream of these pieces, of which the last may be a failure.
pub(crate) fn stream_of_pieces(
    pieces: impl IntoIterator<Item = io::Result<&'static str>>,
    length: impl Into<Option<u64>>,
) -> Upload {
    let pieces: Vec<_> = pieces.into_iter().map(|piece| piece.map(Bytes::from)).collect();
    Upload::stream(stream::iter(pieces), length)
}

/// A stream of single bytes with a pause before each.
pub(crate) fn slow_stream(bytes: usize, pause: Duration) -> Upload {
    let slow = stream::iter(0..bytes).then(move |_| async move {
        sleep(pause).await;
        io::Result::Ok(Bytes::from_static(b"x"))
    });
    Upload::stream(slow, None)
}

/// A stream that gives one byte, and then nothing for ever.
pub(crate) fn stalling_stream() -> Upload {
    let first = stream::iter([io::Result::Ok(Bytes::from_static(b"x"))]);
    Upload::stream(first.chain(stream::pending()), None)
}
