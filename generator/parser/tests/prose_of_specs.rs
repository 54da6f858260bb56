//! What the sentences of the project's own documents state, counted by reading them.

// Tests may fail loudly.
#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use docwright_model::{
    Api, Definition, Endpoint, EnumerationValue, Evidence, Fact, Field, NamedType, Origin,
};
use docwright_parser::{diagnostics::Code, read_api};
use std::{fs, path::Path};

fn field<'a>(endpoint: &'a Endpoint, name: &str) -> &'a Field {
    let mut fields = endpoint.parameters.iter().map(|parameter| &parameter.field);
    fields.find(|field| field.wire_name.as_str() == name).unwrap_or_else(|| panic!("no {name}"))
}

fn values(found: &NamedType) -> &[EnumerationValue] {
    match &found.definition {
        Definition::Enumeration { values, .. } => values,
        other => panic!("{other:?}"),
    }
}

/// The model of one of the project's own APIs, and how many notes about sentences are left open.
fn specs(name: &str) -> (Api, usize) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../specs").join(name);
    let parsed = read_api(&|file| fs::read(folder.join(file)));
    let open = parsed.diagnostics.iter().filter(|remark| remark.code == Code::LikelyFact).count();
    (parsed.api.expect("a model"), open)
}

fn all_fields(api: &Api) -> impl Iterator<Item = &Field> {
    let parameters = api.endpoints.iter().flat_map(|endpoint| &endpoint.parameters);
    let structures = api.types.iter().flat_map(|found| match &found.definition {
        Definition::Structure { fields, .. } => fields.as_slice(),
        _ => &[],
    });
    parameters.map(|parameter| &parameter.field).chain(structures)
}

fn names(api: &Api, is: impl Fn(&Field) -> bool) -> Vec<&str> {
    all_fields(api).filter(|field| is(field)).map(|field| field.wire_name.as_str()).collect()
}

// The counts below were made by reading the documents; the numbers in comments are their lines.

#[test]
fn sentences_of_account_management() {
    let (api, open) = specs("acronis");
    assert_eq!(open, 0);
    // 1323, 1328, 1334, 1367, 2457, 2464, 2471.
    assert_eq!(
        names(&api, |field| !field.excludes.is_empty()),
        [
            "uuids",
            "parent_id",
            "subtree_root_id",
            "include_relative_path",
            "uuids",
            "external_ids",
            "subtree_root_tenant_id",
        ]
    );
    // 2499, 2501, 2503, 2505.
    assert_eq!(
        names(&api, |field| !field.requires.is_empty()),
        ["inside_organization", "access_policies", "tenant_kinds", "target_tenant_id"]
    );
    // 402, 408, 410, 412, 414, 419, 421.
    assert_eq!(
        names(&api, |field| !field.required_when.is_empty()),
        ["client_id", "username", "password", "refresh_token", "code", "assertion", "device_code"]
    );
    // 1322, 2456, 2463.
    assert_eq!(
        names(&api, |field| field.constraints.max_items == Some(100)),
        ["uuids", "uuids", "external_ids"]
    );
    // Every default stands in an attribute line; the sentence at 2053 says the same as one of them.
    let prose = |field: &Field, fact| {
        field.origins.iter().any(|origin| origin.fact == fact && origin.evidence == Evidence::Prose)
    };
    assert!(!all_fields(&api).any(|field| prose(field, Fact::Default) || prose(field, Fact::Values)));
    // 1734 and 1735; 1349 to 1351 and 2486 to 2488; 386 to 391.
    let described = |name: &str| {
        let found = api.types.iter().find(|found| found.name == name).expect("a type");
        values(found).iter().filter(|value| value.description.is_some()).count()
    };
    let status = api.types.iter().find(|found| found.name == "OfferingItemStatus").expect("a type");
    let meanings: Vec<_> =
        values(status).iter().map(|value| (value.value.as_str(), value.description.as_deref())).collect();
    assert_eq!(meanings, [("0", Some("not active")), ("1", Some("active"))]);
    assert_eq!((described("TenantLod"), described("UserLod"), described("GrantType")), (3, 3, 7));
}

#[test]
fn sentences_of_update_user() {
    let (api, open) = specs("ahsay");
    assert_eq!(open, 0);
    // 25, 26, 27, 36, 37, 44, 66, 69, 53; the parameters are those of two endpoints.
    let enumerations: Vec<(&str, Vec<&str>, Evidence)> = api
        .types
        .iter()
        .filter(|found| matches!(found.definition, Definition::Enumeration { .. }))
        .map(|found| {
            let values = values(found).iter().map(|value| value.value.as_str()).collect();
            (found.rust_name.as_str(), values, found.evidence)
        })
        .collect();
    assert_eq!(
        enumerations,
        [
            ("UserStatus", vec!["SUSPENDED", "ENABLE"], Evidence::Prose),
            ("UserType", vec!["TRIAL", "PAID"], Evidence::Prose),
            ("ClientType", vec!["OBM", "ACB"], Evidence::Prose),
            ("YesNo", vec!["Y", "N"], Evidence::Prose),
            ("QuotaType", vec!["TOTAL_QUOTA", "PER_DESTINATION_QUOTA"], Evidence::Prose),
            ("VmQuotaType", vec!["GUESTVM", "SOCKET"], Evidence::Prose),
            ("UpdateUserResponseStatus", vec!["OK", "Error"], Evidence::Prose),
        ]
    );
    for endpoint in &api.endpoints {
        assert_eq!(field(endpoint, "Type").default.as_deref(), Some("TRIAL"));
        assert_eq!(field(endpoint, "AppendContact").value_type, field(endpoint, "ChangeContact").value_type);
    }
    // 139, 140, 141.
    assert_eq!(names(&api, |field| field.read_only), ["Verified", "VerifiedTime", "Id"]);
    assert_eq!(
        all_fields(&api)
            .find(|field| field.wire_name.as_str() == "Verified")
            .and_then(|field| field.default.as_deref()),
        Some("false")
    );
    // 82, 84.
    let deprecated = names(&api, |field| {
        field.deprecated.as_ref().is_some_and(|found| found.since.as_deref() == Some("8.5"))
    });
    assert_eq!(deprecated, ["MobileEnabled", "MobileQuota"]);
}

#[test]
fn sentences_of_api_methods() {
    // 166 rows list the ways to sign in, all of them credentials; no other sentence lists, limits or ties anything. The
    // only lists of values are those of the page of constants.
    let (api, open) = specs("comet");
    assert_eq!(open, 0);
    let mut choices =
        api.types.iter().filter(|found| matches!(found.definition, Definition::Enumeration { .. }));
    assert!(choices.all(|found| &*found.source.file == "constants.md"));
    // That a value is secret follows from a name.
    let said = |origin: &Origin| origin.evidence == Evidence::Prose && origin.fact != Fact::Secret;
    let prose = |field: &Field| field.origins.iter().any(said);
    assert_eq!(names(&api, prose), [""; 0]);
}
