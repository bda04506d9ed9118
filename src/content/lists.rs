//! The site's lists: glossary, abbreviations, persons.

use super::fields::{common as c, meeting as m, other as o};
use super::record;
use super::types::Name;
use super::yaml::{self, Kind};
use crate::language::fold;
use crate::report::catalog::{site as site_rules, yaml as rules};
use crate::report::{FileId, Finding, Findings, Source, Spanned};
use jiff::civil::Date;

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
    /// When it was withdrawn.
    pub withdrawn: Option<Date>,
}

/// Someone in `personer.yaml`.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    /// The id by which other files point here.
    pub id: Name,
    /// The role.
    pub role: Option<String>,
    /// The organisation.
    pub organisation: Option<Name>,
    /// The name; never shown without consent, and so not public: see [`Person::shown_name`].
    name: Option<String>,
    /// What the person has agreed to.
    pub consent: Option<Consent>,
}

impl Person {
    /// The name, if the person has agreed that it be shown and has not taken that back (GDPR art. 6.1 a, 7.3).
    pub fn shown_name(&self) -> Option<&str> {
        let consent = self.consent.as_ref().filter(|consent| consent.withdrawn.is_none())?;
        let named = |scope: &Name| matches!(fold::key(scope).as_str(), "namn" | "name");
        consent.scope.iter().any(named).then_some(self.name.as_deref()).flatten()
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
            // Consent without its ground and its day is none (GDPR art. 7.1): the name stays hidden.
            consent: record
                .group(&o::CONSENT)
                .filter(|c| c.has(&o::LEGAL_GROUND) && c.date(&o::CONSENT_DATE).is_some())
                .map(|consent| Consent {
                    scope: consent.texts(&o::SCOPE),
                    withdrawn: consent.date(&o::WITHDRAWN).map(|d| d.value),
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
