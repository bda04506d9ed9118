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

/// A piece of many pages, looked over once: it is put in where a page has its [mark](Piece::mark).
#[derive(Debug, Clone, Default)]
pub struct Piece {
    name: &'static str,
    html: String,
    tags: Vec<Seen>,
}

/// A tag of a piece.
#[derive(Debug, Clone)]
enum Seen {
    Start(Tag),
    End(Vec<u8>),
}

impl Piece {
    /// Looks a piece over. What is begun in it must end in it.
    pub fn new(name: &'static str, html: &str, address: &str) -> Result<Self, Findings> {
        let (mut tags, mut links) = (Vec::new(), Links::new(html, address));
        // How many elements are open in which tags are none.
        let (mut at_end, mut raw) = (false, 0);
        let is_raw = |name: &[u8]| RAW.iter().any(|raw| raw.as_bytes() == name);
        each(&format!("{html}<{END}>"), &mut links, |event, _| match event {
            Event::Start(tag) if tag.name == END => at_end = true,
            Event::Start(tag) => {
                raw += i32::from(is_raw(tag.name.as_bytes()));
                tags.push(Seen::Start(tag.clone()));
            }
            Event::End(name) => {
                raw -= i32::from(is_raw(name));
                tags.push(Seen::End(name.to_owned()));
            }
            Event::Text(_) | Event::Doctype(_) | Event::Comment(..) => {}
        });
        let html = links.whole();
        if at_end && raw == 0 {
            return Ok(Self { name, html, tags });
        }
        let fault =
            Phrase { sv: "lämnar en tagg eller kommentar öppen", en: "leaves a tag or a comment open" };
        let finding = Finding::nowhere(&rules::PAGE_STRUCTURE).with("address", format!("{name}.html"));
        Err(std::iter::once(finding.with("fault", fault)).collect())
    }

    /// What it is called.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// What stands for it in a page until that is finished; nothing, if there is nothing in it.
    pub fn mark(&self) -> String {
        if self.html.is_empty() { String::new() } else { format!("<!--{MARK}{}-->", self.name) }
    }
}

/// Leads the names of pieces in their marks. No text of an author's becomes a comment.
const MARK: &str = "samverka-";
/// Elements in which a browser sees no tags but their own end (HTML 13.1.2).
const RAW: &[&str] = &[
    "script",
    "style",
    "title",
    "textarea",
    "xmp",
    "iframe",
    "noembed",
    "noframes",
    "noscript",
    "plaintext",
];
/// An element that nobody uses. Where it is found after a piece, nothing of that is open.
const END: &str = "samverka-end";

/// Checks a page, makes root-absolute addresses (`/style.css`) relative to `address`, and puts the pieces in.
pub fn finish(html: &str, address: &str, pieces: &[Piece]) -> Result<String, Findings> {
    let (mut page, mut links) = (Page::default(), Links::new(html, address));
    each(html, &mut links, |event, links| match event {
        Event::Start(tag) => page.start(tag),
        Event::End(name) => page.end(name),
        Event::Text(text) => page.text(text),
        Event::Doctype(name) => page.doctype = name.eq_ignore_ascii_case(b"html"),
        Event::Comment(text, start) => {
            let named = |piece: &&Piece| text.strip_prefix(MARK.as_bytes()) == Some(piece.name.as_bytes());
            let Some(piece) = pieces.iter().find(named) else { return };
            for tag in &piece.tags {
                match tag {
                    Seen::Start(tag) => page.start(tag),
                    Seen::End(name) => page.end(name),
                }
            }
            links.put(piece, start);
        }
    });
    let findings = page.judge(address);
    if findings.is_empty() { Ok(links.whole()) } else { Err(findings) }
}

/// What is met in a page.
enum Event<'e> {
    Start(&'e Tag),
    End(&'e [u8]),
    Text(&'e [u8]),
    /// Its name.
    Doctype(&'e [u8]),
    /// With where it begins.
    Comment(&'e [u8], usize),
}

/// Goes through a page or a piece of one, and settles its links.
fn each<'h>(html: &str, links: &mut Links<'h>, mut meet: impl FnMut(Event<'_>, &mut Links<'h>)) {
    let mut tag = Tag::default();
    // Nothing is kept of a page but its tags, one at a time: most of it is text, and pages are many.
    let emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, span: Span<usize>| -> Option<Infallible> {
        match event {
            CallbackEvent::OpenStartTag { name } => tag.open(name),
            CallbackEvent::AttributeName { name } => tag.attribute(name, span.start),
            CallbackEvent::AttributeValue { value } => tag.value(value),
            CallbackEvent::CloseStartTag { .. } => {
                meet(Event::Start(&tag), links);
                tag.attributes().iter().for_each(|attribute| links.settle(attribute));
                tag.is_open = false;
            }
            CallbackEvent::EndTag { name } => meet(Event::End(name), links),
            CallbackEvent::String { value } => meet(Event::Text(value), links),
            CallbackEvent::Doctype { name, .. } => meet(Event::Doctype(name), links),
            CallbackEvent::Comment { value } => meet(Event::Comment(value, span.start), links),
            CallbackEvent::Error(_) => {}
        }
        None
    });
    Tokenizer::new_with_emitter(html, Lenient(emitter)).for_each(drop);
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

/// Bytes of a page, which are text.
fn written(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap_or_default()
}

/// A start tag. The same for each, so that its room is used again.
#[derive(Debug, Clone, Default)]
struct Tag {
    name: String,
    /// Those of this tag, then room for more.
    room: Vec<Attribute>,
    /// How many it has.
    count: usize,
    /// Attributes of an end tag are none.
    is_open: bool,
}

#[derive(Debug, Clone, Default)]
struct Attribute {
    name: String,
    value: String,
    /// Where its name begins.
    start: usize,
}

impl Tag {
    fn open(&mut self, name: &[u8]) {
        self.name.clear();
        self.name.push_str(written(name));
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
            attribute.name.push_str(written(name));
            attribute.value.clear();
            attribute.start = start;
            self.count += 1;
        }
    }

    fn value(&mut self, value: &[u8]) {
        let last = self.count.checked_sub(1).and_then(|last| self.room.get_mut(last));
        if let Some(attribute) = last.filter(|_| self.is_open) {
            attribute.value.push_str(written(value));
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

impl<'h> Links<'h> {
    fn new(html: &'h str, address: &'h str) -> Self {
        Self { html, address, out: String::with_capacity(html.len()), copied: 0 }
    }

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

    /// Puts a piece in the place of its mark, which begins at `start`.
    fn put(&mut self, piece: &Piece, start: usize) {
        self.out.push_str(self.html.get(self.copied..start).unwrap_or(""));
        self.out.push_str(&piece.html);
        self.copied = start + piece.mark().len();
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
    let mut letters = value.chars().filter(|c| !c.is_whitespace() && !c.is_control());
    "javascript:".chars().all(|c| letters.next().is_some_and(|letter| letter.eq_ignore_ascii_case(&c)))
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
            self.title.push_str(written(text));
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
        finish(html, "moten/a.html", &[])
            .err()
            .map(|f| f.iter().map(|f| f.rule.name).collect())
            .unwrap_or_default()
    }

    #[test]
    fn a_good_page_passes_and_its_addresses_become_relative() {
        let page = finish(GOOD, "moten/a.html", &[]).expect("a good page");
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
    fn a_piece_is_seen_where_its_mark_stands() {
        let menu = "<nav id=\"n\"><a href='/moten/'>Möten</a><img src='/a.png' alt=''></nav>\n";
        let piece = |html: &str| Piece::new("menu", html, "moten/a.html").expect("it is whole");
        let page = GOOD.replace("<nav></nav>", &piece(menu).mark());
        let whole = finish(&page, "moten/a.html", &[piece(menu)]).expect("a good page");
        assert_eq!(whole, finish(&GOOD.replace("<nav></nav>", menu), "moten/a.html", &[]).expect("the same"));
        let told = |html: &str, menu: &str| {
            let pieces = [Piece::new("footer", "<p></p>", "").expect("whole"), piece(menu)];
            let found = finish(html, "moten/a.html", &pieces).err();
            found.map(|told| told.iter().map(|told| told.rule.name).collect::<Vec<_>>()).unwrap_or_default()
        };
        assert_eq!(told(&page, menu), Vec::<&str>::new());
        assert_eq!(
            told(&page, "<p id=\"main\"></p>"),
            ["page-structure", "page-structure"],
            "no nav, an id twice"
        );
        assert_eq!(told(&page, "<nav onclick=\"x\"></nav>"), ["page-inline"]);
        assert_eq!(told(&page, "<nav><img src=\"https://x/\"></nav>"), ["page-foreign"]);
        // In a comment, an attribute or a script it is none.
        let hidden = page.replace("<!--samverka-menu-->", "<!-- <!--samverka-menu--> -->");
        assert_eq!(told(&hidden, menu), ["page-structure"]);
        let quoted = page.replace("<!--samverka-menu-->", "<p title=\"<!--samverka-menu-->\"></p>");
        assert_eq!(told(&quoted, menu), ["page-structure"]);
        for open in ["<nav><!-- ", "<nav title=\"", "<nav ", "<script>", "<title>"] {
            assert!(Piece::new("menu", open, "a.html").is_err(), "{open}");
        }
        assert_eq!(Piece::new("menu", "", "a.html").expect("whole").mark(), "");
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
