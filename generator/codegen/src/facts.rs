//! What is known of a field besides its description, in sentences of ours. A fact that follows from a sentence of
//! the description is not said a second time where that sentence stands beside it.

use crate::context::Context;
use crate::prose::{code, inline};
use crate::values::unix_time;
use docwright_model::{
    Condition, Constraints, DocsPolicy, Evidence, Fact, Field, NamedType, Requirement, Type, UnixTime,
    WireName,
};

/// What stands behind a value or a limit that a description says in other words, or that is not published.
const FROM_PROSE: &str = " (from its description)";
/// A fact of more words than these is said, whatever its description says.
const MANY_WORDS: usize = 16;

/// The facts of one field on their way into its documentation.
struct Facts<'a> {
    field: &'a Field,
    /// The description in small letters, if it is published.
    description: Option<String>,
    sentences: Vec<String>,
}

/// What is known of a parameter besides its description, in sentences.
pub(crate) fn field_facts(field: &Field, context: &Context<'_>) -> String {
    member_facts(field, None, context)
}

/// What is known of a field of a type besides its description, in sentences.
pub(crate) fn member_facts(field: &Field, owner: Option<&NamedType>, context: &Context<'_>) -> String {
    let is_published = context.docs_policy() == DocsPolicy::Full;
    let description = field.description.as_deref().filter(|_| is_published).map(str::to_ascii_lowercase);
    let mut facts = Facts { field, description, sentences: Vec::new() };
    facts.constraints();
    if let Some(default) = field.default.as_deref() {
        let is_absence = owner.is_some() && field.requirement != Requirement::Required;
        let phrase = if is_absence { "Left out, it stands for" } else { "Default:" };
        facts.add(Fact::Default, &[default], format!("{phrase} {}", code(default)));
    }
    facts.meaning(context);
    facts.relations();
    let mut sentences = facts.sentences;
    sentences.extend(field.read_only.then(|| "Only the server sets it.".to_owned()));
    sentences.extend(field.since.as_deref().map(since));
    sentences.extend(context.provenance.of_field(field, owner));
    sentences.join(" ")
}

/// `Since version 20.6.1.`
pub(crate) fn since(version: &str) -> String {
    format!("Since version {}.", inline(version))
}

impl Facts<'_> {
    /// Adds a sentence, given without its full stop, unless the description says it in these words.
    fn add(&mut self, fact: Fact, words: &[&str], sentence: String) {
        self.sentences.extend(self.told(fact, words, sentence));
    }

    fn told(&self, fact: Fact, words: &[&str], sentence: String) -> Option<String> {
        let mut known = self.field.origins.iter().filter(|origin| origin.fact == fact).peekable();
        let is_inferred = known.peek().is_some() && known.all(|origin| origin.evidence == Evidence::Prose);
        if is_inferred { self.told_if_inferred(fact, words, sentence) } else { Some(sentence + ".") }
    }

    fn told_if_inferred(&self, fact: Fact, words: &[&str], sentence: String) -> Option<String> {
        let text = self.description.as_deref().filter(|_| words.len() <= MANY_WORDS);
        let said = text.is_some_and(|text| words.iter().all(|word| holds_word(text, word)));
        // What is said of other parameters can be from nowhere else.
        let remark = if matches!(fact, Fact::Relation | Fact::Requirement) { "" } else { FROM_PROSE };
        (!said).then(|| sentence + remark + ".")
    }

    fn constraints(&mut self) {
        let Field { value_type, constraints, element_constraints, .. } = self.field;
        let own = self.limits(constraints, value_type);
        let element_type = match value_type {
            Type::List(inner) => inner,
            other => other,
        };
        let elements = self.limits(element_constraints, element_type);
        self.sentences.extend(own);
        if !elements.is_empty() {
            self.sentences.push(format!("Of each element: {}", elements.join(" ")));
        }
    }

    /// What limits a value. How a UUID or a date is written is said by its type.
    fn limits(&self, constraints: &Constraints, value_type: &Type) -> Vec<String> {
        let written = match value_type {
            Type::CommaSeparated(inner) if **inner == Type::Uuid => inner,
            other => other,
        };
        let mut limits = Vec::new();
        if !matches!(written, Type::Uuid | Type::Date) {
            limits.extend(self.value_limits(constraints));
        }
        let Constraints { min_items, max_items, .. } = constraints;
        limits.extend(range((*min_items, *max_items), "element").and_then(|(numbers, sentence)| {
            // Lengths and patterns have lines of their own in documents; sizes of lists have sentences.
            let mut limits = self.field.origins.iter().filter(|origin| origin.fact == Fact::Constraint);
            if limits.any(|origin| origin.evidence == Evidence::Prose) {
                self.told_if_inferred(Fact::Constraint, &borrowed(&numbers), sentence)
            } else {
                Some(sentence + ".")
            }
        }));
        limits
    }

    fn value_limits(&self, constraints: &Constraints) -> Vec<String> {
        let Constraints { min_length, max_length, minimum, maximum, pattern, allowed_values, .. } =
            constraints;
        let bound = |words: &str, bound: Option<&str>| {
            bound.and_then(|bound| self.told(Fact::Constraint, &[bound], format!("{words} {}", code(bound))))
        };
        let values: Vec<&str> = allowed_values.iter().map(String::as_str).collect();
        let listed = || format!("Documented values: {}", listed(values.iter().copied()));
        let values = (!values.is_empty()).then(|| self.told(Fact::Values, &values, listed())).flatten();
        let length = range((*min_length, *max_length), "character");
        let length =
            length.and_then(|(numbers, sentence)| self.told(Fact::Constraint, &borrowed(&numbers), sentence));
        let mut limits = Vec::from_iter(length);
        limits.extend(bound("At least", minimum.as_deref()));
        limits.extend(bound("At most", maximum.as_deref()));
        limits.extend(bound("Pattern:", pattern.as_deref()));
        limits.extend(values);
        limits
    }

    /// What numbers and texts mean that look like any other.
    fn meaning(&mut self, context: &Context<'_>) {
        let counted = unix_time(self.field).map(|unit| match unit {
            UnixTime::Seconds => "seconds",
            UnixTime::Milliseconds => "milliseconds",
        });
        self.sentences.extend(counted.map(|unit| format!("In {unit} since 1970-01-01T00:00:00Z.")));
        let constants =
            self.field.constants.as_deref().filter(|_| !context.is_enumerated(&self.field.value_type));
        self.sentences.extend(constants.map(|names| format!("One of the constants {}.", code(names))));
    }

    /// Which other parameters matter.
    fn relations(&mut self) {
        let Field { excludes, requires, required_when, .. } = self.field;
        for (phrase, others) in [("Not together with", excludes), ("Only together with", requires)] {
            let names: Vec<&str> = others.iter().map(WireName::as_str).collect();
            if !names.is_empty() {
                self.add(Fact::Relation, &names, format!("{phrase} {}", listed(names.iter().copied())));
            }
        }
        if !required_when.is_empty() {
            let conditions: Vec<String> = required_when.iter().map(condition).collect();
            let values = required_when.iter().flat_map(|condition| &condition.values).map(String::as_str);
            let names = required_when.iter().map(|condition| condition.parameter.as_str());
            let words: Vec<&str> = names.chain(values).collect();
            self.add(Fact::Requirement, &words, format!("Required if {}", conditions.join(", or if ")));
        }
    }
}

/// The numbers of a range and its sentence without the full stop: `Exactly 36 characters`, `2 to 5 elements`.
fn range(bounds: (Option<u64>, Option<u64>), unit: &str) -> Option<(Vec<String>, String)> {
    let units = |number: u64| if number == 1 { unit.to_owned() } else { format!("{unit}s") };
    let sentence = match bounds {
        (Some(low), Some(high)) if low == high => format!("Exactly {low} {}", units(low)),
        (Some(low), Some(high)) => format!("{low} to {high} {}", units(high)),
        (Some(low), None) => format!("At least {low} {}", units(low)),
        (None, Some(high)) => format!("At most {high} {}", units(high)),
        (None, None) => return None,
    };
    Some(([bounds.0, bounds.1].into_iter().flatten().map(|number| number.to_string()).collect(), sentence))
}

fn borrowed(words: &[String]) -> Vec<&str> {
    words.iter().map(String::as_str).collect()
}

/// `` `grant_type` is `password` or `md5_password` ``
fn condition(condition: &Condition) -> String {
    let parameter = code(condition.parameter.as_str());
    let values: Vec<String> = condition.values.iter().map(|value| code(value)).collect();
    match values.split_last() {
        None => format!("{parameter} is given"),
        Some((value, [])) => format!("{parameter} is {value}"),
        Some((last, others)) => format!("{parameter} is {} or {last}", others.join(", ")),
    }
}

fn listed<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.map(code).collect::<Vec<_>>().join(", ")
}

/// Whether a text in small letters holds a word, in whatever letters, that does not go on to either side.
fn holds_word(text: &str, word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    let goes_on = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(&word).any(|(start, found)| {
        let before = text.get(..start).and_then(|before| before.chars().next_back());
        let after = text.get(start + found.len()..).and_then(|after| after.chars().next());
        !word.is_empty() && !before.is_some_and(goes_on) && !after.is_some_and(goes_on)
    })
}

#[cfg(test)]
mod tests {
    use super::holds_word;

    #[track_caller]
    fn check(text: &str, word: &str, expected: bool) {
        assert_eq!(holds_word(text, word), expected, "{word} in {text}");
    }

    #[test]
    fn a_word_stands_alone() {
        check("maximum of 100 uuids.", "100", true);
        check("maximum of 1000 uuids.", "100", false);
        check("maximum of 100 uuids.", "UUIDs", true);
        check("excludes `parent_id`.", "parent_id", true);
        check("excludes `parent_id`.", "parent", false);
        check("ends with 5", "5", true);
        check("größer als ü", "ü", true);
        check("anything", "", false);
    }
}
