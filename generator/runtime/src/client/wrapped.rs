//! What every emitted builder offers, beside the credentials of its API.

/// Gives a builder type what is common to all builders: for `pub struct ClientBuilder(docwright_runtime::ClientBuilder);`
/// that generated code declares.
#[macro_export]
macro_rules! builder {
    ($name:ident) => {
        impl $name {
            /// Whether calls are checked against the documented limits before they are sent. They are unless this says
            /// `false`.
            ///
            /// Checked are lengths, least and greatest numbers, sizes of lists and parameters that exclude each other.
            pub fn check_arguments(self, check: bool) -> Self {
                Self(self.0.check_arguments(check))
            }

            /// Whether texts are checked against the documented patterns as well. They are not unless this says `true`:
            /// documents often get them wrong.
            pub fn check_patterns(self, check: bool) -> Self {
                Self(self.0.check_patterns(check))
            }

            /// How long to wait for what: 10 seconds for a connection, 60 for the next byte, 10 minutes for a result,
            /// unless this says otherwise.
            pub fn timeouts(self, timeouts: $crate::Timeouts) -> Self {
                Self(self.0.timeouts(timeouts))
            }

            /// How often a call is tried, and how long the pauses between are: three times where repeating is safe,
            /// unless this says otherwise.
            pub fn retry(self, retry: $crate::Retry) -> Self {
                Self(self.0.retry(retry))
            }

            /// How many bytes of an answer are kept in memory at most: 64 MiB unless this says otherwise.
            pub fn answer_limit(self, bytes: u64) -> Self {
                Self(self.0.answer_limit(bytes))
            }

            /// Allows addresses that begin with `http://`. Without this only those of this machine may, since whoever
            /// is on the way can read credentials there.
            pub fn allow_http(self) -> Self {
                Self(self.0.allow_http())
            }

            /// Says who calls, in the header `User-Agent`: `my-tool/1.0`.
            pub fn user_agent(self, text: impl ::core::convert::Into<::std::string::String>) -> Self {
                Self(self.0.user_agent(text))
            }

            /// Has the hook see each request before it is sent, and each answer.
            pub fn hook(self, hook: impl $crate::Hook) -> Self {
                Self(self.0.hook(hook))
            }

            /// Sets what the HTTP library's own builder offers: proxies, further certificate authorities, a client's
            /// certificate. The client's own rules for TLS, redirects and timeouts are applied afterwards.
            pub fn reqwest(
                self,
                configure: impl ::core::ops::FnOnce(
                    $crate::reqwest::ClientBuilder,
                ) -> $crate::reqwest::ClientBuilder
                + ::core::marker::Send
                + 'static,
            ) -> Self {
                Self(self.0.reqwest(configure))
            }

            /// Sets whatever the runtime's own builder offers besides.
            pub fn configure(
                self,
                change: impl ::core::ops::FnOnce($crate::ClientBuilder) -> $crate::ClientBuilder,
            ) -> Self {
                Self(change(self.0))
            }
        }
        $crate::builder_for_tests!($name);
    };
}

/// What builders offer to tests.
#[doc(hidden)]
#[macro_export]
#[cfg(feature = "testing")]
macro_rules! builder_for_tests {
    ($name:ident) => {
        impl $name {
            /// Sends nothing: every request is answered in memory.
            pub fn in_memory(self, answers: &$crate::testing::InMemory) -> Self {
                Self(self.0.in_memory(answers))
            }
        }
    };
}

/// What builders offer to tests: nothing, unless the feature `testing` is on.
#[doc(hidden)]
#[macro_export]
#[cfg(not(feature = "testing"))]
macro_rules! builder_for_tests {
    ($name:ident) => {};
}
