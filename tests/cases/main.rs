//! Runs the cases in `tests/cases/*.txt`: each is a whole small site in one file, with the findings that are expected
//! beside the lines that deserve them. How to write one: `tests/README.md`.

// A test may fail loudly.
#![allow(clippy::expect_used)]

mod case;

use case::{Case, parse, place};
use libtest_mimic::{Arguments, Failed, Trial};
use samverka::language::Lang;
use samverka::{Loaded, Memory, Route, site};
use std::fmt::Write as _;
use std::path::Path;

fn main() {
    let arguments = Arguments::from_args();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .expect("the folder of cases")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    paths.sort();
    assert!(!paths.is_empty(), "there are no cases");
    let mut trials = Vec::new();
    for path in paths {
        let text = String::from_utf8(std::fs::read(&path).expect("a case")).expect("UTF-8");
        let stem = path.file_stem().expect("a name").to_string_lossy().into_owned();
        for case in parse(&text) {
            let name = format!("{stem}: {}", case.name);
            trials.push(Trial::test(name, move || run(&case)));
        }
    }
    libtest_mimic::run(&arguments, trials).exit();
}

fn run(case: &Case) -> Result<(), Failed> {
    let mut world = Memory::new(case.today.unwrap_or(jiff::civil::date(2014, 5, 1)));
    for (path, text) in &case.files {
        world.insert(path, text.clone());
    }
    let mut loaded = samverka::load(&world, site::Options::drafts(case.drafts));
    if !case.forms {
        let lang = loaded.site.lang;
        loaded.site.routes.add_forms((lang, lang.into()), &[], |_| None);
    }
    let mut expected = case.expected.clone();
    let mut found: Vec<String> =
        loaded.findings.iter().map(|f| place(f.span, f.rule.name, &loaded.site.sources)).collect();
    expected.sort();
    found.sort();
    if expected != found {
        let told = samverka::report::text::render(
            &loaded.findings,
            &loaded.site.sources,
            samverka::report::text::Style { lang: Lang::Sv, marks: true, colour: false, cap: 50 },
        );
        return Err(format!(
            "expected findings:\n  {}\nfound:\n  {}\n\n{told}",
            expected.join("\n  "),
            found.join("\n  ")
        )
        .into());
    }
    let told = samverka::report::text::render(
        &loaded.findings,
        &loaded.site.sources,
        samverka::report::text::Style { lang: Lang::Sv, marks: false, colour: false, cap: 500 },
    );
    for text in &case.says {
        let (wanted, text) =
            text.strip_prefix('!').map_or((true, text.as_str()), |rest| (false, rest.trim_start()));
        if told.contains(text) != wanted {
            return Err(
                format!("the findings {}: {text}\n\n{told}", if wanted { "lack" } else { "hold" }).into()
            );
        }
    }
    for (address, rules) in &case.fails {
        let route = &loaded.site.routes.find(address).ok_or_else(|| Failed::from(format!("no {address}")))?;
        let told = loaded.renderer(&world).render(address, route).err().unwrap_or_default();
        let mut found: Vec<&str> = told.iter().map(|f| f.rule.name).collect();
        found.sort_unstable();
        let mut wanted: Vec<&str> = rules.iter().map(String::as_str).collect();
        wanted.sort_unstable();
        if wanted != found {
            return Err(format!("{address}: expected {wanted:?}, found {found:?} {told:?}").into());
        }
    }
    for (address, expected) in &case.pages {
        page(&loaded, &world, address, expected.as_deref())?;
    }
    for (address, text) in &case.holds {
        let html = String::from_utf8_lossy(&bytes(&loaded, &world, address)?).into_owned();
        let (wanted, text) =
            text.strip_prefix('!').map_or((true, text.as_str()), |rest| (false, rest.trim_start()));
        if html.contains(text) != wanted {
            let how = if wanted { "lacks" } else { "holds" };
            return Err(format!("{address} {how}: {text}\n\n{html}").into());
        }
    }
    Ok(())
}

/// The bytes at an address; `om.epub EPUB/nav.xhtml` is a part of a package, `om.eml html` the words of a letter.
fn bytes(loaded: &Loaded, world: &Memory, address: &str) -> Result<Vec<u8>, Failed> {
    if let Some((address, part)) = address.split_once(' ') {
        let whole = bytes(loaded, world, address)?;
        return within(&whole, part).ok_or_else(|| format!("{address} has no {part}").into());
    }
    let route: &Route = &loaded.site.routes.find(address).ok_or_else(|| {
        let all = loaded.site.routes.all();
        let known: Vec<&str> = all.iter().map(|(address, _)| address.as_str()).collect();
        Failed::from(format!("no {address}; there are:\n  {}", known.join("\n  ")))
    })?;
    loaded.renderer(world).render(address, route).map_err(|findings| {
        let mut told = String::new();
        for finding in &findings {
            let _ = writeln!(told, "{}: {:?}", finding.rule.name, finding.args);
        }
        Failed::from(told)
    })
}

fn within(whole: &[u8], part: &str) -> Option<Vec<u8>> {
    if let "html" | "text" = part {
        let mail = mail_parser::MessageParser::default().parse(whole)?;
        let text = if part == "html" { mail.body_html(0) } else { mail.body_text(0) };
        return Some(text?.into_owned().into_bytes());
    }
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(whole)).ok()?;
    let mut bytes = Vec::new();
    std::io::Read::read_to_end(&mut zip.by_name(part).ok()?, &mut bytes).ok()?;
    Some(bytes)
}

/// Compares what is within `<main>`, line by line, without indentation and empty lines.
fn page(loaded: &Loaded, world: &Memory, address: &str, expected: Option<&str>) -> Result<(), Failed> {
    let Some(expected) = expected else {
        return match loaded.site.routes.find(address) {
            None => Ok(()),
            Some(_) => Err(format!("{address} should not be there").into()),
        };
    };
    let html = String::from_utf8_lossy(&bytes(loaded, world, address)?).into_owned();
    let inside = html
        .split_once("<main")
        .and_then(|(_, rest)| rest.split_once('>'))
        .and_then(|(_, rest)| rest.split_once("</main>"));
    let markup = Path::new(address).extension().is_some_and(|form| form == "html");
    let main = if markup { inside.map_or("", |(main, _)| main) } else { &html };
    // Space means nothing in HTML, and much in other texts.
    let tidy = |text: &str| {
        let lines = text.lines().map(|line| if markup { line.trim() } else { line.trim_end() });
        lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
    };
    let (want, got) = (tidy(expected), tidy(main));
    if want == got { Ok(()) } else { Err(format!("{address}: expected\n{want}\n\ngot\n{got}").into()) }
}
