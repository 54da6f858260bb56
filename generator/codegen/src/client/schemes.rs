//! What security schemes give the builder: a method for each way to have the credential of one.

use super::builder::taken_names;
use crate::EmitError;
use crate::context::Context;
use crate::docs::Docs;
use crate::names::{identifier, is_impossible, is_keyword};
use crate::prose::code;
use docwright_model::{SchemeKind, SecurityScheme};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization;

/// The method of OAuth 2.0 schemes for any grant, a name that other schemes leave to them.
const GRANT: &str = "grant";
/// The grants that the runtime knows.
const GRANTS: [&str; 3] = ["client_credentials", "password", "refresh_token"];

/// A method for a security scheme.
pub(super) struct SchemeMethod<'a> {
    pub(super) name: String,
    pub(super) arguments: &'static [(&'static str, Given)],
    call: TokenStream,
    docs: String,
    scheme: &'a SecurityScheme,
}

/// What a method for a security scheme takes.
#[derive(Debug, Clone, Copy)]
pub(super) enum Given {
    Text,
    Secret,
    Grant,
}

/// The methods that a scheme gives the builder.
pub(super) fn scheme_methods(scheme: &SecurityScheme) -> Vec<SchemeMethod<'_>> {
    const ID_AND_SECRET: &[(&str, Given)] = &[("id", Given::Text), ("secret", Given::Secret)];
    const ANY_GRANT: &[(&str, Given)] = &[("grant", Given::Grant)];
    const TOKEN: &[(&str, Given)] = &[("token", Given::Secret)];
    const NAME_AND_PASSWORD: &[(&str, Given)] = &[("username", Given::Text), ("password", Given::Secret)];
    const VALUE: &[(&str, Given)] = &[("value", Given::Secret)];
    let id = scheme.id.as_str();
    let method = |name: &str, arguments, call, docs: &str| SchemeMethod {
        name: name.to_owned(),
        arguments,
        call,
        docs: docs.to_owned(),
        scheme,
    };
    let bearer = || {
        method(
            "bearer_token",
            TOKEN,
            quote!(bearer(#id, token)),
            "Sends this token as `Authorization: Bearer`.",
        )
    };
    let key = snake_case(id);
    match &scheme.kind {
        SchemeKind::OAuth2 { grants, token_url, .. } => {
            let address =
                token_url.as_ref().filter(|_| grants.iter().any(|grant| grant == "client_credentials"));
            let obtained = address.map(|address| {
                let docs =
                    format!("Obtains tokens from {} with the client credentials grant.", code(address));
                method(
                    "client_credentials",
                    ID_AND_SECRET,
                    quote!(client_credentials(#id, #address, id, secret)),
                    &docs,
                )
            });
            let known = |grant: &String| GRANTS.contains(&grant.as_str());
            let address = token_url.as_ref().filter(|_| grants.iter().any(known));
            let granted = address.map(|address| {
                method(GRANT, ANY_GRANT, quote!(grant(#id, #address, grant)), &grant_docs(address, grants))
            });
            obtained.into_iter().chain(granted).chain([bearer()]).collect()
        }
        SchemeKind::Bearer => vec![bearer()],
        SchemeKind::Basic => {
            vec![method(
                "basic",
                NAME_AND_PASSWORD,
                quote!(basic(#id, username, password)),
                "Sends these as HTTP Basic authorization.",
            )]
        }
        SchemeKind::Header { name } => {
            let (header, docs) =
                (name.as_str(), format!("Sends this value as the header {}.", code(name.as_str())));
            vec![method(&key, VALUE, quote!(header_key(#id, #header, value)), &docs)]
        }
        SchemeKind::Cookie => {
            vec![method(&key, VALUE, quote!(cookie(#id, value)), "Sends this value as the header `Cookie`.")]
        }
        SchemeKind::Query { name } => {
            let (query, docs) =
                (name.as_str(), format!("Sends this value as the query parameter {}.", code(name.as_str())));
            vec![method(&key, VALUE, quote!(query_key(#id, #query, value)), &docs)]
        }
    }
}

/// What a grant is, and which the document names.
fn grant_docs(address: &str, documented: &[String]) -> String {
    let documented: Vec<String> = documented.iter().map(|grant| code(grant)).collect();
    format!(
        "Obtains tokens from {} with a grant of the caller's choice: [`Grant::password`](docwright_runtime::Grant::password) for a user's name and password, [`Grant::refresh_token`](docwright_runtime::Grant::refresh_token) to go on with a token that was kept. The document names {}.",
        code(address),
        documented.join(", ")
    )
}

/// The method's name. A second scheme of the same kind has its id in it.
pub(super) fn free_name(
    method: &SchemeMethod<'_>,
    taken: &mut BTreeSet<String>,
    context: &Context<'_>,
) -> Result<Ident, EmitError> {
    let place = || context.place_of(&format!("security scheme `{}`", method.scheme.name));
    let mut name = method.name.clone();
    let is_left = name == GRANT && !matches!(method.scheme.kind, SchemeKind::OAuth2 { .. });
    if is_left || !taken.insert(name.clone()) {
        name = format!("{name}_{}", snake_case(&method.scheme.id));
        if !taken.insert(name.clone()) {
            let taken_by = "another method of the builder".to_owned();
            return Err(EmitError::NameTaken { name, place: place(), taken_by });
        }
    }
    identifier(&name, place)
}

/// The builder's method that takes the credential of each scheme as it is, by the scheme's id, and the number of
/// its arguments.
pub(crate) fn credential_methods<'a>(
    context: &Context<'a>,
) -> Result<BTreeMap<&'a str, (Ident, usize)>, EmitError> {
    let mut taken = taken_names(context.api);
    let mut methods = BTreeMap::new();
    for method in context.api.security_schemes.iter().flat_map(scheme_methods) {
        let name = free_name(&method, &mut taken, context)?;
        // The last one of a scheme: one before it would ask for a token.
        methods.insert(method.scheme.id.as_str(), (name, method.arguments.len()));
    }
    Ok(methods)
}

/// A method of the builder.
pub(super) fn scheme_method(
    method: SchemeMethod<'_>,
    taken: &mut BTreeSet<String>,
    context: &Context<'_>,
) -> Result<TokenStream, EmitError> {
    let place = || context.place_of(&format!("security scheme `{}`", method.scheme.name));
    let name = free_name(&method, taken, context)?;
    let mut parameters = TokenStream::new();
    for (argument, given) in method.arguments {
        let argument = identifier(argument, place)?;
        let rust_type = match given {
            Given::Text => quote!(impl Into<String>),
            Given::Secret => quote!(impl Into<SecretString>),
            Given::Grant => quote!(docwright_runtime::Grant),
        };
        parameters.extend(quote!(, #argument: #rust_type));
    }
    let docs = Docs::new(context.docs_policy()).own(&method.docs).prose(method.scheme.description.as_deref());
    let call = method.call;
    Ok(quote! {
        #docs
        pub fn #name(self #parameters) -> Self {
            Self(self.0.#call)
        }
    })
}

/// Letters without a shape; their other forms are these in another dress.
const FILLERS: [char; 2] = ['\u{115F}', '\u{1160}'];

/// An id as the name of a method: `x-api-key` gives `x_api_key`. Letters that are others in another dress, as `ｘ` is,
/// are those others.
fn snake_case(id: &str) -> String {
    let small = id.nfkc().to_string().to_lowercase();
    // The fillers count as letters, and nobody sees them.
    let stands = |c: char| c.is_alphanumeric() && unicode_ident::is_xid_continue(c) && !FILLERS.contains(&c);
    let words = small.split(|c| !stands(c)).filter(|word| !word.is_empty());
    let name: String = words.collect::<Vec<_>>().join("_").nfc().collect();
    if !name.starts_with(unicode_ident::is_xid_start) || is_keyword(&name) || is_impossible(&name) {
        format!("key_{name}")
    } else {
        name
    }
}

#[cfg(test)]
mod tests {
    use super::snake_case;

    #[test]
    fn ids_become_names_of_methods() {
        for (id, expected) in [
            ("x-api-key", "x_api_key"),
            ("ｘ 𝐊ey²", "x_key2"),
            ("größe", "größe"),
            ("2fa", "key_2fa"),
            ("type", "key_type"),
            ("Self", "key_self"),
            // A numeral that stands in no name.
            ("a\u{10107}b", "a_b"),
            ("a\u{3164}b\u{200d}c", "a_b_c"),
            ("…", "key_"),
        ] {
            assert_eq!(snake_case(id), expected);
        }
    }
}
