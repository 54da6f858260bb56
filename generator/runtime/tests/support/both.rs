//! Each test twice: with the asynchronous client and with the blocking one.

use docwright_runtime::{Async, Blocking, ClientBuilder, Core, Result, Transport};

/// A kind of client, and how tests of both get their results.
pub(crate) trait Kind: Transport {
    fn build(builder: ClientBuilder) -> Result<Core<Self>>;

    async fn settle<R: Send + 'static>(sending: Self::Sending<R>) -> Result<R>;
}

impl Kind for Async {
    fn build(builder: ClientBuilder) -> Result<Core<Self>> {
        builder.build()
    }

    async fn settle<R: Send + 'static>(sending: Self::Sending<R>) -> Result<R> {
        sending.await
    }
}

impl Kind for Blocking {
    fn build(builder: ClientBuilder) -> Result<Core<Self>> {
        builder.build_blocking()
    }

    async fn settle<R: Send + 'static>(sending: Self::Sending<R>) -> Result<R> {
        sending
    }
}

/// Makes two tests of each function: `asynchronous::name` and `blocking::name`.
macro_rules! both {
    ($($name:ident),+ $(,)?) => {
        mod asynchronous {
            $(
                #[tokio::test]
                async fn $name() {
                    super::$name::<docwright_runtime::Async>().await;
                }
            )+
        }
        mod blocking {
            $(
                #[tokio::test]
                async fn $name() {
                    super::$name::<docwright_runtime::Blocking>().await;
                }
            )+
        }
    };
}
pub(crate) use both;
