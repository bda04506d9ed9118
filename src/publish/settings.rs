//! Where a target is and how to get in, as `site.yaml` and the person at the keyboard say it.

use super::secret::Secret;
use std::path::PathBuf;

/// The kinds of targets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A folder on this computer, a stick, a disk on the network.
    Folder,
    /// One zip file.
    Zip,
    /// SSH's file transfer.
    Sftp,
    /// FTP over TLS.
    Ftps,
    /// FTP that everybody on the way can read.
    Ftp,
    /// WebDAV.
    Webdav,
    /// Amazon S3 and what speaks like it.
    S3,
    /// Azure Blob Storage.
    Azblob,
    /// Google Cloud Storage.
    Gcs,
}

impl Kind {
    /// All kinds with their canonical names.
    pub const ALL: [(&'static str, Self); 9] = [
        ("folder", Self::Folder),
        ("zip", Self::Zip),
        ("sftp", Self::Sftp),
        ("ftps", Self::Ftps),
        ("ftp", Self::Ftp),
        ("webdav", Self::Webdav),
        ("s3", Self::S3),
        ("azblob", Self::Azblob),
        ("gcs", Self::Gcs),
    ];

    /// The kind of a canonical name.
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(own, _)| *own == name).map(|(_, kind)| *kind)
    }

    /// Whether it is reached without a network.
    pub fn is_local(self) -> bool {
        matches!(self, Self::Folder | Self::Zip)
    }

    /// Whether one cannot get in without a password.
    pub fn needs_password(self) -> bool {
        matches!(self, Self::Ftps | Self::Ftp | Self::S3 | Self::Azblob)
    }
}

/// A target. What a kind has no use for is empty.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Its name in `site.yaml`.
    pub name: String,
    /// Its kind.
    pub kind: Kind,
    /// The server's name.
    pub host: String,
    /// The server's port, if it is not the usual one.
    pub port: Option<u16>,
    /// Whom we are there: a user, an access key's id, a storage account.
    pub user: String,
    /// The folder there; a path on this computer for folders and zip files.
    pub path: String,
    /// The address of a service on the web.
    pub address: String,
    /// The bucket or container.
    pub bucket: String,
    /// The region of a bucket.
    pub region: String,
    /// A file with a private key, or with the credentials of a service account.
    pub key_file: Option<PathBuf>,
    /// Fingerprints of the server's keys that are known to be right.
    pub host_keys: Vec<String>,
    /// The password or secret key, if there is one.
    pub secret: Option<Secret>,
}

impl Settings {
    /// Where it is, for a person: never with a password.
    pub fn place(&self) -> String {
        let port = self.port.map(|port| format!(":{port}")).unwrap_or_default();
        let path = self.path.trim_start_matches('/');
        match self.kind {
            Kind::Folder | Kind::Zip => self.path.clone(),
            Kind::Sftp => format!("sftp://{}{port}/{path}", self.host),
            Kind::Ftps => format!("ftps://{}{port}/{path}", self.host),
            Kind::Ftp => format!("ftp://{}{port}/{path}", self.host),
            Kind::Webdav => self.address.clone(),
            Kind::S3 => format!("s3://{}/{path}", self.bucket),
            Kind::Azblob => format!("azblob://{}/{path}", self.bucket),
            Kind::Gcs => format!("gcs://{}/{path}", self.bucket),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_way_of_showing_a_target_shows_its_password() {
        for (name, kind) in Kind::ALL {
            let settings = Settings {
                name: name.to_owned(),
                kind,
                host: "h".to_owned(),
                port: Some(1),
                user: "u".to_owned(),
                path: "p".to_owned(),
                address: "https://h/".to_owned(),
                bucket: "b".to_owned(),
                region: String::new(),
                key_file: None,
                host_keys: Vec::new(),
                secret: Some(Secret::new("hemligt")),
            };
            assert!(!format!("{settings:?} {}", settings.place()).contains("hemligt"), "{name}");
            assert_eq!(Kind::of(name), Some(kind));
        }
    }
}
