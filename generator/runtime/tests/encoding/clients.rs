//! A client of each kind, and what their server saw.

use crate::calls::MakeCall;
use docwright_runtime::{
    Api, Async, Blocking, ClientBuilder, Core, Error,
    testing::{InMemory, Reply, Seen, Server},
};
use std::sync::LazyLock;
use tokio::runtime::Runtime;

static API: Api = Api::new("petstore");

/// A client of each kind.
pub(crate) struct Clients {
    asynchronous: Core<Async>,
    blocking: Core<Blocking>,
    seen: Box<dyn Fn() -> Vec<Seen>>,
}

pub(crate) static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().unwrap());

impl Clients {
    /// Clients that are answered in memory.
    pub(crate) fn in_memory() -> Self {
        let answers = InMemory::answering(|_| Reply::json("{}"));
        let builder = || ClientBuilder::new(&API, "https://api.example.com/v2").in_memory(&answers);
        let (asynchronous, blocking) = (builder().build().unwrap(), builder().build_blocking().unwrap());
        Self { asynchronous, blocking, seen: Box::new(move || answers.requests()) }
    }

    /// Clients that ask a real server.
    pub(crate) fn on_the_wire() -> Self {
        let server = Server::start(Reply::json("{}")).unwrap();
        let builder = || ClientBuilder::new(&API, format!("{}/v2", server.address()));
        let (asynchronous, blocking) = (builder().build().unwrap(), builder().build_blocking().unwrap());
        Self { asynchronous, blocking, seen: Box::new(move || server.requests()) }
    }

    /// Makes a call with each client, and gives what the server saw; nothing if the call was refused.
    pub(crate) fn send(&self, call: &impl MakeCall) -> Option<[Seen; 2]> {
        let before = (self.seen)().len();
        let outcomes = [
            RUNTIME.block_on(call.make(&self.asynchronous).send()).map(drop),
            call.make(&self.blocking).send().map(drop),
        ];
        let seen = (self.seen)().split_off(before);
        match outcomes {
            [Ok(()), Ok(())] => Some(seen.try_into().unwrap()),
            [Err(one), Err(other)] => {
                assert!(matches!(one, Error::InvalidArgument(_)), "{one:?}");
                assert_eq!(one.to_string(), other.to_string());
                assert!(seen.is_empty(), "a call that was refused was sent");
                None
            }
            other => panic!("the clients do not agree: {other:?}"),
        }
    }
}
