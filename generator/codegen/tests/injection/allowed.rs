//! What the emitter writes, as lists: kinds of items, attributes, macros, paths. In comes a file, out comes whatever
//! stands in it that is on no list. Texts and names of documents are free; what they can't be is code.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::visit::{self, Visit};
use syn::{Attribute, Expr, Item, Macro, Path, UseTree};

/// Attributes on items and fields, all but documentation. `_` stands for a literal.
const ATTRIBUTES: &[&str] = &[
    "cfg (feature = _)",
    "deprecated",
    "deprecated (note = _)",
    "deprecated (since = _)",
    "deprecated (since = _ , note = _)",
    "derive (Clone , Default , PartialEq)",
    "derive (Debug)",
    "derive (Debug , Clone)",
    "derive (Debug , Clone , Copy , PartialEq , Eq , Hash)",
    "derive (Debug , Clone , PartialEq , Eq)",
    "derive (Debug , Clone , PartialEq , Eq , Hash)",
    "doc (no_inline)",
    "ignore = _",
    "must_use",
    "must_use = _",
    "non_exhaustive",
    "path = _",
    "test",
    "tokio :: test",
];
/// Attributes of whole files, all but documentation.
const INNER_ATTRIBUTES: &[&str] = &[
    "allow (clippy :: deprecated_semver , reason = _)",
    "allow (clippy :: doc_markdown , clippy :: enum_variant_names , clippy :: module_name_repetitions , clippy :: should_implement_trait , clippy :: similar_names , clippy :: struct_field_names , clippy :: upper_case_acronyms , clippy :: wrong_self_convention , nonstandard_style , reason = _)",
    "allow (clippy :: doc_markdown , clippy :: similar_names , reason = _)",
    "allow (clippy :: doc_markdown , reason = _)",
    "allow (clippy :: fn_params_excessive_bools , clippy :: struct_excessive_bools , clippy :: too_many_arguments , reason = _)",
    "allow (clippy :: panic , clippy :: unwrap_used , reason = _)",
    "allow (clippy :: too_many_lines , reason = _)",
    "allow (clippy :: unwrap_used , reason = _)",
    "allow (confusable_idents , mixed_script_confusables , uncommon_codepoints , reason = _)",
    "allow (deprecated , reason = _)",
    "deny (missing_docs)",
    "forbid (unsafe_code)",
];
/// Macros that stand as items.
const ITEM_MACROS: &[&str] = &[
    "docwright_runtime :: builder",
    "docwright_runtime :: call",
    "docwright_runtime :: integer_enumeration",
    "docwright_runtime :: items",
    "docwright_runtime :: opaque",
    "docwright_runtime :: pages",
    "docwright_runtime :: setters",
    "docwright_runtime :: string_enumeration",
    "docwright_runtime :: structure",
];
/// Macros within the tests of examples.
const TEST_MACROS: &[&str] = &["assert_eq", "panic"];
/// Signs within macros.
const SIGNS: &str = "=,.:<>-&";
/// What paths of the standard library begin with.
const STANDARD: &[&str] = &[
    "std :: borrow :: Cow",
    "std :: boxed :: Box",
    "std :: collections :: BTreeMap",
    "std :: convert :: Into",
    "std :: default :: Default",
    "std :: iter :: IntoIterator",
    "std :: ops :: RangeInclusive",
    "std :: option :: Option",
    "std :: result :: Result",
    "std :: string :: String",
    "std :: vec :: Vec",
];
/// Where other paths begin that have more than one part; types and the modules beside a file are others.
const ROOTS: &[&str] = &["Self", "crate", "docwright_runtime", "emitted", "self", "super", "tokio"];

/// What is in a file that the emitter does not write.
pub(crate) fn complaints(contents: &str) -> Vec<String> {
    let file = match syn::parse_file(contents) {
        Ok(file) => file,
        Err(error) => return vec![format!("no Rust: {error}")],
    };
    let modules = file.items.iter().filter_map(|item| match item {
        Item::Mod(module) => Some(module.ident.to_string()),
        _ => None,
    });
    let mut reader = Reader { modules: modules.collect(), complaints: Vec::new() };
    if file.shebang.is_some() {
        reader.complain("a shebang", &"");
    }
    reader.visit_file(&file);
    reader.comments(contents);
    reader.complaints
}

struct Reader {
    /// The modules that the file declares.
    modules: Vec<String>,
    complaints: Vec<String>,
}

impl Reader {
    fn complain(&mut self, what: &str, tokens: &impl ToString) {
        let shown: String = tokens.to_string().chars().take(200).collect();
        self.complaints.push(format!("{what}: {shown}"));
    }

    /// The first line is the only comment beside documentation.
    fn comments(&mut self, contents: &str) {
        let is_comment =
            |line: &&str| line.starts_with("//") && !line.starts_with("///") && !line.starts_with("//!");
        for line in contents.lines().skip(1).map(str::trim).filter(is_comment) {
            self.complain("a comment", &line);
        }
    }

    fn attribute(&mut self, attribute: &Attribute, known: &[&str]) {
        let shown = without_literals(attribute.meta.to_token_stream());
        if shown != "doc = _" && !known.contains(&shown.as_str()) {
            self.complain("an attribute", &shown);
        }
    }

    /// The first name of a path of several, and the whole of it.
    fn root(&mut self, root: &str, whole: &str) {
        let is_type = root.starts_with(char::is_uppercase);
        let is_known = ROOTS.contains(&root)
            || STANDARD.iter().any(|known| whole.starts_with(known) || known.starts_with(whole));
        if !is_type && !is_known {
            self.complain("a path", &whole);
        }
    }

    fn used(&mut self, tree: &UseTree, before: &str) {
        let below = |name: &syn::Ident| {
            if before.is_empty() { name.to_string() } else { format!("{before} :: {name}") }
        };
        match tree {
            UseTree::Path(path) => self.used(&path.tree, &below(&path.ident)),
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.used(tree, before)),
            UseTree::Name(name) => self.import(&below(&name.ident)),
            UseTree::Rename(rename) if rename.ident == "docwright_runtime" && rename.rename == "runtime" => {}
            UseTree::Rename(rename) => self.complain("a renamed import", &rename.to_token_stream()),
            UseTree::Glob(_) => self.import(before),
        }
    }

    fn import(&mut self, path: &str) {
        let root = path.split(" :: ").next().unwrap_or_default();
        let is_beside = self.modules.iter().any(|module| module == root);
        if !ROOTS.contains(&root) && !STANDARD.contains(&path) && !is_beside {
            self.complain("an import", &path);
        }
    }
}

impl<'ast> Visit<'ast> for Reader {
    fn visit_file(&mut self, file: &'ast syn::File) {
        for attribute in &file.attrs {
            self.attribute(attribute, INNER_ATTRIBUTES);
        }
        file.items.iter().for_each(|item| self.visit_item(item));
    }

    fn visit_item(&mut self, item: &'ast Item) {
        match item {
            Item::Const(_)
            | Item::Macro(_)
            | Item::Enum(_)
            | Item::Impl(_)
            | Item::Static(_)
            | Item::Struct(_)
            | Item::Use(_) => {}
            Item::Fn(function) if function.sig.ident != "main" => {}
            Item::Mod(module) if module.content.is_none() => {}
            other => self.complain("an item", &other.to_token_stream()),
        }
        if let Item::Use(item) = item {
            self.used(&item.tree, "");
        }
        visit::visit_item(self, item);
    }

    fn visit_item_macro(&mut self, item: &'ast syn::ItemMacro) {
        let path = item.mac.path.to_token_stream().to_string();
        if item.ident.is_some() || !ITEM_MACROS.contains(&path.as_str()) {
            self.complain("a macro", &item.to_token_stream());
        }
        for attribute in &item.attrs {
            self.attribute(attribute, &[]);
        }
        self.signs(item.mac.tokens.clone());
    }

    fn visit_macro(&mut self, found: &'ast Macro) {
        if !TEST_MACROS.contains(&found.path.to_token_stream().to_string().as_str()) {
            self.complain("a macro", &found.to_token_stream());
        }
        self.signs(found.tokens.clone());
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        item.attrs.iter().for_each(|attribute| self.visit_attribute(attribute));
    }

    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        if matches!(attribute.style, syn::AttrStyle::Inner(_)) {
            self.complain("an inner attribute", &attribute.to_token_stream());
        }
        self.attribute(attribute, ATTRIBUTES);
    }

    fn visit_path(&mut self, path: &'ast Path) {
        if path.leading_colon.is_some() {
            self.complain("a path from the root", &path.to_token_stream());
        }
        if let (Some(first), true) = (path.segments.first(), path.segments.len() > 1) {
            let names: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
            self.root(&first.ident.to_string(), &names.join(" :: "));
        }
        visit::visit_path(self, path);
    }

    fn visit_signature(&mut self, signature: &'ast syn::Signature) {
        if !signature.safety.to_token_stream().is_empty() || signature.abi.is_some() {
            self.complain("a signature", &signature.to_token_stream());
        }
        visit::visit_signature(self, signature);
    }

    fn visit_expr(&mut self, expression: &'ast Expr) {
        match expression {
            Expr::Unsafe(_)
            | Expr::Verbatim(_)
            | Expr::Loop(_)
            | Expr::While(_)
            | Expr::Const(_)
            | Expr::RawAddr(_) => {
                self.complain("an expression", &expression.to_token_stream());
            }
            _ => {}
        }
        visit::visit_expr(self, expression);
    }

    fn visit_type(&mut self, found: &'ast syn::Type) {
        match found {
            syn::Type::FnPtr(_) | syn::Type::Ptr(_) | syn::Type::Macro(_) | syn::Type::Verbatim(_) => {
                self.complain("a type", &found.to_token_stream());
            }
            _ => {}
        }
        visit::visit_type(self, found);
    }

    fn visit_item_impl(&mut self, item: &'ast syn::ItemImpl) {
        if item.unsafety.is_some() {
            self.complain("an item", &item.to_token_stream());
        }
        visit::visit_item_impl(self, item);
    }
}

impl Reader {
    fn signs(&mut self, tokens: TokenStream) {
        let mut tokens = tokens.into_iter().peekable();
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Group(group) => self.signs(group.stream()),
                // What has a setter can be deprecated.
                TokenTree::Punct(hash) if hash.as_char() == '#' => {
                    let shown = match tokens.next() {
                        Some(TokenTree::Group(group)) => without_literals(group.stream()),
                        _ => String::new(),
                    };
                    if !shown.starts_with("deprecated") || !ATTRIBUTES.contains(&shown.as_str()) {
                        self.complain("an attribute in a macro", &shown);
                    }
                }
                TokenTree::Punct(sign) if !SIGNS.contains(sign.as_char()) => {
                    self.complain("a sign in a macro", &sign);
                }
                _ => {}
            }
        }
    }
}

/// The tokens with `_` for each literal.
fn without_literals(tokens: TokenStream) -> String {
    let plain = |token| match token {
        TokenTree::Literal(_) => quote::quote!(_),
        TokenTree::Group(group) => {
            let inner: TokenStream = group
                .stream()
                .into_iter()
                .map(|token| match token {
                    TokenTree::Literal(_) => quote::quote!(_),
                    other => TokenStream::from(other),
                })
                .collect();
            TokenTree::Group(proc_macro2::Group::new(group.delimiter(), inner)).into()
        }
        other => TokenStream::from(other),
    };
    let text = tokens.into_iter().map(plain).collect::<TokenStream>().to_string();
    text.replace(" ,)", ")").replace(", )", ")")
}

#[cfg(test)]
mod tests {
    use super::complaints;

    #[test]
    fn evil_files_are_refused() {
        for evil in [
            "fn main() {}",
            "pub mod x { }",
            "use std::process::Command;",
            "use std::fs;",
            "use libc::*;",
            "use std::env as e;",
            "#[path = \"/etc/passwd\"] #[no_mangle] pub fn a() {}",
            "#[cfg(any())] pub mod a;",
            "#![feature(x)]",
            "#![allow(warnings)]",
            "pub fn a() { std::process::exit(0) }",
            "pub fn a() { unsafe { b() } }",
            "pub unsafe fn a() {}",
            "pub extern \"C\" fn a() {}",
            "extern crate evil;",
            "extern \"C\" { fn system(); }",
            "pub const A: &str = include_str!(\"/etc/passwd\");",
            "pub const A: &str = env!(\"HOME\");",
            "pub const A: fn() = a;",
            "pub static A: &[&str] = &[concat!(\"a\", \"b\")];",
            "macro_rules! a { () => {} }",
            "docwright_runtime::structure!(A { a: \"a\"; fn b() {} });",
            "evil::structure!(A { a: \"a\" });",
            "docwright_runtime::setters!(A { #[path = \"a\", evil] a: B => a, });",
            "docwright_runtime::setters!(A { a: B => { a; }, });",
            "impl A { fn a() { ::std::process::abort() } }",
            "pub trait A {}",
            "pub union A { a: u8 }",
            "unsafe impl Send for A {}",
            "// @generated\n// comment",
            "pub fn a() { loop {} }",
            "pub struct A { #[serde(default = \"evil\")] a: u8 }",
            "this is no Rust",
            "#[derive(Evil)] pub struct A;",
            "#[deprecated(note = \"a\", suggestion = \"b\")] pub struct A;",
        ] {
            assert!(!complaints(evil).is_empty(), "{evil}");
        }
    }
}
