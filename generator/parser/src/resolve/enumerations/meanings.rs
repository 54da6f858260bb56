//! What values mean, from the lines of a description that begin with them.

use crate::recognise::sentence::meaning::recognise_meanings;
use std::collections::HashMap;

/// The meaning of each value that a line of the description begins with. What several lines say of a value is
/// joined in their order.
pub(super) fn meanings(description: &str) -> HashMap<&str, String> {
    let mut meanings: HashMap<&str, String> = HashMap::new();
    for meaning in recognise_meanings(description) {
        for value in meaning.values {
            let known = meanings.entry(value).or_default();
            if !known.is_empty() {
                known.push_str("\n\n");
            }
            known.push_str(&meaning.text);
        }
    }
    meanings
}
