//! The sample calls of all models, sent to a server on this machine. `compile.rs` adds a test for each of them.

// As `emitted` itself does: its names are the documents'.
#![allow(confusable_idents, mixed_script_confusables, uncommon_codepoints)]

use docwright_runtime::Error;
use docwright_runtime::testing::{Reply, SampleCall, Server};

async fn arrive<B>(calls: &[SampleCall<B>], builder: impl Fn(&str) -> B) {
    for call in calls {
        let server = Server::start(Reply::json("{}")).unwrap();
        let outcome = call.send(builder(server.address())).await;
        // Some models name credentials and describe none.
        if matches!(outcome, Err(Error::Auth(_))) {
            continue;
        }
        let seen = server.requests();
        assert_eq!(seen.len(), 1, "{}: {outcome:?}", call.name);
        let (method, _) = call.endpoint.split_once(' ').unwrap();
        assert_eq!(seen[0].method, method, "{}", call.name);
    }
}
