//! Decoders of paths, queries and forms, written from RFC 3986 and from the URL standard of the WHATWG.

/// Undoes the percent-encoding of RFC 3986, section 2.1. Nothing but unreserved characters and encoded octets is
/// allowed, so that no reader can take any of it for structure.
#[track_caller]
pub(crate) fn decode_strictly(text: &str) -> String {
    let mut bytes = text.bytes();
    let mut decoded = Vec::new();
    while let Some(byte) = bytes.next() {
        decoded.push(match byte {
            b'%' => octet(bytes.next(), bytes.next()).expect("two digits behind a percent sign"),
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => byte,
            other => panic!("{:?} stands unencoded in {text}", char::from(other)),
        });
    }
    String::from_utf8(decoded).unwrap()
}

pub(crate) fn octet(high: Option<u8>, low: Option<u8>) -> Option<u8> {
    let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
    u8::try_from(digit(high)? * 16 + digit(low)?).ok()
}

/// Undoes percent-encoding where there is any, as lenient servers do.
pub(crate) fn decode_leniently(text: &str) -> String {
    let bytes = text.as_bytes();
    let (mut decoded, mut at) = (Vec::new(), 0);
    while let Some(&byte) = bytes.get(at) {
        let encoded = octet(bytes.get(at + 1).copied(), bytes.get(at + 2).copied()).filter(|_| byte == b'%');
        decoded.push(encoded.unwrap_or(byte));
        at += if encoded.is_some() { 3 } else { 1 };
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

/// Reads a form as the URL standard says (section 5.1).
pub(crate) fn decode_form(text: &str) -> Vec<(String, String)> {
    let decode = |text: &str| decode_leniently(&text.replace('+', " "));
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(k, v)| (decode(k), decode(v)))
        .collect()
}

/// Whether a server that decodes a text however often may take a piece of it for a step through its directories.
pub(crate) fn has_step(text: &str) -> bool {
    let mut text = text.to_owned();
    loop {
        if text.split(['/', '\\']).any(|piece| piece == "." || piece == "..") {
            return true;
        }
        let decoded = decode_leniently(&text);
        if decoded == text {
            return false;
        }
        text = decoded;
    }
}
