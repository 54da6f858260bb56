//! A gigabyte passes through the client, and the client stays small.
//!
//! The greatest resident size is that of a whole process, so each transfer runs in one of its own: the test starts
//! this binary once more, with a role in its environment, and is itself the server that the other asks. Debug builds
//! count as well as others. Other systems than Linux have no `/proc/self/status`: there the tests are ignored.

// The helpers of tests may fail loudly, as the tests themselves may.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use docwright_runtime::{Api, ClientBuilder, Core, Endpoint, Method, NoContent, Streamed, Transport, Upload};
use std::{
    env, fs,
    io::{self, Read as _, Write as _},
    net::{Ipv4Addr, TcpListener, TcpStream},
    process::Command,
    thread,
};

/// What is transferred: 1 GiB.
const SIZE: u64 = 1024 * 1024 * 1024;

/// What is transferred in a form: 256 MiB, since the other uploads have shown the rest.
const SIZE_IN_FORM: u64 = SIZE / 4;

/// What the process may take at its greatest, in KiB: 32 MiB, with the code of the program and of its libraries.
const LIMIT: u64 = 32 * 1024;

const ROLE: &str = "DOCWRIGHT_TEST_ROLE";
const ADDRESS: &str = "DOCWRIGHT_TEST_ADDRESS";

static API: Api = Api::new("petstore");
static EXPORT: Endpoint = Endpoint::new(Method::Get, "/export");
static PHOTO: Endpoint = Endpoint::new(Method::Put, "/photo");
static PHOTOS: Endpoint = Endpoint::new(Method::Post, "/photos");

/// Has a process of its own play the role against a server of this one, and checks how large it became.
#[track_caller]
fn check(role: &str) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || serve(listener.accept().unwrap().0));
    let client = Command::new(env::current_exe().unwrap())
        .args(["--exact", "the_other_process", "--nocapture", "--include-ignored"])
        .env(ROLE, role)
        .env(ADDRESS, address)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&client.stdout);
    assert!(client.status.success(), "{said}{}", String::from_utf8_lossy(&client.stderr));
    let peak =
        said.split("peak: ").nth(1).and_then(|rest| rest.split(' ').next()?.parse::<u64>().ok()).unwrap();
    println!("{role}: {peak} KiB");
    assert!(peak > 0 && peak < LIMIT, "{role}: {peak} KiB");
}

/// Answers one request: a `GET` with a gigabyte, any other when its whole body is there.
fn serve(mut connection: TcpStream) {
    let mut buffer = vec![0; 256 * 1024];
    let mut received = Vec::new();
    while !received.windows(4).any(|window| window == b"\r\n\r\n") {
        let read = connection.read(&mut buffer).unwrap();
        received.extend_from_slice(&buffer[..read]);
    }
    let end = received.windows(4).position(|window| window == b"\r\n\r\n").unwrap() + 4;
    if received.starts_with(b"GET ") {
        write!(connection, "HTTP/1.1 200 OK\r\nContent-Length: {SIZE}\r\n\r\n").unwrap();
        for _ in 0..SIZE / buffer.len() as u64 {
            connection.write_all(&buffer).unwrap();
        }
    } else {
        let head = String::from_utf8_lossy(&received[..end]).to_ascii_lowercase();
        let length = head.split("content-length: ").nth(1).unwrap().split("\r\n").next().unwrap();
        let (length, mut read) = (length.parse::<usize>().unwrap(), received.len() - end);
        let least = if received.starts_with(b"PUT ") { SIZE } else { SIZE_IN_FORM };
        assert!(length as u64 >= least);
        while read < length {
            let more = connection.read(&mut buffer).unwrap();
            assert!(more > 0, "the upload ended after {read} bytes");
            read += more;
        }
        write!(connection, "HTTP/1.1 204 No Content\r\n\r\n").unwrap();
    }
    // Until the client hangs up.
    drop(connection.read(&mut buffer));
}

/// Plays the role that the environment says. Without one it is no test.
#[test]
#[ignore = "this is what the other tests start"]
fn the_other_process() {
    let Ok(role) = env::var(ROLE) else { return };
    let address = env::var(ADDRESS).unwrap();
    let builder = || ClientBuilder::new(&API, address.as_str());
    let asynchronous = || builder().build().unwrap();
    let blocking = || builder().build_blocking().unwrap();
    match role.as_str() {
        "save" => wait(save(asynchronous())),
        "stream" => wait(stream(asynchronous())),
        "upload" => wait(async { put(&asynchronous()).await.unwrap() }),
        "upload a form" => wait(async { post(&asynchronous()).await.unwrap() }),
        "blocking save" => save_blocking(&blocking()),
        "blocking read" => read_blocking(&blocking()),
        "blocking upload" => put(&blocking()).unwrap(),
        "blocking upload of a form" => post(&blocking()).unwrap(),
        other => panic!("{other}"),
    }
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    println!("peak: {}", peak.trim());
}

fn wait(work: impl Future<Output = ()>) {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap()
        .block_on(work);
}

type Async = docwright_runtime::Async;
type Blocking = docwright_runtime::Blocking;

fn put<T: Transport>(core: &Core<T>) -> T::Sending<()> {
    core.call::<NoContent>(&PHOTO).raw_body("image/png", bytes(SIZE)).send()
}

fn post<T: Transport>(core: &Core<T>) -> T::Sending<()> {
    core.call::<NoContent>(&PHOTOS).file("photo", bytes(SIZE_IN_FORM)).part("caption", "Rex").send()
}

fn bytes(size: u64) -> Upload {
    Upload::reader(io::repeat(7).take(size), size)
}

async fn save(core: Core<Async>) {
    let directory = tempfile::tempdir().unwrap();
    let target = directory.path().join("export.zip");
    let download = core.call::<Streamed>(&EXPORT).await.unwrap();
    assert_eq!(download.save_to(&target).await.unwrap(), SIZE);
    assert_eq!(fs::metadata(&target).unwrap().len(), SIZE);
}

fn save_blocking(core: &Core<Blocking>) {
    let directory = tempfile::tempdir().unwrap();
    let target = directory.path().join("export.zip");
    let download = core.call::<Streamed>(&EXPORT).send().unwrap();
    assert_eq!(download.save_to(&target).unwrap(), SIZE);
    assert_eq!(fs::metadata(&target).unwrap().len(), SIZE);
}

async fn stream(core: Core<Async>) {
    use futures_util::StreamExt as _;
    let mut download = core.call::<Streamed>(&EXPORT).await.unwrap();
    let mut length = 0;
    while let Some(chunk) = download.next().await {
        length += chunk.unwrap().len() as u64;
    }
    assert_eq!(length, SIZE);
}

fn read_blocking(core: &Core<Blocking>) {
    let mut download = core.call::<Streamed>(&EXPORT).send().unwrap();
    assert_eq!(io::copy(&mut download, &mut io::sink()).unwrap(), SIZE);
}

/// Each transfer as a test of its own.
macro_rules! transfers {
    ($($name:ident: $role:literal)*) => {$(
        #[test]
        #[cfg_attr(not(target_os = "linux"), ignore = "the size of a process is read from /proc/self/status")]
        fn $name() {
            check($role);
        }
    )*};
}

transfers! {
    a_gigabyte_is_saved_by_a_small_process: "save"
    a_gigabyte_is_streamed_by_a_small_process: "stream"
    a_gigabyte_is_uploaded_by_a_small_process: "upload"
    a_large_form_is_uploaded_by_a_small_process: "upload a form"
    a_gigabyte_is_saved_by_a_small_process_that_blocks: "blocking save"
    a_gigabyte_is_read_by_a_small_process_that_blocks: "blocking read"
    a_gigabyte_is_uploaded_by_a_small_process_that_blocks: "blocking upload"
    a_large_form_is_uploaded_by_a_small_process_that_blocks: "blocking upload of a form"
}
