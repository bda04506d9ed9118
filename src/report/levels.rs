//! How much rules weigh on one site: what `site.yaml` says in place of the rules' own severities.

use super::catalog::rules as told;
use super::{Arg, Finding, Findings, Phrase, Rule, Severity, Span, catalog};
use crate::language::{Lang, fold};
use std::collections::BTreeMap;

/// Rules that weigh differently here, by name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Levels(BTreeMap<&'static str, Level>);

/// What a rule weighs here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// How much; `None` is turned off.
    pub severity: Option<Severity>,
    /// Why, if somebody wrote it: `av, för att rubrikerna säger det`.
    pub reason: Option<String>,
}

/// How a reason is written, for messages.
const EXAMPLE: Phrase = Phrase {
    sv: "av, för att rubriken ovanför varje tabell säger vad den visar",
    en: "\"off\", as the heading above each table says what it shows",
};

/// The words for how much a rule may weigh: Swedish, English.
const WORDS: [(Option<Severity>, &str, &str); 4] = [
    (Some(Severity::Error), "fel", "error"),
    (Some(Severity::Warning), "varning", "warning"),
    (Some(Severity::Advice), "råd", "advice"),
    (None, "av", "off"),
];

impl Levels {
    /// The weight that a word means; `Some(None)` is off.
    pub fn read(text: &str) -> Option<Level> {
        let (word, reason) = text.split_once([',', '.', ';', ':', '(', '–']).unwrap_or((text, ""));
        let known = |(_, sv, en): &&(_, &str, &str)| fold::same(word, sv) || fold::same(word, en);
        let severity = WORDS.iter().find(known).map(|(severity, _, _)| *severity)?;
        let reason =
            Some(reason.trim().trim_end_matches(')')).filter(|r| r.chars().any(char::is_alphanumeric));
        Some(Level { severity, reason: reason.map(fold::sentence) })
    }

    /// The words that may be written, for a message.
    pub fn words(lang: Lang) -> String {
        WORDS.iter().map(|(_, sv, en)| lang.pick(*sv, *en)).collect::<Vec<_>>().join(", ")
    }

    /// Sets a rule's weight. A rule that does not exist is told with the nearest; one that must not be lowered is told with
    /// the reason, and stays as it is; and so does a demand of WCAG that is turned off without a reason, as the
    /// accessibility statement must tell it.
    pub fn set(&mut self, name: &str, span: Span, level: Level, findings: &mut Findings) {
        let Some(rule) = catalog::find(name.trim()) else {
            findings.push(unknown(&told::RULE_UNKNOWN, span, name));
            return;
        };
        let lower = level.severity.is_none_or(|severity| severity > rule.severity);
        if rule.is_fixed() && lower {
            findings.push(fixed(&told::RULE_FIXED, span, rule));
        } else if rule.is_wcag() && level.severity.is_none() && level.reason.is_none() {
            let finding = Finding::at(&told::RULE_NO_REASON, span).with("name", rule.name);
            let example = Arg::each(|lang| format!("{}: {}", rule.name, EXAMPLE.raw(lang)));
            findings.push(finding.with("criterion", rule.criterion).with("example", example));
        } else {
            self.0.insert(rule.name, level);
        }
    }

    /// Whether a rule is turned off.
    pub fn is_off(&self, rule: &Rule) -> bool {
        self.0.get(rule.name).is_some_and(|level| level.severity.is_none())
    }

    /// Demands of WCAG that are turned off on the whole site, with the reasons.
    pub fn exceptions(&self) -> impl Iterator<Item = (&'static Rule, &str)> {
        let off = self.0.iter().filter(|(_, level)| level.severity.is_none());
        off.filter_map(|(name, level)| {
            let rule = catalog::find(name).filter(|rule| rule.is_wcag())?;
            Some((rule, level.reason.as_deref()?))
        })
    }

    /// Gives every finding the weight it has on this site; those of rules that are turned off go.
    pub fn apply(&self, findings: &mut Findings) {
        findings.weigh(|finding| match self.0.get(finding.rule.name) {
            None => Some(finding.severity),
            Some(level) => level.severity,
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
    use crate::report::catalog::{fields, markup, people};

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
        let (levels, told) = set("link-broken", "off, as it is not written yet");
        assert_eq!((weight(&levels, &markup::LINK_BROKEN), told), (None, vec![]));
        assert_eq!(
            levels.exceptions().map(|(rule, why)| (rule.name, why)).collect::<Vec<_>>(),
            [("link-broken", "As it is not written yet.")]
        );
        let (levels, told) = set("image-remote", "av");
        assert_eq!(told, ["rule-fixed"]);
        assert_eq!(levels.exceptions().count(), 0);
        let (levels, told) = set("field-unknown", "av");
        assert_eq!(
            (weight(&levels, &fields::FIELD_UNKNOWN), told, levels.exceptions().count()),
            (None, vec![], 0)
        );
        assert_eq!(Levels::read("kanske"), None);
    }

    #[test]
    fn a_demand_of_wcag_is_turned_off_for_a_reason_or_not_at_all() {
        for word in ["av", "off", "av, …", "av."] {
            let (levels, told) = set("link-broken", word);
            assert_eq!(told, ["rule-no-reason"], "{word}");
            assert_eq!(weight(&levels, &markup::LINK_BROKEN), Some(Severity::Error), "{word}");
        }
        assert_eq!(set("link-broken", "råd").1, Vec::<&str>::new(), "it is still told");
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
