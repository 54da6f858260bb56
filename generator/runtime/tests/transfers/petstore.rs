//! A small client, written as generated code is.

use docwright_runtime::{
    Api, Async, Call, ClientBuilder, Core, Endpoint, Envelope, EnvelopeFailure, Extra, Method, NoContent,
    Pagination, Place, Retry, Streamed, Transport, Typed, Untyped, Upload, serde::Deserialize,
};
use std::time::Duration;

static API: Api = Api::new("petstore").envelope(Envelope {
    status: "Status",
    message: Some("Message"),
    kind: None,
    failure: EnvelopeFailure::AtLeast(400),
    message_required: true,
});

/// A client that makes no pauses between attempts.
pub(crate) fn builder(address: &str) -> ClientBuilder {
    let at_once = Retry::default().pauses(Duration::ZERO, Duration::ZERO);
    ClientBuilder::new(&API, address).retry(at_once)
}

#[derive(Debug, Clone)]
pub(crate) struct Client<T: Transport> {
    core: Core<T>,
}

impl<T: Transport> Client<T> {
    pub(crate) fn new(core: Core<T>) -> Self {
        Self { core }
    }

    /// Can be repeated: `PUT` is idempotent.
    pub(crate) fn put_photo(&self, photo: impl Into<Upload>) -> Call<T, NoContent> {
        self.core.call(&PUT_PHOTO).raw_body("image/png", photo.into())
    }

    pub(crate) fn add_photo(&self, photo: impl Into<Upload>) -> Call<T, NoContent> {
        self.core.call(&ADD_PHOTO).file("photo", photo.into())
    }

    pub(crate) fn export(&self) -> Call<T, Streamed> {
        self.core.call(&EXPORT)
    }

    pub(crate) fn list_pets(&self) -> ListPetsCall<T> {
        ListPetsCall(self.core.call(&LIST_PETS))
    }

    pub(crate) fn list_pages_of_pets(&self) -> Call<T, Typed<PetPage>> {
        self.core.call(&LIST_PETS)
    }

    pub(crate) fn list_pets_by_cursor_alone(&self) -> Call<T, Untyped> {
        self.core.call(&LIST_PETS_BY_CURSOR_ALONE)
    }

    pub(crate) fn list_in(&self, shelter: &str) -> Call<T, Untyped> {
        self.core.call(&LIST_IN).path("shelter", shelter)
    }

    pub(crate) fn custom(&self, method: Method, path: &'static str) -> Call<T, Untyped> {
        self.core.custom_call(method, path)
    }
}

#[must_use]
pub(crate) struct ListPetsCall<T: Transport = Async>(pub(crate) Call<T, Untyped>);
docwright_runtime::call!(ListPetsCall, Untyped);
docwright_runtime::pages!(ListPetsCall, Untyped);
docwright_runtime::items!(ListPetsCall);

impl<T: Transport> ListPetsCall<T> {
    pub(crate) fn limit(self, limit: i64) -> Self {
        Self(self.0.query("limit", limit))
    }

    pub(crate) fn after(self, cursor: impl Into<String>) -> Self {
        Self(self.0.query("after", cursor.into()))
    }

    pub(crate) fn note(self, note: impl Into<String>) -> Self {
        Self(self.0.header("X-Note", note.into()))
    }
}

static PUT_PHOTO: Endpoint = Endpoint::new(Method::Put, "/photo");
static ADD_PHOTO: Endpoint = Endpoint::new(Method::Post, "/photos");
static EXPORT: Endpoint = Endpoint::new(Method::Get, "/export");
static LIST_PETS: Endpoint = Endpoint::new(Method::Get, "/pets").pages(PAGES);
static LIST_PETS_BY_CURSOR_ALONE: Endpoint =
    Endpoint::new(Method::Get, "/pets").pages(PAGES.cursor_alone()).optional_credentials("key", Place::Query);
static LIST_IN: Endpoint = Endpoint::new(Method::Get, "/shelters/{shelter}/pets").pages(PAGES.cursor_alone());
const PAGES: Pagination = Pagination::new("after", "paging.cursors.after").items("items");

#[derive(Default, PartialEq)]
pub(crate) struct Pet {
    pub(crate) id: i64,
    pub(crate) extra: Extra,
}
docwright_runtime::structure!(Pet { id: "id", ..extra });

#[derive(Debug, PartialEq, Deserialize)]
#[serde(crate = "docwright_runtime::serde")]
pub(crate) struct PetPage {
    pub(crate) items: Vec<Pet>,
}
