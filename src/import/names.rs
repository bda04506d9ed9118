//! Which words say that people follow, and which are their names. A list of all names there is not: what looks like a name is
//! one, and where that cannot be told a person is asked.

use crate::language::fold;

/// What stands before those who were there, or were not.
const MANY: &[&str] = &[
    "present",
    "attendees",
    "attending",
    "attendance",
    "in attendance",
    "participants",
    "regrets",
    "absent",
    "apologies",
    "invited",
    "invited guests",
    "guests",
    "observers",
    "attended",
    "members present",
    "narvarande",
    "deltagare",
    "deltog",
    "franvarande",
    "anmalt forhinder",
    "forhinder",
    "ej narvarande",
    "medverkande",
    "deltagande",
    "observers/guests",
    "invited experts",
    "present at this f2f",
    "observers present",
    "who's here",
    "on the call",
    "people present",
];
/// What stands before who led and wrote.
const ROLES: &[&str] = &[
    "chair",
    "chairs",
    "scribe",
    "scribes",
    "scribenick",
    "note taker",
    "note takers",
    "notetaker",
    "notetakers",
    "notes by",
    "minutes by",
    "minute taker",
    "facilitator",
    "moderator",
    "host",
    "author",
    "authors",
    "secretary",
    "ordforande",
    "motesordforande",
    "sekreterare",
    "motessekreterare",
    "protokollforare",
    "vid protokollet",
    "justerare",
    "protokolljusterare",
    "justeringsperson",
    "justeringspersoner",
    "forfattare",
    "antecknat av",
    "scribed by",
    "note-taker",
    "meeting leader",
    "motesledare",
];
/// First words of labels that go on: `Närvarande ledamöter`.
const BEGINNINGS: &[&str] = &[
    "narvarande",
    "ledamoter",
    "suppleanter",
    "ersattare",
    "adjungerade",
    "adjungerad",
    "franvarande",
    "deltagare",
    "deltagande",
    "medverkande",
    "kallade",
    "inbjudna",
    "attendees",
    "participants",
    "members",
    "absent",
    "absentees",
    "apologies",
    "regrets",
    "observers",
    "guests",
    "deputies",
    "alternates",
    "substitutes",
];
/// What may stand before them.
const BEFORE: &[&str] = &[
    "ovriga",
    "ovrig",
    "ordinarie",
    "tjanstgorande",
    "ej",
    "icke",
    "inte",
    "aven",
    "dessutom",
    "inbjudna",
    "adjungerade",
    "other",
    "others",
    "also",
    "not",
    "board",
    "committee",
    "voting",
];
/// What follows `present` where it is no verb.
const AFTER_PRESENT: &[&str] = &[
    "were", "was", "are", "members", "at", "from", "in", "on", "via", "online", "remotely", "by", "and",
    "also",
];
/// What makes a sentence of a label.
const VERBS: &[&str] = &[
    "kan", "ska", "skall", "bor", "far", "maste", "var", "ar", "har", "will", "can", "should", "must", "may",
    "are", "have",
];
/// Words of organisations: where only such stand, nobody's name does.
const ORGANISATIONS: &[&str] = &[
    "kommun",
    "stad",
    "region",
    "förening",
    "föreningen",
    "förbund",
    "förbundet",
    "råd",
    "rådet",
    "nätverk",
    "nätverket",
    "stiftelse",
    "stiftelsen",
    "myndighet",
    "myndigheten",
    "verket",
    "universitet",
    "högskola",
    "högskolan",
    "försäkringskassan",
    "arbetsförmedlingen",
    "länsstyrelsen",
    "ab",
    "inc",
    "ltd",
    "gmbh",
    "foundation",
    "university",
    "council",
    "association",
    "studieförbund",
    "kyrkan",
    "bolaget",
    "förvaltningen",
    "kansliet",
    "sektorn",
];
/// Answers that are nobody's name.
const NOBODY: &[&str] = &[
    "none",
    "no",
    "n/a",
    "na",
    "tbd",
    "tba",
    "all",
    "alla",
    "everyone",
    "inga",
    "ingen",
    "nobody",
    "se bilaga",
    "-",
    "–",
    "see below",
    "?",
    "",
    "unknown",
    "xxx",
    "name",
    "se nedan",
    "everybody",
    "samtliga",
    "all present",
    "alla narvarande",
];

/// How a label is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    /// Those who were there, or were not.
    Many,
    /// Who led or wrote.
    Role,
}

/// What a label means; `Närvarande ledamöter` and `Övriga närvarande` are told by their first words.
pub(super) fn label(text: &str) -> Option<Label> {
    let folded = fold::fold(text.trim().trim_end_matches([':', '+']).trim());
    let whole = |list: &[&str]| list.contains(&folded.as_str());
    if whole(MANY) {
        Some(Label::Many)
    } else if whole(ROLES) {
        Some(Label::Role)
    } else {
        begins(&folded).then_some(Label::Many)
    }
}

/// Whether a label begins as one of people does.
fn begins(folded: &str) -> bool {
    let words: Vec<&str> = folded.split_whitespace().collect();
    let rest = match words.split_first() {
        Some((first, rest)) if BEFORE.contains(first) => rest,
        _ => &words[..],
    };
    let Some((first, after)) = rest.split_first() else { return false };
    // `Present the budget`, `Deltagare kan`: what follows makes a sentence of it.
    let more = after.first();
    let fits = if *first == "present" {
        more.is_none_or(|word| AFTER_PRESENT.contains(word))
    } else {
        BEGINNINGS.contains(first) && more.is_none_or(|word| !VERBS.contains(word))
    };
    fits && words.len() <= 5
}

/// Whether a value says that it is nobody.
pub(super) fn nobody(value: &str) -> bool {
    NOBODY.contains(&fold::fold(value.trim()).as_str())
}

/// Whether a value names organisations only.
pub(super) fn only_organisations(value: &str) -> bool {
    value.split([',', ';']).all(is_organisation)
}

fn is_organisation(part: &str) -> bool {
    part.split_whitespace().any(|word| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        ORGANISATIONS.iter().any(|end| {
            word == *end || (end.chars().count() > 4 && word.ends_with(end)) || word == format!("{end}s")
        })
    })
}

/// Whether there may be names in a value that none were found in: it has letters, and is neither nobody, a number of people,
/// nor only organisations.
pub(super) fn may_name(value: &str) -> bool {
    let parts = bare(value);
    parts.split([',', ';', '|']).map(str::trim).any(|part| {
        part.chars().any(char::is_alphabetic)
            && !nobody(part.trim_end_matches('.'))
            && !counts(part)
            && (!is_organisation(part) || beside_organisation(part))
    })
}

/// Whether somebody's first and last name seem to stand in a line of any kind.
pub(super) fn has_full_name(line: &str) -> bool {
    let parts = bare(line);
    let capital = |word: &&str| {
        word.starts_with(char::is_uppercase)
            && word.chars().skip(1).any(char::is_lowercase)
            && word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '.' | '’' | '\''))
    };
    may_name(line)
        && parts.split([',', ';', '|']).filter(|part| may_name(part)).any(|part| {
            let words: Vec<&str> = part.split_whitespace().collect();
            words
                .windows(2)
                .any(|pair| pair.iter().all(capital) && !pair.iter().any(|word| word.ends_with('.')))
        })
}

/// Whether a line is one name and nothing else: `Anna Ek`, with where she is from in brackets.
pub(super) fn is_full_name(line: &str) -> bool {
    let plain = bare(line);
    let words = plain.split_whitespace().count();
    let letters = |c: char| c.is_alphabetic() || c.is_whitespace() || matches!(c, '-' | '’' | '\'');
    (2..=4).contains(&words)
        && plain.chars().all(letters)
        && is_name(plain.trim())
        && !is_organisation(&plain)
}

/// `14 personer`, `5 deltagare från Lund`: a number of people, of whom none is named.
fn counts(part: &str) -> bool {
    let words: Vec<&str> = part.split_whitespace().collect();
    let words = match words.split_first() {
        Some((first, rest)) if matches!(*first, "ca" | "cirka" | "about" | "totalt") => rest,
        _ => &words[..],
    };
    let capital = |word: &&str| word.starts_with(char::is_uppercase);
    let from = |word: &str| matches!(word, "från" | "i" | "from" | "in" | "of" | "av");
    words.first().is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()))
        && words.windows(2).all(|pair| !capital(&pair[1]) || from(pair[0]))
}

/// `Anna Ek Lunds kommun`: more words in capitals than an organisation alone is likely to have.
fn beside_organisation(part: &str) -> bool {
    let words: Vec<&str> = part.split_whitespace().collect();
    let capitals = words.iter().filter(|word| word.starts_with(char::is_uppercase)).count();
    words.len() >= 4 && capitals >= 3
}

/// A value without marks, brackets and what stands in them; `och` is a comma.
fn bare(value: &str) -> String {
    let plain = without_brackets(value);
    plain.replace(" and ", ",").replace(" och ", ",").replace(" & ", ",")
}

/// A value without marks, brackets and what stands in them.
fn without_brackets(value: &str) -> String {
    // What stands in brackets tells where somebody is from.
    let mut depth = 0usize;
    value
        .replace("<br>", ",")
        .chars()
        .filter(|c| {
            match c {
                '(' | '<' => depth += 1,
                ')' | '>' => {
                    depth = depth.saturating_sub(1);
                    return false;
                }
                _ => {}
            }
            depth == 0
        })
        .map(|c| if matches!(c, '*' | '_' | '[' | ']' | '`') { ' ' } else { c })
        .collect()
}

/// The names in a value: `Anna Ek (Malmö stad), @bo and Cecilia`. None where only organisations stand, or nobody.
pub(super) fn people(value: &str) -> Vec<String> {
    let spaced = bare(value);
    let initials = |part: &str| match part.split_once(": ") {
        // `UW: Ulrika Wik`
        Some((lead, name)) if lead.trim().chars().count() <= 4 && !lead.chars().any(char::is_lowercase) => {
            name.to_owned()
        }
        // `Ordförande: Anna Ek`
        Some((lead, name)) if label(lead).is_some() => name.trim().to_owned(),
        _ => part.to_owned(),
    };
    let parts: Vec<String> = spaced
        .split([',', ';', '|'])
        .map(|part| {
            part.split(" - ")
                .next()
                .unwrap_or(part)
                .split(" – ")
                .next()
                .unwrap_or("")
                .trim()
                .trim_end_matches('.')
                .to_owned()
        })
        .map(|part| initials(&part))
        .filter(|part| !NOBODY.contains(&fold::fold(part).as_str()))
        .filter(|part| part.chars().any(char::is_alphabetic))
        .collect();
    // A sentence is no list of names: most of the parts must look like one.
    let names = parts.iter().filter(|part| is_name(part)).count();
    if parts.iter().all(|part| is_organisation(part)) || names * 2 <= parts.len() {
        return Vec::new();
    }
    parts
}

/// Words within a name that have no capital.
const PARTICLES: &[&str] =
    &["de", "van", "von", "af", "av", "der", "den", "la", "di", "da", "du", "bin", "el", "al", "le", "dos"];

/// Whether a text looks like somebody's name: few words, in capitals; or a nickname alone.
fn is_name(part: &str) -> bool {
    let words: Vec<&str> = part.split_whitespace().collect();
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let fits = |word: &&str| {
        word.starts_with('@')
            || bare(word).starts_with(char::is_uppercase)
            || bare(word).is_empty()
            || PARTICLES.contains(word)
            // Letters of scripts without capitals.
            || bare(word).chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase())
    };
    let odd = part.contains(['?', ':', '/', '=', '"', '”', '!', '`', '#']);
    !words.is_empty() && words.len() <= 6 && !odd && (words.len() == 1 || words.iter().all(fits))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_by_their_first_words() {
        for text in [
            "Närvarande ledamöter",
            "Övriga närvarande",
            "Ordinarie ledamöter",
            "Suppleanter",
            "Members present",
        ] {
            assert_eq!(label(text), Some(Label::Many), "{text}");
        }
        for text in ["Present the budget", "Deltagare kan", "Beslut", "Övriga frågor"] {
            assert_eq!(label(text), None, "{text}");
        }
    }

    #[test]
    fn who_may_be_named() {
        for text in ["Anna Ek samt tre till", "Anna Ek, 5 deltagare", "Anna Ek/Lund", "Anna Ek Lunds kommun"]
        {
            assert!(may_name(text), "{text}");
        }
        for text in
            ["14", "14 personer", "5 deltagare från Lund", "Malmö stad och Region Skåne", "ingen", "–"]
        {
            assert!(!may_name(text), "{text}");
        }
    }
}
