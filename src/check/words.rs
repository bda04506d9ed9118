//! Words that some readers cannot use: in capitals, as pictures, by colour or place; lists that are none.

use super::blocks::{Block, Role, is_emoji};
use super::{Text, shorten};
use crate::markdown::{Kind, Node, tree};
use crate::report::catalog::text as rules;
use crate::report::{Finding, Findings, Phrase};
use aho_corasick::{AhoCorasick, AhoCorasickKind};
use regex::Regex;
use std::sync::LazyLock;

/// A colour, as one refers to things by it.
const SV_COLOURS: &str =
    "rött|röd|röda|grönt|grön|gröna|blått|blå|blåa|gult|gul|gula|orange|rosa|lila|grått|grå|gråa";
const EN_COLOURS: &str = "red|green|blue|yellow|orange|pink|purple|gr[ea]y";

/// "markerat i rött", "de röda raderna", "the red boxes". A red thread, green growth, the red cross, figures in the red and a
/// green field are no references, so only words for things on a page follow the colour; those that are things elsewhere
/// too must be pointed at.
static COLOUR: LazyLock<Option<Pattern>> = LazyLock::new(|| {
    Pattern::new(&format!(
        "(?i)\\b(?:(?:markera[dt]e?|skriv(?:en|et|na)|visas|understruk(?:en|et|na)|färga[dt]e?|ifylld[a]?)\\s+(?:i|med)\\s+(?:{SV_COLOURS})\\b|\
         som\\s+står\\s+(?:i|med)\\s+(?:{SV_COLOURS})\\b|(?:röd|grön|blå|gul|grå)(?:markera|färga)[dt]e?\\b|\
         (?:{SV_COLOURS})\\s+(?:rad(?:en|erna)?|rut(?:a|an|or|orna)|text(?:en|erna)?|fält(?:et|en)?|knapp(?:en|ar|arna)?|cell(?:en|er|erna)?|pil(?:en|ar|arna)?|ram(?:en)?|prick(?:en|ar|arna)?|markering(?:en|ar|arna)?)\\b|\
         (?:fält(?:en)?|rader(?:na)?|rutor(?:na)?|celler(?:na)?|punkter(?:na)?)\\s+(?:som\\s+är|i)\\s+(?:{SV_COLOURS})\\b|\
         (?:marked|highlighted|shown|written|underlined|printed)\\s+in\\s+(?:{EN_COLOURS})\\b|\
         (?:fields|rows|boxes|cells|items)\\s+(?:in|that\\s+are)\\s+(?:{EN_COLOURS})\\b|\
         (?:{EN_COLOURS})\\s+(?:rows?|text|cells?|markings?)\\b|\
         (?:the|these|those|all|each|every)\\s+(?:{EN_COLOURS})\\s+(?:box(?:es)?|fields|buttons?|arrows?|frames?|dots?)\\b)"
    ))
});

/// "rutan till höger", "the menu on the left", "knappen uppe till höger".
static PLACE: LazyLock<Option<Pattern>> = LazyLock::new(|| {
    Pattern::new(
        "(?i)\\b(?:(?:rut(?:a|an)|meny(?:n)?|kolumn(?:en)?|spalt(?:en)?|bild(?:en)?|länk(?:en|arna)?|knapp(?:en)?|list(?:a|an)|fält(?:et)?|formulär(?:et)?|tabell(?:en)?|diagram(?:met)?)\\s+(?:här\\s+)?(?:(?:upp|ner|ned)e\\s+|längst\\s+(?:upp|ner|ned)\\s+)?till\\s+(?:höger|vänster)\\b|\
         (?:box|menu|column|image|picture|link|button|list|field|form|table|chart|panel)\\s+(?:on|to)\\s+the\\s+(?:right|left)\\b|\
         (?:box|menu|link|button|field|icon)\\s+(?:in|at)\\s+the\\s+(?:top|bottom|upper|lower)\\s+(?:right|left)\\b)",
    )
});

/// Every match of a [`Pattern`] has one of these, and many texts have none. They stand in small letters, those outside ASCII in
/// both cases. Of the old long s (ſ) nobody thinks.
static PARTS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let parts = [
        "rött", "rÖtt", "röd", "rÖd", "grön", "grÖn", "grå", "grÅ", "blå", "blÅ", "gul", "orange", "rosa",
        "lila", "red", "green", "blue", "yellow", "pink", "purple", "gray", "grey", "höger", "hÖger",
        "vänster", "vÄnster", "right", "left",
    ];
    AhoCorasick::builder().ascii_case_insensitive(true).kind(Some(AhoCorasickKind::DFA)).build(parts).ok()
});

/// A pattern of whole words. Where words end can be seen only slowly in a text with letters such as å.
struct Pattern {
    anywhere: Regex,
    words: Regex,
}

impl Pattern {
    fn new(pattern: &str) -> Option<Self> {
        let (anywhere, words) = (Regex::new(&pattern.replace("\\b", "")).ok()?, Regex::new(pattern).ok()?);
        Some(Self { anywhere, words })
    }

    fn find<'t>(&self, text: &'t str) -> Option<&'t str> {
        self.anywhere.is_match(text).then(|| self.words.find(text))?.map(|found| found.as_str())
    }
}

pub(super) fn check(note: &Text<'_>, findings: &mut Findings) {
    for block in &note.blocks {
        capitals(note, block, findings);
        emoji(block, findings);
        lists(block, findings);
        let running = matches!(block.role, Role::Paragraph | Role::Item | Role::Caption) && !block.quoted;
        if running && PARTS.as_ref().is_none_or(|parts| parts.is_match(&block.text)) {
            for (pattern, rule) in [(&COLOUR, &rules::TEXT_COLOR_ONLY), (&PLACE, &rules::TEXT_PLACE_ONLY)] {
                if let Some(found) = pattern.as_ref().and_then(|pattern| pattern.find(&block.text)) {
                    findings.push(Finding::at(rule, block.span).with("text", found));
                }
            }
        }
    }
    tree::walk(&note.body.blocks, &mut |node: &Node| {
        if let Kind::CodeBlock { info, text } = &node.kind
            && info.is_empty()
            && drawn(text)
        {
            findings.push(Finding::at(&rules::TEXT_ASCII_ART, node.span));
        }
    });
}

/// The fewest capitals of three words that are shouted: one of five letters, one of four, one of one.
const SHOUTED: usize = 10;

/// Three words in a row in capitals, two of them long. Abbreviations are short, and known; codes have figures (`UTC+10`); a
/// list of names in capitals has commas (`HTTP, HTML, JSON`).
fn capitals(note: &Text<'_>, block: &Block<'_>, findings: &mut Findings) {
    if block.signs.capitals < SHOUTED {
        return;
    }
    let shouted = |word: &&str| {
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        let figures = word.contains(|c: char| c.is_ascii_digit());
        letters > 0 && !figures && letters == word.chars().filter(|c| c.is_uppercase()).count()
    };
    let words: Vec<&str> = block.text.split_whitespace().collect();
    let mut from = 0;
    while from < words.len() {
        let mut listed = false;
        let whole = |word: &&str| {
            let goes_on = !std::mem::replace(&mut listed, word.ends_with(','));
            goes_on && shouted(word)
        };
        let run: Vec<&str> = words.iter().skip(from).copied().take_while(whole).collect();
        let bare = run.iter().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
        let unknown = bare.filter(|word| !note.known().abbreviations.contains(*word));
        let letters = |word: &str| word.chars().filter(|c| c.is_alphabetic()).count();
        let lengths: Vec<usize> = unknown.map(letters).collect();
        // `IETF JSON WG` is a name: what is shouted has a word that is too long for an abbreviation.
        let long = lengths.iter().filter(|length| **length > 3).count();
        if run.len() >= 3 && long >= 2 && lengths.iter().any(|length| *length > 4) {
            let finding = Finding::at(&rules::TEXT_CAPITALS, block.span);
            findings.push(finding.with("text", shorten(&run.join(" "), 60)));
            return;
        }
        from += run.len().max(1);
    }
}

fn emoji(block: &Block<'_>, findings: &mut Findings) {
    let Some(first) = block.signs.emoji else { return };
    let words = !block.words.is_empty();
    let begins = block.text.starts_with(is_emoji);
    let place = match block.role {
        Role::Heading if !words => Phrase { sv: "står ensamt i en rubrik", en: "stands alone in a heading" },
        // `✨ Grattis! ✨` is no point of a list.
        Role::Item | Role::Paragraph if begins && words && !block.text.ends_with(is_emoji) => {
            Phrase { sv: "används som punkt i en lista", en: "is used as a bullet" }
        }
        Role::Cell if !words => Phrase { sv: "står ensamt i en cell", en: "stands alone in a cell" },
        _ if alone_in_link(block) => Phrase { sv: "står ensamt i en länk", en: "stands alone in a link" },
        _ => return,
    };
    let finding = Finding::at(&rules::TEXT_EMOJI, block.span);
    findings.push(finding.with("emoji", first.to_string()).with("where", place));
}

fn alone_in_link(block: &Block<'_>) -> bool {
    block.inline.iter().any(|node| {
        let text = node.plain();
        matches!(node.kind, Kind::Link { .. })
            && text.chars().any(is_emoji)
            && super::blocks::split(&text).next().is_none()
    })
}

/// Signs that people put before the points of a list. A dash is not among them: it begins a line of talk too.
const BULLETS: [char; 12] = ['•', '·', '‣', '◦', '○', '●', '▪', '■', '➢', '►', '→', '⇒'];

fn lists(block: &Block<'_>, findings: &mut Findings) {
    let is_end = |node: &&Node| matches!(node.kind, Kind::SoftBreak | Kind::HardBreak);
    // A list has two points.
    if !matches!(block.role, Role::Paragraph | Role::Item) || !block.inline.iter().any(is_end) {
        return;
    }
    let mut lines = vec![String::new()];
    for node in &block.inline {
        if is_end(node) {
            lines.push(String::new());
        } else if let Some(line) = lines.last_mut() {
            line.push_str(&node.plain());
            line.push(' ');
        }
    }
    let mark = |line: &String| {
        let line = line.trim_start();
        let first = line.chars().next()?;
        if BULLETS.contains(&first) {
            return Some(first.to_string());
        }
        // `a)`, `b)`, `ii)`: Markdown knows only figures.
        let (letters, rest) = line.split_once(')')?;
        let roman = letters.len() <= 4 && letters.chars().all(|c| matches!(c, 'i' | 'v' | 'x'));
        let one = letters.len() == 1 && letters.chars().all(|c| c.is_ascii_lowercase());
        (rest.starts_with(' ') && !letters.is_empty() && (one || roman)).then(|| format!("{letters})"))
    };
    let marks: Vec<String> = lines.iter().filter_map(mark).collect();
    if let Some(first) = marks.first().filter(|_| marks.len() >= 2) {
        findings.push(Finding::at(&rules::LIST_FAKE, block.span).with("mark", first.as_str()));
    }
}

/// Three lines or more that are mostly signs, and no code: code has letters, and signs that end statements and open blocks.
fn drawn(text: &str) -> bool {
    let code = text.lines().filter(|line| line.trim_end().ends_with([';', '{', '}', ')'])).count();
    if code >= 2 || text.contains("= {") || text.contains(" = ") {
        return false;
    }
    let lines = text.lines().filter(|line| !line.trim().is_empty()).count();
    let seen: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    let letters = seen.iter().filter(|c| c.is_alphanumeric()).count();
    lines >= 3 && seen.len() >= 20 && letters * 2 < seen.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_patterns_are_sound() {
        assert!(COLOUR.is_some() && PLACE.is_some());
    }
}
