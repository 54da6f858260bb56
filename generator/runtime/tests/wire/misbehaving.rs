//! A server without an HTTP library, which can therefore do what HTTP forbids.
//!
//! Each connection plays a script of [`Step`]s on a thread of its own; at the end of its script it is closed. Where a
//! script waits, it waits for the client, but for a [`Step::Pause`].

use std::{
    io::{ErrorKind, Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{Arc, Mutex, mpsc},
    thread::{self, JoinHandle},
    time::Duration,
};

/// A client that lets a script wait for longer has forgotten its connection: the test fails.
const PATIENCE: Duration = Duration::from_secs(60);

/// What is done with a connection.
#[derive(Clone)]
pub(crate) enum Step {
    /// Reads a whole request.
    Read,
    /// Reads the head of a request. What follows stays where it is.
    ReadHead,
    /// Waits until a request comes, and reads nothing of it.
    Await,
    /// Writes these bytes.
    Write(Vec<u8>),
    /// Writes these bytes again and again, until the client hangs up.
    WriteForever(&'static [u8]),
    /// Waits until the client hangs up.
    AwaitEnd,
    /// Waits for so long.
    Pause(Duration),
    /// Closes the connection as a server does that was killed.
    Reset,
    /// Closes the connection, and then says so.
    Close(mpsc::Sender<()>),
}

/// The script that reads a request, writes this answer and closes the connection.
pub(crate) fn answer(bytes: impl AsRef<[u8]>) -> Vec<Step> {
    vec![Step::Read, write(bytes)]
}

/// The script that reads a request and never answers.
pub(crate) fn silence() -> Vec<Step> {
    vec![Step::Read, Step::AwaitEnd]
}

pub(crate) fn write(bytes: impl AsRef<[u8]>) -> Step {
    Step::Write(bytes.as_ref().to_vec())
}

/// An answer as HTTP wants it: `whole("200 OK", "{}")`.
pub(crate) fn whole(status: &str, body: &str) -> String {
    let length = body.len();
    format!("HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}")
}

/// A request as it came.
#[derive(Debug, Clone)]
pub(crate) struct Request {
    /// The request line and the headers.
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

/// What a server has seen.
#[derive(Debug, Default, Clone)]
pub(crate) struct Log {
    /// The requests that scripts have read, in the order in which they came.
    pub(crate) requests: Vec<Request>,
    pub(crate) connections: usize,
}

pub(crate) struct Misbehaving {
    pub(crate) url: String,
    address: SocketAddr,
    shared: Arc<Shared>,
    accepting: JoinHandle<()>,
}

#[derive(Default)]
struct Shared {
    log: Mutex<Log>,
    /// The address of the connection by which the server is told to end.
    end: Mutex<Option<SocketAddr>>,
}

impl Misbehaving {
    /// Plays the first script to the first connection and so on, and the last script to all that follow.
    pub(crate) fn playing<const N: usize>(scripts: [Vec<Step>; N]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let shared = Arc::new(Shared::default());
        let inside = Arc::clone(&shared);
        let accepting = thread::spawn(move || inside.accept(&listener, &scripts));
        Self { url: format!("http://{address}"), address, shared, accepting }
    }

    /// Waits until the scripts of all connections are through, and gives what came. Connections that the client
    /// has made before this are all counted.
    pub(crate) async fn finish(self) -> Log {
        let Self { address, shared, accepting, .. } = self;
        // Elsewhere, so that an asynchronous client can hang up meanwhile.
        let ended = tokio::task::spawn_blocking(move || {
            let mut end = shared.end.lock().unwrap();
            let last = TcpStream::connect(address).unwrap();
            *end = Some(last.local_addr().unwrap());
            drop(end);
            accepting.join().expect("a script got stuck");
            shared.log.lock().unwrap().clone()
        });
        ended.await.unwrap()
    }

    /// What came, of a server that every connection plays to its end.
    pub(crate) async fn requests(self) -> usize {
        self.finish().await.requests.len()
    }
}

impl Shared {
    fn accept(self: Arc<Self>, listener: &TcpListener, scripts: &[Vec<Step>]) {
        let mut playing = Vec::new();
        for script in scripts.iter().chain(std::iter::repeat(scripts.last().unwrap())) {
            let (connection, peer) = listener.accept().unwrap();
            if *self.end.lock().unwrap() == Some(peer) {
                break;
            }
            self.log.lock().unwrap().connections += 1;
            let (shared, script) = (Arc::clone(&self), script.clone());
            playing.push(thread::spawn(move || shared.play(connection, script)));
        }
        for connection in playing {
            connection.join().unwrap();
        }
    }

    fn play(&self, mut connection: TcpStream, script: Vec<Step>) {
        connection.set_read_timeout(Some(PATIENCE)).unwrap();
        connection.set_write_timeout(Some(PATIENCE)).unwrap();
        for step in script {
            match step {
                Step::Read => {
                    let Some(head) = read_head(&mut connection) else { return };
                    let body = read_body(&mut connection, &head);
                    self.note(Request { head, body });
                }
                Step::ReadHead => {
                    let Some(head) = read_head(&mut connection) else { return };
                    self.note(Request { head, body: Vec::new() });
                }
                Step::Await => assert_eq!(connection.peek(&mut [0]).unwrap(), 1),
                // A client that has hung up does not read it. Whether it should have is for the test to say.
                Step::Write(bytes) => drop(connection.write_all(&bytes)),
                Step::WriteForever(bytes) => while connection.write_all(bytes).is_ok() {},
                Step::AwaitEnd => await_end(&mut connection),
                Step::Pause(pause) => thread::sleep(pause),
                Step::Reset => return reset(connection),
                Step::Close(closed) => {
                    drop(connection);
                    return closed.send(()).unwrap();
                }
            }
        }
    }

    fn note(&self, request: Request) {
        self.log.lock().unwrap().requests.push(request);
    }
}

/// The request line and the headers; nothing if the client hangs up instead.
fn read_head(connection: &mut TcpStream) -> Option<String> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        if connection.read(&mut byte).unwrap_or(0) == 0 {
            return None;
        }
        head.push(byte[0]);
    }
    Some(String::from_utf8(head).unwrap())
}

/// As many bytes as the head says that there are.
fn read_body(connection: &mut TcpStream, head: &str) -> Vec<u8> {
    let head = head.to_ascii_lowercase();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
    let mut body = vec![0; length.map_or(0, |length| length.parse().unwrap())];
    connection.read_exact(&mut body).unwrap();
    body
}

fn await_end(connection: &mut TcpStream) {
    loop {
        match connection.read(&mut [0; 4096]) {
            Ok(0) => return,
            Ok(_) => {}
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {
                panic!("the client does not hang up")
            }
            Err(_) => return,
        }
    }
}

/// Throws away what is not delivered yet, and tells the client that the connection is gone.
fn reset(connection: TcpStream) {
    let connection = socket2::Socket::from(connection);
    connection.set_linger(Some(Duration::ZERO)).unwrap();
}
