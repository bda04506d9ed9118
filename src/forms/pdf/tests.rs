//! What is set is what was said. The words of a page are read from the typesetter's own pages; that they are in the file too
//! is for `tests/forms/` to see, with tools.

use super::*;
use crate::content::formats::Subject;
use crate::forms::publication::tree::{Image, Inline, Table};
use crate::language::tag::LangTag;
use crate::world::Memory;
use crate::{Loaded, site};
use std::sync::OnceLock;

/// A small site, whose theme and words are used.
fn loaded() -> &'static Loaded {
    static LOADED: OnceLock<Loaded> = OnceLock::new();
    LOADED.get_or_init(|| crate::load(&world(), site::Options::default()))
}

fn world() -> Memory {
    let mut world = Memory::new(jiff::civil::date(2014, 5, 1));
    world.insert("content/sidor/om.md", "# Om\n");
    world.insert(
        "content/karta.svg",
        "<svg viewBox=\"0 0 300 200\"><rect width=\"300\" height=\"200\"/></svg>",
    );
    world
}

fn publication(blocks: Vec<Block>) -> Publication {
    Publication {
        title: "En titel".into(),
        kind: String::new(),
        lang: LangTag::parse("sv").expect("a language"),
        title_lang: None,
        subject: None,
        easy: false,
        sheet: None,
        summary: None,
        day: None,
        revised: None,
        changed: None,
        address: "https://example.org/a.html".into(),
        root: Some("https://example.org/".into()),
        site: "Rådet".into(),
        publisher: "Föreningen".into(),
        emblems: Vec::new(),
        blocks,
    }
}

fn renderer(world: &Memory) -> Renderer<'_> {
    loaded().renderer(world)
}

fn strings() -> &'static Strings {
    loaded().theme.strings(Lang::Sv)
}

/// The pages of a publication.
fn set(of: &Publication, large: bool) -> Result<Pages, String> {
    let world = world();
    let press = Press::of(&loaded().theme.paper);
    let pictures = Pictures::of(of, &world);
    let look = Look { large, sheet: of.is_sheet(), easy: of.easy, strings: strings(), lang: Lang::Sv };
    let code = source(of, &look, false, &pictures, &|c| press.has(c), &renderer(&world));
    press.set(code, &pictures.files)
}

fn pdf(of: &Publication) -> Result<Vec<u8>, Findings> {
    let world = world();
    Pdf(Format::Pdf).write(of, &renderer(&world))
}

fn text(words: &str) -> Vec<Inline> {
    vec![Inline::Text(words.to_owned())]
}

fn image(path: &str, alt: &str, size: Option<(u32, u32)>) -> Image {
    Image { path: path.into(), alt: alt.into(), size }
}

#[test]
fn what_would_be_code_comes_out_as_text() {
    let lines = [
        "#read(\"/etc/passwd\")",
        "$x$",
        "@ref",
        "<label>",
        "])}",
        "\\u{41}",
        "= Rubrik",
        "*fet*",
        "- punkt",
    ];
    let pages =
        set(&publication(lines.iter().map(|line| Block::paragraph(*line)).collect()), false).expect("set");
    let said = pages.words();
    for line in lines {
        assert!(said.contains(line), "{line} in {said}");
    }
}

#[test]
fn a_whole_page_is_set_without_a_remark_and_follows_the_standard() {
    let of = everything();
    let bytes = pdf(&of).unwrap_or_else(|found| panic!("{found:?}"));
    assert!(bytes.starts_with(b"%PDF-1.7"));
    assert_eq!(pdf(&of).ok(), Some(bytes), "the same twice");
    let pages = set(&of, false).expect("set");
    assert_eq!(pages.pictures(), 3, "none is dropped: in a figure, in a line, as decoration");
    for large in [false, true] {
        let said = set(&of, large).expect("set").words();
        for words in
            ["3.Tre", "Kommun", "Malmö", "English", "kod rad", "(https://example.com/)", "Sidans adress"]
        {
            assert!(said.contains(words), "{words} in {said}");
        }
        assert_eq!(said.matches("(https://example.com/)").count(), 1, "an address is printed once");
    }
}

/// Something of everything that a publication can hold.
fn everything() -> Publication {
    let karta = || image("content/karta.svg", "Karta", Some((300, 200)));
    let table = Table {
        caption: text("Medlemmar"),
        head: vec![text("Kommun"), text("Antal")],
        rows: vec![vec![text("Lund"), text("3")], vec![text("Malmö"), Vec::new()]],
        row_headers: true,
        numeric: vec![false, true],
    };
    let wide = Table {
        head: (0..9).map(|i| text(&format!("Kolumn {i}"))).collect(),
        rows: vec![(0..9).map(|_| text("Samverkansorganisation")).collect()],
        ..Table::default()
    };
    let link = |address: &str| Inline::Link(address.into(), text("länk"));
    let english = || LangTag::parse("en-GB").expect("a language");
    let line = vec![
        Inline::Emphasis(vec![Inline::Strong(text("betonat"))]),
        Inline::Strike(text("struket")),
        Inline::Sub(text("2")),
        Inline::Sup(text("2")),
        Inline::Code("kod rad".into()),
        Inline::LineBreak,
        link("https://example.com/"),
        link("https://example.com/"),
        link("#s"),
        link("#finns-inte"),
        link("mailto:a@example.com"),
        Inline::Link("https://example.com/tom".into(), Vec::new()),
        Inline::Passage(english(), text("English")),
        Inline::Note(1, "fn-1".into()),
        Inline::Image(karta()),
    ];
    publication(vec![
        Block::heading(2, "Samma").at("s"),
        Block::heading(3, "Samma").at("s"),
        Block::new(Content::Heading(2, Vec::new())),
        Block::new(Content::Paragraph(line)),
        Block::new(Content::Paragraph(Vec::new())),
        Block::new(Content::Quote(vec![Block::paragraph("Citat")])),
        Block::new(Content::List(
            Some(3),
            vec![vec![Block::paragraph("Tre")], vec![Block::paragraph("Fyra")]],
        )),
        Block::new(Content::List(
            None,
            vec![
                vec![
                    Block::paragraph("En"),
                    Block::new(Content::List(None, vec![vec![Block::paragraph("två")]])),
                ],
                Vec::new(),
            ],
        )),
        Block::new(Content::Terms(vec![
            (text("Plats"), vec![text("Lund"), text("Malmö")]),
            (text("En term som är så lång att den får en egen rad"), (0..9).map(|_| text("x")).collect()),
            (Vec::new(), Vec::new()),
        ])),
        Block::new(Content::Code("kod\n\tsom <står>".into())),
        Block::new(Content::Break),
        Block::new(Content::Rule),
        Block::new(Content::Table(table)),
        Block::new(Content::Table(wide)),
        Block::new(Content::Figure(karta(), text("Här är vi"))),
        Block::new(Content::Figure(image("content/karta.svg", "", Some((300, 200))), Vec::new())),
        Block::new(Content::Figure(image("content/finns-inte.png", "Saknas", None), Vec::new())),
        Block::new(Content::Group(vec![Block::paragraph("Whole block")])).in_language(Some(english())),
        Block::new(Content::Group(vec![Block::paragraph("عربي")])).in_language(LangTag::parse("ar")),
        Block::heading(2, "Fotnoter"),
        Block::new(Content::List(
            Some(1),
            vec![vec![Block::new(Content::Group(vec![Block::paragraph("Not")])).at("fn-1")]],
        )),
    ])
}

#[test]
fn a_picture_that_cannot_be_read_gives_way_to_its_words() {
    let broken = |path| Block::new(Content::Figure(image(path, "Alla vid bordet", None), Vec::new()));
    let said = set(&publication(vec![broken("content/a.avif"), broken("content/b.png")]), false)
        .expect("set")
        .words();
    assert_eq!(said.matches("[Bild: Alla vid bordet]").count(), 2, "{said}");
}

/// Funders demand a height in millimetres, and no other logo may be higher.
#[test]
fn an_emblem_is_as_high_as_its_funder_demands() {
    let mut of = publication(vec![Block::paragraph("Text.")]);
    for (height_mm, large) in [(10, false), (18, false), (25, false), (18, true)] {
        let image = image("content/karta.svg", "EU", Some((300, 200)));
        of.emblems = vec![Emblem { lang: None, image, statement: Some("Betalas".into()), height_mm }];
        let drawn = set(&of, large).expect("set").picture_heights();
        assert!(drawn.len() == 1 && (drawn[0] - f64::from(height_mm)).abs() < 0.05, "{height_mm}: {drawn:?}");
    }
}

#[test]
fn an_emblem_that_cannot_be_shown_is_told() {
    let mut of = publication(Vec::new());
    let emblem = |path| Emblem {
        lang: None,
        image: image(path, "EU", Some((3, 2))),
        statement: Some("Betalas".into()),
        height_mm: 18,
    };
    of.emblems = vec![emblem("content/karta.svg")];
    assert!(pdf(&of).is_ok());
    of.emblems = vec![emblem("content/eu.avif")];
    assert!(pdf(&of).is_err());
}

#[test]
fn a_sheet_is_one_page_as_long_as_there_are_lines_to_give_up() {
    let most = |large| if large { 2 } else { 1 };
    for rules in [2, 30, 200] {
        let mut blocks = vec![Block::heading(2, "Frågor"), Block::paragraph("Vad kan ni bidra med?")];
        blocks.extend((0..rules).map(|_| Block::new(Content::Rule)));
        let of = Publication { subject: Some(Subject::Sheet), ..publication(blocks) };
        for large in [false, true] {
            let again = |of: &Publication, _: bool| set(of, large);
            let pages = fitted(&of, set(&of, large).expect("set"), most(large), &again).expect("set");
            assert!(pages.count() <= most(large), "{rules} lines, {} pages", pages.count());
        }
    }
    let long = Block::paragraph("Vi kom fram till att mer än pengar kan räknas. ".repeat(400));
    let of =
        Publication { subject: Some(Subject::Sheet), ..publication(vec![long, Block::new(Content::Rule)]) };
    let again = |of: &Publication, _: bool| set(of, false);
    assert!(
        fitted(&of, set(&of, false).expect("set"), 1, &again).expect("set").count() > 1,
        "no word is dropped"
    );
}

#[test]
fn a_template_that_fails_is_told_and_so_is_one_that_only_warns() {
    for (template, told) in [
        ("#let paper(form, body) = panic(\"nej\")", "nej"),
        ("#let paper(form, body) = text(font: \"Finns inte\", body)", "Finns inte"),
        ("#let paper(form, body) = read(\"/etc/passwd\")", "access denied"),
        ("#import \"@preview/x:1.0.0\": *", "access denied"),
    ] {
        let paper = crate::theme::paper::Paper::of_template(template, &loaded().theme.paper);
        let press = Press::of(&std::sync::Arc::new(paper));
        let code = "#import \"paper.typ\": *\n#paper((:), \"a\")";
        let error = press.set(code.into(), &std::collections::BTreeMap::new()).err().unwrap_or_default();
        assert!(error.to_lowercase().contains(&told.to_lowercase()), "{template}: {error}");
    }
}

#[test]
fn what_no_font_has_becomes_a_box_and_is_told_where_it_stands() {
    let has = |c: char| c.is_ascii() || c == '□';
    assert_eq!(body::fit("a\u{10ffff}b\u{fe0f}c\td", false, 40, &has), "abc d");
    assert_eq!(body::fit("å\u{ad}å", false, 40, &has), "□\u{ad}□");
    assert_eq!(body::fit(&"x".repeat(90), false, 40, &has).matches('\u{200b}').count(), 2);
    let press = Press::of(&loaded().theme.paper);
    for c in "åäöÅÄÖéü–—”’…→≥½€§Жωعא□✓".chars() {
        assert!(press.has(c), "{c}");
    }
    assert!(!press.has('漢'));
}

#[test]
fn lists_within_lists_without_end_do_not_break_anything() {
    let nested = |depth: usize| {
        let inner = Block::paragraph("innerst");
        (0..depth).fold(inner, |block, _| Block::new(Content::List(None, vec![vec![block]])))
    };
    assert!(pdf(&publication(vec![nested(12)])).is_ok());
    // What the typesetter cannot nest it refuses; it must not fall over.
    let _ = pdf(&publication(vec![nested(50)]));
    assert!(pdf(&publication(vec![nested(200)])).is_err());
}

/// A store in memory that counts.
#[derive(Default)]
struct Counting {
    kept: std::sync::Mutex<std::collections::BTreeMap<String, Vec<u8>>>,
    made: std::sync::atomic::AtomicUsize,
}

impl crate::forms::Store for Counting {
    fn get(&self, key: &Key) -> Option<Vec<u8>> {
        self.kept.lock().expect("a lock").get(key.as_str()).cloned()
    }

    fn put(&self, key: &Key, bytes: &[u8]) {
        self.made.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        self.kept.lock().expect("a lock").insert(key.as_str().to_owned(), bytes.to_vec());
    }
}

#[test]
fn what_has_been_made_is_not_made_again_until_something_in_it_changes() {
    let (world, store) = (world(), Counting::default());
    let renderer = Renderer { store: Some(&store), ..renderer(&world) };
    let made = |of: &Publication, format: Format, renderer: &Renderer<'_>| {
        let bytes = Pdf(format).write(of, renderer).expect("made");
        (bytes, store.made.load(std::sync::atomic::Ordering::SeqCst))
    };
    let karta = || image("content/karta.svg", "Karta", Some((300, 200)));
    let mut of = publication(vec![Block::new(Content::Figure(karta(), Vec::new()))]);
    let first = made(&of, Format::Pdf, &renderer);
    assert_eq!(first.1, 1);
    assert_eq!(made(&of, Format::Pdf, &renderer), first, "the same bytes, not made again");
    assert_eq!(made(&of, Format::LargePrint, &renderer).1, 2);
    of.blocks.push(Block::paragraph("Ett ord till."));
    assert_eq!(made(&of, Format::Pdf, &renderer).1, 3, "another text");
    let mut other = self::world();
    other.insert("content/karta.svg", "<svg viewBox=\"0 0 300 200\"><circle r=\"90\"/></svg>");
    let renderer = Renderer { world: &other, ..renderer };
    assert_eq!(made(&of, Format::Pdf, &renderer).1, 4, "another picture under the same name");
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(24))]

    #[test]
    fn any_text_is_set_as_itself(words in proptest::collection::vec("[^\\p{C}\\p{Z}\\p{M}]{1,8}", 1..12)) {
        let words = words.join(" ");
        let press = Press::of(&loaded().theme.paper);
        let shown = body::fit(&words, false, 40, &|c| press.has(c));
        let pages = set(&publication(vec![Block::paragraph(words)]), false);
        let pages = pages.map_err(proptest::test_runner::TestCaseError::fail)?;
        // Letters of other scripts may be drawn in another order than they are read, and one that is put together of
        // pieces from two fonts is named by both.
        let letters = |text: &str| -> std::collections::BTreeSet<char> {
            text.chars().filter(|c| !c.is_whitespace() && *c != '\u{200b}').collect()
        };
        let around = "RådetEntitelSidansadress:https://example.org/a.htmlSida1av1";
        proptest::prop_assert_eq!(letters(&pages.words()), letters(&format!("{around}{shown}")));
        let bytes = pages.pdf("a");
        proptest::prop_assert!(bytes.is_ok(), "{:?}", bytes.err());
    }
}
