//! Examples: labelled blocks of code inside an endpoint or in sections of their own.

use super::{Context, prose, structures};
use crate::{
    diagnostics::{Code, Diagnostic, suggestion::suggest_acknowledgement},
    document::{Block, Code as CodeBlock, Section},
    recognise::{
        attribute::{Attribute, recognise_attribute},
        section_role::example_title,
    },
};
use docwright_model::{Evidence, Example, ExampleRole, Fact, Origins, Span};

/// Reads the examples of a section and of the sections below it. Words belong to the example that follows them,
/// or to the last one.
pub(super) fn assemble_examples(
    section: &Section,
    role: ExampleRole,
    context: &mut Context<'_>,
) -> Vec<Example> {
    let mut examples = Vec::new();
    for section in section.descendants() {
        examples.extend(section_examples(section, role, context));
    }
    examples
}

fn section_examples(section: &Section, role: ExampleRole, context: &mut Context<'_>) -> Vec<Example> {
    let heading = section.heading.plain();
    let title = example_title(&heading).map(str::to_owned);
    let mut role = role;
    let mut labelled = false;
    let mut examples: Vec<Example> = Vec::new();
    if section.blocks.is_empty() && section.sections.is_empty() {
        context.empty(section);
    }
    let mut words = Words::default();
    for block in &section.blocks {
        match block {
            Block::KeyValue(pair) => match label_role(&pair.key.plain()) {
                Some(found) => {
                    role = found;
                    if std::mem::replace(&mut labelled, true) {
                        context.repeated(&pair.key.plain(), pair.span);
                    }
                    words.add(pair.value.markdown(), pair.value.span());
                }
                None => words.add(prose::block_markdown(block), block.span()),
            },
            Block::Code(_) => {
                if !std::mem::take(&mut labelled) {
                    unlabelled(block.span(), context);
                }
                let mut example = assemble_example(block, role, title.clone(), context);
                if title.is_some() {
                    note(&mut example, Fact::Name, section.heading.span(), context);
                }
                std::mem::take(&mut words).give_to(&mut example, context);
                examples.push(example);
            }
            Block::Table(table) => structures::unused_table(table, context),
            other => words.add(prose::block_markdown(other), other.span()),
        }
    }
    match examples.last_mut() {
        Some(last) => words.give_to(last, context),
        None => words.places.into_iter().for_each(|span| context.unused_text(span)),
    }
    examples
}

fn unlabelled(span: Span, context: &mut Context<'_>) {
    context.report(
        Code::UnlabelledExample,
        span,
        "taken for the body of a request",
        "nothing says what this is an example of".to_owned(),
        "put a label such as `INPUT` or `OUTPUT` above it",
    );
}

/// Words about an example that is yet to come.
#[derive(Default)]
struct Words {
    paragraphs: Vec<String>,
    places: Vec<Span>,
}

impl Words {
    fn add(&mut self, paragraph: String, span: Span) {
        if !paragraph.is_empty() {
            self.paragraphs.push(paragraph);
            self.places.push(span);
        }
    }

    fn give_to(self, example: &mut Example, context: &Context<'_>) {
        let known = example.description.take();
        let paragraphs: Vec<String> = known.into_iter().chain(self.paragraphs).collect();
        example.description = prose::join(&paragraphs);
        for span in self.places {
            note(example, Fact::Description, span, context);
        }
    }
}

fn note(example: &mut Example, fact: Fact, span: Span, context: &Context<'_>) {
    example.origins.add(fact, context.source(span), Evidence::Stated);
}

/// What a label says of the code that follows it.
pub(super) fn label_role(key: &str) -> Option<ExampleRole> {
    match recognise_attribute(key)? {
        Attribute::Input => Some(ExampleRole::Request),
        Attribute::Output => Some(ExampleRole::Response),
        _ => None,
    }
}

/// Reports an example that is no JSON, at the byte that is at fault if it is known.
fn report_broken(block: &Block, error: &serde_json::Error, context: &mut Context<'_>) {
    let fault = if let Block::Code(code) = block { fault(code, error, context.text) } else { None };
    let error_text = error.to_string();
    let position = format!(" at line {} column {}", error.line(), error.column());
    let (why, span, label) = match fault {
        Some(span) => (error_text.strip_suffix(&position).unwrap_or(&error_text), span, "no JSON here"),
        None => (error_text.as_str(), block.span(), "this block"),
    };
    let entry = suggest_acknowledgement(Code::BrokenExample, context.subject.as_deref());
    let help = format!(
        "it is kept as text and shown nowhere; correct it in the document or, if the document shows no more, acknowledge it in api.toml:\n{entry}"
    );
    let remark = Diagnostic::new(Code::BrokenExample, format!("the example is no JSON: {why}"), help)
        .at(context.source(span), label)
        .unread(context.source(block.span()));
    let subject = context.subject.clone();
    context.diagnostics.push(Diagnostic { subject, ..remark });
}

/// Where a block's text stops being JSON. `None` if the text does not stand in the file as it was read.
fn fault(code: &CodeBlock, error: &serde_json::Error, file: &str) -> Option<Span> {
    file.get(code.at..).filter(|rest| rest.starts_with(&code.text))?;
    let read = code.text.trim_start();
    let before = read.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum::<usize>();
    let offset = before + error.column().saturating_sub(1);
    let length = read.get(offset..)?.chars().next()?.len_utf8();
    let start = code.at + (code.text.len() - read.len()) + offset;
    Some(Span::new(start, start + length))
}

/// Reads one block as an example.
pub(super) fn assemble_example(
    block: &Block,
    role: ExampleRole,
    title: Option<String>,
    context: &mut Context<'_>,
) -> Example {
    let text = match block {
        Block::Code(code) => code.text.trim().to_owned(),
        other => prose::block_markdown(other),
    };
    let span = block.span();
    if let Err(error) = serde_json::from_str::<serde_json::Value>(&text) {
        report_broken(block, &error, context);
    }
    let language = if let Block::Code(code) = block { code.language.clone() } else { None };
    let (description, origins) = (None, Origins::default());
    Example { role, title, description, language, text, flaw: None, source: context.source(span), origins }
}
