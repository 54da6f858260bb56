//! What a parameter is to those who sign in, by its name.

use crate::init::words::words;
use docwright_model::Field;

/// What a parameter is to those who sign in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Who they are.
    Name,
    /// What nobody else knows.
    Secret,
    /// Which way of signing in it is.
    Kind,
    /// What goes with a secret: a one-time code, a signature, another key.
    Beside,
}

/// Names that say it all, with their words run together.
const WHOLE: &[(&str, Role)] = &[
    ("account", Role::Name),
    ("clientid", Role::Name),
    ("email", Role::Name),
    ("login", Role::Name),
    ("uid", Role::Name),
    ("authorization", Role::Secret),
    ("key", Role::Secret),
    ("otp", Role::Beside),
    ("pin", Role::Beside),
    ("totp", Role::Beside),
];

/// The last words of names.
const LAST: &[(&str, Role)] = &[
    ("loginname", Role::Name),
    ("user", Role::Name),
    ("userid", Role::Name),
    ("username", Role::Name),
    ("accesskey", Role::Secret),
    ("apikey", Role::Secret),
    ("apitoken", Role::Secret),
    ("passphrase", Role::Secret),
    ("passwd", Role::Secret),
    ("password", Role::Secret),
    ("pwd", Role::Secret),
    ("secret", Role::Secret),
    ("token", Role::Secret),
    ("authmethod", Role::Kind),
    ("authmode", Role::Kind),
    ("authtype", Role::Kind),
    ("logintype", Role::Kind),
    ("code", Role::Beside),
    ("key", Role::Beside),
    ("sign", Role::Beside),
    ("signature", Role::Beside),
];

/// First words of what a call is about: a target's password is not the caller's.
const OF_OTHERS: &[&str] = &["target", "new", "old", "dest", "destination", "page", "next", "continuation"];

/// What a parameter is to those who sign in.
pub(super) fn role(field: &Field) -> Option<Role> {
    role_of(field.wire_name.as_str())
}

fn role_of(name: &str) -> Option<Role> {
    let words = words(name);
    if words.first().is_some_and(|word| OF_OTHERS.contains(&word.as_str())) {
        return None;
    }
    let whole = words.concat();
    let found = WHOLE.iter().find(|(known, _)| whole == *known);
    let is_last = |known: &str| {
        (0..words.len()).any(|start| words.get(start..).is_some_and(|end| end.concat() == known))
    };
    found.or_else(|| LAST.iter().find(|(known, _)| is_last(known))).map(|(_, role)| *role)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_what_they_are_to_those_who_sign_in() {
        let check = |name: &str, expect| assert_eq!(role_of(name), expect, "{name}");
        for name in ["Username", "user_name", "SysUser", "login", "LoginName", "client_id"] {
            check(name, Some(Role::Name));
        }
        for name in ["Password", "SysPwd", "X-Api-Key", "api_token", "accessToken", "Authorization"] {
            check(name, Some(Role::Secret));
        }
        for name in ["AuthType", "auth_method"] {
            check(name, Some(Role::Kind));
        }
        for name in ["TOTP", "LKey", "SessionKey", "WebAuthnSign"] {
            check(name, Some(Role::Beside));
        }
        for name in ["TargetUser", "NewPassword", "page_token", "Owner", "keyboard", "User-Agent", "type"] {
            check(name, None);
        }
    }
}
