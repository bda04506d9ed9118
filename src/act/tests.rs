//! Whatever a page is made of, it is judged in the end, and never with a panic.

use super::*;
use proptest::prelude::*;

fn judge(html: &str) -> Vec<Judged> {
    check_page("a.html", html, Options::default(), &|_| None)
}

/// Words that HTML is made of, in no order.
const WORDS: &[&str] = &[
    "<a href=/>",
    "</a>",
    "<table>",
    "<tr>",
    "<td headers=x rowspan=0>",
    "<th colspan=999999 id=x>",
    "</table>",
    "<svg>",
    "<title>",
    "</svg>",
    "<math>",
    "<select>",
    "<option>",
    "<label for=x>",
    "<input id=x>",
    "<p>",
    "<b>",
    "</p>",
    "<i>",
    "<template>",
    "</template>",
    "<form>",
    "<frameset>",
    "<textarea>",
    "<style>p::before{content:'x'}</style>",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "\0",
    "&nbsp;",
    "&#x110000;",
    "é",
    "<div role=list>",
    "<div role=listitem aria-labelledby='x y'>",
    "<span aria-hidden=true>",
    "<iframe tabindex=-1 srcdoc='<a href=x>'>",
    "<details>",
    "<summary>",
    "<map name=m>",
    "<area href=x>",
    "<img usemap=#m>",
    "<noscript>",
    "<plaintext>",
    "<a ",
    "<",
    ">",
    "\"",
    "'",
    "=",
    "/",
    "<html lang=xx>",
    "<body inert>",
    "<button>",
    "<h1>",
    "</h1>",
    "<object data=a.png>",
    "<fieldset disabled>",
    "<legend>",
    "<meta http-equiv=refresh content=",
    "<meta name=viewport content='user-scalable='>",
    "<div style='display:none' role=grid>",
    "<div role=row aria-owns=x>",
    "<x-y aria-label=z>",
    "<dialog>",
    "</div>",
    " ",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_soup_of_tags_makes_it_fail(picks in proptest::collection::vec(0..WORDS.len(), 0..60)) {
        let html: String = picks.iter().filter_map(|pick| WORDS.get(*pick)).copied().collect();
        for judged in judge(&html).iter().chain(&check_fragment(&html)) {
            prop_assert!(judged.at.start <= judged.at.end && judged.at.end <= html.len(), "{judged:?} in {html:?}");
            prop_assert!(html.is_char_boundary(judged.at.start), "{judged:?} in {html:?}");
        }
        let xhtml = check_page("a.xhtml", &html, Options { without_scripts: true, embedded: true }, &|_| Some(html.clone()));
        drop(xhtml);
        let _ = embeds(&html);
    }

    #[test]
    fn no_text_makes_it_fail(html in "\\PC{0,200}", css in "[a-z.#:(){};>*\\[\\]\"'\\\\@/ -]{0,80}") {
        judge(&html);
        check_page("a.html", &format!("<link rel=stylesheet href=x>{html}"), Options::default(), &|_| Some(css.clone()));
    }
}

#[test]
fn deep_and_long_pages_are_judged() {
    for (tag, times) in [
        ("div", 10_000),
        ("b", 10_000),
        ("a href=/", 10_000),
        ("span role=button", 5000),
        ("table><tr><td", 2000),
        ("ul><li", 2000),
    ] {
        let deep = format!("<html lang=sv><title>x</title>{}", format!("<{tag}>").repeat(times));
        judge(&deep);
    }
    let long = format!("<html lang=sv><title>x</title><p>{}<img src=a>", "ord ".repeat(2_500_000));
    let failed: Vec<_> =
        judge(&long).into_iter().filter(|judged| judged.outcome == Outcome::Failed).collect();
    assert_eq!(failed.len(), 1);
    assert_eq!(failed.first().and_then(|judged| long.get(judged.at.clone())), Some("<img src=a>"));
}

#[test]
fn the_pages_that_a_page_shows_are_known() {
    let html = "<iframe src=a.html></iframe><object data='b.html'></object><noscript><iframe src=c.html></iframe></noscript>";
    assert_eq!(embeds(html), ["a.html", "b.html", "c.html"]);
    assert!(embeds("<a href=frame>x</a>").is_empty());
}

#[test]
fn a_piece_is_judged_by_itself() {
    let judged = check_fragment("text <a href='x'></a>");
    let findings = findings(&judged, FileId(0));
    assert_eq!(findings.iter().map(|f| f.rule.name).collect::<Vec<_>>(), ["html-link-name"]);
    assert_eq!(findings.iter().next().and_then(|f| f.span).map(Span::range), Some(5..17));
}
