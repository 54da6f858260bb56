//! Examples: labelled blocks of code inside an endpoint or in sections of their own.

use super::{Context, structures};
use crate::{
    diagnostics::Code,
    document::{Block, Section},
    recognise::{
        attribute::{Attribute, recognise_attribute},
        section_role::example_title,
    },
};
use docwright_model::{Example, ExampleRole};

/// Reads the examples of a section and of the sections below it.
pub(super) fn assemble_examples(
    section: &Section,
    role: ExampleRole,
    context: &mut Context<'_>,
) -> Vec<Example> {
    let mut examples = Vec::new();
    for section in section.descendants() {
        let heading = section.heading.plain();
        let title = example_title(&heading).map(str::to_owned);
        let mut role = role;
        for block in &section.blocks {
            match block {
                Block::KeyValue(pair) => match label_role(&pair.key.plain()) {
                    Some(labelled) => {
                        role = labelled;
                        context.unused_text(pair.value.span());
                    }
                    None => context.unused_text(pair.span),
                },
                Block::Code(_) => examples.extend(assemble_example(block, role, title.clone(), context)),
                Block::Table(table) => structures::unused_table(table, context),
                other => context.unused_text(other.span()),
            }
        }
    }
    examples
}

/// What a label says of the code that follows it.
pub(super) fn label_role(key: &str) -> Option<ExampleRole> {
    match recognise_attribute(key)? {
        Attribute::Input => Some(ExampleRole::Request),
        Attribute::Output => Some(ExampleRole::Response),
        _ => None,
    }
}

/// Reads one block of code as an example.
pub(super) fn assemble_example(
    block: &Block,
    role: ExampleRole,
    title: Option<String>,
    context: &mut Context<'_>,
) -> Option<Example> {
    let Block::Code(code) = block else { return None };
    let text = code.text.trim().to_owned();
    if let Err(error) = serde_json::from_str::<serde::de::IgnoredAny>(&text) {
        context.report(
            Code::BrokenExample,
            code.span,
            "this block",
            format!("the example is no JSON: {error}"),
            "it is kept as text and shown nowhere; correct it in the document if you can",
        );
    }
    Some(Example { role, title, text, source: context.source(code.span) })
}
