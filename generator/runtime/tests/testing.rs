//! What the feature `testing` gives to tests of programs that use a client.

#![allow(clippy::unwrap_used, reason = "a test that fails should fail loudly")]

use docwright_runtime::testing::{ReadError, Reply, Seen, Server, form, json, read_known, without};
use docwright_runtime::{
    Api, Call, ClientBuilder, Endpoint, Error, Extra, Method, Rule, Untyped, serde, serde_json::json as value,
};
use std::io::{Read as _, Write as _};
use std::net::TcpStream;

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

#[derive(Debug, serde::Deserialize)]
#[serde(crate = "docwright_runtime::serde")]
struct Pet {
    #[allow(dead_code, reason = "it is only read")]
    name: Option<String>,
    owner: Option<Box<Pet>>,
    #[serde(flatten)]
    extra: Extra,
}

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
