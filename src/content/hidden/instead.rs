//! What stands where a name stood. The text around it must mean the same afterwards: emphasis opens and closes, a line
//! stays a line, a cell a cell.

use super::pattern::{BLANK, MARK};
use regex::{Captures, Regex};
use std::sync::LazyLock;

/// Holds the place of a word that is gone where nothing would change the text: a line must not become blank, nor
/// emphasis empty. It is not seen and not read out (U+2060, word joiner).
const NOTHING: char = '\u{2060}';

// The patterns are fixed; every test of masking reads them.
static BETWEEN: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(&format!("(?i)(?:{BLANK}|{MARK})+")).ok());
static BLANKS: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(&format!("(?i){BLANK}")).ok());

static ENTITIES: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new("&#?[0-9A-Za-z]+;").ok());

/// The word in place of what was found after `before`.
pub(super) fn of(matched: &str, word: &str, before: &str, table: bool) -> String {
    if matched.contains('\n') {
        return over_lines(matched, word, before, table);
    }
    on_a_line(matched, word, table)
}

/// The word stands on the last line, and the lines before it end where the name began.
fn over_lines(matched: &str, word: &str, before: &str, table: bool) -> String {
    let mut out = String::new();
    let mut lines = matched.split('\n').peekable();
    let mut first = true;
    while let Some(line) = lines.next() {
        // What begins a line, `> ` of a quotation too, is part of its structure.
        let lead = if first { 0 } else { line.len() - line.trim_start_matches([' ', '\t', '>']).len() };
        let (lead, rest) = line.split_at(lead);
        out.push_str(lead);
        if lines.peek().is_none() {
            out.push_str(&on_a_line(rest, word, table));
            break;
        }
        let end = if rest.ends_with('\r') { "\r\n" } else { "\n" };
        let words = rest.trim_end_matches(['\r', ' ', '\t']);
        // After words and one blank the line may simply end.
        let ends_well = first && words.chars().all(char::is_alphanumeric) && {
            let mut back = before.chars().rev();
            back.next() == Some(' ') && back.next().is_some_and(|c| c.is_alphanumeric() || c == ',')
        };
        if !ends_well && !words.is_empty() {
            out.push_str(&on_a_line(words, NOTHING.encode_utf8(&mut [0; 4]), table));
        }
        out.push_str(end);
        first = false;
    }
    out
}

fn on_a_line(matched: &str, word: &str, table: bool) -> String {
    let (Some(between), Some(blank)) = (BETWEEN.as_ref(), BLANKS.as_ref()) else { return word.to_owned() };
    // `&ouml;` is a letter, though it ends as a cell may.
    let letters = ENTITIES.as_ref().map(|entities| {
        entities.replace_all(matched, |found: &Captures<'_>| {
            if blank.is_match(&found[0]) { found[0].to_owned() } else { "x".to_owned() }
        })
    });
    let gaps: Vec<&str> =
        between.find_iter(letters.as_deref().unwrap_or(matched)).map(|gap| gap.as_str()).collect();
    // `Andersson, Anna` has a comma that goes with the name; in a table it parts two cells.
    let plain = |gap: &&str| match &*blank.replace_all(gap, "") {
        "" => true,
        marks => marks == "," && !table,
    };
    if gaps.iter().all(plain) {
        return word.to_owned();
    }
    if let [gap] = gaps.as_slice()
        && !gap.contains(['|', ';', ',', '"'])
    {
        let closing = gap.trim_end();
        let opening = gap.trim_start();
        let blank = |text: &str| text.contains(char::is_whitespace);
        if !gap.starts_with(char::is_whitespace) && !blank(closing) {
            return format!("{word}{closing}");
        }
        if gap.starts_with(char::is_whitespace) && !blank(opening) {
            return format!("{opening}{word}");
        }
    }
    // Marks on both sides of a gap, or cells: all of them stay, around words that are not there.
    let mut out = String::new();
    for gap in gaps {
        out.push(NOTHING);
        out.push_str(gap);
    }
    out.push_str(word);
    out
}
