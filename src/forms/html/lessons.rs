//! Lessons by topic, by target group, and those that came up at the meetings.

use super::frame::Frame;
use super::leaf::Leaf;
use crate::content::types::Data;
use crate::site::lessons::Heading;
use crate::site::{DocId, ItemId, Route};
use crate::theme::view::{Entry, Group, Link, Value};

/// The groups of the list that stand on a page.
pub(super) fn groups(frame: &Frame<'_>, leaf: &Leaf<'_>) -> Vec<Group> {
    let lessons = frame.site.lessons();
    let group = |(n, (id, heading, own)): (usize, &(String, Heading, Vec<DocId>))| {
        let here = leaf.cut(n, own);
        let group = Group { title: title(frame, heading), id: id.clone(), ..Group::default() };
        (!here.is_empty()).then(|| match heading {
            Heading::TargetGroup(_) => {
                Group { links: here.iter().map(|id| frame.document_link(*id)).collect(), ..group }
            }
            Heading::Topic(topic) => Group {
                href: Some(frame.document_link(*topic).href),
                entries: here.iter().map(|id| entry(frame, *id)).collect(),
                ..group
            },
            Heading::Without => Group { entries: here.iter().map(|id| entry(frame, *id)).collect(), ..group },
        })
    };
    let groups = lessons.groups.iter().enumerate().filter_map(group);
    groups.chain(from_meetings(frame, leaf.cut(lessons.groups.len(), &lessons.said))).collect()
}

/// Links to the groups, on a list of several pages.
pub(super) fn jumps(frame: &Frame<'_>, leaf: &Leaf<'_>) -> Vec<Link> {
    leaf.jumps_by(|n| match frame.site.lessons().groups.get(n) {
        Some((_, heading, _)) => title(frame, heading),
        None => frame.t("lessons_of_meetings").to_owned(),
    })
}

fn title(frame: &Frame<'_>, heading: &Heading) -> String {
    match heading {
        Heading::Topic(topic) => frame.document_link(*topic).label,
        Heading::Without => frame.t("without_topic").to_owned(),
        Heading::TargetGroup(name) => frame.fill("for_target_group", &[("name", name)]),
    }
}

/// When the project ran and whose it was, and what is to be learnt.
fn entry(frame: &Frame<'_>, id: DocId) -> Entry {
    let mut entry = frame.entry(id);
    let Some(document) = frame.site.document(id) else { return entry };
    if let Data::Lesson(lesson) = &document.data {
        let said = [&lesson.period, &lesson.owner].into_iter().flatten();
        entry.meta = said.map(|text| frame.said(document, text)).collect();
        if lesson.learning.is_some() {
            entry.summary.clone_from(&lesson.learning);
        }
    }
    entry
}

/// What was marked as a lesson in the notes of a meeting, where it stands.
fn from_meetings(frame: &Frame<'_>, said: &[ItemId]) -> Option<Group> {
    let link = |id: &ItemId| {
        let (document, item) = (frame.site.document(id.0)?, frame.site.item(*id)?);
        let Value { text, lang, .. } = frame.said(document, &item.text.value);
        Some(Link {
            // The meeting follows after a comma.
            label: text.trim_end_matches('.').to_owned(),
            href: format!("{}#{}", frame.address_of(&Route::Document(id.0))?, item.id),
            hreflang: lang.clone(),
            lang,
            note: Some(super::frame::tied(&document.title)),
            ..Link::default()
        })
    };
    let links: Vec<Link> = said.iter().filter_map(link).collect();
    let title = frame.t("lessons_of_meetings").to_owned();
    (!links.is_empty()).then(|| Group { title, id: "g-meetings".into(), links, ..Group::default() })
}
