//! A site of as many notes as one likes, always the same: Swedish notes as a project leader writes them, with front
//! matter, decisions, actions, questions, links, tables, footnotes, versions, topics and organisations.
//!
//! What a note points at grows with the site (a topic for every fifty notes, an organisation for every twenty), so each
//! note has as many relations in a large site as in a small one. What cost grows faster than the site is then ours.

use jiff::Span;
use jiff::civil::Date;
use std::fmt::Write as _;

/// A list of numbers that look like chance and are the same on every computer (SplitMix64, Steele and others 2014).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) >> 33).unwrap_or(0) % sides.max(1)
    }

    fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.roll(list.len())]
    }
}

const PLACES: &[&str] = &[
    "Malmö",
    "Lund",
    "Helsingborg",
    "Kristianstad",
    "Karlskrona",
    "Hässleholm",
    "Ystad",
    "Ängelholm",
    "Båstad",
    "Höör",
    "Sjöbo",
    "Östra Göinge",
    "Åstorp",
    "Landskrona",
    "Trelleborg",
    "Eslöv",
    "Simrishamn",
    "Olofström",
    "Ronneby",
    "Bjuv",
];
const SUBJECTS: &[&str] = &[
    "Medfinansiering",
    "Juridisk trygghet",
    "Lärande",
    "Tillgänglighet",
    "Ungdomar",
    "Upphandling",
    "Arbetsträning",
    "Ledarskap",
    "Föreningslokaler",
    "Överenskommelser",
    "Mötesplatser",
    "Folkhälsa",
    "Språk",
    "Integration",
];
const SENTENCES: &[&str] = &[
    "Vi talade om pengar och om vem som bestämmer.",
    "Den idéburna sektorn måste ha offentliga pengar till sina ESF-projekt.",
    "Kommunen behöver däremot inte be föreningen.",
    "Det är här som det skaver.",
    "Alla grupper svarade att målgruppen tjänar på att vi hjälps åt.",
    "Två grupper sade att tid borde räknas lika mycket som pengar, och en grupp ville först veta vad reglerna tillåter.",
    "En förening har sällan **egna pengar** att lägga in.",
    "När chefer byts ut kan avtal upphöra att gälla, *även om de är skrivna*.",
    "Region Skåne lovade att återkomma med ett besked före sommaren.",
    "Ta upp frågorna i er egen organisation före nästa möte.",
];

/// A file: its path from the site's root, and its text.
pub(crate) type File = (String, String);

/// The folders and how many notes of a hundred lie in each.
const SHARES: [(&str, usize); 8] = [
    ("moten", 52),
    ("workshops", 10),
    ("aterkoppling", 18),
    ("behov", 5),
    ("erbjudanden", 5),
    ("larande", 4),
    ("statistik", 2),
    ("sidor", 4),
];

/// A site with so many notes, topics and organisations among them.
pub(crate) fn site(notes: usize) -> Vec<File> {
    let (topics, organisations) = ((notes / 50).max(2), (notes / 20).max(4));
    let rest = notes.saturating_sub(topics + organisations);
    let mut dice = Dice(20_140_212);
    let mut files = vec![
        ("content/site.yaml".to_owned(), SITE.to_owned()),
        (
            "content/ordlista.yaml".to_owned(),
            "idéburen sektor: Föreningar.\nmedfinansiering: Pengar.\n".to_owned(),
        ),
        ("content/forkortningar.yaml".to_owned(), "ESF: Europeiska socialfonden\nNSE: Nätverk\n".to_owned()),
        ("content/moten/underlag.csv".to_owned(), "form;kronor\ntid;1\n".to_owned()),
        (
            "content/moten/skiss.svg".to_owned(),
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 300 200\"/>".to_owned(),
        ),
    ];
    for i in 0..topics {
        files.push((format!("content/teman/tema-{i}.md"), topic(i, &mut dice)));
    }
    for i in 0..organisations {
        files.push((format!("content/organisationer/org-{i}.md"), organisation(i, &mut dice)));
    }
    let mut made = [0_usize; SHARES.len()];
    for i in 0..rest {
        // The share that is furthest behind comes next.
        let behind = |k: &usize| made[*k] * 100 / SHARES[*k].1;
        let next = (0..SHARES.len()).min_by_key(behind).unwrap_or(0);
        let n = made[next];
        made[next] += 1;
        let folder = SHARES[next].0;
        let near = Near { n, topics, organisations, meetings: made[0] };
        let (name, text) = match folder {
            "moten" | "workshops" => event(folder, &near, &mut dice),
            "aterkoppling" => (format!("svar-{n}"), reply(&near, &mut dice)),
            "behov" | "erbjudanden" => (format!("{folder}-{n}"), need(&near, &mut dice)),
            "larande" => (format!("larande-{n}"), lesson(&near, &mut dice)),
            "statistik" => (format!("matt-{n}"), statistic(&near, &mut dice)),
            _ => (format!("sida-{i}"), format!("---\ntitel: Sida {i}\n---\n\n{}", prose(&near, &mut dice))),
        };
        files.push((format!("content/{folder}/{name}.md"), text));
    }
    files
}

const SITE: &str = "\
projekt:
  namn: Förstudie för samverkansråd
  sammanfattning: Förstudien ska få sektorerna att arbeta mer tillsammans.
  ägare: Nätverk Social Ekonomi Skåne
  kontakt: {roll: Projektledare, e-post: kontakt@exempel.example}
  programperiod: \"2007–2013\"
  start: 2014-01-01
  slut: 2014-12-31
  kommuner: [Malmö, Lund, Helsingborg, Bjuv, Höör]
  planerat: {dialogmöten: 4, workshops: 2}
  personuppgiftsansvarig: Nätverk Social Ekonomi Skåne
webbplats:
  språk: [sv, en]
  adress: https://samverkansrad.example/
  tillgänglighet: {status: helt, bedömd: 2014-01-01, metod: Egen granskning., kontakt_väg: kontakt@exempel.example}
";

/// What a note may point at.
struct Near {
    n: usize,
    topics: usize,
    organisations: usize,
    meetings: usize,
}

/// A meeting a day.
fn date(n: usize) -> Date {
    let days = Span::new().days(i64::try_from(n % 100_000).unwrap_or(0));
    jiff::civil::date(2000, 1, 1).checked_add(days).unwrap_or_default()
}

fn meeting_name(n: usize) -> String {
    format!("{}-mote-{n}", date(n))
}

fn names(lead: &str, of: usize, how_many: usize, dice: &mut Dice) -> String {
    (0..how_many).map(|_| format!("{lead}-{}", dice.roll(of))).collect::<Vec<_>>().join(", ")
}

fn paragraph(sentences: usize, dice: &mut Dice) -> String {
    (0..sentences).map(|_| dice.pick(SENTENCES)).collect::<Vec<_>>().join(" ")
}

/// The body of a note: sections, a list, a table, links within the site and out of it, a footnote.
fn prose(near: &Near, dice: &mut Dice) -> String {
    let mut out = String::new();
    for section in 0..3 {
        let _ = writeln!(out, "## {} {section}\n\n{}\n", dice.pick(SUBJECTS), paragraph(4, dice));
        let (topic, organisation) = (dice.roll(near.topics), dice.roll(near.organisations));
        let _ = writeln!(
            out,
            "Läs mer om [tema {topic}](../teman/tema-{topic}.md) och om [part {organisation}](../organisationer/org-{organisation}.md).\n",
        );
    }
    for _ in 0..4 {
        let _ = writeln!(out, "- {}", dice.pick(SENTENCES));
    }
    let _ = write!(
        out,
        "\nTabell: Samma fråga från två håll\n\n| Fråga | Idéburen | Offentlig |\n|---|---|---|\n"
    );
    for row in ["Vem bestämmer?", "Vad har vi mest av?", "Vad saknar vi?"] {
        let _ = writeln!(out, "| {row} | {} | {} |", dice.pick(SUBJECTS), dice.pick(PLACES));
    }
    let _ = writeln!(
        out,
        "\n> {}\n\n{} Se [fondens sidor](https://esf.example/).[^1]\n\n[^1]: {}",
        dice.pick(SENTENCES),
        paragraph(3, dice),
        dice.pick(SENTENCES)
    );
    out
}

fn event(folder: &str, near: &Near, dice: &mut Dice) -> (String, String) {
    let n = near.n;
    let workshop = folder == "workshops";
    let name = if workshop { format!("{}-workshop-{n}", date(n)) } else { meeting_name(n) };
    let prefix = if workshop { 'w' } else { 'd' };
    let mut text = format!(
        "---\ntitel: \"{} {n}: {}\"\nnummer: {n}\ndatum: {}\ntid: \"13.00–16.00\"\nplats: {{namn: Biblioteket, kommun: {}}}\n\
         läge: genomfört\nsammanfattning: >-\n  {}\n  {}\nteman: [{}]\nkommuner: [{}, {}]\ninbjudna: [{}]\n",
        if workshop { "Workshop" } else { "Dialogmöte" },
        dice.pick(SUBJECTS),
        date(n),
        dice.pick(PLACES),
        dice.pick(SENTENCES),
        dice.pick(SENTENCES),
        names("tema", near.topics, 2, dice),
        dice.pick(PLACES),
        dice.pick(PLACES),
        names("org", near.organisations, 5, dice),
    );
    text.push_str("deltog:\n");
    for _ in 0..3 {
        let (who, count) = (dice.roll(near.organisations), 1 + dice.roll(4));
        let _ = writeln!(text, "  - {{organisation: org-{who}, antal: {count}, bärare: Samordnare}}");
    }
    let owner = dice.roll(near.organisations);
    let _ = write!(
        text,
        "beslut:\n  - {{id: {prefix}{n}.1, text: Vi träffas igen., rör: [org-{owner}]}}\n\
         åtgärder:\n  - {{id: {prefix}{n}.2, text: Skriva en lista., ansvarig: org-{owner}, senast: 2014-04-02, status: öppen}}\n\
         frågor:\n  - {{id: {prefix}{n}.3, text: Vad kan ni bidra med?, till: {}, svar_senast: 2014-03-20}}\n",
        // Every hundredth question goes to all: each then stands on the page of every organisation.
        if n.is_multiple_of(100) { "alla".to_owned() } else { format!("org-{owner}") },
    );
    if !workshop {
        text.push_str("bilagor:\n  - {fil: underlag.csv, titel: Underlag}\n");
    }
    if n >= 20 && !workshop {
        let _ = write!(
            text,
            "uppföljning:\n  - {{id: d{}.2, status: klar, kommentar: Listan är skickad.}}\n",
            n - 20 + n % 20
        );
    }
    let _ = write!(
        text,
        "---\n\n{}\nBeslut: Vi fortsätter på samma sätt.\n\n- Åtgärd: Boka en lokal (org-{owner}, senast 2014-05-02)\n",
        prose(near, dice)
    );
    (name, text)
}

fn topic(i: usize, dice: &mut Dice) -> String {
    format!(
        "---\ntitel: \"{} {i}\"\nsammanfattning: {}\nproblem: {}\nperspektiv: {{idéburen: Vi kan ge tid., offentlig: Vi kan ge pengar.}}\n\
         frågor: [Hur kan det bli tryggt?, Vem får skriva under?]\n---\n\n## Läget\n\n{}\n",
        dice.pick(SUBJECTS),
        dice.pick(SENTENCES),
        dice.pick(SENTENCES).replace(['*', ','], ""),
        paragraph(6, dice)
    )
}

fn organisation(i: usize, dice: &mut Dice) -> String {
    format!(
        "---\nnamn: \"Organisation {i} i {}\"\nsektor: {}\nstatus: deltar\nkommuner: [{}]\nuppdrag: Ordnar kurser.\narbetssätt: Deltagarna lär av varandra.\n---\n\n## Det kan vi bidra med\n\n{}\n",
        dice.pick(PLACES),
        dice.pick(&["idéburen", "offentlig"]),
        dice.pick(PLACES),
        paragraph(3, dice)
    )
}

fn reply(near: &Near, dice: &mut Dice) -> String {
    let meeting = dice.roll(near.meetings);
    format!(
        "---\ntitel: Svar {}\nmöte: {}\norganisation: org-{}\ndatum: 2014-03-18\ndiskuterad_i: Styrelsen\nsvar: [{{fråga: d{meeting}.3, text: Vi kan bidra med kunskap.}}]\n---\n\n{}\n",
        near.n,
        meeting_name(meeting),
        dice.roll(near.organisations),
        paragraph(5, dice)
    )
}

fn need(near: &Near, dice: &mut Dice) -> String {
    format!(
        "---\ntitel: Ett steg {}\ntext: Unga behöver ett lugnt första steg.\norganisation: org-{}\ntema: tema-{}\nmålgrupp: Unga\nkommuner: [{}]\ndeltagare: 10\nstatus: öppet\n---\n\n{}\n",
        near.n,
        dice.roll(near.organisations),
        dice.roll(near.topics),
        dice.pick(PLACES),
        paragraph(4, dice)
    )
}

fn lesson(near: &Near, dice: &mut Dice) -> String {
    format!(
        "---\nnamn: Lärdom {}\nperiod: \"2010–2012\"\nlärdom: Skriv avtalet innan projektet börjar.\nägare: En förening\nfinansiering: Socialfonden\nteman: [tema-{}]\n---\n\n{}\n",
        near.n,
        dice.roll(near.topics),
        paragraph(5, dice)
    )
}

fn statistic(near: &Near, dice: &mut Dice) -> String {
    format!(
        "---\ntitel: Antal {}\nkälla: Egen räkning\nmätt: 2014-01-01\nenhet: antal\nteman: [tema-{}]\ndata: [[Län, Antal], [Skåne, {}], [Blekinge, {}]]\n---\n\n{}\n",
        near.n,
        dice.roll(near.topics),
        dice.roll(100),
        dice.roll(100),
        paragraph(2, dice)
    )
}
