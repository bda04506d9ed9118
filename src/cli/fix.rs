//! `samverka check --fix`: writes the repairs that findings offer, after they have been shown, and keeps the files as they
//! were.

use super::ask::agreed;
use super::number::{diff, unwritten};
use super::replace::replace;
use super::text::{Text, Words};
use super::{Outcome, backup, refuse, show, stamp};
use crate::Loaded;
use crate::content::{decode, mend};
use crate::language::Lang;
use crate::report::{FileId, Findings};
use crate::world::{BACKUP, Disk, World};

/// A file that can be mended.
struct Change {
    path: String,
    before: Vec<u8>,
    text: String,
    after: String,
    count: usize,
}

/// What came of it.
pub(super) enum Done {
    /// Files have changed.
    Written,
    /// None has.
    Nothing,
    /// It could not go on.
    Failed(Outcome),
}

/// Shows the repairs, asks, and writes them. All that is said goes to standard error: standard output is for findings.
pub(super) fn run(loaded: &Loaded, world: &Disk, yes: bool, lang: Lang) -> Done {
    let changes = changes(loaded, world);
    if changes.is_empty() {
        show::say(Text::FixNone.raw(lang));
        return Done::Nothing;
    }
    for change in &changes {
        // What is hidden of people is not shown on a screen; the file keeps what is in it.
        let lines = diff(&change.path, &change.text, &change.after);
        show::say(crate::report::excerpt::clean(&loaded.site.hidden.veiled(&lines)).trim_end());
    }
    let count = changes.iter().map(|change| change.count).sum::<usize>().to_string();
    show::say(&Text::FixFound.fill(lang, &[("n", &count), ("files", &changes.len().to_string())]));
    if !agreed(yes, Text::FixHow, lang) {
        return Done::Nothing;
    }
    let kept = changes.iter().map(|change| (change.path.as_str(), change.before.as_slice()));
    match backup::keep(world.root(), &stamp(), kept) {
        Ok(folder) => {
            let folder = folder.strip_prefix(".").unwrap_or(&folder).display().to_string();
            show::say(&Text::FixBackup.fill(lang, &[("path", &folder)]));
        }
        Err(error) => return Done::Failed(refuse(unwritten(BACKUP, &error), lang)),
    }
    for change in &changes {
        if let Err(error) = replace(&world.locate(&change.path), &change.before, change.after.as_bytes()) {
            return Done::Failed(refuse(unwritten(&change.path, &error), lang));
        }
        show::say(&Text::Changed.fill(lang, &[("path", &change.path)]));
    }
    Done::Written
}

/// The files that can be mended, read as they are on disk: what is hidden of people is in them, and stays.
fn changes(loaded: &Loaded, world: &Disk) -> Vec<Change> {
    let site = &loaded.site;
    let mut out = Vec::new();
    for (_, source) in site.sources.iter().filter(|(file, _)| site.has_source(*file)) {
        let Ok(before) = world.read(source.path()) else { continue };
        let mut unread = Findings::new();
        let whole = decode::decode(source.path(), &before, FileId(0), &mut unread);
        // Not UTF-8: written anew it would be another file.
        if !unread.is_empty() {
            continue;
        }
        let mended = mend::mend(&whole, site.lang, &|rule| !site.file.levels.is_off(rule));
        if mended.text != whole.text {
            out.push(Change {
                path: whole.path,
                before,
                text: whole.text,
                after: mended.text,
                count: mended.rules.len(),
            });
        }
    }
    out
}
