//! Events as the start page and the calendar tell of them: how far the project has come, and what one must know before
//! coming.

use super::frame::{Frame, reach};
use crate::content::document::Document;
use crate::content::kind::Type;
use crate::theme::view::{Fact, Progress};

/// Held against planned: `3 av 4 dialogmöten genomförda`; and how many have no day yet.
pub(super) fn progress(frame: &Frame<'_>) -> Progress {
    let site = frame.site;
    let project = &site.file.project;
    let plan = [
        (Type::Meeting, project.planned_meetings, "meetings"),
        (Type::Workshop, project.planned_workshops, "workshops"),
    ];
    let mut progress = Progress::default();
    for (kind, planned, key) in plan {
        let Some(planned) = planned.map(|n| usize::try_from(n).unwrap_or(usize::MAX)) else { continue };
        let held = site.held(kind);
        let (held_text, planned_text) = (held.to_string(), planned.to_string());
        progress.parts.push(if held > planned {
            let words = frame.fill(&format!("progress_over_{key}"), &[("planned", &planned_text)]);
            (held_text, words)
        } else {
            let share = frame.fill("progress", &[("held", &held_text), ("planned", &planned_text)]);
            (share, frame.word("progress", key))
        });
        // When the project is over nothing remains to be planned, whatever was promised.
        let open = project.end.is_none_or(|end| end >= site.today);
        let remaining = planned.saturating_sub(site.dated(kind));
        if open && remaining > 0 {
            progress.remaining.push(frame.count(&format!("remaining_{key}"), remaining));
        }
    }
    progress
}

/// When and where.
pub(super) fn practical(frame: &Frame<'_>, document: &Document) -> Vec<Fact> {
    if document.event().is_none() {
        return Vec::new();
    }
    let when = frame.when(document).map(|when| frame.fact_of("when_term", when));
    let place = document.event().and_then(Frame::place);
    when.into_iter().chain(frame.told(document, "place", place.as_ref())).collect()
}

/// What there is for those who need it, by when to say what one needs, and to whom.
pub(in crate::forms) fn access_in_short(frame: &Frame<'_>, document: &Document) -> Vec<Fact> {
    let Some(access) = document.event().and_then(|event| event.access.as_ref()) else { return Vec::new() };
    let there: Vec<String> = access
        .features
        .iter()
        .filter(|(_, answer)| answer.yes)
        .enumerate()
        .map(|(i, (feature, answer))| {
            let word = frame.word("feature", feature.name());
            // One sentence: the first word alone begins in a capital. A condition belongs to what it is said of.
            let word = if i == 0 { word } else { crate::language::fold::uncapital(&word) };
            answer.note.as_ref().map_or_else(|| word.clone(), |note| format!("{word} ({note})"))
        })
        .collect();
    let mut facts = Vec::new();
    if !there.is_empty() {
        facts.push(frame.fact("accessibility", there.join(", ")));
    }
    facts.extend(access.needs_by.map(|day| frame.fact_of("needs_by", frame.day(day))));
    facts.extend(access.needs_to.as_ref().map(|to| frame.fact_of("needs_to", reach(to))));
    facts
}
