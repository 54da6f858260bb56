//! The published crate as a reviewer reads it in a pull request: what can be called, what is public, and the whole
//! code of one operation of each kind. The full text is committed in generated/, so no snapshot repeats it.

mod support;

use std::{fs, path::Path};
use support::{model, root};

const APIS: [&str; 3] = ["acronis", "ahsay", "comet"];

fn check(folder: &str, name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(Path::new("snapshots").join(folder));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

#[test]
fn surface() {
    for name in APIS {
        check("surface", name, &docwright_codegen::surface(&model(name)));
    }
}

#[test]
fn public_items() {
    for file in files(&root().join("generated/src")) {
        let path = file.strip_prefix(root().join("generated/src")).expect("below src");
        let name = path.with_extension("").to_string_lossy().replace(['/', '\\'], ".");
        let text = fs::read_to_string(&file).expect("UTF-8");
        let items = docwright_codegen::public_items(&text).expect("generated files are Rust");
        if !items.is_empty() {
            check("public_items", &name, &items);
        }
    }
}

fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    let mut entries: Vec<_> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}

/// One of each kind: the file, and the words that its items begin with or hold.
const WHOLE: &[(&str, &str, &str)] = &[
    ("query_and_json_body", "acronis", "update_tenant"),
    ("pagination", "acronis", "list_users"),
    ("raw_body", "acronis", "upload_tenant_brand_logo"),
    ("form_with_optional_header", "acronis", "request_token"),
    ("no_content", "acronis", "check_login"),
    ("deprecated", "acronis", "create_registration_token"),
    ("download_of_a_file", "acronis", "download_stored_report"),
    ("form_with_json_fields", "comet", "admin_dispatcher_run_restore"),
    ("multipart", "comet", "admin_meta_resource_new"),
    ("stream", "comet", "admin_branding_generate_client_by_platform"),
    ("map_answer", "comet", "admin_list_users_full"),
    ("json_envelope", "ahsay", "update_user"),
];

#[test]
fn whole_code() {
    for (kind, api, method) in WHOLE {
        let text = whole(api, method);
        assert!(text.contains(&format!("fn {method}(")), "no {method} in {api}");
        check("whole_code", kind, &text);
    }
}

/// Every item of the emitted files that belongs to one operation: its method, description, call and body.
fn whole(api: &str, method: &str) -> String {
    let call = pascal(method);
    let mut kept = Vec::new();
    for path in files(&root().join("generated/src").join(api)) {
        let text = fs::read_to_string(&path).expect("UTF-8");
        let file = syn::parse_file(&text).expect("generated files are Rust");
        kept.extend(file.items.into_iter().filter_map(|item| belonging(item, method, &call)));
    }
    let pretty = |item| {
        prettyplease::unparse(&syn::File {
            shebang: None,
            frontmatter: None,
            attrs: Vec::new(),
            items: vec![item],
        })
    };
    kept.into_iter().map(pretty).collect::<Vec<_>>().join("\n")
}

/// The item, or the part of it, that belongs to an operation.
fn belonging(mut item: syn::Item, method: &str, pascal: &str) -> Option<syn::Item> {
    let call = format!("{pascal}Call");
    let of_call = |name: &str| name == call || name == pascal;
    let keep = match &mut item {
        syn::Item::Static(found) => found.ident == method.to_uppercase(),
        syn::Item::Struct(found) => of_call(&found.ident.to_string()),
        syn::Item::Macro(found) => {
            found.mac.tokens.clone().into_iter().next().is_some_and(|first| of_call(&first.to_string()))
        }
        syn::Item::Impl(found) => {
            let syn::Type::Path(path) = &*found.self_ty else { return None };
            let name = path.path.segments.last().expect("a path has a name").ident.to_string();
            if name == "Client" {
                found.items.retain(
                    |item| matches!(item, syn::ImplItem::Fn(function) if function.sig.ident == method),
                );
            }
            of_call(&name) || (name == "Client" && !found.items.is_empty())
        }
        _ => false,
    };
    keep.then_some(item)
}

fn pascal(method: &str) -> String {
    let capital = |word: &str| word.split_at(1).0.to_uppercase() + word.split_at(1).1;
    method.split('_').map(capital).collect()
}
