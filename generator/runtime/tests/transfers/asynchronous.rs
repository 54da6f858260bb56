//! All tests with the asynchronous client.

use crate::petstore;
use docwright_runtime::{Async, ClientBuilder};
use futures_util::{Stream, StreamExt as _};

pub(crate) type Client = petstore::Client<Async>;

pub(crate) fn client(builder: ClientBuilder) -> Client {
    Client::new(builder.build().unwrap())
}

/// What a call or a step of a transfer results in.
pub(crate) async fn settle<F: Future>(work: F) -> F::Output {
    work.await
}

pub(crate) async fn next<S: Stream + Unpin>(stream: &mut S) -> Option<S::Item> {
    stream.next().await
}

pub(crate) async fn all<S: Stream>(stream: S) -> Vec<S::Item> {
    stream.collect().await
}

/// The elements of a list, as a user of the asynchronous client asks for them.
pub(crate) fn elements(call: petstore::ListPetsCall) -> docwright_runtime::Items<Async> {
    call.into_stream()
}

mod abandoned;
#[path = "breaks.rs"]
mod breaks;
#[path = "downloads.rs"]
mod downloads;
#[path = "pages.rs"]
mod pages;
#[path = "pages_end.rs"]
mod pages_end;
#[path = "patience.rs"]
mod patience;
#[path = "repeats.rs"]
mod repeats;
#[path = "saves.rs"]
mod saves;
#[path = "uploads.rs"]
mod uploads;
