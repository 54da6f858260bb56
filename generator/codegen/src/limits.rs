//! Which documented limits say something of a value. Clients check them and OpenAPI documents tell them by the same
//! answer; what each leaves out beyond that is its own business: clients what the Rust type sees to already, and numbers
//! whose digits they can't compare exactly; OpenAPI what JSON Schema has no word for.

use crate::context::Context;
use crate::values::not_null;
use docwright_model::{EnumerationBase, Type};
use regex_lite::RegexBuilder;

/// No pattern of a reference page is longer; a longer one is left to the server.
const LONGEST_PATTERN: usize = 1024;
/// What a compiled pattern may take.
const LARGEST_PATTERN: usize = 1 << 20;

/// Which kinds of limits say something of a type's values.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Limited {
    /// Those of texts: lengths and patterns.
    pub(crate) text: bool,
    /// Those of numbers.
    pub(crate) number: bool,
}

impl Limited {
    pub(crate) fn of(value_type: &Type, context: &Context<'_>) -> Self {
        let (text, number) = match not_null(value_type) {
            Type::String | Type::Uuid | Type::Date | Type::DateTime | Type::Bytes => (true, false),
            Type::Any => (true, true),
            Type::Integer | Type::Number => (false, true),
            Type::Named(name) => match context.enumeration_base(name) {
                Some(EnumerationBase::String) => (true, false),
                Some(EnumerationBase::Integer) => (false, true),
                None => (false, false),
            },
            _ => (false, false),
        };
        Self { text, number }
    }
}

/// Whether nothing is between two limits, so that nobody can keep to them.
pub(crate) fn is_empty_range<T: PartialOrd>(least: Option<T>, most: Option<T>) -> bool {
    least.zip(most).is_some_and(|(least, most)| least > most)
}

/// Whether a pattern is a regular expression that can be judged in reasonable time and memory.
pub(crate) fn is_usable_pattern(pattern: &str) -> bool {
    pattern.len() <= LONGEST_PATTERN && RegexBuilder::new(pattern).size_limit(LARGEST_PATTERN).build().is_ok()
}
