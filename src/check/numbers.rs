//! Swedish personal identity numbers and co-ordination numbers (law 1991:481, § 18; SFS 2022:1697), anywhere in what the
//! author wrote, names of files too.

use crate::report::catalog::facts as rules;
use crate::report::{Arg, FileId, Finding, Findings, Phrase, Rule, Source, Span};
use crate::site::Site;
use jiff::civil::Date;
use std::ops::Range;

/// A number that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// Its bytes.
    pub(super) at: Range<usize>,
    /// Sure enough to stop a build.
    pub(super) sure: bool,
}

/// The numbers in a source and in its name.
pub(super) fn check(file: FileId, source: &Source) -> Findings {
    let mut findings = Findings::new();
    for found in find(&source.text) {
        let span = Span::new(file, found.at.clone());
        findings.push(Finding::at(rule(&found), span).with("what", Phrase { sv: "Raden", en: "The line" }));
    }
    if let Some(found) = in_name(&source.path) {
        findings.push(Finding::at(rule(&found), Span::file_start(file)).with("what", name()));
    }
    findings
}

/// The numbers in the names of other files.
pub(super) fn check_names(site: &Site, findings: &mut Findings) {
    for path in site.assets.keys() {
        if let Some(found) = in_name(path) {
            findings.push(Finding::nowhere(rule(&found)).with("what", name()));
        }
    }
}

/// In a part of a path.
fn in_name(path: &str) -> Option<Found> {
    path.split('/').find_map(|part| find(part).into_iter().next())
}

fn name() -> Arg {
    Phrase { sv: "Ett filnamn i content/", en: "The name of a file in content/" }.into()
}

fn rule(found: &Found) -> &'static Rule {
    if found.sure { &rules::PERSONAL_NUMBER } else { &rules::PERSONAL_NUMBER_LIKE }
}

/// All numbers in a text, but within web addresses and code.
pub(super) fn find(text: &str) -> Vec<Found> {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    let mut at = 0;
    // Most of a text are no digits.
    while let Some(ahead) = bytes.get(at..).and_then(|rest| rest.iter().position(u8::is_ascii_digit)) {
        at += ahead;
        let begins = at == 0
            || bytes.get(at - 1).is_some_and(|b| !b.is_ascii_digit() && !matches!(b, b'.' | b'-' | b'/'));
        if !begins {
            at += 1;
            continue;
        }
        match number(text, at) {
            Some((end, sure)) if !in_address(text, at) && !in_code(text, at) => {
                out.push(Found { at: at..end, sure });
                at = end;
            }
            _ => {
                while bytes.get(at).is_some_and(u8::is_ascii_digit) {
                    at += 1;
                }
            }
        }
    }
    out
}

/// `(18|19|20)?YYMMDD[-+–‑ ]?NNNN` at a place: where it ends, and whether it is sure.
fn number(text: &str, at: usize) -> Option<(usize, bool)> {
    let rest = text.get(at..)?;
    let lead = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (date, separator, after) = match lead {
        // All in one: ten or twelve digits.
        10 => (rest.get(..6)?, None, rest.get(6..10)?),
        12 => (rest.get(..8)?, None, rest.get(8..12)?),
        6 | 8 => {
            let separator = rest.get(lead..)?.chars().next()?;
            if !matches!(separator, '-' | '+' | '–' | '\u{2011}' | ' ') {
                return None;
            }
            let tail = rest.get(lead + separator.len_utf8()..)?;
            if tail.bytes().take_while(u8::is_ascii_digit).count() != 4 {
                return None;
            }
            (rest.get(..lead)?, Some(separator), tail.get(..4)?)
        }
        _ => return None,
    };
    let short = date.get(date.len() - 6..)?;
    if date.len() == 8 && !matches!(date.get(..2), Some("18" | "19" | "20")) {
        return None;
    }
    let century = date.get(..date.len() - 6)?;
    if !is_date(century, short) {
        return None;
    }
    let good = luhn(short.bytes().chain(after.bytes()));
    let end = at + date.len() + separator.map_or(0, char::len_utf8) + after.len();
    match separator {
        Some(' ') | None if !good => None,
        Some(' ') => Some((end, false)),
        _ => Some((end, good)),
    }
}

/// A real day; a co-ordination number has 60 added to it. Without a century either may be meant.
fn is_date(century: &str, short: &str) -> bool {
    let part = |range: Range<usize>| short.get(range).and_then(|text| text.parse::<i16>().ok());
    let (Some(year), Some(month), Some(day)) = (part(0..2), part(2..4), part(4..6)) else { return false };
    let day = if day > 60 { day - 60 } else { day };
    let centuries: Vec<i16> = match century.parse::<i16>() {
        Ok(century) => vec![century],
        Err(_) => vec![19, 20],
    };
    let real = |century: i16| {
        let (month, day) = (i8::try_from(month).unwrap_or(0), i8::try_from(day).unwrap_or(0));
        Date::new(century * 100 + year, month, day).is_ok()
    };
    centuries.into_iter().any(real)
}

/// Luhn's check over ten digits (ISO/IEC 7812-1).
fn luhn(digits: impl Iterator<Item = u8>) -> bool {
    let sum: u32 = digits
        .map(|digit| u32::from(digit - b'0'))
        .enumerate()
        .map(|(i, digit)| if i % 2 == 0 { digit * 2 / 10 + digit * 2 % 10 } else { digit })
        .sum();
    sum.is_multiple_of(10)
}

/// Whether a place is within a web address.
fn in_address(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or("");
    let word =
        before.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '<' | '"' | '[')).next().unwrap_or("");
    word.contains("://") || word.starts_with("www.")
}

/// Whether a place is within code: an odd number of backticks before it on its line, or a fenced block.
fn in_code(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or("");
    let line = before.rsplit('\n').next().unwrap_or("");
    let fences = before.lines().filter(|line| line.trim_start().starts_with("```")).count();
    line.matches('`').count() % 2 == 1 || fences % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sure(text: &str) -> Vec<bool> {
        find(text).into_iter().map(|found| found.sure).collect()
    }

    #[test]
    fn the_numbers_of_the_specification_are_found() {
        for text in [
            "640823-3234",
            "811218-9876",
            "670919-9530",
            "701063-2391",
            "19640823-3234",
            "196408233234",
            "6408233234",
        ] {
            assert_eq!(sure(&format!("Hon heter A, {text}.")), [true], "{text}");
        }
        assert_eq!(sure("640823 3234"), [false]);
        assert_eq!(sure("640823-3235"), [false]);
        assert_eq!(sure("640823+3234"), [true]);
    }

    #[test]
    fn other_numbers_are_not() {
        for text in [
            "212000-1124",
            "5050-1055",
            "0763-684866",
            "445 986 kr",
            "212 12",
            "2014-02-12",
            "20140212",
            "6408233235",
            "https://exempel.se/640823-3234",
            "`640823-3234`",
            "0640823-32340",
            "1.640823-3234",
            "640823-32345",
            "641323-3234",
        ] {
            assert!(sure(text).is_empty(), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_is_too_odd(text in "\\PC{0,80}") {
            for found in find(&text) {
                proptest::prop_assert!(text.get(found.at).is_some());
            }
        }
    }
}
