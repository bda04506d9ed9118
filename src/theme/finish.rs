//! The last look at a page, after the templates ran: nothing that a page must have is lost, nothing is in it that the
//! site's security policy would stop, and every address is relative.
//!
//! A theme of the user's own is held to the same as the standard one.

use crate::report::catalog::theme as rules;
use crate::report::{Arg, Finding, Findings, Phrase};
use crate::site::routes::relative;
use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};
use std::fmt::Write as _;

/// Attributes that hold an address.
const URLS: &[&str] = &["href", "src", "action", "poster", "data"];

/// Checks a page, and makes root-absolute addresses (`/style.css`) relative to `address`.
pub fn finish(html: &str, address: &str) -> Result<String, Findings> {
    let mut page = Page::default();
    let mut out = String::with_capacity(html.len());
    let mut copied = 0;
    let emitter = DefaultEmitter::<usize>::new_with_span();
    for token in Tokenizer::new_with_emitter(html, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                page.start(&tag);
                for (key, value) in &tag.attributes {
                    let name = String::from_utf8_lossy(key);
                    let text = String::from_utf8_lossy(value);
                    if !URLS.contains(&name.as_ref()) || !text.starts_with('/') || text.starts_with("//") {
                        continue;
                    }
                    let target = text.trim_start_matches('/');
                    let (path, rest) = target.split_at(target.find(['#', '?']).unwrap_or(target.len()));
                    let path = if path.is_empty() || path.ends_with('/') {
                        format!("{path}index.html")
                    } else {
                        path.to_owned()
                    };
                    out.push_str(html.get(copied..value.span.start).unwrap_or(""));
                    let value_text =
                        crate::markdown::html::escape(&format!("{}{rest}", relative(address, &path)));
                    let _ = write!(out, "{name}=\"{value_text}\"");
                    copied = attribute_end(html, value.span.start);
                }
            }
            Token::EndTag(tag) => page.end(&tag.name),
            Token::String(text) => page.text(&String::from_utf8_lossy(&text)),
            Token::Doctype(doctype) => page.doctype = doctype.name.eq_ignore_ascii_case(b"html"),
            Token::Comment(_) | Token::Error(_) => {}
        }
    }
    out.push_str(html.get(copied..).unwrap_or(""));
    let findings = page.judge(address);
    if findings.is_empty() { Ok(out) } else { Err(findings) }
}

/// Where an attribute that begins at `start` ends: after its quoted or bare value.
fn attribute_end(html: &str, start: usize) -> usize {
    let rest = html.get(start..).unwrap_or("");
    let Some(equals) = rest.find('=') else { return start };
    let value = rest.get(equals + 1..).unwrap_or("");
    let lead = value.len() - value.trim_start().len();
    let bare = value.trim_start();
    let end = match bare.chars().next() {
        Some(quote @ ('"' | '\'')) => {
            bare.get(1..).and_then(|inner| inner.find(quote)).map_or(bare.len(), |i| i + 2)
        }
        _ => bare.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(bare.len()),
    };
    start + equals + 1 + lead + end
}

/// What has been seen.
#[derive(Default)]
#[allow(clippy::struct_excessive_bools)] // Each is a thing that a page has or lacks.
struct Page {
    doctype: bool,
    lang: bool,
    title: String,
    in_title: bool,
    main: usize,
    main_id: Option<String>,
    h1: usize,
    nav: bool,
    header: bool,
    footer: bool,
    policy: bool,
    in_body: bool,
    first_link: Option<String>,
    inline: Vec<String>,
    foreign: Vec<String>,
    ids: Vec<String>,
    in_svg: usize,
}

impl Page {
    fn start(&mut self, tag: &StartTag<usize>) {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        let get =
            |key: &str| tag.attributes.get(key.as_bytes()).map(|v| String::from_utf8_lossy(v).into_owned());
        match name.as_str() {
            "html" => {
                self.lang =
                    get("lang").is_some_and(|lang| crate::language::tag::LangTag::parse(&lang).is_some());
            }
            "title" => self.in_title = self.in_svg == 0,
            "svg" => self.in_svg += 1,
            "body" => self.in_body = true,
            "main" => {
                self.main += 1;
                self.main_id = get("id");
            }
            "h1" => self.h1 += 1,
            "nav" => self.nav = true,
            "header" => self.header = true,
            "footer" => self.footer = true,
            "meta"
                if get("http-equiv").is_some_and(|v| v.eq_ignore_ascii_case("content-security-policy")) =>
            {
                self.policy = true;
            }
            "a" if self.in_body && self.first_link.is_none() => {
                self.first_link = Some(get("href").unwrap_or_default());
            }
            "style" => self.inline.push("<style>".to_owned()),
            // Data is not run, and no policy stops it.
            "script" if get("type").is_some_and(|kind| kind == "application/ld+json") => {}
            "script" if get("src").is_none() => self.inline.push("<script>".to_owned()),
            _ => {}
        }
        for key in tag.attributes.keys() {
            let key = String::from_utf8_lossy(key);
            if key == "style" || key.starts_with("on") {
                self.inline.push(format!("{key}="));
            }
        }
        let loads = match name.as_str() {
            "script" | "img" | "iframe" | "source" | "audio" | "video" | "embed" | "track" | "input" => {
                get("src")
            }
            "link" if !get("rel").is_some_and(|rel| rel == "canonical" || rel == "alternate") => get("href"),
            _ => None,
        };
        if let Some(url) = loads.filter(|url| url.contains("//") || url.starts_with("data:")) {
            self.foreign.push(url);
        }
        self.ids.extend(get("id"));
    }

    fn end(&mut self, name: &[u8]) {
        match name {
            b"title" => self.in_title = false,
            b"svg" => self.in_svg = self.in_svg.saturating_sub(1),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.in_title {
            self.title.push_str(text);
        }
    }

    fn judge(mut self, address: &str) -> Findings {
        let mut findings = Findings::new();
        let skip =
            self.main_id.as_ref().is_some_and(|id| self.first_link.as_deref() == Some(&format!("#{id}")));
        let lacks: &[(bool, Phrase)] = &[
            (self.doctype, Phrase { sv: "saknar <!DOCTYPE html>", en: "lacks <!DOCTYPE html>" }),
            (
                self.lang,
                Phrase { sv: "saknar språk (lang) på <html>", en: "lacks a language (lang) on <html>" },
            ),
            (!self.title.trim().is_empty(), Phrase { sv: "saknar titel", en: "lacks a title" }),
            (
                self.main == 1,
                Phrase { sv: "har inte exakt ett <main>", en: "does not have exactly one <main>" },
            ),
            (
                self.h1 == 1,
                Phrase { sv: "har inte exakt en h1-rubrik", en: "does not have exactly one h1 heading" },
            ),
            (self.header, Phrase { sv: "saknar sidhuvud (<header>)", en: "lacks a <header>" }),
            (self.footer, Phrase { sv: "saknar sidfot (<footer>)", en: "lacks a <footer>" }),
            (self.nav, Phrase { sv: "saknar meny (<nav>)", en: "lacks a menu (<nav>)" }),
            (self.policy, Phrase { sv: "saknar säkerhetsregel (CSP)", en: "lacks a security policy (CSP)" }),
            (skip, Phrase { sv: "saknar en första länk till <main>", en: "lacks a first link to <main>" }),
        ];
        for (_, fault) in lacks.iter().filter(|(there, _)| !there) {
            findings.push(
                Finding::nowhere(&rules::PAGE_STRUCTURE).with("address", address).with("fault", *fault),
            );
        }
        self.ids.sort();
        for pair in self.ids.windows(2) {
            if let [a, b] = pair
                && a == b
            {
                let fault = Arg::Both(
                    format!("har två element med id ”{a}”"),
                    format!("has two elements with the id “{a}”"),
                );
                findings.push(
                    Finding::nowhere(&rules::PAGE_STRUCTURE).with("address", address).with("fault", fault),
                );
            }
        }
        for what in self.inline {
            findings.push(Finding::nowhere(&rules::PAGE_INLINE).with("address", address).with("what", what));
        }
        for url in self.foreign {
            findings.push(Finding::nowhere(&rules::PAGE_FOREIGN).with("address", address).with("url", url));
        }
        findings
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "<!DOCTYPE html><html lang=\"sv\"><head><meta http-equiv=\"Content-Security-Policy\" content=\"x\">\
        <title>T</title><link rel=\"stylesheet\" href=\"/style.css\"></head><body><a href=\"#main\">Hoppa</a>\
        <header><nav></nav></header><main id=\"main\"><h1>T</h1><a href='/moten/#a'>x</a></main><footer></footer></body></html>";

    fn faults(html: &str) -> Vec<&'static str> {
        finish(html, "moten/a.html")
            .err()
            .map(|f| f.iter().map(|f| f.rule.name).collect())
            .unwrap_or_default()
    }

    #[test]
    fn a_good_page_passes_and_its_addresses_become_relative() {
        let page = finish(GOOD, "moten/a.html").expect("a good page");
        assert!(page.contains("href=\"../style.css\""), "{page}");
        assert!(page.contains("href=\"index.html#a\">x"), "{page}");
        let data = GOOD.replace("</main>", "<script type=\"application/ld+json\">{}</script></main>");
        assert_eq!(faults(&data), Vec::<&str>::new(), "data is no script");
    }

    #[test]
    fn what_a_theme_loses_is_told() {
        for (part, rule) in [
            ("<!DOCTYPE html>", "page-structure"),
            (" lang=\"sv\"", "page-structure"),
            ("<title>T</title>", "page-structure"),
            ("<h1>T</h1>", "page-structure"),
            ("<nav></nav>", "page-structure"),
            ("<footer></footer>", "page-structure"),
            ("<a href=\"#main\">Hoppa</a>", "page-structure"),
            (" id=\"main\"", "page-structure"),
        ] {
            assert_eq!(faults(&GOOD.replace(part, "")).first(), Some(&rule), "{part}");
        }
        for (more, rule) in [
            ("<script>x</script>", "page-inline"),
            ("<p style=\"x\">", "page-inline"),
            ("<p onclick=\"x\">", "page-inline"),
            ("<script type=\"module\">x</script>", "page-inline"),
            ("<style>x</style>", "page-inline"),
            ("<img src=\"https://x/y.png\">", "page-foreign"),
            ("<script src=\"//x/y.js\"></script>", "page-foreign"),
            ("<p id=\"a\"></p><p id=\"a\"></p>", "page-structure"),
        ] {
            assert_eq!(faults(&GOOD.replace("</main>", &format!("{more}</main>"))), [rule], "{more}");
        }
    }
}
