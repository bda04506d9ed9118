//! Reading again is reading: what a cache gives is what a world gives to one who has never seen it.

// A test may fail loudly.
#![allow(clippy::expect_used)]

use jiff::civil::Date;
use proptest::prelude::*;
use samverka::site::Options;
use samverka::world::{Listing, Stamp};
use samverka::{Cache, Disk, Loaded, Memory, World};
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

/// Files, and what each may say: nothing (it is not there) or one of some texts. They name each other, say who is hidden,
/// what is explained, what is silent, and come and go, so that one edit reaches into others.
const FILES: &[(&str, &[&str])] = &[
    (
        "content/site.yaml",
        &[
            "projekt: {namn: Råd, kontakt: {roll: Ledare, telefon: 070-123 45 67}}\nwebbplats: {språk: [sv, en], former: [text]}\n",
            "project: {name: Council}\nsite: {languages: [en], forms: [text, csv]}\n",
            "projekt: {namn: Råd}\nwebbplats: {språk: [sv], former: [text, epub], regler: {heading-duplicate: av, link-text-vague: fel}}\n",
            "projekt: [\n",
        ],
    ),
    (
        "content/personer.yaml",
        &[
            "- {id: anna, namn: Anna Andersson, roll: Samordnare, samtycke: {grund: samtycke, omfattar: [namn], datum: 2014-01-15}}\n",
            "- {id: anna, namn: Anna Andersson, roll: Samordnare, samtycke: {grund: samtycke, omfattar: [namn], datum: 2014-01-15, återkallat: 2014-02-01}}\n",
            "- {id: anna, namn: Anna Andersson, roll: Samordnare}\n",
        ],
    ),
    ("content/forkortningar.yaml", &["ESF: Europeiska socialfonden\n", "NSE: Nätverk\n"]),
    ("content/ordlista.yaml", &["idéburen sektor: Föreningar.\n"]),
    (
        "content/organisationer/en.md",
        &[
            "---\nnamn: En förening\nkortnamn: NSE\nsektor: idéburen\nkontakt: {roll: Kansli, telefon: 073-111 22 33}\n---\n\nVi finns.\n",
            "---\nnamn: Två föreningar\nsektor: offentlig\n---\n\nAnna Andersson har diabetes. Ring 073-111 22 33.\n",
            "---\nnamn: [\n---\n",
        ],
    ),
    (
        "content/moten/2014-02-12-forsta.md",
        &[
            "---\ntitel: Första\nnummer: 1\nstatus: justerat\ndeltog: [{organisation: en, antal: 2}]\nbeslut: [{text: Vi ses., rör: [en]}]\n\
             frågor: [{text: Vad?, till: en, svar_senast: 2014-03-01}]\n---\n\n## A\n\nNSE och ESF. [Klicka här](../sidor/om.md#b)\n\n## A\n\n\
             Åtgärd: Boka en lokal (en, senast 2014-04-01)\n",
            "---\ntitel: Första\nnummer: 7\nstatus: utkast\n---\n\nBeslut: Nej.\n\nAnna Andersson sade det. 070-123 45 67\n",
            "# Första\n\n<!-- samverka: tillåt link-text-vague: så står det -->\n[Klicka här](saknas.md)\n\n850709-9805\n",
        ],
    ),
    (
        "content/moten/2014-02-12-forsta.en.md",
        &[
            "---\ntitle: First\n---\n\nDecision: We meet.\n",
            "---\ntitle: The first\nlang: en\n---\n\n[here](https://x.example)\n",
            "---\ntitle: First\n---\n\n## One {#d1.1}\n\nDecision: We meet.\n\n<div id=\"d1.1\">One</div>\n\n<div id=\"d1.1\">Two</div>\n",
        ],
    ),
    (
        "content/moten/2014-03-12-andra.md",
        &[
            "---\ntitel: Andra\nnummer: 2\nuppföljning: [{id: d1.1, status: klar}]\n---\n\n![](b.png)\n",
            "# Andra\n",
        ],
    ),
    (
        "content/sidor/om.md",
        &[
            "# Om\n\n## B {#b}\n\nSe [mötet](../moten/2014-02-12-forsta.md). Anna Andersson skrev det här och det är en text som vi alla \
             har läst, för att den handlar om hur det ska bli när vi inte längre är ensamma om att göra det som måste göras.\n\nESF och NSE är med. Ring 070-123 45 67.\n",
            "# Första\n\nANNA ANDERSSON SKREV DET HÄR.\n",
        ],
    ),
    ("content/sidor/2014-01-01.md", &["Text utan namn.\n"]),
    ("content/sidor/a.md", &["# A\n\nKort.\n"]),
    (
        "content/sidor/sist.md",
        &[
            "# Sist\n\nDet är en text som vi alla har läst, och den är här för att det inte ska bli så att vi står ensamma med det \
           som är kvar av det hela. Den som vill är med, och den som inte vill är det inte. Så var det, och så är det än. Jag har \
           det i en ask som står på en hylla, och den har jag för att jag inte vet vad jag ska ha den till.\n\n[Klicka här](om.md)\n",
        ],
    ),
    (
        "content/statistik/tal.md",
        &["---\ntitel: Tal\nkälla: Vi\nmätt: 2014-01-01\nenhet: antal\ndata: tal.csv\n---\n\nTal.\n"],
    ),
    ("content/statistik/tal.csv", &["a;b\nx;1\n", "a;b\nx;2\ny;3\n", "a;b\nx\n"]),
    ("content/moten/b.png", &["no picture", "another"]),
    ("themes/egen/style.css", &["p { color: red }"]),
];

/// A world that says, as a disk does, which files are sure to be as they were; or says nothing, as a disk does of files that
/// were written just now.
struct Stamped {
    memory: Memory,
    sure: bool,
}

impl World for Stamped {
    fn list(&self) -> Listing {
        let mut listing = self.memory.list();
        for entry in listing.entries.iter_mut().filter(|_| self.sure) {
            let mut hasher = DefaultHasher::new();
            self.memory.read(&entry.path).expect("in memory").hash(&mut hasher);
            entry.stamp = Some(Stamp::new([hasher.finish().into(), 0, 0]));
        }
        listing
    }

    fn read(&self, path: &str) -> std::io::Result<Vec<u8>> {
        self.memory.read(path)
    }

    fn today(&self) -> Date {
        self.memory.today()
    }
}

fn world(state: &[usize], sure: bool) -> Stamped {
    let mut memory = Memory::new(jiff::civil::date(2014, 3, 20));
    for ((path, texts), choice) in FILES.iter().zip(state) {
        if let Some(text) = choice.checked_sub(1).and_then(|i| texts.get(i % texts.len())) {
            memory.insert(path, *text);
        }
    }
    Stamped { memory, sure }
}

/// All that can be seen of a site: its addresses with their bytes or findings, and what is told.
fn seen(loaded: &Loaded, world: &dyn World) -> (BTreeMap<String, String>, String) {
    let renderer = loaded.renderer(world);
    let routes = loaded.site.routes.all().into_iter();
    let bytes = routes.map(|(address, route)| {
        (
            address.clone(),
            format!(
                "{:?}",
                renderer.render(&address, &route).map(|b| String::from_utf8_lossy(&b).into_owned())
            ),
        )
    });
    (bytes.collect(), format!("{:#?}{:?}", loaded.findings, loaded.site.silenced))
}

/// One who reads again and again, and others, each of whom reads once and leaves to the next what was read.
#[derive(Default)]
struct Readers {
    cache: Cache,
    /// One who keeps no trees.
    sparing: Cache,
    left: Vec<u8>,
}

fn compare(world: &dyn World, drafts: bool, readers: &mut Readers) -> (BTreeMap<String, String>, String) {
    let options = Options::drafts(drafts);
    let fresh = seen(&samverka::load(world, options), world);
    let again = seen(&samverka::load_again(world, options, &mut readers.cache), world);
    assert_eq!(fresh.1, again.1, "what is told");
    assert_eq!(fresh.0, again.0, "what is shown");
    let options = Options { keep_trees: Some(0), ..options };
    let sparing = seen(&samverka::load_again(world, options, &mut readers.sparing), world);
    assert_eq!(fresh.1, sparing.1, "what is told by one who keeps no trees");
    assert_eq!(fresh.0, sparing.0, "what is shown by one who keeps no trees");
    let mut next = Cache::recall(&readers.left).unwrap_or_default();
    let loaded = samverka::load_again(world, options, &mut next);
    let later = seen(&loaded, world);
    assert_eq!(fresh.1, later.1, "what is told by another");
    assert_eq!(fresh.0, later.0, "what is shown by another");
    readers.left.clear();
    next.remember(&loaded.site).write(&mut readers.left).expect("it can be put into bytes");
    assert!(Cache::recall(&readers.left).is_some(), "it can be read back");
    fresh
}

/// Lines that are put into files.
const LINES: &[&str] = &[
    "\n",
    "\nEtt stycke till.\n\n",
    "\n## B\n\n",
    "\nBeslut: Vi börjar om. (Okänd förening)\n\n",
    "\n[Klicka här](../sidor/om.md#b) och [där](2014-02-12-forsta.md#d1.1)\n\n",
    "\n<div id=\"b\">Här.</div>\n\n",
    "\n![En bild](../moten/b.png)\n\n",
    "\n<!-- samverka: tillåt link-text-vague därför=\"så står det\" -->\n\n",
    "nummer: 7\n",
    "teman: [inget]\n",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn after_any_edits_a_site_that_is_read_again_is_that_which_is_read_anew(
        first in proptest::collection::vec(0_usize..5, FILES.len()),
        edits in proptest::collection::vec((0..FILES.len(), 0_usize..5, any::<[bool; 2]>()), 1..8),
    ) {
        let mut readers = Readers::default();
        let mut state = first;
        compare(&world(&state, true), true, &mut readers);
        for (file, choice, [drafts, sure]) in edits {
            state[file] = choice;
            compare(&world(&state, sure), drafts, &mut readers);
        }
    }

    /// Whoever writes changes a line here and there, and most of them are prose: places move, and what is told of the rest of
    /// the site must move with them.
    #[test]
    fn after_any_lines_a_site_that_is_read_again_is_that_which_is_read_anew(
        edits in proptest::collection::vec((0..FILES.len(), 0_usize..40, 0..LINES.len(), any::<[bool; 2]>()), 1..6),
    ) {
        let mut world = world(&vec![1; FILES.len()], true);
        let mut readers = Readers::default();
        compare(&world, true, &mut readers);
        for (file, at, line, [take, sure]) in edits {
            let path = FILES[file].0;
            let text = String::from_utf8(world.read(path).expect("there")).expect("text");
            let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
            let at = at % (lines.len() + 1);
            if take && at < lines.len() {
                lines.remove(at);
            } else {
                lines.insert(at, LINES[line]);
            }
            world.memory.insert(path, lines.concat());
            world.sure = sure;
            compare(&world, true, &mut readers);
        }
    }
}

/// Every single edit, from a site in which all is there: none is so small that it is overlooked, and each is one that can
/// be seen.
#[test]
fn no_edit_is_overlooked() {
    let base = vec![1; FILES.len()];
    let mut readers = Readers::default();
    compare(&world(&base, true), true, &mut readers);
    let before = seen(&samverka::load(&world(&base, true), Options::drafts(true)), &world(&base, true));
    for (file, (path, texts)) in FILES.iter().enumerate() {
        for choice in (0..=texts.len()).filter(|choice| *choice != 1) {
            let mut state = base.clone();
            state[file] = choice;
            let edited = world(&state, true);
            let after = compare(&edited, true, &mut readers);
            // What no page uses is seen by nobody.
            assert!(after != before || path.starts_with("themes/"), "{path} {choice}");
            compare(&world(&base, true), true, &mut readers);
        }
    }
}

/// On a disk, files that cannot have changed are not read; one that has is, though size and time say nothing.
#[test]
fn a_file_that_was_changed_behind_its_time_is_read_again() {
    let dir = tempfile::tempdir().expect("a folder");
    let file = dir.path().join("content/sidor/om.md");
    std::fs::create_dir_all(file.parent().expect("a folder")).expect("made");
    std::fs::write(&file, "# Om\n\nEtt.\n").expect("written");
    let disk = Disk::new(dir.path(), Date::constant(2014, 3, 20));
    let mut readers = Readers::default();
    compare(&disk, true, &mut readers);
    std::thread::sleep(std::time::Duration::from_millis(2_300));
    compare(&disk, true, &mut readers);
    let time = file.metadata().and_then(|facts| facts.modified()).expect("a time");
    std::fs::write(&file, "# Om\n\nTvå.\n".replace('å', "a")).expect("written");
    std::fs::File::options()
        .write(true)
        .open(&file)
        .and_then(|file| file.set_modified(time))
        .expect("set back");
    compare(&disk, true, &mut readers);
    std::fs::remove_file(&file).expect("removed");
    compare(&disk, true, &mut readers);
}
