//! The API as a whole: what it is called, where it is, and how it reports failures.

use super::changes::Difference;
use super::faces::Sides;
use super::matching::by_key;
use super::{rules, words};
use docwright_model::{DocumentInfo, Fact, Source};

/// What changes of the API as a whole are listed under.
const ITEM: &str = "the API";

pub(super) fn compare(sides: &Sides<'_>, difference: &mut Difference) {
    let (old, new) = (sides.old, sides.new);
    let place = |fact| -> (Option<&Source>, Option<&Source>) {
        let [old, new] = [old, new].map(|api| api.origins.of(fact).map(|origin| &origin.source));
        (old, new)
    };
    let mut item = difference.of(ITEM, None, None);
    if old.name != new.name {
        item.add(&rules::API_RENAMED, format!("`{}` → `{}`", old.name, new.name));
    }
    if old.base_url != new.base_url {
        let change = format!("base URL {}", words::from_to(old.base_url.as_ref(), new.base_url.as_ref()));
        let rule = match (&old.base_url, &new.base_url) {
            (Some(old), Some(new)) if base_path(old) != base_path(new) => &rules::BASE_PATH_CHANGED,
            _ => &rules::BASE_URL_CHANGED,
        };
        item.part(rule, change, place(Fact::BaseUrl));
    }
    let described = [
        ("title", old.title != new.title, Fact::Title),
        ("version", old.version != new.version, Fact::Title),
        ("description", old.description != new.description, Fact::Description),
        ("whether sentences of the documents are emitted", old.docs != new.docs, Fact::Title),
    ];
    for (what, _, fact) in described.into_iter().filter(|(_, differs, _)| *differs) {
        item.part(&rules::API_CHANGED, what, place(fact));
    }
    if old.emitted_types != new.emitted_types {
        let change = format!("{:?} → {:?}", old.emitted_types, new.emitted_types).to_lowercase();
        item.add(&rules::EMITTED_TYPES_CHANGED, format!("emitted types: {change}"));
    }
    if old.error_envelope != new.error_envelope {
        let what = match (&old.error_envelope, &new.error_envelope) {
            (None, _) => "error envelope: added",
            (_, None) => "error envelope: removed",
            _ => "error envelope: changed",
        };
        item.add(&rules::ENVELOPE_CHANGED, what);
    }
    let documents = by_key(&old.documents, &new.documents, |document| document.file.clone());
    let told = |what: &str, document: &DocumentInfo| format!("document `{}`: {what}", document.file);
    let removed = documents.removed.iter().map(|document| told("removed", document));
    let added = documents.added.iter().map(|document| told("added", document));
    let changed = documents.pairs.iter().filter(|(old, new)| old != new).map(|(_, new)| told("changed", new));
    for what in removed.chain(added).chain(changed) {
        item.add(&rules::DOCUMENT_CHANGED, what);
    }
}

/// The path of an address, which is the same with a slash at its end.
fn base_path(url: &str) -> &str {
    let below_scheme = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = below_scheme.find('/').and_then(|start| below_scheme.get(start..));
    path.unwrap_or_default().trim_end_matches('/')
}
