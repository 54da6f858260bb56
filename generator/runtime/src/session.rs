//! Trading credentials for a session, and giving the session back.
//!
//! In come the sessions that the API describes and the credentials that the client holds; out go the credentials of
//! the session, which the client sends from then on. The calls themselves are made by [`driver`](crate::driver).

use crate::{
    Error, Response, Result,
    client::Shared,
    credentials::{CredentialValue, Held},
    decode,
    description::{Session, SessionValue},
    driver,
    error::{AuthError, DecodeCause},
    request::{EndpointOf, Request},
    seek::seek,
};
use std::sync::Arc;

/// Obtains a session with what the client was built with.
pub(crate) async fn login(shared: Arc<Shared>) -> Result<()> {
    let (session, own) = of_client(&shared)?;
    let request = Request::new(EndpointOf::Documented(session.login));
    let answer: Response = driver::send(&shared, request, Some(Arc::clone(&own))).await?;
    let key = read_key(&answer, session.key)?;
    shared.credentials.set_session(session.set, Some(begin(session, &own, &key)));
    Ok(())
}

/// Ends the session that the client has, or the one whose key it was built with.
pub(crate) async fn logout(shared: Arc<Shared>) -> Result<()> {
    let (session, _) = of_client(&shared)?;
    let Some(endpoint) = session.logout else {
        shared.credentials.set_session(session.set, None);
        return Ok(());
    };
    let request = Request::new(EndpointOf::Documented(endpoint));
    let ended = driver::send::<Response>(&shared, request, None).await.map(drop);
    let is_over = match &ended {
        Ok(()) => true,
        // The server knows no such session any more.
        Err(error) => error.is_unauthorized() || error.is_forbidden(),
    };
    if is_over {
        shared.credentials.set_session(session.set, None);
    }
    ended
}

/// The session of the first set that the client holds.
fn of_client(shared: &Shared) -> Result<(&'static Session, Arc<Held>)> {
    let sessions = shared.api.sessions;
    let held = |session: &'static Session| Some((session, shared.credentials.own(session.set)?));
    sessions.iter().find_map(held).ok_or_else(|| match sessions {
        [] => Error::invalid("the API", "describes no sessions"),
        [first, ..] => {
            let sets: Vec<&str> = sessions.iter().map(|session| session.set).collect();
            let sets = sets.join("` or `");
            let reason = format!("the client has no `{sets}` credentials to trade for a session");
            AuthError::report(first.login.operation(), reason)
        }
    })
}

/// The credentials of a session with this key.
fn begin(session: &Session, own: &Held, key: &str) -> Held {
    let kept = |field| own.fields().iter().find(|(name, _)| *name == field).map(|(_, value)| value.clone());
    let fields = session.send.iter().filter_map(|(field, value)| {
        let value = match value {
            SessionValue::Kept => kept(*field)?,
            SessionValue::Text(text) => CredentialValue::plain(*text),
            SessionValue::Key => CredentialValue::secret(key.to_owned()),
        };
        Some((*field, value))
    });
    Held::new(session.set, fields.collect())
}

/// The key of the session. An error does not show the answer: it may well hold one in another place.
fn read_key(answer: &Response, path: &str) -> Result<String> {
    let missing = |cause: DecodeCause| decode::unexpected(&answer.head, &[], path, cause);
    let found = seek(&answer.body, path).map_err(|error| missing(error.into()))?;
    let key = found.and_then(|found| serde_json::from_str::<String>(found.get()).ok());
    key.filter(|key| !key.is_empty()).ok_or_else(|| missing(DecodeCause::NoSessionKey))
}
