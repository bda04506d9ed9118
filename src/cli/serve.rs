//! `samverka serve`

use super::args::Common;
use super::text::{Text, Words};
use super::{Outcome, disk, show};
use crate::forms::{self, Renderer};
use crate::language::Lang;
use crate::preview::{self, Answer, Event, Snapshot};
use crate::report::Sources;
use crate::{Disk, Findings, Loaded, Route, site};
use clap::ArgMatches;
use std::sync::Arc;

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
        let bytes = self.renderer().render(address, route);
        Some(bytes.map(|bytes| Answer { mime: forms::mime(address), bytes }))
    }

    fn not_found(&self, address: &str) -> Answer {
        // Rendered for the address that was asked for, so that its links lead on from there.
        let bytes = self.renderer().render(address, &Route::NotFound).unwrap_or_default();
        Answer { mime: forms::mime("404.html"), bytes }
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
    let folders = crate::world::FOLDERS.iter().map(|folder| root.join(folder)).collect();
    // Whoever writes wants to see what is being written: drafts are shown here, and left out of what is built.
    let load = || -> Arc<dyn Snapshot> {
        let world = disk(&common);
        let loaded = crate::load(&world, site::Options { drafts: true });
        Arc::new(Moment { loaded, world })
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
        Event::Polling { reason } => show::say(&Text::Polling.fill(lang, &[("reason", &reason)])),
    };
    match preview::serve(&preview::Options { port, lang, folders }, &load, &told) {
        Ok(()) => Outcome::Good,
        Err(findings) => {
            show::findings(&findings, &Sources::default(), lang, &common);
            Outcome::Failed
        }
    }
}
