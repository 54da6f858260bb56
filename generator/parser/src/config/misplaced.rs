//! Patches that could never do anything where they stand: facts of fields stated of an endpoint and the like.

use super::{PatchConfig, PatchFacts, PatchTarget};

/// Why a patch could never do anything where it stands, and what it may say there.
pub(super) fn misplaced(patch: &PatchConfig) -> Option<(&'static str, &'static str)> {
    const FIELD: &str = "of a field, `name`, `type`, `requirement`, `required_when`, `excludes`, `requires`, `nullable`, `read_only`, `default`, `allowed_values`, `min_length`, `max_length`, `minimum`, `maximum`, `min_items`, `max_items` and `description` can be stated";
    const ENDPOINT: &str = "of an endpoint, `description`, `credentials` and `response` can be stated; for a parameter, add `field = \"…\"`";
    const OBJECT: &str = "of an object, `name` can be stated; for one of its fields, add `field = \"…\"`";
    let of_endpoint = matches!(patch.target(), Some(PatchTarget::Endpoint(_)));
    let has_field = patch.field.is_some();
    let has_endpoint_facts = |facts: &PatchFacts| facts.credentials.is_some() || facts.response.is_some();
    match (&patch.set, &patch.add) {
        (Some(facts), _) if *facts == PatchFacts::default() => {
            Some(("a patch sets nothing", if has_field { FIELD } else if of_endpoint { ENDPOINT } else { OBJECT }))
        }
        (Some(facts), _) if has_field => {
            has_endpoint_facts(facts).then_some(("a patch states of a field what only endpoints have", FIELD))
        }
        (Some(facts), _) if of_endpoint => (facts.name.is_some() || facts.is_of_field())
            .then_some(("a patch states of an endpoint what only fields have", ENDPOINT)),
        (Some(facts), _) => (facts.description.is_some() || facts.is_of_field() || has_endpoint_facts(facts))
            .then_some(("a patch states of an object what it has not", OBJECT)),
        (None, Some(facts)) if facts.name.is_none() => {
            Some(("a patch adds something without a name", "add `name = \"…\"` to what is added"))
        }
        (None, Some(facts)) => (has_field || has_endpoint_facts(facts))
            .then_some(("a patch adds more than a field", "remove `field`; the name stands in `add`, and only facts of fields can be stated there")),
        (None, None) if patch.remove => {
            (!has_field).then_some(("a patch removes nothing", "name what to remove: `field = \"…\"`"))
        }
        (None, None) => (of_endpoint || !has_field || patch.nest.as_ref().is_none_or(Vec::is_empty)).then_some((
            "a patch nests nothing",
            "name the object by `type`, the list in it by `field`, and the fields to move into its elements by `nest`",
        )),
    }
}
