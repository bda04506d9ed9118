//! A page of the site → what is searched of it: its parts with their anchors, and what is known of it besides.

use super::{Renderer, facets};
use crate::content::document::Document;
use crate::content::items::Item;
use crate::content::kind::Type;
use crate::content::types::{Data, Event};
use crate::language::{Lang, dates};
use crate::markdown::{Kind, Node, tree};
use crate::search::{self, Section};
use crate::site::{DocId, Route};
use crate::theme::strings::Strings;

/// A text counts whole.
const WHOLE: u8 = 16;
/// A translation, or the same in easy language, stands behind its original.
const VERSION: u8 = 14;
/// Letters repeat what meetings have said.
const REPEATS: u8 = 12;
/// Pages that samverka makes lead to others.
const MADE: u8 = 10;

/// What is searched of a route.
pub(super) fn of(renderer: &Renderer<'_>, route: &Route) -> search::Document {
    let mut found = match route {
        Route::Document(id) => document(renderer, *id).unwrap_or_default(),
        made => made_page(renderer, made),
    };
    found.address = renderer.site.routes.address(route).unwrap_or_default().into_owned();
    // Hidden hyphens are of no use where a text is cut anew.
    for section in found.sections.iter_mut().filter(|section| section.text.contains('\u{ad}')) {
        section.text.retain(|c| c != '\u{ad}');
    }
    found
}

/// Sections in the making.
struct Parts<'a> {
    strings: &'a Strings,
    items: &'a [Item],
    sections: Vec<Section>,
    /// Where text goes that stands under no other heading.
    current: usize,
}

impl<'a> Parts<'a> {
    fn new(strings: &'a Strings, items: &'a [Item]) -> Self {
        Self { strings, items, sections: vec![Section { lead: true, ..Section::default() }], current: 0 }
    }

    /// Text at the top of the page.
    fn top(&mut self, text: &str) {
        join(&mut self.sections, 0, text);
    }

    fn section(&mut self, anchor: &str, label: &str, text: &str, lead: bool) {
        if !text.trim().is_empty() {
            let (anchor, label, text) = (anchor.to_owned(), label.to_owned(), text.to_owned());
            self.sections.push(Section { anchor, label, text, lead });
        }
    }

    /// A part that samverka makes, under its heading.
    fn made<'t>(&mut self, anchor: &str, key: &str, texts: impl Iterator<Item = &'t str>) {
        let text = texts.collect::<Vec<_>>().join(" ");
        let strings = self.strings;
        self.section(anchor, strings.get(key), &text, false);
    }

    fn item(&mut self, id: &str, text: &str) {
        let kind = self.items.iter().find(|item| item.id == id).map(|item| item.kind.name());
        let word = kind.map(|kind| self.strings.get(&format!("item_{kind}")).to_owned());
        let label = format!("{} {id}", word.unwrap_or_default());
        self.section(id, label.trim(), text, true);
    }

    fn blocks(&mut self, nodes: &[Node]) {
        for node in nodes {
            match &node.kind {
                Kind::Heading { id, .. } => {
                    self.current = self.sections.len();
                    let (anchor, label) = (id.clone(), node.plain());
                    self.sections.push(Section { anchor, label, ..Section::default() });
                }
                Kind::Marked { id } => self.item(id, &node.plain()),
                _ if holds_parts(node) => self.blocks(&node.children),
                _ => {
                    let text = node.plain();
                    if self.current == 0 {
                        // What stands before the first heading is text like any other.
                        self.current = self.sections.len();
                        self.sections.push(Section::default());
                    }
                    join(&mut self.sections, self.current, &text);
                }
            }
        }
    }
}

fn holds_parts(node: &Node) -> bool {
    let mut found = false;
    node.walk(&mut |inner| found |= matches!(inner.kind, Kind::Heading { .. } | Kind::Marked { .. }));
    found
}

fn join(sections: &mut [Section], at: usize, text: &str) {
    let Some(section) = sections.get_mut(at) else { return };
    if !section.text.is_empty() && !text.is_empty() {
        section.text.push(' ');
    }
    section.text.push_str(text);
}

fn document(renderer: &Renderer<'_>, id: DocId) -> Option<search::Document> {
    let site = renderer.site;
    let document = site.document(id)?;
    // A version has the facts of its original.
    let original = site.links(id).and_then(|links| links.original).unwrap_or(id);
    let source = site.document(original).unwrap_or(document);
    let tag = site.language(document);
    let lang = Lang::from_locale(tag.primary());
    let strings = renderer.theme.strings(lang.unwrap_or(site.lang));
    let mut parts = Parts::new(strings, &document.items);
    parts.top(document.summary.as_ref().map_or("", |summary| summary.value.as_str()));
    parts.top(document.easy_read.as_deref().unwrap_or_default());
    data(&mut parts, document);
    let body = document.body();
    parts.blocks(&body.blocks);
    for note in &body.footnotes {
        let text = tree::plain(&note.children);
        let current = parts.current;
        join(&mut parts.sections, current, &text);
    }
    let own = document.version.is_original() || original == id;
    for item in document.items.iter().filter(|item| own && !item.in_body) {
        let mut text = item.text.value.clone();
        for who in &item.who {
            text.push(' ');
            text.push_str(who);
        }
        text.extend(
            item.by.iter().map(|by| format!(" {}", dates::long(lang.unwrap_or(site.lang), by.value))),
        );
        parts.item(&item.id, &text);
    }
    let day = source.day();
    // The address is in words too, and sometimes in others than the title.
    let mut facts: Vec<String> = vec![document.slug.replace(['-', '/'], " ")];
    facts.extend(day.map(|day| format!("{} {day}", dates::long(lang.unwrap_or(site.lang), day))));
    if let Some(event) = source.event() {
        let place = &event.place;
        facts.extend([&place.name, &place.address].into_iter().flatten().cloned());
    }
    let links = site.links(original);
    facts.extend(links.map(|links| links.municipalities.join(", ")).filter(|names| !names.is_empty()));
    if let Some(links) = links.filter(|_| own) {
        let title = |id: &DocId| site.document(*id).map(|document| document.title.value.as_str());
        let named =
            links.topics.iter().chain(&links.attended).chain(&links.invited).chain(&links.organisation);
        let text = named.filter_map(title).collect::<Vec<_>>().join(", ");
        let kind = strings.get(&format!("kind_{}", source.kind.name())).to_owned();
        facts.push(format!("{kind}. {text}"));
    }
    Some(search::Document {
        title: document.title.value.clone(),
        kind: document.kind.name(),
        lang,
        tag: tag.as_str().to_owned(),
        day: day.map(|day| day.to_string()),
        names: names(document),
        sections: parts.sections.into_iter().filter(|s| !s.text.is_empty() || !s.label.is_empty()).collect(),
        facts,
        prior: match document.kind {
            _ if !own => VERSION,
            Type::Mailing => REPEATS,
            Type::Reply => VERSION,
            _ => WHOLE,
        },
        facets: facets::of(renderer, original, source),
        ..search::Document::default()
    })
}

/// What a document is called besides its title.
fn names(document: &Document) -> Vec<String> {
    match &document.data {
        Data::Organisation(organisation) => {
            let former = organisation.former_names.iter().map(|name| name.value.clone());
            organisation.short_name.iter().cloned().chain(former).collect()
        }
        _ => Vec::new(),
    }
}

/// What a document's type says, where the page says it.
fn data(parts: &mut Parts<'_>, document: &Document) {
    fn each<const N: usize>(texts: [&Option<String>; N]) -> impl Iterator<Item = &str> {
        texts.into_iter().filter_map(|text| text.as_deref())
    }
    match &document.data {
        Data::Event(event) => self::event(parts, event),
        Data::Topic(topic) => {
            parts.top(topic.problem.as_deref().unwrap_or_default());
            parts.made("s-views", "section_views", each([&topic.civil, &topic.public]));
            parts.made("s-questions", "section_topic_questions", topic.questions.iter().map(String::as_str));
        }
        Data::Organisation(o) => {
            each([&o.mandate, &o.practice, &o.org_number]).for_each(|text| parts.top(text));
        }
        Data::Reply(reply) => {
            parts.top(reply.discussed_in.as_deref().unwrap_or_default());
            let answers = reply.answers.iter().flat_map(|(question, text)| {
                question.iter().map(|id| id.value.as_str()).chain(std::iter::once(text.value.as_str()))
            });
            parts.made("s-answers", "section_answers", answers);
        }
        Data::Match(need) => parts.top(need.text.as_ref().map_or("", |text| text.value.as_str())),
        Data::Lesson(l) => {
            each([&l.learning, &l.result, &l.period, &l.owner, &l.funding, &l.source])
                .for_each(|text| parts.top(text));
        }
        Data::Statistic(s) => {
            let texts = each([&s.source, &s.area, &s.unit, &s.method, &s.comment]);
            texts.for_each(|text| parts.top(text));
            parts.made("s-table", "section_table", s.data.iter().flatten().map(|cell| cell.value.as_str()));
        }
        Data::Mailing(mailing) => parts.top(mailing.audience.as_deref().unwrap_or_default()),
        Data::Page(_) => {}
    }
}

fn event(parts: &mut Parts<'_>, event: &Event) {
    parts.top(event.aim.as_deref().unwrap_or_default());
    parts.top(event.method.as_deref().unwrap_or_default());
    parts.made("s-agenda", "section_agenda", event.agenda.iter().map(String::as_str));
    let groups = event.groups.iter().flat_map(|g| [&g.name, &g.question, &g.result]);
    parts.made("s-groups", "section_groups", groups.filter_map(|text| text.as_deref()));
    let followed = event.follow_up.iter().flat_map(|f| [Some(f.id.value.as_str()), f.comment.as_deref()]);
    parts.made("s-follow-up", "section_follow_up", followed.flatten());
    let files = event.attachments.iter().filter_map(|file| file.title.as_deref());
    parts.made("s-attachments", "section_attachments", files);
}

/// A page that samverka makes: what it is called, what it says of itself, and what stands on no other page.
fn made_page(renderer: &Renderer<'_>, route: &Route) -> search::Document {
    let site = renderer.site;
    let tag = match route {
        Route::Start(tag) => tag.clone(),
        _ => site.main_language(),
    };
    let lang = Lang::from_locale(tag.primary());
    let strings = renderer.theme.strings(lang.unwrap_or(site.lang));
    let (title, lede) = words(renderer, strings, route);
    let mut parts = Parts::new(strings, &[]);
    parts.top(&lede);
    match route {
        Route::Glossary => {
            for entry in site.glossary.iter().chain(&site.abbreviations) {
                parts.section(&entry.anchor(), &entry.word, &entry.text, false);
            }
        }
        Route::Project => {
            let p = &site.file.project;
            let texts = [&p.owner, &p.programme_period, &p.programme_area, &p.phase, &p.reference, &p.region];
            texts.into_iter().flatten().for_each(|text| parts.top(text));
        }
        Route::Statement => {
            for shortcoming in site.file.statement.iter().flat_map(|statement| &statement.shortcomings) {
                parts.top(&shortcoming.what);
                [&shortcoming.why, &shortcoming.alternative]
                    .into_iter()
                    .flatten()
                    .for_each(|text| parts.top(text));
            }
        }
        _ => {}
    }
    let mut facets: [Vec<String>; 6] = Default::default();
    if let Route::Municipality(name) = route {
        facets[4].push((*name).to_owned());
    }
    search::Document {
        title,
        kind: "overview",
        lang,
        tag: tag.as_str().to_owned(),
        sections: parts.sections.into_iter().filter(|s| !s.text.is_empty() || !s.label.is_empty()).collect(),
        prior: MADE,
        facets,
        ..search::Document::default()
    }
}

/// The title and the first lines of a page that samverka makes.
fn words(renderer: &Renderer<'_>, strings: &Strings, route: &Route) -> (String, String) {
    let site = renderer.site;
    let word = |key: &str| strings.get(key).to_owned();
    let pair = |title: &str, lede: &str| (word(title), word(lede));
    match route {
        Route::Start(tag) => {
            let project = &site.file.project;
            let other = *tag != site.main_language();
            match project.translation.as_ref().filter(|t| other && t.lang.primary() == tag.primary()) {
                Some(translation) => (translation.title.clone(), translation.summary.clone()),
                None => (project.name.clone(), project.summary.clone().unwrap_or_default()),
            }
        }
        Route::List(kind) => {
            let key = kind.plural();
            (word(&format!("title_{key}")), word(&format!("lede_{key}")))
        }
        Route::Register(kind) => {
            (word(&format!("register_{}", kind.name())), word(&format!("lede_register_{}", kind.name())))
        }
        Route::Municipality(name) => ((*name).to_owned(), site.county(name).unwrap_or_default().to_owned()),
        Route::Calendar => pair("calendar", "lede_calendar"),
        Route::Balance => pair("balance", "lede_balance"),
        Route::Municipalities => pair("municipalities", "lede_municipalities"),
        Route::Alphabet => pair("alphabet", "lede_alphabet"),
        Route::SiteMap => pair("site_map", "lede_site_map"),
        Route::Feedback => pair("feedback_title", "lede_feedback"),
        Route::Matching => pair("matching", "lede_matching"),
        Route::WhoDoesWhat => pair("who_does_what", "lede_who"),
        Route::Glossary => pair("glossary", "lede_glossary"),
        Route::Project => (word("project"), site.file.project.summary.clone().unwrap_or_default()),
        Route::Statement => (word("statement"), String::new()),
        _ => Default::default(),
    }
}
