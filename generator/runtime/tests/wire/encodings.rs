//! Answers that are compressed.

use crate::{
    both::{Kind, Settle, both},
    misbehaving::{Misbehaving, Step, write},
    petstore::{Client, builder},
    server::{Look, Server},
};
use docwright_runtime::{Bytes, Error, Method, StatusCode, testing::Reply};
use flate2::{Compression, write::GzEncoder};
use std::io::Write as _;

const PET: &str = r#"{"id":7,"kind":"cat"}"#;

fn gzip(bytes: &[u8]) -> Bytes {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap().into()
}

fn compressed(status: u16, bytes: impl Into<Bytes>) -> Server {
    Server::always(Reply::new(status, "application/json", bytes).header("Content-Encoding", "gzip"))
}

async fn a_compressed_answer_is_asked_for_and_read<T: Kind>() {
    let server = compressed(200, gzip(PET.as_bytes()));
    assert_eq!(Client::<T>::at(&server.url).get_pet("7").settle().await.unwrap().id, 7);
    assert_eq!(server.request().header("accept-encoding"), Some("gzip"));
}

async fn a_compressed_failure_is_read_as_well<T: Kind>() {
    let server = compressed(200, gzip(br#"{"Status":403,"Message":"No."}"#));
    let error = Client::<T>::at(&server.url).get_pet("7").settle().await.unwrap_err();
    assert_eq!(error.to_string(), "GET /pets/{pet_id}: No. (status 403, HTTP 200)");
    let server = compressed(500, gzip(b"broken"));
    let error = Client::<T>::at(&server.url).get_pet("7").settle().await.unwrap_err();
    assert_eq!(error.answer().unwrap().excerpt, "broken");
}

async fn a_bomb_is_given_up_at_the_limit<T: Kind>() {
    // 16 MiB in some 16 KiB.
    let bomb = gzip(&vec![b' '; 16 * 1024 * 1024]);
    assert!(bomb.len() < 20_000);
    let server = compressed(200, bomb);
    let client = Client::<T>::new(builder(&server.url).answer_limit(1024 * 1024)).unwrap();
    let error = client.get_pet("7").settle().await.unwrap_err();
    assert_eq!(error.to_string(), "GET /pets/{pet_id}: the answer is larger than 1048576 bytes");
    assert_eq!(server.requests().len(), 1);
    let download = client.export().settle().await;
    assert!(matches!(T::bytes(download.unwrap()).await, Err(Error::TooLarge(_))));
}

async fn what_is_not_compressed_as_it_says_is_a_transport_error<T: Kind>() {
    let whole = gzip(PET.as_bytes());
    let cut = whole.slice(..whole.len() - 4);
    let mut wrong = whole.to_vec();
    // The checksum, in the eight bytes at the end (RFC 1952, section 2.3.1).
    wrong[whole.len() - 8] ^= 1;
    for bytes in [Bytes::from_static(PET.as_bytes()), cut, wrong.into()] {
        let server = compressed(200, bytes);
        let error = Client::<T>::at(&server.url).get_pet("7").settle().await.unwrap_err();
        assert!(matches!(error, Error::Transport(_)), "{error:?}");
        let line = error.to_string();
        assert!(line.starts_with("GET /pets/{pet_id}: the answer broke off: "), "{line}");
        assert_eq!(server.requests().len(), 3);
    }
}

async fn an_encoding_that_nobody_asked_for_is_left_as_it_is<T: Kind>() {
    let reply = Reply::new(200, "application/json", PET).header("Content-Encoding", "br");
    let server = Server::always(reply);
    let answer = Client::<T>::at(&server.url).get_file("1").settle().await.unwrap();
    assert_eq!(answer.headers()["content-encoding"], "br");
    assert_eq!(answer.text().unwrap(), PET);
}

async fn where_there_is_no_body_nothing_is_unpacked<T: Kind>() {
    let none = "HTTP/1.1 204 No Content\r\nContent-Encoding: gzip\r\n\r\n";
    let head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 50\r\n\r\n";
    let server = Misbehaving::playing([vec![Step::Read, write(none), Step::Read, write(head)]]);
    let client = Client::<T>::at(&server.url);
    client.delete_pet("1").settle().await.unwrap();
    let answer = client.call(Method::Head, "/x").settle().await.unwrap();
    assert_eq!((answer.status(), answer.bytes().len()), (StatusCode::OK, 0));
    assert_eq!(server.requests().await, 2);
}

both![
    a_compressed_answer_is_asked_for_and_read,
    a_compressed_failure_is_read_as_well,
    a_bomb_is_given_up_at_the_limit,
    what_is_not_compressed_as_it_says_is_a_transport_error,
    an_encoding_that_nobody_asked_for_is_left_as_it_is,
    where_there_is_no_body_nothing_is_unpacked,
];
