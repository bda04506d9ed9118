//! The fuzz targets on a stable toolchain: each body over the seeds and what comes of them when they are cut, mixed and
//! repeated, for a second. What is found stands in `target/fuzz-found/`. Longer, and one target only:
//! `FUZZ_SECONDS=3600 FUZZ_TARGET=yaml cargo test --test fuzz -- --nocapture`.

// A test may fail loudly. The shared bodies are a crate of their own to libFuzzer.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    unreachable_pub,
    dead_code
)]
#![cfg(feature = "pdf")]

#[path = "../fuzz/src/lib.rs"]
mod shared;

use shared::targets::{ALL, Target};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

/// What those who mean harm write, and what parsers stumble over.
const WORDS: &[&str] = &[
    "---\n",
    "...\n",
    "=== content/sidor/a.md\n",
    "\n\n",
    "\r\n",
    "\t",
    "\0",
    "\u{feff}",
    "\u{202e}",
    "\u{301}",
    "å",
    "𝄞",
    "{{ x }}",
    "{% include \"x\" %}",
    "{# #}",
    "<script>",
    "</main>",
    "<svg onload=x>",
    "<!--",
    "-->",
    "<![CDATA[",
    "&#0;",
    "javascript:x",
    "data:text/html,x",
    "../",
    "%2e%2e/",
    "%5c",
    "%00",
    "//",
    "[",
    "](",
    "![",
    "{lang=en}",
    "{decorative}",
    "[^1]",
    "[^1]: ",
    "|",
    "|-|",
    "```",
    "> ",
    "- ",
    "# ",
    "**",
    "_",
    "<",
    ">",
    "\"",
    "'",
    "\\",
    ": ",
    "? ",
    "&a ",
    "*a ",
    "!t ",
    "[]",
    "{}",
    ", ",
    "2014-02-30",
    "d1.1",
    "Beslut: ",
    "Åtgärd: x (y, senast 2014-01-01)",
    "Tabell: x",
    "GET / HTTP/1.1\r\n",
    "Host: localhost:4000\r\n",
    "\r\n\r\n",
    "HEAD ",
    "#eval(\"x\")",
    "#include",
    "\\u{41}",
];

/// Numbers that are the same for a seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap_or(0) % end.max(1)
    }

    /// Another input, made of the seeds.
    fn input(&mut self, seeds: &[Vec<u8>]) -> Vec<u8> {
        let mut data = seeds[self.below(seeds.len())].clone();
        for _ in 0..=self.below(6) {
            let (a, b) = (self.below(data.len() + 1), self.below(data.len() + 1));
            let (from, to) = (a.min(b), a.max(b).min(a.min(b) + 200));
            match self.below(7) {
                0 => drop(data.drain(from..to)),
                1 => drop(data.splice(from..from, WORDS[self.below(WORDS.len())].bytes())),
                2 => drop(data.splice(from..to, WORDS[self.below(WORDS.len())].bytes())),
                3 => {
                    let piece = data[from..to].to_vec();
                    let times = self.below(12);
                    data.splice(from..from, piece.repeat(times));
                }
                4 if !data.is_empty() => {
                    let at = from.min(data.len() - 1);
                    data[at] ^= 1 << self.below(8);
                }
                5 => {
                    let other = &seeds[self.below(seeds.len())];
                    let cut = self.below(other.len() + 1);
                    data.truncate(from);
                    data.extend_from_slice(&other[cut..]);
                }
                _ => {
                    let word = WORDS[self.below(WORDS.len())];
                    let times = self.below(40);
                    data.splice(from..from, word.repeat(times).into_bytes());
                }
            }
            data.truncate(20_000);
        }
        data
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The notes of the site, the cases of the tests, requests.
fn seeds(target: &str) -> Vec<Vec<u8>> {
    let mut seeds: Vec<Vec<u8>> = WORDS.iter().map(|word| word.as_bytes().to_vec()).collect();
    let whole = matches!(target, "site" | "promise");
    let mut open: Vec<PathBuf> =
        ["content", "tests/cases", "tests/corpus"].map(|name| root().join(name)).to_vec();
    while let Some(folder) = open.pop() {
        for entry in folder.read_dir().expect("a folder") {
            let path = entry.expect("an entry").path();
            let form = path.extension().and_then(|form| form.to_str()).unwrap_or("").to_owned();
            if path.is_dir() {
                open.push(path);
            } else if matches!(form.as_str(), "md" | "yaml" | "svg") && !whole {
                seeds.push(std::fs::read(path).expect("read"));
            } else if form == "txt" {
                let text = String::from_utf8(std::fs::read(path).expect("read")).expect("UTF-8");
                // A case is a world, but for the marks.
                let cases = text
                    .split("\n=== ")
                    .map(|case| format!("\n{case}").replace("\n---- content/", "\n=== content/"));
                seeds.extend(cases.filter(|case| case.len() < 6_000).map(String::into_bytes));
            }
        }
    }
    if target == "request" {
        seeds.truncate(WORDS.len());
        for path in
            ["/", "/moten/a%20b.html?x=y", "/__samverka/sida?adress=a", "/__samverka/wait.js?since=1&tab=2"]
        {
            seeds.push(
                format!("GET {path} HTTP/1.1\r\nHost: localhost:4000\r\nConnection: close\r\n\r\n")
                    .into_bytes(),
            );
        }
    }
    if target == "routes" {
        seeds.truncate(WORDS.len());
        for address in [
            "index.html",
            "moten/m.html",
            "moten/m.txt",
            "../x.pdf",
            "x.pdf",
            "ta-med/m/o.html",
            "sok/0.json",
            "_privat.html",
        ] {
            seeds.push(address.as_bytes().to_vec());
        }
    }
    seeds
}

/// What takes longer is stuck. A site with its PDF files takes some seconds in a build that is not optimised, and three times
/// that beside other tests.
const STUCK: Duration = Duration::from_mins(1);

/// Drives a target, and says how far it came.
#[allow(clippy::print_stdout)] // It is asked for with `--nocapture`.
fn drive((name, body): Target, time: Duration, seed: u64) {
    let seeds = seeds(name);
    let (mut dice, start, mut runs, mut slowest) = (Dice(seed), Instant::now(), 0_usize, Duration::ZERO);
    while start.elapsed() < time || runs == 0 {
        let input = if runs < seeds.len() { seeds[runs].clone() } else { dice.input(&seeds) };
        let began = Instant::now();
        let held = catch_unwind(AssertUnwindSafe(|| body(&input)));
        slowest = slowest.max(began.elapsed());
        if held.is_err() || began.elapsed() > STUCK {
            let folder = root().join("target/fuzz-found");
            std::fs::create_dir_all(&folder).expect("made");
            let file = folder.join(format!("{name}-{seed:x}-{runs}"));
            std::fs::write(&file, &input).expect("written");
            panic!("{name}: {} ({:?})", file.display(), began.elapsed());
        }
        runs += 1;
    }
    println!(
        "{name}: {runs} executions in {:.0?}, the slowest {slowest:.0?}, seed {seed:x}",
        start.elapsed()
    );
}

#[test]
fn no_input_breaks_a_promise() {
    let number = |name: &str| std::env::var(name).ok().and_then(|value| value.parse::<u64>().ok());
    let seconds = number("FUZZ_SECONDS");
    // In the suite the same inputs each time; a longer run has its own.
    let fresh = SystemTime::UNIX_EPOCH.elapsed().map_or(1, |since| u64::from(since.subsec_nanos()) | 1);
    let seed = number("FUZZ_SEED").unwrap_or(if seconds.is_some() { fresh } else { 0x5a3_7e4a });
    let only = std::env::var("FUZZ_TARGET").ok();
    let time = Duration::from_secs(seconds.unwrap_or(1));
    let mut driven = 0;
    for target in ALL.iter().filter(|(name, _)| only.as_deref().is_none_or(|only| only == *name)) {
        drive(*target, time, seed);
        driven += 1;
    }
    assert!(driven > 0, "no target is called {only:?}");
}

/// What libFuzzer runs is what runs here.
#[test]
fn every_target_has_its_program() {
    let manifest =
        String::from_utf8(std::fs::read(root().join("fuzz/Cargo.toml")).expect("read")).expect("UTF-8");
    for (name, _) in ALL {
        assert!(
            manifest.contains(&format!("name = \"{name}\"\npath = \"fuzz_targets/{name}.rs\"")),
            "{name}"
        );
        let text = std::fs::read(root().join(format!("fuzz/fuzz_targets/{name}.rs"))).expect("a program");
        assert!(String::from_utf8_lossy(&text).contains(&format!("targets::{name}(data)")), "{name}");
    }
}
