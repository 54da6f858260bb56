//! A download that the disk does not take, in a process of its own that may write no file beyond 4 KiB.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that fails should fail loudly")]

use docwright_runtime::{
    Api, ClientBuilder, Endpoint, Error, Method, Streamed,
    testing::{Reply, Server},
};
use std::{env, fs, process::Command};

const ROLE: &str = "DOCWRIGHT_TEST_ROLE";

static API: Api = Api::new("petstore");
static EXPORT: Endpoint = Endpoint::new(Method::Get, "/export");

#[test]
fn a_file_that_is_not_written_to_its_last_byte_is_not_put_in_place() {
    // 8 blocks of 512 bytes; the signal that would end the process is ignored, so that writing fails instead.
    let limited = "trap '' XFSZ; ulimit -f 8; exec \"$@\"";
    let test = env::current_exe().unwrap();
    let output = Command::new("sh")
        .args(["-c", limited, "sh"])
        .arg(test)
        .args(["--exact", "the_limited_process", "--include-ignored", "--nocapture"])
        .env(ROLE, "limited")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    assert!(said.contains("checked"), "{said}");
}

#[tokio::test]
#[ignore = "this is what the other test starts"]
async fn the_limited_process() {
    if env::var_os(ROLE).is_none() {
        return;
    }
    let directory = tempfile::tempdir().unwrap();
    let target = directory.path().join("export.zip");
    fs::write(&target, "old").unwrap();
    for size in [6000, 70_000] {
        let server = Server::start(Reply::new(200, "application/zip", vec![7; size])).unwrap();
        let core = ClientBuilder::new(&API, server.address()).build().unwrap();
        let error = core.call::<Streamed>(&EXPORT).await.unwrap().save_to(&target).await.unwrap_err();
        let Error::File(error) = error else { panic!("{error:?}") };
        assert_eq!(error.path, target.canonicalize().unwrap());
        assert_eq!(fs::read_to_string(&target).unwrap(), "old");
        assert_eq!(fs::read_dir(&directory).unwrap().count(), 1);
    }
    println!("checked");
}
