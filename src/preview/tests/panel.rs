//! The pages that say what is wrong.

use super::*;
use html5gum::{Token, Tokenizer};

/// Checks that every element is closed, in order.
pub(super) fn assert_well_formed(html: &str) {
    let mut open: Vec<String> = Vec::new();
    for token in Tokenizer::new(html) {
        match token.expect("a string does not fail") {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                if !["meta", "link", "br"].contains(&name.as_str()) {
                    open.push(name);
                }
            }
            Token::EndTag(tag) => {
                assert_eq!(open.pop().as_deref(), Some(&*String::from_utf8_lossy(&tag.name)), "{html}");
            }
            Token::Error(error) => panic!("{error:?}: {html}"),
            _ => {}
        }
    }
    assert_eq!(open, [""; 0]);
}

/// What the page says, element by element.
pub(super) fn text(html: &str) -> Vec<String> {
    let body = html.split("<body>").nth(1).unwrap_or(html);
    let texts = Tokenizer::new(body).flatten().filter_map(|token| match token {
        Token::String(text) => Some(String::from_utf8_lossy(&text).trim().to_owned()),
        _ => None,
    });
    texts.filter(|text| !text.is_empty()).collect()
}

#[test]
fn all_findings_are_listed_errors_first_by_file() {
    let running = Running::of(Fake::default().page("index.html", "hem").wrong());
    let panel = running.get("/__samverka/");
    assert_eq!(panel.status, 200);
    assert_well_formed(&panel.body);
    assert!(panel.body.contains("<html lang=\"sv\">"));
    assert!(panel.body.contains("<title>2 fel, 1 råd – Förhandsvisning</title>"));
    let headings = [
        "<h1>2 fel, 1 råd</h1>",
        "<h2>Fel</h2>",
        "<h3>Hela webbplatsen</h3>",
        "<h3>content/a &amp; b.md</h3>",
        "<h2>Råd</h2>",
    ];
    let places: Vec<_> = headings.iter().map(|heading| panel.body.find(heading).expect(heading)).collect();
    assert!(places.is_sorted(), "{places:?}");
    let expected = [
        "2 fel, 1 råd",
        "Listan uppdateras av sig själv när du sparar en fil.",
        "Till webbplatsen",
        "Fel",
        "Hela webbplatsen",
        "y finns redan.",
        "Varför",
        "samverka skriver aldrig över dina filer.",
        "Gör så här",
        "Välj ett annat namn, eller flytta filen.",
        "Se också",
        "content/a & b.md:1:1",
        "Regel",
        "file-exists",
        "content/a & b.md",
        "Mappen <b>x</b> är inte tom.",
        "Plats",
        "content/a & b.md:1:9",
        "Raden",
        "rubrik:",
        "<x>",
        "Varför",
        "samverka skriver aldrig över dina filer.",
        "Gör så här",
        "Kör ”samverka init” i en tom mapp.",
        "Regel",
        "folder-not-empty",
    ];
    assert_eq!(text(&panel.body).get(..expected.len()), Some(expected.map(str::to_owned).as_slice()));
    assert!(panel.body.contains("en <mark>&quot;rad&quot;</mark> till"));
}

#[test]
fn a_page_says_that_something_is_wrong_elsewhere() {
    let running = Running::of(Fake::default().page("index.html", "<footer>fot</footer>").wrong());
    let page = running.get("/");
    assert!(page.body.ends_with(
        "<footer>fot</footer><aside class=\"samverka-notice\" lang=\"sv\" dir=\"ltr\" aria-label=\"Förhandsvisning\">\
         <p>Förhandsvisning: Inget att rätta på den här sidan. \
         <a href=\"/__samverka/sida?adress=index.html\">Visa panelen</a> \
         <a href=\"/__samverka/\">Hela webbplatsen: 2 fel, 1 råd</a></p></aside></body></html>"
    ), "{}", page.body);
    assert_well_formed(&page.body);
}

#[test]
fn a_page_that_cannot_be_made_says_why() {
    let mut site = Fake::default().wrong();
    site.broken.push("<b>.html".to_owned());
    let running = Running::of(site);
    let page = running.get("/%3Cb%3E.html");
    assert_eq!(page.status, 500);
    assert_well_formed(&page.body);
    assert!(
        page.body.contains("<h1>Sidan kan inte visas</h1>\n<p><code>/&lt;b&gt;.html</code></p>"),
        "{}",
        page.body
    );
    assert!(page.body.contains("folder-not-empty") && page.body.contains("/__samverka/reload.js"));
}

#[test]
fn nothing_wrong_is_said_too() {
    let running = Running::of(Fake::default());
    let panel = running.get("/__samverka/");
    assert_well_formed(&panel.body);
    assert_eq!(
        text(&panel.body),
        ["Inget att rätta", "samverka har inte hittat något att rätta.", "Till webbplatsen"]
    );
}

#[test]
fn a_long_line_is_shown_around_the_place_and_a_long_list_is_cut() {
    let mut site = Fake::default();
    let long = format!("{}HÄR{}\n", "å".repeat(1000), "ö".repeat(1000));
    let file = site.sources.add(Source::new("content/x.md", long));
    for _ in 0..600 {
        site.findings.push(Finding::at(&tool::FILE_EXISTS, Span::new(file, 2000..2004)).with("path", "x"));
    }
    let running = Running::of(site);
    let panel = running.get("/__samverka/");
    assert_well_formed(&panel.body);
    let line =
        format!("<code class=\"line\">…{}<mark>HÄR</mark>{}…</code>", "å".repeat(120), "ö".repeat(240));
    assert_eq!(panel.body.matches(&line).count(), 500);
    assert!(panel.body.contains("<p>… och 100 till. Kör ”samverka check” för att se alla.</p>"));
}

#[test]
fn both_languages_say_all() {
    let now = live::Live::new();
    for lang in Lang::ALL {
        now.show(Arc::new(Fake::default().wrong()));
        let shown = now.now().expect("shown");
        let page = super::super::panel::all(&shown, lang);
        assert_well_formed(&page);
        assert!(page.contains(&format!("<html lang=\"{}\">", lang.tag())));
    }
}
