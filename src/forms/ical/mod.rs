//! Calendars (RFC 5545): all that has a day, a series of events, one event.
//!
//! Everything comes from the notes: an event keeps its UID from build to build, and its stamp is the day that its note was
//! last changed, so that a calendar that subscribes sees what is new and nothing else.

mod component;

use super::html::frame::Frame;
use super::html::{calendar, events};
use super::{Extract, Renderer};
use crate::content::document::Document;
use crate::content::formats::Format;
use crate::language::dates::Hours;
use crate::report::Findings;
use crate::site::calendar::{Happening, Occasion};
use crate::site::{DocId, Route, State};
use crate::theme::view::Fact;
use component::Component;
use jiff::civil::{Date, DateTime};

/// The time zone of all hours.
const ZONE: &str = "Europe/Stockholm";

/// The form.
pub(super) struct Ical;

impl Extract for Ical {
    fn format(&self) -> Format {
        Format::Calendar
    }

    fn write(&self, page: &Route, renderer: &Renderer<'_>) -> Result<Vec<u8>, Findings> {
        let address = renderer.site.routes.address(page).unwrap_or_default();
        let frame = Frame::new(renderer, &address, page);
        if let Route::Document(id) = page {
            let title = frame.site.document(*id).map(|document| document.title.value.clone());
            return Ok(write(&title.unwrap_or_default(), event(&frame, *id).into_iter().collect()));
        }
        let days = frame.site.occasions.iter().filter(|occasion| calendar::presses(&frame, occasion));
        let days = days.filter_map(|occasion| last_day(&frame, occasion));
        let events = frame.site.relations.events.iter().filter_map(|id| event(&frame, *id));
        Ok(write(&frame.site_name(), events.chain(days).collect()))
    }
}

/// The events of a series.
pub(super) fn series(renderer: &Renderer<'_>, address: &str, route: &Route, slug: &str) -> Vec<u8> {
    let frame = Frame::new(renderer, address, route);
    let Some((name, events)) = frame
        .site
        .series()
        .into_iter()
        .find(|(own, _, _)| own == slug)
        .map(|(_, name, events)| (name, events))
    else {
        return Vec::new();
    };
    let title = format!("{name} – {}", frame.site_name());
    write(&title, events.into_iter().filter_map(|id| event(&frame, id)).collect())
}

fn write(name: &str, events: Vec<Component>) -> Vec<u8> {
    let mut calendar = Component::new("VCALENDAR");
    calendar.value("VERSION", "2.0");
    calendar.value("PRODID", "-//samverka//samverka//SV");
    calendar.value("CALSCALE", "GREGORIAN");
    // RFC 7986; the second is what calendars have long read.
    for key in ["NAME", "X-WR-CALNAME"] {
        calendar.text(key, name);
    }
    calendar.push(zone());
    for event in events {
        calendar.push(event);
    }
    let mut out = String::new();
    calendar.write(&mut out);
    out.into_bytes()
}

/// The hours of the zone, as they have been since 1996.
fn zone() -> Component {
    let mut zone = Component::new("VTIMEZONE");
    zone.value("TZID", ZONE);
    let parts = [
        ("DAYLIGHT", "CEST", "+0100", "+0200", "19960331T020000", "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU"),
        ("STANDARD", "CET", "+0200", "+0100", "19961027T030000", "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU"),
    ];
    for (kind, name, from, to, start, rule) in parts {
        let mut part = Component::new(kind);
        let properties = [
            ("DTSTART", start),
            ("RRULE", rule),
            ("TZOFFSETFROM", from),
            ("TZOFFSETTO", to),
            ("TZNAME", name),
        ];
        for (key, value) in properties {
            part.value(key, value);
        }
        zone.push(part);
    }
    zone
}

/// An event. One without a day is none.
fn event(frame: &Frame<'_>, id: DocId) -> Option<Component> {
    let site = frame.site;
    let document = site.document(id)?;
    // A version tells when and where its original does.
    let source = site.document(site.links(id).and_then(|links| links.original).unwrap_or(id))?;
    let (event, day) = (source.event()?, source.day()?);
    let state = site.state(source);
    let gone = state == State::Cancelled || (state == State::Moved && event.moved_to.is_none());
    let told = matches!(state, State::Cancelled | State::Moved).then(|| frame.state(source));
    let mut out = component(frame, &stem(frame, id)?, changed(frame, source, day));
    let summary = told.iter().map(String::as_str).chain([document.title.value.as_str()]).collect::<Vec<_>>();
    out.text("SUMMARY", &summary.join(": "));
    span(&mut out, day, event.hours);
    let place = Frame::place(event);
    out.text("LOCATION", &place.unwrap_or_default());
    let mut words: Vec<String> = told.into_iter().collect();
    words.extend(document.summary.as_ref().map(|summary| summary.value.clone()));
    let facts = if site.is_coming(source) { events::access_in_short(frame, source) } else { Vec::new() };
    words.extend(facts.iter().map(line));
    let address = whole(frame, &Route::Document(id));
    let lead = if state == State::Held { "calendar_note" } else { "calendar_more" };
    words.extend(address.iter().map(|address| format!("{}: {address}", frame.t(lead))));
    out.text("DESCRIPTION", &words.join("\n"));
    if let Some(address) = &address {
        out.value("URL", address);
    }
    out.text("CATEGORIES", &frame.kind(document.kind));
    out.value("STATUS", if gone { "CANCELLED" } else { "CONFIRMED" });
    // A change that everybody must see counts as one; the notes hold no more than that.
    let changed = gone || state == State::Moved || event.moved_to.is_some();
    out.value("SEQUENCE", if changed { "1" } else { "0" });
    Some(out)
}

/// The last day of something, as a whole day that takes nobody's time.
fn last_day(frame: &Frame<'_>, occasion: &Occasion) -> Option<Component> {
    let (route, id) = match occasion.what {
        Happening::NeedsBy(id) => (Route::Document(id), format!("{}-needs", stem(frame, id)?)),
        Happening::LastDay(item) => {
            let anchor = &frame.site.item(item)?.id;
            (Route::Document(item.0), format!("{}-{anchor}", stem(frame, item.0)?))
        }
        _ => return None,
    };
    let Route::Document(document) = route else { return None };
    let document = frame.site.document(document)?;
    let entry = calendar::entry(frame, occasion, crate::language::fold::capital);
    let mut out = component(frame, &id, changed(frame, document, occasion.day));
    let summary: Vec<&str> =
        entry.notice.iter().map(String::as_str).chain([entry.link.label.as_str()]).collect();
    out.text("SUMMARY", &summary.join(": "));
    span(&mut out, occasion.day, None);
    let meta: Vec<&str> = entry.meta.iter().map(|value| value.text.as_str()).collect();
    let mut words: Vec<String> = entry.summary.into_iter().collect();
    words.extend((!meta.is_empty()).then(|| meta.join(", ")));
    let address = whole(frame, &route);
    words.extend(address.iter().map(|address| format!("{}: {address}", frame.t("calendar_more"))));
    out.text("DESCRIPTION", &words.join("\n"));
    if let Some(address) = &address {
        out.value("URL", address);
    }
    out.value("TRANSP", "TRANSPARENT");
    Some(out)
}

/// A VEVENT with its UID and stamp.
fn component(frame: &Frame<'_>, stem: &str, changed: Date) -> Component {
    let site = frame.site;
    let host = site.file.address.as_ref().and_then(|root| {
        let (_, rest) = root.value.split_once("://")?;
        Some(rest.split('/').next().unwrap_or(rest).to_owned())
    });
    let host = host.unwrap_or_else(|| crate::language::fold::slug(&site.file.project.name));
    let mut out = Component::new("VEVENT");
    out.value("UID", &format!("{stem}@{host}"));
    out.value("DTSTAMP", &format!("{}T000000Z", basic(changed)));
    out
}

/// What an event is known by: the address of its page, without the form. Versions in other languages are the same event.
fn stem(frame: &Frame<'_>, id: DocId) -> Option<String> {
    let original = frame.site.links(id).and_then(|links| links.original).unwrap_or(id);
    let address = frame.site.routes.address(&Route::Document(original))?;
    Some(address.trim_end_matches(".html").replace('/', "-"))
}

/// The day that a note was last changed, or was written about.
fn changed(frame: &Frame<'_>, document: &Document, day: Date) -> Date {
    let written = document.date.as_ref().map(|date| date.value);
    document.revised().or(written).or(frame.site.file.project.start).unwrap_or(day)
}

/// From–to in the zone of the project, or a whole day where no hours are known. The end of a day is the next (RFC 5545).
fn span(to: &mut Component, day: Date, hours: Option<Hours>) {
    let Some(hours) = hours else {
        to.value("DTSTART;VALUE=DATE", &basic(day));
        to.value("DTEND;VALUE=DATE", &basic(day.tomorrow().unwrap_or(day)));
        return;
    };
    let end = hours.end.filter(|end| *end > hours.start).map(|end| ("DTEND", end));
    for (key, time) in std::iter::once(("DTSTART", hours.start)).chain(end) {
        let moment = DateTime::from_parts(day, time).strftime("%Y%m%dT%H%M%S").to_string();
        to.value(&format!("{key};TZID={ZONE}"), &moment);
    }
}

fn basic(day: Date) -> String {
    day.strftime("%Y%m%d").to_string()
}

/// A fact in a line.
fn line(fact: &Fact) -> String {
    let values: Vec<&str> = fact.values.iter().map(|value| value.text.as_str()).collect();
    format!("{}: {}", fact.term, values.join("; "))
}

/// The whole address of a page, when the site has one.
fn whole(frame: &Frame<'_>, route: &Route) -> Option<String> {
    let root = frame.site.file.address.as_ref()?;
    Some(format!("{}{}", root.value, frame.site.routes.address(route)?))
}
