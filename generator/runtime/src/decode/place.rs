//! Which value of a JSON text an error is about.
//!
//! In come the text and the line and column that the reader of JSON tells, out goes the path of the value that stands
//! there: `items[3].name`. Only who fails pays for it: a reader that takes the path down on its way allocates for each
//! field that it reads.

use serde_json::Error;
use std::fmt::Write as _;

/// What a value is in.
enum Frame {
    /// An object, and where the name of the value stands.
    Object(Option<(usize, usize)>),
    /// A list, and how many values are before this one.
    List(usize),
}

/// The path of the value that an error is about; `.` for the whole.
pub(crate) fn path(text: &[u8], error: &Error) -> String {
    let read = offset(text, error.line(), error.column());
    shown(text, &frames(text, read))
}

/// How many bytes were read when the reader was at this line and column.
fn offset(text: &[u8], line: usize, column: usize) -> usize {
    let mut ends = text.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(index, _)| index + 1);
    let start = line.checked_sub(2).map_or(Some(0), |before| ends.nth(before));
    start.unwrap_or(text.len()).saturating_add(column).min(text.len())
}

/// What the value is in that this many bytes lead to: the one that they end with or end in, or else the next.
fn frames(text: &[u8], read: usize) -> Vec<Frame> {
    let mut frames = Vec::new();
    let mut at = 0;
    while at < read {
        let end = if text.get(at) == Some(&b'"') { end_of_string(text, at) } else { at + 1 };
        match (text.get(at), frames.last_mut()) {
            (Some(b'{'), _) => frames.push(Frame::Object(None)),
            (Some(b'['), _) => frames.push(Frame::List(0)),
            (Some(b'}' | b']'), _) => drop(frames.pop()),
            (Some(b','), Some(Frame::List(before))) => *before += 1,
            (Some(b','), Some(Frame::Object(name))) => *name = None,
            // Until it is read, a name is nothing that the object has.
            (Some(b'"'), Some(Frame::Object(name @ None))) if end <= read => *name = Some((at, end)),
            _ => {}
        }
        at = end;
    }
    frames
}

/// Where the string ends that begins here.
fn end_of_string(text: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(byte) = text.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    text.len()
}

fn shown(text: &[u8], frames: &[Frame]) -> String {
    let mut path = String::new();
    for frame in frames {
        match frame {
            Frame::Object(None) => {}
            Frame::Object(Some((start, end))) => {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(&name(text.get(*start..*end).unwrap_or_default()));
            }
            Frame::List(before) => {
                let _ = write!(path, "[{before}]");
            }
        }
    }
    if path.is_empty() { ".".to_owned() } else { path }
}

/// A name without its quotation marks and escapes.
fn name(quoted: &[u8]) -> String {
    serde_json::from_slice(quoted).unwrap_or_else(|_| String::from_utf8_lossy(quoted).into_owned())
}

#[cfg(test)]
mod tests {
    use super::path;
    use serde::{Deserialize, de::DeserializeOwned};
    use std::collections::BTreeMap;
    use std::fmt::Debug;

    #[derive(Debug, Deserialize)]
    #[allow(dead_code, reason = "read to fail")]
    struct Node {
        count: i64,
        name: Option<String>,
        #[serde(default)]
        sizes: Vec<f64>,
        #[serde(default)]
        nodes: Vec<Node>,
        #[serde(default)]
        by_name: BTreeMap<String, Node>,
    }

    /// The path is the one that a reader takes down which keeps it all the way.
    #[track_caller]
    fn check<T: DeserializeOwned + Debug>(text: &str) {
        let error = serde_json::from_str::<T>(text).expect_err("an error");
        let tracked: Result<T, _> =
            serde_path_to_error::deserialize(&mut serde_json::Deserializer::from_str(text));
        let expected = tracked.expect_err("an error").path().to_string();
        assert_eq!(path(text.as_bytes(), &error), expected, "{text}: {error}");
    }

    #[test]
    fn values_of_another_type() {
        for wrong in ["\"x\"", "1.5", "true", "[]", "{}", "null", "[1]", "{\"a\":1}", "12345678901234567890"]
        {
            check::<Node>(&format!("{{\"count\":{wrong}}}"));
            check::<Node>(&format!("{{ \"name\" : null,\n  \"count\" : {wrong} ,\n\"x\":1}}"));
            check::<Node>(&format!("{{\"count\":1,\"nodes\":[{{\"count\":2}}, {{\"count\":{wrong}}}]}}"));
            check::<Node>(&format!("{{\"count\":1,\"by_name\":{{\"a \\\"b\":{{\"count\":{wrong}}}}}}}"));
            check::<Vec<i64>>(&format!("[1,2, {wrong},4]"));
        }
        for wrong in ["1", "[]", "{}", "false"] {
            check::<Node>(&format!("{{\"x\":{{\"y\":[1,{{}}]}},\"name\":{wrong},\"count\":1}}"));
        }
        for wrong in ["\"x\"", "{}", "[[]]", "[1,{}]", "[1,[]]", "[0.5,null]", "[1, \"é\\\"\"]"] {
            check::<Node>(&format!("{{\"count\":1,\"sizes\":{wrong}}}"));
        }
        for whole in ["\"x\"", "1", "[1,2,3]", "null"] {
            check::<Node>(whole);
        }
    }

    #[test]
    fn what_is_missing() {
        for text in ["{}", "{\"name\":\"x\"}", "{\"count\":1,\"nodes\":[{\"count\":1},{}],\"name\":\"x\"}"] {
            check::<Node>(text);
        }
    }

    #[test]
    fn no_text_makes_it_panic() {
        let text = "{\"count\":1,\"by_name\":{\"\\u00e9\\\\\":{\"count\":[\"a\",{}]}},\"nodes\":[[]]}";
        for end in 0..=text.len() {
            for start in 0..end {
                let part = text.get(start..end).unwrap();
                if let Err(error) = serde_json::from_str::<Node>(part) {
                    assert!(path(part.as_bytes(), &error).len() <= part.len() + 3, "{part}");
                }
            }
        }
    }
}
