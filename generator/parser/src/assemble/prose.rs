//! Blocks as Markdown, for descriptions.

use crate::document::{Block, Run, Text};

/// The lines of a text, each a text of its own; empty lines are left out.
pub(crate) fn lines(text: &Text) -> Vec<Text> {
    let mut lines = vec![Text::default()];
    for run in &text.runs {
        let mut offset = 0;
        for (index, part) in run.text.split('\n').enumerate() {
            if index > 0 {
                lines.push(Text::default());
            }
            if let (false, Some(line)) = (part.is_empty(), lines.last_mut()) {
                line.runs.push(part_of(run, part, offset));
            }
            offset += part.len() + 1;
        }
    }
    lines.retain(|line| !line.is_empty());
    lines
}

/// A part of a run. Its span is exact where the run was healed of nothing, and the run's own otherwise.
fn part_of(run: &Run, part: &str, offset: usize) -> Run {
    let exact = run.span.end.saturating_sub(run.span.start) == run.text.len();
    let start = run.span.start.saturating_add(offset);
    let span =
        if exact { docwright_model::Span::new(start, start.saturating_add(part.len())) } else { run.span };
    // Not `..run.clone()`: a run can be a page long, and this is done for each of its lines.
    Run { text: part.to_owned(), style: run.style, link: run.link.clone(), span }
}

/// Whether a line ends where a sentence does.
pub(crate) fn is_sentence(line: &str) -> bool {
    line.trim_end().ends_with(['.', '!', '?', ':'])
}

/// Goes on with a sentence on its next line; gives what stands behind the sentence there.
pub(crate) fn continue_sentence(sentence: &mut String, line: &str) -> Option<String> {
    sentence.push(' ');
    let (end, rest) = line.split_once(". ").map_or((line, None), |(end, rest)| (end, Some(rest)));
    sentence.push_str(end);
    rest.map(|rest| {
        sentence.push('.');
        rest.to_owned()
    })
}

/// Blocks as Markdown paragraphs; `None` if there is nothing in them.
pub(crate) fn markdown(blocks: &[Block]) -> Option<String> {
    let mut paragraphs = Vec::new();
    for block in blocks {
        let text = block_markdown(block);
        if !text.is_empty() {
            paragraphs.push(text);
        }
    }
    join(&paragraphs)
}

/// Paragraphs as one Markdown text; `None` if there are none.
pub(crate) fn join(paragraphs: &[String]) -> Option<String> {
    (!paragraphs.is_empty()).then(|| paragraphs.join("\n\n"))
}

/// One block as Markdown.
pub(crate) fn block_markdown(block: &Block) -> String {
    match block {
        Block::Paragraph(text) => text.markdown(),
        Block::KeyValue(pair) => {
            format!("{}: {}", pair.key.markdown(), pair.value.markdown()).trim_end().to_owned()
        }
        Block::Code(code) => {
            let language = code.language.as_deref().unwrap_or("text");
            format!("```{language}\n{}\n```", code.text.trim_end())
        }
        Block::List(list) => {
            let mut items = Vec::new();
            for (index, item) in list.items.iter().enumerate() {
                let marker = if list.ordered { format!("{}. ", index + 1) } else { "- ".to_owned() };
                let indent = format!("\n{}", " ".repeat(marker.len()));
                let content = markdown(&item.blocks).unwrap_or_default().replace('\n', &indent);
                items.push(format!("{marker}{content}"));
            }
            items.join("\n")
        }
        Block::Table(table) => {
            let row = |cells: &[crate::document::Cell]| {
                let cells: Vec<String> = cells.iter().map(|cell| cell.plain().replace('\n', " ")).collect();
                format!("| {} |", cells.join(" | "))
            };
            let mut rows = vec![row(&table.header), format!("|{}", " --- |".repeat(table.header.len()))];
            rows.extend(table.rows.iter().map(|found| row(&found.cells)));
            rows.join("\n")
        }
    }
}
