//! The day that a note is of, by what it and its name say.

use crate::language::dates;
use jiff::civil::Date;
use regex::{Captures, Regex};
use std::sync::LazyLock;

/// A day that a name tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Named {
    /// One day.
    Day(Date, String),
    /// `05-11-2023`: 11 May or 5 November. The day first, then the month first.
    Either(Date, Date, String),
}

/// A pattern of this file. One that were wrong would find nothing, which a test would see.
fn pattern(text: &str) -> Option<Regex> {
    Regex::new(text).ok()
}

static YEAR_FIRST: LazyLock<Option<Regex>> = LazyLock::new(|| {
    pattern(r"(?:^|[^0-9])((?:19|20)\d{2})([-_. ]?)(\d{1,2})([-_. ]?)(\d{1,2})(?:[^0-9]|$)")
});
static YEAR_LAST: LazyLock<Option<Regex>> =
    LazyLock::new(|| pattern(r"(?:^|[^0-9])(\d{1,2})[-_. /](\d{1,2})[-_. /]((?:19|20)\d{2})(?:[^0-9]|$)"));
static MONTH_DAY: LazyLock<Option<Regex>> =
    LazyLock::new(|| pattern(r"(?:^|[^0-9])(\d{1,2})[-_.](\d{1,2})(?:[^0-9]|$)"));
static YEAR: LazyLock<Option<Regex>> = LazyLock::new(|| pattern(r"^(?:19|20)\d{2}$"));
static ISO: LazyLock<Option<Regex>> =
    LazyLock::new(|| pattern(r"(?:^|[^0-9])((?:19|20)\d{2})[-/.](\d{1,2})[-/.](\d{1,2})(?:[^0-9]|$)"));
static LABEL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    pattern(
        r"(?i)^[\s>*_+|-]*(?:datum|date|dag|day|tid|time|när|when|mötesdatum|meeting date)\b[*_\s]*[:|][*_\s]*(.+)$",
    )
});

/// `(year, month, day)`
fn day(year: &str, month: &str, day: &str) -> Option<Date> {
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

fn part<'t>(found: &Captures<'t>, n: usize) -> &'t str {
    found.get(n).map_or("", |part| part.as_str())
}

/// The day in the path of a file, without its ending: `2014-05-12-x`, `x-12-05-2014`, `2019/telcons/11-05-minutes`.
pub(super) fn of_path(path: &str) -> Option<Named> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let folders = || path.rsplit('/').skip(1);
    std::iter::once(name)
        .chain(folders().take(1))
        .find_map(of_name)
        .or_else(|| {
            let year = folders().find(|folder| YEAR.as_ref().is_some_and(|y| y.is_match(folder)))?;
            let found = MONTH_DAY.as_ref()?.captures(name)?;
            let date = day(year, part(&found, 1), part(&found, 2))?;
            Some(Named::Day(date, format!("{}-{}", part(&found, 1), part(&found, 2))))
        })
        .or_else(|| dates::from_path(path).map(|date| Named::Day(date, String::new())))
        .or_else(|| {
            dates::in_words(&name.replace(['-', '_'], " ")).map(|date| Named::Day(date, String::new()))
        })
}

fn of_name(name: &str) -> Option<Named> {
    if let Some(found) = YEAR_FIRST.as_ref().and_then(|pattern| pattern.captures(name)) {
        let same = part(&found, 2) == part(&found, 4);
        // Without separators all digits must be there: 2014112 may be two days.
        let whole = !part(&found, 2).is_empty() || (part(&found, 3).len() == 2 && part(&found, 5).len() == 2);
        if let Some(date) = day(part(&found, 1), part(&found, 3), part(&found, 5)).filter(|_| same && whole) {
            let written = format!(
                "{}{}{}{}{}",
                part(&found, 1),
                part(&found, 2),
                part(&found, 3),
                part(&found, 4),
                part(&found, 5)
            );
            return Some(Named::Day(date, written));
        }
    }
    let found = YEAR_LAST.as_ref()?.captures(name)?;
    let (one, two, year) = (part(&found, 1), part(&found, 2), part(&found, 3));
    let written = found.get(0)?.as_str().trim_matches(|c: char| !c.is_ascii_digit()).to_owned();
    match (day(year, two, one), day(year, one, two)) {
        (Some(day_first), Some(month_first)) if day_first != month_first => {
            Some(Named::Either(day_first, month_first, written))
        }
        (Some(date), _) | (None, Some(date)) => Some(Named::Day(date, written)),
        (None, None) => None,
    }
}

/// The day that a line says, in figures or words.
pub(super) fn in_line(line: &str) -> Option<Date> {
    let figures = || {
        let found = ISO.as_ref()?.captures(line)?;
        day(part(&found, 1), part(&found, 2), part(&found, 3))
    };
    let last = || match of_name(line)? {
        Named::Day(date, _) => Some(date),
        Named::Either(..) => None,
    };
    figures().or_else(|| dates::in_words(line)).or_else(last)
}

/// The day that the beginning of a text says: in its headings, or in a line that begins `Datum:`.
pub(super) fn in_text(text: &str) -> Option<Date> {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(25).collect();
    let heading = |line: &&&str| line.starts_with('#');
    let labelled = |line: &&str| {
        let found = LABEL.as_ref()?.captures(line)?;
        in_line(part(&found, 1)).or_else(|| dates::parse(part(&found, 1).trim_matches(['*', '|', ' '])))
    };
    lines
        .iter()
        .filter(heading)
        .take(3)
        .find_map(|line| in_line(line))
        .or_else(|| lines.iter().find_map(labelled))
        .or_else(|| lines.first().filter(|line| line.len() < 100).and_then(|line| in_line(line)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn names_tell_days() {
        for (path, expected) in [
            ("2014-05-12-styrgruppen", date(2014, 5, 12)),
            ("Styrgruppen 2014-05-12", date(2014, 5, 12)),
            ("styrgrupp_20140512", date(2014, 5, 12)),
            ("140512 styrgruppen", date(2014, 5, 12)),
            ("2019/telcons/11-05-minutes", date(2019, 11, 5)),
            ("komponent/2025/komponent-03-12", date(2025, 3, 12)),
            ("grupp-07-25-2023", date(2023, 7, 25)),
            ("2014/2014-05-12/README", date(2014, 5, 12)),
            ("mote-12-maj-2014", date(2014, 5, 12)),
        ] {
            let Some(Named::Day(found, _)) = of_path(path) else { panic!("{path}: {:?}", of_path(path)) };
            assert_eq!(found, expected, "{path}");
        }
        assert!(matches!(of_path("grupp-05-11-2023"), Some(Named::Either(..))));
        for none in ["styrgruppen", "budget-2014", "2014/styrgruppen", "protokoll-3"] {
            assert_eq!(of_path(none), None, "{none}");
        }
    }

    #[test]
    fn texts_tell_days() {
        assert_eq!(in_text("# Möte\n##### 05 November 2019\n"), Some(date(2019, 11, 5)));
        assert_eq!(in_text("# Möte 2018-06-20\n"), Some(date(2018, 6, 20)));
        assert_eq!(in_text("Styrgruppen\n\n**Datum:** den 12 maj 2014\n"), Some(date(2014, 5, 12)));
        assert_eq!(in_text("| Datum | 12/5 2014 |\n"), Some(date(2014, 5, 12)));
        assert_eq!(
            in_text("Vi sågs i maj och talade om 2014-05-12.\n".repeat(9).as_str()),
            Some(date(2014, 5, 12))
        );
        assert_eq!(in_text("Inget."), None);
    }
}
