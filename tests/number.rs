//! `samverka number`: ids that were counted out are written into the notes, and nothing else changes.

// A test may fail loudly.
#![allow(clippy::expect_used)]

mod common;

use common::{code, err, folder, out, read, samverka, write};

const NOTE: &str = "\u{feff}---\r\ntitel: Möte\r\nnummer: 2\r\nsammanfattning: Kort.\r\nbeslut:\r\n  - Vi träffas. # sagt\r\n  \
    - {text: Vi byter lokal., rör: [lund]}\r\n---\r\n**Fråga:** Vem kommer? (alla)\r\n\r\n- [ ] **Åtgärd:** Boka (Projektledare, senast 2014-04-30)\r\n";
const NUMBERED: &str = "\u{feff}---\r\ntitel: Möte\r\nnummer: 2\r\nsammanfattning: Kort.\r\nbeslut:\r\n  - id: d2.1\r\n    text: Vi träffas. # sagt\r\n  \
    - {id: d2.2, text: Vi byter lokal., rör: [lund]}\r\n---\r\n**Fråga d2.3:** Vem kommer? (alla)\r\n\r\n- [ ] **Åtgärd d2.4:** Boka (Projektledare, senast 2014-04-30)\r\n";
const PATH: &str = "content/moten/2014-02-12-a.md";

#[test]
fn ids_are_shown_first_and_written_when_one_says_so() {
    let dir = folder();
    write(dir.path(), PATH, NOTE);
    let shown = samverka(dir.path(), &["number", "--lang", "sv"]);
    assert_eq!(code(&shown), 0, "{}", out(&shown));
    assert!(out(&shown).contains("+**Fråga d2.3:** Vem kommer? (alla)"), "{}", out(&shown));
    assert!(
        err(&shown).contains("Nummer att skriva in: 4. Filer: 1.")
            && err(&shown).contains("samverka number --yes"),
        "{}",
        err(&shown)
    );
    assert_eq!(read(dir.path(), PATH), NOTE, "nobody was there to say yes");
    let written = samverka(dir.path(), &["number", "--yes", "--lang", "sv"]);
    assert_eq!(code(&written), 0, "{}", out(&written));
    assert_eq!(read(dir.path(), PATH), NUMBERED);
    let again = samverka(dir.path(), &["number", "--yes", "--lang", "sv"]);
    assert!(err(&again).contains("har redan sitt nummer"), "{}", err(&again));
    assert_eq!(
        dir.path().join("content/moten").read_dir().expect("a folder").count(),
        1,
        "nothing is left behind"
    );
}

#[test]
fn an_id_that_two_meetings_have_is_not_written() {
    let dir = folder();
    write(dir.path(), "content/moten/2014-02-12-a.md", "---\ntitel: A\nnummer: 1\n---\nBeslut: X\n");
    write(dir.path(), "content/moten/2014-03-12-b.md", "---\ntitel: B\nnummer: 1\n---\nBeslut: Y\n");
    let written = samverka(dir.path(), &["number", "--yes", "--lang", "en"]);
    assert_eq!(code(&written), 1);
    assert!(out(&written).contains("number-duplicate"), "{}", out(&written));
    assert!(read(dir.path(), "content/moten/2014-02-12-a.md").contains("Beslut d1.1: X"));
    assert!(read(dir.path(), "content/moten/2014-03-12-b.md").contains("Beslut: Y"));
}

#[test]
fn the_options_are_told_in_both_languages() {
    let dir = folder();
    for (lang, words) in [("sv", "Skriv utan att fråga"), ("en", "Write without asking")] {
        let help = samverka(dir.path(), &["number", "--help", "--lang", lang]);
        assert!(out(&help).contains(words), "{}", out(&help));
    }
}
