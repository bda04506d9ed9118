//! `samverka init`

use super::text::{Text, Words};
use super::{Outcome, refuse, show};
use crate::language::Lang;
use crate::report::Finding;
use crate::report::catalog::tool;
use clap::ArgMatches;
use rust_embed::RustEmbed;
use std::path::{Path, PathBuf};

/// The small site that `init` writes, in both languages.
#[derive(RustEmbed)]
#[folder = "src/cli/starter/"]
struct Starter;

pub(super) fn run(matches: &ArgMatches, lang: Lang) -> Outcome {
    let folder = matches.get_one::<String>("folder").map_or_else(|| PathBuf::from("."), PathBuf::from);
    if occupied(&folder) {
        return refuse(
            Finding::nowhere(&tool::FOLDER_NOT_EMPTY).with("path", folder.display().to_string()),
            lang,
        );
    }
    let lead = format!("{}/", lang.tag());
    for name in Starter::iter().filter(|name| name.starts_with(&lead)) {
        let Some(file) = Starter::get(&name) else { continue };
        let path = folder.join(name.trim_start_matches(&lead));
        if let Err(error) = put(&path, &file.data) {
            let finding = Finding::nowhere(&tool::OUTPUT_FAILED).with("path", path.display().to_string());
            return refuse(finding.with("reason", error.to_string()), lang);
        }
        show::say(&Text::Created.fill(lang, &[("path", &path.display().to_string())]));
    }
    // The commands after this one are for whoever stands in the folder.
    let go = match folder.display().to_string().as_str() {
        "." => String::new(),
        path if path.contains(' ') => format!("cd \"{path}\"\n  "),
        path => format!("cd {path}\n  "),
    };
    show::say(&Text::Initialised.fill(lang, &[("go", &go)]));
    Outcome::Good
}

/// Whether a folder holds anything but what hides (`.git`).
fn occupied(folder: &Path) -> bool {
    let Ok(entries) = folder.read_dir() else { return folder.exists() };
    entries.filter_map(Result::ok).any(|entry| !entry.file_name().to_string_lossy().starts_with('.'))
}

/// Writes a file that is not there yet.
pub(super) fn put(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    use std::io::Write;
    if let Some(parent) = path.parent() {
        std::fs::create_dir_all(parent)?;
    }
    // `create_new` never overwrites, whatever came between the look and the write.
    std::fs::OpenOptions::new().write(true).create_new(true).open(path)?.write_all(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::Memory;

    #[test]
    fn the_small_sites_have_nothing_to_remark_on() {
        for lang in Lang::ALL {
            let mut world = Memory::new(jiff::civil::date(2026, 1, 1));
            let lead = format!("{}/", lang.tag());
            for name in Starter::iter().filter(|name| name.starts_with(&lead)) {
                world.insert(
                    name.trim_start_matches(&lead),
                    Starter::get(&name).expect("a file").data.into_owned(),
                );
            }
            let loaded = crate::load(&world, crate::site::Options::default());
            assert_eq!(loaded.site.lang, lang);
            assert!(loaded.findings.is_empty(), "{:?}", loaded.findings);
        }
    }
}
