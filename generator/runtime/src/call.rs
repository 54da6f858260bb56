//! A call that is being put together.
//!
//! In come the values of the setters of generated code, out goes the call to its transport. Only the conversion
//! of a value to text or JSON is generic; the request that collects them is not.

use crate::{Core, Decode, Maybe, Parameter, Transport, Upload, description::Endpoint, request::Request};
use serde::Serialize;
use serde_json::value::to_raw_value;
use std::{fmt, marker::PhantomData};

/// A call that is being put together: generated call types wrap it.
///
/// A later value for the same name replaces the earlier. A value that can't be sent is reported by
/// [`send`](Self::send), not by the setter.
#[must_use = "a call does nothing until it is awaited or sent"]
pub struct Call<T: Transport, D> {
    core: Core<T>,
    /// Boxed, so that setters move two pointers.
    request: Box<Request>,
    decode: PhantomData<fn() -> D>,
}

impl<T: Transport, D> Call<T, D> {
    pub(crate) fn new(core: Core<T>, endpoint: &'static Endpoint) -> Self {
        Self { core, request: Box::new(Request::new(endpoint)), decode: PhantomData }
    }

    pub(crate) fn into_parts(self) -> (Core<T>, Box<Request>) {
        (self.core, self.request)
    }

    /// Fills a placeholder of the path.
    #[inline]
    pub fn path(mut self, name: &'static str, value: impl Parameter) -> Self {
        self.request.set_path(name, value.to_text());
        self
    }

    /// Sets a query parameter.
    #[inline]
    pub fn query(mut self, name: &'static str, value: impl Parameter) -> Self {
        self.request.set_query(name, value.to_text());
        self
    }

    /// Sets a header.
    #[inline]
    pub fn header(mut self, name: &'static str, value: impl Parameter) -> Self {
        self.request.set_header(name, &value.to_text());
        self
    }

    /// Sets a header to the JSON text of a value.
    #[inline]
    pub fn header_json(mut self, name: &'static str, value: &(impl Serialize + ?Sized)) -> Self {
        if let Some(text) = self.request.written(name, serde_json::to_string(value)) {
            self.request.set_header(name, &text);
        }
        self
    }

    /// Sets a field of an `application/x-www-form-urlencoded` body.
    #[inline]
    pub fn form(mut self, name: &'static str, value: impl Parameter) -> Self {
        self.request.set_form(name, value.to_text());
        self
    }

    /// Sets a field of an `application/x-www-form-urlencoded` body to the JSON text of a value.
    #[inline]
    pub fn form_json(mut self, name: &'static str, value: &(impl Serialize + ?Sized)) -> Self {
        if let Some(text) = self.request.written(name, serde_json::to_string(value)) {
            self.request.set_form(name, text.into());
        }
        self
    }

    /// Sets a text part of a `multipart/form-data` body.
    #[inline]
    pub fn part(mut self, name: &'static str, value: impl Parameter) -> Self {
        self.request.set_part(name, value.to_text());
        self
    }

    /// Sets a text part of a `multipart/form-data` body to the JSON text of a value.
    #[inline]
    pub fn part_json(mut self, name: &'static str, value: &(impl Serialize + ?Sized)) -> Self {
        if let Some(text) = self.request.written(name, serde_json::to_string(value)) {
            self.request.set_part(name, text.into());
        }
        self
    }

    /// Sets a file of a `multipart/form-data` body.
    #[inline]
    pub fn file(mut self, name: &'static str, upload: impl Into<Upload>) -> Self {
        self.request.set_file(name, upload.into());
        self
    }

    /// Sets a field of the JSON object in the body.
    #[inline]
    pub fn json(mut self, name: &'static str, value: &(impl Serialize + ?Sized)) -> Self {
        self.request.set_json(name, to_raw_value(value));
        self
    }

    /// Sets a field of the JSON object in the body to a value or to `null`, or takes it out.
    #[inline]
    pub fn json_maybe(mut self, name: &'static str, value: &Maybe<impl Serialize>) -> Self {
        match value {
            Maybe::Absent => self.request.remove_json(name),
            Maybe::Null | Maybe::Value(_) => self.request.set_json(name, to_raw_value(value)),
        }
        self
    }

    /// Sets every field that a structure has. Fields that it does not have stay as they were set before, and
    /// later setters replace what it said.
    #[inline]
    pub fn json_body(mut self, body: &(impl Serialize + ?Sized)) -> Self {
        self.request.merge_json(serde_json::to_string(body));
        self
    }

    /// Sets the whole body, of the documented media type unless the upload says another.
    #[inline]
    pub fn raw(mut self, media_type: &'static str, body: impl Into<Upload>) -> Self {
        self.request.set_raw(media_type, body.into());
        self
    }

    /// Says that the body is a form, also if no field is ever set.
    pub fn empty_form(mut self) -> Self {
        self.request.set_empty_form();
        self
    }

    /// Says that the body is a JSON object, also if no field is ever set.
    pub fn empty_json(mut self) -> Self {
        self.request.set_empty_json();
        self
    }

    /// Sends the call.
    #[inline]
    pub fn send(self) -> T::Sending<D::Output>
    where
        D: Decode,
    {
        T::send(self)
    }
}

/// The method and the path template alone: values may be secret.
impl<T: Transport, D> fmt::Debug for Call<T, D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Call").field(&format_args!("{}", self.request.endpoint.operation())).finish()
    }
}

/// Makes a call type of a tuple structure: for `pub struct ListPetsCall<T: Transport = Async>(Call<T, Untyped>);`
/// that generated code declares.
#[macro_export]
macro_rules! call {
    ($name:ident, $decode:ty) => {
        impl<T: $crate::Transport> $name<T> {
            /// Sends the call. With the asynchronous client this is what `.await` does.
            #[inline]
            pub fn send(self) -> T::Sending<<$decode as $crate::Decode>::Output> {
                self.0.send()
            }
        }

        impl ::core::future::IntoFuture for $name<$crate::Async> {
            type Output = $crate::Result<<$decode as $crate::Decode>::Output>;
            type IntoFuture =
                <$crate::Async as $crate::Transport>::Sending<<$decode as $crate::Decode>::Output>;

            #[inline]
            fn into_future(self) -> Self::IntoFuture {
                self.0.send()
            }
        }

        impl<T: $crate::Transport> ::core::fmt::Debug for $name<T> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(&self.0, f)
            }
        }
    };
}
