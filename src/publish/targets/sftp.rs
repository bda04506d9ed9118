//! SFTP, by `russh` and `russh-sftp`: no program of the system's is needed. A server is believed only by a key that is known.

use super::network::{CONNECT, SILENCE, is_about_room, within};
use crate::publish::secret::Secret;
use crate::publish::settings::Settings;
use crate::publish::target::{Entry, EntryKind, Fault, Headers, Target, folder_of};
use futures_util::future::try_join_all;
use russh::client::{self, AuthResult, KeyboardInteractiveAuthResponse};
use russh::keys::agent::client::AgentClient;
use russh::keys::{self, HashAlg, PrivateKeyWithHashAlg, PublicKeyOrCertificate};
use russh_sftp::client::RawSftpSession;
use russh_sftp::client::error::Error as SftpError;
use russh_sftp::protocol::{FileAttributes, OpenFlags, Packet, Status, StatusCode};
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// How much is asked for or sent at once; every server takes as much.
const CHUNK: usize = 32 * 1024;
/// So many chunks are under way at once: otherwise each would wait for the answer to the one before.
const AT_ONCE: usize = 16;
/// OpenSSH's way to move a file onto another, which the protocol itself knows only where there is none.
const POSIX_RENAME: &str = "posix-rename@openssh.com";

/// A server.
pub(super) struct Sftp {
    host: String,
    port: u16,
    user: String,
    root: String,
    key_file: Option<PathBuf>,
    host_keys: Vec<String>,
    secret: Option<Secret>,
    line: Option<Line>,
}

/// A connection.
struct Line {
    /// Keeps the connection open.
    _session: client::Handle<Gate>,
    sftp: RawSftpSession,
    posix_rename: bool,
    /// Folders that are known to be there.
    folders: BTreeSet<String>,
}

/// Looks at the server's key.
struct Gate {
    known: Vec<String>,
    found: Arc<Mutex<Option<String>>>,
}

impl client::Handler for Gate {
    type Error = russh::Error;

    async fn check_server_key(&mut self, key: &PublicKeyOrCertificate) -> Result<bool, Self::Error> {
        let fingerprint = match key {
            PublicKeyOrCertificate::PublicKey { key, .. } => key.fingerprint(HashAlg::Sha256),
            PublicKeyOrCertificate::Certificate(certificate) => {
                certificate.public_key().fingerprint(HashAlg::Sha256)
            }
        };
        let fingerprint = fingerprint.to_string();
        let is_known = self.known.contains(&fingerprint);
        if let Ok(mut found) = self.found.lock() {
            *found = Some(fingerprint);
        }
        Ok(is_known)
    }
}

impl Sftp {
    pub(super) fn new(settings: &Settings) -> Self {
        let root = settings.path.trim_end_matches('/');
        Self {
            host: settings.host.clone(),
            port: settings.port.unwrap_or(22),
            user: settings.user.clone(),
            // Without a first `/` it is below the user's own folder.
            root: if root.is_empty() && !settings.path.starts_with('/') {
                ".".to_owned()
            } else {
                root.to_owned()
            },
            key_file: settings.key_file.clone(),
            host_keys: settings.host_keys.clone(),
            secret: settings.secret.clone(),
            line: None,
        }
    }

    fn at(&self, path: &str) -> String {
        if path.is_empty() { format!("{}/", self.root) } else { format!("{}/{path}", self.root) }
    }

    /// Does something over the connection, which is made first if need be. One that failed is let go, so that the next try
    /// begins with a new one.
    fn over<T>(&mut self, act: impl AsyncFnOnce(&mut Line) -> Result<T, SftpError>) -> Result<T, Fault> {
        let mut line = match self.line.take() {
            Some(line) => line,
            None => within(CONNECT * 2, self.connect())?,
        };
        // Each answer has a limit of its own; a large file has many.
        let done = super::network::wait(act(&mut line))?.map_err(sorted);
        if !matches!(&done, Err(fault) if fault.is_passing()) {
            self.line = Some(line);
        }
        done
    }

    /// How many bytes the server has room for, if it says so.
    fn room(&mut self) -> Option<u64> {
        let root = self.at("");
        let found = self.over(async |line| line.sftp.statvfs(root).await);
        found.ok().map(|found| found.blocks_avail.saturating_mul(found.fragment_size))
    }

    async fn connect(&self) -> Result<Line, Fault> {
        let found = Arc::new(Mutex::new(None));
        let gate = Gate { known: self.host_keys.clone(), found: Arc::clone(&found) };
        let config = client::Config {
            nodelay: true,
            keepalive_interval: Some(Duration::from_secs(15)),
            inactivity_timeout: Some(SILENCE * 2),
            ..client::Config::default()
        };
        let connected = client::connect(Arc::new(config), (self.host.as_str(), self.port), gate).await;
        let mut session = match connected {
            Ok(session) => session,
            Err(error) => {
                let key = found.lock().ok().and_then(|found| found.clone());
                return Err(match key {
                    Some(key) if self.host_keys.is_empty() => Fault::HostKeyUnknown(key),
                    Some(key) if !self.host_keys.contains(&key) => {
                        Fault::HostKeyChanged(self.host_keys.join(", "), key)
                    }
                    _ => Fault::Dropped(error.to_string()),
                });
            }
        };
        self.log_in(&mut session).await?;
        let channel =
            session.channel_open_session().await.map_err(|error| Fault::Dropped(error.to_string()))?;
        let asked = channel.request_subsystem(true, "sftp").await;
        asked.map_err(|error| Fault::Other(error.to_string()))?;
        let sftp = RawSftpSession::new(channel.into_stream());
        sftp.set_timeout(SILENCE.as_secs());
        let version = sftp.init().await.map_err(|error| match sorted(error) {
            // The channel closes at once where a user may log in but not transfer files.
            Fault::Dropped(reason) => Fault::Other(format!("SFTP: {reason}")),
            other => other,
        })?;
        let posix_rename = version.extensions.contains_key(POSIX_RENAME);
        Ok(Line { _session: session, sftp, posix_rename, folders: BTreeSet::new() })
    }

    /// A key file that is named, else the agent's keys, then the password.
    async fn log_in(&self, session: &mut client::Handle<Gate>) -> Result<(), Fault> {
        let dropped = |error: russh::Error| Fault::Dropped(error.to_string());
        if let Some(path) = &self.key_file {
            let password = self.secret.as_ref().map(Secret::reveal);
            let key = keys::load_secret_key(path, password)
                .map_err(|error| Fault::Login(format!("{}: {error}", path.display())))?;
            let hash = session.best_supported_rsa_hash().await.map_err(dropped)?.flatten();
            let key = PrivateKeyWithHashAlg::new(Arc::new(key), hash);
            let done = session.authenticate_publickey(self.user.as_str(), key).await.map_err(dropped)?;
            return if done.success() { Ok(()) } else { Err(Fault::Login(left(&done))) };
        }
        if self.agent(session).await {
            return Ok(());
        }
        let Some(secret) = &self.secret else {
            return Err(Fault::Login(String::new()));
        };
        let done =
            session.authenticate_password(self.user.as_str(), secret.reveal()).await.map_err(dropped)?;
        if done.success() || self.answers(session, secret).await.map_err(dropped)? {
            return Ok(());
        }
        Err(Fault::Login(left(&done)))
    }

    /// Some servers ask for the password as a question of theirs.
    async fn answers(
        &self,
        session: &mut client::Handle<Gate>,
        secret: &Secret,
    ) -> Result<bool, russh::Error> {
        let mut answer = session.authenticate_keyboard_interactive_start(self.user.as_str(), None).await?;
        for _ in 0..3 {
            match answer {
                KeyboardInteractiveAuthResponse::Success => return Ok(true),
                KeyboardInteractiveAuthResponse::Failure { .. } => return Ok(false),
                KeyboardInteractiveAuthResponse::InfoRequest { ref prompts, .. } => {
                    let words = prompts.iter().map(|_| secret.reveal().to_owned()).collect();
                    answer = session.authenticate_keyboard_interactive_respond(words).await?;
                }
            }
        }
        Ok(false)
    }

    /// Whether one of the agent's keys lets us in. That there is no agent is no fault.
    async fn agent(&self, session: &mut client::Handle<Gate>) -> bool {
        let Ok(mut agent) = agent().await else { return false };
        let Ok(identities) = agent.request_identities().await else { return false };
        let hash = session.best_supported_rsa_hash().await.ok().flatten().flatten();
        // Servers close the door after some tries; the password is to have one, too.
        for identity in identities.iter().take(4) {
            let key = identity.public_key().into_owned();
            let hash = hash.filter(|_| matches!(key.algorithm(), keys::Algorithm::Rsa { .. }));
            let done = session.authenticate_publickey_with(self.user.as_str(), key, hash, &mut agent).await;
            if done.is_ok_and(|done| done.success()) {
                return true;
            }
        }
        false
    }
}

/// The program that keeps a person's keys.
#[cfg(unix)]
async fn agent() -> Result<AgentClient<tokio::net::UnixStream>, keys::Error> {
    AgentClient::connect_env().await
}

/// The program that keeps a person's keys.
#[cfg(windows)]
async fn agent() -> Result<AgentClient<tokio::net::windows::named_pipe::NamedPipeClient>, keys::Error> {
    AgentClient::connect_named_pipe(r"\\.\pipe\openssh-ssh-agent").await
}

/// How else the server would let somebody in.
fn left(done: &AuthResult) -> String {
    match done {
        AuthResult::Success => String::new(),
        AuthResult::Failure { remaining_methods, .. } => {
            let names: Vec<&str> = remaining_methods.iter().map(Into::into).collect();
            names.join(", ")
        }
    }
}

fn sorted(error: SftpError) -> Fault {
    match error {
        SftpError::Status(status) => {
            let said = status.error_message.trim();
            let reason = if said.is_empty() { status.status_code.to_string() } else { said.to_owned() };
            match status.status_code {
                StatusCode::PermissionDenied => Fault::Denied(reason),
                StatusCode::ConnectionLost | StatusCode::NoConnection => Fault::Dropped(reason),
                _ if is_about_room(&reason) => Fault::Full(reason),
                _ => Fault::Other(reason),
            }
        }
        SftpError::UnexpectedPacket | SftpError::Limited(_) => Fault::Other(error.to_string()),
        other => Fault::Dropped(other.to_string()),
    }
}

fn is_missing(error: &SftpError) -> bool {
    matches!(error, SftpError::Status(Status { status_code: StatusCode::NoSuchFile, .. }))
}

impl Line {
    /// Makes the folders that a path is in, the outermost first.
    async fn make_folders(&mut self, path: &str) -> Result<(), SftpError> {
        let folder = folder_of(path);
        if folder.is_empty() || folder == "." || self.folders.contains(folder) {
            return Ok(());
        }
        let there = self.sftp.stat(folder).await.is_ok_and(|found| found.attrs.file_type().is_dir());
        if !there {
            Box::pin(self.make_folders(folder)).await?;
            self.sftp.mkdir(folder, FileAttributes::empty()).await?;
        }
        self.folders.insert(folder.to_owned());
        Ok(())
    }

    async fn fill(&mut self, path: &str, bytes: &[u8], flags: OpenFlags) -> Result<(), SftpError> {
        self.make_folders(path).await?;
        let handle = self.sftp.open(path, flags, FileAttributes::empty()).await?.handle;
        let mut at = 0_u64;
        let mut done = Ok(());
        for group in bytes.chunks(CHUNK * AT_ONCE) {
            let writes = group.chunks(CHUNK).map(|chunk| {
                let offset = at;
                at += chunk.len() as u64;
                self.sftp.write(handle.as_str(), offset, chunk.to_vec())
            });
            done = try_join_all(writes).await.map(drop);
            if done.is_err() {
                break;
            }
        }
        // A full disk may be told only here.
        done.and(self.sftp.close(handle).await.map(drop))
    }

    async fn read(&mut self, path: &str) -> Result<Vec<u8>, SftpError> {
        let handle = self.sftp.open(path, OpenFlags::READ, FileAttributes::empty()).await?.handle;
        let mut bytes = Vec::new();
        let end = loop {
            let most = u32::try_from(CHUNK).unwrap_or(u32::MAX);
            match self.sftp.read(handle.as_str(), bytes.len() as u64, most).await {
                Ok(data) if data.data.is_empty() => break Ok(()),
                Ok(data) => bytes.extend_from_slice(&data.data),
                Err(SftpError::Status(Status { status_code: StatusCode::Eof, .. })) => break Ok(()),
                Err(error) => break Err(error),
            }
        };
        let closed = self.sftp.close(handle).await.map(drop);
        end.and(closed).map(|()| bytes)
    }

    async fn list(&mut self, folder: &str) -> Result<Vec<Entry>, SftpError> {
        let handle = self.sftp.opendir(folder).await?.handle;
        let mut entries = Vec::new();
        let end = loop {
            match self.sftp.readdir(handle.as_str()).await {
                Ok(names) => entries.extend(names.files.into_iter().filter_map(|file| {
                    let kind = match file.attrs.file_type() {
                        kind if kind.is_symlink() => EntryKind::Other,
                        kind if kind.is_dir() => EntryKind::Folder,
                        _ => EntryKind::File,
                    };
                    let dots = file.filename == "." || file.filename == "..";
                    (!dots).then_some(Entry { name: file.filename, kind })
                })),
                Err(SftpError::Status(Status { status_code: StatusCode::Eof, .. })) => break Ok(()),
                Err(error) => break Err(error),
            }
        };
        let closed = self.sftp.close(handle).await.map(drop);
        end.and(closed).map(|()| entries)
    }

    async fn rename(&mut self, from: &str, to: &str) -> Result<(), SftpError> {
        self.make_folders(to).await?;
        if !self.posix_rename {
            // The protocol's own rename refuses where something stands. The file is whole beside it, and the books name it.
            match self.sftp.remove(to).await {
                Err(error) if !is_missing(&error) => return Err(error),
                _ => {}
            }
            return self.sftp.rename(from, to).await.map(drop);
        }
        let mut data = Vec::new();
        for path in [from, to] {
            data.extend_from_slice(&u32::try_from(path.len()).unwrap_or(u32::MAX).to_be_bytes());
            data.extend_from_slice(path.as_bytes());
        }
        match self.sftp.extended(POSIX_RENAME, data).await? {
            Packet::Status(status) if status.status_code == StatusCode::Ok => Ok(()),
            Packet::Status(status) => Err(SftpError::Status(status)),
            _ => Err(SftpError::UnexpectedPacket),
        }
    }
}

impl Target for Sftp {
    fn read(&mut self, path: &str) -> Result<Option<Vec<u8>>, Fault> {
        let path = self.at(path);
        self.over(async |line| match line.read(&path).await {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if is_missing(&error) => Ok(None),
            Err(error) => Err(error),
        })
    }

    fn list(&mut self, folder: &str) -> Result<Vec<Entry>, Fault> {
        let folder = self.at(folder);
        self.over(async |line| match line.list(&folder).await {
            Err(error) if is_missing(&error) => Ok(Vec::new()),
            other => other,
        })
    }

    fn create(&mut self, path: &str, bytes: &[u8]) -> Result<bool, Fault> {
        let at = self.at(path);
        let flags = OpenFlags::CREATE | OpenFlags::WRITE | OpenFlags::EXCLUDE;
        let made = self.over(async |line| line.fill(&at, bytes, flags).await);
        match made {
            Ok(()) => Ok(true),
            // The protocol has no code of its own for what exists.
            Err(fault @ Fault::Other(_)) => match self.read(path)? {
                Some(_) => Ok(false),
                None => Err(fault),
            },
            Err(fault) => Err(fault),
        }
    }

    fn write(&mut self, path: &str, bytes: &[u8], _: Headers) -> Result<(), Fault> {
        let path = self.at(path);
        let flags = OpenFlags::CREATE | OpenFlags::WRITE | OpenFlags::TRUNCATE;
        let written = self.over(async |line| line.fill(&path, bytes, flags).await);
        // OpenSSH says no more than "Failure" when the disk is full.
        if let Err(Fault::Other(reason)) = &written
            && self.room().is_some_and(|room| room < bytes.len() as u64)
        {
            return Err(Fault::Full(reason.clone()));
        }
        written
    }

    fn rename(&mut self, from: &str, to: &str) -> Result<(), Fault> {
        let (from, to) = (self.at(from), self.at(to));
        self.over(async |line| line.rename(&from, &to).await)
    }

    fn remove(&mut self, path: &str) -> Result<(), Fault> {
        let path = self.at(path);
        self.over(async |line| match line.sftp.remove(path.as_str()).await {
            Err(error) if !is_missing(&error) => Err(error),
            _ => Ok(()),
        })
    }

    fn remove_folder(&mut self, folder: &str) -> Result<(), Fault> {
        let folder = self.at(folder);
        self.over(async |line| {
            line.folders.remove(&folder);
            line.sftp.rmdir(folder.as_str()).await.map(drop)
        })
    }

    fn moves_into_place(&self) -> bool {
        true
    }

    fn is_exclusive(&self) -> bool {
        true
    }
}
