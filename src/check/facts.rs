//! Meetings, plans, needs and figures that do not add up, as of today.

use super::Note;
use crate::content::fields::site as site_fields;
use crate::content::items::ItemKind;
use crate::content::kind::Type;
use crate::content::lists::Person;
use crate::content::types::Data;
use crate::language::dates;
use crate::report::catalog::facts as rules;
use crate::report::{Arg, Finding, Findings, Phrase};
use crate::site::{DocId, Site, State};
use jiff::civil::Date;

/// An organisation can talk about so many.
const QUESTIONS: usize = 3;
/// Figures older than this are told.
const YEARS: i16 = 5;

pub(super) fn check_note(note: &Note<'_>, findings: &mut Findings) {
    match &note.document.data {
        Data::Event(event) if note.document.version.is_original() => {
            questions(note, findings);
            days(note, event.state == Some("planned"), findings);
        }
        Data::Reply(_) => {
            let meeting = note.site.links(note.id).and_then(|links| links.meeting);
            let held = meeting.and_then(|id| note.site.document(id)?.day());
            let day = note.document.date.as_ref().map(|date| date.value);
            if let Some((day, span)) = day.zip(note.document.date.as_ref().map(|date| date.span))
                && held.is_some_and(|held| day < held)
            {
                let day = Arg::each(|lang| dates::long(lang, day));
                findings.push(Finding::at(&rules::REPLY_BEFORE, span).with("day", day));
            }
        }
        Data::Match(item) => {
            let site = note.site;
            let old = item.from.or(note.document.updated).filter(|_| item.to.is_none());
            let fault = match site.matching(note.id) {
                Some("expired") => Phrase { sv: "sista dagen har passerat", en: "its last day has passed" },
                Some("open") if old.is_some_and(|day| years(day, site.today) >= 1) => {
                    Phrase { sv: "är mer än ett år gammalt", en: "it is more than a year old" }
                }
                _ => return,
            };
            let finding = Finding::at(&rules::NEED_STALE, note.document.title.span);
            findings.push(finding.with("title", note.document.title.as_str()).with("fault", fault));
        }
        Data::Statistic(statistic) => {
            let old = statistic.measured.filter(|day| years(*day, note.site.today) >= YEARS);
            if let Some(day) = old.filter(|_| note.document.status != Some("archived")) {
                findings.push(
                    Finding::at(&rules::STATISTIC_STALE, note.document.title.span)
                        .with("day", Arg::each(|lang| dates::long(lang, day)))
                        .with("years", YEARS.to_string()),
                );
            }
            let people = statistic.unit.as_deref().is_some_and(is_people);
            let small = statistic
                .data
                .iter()
                .skip(1)
                .flat_map(|row| row.iter().skip(1))
                .filter(|cell| matches!(cell.trim().parse::<u32>(), Ok(1..=4)))
                .count();
            if people && small > 0 {
                findings.push(
                    Finding::at(&rules::STATISTIC_SMALL_NUMBERS, note.document.title.span).with("n", small),
                );
            }
        }
        _ => {}
    }
}

/// Days that come before what they belong to, and a meeting that is still planned when its day has passed.
fn days(note: &Note<'_>, planned: bool, findings: &mut Findings) {
    let Some(day) = note.document.day() else { return };
    if planned && day < note.site.today {
        let day = Arg::each(|lang| dates::long(lang, day));
        findings.push(Finding::at(&rules::PLANNED_PAST, note.document.title.span).with("day", day));
    }
    for item in note.document.items.iter().filter(|item| item.kind != ItemKind::Decision) {
        if let Some(by) = item.by.as_ref().filter(|by| by.value < day) {
            findings.push(
                Finding::at(&rules::DAY_BEFORE, by.span)
                    .with("what", format!("”{}”", super::shorten(&item.text.value, 60)))
                    .with("day", Arg::each(|lang| dates::long(lang, by.value))),
            );
        }
    }
}

/// Whole years from a day to another.
fn years(from: Date, to: Date) -> i16 {
    let whole = to.year() - from.year();
    if (to.month(), to.day()) < (from.month(), from.day()) { whole - 1 } else { whole }
}

/// Whether a unit counts people.
fn is_people(unit: &str) -> bool {
    let folded = crate::language::fold::fold(unit);
    ["person", "deltagare", "manniskor", "individ", "people", "participant", "elev", "unga", "barn", "klient"]
        .iter()
        .any(|word| folded.split(|c: char| !c.is_alphanumeric()).any(|part| part.starts_with(word)))
}

fn questions(note: &Note<'_>, findings: &mut Findings) {
    for organisation in note.site.parties(note.id) {
        let asked = note.site.questions_to(note.id, organisation);
        if asked.len() > QUESTIONS {
            let name = note.site.document(organisation).map_or("", |d| d.title.as_str());
            findings.push(
                Finding::at(&rules::QUESTIONS_TOO_MANY, note.document.title.span)
                    .with("organisation", name)
                    .with("n", asked.len()),
            );
            // The others get as many: one message is enough.
            return;
        }
    }
}

pub(super) fn check(site: &Site, findings: &mut Findings) {
    next_meeting(site, findings);
    let project = &site.file.project;
    let plans = [
        (Type::Meeting, project.planned_meetings, Phrase { sv: "dialogmöten", en: "dialogue meetings" }),
        (Type::Workshop, project.planned_workshops, Phrase { sv: "workshops", en: "workshops" }),
    ];
    for (kind, planned, what) in plans {
        let held = site.held(kind);
        if let (Some(planned), Some(span)) = (planned, site.file.span)
            && held > planned as usize
        {
            findings.push(
                Finding::at(&rules::PLAN_EXCEEDED, span)
                    .with("held", held)
                    .with("what", what)
                    .with("planned", planned.to_string()),
            );
        }
    }
    if let (Some(day), Some(span)) = (project.retain_until, site.file.span)
        && day < site.today
        && site.persons.iter().any(Person::is_personal)
    {
        let day = Arg::each(|lang| dates::long(lang, day));
        findings.push(Finding::at(&rules::RETENTION_PASSED, span).with("day", day));
    }
    if let (Some(statement), Some(span)) = (&site.file.statement, site.file.span)
        && let Some(day) =
            statement.updated.max(statement.assessed).filter(|day| years(*day, site.today) >= 1)
    {
        let day = Arg::each(|lang| dates::long(lang, day));
        findings.push(Finding::at(&rules::STATEMENT_OLD, span).with("day", day));
    }
    let contact = &project.contact;
    // Without any contact at all the missing field has been told.
    if let Some(span) = site.file.span.filter(|_| contact.role.is_some() || contact.organisation.is_some())
        && contact.email.is_none()
        && contact.phone.is_none()
    {
        findings.push(Finding::at(&rules::CONTACT_MISSING, span));
    }
    if let Some(span) = site.file.span.filter(|_| project.granted.is_some() && site.file.funders.is_empty()) {
        findings.push(
            Finding::at(&rules::FUNDER_MISSING, span)
                .with("example", Arg::each(|lang| site_fields::FUNDERS.line(lang))),
        );
    }
}

/// While a project runs and has meetings left, the latest one says when the next is.
fn next_meeting(site: &Site, findings: &mut Findings) {
    let project = &site.file.project;
    let running = project.end.is_some_and(|end| end >= site.today);
    let left = project.planned_meetings.is_some_and(|n| site.held(Type::Meeting) < n as usize)
        || project.planned_workshops.is_some_and(|n| site.held(Type::Workshop) < n as usize);
    let held = |id: &&DocId| site.document(**id).is_some_and(|d| site.state(d) == State::Held);
    let latest = site.relations.events.iter().rev().find(held).and_then(|id| site.document(*id));
    if let Some(latest) = latest.filter(|_| running && left && site.next_event().is_none()) {
        findings.push(Finding::at(&rules::NEXT_MEETING_MISSING, latest.title.span));
    }
}
