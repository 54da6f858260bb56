//! Servers whose certificate the client does not trust, and what a caller can do about it, or can't.

use crate::{
    both::{Kind, Settle, both},
    petstore::{Client, builder},
};
use docwright_runtime::{
    Error, Method, Response, Result,
    reqwest::{Certificate, ClientBuilder, Identity},
};
use rcgen::{CertifiedKey, KeyPair, generate_simple_self_signed};
use rustls::{
    RootCertStore, ServerConfig, ServerConnection, StreamOwned, crypto::ring, pki_types::PrivateKeyDer,
    server::WebPkiClientVerifier,
};
use std::{
    io::{Read as _, Write as _},
    net::{TcpListener, TcpStream},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

type SelfSigned = CertifiedKey<KeyPair>;

fn self_signed(name: &str) -> SelfSigned {
    generate_simple_self_signed([name.to_owned()]).unwrap()
}

/// A server that speaks TLS. Its thread goes on until the process ends.
struct TlsServer {
    url: String,
    connections: Arc<AtomicUsize>,
    requests: Arc<AtomicUsize>,
}

impl TlsServer {
    /// A server with this certificate, which takes only clients with that one, if there is one.
    fn start(own: &SelfSigned, client: Option<&SelfSigned>) -> Self {
        let config = Arc::new(configuration(own, client));
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("https://{}", listener.local_addr().unwrap());
        let (connections, requests) = (Arc::<AtomicUsize>::default(), Arc::<AtomicUsize>::default());
        let (connected, asked) = (Arc::clone(&connections), Arc::clone(&requests));
        thread::spawn(move || {
            for connection in listener.incoming() {
                connected.fetch_add(1, Ordering::SeqCst);
                let (config, asked) = (Arc::clone(&config), Arc::clone(&asked));
                thread::spawn(move || answer(config, connection.unwrap(), &asked));
            }
        });
        Self { url, connections, requests }
    }

    fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }

    fn requests(&self) -> usize {
        self.requests.load(Ordering::SeqCst)
    }
}

fn configuration(own: &SelfSigned, client: Option<&SelfSigned>) -> ServerConfig {
    let provider = Arc::new(ring::default_provider());
    let key = PrivateKeyDer::try_from(own.signing_key.serialize_der()).unwrap();
    let builder = ServerConfig::builder_with_provider(Arc::clone(&provider));
    let builder = builder.with_safe_default_protocol_versions().unwrap();
    let builder = match client {
        None => builder.with_no_client_auth(),
        Some(client) => {
            let mut roots = RootCertStore::empty();
            roots.add(client.cert.der().clone()).unwrap();
            let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider);
            builder.with_client_cert_verifier(verifier.build().unwrap())
        }
    };
    builder.with_single_cert(vec![own.cert.der().clone()], key).unwrap()
}

/// Answers one request, if the client goes on so far.
fn answer(config: Arc<ServerConfig>, connection: TcpStream, asked: &AtomicUsize) {
    let mut stream = StreamOwned::new(ServerConnection::new(config).unwrap(), connection);
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        if stream.read(&mut byte).unwrap_or(0) == 0 {
            return;
        }
        head.push(byte[0]);
    }
    asked.fetch_add(1, Ordering::SeqCst);
    let whole = b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}";
    // A client that hangs up meanwhile is none of the server's business.
    drop(stream.write_all(whole));
    stream.conn.send_close_notify();
    drop(stream.flush());
}

/// What a client that is set up so makes of the server.
async fn ask<T: Kind>(
    server: &TlsServer,
    configure: impl FnOnce(ClientBuilder) -> ClientBuilder + Send + 'static,
) -> Result<Response> {
    let client = Client::<T>::new(builder(&server.url).reqwest(configure)).unwrap();
    client.call(Method::Post, "/x").json("password", "hunter2").settle().await
}

fn trusted(certificate: &SelfSigned) -> [Certificate; 1] {
    [Certificate::from_der(certificate.cert.der()).unwrap()]
}

/// Checks that no connection came about, because of the certificate, and that the server has seen nothing.
fn check_refused(server: &TlsServer, result: Result<Response>) {
    let error = result.unwrap_err();
    let line = error.to_string();
    assert!(line.starts_with("POST /x: no connection to the server: "), "{line}");
    assert!(line.to_ascii_lowercase().contains("certificate"), "{line}");
    assert!(matches!(error, Error::Transport(_)) && error.is_connect() && !error.is_retryable());
    assert_eq!(server.requests(), 0);
}

async fn a_certificate_that_nobody_vouches_for_is_refused<T: Kind>() {
    let server = TlsServer::start(&self_signed("127.0.0.1"), None);
    let client = Client::<T>::at(&server.url);
    let result = client.call(Method::Post, "/x").json("password", "hunter2").settle().await;
    check_refused(&server, result);
    check_refused(&server, ask::<T>(&server, |builder| builder).await);
    // Another attempt would fail alike.
    assert_eq!(server.connections(), 2);
}

async fn a_certificate_that_the_caller_vouches_for_is_taken<T: Kind>() {
    let certificate = self_signed("127.0.0.1");
    let server = TlsServer::start(&certificate, None);
    let own = trusted(&certificate);
    let answer = ask::<T>(&server, move |builder| builder.tls_certs_merge(own)).await.unwrap();
    assert_eq!((answer.text().unwrap(), server.requests()), ("{}", 1));
}

async fn a_certificate_for_another_name_is_refused<T: Kind>() {
    let certificate = self_signed("example.com");
    let server = TlsServer::start(&certificate, None);
    let own = trusted(&certificate);
    let result = ask::<T>(&server, move |builder| {
        builder.tls_certs_merge(own).tls_danger_accept_invalid_hostnames(true)
    });
    check_refused(&server, result.await);
}

async fn verification_cannot_be_switched_off<T: Kind>() {
    let server = TlsServer::start(&self_signed("127.0.0.1"), None);
    let careless = |builder: ClientBuilder| builder.tls_danger_accept_invalid_certs(true);
    check_refused(&server, ask::<T>(&server, careless).await);
}

async fn a_client_may_have_a_certificate_of_its_own<T: Kind>() {
    let (certificate, identity) = (self_signed("127.0.0.1"), self_signed("client"));
    let server = TlsServer::start(&certificate, Some(&identity));
    let own = trusted(&certificate);
    let without = ask::<T>(&server, move |builder| builder.tls_certs_merge(own)).await;
    assert!(matches!(without, Err(Error::Transport(_))), "{without:?}");
    let pem = identity.cert.pem() + &identity.signing_key.serialize_pem();
    let (own, identity) = (trusted(&certificate), Identity::from_pem(pem.as_bytes()).unwrap());
    let with = ask::<T>(&server, move |builder| builder.tls_certs_merge(own).identity(identity)).await;
    assert_eq!((with.unwrap().text().unwrap(), server.requests()), ("{}", 1));
}

both![
    a_certificate_that_nobody_vouches_for_is_refused,
    a_certificate_that_the_caller_vouches_for_is_taken,
    a_certificate_for_another_name_is_refused,
    verification_cannot_be_switched_off,
    a_client_may_have_a_certificate_of_its_own,
];
