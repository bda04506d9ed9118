//! What a rule is: a name, a weight, a criterion, and three sentences in two languages.

use crate::language::Lang;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;

/// What stands for a placeholder: the same text in every language, or a phrase of its own. Two that say the same are the same.
#[derive(Clone)]
pub enum Arg {
    /// A name, a path, a number.
    Text(Cow<'static, str>),
    /// Words that differ by language.
    Phrase(Phrase),
    /// The same, put together at the time: Swedish, English.
    Both(String, String),
}

impl Arg {
    /// Words made for each language in turn.
    pub fn each(mut words: impl FnMut(Lang) -> String) -> Self {
        Self::Both(words(Lang::Sv), words(Lang::En))
    }

    /// The words for a reader of `lang`.
    pub fn text(&self, lang: Lang) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Phrase(phrase) => phrase.raw(lang),
            Self::Both(sv, en) => lang.pick(sv, en),
        }
    }
}

impl PartialEq for Arg {
    fn eq(&self, other: &Self) -> bool {
        Lang::ALL.iter().all(|lang| self.text(*lang) == other.text(*lang))
    }
}

impl Eq for Arg {}

impl fmt::Debug for Arg {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(Lang::ALL.map(|lang| self.text(lang))).finish()
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned().into())
    }
}

impl From<Phrase> for Arg {
    fn from(phrase: Phrase) -> Self {
        Self::Phrase(phrase)
    }
}

impl From<usize> for Arg {
    fn from(number: usize) -> Self {
        Self::Text(number.to_string().into())
    }
}

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Severity {
    /// `build` writes nothing.
    Error,
    /// Told; an error under `--strict`.
    Warning,
    /// A suggestion.
    Advice,
}

impl Severity {
    /// The word for it, as shown to a person.
    pub fn word(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Error, Lang::Sv) => "Fel",
            (Self::Error, Lang::En) => "Error",
            (Self::Warning, Lang::Sv) => "Varning",
            (Self::Warning, Lang::En) => "Warning",
            (Self::Advice, Lang::Sv) => "Råd",
            (Self::Advice, Lang::En) => "Advice",
        }
    }

    /// All of them, the heaviest first.
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Advice];

    /// The word for machines: the same in every language.
    pub fn code(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Advice => "advice",
        }
    }
}

/// A sentence in both languages. `{name}` is replaced by the finding's argument of that name; a part within
/// `[[` and `]]` is left out when one of its placeholders has no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Phrase {
    /// In Swedish.
    pub sv: &'static str,
    /// In English.
    pub en: &'static str,
}

impl Phrase {
    /// The phrase of one language, as written.
    pub fn raw(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Sv => self.sv,
            Lang::En => self.en,
        }
    }

    /// The phrase without a case: `…` in the place of every placeholder, its optional parts left out.
    pub fn bare(self, lang: Lang) -> String {
        let args: Vec<_> = placeholders(self.raw(lang)).map(|name| (name, Arg::from("…"))).collect();
        self.core(lang, &args)
    }

    /// The phrase with its placeholders filled.
    pub fn fill(self, lang: Lang, args: &[(&'static str, Arg)]) -> String {
        self.filled(lang, args, true)
    }

    /// As [`Phrase::fill`], without its optional parts: what is asked of the writer ("Did you mean …?") is no reader's
    /// concern.
    pub fn core(self, lang: Lang, args: &[(&'static str, Arg)]) -> String {
        self.filled(lang, args, false)
    }

    fn filled(self, lang: Lang, args: &[(&'static str, Arg)], whole: bool) -> String {
        let mut out = String::new();
        let mut rest = self.raw(lang);
        while let Some((before, after)) = rest.split_once("[[") {
            let Some((optional, after)) = after.split_once("]]") else { break };
            out.push_str(&substitute(before, lang, args).0);
            let (text, complete) = substitute(optional, lang, args);
            if complete && whole {
                out.push_str(&text);
            }
            rest = after;
        }
        out.push_str(&substitute(rest, lang, args).0);
        out
    }
}

/// The names in `{name}` of a phrase.
fn placeholders(phrase: &'static str) -> impl Iterator<Item = &'static str> {
    // `{{` is a brace of the words.
    let names = phrase.split("{{").flat_map(|part| part.split('{').skip(1));
    names.filter_map(|rest| Some(rest.split_once('}')?.0))
}

/// Replaces `{name}` by its argument (and `{{`, `}}` by one brace); says whether every placeholder had one.
fn substitute(text: &str, lang: Lang, args: &[(&'static str, Arg)]) -> (String, bool) {
    let mut out = String::with_capacity(text.len() + 16);
    let mut complete = true;
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        let (before, brace) = rest.split_at(at);
        out.push_str(before);
        if brace.starts_with("{{") || brace.starts_with("}}") {
            out.push_str(brace.get(..1).unwrap_or(""));
            rest = brace.get(2..).unwrap_or("");
            continue;
        }
        let name = brace.strip_prefix('{').and_then(|inner| inner.split_once('}'));
        let Some((name, tail)) = name else {
            out.push_str(brace.get(..1).unwrap_or(""));
            rest = brace.get(1..).unwrap_or("");
            continue;
        };
        if let Some((_, value)) = args.iter().find(|(key, _)| *key == name) {
            out.push_str(value.text(lang));
        } else {
            complete = false;
            out.push('{');
            out.push_str(name);
            out.push('}');
        }
        rest = tail;
    }
    out.push_str(rest);
    (out, complete)
}
/// What may hold for a rule besides its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// It protects people, their data or the whole of the site: nobody may lower it, turn it off or silence it.
    Fixed,
    /// Its findings may come with a [`super::Repair`] that `samverka check --fix` writes.
    Repair,
    /// It is told only when somebody asks for it: `samverka check --external`.
    Asked,
}

/// The criteria of WCAG 2.2 at level AAA.
const AAA: [&str; 31] = [
    "1.2.6", "1.2.7", "1.2.8", "1.2.9", "1.3.6", "1.4.6", "1.4.7", "1.4.8", "1.4.9", "2.1.3", "2.2.3",
    "2.2.4", "2.2.5", "2.2.6", "2.3.2", "2.3.3", "2.4.8", "2.4.9", "2.4.10", "2.4.12", "2.4.13", "2.5.5",
    "2.5.6", "3.1.3", "3.1.4", "3.1.5", "3.1.6", "3.2.5", "3.3.5", "3.3.6", "3.3.9",
];

/// A kind of finding. Declared once, in [`super::catalog`].
#[derive(Debug)]
pub struct Rule {
    /// Its name, as in `samverka explain NAME`: kebab-case, stable.
    pub name: &'static str,
    /// How much it weighs by default.
    pub severity: Severity,
    /// The criterion behind it (WCAG 2.2 number, law, RFC), or empty.
    pub criterion: &'static str,
    /// What else holds for it.
    pub marks: &'static [Mark],
    /// What is the matter, here.
    pub what: Phrase,
    /// Why it matters: whom it shuts out, what would go wrong.
    pub why: Phrase,
    /// What to write instead.
    pub cure: Phrase,
}

impl Rule {
    /// Whether it may not be lowered, turned off or silenced.
    pub fn is_fixed(&self) -> bool {
        self.marks.contains(&Mark::Fixed)
    }

    /// Whether a criterion of WCAG is behind it.
    pub fn is_wcag(&self) -> bool {
        self.criterion.starts_with("WCAG")
    }

    /// Whether a criterion of WCAG at level A or AA is behind it: those that the law demands (EN 301 549).
    pub fn is_demanded(&self) -> bool {
        let criteria = self.criterion.strip_prefix("WCAG").unwrap_or("").split(';').next().unwrap_or("");
        self.is_wcag() && criteria.split(',').any(|number| !AAA.contains(&number.trim()))
    }

    /// Whether it is told only when somebody asks for it.
    pub fn is_asked(&self) -> bool {
        self.marks.contains(&Mark::Asked)
    }

    /// A placeholder of its phrases, by name.
    pub fn placeholder(&self, name: &str) -> Option<&'static str> {
        let phrases = [self.what, self.why, self.cure];
        phrases
            .iter()
            .flat_map(|phrase| [phrase.sv, phrase.en])
            .flat_map(placeholders)
            .find(|own| *own == name)
    }

    /// Whether its findings may come with a repair.
    pub fn has_repair(&self) -> bool {
        self.marks.contains(&Mark::Repair)
    }
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Rule {}
