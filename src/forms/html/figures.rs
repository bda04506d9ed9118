//! Figures as a picture with its words: of a statistic, and of who came to the events.

use super::frame::{Frame, value_of};
use crate::forms::chart::{Chart, Told};
use crate::language::numbers;
use crate::site::DocId;
use crate::site::attendance::{Attendance, Presence, SECTORS};
use crate::theme::view::{self, Balance, Link, Table, Value};

/// The ids of a chart's name and of its words. A page has one chart.
const TITLE: &str = "chart-title";
const WORDS: &str = "chart-words";

/// So many labels are named when they share a figure.
const NAMED: usize = 3;

/// Units whose figures can be added up: counts. Shares, means and amounts (a grant is part of its budget) cannot.
const COUNTS: [&str; 3] = ["antal", "number of", "count"];

/// A table as a picture; `None` when it has nothing to draw. The figures themselves are in the table beside it.
pub(super) fn chart(
    frame: &Frame<'_>,
    title: &str,
    unit: Option<&str>,
    table: &[Vec<&str>],
) -> Option<view::Chart> {
    let chart = Chart::read(table)?;
    let lower = unit.map(str::to_lowercase).unwrap_or_default();
    let adds = COUNTS.iter().any(|word| lower.starts_with(word));
    let many = chart.series.len() > 1;
    let words = chart.series.iter().map(|series| {
        let told: Vec<String> = chart.told(series, adds).iter().map(|told| sentence(frame, told)).collect();
        let told = told.join(" ");
        if many { frame.fill("chart_series", &[("name", &series.name), ("words", &told)]) } else { told }
    });
    let caption = match unit {
        Some(unit) => frame.fill("chart_caption", &[("title", title), ("unit", unit)]),
        None => title.to_owned(),
    };
    Some(view::Chart {
        title_id: TITLE,
        words_id: WORDS,
        caption,
        html: chart.svg(TITLE, WORDS),
        words: words.collect(),
    })
}

/// What a chart shows, in a sentence.
fn sentence(frame: &Frame<'_>, told: &Told) -> String {
    // Digits in groups stay on one line.
    let tied = |figure: &str| figure.replace(' ', "\u{a0}");
    let number = |value: f64, decimals: usize| numbers::format_number(frame.lang, value, decimals);
    match told {
        Told::Only(label, figure) => frame.fill("chart_only", &[("name", label), ("value", &tied(figure))]),
        Told::Alike(figure) => frame.fill("chart_alike", &[("value", &tied(figure))]),
        Told::Highest(labels, figure) => {
            frame.fill("chart_highest", &[("names", &names(frame, labels)), ("value", &tied(figure))])
        }
        Told::Lowest(labels, figure) => {
            frame.fill("chart_lowest", &[("names", &names(frame, labels)), ("value", &tied(figure))])
        }
        Told::Total(value, decimals) => frame.fill("chart_total", &[("value", &number(*value, *decimals))]),
        Told::Change((from, first), (to, last), change, decimals) => {
            let key = match change {
                change if *change > 0.0 => "chart_rise",
                change if *change < 0.0 => "chart_fall",
                _ => "chart_still",
            };
            let change = number(change.abs(), *decimals);
            frame.fill(
                key,
                &[
                    ("from", from),
                    ("first", &tied(first)),
                    ("to", to),
                    ("last", &tied(last)),
                    ("change", &change),
                ],
            )
        }
        Told::Missing(n) => frame.count("chart_missing", *n),
    }
}

/// `A`, `A och B`, `A, B och C`, `A, B, C och 4 till`.
fn names(frame: &Frame<'_>, labels: &[String]) -> String {
    let rest = labels.len().saturating_sub(NAMED);
    let mut named: Vec<String> = labels.iter().take(NAMED).cloned().collect();
    if rest > 0 {
        named.push(frame.fill("chart_more", &[("n", &rest.to_string())]));
    }
    match named.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => frame.fill("list_and", &[("names", &others.join(", ")), ("last", last)]),
        None => String::new(),
    }
}

/// Who came, by sector: as a picture, in words, and meeting by meeting.
pub(super) fn balance(frame: &Frame<'_>) -> Balance {
    let attendance = frame.site.attendance();
    let lede = frame.t("lede_balance").to_owned();
    // A third sector is shown when somebody is in it.
    let shown: Vec<usize> = (0..SECTORS.len())
        .filter(|i| *i < 2 || attendance.iter().any(|a| !a.sectors[*i].organisations.is_empty()))
        .collect();
    let total = total(&attendance);
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
    let chart = chart(frame, frame.t("balance_caption"), None, &table);
    Balance {
        shell: frame.shell("balance", frame.t("balance"), Some(&lede)),
        lede,
        told: shown.iter().filter_map(|i| told(frame, &title(*i), total.get(*i)?, &total)).collect(),
        chart,
        table: by_event(frame, &attendance, &total, &shown),
        uncounted: attendance
            .iter()
            .filter(|a| !a.is_counted())
            .map(|a| frame.dated_link(a.event))
            .collect::<Vec<Link>>(),
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
fn by_event(frame: &Frame<'_>, attendance: &[Attendance], total: &[Presence; 3], shown: &[usize]) -> Table {
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
    rows.push(row(text(frame.t("total").to_owned()), total));
    Table::new(frame.t("balance_table").to_owned(), head, rows)
}
