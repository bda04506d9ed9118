//! The Portable Embosser Format, PEF 2008-1: pages of cells as XML, the same on every embosser.

use super::{COLUMNS, ROWS, pages};
use crate::content::formats::Format;
use crate::forms::{Form, Publication, Renderer};
use crate::markdown::html::escape;
use crate::report::Findings;
use std::fmt::Write as _;

/// The form.
pub(in crate::forms) struct Pef;

impl Form for Pef {
    fn format(&self) -> Format {
        Format::Pef
    }

    fn write(&self, of: &Publication, renderer: &Renderer<'_>) -> Result<Vec<u8>, Findings> {
        Ok(write(of, &pages(of, renderer)).into_bytes())
    }
}

fn write(of: &Publication, pages: &[Vec<String>]) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<pef version=\"2008-1\" xmlns=\"http://www.daisy.org/ns/2008/pef\">\n<head>\n<meta xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n",
    );
    let date = of.changed.or(of.day).map(|day| day.to_string());
    let told = [
        ("format", Some("application/x-pef+xml")),
        ("identifier", Some(of.address.as_str())),
        ("title", Some(of.title.as_str())),
        ("publisher", Some(of.publisher.as_str())),
        ("language", Some(of.lang.as_str())),
        ("date", date.as_deref()),
    ];
    for (name, value) in told {
        if let Some(value) = value {
            let _ = writeln!(out, "<dc:{name}>{}</dc:{name}>", escape(value));
        }
    }
    // Paper for braille is embossed on both sides.
    let _ = writeln!(
        out,
        "</meta>\n</head>\n<body>\n<volume cols=\"{COLUMNS}\" rows=\"{ROWS}\" rowgap=\"0\" duplex=\"true\">\n<section>"
    );
    for page in pages {
        out.push_str("<page>\n");
        for row in page {
            let _ = writeln!(out, "<row>{row}</row>");
        }
        out.push_str("</page>\n");
    }
    out.push_str("</section>\n</volume>\n</body>\n</pef>\n");
    out
}
