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

/// Types, one of each kind.
const WHOLE_TYPES: &[(&str, &str, &str)] = &[
    ("type_of_two_parents", "comet", "AddBucketResponseMessage"),
    ("type_with_defaults_and_secrets", "comet", "AdminSecurityOptions"),
    ("type_with_bytes", "comet", "WebAuthnCredentialDescriptor"),
    ("type_of_itself", "comet", "SearchClause"),
    ("enumeration_with_ranges", "comet", "JobStatus"),
    ("enumeration_with_second_names", "comet", "EmailDeliveryType"),
];

#[test]
fn whole_code() {
    for (kind, api, method) in WHOLE {
        let text = whole(api, method);
        assert!(text.contains(&format!("fn {method}(")), "no {method} in {api}");
        check("whole_code", kind, &text);
    }
    for (kind, api, name) in WHOLE_TYPES {
        let text = items(api, &items_of_type(name), "");
        assert!(text.contains(&format!(" {name} {{")), "no {name} in {api}");
        check("whole_code", kind, &text);
    }
}

/// How the items of an emitted type begin.
fn items_of_type(name: &str) -> Vec<String> {
    vec![
        format!("pub struct {name} {{"),
        format!("pub enum {name} {{"),
        format!("docwright_runtime::structure!({name} {{"),
        format!("docwright_runtime::integer_enumeration!({name} {{"),
        format!("docwright_runtime::string_enumeration!({name} {{"),
        format!("impl {name} {{"),
    ]
}

/// Every item of the emitted files that belongs to one operation: its method, description, call and body.
fn whole(api: &str, method: &str) -> String {
    let pascal = pascal(method);
    let mut others = vec![
        format!("static {}: ", method.to_uppercase()),
        format!("pub struct {pascal}Call<"),
        format!("impl<T: Transport> {pascal}Call<"),
        format!("docwright_runtime::call!({pascal}Call,"),
    ];
    others.extend(items_of_type(&pascal));
    items(api, &others, &format!("    pub fn {method}("))
}

/// The items of an API's files that begin like one of these, and the client's methods that begin like this.
fn items(api: &str, others: &[String], client: &str) -> String {
    let mut kept = Vec::new();
    for path in files(&root().join("generated/src").join(api)) {
        let text = fs::read_to_string(&path).expect("UTF-8");
        for item in pieces(&text, "") {
            if item.starts_with("impl<T: Transport> Client<T> {") {
                let methods = pieces(&item, "    ");
                kept.extend(methods.into_iter().filter(|piece| {
                    !client.is_empty() && piece.lines().any(|line| line.starts_with(client))
                }));
            } else if item.lines().any(|line| others.iter().any(|start| line.starts_with(start))) {
                kept.push(item);
            }
        }
    }
    kept.join("\n\n")
}

/// What stands between blank lines at one indentation: the items of a file, or the methods of a block.
fn pieces(text: &str, indentation: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let begins = |next: &str| {
            let code = next.strip_prefix(indentation);
            code.is_some_and(|code| !code.starts_with([' ', '}', ')', ']']))
        };
        if line.is_empty() && lines.peek().is_some_and(|next| begins(next)) {
            pieces.push(String::new());
        } else if let Some(last) = pieces.last_mut() {
            last.push_str(line);
            last.push('\n');
        }
    }
    pieces.into_iter().map(|piece| piece.trim_end().to_owned()).collect()
}

fn pascal(method: &str) -> String {
    let capital = |word: &str| word.split_at(1).0.to_uppercase() + word.split_at(1).1;
    method.split('_').map(capital).collect()
}
