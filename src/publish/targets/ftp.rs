//! FTP over TLS (and, when somebody insists, without), by `suppaftp`.

use super::network::{CONNECT, SILENCE, is_about_certificates, is_about_room, lost, tls};
use crate::publish::secret::Secret;
use crate::publish::settings::{Kind, Settings};
use crate::publish::target::{Entry, EntryKind, Fault, Headers, Target, folder_of};
use rustls::version::TLS12;
use rustls::{ClientConfig, SupportedProtocolVersion};
use std::collections::BTreeSet;
use std::io::{self, Write as _};
use std::net::{SocketAddr, TcpStream, ToSocketAddrs as _};
use std::sync::Arc;
use suppaftp::list::ListParser;
use suppaftp::types::FileType;
use suppaftp::{FtpError, FtpResult, Mode, RustlsConnector, RustlsFtpStream, Status};

/// TLS 1.2 only: servers demand that each data connection goes on with the session of the first one, which proves that both
/// are the same client's. In 1.3 a session can be gone on with once only, and new ones come with answers that an upload does
/// not wait for.
const VERSIONS: &[&SupportedProtocolVersion] = &[&TLS12];

/// A server.
pub(super) struct Ftp {
    host: String,
    port: u16,
    user: String,
    root: String,
    secret: Option<Secret>,
    /// How TLS is spoken; `None` without it.
    tls: Option<Arc<ClientConfig>>,
    line: Option<Line>,
}

/// A connection.
struct Line {
    ftp: RustlsFtpStream,
    /// Whether the server lists folders in the form that is made for programs.
    mlsd: bool,
    /// Folders that are known to be there.
    folders: BTreeSet<String>,
}

impl Ftp {
    pub(super) fn new(settings: &Settings) -> Result<Self, Fault> {
        let root = settings.path.trim_end_matches('/');
        Ok(Self {
            host: settings.host.clone(),
            port: settings.port.unwrap_or(21),
            user: settings.user.clone(),
            root: root.to_owned(),
            secret: settings.secret.clone(),
            tls: if settings.kind == Kind::Ftps { Some(tls(VERSIONS)?) } else { None },
            line: None,
        })
    }

    /// A path from where a login ends up, or from the top when the root begins with `/`.
    fn at(&self, path: &str) -> String {
        match (self.root.is_empty(), path.is_empty()) {
            (true, _) => path.to_owned(),
            (false, true) => self.root.clone(),
            (false, false) => format!("{}/{path}", self.root),
        }
    }

    fn over<T>(&mut self, act: impl FnOnce(&mut Line) -> FtpResult<T>) -> Result<T, Fault> {
        let mut line = match self.line.take() {
            Some(line) => line,
            None => self.connect()?,
        };
        let done = act(&mut line).map_err(|error| sorted(&error));
        if !matches!(&done, Err(fault) if fault.is_passing()) {
            self.line = Some(line);
        }
        done
    }

    fn connect(&self) -> Result<Line, Fault> {
        let stream = self.dial().map_err(|error| lost(&error))?;
        let peer = stream.peer_addr().map_err(|error| lost(&error))?;
        let ftp = RustlsFtpStream::connect_with_stream(stream).map_err(|error| sorted(&error))?;
        // The server's word for where the data go is not followed to another machine: behind a wall it is often wrong.
        let mut ftp = ftp.passive_stream_builder(move |said: SocketAddr| {
            let at = SocketAddr::new(peer.ip(), said.port());
            let stream = TcpStream::connect_timeout(&at, CONNECT).map_err(FtpError::ConnectionError)?;
            patient(&stream).map_err(FtpError::ConnectionError)?;
            Ok(stream)
        });
        if let Some(config) = &self.tls {
            let connector = RustlsConnector::from(Arc::clone(config));
            ftp = ftp.into_secure(connector, &self.host).map_err(|error| sorted(&error))?;
        }
        if peer.is_ipv6() {
            ftp.set_mode(Mode::ExtendedPassive);
        }
        let password = self.secret.as_ref().map_or("", Secret::reveal);
        ftp.login(self.user.as_str(), password).map_err(|error| match sorted(&error) {
            dropped @ (Fault::Dropped(_) | Fault::Certificate(_)) => dropped,
            other => Fault::Login(other.reason().to_owned()),
        })?;
        ftp.transfer_type(FileType::Binary).map_err(|error| sorted(&error))?;
        let mlsd =
            ftp.feat().is_ok_and(|features| features.contains_key("MLST") || features.contains_key("MLSD"));
        Ok(Line { ftp, mlsd, folders: BTreeSet::new() })
    }

    fn dial(&self) -> io::Result<TcpStream> {
        let mut last = io::Error::from(io::ErrorKind::AddrNotAvailable);
        for address in (self.host.as_str(), self.port).to_socket_addrs()? {
            match TcpStream::connect_timeout(&address, CONNECT) {
                Ok(stream) => {
                    patient(&stream)?;
                    return Ok(stream);
                }
                Err(error) => last = error,
            }
        }
        Err(last)
    }
}

/// Bounds how long a server may be silent.
fn patient(stream: &TcpStream) -> io::Result<()> {
    stream.set_read_timeout(Some(SILENCE))?;
    stream.set_write_timeout(Some(SILENCE))
}

fn sorted(error: &FtpError) -> Fault {
    match error {
        FtpError::ConnectionError(error) => lost(error),
        FtpError::SecureError(reason) if is_about_certificates(reason) => Fault::Certificate(reason.clone()),
        FtpError::UnexpectedResponse(response) => {
            let reason = String::from_utf8_lossy(&response.body).trim().to_owned();
            match response.status {
                Status::NotAvailable | Status::CannotOpenDataConnection | Status::TransferAborted => {
                    Fault::Dropped(reason)
                }
                Status::NotLoggedIn => Fault::Login(reason),
                Status::ExceededStorage => Fault::Full(reason),
                _ if is_about_room(&reason) => Fault::Full(reason),
                Status::FileUnavailable => Fault::Denied(reason),
                _ => Fault::Other(reason),
            }
        }
        other => Fault::Dropped(other.to_string()),
    }
}

/// What a server says of a file that is not there, and also of one that may not be read.
fn is_unavailable(error: &FtpError) -> bool {
    matches!(error, FtpError::UnexpectedResponse(response)
        if matches!(response.status, Status::FileUnavailable | Status::RequestFileActionIgnored))
}

impl Line {
    /// Makes the folders that a path is in. That they cannot be made is told by what is written in them.
    fn make_folders(&mut self, path: &str) {
        let folder = folder_of(path);
        if folder.is_empty() || self.folders.contains(folder) {
            return;
        }
        self.make_folders(folder);
        let _ = self.ftp.mkdir(folder);
        self.folders.insert(folder.to_owned());
    }

    fn list(&mut self, folder: &str) -> FtpResult<Vec<Entry>> {
        let folder = (!folder.is_empty()).then_some(folder);
        let lines = if self.mlsd { self.ftp.mlsd(folder)? } else { self.ftp.list(folder)? };
        let parse = |line: &String| {
            if self.mlsd {
                return ListParser::parse_mlsd(line).ok();
            }
            ListParser::parse_posix(line).or_else(|_| ListParser::parse_dos(line)).ok()
        };
        let entry = |line: &String| {
            let file = parse(line)?;
            let kind = match &file {
                file if file.is_symlink() => EntryKind::Other,
                file if file.is_directory() => EntryKind::Folder,
                _ => EntryKind::File,
            };
            let name = file.name().rsplit('/').next().unwrap_or_default().to_owned();
            (name != "." && name != ".." && !name.is_empty()).then_some(Entry { name, kind })
        };
        Ok(lines.iter().filter_map(entry).collect())
    }
}

impl Target for Ftp {
    fn read(&mut self, path: &str) -> Result<Option<Vec<u8>>, Fault> {
        let path = self.at(path);
        self.over(|line| match line.ftp.retr_as_buffer(&path) {
            Ok(bytes) => Ok(Some(bytes.into_inner())),
            Err(error) if is_unavailable(&error) => Ok(None),
            Err(error) => Err(error),
        })
    }

    fn list(&mut self, folder: &str) -> Result<Vec<Entry>, Fault> {
        let folder = self.at(folder);
        self.over(|line| match line.list(&folder) {
            Err(error) if is_unavailable(&error) => Ok(Vec::new()),
            other => other,
        })
    }

    fn create(&mut self, path: &str, bytes: &[u8]) -> Result<bool, Fault> {
        if self.read(path)?.is_some() {
            return Ok(false);
        }
        self.write(path, bytes, Headers::own()).map(|()| true)
    }

    fn write(&mut self, path: &str, bytes: &[u8], _: Headers) -> Result<(), Fault> {
        let path = self.at(path);
        self.over(|line| {
            line.make_folders(&path);
            let mut stream = line.ftp.put_with_stream(&path)?;
            let sent = stream.write_all(bytes);
            // A server whose disk is full closes the way for data, and says why on the other one.
            match (sent, stream.finish()) {
                (Err(error), Ok(()) | Err(FtpError::ConnectionError(_))) => {
                    Err(FtpError::ConnectionError(error))
                }
                (_, told) => told,
            }
        })
    }

    fn rename(&mut self, from: &str, to: &str) -> Result<(), Fault> {
        let (from, to) = (self.at(from), self.at(to));
        self.over(|line| {
            line.make_folders(&to);
            match line.ftp.rename(&from, &to) {
                // Some servers move no file onto another. The new one is whole beside it, and the books name it.
                Err(error) if is_unavailable(&error) => {
                    line.ftp.rm(&to).map_err(|_| error)?;
                    line.ftp.rename(&from, &to)
                }
                other => other,
            }
        })
    }

    fn remove(&mut self, path: &str) -> Result<(), Fault> {
        let at = self.at(path);
        match self.over(|line| line.ftp.rm(&at)) {
            // The same answer is given for what is not there and for what may not be removed.
            Err(fault @ Fault::Denied(_)) if self.is_there(path)? => Err(fault),
            Err(fault @ (Fault::Dropped(_) | Fault::Other(_) | Fault::Login(_))) => Err(fault),
            _ => Ok(()),
        }
    }

    fn remove_folder(&mut self, folder: &str) -> Result<(), Fault> {
        let folder = self.at(folder);
        self.over(|line| {
            line.folders.remove(&folder);
            line.ftp.rmdir(&folder)
        })
    }

    fn moves_into_place(&self) -> bool {
        true
    }

    fn is_exclusive(&self) -> bool {
        false
    }
}

impl Ftp {
    fn is_there(&mut self, path: &str) -> Result<bool, Fault> {
        let name = path.rsplit('/').next().unwrap_or(path);
        Ok(self.list(folder_of(path))?.iter().any(|entry| entry.name == name))
    }
}
