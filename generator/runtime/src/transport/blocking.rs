//! Calls that are sent by `send()`, which waits for the result.
//!
//! The same driver runs on a small runtime: one thread, which sends and receives for all blocking clients of the process.

use super::{Transport, sealed::Sealed};
use crate::{Error, Result};
use std::{
    cell::Cell,
    fmt,
    sync::{Arc, Mutex, PoisonError, Weak, mpsc},
};
use tokio::{
    runtime::{Builder, Handle, Runtime},
    task::block_in_place,
};

/// Calls are sent by `send()`, which waits for the result.
///
/// It may be used anywhere, also on a thread of an asynchronous program; that thread does nothing else meanwhile. What
/// is sent and received for all blocking clients of a process runs on a thread of its own, which ends with the last of
/// them. It does not survive a `fork`.
#[derive(Clone)]
pub struct Blocking(Arc<Inside>);

/// The runtime, until it is given up.
struct Inside {
    handle: Handle,
    runtime: Option<Runtime>,
}

/// The runtime of all blocking clients, while there are any.
static SHARED: Mutex<Weak<Inside>> = Mutex::new(Weak::new());

thread_local! {
    /// Whether this thread is one of the runtime's own.
    static IS_OWN: Cell<bool> = const { Cell::new(false) };
}

impl Blocking {
    /// Joins the other clients, or starts the thread.
    pub(crate) fn start() -> Result<Self> {
        let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(inside) = shared.upgrade() {
            return Ok(Self(inside));
        }
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("docwright client")
            .on_thread_start(|| IS_OWN.set(true))
            .enable_all()
            .build()
            .map_err(Error::connections)?;
        let inside = Arc::new(Inside { handle: runtime.handle().clone(), runtime: Some(runtime) });
        *shared = Arc::downgrade(&inside);
        Ok(Self(inside))
    }

    /// Waits for what runs on the clients' thread.
    pub(crate) fn wait<R: Send + 'static>(
        &self,
        work: impl Future<Output = Result<R>> + Send + 'static,
    ) -> Result<R> {
        let (done, result) = mpsc::sync_channel(1);
        self.0.handle.spawn(async move {
            // Nobody waits any more if this fails, and then nobody misses it.
            drop(done.send(work.await));
        });
        // A hook that calls waits on the very thread that is to send: somebody else has to take its place.
        let received = if IS_OWN.get() { block_in_place(|| result.recv()) } else { result.recv() };
        // The thread ends with the last client, and `self` is one: only a panic of the caller's own code comes here.
        received
            .unwrap_or_else(|_| Err(Error::invalid("the call", "panicked in a hook, a stream or a reader")))
    }
}

impl Drop for Inside {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            // Dropping it would wait for what still runs, which is not allowed on a thread of another runtime.
            runtime.shutdown_background();
        }
    }
}

impl Sealed for Blocking {}

impl Transport for Blocking {
    type Sending<R: Send + 'static> = Result<R>;

    fn run<R: Send + 'static>(&self, sending: impl Future<Output = Result<R>> + Send + 'static) -> Result<R> {
        self.wait(sending)
    }
}

impl fmt::Debug for Blocking {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Blocking")
    }
}
