//! Flaws in how a document is built: rows that lost a cell, objects under another title, descriptions that speak of
//! another type. Each is reported with the patch that would mend it; nothing is mended without one.

mod doubtful;
mod shifted;
mod titles;

pub(in crate::resolve) use shifted::{ShiftedRows, resolve_shifted_rows};

use crate::{assemble::Draft, resolve::Scope};

/// Reports what is wrong with the structure, when examples have shown what they can.
pub(in crate::resolve) fn resolve_structure(draft: &Draft, shifted: ShiftedRows, scope: &mut Scope<'_>) {
    shifted::report_shifted(draft, shifted, scope);
    titles::report_other_titles(draft, scope);
    doubtful::report_doubtful_types(draft, scope);
}
