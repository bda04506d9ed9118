//! The panel of one page: what to correct in its text, and the page as one meets it who does not see it.
//!
//! *Accessibility*: a plain page of headings, lists and links. It takes no key, moves nothing by itself, and says what
//! it says in words. What is quoted from the page is marked with the page's language.

use super::about::{About, Held, Reading, Source};
use super::live::Now;
use super::page::{self, Heading, Page};
use super::panel::{self, List, escape};
use super::{Writer, ask, words};
use crate::language::Lang;
use crate::report::{Phrase, Span};
use std::fmt::Write as _;

/// The panel of the page at an address.
pub(super) fn page(now: &Now, address: &str, writer: Writer) -> String {
    let lang = writer.lang;
    let mut about = now.snapshot.about(address).unwrap_or_default();
    let page = match now.snapshot.get(address) {
        Some(Ok(answer)) => page::read(&answer.bytes),
        Some(Err(findings)) => {
            about.findings.extend(findings);
            Page { title: address.to_owned(), ..Page::default() }
        }
        None => Page::default(),
    };
    let panel = Panel { now, address, writer, about, page };
    let mut out = format!("<h1>{}</h1>\n", panel.title());
    panel.ways(&mut out);
    panel.findings(&mut out);
    panel.text(&mut out);
    panel.outline(&mut out);
    panel.links(&mut out);
    panel.images(&mut out);
    let heading = words::about_page(&panel.page.title, lang);
    panel::document(now, lang, &escape(&heading), &out)
}

/// The page at an address as it is printed: within a frame as wide as the text of an A4, so that what depends on the
/// width is as on paper.
pub(super) fn paper(now: &Now, address: &str, writer: Writer) -> String {
    let (lang, path) = (writer.lang, escape(&ask::path(address)));
    let say = |phrase: Phrase| phrase.raw(lang);
    let heading = say(words::AS_PRINTED);
    let out = format!(
        "<h1>{heading}</h1>\n<p>{}</p>\n<ul class=\"ways\">\n<li><a href=\"{path}\">{}</a></li>\n\
         <li><a href=\"{}\">{}</a></li>\n</ul>\n<iframe class=\"sheet\" title=\"{}\" src=\"{path}?{}\"></iframe>\n",
        say(words::AS_PRINTED_LONG),
        say(words::TO_PAGE),
        escape(&ask::about(address)),
        say(words::SHOW_PANEL),
        say(words::ON_PAPER),
        ask::PAPER,
    );
    panel::document(now, lang, heading, &out)
}

struct Panel<'n> {
    now: &'n Now,
    address: &'n str,
    writer: Writer,
    about: About,
    page: Page,
}

impl Panel<'_> {
    fn say(&self, phrase: Phrase) -> &'static str {
        phrase.raw(self.writer.lang)
    }

    /// Words of the page, marked with their language if it is not ours.
    fn quote(&self, text: &str, tag: &str) -> String {
        let lang = if tag.is_empty() { &self.page.lang } else { tag };
        if lang.is_empty() || Lang::from_locale(lang) == Some(self.writer.lang) {
            return escape(text);
        }
        format!("<span lang=\"{}\">{}</span>", escape(lang), escape(text))
    }

    fn title(&self) -> String {
        let (before, after) =
            words::ABOUT_PAGE.raw(self.writer.lang).split_once("{title}").unwrap_or_default();
        format!("{before}{}{after}", self.quote(&self.page.title, ""))
    }

    /// Where one can go from here.
    fn ways(&self, out: &mut String) {
        let path = escape(&ask::path(self.address));
        if self.about.draft {
            let _ = writeln!(out, "<p class=\"draft\"><strong>{}</strong></p>", self.say(words::DRAFT));
        }
        out.push_str("<ul class=\"ways\">\n");
        let mut way = |href: &str, name: &str| {
            let _ = writeln!(out, "<li><a href=\"{href}\">{name}</a></li>");
        };
        way(&path, self.say(words::TO_PAGE));
        if let Some(source) = &self.about.source
            && let Some(open) = self.open(source, 1, 1)
        {
            way(&open, self.say(words::OPEN_FILE));
        }
        way(&escape(&ask::paper(self.address)), self.say(words::AS_PRINTED));
        way(&format!("/{}", ask::OURS), self.say(words::SHOW_ALL));
        out.push_str("</ul>\n");
    }

    /// The address that opens a file in the writer's editor.
    fn open(&self, source: &Source, line: usize, column: usize) -> Option<String> {
        Some(escape(&self.writer.editor?.link(source.disk.as_deref()?, line, column)))
    }

    fn findings(&self, out: &mut String) {
        let findings = &self.about.findings;
        let _ = writeln!(out, "<h2>{}</h2>", self.say(words::TO_CORRECT));
        let _ = writeln!(out, "<p>{}</p>", words::on_this_page(findings, self.writer.lang));
        let ways = |span: Span| self.place(span);
        let list =
            List { sources: self.now.snapshot.sources(), lang: self.writer.lang, level: 3, ways: &ways };
        list.write(out, findings);
    }

    /// Links from a finding to its place: on the page, under the heading before it; in the file.
    fn place(&self, span: Span) -> String {
        let mut links = Vec::new();
        let before = self.about.places.iter().rfind(|place| {
            place.span.file == span.file && place.span.start <= span.start && !place.id.is_empty()
        });
        if let Some(place) = before {
            let href = format!("{}#{}", escape(&ask::path(self.address)), escape(&ask::path(&place.id)[1..]));
            let words = self.quote(&place.words, "");
            links.push(format!("<a href=\"{href}\">{}: {words}</a>", self.say(words::UNDER)));
        }
        let sources = self.now.snapshot.sources();
        if let Some(text) = sources.get(span.file)
            && let Some(source) = self.about.source.as_ref().filter(|source| source.path == text.path)
        {
            let at = text.position(span.start as usize);
            if let Some(href) = self.open(source, at.line, at.column) {
                links.push(format!("<a href=\"{href}\">{}</a>", words::open_line(at.line, self.writer.lang)));
            }
        }
        links.join("<br>")
    }

    /// How the text reads, where it is, in what other shapes it is there.
    fn text(&self, out: &mut String) {
        let _ = writeln!(out, "<h2>{}</h2>\n<dl>", self.say(words::TEXT));
        let mut row = |name: Phrase, value: &str| {
            let _ = writeln!(out, "<div><dt>{}</dt><dd>{value}</dd></div>", self.say(name));
        };
        match &self.about.source {
            Some(source) => row(words::FILE, &format!("<code>{}</code>", escape(&source.path))),
            None => row(words::FILE, self.say(words::MADE)),
        }
        row(words::ADDRESS, &format!("<code>/{}</code>", escape(self.address)));
        if !self.page.lang.is_empty() {
            row(words::LANGUAGE, &escape(&words::language(&self.page.lang, self.writer.lang)));
        }
        if let Some(Reading { words: count, lix, longest }) = &self.about.reading {
            row(words::WORDS, &count.to_string());
            row(words::LIX, &words::lix(*lix, self.writer.lang));
            let longest: Vec<String> = longest
                .iter()
                .map(|(count, sentence)| {
                    format!("{}: {}", words::count_words(*count, self.writer.lang), self.quote(sentence, ""))
                })
                .collect();
            if !longest.is_empty() {
                row(words::LONGEST, &list_of(&longest));
            }
        }
        for (name, others) in [(words::VERSIONS, &self.about.versions), (words::FORMS, &self.about.forms)] {
            let links = others.iter().map(|other| {
                let words = self.quote(&other.name, other.lang.as_deref().unwrap_or(""));
                format!("<a href=\"{}\">{words}</a>", escape(&ask::path(&other.address)))
            });
            let links: Vec<String> = links.collect();
            if links.is_empty() {
                row(name, self.say(words::NONE));
            } else {
                row(name, &list_of(&links));
            }
        }
        out.push_str("</dl>\n");
    }

    fn outline(&self, out: &mut String) {
        let headings = &self.page.headings;
        let _ = writeln!(out, "<h2>{} ({})</h2>", self.say(words::HEADINGS), headings.len());
        let mut rest = headings.as_slice();
        while !rest.is_empty() {
            rest = self.branch(out, rest);
        }
    }

    /// A list of headings of one level, or of higher ones that stand where they should not, each with those below it.
    /// Gives back what belongs further up.
    fn branch<'h>(&self, out: &mut String, mut headings: &'h [Heading]) -> &'h [Heading] {
        let Some(first) = headings.first() else { return headings };
        let top = first.level;
        out.push_str("<ul class=\"outline\">\n");
        while let Some((heading, below)) = headings.split_first().filter(|(heading, _)| heading.level >= top)
        {
            let words = self.quote(&heading.words, "");
            let words = if heading.id.is_empty() {
                words
            } else {
                let anchor = escape(&ask::path(&heading.id)[1..]);
                format!("<a href=\"{}#{anchor}\">{words}</a>", escape(&ask::path(self.address)))
            };
            let _ = write!(out, "<li>{} {}: {words}", self.say(words::LEVEL), heading.level);
            headings = below;
            if headings.first().is_some_and(|next| next.level > heading.level) {
                out.push('\n');
                headings = self.branch(out, headings);
            }
            out.push_str("</li>\n");
        }
        out.push_str("</ul>\n");
        headings
    }

    fn links(&self, out: &mut String) {
        let links = &self.page.links;
        let _ = writeln!(
            out,
            "<h2>{} ({})</h2>\n<p>{}</p>",
            self.say(words::LINKS),
            links.len(),
            self.say(words::LINKS_LONG)
        );
        let items = links.iter().map(|link| {
            let words = if link.words.is_empty() {
                format!("<strong>{}</strong>", self.say(words::NO_WORDS))
            } else {
                self.quote(&link.words, "")
            };
            format!("{words} → {}", escape(&self.leads(&link.href)))
        });
        out.push_str(&list_of(&items.collect::<Vec<_>>()));
    }

    /// Where a link leads, in words.
    fn leads(&self, href: &str) -> String {
        let lang = self.writer.lang;
        if href.starts_with('#') {
            return self.say(words::SAME_PAGE).to_owned();
        }
        if let Some(other) = words::elsewhere(href, lang) {
            return other;
        }
        let Some(address) = page::resolve(self.address, href) else {
            return self.say(words::NOWHERE).to_owned();
        };
        match self.now.snapshot.holds(&address) {
            Some(Held::Page) => format!("{} /{address}", self.say(words::PAGE_HERE)),
            Some(Held::File(size)) => words::file(&address, size, lang),
            None => self.say(words::NOWHERE).to_owned(),
        }
    }

    fn images(&self, out: &mut String) {
        let images = &self.page.images;
        let _ = writeln!(out, "<h2>{} ({})</h2>", self.say(words::IMAGES), images.len());
        let items = images.iter().map(|image| {
            let name = image.src.rsplit('/').next().unwrap_or_default();
            let name = if name.is_empty() {
                self.say(words::DRAWING).to_owned()
            } else {
                format!("<code>{}</code>", escape(name))
            };
            let alt = match image.alt.as_deref() {
                None => format!("<strong>{}</strong>", self.say(words::NO_ALT)),
                Some("") => self.say(words::DECORATION).to_owned(),
                Some(alt) => self.quote(alt, ""),
            };
            format!("{name}: {alt}")
        });
        out.push_str(&list_of(&items.collect::<Vec<_>>()));
    }
}

/// A list, if there is anything in it.
fn list_of(items: &[String]) -> String {
    if items.is_empty() {
        return String::new();
    }
    format!("<ul>\n<li>{}</li>\n</ul>\n", items.join("</li>\n<li>"))
}
