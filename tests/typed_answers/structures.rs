//! Every structure of the page that endpoints reach: what is read and written again is what was read.

use crate::{
    json::{Entropy, Extent, differences, text_of},
    page::Page,
};
use backup_apis::comet;
use docwright_runtime::serde_json;
use proptest::{collection::vec, prelude::any, proptest, test_runner::Config};
use std::{cell::LazyCell, collections::BTreeSet, fmt::Debug};

/// Reads a text into a type, and writes it again.
type RoundTrip = fn(&str) -> String;

fn round_trip<T: serde::de::DeserializeOwned + serde::Serialize + Debug + Clone + PartialEq>(
    json: &str,
) -> String {
    let value: T = serde_json::from_str(json).unwrap_or_else(|error| panic!("{error}: {json}"));
    let again = serde_json::to_string(&value).expect("JSON");
    let same: T = serde_json::from_str(&again).expect("what was written can be read");
    assert_eq!(same, value.clone());
    again
}

macro_rules! structures {
    ($($name:ident,)*) => {
        /// The emitted structures by the names of their types.
        #[allow(deprecated, reason = "some are")]
        const STRUCTURES: &[(&str, RoundTrip)] = &[$((stringify!($name), round_trip::<comet::$name>),)*];
    };
}

structures! {
    AddBucketResponseMessage, AdminAccountPropertiesResponse, AdminEmailOptions, AdminResourceResponse,
    AdminSecurityOptions, AdminU2fRegistration, AdminUserPermissions, AdminWebAuthnRegistration,
    AllowedAdminUser, AmazonAwsVirtualStorageRoleSettings, AuthenticationRoleOptions, AvailableDownload,
    AzureDestinationLocation, B2DestinationLocation, B2StorageExtraInfo, B2TransactionTotals,
    B2VirtualStorageRoleSettings, BackupJobAdvancedOptions, BackupJobDetail, BackupJobProgress,
    BackupRuleConfig, BackupRuleEventTriggers, BrandingOptions, BrandingProperties,
    BrowseDiskDrivesResponse, BrowseEdbResponse, BrowseHvResponse,
    BrowseOffice365ListVirtualAccountsResponse, BrowseOffice365ObjectsResponse, BrowseSqlServerResponse,
    BrowseVssResponse, BucketProperties, BucketUsageInfo, CometApiResponseMessage,
    CometDestinationLocation, ConstellationCheckReport, ConstellationRoleOptions, ConstellationStats,
    ConstellationStatusApiResponse, ContentMeasurement, ContentMeasurementComponent,
    CreateGroupPolicyResponse, CustomRemoteBucketSettings, DaysOfWeekConfig, DefaultEmailReportPolicy,
    DefaultSourceWithOsRestriction, DestinationConfig, DestinationLocation, DestinationStatistics,
    DeviceConfig, DiskDrive, DispatcherAdminSourcesResponse, DispatcherStoredObjectsResponse,
    DispatcherVaultSnapshotsResponse, DispatcherWindiskSnapshotResponse, EdbFileInfo, EmailOptions,
    EmailReportConfig, EmailReportGeneratedPreview, ExternalAuthenticationSource,
    ExternalLdapAuthenticationSourceServer, ExternalLdapAuthenticationSourceSettings, ExtraFileExclusion,
    FtpDestinationLocation, GetGroupPolicyResponse, GetProfileAndHashResponseMessage,
    GetProfileHashResponseMessage, GroupPolicy, HourSchedConfig, HttpConnectorOptions, HyperVMachineInfo,
    InstallToken, InstallTokenResponse, JobEntry, LicenseOptions, LiveUserConnection,
    LocalDestinationLocation, LocalStorageDirectory, MacosCodeSignProperties, MongodbConnection,
    MssqlConnection, MysqlConnection, NewBucketDetail, NewsEntry, Office365Credential,
    Office365MixedVirtualAccount, Office365ObjectInfo, Organization, OrganizationResponse, OsInfo,
    Partition, PrivateBrandingProperties, ProtectedItemEngineTypePolicy, PublicBrandingProperties,
    RatelimitOptions, RatelimitRule, RegisterOfficeApplicationBeginResponse,
    RegisterOfficeApplicationCheckResponse, RemoteServerAddress, RemoteStorageOption, ReplicaServer,
    ReplicatorStateApiResponse, RequestStorageVaultResponseMessage, RestoreJobAdvancedOptions,
    RetentionPolicy, RetentionRange, S3DestinationLocation, S3GenericVirtualStorageRole, ScheduleConfig,
    SearchClause, SelfBackupOptions, SelfBackupStatistics, SelfBackupTarget, ServerConfigOptions,
    ServerConfigOptionsBrandingFragment, ServerConfigOptionsSoftwareBuildRoleFragment,
    ServerMetaBrandingProperties, ServerMetaVersionInfo, SessionKeyRegeneratedResponse, SessionOptions,
    SftpDestinationLocation, SizeMeasurement, SoftwareBuildRoleOptions, SoftwareUpdateNewsResponse,
    SourceBasicInfo, SourceConfig, SourceStatistics, SpannedDestinationLocation, SpannedStorageExtraInfo,
    SshConnection, StatResult, StorageFreeSpaceInfo, StorageRoleOptions, StorageVaultProviderPolicy,
    StoredObject, SwiftDestinationLocation, TotpRegeneratedResponse, U2fRegisterRequest, U2fRegisteredKey,
    U2fRegistrationChallengeResponse, UninstallConfig, UpdateCampaignDeviceStatus, UpdateCampaignOptions,
    UpdateCampaignProperties, UpdateCampaignStatus, UpdateCampaignStatusDeviceEntry,
    UserCustomEmailSettings, UserOnServer, UserPolicy, UserProfileConfig, VaultSnapshot,
    VmdkSnapshotViewOptions, VssComponent, VssWriterInfo, WasabiVirtualStorageRoleSettings,
    WebAuthnAuthenticatorSelection, WebAuthnCredential, WebAuthnCredentialDescriptor,
    WebAuthnCredentialEntity, WebAuthnCredentialParameter, WebAuthnPublicKeyCredentialCreationOptions,
    WebAuthnRegistrationChallengeResponse, WebAuthnRelyingPartyEntity, WebAuthnSignResponse,
    WebAuthnUserEntity, WebInterfaceBrandingProperties, WebhookOption, WindowsCodeSignProperties,
}

/// The emitted type of a structure: its name differs in the case of acronyms alone.
fn round_trip_of(name: &str) -> RoundTrip {
    let mut found = STRUCTURES.iter().filter(|(emitted, _)| emitted.eq_ignore_ascii_case(name));
    found.next().unwrap_or_else(|| panic!("no type for `{name}`")).1
}

/// The structures that the methods page links to, and those that they are made of.
fn reached(page: &Page) -> (BTreeSet<String>, BTreeSet<String>) {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/specs/comet/api-methods.md");
    let methods = std::fs::read_to_string(path).expect("the page of methods");
    let linked: BTreeSet<String> = methods
        .split("#api-struct-")
        .skip(1)
        .map(|rest| rest.chars().take_while(char::is_ascii_alphanumeric).collect())
        .collect();
    let mut reached = BTreeSet::new();
    linked.iter().for_each(|name| page.reached(name, &mut reached));
    (linked, reached)
}

#[test]
fn each_structure_that_the_methods_reach_is_emitted_and_no_other() {
    let page = Page::read();
    let (linked, reached) = reached(&page);
    assert_eq!(page.names().count(), 182);
    assert_eq!(linked.len(), 70, "the structures that the methods page links to");
    assert!(linked.iter().all(|name| page.has(name)));
    assert_eq!(reached.len(), 168);
    reached.iter().for_each(|name| _ = round_trip_of(name));
    assert_eq!(STRUCTURES.len(), reached.len());
}

proptest! {
    // Each case goes through all structures.
    #![proptest_config(Config { cases: 48, failure_persistence: None, ..Config::default() })]

    #[test]
    fn what_is_read_and_written_again_is_what_was_read(bytes in vec(any::<u8>(), 0..6000)) {
        thread_local!(static PAGE: LazyCell<(Page, BTreeSet<String>)> = const { LazyCell::new(|| {
            let page = Page::read();
            let (_, reached) = reached(&page);
            (page, reached)
        }) });
        PAGE.with(|found| {
            let (page, reached) = &**found;
            for (at, name) in reached.iter().enumerate() {
                // Another part of the bytes for each, so that they do not look alike.
                let start = at * 31 % bytes.len().max(1);
                let mut entropy = Entropy(bytes.get(start..).unwrap_or_default().iter());
                let json = text_of(name, page, Extent::Any, &mut entropy);
                let again = round_trip_of(name)(&json);
                assert_eq!(differences(name, page, &json, &again), [], "{name}: {json}");
            }
        });
    }
}

#[test]
fn every_field_of_every_structure_goes_there_and_back() {
    let page = Page::read();
    for name in &reached(&page).1 {
        for byte in 0..10 {
            let json = text_of(name, &page, Extent::Full, &mut Entropy([byte; 20_000].iter()));
            let again = round_trip_of(name)(&json);
            assert_eq!(differences(name, &page, &json, &again), [], "{name}: {json}");
        }
    }
}

/// A server may send `null` for a list or a text that is empty. It gets it back.
#[test]
fn a_null_that_no_document_knows_stays_one() {
    let page = Page::read();
    for name in &reached(&page).1 {
        let members = page.fields(name).into_iter().map(|field| format!("\"{}\":null", field.name));
        let json = format!("{{{}}}", members.collect::<Vec<_>>().join(","));
        assert_eq!(differences(name, &page, &json, &round_trip_of(name)(&json)), []);
    }
}

#[test]
fn nothing_becomes_nothing() {
    for (name, round_trip) in STRUCTURES {
        assert_eq!(round_trip("{}"), "{}", "{name}");
    }
}
