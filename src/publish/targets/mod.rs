//! One file a kind of target. Those over the network come with the feature `publish`.
//!
//! WebDAV, S3, Azure and Google are reached over Apache OpenDAL (`store`). SFTP and FTP are not: OpenDAL's SFTP starts the
//! program `ssh`, which many computers lack, and asks of its host keys; its FTP cannot move a file into place, and stops the
//! whole program when the system's certificates cannot be read. So `russh` and `suppaftp` stand behind the same trait.

pub mod archive;
pub mod folder;
#[cfg(feature = "publish")]
mod ftp;
pub mod hosts;
#[cfg(feature = "publish")]
mod network;
#[cfg(feature = "publish")]
mod sftp;
#[cfg(feature = "publish")]
mod store;

use super::settings::{Kind, Settings};
use super::target::{Fault, Target};
use std::path::Path;

/// Makes a target ready. Nothing is asked of a server yet, except where that is how its settings are tried.
#[cfg(feature = "publish")]
pub fn open(settings: &Settings) -> Result<Box<dyn Target>, Fault> {
    Ok(match settings.kind {
        // A zip file is written by `archive`; its folder is what it is in.
        Kind::Folder | Kind::Zip => Box::new(folder::Folder::new(Path::new(&settings.path))),
        Kind::Sftp => Box::new(sftp::Sftp::new(settings)),
        Kind::Ftps | Kind::Ftp => Box::new(ftp::Ftp::new(settings)?),
        Kind::Webdav | Kind::S3 | Kind::Azblob | Kind::Gcs => Box::new(store::Store::new(settings)?),
    })
}

/// Makes a target ready. This program was built without those over the network.
#[cfg(not(feature = "publish"))]
pub fn open(settings: &Settings) -> Result<Box<dyn Target>, Fault> {
    match settings.kind {
        Kind::Folder | Kind::Zip => Ok(Box::new(folder::Folder::new(Path::new(&settings.path)))),
        _ => Err(Fault::NotBuiltIn),
    }
}
