//! The rules by which changes are judged, as a table: a stable id, a verdict, and the sentence that gives the reason.
//!
//! Two things decide. The crate: does a program that compiles with the client of the old documents compile with that of
//! the new ones and mean the same? The wire: is a request that used to be right still taken, and an answer that could
//! be read still readable? What is neither is documentation.

use serde::Serialize;
use std::fmt;

/// What a change means for a program that uses the client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// A program that worked may not compile any more, be refused, or mean something else.
    Breaking,
    /// The client or the API does something more or otherwise, and programs that worked go on to work.
    Compatible,
    /// Only what people read is another.
    Documentation,
}

impl Verdict {
    /// Every verdict, the worst first.
    pub const ALL: [Self; 3] = [Self::Breaking, Self::Compatible, Self::Documentation];

    /// The verdict in words.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Breaking => "breaking",
            Self::Compatible => "compatible",
            Self::Documentation => "documentation only",
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A rule: which verdict a kind of change gets, and why.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Rule {
    /// Its name, which stays: `endpoint-removed`.
    pub id: &'static str,
    /// What it says of a change.
    pub verdict: Verdict,
    /// Why, in a sentence.
    pub because: &'static str,
}

macro_rules! rules {
    ($($name:ident = $id:literal $verdict:ident $because:literal;)*) => {
        $(pub(crate) static $name: Rule = Rule { id: $id, verdict: Verdict::$verdict, because: $because };)*

        /// Every rule, in the order in which documentation lists them.
        pub static RULES: &[&Rule] = &[$(&$name),*];
    };
}

rules! {
    // The API as a whole.
    API_ADDED = "api-added" Compatible "The crate has a module and a feature more.";
    API_REMOVED = "api-removed" Breaking "The module and the feature of the crate are gone.";
    API_RENAMED = "api-renamed" Breaking "The module and the feature of the crate have another name.";
    API_CHANGED = "api-changed" Documentation "Titles, versions and sentences stand in the documentation alone.";
    BASE_URL_CHANGED = "base-url-changed" Documentation
        "Programs give the host themselves: see whether yours is still served.";
    BASE_PATH_CHANGED = "base-path-changed" Breaking
        "Programs give the address with its path: calls go below one that is not documented now.";
    DOCUMENT_CHANGED = "document-changed" Documentation "It is said where the documents are from.";
    EMITTED_TYPES_CHANGED = "emitted-types-changed" Documentation
        "Types that come or go by it are listed each for itself.";
    ENVELOPE_CHANGED = "envelope-changed" Breaking
        "Which answers are errors is decided by it: what was a value can be an error now.";

    // Who calls.
    SCHEME_ADDED = "scheme-added" Compatible "The builder has a method more.";
    SCHEME_REMOVED = "scheme-removed" Breaking "The builder's method for it is gone.";
    SCHEME_CHANGED = "scheme-changed" Breaking "The credential travels otherwise, or is asked for elsewhere.";
    GRANT_ADDED = "grant-added" Compatible "There is another way to obtain a token.";
    GRANT_REMOVED = "grant-removed" Breaking "A way to obtain a token is gone.";
    SCHEME_DESCRIBED = "scheme-described" Documentation "The client does nothing with it.";
    CREDENTIALS_ADDED = "credentials-added" Compatible "The builder has methods more.";
    CREDENTIALS_REMOVED = "credentials-removed" Breaking "The builder's methods for them are gone.";
    CREDENTIALS_CHANGED = "credentials-changed" Breaking "The credentials travel otherwise.";
    CREDENTIALS_DESCRIBED = "credentials-described" Documentation "Sentences stand in the documentation alone.";
    CREDENTIAL_METHOD_ADDED = "credential-method-added" Compatible "The builder has a method more.";
    CREDENTIAL_METHOD_REMOVED = "credential-method-removed" Breaking "The builder's method is gone.";
    CREDENTIAL_METHOD_CHANGED = "credential-method-changed" Breaking
        "The builder's method takes or sends something else.";
    SESSION_ADDED = "session-added" Compatible "The client can log in.";
    SESSION_REMOVED = "session-removed" Breaking "The client can no longer log in.";
    SESSION_CHANGED = "session-changed" Breaking "The client logs in otherwise.";

    // Endpoints.
    ENDPOINT_ADDED = "endpoint-added" Compatible "The client has a method more.";
    ENDPOINT_REMOVED = "endpoint-removed" Breaking "The client's method is gone.";
    ENDPOINT_MOVED = "endpoint-moved" Breaking "Clients made before call an address that is not documented now.";
    ENDPOINT_MOVED_KEPT = "endpoint-moved-kept" Compatible "The address of before is kept as an alias.";
    ENDPOINT_RENAMED = "endpoint-renamed" Breaking "The client's method has another name.";
    ENDPOINT_DESCRIBED = "endpoint-described" Documentation "Sentences stand in the documentation alone.";
    ENDPOINT_DEPRECATED = "endpoint-deprecated" Compatible "Programs that call it compile with a warning.";
    ENDPOINT_REVIVED = "endpoint-revived" Compatible "Programs that call it compile without the warning.";
    ENDPOINT_DISABLED = "endpoint-disabled" Breaking "The document says that calls are refused.";
    ENDPOINT_ENABLED = "endpoint-enabled" Compatible "The document no longer says that calls are refused.";
    ENDPOINT_READS_CHANGED = "endpoint-reads-changed" Compatible
        "It decides whether the runtime may repeat a call that failed.";
    ALIAS_ADDED = "alias-added" Compatible "The endpoint is served at one more address.";
    ALIAS_REMOVED = "alias-removed" Breaking "An address that used to be served is not documented now.";
    ALIAS_DESCRIBED = "alias-described" Documentation "Names and versions stand in the documentation alone.";
    SECURITY_TIGHTENED = "security-tightened" Breaking "Callers who used to be let in may be refused.";
    SECURITY_UNSTATED = "security-unstated" Breaking
        "Unstated is not open: of several credentials the client sends none, and a sole one always.";
    SECURITY_LOOSENED = "security-loosened" Compatible "Whoever was let in before is let in now.";
    PAGES_ADDED = "pages-added" Compatible "The call can give its pages.";
    PAGES_REMOVED = "pages-removed" Breaking "The call no longer gives its pages.";
    PAGES_CHANGED = "pages-changed" Breaking "Following pages are asked for or found otherwise.";
    BODY_ADDED = "body-added" Compatible "The method needs no other arguments for it.";
    RAW_BODY_ADDED = "raw-body-added" Breaking "The bytes of the body are one more argument of the method.";
    BODY_REMOVED = "body-removed" Breaking "There is nothing to take the body any more.";
    BODY_CHANGED = "body-changed" Breaking "The body is written otherwise.";
    BODY_RENAMED = "body-renamed" Breaking "The structure of the body has another name.";
    ANSWER_CHANGED = "answer-changed" Breaking "The call gives another type.";
    ANSWER_FORMAT_CHANGED = "answer-format-changed" Breaking
        "The bytes that the call gives come in a format that programs do not expect.";
    ANSWER_FORMAT_GONE = "answer-format-gone" Compatible "All that comes is in a format that came before.";
    ANSWER_STILL_JSON = "answer-still-json" Compatible "The client reads JSON by whatever name it comes.";
    ANSWER_DEFERRED = "answer-deferred" Breaking "By 202 the work is not done when the answer comes.";
    SUCCESS_CHANGED = "success-changed" Compatible
        "The client takes every success alike: only programs that look at the status see it.";
    SHOWN_NO_LONGER = "shown-no-longer" Breaking
        "Examples alone tell what comes: programs look for this in vain.";
    SHOWN_OTHERWISE = "shown-otherwise" Breaking
        "Examples alone tell what comes: programs can't read it as before.";
    SHOWN_BESIDES = "shown-besides" Compatible "Examples alone tell what comes: there is more to find.";
    ANSWERS_DESCRIBED = "answers-described" Documentation "What the call gives does not depend on it.";
    EXAMPLES_CHANGED = "examples-changed" Documentation "Examples become tests of the crate and no part of it.";
    ROWS_SET_ASIDE = "rows-set-aside" Documentation "Rows that are no parameters are not emitted.";
    CALL_MOVED = "call-moved" Breaking "The type of the prepared call is in another module of the crate.";

    // Parameters.
    PARAMETER_ADDED = "parameter-added" Compatible "The call has a setter more.";
    PARAMETER_ADDED_REQUIRED = "parameter-added-required" Breaking "The method takes one more argument.";
    PARAMETER_ADDED_TO_BODY = "parameter-added-to-body" Breaking
        "The body's structure has a field more: programs may list all of them in braces.";
    PARAMETER_REMOVED = "parameter-removed" Breaking "Its argument or setter is gone.";
    PARAMETER_RENAMED = "parameter-renamed" Breaking "Its setter or field has another name.";
    ARGUMENT_RENAMED = "argument-renamed" Documentation "Arguments are given by place, not by name.";
    HEADER_RESPELLED = "header-respelled" Documentation "Capitals mean nothing in the names of headers.";
    PARAMETER_MOVED = "parameter-moved" Breaking "It travels elsewhere: servers look for it in another place.";
    PARAMETER_REQUIRED = "parameter-required" Breaking "Its setter becomes an argument; without it calls are refused.";
    PARAMETER_OPTIONAL = "parameter-optional" Breaking "Its argument becomes a setter.";
    REQUIREMENT_STATED = "requirement-stated" Documentation "The Rust is the same: it may be left out.";
    ARGUMENTS_REORDERED = "arguments-reordered" Breaking "Arguments are given by place: another would take each.";
    CREDENTIAL_FIELD_CHANGED = "credential-field-changed" Compatible "The client fills it: no program names it.";
    CREDENTIAL_FIELD_REQUIRED = "credential-field-required" Breaking
        "Callers whose credentials do not fill it may be refused.";
    CREDENTIAL_FIELD_OPTIONAL = "credential-field-optional" Compatible "Callers may do without it.";
    CREDENTIAL_OF_ANOTHER = "credential-of-another" Breaking
        "Other credentials fill it: callers who hold those of before may be refused.";

    // Parameters and fields alike.
    TYPE_OF_VALUE_CHANGED = "type-of-value-changed" Breaking "Values of the old type are not values of the new one.";
    VALUE_ENCODED_OTHERWISE = "value-encoded-otherwise" Breaking "The value is written otherwise.";
    NULL_ALLOWED = "null-allowed" Breaking "The Rust type tells `null` from absence now.";
    NULL_FORBIDDEN = "null-forbidden" Breaking "The Rust type can no longer be `null`.";
    NULL_DESCRIBED = "null-described" Documentation "The Rust type is the same: no `null` can travel there.";
    DEFAULT_CHANGED = "default-changed" Breaking "To leave it out means something else now.";
    DEFAULT_STATED = "default-stated" Documentation "It is said what it means to leave it out.";
    LIMIT_NARROWED = "limit-narrowed" Breaking "Values that used to be taken are refused, here or by the server.";
    PATTERN_CHANGED = "pattern-changed" Breaking
        "Values that used to be taken may be refused: see whether it takes all.";
    LIMIT_WIDENED = "limit-widened" Compatible "All values that used to be taken are taken.";
    LIMIT_DESCRIBED = "limit-described" Documentation "Nobody sends the value, or the limit is never checked.";
    RELATION_ADDED = "relation-added" Breaking "Calls that gave or left out the other parameter may be refused.";
    RELATION_REMOVED = "relation-removed" Compatible "All calls that used to be taken are taken.";
    VALUE_READ_ONLY = "value-read-only" Breaking "Servers no longer take the value.";
    VALUE_WRITABLE = "value-writable" Compatible "Servers take the value.";
    SECRECY_CHANGED = "secrecy-changed" Compatible "It decides whether `Debug` shows the value.";
    VALUE_DEPRECATED = "value-deprecated" Compatible "Programs that set it compile with a warning.";
    VALUE_REVIVED = "value-revived" Compatible "Programs that set it compile without the warning.";
    VALUE_DESCRIBED = "value-described" Documentation "Sentences stand in the documentation alone.";

    // Types.
    TYPE_ADDED = "type-added" Compatible "The crate has a type more.";
    TYPE_REMOVED = "type-removed" Breaking "The type is gone from the crate.";
    TYPE_RENAMED = "type-renamed" Breaking "The type has another name.";
    TYPE_DESCRIBED = "type-described" Documentation "Sentences stand in the documentation alone.";
    TYPE_DEPRECATED = "type-deprecated" Compatible "Programs that name it compile with a warning.";
    TYPE_REVIVED = "type-revived" Compatible "Programs that name it compile without the warning.";
    TYPE_REMADE = "type-remade" Breaking "It is a type of another kind.";
    UNUSED_TYPE_CHANGED = "unused-type-changed" Documentation "No endpoint leads to it: it is not emitted.";
    PARENTS_CHANGED = "parents-changed" Breaking "The structure has fields of other structures.";
    FIELD_ADDED = "field-added" Breaking
        "Programs may list all fields in braces, since the structure is not `#[non_exhaustive]`.";
    FIELD_REMOVED = "field-removed" Breaking "The field and its setter are gone.";
    FIELD_RENAMED = "field-renamed" Breaking "The field and its setter have another name.";
    FIELD_REQUIRED = "field-required" Breaking "The field is no longer an `Option`, or must be sent.";
    FIELD_OPTIONAL = "field-optional" Breaking "The field is an `Option` now.";
    FIELD_STATED = "field-stated" Documentation "The Rust type is the same.";
    VARIANT_ADDED = "variant-added" Compatible "Enumerations are open: the value came as `Unknown` before.";
    VARIANT_REMOVED = "variant-removed" Breaking "The variant is gone.";
    VARIANT_RENAMED = "variant-renamed" Breaking "The variant has another name.";
    VARIANT_CHANGED = "variant-changed" Breaking "The variant stands for another value.";
    VARIANT_DESCRIBED = "variant-described" Documentation "The variant and its value are the same.";
    BOUND_ADDED = "bound-added" Compatible "The enumeration has a constant more.";
    BOUND_REMOVED = "bound-removed" Breaking "The constant of the enumeration is gone.";
    BOUND_CHANGED = "bound-changed" Breaking "The constant has another name or value.";
    BOUND_DESCRIBED = "bound-described" Documentation "Sentences stand in the documentation alone.";
    CONSTANT_ADDED = "constant-added" Compatible "The crate has a constant more.";
    CONSTANT_REMOVED = "constant-removed" Breaking "The constant is gone.";
    CONSTANT_RENAMED = "constant-renamed" Breaking "The constant has another name.";
    CONSTANT_CHANGED = "constant-changed" Breaking "The constant means another value.";
    CONSTANT_DESCRIBED = "constant-described" Documentation
        "What is emitted of it is the same, or told of as a value of its enumeration.";

    // What the emitted code itself shows.
    ITEM_REMOVED = "item-removed" Breaking "A public item of the emitted client is gone.";
    ITEM_CHANGED = "item-changed" Breaking "A public item of the emitted client has another signature.";
    ITEM_ADDED = "item-added" Compatible "The emitted client has a public item more.";
    ITEM_ADDED_TO_ALL = "item-added-to-all" Breaking
        "A structure that programs may write with all its fields has a field more.";
    TEXT_CHANGED = "text-changed" Documentation "The files of the client differ, and nothing that programs rely on.";
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn ids_are_names_and_stand_once() {
        let ids: BTreeSet<&str> = RULES.iter().map(|rule| rule.id).collect();
        assert_eq!(ids.len(), RULES.len());
        let plain = |id: &&str| id.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
        assert!(ids.iter().all(plain));
    }

    #[test]
    fn reasons_are_sentences_that_fit_a_line() {
        for rule in RULES {
            assert!(rule.because.ends_with('.') && rule.because.len() <= 90, "{}", rule.id);
        }
    }
}
