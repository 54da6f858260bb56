//! An example of an answer: read into the type that the client gives back, which must know all of it, and written
//! again.

use crate::calls::{Obstacle, json};
use crate::context::Context;
use crate::decode::{Answer, answer};
use crate::scope::Scope;
use crate::values::Values;
use docwright_model::Endpoint;
use proc_macro2::TokenStream;
use quote::quote;

/// What the test does.
pub(super) fn steps<'a>(
    endpoint: &'a Endpoint,
    text: &str,
    context: &'a Context<'a>,
    scope: &mut Scope<'a>,
) -> Result<TokenStream, Obstacle> {
    let place = || context.place(endpoint);
    let rust_type = match answer(endpoint) {
        Answer::Typed(value_type) => {
            Values { context, scope, place: &place, to_the_letter: false }.held(value_type)?
        }
        Answer::Untyped => scope.runtime("Value"),
        Answer::Empty | Answer::Stream => {
            return Err(Obstacle::Untold("the client reads no JSON from this answer".to_owned()));
        }
    };
    let example = json::literal(text);
    let (read_known, json) = (scope.runtime("read_known"), scope.runtime("json"));
    let to_string = scope.runtime("to_string");
    Ok(quote! {
        let example = #example;
        let answer = #read_known::<#rust_type>(example, &[]).unwrap();
        let written = #to_string(&answer).unwrap();
        let written = #json(&written).unwrap();
        assert_eq!(written, #json(example).unwrap());
    })
}
