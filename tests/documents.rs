//! What the three documents say, counted from the text by two readers, against the models made from them.
//!
//! The numbers are facts about the documents, not about docwright: when a new version of a document changes one,
//! count again before changing it here.

mod support;

use docwright_model::{
    Api, CredentialMethod, CredentialSet, Definition, Evidence, ExampleRole, Field, Location, Method,
    Parameter, Requirement, Type,
};
use docwright_parser::{
    diagnostics::{Code, Diagnostic},
    read_api,
};
use std::collections::{BTreeMap, BTreeSet};
use support::{model, root};

/// The parameters that tables of an API list; those that patches add and those that only examples show are left out.
fn documented(api: &Api) -> impl Iterator<Item = &Parameter> {
    let all = api.endpoints.iter().flat_map(|endpoint| &endpoint.parameters);
    let listed = |parameter: &&Parameter| parameter.field.evidence != Evidence::Example;
    all.filter(|parameter| &*parameter.field.source.file != "api.toml").filter(listed)
}

fn places(api: &Api) -> BTreeMap<Location, usize> {
    let mut places = BTreeMap::new();
    for parameter in documented(api) {
        *places.entry(parameter.location).or_default() += 1;
    }
    places
}

fn endpoint<'a>(api: &'a Api, key: &str) -> &'a docwright_model::Endpoint {
    let found = api.endpoints.iter().find(|endpoint| format!("{} {}", endpoint.method, endpoint.path) == key);
    found.unwrap_or_else(|| panic!("no {key}"))
}

fn parameter<'a>(api: &'a Api, key: &str, name: &str) -> &'a Field {
    let mut found =
        endpoint(api, key).parameters.iter().filter(|found| found.field.wire_name.as_str() == name);
    &found.next().unwrap_or_else(|| panic!("no {name} in {key}")).field
}

#[test]
fn acronis_has_what_its_document_lists() {
    let api = model("acronis");
    assert_eq!(api.endpoints.len(), 88);
    let places = places(&api);
    assert_eq!(places[&Location::Path], 66);
    assert_eq!(places[&Location::Query], 95);
    assert_eq!(places[&Location::Header], 2);
    assert_eq!(places[&Location::Json] + places[&Location::Form], 144);
    let all = api.endpoints.iter().flat_map(|endpoint| &endpoint.parameters);
    let inferred: Vec<&Parameter> =
        all.filter(|parameter| parameter.field.evidence == Evidence::Example).collect();
    assert_eq!(inferred.len(), 30, "the fields that only the branding example shows");
    assert_eq!(api.endpoints.iter().map(|endpoint| endpoint.responses.len()).sum::<usize>(), 355);
    assert_eq!(documented(&api).filter(|parameter| parameter.field.default.is_some()).count(), 14);
    let oauth = |endpoint: &docwright_model::Endpoint| {
        let requirements = endpoint.security.iter().flatten();
        requirements.map(|requirement| requirement.scopes.len()).sum::<usize>()
    };
    assert_eq!(api.endpoints.iter().map(oauth).sum::<usize>(), 150);
    // Rows that are no parameters: a header of the transport, and a row that stands for a whole body.
    let aside: Vec<&str> =
        api.endpoints.iter().flat_map(|e| &e.set_aside).map(|row| row.wire_name.as_str()).collect();
    assert_eq!(aside, ["Content-Length", "schema"]);
}

#[test]
fn acronis_describes_three_schemes_and_who_needs_which() {
    let api = model("acronis");
    let schemes: Vec<&str> = api.security_schemes.iter().map(|scheme| scheme.id.as_str()).collect();
    assert_eq!(schemes, ["oauth2", "x-api-key", "basic"]);
    let docwright_model::SchemeKind::OAuth2 { grants, token_url, scopes, .. } = &api.security_schemes[0].kind
    else {
        panic!("the first scheme is OAuth 2.0");
    };
    assert_eq!(grants, &["client_credentials", "authorization_code", "password"]);
    assert_eq!(token_url.as_deref(), Some("/api/2/idp/token"));
    assert_eq!(scopes.len(), 24);
    assert_eq!(api.security_schemes[1].kind, docwright_model::SchemeKind::Cookie);
    let stated = api.endpoints.iter().filter(|endpoint| endpoint.security.is_some()).count();
    assert_eq!(stated, 88, "every endpoint says who may call it");
    assert_eq!(endpoint(&api, "POST /idp/token").security.as_deref(), Some(&[][..]));
    assert_eq!(endpoint(&api, "GET /infra").security.as_ref().map(Vec::len), Some(1));
}

#[test]
fn acronis_examples_are_kept_broken_or_not() {
    let api = model("acronis");
    let examples: Vec<&str> = api
        .endpoints
        .iter()
        .flat_map(|endpoint| &endpoint.examples)
        .map(|example| example.text.as_str())
        .collect();
    assert_eq!(examples.len(), 35);
    let json = |text: &&&str| serde_json::from_str::<serde_json::Value>(text).is_ok();
    assert_eq!(examples.iter().filter(json).count(), 30);
    assert_eq!(examples.iter().filter(|text| **text == "[object Object]").count(), 5);
}

#[test]
fn acronis_rows_mean_what_their_lines_say() {
    let api = model("acronis");
    let uuids = parameter(&api, "GET /tenants", "uuids");
    assert_eq!(uuids.value_type, Type::CommaSeparated(Box::new(Type::Uuid)));
    assert_eq!(uuids.requirement, Requirement::Optional);
    let limit = parameter(&api, "GET /tenants", "limit");
    assert_eq!((limit.constraints.minimum.as_deref(), limit.default.as_deref()), (Some("1"), Some("5000")));
    assert_eq!(parameter(&api, "GET /tenants", "updated_since").value_type, Type::DateTime);
    assert_eq!(parameter(&api, "POST /reports", "generation_date").value_type, Type::Date);
    assert_eq!(parameter(&api, "POST /reports", "recipients").value_type, Type::Uuid.list());
    assert_eq!(parameter(&api, "POST /clients", "data").value_type, Type::Object);
    // A lone backtick in a cell, `Tenant`s version.`, swallows nothing.
    let version = parameter(&api, "PUT /tenants/{tenant_id}", "version");
    assert_eq!(
        (version.description.as_deref(), &version.value_type),
        (Some("Tenant`s version."), &Type::Integer)
    );
    // Pipes inside backticks are no cells.
    let scopes = parameter(&api, "POST /registration_tokens", "scopes");
    assert!(
        scopes
            .description
            .as_deref()
            .is_some_and(|text| text.contains("{tenant_id}|{policy_id}:apply_revoke"))
    );
    // `any` that can be null, in four places, and one that is deprecated instead.
    let nullable = documented(&api).filter(|parameter| parameter.field.nullable).count();
    assert_eq!(nullable, 4);
    let brand = parameter(&api, "PUT /tenants/{tenant_id}", "brand_id");
    assert!(brand.deprecated.is_some() && !brand.nullable);
    assert!(endpoint(&api, "POST /registration_tokens").deprecated.is_some());
    assert!(endpoint(&api, "GET /accounts/forgot_link").disabled.is_some());
    let paged: Vec<String> =
        api.endpoints.iter().filter(|e| e.pagination.is_some()).map(|e| e.path.to_string()).collect();
    assert_eq!(paged, ["/tenants", "/tenants/offering_items", "/tenants/{tenant_id}/children", "/users"]);
    let items = api.endpoints.iter().filter_map(|endpoint| endpoint.pagination.as_ref()?.items.as_deref());
    assert_eq!(items.collect::<Vec<_>>(), ["items"; 4]);
}

#[test]
fn comet_has_what_its_document_lists() {
    let api = model("comet");
    assert_eq!(api.endpoints.len(), 181);
    let unmaintained = api.endpoints.iter().filter(|endpoint| endpoint.deprecated.is_some()).count();
    assert_eq!(unmaintained, 2);
    let by_get: Vec<&str> =
        api.endpoints.iter().filter(|e| e.method == Method::Get).map(|e| e.path.as_str()).collect();
    assert_eq!(by_get, ["/gen/branding.props"]);
    assert_eq!(api.endpoints.iter().map(|endpoint| endpoint.aliases.len()).sum::<usize>(), 27);
    assert_eq!(api.endpoints.iter().filter(|endpoint| !endpoint.aliases.is_empty()).count(), 25);
    assert_eq!(documented(&api).count(), 1225);
    let marked = |parameter: &&Parameter| {
        parameter.field.requirement == Requirement::Optional && parameter.field.evidence == Evidence::Stated
    };
    assert_eq!(documented(&api).filter(marked).count(), 678);
    assert_eq!(api.endpoints.iter().filter(|endpoint| endpoint.since.is_some()).count(), 98);
    let tableless: BTreeSet<&str> = api
        .endpoints
        .iter()
        .filter(|endpoint| endpoint.parameters.is_empty())
        .filter_map(|endpoint| endpoint.name.as_deref())
        .collect();
    assert_eq!(tableless.len(), 3);
}

#[test]
fn comet_types_are_those_of_the_pages_of_structures_and_constants() {
    let api = model("comet");
    let structures = || {
        api.types.iter().filter_map(|found| match &found.definition {
            Definition::Structure { extends, fields } => Some((found, extends, fields)),
            _ => None,
        })
    };
    assert_eq!(structures().count(), 182);
    assert_eq!(structures().filter(|(found, ..)| found.deprecated.is_some()).count(), 7);
    assert_eq!(structures().map(|(_, _, fields)| fields.len()).sum::<usize>(), 862);
    let bucket = structures().find(|(found, ..)| found.name == "AddBucketResponseMessage").expect("a type");
    assert_eq!(
        (bucket.1.join(", ").as_str(), bucket.2.len()),
        ("CometAPIResponseMessage, NewBucketDetail", 0)
    );
    let fields = || structures().flat_map(|(_, _, fields)| fields);
    let optional = || fields().filter(|field| field.requirement == Requirement::Optional);
    assert_eq!(optional().count(), 151);
    let mut omitted: BTreeMap<&str, usize> = BTreeMap::new();
    for default in optional().filter_map(|field| field.default.as_deref()) {
        *omitted.entry(default).or_default() += 1;
    }
    let counted = [("\"\"", 62), ("0", 30), ("[]", 15), ("false", 15), ("null", 1), ("{}", 28)];
    assert_eq!(omitted.into_iter().collect::<Vec<_>>(), counted);
    assert_eq!(fields().filter(|field| field.deprecated.is_some()).count(), 3);
    assert_eq!(fields().filter(|field| field.value_type == Type::Bytes).count(), 8);
    // Those that the page names, and nine that patches name.
    assert_eq!(fields().filter(|field| field.constants.is_some()).count(), 29 + 9);
    assert_eq!(api.constants.len(), 275);
    let opaque = api.types.iter().filter(|found| matches!(found.definition, Definition::Opaque { .. }));
    assert_eq!(opaque.count(), 0);
}

/// Whoever has only the page of methods still gets a client, and is told what would type its answers.
#[test]
fn comet_without_its_pages_of_types_has_opaque_ones() {
    let folder = root().join("specs/comet");
    let config = std::fs::read_to_string(folder.join("api.toml")).expect("api.toml");
    let (config, _) = config.split_once("# ---- The two pages of types.").expect("the line before them");
    let parsed = read_api(&|name| match name {
        "api.toml" => Ok(config.as_bytes().to_vec()),
        other => std::fs::read(folder.join(other)),
    });
    let api = parsed.api.as_ref().expect("a model");
    assert_eq!(api.types.len(), 70);
    assert!(api.types.iter().all(|found| matches!(found.definition, Definition::Opaque { .. })));
    let remarks: Vec<&Diagnostic> = parsed.diagnostics.iter().collect();
    let [note] = remarks.as_slice() else { panic!("{remarks:?}") };
    assert_eq!(note.code, Code::OpaqueType);
    assert!(note.message.starts_with("70 types are described on a page"), "{}", note.message);
    let page = "https://docs.cometbackup.com/latest/api/api-data-structures";
    assert!(note.help.contains(page), "{}", note.help);
    let files = docwright_codegen::emit(std::slice::from_ref(api)).expect("a crate");
    let opaque = files.iter().filter(|file| file.path.starts_with("src/comet/types/opaque"));
    let declared = opaque.map(|file| file.contents.matches("docwright_runtime::opaque!(").count());
    assert_eq!(declared.sum::<usize>(), 70);
}

#[test]
fn comet_types_and_versions_are_read_through_their_marks() {
    let api = model("comet");
    let by_name = |name: &str| {
        api.endpoints.iter().find(|e| e.name.as_deref() == Some(name)).unwrap_or_else(|| panic!("no {name}"))
    };
    let answer = |name: &str| {
        by_name(name)
            .responses
            .iter()
            .find(|r| r.status.is_success())
            .and_then(|r| r.body.clone())
            .expect("an answer")
    };
    let map =
        |key: Type, value: &str| Type::Map { key: Box::new(key), value: Box::new(Type::Named(value.into())) };
    // `Dictionary<int,Â X\>`: two characters stand for a space.
    assert_eq!(
        answer("AdminBrandingAvailablePlatforms").value_type,
        Some(map(Type::Integer, "AvailableDownload"))
    );
    let binary = api.endpoints.iter().flat_map(|e| &e.responses).filter_map(|r| r.body.as_ref());
    let mut media: BTreeMap<&str, usize> = BTreeMap::new();
    for body in binary.filter(|body| body.value_type.is_none()) {
        *media.entry(body.media_type.as_str()).or_default() += 1;
    }
    assert_eq!(media, [("application/octet-stream", 12), ("application/zip", 1), ("text/plain", 3)].into());
    assert_eq!(by_name("AdminAccountSessionStartAsUser").since.as_deref(), Some("19.6.8"));
    // The version of a device in prose is no "since".
    let headers: Vec<&str> = by_name("AdminMetaResourceNew")
        .parameters_in(Location::Header)
        .map(|parameter| parameter.field.wire_name.as_str())
        .collect();
    assert_eq!(headers.len(), 6);
    assert_eq!(headers[0], "X-Comet-Admin-Username");
}

#[test]
fn comet_says_which_of_its_posts_only_read() {
    let api = model("comet");
    let reads: BTreeSet<&str> = api
        .endpoints
        .iter()
        .filter(|endpoint| endpoint.reads)
        .filter_map(|endpoint| endpoint.name.as_deref())
        .collect();
    // Counted by reading what the page says of each of the 181: 58 for administrators, 23 for users.
    assert_eq!(reads.iter().filter(|name| name.starts_with("Admin")).count(), 58);
    assert_eq!(reads.len(), 58 + 23);
    for name in [
        "AdminAdminUserList",
        "AdminBrandingGenerateClientTest",
        "AdminConstellationLastReport",
        "AdminDispatcherListActive",
        "AdminDispatcherRequestBrowseVssAaw",
        "AdminDispatcherRequestStoredObjects",
        "AdminGetJobsForDateRange",
        "AdminListUsersFull",
        "AdminMetaReadAllLogs",
        "AdminMetaResourceGet",
        "AdminMetaServerConfigGet",
        "AdminOrganizationList",
        "AdminPoliciesGet",
        "AdminPoliciesListFull",
        "AdminRequestStorageVaultProviders",
        "UserWebGetUserProfileAndHash",
        "UserWebRequestFilesystemObjects",
    ] {
        assert!(reads.contains(name), "{name} only reads");
    }
    for name in [
        "AdminAccountRegenerateTotp",
        "AdminAccountSessionStart",
        "AdminAccountValidateTotp",
        "AdminAccountWebauthnRequestRegistrationChallenge",
        "AdminBrandingGenerateClientByPlatform",
        "AdminConstellationNewReport",
        "AdminConstellationPruneNow",
        "AdminDispatcherPingDestination",
        "AdminDispatcherRegisterOfficeApplicationCheck",
        "AdminDispatcherRequestWindiskSnapshot",
        "AdminDispatcherRunBackup",
        "AdminMetaSendTestEmail",
        "AdminPreviewUserEmailReport",
        "AdminRequestStorageVault",
        "AdminStorageBucketProperties",
        "AdminStoragePingDestination",
        "HybridSessionStart",
        "UserWebDispatcherRegisterOfficeApplicationCheck",
        "UserWebDispatcherRequestWindiskSnapshot",
        "UserWebRequestStorageVault",
    ] {
        assert!(!reads.contains(name), "{name} may do more than read");
    }
    // What reads by its method is not said again.
    let by_get = api.endpoints.iter().find(|endpoint| endpoint.method == Method::Get);
    assert!(by_get.is_some_and(|endpoint| !endpoint.reads));
}

#[test]
fn comet_credentials_belong_to_the_client() {
    let api = model("comet");
    let count = |set: &str, required: bool| {
        let uses = api.endpoints.iter().filter_map(|endpoint| endpoint.credentials.as_ref());
        uses.filter(|used| used.set == set && used.required == required).count()
    };
    // 125 tables with the administrator's six fields (one as headers), and one method by a patch.
    assert_eq!(count("admin", true), 126);
    assert_eq!(count("admin", false), 13, "software downloads, which a server may open to all");
    assert_eq!(count("user", true), 41);
    let fields = api.endpoints.iter().flat_map(|endpoint| &endpoint.parameters);
    assert_eq!(fields.filter(|parameter| parameter.field.credential.is_some()).count(), 125 * 6 + 41 * 5);
    let either: Vec<(&str, &[String])> = api
        .endpoints
        .iter()
        .filter_map(|endpoint| {
            Some((endpoint.path.as_str(), endpoint.credentials.as_ref()?.others.as_slice()))
        })
        .filter(|(_, others)| !others.is_empty())
        .collect();
    assert_eq!(either, [("/api/v1/hybrid/session/start", &["user".to_owned()][..])]);
}

#[test]
fn comet_trades_passwords_and_codes_for_a_session_key() {
    let api = model("comet");
    let [admin, user] = api.credential_sets.as_slice() else { panic!("two sets") };
    for (set, login, logout) in [
        (admin, "POST /api/v1/admin/account/session-start", "POST /api/v1/admin/account/session-revoke"),
        (user, "POST /api/v1/user/web/session/start", "POST /api/v1/user/web/session/revoke"),
    ] {
        let session = set.session.as_ref().expect("a session");
        assert_eq!((session.login.as_str(), session.logout.as_deref()), (login, Some(logout)));
        let sent: Vec<String> = session.send.iter().map(|sent| sent.field.to_string()).collect();
        assert_eq!(sent, ["Username", "AuthType", "SessionKey"]);
    }
    // Of the values that the page lists for AuthType, `TOTP` alone has no method: the page does not say what goes with
    // it.
    let methods = |set: &CredentialSet| -> Vec<(String, String, bool)> {
        let auth_type = |method: &CredentialMethod| {
            let mut sent = method.send.iter().filter(|sent| sent.field.as_str() == "AuthType");
            sent.next().map(|sent| sent.value.clone()).unwrap_or_default()
        };
        let once = |method: &CredentialMethod| method.arguments.iter().any(|argument| argument.once);
        set.methods
            .iter()
            .map(|method| (method.rust_name.to_string(), auth_type(method), once(method)))
            .collect()
    };
    let listed = |expected: &[(&str, &str, bool)]| -> Vec<(String, String, bool)> {
        expected.iter().map(|(name, kind, once)| ((*name).into(), (*kind).into(), *once)).collect()
    };
    assert_eq!(
        methods(admin),
        listed(&[
            ("admin_password", "Password", false),
            ("admin_session_key", "SessionKey", false),
            ("admin_password_totp", "PasswordTOTP", true),
            ("admin_password_web_authn", "PasswordWebAuthn", true),
        ])
    );
    assert_eq!(
        methods(user),
        listed(&[
            ("user_password", "Password", false),
            ("user_session_key", "SessionKey", false),
            ("user_l_key", "LKey", false),
        ])
    );
}

/// The names of the texts that must not show and that callers give, each once.
fn secrets(api: &Api) -> BTreeSet<&str> {
    let all =
        api.endpoints.iter().flat_map(|endpoint| &endpoint.parameters).map(|parameter| &parameter.field);
    let fields = api.types.iter().flat_map(|found| match &found.definition {
        Definition::Structure { fields, .. } => fields.as_slice(),
        _ => Default::default(),
    });
    let secret = all.chain(fields).filter(|field| field.secret);
    secret.map(|field| field.wire_name.as_str()).collect()
}

#[test]
fn secrets_are_known_by_their_names() {
    assert_eq!(
        secrets(&model("acronis")),
        [
            "assertion",
            "client_secret",
            "code_verifier",
            "device_code",
            "password",
            "refresh_token",
            "smtp_password",
            "token",
            "totp_code",
        ]
        .into()
    );
    assert_eq!(secrets(&model("ahsay")), ["Password"].into());
    // Of methods, of structures, and by the words and patches of api.toml: read from the pages, name by name.
    let expected = [
        "AccessKey",
        "APIKey",
        "AZBAccountKey",
        "AppCert",
        "AppKey",
        "AppleIDPass",
        "AuthToken",
        "BindPassword",
        "CometBucketKey",
        "CredentialJSON",
        "CustomHeaders",
        "EncryptedEncryptionKey",
        "EncryptionKey",
        "FTPPassword",
        "Image",
        "Key",
        "LocalcopyWinSMBPassword",
        "NewBucketKey",
        "NewPassword",
        "OldPassword",
        "Password",
        "PasswordHash",
        "PasswordRecovery",
        "PfxFilePassword",
        "ReadWriteKey",
        "S3AccessKey",
        "S3SecretKey",
        "SFTPPassword",
        "SFTPPrivateKey",
        "SMTPPassword",
        "SSHPassword",
        "SSHPrivateKey",
        "SSLCertKey",
        "SSLClientKeyPassword",
        "SSLPfxPassword",
        "Secret",
        "SecretKey",
        "SessionKey",
        "TOTPCode",
        "TOTPKey",
        "TargetPassword",
        "Token",
        "URL",
        "WindowsCodeSignPKCS11Password",
        "WindowsCodeSignPKCS12Password",
    ];
    assert_eq!(secrets(&model("comet")), expected.into());
}

#[test]
fn ahsay_has_what_its_document_lists() {
    let api = model("ahsay");
    let paths: Vec<&str> = api.endpoints.iter().map(|endpoint| endpoint.path.as_str()).collect();
    assert_eq!(paths, ["/obs/api/json/UpdateUserProfile.do", "/obs/api/json/2/UpdateUser.do"]);
    for endpoint in &api.endpoints {
        let rows = endpoint.parameters.iter().filter(|parameter| &*parameter.field.source.file != "api.toml");
        assert_eq!(rows.count(), 27);
    }
    let [old, new] = api.endpoints.as_slice() else { panic!("two endpoints") };
    assert_eq!(old.deprecated.as_ref().and_then(|d| d.since.as_deref()), Some("7.15.6.38"));
    assert_eq!((new.since.as_deref(), new.name.as_deref()), (Some("9.5"), Some("UpdateUser")));
    let fields = |name: &str| {
        let found = api.types.iter().find(|found| found.name == name).unwrap_or_else(|| panic!("no {name}"));
        let Definition::Structure { fields, .. } = &found.definition else { panic!("{name} has fields") };
        fields.iter().map(|field| field.wire_name.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(fields("UpdateUserResponse"), ["Status", "Message", "ExptType"]);
    let objects = [
        "ModuleSettings",
        "Contact",
        "WindowsEventLogSettings",
        "QuotaList",
        "UserSuspendSettings",
        "SystemSettings",
    ];
    assert_eq!(objects.map(|name| fields(name).len()), [37, 7, 14, 3, 2, 2]);
    assert_eq!(fields("Contact")[1], "Email");
    // What a patch moved out of SystemSettings, where the table has it.
    assert_eq!(fields("SystemSettingsPhoneList").len(), 5);
}

#[test]
fn ahsay_examples_come_in_pairs() {
    let api = model("ahsay");
    let examples = &api.endpoints[1].examples;
    let count = |role: ExampleRole| examples.iter().filter(|example| example.role == role).count();
    assert_eq!((count(ExampleRole::Request), count(ExampleRole::Response)), (11, 11));
    for example in examples {
        serde_json::from_str::<serde_json::Value>(&example.text).expect("every block is JSON");
    }
    assert_eq!(examples[2].title.as_deref(), Some("Add contacts (ChangeContact (Y))"));
}

#[test]
fn tests_can_answer_as_the_documents_do() {
    // 15 endpoints answer by 204, and say by which statuses they fail: 61 rows of their tables.
    assert_eq!(backup_apis::acronis::DOCUMENTED_ANSWERS.len(), 61);
    // 11 OUTPUT blocks, shared by two endpoints.
    assert_eq!(backup_apis::ahsay::DOCUMENTED_ANSWERS.len(), 22);
    // The page shows no answer and no status.
    assert!(backup_apis::comet::DOCUMENTED_ANSWERS.is_empty());
}

#[test]
fn every_model_survives_its_own_json() {
    for name in ["acronis", "ahsay", "comet"] {
        let api = model(name);
        let text = serde_json::to_string(&api).expect("a model is JSON");
        assert_eq!(serde_json::from_str::<Api>(&text).expect("and back"), api);
        assert!(text.starts_with(r#"{"model_version":1,"#));
    }
}

/// The README shows a page of types; it is read as the README says, without a remark.
#[test]
fn the_page_of_types_in_the_readme_is_read() {
    let readme = std::fs::read_to_string(root().join("README.md")).expect("the README");
    let (_, page) = readme.split_once("````markdown\n").expect("a page");
    let types = format!("# Objects\n\n{}", page.split("````").next().expect("its end"));
    let parsed = read_api(&|name| match name {
        "api.toml" => {
            Ok(b"name = 'a'\ntitle = 'A'\ndocuments = [{ file = 'm.md' }, { file = 't.md' }]".to_vec())
        }
        "m.md" => Ok(b"## GET /w\n\nGives widgets.\n\n- Return type: SpecialWidget\n".to_vec()),
        _ => Ok(types.clone().into_bytes()),
    });
    assert_eq!(support::rendered(&parsed), "");
    let api = parsed.api.expect("a model");
    let structure = |name: &str| {
        let found = api.types.iter().find(|found| found.name == name).expect("a type");
        let Definition::Structure { extends, fields } = &found.definition else { panic!("{found:?}") };
        let fields = fields
            .iter()
            .map(|field| (field.wire_name.as_str(), field.requirement, field.default.as_deref()));
        (extends.join(","), fields.collect::<Vec<_>>())
    };
    use Requirement::{Optional, Required, Unstated};
    let widget = vec![("Name", Required, None), ("State", Required, None), ("Parts", Optional, Some("[]"))];
    assert_eq!(structure("Widget"), (String::new(), widget));
    let special = vec![("FormerState", Unstated, None), ("Picture", Optional, Some("[]"))];
    assert_eq!(structure("SpecialWidget"), ("Widget".to_owned(), special));
    let names: Vec<&str> = api.constants.iter().map(|constant| constant.name.as_str()).collect();
    assert_eq!(names, ["WIDGET_STATE_DRAFT", "WIDGET_STATE_FOR_SALE"]);
}
