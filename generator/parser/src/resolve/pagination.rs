//! Where answers that come in pages hold the list itself: `[pagination]` in `api.toml` says it of all of them.

use super::Scope;
use crate::{
    assemble::Draft,
    diagnostics::{Code, Diagnostic},
};
use docwright_model::{Evidence, Fact};

/// States the place of the list of every endpoint with pages.
pub(super) fn resolve_pagination(draft: &mut Draft, scope: &mut Scope<'_>) {
    let Some(config) = &scope.config.pagination else { return };
    let (items, source) = (config.items.get_ref(), scope.config_source(config.items.span()));
    let mut is_used = false;
    for endpoint in draft.endpoints.iter_mut().map(|draft| &mut draft.endpoint) {
        let Some(pagination) = &mut endpoint.pagination else { continue };
        pagination.items = Some(items.clone());
        endpoint.origins.add(Fact::Pagination, source.clone(), Evidence::Patch);
        is_used = true;
    }
    if !is_used {
        let message = "no list of these documents comes in pages";
        let help = "the documents may have changed: remove `[pagination]`";
        let remark =
            Diagnostic::new(Code::StalePatch, message, help).at(source, "in the answers of no endpoint");
        scope.diagnostics.push(remark);
    }
}
