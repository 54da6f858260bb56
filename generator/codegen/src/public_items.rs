//! What a crate's users depend on, read back from the text of a file: every public signature, field and variant
//! with its attributes. Bodies, private items and documentation are left out, so that a change to the list is a
//! change for users. Invocations of macros stay, since they give their types public methods.

use crate::writer;
use syn::{Attribute, Fields, ImplItem, Item, Type, Visibility};

/// The public items of a file of Rust.
///
/// # Errors
///
/// What syn says of a text that is no Rust.
pub fn public_items(file_contents: &str) -> Result<String, syn::Error> {
    let items = syn::parse_file(file_contents)?.items.into_iter().filter_map(public).collect();
    let text = writer::text(items);
    let lines = text.lines().filter(|line| !line.is_empty()).map(without_body);
    Ok(lines.fold(String::new(), |text, line| text + &line + "\n"))
}

/// The item as its users see it, if they do.
fn public(item: Item) -> Option<Item> {
    match item {
        Item::Struct(mut item) if is_public(&item.vis) => {
            keep_telling(&mut item.attrs);
            item.fields = public_fields(item.fields);
            Some(Item::Struct(item))
        }
        Item::Enum(mut item) if is_public(&item.vis) => {
            keep_telling(&mut item.attrs);
            for variant in &mut item.variants {
                keep_telling(&mut variant.attrs);
            }
            Some(Item::Enum(item))
        }
        Item::Impl(item) => implementation(item),
        Item::Fn(mut item) if is_public(&item.vis) => {
            keep_telling(&mut item.attrs);
            item.block.stmts.clear();
            Some(Item::Fn(item))
        }
        Item::Mod(mut item) if is_public(&item.vis) => {
            keep_telling(&mut item.attrs);
            item.content =
                item.content.map(|(brace, items)| (brace, items.into_iter().filter_map(public).collect()));
            Some(Item::Mod(item))
        }
        Item::Use(item) if is_public(&item.vis) => Some(Item::Use(item)),
        Item::Const(mut item) if is_public(&item.vis) => {
            keep_telling(&mut item.attrs);
            Some(Item::Const(item))
        }
        Item::Type(mut item) if is_public(&item.vis) => {
            keep_telling(&mut item.attrs);
            Some(Item::Type(item))
        }
        Item::Macro(mut item) => {
            keep_telling(&mut item.attrs);
            Some(Item::Macro(item))
        }
        _ => None,
    }
}

/// The public methods of an inherent implementation; of a trait's, that there is one.
fn implementation(mut item: syn::ItemImpl) -> Option<Item> {
    keep_telling(&mut item.attrs);
    if item.trait_.is_some() {
        item.items.clear();
        return Some(Item::Impl(item));
    }
    item.items.retain_mut(|item| match item {
        ImplItem::Fn(method) if is_public(&method.vis) => {
            keep_telling(&mut method.attrs);
            method.block.stmts.clear();
            true
        }
        ImplItem::Const(constant) if is_public(&constant.vis) => {
            keep_telling(&mut constant.attrs);
            true
        }
        _ => false,
    });
    (!item.items.is_empty()).then_some(Item::Impl(item))
}

/// The fields; a private one of a tuple keeps its place as `_`.
fn public_fields(fields: Fields) -> Fields {
    match fields {
        Fields::Named(mut named) => {
            named.named =
                named.named.into_iter().filter(|field| is_public(&field.vis)).map(telling_field).collect();
            Fields::Named(named)
        }
        Fields::Unnamed(mut unnamed) => {
            for field in &mut unnamed.unnamed {
                keep_telling(&mut field.attrs);
                if !is_public(&field.vis) {
                    field.vis = Visibility::Inherited;
                    field.ty = Type::Infer(syn::TypeInfer {
                        attrs: Vec::new(),
                        underscore_token: syn::token::Underscore::default(),
                    });
                }
            }
            Fields::Unnamed(unnamed)
        }
        Fields::Unit => Fields::Unit,
    }
}

fn telling_field(mut field: syn::Field) -> syn::Field {
    keep_telling(&mut field.attrs);
    field
}

/// Keeps the attributes that matter to users.
fn keep_telling(attributes: &mut Vec<Attribute>) {
    let untelling = ["doc", "inline", "allow", "expect"];
    attributes.retain(|attribute| !untelling.iter().any(|name| attribute.path().is_ident(name)));
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// A line without the braces that are left of a body.
fn without_body(line: &str) -> String {
    line.strip_suffix(" {}").map_or_else(|| line.to_owned(), |signature| format!("{signature};"))
}
