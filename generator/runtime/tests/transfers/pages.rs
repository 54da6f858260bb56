//! Lists that come page by page: what is asked for, and what comes of it.

use super::{all, client, elements, next};
use crate::petstore::{Pet, PetPage, builder};
use docwright_runtime::{
    CallOptions, CredentialValue, Error, Extra, Method,
    serde_json::json,
    testing::{Reply, Seen, Server},
};

/// Three pages of two pets each.
fn pets() -> Server {
    Server::answering(|request| {
        let query = request.query.clone().unwrap_or_default();
        let cursor = query.split('&').find_map(|pair| pair.strip_prefix("after="));
        match cursor {
            None => page(&[1, 2], "\"c%202\""),
            Some("c%25202") => page(&[3, 4], "\"c3\""),
            Some("c3") => page(&[5, 6], "null"),
            Some(_) => Reply::status(400),
        }
    })
    .unwrap()
}

/// A page with these pets and this cursor.
fn page(pets: &[i64], cursor: &str) -> Reply {
    let items: Vec<String> = pets.iter().map(|id| format!(r#"{{"id":{id}}}"#)).collect();
    let items = items.join(",");
    Reply::json(format!(r#"{{"items":[{items}],"paging":{{"cursors":{{"after":{cursor}}}}}}}"#))
}

fn targets(server: &Server) -> Vec<String> {
    let target = |seen: Seen| seen.path + &seen.query.map_or_else(String::new, |query| format!("?{query}"));
    server.requests().into_iter().map(target).collect()
}

fn pet(id: i64) -> Pet {
    Pet { id, extra: Extra::default() }
}

#[tokio::test]
async fn the_elements_of_all_pages_come_one_after_the_other() {
    let server = pets();
    let elements = elements(client(builder(server.address())).list_pets());
    let pets: Vec<_> = all(elements).await.into_iter().map(Result::unwrap).collect();
    assert_eq!(pets, [1, 2, 3, 4, 5, 6].map(|id| json!({ "id": id })));
    // The cursor is a text like any: what looks encoded in it is encoded again.
    assert_eq!(targets(&server), ["/pets", "/pets?after=c%25202", "/pets?after=c3"]);
}

#[tokio::test]
async fn elements_are_read_into_a_type_of_the_callers() {
    let server = pets();
    let call = client(builder(server.address())).list_pets();
    let pets: Vec<Pet> = all(elements(call).json::<Pet>()).await.into_iter().map(Result::unwrap).collect();
    assert_eq!(pets, [1, 2, 3, 4, 5, 6].map(pet));
}

#[tokio::test]
async fn pages_come_whole_or_as_their_type() {
    let server = pets();
    let client = client(builder(server.address()));
    let pages = all(client.list_pets().into_pages()).await;
    let ids = pages.into_iter().map(|page| page.unwrap().value().unwrap()["items"][1]["id"].clone());
    assert_eq!(ids.collect::<Vec<_>>(), [2, 4, 6]);
    let pages = all(client.list_pages_of_pets().into_pages()).await;
    let pages: Vec<PetPage> = pages.into_iter().map(Result::unwrap).collect();
    assert_eq!(pages, [[1, 2], [3, 4], [5, 6]].map(|ids| PetPage { items: ids.map(pet).into() }));
}

#[tokio::test]
async fn a_following_page_is_asked_for_with_all_that_the_first_was() {
    let server = pets();
    let list = client(builder(server.address())).list_pets().limit(2).note("for the vet");
    assert_eq!(all(elements(list)).await.len(), 6);
    assert_eq!(targets(&server), ["/pets?limit=2", "/pets?limit=2&after=c%25202", "/pets?limit=2&after=c3"]);
    assert!(server.requests().iter().all(|seen| seen.headers["x-note"] == "for the vet"));
}

#[tokio::test]
async fn a_cursor_that_stands_alone_takes_the_place_of_the_whole_query() {
    let server = pets();
    let client = client(builder(server.address()));
    let list = client.list_pets_by_cursor_alone().query("limit", 2).query("kind", "dog");
    assert_eq!(all(list.header("X-Note", "for the vet").into_items()).await.len(), 6);
    let list = client.list_in("a/b").query("required", "yes");
    assert_eq!(all(list.into_items()).await.len(), 6);
    let expected = [
        "/pets?limit=2&kind=dog",
        "/pets?after=c%25202",
        "/pets?after=c3",
        "/shelters/a%2Fb/pets?required=yes",
        "/shelters/a%2Fb/pets?after=c%25202",
        "/shelters/a%2Fb/pets?after=c3",
    ];
    assert_eq!(targets(&server), expected);
    assert!(server.requests()[..3].iter().all(|seen| seen.headers["x-note"] == "for the vet"));
}

#[tokio::test]
async fn credentials_go_with_every_page() {
    let server = pets();
    let builder = builder(server.address()).credentials("key", [("key", CredentialValue::secret("s1"))]);
    let list = client(builder).list_pets_by_cursor_alone().query("limit", 2);
    assert_eq!(all(list.into_items()).await.len(), 6);
    let expected = ["/pets?limit=2&key=s1", "/pets?after=c%25202&key=s1", "/pets?after=c3&key=s1"];
    assert_eq!(targets(&server), expected);
}

#[tokio::test]
async fn a_page_is_asked_for_when_it_is_wanted() {
    let server = pets();
    let client = client(builder(server.address()));
    let mut items = elements(client.list_pets());
    assert_eq!(server.requests().len(), 0);
    for (count, requests) in [(1, 1), (2, 1), (3, 2), (4, 2)] {
        next(&mut items).await.unwrap().unwrap();
        assert_eq!(server.requests().len(), requests, "after {count} elements");
    }
    drop(items);
    let mut pages = client.list_pets().into_pages();
    next(&mut pages).await.unwrap().unwrap();
    drop(pages);
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn a_list_is_taken_up_again_where_it_was_left() {
    let server = pets();
    let client = client(builder(server.address()));
    let mut items = elements(client.list_pets());
    let mut seen = Vec::new();
    for _ in 0..4 {
        seen.push((
            items.cursor().map(str::to_owned),
            next(&mut items).await.unwrap().unwrap()["id"].clone(),
        ));
    }
    assert_eq!(items.cursor(), Some("c%202"));
    let cursors = seen.iter().map(|(cursor, _)| cursor.as_deref());
    assert_eq!(cursors.collect::<Vec<_>>(), [None, None, None, Some("c%202")]);
    let again = elements(client.list_pets().after(items.cursor().unwrap()));
    let ids = all(again).await.into_iter().map(|pet| pet.unwrap()["id"].clone());
    assert_eq!(ids.collect::<Vec<_>>(), [3, 4, 5, 6]);
}

#[tokio::test]
async fn what_a_call_does_differently_holds_for_every_page() {
    let server = pets();
    let options = CallOptions::new().answer_limit(10);
    let list = client(builder(server.address())).list_pets().after("c3").with_options(options);
    let outcome = all(elements(list)).await;
    assert!(matches!(outcome.as_slice(), [Err(Error::TooLarge(_))]), "{outcome:?}");
}

#[tokio::test]
async fn a_page_that_is_a_list_itself_is_all_there_is() {
    let body = r#"[{"id":1},{"id":"x"},{"id":3}]"#;
    let server = Server::start(Reply::json(body)).unwrap();
    let client = client(builder(server.address()));
    let items = client.custom(Method::Get, "/kinds").into_items().json::<Pet>();
    let [first, second, third] = &all(items).await[..] else { panic!("not three") };
    assert_eq!((first.as_ref().unwrap().id, third.as_ref().unwrap().id), (1, 3));
    let Err(Error::Decode(details)) = second else { panic!("{second:?}") };
    assert_eq!(details.path, "[1].id");
    assert_eq!(all(client.custom(Method::Get, "/kinds").into_pages()).await.len(), 1);
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn a_page_that_should_be_a_list_itself_and_is_none_is_an_error() {
    let server = Server::start(Reply::json(r#"{"items":[1]}"#)).unwrap();
    let items = client(builder(server.address())).custom(Method::Get, "/kinds").into_items();
    let outcome = all(items).await;
    let [Err(Error::Decode(details))] = outcome.as_slice() else { panic!("{outcome:?}") };
    assert_eq!(details.path, ".");
}
