//! `samverka fields`

use super::schema::{shape, unknown_type};
use super::{Outcome, refuse, show};
use crate::content::fields::shapes;
use crate::content::manual;
use crate::language::Lang;
use clap::ArgMatches;

pub(super) fn run(matches: &ArgMatches, lang: Lang) -> Outcome {
    let chosen = match matches.get_one::<String>("type") {
        None => shapes().to_vec(),
        Some(word) => match shape(word) {
            Some(shape) => vec![shape],
            None => return refuse(unknown_type(word, "samverka fields meeting"), lang),
        },
    };
    show::out(manual::fields(&chosen, lang).trim_end());
    Outcome::Good
}
