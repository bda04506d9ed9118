//! What comes back from the organisations: who was asked, who has answered, what concerns whom.
//!
//! Everything is derived from notes, replies and mailings. A person is never counted, only organisations.

use super::relations::{ItemId, Relations, Who};
use super::{DocId, Site, Standing};
use crate::content::document::Document;
use crate::content::items::ItemKind;
use crate::content::kind::Type;
use crate::content::types::{Data, Reply};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// An answer: the reply and the answer's place among that reply's answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct AnswerId(pub DocId, pub usize);

/// Replies and mailings, by what they are about.
#[derive(Debug, Clone, Default)]
pub struct Feedback {
    /// Replies to a meeting from an organisation, the oldest first.
    pub replies: BTreeMap<(DocId, DocId), Vec<DocId>>,
    /// Answers to a question, the oldest first.
    pub answers: BTreeMap<ItemId, Vec<AnswerId>>,
    /// The first mailing about a meeting that was sent when the meeting had been held.
    pub sent: BTreeMap<DocId, DocId>,
    /// Organisations that have not declined.
    organisations: Vec<DocId>,
    /// Events that name no organisation, and so are for all of them.
    open_events: Vec<DocId>,
}

/// How far the feedback of one organisation after one meeting has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// It was not invited and did not come.
    Outside,
    /// It was there, and nothing was asked.
    Unasked,
    /// Nothing is known.
    Silent,
    /// The notes have been sent out.
    Sent,
    /// It has been discussed in the organisation.
    Discussed,
    /// The organisation has answered.
    Answered,
}

impl Stage {
    /// The canonical name, which is the key of its word in the theme.
    pub fn name(self) -> &'static str {
        match self {
            Self::Outside => "outside",
            Self::Unasked => "unasked",
            Self::Silent => "silent",
            Self::Sent => "sent",
            Self::Discussed => "discussed",
            Self::Answered => "answered",
        }
    }
}

/// Gathers replies and mailings.
pub(super) fn gather(documents: &[Arc<Document>], relations: &Relations) -> Feedback {
    let mut feedback = Feedback::default();
    let day = |id: &DocId| documents.get(id.0).and_then(|d| d.date.as_ref()).map(|d| d.value);
    let mut order: Vec<DocId> = (0..documents.len()).map(DocId).collect();
    order.sort_by_key(|id| (day(id), *id));
    for id in order {
        let Some((document, links)) = documents.get(id.0).zip(relations.links.get(id.0)) else { continue };
        if !document.version.is_original() {
            continue;
        }
        match (&document.data, links.meeting) {
            (Data::Reply(reply), meeting) => {
                if let Some((meeting, organisation)) = meeting.zip(links.organisation) {
                    feedback.replies.entry((meeting, organisation)).or_default().push(id);
                }
                for (n, (question, _)) in reply.answers.iter().enumerate() {
                    let item = question.as_ref().and_then(|q| relations.items.get(q.trim()));
                    if let Some(item) = item {
                        feedback.answers.entry(*item).or_default().push(AnswerId(id, n));
                    }
                }
            }
            (Data::Mailing(_), Some(meeting)) if day(&id) >= day(&meeting) => {
                feedback.sent.entry(meeting).or_insert(id);
            }
            (Data::Event(_), _) if links.invited.is_empty() && links.attended.is_empty() => {
                feedback.open_events.push(id);
            }
            (Data::Organisation(organisation), _) if organisation.standing != Some("declined") => {
                feedback.organisations.push(id);
            }
            _ => {}
        }
    }
    feedback.organisations.sort();
    feedback
}

impl Site {
    /// The reply that a document is.
    pub fn reply(&self, id: DocId) -> Option<&Reply> {
        match &self.document(id)?.data {
            Data::Reply(reply) => Some(reply),
            _ => None,
        }
    }

    /// The sector of an organisation: `civil`, `public`, `other`.
    pub fn sector(&self, organisation: DocId) -> &'static str {
        match self.document(organisation).map(|d| &d.data) {
            Some(Data::Organisation(organisation)) => organisation.sector,
            _ => "other",
        }
    }

    /// Organisations that a meeting is for: invited or there. A meeting that names none is for all that have not
    /// declined.
    pub fn parties(&self, event: DocId) -> Vec<DocId> {
        let Some(links) = self.links(event) else { return Vec::new() };
        if links.invited.is_empty() && links.attended.is_empty() {
            return self.feedback.organisations.clone();
        }
        let mut seen = BTreeSet::new();
        links.invited.iter().chain(&links.attended).copied().filter(|id| seen.insert(*id)).collect()
    }

    /// Organisations that carry a meeting home, each with a sheet of its own: those that it is for, and those that a point of
    /// it names. To all others it says the same, so the sheet for any organisation is theirs.
    pub(super) fn who_carries(&self, event: DocId) -> BTreeSet<DocId> {
        let who = self.items_of(event).filter_map(|(id, _)| self.relations.who.get(&id)).flatten();
        let named = who.filter_map(|who| match who {
            Who::Organisation(named) => Some(*named),
            Who::Group(_) => None,
        });
        self.parties(event).into_iter().chain(named).collect()
    }

    /// Whether a meeting is for an organisation.
    fn is_party(&self, event: DocId, organisation: DocId) -> bool {
        self.links(event).is_some_and(|links| {
            links.invited.contains(&organisation)
                || links.attended.contains(&organisation)
                || (links.invited.is_empty()
                    && links.attended.is_empty()
                    && self.feedback.organisations.contains(&organisation))
        })
    }

    /// Whether an item speaks to an organisation: by its name, or as one of those that the meeting was for.
    pub fn addresses(&self, id: ItemId, organisation: DocId) -> bool {
        let who = self.relations.who.get(&id).map(Vec::as_slice).unwrap_or_default();
        who.iter().any(|who| match who {
            Who::Organisation(named) => *named == organisation,
            Who::Group(group) => {
                (*group == "all" || *group == self.sector(organisation)) && self.is_party(id.0, organisation)
            }
        })
    }

    /// Whether an item names an organisation, and does not only speak to all.
    pub fn names(&self, id: ItemId, organisation: DocId) -> bool {
        let who = self.relations.who.get(&id).map(Vec::as_slice).unwrap_or_default();
        who.contains(&Who::Organisation(organisation))
    }

    /// The organisations that an item speaks to, in the order of their files.
    pub fn addressed(&self, id: ItemId) -> Vec<DocId> {
        let who = self.relations.who.get(&id).map(Vec::as_slice).unwrap_or_default();
        let mut out = BTreeSet::new();
        for who in who {
            match who {
                Who::Organisation(named) => out.extend([*named]),
                Who::Group(group) => {
                    let parties = self.parties(id.0).into_iter();
                    out.extend(parties.filter(|party| *group == "all" || *group == self.sector(*party)));
                }
            }
        }
        out.into_iter().collect()
    }

    /// The organisations that have answered a question.
    pub fn answered_by(&self, question: ItemId) -> BTreeSet<DocId> {
        let answers = self.feedback.answers.get(&question).map(Vec::as_slice).unwrap_or_default();
        answers.iter().filter_map(|AnswerId(reply, _)| self.links(*reply)?.organisation).collect()
    }

    /// The text of an answer.
    pub fn answer(&self, id: AnswerId) -> Option<&str> {
        self.reply(id.0)?.answers.get(id.1).map(|(_, text)| text.value.as_str())
    }

    /// What speaks to an organisation: what is open first, then by day, then as it stands in the notes.
    pub fn concerns(&self, organisation: DocId) -> Vec<ItemId> {
        let relations = &self.relations;
        let named = relations.items_of.get(&organisation).into_iter().flatten().copied();
        let events = relations.named_by.get(&organisation).into_iter().flatten();
        let events = events.chain(&self.feedback.open_events);
        let heard = events.flat_map(|event| self.items_of(*event)).map(|(id, _)| id);
        let heard = heard.filter(|id| self.addresses(*id, organisation));
        let mut out: Vec<ItemId> = named.chain(heard).collect::<BTreeSet<_>>().into_iter().collect();
        out.sort_by_key(|id| self.urgency(*id));
        out
    }

    /// Sorts items: what is late, what is open with its last day, the rest; the newest of the rest first.
    pub fn urgency(&self, id: ItemId) -> impl Ord + use<> {
        let standing = self.standing(id).unwrap_or(Standing::Open);
        let by = self.item(id).and_then(|item| item.by.as_ref()).map(|by| by.value);
        let order = if standing.is_open() { None } else { Some(standing) };
        let made = self.document(id.0).and_then(|d| d.date.as_ref()).map(|d| d.value);
        // Without a last day, after those that have one.
        (order, by.is_none(), by, std::cmp::Reverse(made), id)
    }

    /// What an organisation has to do: open actions of its own, and questions that it has not answered.
    pub fn to_do(&self, organisation: DocId) -> Vec<ItemId> {
        let mut list = self.concerns(organisation);
        list.retain(|id| {
            let Some(item) = self.item(*id) else { return false };
            let open = self.standing(*id).is_some_and(Standing::is_open);
            match item.kind {
                ItemKind::Action => open,
                ItemKind::Question => open && !self.answered_by(*id).contains(&organisation),
                _ => false,
            }
        });
        list
    }

    /// The questions of a meeting that an organisation is to answer, in the order of the notes.
    pub fn questions_to(&self, event: DocId, organisation: DocId) -> Vec<ItemId> {
        self.items_of(event)
            .filter(|(_, item)| item.kind == ItemKind::Question)
            .filter(|(id, _)| self.addresses(*id, organisation))
            .map(|(id, _)| id)
            .collect()
    }

    /// The next event that is for an organisation.
    pub fn next_for(&self, organisation: DocId) -> Option<DocId> {
        self.coming_events().iter().copied().find(|id| self.is_party(*id, organisation))
    }

    /// How far an organisation has come with a meeting.
    pub fn stage(&self, event: DocId, organisation: DocId) -> Stage {
        let replies =
            self.feedback.replies.get(&(event, organisation)).map(Vec::as_slice).unwrap_or_default();
        let replies: Vec<&Reply> = replies.iter().filter_map(|id| self.reply(*id)).collect();
        if replies.iter().any(|reply| !reply.answers.is_empty()) {
            Stage::Answered
        } else if !replies.is_empty() {
            Stage::Discussed
        } else if !self.is_party(event, organisation) {
            Stage::Outside
        } else if self.questions_to(event, organisation).is_empty() {
            Stage::Unasked
        } else if self.feedback.sent.contains_key(&event) {
            Stage::Sent
        } else {
            Stage::Silent
        }
    }

    /// The sectors of the organisations that are in a municipality.
    pub fn sectors_in(&self, municipality: &str) -> BTreeSet<&'static str> {
        let here = self.relations.in_municipality.get(municipality).map(Vec::as_slice).unwrap_or_default();
        let organisation = |id: &&DocId| self.document(**id).is_some_and(|d| d.kind == Type::Organisation);
        here.iter().filter(organisation).map(|id| self.sector(*id)).collect()
    }

    /// Organisations, by name; versions of their pages are no organisations of their own.
    pub fn organisations(&self) -> &[DocId] {
        self.of_type(Type::Organisation)
    }
}
