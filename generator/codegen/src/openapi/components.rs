//! What operations refer to by name: the schemas of named types and of whole JSON bodies, and the security schemes.

use super::conformance::{conforms, value_of};
use super::credentials::Implied;
use super::field::open;
use super::node::{Node, Object};
use super::schema::{Place, plain};
use super::{Document, component_name};
use crate::context::{Context, has_body_structure};
use crate::prose::{inline, web_address};
use docwright_model::{
    Bound, Definition, Endpoint, EnumerationBase, EnumerationValue, Field, NamedType, Requirement, Type,
    WireName,
};
use std::collections::{BTreeMap, BTreeSet};

/// The names of schemas.
pub(super) struct Names<'a> {
    /// Those of types, by the names that the model has for these.
    types: BTreeMap<&'a str, String>,
    /// Those of whole bodies, by their names in Rust.
    bodies: BTreeMap<&'a str, String>,
}

impl<'a> Names<'a> {
    pub(super) fn new(context: &Context<'a>) -> Self {
        let mut taken: BTreeSet<String> = BTreeSet::new();
        let mut name = |name: &str| component_name(name, &mut taken);
        let types = context.emitted_types();
        let types = types.map(|named| (named.name.as_str(), name(named.rust_name.as_str()))).collect();
        let bodies = context.api.endpoints.iter().filter_map(body_structure);
        let bodies = bodies.map(|body| (body, name(body))).collect();
        Self { types, bodies }
    }

    pub(super) fn named(&self, name: &str) -> Option<&str> {
        self.types.get(name).map(String::as_str)
    }

    /// The name of the schema of an endpoint's body, if that has one of its own.
    pub(super) fn body(&self, endpoint: &Endpoint) -> Option<&str> {
        self.bodies.get(body_structure(endpoint)?).map(String::as_str)
    }
}

/// What Rust calls the structure of an endpoint's body, if there is one.
fn body_structure(endpoint: &Endpoint) -> Option<&str> {
    let body = endpoint.request_body.as_ref().filter(|_| has_body_structure(endpoint))?;
    Some(body.rust_name.as_str())
}

impl Document<'_> {
    pub(super) fn components(&self) -> Object {
        let types = self.context.emitted_types();
        let types =
            types.filter_map(|named| Some((self.names.named(&named.name)?.to_owned(), self.named(named))));
        let bodies = self.api().endpoints.iter().filter_map(|endpoint| {
            Some((self.names.body(endpoint)?.to_owned(), self.body_fields(endpoint, Place::Json)))
        });
        let schemas: Object = types.chain(bodies).collect();
        Object::new().filled("schemas", schemas).filled("securitySchemes", self.security_schemes())
    }

    /// The schema of a named type.
    fn named(&self, named: &NamedType) -> Object {
        let schema = match &named.definition {
            Definition::Structure { extends, .. } => {
                let fields = self.context.fields_of(&named.name).iter().copied();
                let parents = extends.iter().filter_map(|name| self.names.named(name));
                self.object(fields, [], Place::Json)
                    .filled("x-docwright-extends", parents.collect::<Vec<_>>())
            }
            Definition::Enumeration { base, values, bounds } => {
                self.enumeration(*base, values).filled("x-docwright-bounds", self.bounds(bounds))
            }
            Definition::Opaque { link } => opaque(link.as_deref()),
        };
        let is_renamed = self.names.named(&named.name) != Some(&named.name);
        Object::new()
            .maybe("description", self.markdown(named.description.as_ref()))
            .flag("deprecated", named.deprecated.is_some())
            .and(schema)
            .maybe("x-docwright-name", is_renamed.then_some(&named.name))
            .and(self.deprecation(named.deprecated.as_ref()))
            .filled("x-docwright-set-aside", self.set_aside(&named.set_aside))
            .and(self.provenance(&named.source, named.evidence, &named.origins))
    }

    /// An object with these fields, whose values are written in this place. Of two of one name the last counts.
    pub(super) fn object<'f>(
        &self,
        fields: impl IntoIterator<Item = &'f Field>,
        credentials: impl IntoIterator<Item = &'f Implied<'f>>,
        place: Place,
    ) -> Object {
        let members = once(fields);
        let required = members.iter().filter(|field| field.requirement == Requirement::Required);
        let mut required: Vec<&str> = required.map(|field| field.wire_name.as_str()).collect();
        let mut properties: Object =
            members.iter().map(|field| (field.wire_name.to_string(), self.property(field, place))).collect();
        for field in credentials {
            required.extend(field.is_required.then_some(field.name.as_str()));
            properties.push(field.name.clone(), field.property());
        }
        plain("object", None)
            .filled("required", required)
            .filled("properties", properties)
            .and(self.relations(&members))
    }

    /// Which fields go with which, where JSON Schema can say it: the extensions on the fields say it everywhere.
    fn relations(&self, fields: &[&Field]) -> Object {
        if !self.dialect.is_json_schema() {
            return Object::new();
        }
        let known: BTreeSet<&str> = fields.iter().map(|field| field.wire_name.as_str()).collect();
        let (mut requires, mut excludes) = (Object::new(), Object::new());
        for field in fields {
            let here = |names: &[WireName]| -> Vec<String> {
                names.iter().filter(|name| known.contains(name.as_str())).map(ToString::to_string).collect()
            };
            let name = field.wire_name.to_string();
            requires = requires.filled(name.clone(), here(&field.requires));
            // Beside the field, no value of the others is one.
            let others: Object = here(&field.excludes).into_iter().map(|other| (other, false)).collect();
            if !others.is_empty() {
                excludes.push(name, Object::new().with("properties", others));
            }
        }
        Object::new().filled("dependentRequired", requires).filled("dependentSchemas", excludes)
    }

    fn enumeration(&self, base: EnumerationBase, values: &[EnumerationValue]) -> Object {
        let (schema, value_type) = match base {
            EnumerationBase::String => (plain("string", None), Type::String),
            EnumerationBase::Integer => (plain("integer", Some("int64")), Type::Integer),
        };
        let mut seen = BTreeSet::new();
        let values: Vec<(&EnumerationValue, Node)> = values
            .iter()
            .filter(|value| seen.insert(value.value.as_str()))
            .filter_map(|value| Some((value, value_of(&value.value, &value_type, self.context)?)))
            .filter(|(_, known)| conforms(known, &value_type, self.context))
            .collect();
        if values.is_empty() {
            return schema;
        }
        let names: Vec<&str> = values.iter().map(|(value, _)| value.rust_name.as_str()).collect();
        let constants: Object = values
            .iter()
            .filter_map(|(value, _)| Some((value.constant.as_ref()?.to_string(), value.value.as_str())))
            .collect();
        let meanings: Vec<String> = values
            .iter()
            .map(|(value, _)| self.prose(value.description.as_ref()).map(inline).unwrap_or_default())
            .collect();
        let has_meanings = meanings.iter().any(|meaning| !meaning.is_empty());
        // The names by which generators know them.
        let about = Object::new()
            .with("x-enum-varnames", names)
            .maybe("x-enum-descriptions", has_meanings.then_some(meanings))
            .filled("x-docwright-constants", constants);
        let mut schema = open(schema, values.iter().map(|(_, value)| value.clone()).collect());
        if let Some(Node::List(choices)) = schema.get_mut("anyOf")
            && let Some(Node::Object(listed)) = choices.first_mut()
        {
            *listed = std::mem::take(listed).and(about);
        }
        schema
    }

    fn bounds(&self, bounds: &[Bound]) -> Vec<Object> {
        let bound = |bound: &Bound| {
            Object::new()
                .with("constant", bound.constant.as_str())
                .with("value", bound.value.as_str())
                .maybe("description", self.markdown(bound.description.as_ref()))
        };
        bounds.iter().map(bound).collect()
    }
}

/// Any JSON, and where it is described.
fn opaque(link: Option<&str>) -> Object {
    let address = link.and_then(web_address);
    Object::new()
        .maybe("externalDocs", address.map(|address| Object::new().with("url", address)))
        .maybe("x-docwright-link", link.filter(|_| address.is_none()))
        .with("x-docwright-opaque", true)
}

/// The fields, each name once: at its first place, with its last meaning.
fn once<'f>(fields: impl IntoIterator<Item = &'f Field>) -> Vec<&'f Field> {
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut members: Vec<&Field> = Vec::new();
    for field in fields {
        let name = field.wire_name.as_str();
        if let Some(known) = places.get(name).and_then(|place| members.get_mut(*place)) {
            *known = field;
        } else {
            places.insert(name, members.len());
            members.push(field);
        }
    }
    members
}
