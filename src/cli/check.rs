//! `samverka check`

use super::args::{Common, Format};
use super::text::{Text, Words};
use super::{Outcome, disk, external, fix, past, show};
use crate::language::Lang;
use crate::site;
use clap::ArgMatches;

pub(super) fn run(matches: &ArgMatches, lang: Lang) -> Outcome {
    let common = Common::of(matches);
    if let Some(folder) = matches.get_one::<String>("html") {
        return super::html::run(folder, matches, &common, lang);
    }
    let world = disk(&common);
    let read = || past::load(&world, site::Options::drafts(true));
    let mut loaded = read();
    if matches.get_flag("fix") {
        match fix::run(&loaded, &world, matches.get_flag("yes"), lang) {
            fix::Done::Written => loaded = read(),
            fix::Done::Nothing => {}
            fix::Done::Failed(outcome) => return outcome,
        }
    }
    let mut whole = true;
    if matches.get_flag("external") {
        let (told, all) = external::run(&loaded.site, &world, matches.get_flag("allow-private"), lang);
        loaded.findings.extend(told);
        loaded.findings = loaded.findings.sorted();
        whole = all;
    }
    let sources = &loaded.site.sources;
    show::findings(&loaded.findings, sources, lang, &common);
    if loaded.findings.is_empty() && common.format == Format::Text {
        show::out(&Text::AllGood.fill(lang, &[("files", &sources.len().to_string())]));
    }
    // A check that has not run must not look like one that found nothing.
    if !whole {
        return Outcome::Failed;
    }
    if loaded.findings.stop(common.strict) { Outcome::Findings } else { Outcome::Good }
}
