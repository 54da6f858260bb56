//! The cases: what is changed in the model of the store, what is said of that, and what of the way back.

mod api;
mod endpoints;
mod types;
mod values;

use serde_json::{Value, json};

/// A change, and what is said of it.
pub(crate) struct Case {
    pub(crate) name: &'static str,
    pub(crate) change: fn(&mut Value),
    pub(crate) there: Vec<String>,
    pub(crate) back: Vec<String>,
}

pub(super) fn case(name: &'static str, change: fn(&mut Value), there: &[&str], back: &[&str]) -> Case {
    let owned = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect();
    Case { name, change, there: owned(there), back: owned(back) }
}

/// A change that is said in the same words both ways.
pub(super) fn same(name: &'static str, change: fn(&mut Value), both: &[&str]) -> Case {
    case(name, change, both, both)
}

pub(crate) fn all() -> Vec<Case> {
    [api::all(), endpoints::all(), values::all(), types::all()].into_iter().flatten().collect()
}

/// The parameter of the first endpoint of this name.
pub(super) fn parameter<'a>(model: &'a mut Value, name: &str) -> &'a mut Value {
    field_of(&mut model["endpoints"][0]["parameters"], name)
}

/// The field of the body of the second endpoint.
pub(super) fn body_field<'a>(model: &'a mut Value, name: &str) -> &'a mut Value {
    field_of(&mut model["endpoints"][1]["parameters"], name)
}

pub(super) fn field<'a>(model: &'a mut Value, index: usize, name: &str) -> &'a mut Value {
    field_of(&mut model["types"][index]["definition"]["structure"]["fields"], name)
}

fn field_of<'a>(fields: &'a mut Value, name: &str) -> &'a mut Value {
    let fields = fields.as_array_mut().unwrap();
    fields.iter_mut().find(|field| field["wire_name"] == name).unwrap()
}

pub(super) fn push(list: &mut Value, value: Value) {
    if list.is_null() {
        *list = json!([]);
    }
    list.as_array_mut().unwrap().push(value);
}

pub(super) fn remove(list: &mut Value, index: usize) {
    list.as_array_mut().unwrap().remove(index);
}
