//! Packages: EPUB and ODT are zip archives that begin with a file which says what they are (EPUB OCF 3.3, 4.2; ODF 1.3
//! part 2, 3.3).

use super::failed;
use crate::report::Findings;
use std::io::{Cursor, Write as _};
use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// A file of a package: where it stands in it, and its bytes.
pub(super) type Part = (String, Vec<u8>);

/// The bytes of a package. The same parts give the same bytes: every file bears the first day that zip can tell. `address`
/// is where the package will stand.
pub(super) fn pack(mime: &str, parts: &[Part], address: &str) -> Result<Vec<u8>, Findings> {
    packed(mime, parts).map_err(|error| failed(address, &error))
}

fn packed(mime: &str, parts: &[Part]) -> ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let plain = SimpleFileOptions::default().last_modified_time(DateTime::DEFAULT);
    // What the package is stands first and as it is, so that it can be read without unpacking anything.
    zip.start_file("mimetype", plain.compression_method(CompressionMethod::Stored))?;
    zip.write_all(mime.as_bytes())?;
    for (name, bytes) in parts {
        zip.start_file(name.as_str(), plain.compression_method(CompressionMethod::Deflated))?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

/// A text as the bytes of a part: without the few characters that XML has no way to write (XML 1.0, 2.2).
pub(super) fn xml(text: &str) -> Vec<u8> {
    let legal =
        |c: &char| matches!(c, '\t' | '\n' | '\r') || (*c >= ' ' && !matches!(c, '\u{fffe}' | '\u{ffff}'));
    text.chars().filter(legal).collect::<String>().into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read as _;

    #[test]
    fn what_a_package_is_stands_first_and_as_it_is() {
        let parts = [("a.xml".to_owned(), xml("<a>\u{1}å\u{ffff}</a>"))];
        let bytes = packed("application/epub+zip", &parts).expect("a package");
        // A local header of 30 bytes, the name, no extra field, the content (APPNOTE 4.3.7).
        assert_eq!(bytes.get(30..58), Some(&b"mimetypeapplication/epub+zip"[..]));
        assert_eq!(bytes, packed("application/epub+zip", &parts).expect("a package"), "the same bytes twice");
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("readable");
        let mut text = String::new();
        zip.by_name("a.xml").expect("the part").read_to_string(&mut text).expect("UTF-8");
        assert_eq!(text, "<a>å</a>");
    }

    #[test]
    fn two_parts_of_one_name_are_told() {
        let parts = [("a".to_owned(), Vec::new()), ("a".to_owned(), Vec::new())];
        assert!(pack("a/b", &parts, "om.epub").is_err());
    }
}
