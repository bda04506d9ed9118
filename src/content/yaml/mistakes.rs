//! The ways in which a person gets one line of YAML wrong, and the line as it should be.
//!
//! Works on text alone: given where the parser gave up, finds the line that is to blame.

use crate::report::Rule;
use crate::report::catalog::yaml as rules;
use std::ops::Range;

/// A known mistake.
pub(super) struct Mistake {
    /// What kind.
    pub(super) rule: &'static Rule,
    /// The text that is wrong.
    pub(super) at: Range<usize>,
    /// What to put out of the parser's sight.
    pub(super) mask: Range<usize>,
    /// The character that is to blame.
    pub(super) char: Option<char>,
    /// The line as it should be.
    pub(super) corrected: String,
}

/// Looks on the line of `at` and on the three before it: the parser often gives up a line too late.
pub(super) fn find(text: &str, at: usize) -> Option<Mistake> {
    let mut line = line_range(text, at.min(text.len()));
    for _ in 0..4 {
        if let Some(mistake) = on_line(text, line.clone()) {
            return Some(mistake);
        }
        line = line_range(text, line.start.checked_sub(1)?);
    }
    None
}

/// The line that holds a byte, without its end.
pub(super) fn line_range(text: &str, at: usize) -> Range<usize> {
    let at = crate::report::source::floor_char_boundary(text, at);
    let start = text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |i| i + 1);
    let end = text.get(start..).and_then(|rest| rest.find('\n')).map_or(text.len(), |i| start + i);
    let line = text.get(start..end).unwrap_or("");
    start..start + line.trim_end_matches('\r').len()
}

fn on_line(text: &str, line: Range<usize>) -> Option<Mistake> {
    let value = value_range(text, line.clone())?;
    let written = text.get(value.clone())?;
    let first = written.chars().next()?;
    if matches!(first, '"' | '\'' | '[' | '{' | '|' | '>' | '#') {
        return None;
    }
    let corrected = quoted_line(text, value.start, line.end);
    if matches!(first, '@' | '`' | '%' | '&' | '*' | '!' | ',' | ']' | '}') {
        let at = value.start..value.start + first.len_utf8();
        return Some(Mistake {
            rule: &rules::YAML_SPECIAL_START,
            at,
            mask: value,
            char: Some(first),
            corrected,
        });
    }
    let colon = written.find(": ").or_else(|| written.strip_suffix(':').map(str::len))?;
    let at = value.start + colon..value.start + colon + 1;
    Some(Mistake { rule: &rules::YAML_COLON, at, mask: value, char: None, corrected })
}

/// The value of `key: value`, `- value` or `- key: value` on a line.
fn value_range(text: &str, line: Range<usize>) -> Option<Range<usize>> {
    let mut start = line.start;
    let rest = |start: usize| text.get(start..line.end).unwrap_or("");
    start += rest(start).len() - rest(start).trim_start().len();
    while rest(start).starts_with("- ") {
        start += 1;
        start += rest(start).len() - rest(start).trim_start().len();
    }
    let dashed = text.get(line.start..start).is_some_and(|lead| lead.contains('-'));
    let key_end = rest(start).find(": ").filter(|&i| i > 0 && is_key(rest(start).get(..i).unwrap_or("")));
    if let Some(colon) = key_end {
        start += colon + 1;
        start += rest(start).len() - rest(start).trim_start().len();
    } else if !dashed {
        return None;
    }
    let end = start + rest(start).trim_end().len();
    (start < end).then_some(start..end)
}

/// Few words, no punctuation: what a key looks like.
fn is_key(text: &str) -> bool {
    text.split_whitespace().count() <= 4
        && text.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-' | '\u{300}'..='\u{36f}'))
}

/// The line that holds a value, with everything from `start` to `end` in quotation marks.
pub(super) fn quoted_line(text: &str, start: usize, end: usize) -> String {
    let line = line_range(text, start);
    let before = text.get(line.start..start).unwrap_or("").trim_start();
    let value = text.get(start..end.min(line.end)).unwrap_or("").trim();
    let quoted = if value.contains('"') && !value.contains('\'') {
        format!("'{value}'")
    } else {
        format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
    };
    format!("{before}{quoted}")
}
