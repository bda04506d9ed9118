//! Bytes to text, and the front matter cut from the body without losing an offset.

use crate::report::catalog::files as rules;
use crate::report::{FileId, Finding, Findings, Source, Span};
use std::ops::Range;

/// The text of a file. Bytes that are no UTF-8 are told, and read as Latin-1, so that the rest of the file can be
/// judged too; with such a finding nothing is built.
pub fn decode(path: &str, bytes: &[u8], file: FileId, findings: &mut Findings) -> Source {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        findings.push(Finding::at(&rules::FILE_UTF16, Span::file_start(file)));
        return Source::new(path, "");
    }
    let mut text = String::with_capacity(bytes.len());
    let mut rest = bytes;
    let mut told = false;
    loop {
        match std::str::from_utf8(rest) {
            Ok(valid) => {
                text.push_str(valid);
                break;
            }
            Err(error) => {
                let (valid, after) = rest.split_at(error.valid_up_to());
                text.push_str(&String::from_utf8_lossy(valid));
                let Some((&byte, tail)) = after.split_first() else { break };
                let letter = char::from(byte);
                if !told {
                    told = true;
                    let at = text.len();
                    findings.push(
                        Finding::at(&rules::FILE_NOT_UTF8, Span::new(file, at..at + letter.len_utf8()))
                            .with("byte", bytes.len() - rest.len() + error.valid_up_to() + 1)
                            .with("hex", format!("0x{byte:02X}"))
                            .with("letter", letter.to_string()),
                    );
                }
                text.push(letter);
                rest = tail;
            }
        }
    }
    Source::new(path, text)
}

/// [`decode`] of bytes that nobody needs any more: a text that is in order is not copied.
pub fn owned(path: &str, bytes: Vec<u8>, file: FileId, findings: &mut Findings) -> Source {
    match String::from_utf8(bytes) {
        Ok(text) => Source::new(path, text),
        Err(error) => decode(path, error.as_bytes(), file, findings),
    }
}

/// Where the parts of a note are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts {
    /// The YAML between the lines `---`; `None` when the note begins without.
    pub front: Option<Range<usize>>,
    /// The rest.
    pub body: Range<usize>,
}

/// A line of dashes, as typed or as a word processor made of it: `---`, `----`, `–––`, `—`.
fn is_fence(line: &str) -> bool {
    let line = line.trim();
    let dashes = line.chars().all(|c| matches!(c, '-' | '–' | '—' | '\u{2011}'));
    dashes && (line.chars().count() >= 3 || line.contains('—'))
}

/// Cuts a note. The first line that is not blank is `---`; the block ends with `---` or `...`. A byte order mark, CRLF, blank
/// lines before it and spaces around the dashes are fine: what is lost otherwise may be the word that says it is a draft.
pub fn split(source: &Source, file: FileId, findings: &mut Findings) -> Parts {
    let text = source.text.as_str();
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let whole = Parts { front: None, body: start..text.len() };
    let mut lines = lines(text, start).skip_while(|(_, line)| line.trim().is_empty());
    let Some((first, opening)) = lines.next() else { return whole };
    if opening.trim_end() == "+++" {
        findings.push(Finding::at(&rules::FRONT_MATTER_TOML, Span::new(file, first.clone())));
        let close =
            lines.find(|(_, line)| line.trim_end() == "+++").map_or(first.end, |(range, _)| range.end);
        return Parts { front: None, body: close..text.len() };
    }
    if !is_fence(opening) {
        return whole;
    }
    let front = first.end;
    let mut last_fact = None;
    for (number, (range, line)) in lines.enumerate() {
        if is_fence(line) || line.trim_end() == "..." {
            return Parts { front: Some(front..range.start), body: range.end..text.len() };
        }
        let fact = line.trim_start().starts_with(['-', '#'])
            || line.contains(": ")
            || line.trim_end().ends_with(':');
        if fact && last_fact.is_none_or(|(n, _)| number <= n + 2) {
            last_fact = Some((number, range.end));
        }
    }
    // `---` alone on top with no fact after it is a thematic break, not a block that was never closed.
    let Some((number, end)) = last_fact else { return whole };
    findings
        .push(Finding::at(&rules::FRONT_MATTER_UNCLOSED, Span::new(file, first)).with("line", number + 2));
    Parts { front: Some(front..end), body: end..text.len() }
}

/// Lines with their ranges (line ends included in the range, not in the text).
fn lines(text: &str, start: usize) -> impl Iterator<Item = (Range<usize>, &str)> {
    let mut at = start;
    text.get(start..).unwrap_or("").split_inclusive('\n').map(move |line| {
        let range = at..at + line.len();
        at = range.end;
        (range, line.trim_end_matches(['\n', '\r']))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> (Option<String>, String, Vec<&'static str>) {
        let source = Source::new("a.md", text);
        let mut findings = Findings::new();
        let parts = split(&source, FileId(0), &mut findings);
        let take = |range: &Range<usize>| source.text.get(range.clone()).unwrap_or("?").to_owned();
        let rules = findings.iter().map(|f| f.rule.name).collect();
        (parts.front.as_ref().map(take), take(&parts.body), rules)
    }

    #[test]
    fn notes_are_cut_at_their_lines() {
        assert_eq!(cut("---\na: 1\n---\nText"), (Some("a: 1\n".into()), "Text".into(), vec![]));
        assert_eq!(
            cut("\u{feff}---\r\na: 1\r\n...\r\nText"),
            (Some("a: 1\r\n".into()), "Text".into(), vec![])
        );
        assert_eq!(cut("Text\n---\n"), (None, "Text\n---\n".into(), vec![]));
        assert_eq!(cut(""), (None, String::new(), vec![]));
        assert_eq!(cut("---\n\nText utan uppgifter"), (None, "---\n\nText utan uppgifter".into(), vec![]));
        assert_eq!(cut("\n \n ---\na: 1\n----\nT"), (Some("a: 1\n".into()), "T".into(), vec![]));
        assert_eq!(cut("–––\na: 1\n—\nT"), (Some("a: 1\n".into()), "T".into(), vec![]));
        assert_eq!(cut("---   \na: 1\n---   \nT"), (Some("a: 1\n".into()), "T".into(), vec![]));
    }

    #[test]
    fn what_is_wrong_with_the_block_is_told() {
        assert_eq!(cut("+++\na = 1\n+++\nText").2, ["front-matter-toml"]);
        let (front, body, rules) = cut("---\ntitel: x\ndatum: 2014-01-01\n\nText som följer.");
        assert_eq!(front.as_deref(), Some("titel: x\ndatum: 2014-01-01\n"));
        assert_eq!(body, "\nText som följer.");
        assert_eq!(rules, ["front-matter-unclosed"]);
    }

    #[test]
    fn latin_1_is_told_by_byte_and_line() {
        let mut findings = Findings::new();
        let source = decode("a.md", b"rad\nM\xf6te", FileId(0), &mut findings);
        assert_eq!(source.text, "rad\nMöte");
        let finding = findings.iter().next().expect("a finding");
        assert_eq!(finding.rule.name, "file-not-utf8");
        let at = source.position(finding.span.expect("a span").start as usize);
        assert_eq!((at.line, at.column), (2, 2));
    }
}
