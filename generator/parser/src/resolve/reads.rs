//! Which endpoints only read, where their method does not say so: `reads` in `api.toml` lists them. An entry that marks
//! none is reported as stale.

use super::{
    Scope,
    pattern::{Called, nearest},
};
use crate::{
    assemble::{Draft, DraftEndpoint},
    diagnostics::{Code, Diagnostic},
};
use docwright_model::{Evidence, Fact};

/// For so many entries that name nothing an endpoint is suggested: each is compared with all.
const MOST_SUGGESTIONS: usize = 100;

/// Marks the endpoints that the entries name.
pub(super) fn resolve_reads(draft: &mut Draft, scope: &mut Scope<'_>) {
    if scope.config.request.reads.is_empty() {
        return;
    }
    let called = Called::of(&draft.endpoints);
    let mut suggestions = 0;
    for entry in &scope.config.request.reads {
        let (pattern, source) = (entry.get_ref(), scope.config_source(entry.span()));
        let (mut is_known, mut is_safe, mut marks) = (false, true, false);
        for index in called.named(pattern, &draft.endpoints) {
            let Some(DraftEndpoint { endpoint, .. }) = draft.endpoints.get_mut(index) else { continue };
            is_known = true;
            is_safe &= endpoint.method.is_safe();
            if !endpoint.method.is_safe() && !endpoint.reads {
                endpoint.reads = true;
                endpoint.origins.add(Fact::Reads, source.clone(), Evidence::Patch);
                marks = true;
            }
        }
        if marks {
            continue;
        }
        let (message, help) = match (is_known, is_safe) {
            (false, _) => {
                suggestions += 1;
                let nearest = (suggestions <= MOST_SUGGESTIONS).then(|| nearest(pattern, draft)).flatten();
                (format!("no endpoint is called `{pattern}`"), unknown(nearest.as_deref()))
            }
            (true, true) => (
                format!("what `{pattern}` names reads by its method already"),
                "GET, HEAD and OPTIONS change nothing: remove the entry".to_owned(),
            ),
            (true, false) => {
                ("other entries name these endpoints already".to_owned(), "remove the entry".to_owned())
            }
        };
        let remark = Diagnostic::new(Code::StalePatch, message, help).at(source, "marks no endpoint");
        scope.diagnostics.push(remark);
    }
}

fn unknown(nearest: Option<&str>) -> String {
    match nearest {
        Some(known) => format!("did you mean `{known}`?"),
        None => "the documents may have changed: remove the entry, or name endpoints as they do now; `*` stands for any text".to_owned(),
    }
}
