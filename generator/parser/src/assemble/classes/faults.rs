//! What is wrong with blocks of classes, to remarks.

use crate::{
    assemble::Context,
    diagnostics::{Code, Diagnostic},
    recognise::class_block::{Fault, FaultKind},
};

const NAME: &str =
    "correct it in the document: a name is letters, digits and underscores, and begins with no digit";

/// The code of each kind of fault, the words beside its place, and what to do.
const FAULTS: &[(FaultKind, Code, &str, &str)] = &[
    (
        FaultKind::Unclosed,
        Code::UnclosedClass,
        "opened here",
        "close it in the document by a `}` on a line of its own",
    ),
    (FaultKind::NamelessClass, Code::BadClass, "no name here", "name it in the document: `class Name {`"),
    (FaultKind::BadClassName, Code::BadClass, "no name", NAME),
    (
        FaultKind::MissingParent,
        Code::BadClass,
        "a name is missing",
        "name what it extends in the document, with commas between the names, or remove the word",
    ),
    (FaultKind::BadParent, Code::BadClass, "no name", NAME),
    (
        FaultKind::Untyped,
        Code::BadClassField,
        "no type before it",
        "write the type before the name in the document: `string Name`",
    ),
    (
        FaultKind::NamelessField,
        Code::BadClassField,
        "no name behind it",
        "write the name behind the type in the document: `string Name`",
    ),
    (FaultKind::BadFieldName, Code::BadClassField, "no name", NAME),
    (
        FaultKind::NoField,
        Code::UnusedClassLine,
        "no field",
        "a field is a type and a name, `string Name`; correct the line in the document",
    ),
    (
        FaultKind::Behind,
        Code::UnusedClassLine,
        "not used",
        "remove it from the document, or write it as a comment",
    ),
];

/// Reports a fault of a block.
pub(super) fn report(fault: &Fault, context: &mut Context<'_>) {
    let known = FAULTS.iter().find(|(kind, ..)| *kind == fault.kind);
    let Some((_, code, label, help)) = known else { return };
    let message = message(fault);
    if *code != Code::UnusedClassLine {
        return context.report(*code, fault.span, label, message, help);
    }
    let help = context.or_acknowledge(*code, help);
    let (source, line) = (context.source(fault.span), context.source(fault.line));
    let remark = Diagnostic::new(*code, message, help).at(source, *label).unread(line);
    context.diagnostics.push(Diagnostic { subject: context.subject.clone(), ..remark });
}

fn message(fault: &Fault) -> String {
    let words = &fault.words;
    let class = fault.class.as_deref().unwrap_or("…");
    match fault.kind {
        FaultKind::Unclosed => format!("the class `{words}` is never closed"),
        FaultKind::NamelessClass => "a class has no name".to_owned(),
        FaultKind::BadClassName => format!("`{words}` cannot be the name of a class"),
        FaultKind::MissingParent => format!("a name is missing behind `extends` in the head of `{class}`"),
        FaultKind::BadParent => format!("`{words}` cannot be the name of what `{class}` extends"),
        FaultKind::Untyped => format!("the field `{words}` of `{class}` has no type"),
        FaultKind::NamelessField => format!("a field of `{class}` has the type `{words}` and no name"),
        FaultKind::BadFieldName => format!("`{words}` cannot be the name of a field of `{class}`"),
        FaultKind::NoField => format!("a line of `{class}` is no field"),
        FaultKind::Behind => format!("this stands behind the brace that closes `{class}`"),
    }
}
