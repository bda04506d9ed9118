//! Figures as a picture with its words: of a statistic, and of who came to the events.

use super::frame::Frame;
use crate::forms::chart::{Chart, Told};
use crate::language::numbers;
use crate::theme::view;

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
