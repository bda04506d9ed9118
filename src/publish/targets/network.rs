//! What targets over the network share: a runtime for those that are asynchronous, limits of time, certificates.

use crate::publish::target::Fault;
use rustls::crypto::ring;
use rustls::{ClientConfig, RootCertStore, SupportedProtocolVersion};
use std::future::Future;
use std::io;
use std::sync::{Arc, OnceLock};
use std::time::Duration;
use tokio::runtime::{Builder, Runtime};

/// How long a server may be silent.
pub(super) const SILENCE: Duration = Duration::from_mins(1);
/// How long it may take to be let in.
pub(super) const CONNECT: Duration = Duration::from_secs(20);

static RUNTIME: OnceLock<Result<Runtime, String>> = OnceLock::new();

/// Runs something asynchronous to its end. One thread beside ours keeps connections alive meanwhile.
pub(super) fn wait<T>(future: impl Future<Output = T>) -> Result<T, Fault> {
    let made = RUNTIME.get_or_init(|| {
        let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build();
        runtime.map_err(|error| error.to_string())
    });
    match made {
        Ok(runtime) => Ok(runtime.block_on(future)),
        Err(reason) => Err(Fault::Other(reason.clone())),
    }
}

/// As [`wait`], for so long at the most.
pub(super) fn within<T>(limit: Duration, future: impl Future<Output = Result<T, Fault>>) -> Result<T, Fault> {
    wait(async {
        match tokio::time::timeout(limit, future).await {
            Ok(done) => done,
            Err(_) => Err(Fault::Dropped(String::new())),
        }
    })?
}

/// How TLS is spoken, in some of its versions: by the certificates that the system trusts, without exceptions.
pub(super) fn tls(versions: &[&'static SupportedProtocolVersion]) -> Result<Arc<ClientConfig>, Fault> {
    // Whoever asks for TLS without a word of how (the HTTP client) gets the same. A second time changes nothing.
    let _ = ring::default_provider().install_default();
    let mut roots = RootCertStore::empty();
    let found = rustls_native_certs::load_native_certs();
    roots.add_parsable_certificates(found.certs);
    if roots.is_empty() {
        let reason = found.errors.first().map_or_else(String::new, ToString::to_string);
        return Err(Fault::Certificate(format!("the system trusts no certificates. {reason}")));
    }
    let config = ClientConfig::builder_with_protocol_versions(versions)
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(Arc::new(config))
}

/// A connection that failed, sorted.
pub(super) fn lost(error: &io::Error) -> Fault {
    let reason = error.to_string();
    if is_about_certificates(&reason) { Fault::Certificate(reason) } else { Fault::Dropped(reason) }
}

/// Whether words are about a certificate that is not believed.
pub(super) fn is_about_certificates(reason: &str) -> bool {
    let reason = reason.to_ascii_lowercase();
    ["certificate", "unknownissuer", "notvalidforname"].iter().any(|word| reason.contains(word))
}

/// Whether words are about room that is used up. Servers have no common code for it.
pub(super) fn is_about_room(reason: &str) -> bool {
    let reason = reason.to_ascii_lowercase();
    [
        "no space",
        "disk full",
        "quota",
        "insufficient",
        "storage exceeded",
        "exceeded storage",
        "not enough space",
    ]
    .iter()
    .any(|word| reason.contains(word))
}
