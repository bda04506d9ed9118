//! Text files once more beside themselves, compressed: `x.html.br` and `x.html.gz`, for servers that send these to whoever takes
//! them (`brotli_static` and `gzip_static` in nginx, `MultiViews` in Apache) instead of compressing at each request.

use std::io::{Read as _, Write as _};

/// An encoding, as HTTP knows it (RFC 9110, section 8.4.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    /// Brotli (RFC 7932).
    Brotli,
    /// Gzip (RFC 1952).
    Gzip,
}

/// What can be made smaller: the rest is compressed already, as pictures, PDF files and books are.
const TEXTS: &[&str] = &[
    ".html", ".css", ".js", ".json", ".xml", ".svg", ".txt", ".csv", ".ics", ".brf", ".pef", ".eml", ".vtt",
    ".md",
];
/// A shorter file fits a packet as it is, in bytes.
const LEAST: usize = 1_000;

impl Encoding {
    /// Both, the better first.
    pub(super) const ALL: [Self; 2] = [Self::Brotli, Self::Gzip];

    /// What is added to the name of a file.
    pub(super) fn ending(self) -> &'static str {
        match self {
            Self::Brotli => ".br",
            Self::Gzip => ".gz",
        }
    }

    /// The bytes, compressed as far as goes: it is done once, and sent many times. None if that is no gain.
    pub(super) fn pack(self, bytes: &[u8]) -> Option<Vec<u8>> {
        if bytes.len() < LEAST {
            return None;
        }
        let mut out = Vec::new();
        let done = match self {
            Self::Brotli => {
                // Quality 11 is the best, of a window that holds any page (16 MB).
                let params =
                    brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 24, ..Default::default() };
                brotli::BrotliCompress(&mut &*bytes, &mut out, &params).map(drop)
            }
            Self::Gzip => {
                // Without a name and a time, so that the same bytes give the same file.
                let mut packer = flate2::write::GzEncoder::new(&mut out, flate2::Compression::best());
                packer.write_all(bytes).and_then(|()| packer.finish().map(drop))
            }
        };
        // Into memory nothing can fail; and a file that is not there is sent as it is.
        done.ok().map(|()| out).filter(|out| out.len() < bytes.len())
    }

    /// Whether these bytes are others, packed.
    pub(super) fn holds(self, packed: &[u8], bytes: &[u8]) -> bool {
        self.unpack(packed, bytes.len() as u64 + 1).is_some_and(|unpacked| unpacked == bytes)
    }

    /// What is packed, so much of it at the most.
    fn unpack(self, packed: &[u8], most: u64) -> Option<Vec<u8>> {
        let mut out = Vec::new();
        match self {
            Self::Brotli => brotli::Decompressor::new(packed, 4096).take(most).read_to_end(&mut out),
            Self::Gzip => flate2::read::GzDecoder::new(packed).take(most).read_to_end(&mut out),
        }
        .ok()?;
        Some(out)
    }
}

/// What a file says when it is unpacked, if its name says that it is packed; up to 64 MB of it.
pub fn unpacked(name: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    let encoding = Encoding::ALL.into_iter().find(|encoding| name.ends_with(encoding.ending()))?;
    encoding.unpack(bytes, 64 << 20)
}

/// Whether the file of an address is text.
pub(super) fn is_text(address: &str) -> bool {
    TEXTS.iter().any(|ending| address.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_unpacked_is_what_was_packed() {
        let bytes = "Vi talade om pengar. Åtta organisationer kom. ".repeat(100).into_bytes();
        let brotli = Encoding::Brotli.pack(&bytes).expect("smaller");
        assert_eq!(unpacked("x.html.br", &brotli).as_ref(), Some(&bytes));
        assert!(Encoding::Brotli.holds(&brotli, &bytes) && !Encoding::Brotli.holds(&brotli, &bytes[1..]));
        let gzip = Encoding::Gzip.pack(&bytes).expect("smaller");
        assert_eq!(unpacked("x.html.gz", &gzip).as_ref(), Some(&bytes));
        assert!(Encoding::Gzip.holds(&gzip, &bytes) && !Encoding::Gzip.holds(&brotli, &bytes));
        assert_eq!(unpacked("x.html", &gzip), None);
        assert_eq!(Encoding::Gzip.pack(&bytes), Some(gzip), "the same each time");
    }

    #[test]
    fn what_gains_nothing_is_not_packed() {
        assert_eq!(Encoding::Brotli.pack(b"kort"), None);
        let mut seed = 1_u64;
        let mut noise = || {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (seed >> 56) as u8
        };
        let noise: Vec<u8> = (0..5_000).map(|_| noise()).collect();
        assert_eq!([Encoding::Brotli, Encoding::Gzip].map(|encoding| encoding.pack(&noise)), [None, None]);
        assert!(is_text("a/b.html") && !is_text("a/b.pdf") && !is_text("a/b.html.gz"));
    }
}
