//! Abbreviations that nobody explains (WCAG 3.1.4).

use super::Text;
use super::blocks::Role;
use crate::report::catalog::text as rules;
use crate::report::{Finding, Findings};
use std::collections::BTreeSet;

/// Those that need no explaining, in Swedish or English text, and Roman numbers.
const PLAIN: &[&str] = &[
    "EU", "FN", "UN", "USA", "US", "UK", "TV", "PDF", "CSV", "HTML", "ID", "OK", "IT", "AB", "SMS", "GPS",
    "PC", "CD", "DVD", "DNA", "WC", "OBS", "PS", "FAQ", "RSS", "USB", "SVG", "PNG", "JPEG", "YAML", "II",
    "III", "IV", "VI", "VII", "VIII", "IX", "XI", "XII", "XIV", "XV", "AM", "PM", "KPI",
];

/// Units: after a number they need no explaining either.
const UNITS: &[&str] = &["MB", "GB", "TB", "KB", "MW", "GW", "KWH", "MWH", "DB", "SEK", "EUR", "USD"];

/// Words like any other that people write in capitals to be heard.
const SHOUTED: &[&str] = &[
    "ALLA", "ALLT", "BARA", "BRA", "DET", "EJ", "EN", "ETT", "HEJ", "HELA", "HÄR", "IDAG", "INGA", "INGEN",
    "INTE", "JA", "MER", "MÅSTE", "NEJ", "NU", "NY", "NYA", "NYTT", "OCH", "OM", "SKA", "TACK", "VI",
    "VIKTIG", "ALL", "AND", "ANY", "ARE", "DO", "DONE", "EVERY", "FREE", "IS", "IT", "MAY", "MUST", "NEVER",
    "NEW", "NO", "NOT", "NOTE", "NOW", "ON", "ONE", "ONLY", "OR", "OUR", "PLEASE", "SHALL", "SHOULD", "STOP",
    "THE", "THIS", "TO", "UPDATE", "VERY", "WE", "WILL", "YES", "YOU", "YOUR",
];

pub(super) fn check(note: &Text<'_>, findings: &mut Findings) {
    let speakers = speakers(note);
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for block in note.blocks.iter().filter(|b| b.signs.abbreviation && b.role != Role::Caption) {
        let words: Vec<&str> = block.text.split_whitespace().collect();
        for (i, word) in words.iter().enumerate() {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            // `ESF-projekt`, `ESF:s`
            let bare = bare.split(['-', ':', '/', '’', '\'']).next().unwrap_or(bare);
            // `RE-24-0011` is a number of a case.
            let code = word.contains(|c: char| c.is_ascii_digit());
            if code
                || !is_abbreviation(bare)
                || speakers.contains(bare)
                || !seen.insert(bare)
                || PLAIN.contains(&bare)
                || SHOUTED.contains(&bare)
                || note.known().abbreviations.contains(bare)
            {
                continue;
            }
            let beside = |at: Option<&&str>| {
                at.is_some_and(|other| {
                    let other = other.trim_matches(|c: char| !c.is_alphanumeric());
                    other.chars().count() > 1 && other.chars().all(char::is_uppercase)
                })
            };
            let before = i.checked_sub(1).and_then(|before| words.get(before));
            let counted = UNITS.contains(&bare)
                && before.is_some_and(|word| word.ends_with(|c: char| c.is_ascii_digit()));
            // So may one that is cried out.
            let cried = word.ends_with('!');
            // Among capitals it may be a word like any other.
            let shouted = beside(before) || beside(words.get(i + 1));
            let explained = is_explained(&block.text, bare) || note.known().short_names.contains(bare);
            if !shouted && !cried && !counted && !explained {
                findings.push(Finding::at(&rules::ABBREVIATION_UNEXPLAINED, block.span).with("text", bare));
            }
        }
    }
}

/// Initials of those who speak: `AK: Vi hyr salen.` begins at least two blocks. Whose they are the note need not say (GDPR).
fn speakers<'t>(note: &'t Text<'_>) -> BTreeSet<&'t str> {
    let mut once: BTreeSet<&str> = BTreeSet::new();
    let mut twice: BTreeSet<&str> = BTreeSet::new();
    for block in note.blocks.iter().filter(|block| block.signs.abbreviation) {
        let lead = block.text.split_whitespace().next().and_then(|word| word.strip_suffix(':'));
        if let Some(initials) = lead.filter(|word| is_abbreviation(word) && word.chars().count() <= 3)
            && !once.insert(initials)
        {
            twice.insert(initials);
        }
    }
    twice
}

/// Two to six capitals.
fn is_abbreviation(word: &str) -> bool {
    // `NNNNNN` is a form to fill in.
    let same = word.chars().all(|c| word.starts_with(c));
    (2..=6).contains(&word.chars().count()) && word.chars().all(char::is_uppercase) && !same
}

/// `ESF (Europeiska socialfonden)` or `Europeiska socialfonden (ESF)`.
fn is_explained(text: &str, word: &str) -> bool {
    text.contains(&format!("({word})")) || text.contains(&format!("{word} ("))
}
