//! The thread of a topic through time: needs, meetings, what was decided there, and what came of it.

use super::frame::Frame;
use crate::content::document::Document;
use crate::content::kind::Type;
use crate::content::types::Data;
use crate::site::{DocId, ItemId};
use crate::theme::view::{Group, Link, Moment, Value};
use jiff::civil::Date;

/// Types that a thread is made of; others stand in lists below it.
pub(super) const THREADED: [Type; 6] =
    [Type::Need, Type::Offer, Type::Meeting, Type::Workshop, Type::Reply, Type::Statistic];

/// The day by which a document has its place in a thread.
fn day(document: &Document) -> Option<Date> {
    match &document.data {
        Data::Match(item) => item.from,
        Data::Statistic(statistic) => statistic.measured,
        _ => document.day(),
    }
}

/// The thread; `None` when nothing belongs to the topic yet.
pub(super) fn thread(frame: &Frame<'_>, id: DocId) -> Option<Group> {
    let site = frame.site;
    let named = site.relations.named_by.get(&id).map(Vec::as_slice).unwrap_or_default();
    let mut moments: Vec<(Option<Date>, usize, Moment)> = Vec::new();
    for (order, &id) in named.iter().enumerate() {
        let Some(document) = site.document(id).filter(|d| THREADED.contains(&d.kind)) else { continue };
        let items: Vec<ItemId> =
            site.items_of(id).filter(|(_, item)| item.kind.is_numbered()).map(|(id, _)| id).collect();
        moments.push((day(document), order, moment(frame, id, document, &items)));
        for item in items {
            for (day, step) in frame.steps(item) {
                moments.push((day, usize::MAX, step));
            }
        }
    }
    if moments.is_empty() {
        return None;
    }
    // What has no day comes last: it is no part of the order.
    moments.sort_by_key(|(day, order, _)| (day.is_none(), *day, *order));
    Some(Group {
        title: frame.t("thread").to_owned(),
        id: "r-thread".into(),
        lede: Some(frame.t("thread_lede").to_owned()),
        thread: moments.into_iter().map(|(_, _, moment)| moment).collect(),
        ..Group::default()
    })
}

fn moment(frame: &Frame<'_>, id: DocId, document: &Document, items: &[ItemId]) -> Moment {
    let site = frame.site;
    let links: Vec<Link> =
        items.iter().filter_map(|id| Some(frame.item_link(*id, site.item(*id)?))).collect();
    let status = match &document.data {
        Data::Event(_) => Some(frame.state(document)),
        Data::Match(_) => site.matching(id).map(|state| frame.word("matching", state)),
        _ => None,
    };
    Moment {
        day: day(document).map(|day| frame.day(day)),
        kind: crate::language::fold::capital(&frame.word("kind", document.kind.name())),
        link: frame.document_link(id),
        status,
        links,
        ..Moment::default()
    }
}

impl Frame<'_> {
    /// What later meetings have said of an item, as moments of their own.
    fn steps(&self, id: ItemId) -> Vec<(Option<Date>, Moment)> {
        let site = self.site;
        let steps = site.relations.history.get(&id).map(Vec::as_slice).unwrap_or_default();
        let Some(item) = site.item(id) else { return Vec::new() };
        let shown = |step: &crate::site::Step| {
            let document = site.document(step.meeting)?;
            let day = document.date.as_ref().map(|date| date.value);
            let meeting = self.document_link(step.meeting);
            let text = step.comment.as_ref().map(|comment| self.said(document, comment));
            Some((
                day,
                Moment {
                    day: day.map(|day| self.day(day)),
                    kind: self.t("followed_up").to_owned(),
                    link: Link {
                        label: self.fill(
                            "followed_up_at",
                            &[("item", &self.item_name(item)), ("meeting", &meeting.label)],
                        ),
                        href: format!("{}#s-follow-up", meeting.href),
                        ..Link::default()
                    },
                    status: step.state.map(|state| self.word("standing", state)),
                    text: text.map(|text| Value { ..text }),
                    ..Moment::default()
                },
            ))
        };
        steps.iter().filter_map(shown).collect()
    }
}
