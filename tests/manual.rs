//! What the README and the manual show is what they ask for: every example passes the checks (ATAG 2.0, B.4.2.1), every
//! command that they tell one to write is there, and the page on ATAG names each criterion and evidence that exists.
//!
//! An example that shows a fault on purpose says so after its language: `markdown fel`, `yaml fel` (in English `wrong`). One that
//! is a file of its own says which: `css themes/vart/extra.css`. Files of themes make a site together, others are read as YAML.
//! What is typed (`samverka check --fix`) is typed in earnest, up to where it would be done.

// A test may fail loudly.
#![allow(clippy::expect_used, clippy::panic)]

use rayon::prelude::*;
use samverka::report::{Severity, Sources};
use samverka::{Memory, site};
use std::path::{Path, PathBuf};

mod common;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf()
}

/// An example: where it stands, its language, its text without the indentation of the list it is in.
struct Example {
    place: String,
    language: String,
    text: String,
}

/// The fenced blocks of the README and of the pages in `content/sidor`.
fn examples() -> Vec<Example> {
    let mut paths: Vec<PathBuf> = root()
        .join("content/sidor")
        .read_dir()
        .expect("the manual")
        .map(|e| e.expect("a page").path())
        .collect();
    paths.push(root().join("README.md"));
    paths.sort();
    let mut out: Vec<Example> = Vec::new();
    for path in paths {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let text = String::from_utf8(std::fs::read(&path).expect("a text")).expect("UTF-8");
        let mut open: Option<usize> = None;
        for (i, line) in text.lines().enumerate() {
            let indent = line.len() - line.trim_start().len();
            match (open, line.trim_start().strip_prefix("```")) {
                (None, Some(language)) => {
                    open = Some(indent);
                    let (place, language) = (format!("{name}:{}", i + 1), language.trim().to_owned());
                    out.push(Example { place, language, text: String::new() });
                }
                (Some(_), Some(_)) => open = None,
                (Some(indent), None) => {
                    let example = out.last_mut().expect("an open block");
                    example.text.push_str(line.get(indent.min(line.len())..).unwrap_or(""));
                    example.text.push('\n');
                }
                (None, None) => {}
            }
        }
    }
    out
}

impl Example {
    /// The file that it is.
    fn file(&self) -> Option<&str> {
        self.language.split_once(' ').map(|(_, file)| file).filter(|file| file.contains(['.', '/']))
    }

    /// The page that it is on.
    fn page(&self) -> &str {
        self.place.split(':').next().unwrap_or("")
    }
}

/// The site of the manual itself, with what its examples show besides.
fn world() -> Memory {
    let mut world = Memory::new(jiff::civil::date(2014, 11, 1));
    for (path, bytes) in common::files(&root().join("content")) {
        world.insert(format!("content/{path}"), bytes);
    }
    world.insert("content/workshops/rand.svg", "<svg viewBox=\"0 0 3 2\"></svg>");
    world.insert("content/workshops/mote.mp3", "x");
    world.insert("content/workshops/mote-i-text.md", "# Mötet i text\n\nVi hälsar välkomna.\n");
    world
}

/// The name of a fact that stands two spaces in, as the Swedish `site.yaml` has it.
fn fact(line: &str) -> Option<&str> {
    let (name, _) = line.strip_prefix("  ")?.split_once(':')?;
    match name {
        "accessibility" => Some("tillgänglighet"),
        "retain_until" => Some("gallras"),
        _ if name.starts_with([' ', '#', '-']) => None,
        _ => Some(name),
    }
}

/// A file of settings with what an example says in a group, in place of what the file says of the same there.
fn with(settings: &str, group: &str, own: &str) -> String {
    let Some((before, after)) = settings.split_once(&format!("\n{group}:\n")) else {
        return format!("{settings}\n{group}:\n{own}");
    };
    let set: Vec<&str> = own.lines().filter_map(fact).collect();
    let mut out = format!("{before}\n{group}:\n{own}");
    let (mut inside, mut left_out) = (true, false);
    for line in after.lines() {
        // A group ends where something stands at the margin.
        inside = inside && (line.is_empty() || line.starts_with(' '));
        left_out = inside && fact(line).map_or(left_out, |name| set.contains(&name));
        if !left_out {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

/// What stands below the name of the group, in either language.
fn settings(text: &str) -> &str {
    let group = ["webbplats:\n", "site:\n"].iter().find_map(|group| text.strip_prefix(group));
    group.expect("settings")
}

/// The groups of `site.yaml` by their names in examples.
const GROUPS: &[(&str, &str)] = &[
    ("projekt", "projekt"),
    ("project", "projekt"),
    ("webbplats", "webbplats"),
    ("site", "webbplats"),
    ("publicering", "publicering"),
    ("publish", "publicering"),
    ("finansiärer", "finansiärer"),
    ("funders", "finansiärer"),
];

/// What is told of an example when it stands in a note (Markdown, or facts of a meeting), in `site.yaml` or in
/// `personer.yaml`. The examples of an English page stand in an English note.
fn told(example: &Example) -> Vec<String> {
    let mut world = world();
    // After the meetings that examples follow up, and before the days that they set.
    let mut path = "content/workshops/2014-02-20-exempel.md";
    let ground = if example.place.contains(".en.md:") {
        "lang: en\ntitle: Example\nnumber: 9\nsummary: An example.\n"
    } else {
        "titel: Exempel\nnummer: 9\nsammanfattning: Ett exempel.\n"
    };
    let group = GROUPS
        .iter()
        .find_map(|(name, group)| Some((*group, example.text.strip_prefix(&format!("{name}:\n"))?)));
    if let Some((group, own)) = group {
        path = "content/site.yaml";
        world.insert(path, with(&common::read(&root(), path), group, own));
    } else if example.text.starts_with("- id:") {
        path = "content/personer.yaml";
        world.insert(path, format!("{}\n{}", common::read(&root(), path), example.text));
    } else if example.language.starts_with("yaml") {
        world.insert(path, format!("---\n{ground}{}---\n", example.text));
    } else {
        world.insert(path, format!("---\n{ground}---\n{}", example.text));
    }
    let loaded = samverka::load(&world, site::Options::default());
    let here = |sources: &Sources, span: Option<samverka::report::Span>| {
        span.and_then(|span| sources.get(span.file)).is_some_and(|source| source.path == path)
    };
    let told = loaded
        .findings
        .iter()
        .filter(|f| f.severity < Severity::Advice && here(&loaded.site.sources, f.span));
    told.map(|finding| format!("{}: {}", example.place, finding.rule.name)).collect()
}

#[test]
fn every_example_passes_the_checks_or_says_that_it_shows_a_fault() {
    let examples: Vec<Example> = examples()
        .into_iter()
        .filter(|e| e.language.starts_with("markdown") || e.language.starts_with("yaml"))
        .filter(|e| e.file().is_none())
        .collect();
    assert!(examples.len() >= 12, "the examples are found");
    let mut wrong = Vec::new();
    // Each is looked over with the whole site around it.
    let all: Vec<Vec<String>> = examples.par_iter().map(told).collect();
    for (example, told) in examples.iter().zip(all) {
        match example.language.split_once(' ') {
            None => wrong.extend(told),
            Some((_, "fel" | "wrong")) if told.is_empty() => {
                wrong.push(format!("{}: shows no fault", example.place));
            }
            Some((_, "fel" | "wrong")) => {}
            Some((_, other)) => wrong.push(format!("{}: what is {other}?", example.place)),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The looks of a site in two languages with files of a theme: what is told, the style sheet, the start page in a language.
fn look(set: &str, files: &[&Example], start: &str) -> (Vec<&'static str>, String, String) {
    let mut world = Memory::new(jiff::civil::date(2014, 11, 1));
    world.insert("content/sidor/om.md", "---\ntitel: Om\n---\nVi samverkar.\n");
    world.insert("content/sidor/om.en.md", "---\ntitle: About\n---\nWe work together.\n");
    let site = common::read(&root(), "content/site.yaml");
    assert!(site.contains("\n  tema: standard\n"));
    world.insert("content/site.yaml", site.replace("  tema: standard\n", settings(set)));
    for file in files {
        world.insert(file.file().expect("a file"), file.text.clone());
    }
    let loaded = samverka::load(&world, site::Options::default());
    let told =
        loaded.findings.iter().filter(|f| f.severity < Severity::Advice || f.rule.name.contains("contrast"));
    let told = told.map(|finding| finding.rule.name).collect();
    let renderer = loaded.renderer(&world);
    let bytes = |address: &str| {
        let route = loaded.site.routes.find(address).expect("an address");
        String::from_utf8(renderer.render(address, &route).expect("a page")).expect("UTF-8")
    };
    (told, bytes("style.css"), bytes(start))
}

#[test]
fn the_themes_of_the_manual_can_be_built_and_each_file_of_them_is_seen() {
    let examples = examples();
    for (page, start) in [("gor-ett-tema.md", "index.html"), ("gor-ett-tema.en.md", "index.en.html")] {
        let of = |lead: &str| -> Vec<&Example> {
            let on_page = examples.iter().filter(|e| e.page() == page);
            on_page.filter(|e| e.file().is_some_and(|file| file.starts_with(lead))).collect()
        };
        let (settings, files) = (of("content/site.yaml"), of("themes/"));
        assert!(settings.len() == 2 && files.len() == 4, "{page}");
        let standard = look("webbplats:\n  tema: standard\n", &[], start);
        for set in &settings {
            let (told, style, html) = look(&set.text, &files, start);
            assert_eq!(told, standard.0, "{}", set.place);
            assert!(style != standard.1 && html != standard.2, "{}: it looks as before", set.place);
        }
        let own = settings.last().expect("a theme of one's own");
        let whole = look(&own.text, &files, start);
        for left in 0..files.len() {
            let rest: Vec<&Example> =
                files.iter().enumerate().filter(|(i, _)| *i != left).map(|(_, file)| *file).collect();
            let without = look(&own.text, &rest, start);
            assert!(without != whole, "{}: nothing of it is seen", files[left].place);
        }
    }
}

#[test]
fn recipes_for_other_machines_are_yaml() {
    let mut found = 0;
    for example in examples() {
        let Some(file) = example.file() else { continue };
        let other = !file.starts_with("themes/") && !file.starts_with("content/");
        if other && example.language.starts_with("yaml") {
            let (mut told, file) = (samverka::Findings::new(), samverka::report::FileId(0));
            let whole = samverka::content::yaml::parse(&example.text, 0..example.text.len(), file, &mut told);
            assert!(whole.is_some() && told.is_empty(), "{}: {told:?}", example.place);
            found += 1;
        }
    }
    assert!(found >= 2, "{found} recipes");
}

/// The commands in a piece of text: each as words, without what the shell does with them.
fn commands(line: &str) -> Vec<Vec<String>> {
    let mut out = Vec::new();
    for part in line.split("&&") {
        let part = part.trim().trim_start_matches("- ").trim_start_matches("run: ").trim_start_matches("./");
        let Some(rest) = part.strip_prefix("samverka ") else { continue };
        let rest = rest.split(['|', '>', '…']).next().unwrap_or("");
        let rest = rest.split("  #").next().unwrap_or("");
        let mut words = Vec::new();
        for (i, piece) in rest.split('"').enumerate() {
            // Every other piece stands in quotation marks, and is one word.
            if i % 2 == 1 {
                words.push(piece.to_owned());
            } else {
                words.extend(piece.split_whitespace().map(str::to_owned));
            }
        }
        out.push(words);
    }
    out
}

/// What the program says of a command: nothing but its help, when it could be typed so.
fn refused(words: &[String]) -> Option<String> {
    let mut arguments: Vec<&str> = words.iter().map(String::as_str).collect();
    arguments.extend(["--help", "--lang", "sv"]);
    let said = common::samverka(&root(), &arguments);
    let whole = common::out(&said).contains("Skriv: samverka") || words == ["--version"];
    (common::code(&said) != 0 || !whole).then(|| common::err(&said))
}

#[test]
fn every_command_that_is_shown_can_be_typed() {
    let mut shown: Vec<(String, Vec<String>)> = Vec::new();
    for example in examples() {
        // A sentence that the program says of itself ends with a colon.
        for line in example.text.lines().filter(|line| !line.ends_with(':')) {
            shown.extend(commands(line).into_iter().map(|words| (example.place.clone(), words)));
        }
    }
    let mut pages = vec![("README.md".to_owned(), common::read(&root(), "README.md"))];
    for (path, bytes) in common::files(&root().join("content/sidor")) {
        pages.push((path, String::from_utf8(bytes).expect("UTF-8")));
    }
    for (page, text) in &pages {
        for code in text.split('`').skip(1).step_by(2).filter(|code| !code.contains('\n')) {
            shown.extend(commands(code).into_iter().map(|words| (page.clone(), words)));
        }
    }
    assert!(shown.len() > 20, "only {} commands are found", shown.len());
    let wrong =
        shown.iter().filter_map(|(place, words)| Some(format!("{place}: {words:?}: {}", refused(words)?)));
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    // It would be noticed.
    for faulty in ["samverka biuld", "samverka check --strikt", "samverka build --today imorgon"] {
        assert!(commands(faulty).iter().all(|words| refused(words).is_some()), "{faulty}");
    }
}

#[test]
fn the_site_of_the_pre_study_and_the_manual_have_nothing_to_correct() {
    let disk = samverka::Disk::new(root(), jiff::civil::date(2014, 11, 1));
    let loaded = samverka::load(&disk, site::Options::default());
    let told = loaded.findings.iter().filter(|finding| finding.severity < Severity::Advice);
    let told: Vec<&str> = told.map(|finding| finding.rule.name).collect();
    assert!(loaded.site.documents.len() > 40 && told.is_empty(), "{told:?}");
}

#[test]
fn a_faulty_example_is_noticed() {
    let example = |language: &str, text: &str| Example {
        place: "x".into(),
        language: language.into(),
        text: text.into(),
    };
    assert_eq!(
        told(&example("markdown", "Läs [här](../teman/medfinansiering.md).\n")),
        ["x: link-text-vague"]
    );
    assert_eq!(told(&example("yaml", "form: jättegrupp\n")), ["x: field-choice"]);
    assert_eq!(told(&example("yaml", "webbplats:\n  regler: {link-brokn: av}\n")), ["x: rule-unknown"]);
    // It stands in place of the site's own statement: a wrong word, and three facts that are missing then.
    let statement = told(&example("yaml", "site:\n  accessibility: {status: perhaps}\n"));
    assert!(statement.len() == 4 && statement.contains(&"x: field-choice".to_owned()), "{statement:?}");
    assert_eq!(told(&example("yaml", "- id: x\n  roll: Ledare\n  samtycke: {datum: igår}\n")).len(), 3);
}

/// ATAG 2.0 (W3C Recommendation, 24 September 2015): guideline, and the levels of its criteria in order; `W` for those that
/// are met at the level of WCAG that the content meets.
const CRITERIA: &[(&str, &str)] = &[
    ("A.1.1", "W"),
    ("A.1.2", "A A"),
    ("A.2.1", "A A"),
    ("A.2.2", "A AA"),
    ("A.3.1", "A A AA AAA AAA AAA"),
    ("A.3.2", "A A A AAA"),
    ("A.3.3", "A"),
    ("A.3.4", "AA AAA"),
    ("A.3.5", "AA"),
    ("A.3.6", "A AA AA"),
    ("A.3.7", "A AAA"),
    ("A.4.1", "A A AAA"),
    ("A.4.2", "A AA"),
    ("B.1.1", "W W"),
    ("B.1.2", "W W A A"),
    ("B.2.1", "W"),
    ("B.2.2", "W W"),
    ("B.2.3", "W A AAA"),
    ("B.2.4", "W AA AA AAA"),
    ("B.2.5", "AA AA"),
    ("B.3.1", "W A A AA AA"),
    ("B.3.2", "W"),
    ("B.4.1", "A A AA AA"),
    ("B.4.2", "W A AAA AAA"),
];

/// The points of a page on ATAG: number, what stands in the brackets after the name, all of it.
fn points(page: &str) -> Vec<(String, String, String)> {
    let text = common::read(&root(), &format!("content/sidor/{page}"));
    let body = text.splitn(3, "---\n").nth(2).expect("a body");
    let points = body.split("\n- **").skip(1).map(|point| {
        let whole =
            point.split("\n\n").next().unwrap_or(point).split_whitespace().collect::<Vec<_>>().join(" ");
        let (head, rest) = whole.split_once("**").expect("a number and a name in bold");
        let number = head.split(' ').next().unwrap_or("").to_owned();
        let level =
            rest.trim_start().strip_prefix('(').and_then(|rest| rest.split_once(')')).map_or("", |(l, _)| l);
        (number, level.to_owned(), whole)
    });
    points.collect()
}

#[test]
fn the_page_on_atag_has_every_criterion_with_its_level_in_both_languages() {
    let wanted: Vec<(String, String)> = CRITERIA
        .iter()
        .flat_map(|(guideline, levels)| {
            levels.split(' ').enumerate().map(move |(i, level)| {
                (format!("{guideline}.{}", i + 1), if level == "W" { "A, AA, AAA" } else { level }.to_owned())
            })
        })
        .collect();
    assert_eq!(wanted.len(), 63);
    for (page, words) in [
        ("atag.md", ["Uppfyllt", "Delvis", "Ej uppfyllt", "Gäller inte"]),
        ("atag.en.md", ["Met", "Partly", "Not met", "Does not apply"]),
    ] {
        let points = points(page);
        let found: Vec<(String, String)> = points.iter().map(|(n, l, _)| (n.clone(), l.clone())).collect();
        assert_eq!(found, wanted, "{page}");
        for (number, _, whole) in &points {
            let verdict = whole.split_once("): ").map_or("", |(_, rest)| rest);
            let said = words.iter().filter(|word| verdict.starts_with(*word)).count();
            assert_eq!(said, 1, "{page}: {number} does not say whether it is met");
            let shown = verdict.contains('`') || !verdict.starts_with(words[0]);
            assert!(shown, "{page}: {number} is met, and nothing shows it");
        }
    }
}

#[test]
fn the_evidence_that_the_page_on_atag_names_is_there_and_the_same_in_both_languages() {
    let paths = |page: &str| -> Vec<(String, Vec<String>)> {
        let evidence = |whole: &str| -> Vec<String> {
            let code = whole.split('`').skip(1).step_by(2);
            let files = code.filter(|code| {
                code == &"README.md"
                    || ["tests/", "src/", "docs/", "content/"].iter().any(|lead| code.starts_with(lead))
            });
            files.map(str::to_owned).collect()
        };
        points(page).into_iter().map(|(number, _, whole)| (number, evidence(&whole))).collect()
    };
    let (sv, en) = (paths("atag.md"), paths("atag.en.md"));
    assert_eq!(sv, en);
    let all: Vec<&String> = sv.iter().flat_map(|(_, files)| files).collect();
    assert!(all.len() > 40, "{} pieces of evidence", all.len());
    for path in all {
        assert!(root().join(path).exists(), "{path} is not there");
    }
}

/// The commands that `samverka --help` lists.
fn listed() -> Vec<String> {
    let folder = common::folder();
    let help = common::out(&common::samverka(folder.path(), &["--help", "--lang", "en"]));
    let lines = help.lines().skip_while(|line| !line.starts_with("Commands")).skip(1);
    let commands: Vec<String> = lines
        .take_while(|line| line.starts_with("  "))
        // A long description runs on, further in.
        .filter(|line| !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next().map(str::to_owned))
        .collect();
    assert!(commands.len() >= 9, "{help}");
    commands
}

#[test]
fn every_command_is_in_the_readme_and_explains_itself() {
    let folder = common::folder();
    let readme = common::read(&root(), "README.md");
    for command in listed() {
        assert!(
            readme.contains(&format!("samverka {command}")) || readme.contains(&format!("-- {command}")),
            "{command}"
        );
        let own =
            common::out(&common::samverka(folder.path(), &[command.as_str(), "--help", "--lang", "en"]));
        assert!(own.lines().count() > 3, "{command} --help says: {own}");
    }
}
