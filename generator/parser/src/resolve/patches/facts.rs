//! Facts of a patch, set on a field. Each that changes something is known by the patch from then on.

use crate::{
    config::{ConditionConfig, PatchFacts},
    recognise::type_expression::recognise_type,
};
use docwright_model::{Condition, Constraints, Evidence, Fact, Field, Source, Type, WireName};

/// A field that a patch adds; it must at least have a name.
pub(super) fn new_field(facts: &PatchFacts, source: &Source) -> Option<Field> {
    let name = WireName::from(facts.name.as_deref()?);
    let mut field = Field { evidence: Evidence::Patch, ..Field::new(name, Type::Any, source.clone()) };
    set_field(&mut field, facts, source);
    Some(field)
}

/// Sets facts of a field; gives whether that changed anything.
pub(super) fn set_field(field: &mut Field, facts: &PatchFacts, source: &Source) -> bool {
    let mut setter = Setter { changed: Vec::new() };
    setter.set(Fact::Name, &mut field.wire_name, facts.name.as_deref().map(WireName::from));
    let expression = facts.value_type.as_ref().and_then(|text| recognise_type(text.get_ref()));
    if let Some(expression) = expression {
        setter.set(Fact::Type, &mut field.value_type, Some(expression.value_type));
        setter.set(Fact::Type, &mut field.serialization, Some(expression.serialization));
    }
    setter.set(Fact::Requirement, &mut field.requirement, facts.requirement);
    let conditions = |conditions: &Vec<ConditionConfig>| conditions.iter().map(condition).collect();
    setter.set(Fact::Requirement, &mut field.required_when, facts.required_when.as_ref().map(conditions));
    let names = |names: &Vec<String>| names.iter().map(|name| WireName::from(name.as_str())).collect();
    setter.set(Fact::Relation, &mut field.excludes, facts.excludes.as_ref().map(names));
    setter.set(Fact::Relation, &mut field.requires, facts.requires.as_ref().map(names));
    setter.set(Fact::Nullable, &mut field.nullable, facts.nullable);
    setter.set(Fact::ReadOnly, &mut field.read_only, facts.read_only);
    setter.set(Fact::Secret, &mut field.secret, facts.secret);
    setter.set(Fact::Default, &mut field.default, facts.default.clone().map(Some));
    setter.set(Fact::Description, &mut field.description, facts.description.clone().map(Some));
    let values = match field.value_type {
        Type::List(_) | Type::CommaSeparated(_) => &mut field.element_constraints.allowed_values,
        _ => &mut field.constraints.allowed_values,
    };
    setter.set(Fact::Values, values, facts.allowed_values.clone());
    setter.set(Fact::Values, &mut field.constants, facts.constants.clone().map(Some));
    setter.set(Fact::Type, &mut field.unix_time, facts.unix_time.map(Some));
    set_limits(&mut field.constraints, facts, &mut setter);
    for fact in &setter.changed {
        field.origins.add(*fact, source.clone(), Evidence::Patch);
    }
    let changed = !setter.changed.is_empty();
    if changed {
        field.evidence = Evidence::Patch;
    }
    changed
}

fn set_limits(constraints: &mut Constraints, facts: &PatchFacts, setter: &mut Setter) {
    setter.set(Fact::Constraint, &mut constraints.min_length, facts.min_length.map(Some));
    setter.set(Fact::Constraint, &mut constraints.max_length, facts.max_length.map(Some));
    setter.set(Fact::Constraint, &mut constraints.minimum, facts.minimum.clone().map(Some));
    setter.set(Fact::Constraint, &mut constraints.maximum, facts.maximum.clone().map(Some));
    setter.set(Fact::Constraint, &mut constraints.min_items, facts.min_items.map(Some));
    setter.set(Fact::Constraint, &mut constraints.max_items, facts.max_items.map(Some));
}

fn condition(config: &ConditionConfig) -> Condition {
    Condition { parameter: WireName::from(config.parameter.as_str()), values: config.values.clone() }
}

/// Remembers which facts were changed.
struct Setter {
    changed: Vec<Fact>,
}

impl Setter {
    fn set<T: PartialEq>(&mut self, fact: Fact, slot: &mut T, new: Option<T>) {
        if let Some(new) = new.filter(|new| new != slot) {
            *slot = new;
            if !self.changed.contains(&fact) {
                self.changed.push(fact);
            }
        }
    }
}
