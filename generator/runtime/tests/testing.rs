//! What the feature `testing` gives to tests of programs that use a client.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that fails should fail loudly")]

use docwright_runtime::testing::{
    DocumentedAnswer, InMemory, ReadError, Reply, Seen, Server, form, json, read_known, without,
};
use docwright_runtime::{
    Api, Call, CallOptions, ClientBuilder, Endpoint, Error, Extra, Method, NoContent, Retry, Rule, Untyped,
    Upload, serde_json::json as value,
};
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::sync::Mutex;
use std::time::Duration;
use tokio::time::Instant;

static API: Api = Api::new("petstore");
static UPDATE: Endpoint = Endpoint::new(Method::Put, "/pets/{id}").rules(&[Rule::json("name").max_length(3)]);

fn call(address: &str, name: &str) -> Call<docwright_runtime::Async, Untyped> {
    let core = ClientBuilder::new(&API, address).build().unwrap();
    core.call(&UPDATE).path("id", "a/b").query("q", "1").json("name", name)
}

#[tokio::test]
async fn a_server_keeps_what_it_is_sent() {
    let server = Server::start(Reply::json("[1]")).unwrap();
    let Seen { method, path, query, headers, body, .. } =
        server.receive(call(server.address(), "Rex").send()).await.unwrap();
    assert_eq!((method.as_str(), path.as_str(), query.as_deref()), ("PUT", "/pets/a%2Fb", Some("q=1")));
    assert_eq!(headers.get("content-type").unwrap(), "application/json");
    assert_eq!(&*body, br#"{"name":"Rex"}"#);
    let again = server.receive(call(server.address(), "Mia").send()).await.unwrap();
    assert_eq!(again.operation(), "PUT /pets/a/b");
    assert_eq!(again.json().unwrap(), value!({ "name": "Mia" }));
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn what_kept_a_call_from_being_sent_is_told() {
    let server = Server::start(Reply::json("{}")).unwrap();
    let error = server.receive(call(server.address(), "Rexy").send()).await.unwrap_err();
    assert!(matches!(error, Error::InvalidArgument(_)), "{error}");
    let other = Server::start(Reply::json("{}")).unwrap();
    let error = server.receive(call(other.address(), "Rex").send()).await.unwrap_err();
    assert!(matches!(error, Error::InvalidArgument(_)), "{error}");
    assert!(server.requests().is_empty());
}

/// Asks a server once, as bytes, and gives all that it answers.
fn ask(address: &str) -> String {
    let mut connection = TcpStream::connect(address.strip_prefix("http://").unwrap()).unwrap();
    connection.write_all(b"GET /x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    connection.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
fn the_reply_is_given_whatever_it_is() {
    let answer = ask(Server::start(Reply::new(404, "text/plain", "gone")).unwrap().address());
    assert!(answer.starts_with("HTTP/1.1 404 Not Found\r\ncontent-type: text/plain\r\n"), "{answer}");
    assert!(answer.ends_with("\r\n\r\ngone"), "{answer}");
    let answer = ask(Server::start(Reply::new(200, "a\nb", "")).unwrap().address());
    assert!(answer.starts_with("HTTP/1.1 500 "), "{answer}");
}

#[test]
fn a_server_needs_no_runtime_and_ends_when_it_is_dropped() {
    let server = Server::start(Reply::json("{}")).unwrap();
    assert!(ask(server.address()).ends_with("\r\n\r\n{}"));
    let place = server.address().strip_prefix("http://").unwrap().to_owned();
    drop(server);
    // The port is closed as soon as the server's thread gets to it.
    while TcpStream::connect(&place).is_ok() {
        std::thread::yield_now();
    }
}

#[test]
fn json_is_compared_by_value() {
    assert_eq!(json(r#"{"a": 1.0, "b": [2e2]}"#).unwrap(), json(r#"{"b": [200], "a": 1}"#).unwrap());
    assert_ne!(json("1").unwrap(), json("\"1\"").unwrap());
    assert_ne!(json("1.5").unwrap(), json("1").unwrap());
    assert_eq!(json("1e300").unwrap(), value!(1e300));
    assert_eq!(without(value!({ "a": 1, "b": 2 }), &["b", "c"]), value!({ "a": 1 }));
    assert!(json("[object Object]").is_err());
}

#[test]
fn the_fields_of_a_form_are_texts_or_json() {
    let expected = value!({ "n": "5", "s": "a", "list": [1], "flag": "true" });
    assert_eq!(form(r#"{"n": 5, "s": "a", "list": [1.0], "flag": true}"#, &["list"]).unwrap(), expected);
    assert!(form("[]", &[]).is_err());
}

#[derive(Default, PartialEq)]
struct Pet {
    name: Option<String>,
    owner: Option<Box<Pet>>,
    extra: Extra,
}
docwright_runtime::structure!(Pet { name: "name", owner: "owner", ..extra });

#[test]
fn unknown_fields_are_found_at_every_depth() {
    let check = |json: &str, leave_out: &[&str], expected: &[&str]| match read_known::<Pet>(json, leave_out) {
        Ok(pet) => assert!(expected.is_empty() && pet.extra.is_empty()),
        Err(ReadError::Unknown { fields }) => assert_eq!(fields, expected),
        Err(other) => assert_eq!([other.to_string()], expected),
    };
    check(r#"{"name": "Rex", "owner": {"name": "Ann"}}"#, &[], &[]);
    check(r#"{"name": "Rex", "age": 1}"#, &[], &["age"]);
    check(r#"{"owner": {"owner": {"age": 1}}}"#, &[], &["age"]);
    check(r#"{"name": "Rex", "age": 1}"#, &["age"], &[]);
    check(
        r#"{"owner": {"name": 1}}"#,
        &[],
        &["invalid type: integer `1`, expected a string at line 1 column 20 (at `owner.name`)"],
    );
    check("{} {}", &[], &["trailing characters at line 1 column 4 (at `.`)"]);
    // What was found once is forgotten.
    check(r#"{"name": "Rex"}"#, &[], &[]);
    let outside: Pet = docwright_runtime::serde_json::from_str(r#"{"age": 1}"#).unwrap();
    assert!(outside.extra.get("age").is_some() && outside.owner.is_none());
}

/// A client whose calls are answered in memory, and that waits a minute between attempts.
fn in_memory(answers: &InMemory) -> docwright_runtime::Core<docwright_runtime::Async> {
    let minute = Duration::from_secs(60);
    let retry = Retry::default().attempts(4).pauses(minute, minute);
    ClientBuilder::new(&API, "https://api.example.com/v2").in_memory(answers).retry(retry).build().unwrap()
}

#[tokio::test]
async fn a_call_is_answered_in_memory_as_it_would_be_by_a_server() {
    let answers = InMemory::answering(|request| match request.operation().as_str() {
        "PUT /v2/pets/a/b" => Reply::json(r#"{"id":1}"#).header("X-Request-Id", "r-1"),
        _ => Reply::status(404),
    });
    let core = in_memory(&answers);
    let answer = core.call::<Untyped>(&UPDATE).path("id", "a/b").json("name", "Rex").await.unwrap();
    assert_eq!(
        (answer.headers()["x-request-id"].to_str().unwrap(), answer.text().unwrap()),
        ("r-1", r#"{"id":1}"#)
    );
    let error = core.call::<Untyped>(&UPDATE).path("id", "2").await.unwrap_err();
    assert!(error.is_not_found());
    let sent = answers.requests();
    assert_eq!(sent.len(), 2);
    assert_eq!((sent[0].path.as_str(), &sent[0].body[..]), ("/v2/pets/a%2Fb", &br#"{"name":"Rex"}"#[..]));
}

#[tokio::test]
async fn uploads_and_parts_are_kept_as_they_would_be_sent() {
    static UPLOAD: Endpoint = Endpoint::new(Method::Post, "/upload");
    let answers = InMemory::answering(|_| Reply::json("{}"));
    let core = in_memory(&answers);
    let stream = Upload::reader(&b"from a reader"[..], 13);
    core.call::<Untyped>(&UPLOAD).raw_body("text/plain", stream).await.unwrap();
    core.call::<Untyped>(&UPLOAD).part("note", "n").file("file", "content").await.unwrap();
    let sent = answers.requests();
    assert_eq!(sent[0].body, "from a reader");
    let parts = String::from_utf8(sent[1].body.to_vec()).unwrap();
    assert!(parts.contains("name=\"note\"\r\n\r\nn\r\n") && parts.contains("\r\n\r\ncontent\r\n"), "{parts}");
}

#[tokio::test]
async fn documented_answers_are_found_by_method_and_path() {
    static ANSWERS: [DocumentedAnswer; 4] = [
        DocumentedAnswer::new(Method::Get, "/pets/{id}", 404).body("application/json", r#"{"error":1}"#),
        DocumentedAnswer::new(Method::Get, "/pets/{id}", 200)
            .title("A pet")
            .body("application/json", r#"{"id":1}"#),
        DocumentedAnswer::new(Method::Delete, "/pets/{id}", 204),
        DocumentedAnswer::new(Method::Get, "/pets", 200).body("text/plain", "pets"),
    ];
    static GET: Endpoint = Endpoint::new(Method::Get, "/pets/{id}");
    static DELETE: Endpoint = Endpoint::new(Method::Delete, "/pets/{id}");
    static LIST: Endpoint = Endpoint::new(Method::Get, "/pets");
    let core = in_memory(&InMemory::documented(&ANSWERS));
    assert_eq!(core.call::<Untyped>(&GET).path("id", "7").await.unwrap().text().unwrap(), r#"{"id":1}"#);
    core.call::<NoContent>(&DELETE).path("id", "7").await.unwrap();
    assert_eq!(core.call::<Untyped>(&LIST).await.unwrap().text().unwrap(), "pets");
    let error = core.call::<Untyped>(&UPDATE).path("id", "7").await.unwrap_err();
    assert_eq!(error.status().unwrap(), 501);
}

#[tokio::test(start_paused = true)]
async fn pauses_between_attempts_take_no_time_when_the_clock_is_paused() {
    let replies = Mutex::new(vec![
        Reply::json("{}"),
        Reply::unreachable(),
        Reply::disconnected(),
        Reply::status(429).header("Retry-After", "90"),
    ]);
    let answers = InMemory::answering(move |_| replies.lock().unwrap().pop().unwrap());
    let began = Instant::now();
    in_memory(&answers).call::<Untyped>(&UPDATE).path("id", "1").await.unwrap();
    assert_eq!(answers.requests().len(), 4);
    // The 90 seconds that the server asked for, and two pauses of up to a minute.
    let waited = began.elapsed().as_secs();
    assert!((90..=210).contains(&waited), "{waited} seconds");
}

#[tokio::test(start_paused = true)]
async fn the_deadline_of_a_call_bounds_all_its_attempts() {
    let answers = InMemory::answering(|_| Reply::status(503));
    let began = Instant::now();
    let options = CallOptions::new().total(Duration::from_secs(100)).attempts(u32::MAX);
    let error =
        in_memory(&answers).call::<Untyped>(&UPDATE).path("id", "1").with_options(options).await.unwrap_err();
    // The last answer is more use than to know that time is up.
    assert_eq!(error.status().unwrap(), 503);
    assert!(began.elapsed() < Duration::from_secs(100) && answers.requests().len() > 1);
    let patient = Reply::status(429).header("Retry-After", "3600");
    let answers = InMemory::answering(move |_| patient.clone());
    let began = Instant::now();
    let error = in_memory(&answers).call::<Untyped>(&UPDATE).path("id", "1").await.unwrap_err();
    assert_eq!(error.retry_after(), Some(Duration::from_secs(3600)));
    assert_eq!((began.elapsed(), answers.requests().len()), (Duration::ZERO, 1));
}
