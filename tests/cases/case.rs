//! A case: a whole small site in one file, with the findings that are expected beside the lines that deserve them. Shared by
//! the cases (`tests/cases`) and the corpus (`tests/corpus`). How to write one: `tests/README.md`.

// Each test uses some of this.
#![allow(dead_code, unreachable_pub)]

use samverka::report::{Sources, Span};

/// One case.
#[derive(Default)]
pub struct Case {
    pub name: String,
    pub today: Option<jiff::civil::Date>,
    pub drafts: bool,
    /// Pages in other forms too: without, a new form changes no case but its own.
    pub forms: bool,
    /// Path, text.
    pub files: Vec<(String, String)>,
    /// `path:line rule`, or `nowhere rule`.
    pub expected: Vec<String>,
    /// Address, the inside of `<main>`; `None` for an address that must not exist.
    pub pages: Vec<(String, Option<String>)>,
    /// Address, text that the bytes must hold or (with `!`) must not.
    pub holds: Vec<(String, String)>,
    /// Address, the rules that rendering it must tell, in order of their names.
    pub fails: Vec<(String, Vec<String>)>,
    /// Text that the findings in Swedish must hold or (with `!`) must not.
    pub says: Vec<String>,
    /// `path:line rule`: what looks like a fault there and is none (the corpus only, as all that follows).
    pub near: Vec<String>,
    /// Faults that the tool is known not to find, and what it is known to tell wrongly: each with a reason.
    pub known: Vec<(String, Known)>,
    /// Files that are not saved as UTF-8.
    pub encoded: Vec<(String, Encoding)>,
    /// Arguments of the program, the rules that it tells.
    pub runs: Vec<(String, Vec<String>)>,
    /// What stands round the notes unless the case brings its own `site.yaml`.
    pub ground: Ground,
}

/// In what a known fault of the tool consists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    Missed,
    Alarm,
}

/// How a file is saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    Latin1,
    Utf16,
    /// Larger than a text may be.
    Big,
    /// The system refuses to read it.
    Locked,
}

/// The site that a case stands in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Ground {
    #[default]
    Swedish,
    English,
    None,
}

/// Cuts a file of cases at its `===` lines, and each case at its `---- path` lines.
pub fn parse(text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut section = String::new();
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("=== ") {
            cases.push(Case { name: name.trim().to_owned(), ..Case::default() });
            section.clear();
            continue;
        }
        let Some(case) = cases.last_mut() else { continue };
        if let Some(head) = line.strip_prefix("---- ") {
            head.trim().clone_into(&mut section);
            begin(case, &section);
        } else if !section.is_empty() {
            add(case, &section, line);
        }
    }
    cases
}

fn begin(case: &mut Case, section: &str) {
    match section.split_once(' ') {
        Some(("today", day)) => case.today = Some(day.parse().expect("a day")),
        Some(("page", address)) => case.pages.push((address.to_owned(), Some(String::new()))),
        Some(("none", address)) => case.pages.push((address.to_owned(), None)),
        Some(("fails", address)) => case.fails.push((address.to_owned(), Vec::new())),
        Some(("holds", _)) => {}
        Some((how @ ("latin1" | "utf16" | "big" | "locked"), path)) => {
            let encoding = match how {
                "latin1" => Encoding::Latin1,
                "utf16" => Encoding::Utf16,
                "locked" => Encoding::Locked,
                _ => Encoding::Big,
            };
            case.encoded.push((path.to_owned(), encoding));
            case.files.push((path.to_owned(), String::new()));
        }
        Some(("run", arguments)) => case.runs.push((arguments.to_owned(), Vec::new())),
        _ if section == "drafts" => case.drafts = true,
        _ if section == "forms" => case.forms = true,
        _ if section == "english" => case.ground = Ground::English,
        _ if section == "no site" => case.ground = Ground::None,
        _ if section == "nowhere" || section == "says" => {}
        _ => case.files.push((section.to_owned(), String::new())),
    }
}

fn add(case: &mut Case, section: &str, line: &str) {
    match section.split_once(' ') {
        Some(("page", _)) => {
            if let Some((_, Some(text))) = case.pages.last_mut() {
                text.push_str(&seen(line));
                text.push('\n');
            }
        }
        Some(("holds", address)) => {
            if !line.trim().is_empty() {
                case.holds.push((address.to_owned(), seen(line.trim())));
            }
        }
        Some(("fails", _)) => {
            if let Some((_, rules)) = case.fails.last_mut().filter(|_| !line.trim().is_empty()) {
                rules.push(line.trim().to_owned());
            }
        }
        Some(("run", _)) => {
            if let Some((_, rules)) = case.runs.last_mut().filter(|_| !line.trim().is_empty()) {
                rules.push(line.trim().to_owned());
            }
        }
        Some(("today" | "none", _)) => {}
        _ if section == "says" => case.says.extend(Some(seen(line.trim())).filter(|l| !l.is_empty())),
        _ if section == "nowhere" => {
            if !line.trim().is_empty() {
                mark(case, "nowhere", line.trim());
            }
        }
        _ => {
            let Some((path, text)) = case.files.last_mut() else { return };
            if let Some(rule) = line.trim_start().strip_prefix("^^^ ") {
                let place = format!("{path}:{}", text.lines().count().max(1));
                mark(case, &place, rule.trim());
            } else {
                text.push_str(&seen(line));
                text.push('\n');
            }
        }
    }
}

/// What a line that begins with `^^^` says: a rule; or that it is not told, or wrongly, with a reason.
fn mark(case: &mut Case, place: &str, text: &str) {
    let (word, rest) = text.split_once(' ').unwrap_or(("", text));
    let known = match word {
        "not" => {
            case.near.push(format!("{place} {rest}"));
            return;
        }
        "missed" => Known::Missed,
        "alarm" => Known::Alarm,
        _ => {
            case.expected.push(format!("{place} {text}"));
            return;
        }
    };
    let (rule, reason) = rest.split_once(':').unwrap_or((rest, ""));
    assert!(!reason.trim().is_empty(), "{place} {text}: say why");
    case.known.push((format!("{place} {rule}"), known));
}

/// Characters that cannot be seen can be written so that they are.
fn seen(line: &str) -> String {
    line.replace("<TAB>", "\t")
        .replace("<NBSP>", "\u{a0}")
        .replace("<BOM>", "\u{feff}")
        .replace("<CR>", "\r")
        .replace("<WJ>", "\u{2060}")
}

pub fn place(span: Option<Span>, rule: &str, sources: &Sources) -> String {
    match span.and_then(|span| Some((span, sources.get(span.file)?))) {
        Some((span, source)) => {
            format!("{}:{} {rule}", source.path, source.position(span.start as usize).line)
        }
        None => format!("nowhere {rule}"),
    }
}
