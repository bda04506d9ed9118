//! Pages that list: types, municipalities, A–Ö, the site map.

use super::frame::{Frame, TOOLS};
use super::lessons;
use crate::content::document::Document;
use crate::content::kind::Type;
use crate::content::types::Data;
use crate::language::{fold, order};
use crate::site::{DocId, Route, State, Whole};
use crate::theme::view::{Entry, Group, Link, List, Value};
use std::collections::BTreeMap;

/// The id of the group of what has no day.
pub(super) const UNDATED: &str = "g-undated";
/// A list from this many groups on gets links to jump to them.
const JUMP_FROM: usize = 6;

impl Frame<'_> {
    /// A page of groups under headings.
    pub(super) fn list(&self, page: &'static str, title: &str, lede: String, groups: Vec<Group>) -> List {
        let shell = self.shell(page, title, Some(&lede));
        List {
            shell,
            lede: Some(lede),
            more: Vec::new(),
            letters: Vec::new(),
            groups,
            pages: Vec::new(),
            forms: self.form_links(),
        }
    }

    /// A page of a list that may be parted, with links to the others.
    pub(super) fn paged(
        &self,
        page: &'static str,
        title: &str,
        lede: String,
        groups: Vec<Group>,
        list: &Route,
        number: usize,
    ) -> List {
        let all = self.site.pages_of(list);
        if all < 2 {
            return self.list(page, title, lede, groups);
        }
        let title = match number {
            1 => title.to_owned(),
            _ => self.fill("title_page", &[("title", title), ("n", &number.to_string())]),
        };
        let to = |n: usize| {
            let route = if n == 1 { list.clone() } else { Route::More(Box::new(list.clone()), n) };
            let label = self.fill("page_n", &[("n", &n.to_string()), ("all", &all.to_string())]);
            let current = if n == number { "page" } else { "" };
            Some(Link { label, href: self.address_of(&route)?, current, ..Link::default() })
        };
        // The first, the last, and those around this one: two hundred links would be a list of their own.
        let near = number.saturating_sub(2)..=number + 2;
        let pages = (1..=all).filter(|n| [1, all].contains(n) || near.contains(n)).filter_map(to).collect();
        List { pages, ..self.list(page, &title, lede, groups) }
    }

    /// A document as an entry of a list.
    pub(super) fn entry(&self, id: DocId) -> Entry {
        let Some(document) = self.site.document(id) else { return Entry::default() };
        let (mut meta, mut notice) = (Vec::new(), None);
        if let Some(event) = document.event() {
            meta.extend(document.day().map(|day| self.day(day)));
            meta.extend(
                event
                    .place
                    .municipality
                    .as_ref()
                    .map(|m| Value { text: m.value.clone(), ..Value::default() }),
            );
            // Nobody shall read a day and a place of something that will not be there.
            if matches!(self.site.state(document), State::Cancelled | State::Moved) {
                notice = Some(self.state(document));
            } else {
                meta.push(Value { text: self.state(document), status: true, ..Value::default() });
            }
        } else if let Data::Statistic(statistic) = &document.data {
            meta.extend(statistic.measured.map(|day| self.day(day)));
            meta.extend(statistic.area.as_ref().map(|area| self.said(document, area)));
        } else if let Some(date) = &document.date {
            meta.push(self.day(date.value));
        }
        Entry {
            notice,
            link: self.document_link(id),
            meta,
            summary: self.summary(id, document),
            ..Entry::default()
        }
    }

    /// The summary of a document in the page's language.
    fn summary(&self, id: DocId, document: &Document) -> Option<String> {
        let suited = self.site.links(id).map(|links| links.versions.clone()).unwrap_or_default();
        let own = self.lang.tag();
        let translated = suited
            .iter()
            .filter_map(|v| self.site.document(*v))
            .find(|d| !d.version.easy_read && self.site.language(d).primary() == own && d.summary.is_some());
        let text = |d: &Document| d.summary.as_ref().map(|s| s.value.clone());
        translated.and_then(text).or_else(|| text(document)).or_else(|| match &document.data {
            Data::Match(need) => need.text.as_ref().map(|t| t.value.clone()),
            Data::Lesson(lesson) => lesson.learning.clone(),
            Data::Organisation(organisation) => organisation.mandate.clone(),
            _ => None,
        })
    }
}

/// A page of all documents of a type, from 1.
pub(super) fn of_type(frame: &Frame<'_>, kind: Type, number: usize) -> List {
    let key = Frame::list_key(kind);
    let title = frame.word("title", key);
    let lede = frame.word("lede", key);
    let documents = frame.site.listed_on(kind, number);
    let groups = match kind {
        Type::Meeting | Type::Workshop | Type::Mailing | Type::Reply => by_year(frame, documents),
        Type::Organisation => {
            let mut groups = by_sector(frame, documents);
            groups.extend(gaps(frame));
            groups
        }
        Type::Lesson => lessons::groups(frame, documents),
        _ => {
            let entries = documents.iter().map(|id| frame.entry(*id)).collect();
            vec![Group { title: frame.word("all", key), id: "g-all".into(), entries, ..Group::default() }]
        }
    };
    let page = match kind {
        Type::Meeting => "meetings",
        Type::Workshop => "workshops",
        Type::Topic => "topics",
        Type::Organisation => "organisations",
        _ => "list",
    };
    let (more, letters) = (more(frame, kind), jumps(&groups));
    List { more, letters, ..frame.paged(page, &title, lede, groups, &Route::List(kind), number) }
}

/// Pages that show the same in another way.
fn more(frame: &Frame<'_>, kind: Type) -> Vec<Link> {
    let pages: &[(Route, &str)] = match kind {
        Type::Meeting | Type::Workshop => &[(Route::Calendar, "calendar")],
        Type::Organisation | Type::Statistic => &[(Route::Balance, "balance")],
        _ => &[],
    };
    pages.iter().filter_map(|(route, key)| frame.made_link(route, key)).collect()
}

pub(super) fn by_year(frame: &Frame<'_>, documents: &[DocId]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for document in documents {
        let day = frame.site.document(*document).and_then(Document::day);
        let title = day.map_or_else(|| frame.t("undated").to_owned(), |day| day.year().to_string());
        if groups.last().is_none_or(|group| group.title != title) {
            let id = day.map_or_else(|| UNDATED.to_owned(), |day| format!("g-{}", day.year()));
            let whole = day.and_then(|day| frame.whole_link(Whole::Year(day.year())));
            let event = frame.site.document(*document).is_some_and(|own| own.kind.is_event());
            let links = whole.into_iter().filter(|_| event).collect();
            groups.push(Group { title, id, links, ..Group::default() });
        }
        if let Some(group) = groups.last_mut() {
            group.entries.push(frame.entry(*document));
        }
    }
    groups
}

/// The two sectors, both shown even when one has nobody yet.
fn by_sector(frame: &Frame<'_>, documents: &[DocId]) -> Vec<Group> {
    let mut groups = Vec::new();
    for sector in ["civil", "public", "other"] {
        let of = |id: &&DocId| matches!(frame.site.document(**id).map(|d| &d.data), Some(Data::Organisation(o)) if o.sector == sector);
        let entries: Vec<Entry> = documents
            .iter()
            .filter(of)
            .map(|id| {
                let mut entry = frame.entry(*id);
                if let Some(Data::Organisation(o)) = frame.site.document(*id).map(|d| &d.data) {
                    entry.meta.extend(o.standing.map(|s| Value {
                        text: frame.word("organisation", s),
                        status: true,
                        ..Value::default()
                    }));
                }
                entry
            })
            .collect();
        if entries.is_empty() && sector == "other" {
            continue;
        }
        let empty = entries.is_empty().then(|| frame.t("sector_empty").to_owned());
        groups.push(Group {
            title: frame.word("sector_title", sector),
            id: format!("g-{sector}"),
            entries,
            empty,
            ..Group::default()
        });
    }
    groups
}

/// What the inventory lacks: municipalities without any organisation, and those with one sector only. And the same as a
/// table for spreadsheets.
fn gaps(frame: &Frame<'_>) -> Vec<Group> {
    let site = frame.site;
    let mut lacking: BTreeMap<&str, Vec<Link>> = BTreeMap::new();
    for name in &site.municipalities {
        let sectors = site.sectors_in(name);
        let key = match (sectors.contains("civil"), sectors.contains("public")) {
            (true, true) => continue,
            (true, false) => "gap_public",
            (false, true) => "gap_civil",
            (false, false) => "gap_both",
        };
        lacking.entry(key).or_default().push(frame.municipality_link(name));
    }
    let mut groups: Vec<Group> = ["gap_both", "gap_public", "gap_civil"]
        .into_iter()
        .filter_map(|key| {
            let links = lacking.remove(key)?;
            let lede = Some(frame.count("municipalities", links.len()));
            let title = frame.t(key).to_owned();
            Some(Group { title, id: format!("g-{}", key.replace('_', "-")), lede, links, ..Group::default() })
        })
        .collect();
    let tables = [(Route::Inventory, "inventory"), (Route::InventoryData, "inventory_data")];
    let links: Vec<Link> = tables.iter().filter_map(|(route, key)| frame.made_link(route, key)).collect();
    if !links.is_empty() {
        let title = frame.t("inventory_title").to_owned();
        groups.push(Group { title, id: "g-inventory".into(), links, ..Group::default() });
    }
    groups
}

/// All municipalities, by county.
pub(super) fn municipalities(frame: &Frame<'_>) -> List {
    let site = frame.site;
    let mut counties: BTreeMap<&str, Vec<&'static str>> = BTreeMap::new();
    for name in &site.municipalities {
        counties.entry(site.county(name).unwrap_or("")).or_default().push(name);
    }
    let mut counties: Vec<_> = counties.into_iter().collect();
    counties.sort_by(|a, b| order::compare(crate::language::Lang::Sv, a.0, b.0));
    let groups: Vec<Group> = counties
        .into_iter()
        .map(|(county, names)| Group {
            title: frame.fill("county", &[("name", county)]),
            id: format!("g-{}", fold::slug(county)),
            links: names
                .into_iter()
                .map(|name| {
                    let count = site.relations.in_municipality.get(name).map_or(0, Vec::len);
                    let note = Some(if count == 0 {
                        frame.t("nothing_yet").to_owned()
                    } else {
                        frame.count("texts", count)
                    });
                    Link { note, ..frame.municipality_link(name) }
                })
                .collect(),
            ..Group::default()
        })
        .collect();
    let lede = frame.t("lede_municipalities").to_owned();
    frame.list("municipalities", frame.t("municipalities"), lede, groups)
}

/// One municipality: what concerns it, or that nothing does yet.
pub(super) fn municipality(frame: &Frame<'_>, name: &str) -> List {
    let documents = frame.site.relations.in_municipality.get(name).map(Vec::as_slice).unwrap_or_default();
    let mut groups = frame.grouped(documents);
    let sectors = frame.site.sectors_in(name);
    for sector in ["civil", "public"] {
        if !sectors.contains(sector) {
            groups.push(Group {
                title: frame.word("sector_title", sector),
                id: format!("r-{sector}"),
                empty: Some(frame.fill("municipality_no_sector", &[("name", name)])),
                ..Group::default()
            });
        }
    }
    let here = |kind: Type| {
        documents.iter().copied().filter(move |id| frame.site.document(*id).is_some_and(|d| d.kind == kind))
    };
    let held = |id: DocId| frame.site.document(id).is_some_and(|d| frame.site.state(d) == State::Held);
    let met = here(Type::Meeting).chain(here(Type::Workshop)).any(held);
    let lede = match (documents.is_empty(), met) {
        (true, _) | (false, false) => frame.fill("municipality_no_meeting", &[("name", name)]),
        (false, true) => frame.fill("municipality_lede", &[("name", name)]),
    };
    let title = frame.fill("municipality_title", &[("name", name)]);
    frame.list("municipality", &title, lede, groups)
}

/// Everything in alphabetical order.
pub(super) fn alphabet(frame: &Frame<'_>) -> List {
    let site = frame.site;
    let mut links: Vec<Link> = site
        .originals()
        .map(|(id, document)| Link {
            note: Some(frame.word("kind", document.kind.name())),
            ..frame.document_link(id)
        })
        .collect();
    let municipality = |name: &&'static str| Link {
        note: Some(frame.word("kind", "municipality")),
        ..frame.municipality_link(name)
    };
    links.extend(site.municipalities.iter().map(municipality));
    if let Some(page) = frame.address_of(&Route::Glossary) {
        links.extend(site.glossary.iter().map(|entry| Link {
            // Not the same words as a topic of that name, which is another page (WCAG 2.4.9).
            label: frame.fill("word_explained", &[("word", &crate::language::fold::capital(&entry.word))]),
            href: format!("{page}#{}", entry.anchor()),
            note: Some(frame.word("kind", "word")),
            ..Link::default()
        }));
    }
    for (route, key) in TOOLS.iter().chain(&[(Route::Project, "project"), (Route::Statement, "statement")]) {
        links.extend(frame.made_link(route, key));
    }
    // By letter first: a title may begin with a sign (”, (), or with a letter that is sorted as another (Ü as Y).
    let letter = |link: &Link| order::initial(frame.lang, &link.label);
    let bare = |link: &Link| link.label.trim_start_matches(|c: char| !c.is_alphanumeric()).to_owned();
    links.sort_by(|a, b| {
        order::compare(frame.lang, &letter(a), &letter(b))
            .then_with(|| order::compare(frame.lang, &bare(a), &bare(b)))
            .then_with(|| a.href.cmp(&b.href))
    });
    let mut groups: Vec<Group> = Vec::new();
    for link in links {
        let letter = order::initial(frame.lang, &link.label);
        if groups.last().is_none_or(|group| group.title != letter) {
            let id = format!("g-{}", if letter == "#" { "tal".to_owned() } else { letter.to_lowercase() });
            groups.push(Group { title: letter, id, ..Group::default() });
        }
        if let Some(group) = groups.last_mut() {
            group.links.push(link);
        }
    }
    let lede = frame.t("lede_alphabet").to_owned();
    let letters = jumps(&groups);
    List { letters, ..frame.list("az", frame.t("alphabet"), lede, groups) }
}

/// Everything by its place.
pub(super) fn site_map(frame: &Frame<'_>) -> List {
    let mut groups = Vec::new();
    let mut about = vec![frame.made_link(&Route::Start(frame.site.main_language()), "start")];
    for (route, key) in [
        (Route::Calendar, "calendar"),
        (Route::Balance, "balance"),
        (Route::Project, "project"),
        (Route::Statement, "statement"),
        (Route::Glossary, "glossary"),
        (Route::Alphabet, "alphabet"),
        (Route::Municipalities, "municipalities"),
    ] {
        about.push(frame.made_link(&route, key));
    }
    groups.push(Group {
        title: frame.t("about_site").to_owned(),
        id: "g-about".into(),
        links: about.into_iter().flatten().collect(),
        ..Group::default()
    });
    groups.push(Group {
        title: frame.t("follow_up_title").to_owned(),
        id: "g-follow".into(),
        links: frame.tools(),
        ..Group::default()
    });
    for kind in [Type::Page].into_iter().chain(Type::ALL.into_iter().filter(|kind| *kind != Type::Page)) {
        let documents = frame.site.of_type(kind);
        if documents.is_empty() && !frame.site.has_list(kind) {
            continue;
        }
        let key = Frame::list_key(kind);
        let list = frame
            .made_link(&Route::List(kind), key)
            .map(|link| Link { label: frame.word("all", key), ..link });
        let each = documents.iter().flat_map(|id| {
            let versions = frame.site.links(*id).map(|links| links.versions.clone()).unwrap_or_default();
            let others = versions.into_iter().filter(move |v| v != id).filter_map(|v| {
                let document = frame.site.document(v)?;
                let mut link = frame.version_link(v, document);
                let title = super::frame::tied(&document.title);
                link.note = link.lang.is_none().then(|| link.label.clone());
                link.label = title;
                Some(link)
            });
            std::iter::once(frame.document_link(*id)).chain(others).collect::<Vec<_>>()
        });
        groups.push(Group {
            title: frame.t(key).to_owned(),
            id: format!("g-{key}"),
            links: list.into_iter().chain(each).collect(),
            ..Group::default()
        });
    }
    let lede = frame.t("lede_site_map").to_owned();
    frame.list("sitemap", frame.t("site_map"), lede, groups)
}

fn jumps(groups: &[Group]) -> Vec<Link> {
    if groups.len() < JUMP_FROM {
        return Vec::new();
    }
    let jump = |group: &Group| Link {
        label: group.title.clone(),
        href: format!("#{}", group.id),
        ..Link::default()
    };
    groups.iter().map(jump).collect()
}
