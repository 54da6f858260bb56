//! Deprecation, of whatever can be deprecated.

use super::rules::Rule;
use docwright_model::Deprecation;

/// The rules for what becomes deprecated and what no longer is.
pub(super) struct Rules {
    pub(super) deprecated: &'static Rule,
    pub(super) revived: &'static Rule,
}

impl Rules {
    /// The rule for a change, with what it says; none for a change of words alone, or none at all.
    pub(super) fn judge(
        &self,
        old: Option<&Deprecation>,
        new: Option<&Deprecation>,
    ) -> Option<(&'static Rule, &'static str)> {
        match (old, new) {
            (None, Some(_)) => Some((self.deprecated, "deprecated")),
            (Some(_), None) => Some((self.revived, "no longer deprecated")),
            _ => None,
        }
    }
}

/// Whether only what is said of a deprecation differs.
pub(super) fn words_differ(old: Option<&Deprecation>, new: Option<&Deprecation>) -> bool {
    old.is_some() && new.is_some() && old != new
}
