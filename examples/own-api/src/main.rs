//! Lends a reader the first book that is on the shelf:
//! `SHELF_ADDRESS=… SHELF_KEY=… cargo run -- READER [AUTHOR]`.

use own_api::lend_first_book;
use std::env::{args, var};
use std::error::Error;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = args().skip(1);
    let reader = arguments.next().ok_or("name a reader: the number on the card")?;
    let client = own_api::shelf::Client::builder(var("SHELF_ADDRESS")?).api_key(var("SHELF_KEY")?).build()?;
    match lend_first_book(&client, &reader, arguments.next().as_deref()).await? {
        Some(book) => println!("{} by {} is yours for three weeks.", book.title, book.author),
        None => println!("There is no such book on the shelf."),
    }
    Ok(())
}
