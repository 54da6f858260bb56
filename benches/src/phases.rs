//! How long each phase of the generator takes: it opens a span of `tracing` for each, and this adds up the time that
//! passes in them. A span's time is its own: that of spans within it is theirs.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Instant;
use tracing::{Subscriber, span};
use tracing_subscriber::{Layer, Registry, layer::Context, layer::SubscriberExt as _, registry::LookupSpan};

/// Seconds by the names of spans.
pub(crate) type Phases = BTreeMap<&'static str, f64>;

thread_local! {
    /// The spans that are open, with when each began and the seconds that passed in those within it.
    static OPEN: RefCell<Vec<(Instant, f64)>> = const { RefCell::new(Vec::new()) };
}

/// What adds up.
struct Clock(Arc<Mutex<Phases>>);

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Clock {
    fn on_enter(&self, _: &span::Id, _: Context<'_, S>) {
        OPEN.with_borrow_mut(|open| open.push((Instant::now(), 0.0)));
    }

    fn on_exit(&self, id: &span::Id, context: Context<'_, S>) {
        let left = OPEN.with_borrow_mut(|open| {
            let (began, within) = open.pop()?;
            let seconds = began.elapsed().as_secs_f64();
            if let Some((_, outer)) = open.last_mut() {
                *outer += seconds;
            }
            Some(seconds - within)
        });
        let name = context.span(id).map(|span| span.name());
        if let (Some(name), Some(seconds), Ok(mut phases)) = (name, left, self.0.lock()) {
            *phases.entry(name).or_default() += seconds;
        }
    }
}

/// What the work gives, and what passed in each phase of it.
pub(crate) fn phases<T>(work: impl FnOnce() -> T) -> (Phases, T) {
    let phases = Arc::new(Mutex::new(Phases::new()));
    let made = tracing::subscriber::with_default(Registry::default().with(Clock(Arc::clone(&phases))), work);
    let taken = phases.lock().map(|mut phases| std::mem::take(&mut *phases)).unwrap_or_default();
    (taken, made)
}
