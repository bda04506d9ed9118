//! What templates are given: typed views, one a kind of page, all with the same [`Shell`].
//!
//! Every text is plain and is escaped by the template engine; only fields named `html` are markup, made by
//! [`crate::markdown::html`]. Every `href` is relative to the page.

pub mod pages;

pub use pages::*;

use crate::markdown::html::needs_room;
use serde::Serialize;

/// A link with its words.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Link {
    /// The words.
    pub label: String,
    /// Where it leads.
    pub href: String,
    /// The language of the words, when another than the page's.
    pub lang: Option<String>,
    /// The language of what it leads to, when another than the page's.
    pub hreflang: Option<String>,
    /// `page` for the page itself, `true` for the part of the site it is in, else empty.
    pub current: &'static str,
    /// Words after the link: a type, a date, a status.
    pub note: Option<String>,
}

/// A value of a fact: text, maybe a link, maybe a time.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Value {
    /// The words.
    pub text: String,
    /// Where it leads, if anywhere.
    pub href: Option<String>,
    /// The day for machines, `2014-03-12`.
    pub datetime: Option<String>,
    /// Shown as a status.
    pub status: bool,
    /// What the link is called when its words alone do not tell; begins with them (WCAG 2.5.3).
    pub label: Option<String>,
    /// The language of the words, when another than the page's.
    pub lang: Option<String>,
}

/// A term and what is so.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Fact {
    /// The term.
    pub term: String,
    /// The language of the term, when another than the page's.
    pub lang: Option<String>,
    /// One value or more.
    pub values: Vec<Value>,
}

/// A logo.
#[derive(Debug, Clone, Serialize)]
pub struct Logo {
    /// The image.
    pub src: String,
    /// Its text alternative.
    pub alt: String,
    /// Its size in CSS pixels, at the height it is shown.
    pub width: Option<u32>,
    /// See `width`.
    pub height: Option<u32>,
    /// Its height on paper in millimetres, for which the style sheet has a class (`mm15`).
    pub mm: u32,
    /// A funder's sentence, shown beside it; then the image's own alternative is empty if the two say the same.
    pub statement: Option<String>,
}

/// What is the same around many pages: for the templates `letterhead.html`, `menu.html` and `footer.html`.
#[derive(Debug, Clone, Serialize)]
pub struct Furniture {
    /// The language of `site.yaml`, when another than the page's: of statements, roles, the contact.
    pub site_lang: Option<String>,
    /// Other logos.
    pub logos: Vec<Logo>,
    /// Funders with their statements.
    pub funders: Vec<Logo>,
    /// The menu.
    pub menu: Vec<Link>,
    /// Whom to turn to.
    pub contact: Vec<Fact>,
    /// Registers and other ways to follow up.
    pub tools: Vec<Link>,
    /// About the site: statement, glossary, A–Ö, site map.
    pub about: Vec<Link>,
}

/// What is around every page.
#[derive(Debug, Clone, Serialize)]
pub struct Shell {
    /// The kind of page: `start`, `meeting` …
    pub page: &'static str,
    /// The page's language.
    pub lang: String,
    /// `rtl`, if it is.
    pub dir: Option<&'static str>,
    /// In `<title>`.
    pub head_title: String,
    /// In `<meta name=description>`.
    pub description: Option<String>,
    /// The h1.
    pub title: String,
    /// The language of the h1, when another than the page's.
    pub title_lang: Option<String>,
    /// The site's name.
    pub site_name: String,
    /// The way from this page to the site's root: `` or `../`.
    pub root: String,
    /// The start page in the page's language.
    pub start: String,
    /// The search page, but on itself.
    pub search: Option<String>,
    /// The same text in another language or in easy language.
    pub versions: Vec<Link>,
    /// For search engines: the page and its versions in other languages, with their whole addresses. Empty when there are none,
    /// or when nobody knows where the site will be.
    pub alternates: Vec<Link>,
    /// Where one is; the last is the page itself.
    pub crumbs: Vec<Link>,
    /// Stands for logos, and funders with what they want said: a [mark](crate::theme::finish::Piece::mark).
    pub letterhead: String,
    /// Stands for the menu.
    pub menu: String,
    /// Stands for what is below: whom to turn to, and other ways on.
    pub footer: String,
    /// The page's own address on paper, when the site has one.
    pub address: Option<String>,
    /// When the text was last changed, in words.
    pub updated: Option<String>,
    /// The feed, when there is one.
    pub feed: Option<String>,
    /// The feed of what the page is about.
    pub own_feed: Option<String>,
}

/// An entry of a list: a title and what one needs to choose.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Entry {
    /// What must be known before the title is read: cancelled, moved, a last day.
    pub notice: Option<String>,
    /// The title, a link.
    pub link: Link,
    /// Day, place …
    pub meta: Vec<Value>,
    /// A few sentences.
    pub summary: Option<String>,
    /// Facts, where a list shows them.
    pub facts: Vec<Fact>,
}

/// Something that happened, or will: a point of a thread or of an item's history.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Moment {
    /// The day.
    pub day: Option<Value>,
    /// What it is: a meeting, a need, a reply.
    pub kind: String,
    /// Where it stands.
    pub link: Link,
    /// How things stood then.
    pub status: Option<String>,
    /// What was said, and its language when another than the page's.
    pub text: Option<Value>,
    /// What came of it: decisions, actions, questions.
    pub links: Vec<Link>,
}

/// What some organisations answered.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Answers {
    /// The sector.
    pub title: String,
    /// The reply, in the words of the organisation's name, and the answer.
    pub answers: Vec<(Link, Value)>,
}

/// A need beside what is offered, or the other way about.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Pair {
    /// The need, or the offer that nobody has asked for.
    pub entry: Entry,
    /// Said above what stands beside it: that it fits, or that it may.
    pub lead: String,
    /// What stands beside it; the note says why it fits.
    pub beside: Vec<Link>,
}

/// What stands under a heading; most of it is empty in most groups.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Group {
    /// The heading.
    pub title: String,
    /// Where the heading leads, when it has a page of its own.
    pub href: Option<String>,
    /// Its anchor.
    pub id: String,
    /// Words before the rest.
    pub lede: Option<String>,
    /// Facts.
    pub facts: Vec<Fact>,
    /// Decisions, actions, questions.
    pub items: Vec<Item>,
    /// What happened, in order.
    pub thread: Vec<Moment>,
    /// Needs and offers.
    pub pairs: Vec<Pair>,
    /// A table.
    pub table: Option<Table>,
    /// Entries with details.
    pub entries: Vec<Entry>,
    /// Plain links.
    pub links: Vec<Link>,
    /// Said when there is nothing.
    pub empty: Option<String>,
}

/// A decision, an action, a question … on a page.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Item {
    /// The anchor, when it stands here; empty when it stands in the body.
    pub id: String,
    /// `Beslut d2.1`.
    pub name: String,
    /// Where it stands.
    pub href: String,
    /// Its words.
    pub text: String,
    /// The language of the words, when another than the page's.
    pub lang: Option<String>,
    /// Where and when it was said, when that is not the page itself.
    pub origin: Option<Link>,
    /// Owner, day, status …
    pub facts: Vec<Fact>,
    /// Said above the history.
    pub history_lead: String,
    /// What later meetings have said of it.
    pub history: Vec<Moment>,
    /// What the organisations have answered.
    pub answers: Vec<Answers>,
}

/// Items under a heading.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Items {
    /// The heading.
    pub title: String,
    /// Its anchor.
    pub id: String,
    /// The items.
    pub items: Vec<Item>,
}

/// A heading in the table of contents.
#[derive(Debug, Clone, Serialize)]
pub struct Toc {
    /// The words.
    pub label: String,
    /// The anchor.
    pub id: String,
    /// 2 or 3.
    pub level: u8,
}

/// The two sectors' views.
#[derive(Debug, Clone, Serialize)]
pub struct Views {
    /// The civil sector's.
    pub civil: Option<String>,
    /// The public sector's.
    pub public: Option<String>,
}

/// A table made from data.
#[derive(Debug, Clone, Serialize)]
pub struct Table {
    /// The caption.
    pub caption: String,
    /// It may be wider than a narrow screen, and so must stand in a region that scrolls.
    pub wide: bool,
    /// Headings.
    pub head: Vec<String>,
    /// Rows; the first cell heads its row.
    pub rows: Vec<Vec<Value>>,
}

impl Table {
    /// A table; whether it is wide follows from its words.
    pub fn new(caption: String, head: Vec<String>, rows: Vec<Vec<Value>>) -> Self {
        let words = rows.iter().map(|row| row.iter().map(|cell| cell.text.as_str().into()).collect());
        let wide =
            needs_room(std::iter::once(head.iter().map(|cell| cell.as_str().into()).collect()).chain(words));
        Self { caption, wide, head, rows }
    }
}

/// Figures as a picture.
#[derive(Debug, Clone, Serialize)]
pub struct Chart {
    /// The id of its name.
    pub title_id: &'static str,
    /// The id of its words.
    pub words_id: &'static str,
    /// Its name.
    pub caption: String,
    /// The picture.
    pub html: String,
    /// What it shows.
    pub words: Vec<String>,
}

/// Who came to the events, by sector.
#[derive(Debug, Clone, Serialize)]
pub struct Balance {
    /// Around it.
    pub shell: Shell,
    /// What is in it.
    pub lede: String,
    /// Each sector's part.
    pub told: Vec<String>,
    /// The picture.
    pub chart: Option<Chart>,
    /// Event by event.
    pub table: Option<Table>,
    /// Events at which nobody was counted.
    pub uncounted: Vec<Link>,
    /// The pages, when it is too long for one.
    pub pages: Vec<Link>,
}
