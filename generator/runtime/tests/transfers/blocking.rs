//! All tests with the blocking client.

use crate::petstore;
use docwright_runtime::{Blocking, ClientBuilder};

pub(crate) type Client = petstore::Client<Blocking>;

pub(crate) fn client(builder: ClientBuilder) -> Client {
    Client::new(builder.build_blocking().unwrap())
}

/// What a call or a step of a transfer resulted in.
pub(crate) async fn settle<T>(result: T) -> T {
    result
}

pub(crate) async fn next<I: Iterator>(iterator: &mut I) -> Option<I::Item> {
    iterator.next()
}

pub(crate) async fn all<I: Iterator>(iterator: I) -> Vec<I::Item> {
    iterator.collect()
}

/// The elements of a list, as a user of the blocking client asks for them.
pub(crate) fn elements(call: petstore::ListPetsCall<Blocking>) -> docwright_runtime::Items<Blocking> {
    call.into_iter()
}

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
mod reading;
#[path = "repeats.rs"]
mod repeats;
#[path = "saves.rs"]
mod saves;
#[path = "uploads.rs"]
mod uploads;
