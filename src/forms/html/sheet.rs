//! The take-back sheet: one A4 for whoever carries a meeting home, to talk about it there and to write down the answers.
//!
//! The print must be one page whatever the notes hold, so what goes onto it is fitted in before it is drawn: first all that
//! must be there, then what concerns the organisation, then the summary; what is left becomes lines to write on.

use super::a4::{self, Plan};
use super::frame::{Frame, reach};
use crate::content::document::Document;
use crate::content::items::{Item, ItemKind};
use crate::content::types::Event;
use crate::language::dates;
use crate::site::{DocId, ItemId, Route};
use crate::theme::view::{Asked, Fact, Link, Sheet, Value};
use jiff::civil::Date;

/// The most important, in so many lines; and in so few at the least.
const SUMMARY_LINES: std::ops::RangeInclusive<usize> = 1..=5;
/// So many questions.
const QUESTIONS: usize = 3;
/// Ruled lines a question: an answer is seldom longer, and a page of lines is discouraging.
const RULED: std::ops::RangeInclusive<usize> = 2..=10;

/// A point: its name, its words, and who and when.
type Point = (String, String, String);

/// The view of a sheet on its page; `None` when there is no such event.
pub(super) fn view(frame: &Frame<'_>, event: DocId, organisation: Option<DocId>) -> Option<Sheet> {
    Some(Sheet { forms: frame.form_links(), ..told(frame, event, organisation)? })
}

/// The same without its other forms, which are made of it.
pub(in crate::forms) fn told(
    frame: &Frame<'_>,
    event_id: DocId,
    organisation: Option<DocId>,
) -> Option<Sheet> {
    let site = frame.site;
    let document = site.document(event_id)?;
    let event = document.event()?;
    let meeting = frame.document_link(event_id);
    let name = organisation.map(|id| frame.document_link(id).label);
    let title = match &name {
        Some(name) => frame.fill("sheet_title_for", &[("meeting", &meeting.label), ("organisation", name)]),
        None => frame.fill("sheet_title", &[("meeting", &meeting.label)]),
    };
    let audience = match &name {
        Some(name) => frame.fill("sheet_for", &[("organisation", name)]),
        None => frame.t("sheet_for_all").to_owned(),
    };
    let questions: Vec<(ItemId, &Item)> = match organisation {
        Some(id) => {
            let asked = site.questions_to(event_id, id).into_iter();
            asked.filter_map(|id| Some((id, site.item(id)?))).collect()
        }
        None => site.items_of(event_id).filter(|(_, item)| item.kind == ItemKind::Question).collect(),
    };
    let days = questions.iter().take(QUESTIONS).filter_map(|(_, item)| item.by.as_ref()).map(|by| by.value);
    let mut shell = frame.shell("sheet", &title, None);
    // On paper the address of the notes is of more use than that of the sheet, which one holds in the hand.
    let notes = site.routes.address(&Route::Document(event_id));
    shell.address = site.file.address.as_ref().zip(notes).map(|(root, page)| format!("{}{page}", root.value));
    let facts = facts(frame, document, event, organisation);
    let (answer, answer_ways, next) = (answer(frame, days.min()), ways(frame), next(frame, event_id));
    let address = shell.address.as_ref().map(|address| format!("{}: {address}", frame.t("page_address")));
    let ways_text = answer_ways.iter().map(|way| way.text.as_str()).collect::<Vec<_>>().join(", ");
    let frame_of_sheet = Plan {
        statements: frame.funders().into_iter().map(|funder| funder.statement.unwrap_or_default()).collect(),
        emblem_mm: site.file.emblems().map(|(_, mm)| mm).max().unwrap_or(0),
        title: shell.title.clone(),
        facts: facts.iter().map(values).collect(),
        // Two of the empty ones are the day and the place of the discussion, and what there was no room for.
        paragraphs: [String::new(), format!("{answer} {ways_text}"), String::new(), String::new()]
            .into_iter()
            .chain([format!("{}: {next}", frame.t("next_event"))])
            .chain(address)
            .collect(),
        headings: 4,
        ..Plan::default()
    };
    let content = Content {
        summary: document.summary.as_ref().map_or("", |summary| summary.value.as_str()),
        concerns: concerns(frame, event_id, event, organisation),
        questions: match questions.as_slice() {
            [] => vec![(String::new(), frame.t("sheet_question").to_owned())],
            some => some.iter().map(|(_, item)| (frame.item_name(item), item.text.value.clone())).collect(),
        },
    };
    let asked = content.questions.len();
    // What is said to everybody goes first when there is no room; then the lines are set closer.
    let roomy = Plan { audience: audience.clone(), ..frame_of_sheet.clone() };
    let close = Plan { dense: true, ..frame_of_sheet };
    let sheet = [roomy, close.clone()].into_iter().find(|plan| content.least_fits(plan)).unwrap_or(close);
    let fitted = content.fit(&sheet);
    let concerns_note = match (fitted.left_out, fitted.concerns.is_empty()) {
        (0, true) if organisation.is_some() => Some(frame.t("sheet_concerns_nothing").to_owned()),
        (0, true) => Some(frame.t("sheet_decided_nothing").to_owned()),
        (0, false) => None,
        (more, _) => Some(frame.count("sheet_more", more)),
    };
    let more_questions = asked - fitted.questions.len();
    let concerns_key = if organisation.is_some() { "concerns_organisation" } else { "sheet_decided" };
    let ruled = |(name, text)| Asked { name, text, lines: vec![0; fitted.rules] };
    Some(Sheet {
        shell,
        audience: if sheet.dense { String::new() } else { audience },
        dense: sheet.dense,
        meeting,
        facts,
        text_lang: frame.other(&site.language(document)),
        summary: fitted.summary,
        concerns_title: frame.t(concerns_key).to_owned(),
        concerns: fitted.concerns,
        concerns_note,
        questions: fitted.questions.into_iter().map(ruled).collect(),
        questions_note: (more_questions > 0).then(|| frame.count("sheet_more_questions", more_questions)),
        answer,
        answer_ways,
        next,
        forms: Vec::new(),
        others: others(frame, event_id, organisation),
    })
}

/// What there is to say.
struct Content<'c> {
    summary: &'c str,
    concerns: Vec<Point>,
    questions: Vec<(String, String)>,
}

/// What goes onto the sheet.
struct Fitted {
    summary: String,
    concerns: Vec<Point>,
    left_out: usize,
    questions: Vec<(String, String)>,
    rules: usize,
}

impl Content<'_> {
    /// Whether the least that makes a sheet fits: one point, one question with lines to answer on.
    fn least_fits(&self, sheet: &Plan) -> bool {
        let fitted = self.fit(sheet);
        self.plan(sheet, *SUMMARY_LINES.start(), &fitted.concerns, &fitted.questions, *RULED.start()).fits()
    }

    fn summary(&self, lines: usize) -> String {
        a4::cut(self.summary, lines * a4::PAPERS.first().map_or(0, |paper| paper.width))
    }

    /// The sheet with so much of the content on it.
    fn plan(
        &self,
        sheet: &Plan,
        lines: usize,
        concerns: &[Point],
        questions: &[(String, String)],
        rules: usize,
    ) -> Plan {
        let mut plan = sheet.clone();
        plan.paragraphs.push(self.summary(lines));
        plan.points = concerns.iter().map(|(name, text, more)| format!("{name}: {text} ({more})")).collect();
        plan.questions = questions.iter().map(|(name, text)| format!("{name}: {text}")).collect();
        plan.rules = rules;
        plan
    }

    /// Fits the content into what is on every sheet. A question is never cut: there are fewer of them instead.
    fn fit(&self, sheet: &Plan) -> Fitted {
        let width = a4::PAPERS.first().map_or(0, |paper| paper.width);
        let fits = |lines: usize, concerns: &[Point], questions: &[(String, String)], rules: usize| {
            self.plan(sheet, lines, concerns, questions, rules).fits()
        };
        let (fewest, most) = SUMMARY_LINES.into_inner();
        let (least, best) = RULED.into_inner();
        let mut questions: Vec<(String, String)> = self.questions.iter().take(QUESTIONS).cloned().collect();
        while questions.len() > 1 && !fits(fewest, &[], &questions, least) {
            questions.pop();
        }
        let mut concerns: Vec<Point> = Vec::new();
        for next in &self.concerns {
            concerns.push(next.clone());
            if !fits(fewest, &concerns, &questions, least) {
                concerns.pop();
                break;
            }
        }
        if let (true, Some((name, text, detail))) = (concerns.is_empty(), self.concerns.first()) {
            // One point there always is, even if its words must be cut: an empty sheet tells nothing.
            concerns.push((name.clone(), a4::cut(text, width), detail.clone()));
        }
        let lines = (fewest..=most).rev().find(|n| fits(*n, &concerns, &questions, least)).unwrap_or(fewest);
        let rules = (least..=best).rev().find(|n| fits(lines, &concerns, &questions, *n)).unwrap_or(least);
        let left_out = self.concerns.len() - concerns.len();
        Fitted { summary: self.summary(lines), concerns, left_out, questions, rules }
    }
}

fn values(fact: &Fact) -> String {
    fact.values.iter().map(|value| value.text.as_str()).collect::<Vec<_>>().join(", ")
}

fn words(fact: &Fact) -> String {
    format!("{}: {}", fact.term, values(fact))
}

/// When and where it was, and who of the organisation carries it home.
fn facts(frame: &Frame<'_>, document: &Document, event: &Event, organisation: Option<DocId>) -> Vec<Fact> {
    let mut facts: Vec<Fact> =
        frame.when(document).map(|when| frame.fact_of("when_term", when)).into_iter().collect();
    facts.extend(frame.told(document, "place", Frame::place(event).as_ref()));
    // A note that does not tell who came does not tell who stayed away.
    if let Some(organisation) = organisation.filter(|_| !event.attended.is_empty()) {
        let own = |name: &str| frame.site.organisation(name) == Some(organisation);
        let there = event.attended.iter().find(|attendance| own(&attendance.organisation));
        let carrier = match there {
            Some(attendance) => {
                attendance.carrier.clone().unwrap_or_else(|| frame.t("carrier_unknown").to_owned())
            }
            None => frame.t("carrier_nobody").to_owned(),
        };
        facts.push(frame.fact("carrier", carrier));
    }
    facts
}

/// What concerns the organisation: its own actions and decisions of the meeting, what the meeting said of earlier ones, then
/// decisions for all. For any organisation: all actions and decisions.
fn concerns(frame: &Frame<'_>, event_id: DocId, event: &Event, organisation: Option<DocId>) -> Vec<Point> {
    let site = frame.site;
    let named = |id: ItemId| organisation.is_none_or(|own| site.names(id, own));
    let spoken = |id: ItemId| organisation.is_none_or(|own| site.addresses(id, own));
    let of = |kind: ItemKind, direct: bool| -> Vec<(ItemId, &Item)> {
        let items = site.items_of(event_id).filter(|(_, item)| item.kind == kind);
        items.filter(|(id, _)| spoken(*id) && named(*id) == direct).collect()
    };
    let own = of(ItemKind::Action, true).into_iter().chain(of(ItemKind::Decision, true));
    let mut out: Vec<Point> = own.map(|(id, item)| point(frame, id, item)).collect();
    for follow in &event.follow_up {
        let place = site.relations.items.get(follow.id.trim());
        let Some((id, item)) = place.and_then(|id| Some((*id, site.item(*id)?))) else { continue };
        if organisation.is_none() || item.kind == ItemKind::Question || !named(id) {
            continue;
        }
        let state = follow.state.map(|state| frame.word("standing", state));
        let detail: Vec<String> = state.into_iter().chain(follow.comment.clone()).collect();
        out.push((frame.item_name(item), item.text.value.clone(), detail.join(". ")));
    }
    out.extend(of(ItemKind::Decision, false).into_iter().map(|(id, item)| {
        let (name, text, detail) = point(frame, id, item);
        let all = frame.t("sheet_for_everybody").to_owned();
        (name, text, if detail.is_empty() { all } else { format!("{all}. {detail}") })
    }));
    out
}

/// A decision or an action with who and when, without how it stands: that changes.
fn point(frame: &Frame<'_>, id: ItemId, item: &Item) -> Point {
    let shown = frame.item(id, item, false);
    // That it concerns the organisation is what the heading says.
    let told =
        |fact: &&Fact| fact.term != frame.t("concerns") && !fact.values.iter().any(|value| value.status);
    let detail: Vec<String> = shown.facts.iter().filter(told).map(words).collect();
    (shown.name, item.text.value.clone(), detail.join(". "))
}

/// `Lämna svaren senast 20 mars 2014 till`
fn answer(frame: &Frame<'_>, by: Option<Date>) -> String {
    match by {
        Some(by) => frame.fill("sheet_answer_by", &[("day", &dates::long(frame.lang, by))]),
        None => frame.t("sheet_answer").to_owned(),
    }
}

/// Where to: everything written out, as paper has no links.
fn ways(frame: &Frame<'_>) -> Vec<Value> {
    let ways: Vec<Value> = frame.contact().into_iter().flat_map(|fact| fact.values).collect();
    if !ways.is_empty() {
        return ways;
    }
    let owner = frame.site.file.project.owner.as_deref().unwrap_or_else(|| frame.t("sheet_inviter"));
    vec![reach(owner)]
}

/// The next event of all: by the time that somebody prints the sheet, the one after this may be long past.
fn next(frame: &Frame<'_>, event: DocId) -> String {
    let next = frame.site.next_event().filter(|next| *next != event);
    let Some((id, document)) = next.and_then(|id| Some((id, frame.site.document(id)?))) else {
        return frame.t("no_next").to_owned();
    };
    let mut parts = vec![frame.document_link(id).label];
    parts.extend(frame.when(document).map(|when| when.text));
    parts.extend(document.event().and_then(Frame::place));
    parts.join(". ")
}

/// The other sheets of the event.
fn others(frame: &Frame<'_>, event: DocId, organisation: Option<DocId>) -> Vec<Link> {
    let general = organisation.and_then(|_| frame.sheet_link(event, None));
    let each = frame.site.organisations().iter().copied().filter(|id| Some(*id) != organisation);
    let sheet = |id: DocId| frame.sheet_link(event, Some(id));
    // Each organisation's own sheet leads to all; all of them lead to each.
    match general {
        Some(general) => vec![general],
        None => each.filter_map(sheet).collect(),
    }
}
