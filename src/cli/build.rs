//! `samverka build`

use super::args::Common;
use super::text::{Text, Words};
use super::{Outcome, disk, show};
use crate::forms::store::{Key, Store};
use crate::forms::{Made, Renderer};
use crate::language::Lang;
use crate::output::Shelf;
use crate::world::{self, Disk};
use crate::{Loaded, output, site};
use clap::ArgMatches;
use std::path::{Path, PathBuf};

pub(super) fn run(matches: &ArgMatches, lang: Lang) -> Outcome {
    let common = Common::of(matches);
    let world = disk(&common);
    let folder = folder(matches, &world);
    let loaded = crate::load(&world, site::Options { drafts: common.drafts });
    write(&loaded, &world, &To { folder: &folder, compress: matches.get_flag("compress") }, &common, lang)
}

/// The folder that a site is written to.
pub(super) fn folder(matches: &ArgMatches, world: &Disk) -> PathBuf {
    matches.get_one::<String>("output").map_or_else(|| world.root().join("public"), PathBuf::from)
}

/// Where a site is written to.
pub(super) struct To<'a> {
    /// The folder.
    pub(super) folder: &'a Path,
    /// Text files stand there compressed too.
    pub(super) compress: bool,
}

/// Writes a site, all or nothing, and says what there is to say.
pub(super) fn write(loaded: &Loaded, world: &Disk, to: &To<'_>, common: &Common, lang: Lang) -> Outcome {
    let sources = &loaded.site.sources;
    if loaded.findings.stop(common.strict) {
        show::findings(&loaded.findings, sources, lang, common);
        show::say(Text::NotBuilt.raw(lang));
        return Outcome::Findings;
    }
    let made = Made::default();
    let kept = Kept(Shelf::new(world.root().join(world::CACHE)));
    let renderer = Renderer { made: Some(&made), store: Some(&kept), ..loaded.renderer(world) };
    let progress = show::Progress::new(Text::Progress, lang);
    let routes = loaded.site.routes.all();
    let written = output::write(
        &routes,
        |(address, _)| address,
        |(address, route)| renderer.render(address, route),
        &output::Options {
            folder: to.folder,
            sources: Some(world.root()),
            compress: to.compress,
            progress: &|done, all| progress.at(done, all),
        },
    );
    match written {
        Ok(summary) => {
            kept.0.tidy();
            show::findings(&loaded.findings, sources, lang, common);
            let number = |n: usize| n.to_string();
            show::say(&Text::Built.fill(
                lang,
                &[
                    ("pages", &number(routes.len())),
                    ("folder", &to.folder.display().to_string()),
                    ("written", &number(summary.written)),
                    ("unchanged", &number(summary.unchanged)),
                    ("removed", &number(summary.removed)),
                ],
            ));
            show_drafts(loaded.site.drafts, lang);
            Outcome::Good
        }
        Err(more) => {
            let mut findings = loaded.findings.clone();
            findings.extend(more);
            show::findings(&findings.sorted(), sources, lang, common);
            show::say(Text::NotBuilt.raw(lang));
            Outcome::Findings
        }
    }
}

/// The forms that were made in earlier builds.
struct Kept(Shelf);

impl Store for Kept {
    fn get(&self, key: &Key) -> Option<Vec<u8>> {
        self.0.get(key.as_str())
    }

    fn put(&self, key: &Key, bytes: &[u8]) {
        self.0.put(key.as_str(), bytes);
    }
}

/// Says that there are drafts which were left out, lest one search for them.
pub(super) fn show_drafts(drafts: usize, lang: Lang) {
    if drafts > 0 {
        show::say(&Text::DraftsLeft.fill(lang, &[("n", &drafts.to_string())]));
    }
}
