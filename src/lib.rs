//! samverka: a static site generator for accessible dissemination.
//!
//! **A site is a function from routes to bytes.** A [`World`] (a folder, or memory) is read to one immutable [`Site`]:
//! typed documents, every reference resolved, every address known ([`load`]). Any [`Route`] can then be rendered on its
//! own, on any thread ([`forms::Renderer`]). `build` renders all routes and writes them, `serve` renders the one that is
//! asked for, `check` renders none. What a person should know comes back as [`Findings`], beside the value, from every
//! step.
//!
//! Rooms, from the ground up; each uses only those before it:
//!
//! | room | turns | into |
//! |---|---|---|
//! | [`language`] | what people type | dates, numbers, slugs, order |
//! | [`report`] | a rule, a place, arguments | words for a person, in Swedish or English |
//! | [`search`] | documents; a query | an index in small files; documents |
//! | [`act`] | a finished page | what the ACT rules say of it |
//! | [`world`] | a folder | names and bytes |
//! | [`markdown`] | text | a tree with spans; a tree into HTML |
//! | [`content`] | bytes | typed documents |
//! | [`site`] | documents | one connected site with routes |
//! | [`check`] | the site | findings about its texts, facts and people |
//! | [`import`] | notes that others wrote | notes of ours, and what needs a person |
//! | [`external`] | links to other sites | findings, when somebody asks |
//! | [`theme`] | `themes/<name>/` | templates, words, colours |
//! | [`forms`] | a route | bytes |
//! | [`output`] | bytes | a folder, all or nothing |
//! | [`publish`] | bytes | a server, a folder, a zip file |
//! | [`preview`] | the site | a local server |
//! | [`cli`] | arguments | all of the above |

#![forbid(unsafe_code)]

pub mod act;
pub mod check;
pub mod cli;
pub mod content;
pub mod external;
pub mod forms;
pub mod import;
pub mod language;
pub mod markdown;
pub mod output;
pub mod preview;
pub mod publish;
pub mod report;
pub mod search;
pub mod site;
pub mod theme;
pub mod world;

pub use report::{Finding, Findings};
pub use site::{Route, Site};
pub use theme::Theme;
pub use world::{Disk, Memory, World};

use content::library::Library;
use serde::{Deserialize, Serialize};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::sync::{Arc, OnceLock};

/// A site with its theme, and what there is to say about them.
#[derive(Debug)]
pub struct Loaded {
    /// The site.
    pub site: Site,
    /// Its theme.
    pub theme: Arc<Theme>,
    /// All findings, in the order of files and lines.
    pub findings: Findings,
    /// A number that is another whenever something has changed that pages load beside their text: the style sheet, files of
    /// the theme, pictures and other files of `content/`.
    pub beside: u64,
    /// What is the same on many of its pages.
    furniture: forms::html::furniture::Cache,
    /// The index of its search, made when the first file of it is asked for.
    index: OnceLock<search::Index>,
}

impl Loaded {
    /// What renders its routes.
    pub fn renderer<'a>(&'a self, world: &'a dyn World) -> forms::Renderer<'a> {
        forms::Renderer {
            site: &self.site,
            theme: &self.theme,
            world,
            made: None,
            store: None,
            furniture: &self.furniture,
            index: &self.index,
        }
    }
}

/// What was read and looked over before, by which a site is read again in less time.
#[derive(Debug, Default)]
pub struct Cache {
    library: content::library::Cache,
    theme: theme::Cache,
    site: site::connection::Cache,
    check: check::Cache,
    forms: forms::Cache,
    /// How often the site was read.
    times: u64,
    /// What another run left.
    past: Option<Past>,
}

/// What was read and looked over, as another run of this very program may have it: without the texts, which it finds where they
/// are.
#[derive(Debug, Serialize, Deserialize)]
pub struct Past {
    library: content::library::Past,
    site: site::connection::Past,
    check: check::Past,
}

impl Past {
    /// As bytes, for [`Cache::recall`].
    pub fn write(&self, to: &mut dyn io::Write) -> io::Result<()> {
        postcard::to_io(self, to).map(drop).map_err(io::Error::other)
    }
}

impl Cache {
    /// What is kept of a site for another run.
    pub fn remember(&self, site: &Site) -> Past {
        Past {
            library: self.library.remember(),
            site: self.site.remember(site),
            check: self.check.remember(site),
        }
    }

    /// What another run left. It is used as far as it still holds: each note is known by its bytes.
    pub fn recall(bytes: &[u8]) -> Option<Self> {
        let past = Some(postcard::from_bytes(bytes).ok()?);
        Some(Self { past, ..Self::default() })
    }
}

/// Reads a site and its theme.
pub fn load(world: &dyn World, options: site::Options) -> Loaded {
    load_again(world, options, &mut Cache::default())
}

/// As [`load`], and with the same result, for a world that was read before: what is as it was is neither read nor looked
/// over again.
pub fn load_again(world: &dyn World, options: site::Options, cache: &mut Cache) -> Loaded {
    let mut findings = Findings::new();
    let past = cache.past.take().map(|Past { library, site, check }| {
        cache.library.recall(library);
        (site, check)
    });
    let library = content::library::read(
        world,
        options,
        &mut cache.library,
        &|note, tree, lang| cache.check.ahead(note, tree, lang.into()),
        &mut findings,
    );
    if let Some((site, check)) = past {
        let same = cache.library.recalled();
        cache.site.recall(site, same);
        cache.check.recall(check, same);
    }
    connected(world, library, cache, findings)
}

/// As [`load`], with every name as it is written in the files: to find out where a name has been. Nothing that is made
/// of it may be written or shown.
pub fn load_unmasked(world: &dyn World, options: site::Options) -> Loaded {
    let mut findings = Findings::new();
    let library = content::library::read_unmasked(world, options, &mut findings);
    connected(world, library, &mut Cache::default(), findings)
}

fn connected(world: &dyn World, library: Library, cache: &mut Cache, mut findings: Findings) -> Loaded {
    let theme = cache.theme.load(world, &library, &mut findings);
    let names: Vec<String> = theme.assets.keys().cloned().collect();
    cache.times += 1;
    let beside = beside(&library, &theme, cache.times);
    let mut site = Site::of(library, &names, world, &mut cache.site, &mut findings);
    findings.extend(check::all(&site, &mut cache.check));
    findings.extend(forms::look(&site, &theme, &mut cache.forms));
    // The one place where it is decided what is told and how much it weighs.
    site.judge(&mut findings);
    let (furniture, index) = Default::default();
    Loaded { site, theme, findings: findings.sorted(), beside, furniture, index }
}

/// [`Loaded::beside`]. A file of which nobody can tell whether it has changed counts as changed each time.
fn beside(library: &Library, theme: &Theme, times: u64) -> u64 {
    let mut hasher = DefaultHasher::new();
    let files = || library.assets.keys().chain(library.theme_files.keys());
    let stamps = || files().map(|path| (path, library.stamps.get(path)));
    stamps().collect::<Vec<_>>().hash(&mut hasher);
    stamps().any(|(_, stamp)| stamp.is_none()).then_some(times).hash(&mut hasher);
    theme.style().hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn what_another_run_has_read_is_not_read_again() {
        let mut world = Memory::new(date(2014, 3, 20));
        world.insert("content/site.yaml", "projekt: {namn: Råd}\n");
        for name in ["a", "b", "c"] {
            world.insert(format!("content/sidor/{name}.md"), format!("# {name}\n\nKlicka [här](a.md).\n"));
        }
        let left = |cache: &Cache, loaded: &Loaded| {
            let mut bytes = Vec::new();
            cache.remember(&loaded.site).write(&mut bytes).expect("written");
            bytes
        };
        let recalled = |world: &Memory, before: &[u8]| {
            let mut cache = Cache::recall(before).expect("it can be read back");
            let loaded = load_again(world, site::Options::default(), &mut cache);
            (cache.library.recalled().len(), left(&cache, &loaded))
        };
        let mut first = Cache::default();
        let loaded = load_again(&world, site::Options::default(), &mut first);
        assert!(!loaded.findings.is_empty(), "there is something to tell");
        let left = left(&first, &loaded);
        let (all, same) = recalled(&world, &left);
        assert_eq!((all, &same), (3, &left), "and it is left for the next as it was");
        world.insert("content/sidor/b.md", "# b\n\nText.\n");
        assert_eq!(recalled(&world, &left).0, 2);
        world.insert("content/personer.yaml", "- {id: x, roll: Ledare}\n");
        assert_eq!(recalled(&world, &left).0, 0, "other names may be hidden now");
        assert!(Cache::recall(b"something else").is_none());
    }
}
