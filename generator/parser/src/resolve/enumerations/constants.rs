//! Constants, lifted into the enumerations that fields refer to.
//!
//! A group with a name is an enumeration of that name, whether a field refers to it or not. Constants of which only
//! the beginnings of their names are known become one where a field refers to them, and are named after the field.

use super::{Made, name};
use crate::resolve::constants::{Group, Groups, fits};
use docwright_model::{
    Api, Bound, Constant, Definition, Endpoint, EnumerationBase, EnumerationValue, Evidence, Fact, Field,
    NamedType, Origins, RustName, Type,
};
use std::collections::{HashMap, HashSet};

/// Words at the end of the name of a constant that is no value, but an end of a range of values.
const BOUNDS: &[&str] = &["MIN", "MAX", "LOWEST", "HIGHEST"];

/// Makes the enumerations, and gives them to the fields that refer to them.
pub(super) fn lift_constants(api: &mut Api, made: &mut Made) {
    if api.constants.is_empty() {
        return;
    }
    let constants = std::mem::take(&mut api.constants);
    let groups = Groups::new(&constants);
    let mut lifter = Lifter { by_reference: HashMap::new(), groups: &groups, made };
    for group in groups.named() {
        lifter.group(&group);
    }
    for endpoint in &mut api.endpoints {
        if fields_of(endpoint).all(|field| field.constants.is_none()) {
            continue;
        }
        let contexts = super::contexts(endpoint);
        fields_of(endpoint).for_each(|field| lifter.field(field, &contexts));
    }
    for structure in &mut api.types {
        let contexts = [structure.name.clone()];
        if let Definition::Structure { fields, .. } = &mut structure.definition {
            for field in fields {
                lifter.field(field, &contexts);
            }
        }
    }
    api.constants = constants;
}

fn fields_of(endpoint: &mut Endpoint) -> impl Iterator<Item = &mut Field> {
    endpoint.parameters.iter_mut().map(|parameter| &mut parameter.field)
}

struct Lifter<'a, 'b> {
    groups: &'b Groups<'a>,
    made: &'b mut Made,
    /// What is known of constants, by what fields call them: none if they are none or of several kinds.
    by_reference: HashMap<String, Option<Known>>,
}

/// Constants that can be an enumeration.
#[derive(Clone)]
struct Known {
    base: EnumerationBase,
    /// The type that was made of them.
    made: Option<String>,
}

impl Lifter<'_, '_> {
    /// The enumeration of a group with a name; none if its values are of several kinds, or another type has the name.
    fn group(&mut self, group: &Group<'_>) -> Option<String> {
        let (name, base, first) = (group.name?, group.base()?, *group.constants.first()?);
        let (values, bounds) = split(&group.constants);
        if self.made.taken.contains(name) {
            return None;
        }
        let definition = Definition::Enumeration { base, values, bounds };
        self.made.add(name, || enumeration(name, definition, first, group));
        Some(name.to_owned())
    }

    fn field(&mut self, field: &mut Field, contexts: &[String]) {
        let Some(reference) = field.constants.clone() else { return };
        let groups = self.groups;
        let find = || Some(Known { base: groups.find(&reference)?.base()?, made: None });
        let known = self.by_reference.entry(reference.clone()).or_insert_with(find).clone();
        let Some(known) = known.filter(|known| fits(field, Some(known.base))) else { return };
        let made = known.made.or_else(|| self.enumeration(&reference, field, contexts));
        let Some(name) = made else { return };
        // A list of the same values besides says nothing new; one with others does.
        self.forget_listed(&reference, &mut field.constraints.allowed_values);
        self.forget_listed(&reference, &mut field.element_constraints.allowed_values);
        self.by_reference.insert(reference, Some(Known { base: known.base, made: Some(name.clone()) }));
        let named = Type::Named(name);
        field.value_type = match &field.value_type {
            Type::List(_) => named.list(),
            Type::Nullable(_) => Type::Nullable(Box::new(named)),
            _ => named,
        };
    }

    /// Clears a list of values that are all constants.
    fn forget_listed(&self, reference: &str, values: &mut Vec<String>) {
        if values.is_empty() {
            return;
        }
        if let Some(group) = self.groups.find(reference) {
            let listed: HashSet<String> = group.constants.iter().copied().map(text_of).collect();
            if values.iter().all(|value| listed.contains(value)) {
                values.clear();
            }
        }
    }

    fn enumeration(&mut self, reference: &str, field: &Field, contexts: &[String]) -> Option<String> {
        let group = self.groups.find(reference)?;
        if let Some(name) = self.group(&group) {
            return Some(name);
        }
        let (base, first) = (group.base()?, *group.constants.first()?);
        let (values, bounds) = split(&group.constants);
        let name = name(field, matches!(field.value_type, Type::List(_)), contexts, self.made, &values);
        let definition = Definition::Enumeration { base, values, bounds };
        self.made.add(&name, || enumeration(&name, definition, first, &group));
        Some(name)
    }
}

fn enumeration(name: &str, definition: Definition, first: &Constant, group: &Group<'_>) -> NamedType {
    let mut origins = Origins::default();
    for constant in &group.constants {
        origins.add(Fact::Values, constant.source.clone(), Evidence::Stated);
    }
    NamedType {
        name: name.to_owned(),
        rust_name: RustName::default(),
        description: None,
        definition,
        deprecated: None,
        set_aside: Vec::new(),
        source: first.source.clone(),
        evidence: Evidence::Stated,
        origins,
    }
}

/// The values, and what only bounds them. Where all names are those of bounds, they are values.
fn split(constants: &[&Constant]) -> (Vec<EnumerationValue>, Vec<Bound>) {
    let is_bound = |constant: &&Constant| {
        let last = constant.name.as_str().rsplit('_').next().unwrap_or_default();
        constant.same_as.is_none() && BOUNDS.contains(&last)
    };
    let (bounds, values): (Vec<&Constant>, Vec<&Constant>) = constants.iter().copied().partition(is_bound);
    let (bounds, values) = if values.is_empty() { (Vec::new(), bounds) } else { (bounds, values) };
    let bounds = bounds.into_iter().map(|constant| Bound {
        constant: constant.name.clone(),
        rust_name: RustName::default(),
        value: text_of(constant),
        description: constant.description.clone(),
    });
    let values = values.into_iter().map(|constant| EnumerationValue {
        value: text_of(constant),
        rust_name: RustName::default(),
        description: constant.description.clone(),
        constant: Some(constant.name.clone()),
    });
    (values.collect(), bounds.collect())
}

/// The value of a constant as text: without the quotes that it has as JSON.
fn text_of(constant: &Constant) -> String {
    serde_json::from_str(&constant.value).unwrap_or_else(|_| constant.value.clone())
}
