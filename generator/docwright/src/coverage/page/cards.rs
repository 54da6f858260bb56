//! The items of the model, each with its names, what is known of it, and the lines that say so.

use super::super::became::evidence_word;
use super::super::names::{Names, fields};
use super::places::{Place, Places};
use crate::type_words::type_in_words;
use docwright_model::{Endpoint, Evidence, Field, NamedType, Requirement, SecurityScheme};
use docwright_parser::Item;

/// An item of the model, with those that belong to it.
pub(super) struct Card {
    pub(super) id: String,
    pub(super) kind: &'static str,
    pub(super) model: String,
    pub(super) rust: Option<String>,
    /// Why it has no name in the emitted crate, if that needs saying.
    pub(super) note: &'static str,
    /// The type of a value, whether it must be given, its default; the address of an endpoint.
    pub(super) detail: String,
    /// What the documents say that it does.
    pub(super) summary: String,
    /// Whether a fact of it follows from an example or a sentence.
    is_inferred: bool,
    /// Whether a patch says something of it.
    is_patched: bool,
    /// The file that states it first.
    pub(super) file: Option<String>,
    pub(super) places: Vec<Place>,
    pub(super) members: Vec<Card>,
}

impl Card {
    /// The classes by which it is filtered: its own, and those of its members, which are shown within it.
    pub(super) fn classes(&self) -> String {
        let any = |is: fn(&Self) -> bool| is(self) || self.members.iter().any(is);
        let classes = [(any(|card| card.is_inferred), "inferred"), (any(|card| card.is_patched), "patched")];
        let applying: Vec<&str> =
            classes.into_iter().filter(|(applies, _)| *applies).map(|(_, class)| class).collect();
        applying.join(" ")
    }
}

/// The items of an API that belong to no other, in the order of the model.
pub(super) fn cards<'a>(names: &'a Names<'a>, places: &'a Places) -> impl Iterator<Item = Card> {
    let api = names.api;
    let cards = Cards { names, places };
    let schemes = api.security_schemes.iter().enumerate();
    let endpoints = api.endpoints.iter().enumerate();
    let types = api.types.iter().enumerate();
    std::iter::once(cards.card(Item::Api, None))
        .chain(schemes.map(move |(index, scheme)| cards.scheme(index, scheme)))
        .chain(endpoints.map(move |(index, endpoint)| cards.endpoint(index, endpoint)))
        .chain(types.map(move |(index, named)| cards.named(index, named)))
        .chain((0..api.constants.len()).map(move |index| cards.constant(index)))
}

/// How many items of each kind there are, as links to the first: the identifier and the words.
pub(super) fn figures(names: &Names<'_>, places: &Places) -> Vec<(String, String)> {
    let api = names.api;
    let figures = [
        (Item::Scheme(0), api.security_schemes.len(), "security scheme"),
        (Item::Endpoint(0), api.endpoints.len(), "endpoint"),
        (Item::Type(0), api.types.len(), "type"),
        (Item::Constant(0), api.constants.len(), "constant"),
    ];
    let some = figures.into_iter().filter(|(_, count, _)| *count > 0);
    let plural = |count| if count == 1 { "" } else { "s" };
    some.map(|(item, count, word)| (places.id(item), format!("{count} {word}{}", plural(count)))).collect()
}

#[derive(Clone, Copy)]
struct Cards<'a> {
    names: &'a Names<'a>,
    places: &'a Places,
}

impl Cards<'_> {
    /// An item by itself. `home` is the sheet of what it belongs to.
    fn card(&self, item: Item, home: Option<usize>) -> Card {
        let name = self.names.of(item);
        let own = home.or_else(|| self.places.home(item));
        let places = self.places.of(item, own);
        let has = |known: &[Evidence]| {
            places.iter().any(|place| known.iter().any(|known| evidence_word(*known) == place.evidence))
        };
        Card {
            id: self.places.id(item),
            kind: name.kind,
            model: name.model,
            rust: name.rust,
            note: "",
            detail: String::new(),
            summary: String::new(),
            is_inferred: has(&[Evidence::Example, Evidence::Prose]),
            is_patched: has(&[Evidence::Patch]),
            file: own.filter(|_| home.is_none()).and_then(|sheet| self.places.file(sheet)).map(str::to_owned),
            places,
            members: Vec::new(),
        }
    }

    fn endpoint(&self, index: usize, endpoint: &Endpoint) -> Card {
        let item = Item::Endpoint(index);
        let home = self.places.home(item);
        let parameters = endpoint.parameters.iter().enumerate();
        let parameters = parameters
            .map(|(inner, parameter)| self.value(Item::Parameter(index, inner), &parameter.field, home));
        let responses =
            (0..endpoint.responses.len()).map(|inner| self.card(Item::Response(index, inner), home));
        let examples = (0..endpoint.examples.len()).map(|inner| self.card(Item::Example(index, inner), home));
        let members = parameters.chain(responses).chain(examples).collect();
        let address = endpoint.name.as_ref().map(|_| format!("{} {}", endpoint.method, endpoint.path));
        let summary = endpoint.summary.clone().unwrap_or_default();
        Card { detail: address.unwrap_or_default(), summary, members, ..self.card(item, None) }
    }

    fn scheme(&self, index: usize, scheme: &SecurityScheme) -> Card {
        let item = Item::Scheme(index);
        let home = self.places.home(item);
        let parameters = scheme.parameters.iter().enumerate();
        let parameters = parameters.map(|(inner, parameter)| {
            self.value(Item::SchemeParameter(index, inner), &parameter.field, home)
        });
        let responses =
            (0..scheme.responses.len()).map(|inner| self.card(Item::SchemeResponse(index, inner), home));
        Card { members: parameters.chain(responses).collect(), ..self.card(item, None) }
    }

    fn named(&self, index: usize, named: &NamedType) -> Card {
        let item = Item::Type(index);
        let home = self.places.home(item);
        let members = fields(named).iter().enumerate();
        let members =
            members.map(|(inner, field)| self.value(Item::Field(index, inner), field, home)).collect();
        let card = self.card(item, None);
        let note = if card.rust.is_none() { "not in the crate: no endpoint refers to it" } else { "" };
        Card { note, members, ..card }
    }

    fn constant(&self, index: usize) -> Card {
        let item = Item::Constant(index);
        let value = self.names.api.constants.get(index).map(|constant| constant.value.clone());
        Card { detail: value.unwrap_or_default(), ..self.card(item, None) }
    }

    /// A parameter or a field.
    fn value(&self, item: Item, field: &Field, home: Option<usize>) -> Card {
        let requirement = match field.requirement {
            Requirement::Required => ", required",
            Requirement::Optional => ", optional",
            Requirement::Unstated => "",
        };
        let nullable = if field.nullable { " or null" } else { "" };
        let default = field.default.as_ref().map(|value| format!(", default {value}")).unwrap_or_default();
        let credential = if field.credential.is_some() { ", a credential that the client fills" } else { "" };
        let value_type = type_in_words(&field.value_type);
        let detail = format!("{value_type}{nullable}{requirement}{default}{credential}");
        Card { detail, ..self.card(item, home) }
    }
}
