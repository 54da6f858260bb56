//! A library desk: what it does with the shelf, by the client that the build script made from the shelf's page.

docwright_runtime::include_clients!();

use docwright_runtime::Result;
use shelf::{Book, Client};

/// Lends a reader the first book that is on the shelf, of this author if one is named. Gives the book; none if there is
/// no such book, or somebody else was faster each time.
///
/// # Errors
///
/// Whatever the shelf refuses for another reason, or the way to it.
pub async fn lend_first_book(client: &Client, reader: &str, author: Option<&str>) -> Result<Option<Book>> {
    let mut books = client.list_books().available(true);
    if let Some(author) = author {
        books = books.author(author);
    }
    for book in books.await? {
        let Some(id) = book.id else { continue };
        match client.create_book_loan(id, reader).await {
            Ok(_) => return Ok(Some(book)),
            Err(error) if error.status().is_some_and(|status| status == 409) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(None)
}
