//! The calls that the tests make, with a value in each place that a call has.

use docwright_runtime::{Call, Core, Method, Transport, Untyped, Upload, Value};
use std::collections::BTreeMap;

/// Generated code names what it sends in constants. The names of these tests live as long.
fn name(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}

/// A call that can be made with both clients.
pub(crate) trait MakeCall {
    fn make<T: Transport>(&self, core: &Core<T>) -> Call<T, Untyped>;
}

/// Declares a call with its values.
macro_rules! calls {
    ($($name:ident($($field:ident: $type:ty),*) = |$core:ident| $call:expr;)*) => {$(
        pub(crate) struct $name<'a>($(pub(crate) &'a $type),*);

        impl MakeCall for $name<'_> {
            fn make<T: Transport>(&self, $core: &Core<T>) -> Call<T, Untyped> {
                let Self($($field),*) = self;
                $call
            }
        }
    )*};
}

/// Sets each of some values.
fn each<T: Transport>(
    call: Call<T, Untyped>,
    values: &BTreeMap<String, String>,
    set: impl Fn(Call<T, Untyped>, &'static str, &String) -> Call<T, Untyped>,
) -> Call<T, Untyped> {
    values.iter().fold(call, |call, (key, value)| set(call, name(key), value))
}

calls! {
    InPath(first: str, second: str) = |core| core
        .custom_call(Method::Get, "/pets/{first}/toys/v{second}.bin/meta")
        .path("first", *first)
        .path("second", *second);
    InQuery(values: BTreeMap<String, String>) = |core|
        each(core.custom_call(Method::Get, "/pets"), values, |call, name, value| call.query(name, value));
    InForm(values: BTreeMap<String, String>) = |core|
        each(core.custom_call(Method::Post, "/pets"), values, |call, name, value| call.form(name, value));
    AsJsonInForm(key: str, value: Value) = |core| core
        .custom_call(Method::Post, "/pets")
        .form_json(name(key), *value)
        .form("after", "all");
    InJson(values: BTreeMap<String, String>) = |core|
        each(core.custom_call(Method::Post, "/pets"), values, Call::json);
    InParts(key: str, value: String, file: String, content: Vec<u8>) = |core| core
        .custom_call(Method::Post, "/pets")
        .part(name(key), *value)
        .file("a file", Upload::from((*content).clone()).file_name((*file).clone()));
    InHeader(key: str, value: String) = |core| core
        .custom_call(Method::Get, "/pets")
        .header(name(key), *value)
        .header("X-Behind", "it");
}
