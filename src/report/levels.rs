//! How much rules weigh on one site: what `site.yaml` says in place of the rules' own severities.

use super::catalog::rules as told;
use super::{Arg, Finding, Findings, Rule, Severity, Span, catalog};
use crate::language::{Lang, fold};
use std::collections::BTreeMap;

/// Rules that weigh differently here, by name; `None` is turned off.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Levels(BTreeMap<&'static str, Option<Severity>>);

/// The words for how much a rule may weigh: Swedish, English.
const WORDS: [(Option<Severity>, &str, &str); 4] = [
    (Some(Severity::Error), "fel", "error"),
    (Some(Severity::Warning), "varning", "warning"),
    (Some(Severity::Advice), "råd", "advice"),
    (None, "av", "off"),
];

impl Levels {
    /// The weight that a word means; `Some(None)` is off.
    pub fn read(word: &str) -> Option<Option<Severity>> {
        WORDS
            .iter()
            .find(|(_, sv, en)| fold::same(word, sv) || fold::same(word, en))
            .map(|(level, _, _)| *level)
    }

    /// The words that may be written, for a message.
    pub fn words(lang: Lang) -> String {
        WORDS.iter().map(|(_, sv, en)| lang.pick(*sv, *en)).collect::<Vec<_>>().join(", ")
    }

    /// Sets a rule's weight. That one which helps readers is off is told, as nobody else would notice. A rule that does not exist is told with the nearest; one that must not be lowered is told with
    /// the reason, and stays as it is.
    pub fn set(&mut self, name: &str, span: Span, level: Option<Severity>, findings: &mut Findings) {
        let Some(rule) = catalog::find(name.trim()) else {
            findings.push(unknown(&told::RULE_UNKNOWN, span, name));
            return;
        };
        let lower = level.is_none_or(|level| level > rule.severity);
        if rule.is_fixed() && lower {
            findings.push(fixed(&told::RULE_FIXED, span, rule));
        } else {
            if level.is_none() && rule.criterion.starts_with("WCAG") {
                let finding = Finding::at(&told::RULE_OFF, span).with("name", rule.name);
                findings.push(finding.with("criterion", rule.criterion));
            }
            self.0.insert(rule.name, level);
        }
    }

    /// Whether a rule is turned off.
    pub fn is_off(&self, rule: &Rule) -> bool {
        self.0.get(rule.name) == Some(&None)
    }

    /// Gives every finding the weight it has on this site; those of rules that are turned off go.
    pub fn apply(&self, findings: &mut Findings) {
        findings.retain(|finding| match self.0.get(finding.rule.name) {
            None => true,
            Some(None) => false,
            Some(Some(severity)) => {
                finding.severity = *severity;
                true
            }
        });
    }
}

/// A name that no rule has, with the nearest.
pub(super) fn unknown(rule: &'static Rule, span: Span, name: &str) -> Finding {
    let near = fold::nearest(name, catalog::all().map(|rule| rule.name));
    Finding::at(rule, span).with("name", name).with_opt("near", near)
}

/// A rule that must stay as it is, with what it says itself.
pub(super) fn fixed(told: &'static Rule, span: Span, rule: &'static Rule) -> Finding {
    Finding::at(told, span)
        .with("name", rule.name)
        .with("severity", Arg::each(|lang| rule.severity.word(lang).to_lowercase()))
        .with("reason", Arg::each(|lang| rule.why.bare(lang)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::FileId;
    use crate::report::catalog::{markup, people};

    fn set(name: &str, word: &str) -> (Levels, Vec<&'static str>) {
        let (mut levels, mut findings) = (Levels::default(), Findings::new());
        let span = Span::file_start(FileId(0));
        levels.set(name, span, Levels::read(word).expect("a level"), &mut findings);
        (levels, findings.iter().map(|finding| finding.rule.name).collect())
    }

    fn weight(levels: &Levels, rule: &'static Rule) -> Option<Severity> {
        let mut findings: Findings = std::iter::once(Finding::nowhere(rule)).collect();
        levels.apply(&mut findings);
        findings.iter().next().map(|finding| finding.severity)
    }

    #[test]
    fn a_rule_weighs_what_the_site_says() {
        let (levels, told) = set("link-broken", "Varning");
        assert_eq!((weight(&levels, &markup::LINK_BROKEN), told), (Some(Severity::Warning), vec![]));
        let (levels, told) = set("link-broken", "off");
        assert_eq!((weight(&levels, &markup::LINK_BROKEN), told), (None, vec!["rule-off"]));
        // It shuts nobody out.
        assert_eq!(set("field-unknown", "av").1, [""; 0]);
        assert_eq!(Levels::read("kanske"), None);
    }

    #[test]
    fn a_rule_that_protects_may_be_raised_and_never_lowered() {
        for word in ["råd", "av", "warning"] {
            let (levels, told) = set("person-without-consent", word);
            assert_eq!(told, ["rule-fixed"]);
            assert_eq!(weight(&levels, &people::PERSON_WITHOUT_CONSENT), Some(Severity::Error));
        }
        let (levels, told) = set("consent-withdrawn", "fel");
        assert_eq!((weight(&levels, &people::CONSENT_WITHDRAWN), told), (Some(Severity::Error), vec![]));
        assert_eq!(set("link-brokn", "av").1, ["rule-unknown"]);
    }
}
