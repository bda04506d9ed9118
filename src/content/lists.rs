//! The site's lists: glossary, abbreviations, persons.

use super::fields::{common as c, meeting as m, other as o};
use super::record;
use super::types::Name;
use super::yaml::{self, Kind};
use crate::language::fold;
use crate::report::catalog::{site as site_rules, yaml as rules};
use crate::report::{FileId, Finding, Findings, Source, Spanned};
use std::fmt;

/// A word and what it means.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The word.
    pub word: Name,
    /// The explanation.
    pub text: String,
}

impl Entry {
    /// The anchor of the word on the glossary's page. Its lead keeps it apart from the page's own anchors.
    pub fn anchor(&self) -> String {
        format!("ord-{}", fold::anchor(&self.word))
    }
}

/// What a person has agreed to.
#[derive(Debug, Clone, PartialEq)]
pub struct Consent {
    /// Names of what may be shown, as written.
    pub scope: Vec<Name>,
    /// Whether it has been withdrawn. A day that cannot be read withdraws it too.
    pub withdrawn: bool,
}

/// Someone in `personer.yaml`.
#[derive(Clone, PartialEq)]
pub struct Person {
    /// The id by which other files point here.
    pub id: Name,
    /// The role.
    pub role: Option<String>,
    /// The organisation.
    pub organisation: Option<Name>,
    /// The name; never shown without consent, and so not public: see [`Person::shown_name`].
    name: Option<String>,
    /// The e-mail address; not public either.
    email: Option<String>,
    /// The telephone number; not public either.
    phone: Option<String>,
    /// What the person has agreed to.
    pub consent: Option<Consent>,
}

/// Without what is not public: a debug print is a way out too.
impl fmt::Debug for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Person").field("id", &self.id).field("role", &self.role).finish_non_exhaustive()
    }
}

/// What [`super::hidden`] looks for, and nobody else may know.
pub(super) struct Secrets<'p> {
    pub(super) name: Option<&'p str>,
    pub(super) email: Option<&'p str>,
    pub(super) phone: Option<&'p str>,
    /// There was a whole consent once.
    pub(super) withdrawn: bool,
    /// The address may be shown, and with it what it says of the name.
    pub(super) email_shown: bool,
}

impl Person {
    /// The name, if the person has agreed that it be shown and has not taken that back (GDPR art. 6.1 a, 7.3).
    pub fn shown_name(&self) -> Option<&str> {
        self.name.as_deref().filter(|_| self.agreed(&["namn", "name"]))
    }

    /// Whether anything stands here by which the person could be known: a role alone is no personal data (GDPR art. 4.1).
    pub fn is_personal(&self) -> bool {
        self.name.is_some() || self.email.is_some() || self.phone.is_some()
    }

    /// Whether this is the person's name, to the letter. It tells nothing that the asker does not know.
    pub fn is_called(&self, name: &str) -> bool {
        self.name.as_deref().is_some_and(|own| fold::nfc(own.trim()) == fold::nfc(name.trim()))
    }

    /// Whether another reading of the list says the same of the person, consent apart.
    pub(super) fn is_same(&self, other: &Person) -> bool {
        let facts = |p: &Person| {
            let organisation = p.organisation.as_ref().map(|name| name.value.clone());
            let secret = (p.name.clone(), p.email.clone(), p.phone.clone());
            (p.id.value.clone(), p.role.clone(), organisation, secret)
        };
        facts(self) == facts(other)
    }

    /// Whether another reading of the list gives the same consent.
    pub(super) fn is_as_agreed(&self, other: &Person) -> bool {
        let terms = |p: &Person| {
            let scope =
                |consent: &Consent| consent.scope.iter().map(|name| name.value.clone()).collect::<Vec<_>>();
            p.consent.as_ref().map(|consent| (scope(consent), consent.withdrawn))
        };
        terms(self) == terms(other)
    }

    /// Whether a consent that holds covers something, by the words for it.
    fn agreed(&self, words: &[&str]) -> bool {
        let whole = self.consent.as_ref().filter(|consent| !consent.withdrawn);
        whole.is_some_and(|consent| {
            consent.scope.iter().any(|scope| words.contains(&fold::key(scope).as_str()))
        })
    }

    /// What is hidden of the person, or all there is.
    pub(super) fn secrets(&self, all: bool) -> Secrets<'_> {
        let hidden = |value: &'_ Option<String>, agreed: bool| value.is_some() && (all || !agreed);
        let email = self.agreed(&["e_post", "epost", "email", "e_mail", "mejl"]);
        let phone = self.agreed(&["telefon", "phone", "tel", "telefonnummer"]);
        let name = self.agreed(&["namn", "name"]);
        Secrets {
            name: self.name.as_deref().filter(|_| hidden(&self.name, name)),
            email: self.email.as_deref().filter(|_| hidden(&self.email, email)),
            phone: self.phone.as_deref().filter(|_| hidden(&self.phone, phone)),
            withdrawn: self.consent.as_ref().is_some_and(|consent| consent.withdrawn),
            email_shown: !all && email && self.email.is_some(),
        }
    }
}

/// Reads `ordlista.yaml` or `forkortningar.yaml`: a map, or a list of maps with one entry each.
pub fn words(source: &Source, file: FileId, findings: &mut Findings) -> Vec<Entry> {
    let mut out = Vec::new();
    let Some(node) = yaml::parse(&source.text, 0..source.text.len(), file, findings) else { return out };
    let items = match node.kind {
        Kind::List(items) => items,
        _ => vec![node],
    };
    for item in items {
        let Kind::Map(pairs) = item.kind else {
            if item.kind != Kind::Damaged && item.kind != Kind::Null {
                findings.push(Finding::at(&rules::YAML_KEY, item.span));
            }
            continue;
        };
        for (word, value) in pairs {
            match value.kind {
                Kind::Scalar(text) => {
                    let known = |entry: &&Entry| fold::anchor(&entry.word) == fold::anchor(&word.value);
                    if let Some(first) = out.iter().find(known) {
                        let finding =
                            Finding::at(&site_rules::ID_DUPLICATE, word.span).with("id", word.value.as_str());
                        findings.push(finding.with("same", "").related(first.word.span));
                        continue;
                    }
                    let word = Spanned::new(word.value.trim().to_owned(), word.span);
                    out.push(Entry { word, text: text.trim().to_owned() });
                }
                Kind::Damaged => {}
                _ => findings.push(Finding::at(&rules::YAML_KEY, value.span)),
            }
        }
    }
    out
}

/// Reads `personer.yaml`.
pub fn persons(source: &Source, file: FileId, findings: &mut Findings) -> Vec<Person> {
    let Some(node) = yaml::parse(&source.text, 0..source.text.len(), file, findings) else {
        return Vec::new();
    };
    let items = match node.kind {
        Kind::List(items) => items,
        _ => vec![node],
    };
    let read = |item: &yaml::Node| {
        let record = record::read(item, &o::PERSON, findings);
        Some(Person {
            id: record.text(&c::ID)?,
            role: record.text(&o::ROLE).map(|t| t.value),
            organisation: record.text(&m::ORGANISATION),
            name: record.text(&o::PERSON_NAME).map(|t| t.value),
            email: record.text(&o::EMAIL).map(|t| t.value),
            phone: record.text(&o::PHONE).map(|t| t.value),
            // Consent without its ground and its day is none (GDPR art. 7.1): the name stays hidden.
            consent: record
                .group(&o::CONSENT)
                .filter(|c| c.has(&o::LEGAL_GROUND) && c.date(&o::CONSENT_DATE).is_some())
                .map(|consent| Consent {
                    scope: consent.texts(&o::SCOPE),
                    withdrawn: consent.has(&o::WITHDRAWN),
                }),
        })
    };
    let persons: Vec<Person> = items.iter().filter_map(read).collect();
    let mut seen: Vec<&Name> = Vec::new();
    let mut twice = Vec::new();
    for id in persons.iter().map(|person| &person.id) {
        match seen.iter().find(|first| fold::slug(first) == fold::slug(id)) {
            Some(first) => twice.push(
                Finding::at(&site_rules::ID_DUPLICATE, id.span)
                    .with("id", id.value.as_str())
                    .with("same", "")
                    .related(first.span),
            ),
            None => seen.push(id),
        }
    }
    findings.extend(twice.into_iter().collect());
    persons
}
