//! What a document says that a parameter's value must keep to, as constants.
//!
//! In come limits from the document, through `const` builders, so that an endpoint's rules are static data. Whether
//! a call keeps to them is found out by [`check`](crate::check) when it is sent. Conditions under which a parameter
//! must be given, and lists of allowed values, are no rules: servers know better than their documents.

/// The documented rules of one parameter.
///
/// Made by the place that the parameter travels in, with the names of the methods of [`Call`](crate::Call) that set
/// it, and by its documented name: `Rule::query("uuids").max_items(100).excludes(&["parent_id"])`.
#[derive(Debug, Clone, Copy)]
#[must_use = "a rule is kept only if an endpoint states it"]
pub struct Rule {
    pub(crate) slot: Slot,
    pub(crate) name: &'static str,
    pub(crate) value: Limits,
    pub(crate) elements: Limits,
    pub(crate) min_items: Option<u64>,
    pub(crate) max_items: Option<u64>,
    pub(crate) excludes: &'static [&'static str],
    subject: Subject,
}

/// Where a parameter's value is found in a request, and how it is written there.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Slot {
    Path,
    Query,
    Header,
    HeaderJson,
    Form,
    FormJson,
    Part,
    PartJson,
    Json,
}

impl Slot {
    /// Whether what is found there is JSON text.
    pub(crate) const fn is_json(self) -> bool {
        matches!(self, Self::HeaderJson | Self::FormJson | Self::PartJson | Self::Json)
    }
}

/// What limits a single value.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    pub(crate) min_length: Option<u64>,
    pub(crate) max_length: Option<u64>,
    pub(crate) minimum: Option<&'static str>,
    pub(crate) maximum: Option<&'static str>,
    pub(crate) pattern: Option<&'static str>,
}

impl Limits {
    const NONE: Self =
        Self { min_length: None, max_length: None, minimum: None, maximum: None, pattern: None };

    /// Whether nothing is limited.
    pub(crate) const fn is_empty(&self) -> bool {
        matches!(
            self,
            Self { min_length: None, max_length: None, minimum: None, maximum: None, pattern: None }
        )
    }
}

/// What the limits that follow are about.
#[derive(Debug, Clone, Copy)]
enum Subject {
    Value,
    Elements,
}

/// Where the parameter travels.
impl Rule {
    /// Rules of a placeholder of the path.
    pub const fn path(name: &'static str) -> Self {
        Self::new(Slot::Path, name)
    }

    /// Rules of a query parameter.
    pub const fn query(name: &'static str) -> Self {
        Self::new(Slot::Query, name)
    }

    /// Rules of a header.
    pub const fn header(name: &'static str) -> Self {
        Self::new(Slot::Header, name)
    }

    /// Rules of a header that holds JSON text.
    pub const fn header_json(name: &'static str) -> Self {
        Self::new(Slot::HeaderJson, name)
    }

    /// Rules of a field of an `application/x-www-form-urlencoded` body.
    pub const fn form(name: &'static str) -> Self {
        Self::new(Slot::Form, name)
    }

    /// Rules of a field of an `application/x-www-form-urlencoded` body that holds JSON text.
    pub const fn form_json(name: &'static str) -> Self {
        Self::new(Slot::FormJson, name)
    }

    /// Rules of a part of a `multipart/form-data` body.
    pub const fn part(name: &'static str) -> Self {
        Self::new(Slot::Part, name)
    }

    /// Rules of a part of a `multipart/form-data` body that holds JSON text.
    pub const fn part_json(name: &'static str) -> Self {
        Self::new(Slot::PartJson, name)
    }

    /// Rules of a field of the JSON object in the body.
    pub const fn json(name: &'static str) -> Self {
        Self::new(Slot::Json, name)
    }

    const fn new(slot: Slot, name: &'static str) -> Self {
        Self {
            slot,
            name,
            value: Limits::NONE,
            elements: Limits::NONE,
            min_items: None,
            max_items: None,
            excludes: &[],
            subject: Subject::Value,
        }
    }
}

/// What the document says of it.
impl Rule {
    /// The least number of characters.
    pub const fn min_length(mut self, characters: u64) -> Self {
        self.limits().min_length = Some(characters);
        self
    }

    /// The greatest number of characters.
    pub const fn max_length(mut self, characters: u64) -> Self {
        self.limits().max_length = Some(characters);
        self
    }

    /// The least number, in decimal: `-0.5`.
    pub const fn minimum(mut self, number: &'static str) -> Self {
        self.limits().minimum = Some(number);
        self
    }

    /// The greatest number, in decimal.
    pub const fn maximum(mut self, number: &'static str) -> Self {
        self.limits().maximum = Some(number);
        self
    }

    /// A regular expression that is found in the text. Kept to only by clients that
    /// [check patterns](crate::ClientBuilder::check_patterns).
    pub const fn pattern(mut self, pattern: &'static str) -> Self {
        self.limits().pattern = Some(pattern);
        self
    }

    /// The least number of values in a list, or in a text with commas between them.
    pub const fn min_items(mut self, items: u64) -> Self {
        self.min_items = Some(items);
        self
    }

    /// The greatest number of values in a list, or in a text with commas between them.
    pub const fn max_items(mut self, items: u64) -> Self {
        self.max_items = Some(items);
        self
    }

    /// Says that the lengths, numbers and patterns that follow are about each value of a list.
    pub const fn each(mut self) -> Self {
        self.subject = Subject::Elements;
        self
    }

    /// Parameters of the endpoint that may not be given together with this one, by their documented names; those
    /// of the path, which are always given, are not meant.
    pub const fn excludes(mut self, parameters: &'static [&'static str]) -> Self {
        self.excludes = parameters;
        self
    }

    const fn limits(&mut self) -> &mut Limits {
        match self.subject {
            Subject::Value => &mut self.value,
            Subject::Elements => &mut self.elements,
        }
    }
}
