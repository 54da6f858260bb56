//! The ways to call an endpoint: its line, further lines, aliases. Words around them go to the description.

use super::{Assembly, Place, line, line::path};
use crate::{
    document::{Block, Item, KeyValue, List, Text},
    recognise::{
        attribute::{Attribute, recognise_attribute},
        endpoint_line::{EndpointLine, is_target, recognise_endpoint_line},
        marker::recognise_markers,
    },
};
use docwright_model::{Alias, Fact, Span};

impl Assembly<'_, '_> {
    /// Reads a list of facts about the endpoint: its line, its aliases, what it returns. Gives the items that are
    /// none.
    pub(super) fn read_list(&mut self, list: &List, place: &mut Place) -> List {
        let facts = |item: &&Item| item.blocks.iter().any(is_fact);
        if !list.items.iter().any(|item| facts(&item)) {
            return list.clone();
        }
        let mut rest = List { items: Vec::new(), ..list.clone() };
        for item in &list.items {
            let mut unread = Item { blocks: Vec::new(), span: item.span };
            for block in &item.blocks {
                match block {
                    Block::KeyValue(pair) => {
                        self.read_key_value(pair, place);
                    }
                    Block::Paragraph(text) if recognise_endpoint_line(text).is_some() => {
                        let words = recognise_endpoint_line(text)
                            .and_then(|line| self.read_alias(&line, text, item.span));
                        unread.blocks.extend(words.map(Block::Paragraph));
                    }
                    other => unread.blocks.push(other.clone()),
                }
            }
            rest.items.extend(Some(unread).filter(|item| !item.blocks.is_empty()));
        }
        rest
    }

    /// Reads another line to call the endpoint by; gives the words around it that say something else.
    fn read_alias(&mut self, line: &EndpointLine, text: &Text, span: Span) -> Option<Text> {
        let Some(method) = line.method else {
            self.context.mention(line);
            return Some(text.clone());
        };
        if !line::is_other_way(&self.line, line) {
            self.context.mention(line);
            return Some(text.clone());
        }
        let (markers, rest) = recognise_markers(text);
        let name = line::quoted_name(text);
        if self.line.calls_the_same(line) && name.is_none() && markers.since.is_none() {
            self.note(Fact::Address, span);
            return line::words_around(&rest, None);
        }
        let quoted_name = name.as_ref().map(|name| format!("(\"{name}\")"));
        let words = line::words_around(&rest, quoted_name.as_deref());
        if words.is_some() && name.is_none() && markers.since.is_none() {
            // It says what the call does: that is no other way to make this one.
            self.context.mention(line);
            return Some(text.clone());
        }
        let path = path(line, self.context)?;
        let source = self.context.source(span);
        self.endpoint.aliases.push(Alias { method, path, name, since: markers.since, source });
        words
    }

    /// Reads the line that says what to call. A second one that says something else is another way to call it.
    pub(super) fn read_line(&mut self, pair: &KeyValue) {
        let line = recognise_endpoint_line(&pair.value).or_else(|| {
            // A path alone, whose method stands beside it.
            let target = Some(pair.value.plain()).filter(|target| is_target(target))?;
            Some(EndpointLine { method: None, target, title: None, span: pair.span })
        });
        let words = match line {
            Some(line) if self.line.target.is_empty() || self.line.calls_the_same(&line) => {
                let (markers, rest) = recognise_markers(&pair.value);
                if self.seen.contains(&Attribute::Endpoint) {
                    return self.context.repeated(&pair.key.plain(), pair.span);
                }
                self.seen.push(Attribute::Endpoint);
                self.note(Fact::Address, pair.span);
                self.endpoint.since = markers.since.or(self.endpoint.since.take());
                line::words_around(&rest, None)
            }
            Some(line) => self.read_alias(&line, &pair.value, pair.span),
            None => Some(pair.value.clone()).filter(|text| !text.is_empty()),
        };
        if let Some(words) = words {
            self.describe(words.markdown(), pair.span);
        }
    }
}

/// Whether a block of a list's item is a fact about an endpoint.
fn is_fact(block: &Block) -> bool {
    match block {
        Block::KeyValue(pair) => recognise_attribute(&pair.key.plain()).is_some(),
        Block::Paragraph(text) => recognise_endpoint_line(text).is_some(),
        _ => false,
    }
}
