//! A person who has not agreed, or has taken it back, is in no byte of what is built; and `samverka forget`.

// A test may fail loudly.
#![allow(clippy::expect_used)]

mod common;

use common::{code, err, files, folder, out, read, samverka, write};
use std::path::Path;

const SITE: &str = "projekt: {namn: Råd, ägare: \"Andersson, Anna\", kontakt: {roll: Ledare, person: ledare, e-post: anna@exempel.se, telefon: \"+46 40 123 45 67\"}, programperiod: \"2014\", start: 2014-01-01, slut: 2014-12-31, kommuner: [Bjuv], personuppgiftsansvarig: En förening}\n\
    webbplats: {språk: [sv], adress: \"https://exempel.se/\", tillgänglighet: {status: full, bedömd: 2014-01-01, metod: Egen, kontakt_väg: a@b.se}}\n";
const PEOPLE: &str = "- id: ledare\n  roll: Projektledare\n  namn: Anna Andersson\n  e-post: anna@exempel.se\n  telefon: 040-123 45 67\n  \
    samtycke: # sagt på mötet\n    grund: samtycke\n    omfattar: [namn, e-post, telefon]\n    datum: 2014-01-15\n- id: kassor\n  roll: Kassör\n";
const MEETING: &str = "---\ntitel: Möte med Anna Andersson\nnummer: 1\nsammanfattning: Anna Andersson talade.\nlättläst: ANNA ANDERSSON talade.\n\
    roller: {ordförande: Anna Andersson}\nåtgärder:\n  - text: Ring Anna Andersson\n    ansvarig: Anna Andersson\n    senast: 2014-06-01\n---\n\
    ## Anna Anderssons tal\n\nVi lyssnade på Anna\nAndersson. **Anna** Andersson, Anna&nbsp;Andersson och An\u{ad}na Andersson. \
    ![Anna Andersson vid tavlan](bild.svg \"Anna Andersson\")\n\nTabell: Anna Andersson\n\n| Anna | Andersson |\n|---|---|\n| Anna Andersson | 3 |\n\n\
    > Anna\n> Andersson\n\n**Beslut:** Anna Andersson håller i det.\n\n`Anna Andersson` [Anna Andersson](https://exempel.se/?q=Anna%20Andersson) A&#110;na Andersson[^1]\n\n[^1]: Anna Andersson.\n";

/// A site in which a name stands wherever a name can stand; the entity in its midst is left to the last look.
fn site(folder: &Path) {
    write(folder, "content/site.yaml", SITE);
    write(folder, "content/personer.yaml", PEOPLE);
    write(folder, "content/ordlista.yaml", "talare: Den som talar, som Anna Andersson.\n");
    write(folder, "content/forkortningar.yaml", "AAA: Anna Andersson\n");
    write(folder, "content/moten/2014-02-12-a.md", &MEETING.replace("A&#110;na", "Anna"));
    write(
        folder,
        "content/moten/2014-02-12-a.en.md",
        "---\ntitle: Meeting with Anna Andersson\nsummary: Anna Andersson's talk.\n---\nText.\n",
    );
    write(folder, "content/moten/bild.svg", "<svg viewBox=\"0 0 3 2\"></svg>");
    write(
        folder,
        "content/statistik/s.md",
        "---\ntitel: S\nkälla: Anna Andersson\nmätt: 2014-01-01\nenhet: antal\ndata: s.csv\n---\n",
    );
    write(folder, "content/statistik/s.csv", "Namn;Antal\nAnna Andersson;3\nBo Berg;4\n");
    write(folder, "content/sidor/annan.md", "# En annan sida\n\nHär står ingen.\n");
}

fn build(folder: &Path) -> std::process::Output {
    samverka(folder, &["build", "--lang", "sv", "--today", "2014-05-01"])
}

/// The name in no byte of any file, in any dress.
fn assert_clean(folder: &Path) {
    let all = files(&folder.join("public"));
    assert!(all.len() > 15, "a whole site");
    for (path, bytes) in all {
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        let bare: String =
            text.replace("&nbsp;", " ").chars().filter(|c| c.is_alphanumeric() || *c == '@').collect();
        for secret in ["annaandersson", "anderssonanna", "anna@exempel", "0401234567", "46401234567"] {
            assert!(!bare.contains(secret) && !path.contains("andersson"), "{path} holds {secret}\n{text}");
        }
        // Between any elements, too.
        let words: String =
            text.split('<').map(|part| part.split_once('>').map_or(part, |(_, words)| words)).collect();
        assert!(!words.contains("andersson"), "{path}\n{words}");
    }
}

#[test]
fn with_consent_the_name_stands_and_after_it_is_withdrawn_it_is_in_no_byte() {
    let dir = folder();
    site(dir.path());
    let built = build(dir.path());
    assert_eq!(code(&built), 0, "{}", out(&built));
    let page = read(dir.path(), "public/moten/2014-02-12-a.html");
    assert!(page.contains("<h1>Möte med Anna Andersson</h1>"), "{page}");
    write(
        dir.path(),
        "content/personer.yaml",
        &PEOPLE.replace("datum: 2014-01-15", "datum: 2014-01-15\n    återkallat: 2014-04-30"),
    );
    let built = build(dir.path());
    assert_eq!(code(&built), 0, "a withdrawal takes effect at once: {}", out(&built));
    assert!(
        out(&built).contains("consent-withdrawn") && !out(&built).contains("Andersson"),
        "{}",
        out(&built)
    );
    assert_clean(dir.path());
    assert!(read(dir.path(), "public/moten/2014-02-12-a.html").contains("<h1>Möte med Projektledare</h1>"));
}

#[test]
fn where_masking_does_not_reach_nothing_is_built() {
    for (path, text) in [
        ("content/moten/bild.svg", "<svg viewBox=\"0 0 3 2\"><title>Anna Andersson</title></svg>"),
        ("content/sidor/anna-andersson.md", "# En sida\n\nText.\n"),
        ("content/moten/2014-02-12-a.md", MEETING),
        ("themes/standard/style.css", "p::after { content: \"Anna Andersson\" }"),
        ("content/sidor/annan.md", "# En sida\n\n[Föreningens sida](https://exempel.se/anna-andersson)\n"),
    ] {
        let dir = folder();
        site(dir.path());
        write(
            dir.path(),
            "content/personer.yaml",
            &PEOPLE.replace("datum: 2014-01-15", "datum: 2014-01-15\n    återkallat: 2014-04-30"),
        );
        write(dir.path(), path, text);
        let built = build(dir.path());
        assert_eq!(code(&built), 1, "{path}");
        assert!(out(&built).contains("consent-withdrawn-left"), "{path}: {}", out(&built));
        assert!(!dir.path().join("public/index.html").exists());
    }
}

#[test]
fn a_name_that_nobody_agreed_to_stops_the_build() {
    let dir = folder();
    site(dir.path());
    write(dir.path(), "content/personer.yaml", "- {id: ledare, roll: Projektledare, namn: Anna Andersson}\n");
    let built = build(dir.path());
    assert_eq!(code(&built), 1);
    assert!(
        out(&built).contains("person-without-consent") && !out(&built).contains("Anna Andersson"),
        "{}",
        out(&built)
    );
}

#[test]
fn forgetting_marks_it_masks_it_and_says_what_is_left_to_do() {
    let dir = folder();
    site(dir.path());
    write(dir.path(), "content/moten/foto.jpg", "\u{0}");
    write(dir.path(), "content/_privat/lista.txt", "A.A. ringer\nAA\n");
    write(dir.path(), ".samverka-cache/links.json", "{\"https://exempel.se/anna-andersson\": 1}");
    assert_eq!(code(&build(dir.path())), 0);
    // What an earlier build kept, whatever is in it.
    let kept = format!(".samverka-cache/{}", "0a".repeat(32));
    write(dir.path(), &kept, "\u{0}");
    // A page of an earlier day, which no note makes any more.
    write(dir.path(), "public/moten/gammal.html", "<p>Anna Andersson</p>");
    let forgotten = samverka(dir.path(), &["forget", "ledare", "--lang", "sv", "--today", "2014-05-01"]);
    let said = out(&forgotten);
    assert_eq!(code(&forgotten), 1, "a file of somebody else's still holds it: {}", err(&forgotten));
    assert!(err(&forgotten).contains("moten/gammal.html"), "{}", err(&forgotten));
    assert_eq!(
        read(dir.path(), "content/personer.yaml"),
        PEOPLE.replace("    grund: samtycke\n", "    återkallat: 2014-05-01\n    grund: samtycke\n")
    );
    for line in [
        "  content/moten/2014-02-12-a.md:2:17: namnet",
        "  content/personer.yaml:3:9: namnet",
        "  content/statistik/s.csv:2:1: namnet",
        "  content/_privat/lista.txt:1:1: initialerna (kanske)",
        "  content/_privat/lista.txt:2:1: initialerna (kanske)",
        "  .samverka-cache/links.json:1:22: namnet",
        "  content/moten/foto.jpg",
        "  https://exempel.se/moten/2014-02-12-a.html",
        // Packed, so that nothing is seen in its bytes.
        "  https://exempel.se/moten/2014-02-12-a.epub",
        "  https://exempel.se/moten/gammal.html",
        "  https://exempel.se/projektet.html",
        "  https://exempel.se/flode.xml",
    ] {
        assert!(said.lines().any(|said| said == line), "{line}\n{said}");
    }
    assert!(!said.contains("https://exempel.se/style.css"), "{said}");
    assert!(!dir.path().join(&kept).exists() && !said.contains(&kept), "forms are made again: {said}");
    assert!(!said.contains(".samverka-cache/read"), "and notes are read again: {said}");
    std::fs::remove_file(dir.path().join("public/moten/gammal.html")).expect("removed");
    // A second time nothing is written, and it ends well.
    let again = samverka(dir.path(), &["forget", "Anna Andersson", "--lang", "en", "--today", "2014-05-01"]);
    assert_eq!(code(&again), 0, "{}", err(&again));
    assert!(
        out(&again).contains("withdrawn already")
            && out(&again).contains("https://exempel.se/moten/2014-02-12-a.html"),
        "{}",
        out(&again)
    );
    assert_clean(dir.path());
}

#[test]
fn compressed_files_that_held_the_name_are_gone_and_told() {
    let dir = folder();
    site(dir.path());
    let built = samverka(dir.path(), &["build", "--compress", "--lang", "sv", "--today", "2014-05-01"]);
    assert_eq!(code(&built), 0, "{}", out(&built));
    let packed = "moten/2014-02-12-a.html.br";
    assert!(dir.path().join("public").join(packed).is_file());
    let forgotten = samverka(dir.path(), &["forget", "ledare", "--lang", "sv", "--today", "2014-05-01"]);
    assert_eq!(code(&forgotten), 0, "{}", err(&forgotten));
    let said = out(&forgotten);
    let down = said.split("Ta bort de här adresserna").nth(1).expect("what is to be taken down");
    assert!(down.contains(packed), "{said}");
    assert!(!dir.path().join("public").join(packed).exists());
    assert_clean(dir.path());
}

#[test]
fn forgetting_with_errors_says_that_the_earlier_site_must_not_stay() {
    let dir = folder();
    site(dir.path());
    assert_eq!(code(&build(dir.path())), 0);
    write(dir.path(), "content/sidor/fel.md", "# Fel\n\n![](saknas.png)\n");
    // What an earlier build kept goes though nothing can be made in its place.
    let kept = format!(".samverka-cache/{}", "0b".repeat(32));
    write(dir.path(), &kept, "\u{0}");
    let forgotten = samverka(dir.path(), &["forget", "ledare", "--lang", "sv", "--today", "2014-05-01"]);
    assert_eq!(code(&forgotten), 1);
    assert!(err(&forgotten).contains("Den får inte ligga kvar på webben"), "{}", err(&forgotten));
    assert!(!dir.path().join(&kept).exists());
    let unknown = samverka(dir.path(), &["forget", "ledara", "--lang", "sv"]);
    assert_eq!(code(&unknown), 2);
    assert!(out(&unknown).contains("Menade du ”ledare”?"), "{}", out(&unknown));
}
