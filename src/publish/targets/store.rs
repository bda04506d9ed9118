//! WebDAV, S3 and what speaks like it, Azure Blob Storage, Google Cloud Storage: over Apache OpenDAL.

use super::network::{SILENCE, is_about_certificates, is_about_room, tls, wait};
use crate::publish::secret::Secret;
use crate::publish::settings::{Kind, Settings};
use crate::publish::target::{Entry, EntryKind, Fault, Headers, Target};
use opendal::layers::TimeoutLayer;
use opendal::services::{Azblob, Gcs, S3, Webdav};
use opendal::{Error, ErrorKind, Operator};
use std::error::Error as _;
use std::future::Future;

/// The longest answer of a server that is passed on to a person.
const MOST: usize = 300;

/// A service.
pub(super) struct Store {
    operator: Operator,
}

impl Store {
    pub(super) fn new(settings: &Settings) -> Result<Self, Fault> {
        // The HTTP client would stop the whole program where the system trusts no certificates. So it is tried here first.
        tls(rustls::DEFAULT_VERSIONS)?;
        opendal_http_transport_reqwest::install_default();
        let operator = operator(settings).map_err(|error| sorted(&error))?;
        Ok(Self {
            operator: operator.layer(TimeoutLayer::new().with_timeout(SILENCE * 5).with_io_timeout(SILENCE)),
        })
    }
}

/// Asks a service, and sorts its refusal.
fn ask<T>(future: impl Future<Output = opendal::Result<T>>) -> Result<T, Fault> {
    wait(future)?.map_err(|error| sorted(&error))
}

fn operator(settings: &Settings) -> opendal::Result<Operator> {
    let root = format!("/{}", settings.path.trim_matches('/'));
    let secret = settings.secret.as_ref().map_or("", Secret::reveal);
    match settings.kind {
        Kind::S3 => {
            let region = if settings.region.is_empty() { "us-east-1" } else { &settings.region };
            // Only what the site's file and the environment say of this target: not the settings of other programs.
            let service = S3::default()
                .root(&root)
                .bucket(&settings.bucket)
                .region(region)
                .access_key_id(&settings.user)
                .secret_access_key(secret)
                .disable_config_load()
                .disable_ec2_metadata();
            Operator::new(match settings.address.as_str() {
                "" => service,
                address => service.endpoint(address),
            })
        }
        Kind::Azblob => Operator::new(
            Azblob::default()
                .root(&root)
                .container(&settings.bucket)
                .endpoint(&settings.address)
                .account_name(&settings.user)
                .account_key(secret),
        ),
        Kind::Gcs => {
            let service = Gcs::default().root(&root).bucket(&settings.bucket).disable_vm_metadata();
            let service = match settings.address.as_str() {
                "" => service,
                address => service.endpoint(address),
            };
            Operator::new(match &settings.key_file {
                Some(path) => service.credential_path(&path.to_string_lossy()),
                None => service,
            })
        }
        // Without a final `/`: two of them make a server take the path for a whole address.
        _ => Operator::new(
            Webdav::default()
                .endpoint(settings.address.trim_end_matches('/'))
                .root(&root)
                .username(&settings.user)
                .password(secret),
        ),
    }
}

/// What a service said, and what lies behind it.
fn words(error: &Error) -> String {
    let mut text = error.message().to_owned();
    let mut cause = error.source();
    while let Some(inner) = cause {
        text = format!("{text}: {inner}");
        cause = inner.source();
    }
    // Some services answer with a page: its words are enough.
    let bare: Vec<&str> =
        text.split('<').map(|part| part.split_once('>').map_or(part, |(_, words)| words)).collect();
    let flat = bare.join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
    match flat.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", flat.get(..end).unwrap_or_default()),
        None => flat,
    }
}

/// The status of the answer that a refusal is made of (RFC 9110, section 15). Nothing where no answer came.
///
/// It is kept in the text only, beside the address and the path, which may have any digits in them.
fn status(whole: &str) -> Option<u16> {
    let (_, rest) = whole.split_once("Parts { status: ")?;
    rest.get(..3)?.parse().ok()
}

fn sorted(error: &Error) -> Fault {
    let reason = words(error);
    let whole = format!("{error:?}");
    let status = status(&whole);
    let told = |words: &[&str]| words.iter().any(|word| reason.contains(word));
    let refused = [
        "SignatureDoesNotMatch",
        "InvalidAccessKeyId",
        "AuthenticationFailed",
        "InvalidAuthenticationInfo",
        "invalid_grant",
    ];
    if status.is_none() && is_about_certificates(&reason) {
        return Fault::Certificate(reason);
    }
    if is_about_room(&reason) || status == Some(507) || told(&["InsufficientStorage"]) {
        return Fault::Full(reason);
    }
    if status == Some(401) || told(&refused) {
        return Fault::Login(reason);
    }
    match error.kind() {
        ErrorKind::PermissionDenied => Fault::Denied(reason),
        _ if error.is_temporary() || reason.contains("send http request") => Fault::Dropped(reason),
        _ => Fault::Other(reason),
    }
}

impl Target for Store {
    fn read(&mut self, path: &str) -> Result<Option<Vec<u8>>, Fault> {
        ask(async {
            match self.operator.read(path).await {
                Ok(bytes) => Ok(Some(bytes.to_vec())),
                Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
                Err(error) => Err(error),
            }
        })
    }

    fn list(&mut self, folder: &str) -> Result<Vec<Entry>, Fault> {
        let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let found = ask(async {
            match self.operator.list(&folder).await {
                Err(error) if error.kind() == ErrorKind::NotFound => Ok(Vec::new()),
                other => other,
            }
        })?;
        let entry = |entry: opendal::Entry| {
            let name = entry.path().strip_prefix(&folder)?.to_owned();
            let (name, kind) = match name.strip_suffix('/') {
                Some(name) => (name.to_owned(), EntryKind::Folder),
                None => (name, EntryKind::File),
            };
            (!name.is_empty() && !name.contains('/')).then_some(Entry { name, kind })
        };
        Ok(found.into_iter().filter_map(entry).collect())
    }

    fn create(&mut self, path: &str, bytes: &[u8]) -> Result<bool, Fault> {
        if !self.is_exclusive() {
            if self.read(path)?.is_some() {
                return Ok(false);
            }
            return self.write(path, bytes, Headers::own()).map(|()| true);
        }
        let own = Headers::own();
        ask(async {
            let write = self.operator.write_with(path, bytes.to_vec()).if_not_exists(true);
            match write.content_type(own.media).cache_control(own.cache).await {
                Ok(_) => Ok(true),
                Err(error)
                    if matches!(error.kind(), ErrorKind::ConditionNotMatch | ErrorKind::AlreadyExists) =>
                {
                    Ok(false)
                }
                Err(error) => Err(error),
            }
        })
    }

    fn write(&mut self, path: &str, bytes: &[u8], headers: Headers) -> Result<(), Fault> {
        let can = self.operator.info().capability();
        ask(async {
            let mut write = self.operator.write_with(path, bytes.to_vec());
            if can.write_with_content_type {
                write = write.content_type(headers.media);
            }
            if can.write_with_cache_control {
                write = write.cache_control(headers.cache);
            }
            write.await.map(drop)
        })
    }

    fn rename(&mut self, from: &str, to: &str) -> Result<(), Fault> {
        ask(self.operator.rename(from, to))
    }

    fn remove(&mut self, path: &str) -> Result<(), Fault> {
        ask(self.operator.delete(path))
    }

    /// Nothing: object stores have no folders, and WebDAV removes a folder with all that is in it.
    fn remove_folder(&mut self, _: &str) -> Result<(), Fault> {
        Ok(())
    }

    /// Object stores show a file when it is whole. WebDAV shows what has come so far.
    fn moves_into_place(&self) -> bool {
        self.operator.info().capability().rename
    }

    fn is_exclusive(&self) -> bool {
        self.operator.info().capability().write_with_if_not_exists
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the library makes of an answer, or of none.
    fn error(kind: ErrorKind, message: &str, status: Option<u16>) -> Error {
        let error = Error::new(kind, message)
            .with_context("uri", "https://localhost:40173/moten/2014-507-kvot.html")
            .with_context("path", "moten/401.html");
        match status {
            Some(status) => {
                error.with_context("response", format!("Parts {{ status: {status}, version: HTTP/1.1 }}"))
            }
            None => error,
        }
    }

    #[test]
    fn digits_of_an_address_are_no_status() {
        let sorted = |kind, message, status| sorted(&error(kind, message, status));
        let lost = sorted(ErrorKind::Unexpected, "send http request", None);
        assert!(matches!(lost, Fault::Dropped(_)), "{lost:?}");
        let login = sorted(ErrorKind::PermissionDenied, "who are you?", Some(401));
        assert!(matches!(login, Fault::Login(_)), "{login:?}");
        let denied = sorted(ErrorKind::PermissionDenied, "not you", Some(403));
        assert!(matches!(denied, Fault::Denied(_)), "{denied:?}");
        let full = sorted(ErrorKind::Unexpected, "", Some(507));
        assert!(matches!(full, Fault::Full(_)), "{full:?}");
        let key = sorted(ErrorKind::PermissionDenied, "S3Error { code: \"InvalidAccessKeyId\" }", Some(403));
        assert!(matches!(key, Fault::Login(_)), "{key:?}");
        let other = sorted(ErrorKind::Unexpected, "", Some(500));
        assert!(matches!(other, Fault::Other(_)), "{other:?}");
    }
}
