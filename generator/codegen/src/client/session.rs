//! Sessions: the static description of how credentials are traded for one, and the client's methods for it.

use crate::EmitError;
use crate::context::{Context, key};
use crate::docs::Docs;
use crate::names::{description_identifier, identifier};
use crate::prose::code;
use docwright_model::{Api, CredentialSet, DocsPolicy, Endpoint, Session, SessionField, SessionValue};
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::BTreeMap;

/// The endpoints of an API by the module that holds their descriptions.
pub(crate) type Groups<'a> = BTreeMap<String, Vec<&'a Endpoint>>;

/// `.sessions(&[…])` of the API's description, if it has any.
pub(super) fn description(
    context: &Context<'_>,
    groups: &Groups<'_>,
) -> Result<Option<TokenStream>, EmitError> {
    let sessions = traded(context.api)
        .map(|(set, session)| one(set, session, context, groups))
        .collect::<Result<Vec<_>, _>>()?;
    Ok((!sessions.is_empty()).then(|| quote!(.sessions(&[#(#sessions),*]))))
}

/// The sets of credentials that can be traded for a session.
fn traded(api: &Api) -> impl Iterator<Item = (&CredentialSet, &Session)> {
    api.credential_sets.iter().filter_map(|set| Some((set, set.session.as_ref()?)))
}

fn one(
    set: &CredentialSet,
    session: &Session,
    context: &Context<'_>,
    groups: &Groups<'_>,
) -> Result<TokenStream, EmitError> {
    let place = || context.place_of(&format!("the session of the credentials `{}`", set.name));
    let endpoint = |name: &str| described_by(name, groups, &place);
    let (name, at, login) = (&set.name, &session.key, endpoint(&session.login)?);
    let logout = session.logout.as_deref().map(endpoint).transpose()?;
    let logout = logout.map(|logout| quote!(.logout(&#logout)));
    let fields = session.send.iter().map(|SessionField { field, value }| {
        let field = field.as_str();
        let value = match value {
            SessionValue::Kept => quote!(Kept),
            SessionValue::Key => quote!(Key),
            SessionValue::Text(text) => quote!(Text(#text)),
        };
        quote!((#field, docwright_runtime::SessionValue::#value))
    });
    Ok(quote!(docwright_runtime::Session::new(#name, &#login, #at) #logout .send(&[#(#fields),*])))
}

/// The path of the static that describes an endpoint.
fn described_by(
    name: &str,
    groups: &Groups<'_>,
    place: &dyn Fn() -> String,
) -> Result<TokenStream, EmitError> {
    let mut all =
        groups.iter().flat_map(|(group, endpoints)| endpoints.iter().map(move |endpoint| (group, endpoint)));
    let Some((group, endpoint)) = all.find(|(_, endpoint)| key(endpoint) == name) else {
        return Err(EmitError::UnknownEndpoint { name: name.to_owned(), place: place() });
    };
    let module = identifier(group, place)?;
    let description = description_identifier(endpoint.rust_name.as_str(), place)?;
    Ok(quote!(super::#module::#description))
}

/// `login` and `logout` of the client, if it can have sessions.
pub(super) fn methods(api: &Api) -> Option<TokenStream> {
    let by = |endpoint: &str| {
        let found = api.endpoints.iter().find(|found| key(found) == endpoint);
        code(found.and_then(|found| found.name.as_deref()).unwrap_or(endpoint))
    };
    let trade =
        |(set, session): (&CredentialSet, &Session)| format!("{} by {}", code(&set.name), by(&session.login));
    let logins: Vec<String> = traded(api).map(trade).collect();
    if logins.is_empty() {
        return None;
    }
    let give_back = |(_, session): (&CredentialSet, &Session)| session.logout.as_deref().map(by);
    let logouts: Vec<String> = traded(api).filter_map(give_back).collect();
    let login = Docs::new(DocsPolicy::Full)
        .own("Trades the client's credentials for the key of a session, which calls then carry in place of them.")
        .own(&format!("Credentials are traded by set: {}.", logins.join(", ")))
        .own("The client and all its copies share the session. Credentials that are good for one request only, such as a one-time code, are sent with this one and never again: log in first, then call what else there is.");
    let ended = match logouts.as_slice() {
        [] => "The document names no endpoint that ends a session: the key is forgotten here, and stays valid until the server lets it lapse.".to_owned(),
        [one] => format!("The key is given back by {one}."),
        many => format!("The key is given back by {}, as the credentials ask for.", many.join(" or ")),
    };
    let logout = Docs::new(DocsPolicy::Full).own("Ends the session.").own(&ended).own(
        "The client and all its copies are then back at the credentials that the client was built with. What was good for one request only is spent: without other credentials, calls fail before they are sent.",
    );
    Some(quote! {
        #login
        pub fn login(&self) -> T::Sending<()> {
            self.core.login()
        }
        #logout
        pub fn logout(&self) -> T::Sending<()> {
            self.core.logout()
        }
    })
}
