//! Who came to the events, by sector: as a picture, in words, and meeting by meeting.

use super::figures::chart;
use super::frame::{Frame, value_of};
use super::leaf::Leaf;
use crate::site::DocId;
use crate::site::attendance::{Attendance, Presence, SECTORS};
use crate::theme::view::{Balance, Table, Value};

/// Who came, by sector: as a picture, in words, and meeting by meeting.
pub(super) fn view(frame: &Frame<'_>, leaf: &Leaf<'_>) -> Balance {
    let attendance = frame.site.attendance();
    let lede = frame.t("lede_balance").to_owned();
    // A third sector is shown when somebody is in it.
    let shown: Vec<usize> = (0..SECTORS.len())
        .filter(|i| *i < 2 || attendance.iter().any(|a| !a.sectors[*i].organisations.is_empty()))
        .collect();
    let total = total(attendance);
    let title = |i: usize| frame.word("sector_title", SECTORS.get(i).copied().unwrap_or_default());
    let counted: Vec<&Attendance> = attendance.iter().filter(|a| a.is_counted()).collect();
    let head: Vec<String> =
        std::iter::once(frame.t("meeting").to_owned()).chain(shown.iter().map(|i| title(*i))).collect();
    let rows = counted.iter().map(|a| {
        let cells = shown.iter().map(|i| {
            a.sectors.get(*i).and_then(Presence::people).map_or_else(String::new, |n| n.to_string())
        });
        std::iter::once(frame.document_link(a.event).label).chain(cells).collect::<Vec<String>>()
    });
    let table: Vec<Vec<String>> = std::iter::once(head).chain(rows).collect();
    let table: Vec<Vec<&str>> = table.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    let chart = leaf.is_first().then(|| chart(frame, frame.t("balance_caption"), None, &table)).flatten();
    let uncounted: Vec<&Attendance> = attendance.iter().filter(|a| !a.is_counted()).collect();
    // As time goes, where all stands on one page; of several, the first has the newest.
    let mut listed: Vec<&Attendance> = attendance.iter().collect();
    if leaf.is_parted() {
        listed.reverse();
    }
    Balance {
        shell: frame.shell("balance", &leaf.title(frame.t("balance")), Some(&lede)),
        lede,
        told: shown.iter().filter_map(|i| told(frame, &title(*i), total.get(*i)?, &total)).collect(),
        chart,
        table: (!leaf.on(0).is_empty())
            .then(|| by_event(frame, leaf, leaf.cut(0, &listed), (&total, &shown))),
        uncounted: leaf.cut(1, &uncounted).iter().map(|a| frame.dated_link(a.event)).collect(),
        pages: leaf.pages(),
    }
}

fn total(attendance: &[Attendance]) -> [Presence; 3] {
    let mut total: [Presence; 3] = Default::default();
    for presence in attendance.iter().flat_map(|a| a.sectors.iter().enumerate()) {
        let (i, presence) = presence;
        if let Some(sum) = total.get_mut(i) {
            sum.organisations.extend(presence.organisations.iter().copied());
            sum.people = sum.people.saturating_add(presence.people);
            sum.counted += presence.counted;
            sum.uncounted += presence.uncounted;
        }
    }
    // What was not counted is said meeting by meeting.
    for sum in total.iter_mut().filter(|sum| sum.counted > 0) {
        sum.uncounted = 0;
    }
    total
}

/// A sector's part in a sentence.
fn told(frame: &Frame<'_>, title: &str, own: &Presence, all: &[Presence; 3]) -> Option<String> {
    let people: u64 = all.iter().map(|presence| u64::from(presence.people)).sum();
    let share = (u64::from(own.people) * 100 + people / 2).checked_div(people)?;
    Some(frame.fill(
        "balance_told",
        &[
            ("sector", title),
            ("organisations", &frame.count("organisations", own.organisations.len())),
            ("people", &own.people.to_string()),
            ("all", &people.to_string()),
            ("share", &share.to_string()),
        ],
    ))
}

/// Meeting by meeting, and in the end all of them.
fn by_event(
    frame: &Frame<'_>,
    leaf: &Leaf<'_>,
    attendance: &[&Attendance],
    (total, shown): (&[Presence; 3], &[usize]),
) -> Table {
    let text = |text: String| Value { text, ..Value::default() };
    let mut head = vec![frame.t("meeting").to_owned()];
    for i in shown {
        let sector = frame.word("sector", SECTORS.get(*i).copied().unwrap_or_default());
        head.push(frame.fill("balance_organisations", &[("sector", &sector)]));
        head.push(frame.fill("balance_people", &[("sector", &sector)]));
    }
    let cells = |presences: &[Presence; 3]| -> Vec<Value> {
        shown
            .iter()
            .filter_map(|i| presences.get(*i))
            .flat_map(|presence| {
                let people = match (presence.people(), presence.uncounted) {
                    (None, _) => frame.t("not_counted").to_owned(),
                    (Some(people), 0) => people.to_string(),
                    (Some(people), n) => format!("{people} ({})", frame.count("uncounted", n)),
                };
                [text(presence.organisations.len().to_string()), text(people)]
            })
            .collect()
    };
    let row = |first: Value, presences: &[Presence; 3]| -> Vec<Value> {
        std::iter::once(first).chain(cells(presences)).collect()
    };
    let link = |id: DocId| value_of(frame.document_link(id));
    let mut rows: Vec<Vec<Value>> = attendance.iter().map(|a| row(link(a.event), &a.sectors)).collect();
    // What is summed up is the whole, not the page.
    let all = frame.t(if leaf.is_parted() { "total_of_all_pages" } else { "total" });
    rows.push(row(text(all.to_owned()), total));
    Table::new(frame.t("balance_table").to_owned(), head, rows)
}
