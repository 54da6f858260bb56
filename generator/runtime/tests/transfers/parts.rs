//! A reader of `multipart/form-data`, written from RFC 2046, section 5.1, and RFC 7578.

use docwright_runtime::testing::Seen;

/// A part of a body.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Part {
    /// The lines of its head.
    pub(crate) head: Vec<String>,
    pub(crate) content: Vec<u8>,
}

/// The parts of the body of a request.
pub(crate) fn parts(seen: &Seen) -> Vec<Part> {
    let content_type = seen.headers["content-type"].to_str().unwrap();
    let boundary = content_type.strip_prefix("multipart/form-data; boundary=").unwrap();
    let delimiter = format!("--{boundary}");
    let body = seen.body.strip_prefix(delimiter.as_bytes()).expect("the body begins with the boundary");
    let mut pieces = split(body, format!("\r\n{delimiter}").as_bytes());
    assert_eq!(pieces.pop().unwrap(), b"--\r\n", "what is behind the last boundary");
    pieces.into_iter().map(read_part).collect()
}

fn read_part(piece: &[u8]) -> Part {
    let piece = piece.strip_prefix(b"\r\n").expect("a line break behind a boundary");
    let mut halves = split(piece, b"\r\n\r\n").into_iter();
    let head = std::str::from_utf8(halves.next().unwrap()).unwrap();
    let content = halves.collect::<Vec<_>>().join(&b"\r\n\r\n"[..]);
    Part { head: head.split("\r\n").map(str::to_owned).collect(), content }
}

/// The pieces between the occurrences of a separator.
fn split<'a>(mut bytes: &'a [u8], separator: &[u8]) -> Vec<&'a [u8]> {
    let mut pieces = Vec::new();
    while let Some(at) = bytes.windows(separator.len()).position(|window| window == separator) {
        pieces.push(&bytes[..at]);
        bytes = &bytes[at + separator.len()..];
    }
    pieces.push(bytes);
    pieces
}
