//! Which request comes after a page.

use crate::{
    Error, Response, Result, decode,
    description::Pagination,
    error::DecodeCause,
    request::{Fields, Request},
    seek::seek,
};
use std::{borrow::Cow, collections::HashSet};

/// Knows what to ask for next.
pub(super) struct Pager {
    /// What the call said.
    request: Request,
    pagination: Option<Pagination>,
    next: Next,
    /// The cursors that were sent.
    sent: HashSet<String>,
}

enum Next {
    First,
    Cursor(String),
    End,
}

impl Pager {
    pub(super) fn new(request: Request) -> Self {
        let pagination = request.endpoint.pagination;
        Self { request, pagination, next: Next::First, sent: HashSet::new() }
    }

    /// The cursor of the next request.
    pub(super) fn cursor(&self) -> Option<&str> {
        match &self.next {
            Next::Cursor(cursor) => Some(cursor),
            Next::First | Next::End => None,
        }
    }

    /// The next request, unless the last page is there. What is wrong with the call itself is said in its place.
    pub(super) fn next_request(&mut self) -> Option<Result<Request>> {
        if let Err(error) = self.request.check() {
            self.next = Next::End;
            return Some(Err(error));
        }
        let mut request = self.request.copy();
        match (&self.next, self.pagination) {
            (Next::First, _) => {}
            (Next::Cursor(cursor), Some(pagination)) => {
                if pagination.alone {
                    request.query = Fields::default();
                }
                request.query.set(pagination.parameter, cursor.clone());
                self.sent.insert(cursor.clone());
            }
            (Next::End | Next::Cursor(_), _) => return None,
        }
        Some(Ok(request))
    }

    /// Takes the cursor of the following page from this one.
    pub(super) fn note(&mut self, page: &Response) -> Result<()> {
        let Some(pagination) = self.pagination else {
            self.next = Next::End;
            return Ok(());
        };
        self.next = match read_cursor(page, pagination.cursor)? {
            None => Next::End,
            Some(cursor) if self.sent.contains(&cursor) => {
                return Err(unexpected(page, pagination.cursor, DecodeCause::RepeatedCursor));
            }
            Some(cursor) => Next::Cursor(cursor),
        };
        Ok(())
    }
}

/// The cursor in a page. There is none at the end: it is absent, `null` or empty.
fn read_cursor(page: &Response, path: &str) -> Result<Option<String>> {
    let found = seek(&page.body, path).map_err(|error| unexpected(page, ".", error.into()))?;
    let Some(found) = found.filter(|found| found.get() != "null") else { return Ok(None) };
    let text = match found.get().bytes().next() {
        Some(b'"') => {
            let text = serde_json::from_str::<Cow<'_, str>>(found.get());
            text.map_err(|error| unexpected(page, path, error.into()))?.into_owned()
        }
        Some(b'-' | b'0'..=b'9') => found.get().to_owned(),
        _ => return Err(unexpected(page, path, DecodeCause::NoCursor)),
    };
    Ok(Some(text).filter(|text| !text.is_empty()))
}

pub(super) fn unexpected(page: &Response, path: &str, cause: DecodeCause) -> Error {
    decode::unexpected(&page.head, &page.body, path, cause)
}
