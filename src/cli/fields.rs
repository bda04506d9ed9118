//! `samverka fields`

use super::schema::{shape, unknown_type};
use super::{Outcome, refuse, show};
use crate::content::fields::{shapes, site::SITE_FILE};
use crate::content::manual;
use crate::language::{Lang, fold};
use clap::ArgMatches;

pub(super) fn run(matches: &ArgMatches, lang: Lang) -> Outcome {
    let chosen = match matches.get_one::<String>("type") {
        None => shapes().to_vec(),
        // All but the settings, which are a page of their own in the manual.
        Some(word) if ["anteckningar", "notes"].iter().any(|name| fold::same(name, word)) => {
            shapes().into_iter().filter(|shape| !std::ptr::eq(*shape, &raw const SITE_FILE)).collect()
        }
        Some(word) => match shape(word) {
            Some(shape) => vec![shape],
            None => return refuse(unknown_type(word, "samverka fields meeting"), lang),
        },
    };
    show::out(manual::fields(&chosen, lang).trim_end());
    Outcome::Good
}
