//! A month: its days as a table, and what is on them as a list.

use super::calendar::{entry, month_link};
use super::frame::Frame;
use super::leaf::Leaf;
use crate::language::dates;
use crate::language::fold::capital;
use crate::site::calendar::Occasion;
use crate::site::overview::day_anchor;
use crate::theme::view::{Day, Group, Link, Month, Week};
use jiff::civil::Date;

/// One month: its days as a table, and what is on them as a list.
pub(super) fn view(frame: &Frame<'_>, leaf: &Leaf<'_>, year: i16, number: i8) -> Option<Month> {
    let first = Date::new(year, number, 1).ok()?;
    let name = dates::month(frame.lang, first);
    let occasions = frame.site.occasions_in(first);
    let group = |occasions: &[Occasion]| {
        let day = occasions.first()?.day;
        Some(Group {
            title: capital(&dates::with_weekday_short(frame.lang, day)),
            id: day_anchor(day),
            entries: occasions.iter().map(|occasion| entry(frame, occasion, capital)).collect(),
            ..Group::default()
        })
    };
    let days = leaf.slices(occasions).into_iter().filter_map(group).collect();
    let months = frame.site.busy_months();
    let at = months.iter().position(|month| *month == first)?;
    let near = |i: Option<usize>| {
        let month = *months.get(i?)?;
        // Within a line, and so without a capital where the language has none.
        Some(Link { label: dates::month(frame.lang, month), ..month_link(frame, month)? })
    };
    let title = frame.fill("month_of", &[("month", &name)]);
    let today = frame.site.today;
    Some(Month {
        shell: frame.shell("month", &leaf.title(&title), None),
        caption: capital(&name),
        head: dates::weekdays(frame.lang)
            .iter()
            .map(|day| (day.chars().take(2).collect(), (*day).to_owned()))
            .collect(),
        weeks: weeks(frame, leaf, first),
        today: (today.first_of_month() == first).then(|| {
            let day = dates::with_weekday(frame.lang, today);
            frame.fill("page_of_day", &[("day", &day)])
        }),
        days,
        pages: leaf.pages(),
        previous: near(at.checked_sub(1)),
        next: near(at.checked_add(1)),
    })
}

/// The weeks of a month, Monday first; a day of a neighbouring month is an empty cell.
fn weeks(frame: &Frame<'_>, leaf: &Leaf<'_>, first: Date) -> Vec<Week> {
    let before = first.weekday().to_monday_zero_offset();
    let mut weeks: Vec<Week> = Vec::new();
    let mut cell = before;
    for number in 1..=first.days_in_month() {
        let Ok(day) = Date::new(first.year(), first.month(), number) else { continue };
        if weeks.is_empty() || cell == 7 {
            let n = dates::week(day).to_string();
            let empty = if weeks.is_empty() { before } else { 0 };
            let days = (0..empty).map(|_| Day::default()).collect();
            weeks.push(Week { name: frame.fill("week_of", &[("n", &n)]), short: n, days });
            cell = empty;
        }
        if let Some(week) = weeks.last_mut() {
            week.days.push(day_cell(frame, leaf, day));
        }
        cell += 1;
    }
    if let Some(last) = weeks.last_mut() {
        last.days.resize_with(7, Day::default);
    }
    weeks
}

/// A day of the table. Its name begins with the number that is seen (WCAG 2.5.3).
fn day_cell(frame: &Frame<'_>, leaf: &Leaf<'_>, day: Date) -> Day {
    let anchor = day_anchor(day);
    let count =
        leaf.parted().parts().iter().find(|part| part.anchor == anchor).map_or(0, |part| part.entries);
    let month = dates::month_name(frame.lang, day);
    let today = day == frame.site.today;
    let mut name = Vec::new();
    if count > 0 {
        name.push(frame.count("month", count));
    }
    if today {
        name.push(frame.t("day_of_page").to_owned());
    }
    Day {
        number: day.day().to_string(),
        href: (count > 0).then(|| leaf.place(&anchor)),
        name: (!name.is_empty()).then(|| format!("{month}, {}", name.join(", "))),
        today,
    }
}
