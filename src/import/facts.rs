//! What a foreign note says of itself, in its facts, its name and its first lines: title, day, type, language.

use super::days::{self, Named};
use super::front::Fact;
use crate::content::kind::Type;
use crate::language::tag::LangTag;
use crate::language::{dates, fold};
use jiff::civil::Date;

/// A key that we have another name for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// The title.
    Title,
    /// The day.
    Date,
    /// The language.
    Lang,
    /// What is most important.
    Summary,
    /// When the text was last changed.
    Updated,
    /// People by name.
    People,
    /// What another program does with the note; nobody needs to look at it.
    Machinery,
    /// What the note is.
    Kind,
    /// Anything else: perhaps a fact of ours.
    Other,
}

/// What a folded key means.
pub(super) fn meaning(key: &str) -> Meaning {
    match key {
        "title" | "titel" | "rubrik" | "subject" | "heading" | "pagetitle" => Meaning::Title,
        "date" | "datum" | "day" | "dag" | "meeting_date" | "event_date" | "motesdatum" => Meaning::Date,
        "lang" | "language" | "sprak" | "locale" => Meaning::Lang,
        "summary" | "sammanfattning" | "description" | "excerpt" | "abstract" | "ingress" => Meaning::Summary,
        "updated" | "lastmod" | "last_modified_at" | "uppdaterad" | "modified" => Meaning::Updated,
        "author" | "authors" | "attendees" | "present" | "participants" | "chair" | "chairs" | "scribe"
        | "scribes" | "regrets" | "absent" | "facilitator" | "moderator" | "notetaker" | "note_taker"
        | "by" | "host" | "hosts" | "guests" | "sekreterare" | "ordforande" | "justerare"
        | "protokollforare" | "forfattare" | "redaktor" | "redaktorer" | "skribent" | "speaker"
        | "speakers" | "members" | "editor" | "contact" | "email" | "owner" => Meaning::People,
        "layout" | "permalink" | "url" | "slug" | "aliases" | "redirect_from" | "weight" | "toc" | "math"
        | "mermaid" | "draft" | "published" | "comments" | "robots" | "nav_order" | "parent"
        | "nav_exclude" | "has_children" | "template" | "sidebar" | "breaks" | "ga" | "slideoptions"
        | "cascade" | "outputs" | "markup" | "version" | "css" | "js" | "hide" | "search_exclude"
        | "image" | "background" | "id" | "uuid" | "created" | "status" => Meaning::Machinery,
        "type" | "typ" | "category" | "categories" | "kind" => Meaning::Kind,
        _ => Meaning::Other,
    }
}

/// Whether people stand by name after a key.
fn is_of_people(key: &str) -> bool {
    let key = fold::key(key);
    meaning(&key) == Meaning::People || super::names::label(&key.replace('_', " ")).is_some()
}

/// The lines of facts that name nobody, and the keys of those that do, each with how many lines it had. What is indented
/// below a key, or a list below it, is the key's.
pub(super) fn without_people<'a>(
    lines: impl Iterator<Item = &'a str>,
) -> (Vec<String>, Vec<(String, usize)>) {
    let mut stay = Vec::new();
    let mut gone: Vec<(String, usize)> = Vec::new();
    let mut open: Option<usize> = None;
    for line in lines {
        let bare = line.trim_start();
        let indent = line.len() - bare.len();
        if open.is_some_and(|own| indent > own || (indent == own && bare.starts_with(['-', ']', '}']))) {
            if let Some((_, count)) = gone.last_mut() {
                *count += 1;
            }
            continue;
        }
        open = None;
        // `{title: x, author: Anna Ek}` has several.
        let named = bare.split([',', '{', '[']).find_map(|part| {
            let part = part.trim().trim_start_matches(['-', '#', ' ']);
            let (key, _) = part.split_once([':', '='])?;
            let key = key.trim().trim_matches(['"', '\'']);
            is_of_people(key).then(|| key.to_owned())
        });
        match named {
            Some(key) => {
                gone.push((key, 0));
                open = Some(indent);
            }
            None => stay.push(line.to_owned()),
        }
    }
    (stay, gone)
}

/// The first fact of a meaning with a value.
pub(super) fn find(facts: &[Fact], wanted: Meaning) -> Option<&Fact> {
    facts.iter().find(|fact| meaning(&fact.folded()) == wanted && !fact.value().is_empty())
}

/// Words that head many notes and tell none from another.
const GENERIC: &[&str] = &["readme", "index", "untitled", "namnlos", "new", "ny", "dokument", "document"];

/// A file's name as a title: without day and ending, with a capital.
pub(super) fn title_from_name(name: &str) -> String {
    let words = without_day(name).replace(['-', '_', '.'], " ");
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// The part of a name that is not the day.
pub(super) fn without_day(name: &str) -> String {
    let written = match days::of_path(name) {
        Some(Named::Day(_, written) | Named::Either(_, _, written)) if !written.is_empty() => written,
        _ => {
            let figures: String = name.chars().take_while(char::is_ascii_digit).collect();
            let month_day = name
                .split(['-', '_', '.'])
                .take(2)
                .all(|part| part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit()));
            if month_day {
                name.chars().take(5).collect()
            } else if figures.len() >= 6 {
                figures
            } else {
                String::new()
            }
        }
    };
    if written.is_empty() { name.to_owned() } else { name.replacen(&written, " ", 1) }
}

/// The slug of a note: by its name where that says anything, else by its title.
pub(super) fn slug(name: &str, title: &str) -> String {
    let named = fold::slug(&without_day(name));
    let titled = fold::slug(&without_day(title));
    let digits = |slug: &str| slug.chars().all(|c| c.is_ascii_digit() || c == '-');
    if digits(&named) || GENERIC.contains(&named.as_str()) {
        return if digits(&titled) { named } else { titled };
    }
    // `minutes`, `agenda`: what it is, not of what.
    let bare = matches!(
        named.as_str(),
        "minutes"
            | "agenda"
            | "notes"
            | "protokoll"
            | "anteckningar"
            | "dagordning"
            | "mote"
            | "meeting"
            | "meeting-notes"
            | "minnesanteckningar"
    );
    if bare && !digits(&titled) {
        return if titled.split('-').any(|word| word == named) {
            titled
        } else {
            format!("{titled}-{named}")
        };
    }
    named
}

/// The day, and whether it is a guess between two.
pub(super) struct Day {
    /// The day.
    pub(super) date: Date,
    /// What was written, when it may be two days.
    pub(super) unsure: Option<String>,
}

/// The day of a note. `month_first`: how the other names of the folder are written.
pub(super) fn day(facts: &[Fact], path: &str, head: &str, month_first: Option<bool>) -> Option<Day> {
    let sure = |date| Day { date, unsure: None };
    if let Some(date) = find(facts, Meaning::Date).and_then(|fact| fact_day(fact.value())) {
        return Some(sure(date));
    }
    match days::of_path(path) {
        Some(Named::Day(date, _)) => Some(sure(date)),
        Some(Named::Either(day_first, month, written)) => {
            let said = days::in_text(head);
            let chosen = said.filter(|date| *date == day_first || *date == month);
            let by_others = month_first.map(|first| if first { month } else { day_first });
            Some(match chosen.or(by_others) {
                Some(date) => sure(date),
                None => Day { date: day_first, unsure: Some(written) },
            })
        }
        None => days::in_text(head).map(sure),
    }
}

/// `2014-05-12`, `2014-05-12 13:00:00 +0100`, `12 maj 2014`
pub(super) fn fact_day(value: &str) -> Option<Date> {
    let value = value.trim();
    let first = value.split([' ', 'T']).next().unwrap_or(value);
    dates::parse(value).or_else(|| dates::parse(first)).or_else(|| days::in_line(value))
}

/// How the names of a folder write ambiguous days, by those that can be read in one way only.
pub(super) fn month_first<'p>(paths: impl Iterator<Item = &'p str>) -> Option<bool> {
    let (mut months, mut others) = (0, 0);
    for path in paths {
        if let Some(Named::Day(date, written)) = days::of_path(path) {
            let parts: Vec<&str> = written.split(['-', '_', '.', ' ']).collect();
            if let [first, second, year] = parts[..]
                && year.len() == 4
            {
                if first.parse() == Ok(date.month()) && second.parse() == Ok(date.day()) && first != second {
                    months += 1;
                } else {
                    others += 1;
                }
            }
        }
    }
    (months != others).then_some(months > others)
}

/// What hints say that a note is.
pub(super) struct Hint {
    /// The type.
    pub(super) kind: Type,
    /// Whether it was said, and is no mere likelihood.
    pub(super) said: bool,
}

/// What a note is, by its facts, its folders and its title.
pub(super) fn kind(facts: &[Fact], path: &str, title: &str, dated: bool) -> Hint {
    let types = facts.iter().filter(|fact| meaning(&fact.folded()) == Meaning::Kind);
    if let Some(kind) = types.flat_map(|fact| &fact.values).find_map(|word| of_word(word)) {
        return Hint { kind, said: true };
    }
    let name = path.rsplit('/').next().unwrap_or(path);
    let in_words = |text: &str| {
        fold::fold(text).split(|c: char| !c.is_alphanumeric()).find_map(|word| match word {
            "workshop" | "workshops" | "workshoppen" => Some(Type::Workshop),
            "mote" | "motet" | "protokoll" | "meeting" | "minutes" | "telcon" | "teleconference" | "call"
            | "f2f" | "sammantrade" | "dialogmote" | "minnesanteckningar" | "motesanteckningar"
            | "styrelsemote" | "arsmote" => Some(Type::Meeting),
            _ => None,
        })
    };
    if let Some(kind) = in_words(name).or_else(|| in_words(title)) {
        return Hint { kind, said: kind == Type::Workshop || dated };
    }
    if let Some(kind) = path.rsplit('/').skip(1).find_map(of_word) {
        return Hint { kind, said: true };
    }
    Hint { kind: if dated { Type::Meeting } else { Type::Page }, said: false }
}

/// The type that a word means: ours, or one that others use for it.
fn of_word(word: &str) -> Option<Type> {
    let word = word.trim().trim_start_matches('_');
    match fold::key(word).as_str() {
        "minutes" | "protokoll" | "meeting_minutes" | "meeting_notes" | "telcons" | "motesanteckningar"
        | "minnesanteckningar" => Some(Type::Meeting),
        "page" | "pages" | "sidor" | "post" | "posts" | "blog" => None,
        _ => Type::from_word(word),
    }
}

/// The language that is said in facts or by a document.
pub(super) fn language(facts: &[Fact]) -> Option<LangTag> {
    find(facts, Meaning::Lang).and_then(|fact| LangTag::parse(&fact.value().replace('_', "-")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_say_what_a_note_is_of() {
        for (name, title, expected) in [
            ("2014-05-12-styrgruppen", "Annat", "styrgruppen"),
            ("2014-05-12", "Styrgruppen möts", "styrgruppen-mots"),
            ("README", "Styrgruppen", "styrgruppen"),
            ("11-05-minutes", "TAG Teleconference", "tag-teleconference-minutes"),
            ("protokoll 20140512", "Protokoll från styrgruppen", "protokoll-fran-styrgruppen"),
            ("20140512", "", ""),
        ] {
            assert_eq!(slug(name, title), expected, "{name}");
        }
        assert_eq!(title_from_name("2014-05-12_styrgruppens-mote"), "Styrgruppens mote");
    }

    #[test]
    fn other_names_tell_how_days_are_written() {
        assert_eq!(month_first(["a-07-25-2023", "a-05-11-2023"].into_iter()), Some(true));
        assert_eq!(month_first(["a-25-07-2023", "a-05-11-2023"].into_iter()), Some(false));
        assert_eq!(month_first(["a-05-11-2023"].into_iter()), None);
    }
}
