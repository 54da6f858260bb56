//! Each test twice: with the asynchronous client and with the blocking one.

use docwright_runtime::{
    Async, Blocking, Bytes, Call, ClientBuilder, Core, Decode, Download, Result, Transport,
};
use std::path::Path;

/// A kind of client, and how a test that does not care which it is gets its results.
pub(crate) trait Kind: Transport {
    fn build(builder: ClientBuilder) -> Result<Core<Self>>;

    /// The result of a call that was sent.
    async fn settle<R: Send + 'static>(sending: Self::Sending<R>) -> Result<R>;

    async fn chunk(download: &mut Download<Self>) -> Result<Option<Bytes>>;
    async fn bytes(download: Download<Self>) -> Result<Bytes>;
    async fn text(download: Download<Self>) -> Result<String>;
    async fn save(download: Download<Self>, path: &Path) -> Result<u64>;
}

impl Kind for Async {
    fn build(builder: ClientBuilder) -> Result<Core<Self>> {
        builder.build()
    }

    async fn settle<R: Send + 'static>(sending: Self::Sending<R>) -> Result<R> {
        sending.await
    }

    async fn chunk(download: &mut Download) -> Result<Option<Bytes>> {
        download.chunk().await
    }

    async fn bytes(download: Download) -> Result<Bytes> {
        download.bytes().await
    }

    async fn text(download: Download) -> Result<String> {
        download.text().await
    }

    async fn save(download: Download, path: &Path) -> Result<u64> {
        download.save_to(path).await
    }
}

/// The result is there at once: sending has waited for it.
impl Kind for Blocking {
    fn build(builder: ClientBuilder) -> Result<Core<Self>> {
        builder.build_blocking()
    }

    async fn settle<R: Send + 'static>(sending: Self::Sending<R>) -> Result<R> {
        sending
    }

    async fn chunk(download: &mut Download<Self>) -> Result<Option<Bytes>> {
        download.chunk()
    }

    async fn bytes(download: Download<Self>) -> Result<Bytes> {
        download.bytes()
    }

    async fn text(download: Download<Self>) -> Result<String> {
        download.text()
    }

    async fn save(download: Download<Self>, path: &Path) -> Result<u64> {
        download.save_to(path)
    }
}

/// Sends a call and gives its result.
pub(crate) trait Settle {
    type Output;

    async fn settle(self) -> Result<Self::Output>;
}

impl<T: Kind, D: Decode> Settle for Call<T, D> {
    type Output = D::Output<T>;

    async fn settle(self) -> Result<Self::Output> {
        T::settle(self.send()).await
    }
}

/// Makes two tests of each of these functions: `asynchronous::name` and `blocking::name`. One that is missing here is
/// dead code, which the compiler reports.
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
