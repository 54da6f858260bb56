//! Items of lists that do a heading's work, as API Blueprint has them: `+ Parameters`, `+ Request (application/json)`,
//! `+ Response 200 (application/json)`, each above what it is about. What comes in is such a list; each item is read
//! as the part that its words announce.

use super::{
    Assembly, Block, Fact, List, Section, Text,
    body::{Place, Rows},
};
use crate::{
    assemble::{field::assemble_bullet, prose},
    document::{Item, Run, Style},
    recognise::{
        section_role::{SectionRole, recognise_part},
        status::recognise_status,
    },
};
use docwright_model::{Location, Span};

/// Roles that items may announce.
const ROLES: &[SectionRole] =
    &[SectionRole::Body, SectionRole::Headers, SectionRole::Request, SectionRole::Responses];
/// The word for parameters of the address, wherever the method has others.
const PARAMETERS: &str = "parameters";

/// Whether an item lists parameters of an address.
fn is_parameters(item: &Item) -> bool {
    part_of(item).is_some_and(|part| part.heading.plain().trim().eq_ignore_ascii_case(PARAMETERS))
}

/// Cuts the lists of parameters from the blocks above the methods of a resource: they are those of each method.
pub(super) fn take_parameters(blocks: &[Block]) -> (Vec<Block>, Vec<Block>) {
    let (mut parameters, mut others) = (Vec::new(), Vec::new());
    for block in blocks {
        let Block::List(list) = block else {
            others.push(block.clone());
            continue;
        };
        let (own, rest): (Vec<Item>, Vec<Item>) = list.items.iter().cloned().partition(is_parameters);
        for (items, found) in [(own, &mut parameters), (rest, &mut others)] {
            if let Some(span) = items.iter().map(|item| item.span).reduce(Span::join) {
                found.push(Block::List(List { items, span, ..list.clone() }));
            }
        }
    }
    (parameters, others)
}

/// The part that an item announces.
fn part_of(item: &Item) -> Option<Section> {
    let (Block::Paragraph(heading), blocks) = item.blocks.split_first()? else { return None };
    let words = heading.plain();
    let is_status = recognise_status(&words).is_some_and(|status| status.announced && status.is_certain());
    let is_part = || recognise_part(&words).is_some_and(|(role, _)| ROLES.contains(&role));
    let is_one = !words.contains('\n') && (is_status || !blocks.is_empty() && is_part());
    is_one.then(|| Section {
        heading: heading.clone(),
        depth: 0,
        blocks: blocks.to_vec(),
        sections: Vec::new(),
        span: item.span,
    })
}

impl Assembly<'_, '_> {
    /// Reads the items that announce parts; gives the others.
    pub(super) fn read_listed_parts(&mut self, list: &List, place: Place) -> List {
        let mut rest = Vec::new();
        for item in &list.items {
            match part_of(item) {
                Some(part) if is_parameters(item) => self.read_address_parameters(&part),
                Some(part) => self.read_part(&part, place),
                None => rest.push(item.clone()),
            }
        }
        List { items: rest, ..list.clone() }
    }

    /// Reads parameters of the address: of its path where that names them, of its query otherwise.
    fn read_address_parameters(&mut self, part: &Section) {
        self.note(Fact::Description, part.heading.span());
        for block in &part.blocks {
            let Block::List(list) = block else {
                self.describe(prose::block_markdown(block), block.span());
                continue;
            };
            for item in &list.items {
                let item = without_example(item);
                if let Some(row) = assemble_bullet(&item, self.context) {
                    let row = self.with_place(row);
                    self.add_parameter(row, Rows::In(Location::Query), item.span);
                } else {
                    let list = List { items: vec![item.clone()], ..list.clone() };
                    self.describe(prose::block_markdown(&Block::List(list)), item.span);
                }
            }
        }
    }
}

/// `page: 1 (number, optional) - The page.` with its example behind the words.
fn without_example(item: &Item) -> Item {
    let moved = item.blocks.first().and_then(moved_example);
    let Some(text) = moved else { return item.clone() };
    let rest = item.blocks.iter().skip(1).cloned();
    Item { blocks: [Block::Paragraph(text)].into_iter().chain(rest).collect(), span: item.span }
}

fn moved_example(block: &Block) -> Option<Text> {
    let (name, runs) = match block {
        Block::KeyValue(pair) => (pair.key.plain(), pair.value.runs.clone()),
        Block::Paragraph(text) => {
            let (first, rest) = text.runs.split_first()?;
            let (name, behind) = first.text.split_once(':')?;
            let behind = Run { text: behind.to_owned(), ..first.clone() };
            (name.to_owned(), [behind].into_iter().chain(rest.iter().cloned()).collect())
        }
        _ => return None,
    };
    let is_declared = |run: &Run| run.style == Style::Plain && run.text.contains('(');
    let at = runs.iter().position(is_declared)?;
    let run = runs.get(at)?;
    let (last, behind) = run.text.split_at_checked(run.text.find('(')?)?;
    let before = runs.iter().take(at).map(|run| run.text.as_str()).chain([last]);
    let example = before.collect::<String>().trim().to_owned();
    let name = name.trim();
    if example.is_empty() || name.is_empty() || name.contains(char::is_whitespace) {
        return None;
    }
    let of = |text: &str, style| Run { text: text.to_owned(), style, link: None, span: run.span };
    let mut made = vec![of(name, Style::Code), of(" ", Style::Plain), of(behind, Style::Plain)];
    made.extend(runs.iter().skip(at + 1).cloned());
    made.extend([of(" Example: ", Style::Plain), of(&example, Style::Code), of(".", Style::Plain)]);
    Some(Text { runs: made })
}
