//! `samverka explain`

use super::text::{Text, Words};
use super::{Outcome, show};
use crate::language::{Lang, fold};
use crate::report::{Phrase, Rule, catalog};
use clap::ArgMatches;
use serde_json::{Value, json};

pub(super) fn run(matches: &ArgMatches, lang: Lang) -> Outcome {
    if matches.get_one::<String>("format").is_some_and(|format| format == "markdown") {
        // `samverka explain html --format markdown`: those of finished pages, a page of their own in the manual.
        let of_pages = matches.get_one::<String>("rule").is_some_and(|name| name == "html");
        show::out(crate::content::manual::rules(lang, of_pages).trim_end());
        return Outcome::Good;
    }
    let as_json = matches.get_one::<String>("format").is_some_and(|format| format == "json");
    let Some(name) = matches.get_one::<String>("rule") else {
        if as_json {
            let rules: Vec<Value> = catalog::all().map(|rule| value(rule, lang)).collect();
            print(&json!({ "version": 1, "rules": rules }));
        } else {
            catalog::all().for_each(|rule| show::out(&line(rule, lang)));
        }
        return Outcome::Good;
    };
    let Some(rule) = catalog::find(name) else {
        show::say(&Text::UnknownRule.fill(lang, &[("name", name)]));
        if let Some(near) = fold::nearest(name, catalog::all().map(|rule| rule.name)) {
            show::say(&Text::DidYouMean.fill(lang, &[("name", near)]));
        }
        return Outcome::Failed;
    };
    if as_json {
        print(&value(rule, lang));
        return Outcome::Good;
    }
    show::out(rule.name);
    show::out(&format!("{}: {}", Text::Severity.raw(lang), rule.severity.word(lang)));
    if !rule.criterion.is_empty() {
        show::out(&format!("{}: {}", Text::Criterion.raw(lang), rule.criterion));
    }
    for (label, phrase) in [(Text::Meaning, rule.what), (Text::Why, rule.why), (Text::Cure, rule.cure)] {
        show::out(&format!("{}: {}", label.raw(lang), whole(phrase, lang)));
    }
    for mark in marks(rule, lang) {
        show::out(&format!("{}: {mark}", Text::Also.raw(lang)));
    }
    Outcome::Good
}

/// `link-space: Fel, WCAG 2.4.4, kan rättas med --fix`
fn line(rule: &Rule, lang: Lang) -> String {
    let criterion = Some(rule.criterion).filter(|criterion| !criterion.is_empty());
    let parts = [rule.severity.word(lang)].into_iter().chain(criterion).chain(marks(rule, lang));
    format!("{}: {}", rule.name, parts.collect::<Vec<_>>().join(", "))
}

fn marks(rule: &Rule, lang: Lang) -> impl Iterator<Item = &'static str> {
    let marks = [
        (rule.has_repair(), Text::CanFix),
        (rule.is_fixed(), Text::CannotLower),
        (rule.is_asked(), Text::OnlyAsked),
    ];
    marks.into_iter().filter(|(holds, _)| *holds).map(move |(_, text)| text.raw(lang))
}

/// A phrase with its placeholders as they are: `{target}` tells what will be named there.
fn whole(phrase: Phrase, lang: Lang) -> String {
    phrase.raw(lang).replace("[[", "").replace("]]", "")
}

fn value(rule: &Rule, lang: Lang) -> Value {
    json!({
        "rule": rule.name,
        "severity": rule.severity.code(),
        "criterion": rule.criterion,
        "what": whole(rule.what, lang),
        "why": whole(rule.why, lang),
        "cure": whole(rule.cure, lang),
        "repair": rule.has_repair(),
        "fixed": rule.is_fixed(),
        "asked": rule.is_asked(),
    })
}

fn print(value: &Value) {
    // A value of maps, lists and strings always serialises.
    show::out(&serde_json::to_string_pretty(value).unwrap_or_default());
}
