//! How documents hang together: references resolved, events in order, items and what follows them up.

use super::names::{DocId, Names};
use crate::content::document::Document;
use crate::content::items::{Item, ItemKind};
use crate::content::kind::Type;
use crate::content::municipalities;
use crate::content::types::{Data, Name};
use crate::language::fold;
use crate::report::catalog::{people as rules_people, site as rules};
use crate::report::{Arg, Finding, Findings, Phrase};
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Whether an event has been.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// It will be.
    Planned,
    /// It has been.
    Held,
    /// It will not be.
    Cancelled,
    /// It will be on another day.
    Moved,
}

impl State {
    /// The canonical name, which is the key of its word in the theme.
    pub fn name(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Held => "held",
            Self::Cancelled => "cancelled",
            Self::Moved => "moved",
        }
    }
}

/// What a document's names mean.
#[derive(Debug, Clone, Default)]
pub struct Links {
    /// Topics.
    pub topics: Vec<DocId>,
    /// Municipalities, by their proper names.
    pub municipalities: Vec<&'static str>,
    /// Organisations that were invited.
    pub invited: Vec<DocId>,
    /// Organisations that came.
    pub attended: Vec<DocId>,
    /// The organisation of a reply, a need, an offer.
    pub organisation: Option<DocId>,
    /// The meeting of a reply or a mailing.
    pub meeting: Option<DocId>,
    /// The event after this one, and the one before.
    pub next: Option<DocId>,
    /// The event before this one.
    pub previous: Option<DocId>,
    /// Needs and offers that fit.
    pub matches: Vec<DocId>,
    /// The text itself and its versions, itself included; more than one only when there are versions.
    pub versions: Vec<DocId>,
    /// The text that this is a version of, or itself.
    pub original: Option<DocId>,
}

/// What a later meeting says of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The meeting that says it.
    pub meeting: DocId,
    /// How the item stands then.
    pub state: Option<&'static str>,
    /// What has happened.
    pub comment: Option<String>,
}

/// An item's place: the document and the index among its items.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ItemId(pub DocId, pub usize);

/// Whom an item names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// One organisation.
    Organisation(DocId),
    /// All organisations that the meeting was for (`all`), or those of a sector (`civil`, `public`, `other`).
    Group(&'static str),
}

/// All relations.
#[derive(Debug, Clone, Default)]
pub struct Relations {
    /// A document each, in the same order.
    pub links: Vec<Links>,
    /// Events that are no versions, by date, then by path.
    pub events: Vec<DocId>,
    /// Items by id.
    pub items: BTreeMap<String, ItemId>,
    /// What later meetings say of items, oldest first.
    pub history: BTreeMap<ItemId, Vec<Step>>,
    /// Decisions that another decision has replaced, and by which.
    pub replaced_by: BTreeMap<ItemId, ItemId>,
    /// Documents that name a document: topics, organisations, meetings.
    pub named_by: BTreeMap<DocId, Vec<DocId>>,
    /// Documents that name a municipality.
    pub in_municipality: BTreeMap<&'static str, Vec<DocId>>,
    /// Items that name an organisation: as owner, as concerned, as asked.
    pub items_of: BTreeMap<DocId, Vec<ItemId>>,
    /// Whom an item names, as far as it is an organisation or a group of them; roles are left out.
    pub who: BTreeMap<ItemId, Vec<Who>>,
}

/// Resolves everything.
pub fn resolve(documents: &[Arc<Document>], names: &Names, findings: &mut Findings) -> Relations {
    let mut relations = Relations::default();
    let each: Vec<(Links, Findings)> = documents
        .par_iter()
        .map(|document| {
            let mut told = Findings::new();
            (links(document, names, &mut told), told)
        })
        .collect();
    relations.links.reserve_exact(each.len());
    for (links, told) in each {
        relations.links.push(links);
        findings.extend(told);
    }
    versions(documents, &mut relations, findings);
    for (i, document) in documents.iter().enumerate() {
        if document.kind.is_event() && document.version.is_original() {
            relations.events.push(DocId(i));
        }
    }
    relations.events.sort_by_cached_key(|id| documents.get(id.0).map(|d| (d.day(), d.path.as_str())));
    neighbours(&mut relations);
    items(documents, &mut relations, findings);
    history(documents, &mut relations, findings);
    replies(documents, &relations, findings);
    index(documents, &mut relations);
    index_items(documents, names, &mut relations, findings);
    relations
}

/// Turns the references round: who names whom. Each document is in a list once.
fn index(documents: &[Arc<Document>], relations: &mut Relations) {
    let Relations { links, named_by, in_municipality, .. } = relations;
    for (i, links) in links.iter().enumerate() {
        if !documents.get(i).is_some_and(|d| d.version.is_original()) {
            continue;
        }
        let here = DocId(i);
        let named =
            [&links.topics, &links.invited, &links.attended, &links.matches].into_iter().flatten().copied();
        for id in named.chain(links.organisation).chain(links.meeting) {
            let list = named_by.entry(id).or_default();
            if list.last() != Some(&here) {
                list.push(here);
            }
        }
        for name in &links.municipalities {
            in_municipality.entry(name).or_default().push(here);
        }
    }
}

/// The same for items: the organisations and the groups of them that they name.
fn index_items(
    documents: &[Arc<Document>],
    names: &Names,
    relations: &mut Relations,
    findings: &mut Findings,
) {
    let Relations { items, items_of, who, replaced_by, .. } = relations;
    for &here in items.values() {
        let Some(item) = item_of(documents, here) else { continue };
        // A question that names nobody goes to everybody; a decision that names nobody holds for everybody.
        if matches!(item.kind, ItemKind::Question | ItemKind::Decision) && item.who.is_empty() {
            who.entry(here).or_default().push(Who::Group("all"));
        }
        for name in &item.who {
            if let Some(id) = names.find(&[Type::Organisation], name) {
                items_of.entry(id).or_default().push(here);
                who.entry(here).or_default().push(Who::Organisation(id));
            } else if let Some(sector) = sector(name) {
                if item.kind == ItemKind::Action {
                    let finding = Finding::at(&rules_people::ACTION_OWNER, name.span);
                    findings.push(finding.with("text", item.text.as_str()));
                } else {
                    who.entry(here).or_default().push(Who::Group(sector));
                }
            } else {
                findings.extend(nobody(item.kind, name, names));
            }
        }
        let day = |id: ItemId| documents.get(id.0.0).and_then(|document| document.day());
        for name in &item.replaces {
            let Some(earlier) = items.get(name.trim()) else {
                let near = fold::nearest(name, items.keys().map(String::as_str));
                findings.push(
                    Finding::at(&rules::ITEM_UNKNOWN, name.span)
                        .with("kind", Phrase { sv: "inget beslut", en: "no decision" })
                        .with("value", name.value.as_str())
                        .with_opt("near", near.map(str::to_owned))
                        .with("example", "d1.1"),
                );
                continue;
            };
            let decision = item_of(documents, *earlier).is_some_and(|item| item.kind == ItemKind::Decision);
            if *earlier == here || day(*earlier) > day(here) || !decision {
                let finding = Finding::at(&rules::REPLACES_LATER, name.span);
                findings.push(finding.with("id", name.value.as_str()));
                continue;
            }
            replaced_by.insert(*earlier, here);
        }
    }
}

/// What may be meant by a name that is neither an organisation nor a group of them: two in one, one that is misspelt, or, for
/// anything but a question, a role.
fn nobody(kind: ItemKind, name: &Name, names: &Names) -> Findings {
    let mut findings = Findings::new();
    let known =
        |part: &str| names.find(&[Type::Organisation], part.trim()).is_some() || sector(part).is_some();
    let joined = [" och ", " and ", " & ", "/", " samt "].into_iter().find_map(|joint| {
        let parts: Vec<&str> = name.split(joint).collect();
        (parts.len() > 1 && parts.iter().all(|part| known(part))).then_some(parts)
    });
    if let Some(parts) = joined {
        let cure = parts.iter().map(|part| part.trim()).collect::<Vec<_>>().join(", ");
        let finding =
            Finding::at(&rules_people::ITEM_WHO_JOINED, name.span).with("value", name.value.as_str());
        findings.push(finding.with("cure", cure));
    } else if let Some(near) = names.near(&[Type::Organisation], name) {
        let finding = Finding::at(&rules_people::ITEM_WHO_NEAR, name.span);
        findings.push(finding.with("value", name.value.as_str()).with("near", near));
    } else if kind == ItemKind::Question {
        findings.push(
            Finding::at(&rules_people::QUESTION_TO_NOBODY, name.span).with("value", name.value.as_str()),
        );
    }
    findings
}

/// `all`, or the sector that a word means.
pub fn sector(word: &str) -> Option<&'static str> {
    let folded = fold::key(word);
    if matches!(
        folded.as_str(),
        "alla" | "all" | "everyone" | "everybody" | "bada_sektorerna" | "both_sectors"
    ) {
        return Some("all");
    }
    let bare = folded.trim_end_matches("_sektorn").trim_end_matches("_sector");
    let choice = crate::content::fields::other::SECTORS.iter().find(|choice| choice.matches(bare))?;
    Some(choice.name)
}

fn links(document: &Document, names: &Names, findings: &mut Findings) -> Links {
    const ORGANISATION: &[Type] = &[Type::Organisation];
    const EVENT: &[Type] = &[Type::Meeting, Type::Workshop];
    let mut links = Links {
        topics: all(&[Type::Topic], &document.topics, names, findings),
        municipalities: document
            .municipalities
            .iter()
            .filter_map(|name| municipality(name, findings))
            .collect(),
        ..Links::default()
    };
    match &document.data {
        Data::Event(event) => {
            links.invited = all(ORGANISATION, &event.invited, names, findings);
            let attended: Vec<Name> = event.attended.iter().map(|a| a.organisation.clone()).collect();
            links.attended = all(ORGANISATION, &attended, names, findings);
            links.next = event.next.as_ref().and_then(|name| names.resolve(EVENT, name, findings));
            if let Some(name) = &event.place.municipality {
                links.municipalities.extend(municipality(name, findings));
            }
        }
        Data::Reply(reply) => {
            links.organisation =
                reply.organisation.as_ref().and_then(|n| names.resolve(ORGANISATION, n, findings));
            links.meeting = reply.meeting.as_ref().and_then(|n| names.resolve(EVENT, n, findings));
        }
        Data::Match(need) => {
            links.organisation =
                need.organisation.as_ref().and_then(|n| names.resolve(ORGANISATION, n, findings));
            links.matches = all(&[Type::Offer, Type::Need], &need.matches, names, findings);
        }
        Data::Mailing(mailing) => {
            links.meeting = mailing.meeting.as_ref().and_then(|n| names.resolve(EVENT, n, findings));
        }
        _ => {}
    }
    links.topics.dedup();
    let mut seen = std::collections::BTreeSet::new();
    links.municipalities.retain(|name| seen.insert(*name));
    links
}

fn all(kinds: &[Type], list: &[Name], names: &Names, findings: &mut Findings) -> Vec<DocId> {
    let mut seen = std::collections::BTreeSet::new();
    list.iter()
        .filter_map(|name| names.resolve(kinds, name, findings))
        .filter(|id| seen.insert(*id))
        .collect()
}

/// The proper name of a municipality; one that Sweden does not have is told.
pub fn municipality(name: &Name, findings: &mut Findings) -> Option<&'static str> {
    let found = municipalities::find(name).map(|m| m.name);
    if found.is_none() {
        let near = fold::nearest(name, municipalities::all().map(|m| m.name));
        findings.push(
            Finding::at(&rules::MUNICIPALITY_UNKNOWN, name.span)
                .with("value", name.value.as_str())
                .with_opt("near", near.map(str::to_owned)),
        );
    }
    found
}

/// Puts a text and its versions together: same folder, same name.
fn versions(documents: &[Arc<Document>], relations: &mut Relations, findings: &mut Findings) {
    let mut groups: BTreeMap<(Type, &str), Vec<DocId>> = BTreeMap::new();
    for (i, document) in documents.iter().enumerate() {
        groups.entry((document.kind, document.slug.as_str())).or_default().push(DocId(i));
    }
    for (_, group) in groups {
        let original =
            group.iter().copied().find(|id| documents.get(id.0).is_some_and(|d| d.version.is_original()));
        for id in &group {
            let (Some(document), Some(links)) = (documents.get(id.0), relations.links.get_mut(id.0)) else {
                continue;
            };
            links.original = original;
            links.versions.clone_from(&group);
            if original.is_none() {
                let missing = document.path.rsplit_once('/').map_or("", |(folder, _)| folder);
                let name = document.slug.rsplit('/').next().unwrap_or("");
                findings.push(
                    Finding::at(&rules::VERSION_ORPHAN, crate::report::Span::file_start(document.file))
                        .with("path", document.path.as_str())
                        .with("missing", format!("{missing}/{name}.md")),
                );
            }
        }
    }
}

/// A reply answers questions that have been asked.
fn replies(documents: &[Arc<Document>], relations: &Relations, findings: &mut Findings) {
    for document in documents {
        let Data::Reply(reply) = &document.data else { continue };
        for question in reply.answers.iter().filter_map(|(question, _)| question.as_ref()) {
            if relations.items.contains_key(question.trim()) {
                continue;
            }
            let near = fold::nearest(question, relations.items.keys().map(String::as_str));
            findings.push(
                Finding::at(&rules::ITEM_UNKNOWN, question.span)
                    .with("kind", Phrase { sv: "ingen fråga", en: "no question" })
                    .with("value", question.value.as_str())
                    .with_opt("near", near.map(str::to_owned))
                    .with("example", "d1.1"),
            );
        }
    }
}

/// Previous and next: what the notes say, else the order of days.
fn neighbours(relations: &mut Relations) {
    let events = relations.events.clone();
    for pair in events.windows(2) {
        let [a, b] = pair else { continue };
        if let Some(links) = relations.links.get_mut(a.0) {
            links.next = links.next.or(Some(*b));
        }
        if let Some(links) = relations.links.get_mut(b.0) {
            links.previous = Some(*a);
        }
    }
}

fn items(documents: &[Arc<Document>], relations: &mut Relations, findings: &mut Findings) {
    for (i, document) in documents.iter().enumerate().filter(|(_, d)| d.version.is_original()) {
        for (n, item) in document.items.iter().enumerate().filter(|(_, item)| item.kind.is_numbered()) {
            let here = ItemId(DocId(i), n);
            let taken = relations.items.get(&item.id).copied();
            if let Some((first, other)) =
                taken.and_then(|id| Some((item_of(documents, id)?, documents.get(id.0.0)?)))
            {
                let number = document.event().and_then(|event| event.number);
                let same = number.filter(|_| !item.pinned && !first.pinned && other.path != document.path);
                findings.push(match same {
                    // Nobody wrote these ids: they follow from the meetings' numbers.
                    Some(number) => Finding::at(&rules::NUMBER_DUPLICATE, document.title.span)
                        .with("number", number.to_string())
                        .related(other.title.span),
                    None => Finding::at(&rules::ID_DUPLICATE, item.text.span)
                        .with("id", item.id.as_str())
                        .with("same", "")
                        .related(first.text.span),
                });
            } else {
                relations.items.insert(item.id.clone(), here);
            }
        }
    }
}

/// The item of an id.
pub fn item_of(documents: &[Arc<Document>], id: ItemId) -> Option<&Item> {
    documents.get(id.0.0)?.items.get(id.1)
}

fn history(documents: &[Arc<Document>], relations: &mut Relations, findings: &mut Findings) {
    for meeting in relations.events.clone() {
        let Some(document) = documents.get(meeting.0) else { continue };
        let Some(event) = document.event() else { continue };
        for follow in &event.follow_up {
            let Some(&item) = relations.items.get(follow.id.trim()) else {
                let known = relations.items.keys().map(String::as_str);
                findings.push(
                    Finding::at(&rules::FOLLOW_UP_UNKNOWN, follow.id.span)
                        .with("id", follow.id.as_str())
                        .with_opt("near", fold::nearest(&follow.id, known).map(str::to_owned)),
                );
                continue;
            };
            let made = documents.get(item.0.0).and_then(|document| document.day());
            let here = document.day();
            if item.0 == meeting || made.zip(here).is_some_and(|(made, here)| here < made) {
                let show = |date: Option<Date>| Arg::from(date.map_or_else(String::new, |d| d.to_string()));
                findings.push(
                    Finding::at(&rules::FOLLOW_UP_BEFORE, follow.id.span)
                        .with("id", follow.id.as_str())
                        .with("here", show(here))
                        .with("there", show(made)),
                );
                continue;
            }
            let step = Step { meeting, state: follow.state, comment: follow.comment.clone() };
            relations.history.entry(item).or_default().push(step);
        }
    }
}
