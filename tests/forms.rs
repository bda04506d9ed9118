//! No form may lose anything: what the publication of a page says stands in each of its forms, word by word and in order.
//!
//! Held for every page of `content/`. The text of a form that cannot be read without a tool (PDF) is looked for in the folder
//! that `SAID` names, where `tests/forms/pdf.py` has put it; `tests/run` does so. Without, such forms are passed over.

// A test may fail loudly.
#![allow(clippy::expect_used, clippy::panic)]

mod print;

use samverka::content::formats::{Format, Subject};
use samverka::forms::mail;
use samverka::forms::publication::{self, Publication, tree};
use samverka::markdown::html::FOOTNOTES;
use samverka::{Disk, Loaded, Route, site};
use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};
use std::path::Path;

/// What a PDF says, if it has been read.
fn read_before(address: &str) -> Option<String> {
    let path = Path::new(&std::env::var_os("SAID")?).join(format!("{address}.txt"));
    let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    Some(String::from_utf8(bytes).expect("UTF-8"))
}

/// The texts of a form as its readers get them, each of which must say all; none for a form that this test cannot read.
#[allow(clippy::match_same_arms)] // Each has another reason.
fn texts_of(format: Format, bytes: &[u8]) -> Vec<String> {
    match format {
        // Addresses stand within the sentences, between angle brackets; they are not what the page says.
        Format::Text => vec![without_addresses(std::str::from_utf8(bytes).expect("UTF-8"))],
        Format::Epub => {
            let text = |name: &str| name.contains(".xhtml") && !name.contains("nav");
            let texts = parts(bytes).into_iter().filter(|(name, _)| text(name));
            vec![texts.map(|(_, text)| text_of_markup(&text)).collect::<Vec<_>>().join("\n")]
        }
        Format::Odt => {
            let content =
                parts(bytes).into_iter().find(|(name, _)| name == "content.xml").expect("content").1;
            let number =
                regex::Regex::new("<text:note-citation>.*?</text:note-citation>").expect("a pattern");
            vec![text_of_markup(&number.replace_all(&content, ""))]
        }
        Format::Mail => {
            let mail = mail_parser::MessageParser::default().parse(bytes).expect("a letter");
            let html = mail.html_bodies().next().and_then(|part| part.text_contents()).expect("HTML");
            let text = mail.text_bodies().next().and_then(|part| part.text_contents()).expect("text");
            vec![without_addresses(text), text_of_markup(html)]
        }
        // The first two are read by a tool, before this; the others are made from what the site knows, and not from the text.
        Format::Pdf | Format::LargePrint | Format::Calendar | Format::Feed | Format::Csv | Format::Json => {
            Vec::new()
        }
        Format::Pef => {
            let text = String::from_utf8(bytes.to_vec()).expect("UTF-8");
            let row = regex::Regex::new("<row>(.*)</row>").expect("a pattern");
            let pages = text.split("<page>").skip(1);
            let rows =
                |page| row.captures_iter(page).skip(1).map(|row| row[1].to_owned()).collect::<Vec<_>>();
            vec![print::read(&pages.flat_map(rows).collect::<Vec<_>>())]
        }
        Format::Brf => {
            let text = String::from_utf8(bytes.to_vec()).expect("ASCII");
            let rows = |page: &str| page.lines().skip(1).map(print::cells).collect::<Vec<_>>();
            vec![print::read(&text.split('\u{c}').flat_map(rows).collect::<Vec<_>>())]
        }
    }
}

fn without_addresses(text: &str) -> String {
    let address = regex::Regex::new(r"<(https?://|[^<>\s]+@)[^>]*>").expect("a pattern");
    address.replace_all(text, "").into_owned()
}

/// The parts of a package that are texts, by name.
fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let mut parts = Vec::new();
    for i in 0..zip.len() {
        let mut file = zip.by_index(i).expect("a part");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("readable");
        let name = file.name().expect("a name").into_owned();
        parts.extend(String::from_utf8(bytes).ok().map(|text| (name, text)));
    }
    parts
}

/// What HTML or XML says: its text with the text alternatives, without mentions of footnotes. Elements of a line hold words
/// together, all others part them.
fn text_of_markup(markup: &str) -> String {
    let pattern = |pattern: &str| regex::Regex::new(pattern).expect("a pattern");
    let body = pattern(r"(?s)^.*<body[^>]*>").replace(markup, "").into_owned();
    let body = pattern(r"<sup><a [^>]*>\d+</a></sup>").replace_all(&body, "\u{1}").into_owned();
    let body = pattern(r#"<img [^>]*?alt="([^"]*)"[^>]*>"#).replace_all(&body, "$1").into_owned();
    let inline = r"</?(a|em|strong|s|sub|sup|code|span|text:span|text:a|text:bookmark)( [^>]*)?/?>";
    let body = pattern(inline).replace_all(&body, "").into_owned();
    let body = pattern("<[^>]*>").replace_all(&body, "\n").into_owned();
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
        .iter()
        .fold(body, |text, (entity, letter)| text.replace(entity, letter))
}

/// The words of a text: what lies between spaces, without marks at its ends.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The letters of a text, where words may be parted at the end of a row: within a word in capitals too.
fn letters(text: &str) -> String {
    words(text).concat().to_lowercase()
}

/// Whether words of the line may be parted at the end of a row: in braille all, on paper those that are wider than it.
fn is_parted(format: Format, line: &str) -> bool {
    match format {
        Format::Pef | Format::Brf => true,
        Format::Pdf | Format::LargePrint => line.split_whitespace().any(|word| word.chars().count() > 24),
        _ => false,
    }
}

/// A line without its mentions of footnotes, which each form dresses in its own way: cut where they are.
fn cut(line: &[tree::Inline]) -> Vec<String> {
    let mut parts = vec![String::new()];
    gather(line, &mut parts);
    parts
}

fn gather(line: &[tree::Inline], parts: &mut Vec<String>) {
    for inline in line {
        match inline {
            tree::Inline::Note(..) => parts.push(String::new()),
            other if other.children().is_empty() => {
                parts.last_mut().expect("a part").push_str(&tree::plain(std::slice::from_ref(other)));
            }
            other => gather(other.children(), parts),
        }
    }
}

/// All that a publication says: title, every line of every block, every text alternative, every funder's statement.
///
/// Two forms leave something out by what they are: a letter tells a meeting in short, and in a document footnotes stand at the
/// foot of the page, without a heading.
fn said(publication: &Publication, format: Format) -> Vec<String> {
    let mut out = vec![publication.title.clone()];
    out.extend(publication.summary.clone());
    let short = format == Format::Mail && publication.subject == Some(Subject::Event);
    let blocks = if short { mail::in_short(publication) } else { publication.blocks.clone() };
    for block in &blocks {
        block.walk(&mut |block| {
            let notes = block.id.as_deref().is_some_and(|id| id.ends_with(FOOTNOTES));
            if notes && format == Format::Odt {
                return;
            }
            match &block.content {
                tree::Content::Figure(image, _) => out.push(image.alt.clone()),
                tree::Content::Code(text) => out.push(text.clone()),
                _ => {}
            }
            for line in block.lines() {
                out.extend(cut(line));
            }
        });
    }
    out.extend(publication.emblems.iter().filter_map(|emblem| emblem.statement.clone()));
    out.retain(|text| !words(text).is_empty());
    out
}

/// Where `wanted` stands in `text`, as words in a row, from a place on.
fn find(text: &[String], wanted: &[String], from: usize) -> Option<usize> {
    let rest = text.get(from..)?;
    rest.windows(wanted.len()).position(|window| window == wanted).map(|at| from + at)
}

fn load() -> (Loaded, Disk) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let world = Disk::new(root, jiff::civil::date(2014, 11, 1));
    (samverka::load(&world, site::Options::default()), world)
}

#[test]
fn whatever_a_page_says_every_form_of_it_says() {
    let (loaded, world) = load();
    let renderer = loaded.renderer(&world);
    let mut looked_at: BTreeMap<Format, usize> = BTreeMap::new();
    for (address, route) in loaded.site.routes.all() {
        let Route::Form(format, page) = &route else { continue };
        let Some(publication) = publication::of(&renderer, page) else { continue };
        let texts = if matches!(format, Format::Pdf | Format::LargePrint) {
            read_before(&address).into_iter().collect()
        } else {
            let bytes = renderer.render(&address, &route);
            texts_of(*format, &bytes.unwrap_or_else(|found| panic!("{address}: {found:?}")))
        };
        for text in texts {
            let (text, letters) = (words(&text), letters(&text));
            for line in said(&publication, *format) {
                let there = if is_parted(*format, &line) {
                    letters.contains(&self::letters(&line))
                } else {
                    find(&text, &words(&line), 0).is_some()
                };
                assert!(there, "{address} does not say: {line}");
            }
            *looked_at.entry(*format).or_insert(0) += 1;
        }
    }
    for (format, least) in [
        (Format::Text, 40),
        (Format::Epub, 40),
        (Format::Odt, 50),
        (Format::Mail, 20),
        (Format::Pef, 40),
        (Format::Brf, 40),
    ] {
        let count = looked_at.get(&format).copied().unwrap_or(0);
        assert!(count >= least, "only {count} of {format:?} were looked at");
    }
}

/// What `<main>` of a page says besides its text: ways to other pages and to other forms, and what only a screen has.
fn without_ways(page: &str) -> String {
    let pattern = |pattern: &str| regex::Regex::new(pattern).expect("a pattern");
    let main = pattern(r"(?s)^.*<main[^>]*>(.*)</main>.*$").replace(page, "$1").into_owned();
    [
        r"(?s)<nav.*?</nav>",
        r#"(?s)<section[^>]* aria-labelledby="(s-forms|s-take-home)">.*?</section>"#,
        // What belongs to the page and has one of its own.
        r#"(?s)<section[^>]* aria-labelledby="r-(needs|offers|lessons|replies|mailings)">.*?</section>"#,
        r#"(?s)<p class="choose">.*?</p>"#,
        // The picture of a table's figures: its title is the page's, and its words stand below it.
        r"(?s)<svg.*?</svg>|<figcaption id=.chart-title.>.*?</figcaption>",
        r#"(?s)<a [^>]*class="back"[^>]*>.*?</a>"#,
    ]
    .iter()
    .fold(main, |text, away| pattern(away).replace_all(&text, "\n").into_owned())
}

/// What `<main>` of a page says and the publication does not.
fn lost(page: &str, publication: &Publication) -> Vec<String> {
    let said = words(&said(publication, Format::Text).join("\n"));
    let text = text_of_markup(&format!("<body>{}", without_ways(page)));
    let parts = text.split(['\n', '\u{1}']);
    let not_said = |part: &&str| find(&said, &words(part), 0).is_none();
    parts.filter(|part| !words(part).is_empty()).filter(not_said).map(str::to_owned).collect()
}

#[test]
fn whatever_a_page_says_its_publication_says() {
    let (loaded, world) = load();
    let renderer = loaded.renderer(&world);
    let mut looked_at = 0;
    for (address, route) in loaded.site.routes.all() {
        let Route::Document(_) = &route else { continue };
        let Some(mut publication) = publication::of(&renderer, &route) else { continue };
        let bytes = renderer.render(&address, &route).unwrap_or_else(|found| panic!("{address}: {found:?}"));
        let page = std::str::from_utf8(&bytes).expect("UTF-8");
        assert_eq!(lost(page, &publication), Vec::<String>::new(), "{address}");
        if publication.blocks.pop().is_some_and(|last| !matches!(last.content, tree::Content::Rule)) {
            assert!(!lost(page, &publication).is_empty(), "{address}: what is lost is noticed");
        }
        looked_at += 1;
    }
    assert!(looked_at > 40, "only {looked_at} pages were looked at");
}

#[test]
fn the_test_finds_what_is_missing() {
    let text = words("Beslut d1.1: Vi möts igen.");
    assert_eq!(find(&text, &words("möts igen"), 0), Some(4));
    assert_eq!(find(&text, &words("möts aldrig"), 0), None);
}
