//! The calendar: everything that has a day as one list, and a page for each month in which something happens.

use super::events;
use super::frame::Frame;
use super::lists;
use crate::content::document::Document;
use crate::content::formats::Format;
use crate::content::items::ItemKind;
use crate::content::kind::Type;
use crate::language::dates;
use crate::language::fold::capital;
use crate::site::calendar::{Happening, Occasion};
use crate::site::overview::UNDATED;
use crate::site::{DocId, ItemId, Route, Standing, State, overview, paging};
use crate::theme::view::{Calendar, Coming, Entry, Group, Link, Value};
use jiff::civil::Date;

/// So many of what is ahead, of each kind, where all of it is too much for a page. The rest stands on the pages of the months.
const AHEAD: usize = 25;

/// The calendar: what is ahead first, then what has been, then the months.
pub(super) fn view(frame: &Frame<'_>) -> Calendar {
    let site = frame.site;
    let coming = site.coming_events();
    let not_coming = not_coming(frame);
    let pressing = |occasion: &&Occasion| occasion.day >= site.today && presses(frame, occasion);
    let days: Vec<&Occasion> = site.occasions.iter().filter(pressing).collect();
    let day = |id: &DocId| site.document(*id).and_then(Document::day);
    let lede = frame.t("lede_calendar").to_owned();
    let few = site.relations.events.len() + days.len() <= paging::ENTRIES;
    let most = if few { paging::ENTRIES } else { AHEAD };
    let shown = coming.len().min(most) + days.len().min(most);
    Calendar {
        shell: frame.shell("calendar", frame.t("calendar"), Some(&lede)),
        lede,
        progress: events::progress(frame),
        coming: coming
            .iter()
            .take(most)
            .filter_map(|id| Some(planned(frame, *id, site.document(*id)?)))
            .collect(),
        more_coming: coming.get(most).and_then(day).and_then(|day| from(frame, day)),
        no_next: frame.t("no_next").to_owned(),
        changed: not_coming.iter().take(most).map(|id| frame.entry(*id)).collect(),
        more_changed: not_coming.get(most).and_then(day).and_then(|day| from(frame, day)),
        days: days.iter().take(most).map(|occasion| entry_with_day(frame, occasion)).collect(),
        more_days: days.get(most).and_then(|occasion| from(frame, occasion.day)),
        past: past(frame, paging::ENTRIES.saturating_sub(shown).max(AHEAD), most),
        months: months(frame),
        forms: frame.form_links().into_iter().chain(series(frame)).collect(),
    }
}

/// The way on to what did not have room, from a day.
fn from(frame: &Frame<'_>, day: Date) -> Option<Link> {
    let anchor = overview::day_anchor(day);
    let month = Route::Month(day.year(), day.month());
    let page = frame.address_of(&frame.site.page_at(&month, &anchor))?;
    let label = frame.fill("from_day_on", &[("day", &dates::long(frame.lang, day))]);
    Some(Link { label, href: format!("{page}#{anchor}"), ..Link::default() })
}

/// The events of each series, for those who come to these alone.
fn series(frame: &Frame<'_>) -> Vec<Link> {
    let link = |(slug, name, _): (String, String, Vec<DocId>)| {
        let href = frame.address_of(&Route::Series(slug))?;
        Some(Link { label: frame.fill("calendar_series", &[("name", &name)]), href, ..Link::default() })
    };
    // Who wants no calendars has none of these either.
    let calendars = frame.site.file.forms.contains(&Format::Calendar);
    frame.site.series().into_iter().filter(|_| calendars).filter_map(link).collect()
}

/// An event that one can still go to: its accessibility first, for without it some cannot come at all.
fn planned(frame: &Frame<'_>, id: DocId, document: &Document) -> Coming {
    let mut facts = events::access_in_short(frame, document);
    facts.extend(events::practical(frame, document));
    Coming { entry: Entry { meta: Vec::new(), ..frame.entry(id) }, facts }
}

/// Events ahead that are cancelled, or moved to a day that nobody knows yet.
fn not_coming(frame: &Frame<'_>) -> Vec<DocId> {
    let site = frame.site;
    let gone = |id: &DocId| site.document(*id).is_some_and(|document| !site.is_coming(document));
    site.changed_events().into_iter().filter(gone).collect()
}

/// Whether something must be done by that day, still.
pub(in crate::forms) fn presses(frame: &Frame<'_>, occasion: &Occasion) -> bool {
    !is_event(occasion) && still_open(frame, occasion)
}

fn is_event(occasion: &Occasion) -> bool {
    matches!(occasion.what, Happening::Event(_) | Happening::Left(_))
}

/// A last day of something that is done, answered or given up presses nobody.
fn still_open(frame: &Frame<'_>, occasion: &Occasion) -> bool {
    let Happening::LastDay(item) = occasion.what else { return true };
    matches!(
        frame.site.standing(item),
        Some(Standing::Open | Standing::Ongoing | Standing::Overdue | Standing::InForce)
    )
}

/// The latest of what has been, by year, the newest first; and in the end what has no day.
fn past(frame: &Frame<'_>, most: usize, most_undated: usize) -> Vec<Group> {
    let site = frame.site;
    let is_past = |id: &DocId| {
        site.document(*id).is_some_and(|document| document.day().is_none_or(|day| day < site.today))
    };
    // By day, the newest first; without a day last. Older ones than these stand on the pages of their months.
    let events = site.relations.events.iter().rev().copied().filter(is_past);
    let (dated, undated): (Vec<DocId>, Vec<DocId>) =
        events.partition(|id| site.document(*id).is_some_and(|document| document.day().is_some()));
    let shortened = undated.len() > most_undated;
    let undated = undated.into_iter().take(most_undated);
    let events: Vec<DocId> = dated.into_iter().take(most).chain(undated).collect();
    let mut groups = lists::by_year(frame, &events);
    let mut shown = events.iter();
    for group in &mut groups {
        for (entry, id) in group.entries.iter_mut().zip(shown.by_ref()) {
            // Day of the week and hours too: the list is what one looks a day up in.
            let when = site.document(*id).and_then(|document| frame.when(document));
            entry.meta.retain(|value| value.datetime.is_none());
            entry.meta.splice(0..0, when);
        }
        group.title = if group.id == UNDATED {
            if shortened {
                group.links = lists_of_undated(frame);
            }
            frame.t("undated_events").to_owned()
        } else {
            frame.fill("past_events", &[("year", &group.title)])
        };
    }
    groups
}

/// The lists of events, where those without a day begin: no month has them.
fn lists_of_undated(frame: &Frame<'_>) -> Vec<Link> {
    let link = |kind: Type| {
        let list = Route::List(kind);
        let page = frame.site.parted(&list).page_of(UNDATED)?;
        let href = frame.address_of(&paging::page(&list, page))?;
        let label = frame.word("all", kind.plural());
        Some(Link { label, href: format!("{href}#{UNDATED}"), ..Link::default() })
    };
    [Type::Meeting, Type::Workshop].into_iter().filter_map(link).collect()
}

/// Links to the months, by year, the newest year first and within it in order.
fn months(frame: &Frame<'_>) -> Vec<Group> {
    let mut years: Vec<(i16, Group)> = Vec::new();
    for month in frame.site.busy_months() {
        if years.last().is_none_or(|(year, _)| *year != month.year()) {
            let text = month.year().to_string();
            let title = frame.fill("months_of", &[("year", &text)]);
            years.push((month.year(), Group { title, id: format!("m-{text}"), ..Group::default() }));
        }
        if let Some((_, group)) = years.last_mut() {
            let note = Some(frame.count("month", frame.site.occasions_in(month).len()));
            group.links.extend(month_link(frame, month).map(|link| Link { note, ..link }));
        }
    }
    years.into_iter().rev().map(|(_, group)| group).collect()
}

pub(super) fn month_link(frame: &Frame<'_>, month: Date) -> Option<Link> {
    let href = frame.address_of(&Route::Month(month.year(), month.month()))?;
    Some(Link { label: capital(&dates::month(frame.lang, month)), href, ..Link::default() })
}

/// An occasion as an entry that stands under its day. `begin` is for words that may begin a line.
pub(in crate::forms) fn entry(frame: &Frame<'_>, occasion: &Occasion, begin: fn(&str) -> String) -> Entry {
    match occasion.what {
        Happening::Event(id) => {
            let mut entry = frame.entry(id);
            // The day is in the heading; the hours are what is asked for here.
            let hours = frame.site.document(id).and_then(|d| d.event()).and_then(|event| event.hours);
            entry.meta.retain(|value| value.datetime.is_none());
            let hours = hours.map(|hours| frame.fill("at_hours", &[("hours", &frame.hours(hours))]));
            entry.meta.splice(0..0, hours.map(text));
            entry
        }
        Happening::Left(id) => {
            let moved = frame.site.document(id).and_then(|document| Some((document.day()?, document)));
            let notice = moved.map(|(day, document)| {
                // Cancelled altogether after it was moved: that is what one must know.
                if frame.site.state(document) == State::Cancelled {
                    frame.state(document)
                } else {
                    frame.fill("state_moved_to", &[("day", &dates::long(frame.lang, day))])
                }
            });
            Entry { notice, link: frame.document_link(id), ..Entry::default() }
        }
        Happening::NeedsBy(id) => Entry {
            notice: Some(frame.t("last_needs").to_owned()),
            link: frame.document_link(id),
            meta: frame
                .site
                .document(id)
                .and_then(|document| frame.when_within(document))
                .map(|when| text(begin(&frame.fill("event_is", &[("when", &when)]))))
                .into_iter()
                .collect(),
            ..Entry::default()
        },
        Happening::LastDay(item) => last_day(frame, item),
    }
}

fn text(text: String) -> Value {
    Value { text, ..Value::default() }
}

/// The last day of an action, a question, a decision.
fn last_day(frame: &Frame<'_>, id: ItemId) -> Entry {
    let Some(item) = frame.site.item(id) else { return Entry::default() };
    let notice = match item.kind {
        ItemKind::Action => "last_action",
        ItemKind::Question => "last_question",
        _ => "last_decision",
    };
    let shown = frame.item(id, item, false);
    // Whom it concerns and how it stands, as words: the links are where it stands. The day itself is said above.
    let meta = shown.facts.into_iter().flat_map(|fact| fact.values).filter(|value| value.datetime.is_none());
    Entry {
        notice: Some(frame.t(notice).to_owned()),
        link: Link { label: shown.name, href: shown.href, ..Link::default() },
        meta: meta.map(|value| Value { href: None, ..value }).collect(),
        summary: Some(shown.text),
        ..Entry::default()
    }
}

/// The same in a list of many days: with its own day in front.
fn entry_with_day(frame: &Frame<'_>, occasion: &Occasion) -> Entry {
    let mut entry = entry(frame, occasion, str::to_owned);
    entry.meta.insert(0, frame.day(occasion.day));
    entry
}
