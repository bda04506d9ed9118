//! The rules: each a function from a page to outcomes. What a rule is called and says stands in `report::catalog::html`.

mod attributes;
mod autocomplete;
mod focus;
mod label;
mod lang;
mod meta;
mod names;
mod owned;
mod required;
mod table;

use super::shown::Tri;
use super::tree::Id;
use super::{Judged, Outcome, Page};
use crate::report::{Arg, Rule};
use std::ops::Range;

/// All outcomes of all rules, in the order of the text.
pub(super) fn judge(page: &Page) -> Vec<Judged> {
    let mut court = Court { page, out: Vec::new() };
    for rule in [
        lang::judge,
        meta::judge,
        names::judge,
        label::judge,
        attributes::judge,
        required::judge,
        owned::judge,
        focus::judge,
        autocomplete::judge,
        table::judge,
    ] {
        rule(&mut court);
    }
    court.out.sort_by(|a, b| (a.at.start, a.rule.name).cmp(&(b.at.start, b.rule.name)));
    court.out
}

/// Gathers outcomes.
struct Court<'p> {
    page: &'p Page,
    out: Vec<Judged>,
}

type Args = Vec<(&'static str, Arg)>;

impl Court<'_> {
    /// What is written wrong: `wrong` says whether it is.
    fn written(&mut self, rule: &'static Rule, at: Range<usize>, wrong: Tri, args: Args) {
        let outcome = match wrong {
            Tri::Yes => Outcome::Failed,
            Tri::Maybe => Outcome::CannotTell,
            Tri::No => Outcome::Passed,
        };
        self.out.push(Judged { rule, outcome, at, args });
    }

    /// What is lacking: a script may add it, and then it cannot be told.
    fn lacking(&mut self, rule: &'static Rule, at: Range<usize>, wrong: Tri, args: Args) {
        let wrong = if self.page.scripted { wrong.min(Tri::Maybe) } else { wrong };
        self.written(rule, at, wrong, args);
    }

    /// Where an element's start tag stands.
    fn tag(&self, id: Id) -> Range<usize> {
        self.page.tree.element(id).map_or(0..0, |element| element.span.clone())
    }

    /// Where an attribute stands.
    fn attribute(&self, id: Id, name: &str) -> Range<usize> {
        self.page.tree.attribute(id, name).map_or_else(|| self.tag(id), |attribute| attribute.span.clone())
    }

    /// `<a>`: the element as a person calls it.
    fn called(&self, id: Id) -> String {
        self.page.tree.element(id).map_or_else(String::new, |element| format!("<{}>", element.tag))
    }

    fn elements(&self) -> Vec<Id> {
        self.page.tree.elements().collect()
    }
}

/// Whether a value is filled in by a program before it is a value.
fn templated(value: &str) -> bool {
    let value = value.trim();
    let bare = value.starts_with('@') || (value.len() > 2 && value.starts_with('%') && value.ends_with('%'));
    bare || ["{{", "{%", "<%", "<?", "${", "[[", "#{"].iter().any(|mark| value.contains(mark))
}

/// Not what the other says.
fn not(tri: Tri) -> Tri {
    match tri {
        Tri::No => Tri::Yes,
        Tri::Maybe => Tri::Maybe,
        Tri::Yes => Tri::No,
    }
}

/// Yes or no.
fn tri(yes: bool) -> Tri {
    if yes { Tri::Yes } else { Tri::No }
}
