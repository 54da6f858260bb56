//! Sessions: what the fields of a set of credentials are while one lasts. Whether its endpoints are there, and take the
//! set, is for the resolver to say.

use super::{Checker, is_path};
use crate::{
    config::{CredentialConfig, SessionConfig},
    suggest::suggest,
};

/// What stands for the key of the session.
pub(crate) const KEY: &str = "{key}";

impl Checker<'_> {
    pub(super) fn session(&mut self, set: &CredentialConfig, session: &SessionConfig) {
        if !is_path(session.key.get_ref()) {
            let help =
                "name the field of the answer that holds the key, with dots between names if it lies deeper";
            self.bad(&session.key.span(), "no path", "the key of a session can be found nowhere", help);
        }
        for (field, value) in &session.send {
            let (text, at) = (value.get_ref(), value.span());
            self.sent_field(set, field, &at);
            if !text.contains(['{', '}']) || text == KEY || *text == format!("{{{field}}}") {
                continue;
            }
            let message = format!("`{text}` is nothing that a session sends in `{field}`");
            let inner = text.trim_matches(['{', '}']);
            let help = match suggest(inner, ["key", field]) {
                Some(known) => format!("did you mean `{{{known}}}`?"),
                None => format!(
                    "write a fixed text without braces, `{KEY}` for the session's key, or `{{{field}}}` for what the credentials say"
                ),
            };
            self.bad(&at, "sent as this", message, &help);
        }
        if session.send.values().all(|value| value.get_ref() != KEY) {
            let message =
                format!("the session of the credentials `{}` does not send its key", set.name.get_ref());
            let help = format!("send the key in one of the fields: `{KEY}`");
            self.bad(&session.key.span(), "sent nowhere", message, &help);
        }
    }
}
