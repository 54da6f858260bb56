//! Tokens that expire or are refused, and many calls that want one at once.

use crate::both::{Kind, both};
use crate::client::{Calls as _, builder, header, paths, serve};
use docwright_runtime::{
    CallOptions, Error, Retry, StatusCode,
    testing::{Reply, Seen, Server},
};
use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

both!(
    a_refused_token_is_replaced_once,
    a_token_that_is_refused_again_is_an_error,
    a_call_with_a_body_is_made_again_with_the_new_token,
    a_raw_call_gets_a_new_token_too,
    fifty_calls_with_a_token_that_expired_ask_for_one,
    fifty_calls_whose_token_is_refused_ask_for_one,
    calls_that_wait_for_a_token_share_its_failure,
    asking_for_a_token_is_repeated_while_the_server_is_busy,
);

fn impatient() -> Retry {
    Retry::default().pauses(Duration::ZERO, Duration::ZERO)
}

/// A server that gives `t1`, `t2` … for as long as it says, and takes only the tokens from this one on.
fn server(expires_in: u64, first_good: usize) -> Server {
    let given = AtomicUsize::new(0);
    serve(move |seen| {
        if seen.path == "/token" {
            let number = given.fetch_add(1, Ordering::SeqCst) + 1;
            return Some(Reply::json(format!(r#"{{"access_token":"t{number}","expires_in":{expires_in}}}"#)));
        }
        let number = header(seen, "authorization")?.strip_prefix("Bearer t")?.parse::<usize>().ok()?;
        (number < first_good).then(|| Reply::status(401))
    })
}

fn client<T: Kind>(server: &Server) -> docwright_runtime::Core<T> {
    let builder = builder(server.address()).client_credentials("oauth2", "/token", "me", "s3cret");
    T::build(builder.retry(impatient())).unwrap()
}

fn tokens_asked_for(server: &Server) -> usize {
    paths(server).iter().filter(|path| *path == "/token").count()
}

async fn a_refused_token_is_replaced_once<T: Kind>() {
    let server = server(3600, 2);
    let client = client::<T>(&server);
    T::settle(client.secured().send()).await.unwrap();
    T::settle(client.secured().send()).await.unwrap();
    assert_eq!(paths(&server), ["/token", "/secured", "/token", "/secured", "/secured"]);
    let last = server.requests().pop().unwrap();
    assert_eq!(header(&last, "authorization").as_deref(), Some("Bearer t2"));
}

async fn a_token_that_is_refused_again_is_an_error<T: Kind>() {
    let server = server(3600, usize::MAX);
    let error = T::settle(client::<T>(&server).secured().send()).await.unwrap_err();
    assert!(error.is_unauthorized() && !error.is_retryable());
    assert_eq!(error.status(), Some(StatusCode::UNAUTHORIZED));
    assert_eq!(paths(&server), ["/token", "/secured", "/token", "/secured"]);
}

async fn a_call_with_a_body_is_made_again_with_the_new_token<T: Kind>() {
    let server = server(3600, 2);
    // The server has refused the call, so that it is made again whatever its method and however often it may be tried.
    let call = client::<T>(&server).change().with_options(CallOptions::new().attempts(1));
    T::settle(call.send()).await.unwrap();
    let bodies: Vec<_> =
        server.requests().iter().filter(|seen| seen.path == "/secured").map(Seen::json).collect();
    assert_eq!(bodies.len(), 2);
    assert!(bodies.into_iter().all(|body| body.unwrap()["name"] == "Rex"));
}

async fn a_raw_call_gets_a_new_token_too<T: Kind>() {
    let server = server(3600, 2);
    let raw = T::settle(client::<T>(&server).secured().raw()).await.unwrap();
    assert_eq!(raw.status(), StatusCode::OK);
    assert_eq!(tokens_asked_for(&server), 2);
}

/// Makes fifty calls at once.
async fn fifty<T: Kind>(server: &Server) -> Vec<Result<(), Error>> {
    let client = client::<T>(server);
    let calls: Vec<_> = (0..50)
        .map(|_| {
            let client = client.clone();
            // With the blocking client each call waits on a thread of its own.
            let runtime = tokio::runtime::Handle::current();
            tokio::task::spawn_blocking(move || {
                runtime.block_on(async { T::settle(client.secured().send()).await.map(drop) })
            })
        })
        .collect();
    let mut results = Vec::new();
    for call in calls {
        results.push(call.await.unwrap());
    }
    results
}

async fn fifty_calls_with_a_token_that_expired_ask_for_one<T: Kind>() {
    // A token that lasts no time is good for those who waited for it, and for nobody after them.
    let server = server(3600, 0);
    assert!(fifty::<T>(&server).await.iter().all(Result::is_ok));
    assert_eq!((tokens_asked_for(&server), server.requests().len()), (1, 51));
}

async fn fifty_calls_whose_token_is_refused_ask_for_one<T: Kind>() {
    let server = server(3600, 2);
    // All have the first token when it is refused.
    let results = fifty::<T>(&server).await;
    assert!(results.iter().all(Result::is_ok), "{results:?}");
    assert_eq!(tokens_asked_for(&server), 2);
}

async fn calls_that_wait_for_a_token_share_its_failure<T: Kind>() {
    let asked = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&asked);
    let server = serve(move |_| {
        counted.fetch_add(1, Ordering::SeqCst);
        // Long enough for the others to come and wait.
        std::thread::sleep(Duration::from_millis(150));
        Some(Reply::new(400, "application/json", r#"{"error":"invalid_client"}"#))
    });
    let results = fifty::<T>(&server).await;
    let message =
        r#"GET /secured: the server refused to give a token (400 Bad Request): {"error":"invalid_client"}"#;
    assert!(results.iter().all(|result| result.as_ref().unwrap_err().to_string() == message), "{results:?}");
    assert!(asked.load(Ordering::SeqCst) < 10, "{asked:?} requests");
}

async fn asking_for_a_token_is_repeated_while_the_server_is_busy<T: Kind>() {
    let asked = AtomicUsize::new(0);
    let server = serve(move |seen| {
        let busy = seen.path == "/token" && asked.fetch_add(1, Ordering::SeqCst) < 2;
        match seen.path.as_str() {
            "/token" if busy => Some(Reply::status(503)),
            "/token" => Some(Reply::json(r#"{"access_token":"t1"}"#)),
            _ => None,
        }
    });
    // A token is asked for before the call is sent: repeating that is safe whatever the call does.
    T::settle(client::<T>(&server).change().send()).await.unwrap();
    assert_eq!(paths(&server), ["/token", "/token", "/token", "/secured"]);
}
