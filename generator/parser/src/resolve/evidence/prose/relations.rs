//! How a parameter is tied to others: exclusions, requirements, conditions.

use super::{
    Siblings,
    remarks::{Likely, Remarks, array, string},
};
use crate::recognise::sentence::{
    Reading, Sentence,
    condition::{ConditionSentence, recognise_condition},
    relation::{Relation, recognise_relation},
};
use docwright_model::{Condition, Evidence, Fact, Field, Requirement, WireName};

/// More others, or more values of a condition, are not taken over: comparing them takes time.
const MOST: usize = 100;

/// Takes over how a sentence ties the field to others.
pub(super) fn resolve_sentence(
    field: &mut Field,
    sentence: &Sentence<'_>,
    siblings: &Siblings,
    remarks: &mut Remarks<'_>,
) {
    if let Some(reading) = recognise_relation(&sentence.words) {
        resolve_relation(field, &reading, sentence, siblings, remarks);
    }
    if let Some(condition) = recognise_condition(&sentence.words) {
        resolve_condition(field, &condition, sentence, siblings, remarks);
    }
}

fn resolve_relation(
    field: &mut Field,
    reading: &Reading<Relation<'_>>,
    sentence: &Sentence<'_>,
    siblings: &Siblings,
    remarks: &mut Remarks<'_>,
) {
    if remarks.is_patched(Fact::Relation) {
        return;
    }
    let (Reading::Certain(relation) | Reading::Likely(relation)) = reading;
    let (key, names) = match relation {
        Relation::Excludes(names) => ("excludes", names),
        Relation::Requires(names) => ("requires", names),
    };
    let own = field.wire_name.as_str();
    let (known, unknown): (Vec<&str>, Vec<&str>) =
        names.iter().copied().filter(|name| *name != own).partition(|name| siblings.has(name));
    let tied = field.excludes.len().max(field.requires.len());
    if matches!(reading, Reading::Likely(_)) || tied + known.len() > MOST {
        let likely = Likely::new(Fact::Relation, "seems to be tied to others", sentence);
        let others = if known.is_empty() { vec!["…"] } else { known };
        return remarks.note(field, &likely.set(format!("{key} = {}", array(others))));
    }
    if let Some(first) = unknown.first() {
        let message = format!("is tied to `{}`, which is not documented beside it", unknown.join("`, `"));
        let meant = siblings.meant(first).unwrap_or("…");
        let likely = Likely::new(Fact::Relation, message, sentence);
        remarks.note(field, &likely.set(format!("{key} = {}", array([meant]))));
    }
    if known.is_empty() {
        return;
    }
    let tied = match relation {
        Relation::Excludes(_) => &mut field.excludes,
        Relation::Requires(_) => &mut field.requires,
    };
    for name in known.into_iter().map(WireName::from) {
        if !tied.contains(&name) {
            tied.push(name);
        }
    }
    let source = remarks.place(field, sentence.paragraph);
    field.origins.add(Fact::Relation, source, Evidence::Prose);
}

fn resolve_condition(
    field: &mut Field,
    condition: &ConditionSentence<'_>,
    sentence: &Sentence<'_>,
    siblings: &Siblings,
    remarks: &mut Remarks<'_>,
) {
    let found = match condition {
        ConditionSentence::RequiredFor { values, parameter } => {
            siblings.called(parameter).map(|parameter| (parameter, values))
        }
        ConditionSentence::RequiredIf { parameter, values } => Some((*parameter, values)),
        // What is quoted may be anything: `If "x" is "y"` is a condition where `x` is a parameter.
        ConditionSentence::IfNamed(name) if *name == field.wire_name.as_str() || !siblings.has(name) => {
            return;
        }
        ConditionSentence::IfNamed(_) | ConditionSentence::Unclear => None,
    };
    let is_open = field.requirement != Requirement::Required;
    let stated: usize = field.required_when.iter().map(|known| known.values.len() + 1).sum();
    let known = found.filter(|(parameter, values)| {
        is_open && stated + values.len() <= MOST && siblings.knows(parameter, values)
    });
    let Some((parameter, values)) = known else {
        let message = match condition {
            _ if !is_open => "must be given, and a sentence names a condition",
            ConditionSentence::IfNamed(_) => "seems to depend on another parameter",
            _ => "seems to depend on a condition",
        };
        let likely = Likely::new(Fact::Requirement, message, sentence);
        let likely = match condition {
            ConditionSentence::RequiredFor { values, parameter } => {
                likely.set(patch(siblings.spoken_of(parameter), values))
            }
            ConditionSentence::RequiredIf { parameter, values } => {
                likely.set(patch(Some(*parameter), values))
            }
            ConditionSentence::IfNamed(_) | ConditionSentence::Unclear => likely,
        };
        return remarks.note(field, &likely);
    };
    if !remarks.is_patched(Fact::Requirement) {
        require(field, parameter, values);
        let source = remarks.place(field, sentence.paragraph);
        field.origins.add(Fact::Requirement, source, Evidence::Prose);
    }
}

/// Adds the condition that a parameter has one of some values.
fn require(field: &mut Field, parameter: &str, values: &[&str]) {
    let values = values.iter().map(|value| (*value).to_owned());
    match field.required_when.iter_mut().find(|known| known.parameter.as_str() == parameter) {
        Some(known) => {
            let new: Vec<String> = values.filter(|value| !known.values.contains(value)).collect();
            known.values.extend(new);
        }
        None => field
            .required_when
            .push(Condition { parameter: WireName::from(parameter), values: values.collect() }),
    }
}

/// What a patch would set to state a condition.
fn patch(parameter: Option<&str>, values: &[&str]) -> String {
    let (parameter, values) = (string(parameter.unwrap_or("…")), array(values.iter().copied()));
    format!("required_when = [{{ parameter = {parameter}, values = {values} }}]")
}
