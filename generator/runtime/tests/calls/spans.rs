//! The span of each attempt, with OpenTelemetry's names for the attributes of an HTTP client.
//!
//! The names are those of the semantic conventions for HTTP client spans, stable since version 1.23.

use crate::both::{Kind, both};
use crate::client::{add_pet, builder, get_pet, serve};
use docwright_runtime::testing::Reply;
use std::{
    collections::BTreeMap,
    fmt::Debug,
    sync::{
        Mutex, Once,
        atomic::{AtomicU64, Ordering},
    },
};
use tracing::{
    Metadata, Subscriber,
    field::{Field, Visit},
    span,
};

both!(each_attempt_has_a_span, a_failure_says_its_kind);

/// The attributes of each span of a request, in the order in which they were made. They are of the whole process, since
/// the blocking client works on a thread of its own; a test finds its own by the port of its server.
static SPANS: Mutex<BTreeMap<u64, BTreeMap<&'static str, String>>> = Mutex::new(BTreeMap::new());
static NEXT: AtomicU64 = AtomicU64::new(1);
static WATCHING: Once = Once::new();

struct Watcher;

struct Attributes(u64);

impl Visit for Attributes {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        SPANS
            .lock()
            .unwrap()
            .entry(self.0)
            .or_default()
            .insert(field.name(), format!("{value:?}").replace('"', ""));
    }
}

impl Subscriber for Watcher {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.is_span() && metadata.name() == "http.client.request"
    }

    fn new_span(&self, attributes: &span::Attributes<'_>) -> span::Id {
        let id = NEXT.fetch_add(1, Ordering::SeqCst);
        attributes.record(&mut Attributes(id));
        span::Id::from_u64(id)
    }

    fn record(&self, id: &span::Id, values: &span::Record<'_>) {
        values.record(&mut Attributes(id.into_u64()));
    }

    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}

    fn event(&self, _: &tracing::Event<'_>) {}

    fn enter(&self, _: &span::Id) {}

    fn exit(&self, _: &span::Id) {}
}

/// Watches from now on. A server that is gone may have had the port of this one.
fn watch(address: &str) {
    WATCHING.call_once(|| tracing::subscriber::set_global_default(Watcher).unwrap());
    SPANS
        .lock()
        .unwrap()
        .retain(|_, attributes| attributes.get("server.port").is_none_or(|at| at != port(address)));
}

fn port(address: &str) -> &str {
    address.rsplit(':').next().unwrap()
}

/// The spans of requests to this server, without the duration, which must be one.
fn spans(address: &str) -> Vec<Vec<String>> {
    let port = port(address);
    let spans = SPANS.lock().unwrap();
    let of_server =
        spans.values().filter(|attributes| attributes.get("server.port").is_some_and(|at| at == port));
    let lines = |attributes: &BTreeMap<&str, String>| {
        assert!(attributes["http.client.request.duration"].parse::<f64>().unwrap() > 0.0);
        let kept = attributes
            .iter()
            .filter(|(name, _)| !matches!(**name, "http.client.request.duration" | "server.port"));
        kept.map(|(name, value)| format!("{name}={value}")).collect()
    };
    of_server.map(lines).collect()
}

async fn each_attempt_has_a_span<T: Kind>() {
    let server = serve([Reply::status(503), Reply::json("{}")]);
    watch(server.address());
    let client = T::build(builder(server.address())).unwrap();
    T::settle(get_pet(&client, "pr1v4te").query("q", "pr1v4te").send()).await.unwrap();
    let common = [
        "http.request.method=GET",
        "otel.kind=client",
        "otel.name=GET /pets/{id}",
        "server.address=127.0.0.1",
        "url.scheme=http",
        "url.template=/pets/{id}",
    ];
    let attempt = |more: &[&str]| {
        let mut lines: Vec<String> = common.iter().chain(more).map(|line| (*line).to_owned()).collect();
        lines.sort();
        lines
    };
    let first = ["error.type=503", "http.response.status_code=503", "otel.status_code=ERROR"];
    let second = ["http.request.resend_count=1", "http.response.status_code=200"];
    assert_eq!(spans(server.address()), [attempt(&first), attempt(&second)]);
}

async fn a_failure_says_its_kind<T: Kind>() {
    for (reply, kind) in [
        (Reply::json(r#"{"Status":403,"Message":"No."}"#), "api"),
        (Reply::disconnected(), "transport"),
        (Reply::status(404), "404"),
    ] {
        let server = serve([reply]);
        watch(server.address());
        let client = T::build(builder(server.address())).unwrap();
        assert!(T::settle(add_pet(&client, "Rex").send()).await.is_err());
        let spans = spans(server.address());
        assert!(spans[0].contains(&format!("error.type={kind}")), "{spans:?}");
    }
}
