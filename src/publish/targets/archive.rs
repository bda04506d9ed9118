//! One zip file with the whole site: for a web hotel's own upload page, or to send to somebody.
//!
//! It is no [`Target`](crate::publish::Target), as there is nothing to compare and nothing to go on from: it is written anew,
//! beside its place, and moved there when it is whole. The same site gives the same bytes.

use super::folder::fault;
use crate::publish::target::Fault;
use std::fs::{self, File};
use std::io::{self, Seek, Write};
use std::path::Path;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// By this, in the archive's comment, a zip file is known to be ours.
const MARK: &str = "samverka";

/// What has been compressed already is only stored.
const PACKED: [&str; 13] =
    ["png", "jpg", "jpeg", "gif", "webp", "avif", "pdf", "epub", "mp3", "mp4", "docx", "odt", "xlsx"];

/// Whether a zip file that is not ours has that name: it is never overwritten.
pub fn is_foreign(path: &Path) -> bool {
    if path.symlink_metadata().is_err() {
        return false;
    }
    let archive = File::open(path).ok().and_then(|file| ZipArchive::new(file).ok());
    archive.is_none_or(|archive| archive.comment() != MARK.as_bytes())
}

/// Writes the files, in their order. `bytes` gives what each holds.
pub fn write<'a>(
    path: &Path,
    files: impl ExactSizeIterator<Item = &'a String>,
    bytes: &dyn Fn(&str) -> io::Result<Vec<u8>>,
    progress: &dyn Fn(usize, usize),
) -> Result<(), Fault> {
    let beside = beside(path);
    let written = path
        .parent()
        .map_or(Ok(()), fs::create_dir_all)
        .and_then(|()| File::create(&beside))
        .and_then(|file| fill(file, files, bytes, progress))
        .and_then(|file| file.sync_all())
        .and_then(|()| fs::rename(&beside, path));
    written.map_err(|error| {
        let _ = fs::remove_file(&beside);
        fault(&error)
    })
}

fn beside(path: &Path) -> std::path::PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".samverka-{name}.part"))
}

fn fill<'a, W: Write + Seek>(
    out: W,
    files: impl ExactSizeIterator<Item = &'a String>,
    bytes: &dyn Fn(&str) -> io::Result<Vec<u8>>,
    progress: &dyn Fn(usize, usize),
) -> io::Result<W> {
    let mut archive = ZipWriter::new(out);
    archive.set_comment(MARK).map_err(io::Error::other)?;
    let all = files.len();
    for (number, address) in files.enumerate() {
        let content = bytes(address)?;
        let ending = address.rsplit_once('.').map_or("", |(_, ending)| ending);
        let method =
            if PACKED.contains(&ending) { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        // No dates but the first that a zip file knows: two builds give the same bytes.
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(zip::DateTime::default())
            .unix_permissions(0o644)
            .large_file(content.len() as u64 >= u64::from(u32::MAX));
        archive.start_file(address.as_str(), options).map_err(io::Error::other)?;
        archive.write_all(&content)?;
        progress(number + 1, all);
    }
    archive.finish().map_err(io::Error::other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read as _;

    #[test]
    fn a_zip_file_holds_the_site_and_the_same_site_gives_the_same_bytes() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("ut/sajt.zip");
        let names = ["a/möte.html".to_owned(), "b.png".to_owned(), "index.html".to_owned()];
        let bytes = |address: &str| Ok(address.repeat(100).into_bytes());
        write(&path, names.iter(), &bytes, &|_, _| {}).expect("written");
        let first = fs::read(&path).expect("read");
        write(&path, names.iter(), &bytes, &|_, _| {}).expect("written");
        assert_eq!(fs::read(&path).expect("read"), first);
        assert!(!is_foreign(&path));
        let mut archive = ZipArchive::new(io::Cursor::new(first)).expect("a zip file");
        for name in &names {
            let mut text = String::new();
            archive.by_name(name).expect("there").read_to_string(&mut text).expect("read");
            assert_eq!(text, name.repeat(100));
        }
        assert_eq!(archive.len(), 3);
    }

    #[test]
    fn a_fault_leaves_the_zip_file_that_was_and_nothing_beside_it() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("sajt.zip");
        fs::write(&path, "mine").expect("written");
        assert!(is_foreign(&path) && !is_foreign(&dir.path().join("none.zip")));
        let names = ["a".to_owned(), "b".to_owned()];
        let bytes = |address: &str| {
            if address == "b" { Err(io::Error::from(io::ErrorKind::StorageFull)) } else { Ok(vec![0; 9]) }
        };
        assert!(matches!(write(&path, names.iter(), &bytes, &|_, _| {}), Err(Fault::Full(_))));
        assert_eq!(fs::read(&path).expect("read"), b"mine");
        assert_eq!(dir.path().read_dir().expect("a folder").count(), 1);
    }
}
