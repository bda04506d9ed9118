//! Runs the cases in `tests/html/*.txt`: pieces of HTML and whole pages, with the outcome of the ACT rules on the line after
//! the one that deserves it. How to write one: `tests/README.md`.

// A test may fail loudly.
#![allow(clippy::expect_used, clippy::panic)]

use samverka::act::{self, Judged, Options, Outcome};
use samverka::report::{Source, catalog};
use std::collections::BTreeMap;
use std::path::Path;

/// One case.
#[derive(Default)]
struct Case {
    name: String,
    html: String,
    /// `line rule` or `line ? rule`.
    expected: Vec<String>,
    options: Options,
    path: String,
    sheets: BTreeMap<String, String>,
}

fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/html");
    let mut paths: Vec<_> = folder
        .read_dir()
        .expect("the folder of cases")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    let mut cases: Vec<Case> = Vec::new();
    for path in paths.iter().filter(|path| path.extension().is_some_and(|e| e == "txt")) {
        let stem = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let mut sheet: Option<String> = None;
        for line in String::from_utf8(std::fs::read(path).expect("a case")).expect("UTF-8").lines() {
            if let Some(name) = line.strip_prefix("=== ") {
                cases.push(Case {
                    name: format!("{stem}: {name}"),
                    path: "a.html".to_owned(),
                    ..Case::default()
                });
                sheet = None;
                continue;
            }
            let case = cases.last_mut().expect("a case begins with ===");
            match line.strip_prefix("---- ").map(|head| head.split_once(' ').unwrap_or((head, ""))) {
                Some(("without-scripts", _)) => case.options.without_scripts = true,
                Some(("embedded", _)) => case.options.embedded = true,
                Some(("xhtml", _)) => "a.xhtml".clone_into(&mut case.path),
                Some(("sheet", name)) => sheet = Some(name.to_owned()),
                Some((other, _)) => panic!("{}: what is {other}?", case.name),
                None => {
                    if let Some(name) = &sheet {
                        case.sheets.entry(name.clone()).or_default().push_str(line);
                    } else if let Some(rule) = line.trim_start().strip_prefix("^^^ ") {
                        case.expected.push(format!("{} {}", case.html.lines().count().max(1), rule.trim()));
                    } else {
                        case.html.push_str(line);
                        case.html.push('\n');
                    }
                }
            }
        }
    }
    cases
}

fn judge(case: &Case) -> Vec<Judged> {
    if case.html.starts_with("<!") || case.html.starts_with("<html") {
        act::check_page(&case.path, &case.html, case.options, &|href| case.sheets.get(href).cloned())
    } else {
        act::check_fragment(&case.html)
    }
}

#[test]
fn every_case_has_the_outcomes_beside_its_lines() {
    let mut wrong = Vec::new();
    let all = cases();
    assert!(all.len() > 60, "the cases are found");
    for case in &all {
        let source = Source::new("a.html", case.html.clone());
        let told = judge(case);
        let mut found: Vec<String> = told
            .iter()
            .filter(|judged| judged.outcome != Outcome::Passed)
            .map(|judged| {
                let mark = if judged.outcome == Outcome::CannotTell { "? " } else { "" };
                format!("{} {mark}{}", source.position(judged.at.start).line, judged.rule.name)
            })
            .collect();
        let mut expected = case.expected.clone();
        found.sort();
        expected.sort();
        if found != expected {
            wrong.push(format!("{}\n  expected {expected:?}\n  found    {found:?}", case.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_has_a_case_that_fails_and_one_that_passes() {
    let (mut failed, mut passed) = (Vec::new(), Vec::new());
    for judged in cases().iter().flat_map(judge) {
        match judged.outcome {
            Outcome::Failed => failed.push(judged.rule.name),
            Outcome::Passed => passed.push(judged.rule.name),
            Outcome::CannotTell => {}
        }
    }
    for rule in catalog::all().filter(|rule| rule.criterion.contains("ACT ")) {
        assert!(failed.contains(&rule.name), "nothing fails {}", rule.name);
        assert!(passed.contains(&rule.name), "nothing passes {}", rule.name);
    }
}
