//! Sentences that are facts of a field and no part of its description, in whatever notation they stand: what its
//! absence stands for, the constants that its values are among, the versions of a product, what a time counts.

use super::Reader;
use crate::{
    assemble::sentences::without_sentences,
    diagnostics::{
        Code,
        suggestion::{Place, suggest_patch},
    },
    document::Text,
    recognise::sentence::{
        Sentence, Word,
        constants::recognise_constants,
        instant::recognise_instant,
        omission::{Omission, mentions_omission, recognise_omission},
        product::{recognise_available, recognise_deprecated},
    },
};
use docwright_model::{Deprecation, Evidence, Fact, Requirement, Span, Type};

/// Words that each of these sentences holds one of. Most descriptions hold none.
const SIGNS: &[&str] = &[
    "omission",
    "constant",
    "enumeration",
    "deprecated",
    "this ",
    "unix",
    "required",
    "optional",
    "mandatory",
];
/// Words that are a sentence by themselves: "The colour. Required."
const REQUIREMENTS: &[(&str, Requirement)] = &[
    ("required", Requirement::Required),
    ("mandatory", Requirement::Required),
    ("optional", Requirement::Optional),
];

impl Reader<'_, '_> {
    /// Takes over what the sentences of a text state; gives the rest. `lower` is the text in lower case.
    pub(super) fn take_stated(&mut self, text: &Text, lower: &str) -> Text {
        if self.elements || !SIGNS.iter().any(|sign| lower.contains(sign)) {
            return text.clone();
        }
        without_sentences(text, |sentence, span| self.take_sentence(sentence, span))
    }

    /// Takes over what a sentence states; gives whether it says nothing else.
    fn take_sentence(&mut self, sentence: &Sentence<'_>, span: Span) -> bool {
        if let [word] | [word, Word::Mark('.' | '!')] = sentence.words.as_slice()
            && let Some((_, found)) = REQUIREMENTS.iter().find(|(known, _)| word.is(known))
        {
            self.require(*found, span);
            return true;
        }
        match recognise_omission(sentence) {
            Some(Omission::Value(default)) => {
                self.require(Requirement::Optional, span);
                self.read_default(default, span);
                return true;
            }
            Some(Omission::Unknown) => {
                // Whatever its absence stands for, it may be absent.
                self.require(Requirement::Optional, span);
                self.unknown_omission(sentence, span);
            }
            None if mentions_omission(sentence) => self.unknown_omission(sentence, span),
            None => {}
        }
        if let Some(name) = recognise_constants(&sentence.words).filter(|_| self.field.constants.is_none()) {
            self.set_constants(name, span);
            return true;
        }
        if let Some(version) = recognise_available(&sentence.words).filter(|_| self.field.since.is_none()) {
            self.field.since = Some(version.to_owned());
            self.note(Fact::Since, span);
            return true;
        }
        let deprecated = recognise_deprecated(&sentence.words).filter(|_| self.field.deprecated.is_none());
        if let Some(found) = deprecated.filter(|found| found.is_field(self.field.wire_name.as_str())) {
            let since = found.since.map(str::to_owned);
            self.field.deprecated = Some(Deprecation { since, note: Some(sentence.text.to_owned()) });
            self.note(Fact::Deprecated, span);
            return true;
        }
        self.take_instant(sentence, span)
    }

    fn take_instant(&mut self, sentence: &Sentence<'_>, span: Span) -> bool {
        let is_free = self.field.value_type == Type::Integer && self.field.unix_time.is_none();
        let Some(found) = recognise_instant(&sentence.words).filter(|_| is_free) else { return false };
        self.field.unix_time = Some(found.unit);
        let evidence = if found.is_all { Evidence::Stated } else { Evidence::Prose };
        self.note_as(Fact::Values, span, evidence);
        found.is_all
    }

    /// Keeps the name of the constants that the values are among.
    pub(super) fn set_constants(&mut self, name: &str, span: Span) {
        self.field.constants = Some(name.to_owned());
        self.note(Fact::Values, span);
    }

    fn unknown_omission(&mut self, sentence: &Sentence<'_>, span: Span) {
        let name = self.field.wire_name.as_str();
        let message = format!("what the absence of `{name}` stands for is not understood");
        let place = Place::of(self.context.subject.as_deref());
        let patch =
            suggest_patch(&place, Some(name), "set = { requirement = \"optional\", default = \"…\" }", "…");
        let help = format!("the words stay in the description; state the value in api.toml:\n{patch}");
        let label = if sentence.is_first { "kept as documentation" } else { "this sentence is kept" };
        self.context.report(Code::LikelyFact, span, label, message, &help);
    }
}
