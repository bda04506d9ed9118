//! What a PDF file says to assistive technology: whether it has tags, and names its language and its title.

use crate::world::World;
use hayro_syntax::Pdf;
use hayro_syntax::object::{Dict, Stream, String as Text};

/// What is known of a PDF file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
#[allow(clippy::struct_excessive_bools)] // Each is a thing that a file has or lacks.
pub struct Facts {
    /// It says what is a heading, a list, a picture, and in which order.
    pub tagged: bool,
    /// It names its language.
    pub lang: bool,
    /// It has a title.
    pub title: bool,
}

/// Larger files are not looked into.
const LARGEST: usize = 64 * 1024 * 1024;

/// Whether a file is a PDF by its name.
pub fn is_pdf(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, form)| form.eq_ignore_ascii_case("pdf"))
}

/// Looks into a file. `None` when that cannot be done: it is not there, it is locked, or it is no PDF; then nothing is known.
pub fn look(world: &dyn World, path: &str) -> Option<Facts> {
    facts(world.read(path).ok()?)
}

fn facts(bytes: Vec<u8>) -> Option<Facts> {
    if bytes.len() > LARGEST {
        return None;
    }
    let pdf = Pdf::new(bytes).ok()?;
    let catalog: Dict<'_> = pdf.xref().get(pdf.xref().root_id())?;
    // What is named and cannot be found may be in a part of the file that is not understood: then it counts as there.
    let marked = catalog.contains_key("MarkInfo")
        && catalog.get::<Dict<'_>>("MarkInfo").is_none_or(|info| info.get::<bool>("Marked") == Some(true));
    let tree = catalog.contains_key("StructTreeRoot");
    let text = |bytes: &[u8]| bytes.iter().any(|byte| byte.is_ascii_graphic() || *byte >= 0x80);
    let named = pdf.metadata().title.as_deref().is_some_and(text);
    let described = || {
        catalog.get::<Stream<'_>>("Metadata").and_then(|xmp| xmp.decoded().ok().map(|xmp| has_title(&xmp)))
    };
    Some(Facts {
        tagged: tree && marked,
        lang: catalog.contains_key("Lang")
            && catalog.get::<Text<'_>>("Lang").is_none_or(|lang| text(lang.as_bytes())),
        title: named || described().unwrap_or(false),
    })
}

/// Whether the description in XML has a title with words in it.
fn has_title(xmp: &[u8]) -> bool {
    let xmp = String::from_utf8_lossy(xmp);
    let Some((_, rest)) = xmp.split_once("<dc:title") else { return false };
    let inside = rest.split_once("</dc:title").map_or(rest, |(inside, _)| inside);
    let texts = inside.split('>').skip(1).filter_map(|part| part.split('<').next());
    texts.into_iter().any(|text| text.chars().any(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fmt::Write as _;

    /// A file of these objects, without the table that says where they are: readers find them.
    fn file(objects: &[&str], trailer: &str) -> Vec<u8> {
        let mut out = "%PDF-1.7\n".to_owned();
        for (i, object) in objects.iter().enumerate() {
            let _ = write!(out, "{} 0 obj\n{object}\nendobj\n", i + 1);
        }
        let _ = write!(out, "trailer\n<</Root 1 0 R {trailer}>>\n%%EOF\n");
        out.into_bytes()
    }

    const PAGES: &str = "<</Type/Pages/Kids[]/Count 0>>";

    fn of(catalog: &str, third: &str, trailer: &str) -> Option<Facts> {
        facts(file(&[&format!("<</Type/Catalog/Pages 2 0 R {catalog}>>"), PAGES, third], trailer))
    }

    #[test]
    fn a_file_is_tagged_when_it_says_so_and_has_a_tree() {
        let tree = "<</Type/StructTreeRoot>>";
        let tagged = |catalog| of(catalog, tree, "").expect("a file").tagged;
        assert!(tagged("/MarkInfo<</Marked true>>/StructTreeRoot 3 0 R"));
        assert!(!tagged("/MarkInfo<</Marked false>>/StructTreeRoot 3 0 R"));
        assert!(!tagged("/StructTreeRoot 3 0 R"));
        assert!(tagged("/MarkInfo 9 0 R/StructTreeRoot 9 0 R"), "what cannot be found is not told");
        assert!(!tagged("/MarkInfo<</Marked true>>"));
        assert!(!tagged(""));
    }

    #[test]
    fn language_and_title_have_words() {
        assert!(of("/Lang(sv-SE)", PAGES, "").expect("a file").lang);
        assert!(!of("/Lang()", PAGES, "").expect("a file").lang);
        let title =
            |catalog: &str, third: &str, trailer: &str| of(catalog, third, trailer).expect("a file").title;
        assert!(title("", "<</Title(Rapport)>>", "/Info 3 0 R"));
        assert!(!title("", "<</Title( )>>", "/Info 3 0 R"));
        assert!(!title("", PAGES, ""));
        let xmp = |inside: &str| {
            format!("<</Type/Metadata/Subtype/XML/Length {}>>\nstream\n{inside}\nendstream", inside.len())
        };
        let whole = "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">Rapport</rdf:li></rdf:Alt></dc:title>";
        let empty = "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\"/></rdf:Alt></dc:title>";
        assert!(title("/Metadata 3 0 R", &xmp(whole), ""));
        assert!(!title("/Metadata 3 0 R", &xmp(empty), ""));
    }

    #[test]
    fn a_catalog_within_a_stream_of_objects_is_found() {
        let (catalog, pages) = ("<</Type/Catalog/Pages 2 0 R/Lang(sv)>>", PAGES);
        let head = format!("1 0 2 {} ", catalog.len() + 1);
        let objects = format!("{head}{catalog} {pages}");
        let mut out = "%PDF-1.7\n".to_owned();
        let at = out.len();
        let _ = write!(
            out,
            "3 0 obj\n<</Type/ObjStm/N 2/First {}/Length {}>>\nstream\n{objects}\nendstream\nendobj\n",
            head.len(),
            objects.len()
        );
        let table = out.len();
        // Type, number or offset, index: objects 0 to 4.
        let rows = format!("000000 000000 02000300 02000301 01{at:04x}00 01{table:04x}00>");
        let rows = rows.replacen("000000 000000 ", "00000000 ", 1);
        let _ = write!(
            out,
            "4 0 obj\n<</Type/XRef/Size 5/W[1 2 1]/Root 1 0 R/Filter/ASCIIHexDecode/Length {}>>\nstream\n{rows}\nendstream\nendobj\nstartxref\n{table}\n%%EOF\n",
            rows.len()
        );
        assert_eq!(facts(out.into_bytes()), Some(Facts { tagged: false, lang: true, title: false }));
    }

    #[test]
    fn what_is_no_file_of_this_kind_tells_nothing() {
        assert_eq!(facts(Vec::new()), None);
        assert_eq!(facts(b"PK\x03\x04 something else".to_vec()), None);
    }

    proptest::proptest! {
        #[test]
        fn no_damage_makes_the_reader_fail(at in 0usize..400, byte in 0u8..=255, cut in 0usize..400) {
            let mut bytes = file(
                &["<</Type/Catalog/Pages 2 0 R/Lang(sv)/MarkInfo<</Marked true>>/StructTreeRoot 3 0 R>>", PAGES, "<</K 3 0 R>>"],
                "/Info 3 0 R",
            );
            if let Some(place) = bytes.get_mut(at) {
                *place = byte;
            }
            bytes.truncate(bytes.len().saturating_sub(cut));
            let _ = facts(bytes);
        }
    }
}
