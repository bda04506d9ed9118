//! The last look at a page, after the templates ran: nothing that a page must have is lost, nothing is in it that the
//! site's security policy would stop, and every address is relative.
//!
//! A theme of the user's own is held to the same as the standard one.

use crate::report::catalog::theme as rules;
use crate::report::{Arg, Finding, Findings, Phrase};
use crate::world::relative;
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Emitter, ForwardingEmitter, Span, Tokenizer};
use std::convert::Infallible;
use std::fmt::Write as _;

/// The policy of every page: the browser runs and loads nothing but what the site itself sends. A theme may not loosen it. No
/// script of ours asks for anything (`connect-src`), but tools that look a page over read `robots.txt` from within it.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; media-src 'self'; \
    connect-src 'self'; form-action 'self' file:; base-uri 'none'";

/// Attributes by which a browser fetches or sends something by itself, on whatever element. `href` does so on some only.
const LOADING: &[&str] =
    &["src", "srcset", "imagesrcset", "poster", "data", "action", "formaction", "background", "ping"];

/// Attributes that hold an address.
const URLS: &[&str] = &["href", "src", "action", "poster", "data"];

/// Checks a page, and makes root-absolute addresses (`/style.css`) relative to `address`.
pub fn finish(html: &str, address: &str) -> Result<String, Findings> {
    let mut page = Page::default();
    let mut links = Links { html, address, out: String::with_capacity(html.len()), copied: 0 };
    let mut tag = Tag::default();
    // Nothing is kept of a page but its tags, one at a time: most of it is text, and pages are many.
    let emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, span: Span<usize>| -> Option<Infallible> {
        match event {
            CallbackEvent::OpenStartTag { name } => tag.open(name),
            CallbackEvent::AttributeName { name } => tag.attribute(name, span.start),
            CallbackEvent::AttributeValue { value } => tag.value(value),
            CallbackEvent::CloseStartTag { .. } => {
                page.start(&tag);
                tag.attributes().iter().for_each(|attribute| links.settle(attribute));
                tag.is_open = false;
            }
            CallbackEvent::EndTag { name } => page.end(name),
            CallbackEvent::String { value } => page.text(value),
            CallbackEvent::Doctype { name, .. } => page.doctype = name.eq_ignore_ascii_case(b"html"),
            CallbackEvent::Comment { .. } | CallbackEvent::Error(_) => {}
        }
        None
    });
    Tokenizer::new_with_emitter(html, Lenient(emitter)).for_each(drop);
    let findings = page.judge(address);
    if findings.is_empty() { Ok(links.whole()) } else { Err(findings) }
}

/// An emitter that wants no errors of the parser: looking at each character for them takes longer than all else, and tests hold
/// the theme to a validator.
struct Lenient<E>(E);

impl<E: Emitter> ForwardingEmitter for Lenient<E> {
    type Token = E::Token;

    fn inner(&mut self) -> &mut impl Emitter<Token = Self::Token> {
        &mut self.0
    }

    #[inline]
    fn should_emit_errors(&mut self) -> bool {
        false
    }
}

/// A start tag. The same for each, so that its room is used again.
#[derive(Default)]
struct Tag {
    name: String,
    /// Those of this tag, then room for more.
    room: Vec<Attribute>,
    /// How many it has.
    count: usize,
    /// Attributes of an end tag are none.
    is_open: bool,
}

#[derive(Default)]
struct Attribute {
    name: String,
    value: String,
    /// Where its name begins.
    start: usize,
}

impl Tag {
    fn open(&mut self, name: &[u8]) {
        self.name.clear();
        self.name.push_str(&String::from_utf8_lossy(name));
        self.count = 0;
        self.is_open = true;
    }

    fn attribute(&mut self, name: &[u8], start: usize) {
        if !self.is_open {
            return;
        }
        if self.room.len() == self.count {
            self.room.push(Attribute::default());
        }
        if let Some(attribute) = self.room.get_mut(self.count) {
            attribute.name.clear();
            attribute.name.push_str(&String::from_utf8_lossy(name));
            attribute.value.clear();
            attribute.start = start;
            self.count += 1;
        }
    }

    fn value(&mut self, value: &[u8]) {
        let last = self.count.checked_sub(1).and_then(|last| self.room.get_mut(last));
        if let Some(attribute) = last.filter(|_| self.is_open) {
            attribute.value.push_str(&String::from_utf8_lossy(value));
        }
    }

    fn attributes(&self) -> &[Attribute] {
        self.room.get(..self.count).unwrap_or_default()
    }

    /// The value of an attribute; the first of two of one name holds.
    fn get(&self, name: &str) -> Option<&str> {
        let named = self.attributes().iter().find(|attribute| attribute.name == name);
        named.map(|attribute| attribute.value.as_str())
    }
}

/// The page with its addresses made relative.
struct Links<'h> {
    html: &'h str,
    address: &'h str,
    out: String,
    /// So much of the page is there.
    copied: usize,
}

impl Links<'_> {
    fn settle(&mut self, attribute: &Attribute) {
        let Attribute { name, value, start } = attribute;
        if !URLS.contains(&name.as_str()) || !value.starts_with('/') || value.starts_with("//") {
            return;
        }
        let target = value.trim_start_matches('/');
        let (path, rest) = target.split_at(target.find(['#', '?']).unwrap_or(target.len()));
        let path = if path.is_empty() || path.ends_with('/') {
            format!("{path}index.html")
        } else {
            path.to_owned()
        };
        self.out.push_str(self.html.get(self.copied..*start).unwrap_or(""));
        let value = crate::markdown::html::escape(&format!("{}{rest}", relative(self.address, &path)));
        let _ = write!(self.out, "{name}=\"{value}\"");
        self.copied = attribute_end(self.html, *start);
    }

    fn whole(mut self) -> String {
        self.out.push_str(self.html.get(self.copied..).unwrap_or(""));
        self.out
    }
}

/// Whether an address, or one of several, is of another site or carries its bytes in itself.
fn leads_away(value: &str) -> bool {
    value.contains("//") || value.trim_start().starts_with("data:")
}

/// Whether an address is a script. Browsers pass over blanks and control characters in it (URL Standard, 4.4).
fn is_script(value: &str) -> bool {
    let letters = value.chars().filter(|c| !c.is_whitespace() && !c.is_control());
    letters.take("javascript:".len()).collect::<String>().eq_ignore_ascii_case("javascript:")
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
    fn start(&mut self, tag: &Tag) {
        let get = |name: &str| tag.get(name);
        match tag.name.as_str() {
            "html" => {
                self.lang =
                    get("lang").is_some_and(|lang| crate::language::tag::LangTag::parse(lang).is_some());
            }
            "title" => self.in_title = self.in_svg == 0,
            "svg" => self.in_svg += 1,
            "body" => self.in_body = true,
            "main" => {
                self.main += 1;
                self.main_id = get("id").map(str::to_owned);
            }
            "h1" => self.h1 += 1,
            "nav" => self.nav = true,
            "header" => self.header = true,
            "footer" => self.footer = true,
            "meta"
                if get("http-equiv").is_some_and(|v| v.eq_ignore_ascii_case("content-security-policy")) =>
            {
                self.policy = get("content") == Some(POLICY);
            }
            // What a refresh or a base leads to, no policy of a page stops.
            "meta" if get("http-equiv").is_some_and(|v| v.eq_ignore_ascii_case("refresh")) => {
                let to = get("content").and_then(|content| content.split_once('=')).map_or("", |(_, to)| to);
                self.foreign.extend(Some(to.trim()).filter(|to| leads_away(to)).map(str::to_owned));
            }
            "base" => self.inline.push("<base>".to_owned()),
            "a" if self.in_body && self.first_link.is_none() => {
                self.first_link = Some(get("href").unwrap_or_default().to_owned());
            }
            "style" => self.inline.push("<style>".to_owned()),
            // Data is not run, and no policy stops it.
            "script" if get("type").is_some_and(|kind| kind == "application/ld+json") => {}
            "script" if get("src").is_none() => self.inline.push("<script>".to_owned()),
            _ => {}
        }
        let linked = match tag.name.as_str() {
            "a" | "area" => false,
            "link" => !get("rel").is_some_and(|rel| rel == "canonical" || rel == "alternate"),
            // `<use>`, `<image>` and others of SVG.
            _ => true,
        };
        for Attribute { name, value, .. } in tag.attributes() {
            if name == "style" || name == "srcdoc" || name.starts_with("on") {
                self.inline.push(format!("{name}="));
            }
            let (href, loading) =
                (matches!(name.as_str(), "href" | "xlink:href"), LOADING.contains(&name.as_str()));
            // Words may begin so: a page about JavaScript says it in its description.
            if (href || loading) && is_script(value) {
                self.inline.push("javascript:".to_owned());
            }
            if (loading || (href && linked)) && leads_away(value) {
                self.foreign.push(value.clone());
            }
        }
        self.ids.extend(get("id").map(str::to_owned));
    }

    fn end(&mut self, name: &[u8]) {
        match name {
            b"title" => self.in_title = false,
            b"svg" => self.in_svg = self.in_svg.saturating_sub(1),
            _ => {}
        }
    }

    fn text(&mut self, text: &[u8]) {
        if self.in_title {
            self.title.push_str(&String::from_utf8_lossy(text));
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
            (
                self.policy,
                Phrase {
                    sv: "saknar säkerhetsregeln (CSP), eller har ändrat den",
                    en: "lacks the security policy (CSP), or has changed it",
                },
            ),
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

    const GOOD: &str = "<!DOCTYPE html><html lang=\"sv\"><head><meta http-equiv=\"Content-Security-Policy\" \
        content=\"default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; media-src 'self'; connect-src 'self'; form-action 'self' file:; base-uri 'none'\">\
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
        for fine in [
            "<a href=\"https://x/\">x</a>",
            "<meta http-equiv=\"refresh\" content=\"0; url=b.html\">",
            "<p title=\"a // b\">",
            "<meta name=\"description\" content=\"JavaScript: vad är det?\">",
        ] {
            assert_eq!(
                faults(&GOOD.replace("</main>", &format!("{fine}</main>"))),
                Vec::<&str>::new(),
                "{fine}"
            );
        }
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
            ("default-src 'none'; ", "page-structure"),
            ("; base-uri 'none'", "page-structure"),
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
            ("<img alt=\"\" src=\"a.png\" srcset=\"a.png 1x, https://x/b.png 2x\">", "page-foreign"),
            ("<meta http-equiv=\"Refresh\" content=\"0; URL=https://x/\">", "page-foreign"),
            ("<svg><use href=\"https://x/a.svg#b\"></use></svg>", "page-foreign"),
            ("<svg><image xlink:href=\"//x/a.png\"></image></svg>", "page-foreign"),
            ("<object data=\"https://x/\"></object>", "page-foreign"),
            ("<video poster=\"https://x/a.png\"></video>", "page-foreign"),
            ("<form action=\"https://x/\"></form>", "page-foreign"),
            ("<base href=\"a/\">", "page-inline"),
            ("<iframe srcdoc=\"x\"></iframe>", "page-inline"),
            ("<a href=\"java\nscript:x()\">x</a>", "page-inline"),
            ("<p id=\"a\"></p><p id=\"a\"></p>", "page-structure"),
        ] {
            assert_eq!(faults(&GOOD.replace("</main>", &format!("{more}</main>"))), [rule], "{more}");
        }
    }
}
