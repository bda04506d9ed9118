//! `samverka serve`

use super::args::Common;
use super::past::Past;
use super::text::{Text, Words};
use super::{Outcome, about, disk, refuse, show};
use crate::forms::{self, Renderer};
use crate::language::Lang;
use crate::preview::{self, About, Answer, Editor, Event, Held, Snapshot};
use crate::report::{Finding, Sources, catalog::site as rules};
use crate::{Cache, Disk, Findings, Loaded, Route, site};
use clap::ArgMatches;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

/// Where the editor may be chosen once and for all.
const EDITOR: &str = "SAMVERKA_EDITOR";

/// A site as it was read at one moment; pages are rendered when they are asked for.
struct Moment {
    loaded: Loaded,
    world: Disk,
}

impl Moment {
    fn renderer(&self) -> Renderer<'_> {
        self.loaded.renderer(&self.world)
    }
}

impl Snapshot for Moment {
    fn get(&self, address: &str) -> Option<Result<Answer, Findings>> {
        let route = self.loaded.site.routes.find(address)?;
        let bytes = self.renderer().render(address, &route);
        Some(bytes.map(|bytes| Answer { mime: forms::mime(address), bytes }))
    }

    fn holds(&self, address: &str) -> Option<Held> {
        let site = &self.loaded.site;
        Some(match site.routes.find(address)? {
            page if page.is_page() => Held::Page,
            Route::Asset(path) => Held::File(site.assets.get(&path).copied()),
            _ => Held::File(None),
        })
    }

    fn about(&self, address: &str) -> Option<About> {
        about::page(&self.loaded, &self.world, address)
    }

    fn not_found(&self, address: &str) -> Answer {
        // Rendered for the address that was asked for, so that its links lead on from there.
        let bytes = self.renderer().render(address, &Route::NotFound).unwrap_or_default();
        Answer { mime: forms::mime("404.html"), bytes }
    }

    fn beside(&self) -> u64 {
        self.loaded.beside
    }

    fn findings(&self) -> &Findings {
        &self.loaded.findings
    }

    fn sources(&self) -> &Sources {
        &self.loaded.site.sources
    }
}

pub(super) fn run(matches: &ArgMatches, lang: Lang) -> Outcome {
    let common = Common::of(matches);
    let port = matches.get_one::<u16>("port").copied().unwrap_or(0);
    let root = disk(&common).root().to_owned();
    // One who stands in the wrong folder would look at an empty site and wonder.
    if !root.join("content").is_dir() {
        return refuse(Finding::nowhere(&rules::SITE_EMPTY), lang);
    }
    let folders = crate::world::FOLDERS.iter().map(|folder| root.join(folder)).collect();
    // Whoever writes wants to see what is being written: drafts are shown here, and left out of what is built.
    let past = Past::of(&disk(&common)).map(Arc::new);
    let cache = Arc::new(Mutex::new(past.as_deref().map(Past::recall).unwrap_or_default()));
    let first = AtomicBool::new(true);
    let load = || -> Arc<dyn Snapshot> {
        let world = disk(&common);
        // What a fault of ours left behind half done is not built upon.
        let mut kept = cache.lock().unwrap_or_else(|poisoned| {
            let mut kept = poisoned.into_inner();
            *kept = Cache::default();
            kept
        });
        let loaded = crate::load_again(&world, site::Options::drafts(true), &mut kept);
        let moment = Arc::new(Moment { loaded, world });
        // Nobody waits for what is left to another run.
        if let Some(past) = past.clone().filter(|_| first.swap(false, Ordering::Relaxed)) {
            let (cache, moment) = (Arc::clone(&cache), Arc::clone(&moment));
            let leave = move || {
                let read = cache.lock().ok().map(|cache| cache.remember(&moment.loaded.site));
                if let Some(read) = read {
                    past.put(&read);
                }
            };
            let _ = std::thread::Builder::new().spawn(leave);
        }
        moment
    };
    let told = |event: Event| match event {
        Event::Loaded { findings: 0, .. } => {}
        Event::Listening { url } => show::say(&Text::Serving.fill(lang, &[("url", &url)])),
        Event::Loaded { findings, errors, millis } | Event::Reloaded { findings, errors, millis } => {
            show::say(&Text::Reloaded.fill(
                lang,
                &[
                    ("millis", &millis.to_string()),
                    ("findings", &findings.to_string()),
                    ("errors", &errors.to_string()),
                ],
            ));
        }
        Event::Open { urls } if urls.is_empty() => show::say(Text::NoNetwork.raw(lang)),
        Event::Open { urls } => show::say(&Text::OpenToNetwork.fill(lang, &[("urls", &urls.join("\n  "))])),
        Event::Polling { reason } => show::say(&Text::Polling.fill(lang, &[("reason", &reason)])),
    };
    let chosen = matches.get_one::<String>("editor").cloned().or_else(|| std::env::var(EDITOR).ok());
    let editor = chosen.as_deref().and_then(Editor::of);
    let options = preview::Options { port, lang, folders, lan: matches.get_flag("lan"), editor };
    match preview::serve(&options, &load, &told) {
        Ok(()) => Outcome::Good,
        Err(findings) => {
            show::findings(&findings, &Sources::default(), lang, &common);
            Outcome::Failed
        }
    }
}
