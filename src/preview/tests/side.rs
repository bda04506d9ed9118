//! The panel of one page, and the strip that leads there.

use super::panel::{assert_well_formed, text};
use super::*;
use crate::report::FileId;

const PAGE: &str = "<main><h1>Möte &amp; mer</h1><h2 id=\"lage\">Läget</h2><h4>Djupt</h4><h2 id=\"b\">Beslut</h2>\
    <p><a href=\"https://esf.example/x\">Fonden</a> <a href=\"plan.pdf\">Planen</a> <a href=\"../index.html\">Hem</a> \
    <a href=\"#b\">Ned</a> <a href=\"saknas.html\">Borta</a></p>\
    <img src=\"../bild.png\" alt=\"Två personer\"><img src=\"x.png\" alt=\"\"><img src=\"y.png\"></main>";

fn site(draft: bool) -> Fake {
    let mut site = Fake::default()
        .page("index.html", "hem")
        .page("moten/a b.html", PAGE)
        .with("moten/plan.pdf", "application/pdf", &"x".repeat(47_100))
        .wrong();
    let file = FileId(0);
    let findings = site.findings.iter().filter(|finding| finding.span.is_some()).cloned().collect();
    let about = About {
        source: Some(super::super::Source {
            path: "content/a & b.md".to_owned(),
            disk: Some(PathBuf::from("/hem/content/a & b.md")),
        }),
        draft,
        findings,
        places: vec![Place {
            span: Span::new(file, 4..6), id: "lage".to_owned(), words: "Läget".to_owned()
        }],
        reading: Some(Reading {
            words: 130,
            lix: Some(42),
            longest: vec![(21, "En lång mening.".to_owned())],
        }),
        versions: vec![Other {
            name: "English".to_owned(),
            lang: Some("en".to_owned()),
            address: "moten/a b.en.html".to_owned(),
        }],
        forms: Vec::new(),
    };
    site.abouts.insert("moten/a b.html".to_owned(), about);
    site
}

fn panel(site: Fake, options: &Options) -> String {
    let site: Arc<dyn Snapshot> = Arc::new(site);
    let running = Running::with(options, false, move || Arc::clone(&site));
    let panel = running.get("/__samverka/sida?adress=moten/a%20b.html");
    assert_eq!(panel.status, 200);
    assert_well_formed(&panel.body);
    panel.body
}

#[test]
fn the_panel_tells_what_a_reader_meets() {
    let body = panel(site(false), &options());
    let said = text(&body).join("\n");
    for expected in [
        "Om sidan ”Möte & mer”",
        "Till sidan",
        "Så här skrivs sidan ut",
        "1 fel, 1 råd på den här sidan.",
        "Gå dit\nUnder rubriken: Läget",
        "content/a & b.md",
        "Antal ord\n130\nLäsbarhet (LIX)\n42: medelsvår, som tidningar\nLängsta meningarna\n21 ord: En lång mening.",
        "Språk\nsvenska (sv)",
        "Andra versioner\nEnglish\nAndra former\nInga",
        "Rubriker (4)\nNivå 1: Möte & mer\nNivå 2:\nLäget\nNivå 4: Djupt\nNivå 2:\nBeslut\nLänkar (5)",
        "Fonden → annan webbplats, esf.example",
        "Planen → fil, PDF, 48\u{a0}kB",
        "Hem → sida på webbplatsen, /index.html",
        "Ned → längre upp eller ned på sidan",
        "Borta → leder ingenstans",
        "bild.png\n: Två personer\nx.png\n: dekoration, läses inte upp\ny.png\n:\nsaknar textalternativ",
    ] {
        assert!(said.contains(expected), "{expected}\n\n{said}");
    }
    assert!(body.contains("<a href=\"/moten/a%20b.html#lage\">Under rubriken: Läget</a>"), "{body}");
    assert!(body.contains("<title>Om sidan ”Möte &amp; mer” – Förhandsvisning</title>"));
    assert!(body.contains("<a href=\"/moten/a%20b.en.html\"><span lang=\"en\">English</span></a>"));
    assert!(!body.contains("vscode") && !body.contains("Öppna filen"), "nobody has said which editor");
    let outline = "<ul class=\"outline\">\n<li>Nivå 1: Möte &amp; mer\n<ul class=\"outline\">\n<li>Nivå 2: \
        <a href=\"/moten/a%20b.html#lage\">Läget</a>\n<ul class=\"outline\">\n<li>Nivå 4: Djupt</li>\n</ul>\n</li>\n";
    assert!(body.contains(outline), "{body}");
}

#[test]
fn the_editor_that_was_chosen_opens_the_file_but_not_from_the_network() {
    let editor = Some(Editor::Vscode);
    let body = panel(site(false), &Options { editor, ..options() });
    let file = "vscode://file/hem/content/a%20%26%20b.md";
    assert!(body.contains(&format!("<a href=\"{file}:1:1\">Öppna filen i redigeraren</a>")), "{body}");
    assert!(body.contains(&format!("<a href=\"{file}:1:9\">Öppna filen på rad 1</a>")), "{body}");
    assert!(!panel(site(false), &Options { editor, lan: true, ..options() }).contains("vscode:"));
}

#[test]
fn the_strip_says_how_the_page_stands_and_leads_to_its_panel() {
    let strip = |draft| {
        let page = Running::of(site(draft)).get("/moten/a%20b.html").body;
        assert_well_formed(&page.replace("<img", "<br"));
        page.split("<aside")
            .nth(1)
            .and_then(|rest| rest.split("</aside>").next())
            .expect("a strip")
            .to_owned()
    };
    let said = strip(true);
    assert!(
        said.contains(
            "<p>Förhandsvisning: <strong>Utkast: byggs inte.</strong> 1 fel, 1 råd på den här sidan. "
        ),
        "{said}"
    );
    assert!(said.contains("<a href=\"/__samverka/sida?adress=moten/a%20b.html\">Visa panelen</a>"), "{said}");
    assert!(!strip(false).contains("Utkast"));
}

#[test]
fn what_is_no_page_has_no_panel_and_a_broken_page_has_one() {
    let running = Running::of(site(false));
    for path in ["nej.html", "moten/plan.pdf", "", "../x"] {
        let status = running.get(&format!("/__samverka/sida?adress={path}")).status;
        assert_eq!(status, if path.is_empty() { 200 } else { 404 }, "{path:?}");
    }
    assert_eq!(running.get("/__samverka/sida").status, 200, "the start page");
    let mut broken = site(false);
    broken.broken.push("moten/a b.html".to_owned());
    let body = panel(broken, &options());
    assert!(body.contains("folder-not-empty") && body.contains("Om sidan ”moten/a b.html”"), "{body}");
}

#[test]
fn both_languages_say_all_of_the_panel() {
    let live = live::Live::new();
    live.show(Arc::new(site(true)));
    let now = live.now().expect("shown");
    for lang in Lang::ALL {
        let body =
            super::super::side::page(&now, "moten/a b.html", Writer { lang, editor: Some(Editor::Zed) });
        assert_well_formed(&body);
        assert!(body.contains(&format!("<html lang=\"{}\">", lang.tag())));
        // The page is Swedish; where the panel is not, its words are marked.
        assert_eq!(body.contains("<span lang=\"sv\">Läget</span>"), lang == Lang::En);
    }
}
