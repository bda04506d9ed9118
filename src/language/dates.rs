//! Dates and times as people write them in notes, and as they are shown.

use super::{Lang, fold::fold};
use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

const MONTHS_SV: [&str; 12] = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const DAYS_SV: [&str; 7] = ["måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"];
const DAYS_EN: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// A date as typed in a field: `2014-03-12`, `2014-3-12`, `20140312`, `12/3 2014`, `12 mars 2014`, `den 12 mars 2014`,
/// `12.3.2014`, `March 12, 2014`. A day that no calendar has (30 February) is `None`.
pub fn parse(text: &str) -> Option<Date> {
    let text = text.trim();
    iso(text).or_else(|| in_words(text)).or_else(|| day_first(text))
}

/// `2014-3-12`, `2014/03/12`, `20140312`.
fn iso(text: &str) -> Option<Date> {
    if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        return ymd(text.get(..4)?, text.get(4..6)?, text.get(6..)?);
    }
    let mut parts = text.split(['-', '/', '–', '\u{2011}']);
    let (y, m, d) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || y.len() != 4 {
        return None;
    }
    ymd(y, m, d)
}

/// `12/3 2014`, `12/3-2014`, `12.3.2014`: the day comes first in Sweden and in Britain.
fn day_first(text: &str) -> Option<Date> {
    let parts: Vec<&str> = text.split(['/', '.', '-', ' ', '\u{a0}']).filter(|p| !p.is_empty()).collect();
    match parts[..] {
        [d, m, y] if y.len() == 4 && d.len() <= 2 => ymd(y, m, d),
        _ => None,
    }
}

fn ymd(y: &str, m: &str, d: &str) -> Option<Date> {
    let number = |text: &str, longest: usize| {
        let plain = !text.is_empty() && text.len() <= longest && text.bytes().all(|b| b.is_ascii_digit());
        plain.then(|| text.parse::<i16>().ok()).flatten()
    };
    let year = number(y, 4)?;
    let month = i8::try_from(number(m, 2)?).ok()?;
    let day = i8::try_from(number(d, 2)?).ok()?;
    if year < 1000 {
        return None;
    }
    Date::new(year, month, day).ok()
}

/// The number of the month that a word names, in Swedish or English, whole or in its first three letters.
fn month_number(word: &str) -> Option<i8> {
    let word = fold(word);
    let word = word.trim_end_matches('.');
    if word.len() < 3 {
        return None;
    }
    let names = MONTHS_SV.iter().zip(MONTHS_EN.iter()).zip(1i8..);
    for ((sv, en), number) in names {
        for name in [fold(sv), fold(en)] {
            if name == word || (word.len() <= 4 && name.starts_with(word)) {
                return Some(number);
            }
        }
    }
    None
}

/// A date with the month as a word, the first in the text: `den 12 mars 2014`, `Onsdag 12:e mars 2014`, `March 12, 2014`.
/// Used for fields and for headings, where other words stand around it.
pub fn in_words(text: &str) -> Option<Date> {
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')' | ';'))
        .filter(|w| !w.is_empty())
        .collect();
    let day_number = |word: &str| -> Option<i8> {
        let digits: String = word.chars().take_while(char::is_ascii_digit).collect();
        let tail = word.get(digits.len()..)?;
        let ordinal = matches!(tail, "" | "." | ":e" | ":a" | "st" | "nd" | "rd" | "th" | ":te");
        (ordinal && digits.len() <= 2).then(|| digits.parse().ok()).flatten()
    };
    let year_number = |word: &str| -> Option<i16> {
        let digits = word.trim_end_matches(['.', ':', '?', '!']);
        (digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit()))
            .then(|| digits.parse().ok())
            .flatten()
    };
    for (i, word) in words.iter().enumerate() {
        let Some(month) = month_number(word) else { continue };
        let before = i.checked_sub(1).and_then(|j| words.get(j)).and_then(|w| day_number(w));
        let found = match before {
            Some(day) => words.get(i + 1).and_then(|w| year_number(w)).map(|year| (year, day)),
            None => words
                .get(i + 1)
                .and_then(|w| day_number(w))
                .and_then(|day| Some((year_number(words.get(i + 2)?)?, day))),
        };
        if let Some((year, day)) = found {
            return Date::new(year, month, day).ok();
        }
    }
    None
}

/// The date that a path tells: `2014-03-12-x`, `2014_03_12`, `20140312`, `140312`, `2019-07/july-23`, `2019/01/21-x`.
/// The path is without its extension. Six digits are read as YYMMDD in the 2000s.
pub fn from_path(path: &str) -> Option<Date> {
    let parts: Vec<&str> = path.split('/').collect();
    let name = parts.last()?;
    leading_date(name).or_else(|| {
        let folder = parts.len().checked_sub(2).and_then(|i| parts.get(i))?;
        let grand = parts.len().checked_sub(3).and_then(|i| parts.get(i)).copied().unwrap_or("");
        let day: String = name.chars().take_while(char::is_ascii_digit).collect();
        if grand.len() == 4 && folder.len() == 2 && !day.is_empty() {
            return ymd(grand, folder, &day);
        }
        let (year, number) = folder.split_once('-')?;
        let mut words = name.split(['-', '_', ' ']);
        let named = month_number(words.next()?)?;
        let date = ymd(year, number, words.next()?)?;
        (date.month() == named).then_some(date)
    })
}

fn leading_date(name: &str) -> Option<Date> {
    let run: String = name.chars().take_while(char::is_ascii_digit).collect();
    let after = name.get(run.len()..).and_then(|rest| rest.chars().next());
    match run.len() {
        8 => ymd(run.get(..4)?, run.get(4..6)?, run.get(6..)?),
        6 if !after.is_some_and(char::is_alphanumeric) => {
            ymd(&format!("20{}", run.get(..2)?), run.get(2..4)?, run.get(4..)?)
        }
        4 => {
            let mut parts = name.splitn(4, ['-', '_', '.']);
            let (y, m, d) = (parts.next()?, parts.next()?, parts.next()?);
            let digits: String = d.chars().take_while(char::is_ascii_digit).collect();
            if m.len() == 2 && digits.len() == 2 { ymd(y, m, &digits) } else { None }
        }
        _ => None,
    }
}

/// A span of time in a day: `13.00–16.00`, `13:00-16:00`, `kl. 13–16`. Start alone is allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Hours {
    /// When it begins.
    pub start: Time,
    /// When it ends, if said. Not checked here to be after the start.
    pub end: Option<Time>,
}

/// Reads [`Hours`]. `None` if it is not a time.
pub fn parse_hours(text: &str) -> Option<Hours> {
    let folded = fold(text.trim());
    let text = folded.trim_start_matches("kl.").trim_start_matches("kl").trim();
    let mut parts = text.splitn(2, ['-', '–', '—', '\u{2011}']);
    let start = parse_time(parts.next()?)?;
    let end = match parts.next() {
        Some(end) => Some(parse_time(end)?),
        None => None,
    };
    Some(Hours { start, end })
}

fn parse_time(text: &str) -> Option<Time> {
    let text = text.trim();
    let (hour, minute) = text.split_once(['.', ':']).unwrap_or((text, "00"));
    let fits = |part: &str, longest: usize| {
        !part.is_empty() && part.len() <= longest && part.bytes().all(|b| b.is_ascii_digit())
    };
    if !fits(hour, 2) || !fits(minute, 2) || minute.len() != 2 {
        return None;
    }
    Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
}

/// `12 mars 2014`, `12 March 2014`.
pub fn long(lang: Lang, date: Date) -> String {
    format!("{} {} {}", date.day(), month_name(lang, date), date.year())
}

/// The days of the week, Monday first in both languages (ISO 8601).
pub fn weekdays(lang: Lang) -> &'static [&'static str; 7] {
    lang.pick(&DAYS_SV, &DAYS_EN)
}

/// `onsdag 12 mars`, `Wednesday 12 March`: a day within a month that is named already.
pub fn with_weekday_short(lang: Lang, date: Date) -> String {
    let index = usize::from(date.weekday().to_monday_zero_offset().unsigned_abs());
    let day = weekdays(lang).get(index).copied().unwrap_or("");
    format!("{day} {} {}", date.day(), month_name(lang, date))
}

/// `onsdag 12 mars 2014`, `Wednesday 12 March 2014`.
pub fn with_weekday(lang: Lang, date: Date) -> String {
    format!("{} {}", with_weekday_short(lang, date), date.year())
}

/// `mars 2014`, `March 2014`.
pub fn month(lang: Lang, date: Date) -> String {
    format!("{} {}", month_name(lang, date), date.year())
}

/// The number of the week (ISO 8601): week 1 holds the year's first Thursday. Used in Sweden in speech and in writing.
pub fn week(date: Date) -> i8 {
    date.iso_week_date().week()
}

/// The month's name.
pub fn month_name(lang: Lang, date: Date) -> &'static str {
    let index = usize::from(date.month().unsigned_abs()).saturating_sub(1);
    lang.pick(MONTHS_SV, MONTHS_EN).get(index).copied().unwrap_or("")
}

/// `13.00–16.00` in Swedish, `13:00–16:00` in English.
pub fn hours(lang: Lang, hours: Hours) -> String {
    let mark = lang.pick('.', ':');
    let one = |time: Time| format!("{:02}{mark}{:02}", time.hour(), time.minute());
    match hours.end {
        Some(end) => format!("{}–{}", one(hours.start), one(end)),
        None => one(hours.start),
    }
}

/// How many hours the clock in Sweden is ahead of universal time: two from the last Sunday of March to that of October, else
/// one (Directive 2000/84/EC). Reckoned, so that it does not depend on the machine's table of time zones.
pub fn ahead_in_sweden(day: Date, time: Time) -> i8 {
    let turns = |month: i8, hour: i8| {
        let last = Date::new(day.year(), month, 31).ok()?;
        let sunday = last.checked_sub(jiff::Span::new().days(last.weekday().to_sunday_zero_offset())).ok()?;
        Some(sunday.at(hour, 0, 0, 0))
    };
    let now = day.to_datetime(time);
    let summer =
        turns(3, 2).is_some_and(|begins| now >= begins) && turns(10, 3).is_some_and(|ends| now < ends);
    if summer { 2 } else { 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn summer_time_begins_and_ends_on_sundays() {
        let at = |month, day, hour| {
            ahead_in_sweden(Date::constant(2014, month, day), Time::constant(hour, 0, 0, 0))
        };
        assert_eq!([at(3, 30, 1), at(3, 30, 3), at(10, 26, 1), at(10, 26, 3)], [1, 2, 2, 1]);
        assert_eq!([at(1, 15, 12), at(7, 15, 12), at(12, 15, 12)], [1, 2, 1]);
    }

    fn date(y: i16, m: i8, d: i8) -> Option<Date> {
        Date::new(y, m, d).ok()
    }

    #[test]
    fn dates_are_read_as_people_write_them() {
        for text in [
            "2014-03-12",
            "2014-3-12",
            "20140312",
            "2014/03/12",
            "12/3 2014",
            "12/3-2014",
            "12.3.2014",
            "12 mars 2014",
            "den 12 mars 2014",
            "Onsdag den 12:e mars 2014",
            "12 mar 2014",
            "March 12, 2014",
            "12th March 2014",
        ] {
            assert_eq!(parse(text), date(2014, 3, 12), "{text}");
        }
    }

    #[test]
    fn days_that_no_calendar_has_are_refused() {
        for text in [
            "2014-02-30",
            "30 februari 2014",
            "31/4 2014",
            "2014-13-01",
            "",
            "i våras",
            "14-03-12",
            "12 mars",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn paths_tell_dates() {
        let march = date(2014, 3, 12);
        for path in
            ["moten/2014-03-12-dialogmote", "20140312", "x/140312", "140312-dialog", "2014_03_12 möte"]
        {
            assert_eq!(from_path(path), march, "{path}");
        }
        assert_eq!(from_path("2019-07/july-23"), date(2019, 7, 23));
        assert_eq!(from_path("2019/01/21-x"), date(2019, 1, 21));
        for path in ["dialogmote-1", "moten/2014", "140312a", "1234567", "2014-02-30-x", "2014-kort"] {
            assert_eq!(from_path(path), None, "{path}");
        }
    }

    #[test]
    fn hours_are_read_and_shown() {
        let afternoon = parse_hours("13.00–16.00").expect("a time");
        assert_eq!(parse_hours("kl 13:00-16:00"), Some(afternoon));
        assert_eq!(hours(Lang::Sv, afternoon), "13.00–16.00");
        assert_eq!(hours(Lang::En, afternoon), "13:00–16:00");
        assert_eq!(parse_hours("25.00"), None);
        assert_eq!(parse_hours("på eftermiddagen"), None);
    }

    #[test]
    fn weeks_are_numbered_as_in_sweden() {
        for (y, m, d, number) in [
            (2014, 2, 12, 7),
            (2014, 12, 28, 52),
            // The days between the years belong to the week with most of them: week 1 begins in the old year …
            (2014, 12, 29, 1),
            // … and week 53 ends in the new one.
            (2015, 12, 31, 53),
            (2016, 1, 3, 53),
            (2016, 1, 4, 1),
            (2016, 2, 29, 9),
        ] {
            assert_eq!(week(date(y, m, d).expect("a date")), number, "{y}-{m}-{d}");
        }
    }

    #[test]
    fn dates_are_shown_in_words() {
        let day = date(2014, 3, 12).expect("a date");
        assert_eq!(with_weekday(Lang::Sv, day), "onsdag 12 mars 2014");
        assert_eq!(with_weekday(Lang::En, day), "Wednesday 12 March 2014");
        assert_eq!(with_weekday_short(Lang::Sv, day), "onsdag 12 mars");
        assert_eq!((month(Lang::Sv, day), month(Lang::En, day)), ("mars 2014".into(), "March 2014".into()));
        assert_eq!((weekdays(Lang::Sv)[0], weekdays(Lang::En)[6]), ("måndag", "Sunday"));
        let leap = date(2016, 2, 29).expect("a leap day");
        assert_eq!(with_weekday(Lang::Sv, leap), "måndag 29 februari 2016");
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_the_readers_fail(text in "\\PC*") {
            let _ = (parse(&text), from_path(&text), parse_hours(&text), in_words(&text));
        }

        #[test]
        fn every_date_that_is_shown_is_read_back(days in 0i32..40_000) {
            let day = jiff::civil::date(1950, 1, 1).checked_add(jiff::Span::new().days(days)).expect("in range");
            for lang in Lang::ALL {
                proptest::prop_assert_eq!(parse(&with_weekday(lang, day)), Some(day));
            }
            proptest::prop_assert_eq!(parse(&day.to_string()), Some(day));
        }
    }
}
