//! A session from login to logout, with everything that can be printed of it: no secret is in it.

use crate::both::{Kind, both};
use crate::client::{Calls as _, builder, header, password, serve};
use docwright_runtime::{AnswerHead, ClientBuilder, Grant, Hook, PreparedRequest, Result, testing::Reply};
use std::{
    error::Error as _,
    fmt::{Debug, Write as _},
    sync::{Arc, Mutex, Once},
};
use tracing::{
    Level, Metadata, Subscriber,
    field::{Field, Visit},
    span,
};

both!(nothing_that_a_session_prints_holds_a_secret);

/// What the client knows or is told that nobody else should read: a password, a session's key, a client's secret, two
/// tokens, and the value of an argument.
const SECRETS: [&str; 7] = ["hunter2", "k3y/1", "k3y%2F1", "cl13nt", "t0k3n", "r3fr3sh", "pr1v4te"];

#[track_caller]
fn check(printed: &str) {
    for secret in SECRETS {
        assert!(!printed.contains(secret), "{secret} in {printed}");
    }
}

fn check_result<R: Debug>(result: Result<R>) {
    check(&format!("{result:?} {result:#?}"));
    let Err(error) = result else { return };
    check(&format!("{error} {error:#}"));
    let mut cause = error.source();
    while let Some(error) = cause {
        check(&format!("{error} {error:?}"));
        cause = error.source();
    }
}

/// Prints what it is shown.
struct Printer(Arc<Mutex<String>>);

impl Hook for Printer {
    fn on_request(&self, request: &mut PreparedRequest) -> Result<()> {
        writeln!(self.0.lock().unwrap(), "{request:?} {request:#?} {:?}", request.headers()).unwrap();
        Ok(())
    }

    fn on_answer(&self, answer: &mut AnswerHead) -> Result<()> {
        writeln!(self.0.lock().unwrap(), "{answer:?}").unwrap();
        Ok(())
    }
}

/// Every span and event of this process, whoever makes it, at every level: the blocking client works on a thread of its
/// own.
static LOG: Mutex<String> = Mutex::new(String::new());
static LOGGING: Once = Once::new();

/// Takes it all down.
struct Log;

impl Visit for Log {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(LOG.lock().unwrap(), "{field}={value:?} ").unwrap();
    }
}

impl Subscriber for Log {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        *metadata.level() <= Level::TRACE
    }

    fn new_span(&self, attributes: &span::Attributes<'_>) -> span::Id {
        LOG.lock().unwrap().push_str(attributes.metadata().name());
        attributes.record(&mut Log);
        span::Id::from_u64(1)
    }

    fn record(&self, _: &span::Id, values: &span::Record<'_>) {
        values.record(&mut Log);
    }

    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}

    fn event(&self, event: &tracing::Event<'_>) {
        event.record(&mut Log);
        LOG.lock().unwrap().push('\n');
    }

    fn enter(&self, _: &span::Id) {}

    fn exit(&self, _: &span::Id) {}
}

fn ways_to_prove(builder: impl Fn() -> ClientBuilder) -> Vec<ClientBuilder> {
    let grant = Grant::password("ada", "hunter2").client("me", "cl13nt").one_time_field("code", "pr1v4te");
    check(&format!("{grant:?}"));
    vec![
        builder().client_credentials("oauth2", "/token", "me", "cl13nt"),
        builder().grant("oauth2", "/token", grant),
        builder().bearer("oauth2", "t0k3n"),
        builder().basic("api_key", "ada", "hunter2"),
        builder().header_key("api_key", "X-Key", "t0k3n"),
        builder().cookie("api_key", "t0k3n"),
        builder().query_key("api_key", "key", "t0k3n"),
    ]
}

async fn nothing_that_a_session_prints_holds_a_secret<T: Kind>() {
    LOGGING.call_once(|| tracing::subscriber::set_global_default(Log).unwrap());
    // A server that repeats all that it was told, as some do when they fail.
    let server = serve(|seen| match seen.path.as_str() {
        "/token" => {
            Some(Reply::json(r#"{"access_token":"t0k3n","refresh_token":"r3fr3sh","expires_in":60}"#))
        }
        "/session/start" => Some(Reply::json(r#"{"Session":{"Key":"k3y/1"}}"#)),
        "/scoped" => Some(Reply::status(302).header("Location", "http://other.example/?key=t0k3n")),
        _ => {
            let told = format!(
                "{:?} {:?} {:?} {:?}",
                seen.path,
                seen.query,
                header(seen, "authorization"),
                seen.body
            );
            let report = serde_json::json!({"Status": 500, "Message": told}).to_string();
            Some(Reply::new(500, "application/json", report))
        }
    });
    let address = server.address();
    for builder in ways_to_prove(|| builder(address).credentials("admin", password())) {
        let shown = Arc::new(Mutex::new(String::new()));
        let builder = builder.hook(Printer(Arc::clone(&shown)));
        check(&format!("{builder:?} {builder:#?}"));
        let client = T::build(builder).unwrap();
        check_result(T::settle(client.login()).await);
        check(&format!("{client:?} {client:#?} {:?}", client.list().form("New", "pr1v4te")));
        check_result(client.list().form("New", "pr1v4te").request());
        for call in [
            client.list(),
            client.upload(),
            client.either(),
            client.secured(),
            client.change(),
            client.scoped(),
        ] {
            check_result(T::settle(call.send()).await);
        }
        check_result(
            T::settle(client.secured().raw()).await.map(|raw| format!("{raw:?} {:?}", raw.failure())),
        );
        check_result(T::settle(client.logout()).await);
        check(&shown.lock().unwrap());
    }
    let log = LOG.lock().unwrap();
    assert!(log.contains("http.client.request"), "{log}");
    check(&log);
}
