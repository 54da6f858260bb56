//! The documentation of the client's methods: what the document says, then the facts that a caller looks up.

use super::{
    arguments,
    call::{list_remark, paged},
    gives::gives,
    method::RAW_BODY,
};
use crate::context::Context;
use crate::decode::is_json;
use crate::docs::{Docs, Item};
use crate::facts::{field_facts, since};
use crate::names::pascal_case;
use crate::prose::{code, inline, title, web_address};
use docwright_model::{
    Alias, BodyEncoding, DocsPolicy, Endpoint, Response, ResponseStatus, SecurityRequirement,
};

/// The documentation of an endpoint's method.
pub(super) fn method(endpoint: &Endpoint, context: &Context<'_>) -> Docs {
    let address = code(&format!("{} {}", endpoint.method, endpoint.path));
    let called = || endpoint.name.as_deref().map(|name| format!("Calls {}.", code(name))).unwrap_or_default();
    let (summary, description) = match (&endpoint.summary, &endpoint.description) {
        (None, Some(description)) => (Some(description.as_str()), None),
        (summary, description) => (summary.as_deref(), description.as_deref()),
    };
    let docs = Docs::new(context.docs_policy()).prose_or(summary, called).prose(description).own(&address);
    let docs = docs.own(&disabled(endpoint, context.docs_policy()));
    let docs = listed(docs, "Arguments:", argument_items(endpoint, context));
    let docs = docs.own(&authorization(endpoint)).own(reads(endpoint)).own(&gives(endpoint, context));
    let docs = docs.own(&pages(endpoint));
    listed(docs, "Answers:", endpoint.responses.iter().filter_map(answer_item).collect())
        .own(&endpoint.since.as_deref().map(since).unwrap_or_default())
        .own(&aliases(endpoint))
        .own(&documented_in(endpoint, context))
}

fn listed(docs: Docs, title: &str, items: Vec<Item>) -> Docs {
    if items.is_empty() { docs } else { docs.own(title).list(items) }
}

fn disabled(endpoint: &Endpoint, policy: DocsPolicy) -> String {
    match &endpoint.disabled {
        Some(sentence) if policy == DocsPolicy::Full => format!("**Disabled:** {}", inline(sentence)),
        Some(_) => "**Disabled:** the document says that this endpoint is switched off.".to_owned(),
        None => String::new(),
    }
}

/// The arguments of which the document says more than their name and type.
fn argument_items(endpoint: &Endpoint, context: &Context<'_>) -> Vec<Item> {
    let documented = arguments(endpoint).map(|parameter| {
        let field = &parameter.field;
        let facts = [field_facts(field, context), list_remark(parameter).to_owned()].join(" ");
        let label = code(field.rust_name.as_str());
        let said: Vec<&str> = [&field.description, &field.element_description]
            .into_iter()
            .filter_map(Option::as_deref)
            .collect();
        let text = (!said.is_empty()).then(|| said.join("\n\n"));
        Item { label, text, facts: facts.trim().to_owned() }
    });
    let raw = endpoint.request_body.as_ref().filter(|body| body.encoding == BodyEncoding::Raw).map(|body| {
        Item { label: code(RAW_BODY), text: None, facts: format!("The body, {}.", code(&body.media_type)) }
    });
    documented.filter(|item| item.text.is_some() || !item.facts.is_empty()).chain(raw).collect()
}

fn authorization(endpoint: &Endpoint) -> String {
    let schemes = endpoint.security.as_deref().map(|requirements| match requirements {
        [] => "No authorization is needed.".to_owned(),
        [one] => format!("Authorization: {}.", requirement(one)),
        many => {
            let many: Vec<String> = many.iter().map(requirement).collect();
            format!("Authorization by any one of {}.", many.join("; "))
        }
    });
    let credentials = endpoint.credentials.as_ref().map(|used| {
        let sets: Vec<String> = [&used.set].into_iter().chain(&used.others).map(|set| code(set)).collect();
        let sets = sets.join(" or ");
        if used.required {
            format!("Takes the credentials {sets}.")
        } else {
            format!("Takes the credentials {sets}, if the client has them.")
        }
    });
    schemes.into_iter().chain(credentials).collect::<Vec<_>>().join(" ")
}

/// What the method does not say of itself.
fn reads(endpoint: &Endpoint) -> &'static str {
    if endpoint.reads { "Changes nothing: a call that broke off is repeated." } else { "" }
}

/// How to get more than one page of a list.
fn pages(endpoint: &Endpoint) -> String {
    let Some(pagination) = paged(endpoint) else { return String::new() };
    let call = format!("{}Call", pascal_case(endpoint.rust_name.as_str()));
    let pages = format!(
        "This is one page of a list. [`into_pages`]({call}::into_pages) gives it and all that follow, one at a time"
    );
    match pagination.items {
        Some(_) => format!("{pages}; [`into_stream`]({call}::into_stream) gives the elements of the list."),
        None => pages + ".",
    }
}

fn requirement(requirement: &SecurityRequirement) -> String {
    let scheme = code(&requirement.scheme);
    let scopes: Vec<String> = requirement.scopes.iter().map(|scope| code(scope)).collect();
    match scopes.as_slice() {
        [] => scheme,
        [scope] => format!("{scheme} with the scope {scope}"),
        many => format!("{scheme} with any one of the scopes {}", many.join(", ")),
    }
}

/// An answer, unless all that is known of it is that it comes.
fn answer_item(response: &Response) -> Option<Item> {
    let status = match response.status {
        ResponseStatus::Code(code) => code.to_string(),
        ResponseStatus::Class(class) => format!("{class}XX"),
        ResponseStatus::Default => "Any other status".to_owned(),
        ResponseStatus::Success => "Success".to_owned(),
        ResponseStatus::Failure => "Failure".to_owned(),
    };
    let media_type = response.body.as_ref().map(|body| body.media_type.as_str());
    let media_type = media_type.filter(|media_type| !is_json(media_type));
    let label =
        format!("{status}{}", media_type.map(|name| format!(" ({})", code(name))).unwrap_or_default());
    let text = response.description.clone().filter(|text| text.chars().any(char::is_alphanumeric));
    let is_stated = !matches!(response.status, ResponseStatus::Success | ResponseStatus::Failure);
    let tells = is_stated || media_type.is_some() || text.is_some();
    tells.then_some(Item { label, text, facts: String::new() })
}

/// The other addresses of an endpoint. One that has no address but an alias's says so instead.
fn aliases(endpoint: &Endpoint) -> String {
    let is_itself = |alias: &&Alias| alias.method == endpoint.method && alias.path == endpoint.path;
    let (itself, others): (Vec<&Alias>, Vec<&Alias>) = endpoint.aliases.iter().partition(is_itself);
    let itself = itself.first().map(|alias| {
        let name = alias.name.as_deref().filter(|name| endpoint.name.as_deref() != Some(*name));
        format!("This address is kept for compatibility{}.", alias_remarks(name, alias))
    });
    let others: Vec<String> = others
        .into_iter()
        .map(|alias| {
            let address = code(&format!("{} {}", alias.method, alias.path));
            format!("{address}{}", alias_remarks(alias.name.as_deref(), alias))
        })
        .collect();
    let others = (!others.is_empty()).then(|| format!("Also to be reached by {}.", others.join("; ")));
    itself.into_iter().chain(others).collect::<Vec<_>>().join(" ")
}

fn alias_remarks(name: Option<&str>, alias: &Alias) -> String {
    let name = name.map(|name| format!("as {}", code(name)));
    let since = alias.since.as_deref().map(|version| format!("since version {}", inline(version)));
    let remarks: Vec<String> = name.into_iter().chain(since).collect();
    if remarks.is_empty() { String::new() } else { format!(" ({})", remarks.join(", ")) }
}

/// The document and the heading where an endpoint is described; no line, which would change with every line above.
fn documented_in(endpoint: &Endpoint, context: &Context<'_>) -> String {
    let file = &*endpoint.source.file;
    let document = context.document(file);
    let title = title(document.and_then(|document| document.title.as_deref()).unwrap_or(file));
    let address = document.and_then(|document| document.url.as_deref()).and_then(web_address);
    let title = address.map_or_else(|| title.clone(), |address| format!("[{title}]({address})"));
    let heading = endpoint.name.clone().unwrap_or_else(|| format!("{} {}", endpoint.method, endpoint.path));
    format!("Documented in {title} under {}.", code(&heading))
}
