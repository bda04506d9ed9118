//! Bytes to text, as old notes were saved: UTF-8, UTF-16, and what Windows wrote before that.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// A text, and how it was saved when that is to be told.
pub(super) struct Decoded {
    /// The text, lines ending in `\n`.
    pub(super) text: String,
    /// The name of an encoding that was guessed.
    pub(super) guessed: Option<&'static str>,
}

/// Reads a text. `None` for what is no text at all.
pub(super) fn decode(bytes: &[u8]) -> Option<Decoded> {
    let (text, guessed) = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => (encoding.decode(bytes).0.into_owned(), None),
        None => match std::str::from_utf8(bytes) {
            // Letters with a nought between them: UTF-16 without its mark is valid UTF-8, too.
            Ok(text) if text.contains('\0') => (utf16(bytes)?, Some("UTF-16")),
            Ok(text) => (text.to_owned(), None),
            Err(_) if bytes.contains(&0) => (utf16(bytes)?, Some("UTF-16")),
            Err(_) => (WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(), Some("Windows-1252")),
        },
    };
    // A file that holds what no text does is a picture or a program, whatever its name says.
    if text.contains('\0') {
        return None;
    }
    Some(Decoded { text: text.replace("\r\n", "\n").replace('\r', "\n"), guessed })
}

/// UTF-16 without a mark: every other byte is nought in nearly all Western letters.
fn utf16(bytes: &[u8]) -> Option<String> {
    let noughts = |odd: usize| bytes.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (noughts(0), noughts(1));
    let encoding = if odd > even { UTF_16LE } else { UTF_16BE };
    if even.max(odd) * 4 < bytes.len() {
        return None;
    }
    let (text, wrong) = encoding.decode_without_bom_handling(bytes);
    (!wrong).then(|| text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Option<(String, Option<&'static str>)> {
        decode(bytes).map(|decoded| (decoded.text, decoded.guessed))
    }

    #[test]
    fn texts_are_read_as_they_were_saved() {
        assert_eq!(read(b"M\xf6te\r\n\x96 ett"), Some(("Möte\n– ett".into(), Some("Windows-1252"))));
        assert_eq!(read("\u{feff}Möte".as_bytes()), Some(("Möte".into(), None)));
        let utf16: Vec<u8> = "Möte".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&[&[0xff, 0xfe], utf16.as_slice()].concat()), Some(("Möte".into(), None)));
        assert_eq!(read(&utf16), Some(("Möte".into(), Some("UTF-16"))));
        assert_eq!(read(b"\x89PNG\0\0\0\x0d\xff\xd8"), None);
    }
}
