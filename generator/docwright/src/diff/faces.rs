//! The two sides of a comparison: models, the clients that they become, and which types are the same under another
//! name.

use super::matching;
use docwright_codegen::{EmitError, File, Interface, InterfaceItem, InterfaceKind, emit, interface};
use docwright_model::{Api, Definition, Endpoint, Location, NamedType, Parameter, Requirement, Type};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::slice;

/// One state of an API, with the client that it becomes.
#[derive(Debug)]
pub struct State<'a> {
    api: &'a Api,
    files: Vec<File>,
    face: Interface,
}

impl<'a> State<'a> {
    /// Makes the client.
    ///
    /// # Errors
    ///
    /// The model can't be said in Rust.
    pub fn of(api: &'a Api) -> Result<Self, EmitError> {
        let files = emit(slice::from_ref(api))?;
        let face = interface(api, &files)?;
        Ok(Self { api, files, face })
    }
}

/// Two states of an API.
pub(super) struct Sides<'a> {
    pub(super) old: &'a Api,
    pub(super) new: &'a Api,
    /// The emitted clients; in the old one types have the names that they have in the new one.
    pub(super) old_face: Cow<'a, Interface>,
    pub(super) new_face: &'a Interface,
    /// Whether the emitted files are the same, documentation and all.
    pub(super) same_files: bool,
    /// The names of the types that go together, by their names in the old model.
    pub(super) types: BTreeMap<&'a str, &'a str>,
    /// The types that requests hold, on either side, by their names in the new model.
    sent: BTreeSet<&'a str>,
}

impl<'a> Sides<'a> {
    pub(super) fn new(old: &'a State<'a>, new: &'a State<'a>) -> Self {
        let same_files = old.files == new.files;
        let (old_face, new_face) = (Cow::Borrowed(&old.face), &new.face);
        let (old, new) = (old.api, new.api);
        let types = matching::types(old, new);
        let mut sides = Self { old, new, old_face, new_face, same_files, types, sent: BTreeSet::new() };
        sides.rename();
        let sent_before = sent(old).into_iter().map(|name| sides.types.get(name).copied().unwrap_or(name));
        sides.sent = sent_before.chain(sent(new)).collect();
        sides
    }

    /// Gives the types of the old client the names of the new one, wherever signatures hold them.
    fn rename(&mut self) {
        let rust_names = |api: &'a Api| -> BTreeMap<&'a str, &'a str> {
            api.types.iter().map(|named| (named.name.as_str(), named.rust_name.as_str())).collect()
        };
        let (old_names, new_names) = (rust_names(self.old), rust_names(self.new));
        let pairs =
            self.types.iter().filter_map(|(old, new)| Some((*old_names.get(old)?, *new_names.get(new)?)));
        let names: BTreeMap<&str, &str> = pairs.filter(|(old, new)| old != new).collect();
        if names.is_empty() {
            return;
        }
        let renamed = |text: &str| {
            let words = text.split(' ').map(|word| names.get(word).copied().unwrap_or(word));
            words.collect::<Vec<_>>().join(" ")
        };
        for item in self.old_face.to_mut().items.values_mut() {
            item.signature = renamed(&item.signature);
            if let InterfaceKind::Function { inputs } = &mut item.kind {
                for input in inputs {
                    *input = renamed(input);
                }
            }
        }
    }

    /// Whether the types are the same, if the names of types are.
    pub(super) fn same_type(&self, old: &Type, new: &Type) -> bool {
        match (old, new) {
            (Type::List(old), Type::List(new))
            | (Type::CommaSeparated(old), Type::CommaSeparated(new))
            | (Type::Nullable(old), Type::Nullable(new)) => self.same_type(old, new),
            (Type::Map { key: old_key, value: old }, Type::Map { key, value: new }) => {
                self.same_type(old_key, key) && self.same_type(old, new)
            }
            (Type::Named(old), Type::Named(new)) => {
                self.types.get(old.as_str()).map_or(old == new, |name| name == new)
            }
            _ => old == new,
        }
    }

    /// Whether requests hold values of a type, on either side.
    pub(super) fn is_sent(&self, new: &NamedType) -> bool {
        self.sent.contains(new.name.as_str())
    }
}

/// What an endpoint is in an emitted client.
pub(super) struct Face<'a> {
    interface: &'a Interface,
    endpoint: &'a Endpoint,
    /// The path of the type of its calls: `pets::ListPetsCall`.
    pub(super) call: &'a str,
    inputs: &'a [String],
}

impl<'a> Face<'a> {
    /// None for a client that lacks the endpoint, which does not happen.
    pub(super) fn of(interface: &'a Interface, endpoint: &'a Endpoint) -> Option<Self> {
        let method = interface.items.get(&format!("Client::{}", endpoint.rust_name))?;
        let InterfaceKind::Function { inputs } = &method.kind else { return None };
        let (_, output) = method.signature.rsplit_once("- > ")?;
        let call = output.split(' ').next()?;
        Some(Self { interface, endpoint, call, inputs })
    }

    /// The type of the calls, which says what they give.
    pub(super) fn call_item(&self) -> Option<&'a InterfaceItem> {
        self.interface.items.get(self.call)
    }

    /// The name of the call without its module.
    pub(super) fn call_name(&self) -> &'a str {
        self.call.rsplit("::").next().unwrap_or(self.call)
    }

    /// The Rust type by which a caller gives a parameter.
    pub(super) fn given(&self, parameter: &Parameter) -> Option<&'a str> {
        if is_argument(parameter) {
            let mut arguments = callers(self.endpoint).filter(|parameter| is_argument(parameter));
            let place = arguments.position(|argument| std::ptr::eq(argument, parameter))?;
            return self.inputs.get(place).map(String::as_str);
        }
        let setter = format!("{}::{}", self.call, parameter.field.rust_name);
        match &self.interface.items.get(&setter)?.kind {
            InterfaceKind::Function { inputs } => inputs.first().map(String::as_str),
            _ => None,
        }
    }

    /// Whether the fields of the body make a structure of its own.
    pub(super) fn has_body_structure(&self) -> bool {
        let body = self.endpoint.request_body.as_ref();
        body.is_some_and(|body| {
            let item = self.interface.items.get(body.rust_name.as_str());
            matches!(item, Some(InterfaceItem { kind: InterfaceKind::Structure { .. }, .. }))
        })
    }
}

/// The parameters that callers give.
pub(super) fn callers(endpoint: &Endpoint) -> impl Iterator<Item = &Parameter> {
    endpoint.parameters.iter().filter(|parameter| parameter.field.credential.is_none())
}

/// Whether a caller gives the parameter to the method itself, by its place.
pub(super) fn is_argument(parameter: &Parameter) -> bool {
    parameter.location == Location::Path || parameter.field.requirement == Requirement::Required
}

/// The names of the types that requests hold.
fn sent(api: &Api) -> BTreeSet<&str> {
    let types: BTreeMap<&str, &NamedType> =
        api.types.iter().map(|named| (named.name.as_str(), named)).collect();
    let parameters = api.endpoints.iter().flat_map(callers);
    let mut waiting: Vec<&str> =
        parameters.flat_map(|parameter| parameter.field.value_type.names()).collect();
    let mut reached = BTreeSet::new();
    while let Some(name) = waiting.pop() {
        if !reached.insert(name) {
            continue;
        }
        if let Some(Definition::Structure { extends, fields }) =
            types.get(name).map(|named| &named.definition)
        {
            waiting.extend(extends.iter().map(String::as_str));
            waiting.extend(fields.iter().flat_map(|field| field.value_type.names()));
        }
    }
    reached
}
