//! A structure with a field of every kind.

use docwright_runtime::{Base64, Extra, JsonObject, Maybe, Opaque, Value};
use std::collections::BTreeMap;

#[derive(Clone, Default, PartialEq)]
pub(crate) struct Widget {
    pub(crate) name: String,
    pub(crate) count: i64,
    pub(crate) ratio: f64,
    pub(crate) active: bool,
    pub(crate) key: Base64,
    pub(crate) anything: Value,
    pub(crate) object: JsonObject,
    pub(crate) tags: Vec<String>,
    pub(crate) sizes: BTreeMap<i64, i64>,
    pub(crate) kind: Kind,
    pub(crate) mood: Mood,
    pub(crate) profile: Profile,
    pub(crate) owner: Owner,
    pub(crate) r#type: Option<i64>,
    pub(crate) extra: Option<String>,
    pub(crate) parent: Maybe<Owner>,
    pub(crate) sub: Option<Box<Widget>>,
    pub(crate) parts: Option<Vec<Widget>>,
    pub(crate) by_name: Option<BTreeMap<String, Widget>>,
    pub(crate) extra_fields: Extra,
}

docwright_runtime::structure!(Widget {
    name: "Name",
    count: "Count",
    ratio: "Ratio",
    active: "Active",
    key: "Key",
    anything: "Anything",
    object: "Object",
    tags: "Tags",
    sizes: "Sizes",
    kind: "Kind",
    mood: "Mood",
    profile: "Profile",
    owner: "Owner",
    r#type: "type",
    extra: "extra",
    parent: "Parent",
    sub: "Sub",
    parts: "Parts",
    by_name: "ByName",
    ..extra_fields
});

/// What a widget looks like when every field is what a server sends that has nothing to say.
pub(crate) const DEFAULT: &str = r#"{"Name":"","Count":0,"Ratio":0.0,"Active":false,"Key":"","Anything":null,"Object":{},"Tags":[],"Sizes":{},"Kind":"","Mood":0,"Profile":null,"Owner":{"Name":""}}"#;

#[derive(Clone, Default, PartialEq)]
pub(crate) struct Owner {
    pub(crate) name: String,
    pub(crate) note: Option<String>,
    pub(crate) extra: Extra,
}
docwright_runtime::structure!(Owner { name: "Name", note: "Note", ..extra });

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    Cat,
    Dog,
    Unknown(String),
}
docwright_runtime::string_enumeration!(Kind { Cat = "cat", Dog = "dog" });

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Mood {
    Invalid,
    Lowest,
    Calm,
    Cross,
    Unknown(i64),
}
docwright_runtime::integer_enumeration!(Mood {
    Invalid = -1,
    Lowest = -9_223_372_036_854_775_808,
    Calm = 0,
    Cross = 7_000_001,
});

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Profile(pub(crate) Opaque);
docwright_runtime::opaque!(Profile);
