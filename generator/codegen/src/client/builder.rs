//! The client's builder: a method for each way to prove who calls.

use super::schemes::{Given, free_name, scheme_method, scheme_methods};
use crate::EmitError;
use crate::context::Context;
use crate::docs::Docs;
use crate::names::identifier;
use crate::prose::{code, inline};
use docwright_model::{Api, CredentialArgument, CredentialMethod, CredentialSet, DocsPolicy};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use std::collections::BTreeSet;

/// The builder's methods that no credential has.
const BUILDERS_OWN: [&str; 14] = [
    "allow_http",
    "answer_limit",
    "build",
    "build_blocking",
    "builder",
    "check_arguments",
    "check_patterns",
    "configure",
    "hook",
    "in_memory",
    "reqwest",
    "retry",
    "timeouts",
    "user_agent",
];

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
    Ok(quote! {
        #[doc = " Makes a [`Client`]: says how it proves who calls."]
        #[must_use = "a builder does nothing until `build` is called"]
        #[derive(Debug)]
        pub struct ClientBuilder(docwright_runtime::ClientBuilder);
        impl ClientBuilder {
            #methods
            #[doc = " The client."]
            #[doc = ""]
            #[doc = " # Errors"]
            #[doc = ""]
            #[doc = " If the address or a credential can't be used."]
            pub fn build(self) -> Result<Client> {
                Ok(Client { core: self.0.build()? })
            }
            #[doc = " A client whose calls wait for their answers: `send` gives the answer itself."]
            #[doc = ""]
            #[doc = " For programs without an asynchronous runtime."]
            #[doc = ""]
            #[doc = " # Errors"]
            #[doc = ""]
            #[doc = " If the address or a credential can't be used, or the client's own runtime can't be started."]
            #[cfg(feature = "blocking")]
            pub fn build_blocking(self) -> Result<Client<docwright_runtime::Blocking>> {
                Ok(Client { core: self.0.build_blocking()? })
            }
        }
        docwright_runtime::builder!(ClientBuilder);
    })
}

fn credential_method(
    set: &CredentialSet,
    method: &CredentialMethod,
    place: &dyn Fn() -> String,
) -> Result<TokenStream, EmitError> {
    let name = identifier(method.rust_name.as_str(), place)?;
    let mut parameters = TokenStream::new();
    for CredentialArgument { rust_name, secret, .. } in &method.arguments {
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
    let is_once = method.arguments.iter().any(|argument| argument.once);
    let docs = docs.own(if is_once { once(set) } else { "" });
    let hold = if is_once { quote!(one_time_credentials) } else { quote!(credentials) };
    Ok(quote! {
        #docs
        pub fn #name(self #parameters) -> Self {
            #lets
            Self(self.0.#hold(#set_name, [#(#pairs),*]))
        }
    })
}

/// What to know of credentials that are good for one request only.
fn once(set: &CredentialSet) -> &'static str {
    if set.session.is_some() {
        "Good for one request only: log in with it by [`Client::login`], and all other calls carry the key of the session."
    } else {
        "Good for one request only: the next one that asks for it."
    }
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
            pairs.push(quote!((#field, CredentialValue::plain(#fixed))));
            continue;
        };
        let Some(known) = method.arguments.iter().find(|known| known.rust_name.as_str() == argument) else {
            return Err(EmitError::UnknownArgument { name: argument, place: place() });
        };
        let name = identifier(&argument, place)?;
        let uses = method.send.iter().filter(|other| other.value == sent.value).count();
        let value = if known.secret {
            quote!(CredentialValue::secret(#name))
        } else {
            quote!(CredentialValue::plain(#name))
        };
        if uses < 2 {
            pairs.push(quote!((#field, #value)));
            continue;
        }
        if converted.insert(name.clone()) {
            lets.extend(quote!(let #name = #value;));
        }
        pairs.push(quote!((#field, #name.clone())));
    }
    Ok((lets, pairs))
}

/// The names of the builder's methods that belong to no scheme.
pub(super) fn taken_names(api: &Api) -> BTreeSet<String> {
    let of_sets = api.credential_sets.iter().flat_map(|set| &set.methods);
    let of_sets = of_sets.map(|method| method.rust_name.as_str());
    BUILDERS_OWN.into_iter().chain(of_sets).map(str::to_owned).collect()
}

/// The first way to prove who calls that takes nothing but texts: the name of the method and those of its arguments.
/// One that is good for more than one request comes first.
pub(crate) fn first_credentials<'a>(
    context: &Context<'a>,
) -> Result<Option<(Ident, Vec<&'a str>)>, EmitError> {
    let api = context.api;
    let of_sets = api.credential_sets.iter().flat_map(|set| &set.methods);
    if let Some(method) = of_sets.min_by_key(|method| method.arguments.iter().any(|argument| argument.once)) {
        let place = || context.place_of(&format!("credential method `{}`", method.rust_name));
        let arguments = method.arguments.iter().map(|argument| argument.rust_name.as_str());
        return Ok(Some((identifier(method.rust_name.as_str(), place)?, arguments.collect())));
    }
    let mut taken = taken_names(api);
    for method in api.security_schemes.iter().flat_map(scheme_methods) {
        let name = free_name(&method, &mut taken, context)?;
        if !method.arguments.iter().any(|(_, given)| matches!(given, Given::Grant)) {
            return Ok(Some((name, method.arguments.iter().map(|(name, _)| *name).collect())));
        }
    }
    Ok(None)
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
