//! The program itself, as a person runs it: what it prints, what it writes, how it ends.

// A test may fail loudly.
#![allow(clippy::expect_used)]

mod common;

use common::{code, err, files, folder, out, read, samverka, write};
use std::io::Read as _;
use std::path::Path;

#[test]
fn from_an_empty_folder_to_a_site_in_both_languages() {
    for (lang, page) in [("sv", "public/moten/index.html"), ("en", "public/meetings/index.html")] {
        let dir = folder();
        let made = samverka(dir.path(), &["init", "--lang", lang]);
        assert_eq!(code(&made), 0, "{}", err(&made));
        let checked = samverka(dir.path(), &["check", "--strict", "--lang", lang]);
        assert_eq!(code(&checked), 0, "{}", out(&checked));
        let built = samverka(dir.path(), &["build", "--lang", lang]);
        assert_eq!(code(&built), 0, "{}", out(&built));
        assert!(dir.path().join(page).is_file());
        // A second `init` writes over nothing.
        let again = samverka(dir.path(), &["init", "--lang", lang]);
        assert_eq!(code(&again), 2);
        assert!(out(&again).contains("folder-not-empty"), "{}", out(&again));
    }
}

#[test]
fn nothing_of_the_preview_is_in_a_built_site() {
    let dir = folder();
    assert_eq!(code(&samverka(dir.path(), &["init", "--lang", "sv"])), 0);
    assert_eq!(code(&samverka(dir.path(), &["build"])), 0);
    let built = files(&dir.path().join("public"));
    assert!(built.len() > 5);
    for (name, bytes) in built {
        let text = String::from_utf8_lossy(&bytes);
        for word in ["__samverka", "samverka-notice", "reload.js", "utskrift?", "Förhandsvisning:"] {
            assert!(!text.contains(word) && !name.contains(word), "{name} says {word}");
        }
    }
}

#[test]
fn text_files_stand_compressed_beside_themselves_when_that_is_asked_for() {
    let dir = folder();
    let public = dir.path().join("public");
    assert_eq!(code(&samverka(dir.path(), &["init", "--lang", "sv"])), 0);
    assert_eq!(code(&samverka(dir.path(), &["build"])), 0);
    let plain = files(&public);
    assert_eq!(code(&samverka(dir.path(), &["build", "--compress"])), 0);
    let packed = files(&public);
    let bytes = |name: &str| packed.iter().find(|(own, _)| own == name).map(|(_, bytes)| bytes.as_slice());
    for (name, text) in &plain {
        if name.starts_with(".samverka") {
            continue;
        }
        assert_eq!(bytes(name), Some(text.as_slice()), "{name} is as it was");
        let is_text =
            [".html", ".css", ".txt", ".js"].iter().any(|end| name.ends_with(end)) && text.len() > 2_000;
        for ending in [".br", ".gz"] {
            let beside = bytes(&format!("{name}{ending}"));
            assert!(!is_text || beside.is_some_and(|bytes| bytes.len() < text.len()), "{name}{ending}");
        }
    }
    let page = bytes("index.html.gz").expect("the start page");
    let mut text = String::new();
    flate2::read::GzDecoder::new(page).read_to_string(&mut text).expect("gzip");
    assert_eq!(bytes("index.html"), Some(text.as_bytes()));
    // What stands there whole is left alone; what somebody spoiled is made again.
    let again = samverka(dir.path(), &["build", "--compress"]);
    assert!(err(&again).contains("0 ") && files(&public) == packed, "{}", err(&again));
    // What is packed, but of another text, is made again too, though the page itself is right.
    std::fs::copy(public.join("404.html.gz"), public.join("index.html.gz")).expect("copied");
    std::fs::write(public.join("index.html.br"), "fel").expect("written");
    assert_eq!(code(&samverka(dir.path(), &["build", "--compress"])), 0);
    assert!(files(&public) == packed);
    assert_eq!(code(&samverka(dir.path(), &["build"])), 0);
    assert!(files(&public) == plain, "without being asked for they are gone");
}

#[test]
fn a_build_with_errors_writes_nothing_and_the_earlier_site_stands() {
    let dir = folder();
    assert_eq!(code(&samverka(dir.path(), &["init", "--lang", "sv"])), 0);
    assert_eq!(code(&samverka(dir.path(), &["build"])), 0);
    let before = files(&dir.path().join("public"));
    write(dir.path(), "content/sidor/fel.md", "# Fel\n\n![](saknas.png)\n");
    let built = samverka(dir.path(), &["build", "--lang", "sv"]);
    assert_eq!(code(&built), 1);
    assert!(
        out(&built).contains("content/sidor/fel.md:3:1: Fel: Bilden saknas.png saknar textalternativ."),
        "{}",
        out(&built)
    );
    assert!(err(&built).contains("Inget är skrivet."), "{}", err(&built));
    assert_eq!(before, files(&dir.path().join("public")));
}

#[test]
fn two_builds_give_the_same_bytes_and_the_second_writes_nothing() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let dir = folder();
    let (one, two) = (dir.path().join("one"), dir.path().join("two"));
    let build = |to: &Path| {
        samverka(
            root,
            &["build", "--lang", "en", "--today", "2014-05-01", "--output", to.to_str().expect("a path")],
        )
    };
    assert_eq!(code(&build(&one)), 0);
    assert_eq!(code(&build(&two)), 0);
    assert_eq!(files(&one), files(&two));
    let again = build(&one);
    assert!(err(&again).contains("(0 written, "), "{}", err(&again));
}

/// When what an earlier build left in the cache was written: a build that makes the site writes it anew.
fn receipts(folder: &Path) -> Vec<std::time::SystemTime> {
    let entries = std::fs::read_dir(folder.join(".samverka-cache/builds")).into_iter().flatten();
    let files = entries.map(|entry| entry.expect("an entry")).filter(|entry| entry.file_name().len() == 64);
    files.map(|entry| entry.metadata().and_then(|facts| facts.modified()).expect("a time")).collect()
}

#[test]
fn a_build_of_which_nothing_has_changed_says_the_same_and_makes_nothing() {
    let dir = folder();
    write(
        dir.path(),
        "content/site.yaml",
        "projekt: {namn: Rådet, ägare: En förening, kontakt: {roll: P, e-post: info@exempel.se}, programperiod: \"2014\", \
         start: 2014-01-01, slut: 2014-12-31, kommuner: [Bjuv], personuppgiftsansvarig: F}\n\
         webbplats: {former: [text], tillgänglighet: {status: helt, bedömd: 2014-01-01, metod: Egen, kontakt_väg: a@b.se}}\n",
    );
    write(dir.path(), "content/moten/2014-02-12-a.md", "---\ntitel: A\n---\n## B\n\nText.\n");
    write(dir.path(), "content/moten/2014-02-13-b.md", "---\ntitel: B\nstatus: utkast\n---\nText.\n");
    let age = || std::thread::sleep(std::time::Duration::from_millis(2_300));
    let build = |more: &[&str]| {
        let words = [&["build", "--lang", "sv", "--today", "2014-05-01"], more].concat();
        let done = samverka(dir.path(), &words);
        assert_eq!(code(&done), 0, "{}", out(&done));
        done
    };
    age();
    let first = build(&[]);
    let left = receipts(dir.path());
    assert_eq!(left.len(), 1, "one folder, one receipt");
    let again = build(&[]);
    assert_eq!(receipts(dir.path()), left, "it was not made again");
    assert!(out(&first).contains("summary-missing") && out(&first) == out(&again), "{}", out(&again));
    assert!(err(&again).contains("(0 skrivna, ") && err(&again).contains("1 utkast"), "{}", err(&again));
    for other in [&["--drafts"][..], &["--format", "json"], &["--all"]] {
        let before = receipts(dir.path());
        build(other);
        assert_ne!(receipts(dir.path()), before, "{other:?}");
    }
    build(&["--output", "annan"]);
    assert_eq!(receipts(dir.path()).len(), 1, "what was said before is gone");
    build(&[]);
    write(dir.path(), "public/index.html", "edited");
    assert!(err(&build(&[])).contains("(1 skrivna, "), "an edited page is made again");
    // The line that a finding shows may hold a name.
    write(dir.path(), "content/personer.yaml", "- {id: a, roll: Ordförande, epst: a@exempel.se}\n");
    age();
    build(&[]);
    assert_eq!(receipts(dir.path()).len(), 1, "nothing is kept but hashes");
    let kept: Vec<u8> =
        files(&dir.path().join(".samverka-cache")).into_iter().flat_map(|(_, bytes)| bytes).collect();
    let kept = String::from_utf8_lossy(&kept);
    assert!(!kept.contains("exempel.se") && !kept.contains("Ordf"), "{kept}");
}

#[test]
fn findings_are_given_to_programs_as_json() {
    let dir = folder();
    write(dir.path(), "content/sidor/om.md", "# Om\n\n[](x.md)\n");
    let checked = samverka(dir.path(), &["check", "--format", "json", "--lang", "en"]);
    assert_eq!(code(&checked), 1);
    let json: serde_json::Value = serde_json::from_str(&out(&checked)).expect("JSON");
    assert_eq!(json["errors"], 2);
    let rules: Vec<&str> =
        json["findings"].as_array().expect("a list").iter().filter_map(|f| f["rule"].as_str()).collect();
    assert_eq!(rules, ["site-file-missing", "link-broken", "link-text-empty"]);
    assert_eq!(json["findings"][1]["place"]["line"], 3);
}

#[test]
fn what_is_typed_wrong_is_told_in_the_persons_language() {
    let dir = folder();
    let told = samverka(dir.path(), &["biuld", "--lang", "sv"]);
    assert_eq!(code(&told), 2);
    assert!(err(&told).contains("”biuld” är inget kommando.\nMenade du ”build”?"), "{}", err(&told));
    let told = samverka(dir.path(), &["build", "--strikt", "--lang", "sv"]);
    assert!(err(&told).contains("”--strikt” är inget val här."), "{}", err(&told));
    let told = samverka(dir.path(), &["build", "--today", "2014-02-30", "--lang", "sv"]);
    assert!(err(&told).contains("”2014-02-30” kan inte användas"), "{}", err(&told));
    let help = samverka(dir.path(), &["--help", "--lang", "sv"]);
    assert_eq!(code(&help), 0);
    assert!(out(&help).contains("Kommandon:") && !out(&help).contains("Usage"), "{}", out(&help));
    let empty = samverka(dir.path(), &["build", "--lang", "sv"]);
    assert_eq!(code(&empty), 1);
    assert!(out(&empty).contains("site-empty"), "{}", out(&empty));
}

#[test]
fn a_value_that_does_not_fit_is_told_with_one_that_does() {
    let dir = folder();
    for (words, cure) in [
        (&["build", "--today", "12/3"][..], "Skriv en dag som år-månad-dag: 2014-03-12"),
        (&["serve", "--port", "70000"], "Skriv ett nummer från 0 till 65535"),
        (&["check", "--format", "xml"], "Välj ett av: text, json, sarif, github"),
        (&["serve"], "kör ”samverka init”"),
    ] {
        let told = samverka(dir.path(), &[words, &["--lang", "sv"]].concat());
        assert_eq!(code(&told), 2);
        assert!((out(&told) + &err(&told)).contains(cure), "{}{}", out(&told), err(&told));
    }
}

#[test]
fn a_new_meeting_is_a_file_that_tells_what_is_to_be_filled_in() {
    let dir = folder();
    assert_eq!(code(&samverka(dir.path(), &["init", "--lang", "sv"])), 0);
    let made = samverka(
        dir.path(),
        &["new", "möte", "Dialogmöte 2: Nästa steg", "--date", "2031-04-09", "--lang", "sv"],
    );
    assert_eq!(code(&made), 0, "{}", err(&made));
    let path = dir.path().join("content/moten/2031-04-09-dialogmote-2-nasta-steg.md");
    let text = String::from_utf8(std::fs::read(&path).expect("the new file")).expect("UTF-8");
    assert!(
        text.contains("titel: \"Dialogmöte 2: Nästa steg\"\n")
            && text.contains("nummer: 2\n")
            && text.contains("läge: planerat\n")
            && text.contains("![Vad bilden visar, i en mening](bild.jpg)\n"),
        "{text}"
    );
    let again = samverka(
        dir.path(),
        &["new", "möte", "Dialogmöte 2: Nästa steg", "--date", "2031-04-09", "--lang", "sv"],
    );
    assert_eq!(code(&again), 2);
    assert!(out(&again).contains("file-exists"), "{}", out(&again));
    // Nobody is there to ask: it ends, and says what is missing.
    let untitled = samverka(dir.path(), &["new", "möte", "--lang", "sv"]);
    assert_eq!(code(&untitled), 2);
    // As a draft it is left out of what is built until it is ready; `check` says what is left to do.
    let built = samverka(dir.path(), &["build", "--lang", "sv"]);
    assert_eq!(code(&built), 0, "{}", out(&built));
    assert!(err(&built).contains("1 utkast"), "{}", err(&built));
    let checked = samverka(dir.path(), &["check", "--lang", "sv"]);
    assert_eq!(code(&checked), 1);
    assert!(out(&checked).contains("meeting-inaccessible"), "{}", out(&checked));
}

const MEETING: &str = "---\ntitel: Dialogmöte 1\nnummer: 1\nsammanfattning: Kort.\ndeltog: [lund, forening]\n---\n\
    **Fråga d1.1:** Vad kan ni bidra med? (alla, svar senast 2014-03-20)\n\n**Fråga d1.2:** Vad kostar det? (offentlig)\n\n\
    **Fråga d1.3:** Vem är ordförande? (Föreningen)\n\n**Fråga:** Hur\nmår ni? (Lund)\n";

#[test]
fn a_reply_has_room_for_an_answer_to_each_question_that_was_put_to_the_organisation() {
    let dir = folder();
    write(dir.path(), "content/site.yaml", "");
    write(dir.path(), "content/moten/2014-02-12-dialogmote-1.md", MEETING);
    write(dir.path(), "content/organisationer/lund.md", "---\nnamn: Lund\nsektor: offentlig\n---\n");
    write(dir.path(), "content/organisationer/forening.md", "---\nnamn: Föreningen\nsektor: idéburen\n---\n");
    let reply = |organisation: &str, day: &str| {
        let words = ["new", "återkoppling", "--meeting", "dialogmote-1", "--organisation"];
        samverka(dir.path(), &[&words[..], &[organisation, "--date", day, "--lang", "sv"]].concat())
    };
    let made = reply("Lund", "2014-03-01");
    assert_eq!(code(&made), 0, "{}", out(&made));
    assert!(err(&made).contains("samverka number"), "{}", err(&made));
    let text = read(dir.path(), "content/aterkoppling/2014-03-01-lund.md");
    assert_eq!(
        text,
        "---\ntitel: \"Svar från Lund på Dialogmöte 1\"\nmöte: 2014-02-12-dialogmote-1\norganisation: lund\ndatum: 2014-03-01\nstatus: utkast\n\
        # Var organisationen talade om det. Exempel: Styrelsens möte i mars\ndiskuterad_i:\nsvar:\n  \
        # d1.1: Vad kan ni bidra med? Svara senast 2014-03-20.\n  - fråga: d1.1\n    text:\n  \
        # d1.2: Vad kostar det?\n  - fråga: d1.2\n    text:\n  \
        # d1.4: Hur mår ni?\n  - fråga: d1.4\n    text:\n---\n"
    );
    // Nothing is wrong with it but what is to be filled in.
    let checked = samverka(dir.path(), &["check", "--lang", "sv"]);
    let told = out(&checked);
    let about = told.lines().filter(|line| line.starts_with("content/aterkoppling"));
    assert_eq!(about.filter(|line| !line.contains("”text” är tom")).count(), 0, "{told}");
    assert!(told.contains("field-empty (3)"), "{told}");
    let again = reply("lund", "2014-04-01");
    assert_eq!(code(&again), 2);
    assert!(out(&again).contains("content/aterkoppling/2014-03-01-lund.md"), "{}", out(&again));
    let unknown = reply("Lunnd", "2014-04-01");
    assert_eq!(code(&unknown), 2);
    assert!(out(&unknown).contains("Menade du ”Lund”?"), "{}", out(&unknown));
    let lacking = samverka(dir.path(), &["new", "reply", "--meeting", "dialogmote-1", "--lang", "en"]);
    assert_eq!(code(&lacking), 2);
    assert!(out(&lacking).contains("the organisation is missing"), "{}", out(&lacking));
    let elsewhere = samverka(dir.path(), &["new", "tema", "A", "--meeting", "dialogmote-1", "--lang", "sv"]);
    assert_eq!(code(&elsewhere), 2);
}

#[test]
fn the_pages_on_fields_and_rules_in_content_are_what_the_program_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (page, command) in [
        ("content/sidor/uppgifter.md", &["fields", "anteckningar", "--lang", "sv"][..]),
        ("content/sidor/installningar.md", &["fields", "site.yaml", "--lang", "sv"]),
        ("content/sidor/regler.md", &["explain", "--format", "markdown", "--lang", "sv"]),
        ("content/sidor/regler-webbsidor.md", &["explain", "html", "--format", "markdown", "--lang", "sv"]),
        ("content/sidor/uppgifter.en.md", &["fields", "notes", "--lang", "en"]),
        ("content/sidor/installningar.en.md", &["fields", "site.yaml", "--lang", "en"]),
        ("content/sidor/regler.en.md", &["explain", "--format", "markdown", "--lang", "en"]),
        (
            "content/sidor/regler-webbsidor.en.md",
            &["explain", "html", "--format", "markdown", "--lang", "en"],
        ),
    ] {
        let said = out(&samverka(root, command));
        let text = String::from_utf8(std::fs::read(root.join(page)).expect("the page")).expect("UTF-8");
        let body = text.splitn(3, "---\n").nth(2).expect("a body").trim();
        assert_eq!(body, said.trim(), "write {page} anew: see tests/README.md");
    }
}

/// A program that is built without PDF lists the rest of them.
#[test]
fn the_page_on_forms_has_each_of_them_as_the_program_says_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (page, lang) in [("content/sidor/former.md", "sv"), ("content/sidor/former.en.md", "en")] {
        let text = String::from_utf8(std::fs::read(root.join(page)).expect("the page")).expect("UTF-8");
        let said = out(&samverka(root, &["forms", "--format", "markdown", "--lang", lang]));
        assert!(said.lines().count() > 10, "{said}");
        for line in said.lines() {
            assert!(text.lines().any(|written| written == line), "{page}: {line}");
        }
    }
}

#[test]
fn schemas_and_rules_can_be_read() {
    let dir = folder();
    let schema = samverka(dir.path(), &["schema", "möte", "--lang", "sv"]);
    let json: serde_json::Value = serde_json::from_str(&out(&schema)).expect("JSON");
    assert_eq!(json["properties"]["datum"]["format"], "date");
    let told = samverka(dir.path(), &["explain", "link-broken", "--lang", "sv"]);
    assert!(out(&told).contains("WCAG 2.4.4"), "{}", out(&told));
    assert_eq!(code(&samverka(dir.path(), &["explain", "link-brokn"])), 2);
}

/// A small page with a link that has no text.
fn faulty(title: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"sv\"><title>{title}</title>\n<p>x <a href=\"/om\"></a></p></html>\n"
    )
}

#[test]
fn finished_pages_of_any_program_are_checked() {
    let dir = folder();
    for name in ["a", "b", "under/c"] {
        write(dir.path(), &format!("sajt/{name}.html"), &faulty(name));
    }
    write(dir.path(), "sajt/d.HTM", "<html lang=\"sv\"><title>d</title><p>Hej</p></html>");
    write(dir.path(), "sajt/e.txt", "<a href=x></a>");
    let checked = samverka(dir.path(), &["check", "--html", "sajt", "--lang", "sv"]);
    assert_eq!(code(&checked), 1, "{}", err(&checked));
    let told = out(&checked);
    assert!(
        told.starts_with("sajt/a.html:3:6: Fel: Länken <a> har ingen text.\n  Rad 3: <p>x <a href"),
        "{told}"
    );
    // What comes of one template is told once.
    assert!(told.contains("Samma sak här:\n    sajt/b.html:3:6\n    sajt/under/c.html:3:6"), "{told}");
    assert!(told.contains("Sidor med fel: 3 av 4."), "{told}");
    let sarif = out(&samverka(dir.path(), &["check", "--html", "sajt", "--format", "sarif"]));
    assert!(serde_json::from_str::<serde_json::Value>(&sarif).is_ok(), "{sarif}");
    let json = out(&samverka(dir.path(), &["check", "--html", "sajt", "--format", "json"]));
    let report: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(report["total"], 3);
    assert_eq!(report["findings"][2]["place"]["file"], "sajt/under/c.html");
    assert_eq!(report["cannot_tell"].as_array().map(Vec::len), Some(0));
}

#[test]
fn what_depends_on_a_sheet_or_a_script_is_counted_and_listed_when_asked_for() {
    let dir = folder();
    let page = "<html lang=\"sv\"><title>x</title><link rel=\"stylesheet\" href=\"../stil.css\"><a class=\"x\" href=\"/\"></a></html>";
    write(dir.path(), "sajt/under/a.html", page);
    write(dir.path(), "sajt/stil.css", ".x { display: none }");
    let checked = samverka(dir.path(), &["check", "--html", "sajt", "--lang", "en"]);
    assert_eq!(code(&checked), 0, "{}", out(&checked));
    assert!(out(&checked).contains("without showing the page: 1 places"), "{}", out(&checked));
    let listed = samverka(dir.path(), &["check", "--html", "sajt", "--cannot-tell", "--lang", "en"]);
    assert!(out(&listed).contains("sajt/under/a.html:1:"), "{}", out(&listed));
    write(dir.path(), "sajt/stil.css", ".y { display: none }");
    assert_eq!(code(&samverka(dir.path(), &["check", "--html", "sajt"])), 1);
    write(dir.path(), "sajt/under/a.html", &format!("<script>x()</script>{page}"));
    assert_eq!(code(&samverka(dir.path(), &["check", "--html", "sajt"])), 0);
    assert_eq!(code(&samverka(dir.path(), &["check", "--html", "sajt", "--without-scripts"])), 1);
}

#[test]
fn a_folder_without_pages_cannot_be_checked() {
    let dir = folder();
    write(dir.path(), "tom/a.txt", "x");
    for name in ["tom", "finns-inte"] {
        let checked = samverka(dir.path(), &["check", "--html", name, "--lang", "sv"]);
        assert_eq!(code(&checked), 2, "{}", out(&checked));
    }
}

#[test]
fn whoever_writes_searches_as_the_readers_do() {
    let dir = folder();
    assert_eq!(code(&samverka(dir.path(), &["init", "--lang", "sv"])), 0);
    write(dir.path(), "content/sidor/bil.md", "# Låna bilen\n\n## Nyckeln\n\nNyckelskåpet är grönt.\n");
    let found = samverka(dir.path(), &["search", "grona", "skåp", "--lang", "sv"]);
    assert_eq!(code(&found), 0, "{}", err(&found));
    assert!(
        out(&found).starts_with("Låna bilen\n  content/sidor/bil.md\n  Nyckeln: Nyckelskåpet är grönt.\n"),
        "{}",
        out(&found)
    );
    let meant = samverka(dir.path(), &["search", "nyckelskpet", "--lang", "sv"]);
    assert!(err(&meant).contains("Menade du: nyckelskåpet"), "{}", err(&meant));
    let none = samverka(dir.path(), &["search", "qqqqqqqq", "--lang", "sv"]);
    assert_eq!(code(&none), 1);
    assert!(err(&none).contains("Inget hittades."), "{}", err(&none));
}

#[cfg(feature = "pdf")]
#[test]
fn what_was_costly_to_make_is_kept_from_one_build_to_the_next() {
    let dir = folder();
    assert_eq!(code(&samverka(dir.path(), &["init", "--lang", "sv"])), 0);
    assert_eq!(code(&samverka(dir.path(), &["build"])), 0);
    let cache = dir.path().join(".samverka-cache");
    let kept = |stamp: bool| {
        let mut kept: Vec<(String, Option<std::time::SystemTime>)> = cache
            .read_dir()
            .expect("a folder")
            .map(|entry| entry.expect("an entry"))
            .filter(|entry| entry.file_name().len() == 64)
            .map(|entry| {
                let time = entry.metadata().and_then(|facts| facts.modified()).expect("a time");
                (entry.file_name().to_string_lossy().into_owned(), stamp.then_some(time))
            })
            .collect();
        kept.sort();
        kept
    };
    let built = files(&dir.path().join("public"));
    let pdfs = built
        .iter()
        .filter(|(name, _)| Path::new(name).extension().is_some_and(|form| form == "pdf"))
        .count();
    assert!(pdfs > 5);
    let first = kept(true);
    assert_eq!(first.len(), pdfs, "one for each");
    assert_eq!(code(&samverka(dir.path(), &["build"])), 0);
    assert_eq!(kept(true), first, "nothing is made again");
    // One is damaged, and one is of no use any more.
    let (name, _) = first.first().expect("one").clone();
    std::fs::write(cache.join(&name), "skräp").expect("written");
    std::fs::write(cache.join("0".repeat(64)), "gammalt").expect("written");
    // Nothing is left as it was, so all is asked for.
    std::fs::remove_dir_all(dir.path().join("public")).expect("removed");
    assert_eq!(code(&samverka(dir.path(), &["build"])), 0);
    assert_eq!(kept(false), first.iter().map(|(name, _)| (name.clone(), None)).collect::<Vec<_>>());
    assert_ne!(std::fs::read(cache.join(&name)).expect("read"), "skräp".as_bytes(), "it is made again");
    assert_eq!(files(&dir.path().join("public")), built, "and is the same");
}

#[test]
fn pages_for_man_are_written_over_no_file_of_anybody_else() {
    let dir = folder();
    let made = samverka(dir.path(), &["man", "man1", "--lang", "sv"]);
    assert_eq!(code(&made), 0, "{}", out(&made));
    let page = read(dir.path(), "man1/samverka-check.1");
    assert!(page.contains(".SH NAMN") && page.contains("SE ÄVEN"), "{page}");
    // Pages of an earlier version give way.
    assert_eq!(code(&samverka(dir.path(), &["man", "man1", "--lang", "en"])), 0);
    assert!(read(dir.path(), "man1/samverka-check.1").contains(".SH NAME"));
    write(dir.path(), "man1/samverka-check.1", "mine");
    let made = samverka(dir.path(), &["man", "man1", "--lang", "sv"]);
    assert_eq!(code(&made), 2);
    assert!(out(&made).contains("som samverka inte har skrivit"), "{}", out(&made));
    assert_eq!(read(dir.path(), "man1/samverka-check.1"), "mine");
    assert!(read(dir.path(), "man1/samverka.1").contains(".SH NAME"), "all are written or none");
}

/// A shell reads the script for it and finds nothing wrong. Bash is everywhere; the others where they happen to be.
#[test]
fn shells_can_read_what_they_complete_from() {
    let dir = folder();
    let mut read_by = Vec::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = samverka(dir.path(), &["completions", shell, "--lang", "sv"]);
        assert_eq!(code(&script), 0, "{}", err(&script));
        let name = format!("samverka.{shell}");
        write(dir.path(), &name, &out(&script));
        // The others have no way to read without running.
        if !["bash", "zsh", "fish"].contains(&shell) {
            continue;
        }
        let looked = std::process::Command::new(shell).args(["-n", &name]).current_dir(dir.path()).output();
        if let Ok(looked) = looked {
            assert!(looked.status.success(), "{shell}: {}", err(&looked));
            read_by.push(shell);
        }
    }
    assert!(cfg!(windows) || read_by.contains(&"bash"), "{read_by:?}");
    // What bash would offer after `samverka check --str` and `samverka completions z`.
    let offered = |typed: &str| {
        let words = format!("COMP_WORDS=({typed}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))");
        let last = typed.split(' ').next_back().unwrap_or("");
        let run = format!(
            "source samverka.bash; {words}; _samverka samverka '{last}' ''; printf '%s\\n' \"${{COMPREPLY[@]}}\""
        );
        out(&std::process::Command::new("bash")
            .args(["-c", &run])
            .current_dir(dir.path())
            .output()
            .expect("bash"))
    };
    if read_by.contains(&"bash") {
        assert_eq!(offered("samverka check --str").trim(), "--strict");
        assert_eq!(offered("samverka completions z").trim(), "zsh");
        assert!(offered("samverka pub").contains("publish"));
    }
    let wrong = samverka(dir.path(), &["completions", "cmd", "--lang", "sv"]);
    assert_eq!(code(&wrong), 2);
    assert!(err(&wrong).contains("”cmd” kan inte användas för <SKAL>"), "{}", err(&wrong));
}

#[test]
fn the_version_is_a_number_or_all_that_is_known_of_the_build() {
    let dir = folder();
    let number = format!("samverka {}", env!("CARGO_PKG_VERSION"));
    assert_eq!(out(&samverka(dir.path(), &["-V"])).trim(), number);
    let whole = out(&samverka(dir.path(), &["--version"]));
    assert!(whole.starts_with(&format!("{number} (")) && whole.lines().count() == 1, "{whole}");
    assert!(whole.contains("; rustc 1.") && whole.contains("pdf") == cfg!(feature = "pdf"), "{whole}");
}
