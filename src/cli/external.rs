//! `samverka check --external`

use super::show;
use super::text::{Text, Words};
use crate::external::{self, Kept, Limits, Network, Report, Web};
use crate::language::Lang;
use crate::output;
use crate::report::Findings;
use crate::site::Site;
use crate::world::{CACHE, Disk};
use std::fs;
use std::io;
use std::path::Path;

/// The file of the answers in their folder. It lies beside `content/`, as the backups of `--fix` do, so that whoever takes the
/// project away takes it along, and `forget` looks through it: an address may hold a name.
const FILE: &str = "links.json";

/// Asks for the links to other sites. Gives what there is to tell, and whether all could be asked for.
pub(super) fn run(site: &Site, world: &Disk, allow_private: bool, lang: Lang) -> (Findings, bool) {
    let Report { mut findings, all, kept, unasked } =
        ask(site, world.root(), &Web::new(allow_private), super::seconds(), lang);
    site.judge_asked(&mut findings);
    let number = |n: usize| n.to_string();
    let numbers = [("all", number(all)), ("asked", number(all - kept - unasked)), ("kept", number(kept))];
    show::say(&Text::ExternalDone.fill(lang, &numbers.each_ref().map(|(name, n)| (*name, n.as_str()))));
    (findings, unasked == 0)
}

fn ask(site: &Site, root: &Path, network: &dyn Network, now: u64, lang: Lang) -> Report {
    let path = root.join(CACHE).join(FILE);
    let before = fs::read(&path).map(|bytes| Kept::read(&bytes, now)).unwrap_or_default();
    let mut kept = before.clone();
    let progress = show::Progress::new(Text::ExternalProgress, lang);
    let tell = |done, all| progress.at(done, all);
    let report = external::check(&external::links(site), network, &mut kept, (now, Limits::default()), &tell);
    if kept != before {
        // A folder that cannot be written to costs the next run some requests, and nothing else.
        let _ = keep(&path, &kept.write());
    }
    report
}

/// Writes the file whole, or leaves the one that is there.
fn keep(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(path);
    output::make_private(folder);
    let beside = path.with_extension("tmp");
    fs::write(&beside, bytes)?;
    fs::rename(&beside, path)
}
