//! `samverka forms`

use super::text::{Text, Words};
use super::{Outcome, show};
use crate::content::formats::Format;
use crate::language::Lang;
use clap::ArgMatches;
use serde_json::{Value, json};

pub(super) fn run(matches: &ArgMatches, lang: Lang) -> Outcome {
    if matches.get_one::<String>("format").is_some_and(|format| format == "json") {
        let forms: Vec<Value> = Format::ALL.iter().map(|format| value(*format, lang)).collect();
        // A value of maps, lists and strings always serialises.
        show::out(
            &serde_json::to_string_pretty(&json!({ "version": 1, "forms": forms })).unwrap_or_default(),
        );
        return Outcome::Good;
    }
    if matches.get_one::<String>("format").is_some_and(|format| format == "markdown") {
        show::out(&format!("| {} |\n|---|---|---|", Text::FormsHead.raw(lang)));
        for format in Format::ALL {
            let facts = format.facts();
            let (title, ending, help) = (facts.title.raw(lang), facts.ending.raw(lang), facts.help.raw(lang));
            show::out(&format!("| `{}` | {title} (`.{ending}`) | {help} |", format.name(lang)));
        }
        return Outcome::Good;
    }
    for format in Format::ALL {
        let facts = format.facts();
        let (title, help) = (facts.title.raw(lang), facts.help.raw(lang));
        show::out(&format!("{}: {title} (.{}). {help}", format.name(lang), facts.ending.raw(lang)));
    }
    show::out(&Text::FormsLead.fill(lang, &[("names", &Format::names(lang))]));
    Outcome::Good
}

fn value(format: Format, lang: Lang) -> Value {
    let facts = format.facts();
    json!({
        "form": format.name(lang),
        "ending": facts.ending.raw(lang),
        "media_type": facts.mime,
        "title": facts.title.raw(lang),
        "help": facts.help.raw(lang),
    })
}
