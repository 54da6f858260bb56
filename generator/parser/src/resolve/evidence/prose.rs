//! What the sentences of descriptions state: values, defaults, limits, exclusions, conditions.
//!
//! Comes in: the draft with its types refined and its credentials marked. Goes out: the draft with the facts that
//! a sentence states for certain, each with its origin; what is only likely stays documentation and is reported.
//! What a table or attribute line states is never changed, and a patch ends the matter. Credentials are left out:
//! the client fills them.

mod facts;
mod relations;
mod remarks;
mod siblings;

use crate::{
    assemble::Draft,
    recognise::sentence::{Sentence, split_sentences},
    resolve::Scope,
};
use docwright_model::{Definition, Field};
use remarks::{Owner, Remarks};
use siblings::Siblings;

/// Reads the description of every parameter and field.
pub(in crate::resolve) fn resolve_prose(draft: &mut Draft, scope: &mut Scope<'_>) {
    let mut remarks = Remarks::new(scope.diagnostics);
    for draft in &mut draft.endpoints {
        let endpoint = &mut draft.endpoint;
        let owner = Owner::Endpoint(format!("{} {}", endpoint.method, endpoint.path));
        let fields = endpoint.parameters.iter_mut().map(|parameter| &mut parameter.field);
        resolve_fields(fields.collect(), &owner, &mut remarks);
    }
    for structure in &mut draft.types {
        let owner = Owner::Structure(structure.name.clone());
        if let Definition::Structure { fields, .. } = &mut structure.definition {
            resolve_fields(fields.iter_mut().collect(), &owner, &mut remarks);
        }
    }
}

/// Takes over what a sentence states of a field.
type Read = fn(&mut Field, &Sentence<'_>, &Siblings, &mut Remarks<'_>);

/// Facts of each field first: conditions name the values of others.
fn resolve_fields(mut fields: Vec<&mut Field>, owner: &Owner, remarks: &mut Remarks<'_>) {
    let read = fields.iter().map(|field| field.description.clone().filter(|_| field.credential.is_none()));
    let descriptions: Vec<String> = read.map(Option::unwrap_or_default).collect();
    let sentences: Vec<Vec<Sentence<'_>>> =
        descriptions.iter().map(|description| split_sentences(description)).collect();
    let passes: [Read; 2] = [facts::resolve_sentence, relations::resolve_sentence];
    for (index, read) in passes.into_iter().enumerate() {
        let siblings = Siblings::of(&fields);
        for ((field, description), sentences) in fields.iter_mut().zip(&descriptions).zip(&sentences) {
            remarks.enter(owner, field, description);
            for sentence in sentences {
                read(field, sentence, &siblings, remarks);
            }
            if index == 0 {
                facts::resolve_lines(field, description, remarks);
            }
        }
    }
}
