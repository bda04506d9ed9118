//! What must not be told of people: names, e-mail addresses and telephone numbers without a consent that holds.
//!
//! The texts of a site are covered as they are read ([`Hidden::cover`]), so that nothing after that can know a hidden
//! name: it stands as the person's role. What comes out is looked over once more ([`Hidden::look`]), for a theme, a picture
//! or a file that is published as it is may say it too. A name goes in here and comes out only as a place in a text.

mod instead;
mod pattern;
mod sieve;

use super::lists::Person;
use crate::language::{Lang, fold};
use crate::report::catalog::people as rules;
use crate::report::{FileId, Finding, Findings, Phrase, Source, Span};
use pattern::Needle;
use sieve::Sieve;
use std::fmt;
use std::ops::Range;

/// So many times a text is masked again, at the most; once is nearly always enough.
const ROUNDS: usize = 4;

/// What of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// The name, as one writes it.
    Name,
    /// The name as in an address or the name of a file: `anna-andersson`.
    Slug,
    /// The e-mail address.
    Email,
    /// The telephone number, with any separators.
    Phone,
    /// The initials, which may be somebody else's. Never hidden, but looked for when a person is to be forgotten.
    Initials,
}

impl What {
    /// The word for it, to begin a sentence.
    pub fn word(self) -> Phrase {
        match self {
            Self::Name | Self::Slug => Phrase { sv: "Namnet", en: "The name" },
            Self::Email => Phrase { sv: "E-postadressen", en: "The e-mail address" },
            Self::Phone => Phrase { sv: "Telefonnumret", en: "The telephone number" },
            Self::Initials => Phrase { sv: "Initialerna", en: "The initials" },
        }
    }
}

/// A place where something of a person stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The bytes.
    pub at: Range<usize>,
    /// What stands there.
    pub what: What,
    /// Whose, among those that are looked for.
    person: usize,
}

/// Somebody of whom something is looked for.
struct Subject {
    id: String,
    withdrawn: bool,
    /// What stands in place of the name.
    role: String,
}

/// Everything that is hidden on a site.
#[derive(Default)]
pub struct Hidden {
    lang: Lang,
    subjects: Vec<Subject>,
    needles: Vec<Needle>,
    sieve: Sieve,
}

/// How many, and nothing of whom: a debug print is a way out too.
impl fmt::Debug for Hidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Hidden").field("persons", &self.subjects.len()).finish_non_exhaustive()
    }
}

impl Hidden {
    /// What is hidden of some people: all that their consent does not cover.
    pub fn of(persons: &[Person], lang: Lang) -> Self {
        let mut hidden = Self { lang, ..Self::default() };
        for person in persons {
            hidden.add(person, false);
        }
        hidden.ready()
    }

    /// All there is of one person, hidden or not, and the initials.
    pub fn of_one(person: &Person, lang: Lang) -> Self {
        let mut hidden = Self { lang, ..Self::default() };
        hidden.add(person, true);
        hidden.ready()
    }

    fn add(&mut self, person: &Person, all: bool) {
        let secrets = person.secrets(all);
        let needles = pattern::needles(&secrets, all);
        if needles.is_empty() {
            return;
        }
        let number = self.subjects.len();
        self.needles.extend(needles.into_iter().map(|needle| needle.of(number)));
        self.subjects.push(Subject {
            id: person.id.value.clone(),
            withdrawn: secrets.withdrawn,
            role: person.role.clone().unwrap_or_default(),
        });
    }

    fn ready(mut self) -> Self {
        if self.needles.is_empty() {
            return self;
        }
        self.sieve = Sieve::new(&self.needles);
        // A role that is more than words could mean something to YAML, and one may hold a name itself.
        let plain = |c: char| c.is_alphabetic() || c == ' ' || c == '-';
        let someone = self.lang.pick("en person", "a person");
        let roles: Vec<String> = self
            .subjects
            .iter()
            .map(|subject| subject.role.trim())
            .map(|role| {
                let words =
                    !role.is_empty() && role.chars().all(plain) && role.starts_with(char::is_alphabetic);
                if words && self.find(role).is_empty() { role } else { someone }.to_owned()
            })
            .collect();
        for (subject, role) in self.subjects.iter_mut().zip(roles) {
            subject.role = role;
        }
        self
    }

    /// Nobody is hidden: nothing is looked for, and nothing costs.
    pub fn is_empty(&self) -> bool {
        self.needles.is_empty()
    }

    /// Where anything hidden stands in a text, in order; of two that overlap the first and longest.
    pub fn find(&self, text: &str) -> Vec<Hit> {
        let mut hits: Vec<Hit> = Vec::new();
        if self.is_empty() {
            return hits;
        }
        for needle in self.sieve.pass(text).into_iter().filter_map(|i| self.needles.get(i)) {
            hits.extend(needle.places(text).map(|at| Hit { at, what: needle.what, person: needle.person }));
        }
        hits.sort_by_key(|hit| (hit.at.start, std::cmp::Reverse(hit.at.end), hit.what));
        let mut end = 0;
        hits.retain(|hit| {
            let free = hit.at.start >= end;
            end = if free { hit.at.end } else { end };
            free
        });
        hits
    }

    /// A text in which everything hidden has given way: to the role, or to a word that says that something is gone. The
    /// number of lines stays. In a table (CSV) the cells stay too. The places are those in the new text.
    fn mask(&self, text: &str, table: bool) -> (String, Vec<Hit>) {
        let (mut out, mut hits) = self.mask_once(text, table);
        // What is gone may have hidden something else: `Ek040-12 34 56` is no name before its number is gone.
        for _ in 0..ROUNDS {
            let (again, more) = self.mask_once(&out, table);
            if more.is_empty() {
                break;
            }
            let moved = |at: usize| {
                let before = more.iter().rev().find(|(old, _)| old.end <= at);
                before.map_or(at, |(old, hit)| at - old.end + hit.at.end)
            };
            for (_, hit) in &mut hits {
                hit.at = moved(hit.at.start)..moved(hit.at.end).max(moved(hit.at.start));
            }
            out = again;
            hits.extend(more);
        }
        let mut hits: Vec<Hit> = hits.into_iter().map(|(_, hit)| hit).collect();
        hits.sort_by_key(|hit| hit.at.start);
        (out, hits)
    }

    /// The new text, and each place as it was and as it is.
    fn mask_once(&self, text: &str, table: bool) -> (String, Vec<(Range<usize>, Hit)>) {
        let mut out = String::with_capacity(text.len());
        let mut hits = Vec::new();
        let mut done = 0;
        for hit in self.find(text).into_iter().filter(|hit| hit.what != What::Slug) {
            out.push_str(text.get(done..hit.at.start).unwrap_or(""));
            let word = match (hit.what, self.subjects.get(hit.person)) {
                (What::Name, Some(subject)) => subject.role.as_str(),
                _ => self.lang.pick("borttaget", "removed"),
            };
            let instead = instead::of(text.get(hit.at.clone()).unwrap_or(""), word, &out, table);
            // A line that now ends before the name needs no blank at its end.
            if instead.starts_with(['\n', '\r']) {
                out.truncate(out.trim_end_matches(' ').len());
            }
            let start = out.len();
            out.push_str(&instead);
            done = hit.at.end;
            hits.push((hit.at.clone(), Hit { at: start..out.len(), ..hit }));
        }
        out.push_str(text.get(done..).unwrap_or(""));
        (out, hits)
    }

    /// A source as the rest of the program may know it; each place is told.
    pub fn cover(&self, source: Source, file: FileId, findings: &mut Findings) -> Source {
        if self.is_empty() {
            return source;
        }
        let (text, hits) = self.mask(&source.text, false);
        for hit in &hits {
            findings.push(Finding { span: Some(Span::new(file, hit.at.clone())), ..self.covered(hit, None) });
        }
        if hits.is_empty() { source } else { Source::new(source.path, text) }
    }

    /// The same for a table that is named at a place of another file.
    pub fn cover_table(&self, text: String, path: &str, named: Span, findings: &mut Findings) -> String {
        if self.is_empty() {
            return text;
        }
        let (masked, hits) = self.mask(&text, true);
        for hit in &hits {
            findings.push(Finding { span: Some(named), ..self.covered(hit, Some(path)) });
        }
        masked
    }

    /// A text as it may be shown to anybody: for what the commands print.
    pub fn veiled(&self, text: &str) -> String {
        self.mask(text, false).0
    }

    fn covered(&self, hit: &Hit, path: Option<&str>) -> Finding {
        let subject = self.subjects.get(hit.person);
        let withdrawn = subject.is_some_and(|subject| subject.withdrawn);
        let rule = if withdrawn { &rules::CONSENT_WITHDRAWN } else { &rules::PERSON_WITHOUT_CONSENT };
        self.tell(Finding::nowhere(rule), hit, path)
    }

    /// What to tell of a place that masking does not reach.
    fn left(&self, hit: &Hit, path: &str) -> Finding {
        let subject = self.subjects.get(hit.person);
        let withdrawn = subject.is_some_and(|subject| subject.withdrawn);
        let rule = if withdrawn { &rules::CONSENT_WITHDRAWN_LEFT } else { &rules::PERSON_WITHOUT_CONSENT };
        self.tell(Finding::nowhere(rule), hit, Some(path))
    }

    fn tell(&self, finding: Finding, hit: &Hit, path: Option<&str>) -> Finding {
        let id = self.subjects.get(hit.person).map_or("", |subject| subject.id.as_str());
        let path = path.map(|path| self.without_names(path));
        finding.with("what", hit.what.word()).with("person", id).with_opt("where", path)
    }

    /// A path with `…` where a name stands in it.
    fn without_names(&self, path: &str) -> String {
        let mut out = path.to_owned();
        for hit in self.find(path).into_iter().rev() {
            out.replace_range(hit.at, "…");
        }
        out
    }

    /// What is hidden and stands in the name of a file or in an address: as written, or as the address made of it.
    pub fn look_at_name(&self, path: &str) -> Findings {
        if self.is_empty() {
            return Findings::new();
        }
        let address = path.split('/').map(fold::slug).collect::<Vec<_>>().join("/");
        let found = [path, &address]
            .into_iter()
            .find_map(|shown| Some((self.find(shown).into_iter().next()?, shown)));
        found.iter().map(|(hit, shown)| self.left(hit, shown)).collect()
    }

    /// What is hidden and stands in bytes that are to be published: one finding a person and kind. `path` is theirs.
    pub fn look(&self, bytes: &[u8], path: &str) -> Findings {
        if self.is_empty() {
            return Findings::new();
        }
        let mut told = std::collections::BTreeSet::new();
        let hits = self.find(&String::from_utf8_lossy(bytes));
        hits.iter()
            .filter(|hit| told.insert((hit.person, hit.what)))
            .map(|hit| self.left(hit, path))
            .collect()
    }

    /// Whether bytes hold anything hidden.
    pub fn is_in(&self, bytes: &[u8]) -> bool {
        !self.is_empty()
            && self.find(&String::from_utf8_lossy(bytes)).iter().any(|hit| hit.what != What::Initials)
    }
}

#[cfg(test)]
mod tests;
