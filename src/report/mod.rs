//! The one type for what we tell a person.
//!
//! Every step of the pipeline returns its value *and* its findings. A [`Finding`] is an instance of a [`Rule`]
//! at a [`Span`]; the words stand in the [`catalog`], in Swedish and English, and are put together only when
//! somebody reads them ([`text`], [`json`]). Nothing here prints, and nothing here decides what is wrong.

pub mod catalog;
pub mod json;
pub mod rule;
pub mod source;
pub mod text;

pub use rule::{Arg, Phrase, Rule, Severity};
pub use source::{FileId, Source, Sources, Span, Spanned};

/// One thing that a person should know, at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What kind of thing it is: carries the name, the severity and the words.
    pub rule: &'static Rule,
    /// Where. `None` when it concerns no file (a port that is taken, say).
    pub span: Option<Span>,
    /// What the placeholders of the rule's phrases stand for.
    pub args: Vec<(&'static str, Arg)>,
    /// Other places that belong to it ("first written here").
    pub related: Vec<Span>,
    /// On so many more pages the very same is the matter, and it is not told again.
    pub repeated: usize,
}

impl Finding {
    /// A finding at a place in a source file.
    pub fn at(rule: &'static Rule, span: Span) -> Self {
        Self { rule, span: Some(span), args: Vec::new(), related: Vec::new(), repeated: 0 }
    }

    /// A finding that belongs to no place in a file.
    pub fn nowhere(rule: &'static Rule) -> Self {
        Self { rule, span: None, args: Vec::new(), related: Vec::new(), repeated: 0 }
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

    /// A line of the source as it may be shown: what may be somebody's personal identity number is not repeated in logs and
    /// on screens.
    pub fn excerpt<'l>(&self, line: &'l str) -> std::borrow::Cow<'l, str> {
        if self.rule == &catalog::people::ORG_NUMBER_IS_PERSON {
            return line.chars().map(|c| if c.is_ascii_digit() { '•' } else { c }).collect::<String>().into();
        }
        line.into()
    }

    /// Whether the finding stops a build.
    pub fn is_error(&self) -> bool {
        self.rule.severity == Severity::Error
    }
}

/// Findings gathered along the way. A thin wrapper, so that "collect, never stop" reads well at the call site.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings(Vec<Finding>);

impl Findings {
    /// An empty list.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one.
    pub fn push(&mut self, finding: Finding) {
        self.0.push(finding);
    }

    /// Adds all of another step's.
    pub fn extend(&mut self, other: Findings) {
        self.0.extend(other.0);
    }

    /// How many stop a build.
    pub fn errors(&self) -> usize {
        self.0.iter().filter(|finding| finding.is_error()).count()
    }

    /// Whether a build must stop. With `strict`, warnings count too.
    pub fn stop(&self, strict: bool) -> bool {
        self.0.iter().any(|f| f.is_error() || (strict && f.rule.severity == Severity::Warning))
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
    pub fn sorted(mut self) -> Self {
        self.0.sort_by(|a, b| {
            let place = |f: &Finding| (f.span.is_some(), f.span);
            place(a)
                .cmp(&place(b))
                .then_with(|| a.rule.name.cmp(b.rule.name))
                .then_with(|| format!("{:?}", a.args).cmp(&format!("{:?}", b.args)))
        });
        self.0.dedup();
        self
    }

    /// All of them, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Finding> {
        self.0.iter()
    }
}

impl<'a> IntoIterator for &'a Findings {
    type Item = &'a Finding;
    type IntoIter = std::slice::Iter<'a, Finding>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl FromIterator<Finding> for Findings {
    fn from_iter<I: IntoIterator<Item = Finding>>(iter: I) -> Self {
        Self(iter.into_iter().collect())
    }
}

#[cfg(test)]
mod tests;
