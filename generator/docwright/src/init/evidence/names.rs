//! Names for endpoints that would otherwise share one with another.

use crate::init::entries::{Entry, Standing, Table, quoted};
use crate::init::words::words;
use docwright_model::{Api, Endpoint, Segment};
use docwright_parser::Diagnostics;
use docwright_parser::diagnostics::Code;
use std::collections::{BTreeSet, HashSet};

/// `[names.endpoints]` for those that came second.
pub(in crate::init) fn names(api: &Api, diagnostics: &Diagnostics) -> Option<Entry> {
    let collisions = diagnostics.iter().filter(|remark| remark.code == Code::NameCollision);
    let places: HashSet<_> =
        collisions.filter_map(|remark| remark.primary.as_ref()).map(|label| &label.source).collect();
    let second = api.endpoints.iter().filter(|endpoint| places.contains(&endpoint.source));
    let mut taken = BTreeSet::new();
    let mut lines = vec!["[names.endpoints]".to_owned()];
    for endpoint in second {
        let name = name_of(endpoint);
        let mut names = std::iter::once(name.clone()).chain((2..).map(|number| format!("{name}_{number}")));
        let name = names.find(|name| taken.insert(name.clone())).unwrap_or_default();
        lines.push(format!(
            "{} = {}",
            quoted(&format!("{} {}", endpoint.method, endpoint.path)),
            quoted(&name)
        ));
    }
    let because = "By the rules these would be called like others: any name that no other has will do.";
    let entry = Entry {
        table: Table::Own,
        standing: Standing::Proposed,
        about: "names",
        because: because.to_owned(),
        lines,
    };
    (entry.lines.len() > 1).then_some(entry)
}

/// The method and all words of the path, placeholders among them.
fn name_of(endpoint: &Endpoint) -> String {
    let mut all = words(endpoint.method.as_str());
    for segment in endpoint.path.segments() {
        match segment {
            Segment::Literal(text) => all.extend(words(text)),
            Segment::Placeholder(name) => {
                all.push("by".to_owned());
                all.extend(words(name));
            }
        }
    }
    all.retain(|word| word.is_ascii());
    all.join("_")
}
