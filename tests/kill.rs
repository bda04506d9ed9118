//! The program is killed (SIGKILL) at points that nobody chose, while it builds a site over another. What stands in the folder
//! then is the old site or the new one, or the next build makes it whole; and no file of the author's has changed.
//!
//! `output/tests/faults.rs` stops a build before each single change to the disk. Here the process itself dies, in the middle
//! of whatever it and its threads are doing. `KILLS=1000 cargo test --test kill -- --ignored --nocapture` kills more often.

// A test may fail loudly.
#![allow(clippy::expect_used, clippy::panic)]
#![cfg(unix)]

mod common;

use common::{code, err, files, folder, samverka, write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant, SystemTime};
use tempfile::TempDir;

type Files = Vec<(String, Vec<u8>)>;

/// What happened over many kills.
#[derive(Debug, Default)]
struct Card {
    /// The build had ended before it could be killed.
    late: usize,
    /// Nothing had been moved, and nothing waited.
    untouched: usize,
    /// New files waited beside the folder, or some had been moved.
    staged: usize,
    /// All was begun: a journal said what was left to do.
    moving: usize,
    /// What stood in the folder was the old site, the new one, or a mixture that the journal belonged to.
    old: usize,
    new: usize,
    mixed: usize,
}

/// Two states of a site that differ in most of their pages, in names too.
struct Site {
    dir: TempDir,
    states: [Files; 2],
}

/// Numbers that are the same each time, as far as a seed goes.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end.max(1)
    }
}

impl Site {
    fn new() -> Self {
        let dir = folder();
        assert_eq!(code(&samverka(dir.path(), &["init", "--lang", "sv"])), 0);
        let file = dir.path().join("content/site.yaml");
        let text = String::from_utf8(std::fs::read(&file).expect("read")).expect("UTF-8");
        write(
            dir.path(),
            "content/site.yaml",
            &text.replace("\nwebbplats:", "\nwebbplats:\n  former: [text]"),
        );
        // Somebody else's, in the folder that is written to.
        write(dir.path(), "public/.htaccess", "Options -Indexes");
        write(dir.path(), "public/arkiv/2013.html", "förra projektet");
        let mut site = Self { dir, states: [Vec::new(), Vec::new()] };
        for state in [0, 1] {
            site.turn(state);
            let built = site.build();
            assert_eq!(code(&built), 0, "{}{}", common::out(&built), err(&built));
            site.states[state] = site.public();
        }
        assert_ne!(site.states[0], site.states[1]);
        site
    }

    fn path(&self) -> &Path {
        self.dir.path()
    }

    /// The sources as they are in a state.
    fn turn(&self, state: usize) {
        let (name, gone) = if state == 0 { ("ett", "tva") } else { ("tva", "ett") };
        let _ = std::fs::remove_file(self.path().join(format!("content/sidor/sida-{gone}.md")));
        let _ =
            std::fs::remove_file(self.path().join(format!("content/moten/2030-04-0{}-mote.md", 2 - state)));
        write(
            self.path(),
            &format!("content/sidor/sida-{name}.md"),
            &format!("# Sida {name}\n\nText {name}.\n"),
        );
        let about = format!("# Om\n\nSe [sidan](sida-{name}.md).\n");
        write(self.path(), "content/sidor/om.md", &about);
    }

    fn sources(&self) -> Files {
        files(&self.path().join("content"))
    }

    /// All that stands in the folder but our own list and lock.
    fn public(&self) -> Files {
        let mut all = files(&self.path().join("public"));
        all.retain(|(name, _)| !name.starts_with(".samverka-"));
        all
    }

    fn build(&self) -> std::process::Output {
        samverka(self.path(), &["build", "--today", "2026-03-01", "--lang", "sv"])
    }

    fn start(&self) -> Child {
        Command::new(env!("CARGO_BIN_EXE_samverka"))
            .args(["build", "--today", "2026-03-01", "--lang", "sv"])
            .current_dir(self.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("started")
    }

    fn staging(&self) -> PathBuf {
        self.path().join("public.samverka-staging")
    }
}

/// When to kill.
enum When {
    /// So long after the start.
    After(Duration),
    /// So long after something has appeared beside the output. This is where few points in time are, and much happens.
    Seen(&'static str, Duration),
}

fn spin(time: Duration) {
    let start = Instant::now();
    while start.elapsed() < time {
        std::hint::spin_loop();
    }
}

/// Starts a build and kills it. `false` if it came to its end first.
fn kill(site: &Site, when: &When) -> bool {
    let mut child = site.start();
    match when {
        When::After(time) => std::thread::sleep(*time),
        When::Seen(name, time) => {
            let sign = site.staging().join(name);
            while !sign.exists() && matches!(child.try_wait(), Ok(None)) {
                std::hint::spin_loop();
            }
            spin(*time);
        }
    }
    child.kill().expect("killed");
    !child.wait().expect("waited for").success()
}

/// Builds one state over the other and kills it, `kills` times; after each, looks at all that there is.
fn run(kills: u64, seed: u64) -> Card {
    let site = Site::new();
    let mut card = Card::default();
    let mut dice = Dice(seed);
    let mut now = 1;
    // How long a build takes here and now.
    site.turn(0);
    let start = Instant::now();
    assert_eq!(code(&site.build()), 0);
    let whole = u64::try_from(start.elapsed().as_micros()).expect("a short time");
    now -= 1;
    for number in 0..kills {
        let next = 1 - now;
        site.turn(next);
        let sources = site.sources();
        let when = match number % 4 {
            0 => When::After(Duration::from_micros(dice.below(whole * 11 / 10))),
            1 => When::Seen("new", Duration::from_micros(dice.below(whole / 3))),
            2 => When::Seen("journal.json", Duration::from_micros(dice.below(400))),
            _ => When::Seen("journal.json", Duration::from_micros(dice.below(1_500))),
        };
        let killed = kill(&site, &when);
        assert_eq!(site.sources(), sources, "kill {number}: a file of the author's changed");
        let found = site.public();
        let journal = site.staging().join("journal.json").exists();
        let (is_old, is_new) = (found == site.states[now], found == site.states[next]);
        card.late += usize::from(!killed);
        card.moving += usize::from(journal);
        card.staged += usize::from(!journal && site.staging().exists());
        card.untouched += usize::from(killed && !site.staging().exists());
        card.old += usize::from(is_old);
        card.new += usize::from(is_new);
        card.mixed += usize::from(!is_old && !is_new);
        assert!(
            is_old || is_new || journal,
            "kill {number}: half a site, and nothing that says what is left to do"
        );
        for (name, bytes) in [(".htaccess", "Options -Indexes"), ("arkiv/2013.html", "förra projektet")] {
            let kept = found.iter().any(|(found, is)| found == name && is == bytes.as_bytes());
            assert!(kept, "kill {number}: {name} is somebody else's");
        }
        // Every other time the next build is of the state before, as if somebody had changed their mind.
        let then = if dice.below(2) == 0 { next } else { now };
        site.turn(then);
        let built = site.build();
        assert_eq!(code(&built), 0, "kill {number}: {}{}", common::out(&built), err(&built));
        assert!(site.public() == site.states[then], "kill {number}: the next build makes it whole");
        assert!(!site.staging().exists(), "kill {number}: and leaves nothing");
        now = then;
    }
    card
}

#[test]
fn a_build_that_is_killed_leaves_a_whole_site_or_one_that_the_next_build_completes() {
    let card = run(24, 0x5eed);
    println!("{card:?}");
    assert!(card.late < 18, "kills hit: {card:?}");
}

#[test]
#[ignore = "takes minutes: tests/run does it"]
fn and_so_it_is_at_two_hundred_points_and_more() {
    let kills = std::env::var("KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(320);
    let seed = SystemTime::UNIX_EPOCH.elapsed().map_or(1, |since| u64::from(since.subsec_nanos()) | 1);
    let card = run(kills, seed);
    println!("{kills} kills, seed {seed}: {card:?}");
    assert!(card.untouched > 0 && card.staged > 0 && card.moving > 0, "kills hit in every phase: {card:?}");
}
