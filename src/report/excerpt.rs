//! A line of a source with its place, fit to be shown: long lines are cut around the place, and no character in it can
//! steer a terminal or turn the order of what is read.

use super::{Finding, Source, Span};

/// The most characters of a line that are shown.
pub const WIDTH: usize = 100;
/// So many of them stand before the place.
const BEFORE: usize = 30;

/// A line and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// The line, or what is around the place, with `…` where it was cut.
    pub line: String,
    /// What stands before the place in [`Excerpt::line`]: tabs kept, all else a space.
    pub lead: String,
    /// The place: what stands there. Of a place on several lines, what is on the first.
    pub place: String,
    /// Whether the place is all that is on the line.
    pub whole: bool,
}

/// The line of a finding. `None` when it concerns the file as a whole, or an empty line.
pub fn excerpt(finding: &Finding, span: Span, source: &Source) -> Option<Excerpt> {
    let (start, end) = source.extent(span.range());
    let shown = finding.excerpt(source.line(start.line));
    if span.end == 0 || shown.trim().is_empty() {
        return None;
    }
    let line: Vec<char> = shown.chars().map(seen).collect();
    let from = (start.column - 1).min(line.len());
    let to = if end.line == start.line { end.column - 1 } else { line.len() }.clamp(from, line.len());
    let place: String = line.get(from..to).unwrap_or_default().iter().collect();
    let whole = place.trim() == line.iter().collect::<String>().trim();
    let (first, last) = if line.len() <= WIDTH {
        (0, line.len())
    } else {
        // As much after the place as there is room for; near the end of the line, more before it.
        let first = from.saturating_sub(BEFORE).min(line.len() - WIDTH);
        (first, first + WIDTH)
    };
    let cut = |from: usize, to: usize| line.get(from..to).unwrap_or_default();
    let mut out = Excerpt { line: String::new(), lead: String::new(), place, whole };
    if first > 0 {
        out.line.push('…');
        out.lead.push(' ');
    }
    out.line.extend(cut(first, last));
    out.lead.extend(cut(first, from).iter().map(|&c| if c == '\t' { '\t' } else { ' ' }));
    if last < line.len() {
        out.line.push('…');
    }
    out.place = short(&out.place);
    Some(out)
}

/// The marks under a place: one for each character that is seen, at least one.
pub fn marks(excerpt: &Excerpt) -> String {
    let combining =
        |c: &char| matches!(c, '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{fe0f}');
    let count = |text: &str| text.chars().filter(|c| !combining(c)).count();
    let room = count(&excerpt.line).saturating_sub(excerpt.lead.chars().count());
    "^".repeat(count(&excerpt.place).min(room).max(1))
}

/// A character as it may be shown: what steers a terminal or turns the direction of text is shown as a sign of its own.
pub fn seen(c: char) -> char {
    match c {
        '\t' | '\n' => c,
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        c if c.is_control() => '\u{fffd}',
        c => c,
    }
}

/// A text as it may be shown.
pub fn clean(text: &str) -> String {
    text.chars().map(seen).collect()
}

/// A place that would take more than a line is cut.
fn short(text: &str) -> String {
    if text.chars().count() <= WIDTH {
        return text.to_owned();
    }
    let mut out: String = text.chars().take(WIDTH).collect();
    out.push('…');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::FileId;
    use crate::report::catalog::{markup, people};

    fn of(text: &str, range: std::ops::Range<usize>) -> Option<Excerpt> {
        let span = Span::new(FileId(0), range);
        excerpt(&Finding::at(&markup::LINK_BROKEN, span), span, &Source::new("a.md", text))
    }

    #[test]
    fn a_long_line_is_cut_around_its_place() {
        let text = format!("{}här{}", "å ".repeat(100), " ö".repeat(100));
        let at = text.find("här").expect("there");
        let shown = of(&text, at..at + "här".len()).expect("an excerpt");
        assert_eq!(shown.line.chars().count(), WIDTH + 2);
        assert!(shown.line.starts_with('…') && shown.line.ends_with('…'));
        assert_eq!(shown.line.chars().skip(shown.lead.chars().count()).take(3).collect::<String>(), "här");
        assert_eq!((marks(&shown).as_str(), shown.whole), ("^^^", false));
        let end = of(&text, text.len() - 2..text.len()).expect("an excerpt");
        assert!(end.line.ends_with('ö') && end.lead.chars().count() == WIDTH, "{end:?}");
    }

    #[test]
    fn nothing_in_a_line_steers_the_terminal() {
        let shown = of("a\u{1b}[31m\u{202e}b", 0..1).expect("an excerpt");
        assert_eq!(shown.line, "a\u{fffd}[31m\u{fffd}b");
        assert_eq!(of("text", 0..0), None, "the file as a whole");
        assert_eq!(of("a\n\nb", 2..2), None, "an empty line");
    }

    #[test]
    fn what_may_be_a_personal_number_is_covered_in_the_place_too() {
        let span = Span::new(FileId(0), 4..15);
        let finding = Finding::at(&people::ORG_NUMBER_IS_PERSON, span);
        let shown = excerpt(&finding, span, &Source::new("a.md", "nr: 640823-3234")).expect("an excerpt");
        assert_eq!((shown.line.as_str(), shown.place.as_str()), ("nr: ••••••-••••", "••••••-••••"));
    }

    proptest::proptest! {
        #[test]
        fn any_place_of_any_text_can_be_shown(text in "[ -~åäö\t\r\n\u{300}\u{feff}😀]{0,300}", a in 0usize..400, b in 0usize..400) {
            if let Some(shown) = of(&text, a.min(b)..a.max(b)) {
                proptest::prop_assert!(shown.line.chars().count() <= WIDTH + 2);
                proptest::prop_assert!(shown.lead.chars().count() <= shown.line.chars().count());
                proptest::prop_assert!(!shown.line.contains('\n'));
            }
        }
    }
}
