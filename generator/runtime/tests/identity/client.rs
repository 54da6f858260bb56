//! A small client with tokens and sessions, and a server for it.

use docwright_runtime::{
    Api, Call, ClientBuilder, Core, CredentialSet, CredentialValue, Endpoint, Envelope, EnvelopeFailure,
    Method, Place, Requirement, Session, SessionValue, Transport, Untyped,
    testing::{Reply, Seen, Server},
};

static API: Api = Api::new("petstore")
    .envelope(Envelope {
        status: "Status",
        message: Some("Message"),
        kind: None,
        failure: EnvelopeFailure::AtLeast(400),
        message_required: true,
    })
    .credential_sets(&[CredentialSet::new("admin").header("X-Admin-{field}"), CredentialSet::new("user")])
    .sessions(&[
        Session::new("admin", &LOGIN, "Session.Key").logout(&LOGOUT).send(&[
            ("Username", SessionValue::Kept),
            ("AuthType", SessionValue::Text("SessionKey")),
            ("SessionKey", SessionValue::Key),
        ]),
        Session::new("user", &USER_LOGIN, "SessionKey").send(&[("SessionKey", SessionValue::Key)]),
    ]);

static LOGIN: Endpoint = Endpoint::new(Method::Post, "/session/start").credentials("admin", Place::Form);
static LOGOUT: Endpoint = Endpoint::new(Method::Post, "/session/revoke").credentials("admin", Place::Form);
static USER_LOGIN: Endpoint = Endpoint::new(Method::Post, "/user/start").credentials("user", Place::Form);
static LIST: Endpoint = Endpoint::new(Method::Post, "/list").credentials("admin", Place::Form);
static UPLOAD: Endpoint = Endpoint::new(Method::Post, "/upload").credentials("admin", Place::Header);
static EITHER: Endpoint =
    Endpoint::new(Method::Post, "/either").credentials("admin", Place::Form).or_credentials(&["user"]);
static SECURED: Endpoint = Endpoint::new(Method::Get, "/secured").any_of(&[Requirement::new("oauth2")]);
static CHANGE: Endpoint = Endpoint::new(Method::Post, "/secured").any_of(&[Requirement::new("oauth2")]);
static SCOPED: Endpoint = Endpoint::new(Method::Get, "/scoped").statuses(&[(403, "Not for you.")]).any_of(&[
    Requirement::new("api_key"),
    Requirement::new("oauth2").scopes(&["pets:read", "pets:admin"]),
    Requirement::new("oauth2").scopes(&["pets:admin"]),
]);

pub(crate) fn builder(address: &str) -> ClientBuilder {
    ClientBuilder::new(&API, address)
}

/// Name and password of an administrator.
pub(crate) fn password() -> [(&'static str, CredentialValue); 3] {
    [
        ("Username", CredentialValue::plain("alice")),
        ("AuthType", CredentialValue::plain("Password")),
        ("Password", CredentialValue::secret("hunter2")),
    ]
}

/// The same with a one-time code.
pub(crate) fn code() -> [(&'static str, CredentialValue); 4] {
    let [user, _, password] = password();
    [
        user,
        ("AuthType", CredentialValue::plain("PasswordTOTP")),
        password,
        ("TOTP", CredentialValue::secret("123456")),
    ]
}

/// Calls of the client by short names.
pub(crate) trait Calls<T: Transport> {
    fn list(&self) -> Call<T, Untyped>;
    fn upload(&self) -> Call<T, Untyped>;
    fn either(&self) -> Call<T, Untyped>;
    fn secured(&self) -> Call<T, Untyped>;
    fn change(&self) -> Call<T, Untyped>;
    fn scoped(&self) -> Call<T, Untyped>;
}

impl<T: Transport> Calls<T> for Core<T> {
    fn list(&self) -> Call<T, Untyped> {
        self.call(&LIST)
    }

    fn upload(&self) -> Call<T, Untyped> {
        self.call(&UPLOAD).file("file", "content")
    }

    fn either(&self) -> Call<T, Untyped> {
        self.call(&EITHER)
    }

    fn secured(&self) -> Call<T, Untyped> {
        self.call(&SECURED)
    }

    fn change(&self) -> Call<T, Untyped> {
        self.call(&CHANGE).json("name", "Rex")
    }

    fn scoped(&self) -> Call<T, Untyped> {
        self.call(&SCOPED)
    }
}

/// A server that answers by path; every other path gets `{}`.
pub(crate) fn serve(answer: impl Fn(&Seen) -> Option<Reply> + Send + Sync + 'static) -> Server {
    Server::answering(move |seen| answer(seen).unwrap_or_else(|| Reply::json("{}"))).unwrap()
}

/// The path and the text of the body of each request.
pub(crate) fn sent(server: &Server) -> Vec<(String, String)> {
    let text = |seen: Seen| (seen.path.clone(), String::from_utf8(seen.body.to_vec()).unwrap());
    server.requests().into_iter().map(text).collect()
}

pub(crate) fn paths(server: &Server) -> Vec<String> {
    server.requests().into_iter().map(|seen| seen.path).collect()
}

pub(crate) fn header(seen: &Seen, name: &str) -> Option<String> {
    seen.headers.get(name).map(|value| value.to_str().unwrap().to_owned())
}
