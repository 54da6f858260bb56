//! Fields as lines of a class: `Type FieldName // comment`.

use super::{Reader, declared::owner_of};
use crate::{
    assemble::Context,
    document::{Run, Style, Text},
    recognise::class_block::ClassField,
};
use docwright_model::{Fact, Field, Requirement, Span};

/// Reads a field of a class.
pub(in crate::assemble) fn assemble_class_field(found: &ClassField, context: &mut Context<'_>) -> Field {
    let mut reader = Reader::new(&found.name.plain(), found.span, context);
    owner_of(reader.context.subject.as_deref()).clone_into(&mut reader.owner);
    reader.note(Fact::Name, found.name.span());
    if found.requirement != Requirement::Unstated {
        reader.require(found.requirement, found.name.span());
    }
    reader.read_type(&found.value_type);
    if !found.comments.is_empty() {
        reader.read_prose(&lines_of(&found.comments));
    }
    reader.finish(None).field
}

/// Comments as one text, a line each.
pub(in crate::assemble) fn lines_of(comments: &[Text]) -> Text {
    let mut text = Text::default();
    for comment in comments {
        if let Some(last) = text.runs.last() {
            let span = Span::new(last.span.end, last.span.end);
            text.runs.push(Run { text: "\n".to_owned(), style: Style::Plain, link: None, span });
        }
        text.runs.extend(comment.runs.iter().cloned());
    }
    text
}
