//! What a text should not tell of people: what they need, how to reach them at home.

use super::Text;
use super::blocks::{self, Role, Sentence};
use crate::language::fold;
use crate::report::catalog::facts as rules;
use crate::report::{Finding, Findings, Phrase};
use regex::Regex;
use std::sync::LazyLock;

/// Words of health and of access needs, folded; a word counts when it begins so.
const HEALTH: &[&str] = &[
    "diabet",
    "adhd",
    "autis",
    "depress",
    "cancer",
    "epilep",
    "demens",
    "dement",
    "allergi",
    "allergic",
    "rullstol",
    "wheelchair",
    "horselskad",
    "synskad",
    "dovblind",
    "blind",
    "dov ",
    "deaf",
    "sjukskriv",
    "diagnos",
    "utmattning",
    "utbrand",
    "missbruk",
    "schizofren",
    "bipolar",
    "dyslexi",
    "dyslex",
    "psykisk",
    "handikapp",
    "disabled",
];

/// Common first names: with a second word in a capital after it, it is somebody. Those that are also words are left out.
const FIRST_NAMES: &[&str] = &[
    "anna",
    "anders",
    "maria",
    "erik",
    "karin",
    "lars",
    "eva",
    "karl",
    "kristina",
    "mikael",
    "elisabeth",
    "johan",
    "kerstin",
    "per",
    "lena",
    "nils",
    "ingrid",
    "jan",
    "sara",
    "daniel",
    "emma",
    "gunnar",
    "marie",
    "fredrik",
    "birgitta",
    "sven",
    "margareta",
    "bengt",
    "johanna",
    "bo",
    "linda",
    "gustav",
    "annika",
    "magnus",
    "inger",
    "thomas",
    "ulla",
    "peter",
    "helena",
    "mats",
    "monica",
    "ali",
    "fatima",
    "mohammed",
    "mohamed",
    "ahmed",
    "amina",
    "hassan",
    "susanne",
    "ulf",
    "camilla",
    "jonas",
    "ulrika",
    "andreas",
    "malin",
    "stefan",
    "jenny",
    "hans",
    "sofia",
    "david",
    "elin",
    "patrik",
    "josefin",
    "john",
    "mary",
    "james",
    "jennifer",
    "robert",
    "susan",
    "michael",
    "karen",
];

/// Lead words of addresses that belong to a role.
const ROLES: &[&str] = &[
    "info",
    "kontakt",
    "contact",
    "kansli",
    "office",
    "post",
    "mail",
    "registrator",
    "kundtjanst",
    "support",
    "hej",
    "hello",
    "admin",
    "webb",
    "web",
    "press",
    "anmalan",
    "bokning",
    "styrelsen",
    "ordforande",
    "sekreterare",
    "projekt",
    "project",
    "samordnare",
    "verksamhet",
    "kommun",
    "kommunen",
];

static EMAIL: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?i)\b([\p{L}0-9._%+-]+)@[\p{L}0-9.-]+\.[a-z]{2,}\b").ok());

/// A Swedish mobile number: 07x, or +46 7x (PTS numbering plan).
static MOBILE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?:\+46[ \u{a0}-]?(?:\(0\))?|\b0)7[02369](?:[ \u{a0}\u{2011}-]?\d){7}\b").ok()
});

pub(super) fn check_text(note: &Text<'_>, findings: &mut Findings) {
    for block in note.blocks.iter().filter(|block| block.role != Role::Heading) {
        for Sentence { text: sentence, .. } in block.sentences().filter(|_| block.signs.name) {
            if names_somebody(sentence)
                && let Some(word) = health(sentence)
            {
                findings.push(Finding::at(&rules::PERSON_HEALTH, block.span).with("word", word));
            }
        }
        let address = block.text.contains('@');
        if EMAIL.as_ref().filter(|_| address).is_some_and(|pattern| {
            pattern
                .captures_iter(&block.text)
                .any(|found| found.get(1).is_some_and(|name| is_persons(name.as_str())))
        }) {
            let what = Phrase { sv: "en e-postadress", en: "an e-mail address" };
            findings.push(Finding::at(&rules::CONTACT_IN_TEXT, block.span).with("what", what));
        }
        let known = |number: &str| note.known().phones.contains(&digits(number));
        let number = block.text.contains("07") || block.text.contains("+46");
        if MOBILE
            .as_ref()
            .filter(|_| number)
            .is_some_and(|pattern| pattern.find_iter(&block.text).any(|found| !known(found.as_str())))
        {
            let what = Phrase { sv: "ett mobilnummer", en: "a mobile number" };
            findings.push(Finding::at(&rules::CONTACT_IN_TEXT, block.span).with("what", what));
        }
    }
}

/// A telephone number without all that is no digit.
pub(super) fn digits(number: &str) -> String {
    number.chars().filter(char::is_ascii_digit).collect()
}

/// The word of health in a sentence.
fn health(sentence: &str) -> Option<&str> {
    blocks::split(sentence).find(|word| {
        let folded = format!("{} ", fold::fold(word));
        HEALTH.iter().any(|stem| folded.starts_with(stem))
    })
}

/// Ends of words for places and institutions, which are called after people: `Maria kyrka`, `Per Albinsgården`.
const PLACES: &[&str] = &[
    "kyrka",
    "kyrkan",
    "gard",
    "garden",
    "huset",
    "hemmet",
    "skola",
    "skolan",
    "gatan",
    "plats",
    "torg",
    "torget",
    "fond",
    "fonden",
    "stiftelse",
    "stiftelsen",
    "church",
    "house",
    "home",
    "school",
    "centre",
    "center",
    "hospital",
    "trust",
    "foundation",
    "street",
    "road",
    "college",
    "hall",
];

/// `Anna Andersson` in a sentence: a first name and a word in a capital, and no place.
fn names_somebody(sentence: &str) -> bool {
    let words: Vec<&str> = blocks::split(sentence).collect();
    let place = |word: Option<&&str>| {
        word.is_some_and(|word| {
            let folded = fold::fold(word);
            PLACES.iter().any(|end| folded.ends_with(end))
        })
    };
    words.iter().enumerate().any(|(i, first)| {
        let second = words.get(i + 1);
        first.starts_with(char::is_uppercase)
            && second.is_some_and(|second| {
                second.starts_with(char::is_uppercase)
                    && second.chars().skip(1).any(char::is_lowercase)
                    // `Peter: Could we …` is what somebody says.
                    && sentence.contains(&format!("{first} {second}"))
            })
            && FIRST_NAMES.contains(&fold::fold(first).as_str())
            && !place(second)
            && !(words.get(i + 2).is_some_and(|third| third.starts_with(char::is_uppercase))
                && place(words.get(i + 2)))
    })
}

/// Whether the part before the @ looks like a person's: `anna.andersson`, `anna`.
fn is_persons(local: &str) -> bool {
    let folded = fold::fold(local);
    let parts: Vec<&str> = folded.split(['.', '_', '-']).filter(|part| !part.is_empty()).collect();
    if parts.iter().any(|part| ROLES.iter().any(|role| part.starts_with(role))) {
        return false;
    }
    parts.first().is_some_and(|first| FIRST_NAMES.contains(first))
}
