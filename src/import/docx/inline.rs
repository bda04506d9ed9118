//! Words within a paragraph: how they are marked in Markdown, and what must be escaped to stay words.

use std::fmt::Write as _;

/// How a piece of text is set.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Look {
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) strike: bool,
    pub(super) link: Option<String>,
    /// Its language, when it is another than the document's.
    pub(super) lang: Option<String>,
}

/// A piece of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// Text, as it is.
    Text(String, Look),
    /// Markdown, made already.
    Made(String),
    /// A line end.
    Break,
}

/// A passage in another language of fewer words may be a slip of the spelling checker.
const PASSAGE: usize = 3;

/// The pieces as Markdown. `heavy`: whether what is strong may be marked so; a heading is strong in itself.
pub(super) fn write(pieces: &[Piece], heavy: bool) -> String {
    let mut merged: Vec<Piece> = Vec::new();
    for piece in pieces {
        match (merged.last_mut(), piece) {
            (Some(Piece::Text(text, look)), Piece::Text(more, other)) if look == other => text.push_str(more),
            // A blank between is in the look of what is before it.
            (Some(Piece::Text(text, look)), Piece::Text(more, other))
                if more.trim().is_empty() && look.link == other.link =>
            {
                text.push_str(more);
            }
            _ => merged.push(piece.clone()),
        }
    }
    let mut out = String::new();
    let mut link: Option<String> = None;
    for piece in &merged {
        let wanted = match piece {
            Piece::Text(_, look) => look.link.clone(),
            Piece::Made(_) | Piece::Break => link.clone(),
        };
        if wanted != link {
            close(&mut out, link.take());
            if wanted.is_some() {
                out.push('[');
            }
            link = wanted;
        }
        match piece {
            Piece::Text(text, look) => out.push_str(&marked(text, look, heavy)),
            Piece::Made(text) => out.push_str(text),
            Piece::Break => out.push_str("\\\n"),
        }
    }
    close(&mut out, link);
    out.trim().trim_end_matches('\\').trim_end().to_owned()
}

fn close(out: &mut String, link: Option<String>) {
    let Some(link) = link else { return };
    // A link without words leads nowhere that anybody can see.
    if out.ends_with('[') {
        out.pop();
        return;
    }
    let space = out.len() - out.trim_end().len();
    out.truncate(out.len() - space);
    let link = link.replace(['<', '>', '\n'], "");
    let _ =
        if link.contains([' ', '(', ')']) { write!(out, "](<{link}>)") } else { write!(out, "]({link})") };
    out.push_str(" ".repeat(space.min(1)).as_str());
}

/// A text with its marks, which stand close to its words.
fn marked(text: &str, look: &Look, heavy: bool) -> String {
    let core = text.trim();
    if core.is_empty() {
        return if text.is_empty() { String::new() } else { " ".to_owned() };
    }
    let lead = if text.starts_with(char::is_whitespace) { " " } else { "" };
    let tail = if text.ends_with(char::is_whitespace) { " " } else { "" };
    let mut marks = String::new();
    // Marks around punctuation alone would not be read as such.
    if core.chars().any(char::is_alphanumeric) {
        if look.strike {
            marks.push_str("~~");
        }
        if look.bold && heavy {
            marks.push_str("**");
        }
        if look.italic {
            marks.push('*');
        }
    }
    let end: String = marks.chars().rev().collect();
    let words = escape(core);
    let words = match look
        .lang
        .as_ref()
        .filter(|_| core.split_whitespace().count() >= PASSAGE && look.link.is_none())
    {
        Some(lang) => format!("[{words}]{{lang={lang}}}"),
        None => words,
    };
    format!("{lead}{marks}{words}{end}{tail}")
}

/// Text that stays text. What begins a line is seen to by [`escape_start`].
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let chars: Vec<char> = text.chars().collect();
    for (i, c) in chars.iter().enumerate() {
        let before = i.checked_sub(1).and_then(|j| chars.get(j));
        let after = chars.get(i + 1);
        let inner = before.is_some_and(|c| c.is_alphanumeric()) && after.is_some_and(|c| c.is_alphanumeric());
        let special = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' => true,
            '_' => !inner,
            '~' => after == Some(&'~') || before == Some(&'~'),
            '&' => after.is_some_and(|c| c.is_alphabetic() || *c == '#'),
            _ => false,
        };
        if special {
            out.push('\\');
        }
        out.push(if *c == '\n' || *c == '\t' { ' ' } else { *c });
    }
    out
}

/// A line that begins as Markdown begins a heading, a list, a quotation or a rule stays text.
pub(super) fn escape_start(line: &str) -> String {
    let trimmed = line.trim_start();
    let digits = trimmed.len() - trimmed.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let numbered = (1..=9).contains(&digits)
        && trimmed.get(digits..).is_some_and(|rest| {
            rest.starts_with(". ") || rest.starts_with(") ") || rest == "." || rest == ")"
        });
    if numbered {
        let (number, rest) = trimmed.split_at(digits);
        return format!("{number}\\{rest}");
    }
    let risky = trimmed.starts_with(['#', '>', '+', '=', '|'])
        || trimmed.starts_with("- ")
        || trimmed.starts_with("--")
        || trimmed == "-"
        || trimmed.starts_with("~~~");
    if risky { format!("\\{trimmed}") } else { trimmed.to_owned() }
}

/// The same of each line of a text that has line ends.
pub(super) fn escape_lines(text: &str) -> String {
    text.split('\n').map(escape_start).collect::<Vec<_>>().join("\n")
}

/// The pieces as code: their text as it is, and apart from it what is Markdown already.
pub(super) fn plain(pieces: &[Piece]) -> (String, String) {
    let mut code = String::new();
    let mut made = String::new();
    for piece in pieces {
        match piece {
            Piece::Text(text, _) => code.push_str(text),
            Piece::Made(text) => made.push_str(text),
            Piece::Break => code.push('\n'),
        }
    }
    (code, made)
}

/// A fence around code, longer than any row of backticks in it.
pub(super) fn fence(code: &str) -> String {
    let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    "`".repeat((longest + 1).max(3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stand_close_to_words() {
        let bold = Look { bold: true, ..Look::default() };
        let link = Look { link: Some("https://exempel.se/a b".into()), ..Look::default() };
        let pieces = [
            Piece::Text("Beslut: ".into(), bold.clone()),
            Piece::Text("vi ses ".into(), Look::default()),
            Piece::Text("här ".into(), link),
            Piece::Text("2 * 3 <x>".into(), Look::default()),
        ];
        assert_eq!(write(&pieces, true), "**Beslut:** vi ses [här](<https://exempel.se/a b>) 2 \\* 3 \\<x>");
        assert_eq!(write(&pieces[..1], false), "Beslut:");
        assert_eq!(escape_start("1. januari"), "1\\. januari");
        assert_eq!(escape_start("- nej"), "\\- nej");
        assert_eq!(escape_start("1."), "1\\.");
        assert_eq!(escape_lines("- nej\\\n# ja"), "\\- nej\\\n\\# ja");
        assert_eq!(fence("a ```` b `"), "`````");
        assert_eq!(escape("fil_namn _x_"), "fil_namn \\_x\\_");
    }
}
