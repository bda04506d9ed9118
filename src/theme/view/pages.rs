//! A view a kind of page.

use super::{Chart, Entry, Fact, Group, Item, Items, Link, Shell, Table, Toc, Value, Views};
use serde::Serialize;

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
    /// The text as sound.
    pub audio: Option<Audio>,
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
    /// An event as JSON-LD: markup, safe within a script element.
    pub linked: Option<String>,
    /// What hangs together with it.
    pub related: Vec<Group>,
    /// The one before.
    pub previous: Option<Link>,
    /// The one after.
    pub next: Option<Link>,
}

/// A recording with what is said in it.
#[derive(Debug, Clone, Serialize)]
pub struct Audio {
    /// The file.
    pub src: String,
    /// Its media type.
    pub mime: Option<&'static str>,
    /// The file, to be kept.
    pub download: Link,
    /// What is said, a paragraph each.
    pub transcript: Vec<String>,
    /// Where it stands, if it stands elsewhere.
    pub transcript_page: Option<Link>,
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
    /// Links to the groups, when there are many, or several pages.
    pub letters: Vec<Link>,
    /// The pages of a list that is too long for one: the first, the last, those around this one.
    pub pages: Vec<Link>,
    /// The same in other forms.
    pub forms: Vec<Link>,
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
    /// For whom it is, in words; empty when there is no room for it.
    pub audience: String,
    /// Set closer on paper, as it would not fit otherwise.
    pub dense: bool,
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
    /// The same in other forms; not printed.
    pub forms: Vec<Link>,
    /// Other sheets of the same event; not printed.
    pub others: Vec<Link>,
}

/// All texts of a topic or of a year.
#[derive(Debug, Clone, Serialize)]
pub struct Whole {
    /// Around it.
    pub shell: Shell,
    /// How many texts there are.
    pub lede: String,
    /// Whether it tells who took part.
    pub attended: bool,
    /// The texts.
    pub toc: Vec<Toc>,
    /// Their words.
    pub html: String,
    /// The same in other forms.
    pub forms: Vec<Link>,
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
    /// The way on to the rest of it, when there is much.
    pub more_coming: Option<Link>,
    /// Said when nothing is.
    pub no_next: String,
    /// Events ahead that are cancelled or have no new day.
    pub changed: Vec<Entry>,
    /// The way on to the rest of them, when they are many.
    pub more_changed: Option<Link>,
    /// Last days ahead.
    pub days: Vec<Entry>,
    /// The way on to the rest of them, when they are many.
    pub more_days: Option<Link>,
    /// What has been, by year.
    pub past: Vec<Group>,
    /// Links to the months, by year.
    pub months: Vec<Group>,
    /// The same for calendars.
    pub forms: Vec<Link>,
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
    /// The pages, when it is too long for one.
    pub pages: Vec<Link>,
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

/// The places where one demand is not met, and why.
#[derive(Debug, Clone, Serialize)]
pub struct Allowed {
    /// The heading, with the criterion.
    pub title: String,
    /// The page, if it is one; what is not met there; the reason.
    pub places: Vec<(Option<Link>, String, String)>,
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
    /// What the notes themselves allow, a demand each.
    pub allowed: Vec<Allowed>,
    /// How to report a barrier.
    pub contact: Vec<Fact>,
    /// Where the supervisory authority is, if the law covers the owner.
    pub authority: Option<Link>,
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

/// The search page.
#[derive(Debug, Clone, Serialize)]
pub struct Search {
    /// Around it.
    pub shell: Shell,
    /// The words that the script says, as JSON.
    pub words: String,
    /// The script.
    pub script: String,
    /// Ways for those who cannot or do not want to search.
    pub ways: Vec<Link>,
}
