//! The client's builder: a method for each way to prove who calls.

use crate::EmitError;
use crate::context::Context;
use crate::docs::Docs;
use crate::names::{identifier, is_keyword};
use crate::prose::{code, inline};
use docwright_model::{
    Api, CredentialArgument, CredentialMethod, CredentialSet, DocsPolicy, SchemeKind, SecurityScheme,
};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use std::collections::{BTreeMap, BTreeSet};

/// The builder's methods that no credential has.
const BUILDERS_OWN: [&str; 6] =
    ["build", "build_blocking", "builder", "check_arguments", "check_patterns", "configure"];

/// A method for a security scheme.
struct SchemeMethod<'a> {
    name: String,
    arguments: &'static [(&'static str, bool)],
    call: TokenStream,
    docs: String,
    scheme: &'a SecurityScheme,
}

/// The builder and its methods.
pub(super) fn builder(context: &Context<'_>) -> Result<TokenStream, EmitError> {
    let mut taken: BTreeSet<String> = BUILDERS_OWN.iter().map(|name| (*name).to_owned()).collect();
    let mut methods = TokenStream::new();
    for set in &context.api.credential_sets {
        for method in &set.methods {
            let place = || context.place_of(&format!("credential method `{}`", method.rust_name));
            if !taken.insert(method.rust_name.to_string()) {
                let (name, taken_by) =
                    (method.rust_name.to_string(), "another method of the builder".to_owned());
                return Err(EmitError::NameTaken { name, place: place(), taken_by });
            }
            methods.extend(credential_method(set, method, &place)?);
        }
    }
    for method in context.api.security_schemes.iter().flat_map(scheme_methods) {
        methods.extend(scheme_method(method, &mut taken, context)?);
    }
    let checks = checks();
    Ok(quote! {
        #[doc = " Makes a [`Client`]: says how it proves who calls."]
        #[must_use = "a builder does nothing until `build` is called"]
        #[derive(Debug)]
        pub struct ClientBuilder(docwright_runtime::ClientBuilder);
        impl ClientBuilder {
            #methods
            #checks
            #[doc = " Sets whatever the runtime's own builder offers besides."]
            pub fn configure(
                self,
                change: impl FnOnce(docwright_runtime::ClientBuilder) -> docwright_runtime::ClientBuilder,
            ) -> Self {
                Self(change(self.0))
            }
            #[doc = " The client."]
            #[doc = ""]
            #[doc = " # Errors"]
            #[doc = ""]
            #[doc = " If the address or a credential can't be used."]
            pub fn build(self) -> Result<Client> {
                Ok(Client { core: self.0.build()? })
            }
        }
    })
}

/// The switches of what is checked before a call is sent.
fn checks() -> TokenStream {
    let arguments = Docs::new(DocsPolicy::Full)
        .own("Whether calls are checked against the documented limits before they are sent. They are unless this says `false`.")
        .own("Checked are lengths, least and greatest numbers, sizes of lists and parameters that exclude each other.");
    let patterns = Docs::new(DocsPolicy::Full)
        .own("Whether texts are checked against the documented patterns as well. They are not unless this says `true`: documents often get them wrong.");
    quote! {
        #arguments
        pub fn check_arguments(self, check: bool) -> Self {
            Self(self.0.check_arguments(check))
        }
        #patterns
        pub fn check_patterns(self, check: bool) -> Self {
            Self(self.0.check_patterns(check))
        }
    }
}

fn credential_method(
    set: &CredentialSet,
    method: &CredentialMethod,
    place: &dyn Fn() -> String,
) -> Result<TokenStream, EmitError> {
    let name = identifier(method.rust_name.as_str(), place)?;
    let mut parameters = TokenStream::new();
    for CredentialArgument { rust_name, secret } in &method.arguments {
        let argument = identifier(rust_name.as_str(), place)?;
        let rust_type = if *secret { quote!(SecretString) } else { quote!(String) };
        parameters.extend(quote!(, #argument: impl Into<#rust_type>));
    }
    let (lets, pairs) = credential_values(method, place)?;
    let set_name = set.name.as_str();
    let sentence = || format!("Gives the client the credentials {}.", code(set_name));
    // Sentences of api.toml are ours to publish whatever the policy says.
    let docs = Docs::new(DocsPolicy::Full).prose_or(method.description.as_deref(), sentence);
    let docs = docs.own(&set.description.as_deref().map(inline).unwrap_or_default());
    Ok(quote! {
        #docs
        pub fn #name(self #parameters) -> Self {
            #lets
            Self(self.0.credentials(#set_name, [#(#pairs),*]))
        }
    })
}

/// The fields with their values, and what has to be said before: an argument that fills several is converted once.
fn credential_values(
    method: &CredentialMethod,
    place: &dyn Fn() -> String,
) -> Result<(TokenStream, Vec<TokenStream>), EmitError> {
    let argument_of = |value: &str| -> Option<String> {
        value.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')).map(str::to_owned)
    };
    let mut lets = TokenStream::new();
    let mut pairs = Vec::new();
    let mut converted: BTreeSet<Ident> = BTreeSet::new();
    for sent in &method.send {
        let field = sent.field.as_str();
        let Some(argument) = argument_of(&sent.value) else {
            let fixed = &sent.value;
            pairs.push(quote!((#field, SecretString::from(#fixed))));
            continue;
        };
        let Some(known) = method.arguments.iter().find(|known| known.rust_name.as_str() == argument) else {
            return Err(EmitError::UnknownArgument { name: argument, place: place() });
        };
        let name = identifier(&argument, place)?;
        let uses = method.send.iter().filter(|other| other.value == sent.value).count();
        let value =
            if known.secret { quote!(#name.into()) } else { quote!(SecretString::from(#name.into())) };
        if uses < 2 {
            pairs.push(quote!((#field, #value)));
            continue;
        }
        if converted.insert(name.clone()) {
            lets.extend(quote!(let #name: SecretString = #value;));
        }
        pairs.push(quote!((#field, #name.clone())));
    }
    Ok((lets, pairs))
}

fn scheme_methods(scheme: &SecurityScheme) -> Vec<SchemeMethod<'_>> {
    const ID_AND_SECRET: &[(&str, bool)] = &[("id", false), ("secret", true)];
    const TOKEN: &[(&str, bool)] = &[("token", true)];
    const NAME_AND_PASSWORD: &[(&str, bool)] = &[("username", false), ("password", true)];
    const VALUE: &[(&str, bool)] = &[("value", true)];
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
            obtained.into_iter().chain([bearer()]).collect()
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

/// The method's name. A second scheme of the same kind has its id in it.
fn free_name(
    method: &SchemeMethod<'_>,
    taken: &mut BTreeSet<String>,
    context: &Context<'_>,
) -> Result<Ident, EmitError> {
    let place = || context.place_of(&format!("security scheme `{}`", method.scheme.name));
    let mut name = method.name.clone();
    if !taken.insert(name.clone()) {
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

/// The names of the builder's methods that belong to no scheme.
fn taken_names(api: &Api) -> BTreeSet<String> {
    let of_sets = api.credential_sets.iter().flat_map(|set| &set.methods);
    let of_sets = of_sets.map(|method| method.rust_name.as_str());
    BUILDERS_OWN.into_iter().chain(of_sets).map(str::to_owned).collect()
}

fn scheme_method(
    method: SchemeMethod<'_>,
    taken: &mut BTreeSet<String>,
    context: &Context<'_>,
) -> Result<TokenStream, EmitError> {
    let place = || context.place_of(&format!("security scheme `{}`", method.scheme.name));
    let name = free_name(&method, taken, context)?;
    let mut parameters = TokenStream::new();
    for (argument, secret) in method.arguments {
        let argument = identifier(argument, place)?;
        let rust_type = if *secret { quote!(SecretString) } else { quote!(String) };
        parameters.extend(quote!(, #argument: impl Into<#rust_type>));
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

/// An id as the name of a method: `x-api-key` gives `x_api_key`.
fn snake_case(id: &str) -> String {
    let small = id.to_lowercase();
    let words = small.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let name = words.collect::<Vec<_>>().join("_");
    if name.is_empty() || is_keyword(&name) || name.starts_with(|c: char| c.is_ascii_digit()) {
        format!("key_{name}")
    } else {
        name
    }
}

/// The first way to prove who calls, as an example shows it: `.basic(username, password)`.
pub(crate) fn example_credentials(context: &Context<'_>) -> Option<String> {
    let api = context.api;
    if let Some(method) = api.credential_sets.iter().flat_map(|set| &set.methods).next() {
        let arguments: Vec<&str> =
            method.arguments.iter().map(|argument| argument.rust_name.as_str()).collect();
        return Some(format!(".{}({})", method.rust_name, arguments.join(", ")));
    }
    let method = api.security_schemes.iter().flat_map(scheme_methods).next()?;
    let arguments: Vec<&str> = method.arguments.iter().map(|(name, _)| *name).collect();
    Some(format!(".{}({})", method.name, arguments.join(", ")))
}
