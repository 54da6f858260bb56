//! Attribute lines: `**Type**: String`, `**Min length**: 36`.

/// What an attribute line states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Attribute {
    /// The type.
    Type,
    /// The least number of characters.
    MinLength,
    /// The greatest number of characters.
    MaxLength,
    /// The least value.
    Minimum,
    /// The greatest value.
    Maximum,
    /// A regular expression.
    Pattern,
    /// The default.
    Default,
    /// The values; the list that follows holds them.
    AllowedValues,
    /// What follows describes the elements of the list.
    Elements,
    /// Whether it must be given.
    Required,
    /// The media type of a body.
    MediaType,
    /// A table of fields follows.
    Schema,
    /// An example follows.
    Example,
    /// The method and path, or the address, of an endpoint.
    Endpoint,
    /// The HTTP method of an endpoint whose path stands beside it.
    Method,
    /// How the parameters of an endpoint are encoded.
    Encoding,
    /// What an endpoint answers.
    ReturnType,
    /// The version that introduced the item.
    Since,
    /// The version that deprecated the item.
    DeprecatedSince,
    /// That the item is deprecated, and what to use instead.
    Deprecated,
    /// The structures whose fields a structure has as well.
    Extends,
    /// The address that paths are appended to.
    BaseUrl,
    /// The body of an example request follows.
    Input,
    /// The body of an example answer follows.
    Output,
}

const WORDS: &[(&str, Attribute)] = &[
    ("type", Attribute::Type),
    ("min length", Attribute::MinLength),
    ("minimum length", Attribute::MinLength),
    ("max length", Attribute::MaxLength),
    ("maximum length", Attribute::MaxLength),
    ("min", Attribute::Minimum),
    ("minimum", Attribute::Minimum),
    ("max", Attribute::Maximum),
    ("maximum", Attribute::Maximum),
    ("pattern", Attribute::Pattern),
    ("default", Attribute::Default),
    ("default value", Attribute::Default),
    ("allowed values", Attribute::AllowedValues),
    ("possible values", Attribute::AllowedValues),
    ("array type description", Attribute::Elements),
    ("items", Attribute::Elements),
    ("required", Attribute::Required),
    ("content type", Attribute::MediaType),
    ("content-type", Attribute::MediaType),
    ("media type", Attribute::MediaType),
    ("schema", Attribute::Schema),
    ("schema definition", Attribute::Schema),
    ("example", Attribute::Example),
    ("api endpoint", Attribute::Endpoint),
    ("endpoint", Attribute::Endpoint),
    ("endpoint url", Attribute::Endpoint),
    ("path", Attribute::Endpoint),
    ("request uri", Attribute::Endpoint),
    ("resource url", Attribute::Endpoint),
    ("route", Attribute::Endpoint),
    ("uri", Attribute::Endpoint),
    ("url", Attribute::Endpoint),
    ("http method", Attribute::Method),
    ("http verb", Attribute::Method),
    ("method", Attribute::Method),
    ("request method", Attribute::Method),
    ("verb", Attribute::Method),
    ("encoding", Attribute::Encoding),
    ("return type", Attribute::ReturnType),
    ("returns", Attribute::ReturnType),
    ("available since version", Attribute::Since),
    ("since", Attribute::Since),
    ("deprecated", Attribute::Deprecated),
    ("deprecated since", Attribute::DeprecatedSince),
    ("deprecated since version", Attribute::DeprecatedSince),
    ("extends", Attribute::Extends),
    ("inherits from", Attribute::Extends),
    ("base url", Attribute::BaseUrl),
    ("input", Attribute::Input),
    ("example request", Attribute::Input),
    ("example of a request", Attribute::Input),
    ("request example", Attribute::Input),
    ("sample request", Attribute::Input),
    ("output", Attribute::Output),
    ("example of a response", Attribute::Output),
    ("example response", Attribute::Output),
    ("response example", Attribute::Output),
    ("sample response", Attribute::Output),
];

/// Keys that announce a remark for people, and state nothing.
const REMARKS: &[&str] = &[
    "attention",
    "caution",
    "danger",
    "example",
    "hint",
    "important",
    "info",
    "note",
    "notes",
    "remark",
    "see also",
    "tip",
    "warning",
];

/// Whether a key announces a remark: `**Note**: …`.
#[must_use]
pub(crate) fn is_remark(key: &str) -> bool {
    let key = key.trim().trim_end_matches(':').to_lowercase();
    REMARKS.contains(&key.as_str())
}

/// Reads what a key states; capitals do not matter.
#[must_use]
pub(crate) fn recognise_attribute(key: &str) -> Option<Attribute> {
    let key = key.trim().trim_end_matches(':').to_lowercase();
    WORDS.iter().find(|(word, _)| *word == key).map(|(_, attribute)| *attribute)
}
