//! `Debug` of structures that hold secrets: as derived, but for the values of fields that must not show.

/// Implements `Debug` for a structure as the derived one, except that fields marked `secret` show that there is a value
/// and not which: for `pub struct Login { pub name: Option<String>, pub password: Option<String> }` that generated code
/// declares, `debug!(Login { name, password: secret });`.
///
/// A field that is marked must be an `Option` or a [`Maybe`](crate::Maybe).
#[macro_export]
macro_rules! debug {
    ($name:ident { $($field:ident $(: $secret:ident)?),* $(,)? }) => {
        impl ::core::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                let mut shown = f.debug_struct(::core::stringify!($name));
                $($crate::debug!(@field shown, self.$field $(, $secret)?);)*
                shown.finish()
            }
        }
    };
    (@field $shown:ident, $self:ident . $field:ident) => {
        $shown.field($crate::plain_name(::core::stringify!($field)), &$self.$field)
    };
    (@field $shown:ident, $self:ident . $field:ident, secret) => {
        $shown.field(
            $crate::plain_name(::core::stringify!($field)),
            &$self.$field.as_ref().map(|_| $crate::REDACTED),
        )
    };
}

/// What stands in the place of a secret.
#[doc(hidden)]
pub const REDACTED: &str = "[redacted]";

/// An identifier as the derived `Debug` writes it: without the `r#` of a raw one.
#[doc(hidden)]
#[must_use]
pub fn plain_name(identifier: &'static str) -> &'static str {
    identifier.strip_prefix("r#").unwrap_or(identifier)
}

#[cfg(test)]
mod tests {
    use crate::Maybe;

    #[derive(Default)]
    struct Login {
        name: Option<String>,
        r#type: Option<i64>,
        password: Option<String>,
        token: Maybe<Vec<String>>,
    }

    crate::debug!(Login { name, r#type, password: secret, token: secret });

    #[test]
    fn a_secret_shows_that_it_is_there_and_nothing_more() {
        let empty = Login::default();
        assert_eq!(format!("{empty:?}"), "Login { name: None, type: None, password: None, token: Absent }");
        let full = Login {
            name: Some("a\"b".to_owned()),
            r#type: Some(1),
            password: Some("hunter2".to_owned()),
            token: Maybe::Value(vec!["t0ken".to_owned()]),
        };
        assert_eq!(
            format!("{full:?}"),
            r#"Login { name: Some("a\"b"), type: Some(1), password: Some("[redacted]"), token: Value("[redacted]") }"#
        );
        assert!(format!("{full:#?}").contains("password: Some(\n        \"[redacted]\",\n    ),"));
        assert!(format!("{:?}", Login { token: Maybe::Null, ..empty }).contains("token: Null"));
    }
}
