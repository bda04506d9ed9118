//! What a run leaves for the next: the notes as they were read, and what was told of them. `build` and the start of `serve` leave
//! it, others use it.

use super::build::shelf;
use super::receipt::program;
use crate::forms::Renderer;
use crate::forms::search::index_again;
use crate::forms::store::Key;
use crate::output::Shelf;
use crate::search::{Index, Run};
use crate::site::trace::Trace;
use crate::site::{Options, Route};
use crate::world::Disk;
use crate::{Cache, Loaded};
use serde::{Deserialize, Serialize};
use std::io;

/// Where it lies.
pub(super) fn left(world: &Disk) -> Shelf {
    shelf(world).within("read")
}

/// The place of it.
pub(super) struct Past {
    shelf: Shelf,
    key: Key,
}

impl Past {
    /// That of a site. `None` if there is no telling what program this is.
    pub(super) fn of(world: &Disk) -> Option<Self> {
        let program = format!("{:?}", program()?);
        Some(Self { shelf: left(world), key: Key::of([program.as_bytes()]) })
    }

    /// What was left.
    pub(super) fn recall(&self) -> Cache {
        self.shelf.get(self.key.as_str()).and_then(|left| Cache::recall(&left)).unwrap_or_default()
    }

    /// Leaves what was read ([`Cache::remember`]).
    pub(super) fn put(&self, read: &crate::Past) {
        self.shelf.put_by(self.key.as_str(), &|to| read.write(to));
    }

    /// Throws away what this run has neither used nor left: what was said of a text that is gone must go.
    pub(super) fn tidy(&self) {
        self.shelf.tidy();
    }
}

/// The lists of the search, and what they were made from.
#[derive(Serialize, Deserialize)]
struct Listed<R> {
    trace: Trace,
    run: R,
}

impl Past {
    fn index(&self) -> String {
        Key::of([self.key.as_str().as_bytes(), b"index"]).as_str().to_owned()
    }

    /// Makes the index of a site from the lists that were left, if they are those of the build `before`, and all that is searched
    /// is as it was but for some texts.
    pub(super) fn recall_index(&self, renderer: &Renderer<'_>, now: &Trace, before: &Trace) {
        let site = renderer.site;
        let Some(left) = self.shelf.get(&self.index()) else { return };
        let Ok(Listed::<Run> { trace, run }) = postcard::from_bytes(&left) else { return };
        let is_other = |(_, route): &(usize, &Route)| !now.leaves(&trace, site, route);
        let changed: Vec<usize> =
            site.searched.iter().enumerate().filter(is_other).map(|(number, _)| number).collect();
        // Looking for many in all lists takes longer than making them.
        if trace == *before && changed.len() <= site.searched.len() / 8 + 8 {
            index_again(renderer, run, &changed);
        }
    }

    /// Leaves the lists of an index.
    pub(super) fn leave_index(&self, index: &Index, trace: &Trace) {
        let listed = Listed { trace: trace.clone(), run: index.run() };
        let write = |to: &mut dyn io::Write| postcard::to_io(&listed, to).map(drop).map_err(io::Error::other);
        self.shelf.put_by(&self.index(), &write);
    }
}

/// Reads a site, and no note again that another run has read.
pub(super) fn load(world: &Disk, options: Options) -> Loaded {
    let mut cache = Past::of(world).map(|past| past.recall()).unwrap_or_default();
    crate::load_again(world, options, &mut cache)
}
