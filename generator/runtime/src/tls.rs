//! TLS by rustls and ring, trusting what the operating system trusts.
//!
//! The provider is passed explicitly, so that no process-wide default is installed or needed. The system's
//! certificates are loaded when the first TLS connection asks for them: a machine without any still speaks HTTP
//! with itself, and gets a clear error when it tries HTTPS.

use crate::{Error, Result};
use rustls::{
    ClientConfig, DigitallySignedStruct, SignatureScheme,
    client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
    crypto::{CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature},
    pki_types::{CertificateDer, ServerName, UnixTime},
};
use rustls_platform_verifier::Verifier;
use std::sync::{Arc, OnceLock};

pub(crate) fn configuration() -> Result<ClientConfig> {
    let provider = Arc::new(ring::default_provider());
    let verifier = SystemTrust { provider: Arc::clone(&provider) };
    let builder = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|_| Error::invalid("the TLS provider", "knows no version of TLS that is safe"))?;
    // "Dangerous" is what rustls calls any verifier that is not its own. This one only puts off the platform's.
    Ok(builder.dangerous().with_custom_certificate_verifier(Arc::new(verifier)).with_no_client_auth())
}

/// Makes ring the process's provider of cryptography, unless it has one.
pub(crate) fn install_provider() {
    if CryptoProvider::get_default().is_none() {
        // Somebody else may have been quicker: then there is one, which is all that is wanted.
        drop(ring::default_provider().install_default());
    }
}

/// The platform's verifier, made when it is first needed, for all clients of the process.
static VERIFIER: OnceLock<Verifier> = OnceLock::new();

#[derive(Debug)]
struct SystemTrust {
    provider: Arc<CryptoProvider>,
}

impl SystemTrust {
    /// The verifier. One that can't be made is tried again when it is next needed: the reason may have passed.
    fn verifier(&self) -> Result<&'static Verifier, rustls::Error> {
        if let Some(verifier) = VERIFIER.get() {
            return Ok(verifier);
        }
        let made = Verifier::new(Arc::clone(&self.provider))?;
        Ok(VERIFIER.get_or_init(|| made))
    }
}

impl ServerCertVerifier for SystemTrust {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        self.verifier()?.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now)
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        verify_tls12_signature(message, certificate, signature, algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        verify_tls13_signature(message, certificate, signature, algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}
