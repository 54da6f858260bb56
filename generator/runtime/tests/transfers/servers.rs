//! Servers of the tests: one that keeps what it is sent, and one that misbehaves as it is told.

use docwright_runtime::testing::{Reply, Seen, Server};
use std::{
    io::{Read, Write},
    net::{Ipv4Addr, Shutdown, TcpListener, TcpStream},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
        mpsc::{Receiver, sync_channel},
    },
    thread,
    time::Duration,
};
use tokio::task::spawn_blocking;

/// How long a test waits for what must happen before it fails.
pub(crate) const FOR_EVER: Duration = Duration::from_secs(20);

pub(crate) fn fine() -> Server {
    Server::start(Reply::json("{}")).unwrap()
}

/// A server that gives one reply after the other, and the last one ever after.
pub(crate) fn replying(replies: impl Into<Vec<Reply>>) -> Server {
    let (replies, given) = (replies.into(), AtomicUsize::new(0));
    Server::answering(move |_| {
        let given = given.fetch_add(1, Ordering::SeqCst);
        replies[given.min(replies.len() - 1)].clone()
    })
    .unwrap()
}

/// The one request that came.
#[track_caller]
pub(crate) fn only_request(server: &Server) -> Seen {
    let requests = server.requests();
    assert_eq!(requests.len(), 1, "{requests:?}");
    requests[0].clone()
}

pub(crate) fn header<'a>(seen: &'a Seen, name: &str) -> Option<&'a str> {
    seen.headers.get(name).map(|value| value.to_str().unwrap())
}

/// A server that does with each connection what the test says. It runs on threads of its own, which end with the test
/// process.
pub(crate) struct Bare {
    pub(crate) address: String,
    connections: Arc<AtomicUsize>,
}

impl Bare {
    /// The function gets each connection with its number; the first is 0.
    pub(crate) fn serving(serve: impl Fn(usize, &mut Connection) + Send + Sync + 'static) -> Self {
        Self::on(TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap(), serve)
    }

    pub(crate) fn on(
        listener: TcpListener,
        serve: impl Fn(usize, &mut Connection) + Send + Sync + 'static,
    ) -> Self {
        let address = format!("http://{}", listener.local_addr().unwrap());
        let connections = Arc::new(AtomicUsize::new(0));
        let (counted, serve) = (Arc::clone(&connections), Arc::new(serve));
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (number, serve) = (counted.fetch_add(1, Ordering::SeqCst), Arc::clone(&serve));
                thread::spawn(move || serve(number, &mut Connection(stream.unwrap())));
            }
        });
        Self { address, connections }
    }

    pub(crate) fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }
}

/// The server's end of a connection.
pub(crate) struct Connection(TcpStream);

impl Connection {
    /// Reads the head of a request, to the empty line behind it.
    pub(crate) fn read_head(&mut self) -> String {
        let mut head = Vec::new();
        let mut byte = [0];
        while !head.ends_with(b"\r\n\r\n") && self.0.read(&mut byte).unwrap() > 0 {
            head.push(byte[0]);
        }
        String::from_utf8(head).unwrap()
    }

    /// Reads a request with a body of this many bytes.
    pub(crate) fn read_request(&mut self, length: usize) -> Vec<u8> {
        self.read_head();
        let mut body = vec![0; length];
        self.0.read_exact(&mut body).unwrap();
        body
    }

    /// Waits until a request has come, and leaves it unread: a connection that is dropped then is reset.
    pub(crate) fn leave_request(&mut self) {
        self.0.peek(&mut [0]).unwrap();
    }

    pub(crate) fn write(&mut self, bytes: impl AsRef<[u8]>) {
        self.0.write_all(bytes.as_ref()).unwrap();
    }

    /// As [`Self::write`], to a client that may be gone. Says whether it is still there.
    pub(crate) fn try_write(&mut self, bytes: impl AsRef<[u8]>) -> bool {
        self.0.write_all(bytes.as_ref()).is_ok()
    }

    /// Reads until the client hangs up, and gives what came.
    pub(crate) fn read_to_end(&mut self) -> Vec<u8> {
        let mut rest = Vec::new();
        // Whether it says farewell or not.
        drop(self.0.read_to_end(&mut rest));
        rest
    }

    /// Closes its own side.
    pub(crate) fn close(&mut self) {
        drop(self.0.shutdown(Shutdown::Write));
    }
}

/// Waits for what a server's thread tells, without standing in the way of the client.
pub(crate) async fn happens<T: Send + 'static>(told: Receiver<T>) -> T {
    spawn_blocking(move || told.recv_timeout(FOR_EVER)).await.unwrap().unwrap()
}

/// Something that a server's thread tells the test, once.
pub(crate) fn signal() -> (impl Fn() + Send + Sync + 'static, Receiver<()>) {
    let (sender, receiver) = sync_channel(1);
    let tell = move || {
        // Once is enough.
        let _ = sender.try_send(());
    };
    (tell, receiver)
}
