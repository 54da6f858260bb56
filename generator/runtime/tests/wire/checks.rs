//! What a document limits is checked before anything is sent: each refused call here has a server that would have
//! taken it, and that saw nothing.

use crate::{petstore::builder, server::Server};
use docwright_runtime::{
    Async, Call, ClientBuilder, CommaSeparated, Core, Endpoint, Error, Maybe, Method, Opaque, Result, Rule,
    Untyped, Upload, Value, serde_json::json,
};

/// `GET /shops/{shop}/pets` with a rule of each kind.
static LIST: Endpoint = Endpoint::new(Method::Get, "/shops/{shop}/pets").rules(&[
    Rule::path("shop").max_length(3),
    Rule::query("limit").minimum("1").maximum("100"),
    Rule::query("ratio").minimum("-0.5").maximum("0.3"),
    Rule::query("names").min_items(1).max_items(2).each().min_length(2).pattern("^[a-z]+$"),
    Rule::query("code").min_length(4).max_length(4),
    Rule::query("uuids").excludes(&["parent", "X-Parent"]),
    Rule::query("token").pattern("^[A-Z]+$"),
    Rule::query("odd").pattern("("),
    Rule::header("X-Note").min_length(2),
    Rule::header_json("X-Tags").max_items(1),
]);
static FORM: Endpoint = Endpoint::new(Method::Post, "/form").rules(&[
    Rule::form("Name").max_length(5),
    Rule::form_json("Sizes").max_items(3).each().minimum("10"),
    Rule::form("A").excludes(&["B"]),
]);
static UPLOAD: Endpoint = Endpoint::new(Method::Post, "/upload").rules(&[
    Rule::part("title").max_length(5).excludes(&["photo"]),
    Rule::part_json("tags").min_items(2),
    Rule::part("photo").max_length(1),
]);
static UPDATE: Endpoint = Endpoint::new(Method::Put, "/pets").rules(&[
    Rule::json("name").min_length(1).max_length(5),
    Rule::json("age").minimum("0").maximum("9007199254740992"),
    Rule::json("weight").maximum("0.3"),
    Rule::json("tags").max_items(2).each().max_length(3),
    Rule::json("ids").max_items(1),
    Rule::json("owner").min_length(2).excludes(&["owner_id"]),
    Rule::json("any").max_length(1).maximum("1").max_items(1),
]);
static FREE: Endpoint = Endpoint::new(Method::Get, "/free");

type Prepared = Call<Async, Untyped>;

fn list(core: &Core<Async>) -> Prepared {
    core.call(&LIST).path("shop", "a")
}

async fn sent(
    set: impl FnOnce(ClientBuilder) -> ClientBuilder,
    call: impl FnOnce(&Core<Async>) -> Prepared,
) -> (Result<()>, usize) {
    let server = Server::fine();
    let core = set(builder(&server.url)).build().unwrap();
    let result = call(&core).send().await.map(drop);
    (result, server.requests().len())
}

/// Checks that the call is refused with this message, unless the client checks nothing.
async fn refused(call: impl Fn(&Core<Async>) -> Prepared, parameter: &str, rule: &str) {
    let (result, requests) = sent(|builder| builder, &call).await;
    let error = result.expect_err(rule);
    assert_eq!(error.to_string(), format!("`{parameter}` {rule}, as documented"));
    let Error::InvalidArgument(error) = error else { panic!("{error:?}") };
    assert_eq!((error.parameter.as_str(), &*error.rule, error.is_documented), (parameter, rule, true));
    assert_eq!(requests, 0, "{rule}");
    taken_by(|builder| builder.check_patterns(true).check_arguments(false), &call).await;
}

async fn taken(call: impl FnOnce(&Core<Async>) -> Prepared) {
    taken_by(|builder| builder, call).await;
}

async fn taken_by(
    set: impl FnOnce(ClientBuilder) -> ClientBuilder,
    call: impl FnOnce(&Core<Async>) -> Prepared,
) {
    let (result, requests) = sent(set, call).await;
    result.unwrap();
    assert_eq!(requests, 1);
}

#[tokio::test]
async fn numbers_have_their_limits() {
    refused(|core| list(core).query("limit", 0), "limit", "must be at least 1").await;
    refused(|core| list(core).query("limit", 101), "limit", "may be at most 100").await;
    taken(|core| list(core).query("limit", 1)).await;
    taken(|core| list(core).query("limit", 100)).await;
    refused(|core| list(core).query("ratio", 0.1 + 0.2), "ratio", "may be at most 0.3").await;
    refused(|core| list(core).query("ratio", -0.51), "ratio", "must be at least -0.5").await;
    taken(|core| list(core).query("ratio", 0.3)).await;
    let put = |core: &Core<Async>| core.call(&UPDATE);
    refused(|core| put(core).json("age", &-1), "age", "must be at least 0").await;
    // The first whole number that a float can't hold.
    let most = "may be at most 9007199254740992";
    refused(|core| put(core).json("age", &9_007_199_254_740_993_i64), "age", most).await;
    taken(|core| put(core).json("age", &9_007_199_254_740_992_i64)).await;
    refused(|core| put(core).json("weight", &1e300), "weight", "may be at most 0.3").await;
    taken(|core| put(core).json("weight", &-1e300)).await;
}

#[tokio::test]
async fn lengths_count_characters() {
    refused(|core| core.call(&LIST).path("shop", "abcd"), "shop", "may have at most 3 characters").await;
    taken(|core| core.call(&LIST).path("shop", "äöü")).await;
    refused(|core| list(core).query("code", "abc"), "code", "must have exactly 4 characters").await;
    refused(|core| list(core).header("X-Note", "ä"), "X-Note", "must have at least 2 characters").await;
    taken(|core| list(core).header("X-Note", "äö")).await;
    refused(|core| core.call(&FORM).form("Name", "Maxime"), "Name", "may have at most 5 characters").await;
    refused(|core| core.call(&UPLOAD).part("title", "Maxime"), "title", "may have at most 5 characters")
        .await;
    let put = |core: &Core<Async>| core.call(&UPDATE);
    refused(|core| put(core).json("name", "Maxime"), "name", "may have at most 5 characters").await;
    refused(|core| put(core).json("name", ""), "name", "must have at least 1 character").await;
    refused(|core| put(core).json("name", "\"\\\n\u{1}ab"), "name", "may have at most 5 characters").await;
    taken(|core| put(core).json("name", "\"\\\n\u{1}🦀")).await;
}

#[tokio::test]
async fn lists_have_their_sizes() {
    let names = |core: &Core<Async>, names: &[&str]| {
        list(core).query("names", CommaSeparated::<String>::from(names.to_vec()))
    };
    refused(|core| names(core, &["ab", "cd", "ef"]), "names", "may hold at most 2 values").await;
    refused(|core| names(core, &[]), "names", "must hold at least 1 value").await;
    let each = "must have at least 2 characters in each of its values";
    refused(|core| names(core, &["ab", "c"]), "names", each).await;
    taken(|core| names(core, &["ab", "cd"])).await;
    refused(|core| list(core).header_json("X-Tags", &[1, 2]), "X-Tags", "may hold at most 1 value").await;
    let form = |core: &Core<Async>| core.call(&FORM);
    refused(|core| form(core).form_json("Sizes", &[10; 4]), "Sizes", "may hold at most 3 values").await;
    let each = "must be at least 10 in each of its values";
    refused(|core| form(core).form_json("Sizes", &[10, 9]), "Sizes", each).await;
    let upload = |core: &Core<Async>| core.call(&UPLOAD);
    refused(|core| upload(core).part_json("tags", &["a"]), "tags", "must hold at least 2 values").await;
    let put = |core: &Core<Async>| core.call(&UPDATE);
    refused(|core| put(core).json("tags", &["a", "b", "c"]), "tags", "may hold at most 2 values").await;
    let each = "may have at most 3 characters in each of its values";
    refused(|core| put(core).json("tags", &["a", "b,c,d"]), "tags", each).await;
    // Commas inside a JSON list are no limits between values; those in a text are.
    taken(|core| put(core).json("tags", &json!(["a,b", null]))).await;
    refused(|core| put(core).json("ids", "a,b"), "ids", "may hold at most 1 value").await;
}

#[tokio::test]
async fn parameters_that_exclude_each_other_are_not_sent_together() {
    let rule = "can't be given together with `parent`";
    refused(|core| list(core).query("uuids", "a").query("parent", "b"), "uuids", rule).await;
    // The document says it of one of them; the order of the setters makes no difference.
    refused(|core| list(core).query("parent", "b").query("uuids", "a"), "uuids", rule).await;
    let rule = "can't be given together with `X-Parent`";
    refused(|core| list(core).query("uuids", "a").header("X-Parent", "b"), "uuids", rule).await;
    taken(|core| list(core).query("uuids", "a")).await;
    taken(|core| list(core).query("parent", "a").header("X-Parent", "b")).await;
    refused(|core| core.call(&FORM).form("B", "").form("A", ""), "A", "can't be given together with `B`")
        .await;
    let photo = |core: &Core<Async>| core.call(&UPLOAD).file("photo", Upload::from("xyz"));
    taken(photo).await;
    let rule = "can't be given together with `photo`";
    refused(|core| photo(core).part("title", "a"), "title", rule).await;
}

#[tokio::test]
async fn null_breaks_no_rule() {
    let put = |core: &Core<Async>| core.call(&UPDATE);
    taken(|core| put(core).json_maybe("owner", &Maybe::<String>::Null).json("owner_id", &1)).await;
    taken(|core| put(core).json("owner", "Kim").json("owner_id", &Value::Null)).await;
    taken(|core| put(core).json("owner", "Kim").json_maybe("owner_id", &Maybe::<i64>::Absent)).await;
    let rule = "can't be given together with `owner_id`";
    refused(|core| put(core).json("owner", "Kim").json("owner_id", &1), "owner", rule).await;
}

#[tokio::test]
async fn a_body_given_as_a_whole_is_checked_as_its_fields_are() {
    let put = |core: &Core<Async>, body: Value| core.call::<Untyped>(&UPDATE).json_body(&body);
    let rule = "may have at most 5 characters";
    refused(|core| put(core, json!({ "age": 1, "name": "Maxime" })), "name", rule).await;
    let rule = "can't be given together with `owner_id`";
    refused(|core| put(core, json!({ "owner_id": 1 })).json("owner", "Kim"), "owner", rule).await;
    taken(|core| put(core, json!({ "name": "Maxime" })).json("name", "Max")).await;
}

#[tokio::test]
async fn a_limit_holds_for_the_values_it_can_be_about() {
    let put = |core: &Core<Async>, value: Value| core.call::<Untyped>(&UPDATE).json("any", &value);
    taken(|core| put(core, json!({ "a": 1, "b": 2 }))).await;
    taken(|core| put(core, json!(true))).await;
    refused(|core| put(core, json!("ab")), "any", "may have at most 1 character").await;
    refused(|core| put(core, json!(2)), "any", "may be at most 1").await;
    refused(|core| put(core, json!([1, 2])), "any", "may hold at most 1 value").await;
    taken(|core| list(core).query("limit", "all")).await;
    let spaced = || Opaque::from_text("[ \"ab\" , [1,2,3], {\"a\": 5} ]").unwrap();
    refused(|core| core.call(&UPDATE).json("tags", &spaced()), "tags", "may hold at most 2 values").await;
}

#[tokio::test]
async fn patterns_are_checked_for_those_who_ask() {
    let token = |core: &Core<Async>| list(core).query("token", "abc");
    taken(token).await;
    taken_by(|builder| builder.check_patterns(true).check_patterns(false), token).await;
    for _ in 0..2 {
        let (result, requests) = sent(|builder| builder.check_patterns(true), token).await;
        let message = "`token` must match the pattern `^[A-Z]+$`, as documented";
        assert_eq!((result.unwrap_err().to_string().as_str(), requests), (message, 0));
    }
    let names = |core: &Core<Async>| list(core).query("names", "ab,C3");
    let (result, _) = sent(|builder| builder.check_patterns(true), names).await;
    let message = "`names` must match the pattern `^[a-z]+$` in each of its values, as documented";
    assert_eq!(result.unwrap_err().to_string(), message);
    taken_by(|builder| builder.check_patterns(true), |core| list(core).query("token", "ABC")).await;
    // What is no regular expression refuses nothing.
    taken_by(|builder| builder.check_patterns(true), |core| list(core).query("odd", "x")).await;
    taken_by(|builder| builder.check_patterns(true), |core| core.call(&FREE)).await;
}

#[tokio::test]
async fn a_refusal_never_shows_the_value() {
    let secret = |core: &Core<Async>| core.call(&UPDATE).json("name", "hunter2").json("tags", &["s3cret"]);
    let (result, _) = sent(|builder| builder, secret).await;
    let error = result.unwrap_err();
    assert!(!format!("{error} {error:?}").contains("hunter2"));
}
