//! The caller's own code that runs within a call: it may call, and it may panic.

use crate::both::Kind as _;
use crate::client::{builder, get_pet, serve};
use docwright_runtime::{
    Blocking, Core, Endpoint, Error, Hook, Method, Pagination, PreparedRequest, Result, Untyped,
    testing::Reply,
};
use std::sync::{
    Arc, Mutex, OnceLock,
    atomic::{AtomicUsize, Ordering},
};

/// Makes a call of the same client before the first request.
struct Asks(Arc<OnceLock<Core<Blocking>>>, Mutex<Vec<String>>);

impl Hook for Asks {
    fn on_request(&self, request: &mut PreparedRequest) -> Result<()> {
        self.1.lock().unwrap().push(request.url().path().to_owned());
        if request.url().path() == "/pets/1" {
            get_pet(self.0.get().unwrap(), "2").send()?;
        }
        Ok(())
    }
}

#[test]
fn a_hook_may_call_with_the_blocking_client_that_it_belongs_to() {
    let server = serve([Reply::json("{}")]);
    let client = Arc::new(OnceLock::new());
    let hook = Asks(Arc::clone(&client), Mutex::default());
    let core = Blocking::build(builder(server.address()).hook(hook)).unwrap();
    client.set(core.clone()).unwrap();
    get_pet(&core, "1").send().unwrap();
    let paths: Vec<String> = server.requests().into_iter().map(|seen| seen.path).collect();
    assert_eq!(paths, ["/pets/2", "/pets/1"]);
}

/// Panics at the second request.
struct Panics(AtomicUsize);

impl Hook for Panics {
    fn on_request(&self, _: &mut PreparedRequest) -> Result<()> {
        (self.0.fetch_add(1, Ordering::SeqCst) == 0).then_some(Ok(())).expect("a first request")
    }
}

static LIST: Endpoint = Endpoint::new(Method::Get, "/list").pages(Pagination::new("after", "next"));

#[test]
fn a_panic_on_the_way_to_a_page_is_an_error_and_not_the_end_of_the_list() {
    let server = serve([Reply::json(r#"{"next":"2"}"#)]);
    let core = Blocking::build(builder(server.address()).hook(Panics(0.into()))).unwrap();
    let mut pages = core.call::<Untyped>(&LIST).into_pages();
    assert!(pages.next().unwrap().is_ok());
    let error = pages.next().unwrap().unwrap_err();
    assert!(matches!(error, Error::InvalidArgument(_)), "{error}");
    assert!(pages.next().is_none());
}

#[test]
fn blocking_clients_share_a_thread_and_work_within_asynchronous_programs() {
    let server = serve([Reply::json("{}")]);
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        for _ in 0..300 {
            let core = Blocking::build(builder(server.address())).unwrap();
            get_pet(&core, "1").send().unwrap();
        }
    });
    let clients: Vec<_> = (0..300).map(|_| Blocking::build(builder(server.address())).unwrap()).collect();
    #[cfg(target_os = "linux")]
    {
        let threads = std::fs::read_dir("/proc/self/task").unwrap().count();
        assert!(threads < 100, "{threads} threads for {} clients", clients.len());
    }
    drop(clients);
}
