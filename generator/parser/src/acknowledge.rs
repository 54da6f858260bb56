//! Takes away the remarks that `api.toml` acknowledges, and reports acknowledgements of nothing.

use crate::{
    diagnostics::{Code, Diagnostic, Severity},
    resolve::Scope,
};

/// Applies all acknowledgements. Errors cannot be acknowledged.
pub(crate) fn acknowledge(scope: &mut Scope<'_>) {
    for entry in &scope.config.acknowledge {
        let known = entry.get_ref();
        let matches = |remark: &Diagnostic| {
            remark.severity != Severity::Error
                && remark.code.entry().number == known.code
                && remark.subject.as_deref() == known.about.as_deref()
        };
        let before = scope.diagnostics.len();
        scope.diagnostics.retain(|remark| !matches(remark));
        if scope.diagnostics.len() == before {
            let source = scope.config_source(entry.span());
            scope.diagnostics.push(
                Diagnostic::new(
                    Code::StalePatch,
                    format!("no {} is reported here any more", known.code),
                    "remove the entry, or name the code and the place as they are reported",
                )
                .at(source, "acknowledges nothing"),
            );
        }
    }
}
