//! What an upload is on the wire, wherever its bytes come from.

use super::{client, settle};
use crate::{
    parts::{Part, parts},
    petstore::builder,
    servers::{fine, header, only_request},
    sources::{content, file, reader_of, stream_of},
};
use docwright_runtime::{Error, Upload, testing::Seen};

/// How a body says where it ends.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Framing {
    Length,
    Chunks,
}

#[track_caller]
fn check_framing(seen: &Seen, framing: Framing) {
    let (length, chunked) = match framing {
        Framing::Length => (Some(seen.body.len().to_string()), None),
        Framing::Chunks => (None, Some("chunked")),
    };
    assert_eq!(header(seen, "content-length"), length.as_deref());
    assert_eq!(header(seen, "transfer-encoding"), chunked);
}

/// Checks an upload as a raw body and as a file of a form.
async fn check(make: impl Fn() -> Upload, content: &[u8], framing: Framing) {
    let server = fine();
    settle(client(builder(server.address())).put_photo(make()).send()).await.unwrap();
    let seen = only_request(&server);
    assert_eq!((seen.method.as_str(), header(&seen, "content-type")), ("PUT", Some("image/png")));
    assert!(seen.body == content, "the raw body has {} bytes", seen.body.len());
    check_framing(&seen, framing);

    let server = fine();
    let call = client(builder(server.address())).add_photo(make()).part("caption", "Rex").file("more", "x");
    settle(call.send()).await.unwrap();
    let seen = only_request(&server);
    let parts = parts(&seen);
    assert_eq!(parts.len(), 3);
    assert!(parts[0].content == content, "the file has {} bytes", parts[0].content.len());
    assert_eq!([&parts[1].content[..], &parts[2].content], [b"Rex", &b"x"[..]]);
    check_framing(&seen, framing);
}

#[tokio::test]
async fn bytes_in_memory_go_out_whole_with_their_length() {
    for length in [1, 64 * 1024, 64 * 1024 + 1, 1_000_000] {
        let content = content(length);
        check(|| content.clone().into(), &content, Framing::Length).await;
    }
}

#[tokio::test]
async fn a_file_goes_out_whole_with_its_length() {
    for length in [1, 1_000_000] {
        let content = content(length);
        let (_directory, path) = file(&content);
        check(|| Upload::file(&path), &content, Framing::Length).await;
    }
}

#[tokio::test]
async fn a_stream_states_its_length_if_it_is_known_and_comes_in_chunks_if_not() {
    for length in [1, 1_000_000] {
        let content = content(length);
        check(|| stream_of(&content, length as u64), &content, Framing::Length).await;
        check(|| stream_of(&content, None), &content, Framing::Chunks).await;
    }
}

#[tokio::test]
async fn a_reader_states_its_length_if_it_is_known_and_comes_in_chunks_if_not() {
    for length in [1, 1_000_000] {
        let content = content(length);
        check(|| reader_of(&content, length as u64), &content, Framing::Length).await;
        check(|| reader_of(&content, None), &content, Framing::Chunks).await;
    }
}

#[tokio::test]
async fn nothing_at_all_can_be_sent_from_anywhere() {
    let (_directory, path) = file(b"");
    check(|| Vec::new().into(), b"", Framing::Length).await;
    check(|| Upload::file(&path), b"", Framing::Length).await;
    check(|| stream_of(b"", 0), b"", Framing::Length).await;
    check(|| stream_of(b"", None), b"", Framing::Chunks).await;
    check(|| reader_of(b"", 0), b"", Framing::Length).await;
    check(|| reader_of(b"", None), b"", Framing::Chunks).await;
}

/// The system says of such files that they are empty.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_file_whose_length_the_system_does_not_know_goes_out_whole() {
    let content = std::fs::read("/proc/version").unwrap();
    let server = fine();
    settle(client(builder(server.address())).put_photo(Upload::file("/proc/version")).send()).await.unwrap();
    assert!(only_request(&server).body == content);
}

/// Checks the head of the part that an upload becomes.
async fn check_head(upload: Upload, head: &[&str]) {
    let server = fine();
    settle(client(builder(server.address())).add_photo(upload).send()).await.unwrap();
    let expected = Part { head: head.iter().map(|line| (*line).to_owned()).collect(), content: b"x".into() };
    assert_eq!(parts(&only_request(&server)), [expected]);
}

#[tokio::test]
async fn a_file_in_a_form_has_its_name_and_its_type() {
    let disposition = r#"Content-Disposition: form-data; name="photo"; filename="#;
    let check = async |upload: Upload, name: &str, media_type: &str| {
        check_head(upload, &[&format!("{disposition}{name}"), &format!("Content-Type: {media_type}")]).await;
    };
    let octets = "application/octet-stream";
    // A file is called as it is on this machine, anything else as its parameter.
    let (_directory, path) = file(b"x");
    check(Upload::file(&path), r#""photo.png""#, octets).await;
    check("x".into(), r#""photo""#, octets).await;
    check(stream_of(b"x", None), r#""photo""#, octets).await;
    check(Upload::file(path).file_name("rex.png").content_type("image/png"), r#""rex.png""#, "image/png")
        .await;
    // A quoted string of RFC 9110, section 5.6.4; other characters as RFC 7578, section 4.2, wants them.
    check(Upload::from("x").file_name(r#"a "b" \c"#), r#""a \"b\" \\c""#, octets).await;
    check(Upload::from("x").file_name("großer Hund 🐕.png"), r#""großer Hund 🐕.png""#, octets).await;
    check(Upload::from("x").file_name("../a;b=c%22.png"), r#""../a;b=c%22.png""#, octets).await;
    check(
        Upload::from("x").content_type("text/plain; charset=utf-8"),
        r#""photo""#,
        "text/plain; charset=utf-8",
    )
    .await;
}

#[tokio::test]
async fn a_raw_body_is_of_the_documented_type_unless_the_upload_says_another() {
    let server = fine();
    let client = client(builder(server.address()));
    let svg = || stream_of(b"<svg/>", None).content_type("image/svg+xml");
    settle(client.put_photo(stream_of(b"x", None)).send()).await.unwrap();
    settle(client.put_photo(svg()).send()).await.unwrap();
    settle(client.put_photo(svg()).header("Content-Type", "text/xml").send()).await.unwrap();
    let types = server.requests().into_iter().map(|seen| header(&seen, "content-type").unwrap().to_owned());
    assert_eq!(types.collect::<Vec<_>>(), ["image/png", "image/svg+xml", "text/xml"]);
}

/// Checks that both ways to send an upload are refused, and that nothing was sent.
async fn check_refused(make: impl Fn() -> Upload, as_file: &str, as_body: Option<&str>) {
    let server = fine();
    let client = client(builder(server.address()));
    let error = settle(client.add_photo(make()).send()).await.unwrap_err();
    assert!(matches!(error, Error::InvalidArgument(_)), "{error:?}");
    assert_eq!(error.to_string(), as_file);
    if let Some(message) = as_body {
        let error = settle(client.put_photo(make()).send()).await.unwrap_err();
        assert_eq!(error.to_string(), message);
    }
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn names_and_types_that_would_break_out_of_their_line_are_refused() {
    for name in ["a\r\nX-Evil: 1", "a\nb", "a\rb", "a\0b", "a\u{7f}b", "a\u{85}b"] {
        let message = "the file name of `photo` must not hold line breaks or other control characters";
        check_refused(|| Upload::from("x").file_name(name.to_owned()), message, None).await;
    }
    let no_type = "the content type of `photo` is no media type";
    for media_type in ["image/png\r\nX-Evil: 1", "image/png\n", "a/b\0"] {
        let body = "the header `Content-Type` must not hold line breaks or other control characters";
        check_refused(|| Upload::from("x").content_type(media_type.to_owned()), no_type, Some(body)).await;
    }
    check_refused(|| Upload::from("x").content_type("png"), no_type, None).await;
    check_refused(|| stream_of(b"x", None).content_type(""), no_type, None).await;
}

#[tokio::test]
async fn a_file_that_cannot_be_read_is_named_and_nothing_is_sent() {
    let server = fine();
    let client = client(builder(server.address()));
    let directory = tempfile::tempdir().unwrap();
    let missing = directory.path().join("missing.png");
    for path in [missing.as_path(), directory.path()] {
        let raw = settle(client.put_photo(Upload::file(path)).send()).await;
        let form = settle(client.add_photo("x").file("more", Upload::file(path)).send()).await;
        for (outcome, operation) in [(raw, "PUT /photo"), (form, "POST /photos")] {
            let error = outcome.unwrap_err();
            let start = format!("{operation}: can't read `{}`: ", path.display());
            assert!(error.to_string().starts_with(&start), "{error}");
            assert!(!error.is_retryable());
            let Error::File(details) = error else { panic!("{error:?}") };
            assert!(details.path == path && details.is_upload);
        }
    }
    assert!(server.requests().is_empty());
}
