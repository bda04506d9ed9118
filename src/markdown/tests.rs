use super::html::{Href, Labels, Picture, Surroundings};
use super::words::Words;
use super::*;

struct Plain(Words, Labels);

impl Surroundings for Plain {
    fn link(&self, target: &str) -> Href {
        let outside = target.starts_with("http");
        Href { address: Some(target.to_owned()), facts: None, outside, lang: None }
    }
    fn picture(&self, src: &str) -> Picture {
        Picture { address: src.to_owned(), size: Some((4, 3)) }
    }
    fn words(&self) -> &Words {
        &self.0
    }
    fn glossary(&self) -> Option<&str> {
        Some("ordlista.html")
    }
    fn labels(&self) -> &Labels {
        &self.1
    }
}

fn around() -> Plain {
    let labels = Labels {
        footnotes: "Fotnoter".into(),
        footnote: "Fotnot {number}".into(),
        back: "Tillbaka till fotnot {number}".into(),
        back_to: "Tillbaka till fotnot {number}, ställe {mention}".into(),
        download: "Ladda ner {file}".into(),
        done: "Klar".into(),
        not_done: "Ej klar".into(),
        term: "{word}: ordlista".into(),
        table: "Tabell".into(),
    };
    Plain(Words::default(), labels)
}

fn render(markdown: &str) -> (String, Vec<&'static str>) {
    let mut findings = Findings::new();
    let mut document = read(markdown, 0..markdown.len(), FileId(0), &mut findings);
    headings::settle(&mut document.blocks, &|_| false, &mut findings);
    (html::write(&document, &around()), findings.iter().map(|f| f.rule.name).collect())
}

#[track_caller]
fn check(markdown: &str, expected: &str, rules: &[&str]) {
    let (html, found) = render(markdown);
    assert_eq!(html.trim(), expected.trim(), "{markdown}");
    assert_eq!(found, rules, "{markdown}");
}

#[test]
fn paragraphs_lists_and_marks() {
    check(
        "En *rad* med **vikt** och ~~streck~~.",
        "<p>En <em>rad</em> med <strong>vikt</strong> och <s>streck</s>.</p>",
        &[],
    );
    check("3. tre\n4. fyra", "<ol start=\"3\"><li>tre</li>\n<li>fyra</li>\n</ol>", &[]);
    check(
        "- [x] bokat\n- [ ] kvar",
        "<ul class=\"tasks\"><li><span class=\"status\">Klar</span> bokat</li>\n<li><span class=\"status\">Ej klar</span> kvar</li>\n</ul>",
        &[],
    );
    check("{{ site.title }} {% raw %}", "<p>{{ site.title }} {% raw %}</p>", &[]);
}

#[test]
fn headings_are_put_in_order() {
    check("# A\n\n## B\n\n# A", "<h2 id=\"a\">A</h2>\n<h3 id=\"b\">B</h3>\n<h2 id=\"a-2\">A</h2>", &[]);
    check(
        "### A\n\n### B\n\n## Å ö",
        "<h2 id=\"a\">A</h2>\n<h2 id=\"b\">B</h2>\n<h2 id=\"å-ö\">Å ö</h2>",
        &["heading-skip"],
    );
    check(
        "## A\n\n#### B\n\n#### C",
        "<h2 id=\"a\">A</h2>\n<h3 id=\"b\">B</h3>\n<h3 id=\"c\">C</h3>",
        &["heading-skip"],
    );
    check("## A {#x}\n\n## X", "<h2 id=\"x\">A</h2>\n<h2 id=\"x-2\">X</h2>", &[]);
    check("## A {#x}\n\n## B {#x}", "<h2 id=\"x\">A</h2>\n<h2 id=\"b\">B</h2>", &["heading-id-taken"]);
    check("##\n", "<h2 id=\"avsnitt\"></h2>", &["heading-empty"]);
    check("## Hello {lang=en}", "<h2 id=\"hello\" lang=\"en\">Hello</h2>", &[]);
}

#[test]
fn the_title_is_taken_from_the_first_heading() {
    let take = |markdown: &str, title: Option<&str>| {
        let mut findings = Findings::new();
        let mut document = read(markdown, 0..markdown.len(), FileId(0), &mut findings);
        headings::take_title(&mut document.blocks, title).map(|t| t.value)
    };
    assert_eq!(take("# Möte *ett*\n\ntext", None).as_deref(), Some("Möte ett"));
    assert_eq!(take("# Möte\n\ntext", Some("möte")).as_deref(), Some("Möte"));
    assert_eq!(take("# Annat\n\ntext", Some("Möte")), None);
    assert_eq!(take("text\n\n# Möte", None), None);
}

#[test]
fn passages_in_other_languages() {
    check(
        "Kallas [matchmaking]{lang=en}, alltså.",
        "<p>Kallas <span lang=\"en\">matchmaking</span>, alltså.</p>",
        &[],
    );
    check("[*a* [b] c]{lang=ar} d", "<p><span lang=\"ar\" dir=\"rtl\"><em>a</em> [b] c</span> d</p>", &[]);
    check("[x]{lang=svenska}", "<p>x</p>", &["lang-invalid"]);
    check("[x]{foo} ]{lang=en}", "<p>[x]{foo} ]{lang=en}</p>", &[]);
    check("[Om](om.md){lang=en} x", "<p><a href=\"om.md\" lang=\"en\">Om</a> x</p>", &[]);
}

#[test]
fn images_need_words_or_say_that_they_are_decoration() {
    check(
        "![Skiss](s.svg)",
        "<p><img src=\"s.svg\" alt=\"Skiss\" width=\"4\" height=\"3\" decoding=\"async\"></p>",
        &[],
    );
    check(
        "![](s.svg)",
        "<p><img src=\"s.svg\" alt=\"\" width=\"4\" height=\"3\" decoding=\"async\"></p>",
        &["image-alt-missing"],
    );
    check(
        "![](s.svg){decorative}",
        "<p><img src=\"s.svg\" alt=\"\" width=\"4\" height=\"3\" decoding=\"async\"></p>",
        &[],
    );
    check(
        "![a](s.svg \"Rådet\")\n\n![b](t.svg)",
        "<figure><img src=\"s.svg\" alt=\"a\" width=\"4\" height=\"3\" decoding=\"async\"><figcaption>Rådet</figcaption>\n</figure>\n<p><img src=\"t.svg\" alt=\"b\" width=\"4\" height=\"3\" loading=\"lazy\" decoding=\"async\"></p>",
        &[],
    );
    let (_, rules) = render("[![](s.svg){decorative}](x.md)");
    assert_eq!(rules, ["image-link-unnamed"]);
    assert_eq!(render("[](x.md)").1, ["link-text-empty"]);
}

#[test]
fn tables_have_captions_and_headers() {
    check(
        "Tabell: Två håll\n\n| Fråga | Svar |\n|---|--:|\n| Vem? | 1 |\n| Hur? | 2 |",
        "<table>\n<caption>Två håll</caption>\n<thead>\n<tr><th scope=\"col\">Fråga</th>\n<th scope=\"col\" class=\"num\">Svar</th>\n</tr>\n</thead>\n<tbody>\n<tr><th scope=\"row\">Vem?</th>\n<td class=\"num\">1</td>\n</tr>\n<tr><th scope=\"row\">Hur?</th>\n<td class=\"num\">2</td>\n</tr>\n</tbody>\n</table>",
        &[],
    );
    let (wide, _) = render("Table: Wide\n\n| Arbetsmarknad | Medfinansiering |\n|---|---|\n| x | y |");
    assert!(
        wide.starts_with(
            "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Wide\">\n<table>"
        ),
        "{wide}"
    );
    let table = "| Arbetsmarknad | Medfinansiering |\n|---|---|\n| x | y |\n\n";
    let (two, _) = render(&format!("{table}text\n\n{table}"));
    assert!(two.contains("aria-label=\"Tabell\"") && two.contains("aria-label=\"Tabell (2)\""), "{two}");
    assert_eq!(render("|  |  |\n|--|--|\n| a | b |").1, ["table-no-header", "table-no-caption"]);
    let (html, _) = render("Table: Same\n\n| A | B |\n|---|---|\n| x | 1 |\n| x | 2 |");
    assert!(!html.contains("scope=\"row\""), "cells that repeat head no rows: {html}");
}

#[test]
fn footnotes_have_a_way_back_in_words() {
    let (html, rules) = render("Ett[^a] och två[^a].\n\n[^a]: Noten.");
    assert!(
        html.contains(
            "<sup><a class=\"fn\" id=\"fnref-1\" href=\"#fn-1\" aria-label=\"Fotnot 1\">1</a></sup>"
        ),
        "{html}"
    );
    assert!(html.contains("href=\"#fnref-1-2\">Tillbaka till fotnot 1, ställe 2</a>"), "{html}");
    assert!(rules.is_empty());
}

#[test]
fn only_safe_html_stays() {
    check("a<script>alert(1)</script>b", "<p>ab</p>", &["html-unsafe"]);
    check("<script>\nx < y\n</script>\n\nb", "<p>b</p>", &["html-unsafe"]);
    check(
        "<span lang=\"en\" onclick=\"x()\">hi</span>",
        "<p><span lang=\"en\">hi</span></p>",
        &["html-unsafe"],
    );
    check("H<sub>2</sub>O <kbd>Ctrl</kbd>", "<p>H<sub>2</sub>O <kbd>Ctrl</kbd></p>", &[]);
    check("<b>öppen", "<p>öppen</p>", &["html-invalid"]);
    check("x</b>", "<p>x</p>", &["html-invalid"]);
    check("<font color=red>x</font>", "<p>x</p>", &["html-style"]);
    check("<blink2>x</blink2>", "<p>x</p>", &["html-invalid"]);
    check(
        "<details>\n<summary>Mer</summary>\n\n**text**\n\n</details>",
        "<details><summary>Mer</summary>\n<p><strong>text</strong></p>\n</details>",
        &[],
    );
    check("<!-- en kommentar -->\n\nx", "<p>x</p>", &[]);
    check("<a href=\"om.md\">Om</a>", "<p><a href=\"om.md\">Om</a></p>", &[]);
    check("<h1>A</h1>\n\n## B", "<h2 id=\"a\">A</h2>\n<h3 id=\"b\">B</h3>", &[]);
}

#[test]
fn a_tower_of_quotations_is_bounded() {
    let (_, rules) = render(&format!("{} x", ">".repeat(5000)));
    assert_eq!(rules, ["markup-too-deep"]);
}

#[test]
fn spans_point_into_the_file() {
    let text = "---\nx: 1\n---\nEn ![](b.png) bild";
    let mut findings = Findings::new();
    read(text, 13..text.len(), FileId(0), &mut findings);
    let span = findings.iter().next().and_then(|f| f.span).expect("a finding");
    assert_eq!(text.get(span.range()), Some("![](b.png)"));
}

#[test]
fn every_character_but_those_that_html_minds_stays_as_it_is() {
    for c in '\0'..=char::MAX {
        let is_text = !c.is_control() || matches!(c, '\n' | '\t');
        let stays = is_text && !"&<>\"'".contains(c);
        let escaped = html::escape(&format!("å{c}ä"));
        assert_eq!(escaped == format!("å{c}ä"), stays, "{c:?}");
        assert_eq!(escaped == "åä", !is_text, "{c:?}");
    }
    assert_eq!(html::escape("<a b=\"c\">'&'"), "&lt;a b=&quot;c&quot;&gt;&#39;&amp;&#39;");
}

proptest::proptest! {
    #[test]
    fn no_text_makes_the_reader_fail(text in "\\PC*") {
        let _ = render(&text);
    }

    #[test]
    fn no_mix_of_signs_makes_the_reader_fail(text in "[a<>/!\\[\\](){}=#|*_`~^: \n\"å-]{0,80}") {
        let _ = render(&text);
    }
}
