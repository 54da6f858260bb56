//! Hooks see each request before it is sent, and each answer before it is judged; they may change both.

use crate::both::{Kind, both};
use crate::client::{add_pet, builder, get_pet, serve};
use docwright_runtime::{AnswerHead, Error, Hook, PreparedRequest, Result, StatusCode, testing::Reply};
use http::HeaderValue;
use std::sync::{Arc, Mutex};

both!(
    every_attempt_is_seen_with_all_that_it_carries,
    what_a_hook_changes_is_sent,
    what_a_hook_makes_of_an_answer_is_judged,
    a_hook_can_end_a_call,
    hooks_come_in_the_order_in_which_they_were_given,
    every_attempt_begins_with_the_hooks_wherever_the_last_one_led,
);

/// Takes down what it sees.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<String>>>);

impl Hook for Log {
    fn on_request(&self, request: &mut PreparedRequest) -> Result<()> {
        let body = request.body().map(|body| String::from_utf8(body.to_vec()).unwrap()).unwrap_or_default();
        self.0.lock().unwrap().push(format!("{} {} {body}", request.method(), request.url().path()));
        Ok(())
    }

    fn on_answer(&self, answer: &mut AnswerHead) -> Result<()> {
        let line =
            format!("{} {} attempt {}", answer.operation(), answer.status().as_u16(), answer.attempt());
        self.0.lock().unwrap().push(line);
        Ok(())
    }
}

async fn every_attempt_is_seen_with_all_that_it_carries<T: Kind>() {
    let server = serve([Reply::status(429), Reply::json("{}")]);
    let log = Log::default();
    let client = T::build(builder(server.address()).hook(log.clone())).unwrap();
    T::settle(add_pet(&client, "Rex").send()).await.unwrap();
    let request = "POST /pets Name=Rex&Username=ada&Password=hunter2";
    let expected = [request, "POST /pets 429 attempt 1", request, "POST /pets 200 attempt 2"];
    assert_eq!(*log.0.lock().unwrap(), expected);
}

/// Adds to what is sent.
struct Signer;

impl Hook for Signer {
    fn on_request(&self, request: &mut PreparedRequest) -> Result<()> {
        request.headers_mut().insert("X-Signature", HeaderValue::from_static("s1gned"));
        let body = format!("{}&signed=1", String::from_utf8_lossy(request.body().unwrap()));
        request.set_body(body, HeaderValue::from_static("text/x-signed"));
        Ok(())
    }
}

async fn what_a_hook_changes_is_sent<T: Kind>() {
    let server = serve([Reply::json("{}")]);
    let client = T::build(builder(server.address()).hook(Signer)).unwrap();
    T::settle(add_pet(&client, "Rex").send()).await.unwrap();
    let sent = server.requests().remove(0);
    assert_eq!(
        (&sent.headers["x-signature"], &sent.headers["content-type"]),
        (&"s1gned".parse().unwrap(), &"text/x-signed".parse().unwrap())
    );
    assert_eq!(sent.body, "Name=Rex&Username=ada&Password=hunter2&signed=1");
    assert_eq!(sent.headers["content-length"], sent.body.len().to_string());
}

/// Takes one status for another.
struct Forgiving;

impl Hook for Forgiving {
    fn on_answer(&self, answer: &mut AnswerHead) -> Result<()> {
        if answer.status() == StatusCode::NOT_FOUND {
            answer.set_status(StatusCode::OK);
        }
        Ok(())
    }
}

async fn what_a_hook_makes_of_an_answer_is_judged<T: Kind>() {
    let server = serve([Reply::new(404, "application/json", "[]")]);
    let client = T::build(builder(server.address()).hook(Forgiving)).unwrap();
    let answer = T::settle(get_pet(&client, "1").send()).await.unwrap();
    assert_eq!((answer.status(), answer.text().unwrap()), (StatusCode::OK, "[]"));
}

/// Lets nothing out.
struct Closed;

impl Hook for Closed {
    fn on_request(&self, request: &mut PreparedRequest) -> Result<()> {
        // A hook has no errors of its own making but those of the library.
        docwright_runtime::Opaque::from_text(format!("no {}", request.operation())).map(drop)
    }
}

async fn a_hook_can_end_a_call<T: Kind>() {
    let server = serve([Reply::json("{}")]);
    let client = T::build(builder(server.address()).hook(Closed)).unwrap();
    assert!(matches!(T::settle(get_pet(&client, "1").send()).await, Err(Error::InvalidArgument(_))));
    assert!(server.requests().is_empty());
}

async fn every_attempt_begins_with_the_hooks_wherever_the_last_one_led<T: Kind>() {
    let other = serve([Reply::status(503), Reply::json("{}")]);
    let server = serve([Reply::status(302).header("Location", format!("{}/there", other.address()))]);
    let log = Log::default();
    let client = T::build(builder(server.address()).hook(log.clone())).unwrap();
    T::settle(get_pet(&client, "1").send()).await.unwrap();
    let expected =
        ["GET /pets/1 ", "GET /pets/{id} 302 attempt 1", "GET /pets/1 ", "GET /pets/{id} 302 attempt 2"];
    assert_eq!(*log.0.lock().unwrap(), expected);
    assert_eq!((server.requests().len(), other.requests().len()), (2, 2));
}

/// Writes its name behind those that were there.
struct Named(&'static str);

impl Hook for Named {
    fn on_request(&self, request: &mut PreparedRequest) -> Result<()> {
        let before = request.headers().get("X-Names").map(|names| names.to_str().unwrap().to_owned());
        let names = format!("{}{}", before.unwrap_or_default(), self.0);
        request.headers_mut().insert("X-Names", names.parse().unwrap());
        Ok(())
    }
}

async fn hooks_come_in_the_order_in_which_they_were_given<T: Kind>() {
    let server = serve([Reply::json("{}")]);
    let client = T::build(builder(server.address()).hook(Named("a")).hook(Named("b"))).unwrap();
    T::settle(get_pet(&client, "1").send()).await.unwrap();
    assert_eq!(server.requests()[0].headers["x-names"], "ab");
}
