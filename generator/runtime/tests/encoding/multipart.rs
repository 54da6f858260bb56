//! A decoder of multipart bodies, written from RFC 2046, RFC 7578 and RFC 9110.

use docwright_runtime::testing::Seen;

/// A part of a multipart body: its name, its file name and its content.
pub(crate) type Part = (String, Option<String>, Vec<u8>);

/// Reads a multipart body (RFC 2046, section 5.1) whose parts have the heads that RFC 7578 says.
pub(crate) fn decode_parts(seen: &Seen) -> Vec<Part> {
    let content_type = seen.headers["content-type"].to_str().unwrap();
    let boundary = content_type.strip_prefix("multipart/form-data; boundary=").unwrap();
    let delimiter = format!("\r\n--{boundary}");
    let body = [b"\r\n", &seen.body[..]].concat();
    let mut pieces = split(&body, delimiter.as_bytes());
    assert_eq!((pieces.remove(0), pieces.pop().unwrap()), (&b""[..], &b"--\r\n"[..]));
    pieces.into_iter().map(decode_part).collect()
}

pub(crate) fn decode_part(piece: &[u8]) -> Part {
    let end = piece.windows(4).position(|window| window == b"\r\n\r\n").unwrap();
    let (head, content) = (std::str::from_utf8(&piece[..end]).unwrap(), &piece[end + 4..]);
    let mut lines = head.strip_prefix("\r\n").unwrap().split("\r\n");
    let disposition = lines.next().unwrap().strip_prefix("Content-Disposition: form-data; name=").unwrap();
    let (name, rest) = quoted(disposition);
    let file = rest.strip_prefix("; filename=").map(quoted);
    assert_eq!(file.as_ref().map_or(rest, |(_, rest)| rest), "", "the end of the line");
    let others: Vec<&str> = lines.collect();
    let expected: &[&str] = if file.is_some() { &["Content-Type: application/octet-stream"] } else { &[] };
    assert_eq!(others, expected);
    (name, file.map(|(file, _)| file), content.to_vec())
}

/// A quoted string (RFC 9110, section 5.6.4), and what follows it.
pub(crate) fn quoted(text: &str) -> (String, &str) {
    let mut characters = text.strip_prefix('"').unwrap().char_indices();
    let mut read = String::new();
    loop {
        match characters.next().expect("a quote at the end") {
            (at, '"') => return (read, &text[at + 2..]),
            (_, '\\') => read.push(characters.next().unwrap().1),
            (_, other) => read.push(other),
        }
    }
}

pub(crate) fn split<'a>(mut bytes: &'a [u8], separator: &[u8]) -> Vec<&'a [u8]> {
    let mut pieces = Vec::new();
    while let Some(at) = bytes.windows(separator.len()).position(|window| window == separator) {
        pieces.push(&bytes[..at]);
        bytes = &bytes[at + separator.len()..];
    }
    pieces.push(bytes);
    pieces
}
