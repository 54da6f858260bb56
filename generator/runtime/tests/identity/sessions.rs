//! Credentials that are traded for a session, and codes that are sent once.

use crate::both::{Kind, both};
use crate::client::{Calls as _, builder, code, header, password, paths, sent, serve};
use docwright_runtime::{
    CredentialValue, Error, Retry,
    testing::{Reply, Server},
};
use std::time::Duration;

both!(
    a_password_is_traded_for_a_session_and_the_session_given_back,
    clones_share_the_session,
    a_session_travels_in_headers_where_the_endpoint_says_so,
    logging_in_again_uses_the_password,
    a_one_time_code_is_sent_once,
    a_one_time_code_is_not_repeated_when_the_server_is_busy,
    a_one_time_code_is_not_sent_along_with_a_redirect,
    a_one_time_code_that_did_not_leave_can_be_sent_again,
    a_login_without_a_key_is_an_error_that_shows_no_answer,
    a_failed_logout_keeps_the_session_unless_the_server_does_not_know_it,
    a_key_from_elsewhere_can_be_given_back,
    an_endpoint_that_takes_either_set_gets_the_first_that_the_client_has,
    a_session_that_no_endpoint_ends_is_forgotten,
    without_credentials_there_is_nothing_to_trade,
);

const SESSION: &str = r#"{"Status":200,"Message":"OK","Session":{"Key":"k3y/1"}}"#;

fn server() -> Server {
    serve(|seen| match seen.path.as_str() {
        "/session/start" => Some(Reply::json(SESSION)),
        "/user/start" => Some(Reply::json(r#"{"SessionKey":"u5er"}"#)),
        _ => None,
    })
}

const PASSWORD_FORM: &str = "Username=alice&AuthType=Password&Password=hunter2";
const CODE_FORM: &str = "Username=alice&AuthType=PasswordTOTP&Password=hunter2&TOTP=123456";
const SESSION_FORM: &str = "Username=alice&AuthType=SessionKey&SessionKey=k3y%2F1";

async fn a_password_is_traded_for_a_session_and_the_session_given_back<T: Kind>() {
    let server = server();
    let client = T::build(builder(server.address()).credentials("admin", password())).unwrap();
    T::settle(client.list().send()).await.unwrap();
    T::settle(client.login()).await.unwrap();
    T::settle(client.list().send()).await.unwrap();
    T::settle(client.logout()).await.unwrap();
    T::settle(client.list().send()).await.unwrap();
    let expected = [
        ("/list", PASSWORD_FORM),
        ("/session/start", PASSWORD_FORM),
        ("/list", SESSION_FORM),
        ("/session/revoke", SESSION_FORM),
        ("/list", PASSWORD_FORM),
    ];
    assert_eq!(sent(&server), expected.map(|(path, form)| (path.to_owned(), form.to_owned())));
}

async fn clones_share_the_session<T: Kind>() {
    let server = server();
    let client = T::build(builder(server.address()).credentials("admin", password())).unwrap();
    let other = client.clone();
    T::settle(client.login()).await.unwrap();
    T::settle(other.list().send()).await.unwrap();
    assert_eq!(sent(&server)[1].1, SESSION_FORM);
}

async fn a_session_travels_in_headers_where_the_endpoint_says_so<T: Kind>() {
    let server = server();
    let client = T::build(builder(server.address()).credentials("admin", password())).unwrap();
    T::settle(client.login()).await.unwrap();
    T::settle(client.upload().send()).await.unwrap();
    let upload = &server.requests()[1];
    assert_eq!(header(upload, "x-admin-sessionkey").as_deref(), Some("k3y/1"));
    assert_eq!(header(upload, "x-admin-password"), None);
}

async fn logging_in_again_uses_the_password<T: Kind>() {
    let server = server();
    let client = T::build(builder(server.address()).credentials("admin", password())).unwrap();
    T::settle(client.login()).await.unwrap();
    T::settle(client.login()).await.unwrap();
    assert_eq!(sent(&server)[1], ("/session/start".to_owned(), PASSWORD_FORM.to_owned()));
}

async fn a_one_time_code_is_sent_once<T: Kind>() {
    let server = server();
    let client = T::build(builder(server.address()).one_time_credentials("admin", code())).unwrap();
    T::settle(client.login()).await.unwrap();
    T::settle(client.list().send()).await.unwrap();
    T::settle(client.logout()).await.unwrap();
    let used = T::settle(client.list().send()).await.unwrap_err();
    assert!(matches!(used, Error::Auth(_)), "{used:?}");
    assert!(
        used.to_string()
            .starts_with("POST /list: the one-time code of the `admin` credentials was sent already")
    );
    assert!(T::settle(client.login()).await.unwrap_err().is_unauthorized());
    let forms: Vec<String> = sent(&server).into_iter().map(|(_, form)| form).collect();
    assert_eq!(forms, [CODE_FORM, SESSION_FORM, SESSION_FORM]);
}

fn impatient() -> Retry {
    Retry::default().pauses(Duration::ZERO, Duration::ZERO)
}

async fn a_one_time_code_is_not_repeated_when_the_server_is_busy<T: Kind>() {
    for reply in [Reply::status(429), Reply::status(503), Reply::disconnected()] {
        let server = serve(move |_| Some(reply.clone()));
        let builder = builder(server.address()).one_time_credentials("admin", code()).retry(impatient());
        let client = T::build(builder).unwrap();
        assert!(T::settle(client.login()).await.unwrap_err().is_retryable());
        assert!(matches!(T::settle(client.login()).await.unwrap_err(), Error::Auth(_)));
        assert_eq!(paths(&server), ["/session/start"]);
    }
}

async fn a_one_time_code_is_not_sent_along_with_a_redirect<T: Kind>() {
    let server = serve(|_| Some(Reply::status(307).header("Location", "/other")));
    let client = T::build(builder(server.address()).one_time_credentials("admin", code())).unwrap();
    let error = T::settle(client.login()).await.unwrap_err();
    assert!(error.to_string().contains("a one-time code is sent only once"), "{error}");
    assert_eq!(paths(&server), ["/session/start"]);
}

async fn a_one_time_code_that_did_not_leave_can_be_sent_again<T: Kind>() {
    // A port that was free a moment ago: nobody listens there.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let address = format!("http://127.0.0.1:{port}");
    let client =
        T::build(builder(&address).one_time_credentials("admin", code()).retry(impatient())).unwrap();
    for _ in 0..2 {
        let error = T::settle(client.login()).await.unwrap_err();
        assert!(error.is_connect(), "{error:?}");
    }
}

async fn a_login_without_a_key_is_an_error_that_shows_no_answer<T: Kind>() {
    for answer in [
        r#"{"Session":{"Key":""},"Other":"k3y"}"#,
        r#"{"Key":"k3y"}"#,
        r#"{"Session":{"Key":["k3y"]}}"#,
        "k3y",
    ] {
        let server = serve(move |_| Some(Reply::json(answer)));
        let client = T::build(builder(server.address()).credentials("admin", password())).unwrap();
        let error = T::settle(client.login()).await.unwrap_err();
        let start = "POST /session/start: the answer is not what was expected at `Session.Key`: ";
        assert!(error.to_string().starts_with(start), "{error}");
        assert!(!format!("{error} {error:?}").contains("k3y"), "{error:?}");
    }
}

async fn a_failed_logout_keeps_the_session_unless_the_server_does_not_know_it<T: Kind>() {
    for (status, after) in [(500, SESSION_FORM), (401, PASSWORD_FORM), (403, PASSWORD_FORM)] {
        let server = serve(move |seen| match seen.path.as_str() {
            "/session/start" => Some(Reply::json(SESSION)),
            "/session/revoke" => Some(Reply::status(status)),
            _ => None,
        });
        let client = T::build(builder(server.address()).credentials("admin", password())).unwrap();
        T::settle(client.login()).await.unwrap();
        assert_eq!(T::settle(client.logout()).await.unwrap_err().status().unwrap(), status);
        T::settle(client.list().send()).await.unwrap();
        assert_eq!(sent(&server)[2].1, after);
    }
}

async fn a_key_from_elsewhere_can_be_given_back<T: Kind>() {
    let server = server();
    let key = [("SessionKey", CredentialValue::secret("0ther"))];
    let client = T::build(builder(server.address()).credentials("admin", key)).unwrap();
    T::settle(client.logout()).await.unwrap();
    assert_eq!(sent(&server), [("/session/revoke".to_owned(), "SessionKey=0ther".to_owned())]);
}

async fn an_endpoint_that_takes_either_set_gets_the_first_that_the_client_has<T: Kind>() {
    let server = server();
    let user = [("Username", CredentialValue::plain("bob")), ("Password", CredentialValue::secret("s3cret"))];
    let client = T::build(builder(server.address()).credentials("user", user.clone())).unwrap();
    T::settle(client.either().send()).await.unwrap();
    let both = builder(server.address()).credentials("user", user).credentials("admin", password());
    T::settle(T::build(both).unwrap().either().send()).await.unwrap();
    let forms: Vec<String> = sent(&server).into_iter().map(|(_, form)| form).collect();
    assert_eq!(forms, ["Username=bob&Password=s3cret", PASSWORD_FORM]);
    let neither = T::settle(T::build(builder(server.address())).unwrap().either().send()).await.unwrap_err();
    let message = "POST /either: the client has no `admin` or `user` credentials, which this endpoint needs";
    assert_eq!(neither.to_string(), message);
}

async fn a_session_that_no_endpoint_ends_is_forgotten<T: Kind>() {
    let server = server();
    let user = [("Username", CredentialValue::plain("bob")), ("Password", CredentialValue::secret("s3cret"))];
    let client = T::build(builder(server.address()).credentials("user", user)).unwrap();
    T::settle(client.login()).await.unwrap();
    T::settle(client.either().send()).await.unwrap();
    T::settle(client.logout()).await.unwrap();
    T::settle(client.either().send()).await.unwrap();
    let forms: Vec<String> = sent(&server).into_iter().map(|(_, form)| form).collect();
    assert_eq!(forms[1..], ["SessionKey=u5er", "Username=bob&Password=s3cret"]);
}

async fn without_credentials_there_is_nothing_to_trade<T: Kind>() {
    let server = server();
    let client = T::build(builder(server.address())).unwrap();
    let message =
        "POST /session/start: the client has no `admin` or `user` credentials to trade for a session";
    assert_eq!(T::settle(client.login()).await.unwrap_err().to_string(), message);
    assert_eq!(T::settle(client.logout()).await.unwrap_err().to_string(), message);
    assert!(server.requests().is_empty());
}
