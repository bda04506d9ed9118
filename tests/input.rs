//! What authors may write who mean harm, or whose program has gone mad: it takes no time, breaks nothing, runs nowhere. The
//! single escapes are held by `tests/cases/escapes*.txt`, the rest by `tests/fuzz.rs`; here are sizes, and whole sites.

// A test may fail loudly.
#![allow(clippy::expect_used, clippy::panic)]

use jiff::civil::date;
use samverka::site::Options;
use samverka::{Findings, Memory, Site};
use std::fmt::Write as _;
use std::time::{Duration, Instant};

const SITE: &str = "projekt: {namn: P, ägare: Ä, kontakt: {roll: R, e-post: a@b.se}, programperiod: \"2014\", start: 2014-01-01, slut: 2014-12-31, personuppgiftsansvarig: Ä}\n\
                    webbplats: {språk: [sv, en], tillgänglighet: {status: delvis, bedömd: 2014-01-01, metod: E., kontakt_väg: a@b.se}}\n";

fn world() -> Memory {
    let mut world = Memory::new(date(2014, 5, 1));
    world.insert("content/site.yaml", SITE);
    world
}

/// Reads a site and looks it over; what is rendered of one note.
fn page(world: &Memory, address: &str) -> (Findings, Option<String>) {
    let loaded = samverka::load(world, Options::default());
    let route = loaded.site.routes.find(address);
    let bytes = route.map(|route| loaded.renderer(world).render(address, &route));
    let text = bytes.and_then(Result::ok).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    (loaded.findings, text)
}

/// How long it takes to read, look over and render a note.
fn time(text: &str) -> Duration {
    let mut world = world();
    world.insert("content/sidor/x.md", text);
    let start = Instant::now();
    let (findings, text) = page(&world, "x.html");
    assert!(text.is_some() || findings.errors() > 0, "either a page or an error");
    start.elapsed()
}

#[test]
fn no_markdown_takes_more_time_than_its_length_is_worth() {
    let n = 10_000;
    for (name, piece, most) in [
        ("quotations", ">", n),
        ("brackets", "[", n),
        ("images that do not end", "![", n),
        ("links that do not end", "[a](", n),
        ("emphasis", "*a ", n),
        ("emphasis of two kinds", "*a_ ", n),
        ("strong", "**a*", n),
        ("code", "` `` ", n),
        ("equal headings", "# a\n\n", n / 2),
        ("rows", "|a|b|\n|-|-|\n|c|d|\n\n", n / 4),
        ("elements", "<div>", n),
        ("elements on lines of their own", "<div>\n\n", n / 5),
        ("inline elements", "<b><i><u>", n / 3),
        ("comments", "<!--", n),
        ("tags that do not end", "<a ", n),
        ("addresses", "http://a.b/", n),
        ("braces", "[a]{", n),
        ("languages", "[a]{lang=en}", n / 5),
        ("decisions", "Beslut: a\n\n", n / 5),
        ("sentences", "A. B! C? ", n),
        ("accents", "\u{301}", n),
        ("a word", "a", n * 20),
        ("captions", "Tabell: a\n\n", n / 5),
    ] {
        let took = time(&format!("# Titel\n\n{}\n", piece.repeat(most)));
        assert!(took < Duration::from_secs(15), "{name}: {took:?}");
    }
    let mut lists = String::from("# Titel\n\n");
    for depth in 0..1_000 {
        lists.extend(["  ".repeat(depth).as_str(), "- a\n"]);
    }
    let mut footnotes = String::from("# Titel\n\nx[^0]\n\n");
    for note in 0..2_000 {
        let _ = write!(footnotes, "[^{note}]: a [^{}]\n\n", note + 1);
    }
    for (name, text) in
        [("lists", lists), ("footnotes", footnotes), ("itself", "# T\n\nx[^1]\n\n[^1]: [^1]\n".into())]
    {
        let took = time(&text);
        assert!(took < Duration::from_secs(15), "{name}: {took:?}");
    }
}

#[test]
fn no_yaml_takes_more_time_than_its_length_is_worth() {
    let n = 10_000;
    let bomb: String = "abcdefghijklmnop"
        .chars()
        .zip("bcdefghijklmnopq".chars())
        .fold("a: &a [x]\n".to_owned(), |text, (a, b)| {
            format!("{text}{b}: &{b} [*{a}, *{a}, *{a}, *{a}, *{a}, *{a}, *{a}, *{a}]\n")
        });
    let (mut deep, mut unknown) = (String::new(), String::new());
    for number in 0..n {
        let _ = writeln!(unknown, "k{number}: v");
    }
    for depth in 0..2_000 {
        let _ = writeln!(deep, "{}a:", " ".repeat(depth));
    }
    for (name, front) in [
        ("lists in lists", "titel: ".to_owned() + &"[".repeat(n)),
        ("maps in maps", "titel: ".to_owned() + &"{a: ".repeat(n)),
        ("deeper and deeper", deep),
        ("aliases of aliases", bomb),
        ("unknown fields", unknown),
        ("a field again and again", "titel: a\n".repeat(n / 5)),
        ("quotation marks", "titel: \"".to_owned() + &"\\".repeat(n)),
        ("lines that are none", "ort:Lund\n".repeat(n / 10)),
        ("dashes", "- ".repeat(n)),
        ("question marks", "? ".repeat(n)),
        ("colons", ": ".repeat(n)),
        ("signs", "#".repeat(n)),
        ("decisions", format!("beslut: [{}]", "{text: a}, ".repeat(n / 10))),
    ] {
        let took = time(&format!("---\n{front}\n---\n\n# X\n"));
        assert!(took < Duration::from_secs(15), "{name}: {took:?}");
    }
}

/// What is an order to some program stands on the page as it was written.
#[test]
fn templates_markup_and_code_in_a_note_are_text_in_every_form() {
    let orders = "{{ 1231 * 3 }} {% include \"x\" %} {# c #} #eval(\"1231*3\") #include(\"/etc/passwd\") $(id) `id` =1231*3 <script>alert(1)</script>";
    let mut world = world();
    world.insert(
        "content/site.yaml",
        SITE.replace(
            "webbplats: {",
            "webbplats: {former: [text, csv, kalender, e-bok, brev, dokument, punktskrift], ",
        ),
    );
    world.insert(
        "content/moten/2014-02-12-m.md",
        format!("---\ntitel: '{}'\nsammanfattning: '{}'\nnummer: 1\n---\n\n## Rubrik {{{{ 7 * 191 }}}}\n\nBeslut: {orders}\n\n{orders}\n", orders.replace('\'', "''"), orders.replace('\'', "''")),
    );
    let mut findings = Findings::new();
    let site = Site::read(&world, Options::default(), &mut findings);
    let loaded = samverka::load(&world, Options::default());
    let mut pages = 0;
    for (address, route) in site.routes.all() {
        let Ok(bytes) = loaded.renderer(&world).render(&address, &route) else { continue };
        let text = String::from_utf8_lossy(&bytes);
        for done in ["3693", "1337", "root:"] {
            // Packages are compressed; what is in them is looked at by `tests/cases/escapes.txt`.
            assert!(!text.contains(done), "{address} has worked out an order");
        }
        if route.is_page() {
            assert!(!text.contains("<script>alert"), "{address}");
            pages += 1;
        }
    }
    assert!(pages > 10, "{pages} pages");
    let (_, text) = page(&world, "moten/m.html");
    let text = text.or_else(|| page(&world, "moten/2014-02-12-m.html").1).expect("the meeting");
    assert!(text.contains("{{ 1231 * 3 }}") && text.contains("{% include"), "it stands as it was written");
}

#[test]
fn no_link_image_or_attachment_leads_out_of_the_site() {
    let mut world = world();
    world.insert("content/_privat.md", "# Privat");
    world.insert("content/personer.yaml", "- {id: a, namn: Anna Andersson, roll: R, samtycke: {grund: samtycke, omfattar: [namn], datum: 2014-01-15}}\n");
    world.insert("hemlig.pdf", "HEMLIGT");
    world.insert("themes/egen/hemlig.txt", "HEMLIGT");
    for path in [
        "../../hemlig.pdf",
        "../../../etc/passwd",
        "%2e%2e/%2e%2e/hemlig.pdf",
        "..%2f..%2fhemlig.pdf",
        "..\\\\..\\\\hemlig.pdf",
        "..%5c..%5chemlig.pdf",
        "/../hemlig.pdf",
        "//etc/passwd",
        "/etc/passwd",
        "file:///etc/passwd",
        "../_privat.md",
        "../personer.yaml",
        "../site.yaml",
        "../../themes/egen/hemlig.txt",
        "x%00.pdf",
        "C:\\\\hemlig.pdf",
        "\\\\\\\\host\\\\x",
    ] {
        for note in [
            format!("# A\n\n[x](<{path}>)\n"),
            format!("# A\n\n![x](<{path}>)\n"),
            format!("# A\n\n<a href=\"{path}\">x</a>\n"),
        ] {
            let mut world = world.clone();
            world.insert("content/sidor/a.md", note.as_str());
            let loaded = samverka::load(&world, Options::default());
            for (address, route) in loaded.site.routes.all() {
                if let Ok(bytes) = loaded.renderer(&world).render(&address, &route) {
                    assert!(!String::from_utf8_lossy(&bytes).contains("HEMLIGT"), "{note}");
                }
                assert!(
                    !address.contains("privat")
                        && !address.contains("hemlig")
                        && !address.contains("personer.yaml"),
                    "{address}: {note}"
                );
            }
            if !path.starts_with("//") {
                assert!(loaded.findings.errors() > 0, "it is told: {note}");
            }
        }
    }
}
