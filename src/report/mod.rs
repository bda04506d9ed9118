//! The one type for what we tell a person.
//!
//! Every step of the pipeline returns its value *and* its findings. A [`Finding`] is an instance of a [`Rule`]
//! at a [`Span`]; the words stand in the [`catalog`], in Swedish and English, and are put together only when
//! somebody reads them ([`text`]; for programs [`json`], [`sarif`], [`github`]). Nothing here prints, and nothing here
//! decides what is wrong. How much a rule weighs on a site is told by [`levels`], where it is silent by [`allow`].

pub mod allow;
pub mod catalog;
pub mod excerpt;
pub mod github;
pub mod json;
mod kept;
pub mod levels;
pub mod rule;
pub mod sarif;
pub mod source;
pub mod stored;
pub mod text;

pub use rule::{Arg, Mark, Phrase, Rule, Severity};
pub use source::{FileId, Source, Sources, Span, Spanned};
pub use stored::Stored;

use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A change that cures a finding for certain: the bytes of a span give way to a text. It is offered only when nothing but
/// marks and spaces change, never a letter or a digit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Repair {
    /// What gives way; an empty span is where the text comes in.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
}

/// One thing that a person should know, at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What kind of thing it is: carries the name and the words.
    pub rule: &'static Rule,
    /// How much it weighs on this site: the rule's own severity, unless `site.yaml` says another.
    pub severity: Severity,
    /// Where. `None` when it concerns no file (a port that is taken, say).
    pub span: Option<Span>,
    /// What the placeholders of the rule's phrases stand for.
    pub args: Vec<(&'static str, Arg)>,
    /// Other places that belong to it ("first written here").
    pub related: Vec<Span>,
    /// What cures it, when that is mechanical.
    pub repair: Option<Repair>,
}

impl Finding {
    /// A finding at a place in a source file.
    pub fn at(rule: &'static Rule, span: Span) -> Self {
        Self { span: Some(span), ..Self::nowhere(rule) }
    }

    /// A finding that belongs to no place in a file.
    pub fn nowhere(rule: &'static Rule) -> Self {
        Self {
            rule,
            severity: rule.severity,
            span: None,
            args: Vec::new(),
            related: Vec::new(),
            repair: None,
        }
    }

    /// Says what `{name}` stands for in the rule's phrases.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.push((name, value.into()));
        self
    }

    /// As [`Finding::with`], when there is a value; a phrase's `[[…]]` part is left out without it.
    #[must_use]
    pub fn with_opt(self, name: &'static str, value: Option<impl Into<Arg>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// Adds another place that explains the finding.
    #[must_use]
    pub fn related(mut self, span: Span) -> Self {
        self.related.push(span);
        self
    }

    /// Adds the change that cures the finding, when there is one. The rule is marked [`Mark::Repair`].
    #[must_use]
    pub fn repaired(mut self, repair: Option<Repair>) -> Self {
        debug_assert!(repair.is_none() || self.rule.has_repair(), "{} is not marked", self.rule.name);
        self.repair = repair;
        self
    }

    /// A line of the source as it may be shown: what may be somebody's personal identity number is not repeated in logs and
    /// on screens.
    pub fn excerpt<'l>(&self, line: &'l str) -> std::borrow::Cow<'l, str> {
        use catalog::{facts, people};
        let masked = [&people::ORG_NUMBER_IS_PERSON, &facts::PERSONAL_NUMBER, &facts::PERSONAL_NUMBER_LIKE];
        if masked.contains(&self.rule) {
            return line.chars().map(|c| if c.is_ascii_digit() { '•' } else { c }).collect::<String>().into();
        }
        line.into()
    }

    /// Whether the finding stops a build.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// Findings gathered along the way. A thin wrapper, so that "collect, never stop" reads well at the call site. What is told
/// once is shared by all who tell it again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings(Vec<Arc<Finding>>);

/// [`Findings`] one by one.
pub type Iter<'a> = std::iter::Map<std::slice::Iter<'a, Arc<Finding>>, fn(&'a Arc<Finding>) -> &'a Finding>;

impl Findings {
    /// An empty list.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one.
    pub fn push(&mut self, finding: Finding) {
        self.0.push(Arc::new(finding));
    }

    /// Adds all of another step's.
    pub fn extend(&mut self, other: Findings) {
        self.0.extend(other.0);
    }

    /// As [`Findings::extend`], of a step whose findings are kept.
    pub fn share(&mut self, other: &Findings) {
        self.0.extend_from_slice(&other.0);
    }

    /// The files that any of them points into.
    pub fn files(&self) -> BTreeSet<FileId> {
        self.iter()
            .flat_map(|finding| finding.span.iter().chain(&finding.related))
            .map(|span| span.file)
            .collect()
    }

    /// How many stop a build.
    pub fn errors(&self) -> usize {
        self.0.iter().filter(|finding| finding.is_error()).count()
    }

    /// Whether a build must stop. With `strict`, warnings count too.
    pub fn stop(&self, strict: bool) -> bool {
        self.0.iter().any(|f| f.is_error() || (strict && f.severity == Severity::Warning))
    }

    /// How many are of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.0.iter().filter(|finding| finding.severity == severity).count()
    }

    /// Nothing to tell.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many in all.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// In the order of files and lines, so that two runs say the same in the same order.
    /// Findings that are equal in every part are told once.
    #[must_use]
    pub fn sorted(self) -> Self {
        // Nearly all places differ, and most are in order already: that is seen without looking at the findings themselves.
        let mut placed: Vec<(Option<Span>, Arc<Finding>)> =
            self.0.into_iter().map(|finding| (finding.span, finding)).collect();
        placed.sort_by(|(here, a), (there, b)| {
            here.cmp(there)
                .then_with(|| a.rule.name.cmp(b.rule.name))
                .then_with(|| format!("{:?}", a.args).cmp(&format!("{:?}", b.args)))
        });
        placed.dedup_by(|(here, a), (there, b)| here == there && (Arc::ptr_eq(a, b) || a == b));
        Self(placed.into_iter().map(|(_, finding)| finding).collect())
    }

    /// Keeps those that a judge wants.
    pub fn retain(&mut self, mut judge: impl FnMut(&Finding) -> bool) {
        self.0.retain(|finding| judge(finding));
    }

    /// Gives each the weight that a judge gives it; one that has none goes.
    pub fn weigh(&mut self, mut judge: impl FnMut(&Finding) -> Option<Severity>) {
        self.0.retain_mut(|finding| match judge(finding) {
            Some(severity) if severity != finding.severity => {
                Arc::make_mut(finding).severity = severity;
                true
            }
            weight => weight.is_some(),
        });
    }

    /// All of them, in order.
    pub fn iter(&self) -> Iter<'_> {
        self.0.iter().map(AsRef::as_ref)
    }
}

impl<'a> IntoIterator for &'a Findings {
    type Item = &'a Finding;
    type IntoIter = Iter<'a>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl FromIterator<Finding> for Findings {
    fn from_iter<I: IntoIterator<Item = Finding>>(iter: I) -> Self {
        Self(iter.into_iter().map(Arc::new).collect())
    }
}

#[cfg(test)]
mod tests;
