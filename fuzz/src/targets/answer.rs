//! What a server answers, through the whole runtime but the socket: redirects, repeated attempts, tokens, sessions,
//! the judgement, the value, pages, downloads.

#![allow(clippy::panic, reason = "a promise that is broken is shown by a panic")]

use docwright_runtime::{
    Api, Async, Base64, ClientBuilder, Collected, Core, CredentialSet, CredentialValue, Endpoint, Envelope,
    EnvelopeFailure, Error, Extra, JsonObject, Maybe, Method, NoContent, Opaque, Pagination, Place,
    Requirement, Result, Session, SessionValue, Streamed, Typed, UnixSeconds, Untyped, Value, jiff,
    serde_json,
    testing::{InMemory, Reply},
    uuid,
};
use futures_util::StreamExt as _;
use std::{
    collections::BTreeMap,
    error::Error as _,
    sync::{Arc, LazyLock, Mutex, PoisonError},
};

/// Secrets of the client, which no error shows whatever a server repeats.
const SECRETS: [&str; 3] = ["k3y-0f-the-client", "pa55word-of-alice", "s3cret-of-the-application"];

/// An error's line for people has no more characters than this.
const LONGEST_LINE: usize = 2_000;
/// An error with all that it keeps of an answer is no longer than this, escaped; headers of made-up answers count too.
const LONGEST_ERROR: usize = 200_000;
/// So many elements or pages are asked for.
const MOST_ELEMENTS: usize = 30;
/// A server that answers more than this to one call is not left.
const MOST_REQUESTS: usize = 200;

static API: Api = Api::new("shop")
    .envelope(Envelope {
        status: "Status",
        message: Some("Message"),
        kind: Some("Kind"),
        failure: EnvelopeFailure::AtLeast(400),
        message_required: true,
    })
    .credential_sets(&[CredentialSet::new("admin")])
    .sessions(&[Session::new("admin", &LOGIN, "Session.Key")
        .logout(&LOGOUT)
        .send(&[("Username", SessionValue::Kept), ("SessionKey", SessionValue::Key)])]);

static LOGIN: Endpoint = Endpoint::new(Method::Post, "/login").credentials("admin", Place::Form);
static LOGOUT: Endpoint = Endpoint::new(Method::Post, "/logout").credentials("admin", Place::Form);
static LIST: Endpoint = Endpoint::new(Method::Get, "/list")
    .statuses(&[(404, "There is no list.")])
    .any_of(&[Requirement::new("key").scopes(&["list:read"])])
    .pages(Pagination::new("after", "paging.after").items("items"));
static TOKEN: Endpoint = Endpoint::new(Method::Get, "/secured").any_of(&[Requirement::new("oauth2")]);
static CHANGE: Endpoint = Endpoint::new(Method::Post, "/change").credentials("admin", Place::Form).reads();

/// A structure with a field of most kinds, as an emitted one is.
#[derive(Clone, Default, PartialEq)]
struct Thing {
    name: String,
    count: i64,
    ratio: Option<f64>,
    key: Option<Base64>,
    when: Option<jiff::Timestamp>,
    since: Option<UnixSeconds>,
    day: Option<jiff::civil::Date>,
    id: Option<uuid::Uuid>,
    anything: Option<Value>,
    object: Option<JsonObject>,
    opaque: Option<Opaque>,
    parent: Maybe<Box<Thing>>,
    parts: Option<Vec<Thing>>,
    by_number: Option<BTreeMap<i64, Thing>>,
    extra: Extra,
}

docwright_runtime::structure!(Thing {
    name: "Name",
    count: "Count",
    ratio: "Ratio",
    key: "Key",
    when: "When",
    since: "Since",
    day: "Day",
    id: "Id",
    anything: "Anything",
    object: "Object",
    opaque: "Opaque",
    parent: "Parent",
    parts: "Parts",
    by_number: "ByNumber",
    ..extra
});

/// The answers of the server: one after the other, and the last of them for ever.
#[derive(Debug, Default)]
struct Script {
    answers: Vec<Reply>,
    given: usize,
}

static SCRIPT: LazyLock<Arc<Mutex<Script>>> = LazyLock::new(Arc::default);

/// Has a client make calls of every kind, each of which gets the answers that the bytes are: a status, headers, an empty
/// line and a body, as HTTP has it, and a line `%%%%` between two answers.
pub fn answer(data: &[u8]) {
    let answers = read_answers(data);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build();
    let Ok(runtime) = runtime else { return };
    runtime.block_on(async {
        typed(&answers).await;
        listed(&answers).await;
        signed_in(&answers).await;
    });
}

/// Answers that become values.
async fn typed(answers: &[Reply]) {
    let client = client(answers);
    if let Ok(thing) = checked(client.call::<Typed<Thing>>(&LIST).send().await) {
        check_thing(&thing);
    }
    restart(answers);
    let _ = checked(client.call::<Collected<BTreeMap<String, Thing>>>(&LIST).send().await);
    restart(answers);
    let _ = checked(client.call::<NoContent>(&CHANGE).send().await);
    restart(answers);
    if let Ok(response) = checked(client.call::<Untyped>(&LIST).send().await) {
        let _ = checked(response.value());
        let _ = checked(response.text().map(str::len));
    }
    restart(answers);
    if let Ok(raw) = checked(client.call::<Untyped>(&LIST).raw().await) {
        let _ = checked(raw.into_success().map(drop));
    }
}

/// Answers of which the next request is made, or that are streams.
async fn listed(answers: &[Reply]) {
    let client = client(answers);
    let mut items = client.call::<Untyped>(&LIST).into_items().json::<Thing>();
    for _ in 0..MOST_ELEMENTS {
        let Some(item) = items.next().await else { break };
        let _ = checked(item);
    }
    restart(answers);
    let mut pages = client.call::<Untyped>(&LIST).into_pages();
    for _ in 0..MOST_ELEMENTS {
        let Some(page) = pages.next().await else { break };
        let _ = checked(page);
    }
    restart(answers);
    if let Ok(download) = checked(client.call::<Streamed>(&LIST).send().await) {
        let _ = checked(download.limit(1_000).text().await);
    }
}

/// Answers that say who calls.
async fn signed_in(answers: &[Reply]) {
    let client = client(answers);
    let _ = checked(client.call::<Untyped>(&TOKEN).send().await);
    restart(answers);
    if checked(client.login().await).is_ok() {
        let _ = checked(client.call::<Untyped>(&CHANGE).send().await);
        let _ = checked(client.logout().await);
    }
}

/// A client of its own for some calls, since whoever answers in memory keeps what was asked.
fn client(answers: &[Reply]) -> Core<Async> {
    restart(answers);
    let script = Arc::clone(&SCRIPT);
    let in_memory = InMemory::answering(move |_| next_answer(&script));
    let [key, password, secret] = SECRETS;
    let builder = ClientBuilder::new(&API, "https://shop.example/v1")
        .header_key("key", "X-Key", key)
        .client_credentials("oauth2", "/token", "application", secret)
        .credentials(
            "admin",
            [("Username", CredentialValue::plain("alice")), ("Password", CredentialValue::secret(password))],
        )
        .answer_limit(100_000)
        .in_memory(&in_memory);
    builder.build().unwrap_or_else(|error| panic!("no client: {error}"))
}

fn restart(answers: &[Reply]) {
    let mut script = SCRIPT.lock().unwrap_or_else(PoisonError::into_inner);
    *script = Script { answers: answers.to_vec(), given: 0 };
}

fn next_answer(script: &Mutex<Script>) -> Reply {
    let mut script = script.lock().unwrap_or_else(PoisonError::into_inner);
    script.given += 1;
    assert!(script.given < MOST_REQUESTS, "one call makes {MOST_REQUESTS} requests");
    let index = script.given.min(script.answers.len());
    script.answers.get(index - 1).cloned().unwrap_or_else(Reply::disconnected)
}

/// The result, whose error says what it should and nothing else.
fn checked<T>(result: Result<T>) -> Result<T, ()> {
    result.map_err(|error| check_error(&error))
}

fn check_error(error: &Error) {
    let line = error.to_string();
    assert!(line.chars().count() <= LONGEST_LINE, "an error of {} characters", line.chars().count());
    assert!(!line.contains(char::is_control), "an error is no line: {line:?}");
    let mut shown = vec![line, format!("{error:?}")];
    let mut source = error.source();
    while let Some(cause) = source {
        shown.push(cause.to_string());
        source = cause.source();
    }
    for text in &shown {
        assert!(text.len() <= LONGEST_ERROR, "{} bytes are kept of an answer", text.len());
        let secret = SECRETS.iter().find(|secret| text.contains(**secret));
        assert!(secret.is_none(), "an error shows a secret: {text}");
    }
    // All of them answer without a panic.
    let _ = (error.is_retryable(), error.retry_after(), error.status(), error.is_timeout());
    if let Some(answer) = error.answer() {
        assert!(answer.excerpt.len() <= 8 * 1024, "{} bytes of a body", answer.excerpt.len());
        let _ = answer.request_id();
    }
}

/// What is read and written again is what was read.
fn check_thing(thing: &Thing) {
    let written = serde_json::to_string(thing).unwrap_or_else(|error| panic!("not written: {error}"));
    let again: Thing = serde_json::from_str(&written).unwrap_or_else(|error| panic!("not read: {error}"));
    assert!(again == *thing, "another value when it was written and read: {written}");
}

/// The answers that these bytes are. What is no header is none.
fn read_answers(data: &[u8]) -> Vec<Reply> {
    let text = String::from_utf8_lossy(data);
    text.split("\n%%%%\n").take(20).map(read_answer).collect()
}

fn read_answer(text: &str) -> Reply {
    let (head, body) = text.split_once("\n\n").unwrap_or((text, ""));
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.trim().parse::<u16>().ok()).unwrap_or(200);
    let headers = lines.filter_map(|line| line.split_once(": "));
    let reply = Reply::new(status.clamp(200, 999), "application/json", body.to_owned());
    headers.take(50).fold(reply, |reply, (name, value)| reply.header(name, value))
}
