//! `samverka build`

use super::args::Common;
use super::kept::Kept;
use super::past::Past;
use super::receipt::{self, Last, Numbers, Receipt};
use super::text::{Text, Words};
use super::{Outcome, disk, show};
use crate::content::text;
use crate::forms::{Made, Renderer};
use crate::language::Lang;
use crate::output::{Shelf, Summary};
use crate::search::{Index, Part};
use crate::site::Route;
use crate::world::{self, Disk};
use crate::{Loaded, output, site};
use clap::ArgMatches;
use std::path::{Path, PathBuf};

pub(super) fn run(matches: &ArgMatches, lang: Lang) -> Outcome {
    let common = Common::of(matches);
    let world = disk(&common).listed();
    let folder = folder(matches, &world);
    let compress = matches.get_flag("compress");
    // Before anything is read: what changes while it is read makes another.
    let receipt = Receipt::of(&world, &folder, compress, &common, lang);
    let last = receipt.as_ref().and_then(|receipt| receipt.last(&receipts(&world)));
    let known = receipt.as_ref().zip(last.as_ref()).and_then(|(receipt, last)| receipt.known(last, &folder));
    if let Some((told, numbers)) = known {
        return done(&told, numbers, &folder, lang);
    }
    let past = Past::of(&world);
    let mut cache = past.as_ref().map(Past::recall).unwrap_or_default();
    let loaded = crate::load_again(&world, site::Options::drafts(common.drafts), &mut cache);
    let to =
        To { folder: &folder, compress, receipt: receipt.as_ref(), last: last.as_ref(), past: past.as_ref() };
    let outcome = write(&loaded, &world, &to, &common, lang);
    if let Some(past) = &past {
        past.put(&cache.remember(&loaded.site));
        past.tidy();
    }
    // The program ends here: to give back each piece of so much memory would only take time.
    std::mem::forget((loaded, cache));
    outcome
}

/// Where forms lie that were made in earlier builds.
pub(super) fn shelf(world: &Disk) -> Shelf {
    Shelf::new(world.root().join(world::CACHE))
}

/// Where word lies of the last build. No more than that: what was said of a text that is gone must go too.
pub(super) fn receipts(world: &Disk) -> Shelf {
    shelf(world).within("builds")
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
    /// By which the next build may know that nothing has changed.
    pub(super) receipt: Option<&'a Receipt>,
    /// What the build before left.
    pub(super) last: Option<&'a Last>,
    /// What any run before left.
    pub(super) past: Option<&'a Past>,
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
    let kept = Kept::new(shelf(world));
    let renderer = Renderer { made: Some(&made), ..loaded.renderer(world) };
    let progress = show::Progress::new(Text::Progress, lang);
    let routes = loaded.site.in_order();
    let trace = to.receipt.and_then(|receipt| receipt.trace(&loaded.site));
    if let (Some(past), Some(trace), Some(before)) = (to.past, &trace, to.last.and_then(Last::trace))
        && trace.has_facts_of(before)
    {
        past.recall_index(&renderer, trace, before);
    }
    let leaves = |number: usize| {
        let (Some(now), Some(last), Some((address, route))) = (&trace, to.last, routes.get(number)) else {
            return false;
        };
        // What is made of all texts together may come out the same all the same.
        let pairs = |index: &Index| matches!(route, Route::SearchPart(Part::Pairs(file)) if index.leaves_pairs(*file));
        let leaves = last.leaves(now, &loaded.site, route) || loaded.index.get().is_some_and(pairs);
        if leaves {
            kept.leave(address, last.kept.get(address));
        }
        leaves
    };
    let written = output::write(
        &routes,
        |(address, _)| address,
        |(address, route)| Renderer { store: Some(&kept.of(address)), ..renderer }.render(address, route),
        &output::Options {
            folder: to.folder,
            sources: Some(world.root()),
            compress: to.compress,
            before: to.last.map(|last| output::Before { seal: last.seal(), leaves: &leaves }),
            progress: &|done, all| progress.at(done, all),
        },
    );
    match written {
        Ok(Summary { written, unchanged, removed, seal }) => {
            let drafts = loaded.site.drafts;
            let numbers = Numbers { pages: routes.len(), written, unchanged, removed, drafts };
            let told = show::told(&loaded.findings, sources, lang, common);
            // A finding shows the line that it is about, and the names in that list are to stand nowhere else.
            let shows_people = loaded.findings.iter().any(|finding| {
                finding
                    .span
                    .and_then(|span| sources.stored(span.file))
                    .is_some_and(|source| text::holds_people(source.path()))
            });
            if let (Some(past), Some(trace), Some(index)) = (to.past, &trace, loaded.index.get()) {
                past.leave_index(index, trace);
            }
            let notes = receipts(world);
            if let Some(receipt) = to.receipt {
                let told = (!shows_people).then_some((told.as_str(), numbers));
                receipt.leave(&notes, seal, told, receipt::Made { trace, kept: kept.by() });
            }
            notes.tidy();
            kept.shelf.tidy();
            done(&told, numbers, to.folder, lang)
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

/// Says what was found and what was done.
fn done(told: &str, numbers: Numbers, folder: &Path, lang: Lang) -> Outcome {
    show::whole(told);
    let number = |n: usize| n.to_string();
    show::say(&Text::Built.fill(
        lang,
        &[
            ("pages", &number(numbers.pages)),
            ("folder", &folder.display().to_string()),
            ("written", &number(numbers.written)),
            ("unchanged", &number(numbers.unchanged)),
            ("removed", &number(numbers.removed)),
        ],
    ));
    show_drafts(numbers.drafts, lang);
    Outcome::Good
}

/// Says that there are drafts which were left out, lest one search for them.
pub(super) fn show_drafts(drafts: usize, lang: Lang) {
    if drafts > 0 {
        show::say(&Text::DraftsLeft.fill(lang, &[("n", &drafts.to_string())]));
    }
}
