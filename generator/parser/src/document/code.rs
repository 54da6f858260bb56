//! Code blocks of the tree, with the map from their text to the file.

use docwright_model::Span;

/// Text kept as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// The word behind the fence: `json`.
    pub language: Option<String>,
    /// The lines between the fences.
    pub text: String,
    /// Where the first of these lines stands in the file.
    pub at: usize,
    /// With its fences.
    pub span: Span,
    /// The stretches of its text, in order, with where each stands in the file.
    pub pieces: Vec<CodePiece>,
    /// Which of its text links elsewhere, in order.
    pub links: Vec<CodeLink>,
}

/// A stretch of the text of a code block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CodePiece {
    /// Where it begins in the text.
    pub at: usize,
    /// How many bytes of the text it is.
    pub length: usize,
    /// Where it stands in the file.
    pub span: Span,
}

/// A link within the text of a code block, as a web page has them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeLink {
    /// Where it begins in the text.
    pub start: usize,
    /// Where it ends there.
    pub end: usize,
    /// Where it leads.
    pub address: String,
}

impl CodePiece {
    /// Whether its text stands in the file as it is, not as an entity or a carriage return.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        self.span.end.saturating_sub(self.span.start) == self.length
    }
}

impl Code {
    /// Where the bytes from `start` to `end` of its text stand in the file.
    #[must_use]
    pub fn place(&self, start: usize, end: usize) -> Span {
        let piece = |at: usize| {
            let behind = self.pieces.partition_point(|piece| piece.at <= at);
            behind.checked_sub(1).and_then(|index| self.pieces.get(index))
        };
        let last = end.saturating_sub(1).max(start);
        let (Some(first), Some(last_piece)) = (piece(start), piece(last)) else { return self.span };
        let from = if first.is_exact() {
            first.span.start.saturating_add(start.saturating_sub(first.at)).min(first.span.end)
        } else {
            first.span.start
        };
        let to = if last_piece.is_exact() {
            last_piece.span.start.saturating_add(end.saturating_sub(last_piece.at)).min(last_piece.span.end)
        } else {
            last_piece.span.end
        };
        Span::new(from, to)
    }
}
