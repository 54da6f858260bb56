//! Names of constants, and of the values of enumerations that constants stand for: what all names of a group begin
//! with is left out, as far as what remains can be a name.

use super::{
    Claims, Namer, VARIANTS, free,
    identifier::{Form, constant_identifier, variant_identifier},
    words::split_words,
};
use docwright_model::{Bound, Constant, EnumerationValue, Source, WireName};
use std::collections::HashMap;

impl Namer<'_, '_> {
    /// Names the constants as the documents do, in the capitals that Rust writes them in.
    pub(super) fn constants(&mut self, constants: &mut [Constant]) {
        let mut taken = Claims::new(str::to_owned);
        for constant in constants {
            let key = constant.name.to_string();
            let rule = constant_identifier(&split_words(&key, &self.kept));
            let renames = &self.scope.config.names.values;
            let name = self.renamed(renames, &[&key], Form::Constant, rule, &constant.source);
            let hint = format_args!("[names.values] \"{key}\" = \"…\"");
            constant.rust_name = self.claim(&mut taken, name, &constant.source, hint);
        }
    }

    /// Names the values of the enumeration `owner`, and what bounds them.
    pub(super) fn values(
        &mut self,
        owner: &str,
        values: &mut [EnumerationValue],
        bounds: &mut [Bound],
        source: &Source,
        constants: &HashMap<WireName, Source>,
    ) {
        let place = |constant: &WireName| constants.get(constant).unwrap_or(source);
        let (prefix, mut taken) = (common_prefix(values, bounds), Claims::new(str::to_owned));
        let renames = &self.scope.config.names.values;
        for value in values {
            let word = value.constant.as_ref().map_or(value.value.as_str(), |name| name.as_str());
            let key = format!("{owner}.{word}");
            let words = match &value.constant {
                Some(name) => behind(name.as_str(), prefix).join("_"),
                None => value.value.clone(),
            };
            let rule = variant_identifier(&split_words(&words, &self.kept));
            let rule = rule.or_else(|| operator(&value.value).map(str::to_owned));
            let source = value.constant.as_ref().map_or(source, place);
            let name = free(self.renamed(renames, &[&key], Form::Variant, rule, source), VARIANTS, "Value");
            let hint = format_args!("[names.values] \"{key}\" = \"…\"");
            value.rust_name = self.claim(&mut taken, name, source, hint);
        }
        let mut taken = Claims::new(str::to_owned);
        for bound in bounds {
            let key = format!("{owner}.{}", bound.constant);
            let words = behind(bound.constant.as_str(), prefix).join("_");
            let rule = constant_identifier(&split_words(&words, &self.kept));
            let source = place(&bound.constant);
            let name = self.renamed(renames, &[&key], Form::Constant, rule, source);
            let hint = format_args!("[names.values] \"{key}\" = \"…\"");
            bound.rust_name = self.claim(&mut taken, name, source, hint);
        }
    }
}

/// What values are called that are operators: of filters, mostly.
const OPERATORS: [(&str, &str); 8] = [
    ("=", "Equal"),
    ("==", "Equal"),
    ("!=", "NotEqual"),
    ("<>", "NotEqual"),
    ("<", "LessThan"),
    ("<=", "LessOrEqual"),
    (">", "GreaterThan"),
    (">=", "GreaterOrEqual"),
];

fn operator(value: &str) -> Option<&'static str> {
    OPERATORS.iter().find(|(operator, _)| *operator == value).map(|(_, name)| *name)
}

/// The parts of a name between its underscores.
fn parts(name: &str) -> impl Iterator<Item = &str> {
    name.split('_').filter(|part| !part.is_empty())
}

/// The parts of a name behind the first of them.
fn behind(name: &str, prefix: usize) -> Vec<&str> {
    parts(name).skip(prefix).collect()
}

/// How many parts all names have in common at their beginning, such that something remains of each which begins
/// with a letter. Nothing for one name alone, of which nobody could say what is common.
fn common_prefix(values: &[EnumerationValue], bounds: &[Bound]) -> usize {
    let values = values.iter().filter_map(|value| value.constant.as_ref());
    let mut names = values.chain(bounds.iter().map(|bound| &bound.constant)).map(WireName::as_str);
    let Some(first) = names.next() else { return 0 };
    let first: Vec<&str> = parts(first).collect();
    let (mut shared, mut others) = (first.len(), 0);
    let mut rests: Vec<Vec<&str>> = vec![first.clone()];
    for name in names {
        let own: Vec<&str> = parts(name).collect();
        shared = first.iter().zip(&own).take(shared).take_while(|(one, other)| one == other).count();
        rests.push(own);
        others += 1;
    }
    if others == 0 {
        return 0;
    }
    let is_name =
        |rest: Option<&&str>| rest.and_then(|rest| rest.chars().next()).is_some_and(char::is_alphabetic);
    (0..=shared).rev().find(|count| rests.iter().all(|rest| is_name(rest.get(*count)))).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use docwright_model::RustName;

    fn check(names: &[&str], expected: &[&str]) {
        let values: Vec<EnumerationValue> = names
            .iter()
            .map(|name| EnumerationValue {
                value: "1".to_owned(),
                rust_name: RustName::default(),
                description: None,
                constant: Some(WireName::from(*name)),
            })
            .collect();
        let prefix = common_prefix(&values, &[]);
        let rests: Vec<String> = names.iter().map(|name| behind(name, prefix).join("_")).collect();
        assert_eq!(rests, expected);
    }

    #[test]
    fn what_all_names_begin_with_is_left_out() {
        check(&["SIZE_SMALL", "SIZE_LARGE"], &["SMALL", "LARGE"]);
        check(&["WEB_KIND__UNKNOWN", "WEB_KIND__PHONE"], &["UNKNOWN", "PHONE"]);
        check(&["LEVEL_SIGN", "LEVEL_SIGN_TWICE"], &["SIGN", "SIGN_TWICE"]);
        check(&["RED", "GREEN"], &["RED", "GREEN"]);
        check(&["DEFAULT_LANGUAGE"], &["DEFAULT_LANGUAGE"]);
    }

    #[test]
    fn no_rest_begins_with_a_digit() {
        check(&["METHOD_DB_NATIVE", "METHOD_DB_32"], &["DB_NATIVE", "DB_32"]);
        check(&["A_1", "A_2"], &["A_1", "A_2"]);
    }

    #[test]
    fn names_are_capitals_in_rust() {
        assert_eq!(
            constant_identifier(&split_words("TOTPRequiredError", &[])).as_deref(),
            Some("TOTP_REQUIRED_ERROR")
        );
        assert_eq!(
            constant_identifier(&split_words("STATUS_FAILED__MAX", &[])).as_deref(),
            Some("STATUS_FAILED_MAX")
        );
    }
}
