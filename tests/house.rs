//! The rules of the house, held by a test: who may use whom, who may touch the disk and the clock, how long a file is.
//! Why they are so stands in ARCHITECTURE.md.

// A test may fail loudly.
#![allow(clippy::expect_used, clippy::panic)]

use std::path::{Path, PathBuf};

/// The rooms from the ground up. A room uses only rooms before it.
const FLOORS: &[&str] = &[
    "language", "report", "search", "act", "world", "markdown", "content", "site", "external", "theme",
    "check", "import", "forms", "output", "publish", "preview", "cli",
];

/// Rooms that look further down than their floor allows: those of bytes and sockets know nothing of sites.
const NARROW: &[(&str, &[&str])] = &[
    ("import", &["language", "report", "world", "markdown", "content", "check"]),
    ("output", &["language", "report", "world"]),
    ("publish", &["language", "report", "world", "output"]),
    ("preview", &["language", "report", "world"]),
];

/// Where the disk may be touched.
const DISK: &[&str] = &[
    "world.rs",
    "world/",
    "output/",
    "preview/",
    "publish/",
    "cli/backup.rs",
    "cli/external.rs",
    "cli/import.rs",
    "cli/init.rs",
    "cli/man.rs",
    "cli/new.rs",
    "cli/replace.rs",
    "cli/send.rs",
    "cli/traces.rs",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// All Rust files below `src`, with their text, by path from there.
fn sources() -> Vec<(String, String)> {
    fn walk(folder: &Path, top: &Path, out: &mut Vec<(String, String)>) {
        for entry in folder.read_dir().expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                walk(&path, top, out);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let name = path.strip_prefix(top).expect("below").to_string_lossy().replace('\\', "/");
                out.push((name, String::from_utf8(std::fs::read(&path).expect("read")).expect("UTF-8")));
            }
        }
    }
    let top = root().join("src");
    let mut out = Vec::new();
    walk(&top, &top, &mut out);
    out.sort();
    assert!(out.len() > 50, "the sources are found");
    out
}

fn room(path: &str) -> &str {
    path.split('/').next().unwrap_or(path).trim_end_matches(".rs")
}

/// The code of a file without its tests and comments.
fn code(text: &str) -> String {
    let body = text.split("#[cfg(test)]\nmod tests").next().unwrap_or(text);
    let lines = body.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

fn is_test(path: &str) -> bool {
    path.contains("/tests/") || path.ends_with("/tests.rs")
}

#[test]
fn a_room_uses_only_rooms_below_it() {
    let mut wrong = Vec::new();
    for (path, text) in sources().iter().filter(|(path, _)| !is_test(path)) {
        let own = room(path);
        let Some(floor) = FLOORS.iter().position(|name| *name == own) else { continue };
        let narrow = NARROW.iter().find(|(name, _)| *name == own).map(|(_, rooms)| *rooms);
        for used in FLOORS.iter().filter(|name| **name != own) {
            let allowed = match narrow {
                Some(rooms) => rooms.contains(used),
                None => FLOORS.iter().position(|name| name == used).is_some_and(|below| below < floor),
            };
            if !allowed && code(text).contains(&format!("crate::{used}")) {
                wrong.push(format!("{path} uses {used}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn only_the_world_and_the_writers_touch_the_disk_and_only_the_command_line_the_clock() {
    for (path, text) in sources().iter().filter(|(path, _)| !is_test(path)) {
        let code = code(text);
        let disk = ["std::fs", "File::open", "fs::write", "fs::read"].iter().any(|word| code.contains(word));
        assert!(!disk || DISK.iter().any(|allowed| path.starts_with(allowed)), "{path} touches the disk");
        assert!(!code.contains("ZonedDateTime::now") || path == "cli/mod.rs", "{path} asks for the day");
    }
}

#[test]
fn nothing_below_the_command_line_prints() {
    for (path, text) in sources().iter().filter(|(path, _)| !is_test(path)) {
        let code = code(text);
        let prints = ["println!", "eprintln!", "print!(", "eprint!("].iter().any(|word| code.contains(word));
        assert!(!prints, "{path} prints");
        assert!(!code.contains("io::stdout") || path.starts_with("cli/"), "{path} writes to the terminal");
    }
}

/// A site that is built, shown or looked over sends nothing to anybody; only who asks for it reaches for the network.
#[test]
fn only_one_command_reaches_for_other_sites() {
    for (path, text) in sources().iter().filter(|(path, _)| !is_test(path)) {
        let uses = code(text).contains("crate::external") || code(text).contains("external::Web");
        assert!(
            !uses || path == "cli/external.rs" || path.starts_with("external/"),
            "{path} uses the network"
        );
    }
}

#[test]
fn one_file_knows_each_parser() {
    for (word, only) in [
        ("granit_parser", "content/yaml/mod.rs"),
        ("pulldown_cmark", "markdown/parse.rs"),
        ("tera::", "theme/mod.rs"),
        ("html5ever", "act/parse.rs"),
        ("ureq::", "external/web.rs"),
        ("hayro_syntax", "site/pdf.rs"),
        ("snowball_stemmers_rs", "search/stem.rs"),
        ("typst::", "forms/pdf/press.rs"),
    ] {
        for (path, text) in sources() {
            assert!(!code(&text).contains(word) || path == only, "{path} knows {word}");
        }
    }
}

/// A site must not change with the commit that the program is of.
#[test]
fn what_is_known_of_the_build_is_for_the_command_line_only() {
    for (path, text) in sources() {
        let knows =
            ["SAMVERKA_BUILD_", "version::long", "version::day"].iter().any(|word| text.contains(word));
        assert!(!knows || path.starts_with("cli/"), "{path} knows how it was built");
    }
}

#[test]
fn every_rule_is_told_by_somebody() {
    let all = sources();
    let catalogs = all.iter().filter(|(path, _)| path.starts_with("report/catalog/"));
    let mut rules = Vec::new();
    for (_, text) in catalogs {
        for line in text.lines() {
            let name = line.trim().split(" = ").next().unwrap_or("");
            let declares =
                ["= Error \"", "= Warning \"", "= Advice \""].iter().any(|word| line.contains(word));
            if declares && name.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_') {
                rules.push(name.to_owned());
            }
        }
    }
    assert!(rules.len() > 60, "the rules are found");
    for rule in rules {
        let told = |(path, text): &(String, String)| {
            !path.starts_with("report/catalog/") && code(text).contains(&rule)
        };
        assert!(all.iter().any(told), "nobody tells {rule}");
    }
}

#[test]
fn files_are_of_a_length_that_one_can_read() {
    // Lists of data are read by looking things up; every other file is read from top to end.
    let lists = ["cli/text.rs", "content/fields/", "report/catalog/"];
    for (path, text) in sources() {
        let lines = text.lines().count();
        let most = if lists.iter().any(|list| path.starts_with(list)) { 700 } else { 600 };
        assert!(lines <= most, "{path} has {lines} lines");
    }
}

/// An id that stands twice on a page leads links to the wrong place: what the page around a text uses, a heading of it must not.
#[test]
fn anchors_of_the_page_around_a_text_are_reserved() {
    let id = regex::Regex::new(r#"\bid(?:="|: "|: &str = ")([a-z][a-z0-9-]*)""#).expect("a pattern");
    let constant = regex::Regex::new(r#"const (?:TITLE|WORDS): &str = "(chart-[a-z]+)""#).expect("a pattern");
    let read =
        |path: &str| String::from_utf8(std::fs::read(root().join(path)).expect("a file")).expect("UTF-8");
    let mut found = 0;
    for path in [
        "themes/standard/templates/base.html",
        "themes/standard/templates/footer.html",
        "themes/standard/templates/parts.html",
        "themes/standard/templates/document.html",
        "src/forms/html/document.rs",
        "src/forms/html/topic.rs",
        "src/forms/html/organisation.rs",
        "src/forms/html/figures.rs",
    ] {
        let text = read(path);
        for own in id.captures_iter(&text).chain(constant.captures_iter(&text)) {
            // Groups of the page that lists organisations.
            if !own[1].starts_with("g-") {
                found += 1;
                assert!(samverka::markdown::html::RESERVED.contains(&&own[1]), "{path}: {}", &own[1]);
            }
        }
    }
    assert!(found > 30, "only {found} were found");
}

#[test]
fn nothing_is_left_open() {
    for (path, text) in sources() {
        for word in
            [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X"), concat!("unimpl", "emented!")]
        {
            assert!(!text.contains(word), "{path} says {word}");
        }
    }
}
