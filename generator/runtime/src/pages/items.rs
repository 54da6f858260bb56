//! The elements of the pages of a list.

use super::{Pages, pager::unexpected};
use crate::decode::place;
use crate::{Async, Error, Response, Result, Transport, Untyped, error::DecodeCause, seek::seek};
use bytes::Bytes;
use futures_core::Stream;
use serde::de::DeserializeOwned;
use serde_json::{Value, value::RawValue};
use std::{
    fmt,
    marker::PhantomData,
    ops::Range,
    pin::Pin,
    task::{Context, Poll, ready},
};

/// The elements of a list that comes page by page: a [`Stream`], or an [`Iterator`] with the blocking client. A page is
/// asked for when its first element is wanted.
///
/// After an error of a call there are no more. An element that does not fit the type is an error in its own place; the
/// others follow.
#[must_use = "nothing is sent until an element is asked for"]
pub struct Items<T: Transport, R = Value> {
    pages: Pages<T, Untyped>,
    /// Where a page holds its elements.
    path: &'static str,
    page: Option<Page>,
    element: PhantomData<fn() -> R>,
}

/// A page whose elements are given one by one.
struct Page {
    response: Response,
    /// Where in the body each element stands.
    places: Vec<Range<usize>>,
    /// How many were given.
    given: usize,
}

impl<T: Transport, R> Items<T, R> {
    pub(crate) fn new(pages: Pages<T, Untyped>, path: &'static str) -> Self {
        Self { pages, path, page: None, element: PhantomData }
    }

    /// Reads the elements into a type of the caller's.
    pub fn json<E: DeserializeOwned>(self) -> Items<T, E> {
        let Self { pages, path, page, .. } = self;
        Items { pages, path, page, element: PhantomData }
    }

    /// The cursor that the last request was made with; see [`Pages::cursor`].
    #[must_use]
    pub fn cursor(&self) -> Option<&str> {
        self.pages.cursor()
    }

    /// Takes the elements of a page.
    fn note(&mut self, page: Response) -> Result<()> {
        let place = if self.path.is_empty() { "." } else { self.path };
        let found = seek(&page.body, self.path).map_err(|error| unexpected(&page, ".", error.into()))?;
        let found = found.ok_or_else(|| unexpected(&page, place, DecodeCause::NoList))?;
        let elements: Vec<&RawValue> =
            serde_json::from_str(found.get()).map_err(|error| unexpected(&page, place, error.into()))?;
        let start = page.body.as_ptr().addr();
        let place = |element: &&RawValue| {
            let begin = element.get().as_ptr().addr() - start;
            begin..begin + element.get().len()
        };
        let places = elements.iter().map(place).collect();
        self.page = Some(Page { response: page, places, given: 0 });
        Ok(())
    }

    /// The next element of the page that is there.
    #[inline]
    fn next_waiting(&mut self) -> Option<Result<R>>
    where
        R: DeserializeOwned,
    {
        let page = self.page.as_mut()?;
        let (index, text) = page.next_text()?;
        Some(serde_json::from_slice(&text).map_err(|error| page.misfit(self.path, index, &text, error)))
    }
}

impl Page {
    /// The text of the next element, and how many were before it.
    fn next_text(&mut self) -> Option<(usize, Bytes)> {
        let index = self.given;
        let place = self.places.get(index)?.clone();
        self.given += 1;
        Some((index, self.response.body.slice(place)))
    }

    /// The error of an element. Not generic in the element, so that it exists once.
    #[cold]
    fn misfit(&self, path: &str, index: usize, text: &[u8], error: serde_json::Error) -> Error {
        let inside = place::path(text, &error);
        let separator = if inside.starts_with('[') { "" } else { "." };
        let inside = if inside == "." { String::new() } else { format!("{separator}{inside}") };
        unexpected(&self.response, &format!("{path}[{index}]{inside}"), error.into())
    }
}

impl<R: DeserializeOwned> Stream for Items<Async, R> {
    type Item = Result<R>;

    #[inline]
    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<R>>> {
        let items = self.get_mut();
        loop {
            if let Some(element) = items.next_waiting() {
                return Poll::Ready(Some(element));
            }
            let Some(page) = ready!(items.pages.poll_page(context)) else { return Poll::Ready(None) };
            if let Err(error) = page.and_then(|page| items.note(page)) {
                items.pages.end();
                return Poll::Ready(Some(Err(error)));
            }
        }
    }
}

#[cfg(feature = "blocking")]
impl<R: DeserializeOwned> Iterator for Items<crate::Blocking, R> {
    type Item = Result<R>;

    #[inline]
    fn next(&mut self) -> Option<Result<R>> {
        loop {
            if let Some(element) = self.next_waiting() {
                return Some(element);
            }
            let page = self.pages.next_page()?;
            if let Err(error) = page.and_then(|page| self.note(page)) {
                self.pages.end();
                return Some(Err(error));
            }
        }
    }
}

impl<T: Transport, R> fmt::Debug for Items<T, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").field("pages", &self.pages).finish_non_exhaustive()
    }
}
