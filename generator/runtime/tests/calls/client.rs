//! A small client and both kinds of it.

use docwright_runtime::{
    Api, Call, ClientBuilder, Core, CredentialValue, Endpoint, Envelope, EnvelopeFailure, Method, Place,
    Requirement, Retry, Transport, Untyped,
    testing::{Reply, Server},
};
use std::{
    sync::atomic::{AtomicUsize, Ordering},
    time::Duration,
};

static API: Api = Api::new("petstore").envelope(Envelope {
    status: "Status",
    message: Some("Message"),
    kind: None,
    failure: EnvelopeFailure::AtLeast(400),
    message_required: true,
});

static GET_PET: Endpoint =
    Endpoint::new(Method::Get, "/pets/{id}").statuses(&[(404, "There is no such pet.")]).any_of(&[]);
static ADD_PET: Endpoint = Endpoint::new(Method::Post, "/pets").credentials("admin", Place::Form);
static SECURED: Endpoint =
    Endpoint::new(Method::Get, "/secured").any_of(&[Requirement::new("basic"), Requirement::new("oauth2")]);

/// A builder without pauses between attempts.
pub(crate) fn builder(address: &str) -> ClientBuilder {
    let admin =
        [("Username", CredentialValue::plain("ada")), ("Password", CredentialValue::secret("hunter2"))];
    let retry = Retry::default().pauses(Duration::ZERO, Duration::ZERO);
    ClientBuilder::new(&API, address).credentials("admin", admin).retry(retry)
}

pub(crate) fn get_pet<T: Transport>(core: &Core<T>, id: &str) -> Call<T, Untyped> {
    core.call(&GET_PET).path("id", id)
}

pub(crate) fn add_pet<T: Transport>(core: &Core<T>, name: &str) -> Call<T, Untyped> {
    core.call(&ADD_PET).form("Name", name)
}

pub(crate) fn secured<T: Transport>(core: &Core<T>) -> Call<T, Untyped> {
    core.call(&SECURED)
}

/// A server that gives these answers one after the other, and then the last again and again.
pub(crate) fn serve<const N: usize>(replies: [Reply; N]) -> Server {
    let given = AtomicUsize::new(0);
    Server::answering(move |_| replies[given.fetch_add(1, Ordering::SeqCst).min(N - 1)].clone()).unwrap()
}
