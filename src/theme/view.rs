//! What templates are given: typed views, one a kind of page, all with the same [`Shell`].
//!
//! Every text is plain and is escaped by the template engine; only fields named `html` are markup, made by
//! [`crate::markdown::html`]. Every `href` is relative to the page.

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
    /// A funder's sentence, shown beside it; then the image's own alternative is empty if the two say the same.
    pub statement: Option<String>,
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
    /// The language of `site.yaml`, when another than the page's: of statements, roles, the contact.
    pub site_lang: Option<String>,
    /// The site's name.
    pub site_name: String,
    /// The way from this page to the site's root: `` or `../`.
    pub root: String,
    /// The start page in the page's language.
    pub start: String,
    /// The menu.
    pub menu: Vec<Link>,
    /// The same text in another language or in easy language.
    pub versions: Vec<Link>,
    /// Where one is; the last is the page itself.
    pub crumbs: Vec<Link>,
    /// Other logos.
    pub logos: Vec<Logo>,
    /// Funders with their statements.
    pub funders: Vec<Logo>,
    /// Whom to turn to.
    pub contact: Vec<Fact>,
    /// Registers and other ways to follow up.
    pub tools: Vec<Link>,
    /// About the site: statement, glossary, A–Ö, site map.
    pub about: Vec<Link>,
    /// The page's own address on paper, when the site has one.
    pub address: Option<String>,
    /// When the text was last changed, in words.
    pub updated: Option<String>,
    /// The feed, when there is one.
    pub feed: Option<String>,
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
    pub table: Table,
    /// Events at which nobody was counted.
    pub uncounted: Vec<Link>,
}

/// A page of one document.
#[derive(Debug, Clone, Serialize)]
pub struct Document {
    /// Around it.
    pub shell: Shell,
    /// In easy language, with a layout of its own.
    pub easy: bool,
    /// The language of the text when the page around it is in another.
    pub text_lang: Option<String>,
    /// The direction of that text.
    pub text_dir: Option<&'static str>,
    /// How things stand, in words.
    pub status: Vec<String>,
    /// The summary.
    pub summary: Option<String>,
    /// A quotation that begins the text: it says what kind of text this is, and so stands before everything else.
    pub lead: String,
    /// The short easy-read text.
    pub easy_read: Option<String>,
    /// The heading of the facts.
    pub facts_title: String,
    /// Facts.
    pub facts: Vec<Fact>,
    /// What there is for those who need it, for a planned event.
    pub access: Vec<Fact>,
    /// Points of the agenda.
    pub agenda: Vec<String>,
    /// What stands before all else in the body.
    pub first: Vec<Group>,
    /// Two sectors' views.
    pub views: Option<Views>,
    /// Questions of a topic.
    pub questions: Vec<String>,
    /// Decisions, actions, questions.
    pub items: Vec<Items>,
    /// Of earlier items.
    pub follow_up: Vec<Item>,
    /// The figures as a picture.
    pub chart: Option<Chart>,
    /// Figures.
    pub table: Option<Table>,
    /// Answers of a reply.
    pub answers: Vec<Item>,
    /// Group work.
    pub groups: Vec<Item>,
    /// Who took part.
    pub attended: Option<Table>,
    /// The body.
    pub html: String,
    /// Its headings, and those of the sections.
    pub toc: Vec<Toc>,
    /// Files.
    pub attachments: Vec<Link>,
    /// The same in other forms.
    pub forms: Vec<Link>,
    /// What hangs together with it.
    pub related: Vec<Group>,
    /// The one before.
    pub previous: Option<Link>,
    /// The one after.
    pub next: Option<Link>,
}

/// How far the project has come.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Progress {
    /// `2 av 4 dialogmöten genomförda`: the number, then the words.
    pub parts: Vec<(String, String)>,
    /// What has no day yet.
    pub remaining: Vec<String>,
}

/// The start page.
#[derive(Debug, Clone, Serialize)]
pub struct Start {
    /// Around it.
    pub shell: Shell,
    /// What the project is.
    pub lede: Option<String>,
    /// How far the project has come.
    pub progress: Progress,
    /// The next event: its link and facts.
    pub next: Option<Entry>,
    /// Facts of the next event.
    pub next_facts: Vec<Fact>,
    /// Said when there is none.
    pub no_next: String,
    /// All that has a day.
    pub calendar: Option<Link>,
    /// Events to come that are cancelled or moved.
    pub changed: Vec<Entry>,
    /// The latest events.
    pub latest: Vec<Entry>,
    /// All events.
    pub all_events: Vec<Link>,
    /// Topics.
    pub topics: Vec<Link>,
    /// Organisations.
    pub organisations: Vec<Link>,
    /// All organisations.
    pub all_organisations: Option<Link>,
    /// Ways to follow up.
    pub follow: Vec<Link>,
    /// Texts in the page's language (on a start page in another language).
    pub texts: Vec<Link>,
    /// The fact sheet.
    pub project: Option<Link>,
}

/// A list page.
#[derive(Debug, Clone, Serialize)]
pub struct List {
    /// Around it.
    pub shell: Shell,
    /// What is in it.
    pub lede: Option<String>,
    /// Pages that show the same in another way.
    pub more: Vec<Link>,
    /// Groups under headings.
    pub groups: Vec<Group>,
    /// Jump links to the groups, when there are many.
    pub letters: Vec<Link>,
}

/// A question with lines to write on.
#[derive(Debug, Clone, Serialize)]
pub struct Asked {
    /// `Fråga d1.5`; empty for the question that is always there.
    pub name: String,
    /// Its words.
    pub text: String,
    /// So many ruled lines.
    pub lines: Vec<u8>,
}

/// A take-back sheet: one A4 to carry home.
#[derive(Debug, Clone, Serialize)]
pub struct Sheet {
    /// Around it.
    pub shell: Shell,
    /// For whom it is, in words.
    pub audience: String,
    /// The meeting's page.
    pub meeting: Link,
    /// Who, when, where.
    pub facts: Vec<Fact>,
    /// The language of the summary and the items when another than the page's.
    pub text_lang: Option<String>,
    /// The most important, some five lines.
    pub summary: String,
    /// What concerns the organisation: the name, the words, who and when.
    pub concerns_title: String,
    /// See `concerns_title`.
    pub concerns: Vec<(String, String, String)>,
    /// Said when there is nothing, or that there is more.
    pub concerns_note: Option<String>,
    /// Questions to discuss.
    pub questions: Vec<Asked>,
    /// Said when there are more questions.
    pub questions_note: Option<String>,
    /// By when to answer.
    pub answer: String,
    /// Where to: a role, an organisation, an address.
    pub answer_ways: Vec<Value>,
    /// The next event.
    pub next: String,
    /// Other sheets of the same event; not printed.
    pub others: Vec<Link>,
}

/// An event that one can still go to.
#[derive(Debug, Clone, Serialize)]
pub struct Coming {
    /// The event.
    pub entry: Entry,
    /// What one must know before coming.
    pub facts: Vec<Fact>,
}

/// The calendar as a list.
#[derive(Debug, Clone, Serialize)]
pub struct Calendar {
    /// Around it.
    pub shell: Shell,
    /// What is in it.
    pub lede: String,
    /// How far the project has come.
    pub progress: Progress,
    /// What is ahead, the next first.
    pub coming: Vec<Coming>,
    /// Said when nothing is.
    pub no_next: String,
    /// Events ahead that are cancelled or have no new day.
    pub changed: Vec<Entry>,
    /// Last days ahead.
    pub days: Vec<Entry>,
    /// What has been, by year.
    pub past: Vec<Group>,
    /// Links to the months, by year.
    pub months: Vec<Group>,
}

/// A month.
#[derive(Debug, Clone, Serialize)]
pub struct Month {
    /// Around it.
    pub shell: Shell,
    /// `Februari 2014`.
    pub caption: String,
    /// The days of the week: in two letters to be seen, in full to be heard.
    pub head: Vec<(String, String)>,
    /// The weeks.
    pub weeks: Vec<Week>,
    /// What the frame around a day means, in the month of today.
    pub today: Option<String>,
    /// The days on which something happens.
    pub days: Vec<Group>,
    /// The month with something in it before.
    pub previous: Option<Link>,
    /// The one after.
    pub next: Option<Link>,
}

/// A week of a month.
#[derive(Debug, Clone, Serialize)]
pub struct Week {
    /// `vecka 7`, to be heard.
    pub name: String,
    /// `7`, to be seen.
    pub short: String,
    /// Its seven days.
    pub days: Vec<Day>,
}

/// A day of a month; empty for a day of another month.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Day {
    /// The number, which is seen.
    pub number: String,
    /// What is heard after it.
    pub name: Option<String>,
    /// Its entry in the list below, if there is one.
    pub href: Option<String>,
    /// The day on which the page was made.
    pub today: bool,
}

/// The glossary.
#[derive(Debug, Clone, Serialize)]
pub struct Glossary {
    /// Around it.
    pub shell: Shell,
    /// Words: anchor, word, explanation.
    pub words: Vec<(String, String, String)>,
    /// Abbreviations: anchor, short, long.
    pub abbreviations: Vec<(String, String, String)>,
}

/// The project's fact sheet.
#[derive(Debug, Clone, Serialize)]
pub struct Project {
    /// Around it.
    pub shell: Shell,
    /// In a few sentences.
    pub summary: Option<String>,
    /// Facts.
    pub facts: Vec<Fact>,
    /// Municipalities.
    pub municipalities: Vec<Link>,
    /// In another language: language, heading, title, summary.
    pub translation: Option<(String, String, String, String)>,
}

/// One shortcoming.
#[derive(Debug, Clone, Serialize)]
pub struct Shortcoming {
    /// What.
    pub what: String,
    /// Why, what instead, which exception.
    pub facts: Vec<Fact>,
}

/// The accessibility statement.
#[derive(Debug, Clone, Serialize)]
pub struct Statement {
    /// Around it.
    pub shell: Shell,
    /// Who is responsible for which service.
    pub intro: String,
    /// How far the law is met.
    pub conformance: String,
    /// What falls short.
    pub shortcomings: Vec<Shortcoming>,
    /// How to report a barrier.
    pub contact: Vec<Fact>,
    /// Where the supervisory authority is.
    pub authority: Link,
    /// How it was assessed, and when.
    pub facts: Vec<Fact>,
}

/// An earlier address of a page.
#[derive(Debug, Clone, Serialize)]
pub struct Moved {
    /// Around it.
    pub shell: Shell,
    /// Where the page is now.
    pub to: Link,
}

/// The page for addresses where nothing stands.
#[derive(Debug, Clone, Serialize)]
pub struct NotFound {
    /// Around it.
    pub shell: Shell,
    /// Ways on.
    pub links: Vec<Link>,
}
