//! `samverka check --html`: finished pages of whatever program, by the ACT rules.

use super::args::{Common, Format};
use super::text::{Text, Words};
use super::{Outcome, refuse, show};
use crate::act::{self, Judged, Options};
use crate::language::Lang;
use crate::report::catalog::tool as rules;
use crate::report::{Finding, Findings, Source, Sources};
use crate::world::{self, Disk, World as _};
use clap::ArgMatches;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// A page that was judged.
struct Page {
    source: Source,
    judged: Vec<Judged>,
    scripted: bool,
}

/// Style sheets that were read already; `None` for one that cannot be.
type Sheets = Mutex<BTreeMap<String, Option<Arc<str>>>>;

pub(super) fn run(folder: &str, matches: &ArgMatches, common: &Common, lang: Lang) -> Outcome {
    let disk = Disk::new(folder, jiff::civil::Date::default());
    let paths = match disk.pages() {
        Ok(paths) if !paths.is_empty() => paths,
        Ok(_) => return refuse(Finding::nowhere(&rules::HTML_NO_PAGES).with("path", folder), lang),
        Err(error) => {
            let finding = Finding::nowhere(&rules::HTML_UNREADABLE).with("path", folder);
            return refuse(finding.with("reason", error.to_string()), lang);
        }
    };
    let without_scripts = matches.get_flag("without-scripts");
    let pages = judge(&disk, folder, &paths, without_scripts, lang);
    let mut sources = Sources::default();
    let (mut findings, mut open) = (Findings::new(), Findings::new());
    let mut bad = BTreeSet::new();
    let mut scripted = 0;
    for page in pages {
        let page = match page {
            Ok(page) => page,
            Err(finding) => {
                findings.push(finding);
                continue;
            }
        };
        scripted += usize::from(page.scripted);
        let file = sources.add(page.source);
        for judged in &page.judged {
            match judged.outcome {
                act::Outcome::Failed => {
                    bad.insert(file);
                    findings.push(judged.finding(file, 0));
                }
                act::Outcome::CannotTell => open.push(judged.finding(file, 0)),
                act::Outcome::Passed => {}
            }
        }
    }
    let findings = findings.sorted();
    if common.format == Format::Json {
        show::json_with(&findings, &open, &sources, lang);
    } else {
        show::findings(&findings, &sources, lang, common);
    }
    // What is said besides would break a form that a program reads.
    if common.format == Format::Text {
        let all = paths.len().to_string();
        show::out(&match bad.len() {
            0 => Text::HtmlGood.fill(lang, &[("pages", &all)]),
            bad => Text::HtmlFaults.fill(lang, &[("bad", &bad.to_string()), ("pages", &all)]),
        });
        undecided(&open, &sources, matches.get_flag("cannot-tell"), lang);
        if scripted > 0 && !without_scripts && !open.is_empty() {
            show::out(&Text::HtmlScripts.fill(lang, &[("n", &scripted.to_string())]));
        }
    }
    if findings.stop(common.strict) { Outcome::Findings } else { Outcome::Good }
}

/// Says where a rule cannot be decided, or how often.
fn undecided(open: &Findings, sources: &Sources, listed: bool, lang: Lang) {
    if open.is_empty() {
        return;
    }
    if !listed {
        show::out(&Text::HtmlOpen.fill(lang, &[("n", &open.len().to_string())]));
        return;
    }
    for finding in open {
        let Some((span, source)) = finding.span.and_then(|span| Some((span, sources.get(span.file)?))) else {
            continue;
        };
        let at = source.position(span.start as usize);
        let place = format!("{}:{}:{}", source.path, at.line, at.column);
        show::out(&Text::HtmlOpenLine.fill(lang, &[("place", &place), ("rule", finding.rule.name)]));
    }
}

/// Judges all pages, each on its own thread. Of those with nothing to tell, the text is not kept.
fn judge(
    disk: &Disk,
    folder: &str,
    paths: &[String],
    without: bool,
    lang: Lang,
) -> Vec<Result<Page, Finding>> {
    let read = |path: &String| disk.read(path).map(|bytes| text(&bytes));
    let embedded: BTreeSet<String> = paths
        .par_iter()
        .flat_map_iter(|path| {
            let html = read(path).unwrap_or_default();
            act::embeds(&html).into_iter().filter_map(move |address| resolve(path, &address))
        })
        .collect();
    let sheets: Sheets = Mutex::default();
    let (progress, done) = (show::Progress::new(Text::Progress, lang), AtomicUsize::new(0));
    let one = |path: &String| {
        let shown = format!("{}/{path}", folder.trim_end_matches('/'));
        let html = read(path).map_err(|error| {
            Finding::nowhere(&rules::HTML_UNREADABLE)
                .with("path", shown.clone())
                .with("reason", error.to_string())
        })?;
        let load = |href: &str| sheet(disk, &sheets, &resolve(path, href)?).map(|text| text.to_string());
        let options = Options { without_scripts: without, embedded: embedded.contains(path) };
        let judged = act::check_page(path, &html, options, &load);
        let told = judged.iter().any(|judged| judged.outcome != act::Outcome::Passed);
        let scripted = told && act::has_scripts(&html);
        progress.at(done.fetch_add(1, Ordering::Relaxed) + 1, paths.len());
        Ok(Page { source: Source::new(shown, if told { html } else { String::new() }), judged, scripted })
    };
    paths.par_iter().map(one).collect()
}

/// A style sheet of the folder, read once.
fn sheet(disk: &Disk, sheets: &Sheets, path: &str) -> Option<Arc<str>> {
    if let Some(known) = sheets.lock().unwrap_or_else(PoisonError::into_inner).get(path) {
        return known.clone();
    }
    let found = disk.read(path).ok().map(|bytes| Arc::from(text(&bytes)));
    sheets.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), found.clone());
    found
}

/// The path, from the folder, of what a page names. `None` for what lies elsewhere.
fn resolve(page: &str, address: &str) -> Option<String> {
    let address = address.trim().split(['?', '#']).next().unwrap_or("");
    let foreign = address.is_empty() || address.starts_with("//") || address.split('/').next()?.contains(':');
    if foreign {
        return None;
    }
    let address = percent_encoding::percent_decode_str(address).decode_utf8_lossy().into_owned();
    let (base, rest) = match address.strip_prefix('/') {
        Some(rest) => ("", rest),
        None => (page.rsplit_once('/').map_or("", |(folder, _)| folder), address.as_str()),
    };
    world::joined(base, rest)
}

/// The text of a page. What is no UTF-8 is read as Latin-1: all that is judged is ASCII, but for the names.
fn text(bytes: &[u8]) -> String {
    let wide = |read: fn([u8; 2]) -> u16| {
        let units = bytes
            .chunks_exact(2)
            .map(|pair| read([pair.first().copied().unwrap_or(0), pair.get(1).copied().unwrap_or(0)]));
        char::decode_utf16(units).map(|c| c.unwrap_or('\u{fffd}')).collect()
    };
    match bytes {
        [0xff, 0xfe, ..] => wide(u16::from_le_bytes),
        [0xfe, 0xff, ..] => wide(u16::from_be_bytes),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_found_within_the_folder_only() {
        for (page, address, expected) in [
            ("a/b.html", "c.css", Some("a/c.css")),
            ("a/b.html", "../c.css?x#y", Some("c.css")),
            ("a/b.html", "/c%20d.css", Some("c d.css")),
            ("b.html", "../c.css", None),
            ("b.html", "https://x/c.css", None),
            ("b.html", "//x/c.css", None),
            ("b.html", "data:text/css,x", None),
            ("b.html", "", None),
        ] {
            assert_eq!(resolve(page, address).as_deref(), expected, "{page} {address}");
        }
    }

    #[test]
    fn pages_are_read_in_old_encodings_too() {
        assert_eq!(text("möte".as_bytes()), "möte");
        assert_eq!(text(b"m\xf6te"), "möte");
        assert_eq!(text(b"\xff\xfem\0\xf6\0"), "\u{feff}mö");
    }
}
