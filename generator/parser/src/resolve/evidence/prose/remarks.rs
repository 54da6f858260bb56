//! Notes about sentences that seem to state a fact, with the lines of `api.toml` that would state it.

use crate::{
    diagnostics::{
        Code, Diagnostic, Diagnostics,
        suggestion::{Place, suggest_acknowledgement, suggest_patch},
    },
    recognise::sentence::{Sentence, count_paragraphs},
};
use docwright_model::{Evidence, Fact, Field, Source};
use std::collections::HashSet;

/// Whose fields are read.
#[derive(Debug, Clone)]
pub(super) enum Owner {
    /// An endpoint, as `METHOD /path`.
    Endpoint(String),
    /// A structure, by name.
    Structure(String),
}

/// What a sentence seems to state.
pub(super) struct Likely<'a> {
    /// The kind of fact: a patch that states one silences the note.
    pub(super) fact: Fact,
    /// The rest of the message, behind the field's name.
    pub(super) message: String,
    /// What a patch would set: `maximum = "10"`. `None` where the model has no place for the fact.
    pub(super) set: Option<String>,
    /// The sentence.
    pub(super) sentence: &'a str,
    /// The paragraph that it stands in.
    pub(super) paragraph: usize,
}

impl<'a> Likely<'a> {
    /// A note about a sentence.
    pub(super) fn new(fact: Fact, message: impl Into<String>, sentence: &Sentence<'a>) -> Self {
        let (text, paragraph) = (sentence.text, sentence.paragraph);
        Self { fact, message: message.into(), set: None, sentence: text, paragraph }
    }

    /// The same note with what a patch would set.
    pub(super) fn set(mut self, set: impl Into<String>) -> Self {
        self.set = Some(set.into());
        self
    }
}

/// Where notes go, and about what.
pub(super) struct Remarks<'d> {
    diagnostics: &'d mut Diagnostics,
    owner: Owner,
    /// Where the paragraphs of the description stand, if it was made of as many blocks.
    places: Vec<Source>,
    /// Where the description stands as a whole, or the field if nothing is known of it.
    whole: Option<Source>,
    /// The facts that patches have stated of the field.
    patched: HashSet<Fact>,
    /// The values that are stated of the field.
    values: HashSet<String>,
    /// What has been said of a place. A table that several endpoints share is read for each of them.
    said: HashSet<(Source, String)>,
}

/// The longest excerpt of a sentence.
const LONGEST: usize = 100;

impl<'d> Remarks<'d> {
    pub(super) fn new(diagnostics: &'d mut Diagnostics) -> Self {
        Self {
            diagnostics,
            owner: Owner::Structure(String::new()),
            places: Vec::new(),
            whole: None,
            patched: HashSet::new(),
            values: HashSet::new(),
            said: HashSet::new(),
        }
    }

    /// Turns to the description of a field.
    pub(super) fn enter(&mut self, owner: &Owner, field: &Field, description: &str) {
        self.owner = owner.clone();
        let patches = field.origins.iter().filter(|origin| origin.evidence == Evidence::Patch);
        self.patched = patches.map(|origin| origin.fact).collect();
        // The words of a patch stand in its place.
        let by_patch = self.is_patched(Fact::Description);
        let described = field.origins.iter().filter(|origin| {
            origin.fact == Fact::Description && (!by_patch || origin.evidence == Evidence::Patch)
        });
        self.places = described.map(|origin| origin.source.clone()).collect();
        let join = |all: Source, next: Source| {
            if all.file == next.file { Source { span: all.span.join(next.span), ..all } } else { all }
        };
        self.whole = self.places.iter().cloned().reduce(join);
        if self.places.len() != count_paragraphs(description) {
            self.places.clear();
        }
        self.values.clear();
        self.know(&field.constraints.allowed_values);
        self.know(&field.element_constraints.allowed_values);
    }

    /// Learns values of the field.
    pub(super) fn know(&mut self, values: &[String]) {
        self.values.extend(values.iter().cloned());
    }

    /// Whether values of the field are stated, and if so, whether they are among these.
    pub(super) fn knows(&self, values: &[&str]) -> Option<bool> {
        (!self.values.is_empty()).then(|| values.iter().all(|value| self.values.contains(*value)))
    }

    /// Where a paragraph of the description stands.
    pub(super) fn place(&self, field: &Field, paragraph: usize) -> Source {
        self.places.get(paragraph).or(self.whole.as_ref()).unwrap_or(&field.source).clone()
    }

    /// Whether a patch has stated a fact of the field, which ends the matter.
    pub(super) fn is_patched(&self, fact: Fact) -> bool {
        self.patched.contains(&fact)
    }

    /// Reports what a sentence seems to state, unless a patch has stated it.
    pub(super) fn note(&mut self, field: &Field, likely: &Likely<'_>) {
        if self.is_patched(likely.fact) {
            return;
        }
        let message = format!("`{}` {}: “{}”", field.wire_name, likely.message, excerpt(likely.sentence));
        let source = self.place(field, likely.paragraph);
        if !self.said.insert((source.clone(), message.clone())) {
            return;
        }
        let (name, owner) = match &self.owner {
            Owner::Endpoint(name) => (name, Place::Endpoints(vec![name.clone()])),
            Owner::Structure(name) => (name, Place::Structure(name.clone())),
        };
        let help = if let Some(set) = &likely.set {
            let patch =
                suggest_patch(&owner, Some(field.wire_name.as_str()), &format!("set = {{ {set} }}"), "…");
            format!("the words stay in the description; if they hold, add to api.toml:\n{patch}")
        } else {
            let entry = suggest_acknowledgement(Code::LikelyFact, Some(name));
            format!(
                "the words stay in the description, and nothing more can be stated; add to api.toml:\n{entry}"
            )
        };
        let diagnostic = Diagnostic::new(Code::LikelyFact, message, help).at(source, "kept as documentation");
        self.diagnostics.push(Diagnostic { subject: Some(name.clone()), ..diagnostic });
    }
}

/// The beginning of a sentence, on one line.
fn excerpt(sentence: &str) -> String {
    let line = sentence.replace('\n', " ");
    if line.chars().count() <= LONGEST {
        return line;
    }
    let start: String = line.chars().take(LONGEST).collect();
    format!("{}…", start.trim_end())
}

/// Texts as an array of `api.toml`.
pub(super) fn array<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let quoted: Vec<String> = texts.into_iter().map(string).collect();
    format!("[{}]", quoted.join(", "))
}

/// A text as a string of `api.toml`, which escapes as JSON does.
pub(super) fn string(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
