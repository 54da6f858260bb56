//! Shows on a terminal what takes long: work comes in, its result goes out, and nothing of the show stays behind.
//!
//! A thread of its own waits beside the work. It draws nothing while the work is quick, and nothing at all where
//! nobody watches: in pipes, files and on machines that build.

use docwright::Observe;
use indicatif::{ProgressBar, ProgressStyle};
use std::env;
use std::io::{self, IsTerminal as _};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

/// Work that is done within this time is not shown.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often the picture changes.
const TICK: Duration = Duration::from_millis(120);
/// What is shown: a sign of life, what is being done, for how long.
const TEMPLATE: &str = "{spinner} {wide_msg} {elapsed}";

/// Does the work; what it reports is shown if it takes long.
pub(super) fn shown<T>(work: impl FnOnce(Observe<'_>) -> T) -> T {
    if !is_watched() {
        return work(&|_| {});
    }
    let (sender, receiver) = mpsc::channel();
    let watcher = thread::Builder::new().spawn(move || watch(&receiver));
    let result = work(&|activity| {
        // A file may be named by anybody: its name must not give orders to the terminal.
        let _ = sender.send(activity.to_string().replace(char::is_control, "?"));
    });
    drop(sender);
    // Waits until the line is cleared, so that nothing is printed into it.
    let _ = watcher.map(thread::JoinHandle::join);
    result
}

/// Whether a person sits at the standard error, in front of a terminal that can take back what it shows.
fn is_watched() -> bool {
    let is_set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    io::stderr().is_terminal() && !is_set("CI") && env::var_os("TERM").is_none_or(|term| term != "dumb")
}

/// Shows the latest activity from when patience ends until nobody can report another.
fn watch(activities: &Receiver<String>) {
    let end = Instant::now() + PATIENCE;
    let mut latest = String::new();
    loop {
        match activities.recv_timeout(end.saturating_duration_since(Instant::now())) {
            Ok(activity) => latest = activity,
            Err(RecvTimeoutError::Timeout) => break,
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
    let bar = ProgressBar::new_spinner().with_message(latest).with_elapsed(PATIENCE);
    if let Ok(style) = ProgressStyle::with_template(TEMPLATE) {
        bar.set_style(style);
    }
    bar.enable_steady_tick(TICK);
    for activity in activities {
        bar.set_message(activity);
    }
    bar.finish_and_clear();
}
