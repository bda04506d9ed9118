//! What has come back: meeting by meeting, organisation by organisation, sector by sector.
//!
//! Organisations are counted, never persons.

use super::frame::{Frame, value_of};
use super::leaf::Leaf;
use crate::site::{DocId, Route, Stage};
use crate::theme::view::{Group, Link, List, Table, Value};

/// So many of the latest events have a column; a table of more is read by nobody.
const COLUMNS: usize = 5;

/// The place among the groups of the list: what came after each meeting.
const EVENTS: usize = 0;
/// What came from each organisation.
const MATRIX: usize = 1;
/// The sheets of each meeting.
const SHEETS: usize = 2;
/// All groups with their ids, in the order of the page. That of sectors is short, and stands on the first page only.
const GROUPS: [(&str, &str); 4] = [
    ("feedback_events", "g-events"),
    ("feedback_matrix", "g-matrix"),
    ("feedback_sectors", "g-sectors"),
    ("sheets", "g-sheets"),
];

/// How many were asked and how many answered.
#[derive(Clone, Copy, Default)]
struct Rate {
    asked: usize,
    answered: usize,
}

impl Rate {
    fn of(stages: impl IntoIterator<Item = Stage>) -> Self {
        stages.into_iter().fold(Self::default(), |rate, stage| Self {
            asked: rate.asked + usize::from(stage > Stage::Unasked),
            answered: rate.answered + usize::from(stage == Stage::Answered),
        })
    }

    fn value(self, frame: &Frame<'_>) -> Value {
        let text = if self.asked == 0 {
            frame.t("nobody_asked").to_owned()
        } else {
            let (n, all) = (self.answered.to_string(), self.asked.to_string());
            frame.fill("answered_share", &[("n", &n), ("all", &all)])
        };
        Value { text, ..Value::default() }
    }
}

/// A page on feedback: what came after the latest meetings, and from whom.
pub(super) fn view(frame: &Frame<'_>, leaf: Leaf<'_>) -> List {
    let site = frame.site;
    let (events, organisations) = (site.held_events(), site.organisations());
    let mut groups = Vec::new();
    if leaf.shows(EVENTS) {
        groups.push(by_event(frame, leaf.cut(EVENTS, events), organisations));
    }
    if leaf.shows(MATRIX) {
        groups.push(by_organisation(frame, events, leaf.cut(MATRIX, organisations)));
    }
    if leaf.is_first() {
        groups.push(by_sector(frame, events, organisations));
    }
    let here = leaf.cut(SHEETS, events);
    let sheets: Vec<Link> = here.iter().filter_map(|id| frame.sheet_link(*id, None)).collect();
    if leaf.shows(SHEETS) {
        groups.push(Group {
            title: frame.t("sheets").to_owned(),
            id: "g-sheets".into(),
            lede: Some(frame.t("sheets_lede").to_owned()),
            empty: sheets.is_empty().then(|| frame.t("no_events_held").to_owned()),
            links: sheets,
            ..Group::default()
        });
    }
    let to = |(key, id): (&str, &str)| {
        let page = leaf.parted().nearest(id, leaf.number).unwrap_or(1);
        Link { label: frame.t(key).to_owned(), href: leaf.place_on(page, id), ..Link::default() }
    };
    let letters = if leaf.is_parted() { GROUPS.into_iter().map(to).collect() } else { Vec::new() };
    let lede = frame.t("lede_feedback").to_owned();
    List { letters, ..leaf.list("feedback", frame.t("feedback_title"), lede, groups) }
}

/// A table under a heading, or words when it would have no rows.
fn tabled(
    frame: &Frame<'_>,
    key: &'static str,
    id: &str,
    head: Vec<String>,
    rows: Vec<Vec<Value>>,
    empty: &'static str,
) -> Group {
    let title = frame.t(key).to_owned();
    let none = rows.is_empty();
    Group {
        id: id.to_owned(),
        empty: none.then(|| frame.t(empty).to_owned()),
        table: (!none).then(|| Table::new(frame.word(key, "caption"), head, rows)),
        title,
        ..Group::default()
    }
}

fn by_event(frame: &Frame<'_>, events: &[DocId], organisations: &[DocId]) -> Group {
    let site = frame.site;
    let head = ["meeting", "stage_sent", "stage_discussed", "stage_answered"];
    let row = |event: &DocId| {
        let stages: Vec<Stage> = organisations.iter().map(|o| site.stage(*event, *o)).collect();
        let rate = Rate::of(stages.iter().copied());
        let sent = site.feedback.sent.get(event).and_then(|id| site.document(*id)?.date.as_ref());
        let sent = sent.map_or_else(
            || Value { text: frame.t("not_sent").to_owned(), ..Value::default() },
            |day| frame.day(day.value),
        );
        let discussed = stages.iter().filter(|stage| **stage >= Stage::Discussed).count().to_string();
        let discussed = Value { text: discussed, ..Value::default() };
        vec![value_of(frame.document_link(*event)), sent, discussed, rate.value(frame)]
    };
    let head = head.map(|key| frame.t(key).to_owned()).to_vec();
    let rows = events.iter().map(row).collect();
    tabled(frame, "feedback_events", "g-events", head, rows, "no_events_held")
}

fn by_organisation(frame: &Frame<'_>, events: &[DocId], organisations: &[DocId]) -> Group {
    let site = frame.site;
    let latest: Vec<DocId> = events.iter().take(COLUMNS).rev().copied().collect();
    let mut head = vec![frame.t("organisation").to_owned()];
    head.extend(latest.iter().map(|event| frame.short_name(*event)));
    head.push(frame.t("feedback_rate").to_owned());
    let row = |organisation: &DocId| {
        let rate = Rate::of(events.iter().map(|event| site.stage(*event, *organisation)));
        let cell = |event: &DocId| frame.stage(*event, *organisation);
        std::iter::once(value_of(frame.document_link(*organisation)))
            .chain(latest.iter().map(cell))
            .chain([rate.value(frame)])
            .collect()
    };
    let rows = if events.is_empty() { Vec::new() } else { organisations.iter().map(row).collect() };
    tabled(frame, "feedback_matrix", "g-matrix", head, rows, "sector_empty")
}

fn by_sector(frame: &Frame<'_>, events: &[DocId], organisations: &[DocId]) -> Group {
    let site = frame.site;
    let row = |sector: &'static str| {
        let own = organisations.iter().filter(|id| site.sector(**id) == sector);
        let rate = Rate::of(
            own.flat_map(|organisation| events.iter().map(move |event| site.stage(*event, *organisation))),
        );
        let name = Value { text: frame.word("sector_title", sector), ..Value::default() };
        (rate.asked > 0).then(|| vec![name, rate.value(frame)])
    };
    let head = ["sector", "answers"].map(|key| frame.t(key).to_owned()).to_vec();
    let rows = ["civil", "public", "other"].into_iter().filter_map(row).collect();
    tabled(frame, "feedback_sectors", "g-sectors", head, rows, "nobody_asked")
}

impl Frame<'_> {
    /// How far an organisation has come with a meeting, with the way to its latest reply.
    pub(super) fn stage(&self, event: DocId, organisation: DocId) -> Value {
        let stage = self.site.stage(event, organisation);
        let reply = self.site.feedback.replies.get(&(event, organisation)).and_then(|all| all.last());
        let href = reply.and_then(|id| self.address_of(&Route::Document(*id)));
        let text = self.word("stage", stage.name());
        // The same word leads to as many replies as there are: the link says whose and to what (WCAG 2.4.9).
        let label = href.as_ref().map(|_| {
            let of = |id: DocId| self.document_link(id).label;
            format!("{text}: {}, {}", of(organisation), self.short_name(event))
        });
        Value { text, href, label, ..Value::default() }
    }

    /// `Dialogmöte 2`, `Workshop 1`: what an event is called where there is little room.
    pub(super) fn short_name(&self, event: DocId) -> String {
        let Some(document) = self.site.document(event) else { return String::new() };
        let number = document.event().and_then(|event| event.number);
        match (number, &document.date) {
            (Some(n), _) => self.fill(
                if document.kind == crate::content::kind::Type::Workshop {
                    "short_workshop"
                } else {
                    "short_meeting"
                },
                &[("n", &n.to_string())],
            ),
            (None, Some(date)) => crate::language::dates::long(self.lang, date.value),
            (None, None) => document.title.value.clone(),
        }
    }

    /// A link to the take-back sheet of an event, for an organisation or for any.
    pub(in crate::forms) fn sheet_link(&self, event: DocId, organisation: Option<DocId>) -> Option<Link> {
        if organisation.is_some_and(|organisation| !self.site.routes.has_sheet(event, organisation)) {
            return None;
        }
        let href = self.address_of(&Route::Sheet(event, organisation))?;
        let meeting = self.document_link(event);
        let label = match organisation {
            Some(id) => self.fill(
                "sheet_link_for",
                &[("meeting", &self.short_name(event)), ("organisation", &self.document_link(id).label)],
            ),
            None => self.fill("sheet_link", &[("meeting", &meeting.label)]),
        };
        Some(Link { label, href, ..Link::default() })
    }
}
