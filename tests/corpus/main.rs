//! The corpus: notes with planted faults and with near misses, as people write them, and what the tool makes of each.
//!
//! `cargo test --test corpus -- --nocapture` prints the table: what was planted, hit and missed of each rule, what only looks
//! like it, and what was told of that. How to write a note: `tests/README.md`.

// A test may fail loudly, and this one prints its table.
#![allow(clippy::expect_used, clippy::panic, clippy::print_stdout)]

#[path = "../cases/case.rs"]
mod case;
#[path = "../common/mod.rs"]
mod common;

use case::{Case, Encoding, Ground, Known, parse, place};
use samverka::act::{self, Outcome};
use samverka::report::{Rule, Source, catalog};
use samverka::world::{Listing, World};
use samverka::{Cache, Memory, site};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};

/// What stands round a note, so that it need not be said in each case.
const SWEDISH: &str = "\
projekt: {namn: Rådet, ägare: En förening, kontakt: {roll: Samordnare, e-post: info@exempel.se}, programperiod: \"2014\", \
    start: 2014-01-01, slut: 2014-12-31, personuppgiftsansvarig: En förening}
webbplats: {tillgänglighet: {status: helt, bedömd: 2014-03-01, metod: Egen., kontakt_väg: info@exempel.se}}
";
/// The same in English.
const ENGLISH: &str = "\
project: {name: The council, owner: An association, contact: {role: Co-ordinator, email: info@example.org}, \
    programme_period: \"2014\", start: 2014-01-01, end: 2014-12-31, data_controller: An association}
site: {languages: [en], accessibility: {status: full, assessed: 2014-03-01, method: Our own., contact_way: info@example.org}}
";

/// What became of a rule.
#[derive(Default)]
struct Tally {
    planted: usize,
    hit: usize,
    near: usize,
    alarms: usize,
}

/// The cases of a folder's text files, each with the file it stands in.
fn corpus() -> Vec<(String, Case)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let entries = folder.read_dir().expect("the corpus").map(|entry| entry.expect("an entry").path());
    let mut paths: Vec<PathBuf> =
        entries.filter(|path| path.extension().is_some_and(|e| e == "txt")).collect();
    paths.sort();
    let mut out = Vec::new();
    for path in paths.iter().filter(|path| !path.ends_with("elsewhere.txt")) {
        let stem = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let text = String::from_utf8(std::fs::read(path).expect("a text")).expect("UTF-8");
        out.extend(parse(&text).into_iter().map(|case| (stem.clone(), case)));
    }
    out
}

/// Rules that no note, page or command here can break, each with the test that holds it: `rule path`, or `rule - reason` for
/// one that no test does.
fn elsewhere() -> Vec<(String, String)> {
    let text = include_str!("elsewhere.txt");
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| line.split_once(' ').expect("a rule and a file"))
        .map(|(a, b)| (a.into(), b.into()))
        .collect()
}

/// The bytes of a file as it is saved.
fn bytes(case: &Case, path: &str, text: &str) -> Vec<u8> {
    match case.encoded.iter().find(|(encoded, _)| encoded == path).map(|(_, how)| how) {
        None | Some(Encoding::Locked) => text.as_bytes().to_vec(),
        Some(Encoding::Latin1) => {
            text.chars().map(|c| u8::try_from(u32::from(c)).expect("Latin-1")).collect()
        }
        Some(Encoding::Utf16) => {
            [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
        }
        Some(Encoding::Big) => text.bytes().cycle().take(9 << 20).collect(),
    }
}

/// All files of a case with those that stand round it.
fn files(case: &Case) -> Vec<(String, Vec<u8>)> {
    let mut out: Vec<(String, Vec<u8>)> =
        case.files.iter().map(|(path, text)| (path.clone(), bytes(case, path, text))).collect();
    let ground = match case.ground {
        Ground::Swedish => SWEDISH,
        Ground::English => ENGLISH,
        Ground::None => return out,
    };
    if !out.iter().any(|(path, _)| path == "content/site.yaml") {
        out.push(("content/site.yaml".to_owned(), ground.as_bytes().to_vec()));
    }
    out
}

/// A world in which some files cannot be read.
struct Locked<'c> {
    world: Memory,
    case: &'c Case,
}

impl World for Locked<'_> {
    fn list(&self) -> Listing {
        self.world.list()
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        if self.case.encoded.iter().any(|(locked, how)| locked == path && *how == Encoding::Locked) {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        self.world.read(path)
    }

    fn today(&self) -> jiff::civil::Date {
        self.world.today()
    }
}

/// All that is told of a case: `place rule`.
fn told(case: &Case) -> Vec<String> {
    let mut found = Vec::new();
    let mut world = Memory::new(case.today.unwrap_or(jiff::civil::date(2014, 5, 1)));
    let files = files(case);
    let (pages, notes): (Vec<_>, Vec<_>) = files.iter().partition(|(path, _)| path.starts_with("public/"));
    for (path, bytes) in &notes {
        world.insert(path, bytes.clone());
    }
    for (path, bytes) in pages {
        let source = Source::new(path.as_str(), String::from_utf8_lossy(bytes).into_owned());
        let judged = act::check_page(path, &source.text, act::Options::default(), &|_| None);
        let failed = judged.into_iter().filter(|judged| judged.outcome == Outcome::Failed);
        found.extend(failed.map(|j| format!("{path}:{} {}", source.position(j.at.start).line, j.rule.name)));
    }
    // Pages alone are no site; a command tells what it tells.
    if notes.iter().any(|(path, _)| path != "content/site.yaml") || (case.runs.is_empty() && found.is_empty())
    {
        let world = Locked { world, case };
        let options = site::Options::drafts(case.drafts);
        let mut cache = Cache::default();
        let loaded = samverka::load_again(&world, options, &mut cache);
        // Whoever goes by what this run leaves is told the same, word for word.
        let mut left = Vec::new();
        cache.remember(&loaded.site).write(&mut left).expect("it can be put into bytes");
        let mut next = Cache::recall(&left).expect("it can be read back");
        let again = samverka::load_again(&world, options, &mut next);
        assert_eq!(loaded.findings, again.findings);
        found.extend(loaded.findings.iter().map(|f| place(f.span, f.rule.name, &loaded.site.sources)));
        for (address, _) in &case.fails {
            let route = loaded.site.routes.find(address).expect("an address");
            let told = loaded.renderer(&world).render(address, &route).err().unwrap_or_default();
            found.extend(told.iter().map(|f| format!("{address} {}", f.rule.name)));
        }
    }
    let folder = common::folder();
    for (path, bytes) in files.iter().filter(|_| !case.runs.is_empty()) {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("made");
        std::fs::write(path, bytes).expect("written");
    }
    for (arguments, _) in &case.runs {
        let mut words: Vec<&str> = arguments.split_whitespace().collect();
        words.extend(["--lang", "sv"]);
        let said = common::samverka(folder.path(), &words);
        let said = format!("{}{}", common::out(&said), common::err(&said));
        let rules = said.lines().filter_map(|line| line.trim().strip_prefix("Regel: "));
        found.extend(rules.map(|rule| format!("run {arguments} {}", rule.split(',').next().unwrap_or(rule))));
    }
    found
}

/// Takes each of the second from the first, once.
fn without(mut all: Vec<String>, taken: &[String]) -> Vec<String> {
    for one in taken {
        if let Some(at) = all.iter().position(|other| other == one) {
            all.remove(at);
        }
    }
    all
}

fn rule_of(place_and_rule: &str) -> &'static Rule {
    let name = place_and_rule.rsplit(' ').next().unwrap_or("");
    catalog::find(name).unwrap_or_else(|| panic!("no rule is called {name}: {place_and_rule}"))
}

/// What is expected of a case, in the form of [`told`]: planted, and near misses.
fn expected(case: &Case) -> (Vec<String>, Vec<String>) {
    let (mut planted, mut near) = (case.expected.clone(), case.near.clone());
    let pages = case.fails.iter().map(|(address, rules)| (address.clone(), rules));
    let runs = case.runs.iter().map(|(arguments, rules)| (format!("run {arguments}"), rules));
    for (place, rules) in pages.chain(runs) {
        for rule in rules {
            match rule.strip_prefix("not ") {
                Some(rule) => near.push(format!("{place} {rule}")),
                None => planted.push(format!("{place} {rule}")),
            }
        }
    }
    (planted, near)
}

#[test]
fn every_planted_fault_is_told_and_nothing_else_is() {
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    let mut wrong = String::new();
    for (stem, case) in corpus() {
        let (planted, near) = expected(&case);
        let known = |which: Known| -> Vec<String> {
            case.known.iter().filter(|(_, known)| *known == which).map(|(place, _)| place.clone()).collect()
        };
        let found = told(&case);
        let missed = without(planted.iter().cloned().chain(known(Known::Missed)).collect(), &found);
        let alarms = without(found, &planted);
        for place in planted.iter().chain(&known(Known::Missed)) {
            tallies.entry(rule_of(place).name).or_default().planted += 1;
        }
        for place in &near {
            assert!(!planted.contains(place), "{stem}: {}: {place} is planted and a near miss", case.name);
            tallies.entry(rule_of(place).name).or_default().near += 1;
        }
        for place in &alarms {
            tallies.entry(rule_of(place).name).or_default().alarms += 1;
        }
        let hits = without(planted.iter().cloned().chain(known(Known::Missed)).collect(), &missed);
        for place in hits {
            tallies.entry(rule_of(&place).name).or_default().hit += 1;
        }
        let (expected_misses, expected_alarms) = (known(Known::Missed), known(Known::Alarm));
        for (what, list) in [
            ("missed", without(missed.clone(), &expected_misses)),
            ("false alarm", without(alarms.clone(), &expected_alarms)),
            ("no longer missed", without(expected_misses, &missed)),
            ("no longer a false alarm", without(expected_alarms, &alarms)),
        ] {
            for place in list {
                let _ = writeln!(wrong, "{stem}: {}: {what}: {place}", case.name);
            }
        }
    }
    println!("{}", table(&tallies));
    assert!(wrong.is_empty(), "{wrong}");
}

/// Rule by rule in the order of the catalog, and sums.
fn table(tallies: &BTreeMap<&str, Tally>) -> String {
    let mut out = String::from(
        "| rule | planted | hit | missed | near misses | false alarms |\n|---|--:|--:|--:|--:|--:|\n",
    );
    let mut sum = Tally::default();
    let mut row = |name: &str, tally: &Tally| {
        let Tally { planted, hit, near, alarms } = tally;
        let _ = writeln!(out, "| {name} | {planted} | {hit} | {} | {near} | {alarms} |", planted - hit);
    };
    for rule in catalog::all() {
        let Some(tally) = tallies.get(rule.name) else { continue };
        row(rule.name, tally);
        sum.planted += tally.planted;
        sum.hit += tally.hit;
        sum.near += tally.near;
        sum.alarms += tally.alarms;
    }
    row("all", &sum);
    out
}

#[test]
fn every_rule_is_planted_and_the_corpus_is_large() {
    let (mut planted, mut near) = (Vec::new(), Vec::new());
    for (_, case) in corpus() {
        let (faults, misses) = expected(&case);
        planted
            .extend(faults.iter().chain(case.known.iter().map(|(place, _)| place)).map(|f| rule_of(f).name));
        near.extend(misses.iter().map(|miss| rule_of(miss).name));
    }
    let elsewhere = elsewhere();
    for rule in catalog::all() {
        let away = elsewhere.iter().any(|(name, _)| name == rule.name);
        assert!(
            planted.contains(&rule.name) != away,
            "{}: planted here, or held elsewhere: one of them",
            rule.name
        );
    }
    assert!(planted.len() >= 150, "{} faults", planted.len());
    assert!(near.len() >= planted.len(), "{} near misses of {} faults", near.len(), planted.len());
}

#[test]
fn what_is_held_elsewhere_is_there() {
    for (rule, path) in elsewhere() {
        if let Some(reason) = path.strip_prefix('-') {
            assert!(reason.trim().len() > 20, "{rule}: say why");
            continue;
        }
        let found = catalog::find(&rule).unwrap_or_else(|| panic!("no rule is called {rule}"));
        let bytes = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(&path));
        let bytes = bytes.unwrap_or_else(|error| panic!("{path}: {error}"));
        let text = String::from_utf8(bytes).expect("UTF-8");
        // In a file that holds both, what follows `cfg(test)` is the test.
        let text = text.rsplit("#[cfg(test)]").next().unwrap_or("");
        let constant = rule.to_uppercase().replace('-', "_");
        assert!(text.contains(found.name) || text.contains(&constant), "{path} does not name {rule}");
    }
}
