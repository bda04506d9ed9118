//! An event as search engines and calendars of places read it: schema.org's `Event` as JSON-LD. It names no person.

use super::frame::Frame;
use crate::content::types::Event;
use crate::language::dates;
use crate::site::{DocId, Route, State};
use jiff::civil::{Date, Time};
use serde_json::{Value, json};

/// The event of a page; nothing for a page of something else, or of an event without a day.
pub(super) fn event(frame: &Frame<'_>, id: DocId) -> Option<String> {
    let site = frame.site;
    let document = site.document(id)?;
    // A version tells when and where its original does.
    let original = site.links(id).and_then(|links| links.original).unwrap_or(id);
    let source = site.document(original)?;
    let (event, day) = (source.event()?, source.day()?);
    let state = site.state(source);
    let status = match state {
        State::Cancelled => "EventCancelled",
        State::Moved if event.moved_to.is_none() => "EventPostponed",
        State::Moved => "EventRescheduled",
        State::Planned | State::Held => "EventScheduled",
    };
    let remote = event.place.remote.as_ref().is_some_and(|answer| answer.yes);
    let root = site.file.address.as_ref().map(|root| root.value.as_str());
    let whole = |route: &Route| Some(format!("{}{}", root?, site.routes.address(route)?));
    let hours = event.hours;
    let moved = source.date.as_ref().map(|date| date.value).filter(|_| state == State::Moved);
    let told = json!({
        "@context": "https://schema.org",
        "@type": "Event",
        "name": document.title.value,
        "description": document.summary.as_ref().map(|summary| summary.value.as_str()),
        "inLanguage": site.language(document).as_str(),
        "startDate": moment(day, hours.map(|hours| hours.start)),
        "endDate": hours.and_then(|hours| hours.end).map(|end| moment(day, Some(end))),
        "previousStartDate": moved.map(|day| moment(day, hours.map(|hours| hours.start))),
        "eventStatus": format!("https://schema.org/{status}"),
        "eventAttendanceMode": format!("https://schema.org/{}EventAttendanceMode", if remote { "Mixed" } else { "Offline" }),
        "location": place(event),
        "organizer": site.file.project.owner.as_ref().map(|name| json!({ "@type": "Organization", "name": name, "url": root })),
        "url": whole(&Route::Document(id)),
    });
    // Within an element a less-than sign could end it.
    Some(told_of(told).to_string().replace('<', "\\u003c"))
}

/// What is known: a key without a value says nothing.
fn told_of(value: Value) -> Value {
    match value {
        Value::Object(map) => {
            let known = map.into_iter().filter(|(_, value)| !value.is_null());
            Value::Object(known.map(|(key, value)| (key, told_of(value))).collect())
        }
        other => other,
    }
}

/// A day, or a moment with the hours that the clock in Sweden then is ahead of universal time.
fn moment(day: Date, time: Option<Time>) -> String {
    time.map_or_else(
        || day.to_string(),
        |time| {
            let ahead = dates::ahead_in_sweden(day, time);
            format!("{day}T{}+0{ahead}:00", time.strftime("%H:%M:%S"))
        },
    )
}

fn place(event: &Event) -> Option<Value> {
    let place = &event.place;
    let town = place.municipality.as_ref().map(|name| name.value.as_str());
    let name = place.name.as_deref().or(place.address.as_deref()).or(town)?;
    Some(json!({
        "@type": "Place",
        "name": name,
        "address": {
            "@type": "PostalAddress",
            "streetAddress": place.address,
            "addressLocality": town,
            "addressCountry": "SE",
        },
    }))
}
