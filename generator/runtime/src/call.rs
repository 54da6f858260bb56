//! A call that is being put together.
//!
//! In come the values of the setters of generated code, out goes the call to its transport. Only the conversion
//! of a value to text or JSON is generic; the request that collects them is not.

use crate::{
    Async, CallOptions, Core, Decode, Items, Maybe, Pages, Parameter, Place, PreparedRequest, Response,
    Result, Transport, Typed, Unjudged, Upload, credentials::Scheme, driver, prepare::prepare,
    request::Request,
};
use serde::{Serialize, de::DeserializeOwned};
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
    pub(crate) fn new(core: Core<T>, request: Request) -> Self {
        Self { core, request: Box::new(request), decode: PhantomData }
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
        self.request.set_form(name, &value.to_text());
        self
    }

    /// Sets a field of an `application/x-www-form-urlencoded` body to the JSON text of a value.
    #[inline]
    pub fn form_json(mut self, name: &'static str, value: &(impl Serialize + ?Sized)) -> Self {
        self.request.set_form_json(name, &mut |writer| serde_json::to_writer(writer, value));
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
        self.request.set_json(name, &mut |text| serde_json::to_writer(text, value));
        self
    }

    /// Sets a field of the JSON object in the body to a value or to `null`, or takes it out.
    #[inline]
    pub fn json_maybe(mut self, name: &'static str, value: &Maybe<impl Serialize>) -> Self {
        match value {
            Maybe::Absent => self.request.remove_json(name),
            Maybe::Null | Maybe::Value(_) => {
                self.request.set_json(name, &mut |text| serde_json::to_writer(text, value));
            }
        }
        self
    }

    /// Sets every field that a structure has. Fields that it does not have stay as they were set before, and
    /// later setters replace what it said.
    #[inline]
    pub fn json_body(mut self, body: &(impl Serialize + ?Sized)) -> Self {
        self.request.merge_json(&mut |text| serde_json::to_writer(text, body));
        self
    }

    /// Sets the whole body, of the documented media type unless the upload says another.
    #[inline]
    pub fn raw_body(mut self, media_type: &'static str, body: impl Into<Upload>) -> Self {
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

    /// Sends the credentials of a set, with an endpoint of the caller's own. One that is documented keeps what it
    /// documents.
    pub fn credentials(mut self, set: &'static str, place: Place) -> Self {
        self.request.set_credentials(set, place);
        self
    }

    /// Says that an endpoint of the caller's own changes nothing, so that a call that broke off can be repeated.
    pub fn reads(mut self) -> Self {
        self.request.set_reads();
        self
    }

    /// Does something differently from the client, for this call alone.
    pub fn with_options(mut self, options: CallOptions) -> Self {
        self.request.options = options;
        self
    }

    /// Sends the call.
    #[inline]
    pub fn send(self) -> T::Sending<D::Output<T>>
    where
        D: Decode,
    {
        let Self { core, request, .. } = self;
        let transport = core.transport().clone();
        let decoding = transport.clone();
        transport.run(async move {
            let received = driver::send::<D::Received>(core.shared(), *request, None).await?;
            D::decode(received, &decoding)
        })
    }

    /// Sends the call, and gives the answer as it comes, whatever its status.
    pub fn raw(self) -> T::Sending<crate::Raw> {
        let Self { core, request, .. } = self;
        Call::<T, Unjudged> { core, request, decode: PhantomData }.send()
    }

    /// Sends the call, and reads the answer into a type of the caller's.
    #[inline]
    pub fn send_json<R: DeserializeOwned + Send + 'static>(self) -> T::Sending<R> {
        let Self { core, request, .. } = self;
        Call::<T, Typed<R>> { core, request, decode: PhantomData }.send()
    }

    /// The request that would be sent, without sending it. It has all credentials but a token that the client would
    /// have to ask for; credentials with a one-time code count as sent.
    ///
    /// # Errors
    ///
    /// Whatever keeps the call from being sent.
    pub fn request(mut self) -> Result<PreparedRequest> {
        let shared = self.core.shared();
        let mut prepared = prepare(&mut self.request, shared, None)?;
        let chosen = shared.credentials.choose(&self.request.endpoint);
        if let Some(Scheme::Key(key)) = chosen.inspect_err(|_| prepared.give_back())? {
            prepared.authorize(key.proof().inspect_err(|_| prepared.give_back())?);
        }
        Ok(prepared)
    }

    /// The pages of the list that the endpoint gives.
    pub fn into_pages(self) -> Pages<T, D>
    where
        D: Decode<Received = Response>,
    {
        Pages::new(self.core, *self.request)
    }

    /// The elements of the list that the endpoint gives, over all its pages. Where no document says what holds them,
    /// they are the elements of a page that is a list itself.
    pub fn into_items(self) -> Items<T> {
        let path = self.request.endpoint.pagination.and_then(|pagination| pagination.items);
        Items::new(Pages::new(self.core, *self.request), path.unwrap_or_default())
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
            pub fn send(self) -> T::Sending<<$decode as $crate::Decode>::Output<T>> {
                self.0.send()
            }

            /// Sends the call, and gives the answer as it comes: status, headers, body, whatever the status.
            pub fn raw(self) -> T::Sending<$crate::Raw> {
                self.0.raw()
            }

            /// Sends the call, and reads the JSON of the answer into a type of the caller's.
            #[inline]
            pub fn json<R: $crate::serde::de::DeserializeOwned + ::core::marker::Send + 'static>(
                self,
            ) -> T::Sending<R> {
                self.0.send_json()
            }

            /// The request that would be sent, without sending it.
            ///
            /// # Errors
            ///
            /// Whatever keeps the call from being sent.
            pub fn request(self) -> $crate::Result<$crate::PreparedRequest> {
                self.0.request()
            }

            /// Does something differently from the client, for this call alone.
            #[must_use]
            pub fn with_options(self, options: $crate::CallOptions) -> Self {
                Self(self.0.with_options(options))
            }
        }

        impl ::core::future::IntoFuture for $name<$crate::Async> {
            type Output = $crate::Result<<$decode as $crate::Decode>::Output<$crate::Async>>;
            type IntoFuture = <$crate::Async as $crate::Transport>::Sending<
                <$decode as $crate::Decode>::Output<$crate::Async>,
            >;

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

/// Awaiting sends.
impl<D: Decode> IntoFuture for Call<Async, D> {
    type Output = Result<D::Output<Async>>;
    type IntoFuture = <Async as Transport>::Sending<D::Output<Async>>;

    fn into_future(self) -> Self::IntoFuture {
        self.send()
    }
}

/// Gives a call type its pages, where the answers hold a cursor.
#[macro_export]
macro_rules! pages {
    ($name:ident, $decode:ty) => {
        impl<T: $crate::Transport> $name<T> {
            /// The pages of the list, each asked for when it is wanted: a stream, or an iterator with the blocking
            /// client.
            pub fn into_pages(self) -> $crate::Pages<T, $decode> {
                self.0.into_pages()
            }
        }
    };
}

/// Gives a call type the elements of all its pages, where it is known which field of an answer holds them.
#[macro_export]
#[cfg(not(feature = "blocking"))]
macro_rules! items {
    ($name:ident) => {
        impl $name<$crate::Async> {
            /// The elements of the list over all its pages, each page asked for when it is wanted.
            /// [`json`]($crate::Items::json) reads them into a type of the caller's.
            pub fn into_stream(self) -> $crate::Items<$crate::Async> {
                self.0.into_items()
            }
        }
    };
}

/// Gives a call type the elements of all its pages, where it is known which field of an answer holds them.
#[macro_export]
#[cfg(feature = "blocking")]
macro_rules! items {
    ($name:ident) => {
        impl $name<$crate::Async> {
            /// The elements of the list over all its pages, each page asked for when it is wanted.
            /// [`json`]($crate::Items::json) reads them into a type of the caller's.
            pub fn into_stream(self) -> $crate::Items<$crate::Async> {
                self.0.into_items()
            }
        }

        /// The elements of the list over all its pages, each page asked for when it is wanted.
        /// [`json`]($crate::Items::json) reads them into a type of the caller's.
        impl ::core::iter::IntoIterator for $name<$crate::Blocking> {
            type Item = $crate::Result<$crate::Value>;
            type IntoIter = $crate::Items<$crate::Blocking>;

            fn into_iter(self) -> Self::IntoIter {
                self.0.into_items()
            }
        }
    };
}
