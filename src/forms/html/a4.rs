//! How much goes onto an A4: reckoned in tenths of a line of text, before anything is drawn.
//!
//! A sheet must be one page in ordinary print and two in large print (150 %, 18 points), whatever the notes hold and
//! whichever font the reader has. So everything is reckoned a little high, and some two lines stay free.

/// A page to fill: how many characters a line holds, and how many tenths of a line there are.
#[derive(Debug, Clone, Copy)]
pub(super) struct Paper {
    /// Characters in a line of running text.
    pub(super) width: usize,
    /// Tenths of a line.
    pub(super) room: usize,
}

/// The print of the theme: 166 × 259 mm between the margins, a line of 5.7 mm (12 points, 1.35), and the same in large
/// print: two pages, each line a third shorter.
pub(super) const PAPERS: [Paper; 2] = [Paper { width: 74, room: 434 }, Paper { width: 48, room: 610 }];

/// The space below a paragraph or a point, in tenths: a quarter of a line.
const GAP: usize = 3;
/// A heading of the second level with its space, in tenths.
const HEADING: usize = 18;
/// A ruled line to write on, 7.9 mm, in tenths.
const RULE: usize = 14;
/// The space below the last ruled line of a question.
const AFTER_RULES: usize = 5;

/// What is to go onto a sheet, as texts.
#[derive(Debug, Clone, Default)]
pub(super) struct Plan {
    /// Statements of the funders; empty where a logo has none.
    pub(super) statements: Vec<String>,
    /// The height of the highest logo, in millimetres.
    pub(super) emblem_mm: u32,
    /// The title.
    pub(super) title: String,
    /// For whom it is.
    pub(super) audience: String,
    /// Values of facts, each beside its term.
    pub(super) facts: Vec<String>,
    /// Paragraphs.
    pub(super) paragraphs: Vec<String>,
    /// Points of a list.
    pub(super) points: Vec<String>,
    /// Questions.
    pub(super) questions: Vec<String>,
    /// Ruled lines below each question.
    pub(super) rules: usize,
    /// Headings of sections.
    pub(super) headings: usize,
    /// Set closer, for what does not fit otherwise: a tenth less height.
    pub(super) dense: bool,
}

impl Plan {
    /// Whether it goes onto all papers.
    pub(super) fn fits(&self) -> bool {
        let height = |width| self.height(width) * if self.dense { 9 } else { 10 } / 10;
        PAPERS.iter().all(|paper| height(paper.width) <= paper.room)
    }

    /// Its height in tenths of a line, with lines of so many characters.
    fn height(&self, width: usize) -> usize {
        // A line of 5.7 mm is ten tenths; the least is that of three lines.
        let emblem = (self.emblem_mm as usize * 100 / 57 + 1).max(30);
        // The first statement stands beside the logos, the others below on lines of their own.
        let letterhead: usize = self
            .statements
            .iter()
            .enumerate()
            .map(|(i, statement)| {
                let beside = if i == 0 && self.statements.len() == 1 { width / 2 } else { width * 4 / 5 };
                (lines(statement, beside) * 10).max(emblem) + 6
            })
            .sum();
        // Letters of a title are half as wide again, and its lines are four tenths higher.
        let title = lines(&self.title, width * 3 / 5) * 14 + GAP;
        let audience = if self.audience.is_empty() { 0 } else { lines(&self.audience, width) * 10 + GAP };
        let facts: usize = self.facts.iter().map(|fact| lines(fact, width * 3 / 5) * 10).sum();
        let paragraphs: usize = self.paragraphs.iter().map(|text| lines(text, width) * 10 + GAP).sum();
        let points: usize = self.points.iter().map(|text| lines(text, width - 4) * 10 + GAP).sum();
        let questions: usize = self
            .questions
            .iter()
            .map(|text| lines(text, width) * 10 + GAP + self.rules * RULE + AFTER_RULES)
            .sum();
        letterhead.max(emblem)
            + 12
            + title
            + audience
            + facts
            + GAP
            + paragraphs
            + points
            + questions
            + self.headings * HEADING
            + 9
    }
}

/// How many lines a text takes: words are not broken, so a line is seldom full.
fn lines(text: &str, width: usize) -> usize {
    let mut lines = 1;
    let mut used = 0;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if used > 0 && used + 1 + length > width {
            lines += 1;
            used = 0;
        }
        // A word that is longer than a line is broken.
        lines += length.saturating_sub(1) / width.max(1);
        used += length.min(width) + usize::from(used > 0);
    }
    lines
}

/// The whole sentences of a text that fit in so many characters; of a sentence that is longer than that, whole words.
pub(super) fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let head: String = text.chars().take(most).collect();
    let end = head.rmatch_indices(['.', '!', '?']).map(|(i, _)| i).find(|i| {
        // A full stop within a word or a number ends nothing.
        head.get(i + 1..).is_some_and(|rest| rest.starts_with(char::is_whitespace))
    });
    if let Some(end) = end {
        return head.get(..=end).unwrap_or(&head).to_owned();
    }
    let whole = head.rsplit_once(char::is_whitespace).map_or(head.as_str(), |(whole, _)| whole);
    format!("{whole} …")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_sentences_are_kept() {
        assert_eq!(cut("Ett. Två.", 20), "Ett. Två.");
        assert_eq!(cut("Ett möte. Kostar 3.5 kr i dag.", 24), "Ett möte.");
        assert_eq!(cut("En lång mening utan slut", 12), "En lång …");
    }

    #[test]
    fn words_are_not_broken_unless_they_must() {
        assert_eq!(lines("", 10), 1);
        assert_eq!(lines("aaaa bbbb cccc", 10), 2);
        assert_eq!(lines("aaaaaaaaaaaaaaaaaaaaaaaaa", 10), 3);
    }

    proptest::proptest! {
        #[test]
        fn no_more_than_was_asked_for(text in "[a-zåäö .]{0,300}", most in 1usize..200) {
            proptest::prop_assert!(cut(&text, most).chars().count() <= most + 2);
        }

        #[test]
        fn more_text_is_never_less_high(text in "[a-z ]{0,200}", more in "[a-z ]{1,50}", width in 5usize..80) {
            let longer = format!("{text} {more}");
            proptest::prop_assert!(lines(&text, width) <= lines(&longer, width));
        }
    }
}
