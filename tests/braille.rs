//! Braille equals that of liblouis (`lou_translate`, table `sv-g0.utb`), word by word and line by line, but where the written
//! rules say otherwise. Needs Debian's `liblouis-bin` and `wswedish`; `tests/run` installs them and runs this.

// A test may fail loudly.
#![allow(clippy::expect_used, clippy::panic)]

use samverka::forms::braille;
use std::io::Write as _;
use std::process::{Command, Stdio};

/// Where the rules say otherwise, or samverka chooses another of two ways that they allow. What is written on the left is
/// taken out of both sides before they are compared; none of it stands in the lines below by accident.
const OTHERWISE: &[(char, &str)] = &[
    ('°', "⠻⠛ since the second edition of the rules; liblouis has ⠈⠴"),
    ('<', "⠼⠪ since the second edition; liblouis has ⠪⠄"),
    ('>', "⠼⠕ since the second edition; liblouis has ⠕⠂"),
    ('²', "a raised two, ⠬⠼⠃ (3.3.2); liblouis has signs of eight-dot braille"),
    ('\u{2011}', "a hyphen, ⠤ (2.2); liblouis has ⠨"),
    ('−', "a hyphen, as in the table of signs; liblouis knows none"),
    ('ñ', "dot 4 and the letter, the general way (4.1.2); liblouis has the exact one (4.1.3)"),
    ('ç', "the same"),
    ('●', "⠿, a point of a list (9.4); liblouis has the star"),
];

fn liblouis(lines: &[String]) -> Vec<String> {
    let mut child = Command::new("lou_translate")
        .arg("unicode.dis,sv-g0.utb")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("lou_translate: install liblouis-bin");
    let mut to = child.stdin.take().expect("a pipe");
    let text = lines.join("\n") + "\n";
    let feeder = std::thread::spawn(move || to.write_all(text.as_bytes()));
    let out = child.wait_with_output().expect("lou_translate");
    feeder.join().expect("a thread").expect("written");
    String::from_utf8(out.stdout)
        .expect("UTF-8")
        .lines()
        .map(|line| line.trim_end_matches('⠀').to_owned())
        .collect()
}

/// Lines on which the two differ: the line, liblouis' cells, ours.
fn differing(lines: &[String], ours: impl Fn(&str) -> String) -> Vec<(String, String, String)> {
    let theirs = liblouis(lines);
    assert_eq!(theirs.len(), lines.len(), "a line for each");
    let rows = lines.iter().zip(theirs).map(|(line, theirs)| (line.clone(), theirs, ours(line)));
    rows.filter(|(_, theirs, ours)| theirs != ours).collect()
}

/// Ours as liblouis writes it: a blank for each space.
fn ours(line: &str) -> String {
    braille::words(line).replace(' ', "⠀")
}

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("small") % most
    }

    fn pick<'t>(&mut self, from: &[&'t str]) -> &'t str {
        from[self.below(from.len())]
    }
}

const WORDS: &[&str] = &[
    "möte",
    "Överenskommelse",
    "ÅTGÄRD",
    "EU",
    "ESF",
    "TV4",
    "idé",
    "Müller",
    "à",
    "crème",
    "SCB:s",
    "EU-projekt",
    "EUs",
    "iPhone",
    "McDonald",
    "t.ex.",
    "bl.a.",
    "d.v.s.",
    "f.d.",
    "m.m.",
    "kl.",
    "nr",
    "Örebro",
    "ÄNGELHOLM",
    "A",
    "a",
    "I",
    "i",
    "å",
    "Ö",
    "x-axel",
    "på",
    "Åsa",
    "och/eller",
    "c/o",
    "d'Arc",
    "AB",
    "ABC-klubben",
    "ABc",
    "aBC",
    "hb",
    "jfr",
    "Bö",
    "KFO",
    "VD",
    "café",
    "læsø",
    "straße",
    "NATO",
    "–",
    "-",
    "&",
    "+",
    "…",
    "...",
    "§",
    "%",
    "‰",
];

const NUMBERS: &[&str] = &[
    "1",
    "12",
    "2014",
    "2014-02-12",
    "13.30",
    "9:15",
    "3,14",
    "1.13.05",
    "1/2",
    "5–7",
    "10 000",
    "445 986 kr",
    "1.",
    "1:a",
    "12:e",
    "12b",
    "12k",
    "4 c",
    "a1",
    "b2c3",
    "1,2,3",
    "100 %",
    "100%",
    "+46 40 12 34 56",
    "040-12 34 56",
    "½",
    "2013/14",
    "d2.1",
    "§ 7",
    "1a2b3k",
    "7,b",
    "8.c",
    "9-a",
    "0",
    "H2O",
    "3D-skrivare",
    "#5",
    "€ 5",
    "12.ab",
    "SVT1",
    "16.00–18.00",
    "(3)",
    "x=3",
    "3*4",
];

const ADDRESSES: &[&str] = &[
    "info@example.org",
    "https://www.example.org/a_b?x=1&y=2",
    "www.example.se/moten/2014-02-12.html",
    "http://a.b/~c/d2e#f",
    "A.B@C.SE",
    "tel:+4640123456",
];

const WRAPS: &[(&str, &str)] = &[
    ("", ""),
    ("", "."),
    ("", ","),
    ("", "?"),
    ("", "!"),
    ("", ":"),
    ("", ";"),
    ("(", ")"),
    ("”", "”"),
    ("\"", "\","),
    ("[", "]"),
    ("{", "}"),
    ("’", "’"),
    ("«", "»"),
    ("*", "*"),
    ("_", "_"),
    ("(", ")."),
    ("", "..."),
    ("", "/"),
    ("'", "'"),
    ("“", "”"),
    ("", "=1"),
];

fn line(dice: &mut Dice) -> String {
    let count = 1 + dice.below(9);
    let parts = (0..count).map(|_| {
        let word = match dice.below(10) {
            0..=5 => dice.pick(WORDS),
            6..=8 => dice.pick(NUMBERS),
            _ => dice.pick(ADDRESSES),
        };
        let (before, after) = WRAPS[dice.below(WRAPS.len())];
        format!("{before}{word}{after}")
    });
    parts.collect::<Vec<_>>().join(" ")
}

/// liblouis writes a number and a letter a to j in a row of capitals without what parts them (5.5), and so 4G as 47. Of more
/// than three points in a row it drops some.
fn told_apart(line: &str) -> bool {
    let loud = line.split(' ').filter(|word| !word.chars().any(char::is_lowercase));
    let chars = |word: &str| word.chars().collect::<Vec<_>>();
    let held = |word: &str| {
        chars(word).windows(2).any(|pair| pair[0].is_ascii_digit() && ('A'..='J').contains(&pair[1]))
    };
    !loud.into_iter().any(held) && !line.contains("....")
}

#[test]
#[ignore = "needs liblouis-bin and wswedish"]
fn words_and_lines_equal_those_of_liblouis() {
    // The list is in Latin-1.
    let bytes = std::fs::read("/usr/share/dict/swedish").expect("install wswedish");
    let words: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    let words: Vec<String> = words.lines().map(str::to_owned).filter(|word| !holds_otherwise(word)).collect();
    assert!(words.len() > 20_000);
    let differ = differing(&words, ours);
    assert!(
        differ.is_empty(),
        "{} of {} words: {:#?}",
        differ.len(),
        words.len(),
        &differ[..differ.len().min(20)]
    );
    let mut dice = Dice(2014);
    let lines: Vec<String> =
        std::iter::repeat_with(|| line(&mut dice)).filter(|line| told_apart(line)).take(5_000).collect();
    let differ = differing(&lines, ours);
    assert!(
        differ.is_empty(),
        "{} of {} lines: {:#?}",
        differ.len(),
        lines.len(),
        &differ[..differ.len().min(20)]
    );
    println!("{} words and {} lines equal liblouis'", words.len(), lines.len());
}

fn holds_otherwise(word: &str) -> bool {
    OTHERWISE.iter().any(|(sign, _)| word.contains(*sign))
}

#[test]
#[ignore = "needs liblouis-bin and wswedish"]
fn the_comparison_finds_what_is_wrong_and_each_exception_is_one() {
    let lines = ["Hej EU 12b".to_owned()];
    assert_eq!(differing(&lines, |line| ours(line).replace('⠱', "")).len(), 1, "a mark is missing");
    for (sign, why) in OTHERWISE {
        assert_eq!(differing(&[sign.to_string()], ours).len(), 1, "{sign} is no exception any more: {why}");
    }
}
