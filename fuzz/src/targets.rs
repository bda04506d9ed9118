//! The bodies of the fuzz targets, as plain functions: libFuzzer drives them (`fuzz_targets/`), and on a stable toolchain
//! `tests/fuzz.rs` does. A body panics when something that must hold does not.

use super::{Alone, safe, tell_of, whole, world};
use jiff::civil::date;
use samverka::content::yaml::{self, Kind, Node};
use samverka::content::{decode, document, fields, record};
use samverka::forms::{braille, pdf};
use samverka::language::Lang;
use samverka::markdown::{self, headings, html};
use samverka::report::{FileId, Findings, Source};
use samverka::site::{Options, pictures};
use samverka::{Site, preview};
use std::sync::LazyLock;

/// A target: its name and its body.
pub type Target = (&'static str, fn(&[u8]));

/// All of them.
pub const ALL: &[Target] = &[
    ("yaml", yaml),
    ("front_matter", front_matter),
    ("markdown", markdown),
    ("document", document),
    ("picture", picture),
    ("routes", routes),
    ("request", request),
    ("braille", braille),
    ("literal", literal),
    ("site", site),
    ("promise", promise),
];

fn walk(node: &Node, text: &str) {
    assert!(text.get(node.span.range()).is_some(), "{:?} in {text:?}", node.span);
    match &node.kind {
        Kind::List(items) => items.iter().for_each(|item| walk(item, text)),
        Kind::Map(pairs) => pairs.iter().for_each(|(key, value)| {
            assert!(text.get(key.span.range()).is_some(), "{:?} in {text:?}", key.span);
            walk(value, text);
        }),
        Kind::Null | Kind::Scalar(_) | Kind::Damaged => {}
    }
}

/// YAML to a tree: every span lies in the text, and every complaint can be told.
pub fn yaml(data: &[u8]) {
    let text = &*String::from_utf8_lossy(data);
    let mut findings = Findings::new();
    if let Some(node) = yaml::parse(text, 0..text.len(), FileId(0), &mut findings) {
        walk(&node, text);
    }
    for finding in &findings {
        assert!(finding.span.is_none_or(|span| text.get(span.range()).is_some()), "{finding:?} in {text:?}");
    }
    tell_of(&findings, Source::new("a.yaml", text));
}

/// Bytes to text, cut and read as one of the shapes that there are. The first byte chooses.
pub fn front_matter(data: &[u8]) {
    let Some((choice, data)) = data.split_first() else { return };
    let shapes = fields::shapes();
    let shape = shapes[usize::from(*choice) % shapes.len()];
    let mut findings = Findings::new();
    let source = decode::decode("content/a.md", data, FileId(0), &mut findings);
    let parts = decode::split(&source, FileId(0), &mut findings);
    assert!(source.text.get(parts.body.clone()).is_some());
    let range = parts.front.unwrap_or(0..source.text.len());
    if let Some(node) = yaml::parse(&source.text, range, FileId(0), &mut findings) {
        let _ = record::read(&node, shape, &mut findings);
    }
    tell_of(&findings, source);
}

/// Markdown to a tree and into HTML: nothing that an author writes becomes anything but text and harmless elements.
pub fn markdown(data: &[u8]) {
    let text = &*String::from_utf8_lossy(data);
    let mut findings = Findings::new();
    let mut document = markdown::read(text, 0..text.len(), FileId(0), &mut findings);
    let _ = headings::settle(&mut document.blocks, &|id| id == "main", &mut findings);
    let out = html::write(&document, &Alone::default());
    safe(&out);
    tell_of(&findings, Source::new("a.md", text));
}

const PATHS: &[&str] = &[
    "content/moten/2014-02-12-mote.md",
    "content/workshops/140312.en.md",
    "content/teman/tema.lattlast.md",
    "content/organisationer/å.md",
    "content/aterkoppling/a.md",
    "content/behov/2014/03/12-x.md",
    "content/larande/???.md",
    "content/statistik/s.md",
    "content/utskick/u.md",
    "content/sidor/.en.md",
    "content/2014-02-12.md",
    "content/bilder/a.b.c.md",
];

/// A note of any type. The first byte chooses the folder and the name.
pub fn document(data: &[u8]) {
    let Some((choice, data)) = data.split_first() else { return };
    let mut findings = Findings::new();
    let path = PATHS[usize::from(*choice) % PATHS.len()];
    let source = decode::decode(path, data, FileId(0), &mut findings);
    let read = document::read(&source.clone().into(), FileId(0), Lang::Sv, &mut findings);
    assert!(!read.title.value.is_empty() && !read.slug.is_empty());
    for finding in &findings {
        assert!(finding.span.is_none_or(|span| source.text.get(span.range()).is_some()), "{finding:?}");
    }
    tell_of(&findings, source);
}

/// The looks of an image: its size, and whether it runs anything. The first byte chooses the form.
pub fn picture(data: &[u8]) {
    let Some((choice, data)) = data.split_first() else { return };
    let name = if choice % 2 == 0 { "content/a.svg" } else { "content/a.png" };
    let mut world = samverka::Memory::new(date(2014, 5, 1));
    world.insert(name, data);
    let _ = pictures::look(&world, name);
}

/// A site with a page of most kinds, to find addresses in.
static ROUTES: LazyLock<Site> = LazyLock::new(|| {
    let notes = "webbplats: {språk: [sv, en], former: [text, csv]}\n=== content/moten/2014-02-12-m.md\n---\ntitel: M\nnummer: 1\n---\n\nBeslut: a\n\
        === content/organisationer/o.md\n---\nnamn: O\nsektor: offentlig\n---\n\n=== content/sidor/a.md\n# A\n\n[x](../x.pdf)\n\
        === content/x.pdf\n%PDF\n=== content/_privat.md\n# P\n";
    Site::read(&world(notes.as_bytes()), Options::default(), &mut Findings::new())
});

/// Any address, and any link in a note: what is found is an address of the site's own, which leads to itself.
pub fn routes(data: &[u8]) {
    let text = &*String::from_utf8_lossy(data);
    if let Some(route) = ROUTES.routes.find(text) {
        assert!(!text.split('/').any(|part| part == ".." || part == "."), "{text:?}");
        let address = ROUTES.routes.address(&route);
        assert!(address.as_deref() == Some(text), "{text:?} is {address:?}");
    }
    for document in &ROUTES.documents {
        match ROUTES.target(document, text) {
            samverka::site::Target::Asset(path) => assert!(path == "content/x.pdf", "{text:?} is {path:?}"),
            samverka::site::Target::Made(address, _) => {
                assert!(ROUTES.routes.find(&address).is_some(), "{text:?} is {address:?}");
            }
            samverka::site::Target::Outside(address) => {
                let bare = address.trim_start().to_ascii_lowercase();
                assert!(!["javascript:", "data:", "vbscript:", "file:"].iter().any(|s| bare.starts_with(s)));
            }
            _ => {}
        }
    }
}

/// Anything that is sent to the preview: what is let in names this computer, and asks for what lies below the site's root.
pub fn request(data: &[u8]) {
    let Some(address) = preview::asked(data, 4000) else { return };
    let text = String::from_utf8_lossy(data).to_ascii_lowercase();
    let here = ["localhost:4000", "127.0.0.1:4000", "[::1]:4000"];
    assert!(
        here.iter().any(|host| text.contains(&format!("host:{host}")) || text.contains(host)),
        "{text:?}"
    );
    assert!(text.starts_with("get ") || text.starts_with("head "), "{text:?}");
    assert!(!address.starts_with('/') && !address.contains(['\\', '\0', '\n', '\r']), "{address:?}");
    assert!(!address.split('/').any(|part| part == ".." || part == "."), "{address:?}");
}

/// Any text in braille: cells and blanks, and as many lines as there were.
pub fn braille(data: &[u8]) {
    let text = &*String::from_utf8_lossy(data);
    let cells = braille::words(text);
    let known = |c: char| ('\u{2800}'..='\u{28ff}').contains(&c) || c.is_whitespace();
    assert!(cells.chars().all(known), "{text:?} gives {cells:?}");
}

/// Any text as a literal of the typesetter's: read by its rules it is the text, and nothing follows.
pub fn literal(data: &[u8]) {
    let text = &*String::from_utf8_lossy(data);
    let code = pdf::literal(text);
    let inner = code.strip_prefix('"').and_then(|code| code.strip_suffix('"'));
    let inner = inner.unwrap_or_else(|| panic!("{code:?}"));
    let (mut read, mut chars) = (String::new(), inner.chars());
    while let Some(c) = chars.next() {
        assert!(c != '"' && !c.is_control(), "{code:?}");
        if c != '\\' {
            read.push(c);
            continue;
        }
        match chars.next() {
            Some(c @ ('"' | '\\')) => read.push(c),
            Some('u') => {
                let number: String = chars.by_ref().skip(1).take_while(|c| *c != '}').collect();
                read.extend(u32::from_str_radix(&number, 16).ok().and_then(char::from_u32));
            }
            other => panic!("{other:?} in {code:?}"),
        }
    }
    assert_eq!(read, text);
}

/// A site of several files, with a theme of its own if there is one: read, told, every route rendered.
pub fn site(data: &[u8]) {
    let own_theme = data.windows(7).any(|part| part == b"themes/");
    let _ = whole(&world(data), own_theme);
}

/// What `check` finds no error in, `build` can render: an error that only shows in a finished page has no line that one
/// could correct.
pub fn promise(data: &[u8]) {
    let (findings, refused) = whole(&world(data), false);
    assert!(findings.stop(false) || refused.is_empty(), "{refused:?}");
}
