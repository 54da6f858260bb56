//! Where inferred facts come from, for readers of the emitted documentation. In come the places in the documents
//! that facts were read from; out go sentences that name the endpoint and the example, by number and never by line,
//! which would change with every line above.

use crate::prose::code;
use docwright_model::{Api, Endpoint, Evidence, Example, ExampleRole, Fact, Field, NamedType, Source};
use std::collections::BTreeMap;

/// The examples of an API by the file and the byte that they begin at.
pub(crate) struct Provenance<'a> {
    examples: BTreeMap<&'a str, BTreeMap<usize, Shown<'a>>>,
}

/// An example among those of its endpoint.
struct Shown<'a> {
    end: usize,
    endpoint: &'a Endpoint,
    role: ExampleRole,
    /// Its place among the endpoint's examples of that role, from one; absent if it is the only one.
    number: Option<usize>,
}

impl<'a> Provenance<'a> {
    pub(crate) fn new(api: &'a Api) -> Self {
        let mut examples: BTreeMap<&str, BTreeMap<usize, Shown<'_>>> = BTreeMap::new();
        for endpoint in &api.endpoints {
            for role in [ExampleRole::Request, ExampleRole::Response] {
                let of_role = || endpoint.examples.iter().filter(move |example| example.role == role);
                let many = of_role().nth(1).is_some();
                for (index, Example { source, .. }) in of_role().enumerate() {
                    let number = many.then_some(index + 1);
                    let shown = Shown { end: source.span.end, endpoint, role, number };
                    let of_file = examples.entry(&source.file).or_default();
                    of_file.entry(source.span.start).or_insert(shown);
                }
            }
        }
        Self { examples }
    }

    /// Where it is known from that there is such a field, or of which type it is, if examples tell; nothing if the
    /// type that it is a field of says so already.
    pub(crate) fn of_field(&self, field: &Field, owner: Option<&NamedType>) -> Option<String> {
        if field.evidence == Evidence::Example {
            let named = field.origins.of(Fact::Name).map(|origin| &origin.source);
            let example = self.first_of([Some(&field.source), named]);
            let is_said = owner.and_then(|owner| self.example_of_type(owner)).as_ref() == Some(&example);
            return (!is_said).then(|| format!("Not listed in the document; shown in {example}."));
        }
        let facts = [(Fact::Type, "Its type is"), (Fact::Elements, "The type of its elements is")];
        facts.into_iter().find_map(|(fact, what)| {
            let origin = field.origins.of(fact).filter(|origin| origin.evidence == Evidence::Example)?;
            Some(format!("{what} taken from {}.", self.first_of([Some(&origin.source)])))
        })
    }

    /// Where a named type is known from, if examples tell.
    pub(crate) fn of_type(&self, named: &NamedType) -> Option<String> {
        self.example_of_type(named).map(|example| format!("Inferred from {example}."))
    }

    fn example_of_type(&self, named: &NamedType) -> Option<String> {
        let typed = named.origins.of(Fact::Type).map(|origin| &origin.source);
        (named.evidence == Evidence::Example).then(|| self.first_of([Some(&named.source), typed]))
    }

    /// The example that holds the first of these places that is in one.
    fn first_of<const N: usize>(&self, places: [Option<&Source>; N]) -> String {
        let found = places.into_iter().flatten().find_map(|place| self.example_at(place));
        found.map_or_else(|| "an example".to_owned(), Shown::name)
    }

    fn example_at(&self, place: &Source) -> Option<&Shown<'a>> {
        let (_, shown) = self.examples.get(&*place.file)?.range(..=place.span.start).next_back()?;
        (place.span.end <= shown.end).then_some(shown)
    }
}

impl Shown<'_> {
    /// ``example 3 of `UpdateUser` ``, ``the example of `PUT /users/{user_id}` ``
    fn name(&self) -> String {
        let Endpoint { name, method, path, .. } = self.endpoint;
        let endpoint = code(&name.clone().unwrap_or_else(|| format!("{method} {path}")));
        let example = match self.role {
            ExampleRole::Request => "example",
            ExampleRole::Response => "example answer",
        };
        match self.number {
            Some(number) => format!("{example} {number} of {endpoint}"),
            None => format!("the {example} of {endpoint}"),
        }
    }
}
