//! The tree as HTML.
//!
//! Everything that an author wrote goes through [`escape`]; the only tags are those written here. What depends on the
//! rest of the site is asked of [`Surroundings`].

use super::footnotes::Footnote;
use super::media::{self, Media};
use super::tree::{Align, Kind, Node, plain};
use super::words::{Piece, Words};
use super::{Document, headings};
use crate::language::tag::LangTag;
use std::fmt::Write as _;

/// Where a link leads, seen from the page that it stands on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Href {
    /// The address; `None` for a link that leads nowhere (told elsewhere): its text stays, without a link.
    pub address: Option<String>,
    /// What a reader should know before following it: `(PDF, 48 kB)`.
    pub facts: Option<String>,
    /// It leads to another site.
    pub outside: bool,
    /// The language of what it leads to, when that is another.
    pub lang: Option<LangTag>,
}

/// An image's address and size.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Picture {
    /// The address, from the page it stands on.
    pub address: String,
    /// Width and height in CSS pixels, if known: the page does not jump when the image comes.
    pub size: Option<(u32, u32)>,
}

/// Words that the writer itself adds. One set a language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Labels {
    /// The heading of the footnotes.
    pub footnotes: String,
    /// The name of a mention: `Fotnot {number}`.
    pub footnote: String,
    /// The way back: `Tillbaka till texten vid fotnot {number}`.
    pub back: String,
    /// The way back to one of several mentions: `… , ställe {mention}`.
    pub back_to: String,
    /// A link to the file of a recording: `Ladda ner {file}`.
    pub download: String,
    /// A task that is done.
    pub done: String,
    /// A task that is not.
    pub not_done: String,
    /// The name of a link to the glossary: it must differ from other links with the same word, `{word}`.
    pub term: String,
    /// The name of a table's scroll region when it has no caption.
    pub table: String,
}

/// What the writer asks of the world around the document.
pub trait Surroundings {
    /// Where a link leads.
    fn link(&self, target: &str) -> Href;
    /// Which file an image is.
    fn picture(&self, src: &str) -> Picture;
    /// Abbreviations and glossary.
    fn words(&self) -> &Words;
    /// The address of the glossary page, from this page.
    fn glossary(&self) -> Option<&str>;
    /// The writer's own words.
    fn labels(&self) -> &Labels;
    /// Whether the author's line ends are kept: in easy language a line is a thought.
    fn keeps_lines(&self) -> bool {
        false
    }
}

/// A text made safe for HTML, in text and in quoted attributes.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut rest = text;
    // Nearly all characters stay as they are.
    while let Some(at) = rest.bytes().position(|byte| LOOKED_AT[usize::from(byte)]) {
        let (plain, from) = rest.split_at(at);
        out.push_str(plain);
        let mut chars = from.chars();
        match chars.next() {
            Some('&') => out.push_str("&amp;"),
            Some('<') => out.push_str("&lt;"),
            Some('>') => out.push_str("&gt;"),
            Some('"') => out.push_str("&quot;"),
            Some('\'') => out.push_str("&#39;"),
            // Control characters are no HTML text.
            Some(c) if c.is_control() && !matches!(c, '\n' | '\t') => {}
            other => out.extend(other),
        }
        rest = chars.as_str();
    }
    out.push_str(rest);
    out
}

/// Bytes with which characters begin that [`escape`] may change: marks of HTML, and control characters (those from U+0080 are two
/// bytes, of which the first is 0xC2).
#[allow(clippy::indexing_slicing, clippy::cast_possible_truncation)] // At most 255.
const LOOKED_AT: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        let c = byte as u8;
        table[byte] = matches!(c, b'&' | b'<' | b'>' | b'"' | b'\'' | 0xc2)
            || (c.is_ascii_control() && !matches!(c, b'\n' | b'\t'));
        byte += 1;
    }
    table
};

/// Writes a document's blocks and footnotes.
pub fn write(document: &Document, around: &dyn Surroundings) -> String {
    let (lead, rest) = write_led(document, around);
    lead + &rest
}

/// As [`write()`], with a quotation that begins the text apart from the rest.
pub fn write_led(document: &Document, around: &dyn Surroundings) -> (String, String) {
    let mut writer = Writer {
        around,
        out: String::new(),
        seen: around.words().explained(&document.blocks),
        images: 0,
        regions: Vec::new(),
        still: false,
    };
    let led = document.blocks.first().is_some_and(|block| block.kind == Kind::Quote);
    let (lead, rest) = document.blocks.split_at(usize::from(led));
    writer.all(lead);
    let lead = std::mem::take(&mut writer.out);
    writer.all(rest);
    writer.footnotes(&document.footnotes);
    (lead, writer.out)
}

/// Writes the inline content of some nodes: a caption, an item of a list elsewhere.
pub fn write_inline(nodes: &[Node], around: &dyn Surroundings) -> String {
    let mut writer =
        Writer { around, out: String::new(), seen: Vec::new(), images: 0, regions: Vec::new(), still: true };
    writer.all(nodes);
    writer.out
}

struct Writer<'a> {
    around: &'a dyn Surroundings,
    out: String,
    /// What has been explained on this page.
    seen: Vec<String>,
    images: usize,
    /// Names of regions on this page: no two may be the same (WCAG 4.1.2, ARIA landmarks).
    regions: Vec<String>,
    /// In a place where words are not explained: a heading, a link, a caption.
    still: bool,
}

impl Writer<'_> {
    fn all(&mut self, nodes: &[Node]) {
        for node in nodes {
            self.node(node);
        }
    }

    /// `<tag>…</tag>` around the children.
    fn wrap(&mut self, tag: &str, attributes: &str, node: &Node) {
        let _ = write!(self.out, "<{tag}{attributes}>");
        self.all(&node.children);
        let _ = write!(self.out, "</{tag}>");
        if node.kind.is_block() {
            self.out.push('\n');
        }
    }

    fn stilled(&mut self, tag: &str, attributes: &str, node: &Node) {
        let before = std::mem::replace(&mut self.still, true);
        self.wrap(tag, attributes, node);
        self.still = before;
    }

    fn node(&mut self, node: &Node) {
        match &node.kind {
            Kind::Paragraph => self.wrap("p", "", node),
            Kind::Heading { level, id, lang } => {
                let lang = lang.as_ref().map_or(String::new(), lang_attributes);
                let id = if id.is_empty() { String::new() } else { format!(" id=\"{}\"", escape(id)) };
                self.stilled(&format!("h{level}"), &format!("{id}{lang}"), node);
            }
            Kind::Quote => self.wrap("blockquote", "", node),
            Kind::List(None) => self.wrap("ul", tasks(node), node),
            Kind::List(Some(1)) => self.wrap("ol", tasks(node), node),
            Kind::List(Some(start)) => self.wrap("ol", &format!(" start=\"{start}\"{}", tasks(node)), node),
            Kind::Item(task) => self.item(*task, node),
            Kind::CodeBlock { info, text } => self.code_block(info, text),
            Kind::Break => self.out.push_str("<hr>\n"),
            Kind::Table { aligns, row_headers } => self.table(node, aligns, *row_headers),
            Kind::Figure => self.wrap("figure", "", node),
            Kind::Caption => self.stilled("figcaption", "", node),
            // Rows and cells are written by their table.
            Kind::Row | Kind::Cell => self.all(&node.children),
            Kind::Text(text) => self.text(text),
            Kind::Code(text) => {
                let _ = write!(self.out, "<code>{}</code>", escape(text));
            }
            Kind::Emphasis => self.wrap("em", "", node),
            Kind::Strong => self.wrap("strong", "", node),
            Kind::Strike => self.wrap("s", "", node),
            Kind::SoftBreak if self.around.keeps_lines() => self.out.push_str("<br>\n"),
            Kind::SoftBreak => self.out.push('\n'),
            Kind::HardBreak => self.out.push_str("<br>\n"),
            Kind::Link { target, lang } => self.link(node, target, lang.as_ref()),
            Kind::Image { src, title, decorative } => {
                self.image(node, src, *decorative);
                // In a figure the title has become the caption; in a line of text it stands after the image.
                if !title.trim().is_empty() {
                    let _ = write!(self.out, " ({})", escape(title));
                }
            }
            Kind::Media(media) => self.media(media),
            Kind::FootnoteRef { number, mention, .. } => self.mention(*number, *mention),
            // What is in another language is not explained in this one.
            Kind::Passage(lang) => self.stilled("span", &lang_attributes(lang), node),
            Kind::Element { tag, attributes } => {
                let mut text = String::new();
                for (key, value) in attributes {
                    let _ = write!(text, " {key}=\"{}\"", escape(value));
                }
                self.wrap(tag, &text, node);
            }
            Kind::Marked { id } => {
                let _ = write!(self.out, "<div class=\"item\" id=\"{}\">", escape(id));
                self.all(&node.children);
                self.out.push_str("</div>\n");
            }
            // Raw HTML has been settled before anything is written.
            Kind::Raw { .. } => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.still || self.around.words().is_empty() {
            self.out.push_str(&escape(text));
            return;
        }
        let mut seen = std::mem::take(&mut self.seen);
        for piece in self.around.words().cut(text, &mut seen) {
            let _ = match piece {
                Piece::Text(text) => write!(self.out, "{}", escape(text)),
                Piece::Abbreviation(short, long) => {
                    write!(self.out, "<abbr>{}</abbr> ({})", escape(short), escape(&long))
                }
                Piece::Term(word, anchor) => match self.around.glossary() {
                    Some(page) => write!(
                        self.out,
                        "<a class=\"term\" href=\"{}#{}\" aria-label=\"{}\">{}</a>",
                        escape(page),
                        escape(&anchor),
                        escape(&self.around.labels().term.replace("{word}", word)),
                        escape(word)
                    ),
                    None => write!(self.out, "{}", escape(word)),
                },
            };
        }
        self.seen = seen;
    }

    fn item(&mut self, task: Option<bool>, node: &Node) {
        self.out.push_str("<li>");
        if let Some(done) = task {
            let labels = self.around.labels();
            let word = if done { &labels.done } else { &labels.not_done };
            let _ = write!(self.out, "<span class=\"status\">{}</span> ", escape(word));
        }
        self.all(&node.children);
        self.out.push_str("</li>\n");
    }

    fn code_block(&mut self, info: &str, text: &str) {
        let class: String = info.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
        let class = if class.is_empty() { String::new() } else { format!(" class=\"language-{class}\"") };
        // Long lines wrap (the style sheet sees to that), so nothing scrolls and nothing needs the keyboard.
        let _ = writeln!(self.out, "<pre><code{class}>{}</code></pre>", escape(text));
    }

    fn table(&mut self, node: &Node, aligns: &[Align], row_headers: bool) {
        let caption = node.children.iter().find(|child| matches!(child.kind, Kind::Caption));
        let rows = node.children.iter().filter(|child| matches!(child.kind, Kind::Row));
        let wide = needs_room(rows.map(|row| row.children.iter().map(|cell| cell.plain().into()).collect()));
        if wide {
            // The region scrolls on narrow screens, so it is named and can be reached by keyboard (WCAG 1.4.10, 2.1.1).
            let name = self.region(&caption.map_or_else(|| self.around.labels().table.clone(), Node::plain));
            let _ = writeln!(
                self.out,
                "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{}\">",
                escape(&name)
            );
        }
        self.out.push_str("<table>\n");
        // Words are explained in running text; a cell is to be short.
        let before = std::mem::replace(&mut self.still, true);
        if let Some(caption) = caption {
            self.stilled("caption", "", caption);
        }
        let rows = node.children.iter().filter(|child| matches!(child.kind, Kind::Row));
        for (i, row) in rows.enumerate() {
            self.out.push_str(match i {
                0 => "<thead>\n<tr>",
                1 => "<tbody>\n<tr>",
                _ => "<tr>",
            });
            for (column, cell) in row.children.iter().enumerate() {
                let align = match aligns.get(column) {
                    Some(Align::Centre) => " class=\"centre\"",
                    Some(Align::End) => " class=\"num\"",
                    _ => "",
                };
                let empty = cell.children.is_empty();
                match (i, column) {
                    (0, _) if !empty => self.stilled("th", &format!(" scope=\"col\"{align}"), cell),
                    (1.., 0) if row_headers => self.stilled("th", &format!(" scope=\"row\"{align}"), cell),
                    _ => self.wrap("td", align, cell),
                }
            }
            self.out.push_str(if i == 0 { "</tr>\n</thead>\n" } else { "</tr>\n" });
        }
        if node.children.iter().filter(|child| matches!(child.kind, Kind::Row)).count() > 1 {
            self.out.push_str("</tbody>\n");
        }
        self.out.push_str(if wide { "</table>\n</div>\n" } else { "</table>\n" });
        self.still = before;
    }

    /// A name that no other region of the page has.
    fn region(&mut self, name: &str) -> String {
        let mut unique = name.to_owned();
        let mut n = 2;
        while self.regions.contains(&unique) {
            unique = format!("{name} ({n})");
            n += 1;
        }
        self.regions.push(unique.clone());
        unique
    }

    fn link(&mut self, node: &Node, target: &str, lang: Option<&LangTag>) {
        let href = self.around.link(target);
        let before = std::mem::replace(&mut self.still, true);
        match &href.address {
            Some(address) => {
                let mut attributes = format!(" href=\"{}\"", escape(address));
                if href.outside {
                    attributes.push_str(" class=\"outside\" rel=\"external\"");
                }
                if let Some(other) = &href.lang {
                    let _ = write!(attributes, " hreflang=\"{}\"", other.as_str());
                }
                if let Some(lang) = lang {
                    attributes.push_str(&lang_attributes(lang));
                }
                let _ = write!(self.out, "<a{attributes}>");
                self.all(&node.children);
                if let Some(facts) = &href.facts {
                    let _ = write!(self.out, " ({})", escape(facts));
                }
                self.out.push_str("</a>");
            }
            None => self.all(&node.children),
        }
        self.still = before;
    }

    fn image(&mut self, node: &Node, src: &str, decorative: bool) {
        let picture = self.around.picture(src);
        let alt = if decorative { String::new() } else { plain(&node.children) };
        let size = picture.size.map_or(String::new(), |(w, h)| format!(" width=\"{w}\" height=\"{h}\""));
        // The first image may be seen at once; those after it wait until they are near.
        let lazy = if self.images > 0 { " loading=\"lazy\"" } else { "" };
        self.images += 1;
        let _ = write!(
            self.out,
            "<img src=\"{}\" alt=\"{}\"{size}{lazy} decoding=\"async\">",
            escape(&picture.address),
            escape(&alt)
        );
    }

    /// A recording with its controls, and a link to the file for those whose browser or line cannot play it. What lies on
    /// another site is only linked to.
    fn media(&mut self, media: &Media) {
        let files: Vec<(&String, Href)> =
            media.sources.iter().map(|src| (src, self.around.link(src))).collect();
        let own: Vec<(&str, &str)> = files
            .iter()
            .filter(|(_, href)| !href.outside && href.facts.is_some())
            .filter_map(|(src, href)| Some((src.as_str(), href.address.as_deref()?)))
            .collect();
        if !own.is_empty() {
            let tag = if media.video { "video" } else { "audio" };
            let _ = write!(self.out, "<{tag} controls preload=\"metadata\"");
            let poster = media.poster.as_ref().map(|src| self.around.picture(src).address);
            if let Some(poster) = poster.filter(|address| media.video && !address.is_empty()) {
                let _ = write!(self.out, " poster=\"{}\"", escape(&poster));
            }
            self.out.push_str(">\n");
            for (src, address) in &own {
                let form = media::mime(src).map_or(String::new(), |mime| format!(" type=\"{mime}\""));
                let _ = writeln!(self.out, "<source src=\"{}\"{form}>", escape(address));
            }
            self.tracks(media);
            let _ = writeln!(self.out, "</{tag}><br>");
        }
        for (i, (src, href)) in files.iter().enumerate() {
            let Some(address) = &href.address else { continue };
            let class = if href.outside { " class=\"outside\" rel=\"external\"" } else { "" };
            let lead = if i > 0 { "<br>\n" } else { "" };
            let _ = write!(
                self.out,
                "{lead}<a href=\"{}\"{class}>{}</a>",
                escape(address),
                escape(&recording_words(src, href, self.around.labels()))
            );
        }
    }

    fn tracks(&mut self, media: &Media) {
        for (i, track) in media.tracks.iter().enumerate() {
            let href = self.around.link(&track.src);
            let Some(address) = href.address.filter(|_| !href.outside) else { continue };
            let lang = track.lang.as_ref().map_or(String::new(), |l| format!(" srclang=\"{}\"", l.as_str()));
            let label = track.label.as_ref().map_or(String::new(), |l| format!(" label=\"{}\"", escape(l)));
            // Captions are on from the start; whoever does not want them turns them off.
            let shown = if i == 0 && track.kind == media::TrackKind::Captions { " default" } else { "" };
            let _ = writeln!(
                self.out,
                "<track kind=\"{}\" src=\"{}\"{lang}{label}{shown}>",
                track.kind.word(),
                escape(&address)
            );
        }
    }

    fn mention(&mut self, number: usize, mention: usize) {
        if number == 0 {
            return;
        }
        let name = self.around.labels().footnote.replace("{number}", &number.to_string());
        let _ = write!(
            self.out,
            "<sup><a class=\"fn\" id=\"{}\" href=\"#fn-{number}\" aria-label=\"{}\">{number}</a></sup>",
            mention_id(number, mention),
            escape(&name)
        );
    }

    fn footnotes(&mut self, notes: &[Footnote]) {
        if notes.is_empty() {
            return;
        }
        let labels = self.around.labels().clone();
        let _ = writeln!(
            self.out,
            "<section class=\"footnotes\" aria-labelledby=\"{FOOTNOTES}\">\n<h2 id=\"{FOOTNOTES}\">{}</h2>\n<ol>",
            escape(&labels.footnotes)
        );
        for note in notes {
            let number = note.number.to_string();
            let _ = write!(self.out, "<li id=\"fn-{number}\">");
            self.all(&note.children);
            for mention in 1..=note.mentions {
                let text = if note.mentions == 1 { &labels.back } else { &labels.back_to };
                let text = text.replace("{number}", &number).replace("{mention}", &mention.to_string());
                let _ = write!(
                    self.out,
                    "<p><a class=\"back\" href=\"#{}\">{}</a></p>",
                    mention_id(note.number, mention),
                    escape(&text)
                );
            }
            self.out.push_str("</li>\n");
        }
        self.out.push_str("</ol>\n</section>\n");
    }
}

/// The words of the link to a recording: the site that it is on, or what it is to be kept as.
pub fn recording_words(src: &str, href: &Href, labels: &Labels) -> String {
    let name = src.rsplit(['/', '\\']).find(|part| !part.is_empty()).unwrap_or(src);
    let text = match media::host(src).filter(|_| href.outside) {
        Some(host) => host.to_owned(),
        None => labels.download.replace("{file}", name),
    };
    let facts = href.facts.as_ref().map_or(String::new(), |facts| format!(" ({facts})"));
    format!("{text}{facts}")
}

/// Anchors that the writer and the theme use themselves; headings may not take them.
pub const RESERVED: &[&str] = &[
    "main",
    "participants",
    "q",
    FOOTNOTES,
    "chart-title",
    "chart-words",
    "r-concerns",
    "r-feedback",
    "r-new",
    "r-thread",
    "r-to-do",
    // Groups of what belongs to a text, by type.
    "r-lessons",
    "r-mailings",
    "r-meetings",
    "r-needs",
    "r-offers",
    "r-organisations",
    "r-pages",
    "r-replies",
    "r-statistics",
    "r-topics",
    "r-workshops",
    "s-about",
    "s-access",
    "s-actions",
    "s-agenda",
    "s-answers",
    "s-attachments",
    "s-attended",
    "s-audio",
    "s-chart",
    "s-civil",
    "s-contact",
    "s-decisions",
    "s-facts",
    "s-follow-up",
    "s-forms",
    "s-groups",
    "s-lessons",
    "s-needs",
    "s-offers",
    "s-public",
    "s-questions",
    "s-said",
    "s-table",
    "s-take-home",
    "s-toc",
    "s-tools",
    "s-views",
];
/// The anchor of the footnotes.
pub const FOOTNOTES: &str = "fotnoter";

fn mention_id(number: usize, mention: usize) -> String {
    if mention == 1 { format!("fnref-{number}") } else { format!("fnref-{number}-{mention}") }
}

fn lang_attributes(lang: &LangTag) -> String {
    match lang.dir() {
        Some(dir) => format!(" lang=\"{}\" dir=\"{dir}\"", lang.as_str()),
        None => format!(" lang=\"{}\"", lang.as_str()),
    }
}

/// Whether a table may be too wide for a screen of 320 CSS pixels, where some thirty letters fit: its longest words side
/// by side do not. Others need no region that one has to get through with the keyboard.
pub fn needs_room<'c>(rows: impl Iterator<Item = Vec<std::borrow::Cow<'c, str>>>) -> bool {
    const LETTERS: usize = 24;
    let mut longest: Vec<usize> = Vec::new();
    for row in rows {
        for (i, cell) in row.iter().enumerate() {
            let word = cell.split_whitespace().map(|word| word.chars().count()).max().unwrap_or(0);
            match longest.get_mut(i) {
                Some(most) => *most = word.max(*most),
                None => longest.push(word),
            }
        }
    }
    // Each column takes some room of its own beside its words.
    longest.iter().map(|letters| letters + 2).sum::<usize>() > LETTERS + 2
}

fn tasks(list: &Node) -> &'static str {
    let is_task = |item: &Node| matches!(item.kind, Kind::Item(Some(_)));
    if list.children.iter().any(is_task) { " class=\"tasks\"" } else { "" }
}

/// The headings of a document, for a table of contents.
pub fn contents(entries: &[headings::Entry]) -> impl Iterator<Item = &headings::Entry> {
    entries.iter().filter(|entry| entry.level <= 3 && !entry.text.is_empty())
}
