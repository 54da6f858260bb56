//! One execution: a target and its input, in; what went wrong, out. And the least input by which it still does.

use std::{
    fmt,
    panic::{self, AssertUnwindSafe, PanicHookInfo},
    sync::{Mutex, PoisonError},
};

/// So often smaller input is tried.
const MOST_TRIALS: usize = 3_000;

/// What a panic said, and where.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The line of Rust: `checks.rs:12`. Findings are told apart by it.
    pub place: String,
    /// Its words.
    pub message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
    }
}

static LAST: Mutex<Option<Fault>> = Mutex::new(None);

/// Has panics be kept instead of shown, in the whole process.
pub fn keep_panics() {
    panic::set_hook(Box::new(|info: &PanicHookInfo<'_>| {
        let place = info.location().map(|at| format!("{}:{}", at.file(), at.line())).unwrap_or_default();
        let payload = info.payload();
        let text = payload.downcast_ref::<&str>().copied();
        let text = text.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
        let message = text.unwrap_or("a panic").to_owned();
        *LAST.lock().unwrap_or_else(PoisonError::into_inner) = Some(Fault { place, message });
    }));
}

/// Runs a target once; `None` if nothing is wrong.
pub fn run(target: fn(&[u8]), data: &[u8]) -> Option<Fault> {
    let outcome = panic::catch_unwind(AssertUnwindSafe(|| target(data)));
    let unknown = || Fault { place: String::new(), message: "a panic".to_owned() };
    outcome.err().map(|_| LAST.lock().unwrap_or_else(PoisonError::into_inner).take().unwrap_or_else(unknown))
}

/// The input without all that is not needed for it to fail at the same place.
#[must_use]
pub fn minimised(target: fn(&[u8]), place: &str, data: &[u8]) -> Vec<u8> {
    let mut trials = 0;
    let mut fails = |data: &[u8]| {
        trials += 1;
        trials <= MOST_TRIALS && run(target, data).is_some_and(|fault| fault.place == place)
    };
    let lines = data.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
    let lines = without_pieces(lines, &mut fails);
    without_pieces(lines.concat().into_iter().map(|byte| vec![byte]).collect(), &mut fails).concat()
}

/// Leaves out pieces, long stretches first, as long as what is left fails.
fn without_pieces(mut pieces: Vec<Vec<u8>>, fails: &mut impl FnMut(&[u8]) -> bool) -> Vec<Vec<u8>> {
    let mut length = pieces.len().div_ceil(2);
    while length > 0 {
        let mut at = 0;
        while at < pieces.len() {
            let mut fewer = pieces.clone();
            fewer.drain(at..pieces.len().min(at + length));
            if fails(&fewer.concat()) {
                pieces = fewer;
            } else {
                at += length;
            }
        }
        length = if length == 1 { 0 } else { length.div_ceil(2) };
    }
    pieces
}
