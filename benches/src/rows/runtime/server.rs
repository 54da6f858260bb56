//! The server, in a process of its own, and what it answers.

use super::{DOWNLOAD, wire};
use crate::Failure;
use axum::{
    Router, body::Body, http::header::CONTENT_TYPE, response::IntoResponse, routing::post, routing::put,
};
use bytes::Bytes;
use serde_json::{Value, json};
use std::io::{self, BufRead as _, BufReader, Read as _};
use std::process::{Child, Command, Stdio};
use std::{env, thread};
use tokio::{net::TcpListener, runtime::Builder};

/// The server's process, which ends with this.
pub(super) struct Server {
    pub(super) url: String,
    process: Child,
}

impl Server {
    pub(super) fn start() -> Result<Self, Failure> {
        let program = env::current_exe().map_err(wire)?;
        let mut command = Command::new(program);
        command.args(["--role", "serve"]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut process = command.spawn().map_err(wire)?;
        let mut url = String::new();
        let out = process.stdout.take().ok_or_else(|| wire("the server says nothing"))?;
        BufReader::new(out).read_line(&mut url).map_err(wire)?;
        Ok(Self { url: url.trim().to_owned(), process })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Serves until the standard input ends.
pub(crate) fn serve() -> Result<(), Failure> {
    thread::spawn(|| {
        let _ = io::stdin().read_to_end(&mut Vec::new());
        std::process::abort();
    });
    let runtime = Builder::new_current_thread().enable_all().build().map_err(wire)?;
    runtime.block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.map_err(wire)?;
        println!("http://{}", listener.local_addr().map_err(wire)?);
        axum::serve(listener, router()).await.map_err(wire)
    })
}

fn router() -> Router {
    let (tenant, message, jobs) = (tenant().to_string(), message().to_string(), jobs());
    let json = |text: String| {
        let text = Bytes::from(text);
        move |_: Bytes| async move { ([(CONTENT_TYPE, "application/json")], text) }
    };
    Router::new()
        .route("/api/2/tenants/{tenant}", put(json(tenant)))
        .route("/api/v1/admin/reset-user-password", post(json(message)))
        .route("/api/v1/admin/get-jobs-for-user", post(json(jobs)))
        .route("/api/v1/admin/branding/generate-client/by-platform", post(|| async { zeros() }))
}

/// As many zeros as are downloaded.
fn zeros() -> impl IntoResponse {
    const CHUNK: usize = 64 * 1024;
    struct Zeros(Bytes, u64);
    impl Iterator for Zeros {
        type Item = Result<Bytes, io::Error>;
        fn next(&mut self) -> Option<Self::Item> {
            self.1 = self.1.checked_sub(CHUNK as u64)?;
            Some(Ok(self.0.clone()))
        }
    }
    let zeros = Zeros(Bytes::from(vec![0; CHUNK]), DOWNLOAD);
    let headers =
        [("content-type", "application/octet-stream".to_owned()), ("content-length", DOWNLOAD.to_string())];
    (headers, Body::from_stream(futures_util::stream::iter(zeros)))
}

fn tenant() -> Value {
    json!({
        "id": "fa6859a9-f5e1-4faf-a56c-5a0ae866dc4f", "version": 3, "name": "The Qwerty Tenant",
        "kind": "customer", "parent_id": "c4878582-6e14-451e-9bda-3ff899b3f700", "language": "en", "enabled": true,
        "contact": { "firstname": "Ada", "lastname": "Lovelace", "email": "ada@example.com" },
    })
}

fn message() -> Value {
    json!({ "Status": 200, "Message": "OK" })
}

/// Jobs of some 10 KB, their fields in the order of the document, which is that in which a server writes a structure; a
/// [`Value`] would sort them.
fn jobs() -> String {
    const SIZE: &str = r#"{"Size":81604378624,"MeasureStarted":1700000000,"MeasureCompleted":1700000010}"#;
    const JOB: &str = r#"{"GUID":"5f3d9d2c-67b1-4b8e-9f2e-{number}","Username":"alice","Classification":4001,
"Status":5000,"StartTime":1700000000,"EndTime":1700003600,"SourceGUID":"0e9fd9a7-1f6d-4bd0-a0e4-9d1c1d7b6a11",
"DestinationGUID":"7b3cb6f0-31c9-4a08-b2a6-1f2f3d4c5b6a","DeviceID":"d41d8cd98f00b204e9800998ecf8427e",
"SnapshotID":"e3b0c44298fc1c149afbf4c8996fb924","ClientVersion":"22.6.2","TotalDirectories":12345,
"TotalFiles":678901,"TotalSize":81604378624,"TotalChunks":40960,"UploadSize":1073741824,"DownloadSize":4096,
"CancellationID":"","DestinationSizeStart":{size},"DestinationSizeEnd":{size}}"#;
    let job = |number: usize| {
        JOB.replace('\n', "").replace("{size}", SIZE).replace("{number}", &format!("{number:012}"))
    };
    format!("[{}]", (0..13).map(job).collect::<Vec<_>>().join(","))
}
