//! `samverka explain`

use super::text::{Text, Words};
use super::{Outcome, show};
use crate::language::{Lang, fold};
use crate::report::catalog;
use clap::ArgMatches;

pub(super) fn run(matches: &ArgMatches, lang: Lang) -> Outcome {
    let Some(name) = matches.get_one::<String>("rule") else {
        for rule in catalog::all() {
            show::out(&format!("{}: {}", rule.name, rule.severity.word(lang)));
        }
        return Outcome::Good;
    };
    let Some(rule) = catalog::all().find(|rule| rule.name == name) else {
        show::say(&Text::UnknownRule.fill(lang, &[("name", name)]));
        if let Some(near) = fold::nearest(name, catalog::all().map(|rule| rule.name)) {
            show::say(&Text::DidYouMean.fill(lang, &[("name", near)]));
        }
        return Outcome::Failed;
    };
    show::out(rule.name);
    show::out(&format!("{}: {}", Text::Severity.raw(lang), rule.severity.word(lang)));
    if !rule.criterion.is_empty() {
        show::out(&format!("{}: {}", Text::Criterion.raw(lang), rule.criterion));
    }
    // Placeholders stand as they are: `{target}` tells what will be named there.
    for (label, phrase) in [(Text::Meaning, rule.what), (Text::Why, rule.why), (Text::Cure, rule.cure)] {
        show::out(&format!("{}: {}", label.raw(lang), phrase.raw(lang).replace("[[", "").replace("]]", "")));
    }
    Outcome::Good
}
