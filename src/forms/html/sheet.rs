//! The take-back sheet: one A4 for whoever carries a meeting home, to talk about it there and to write down the answers.
//!
//! The print must be one page whatever the notes hold, so what goes onto it is measured out in lines: first all that must
//! be there, then what concerns the organisation, and what is left of the page becomes lines to write on.

use super::frame::{Frame, reach};
use crate::content::document::Document;
use crate::content::items::{Item, ItemKind};
use crate::content::types::Event;
use crate::language::dates;
use crate::site::{DocId, ItemId};
use crate::theme::view::{Asked, Fact, Link, Sheet, Value};
use jiff::civil::Date;

/// Lines of text on an A4 page: 259 mm between the margins, 5.7 mm a line (12 points, 1.35). The numbers below
/// are reckoned high, so that some two lines stay free: fonts differ.
const LINES: usize = 45;
/// Characters in a line of 166 mm, at 12 points; reckoned low.
const WIDTH: usize = 74;
/// Characters in the value of a fact, beside its term.
const FACT_WIDTH: usize = 50;
/// Characters in a line of a list.
const CONCERN_WIDTH: usize = 70;
/// What is on every sheet: the letterhead (5), four headings (6), the gaps between paragraphs (2), the line of the day and
/// the place (1), the rule above the page's address (1).
const FIXED: usize = 15;
/// The most important, in so many lines.
const SUMMARY_LINES: usize = 5;
/// So many questions.
const QUESTIONS: usize = 3;
/// A ruled line is so much higher than a line of text: 3 of them stand where 4 lines do.
const RULED: (usize, usize) = (3, 4);
/// Ruled lines a question.
const RULED_LEAST: usize = 2;
/// See `RULED_LEAST`.
const RULED_MOST: usize = 5;

/// The view of a sheet; `None` when there is no such event.
pub(super) fn view(frame: &Frame<'_>, event_id: DocId, organisation: Option<DocId>) -> Option<Sheet> {
    let site = frame.site;
    let document = site.document(event_id)?;
    let event = document.event()?;
    let meeting = frame.document_link(event_id);
    let name = organisation.map(|id| frame.document_link(id).label);
    let title = match &name {
        Some(name) => frame.fill("sheet_title_for", &[("meeting", &meeting.label), ("organisation", name)]),
        None => frame.fill("sheet_title", &[("meeting", &meeting.label)]),
    };
    let summary =
        document.summary.as_ref().map_or_else(String::new, |s| cut(&s.value, SUMMARY_LINES * WIDTH));
    let questions: Vec<(ItemId, &Item)> = match organisation {
        Some(id) => {
            site.questions_to(event_id, id).into_iter().filter_map(|id| Some((id, site.item(id)?))).collect()
        }
        None => site.items_of(event_id).filter(|(_, item)| item.kind == ItemKind::Question).collect(),
    };
    let facts = facts(frame, document, event, organisation);
    let audience = match &name {
        Some(name) => frame.fill("sheet_for", &[("organisation", name)]),
        None => frame.t("sheet_for_all").to_owned(),
    };
    let (answer_ways, next) = (ways(frame), next(frame, event_id));
    let shell = frame.shell("sheet", &title, None);
    let ways_text: usize = answer_ways.iter().map(|way| way.text.chars().count() + 2).sum();
    // A heading's letters are half as wide again, and so are its lines as high.
    let title_lines = (lines(&title, WIDTH * 2 / 3) * 3).div_ceil(2);
    let told = [title_lines, lines(&audience, WIDTH), lines(&summary, WIDTH), lines(&next, WIDTH - 12)];
    let address = shell.address.as_ref().map_or(0, |address| lines(address, WIDTH - 16));
    let facts_lines: usize = facts.iter().map(|fact| lines(&values(fact), FACT_WIDTH)).sum();
    let taken = FIXED + told.iter().sum::<usize>() + address + facts_lines + (ways_text + 40).div_ceil(WIDTH);
    let mut room = LINES.saturating_sub(taken);
    let asked: Vec<(String, String)> = match questions.as_slice() {
        [] => vec![(String::new(), frame.t("sheet_question").to_owned())],
        some => some
            .iter()
            .take(QUESTIONS)
            .map(|(_, item)| (frame.item_name(item), cut(&item.text.value, 3 * WIDTH)))
            .collect(),
    };
    for (name, text) in &asked {
        room = room.saturating_sub(lines(&format!("{name} {text}"), WIDTH));
    }
    let least = asked.len() * RULED_LEAST * RULED.1 / RULED.0;
    let mut concerns = concerns(frame, event_id, event, organisation);
    let all = concerns.len();
    let mut left = room.saturating_sub(least + 1);
    let mut kept = 0;
    for (name, text, detail) in &mut concerns {
        let whole = lines(&format!("{name} {text} {detail}"), CONCERN_WIDTH);
        if whole > left && kept > 0 {
            break;
        }
        if whole > left {
            // One point there always is, even if it must be shortened: an empty sheet tells nothing.
            *text = cut(text, CONCERN_WIDTH * 2 - name.chars().count());
            detail.clear();
        }
        left = left.saturating_sub(whole);
        kept += 1;
    }
    concerns.truncate(kept);
    let more = all - kept;
    let concerns_note = match (all, more) {
        (0, _) if organisation.is_some() => Some(frame.t("sheet_concerns_nothing").to_owned()),
        (0, _) => Some(frame.t("sheet_decided_nothing").to_owned()),
        (_, 0) => None,
        (_, more) => Some(frame.count("sheet_more", more)),
    };
    let ruled = (left * RULED.0 / RULED.1 / asked.len() + RULED_LEAST).min(RULED_MOST);
    let by =
        questions.iter().take(QUESTIONS).filter_map(|(_, item)| item.by.as_ref()).map(|by| by.value).min();
    let text_lang = frame.other(&site.language(document));
    Some(Sheet {
        shell,
        audience,
        meeting,
        facts,
        text_lang,
        summary,
        concerns_title: frame
            .t(if organisation.is_some() { "concerns_organisation" } else { "sheet_decided" })
            .to_owned(),
        concerns,
        concerns_note,
        questions: asked
            .into_iter()
            .map(|(name, text)| Asked { name, text, lines: vec![0; ruled] })
            .collect(),
        questions_note: (questions.len() > QUESTIONS)
            .then(|| frame.count("sheet_more_questions", questions.len() - QUESTIONS)),
        answer: answer(frame, by),
        answer_ways,
        next,
        others: others(frame, event_id, organisation),
    })
}

/// How many lines a text takes.
fn lines(text: &str, width: usize) -> usize {
    text.chars().count().div_ceil(width)
}

fn values(fact: &Fact) -> String {
    fact.values.iter().map(|value| value.text.as_str()).collect::<Vec<_>>().join(", ")
}

fn words(fact: &Fact) -> String {
    format!("{}: {}", fact.term, values(fact))
}

/// The whole sentences of a text that fit in so many characters; of a sentence that is longer than that, whole words.
fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let head: String = text.chars().take(most).collect();
    let end = head.rmatch_indices(['.', '!', '?']).map(|(i, _)| i).find(|i| {
        // A full stop within a word or a number ends nothing.
        head.get(i + 1..).is_some_and(|rest| rest.starts_with(char::is_whitespace))
    });
    if let Some(end) = end {
        return head.get(..=end).unwrap_or(&head).to_owned();
    }
    let whole = head.rsplit_once(char::is_whitespace).map_or(head.as_str(), |(whole, _)| whole);
    format!("{whole} …")
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

/// What concerns the organisation directly: decisions and actions of the meeting, and what the meeting said of earlier
/// ones. For any organisation: all decisions and actions.
fn concerns(
    frame: &Frame<'_>,
    event_id: DocId,
    event: &Event,
    organisation: Option<DocId>,
) -> Vec<(String, String, String)> {
    let site = frame.site;
    let own = |id: ItemId| organisation.is_none_or(|own| site.addresses(id, own));
    let kinds = [ItemKind::Action, ItemKind::Decision];
    let mut out = Vec::new();
    for kind in kinds {
        for (id, item) in site.items_of(event_id).filter(|(id, item)| item.kind == kind && own(*id)) {
            let shown = frame.item(id, item, false);
            // That it concerns the organisation is what the heading says; how it stands changes.
            let told = |fact: &&Fact| {
                let concerned = organisation.is_some() && fact.term == frame.t("concerns");
                !concerned && !fact.values.iter().any(|value| value.status)
            };
            let facts = shown.facts.iter().filter(told);
            let detail: Vec<String> = facts.map(words).collect();
            out.push((shown.name, item.text.value.clone(), detail.join(". ")));
        }
    }
    for follow in &event.follow_up {
        let place = site.relations.items.get(follow.id.trim());
        let Some((id, item)) = place.and_then(|id| Some((*id, site.item(*id)?))) else { continue };
        if organisation.is_none() || item.kind == ItemKind::Question || !own(id) {
            continue;
        }
        let state = follow.state.map(|state| frame.word("standing", state));
        let detail: Vec<String> = state.into_iter().chain(follow.comment.clone()).collect();
        out.push((frame.item_name(item), item.text.value.clone(), detail.join(". ")));
    }
    out
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

fn next(frame: &Frame<'_>, event: DocId) -> String {
    let next = frame.site.links(event).and_then(|links| links.next);
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
    let each = frame.site.organisations().into_iter().filter(|id| Some(*id) != organisation);
    let sheet = |id: DocId| frame.sheet_link(event, Some(id));
    // Each organisation's own sheet leads to all; all of them lead to each.
    match general {
        Some(general) => vec![general],
        None => each.filter_map(sheet).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_sentences_are_kept() {
        assert_eq!(cut("Ett. Två.", 20), "Ett. Två.");
        assert_eq!(cut("Ett möte. Kostar 3.5 kr i dag.", 24), "Ett möte.");
        assert_eq!(cut("En lång mening utan slut", 12), "En lång …");
    }

    proptest::proptest! {
        #[test]
        fn no_more_than_was_asked_for(text in "[a-zåäö .]{0,300}", most in 1usize..200) {
            proptest::prop_assert!(cut(&text, most).chars().count() <= most + 2);
        }
    }
}
