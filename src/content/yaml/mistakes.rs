//! The ways in which a person gets one line of YAML wrong, and the line as it should be.
//!
//! Works on text alone: given where the parser gave up, finds the line that is to blame.

use crate::report::catalog::yaml as rules;
use crate::report::{Phrase, Rule};
use std::ops::Range;

/// A known mistake.
pub(super) struct Mistake {
    /// What kind.
    pub(super) rule: &'static Rule,
    /// The text that is wrong.
    pub(super) at: Range<usize>,
    /// What to put out of the parser's sight.
    pub(super) mask: Range<usize>,
    /// What to put first in its place, so that the lines around are read as they are meant.
    pub(super) instead: &'static str,
    /// The character that is to blame.
    pub(super) char: Option<char>,
    /// What is wrong, for a rule that is about several things.
    pub(super) problem: Option<Phrase>,
    /// The line as it should be.
    pub(super) corrected: String,
    /// What to write over which bytes, when only marks and spaces change and it can mean nothing else.
    pub(super) repair: Option<(Range<usize>, String)>,
}

/// Looks on the line of `at` and on the three before it: the parser often gives up a line too late.
pub(super) fn find(text: &str, at: usize) -> Option<Mistake> {
    let mut line = line_range(text, at.min(text.len()));
    for _ in 0..4 {
        if let Some(mistake) = on_line(text, line.clone()) {
            return Some(mistake);
        }
        let Some(before) = line.start.checked_sub(1) else { break };
        line = line_range(text, before);
    }
    // A quotation mark that is never closed is noticed only at the end: it is looked for from the top.
    let mut start = 0;
    while start < text.len() {
        let line = line_range(text, start);
        let open = value_range(text, line.clone()).and_then(|value| quotes(text, line.clone(), value));
        if open.is_some() {
            return open;
        }
        start =
            text.get(line.end..).and_then(|rest| rest.find('\n')).map_or(text.len(), |i| line.end + i + 1);
    }
    None
}

/// The lines of a plain value that begin with a typed bullet: to YAML `• Lund` is text like any other, and the list becomes
/// one long line. So is `- Lund` when it is indented further than the point before it.
pub(super) fn bullets(text: &str, value: Range<usize>) -> Vec<Mistake> {
    let mut out = Vec::new();
    let mut at = value.start;
    let above = line_range(text, at);
    while at < value.end {
        let line = line_range(text, at);
        let written = text.get(line.clone()).map_or("", str::trim_start);
        if written.starts_with(['•', '·']) {
            out.extend(no_value(text, line.clone()));
        } else if written.starts_with("- ") && line != above {
            out.extend(too_deep(text, above.clone(), line.clone()));
        }
        // Past the end of the line, which may be `\r\n`.
        let next = text.get(line.end..).and_then(|rest| rest.find('\n'));
        at = next.map_or(value.end, |newline| line.end + newline + 1);
    }
    out
}

/// A point that is indented further than the one above it, whose text it becomes.
fn too_deep(text: &str, above: Range<usize>, line: Range<usize>) -> Option<Mistake> {
    let (first, written) = (text.get(above)?, text.get(line.clone())?);
    let (lead, point) = (first.len() - first.trim_start().len(), written.trim_start());
    // `- text: Lokal` has facts of its own, and what follows it is no point beside it.
    let value = first.trim_start().strip_prefix("- ").filter(|value| !value.contains(": "))?;
    let indent = first.get(..lead).filter(|_| !value.trim().is_empty())?;
    let start = line.end - point.len();
    Some(Mistake {
        rule: &rules::YAML_LINE,
        at: start..line.end,
        mask: start..line.end,
        instead: "",
        char: None,
        problem: Some(Phrase {
            sv: "Punkten är indragen längre än den ovanför, och läses som en del av den.",
            en: "The point is indented further than the one above it, and is read as a part of it.",
        }),
        corrected: format!("{indent}{point}"),
        repair: Some((line.start..start, indent.to_owned())),
    })
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
    let Some(value) = value_range(text, line.clone()) else { return no_value(text, line) };
    let written = text.get(value.clone())?;
    let first = written.chars().next()?;
    if matches!(first, '"' | '\'' | '[' | '{') {
        return quotes(text, line, value);
    }
    if matches!(first, '|' | '>' | '#') {
        return None;
    }
    let corrected = quoted_line(text, value.start, line.end);
    // What follows ` #` may be a comment, which must not become a part of the value.
    let repair = (!written.contains(" #")).then(|| (value.clone(), quoted(written)));
    if matches!(first, '@' | '`' | '%' | '&' | '*' | '!' | ',' | ']' | '}') {
        let at = value.start..value.start + first.len_utf8();
        return Some(Mistake {
            rule: &rules::YAML_SPECIAL_START,
            at,
            mask: value,
            instead: "",
            char: Some(first),
            problem: None,
            corrected,
            // The others may be meant as YAML means them.
            repair: repair.filter(|_| matches!(first, '@' | '`' | '%')),
        });
    }
    let colon = written.find(": ").or_else(|| written.strip_suffix(':').map(str::len))?;
    let at = value.start + colon..value.start + colon + 1;
    Some(Mistake {
        rule: &rules::YAML_COLON,
        at,
        mask: value,
        instead: "",
        char: None,
        problem: None,
        corrected,
        repair,
    })
}

/// `"Vi" och "dom"`, `[Utkast] Möte`, `"utan slut`: a mark that opens the value and does not close it.
fn quotes(text: &str, line: Range<usize>, value: Range<usize>) -> Option<Mistake> {
    let written = text.get(value.clone())?;
    let open = written.chars().next()?;
    let close = match open {
        '"' | '\'' => open,
        '[' => ']',
        '{' => '}',
        _ => return None,
    };
    let inner = written.get(open.len_utf8()..)?;
    let problem = match inner.find(close) {
        Some(at)
            if inner
                .get(at + 1..)
                .is_some_and(|rest| !rest.trim().is_empty() && !rest.trim_start().starts_with('#')) =>
        {
            // `'Lars'' pengar'` is how an apostrophe is written within apostrophes.
            if open == '\'' && inner.get(at + 1..).is_some_and(|rest| rest.starts_with('\'')) {
                return None;
            }
            Phrase {
                sv: "Det står mer text efter citattecknet eller parentesen.",
                en: "There is more text after the quotation mark or bracket.",
            }
        }
        None if matches!(open, '"' | '\'') => {
            // Text in quotation marks may run on over lines, if they are indented.
            let next = text.get(line.end..).unwrap_or("").trim_start_matches(['\r', '\n']);
            if next.starts_with(' ') {
                return None;
            }
            Phrase { sv: "Citattecknet stängs aldrig.", en: "The quotation mark is never closed." }
        }
        _ => return None,
    };
    let bare = written.trim_matches(|c| c == open && inner.find(close).is_none());
    let start = text.get(line.start..value.start)?.trim_start();
    let mark = if bare.contains('"') { '\'' } else { '"' };
    let corrected = format!(
        "{start}{mark}{}{mark}",
        if mark == '\'' { bare.replace('\'', "’") } else { bare.to_owned() }
    );
    let at = value.start..value.start + open.len_utf8();
    let rule = &rules::YAML_LINE;
    Some(Mistake {
        rule,
        at,
        mask: value,
        instead: "",
        char: None,
        problem: Some(problem),
        corrected,
        repair: None,
    })
}

/// A line that is no `key: value` though it should be.
fn no_value(text: &str, line: Range<usize>) -> Option<Mistake> {
    let written = text.get(line.clone())?;
    let bare = written.trim_start();
    let indent = written.len() - bare.len();
    let start = line.start + indent;
    let told = |problem, corrected, repair, mask: Range<usize>, instead| {
        Some(Mistake {
            rule: &rules::YAML_LINE,
            at: start..line.end,
            mask,
            instead,
            char: None,
            problem: Some(problem),
            corrected,
            repair,
        })
    };
    let first = bare.chars().next()?;
    if matches!(first, '•' | '–' | '*' | '·')
        || (first == '-' && bare.chars().nth(1).is_some_and(char::is_alphanumeric))
    {
        let point = bare.get(first.len_utf8()..)?;
        let text = point.trim_start();
        // `*viktigt*` is no point of a list, and `-5` may be a number.
        let sure = match first {
            '*' => point.starts_with(' '),
            '-' => text.starts_with(char::is_alphabetic),
            _ => true,
        };
        let mark = start..start + bare.len() - text.len();
        let repair = sure.then(|| (mark, "- ".to_owned()));
        let problem = Phrase {
            sv: "En punkt i en lista börjar med bindestreck och mellanslag.",
            en: "A point in a list begins with a hyphen and a space.",
        };
        return told(problem, format!("- {text}"), repair, start..line.end, "- ");
    }
    if let Some((key, value)) = bare.split_once(':')
        && is_key(key)
        && !key.contains(' ')
        && !value.is_empty()
        && !value.starts_with([' ', '/', ':'])
    {
        let problem = Phrase {
            sv: "Det saknas ett mellanslag efter kolonet.",
            en: "A space is missing after the colon.",
        };
        let after = start + key.len() + 1;
        // A hard space looks like one that is right.
        let text = value.trim_start_matches(['\u{a0}', '\u{202f}']);
        let repair = Some((after..after + value.len() - text.len(), " ".to_owned()));
        return told(problem, format!("{key}: {text}"), repair, after..line.end, " ");
    }
    let before = line.start.checked_sub(1).map(|at| line_range(text, at)).and_then(|line| text.get(line));
    let continues = before.is_some_and(|before| before.contains(": ") && !before.starts_with([' ', '#']));
    if indent == 0 && continues && !bare.contains(':') && !bare.starts_with(['#', '-']) {
        let problem = Phrase {
            sv: "Raden hör till uppgiften ovanför, men är inte indragen.",
            en: "The line belongs to the fact above it, but is not indented.",
        };
        return told(problem, format!("  {bare}"), None, start..line.end, "#");
    }
    None
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
    format!("{before}{}", quoted(value))
}

/// A value in quotation marks.
fn quoted(value: &str) -> String {
    if value.contains('"') && !value.contains('\'') {
        format!("'{value}'")
    } else {
        format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
    }
}
