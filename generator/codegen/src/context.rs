//! One API as the emitters see it: the model with its names looked up, parents' fields joined to their
//! children's, and the types that are emitted.

use crate::EmitError;
use crate::operations::usual_places;
use crate::prose::code;
use crate::provenance::Provenance;
use crate::types::{choices::Choices, fields, reach, recursion};
use docwright_model::{
    Api, BodyEncoding, Definition, DocsPolicy, DocumentInfo, Endpoint, EnumerationBase, Field, Location,
    NamedType, Parameter, Type,
};
use std::collections::{BTreeMap, BTreeSet};

/// One API and what is often asked of it.
pub(crate) struct Context<'a> {
    pub(crate) api: &'a Api,
    types: BTreeMap<&'a str, &'a NamedType>,
    /// The fields of each structure, those of its parents first.
    structures: BTreeMap<&'a str, Vec<&'a Field>>,
    /// The types that are emitted: those that endpoints refer to, directly or not, or all.
    reachable: BTreeSet<&'a str>,
    /// Fields that hold the structure they belong to: the structure's name and the field's.
    recursive: BTreeSet<(&'a str, &'a str)>,
    /// Which example each inferred fact comes from.
    pub(crate) provenance: Provenance<'a>,
    /// The values of enumerations by what documents call them.
    pub(crate) choices: Choices<'a>,
    /// The endpoints that the client itself calls, as `METHOD /path`.
    called_by_client: BTreeSet<&'a str>,
    /// Where endpoints take the fields of each credential set, as a rule.
    pub(crate) usual_places: BTreeMap<&'a str, Location>,
    /// The names of all types that are emitted.
    pub(crate) emitted: BTreeSet<String>,
}

impl<'a> Context<'a> {
    pub(crate) fn new(api: &'a Api) -> Result<Self, EmitError> {
        let types: BTreeMap<&str, &NamedType> =
            api.types.iter().map(|named| (named.name.as_str(), named)).collect();
        let structures = fields::joined(&types)?;
        let reachable = reach::reachable(api, &types, &structures)?;
        let recursive = recursion::recursive_fields(&structures);
        let sessions = api.credential_sets.iter().filter_map(|set| set.session.as_ref());
        let called_by_client = sessions
            .flat_map(|session| [Some(&session.login), session.logout.as_ref()])
            .flatten()
            .map(String::as_str)
            .collect();
        let (provenance, choices, emitted) =
            (Provenance::new(api), Choices::new(&api.types), BTreeSet::new());
        let mut context = Self {
            api,
            types,
            structures,
            reachable,
            recursive,
            provenance,
            choices,
            called_by_client,
            usual_places: usual_places(api),
            emitted,
        };
        context.emitted = context.type_names()?;
        Ok(context)
    }

    pub(crate) fn docs_policy(&self) -> DocsPolicy {
        self.api.docs
    }

    /// The type of this name.
    pub(crate) fn named(&self, name: &str, place: impl Fn() -> String) -> Result<&'a NamedType, EmitError> {
        let found = self.types.get(name).copied();
        found.ok_or_else(|| EmitError::UnknownType { name: name.to_owned(), place: place() })
    }

    /// The types that are emitted, in the order of the model.
    pub(crate) fn emitted_types(&self) -> impl Iterator<Item = &'a NamedType> {
        self.api.types.iter().filter(|named| self.reachable.contains(named.name.as_str()))
    }

    /// The fields of a structure, those of its parents first.
    pub(crate) fn fields_of(&self, structure: &str) -> &[&'a Field] {
        self.structures.get(structure).map(Vec::as_slice).unwrap_or_default()
    }

    pub(crate) fn is_recursive(&self, structure: &'a str, field: &'a Field) -> bool {
        self.recursive.contains(&(structure, field.wire_name.as_str()))
    }

    /// Whether only JSON can hold values of the type: it has parts.
    pub(crate) fn has_parts(&self, value_type: &Type) -> bool {
        match value_type {
            Type::Object | Type::Map { .. } => true,
            Type::Nullable(inner) => self.has_parts(inner),
            Type::Named(name) => self
                .types
                .get(name.as_str())
                .is_some_and(|named| !matches!(named.definition, Definition::Enumeration { .. })),
            _ => false,
        }
    }

    /// What the values of an enumeration are, if the type of this name is one.
    pub(crate) fn enumeration_base(&self, name: &str) -> Option<EnumerationBase> {
        match self.types.get(name)?.definition {
            Definition::Enumeration { base, .. } => Some(base),
            Definition::Structure { .. } | Definition::Opaque { .. } => None,
        }
    }

    /// Whether the values of the type, or its elements, are those of an enumeration.
    pub(crate) fn is_enumerated(&self, value_type: &Type) -> bool {
        value_type.names().into_iter().any(|name| self.enumeration_base(name).is_some())
    }

    /// A type's name as code, which leads to the type if it is emitted; `module` is where the types are, seen from the
    /// file that says so. A path from there holds wherever the API's module is put.
    pub(crate) fn linked(&self, name: &str, module: &str) -> String {
        let emitted = self.types.get(name).filter(|_| self.reachable.contains(name));
        // A link names its target without the `r#` of a raw identifier.
        emitted.map_or_else(
            || code(name),
            |named| format!("[{}]({module}::{})", code(named.rust_name.as_str()), named.rust_name),
        )
    }

    /// The document of this file.
    pub(crate) fn document(&self, file: &str) -> Option<&'a DocumentInfo> {
        self.api.documents.iter().find(|document| &*document.file == file)
    }

    /// Whether the client itself calls an endpoint.
    pub(crate) fn is_called_by_client(&self, endpoint: &Endpoint) -> bool {
        !self.called_by_client.is_empty() && self.called_by_client.contains(key(endpoint).as_str())
    }

    /// How errors call an endpoint.
    pub(crate) fn place(&self, endpoint: &Endpoint) -> String {
        format!("{} of `{}`", key(endpoint), self.api.name)
    }

    /// How errors call a part of an item.
    pub(crate) fn place_of(&self, item: &str) -> String {
        format!("{item} of `{}`", self.api.name)
    }

    /// The names of the types to be emitted, each once.
    fn type_names(&self) -> Result<BTreeSet<String>, EmitError> {
        let mut names: BTreeMap<&str, String> = BTreeMap::new();
        for taken in ["Client", "ClientBuilder"] {
            names.insert(taken, "the client".to_owned());
        }
        let types =
            self.emitted_types().map(|named| (named.rust_name.as_str(), format!("type `{}`", named.name)));
        let bodies = self.api.endpoints.iter().filter(|endpoint| has_body_structure(endpoint));
        let bodies = bodies.filter_map(|endpoint| {
            let body = endpoint.request_body.as_ref()?;
            Some((body.rust_name.as_str(), format!("the body of {} {}", endpoint.method, endpoint.path)))
        });
        for (name, item) in types.chain(bodies) {
            let place = self.place_of(&item);
            if let Some(taken_by) = names.insert(name, item) {
                return Err(EmitError::NameTaken { name: name.to_owned(), place, taken_by });
            }
        }
        Ok(names
            .into_keys()
            .filter(|name| !matches!(*name, "Client" | "ClientBuilder"))
            .map(str::to_owned)
            .collect())
    }
}

/// What no other endpoint of an API is called: `METHOD /path`.
pub(crate) fn key(endpoint: &Endpoint) -> String {
    format!("{} {}", endpoint.method, endpoint.path)
}

/// The parameters that callers give; the others carry credentials, which the client holds.
pub(crate) fn callers_parameters(endpoint: &Endpoint) -> impl Iterator<Item = &Parameter> {
    endpoint.parameters.iter().filter(|parameter| parameter.field.credential.is_none())
}

/// Whether a structure with the fields of the endpoint's JSON body is emitted.
pub(crate) fn has_body_structure(endpoint: &Endpoint) -> bool {
    let json = endpoint.request_body.as_ref().is_some_and(|body| body.encoding == BodyEncoding::Json);
    json && callers_parameters(endpoint).any(|parameter| parameter.location == Location::Json)
}
