//! A small client, written as generated code is.

use crate::both::{Kind, Settle};
use docwright_runtime::{
    Api, Async, Call, ClientBuilder, Collected, CommaSeparated, Core, CredentialSet, CredentialValue, Decode,
    Endpoint, Envelope, EnvelopeFailure, Extra, Maybe, Method, NoContent, Opaque, Place, Requirement, Result,
    Retry, Streamed, Transport, Typed, Untyped, Upload, Value, uuid::Uuid,
};
use std::time::Duration;

/// Makes a call type of a tuple structure, as generated code does.
macro_rules! call {
    ($name:ident, $decode:ty) => {
        docwright_runtime::call!($name, $decode);

        impl<T: Kind> Settle for $name<T> {
            type Output = <$decode as Decode>::Output<T>;

            async fn settle(self) -> Result<Self::Output> {
                T::settle(self.send()).await
            }
        }
    };
}

static API: Api = Api::new("petstore")
    .envelope(Envelope {
        status: "Status",
        message: Some("Message"),
        kind: Some("ErrorType"),
        failure: EnvelopeFailure::AtLeast(400),
        message_required: true,
    })
    .credential_sets(&[CredentialSet::new("admin").header("X-Admin-{field}")]);

/// An API that says `"Result": "Error"`, with or without a sentence.
static WORDY: Api = Api::new("wordy").envelope(Envelope {
    status: "Result",
    message: Some("Message"),
    kind: None,
    failure: EnvelopeFailure::Equals("Error"),
    message_required: false,
});

/// A client that makes no pauses between its attempts.
pub(crate) fn builder(base_url: &str) -> ClientBuilder {
    hasty(ClientBuilder::new(&API, base_url))
}

fn hasty(builder: ClientBuilder) -> ClientBuilder {
    builder.retry(Retry::default().pauses(Duration::ZERO, Duration::ZERO))
}

pub(crate) fn admin(builder: ClientBuilder, password: &str) -> ClientBuilder {
    let fields =
        [("Username", CredentialValue::plain("alice")), ("Password", CredentialValue::secret(password))];
    builder.credentials("admin", fields)
}

#[derive(Debug, Clone)]
pub(crate) struct Client<T: Transport = Async> {
    core: Core<T>,
}

impl<T: Kind> Client<T> {
    pub(crate) fn new(builder: ClientBuilder) -> Result<Self> {
        Ok(Self { core: T::build(builder)? })
    }

    pub(crate) fn at(base_url: &str) -> Self {
        Self::new(builder(base_url)).unwrap()
    }

    pub(crate) fn wordy(base_url: &str) -> Self {
        Self::new(hasty(ClientBuilder::new(&WORDY, base_url))).unwrap()
    }
}

impl<T: Transport> Client<T> {
    pub(crate) fn get_pet(&self, id: impl Into<String>) -> GetPetCall<T> {
        GetPetCall(self.core.call(&GET_PET).path("pet_id", id.into()))
    }

    pub(crate) fn get_file(&self, name: impl Into<String>) -> GetFileCall<T> {
        GetFileCall(self.core.call(&GET_FILE).path("name", name.into()))
    }

    pub(crate) fn find_pets(&self) -> FindPetsCall<T> {
        FindPetsCall(self.core.call(&FIND_PETS))
    }

    pub(crate) fn update_pet(&self, id: Uuid) -> UpdatePetCall<T> {
        UpdatePetCall(self.core.call(&UPDATE_PET).path("pet_id", id).empty_json())
    }

    pub(crate) fn delete_pet(&self, id: impl Into<String>) -> DeletePetCall<T> {
        DeletePetCall(self.core.call(&DELETE_PET).path("pet_id", id.into()))
    }

    pub(crate) fn add_owner(&self, name: impl Into<String>) -> AddOwnerCall<T> {
        AddOwnerCall(self.core.call(&ADD_OWNER).form("Owner", name.into()))
    }

    pub(crate) fn login(&self) -> LoginCall<T> {
        LoginCall(self.core.call(&LOGIN).empty_json())
    }

    pub(crate) fn search(&self) -> SearchCall<T> {
        SearchCall(self.core.call(&SEARCH))
    }

    pub(crate) fn upload_photo(&self, photo: impl Into<Upload>) -> UploadPhotoCall<T> {
        UploadPhotoCall(self.core.call(&UPLOAD_PHOTO).file("upload", photo.into()))
    }

    pub(crate) fn set_logo(&self, logo: impl Into<Upload>) -> SetLogoCall<T> {
        SetLogoCall(self.core.call(&SET_LOGO).raw_body("image/png", logo.into()))
    }

    pub(crate) fn export(&self) -> ExportCall<T> {
        ExportCall(self.core.call(&EXPORT))
    }

    pub(crate) fn secured(&self) -> SecuredCall<T> {
        SecuredCall(self.core.call(&SECURED))
    }

    pub(crate) fn open(&self) -> OpenCall<T> {
        OpenCall(self.core.call(&OPEN))
    }

    pub(crate) fn find_owner(&self) -> FindOwnerCall<T> {
        FindOwnerCall(self.core.call(&FIND_OWNER))
    }

    /// What generated clients call `call`.
    pub(crate) fn call(&self, method: Method, path: &'static str) -> Call<T, Untyped> {
        self.core.custom_call(method, path)
    }
}

static GET_PET: Endpoint = Endpoint::new(Method::Get, "/pets/{pet_id}")
    .statuses(&[(200, "The pet."), (404, "There is no such pet.")]);
static GET_FILE: Endpoint = Endpoint::new(Method::Get, "/files/v{name}.bin/meta");
static FIND_PETS: Endpoint = Endpoint::new(Method::Get, "/pets");
static UPDATE_PET: Endpoint = Endpoint::new(Method::Put, "/pets/{pet_id}");
static DELETE_PET: Endpoint = Endpoint::new(Method::Delete, "/pets/{pet_id}");
static ADD_OWNER: Endpoint =
    Endpoint::new(Method::Post, "/api/v1/add-owner").credentials("admin", Place::Form);
static LOGIN: Endpoint = Endpoint::new(Method::Post, "/login").credentials("admin", Place::Json);
static SEARCH: Endpoint = Endpoint::new(Method::Get, "/search").optional_credentials("admin", Place::Query);
static UPLOAD_PHOTO: Endpoint =
    Endpoint::new(Method::Post, "/photo/upload").credentials("admin", Place::Header);
static SET_LOGO: Endpoint = Endpoint::new(Method::Post, "/brand/logo");
static EXPORT: Endpoint = Endpoint::new(Method::Post, "/export").optional_credentials("admin", Place::Form);
static SECURED: Endpoint = Endpoint::new(Method::Get, "/secured")
    .any_of(&[Requirement::new("api_key"), Requirement::new("oauth2").scopes(&["urn:pets:viewer"])]);
static OPEN: Endpoint = Endpoint::new(Method::Get, "/open").any_of(&[]);
static FIND_OWNER: Endpoint = Endpoint::new(Method::Post, "/owner/find").reads();

#[must_use]
pub(crate) struct GetPetCall<T: Transport = Async>(Call<T, Typed<Pet>>);
call!(GetPetCall, Typed<Pet>);

#[must_use]
pub(crate) struct GetFileCall<T: Transport = Async>(Call<T, Untyped>);
call!(GetFileCall, Untyped);

#[must_use]
pub(crate) struct FindPetsCall<T: Transport = Async>(Call<T, Collected<Vec<Pet>>>);
call!(FindPetsCall, Collected<Vec<Pet>>);

impl<T: Transport> FindPetsCall<T> {
    pub(crate) fn kind(self, kind: impl Into<PetKind>) -> Self {
        Self(self.0.query("kind", kind.into()))
    }

    pub(crate) fn names(self, names: impl Into<CommaSeparated<String>>) -> Self {
        Self(self.0.query("names", names.into()))
    }

    pub(crate) fn sold(self, sold: bool) -> Self {
        Self(self.0.query("sold?", sold))
    }

    pub(crate) fn note(self, note: impl Into<String>) -> Self {
        Self(self.0.header("X-Note", note.into()))
    }

    pub(crate) fn length(self, length: i64) -> Self {
        Self(self.0.header("Content-Length", length))
    }
}

#[must_use]
pub(crate) struct UpdatePetCall<T: Transport = Async>(Call<T, Untyped>);
call!(UpdatePetCall, Untyped);

impl<T: Transport> UpdatePetCall<T> {
    pub(crate) fn dry_run(self, dry_run: bool) -> Self {
        Self(self.0.query("dry_run", dry_run))
    }

    pub(crate) fn name(self, name: impl Into<String>) -> Self {
        Self(self.0.json("name", &name.into()))
    }

    pub(crate) fn age(self, age: i64) -> Self {
        Self(self.0.json("age", &age))
    }

    pub(crate) fn owner(self, owner: impl Into<Maybe<String>>) -> Self {
        Self(self.0.json_maybe("owner", &owner.into()))
    }

    pub(crate) fn profile(self, profile: impl Into<PetProfile>) -> Self {
        Self(self.0.json("profile", &profile.into()))
    }

    pub(crate) fn body(self, body: &UpdatePet) -> Self {
        Self(self.0.json_body(body))
    }
}

#[must_use]
pub(crate) struct DeletePetCall<T: Transport = Async>(Call<T, NoContent>);
call!(DeletePetCall, NoContent);

#[must_use]
pub(crate) struct AddOwnerCall<T: Transport = Async>(Call<T, Untyped>);
call!(AddOwnerCall, Untyped);

impl<T: Transport> AddOwnerCall<T> {
    pub(crate) fn profile(self, profile: &Value) -> Self {
        Self(self.0.form_json("Profile", profile))
    }

    pub(crate) fn limit(self, limit: i64) -> Self {
        Self(self.0.form("Limit", limit))
    }
}

#[must_use]
pub(crate) struct LoginCall<T: Transport = Async>(Call<T, Untyped>);
call!(LoginCall, Untyped);

#[must_use]
pub(crate) struct SearchCall<T: Transport = Async>(Call<T, Untyped>);
call!(SearchCall, Untyped);

#[must_use]
pub(crate) struct UploadPhotoCall<T: Transport = Async>(Call<T, Untyped>);
call!(UploadPhotoCall, Untyped);

impl<T: Transport> UploadPhotoCall<T> {
    pub(crate) fn caption(self, caption: impl Into<String>) -> Self {
        Self(self.0.part("caption", caption.into()))
    }

    pub(crate) fn tags(self, tags: &[&str]) -> Self {
        Self(self.0.part_json("tags", tags))
    }
}

#[must_use]
pub(crate) struct SetLogoCall<T: Transport = Async>(Call<T, NoContent>);
call!(SetLogoCall, NoContent);

#[must_use]
pub(crate) struct ExportCall<T: Transport = Async>(Call<T, Streamed>);
call!(ExportCall, Streamed);

#[must_use]
pub(crate) struct SecuredCall<T: Transport = Async>(Call<T, Untyped>);
call!(SecuredCall, Untyped);

#[must_use]
pub(crate) struct OpenCall<T: Transport = Async>(Call<T, Untyped>);
call!(OpenCall, Untyped);

#[must_use]
pub(crate) struct FindOwnerCall<T: Transport = Async>(Call<T, Untyped>);
call!(FindOwnerCall, Untyped);

#[derive(Clone, Default, PartialEq)]
pub(crate) struct Pet {
    pub(crate) id: i64,
    pub(crate) kind: PetKind,
    pub(crate) owner: Maybe<String>,
    pub(crate) profile: Option<PetProfile>,
    pub(crate) extra: Extra,
}
docwright_runtime::structure!(Pet { id: "id", kind: "kind", owner: "owner", profile: "profile", ..extra });

#[derive(Clone, Default, PartialEq)]
pub(crate) struct UpdatePet {
    pub(crate) name: Option<String>,
    pub(crate) owner: Maybe<String>,
    pub(crate) extra: Extra,
}
docwright_runtime::structure!(UpdatePet { name: "name", owner: "owner", ..extra });

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum PetKind {
    Cat,
    Dog,
    Unknown(String),
}
docwright_runtime::string_enumeration!(PetKind { Cat = "cat", Dog = "dog" });

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Mood {
    Calm,
    Cross,
    Unknown(i64),
}
docwright_runtime::integer_enumeration!(Mood { Calm = 0, Cross = 1 });

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PetProfile(pub(crate) Opaque);
docwright_runtime::opaque!(PetProfile);
