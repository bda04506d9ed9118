use super::*;
use crate::content::lists;

const PEOPLE: &str = "\
- id: ledare
  roll: Projektledare
  namn: Anna Andersson
  e-post: anna.andersson@exempel.se
  telefon: 040-123 45 67
  samtycke: {grund: samtycke, omfattar: [namn, e-post, telefon], datum: 2014-01-15, återkallat: 2014-06-01}
- id: ordf
  roll: \"Ordförande: ny\"
  namn: Göran Östen Åberg
- id: ensam
  roll: Samordnare
  namn: Ek
- id: synlig
  roll: Kassör
  namn: Bo Berg
  e-post: bo@exempel.se
  samtycke: {grund: samtycke, omfattar: [namn], datum: 2014-01-15}
";

fn persons(yaml: &str) -> Vec<Person> {
    lists::persons(&Source::new("content/personer.yaml", yaml), FileId(0), &mut Findings::new())
}

fn hidden() -> Hidden {
    Hidden::of(&persons(PEOPLE), Lang::Sv)
}

fn masked(text: &str) -> String {
    hidden().veiled(text)
}

#[test]
fn a_name_gives_way_to_the_role_in_every_dress() {
    for (text, expected) in [
        ("Anna Andersson talade.", "Projektledare talade."),
        ("ANNA  andersson", "Projektledare"),
        ("Anna Anderssons möte", "Projektledares möte"),
        ("Anna Andersson's plan", "Projektledare's plan"),
        ("Andersson, Anna (Lund)", "Projektledare (Lund)"),
        ("**Anna** Andersson sade", "**Projektledare** sade"),
        ("Anna **Andersson** sade", "**Projektledare** sade"),
        ("**Anna Andersson**, _Anna Andersson_", "**Projektledare**, _Projektledare_"),
        (
            "Anna\u{a0}Andersson, Anna&nbsp;Andersson, An\u{ad}na Anders&shy;son",
            "Projektledare, Projektledare, Projektledare",
        ),
        ("av Anna\nAndersson och", "av\nProjektledare och"),
        ("av Anna\r\nAndersson och", "av\r\nProjektledare och"),
        ("text\nAnna\nAndersson\nmer", "text\n\u{2060}\nProjektledare\nmer"),
        ("> av Anna\n> Andersson", "> av\n> Projektledare"),
        ("- Anna\n  Andersson", "- \u{2060}\n  Projektledare"),
        ("Anna\\\nAndersson", "\u{2060}\\\nProjektledare"),
        ("*Anna* **Andersson**", "*\u{2060}* **Projektledare**"),
        ("| Anna | Andersson |", "| \u{2060} | Projektledare |"),
        ("<b>Anna</b> Andersson", "<b>Projektledare</b>"),
        ("goran östen åberg. GÖRAN ÖSTEN ÅBERG", "goran östen åberg. en person"),
        ("Go\u{308}ran O\u{308}sten A\u{30a}berg", "en person"),
        ("G&ouml;ran &Ouml;sten &#197;berg", "en person"),
        ("Åberg, Göran Östen; Östen Åberg, Göran", "en person; en person"),
        ("Ek, eken, EK, Eks", "Samordnare, eken, EK, Samordnares"),
        (
            "Johanna Andersson. Anna Anderssonsson, Anna_Andersson.jpg",
            "Johanna Andersson. Anna Anderssonsson, Anna_Andersson.jpg",
        ),
        ("Bo Berg, bo@exempel.se", "Bo Berg, borttaget"),
        ("[Anna Andersson](mailto:anna.andersson@exempel.se)", "[Projektledare](mailto:borttaget)"),
        ("Anna.Andersson@exempel.se, xanna.andersson@exempel.se", "borttaget, xanna.andersson@exempel.se"),
        (
            "040-123 45 67, 0401234567, +46 40 123 45 67, +46 (0)40-1234567, 0046401234567, (040) 123 45 67",
            "borttaget, borttaget, borttaget, borttaget, borttaget, borttaget",
        ),
        ("10401234567, 04012345678", "10401234567, 04012345678"),
        ("ring 040-\n123 45 67", "ring \u{2060}\nborttaget"),
    ] {
        assert_eq!(masked(text), expected, "{text}");
    }
}

#[test]
fn cells_of_a_table_stay_cells() {
    for (text, expected) in [
        ("Andersson,Anna,5\n", "\u{2060},Projektledare,5\n"),
        ("\"Anna\";\"Andersson\";5", "\"\u{2060}\";\"Projektledare\";5"),
        ("Anna Andersson;5", "Projektledare;5"),
    ] {
        assert_eq!(hidden().mask(text, true).0, expected, "{text}");
    }
}

#[test]
fn what_a_consent_that_holds_covers_is_not_hidden() {
    let consent = |text: &str| persons(&format!("- id: a\n  namn: Bo Berg\n  samtycke: {text}\n"));
    let hides = |text: &str| !Hidden::of(&consent(text), Lang::Sv).is_empty();
    assert!(!hides("{grund: samtycke, omfattar: [namn], datum: 2014-01-15}"));
    for lacking in [
        "{omfattar: [namn], datum: 2014-01-15}",
        "{grund: samtycke, omfattar: [namn]}",
        "{grund: samtycke, omfattar: [roll], datum: 2014-01-15}",
        "{grund: samtycke, omfattar: [namn], datum: 2014-01-15, återkallat: 2014-06-01}",
        "{grund: samtycke, omfattar: [namn], datum: 2014-01-15, återkallat: i går}",
        "ja",
    ] {
        assert!(hides(lacking), "{lacking}");
    }
}

#[test]
fn a_withdrawal_that_masking_reaches_is_a_warning_and_one_that_it_does_not_an_error() {
    let hidden = hidden();
    let told = |findings: &Findings| -> Vec<&str> { findings.iter().map(|f| f.rule.name).collect() };
    let mut findings = Findings::new();
    let source = Source::new("content/a.md", "rad\nAnna Andersson och Göran Östen Åberg\n");
    let covered = hidden.cover(source, FileId(3), &mut findings);
    assert_eq!(covered.text, "rad\nProjektledare och en person\n");
    assert_eq!(told(&findings), ["consent-withdrawn", "person-without-consent"]);
    let at = findings.iter().next().and_then(|f| f.span).expect("a place");
    assert_eq!(covered.position(at.range().start).line, 2);
    for name in [
        "content/anna-andersson.jpg",
        "content/Anna Andersson/x.md",
        "a/AnnaAndersson.svg",
        "andersson_anna.pdf",
    ] {
        assert_eq!(told(&hidden.look_at_name(name)), ["consent-withdrawn-left"], "{name}");
    }
    assert!(hidden.look_at_name("content/johanna-andersson.jpg").is_empty());
    assert_eq!(told(&hidden.look(b"<text>Anna Andersson</text>", "x.svg")), ["consent-withdrawn-left"]);
    for bytes in [
        "<strong>Anna</strong> Andersson",
        "G&#246;ran &#xD6;sten &Aring;berg",
        "ANNA&nbsp;ANDERSSON",
        "href=\"anna-andersson.html\"",
        "?q=Anna%20Andersson",
        "\\nAnna Andersson",
        "&lt;strong&gt;Anna&lt;/strong&gt; Andersson",
        "G&amp;ouml;ran Östen Åberg",
        "<tspan>Anna</tspan> <tspan x='3'>Andersson</tspan>",
        "An\u{200b}na Ander<wbr>sson",
    ] {
        assert!(!hidden.look(bytes.as_bytes(), "x.html").is_empty(), "{bytes}");
    }
}

#[test]
fn no_message_says_the_name() {
    let hidden = hidden();
    let mut findings = hidden.look_at_name("content/bilder/anna-andersson.jpg");
    findings.extend(hidden.look(b"Anna Andersson", "content/Anna Andersson.txt"));
    findings.extend(hidden.look_at_name("content/Anna -- Andersson.txt"));
    for finding in &findings {
        let told = format!("{:?}", finding.args).to_lowercase();
        assert!(!told.contains("andersson") && told.contains("ledare"), "{told}");
    }
    assert!(!format!("{hidden:?}").to_lowercase().contains("anna"));
}

#[test]
fn a_role_that_means_something_or_holds_a_name_is_not_used() {
    let people = persons(
        "- {id: a, roll: Anna Andersson, namn: Bo Berg}\n- {id: b, roll: Ledare, namn: Anna Andersson}\n",
    );
    assert_eq!(Hidden::of(&people, Lang::En).veiled("Bo Berg, Anna Andersson"), "a person, Ledare");
}

fn case(text: &str, upper: &[bool]) -> String {
    let turned = |(i, c): (usize, char)| {
        if upper.get(i).copied().unwrap_or_default() { c.to_uppercase().next().unwrap_or(c) } else { c }
    };
    text.chars().enumerate().map(turned).collect()
}

proptest::proptest! {
    #[test]
    fn a_name_is_found_in_every_dress(
        gaps in proptest::collection::vec(proptest::sample::select(vec![
            " ", "\n", "\r\n  ", "\u{a0}", "&nbsp;", "** ", " **", "</b> ", " <em>", " &shy;", "\n> ", " | ", "%20", "\u{2009}", "&#160;", "&#xA0;", "\t",
        ]), 2..5),
        upper in proptest::collection::vec(proptest::bool::ANY, 17),
        form in 0..5usize,
        around in proptest::sample::select(vec![("", ""), ("(", ")"), ("_", "_"), ("\"", "\","), ("av ", "s"), (">", "<"), ("“", "”"), ("åt ", ".")]),
        soft in 0..9usize,
    ) {
        static HIDDEN: std::sync::LazyLock<Hidden> = std::sync::LazyLock::new(hidden);
        let words = ["Göran", "Östen", "Åberg"];
        let mut name = String::new();
        for (i, word) in words.into_iter().enumerate() {
            if i > 0 {
                name.push_str(gaps.get(i - 1).copied().unwrap_or(" "));
            }
            let word = case(word, upper.get(i * 5..).unwrap_or_default());
            let word = match form {
                1 => word.replace(['ö', 'Ö'], "o\u{308}").replace(['å', 'Å'], "A\u{30a}"),
                2 => word.replace('ö', "&ouml;").replace('Ö', "&#214;").replace('å', "&#xe5;").replace('Å', "&Aring;"),
                3 => word.replace('ö', "%C3%B6").replace('Ö', "%c3%96").replace('å', "%C3%A5").replace('Å', "%C3%85"),
                4 => word.replace('ö', "\\u00f6").replace('Ö', "\\u00D6").replace('å', "\\u00e5").replace('Å', "\\u00C5"),
                _ => word,
            };
            name.push_str(&word);
        }
        if soft < 5 && form == 0 {
            let at = name.char_indices().nth(soft).map_or(0, |(at, _)| at);
            name.insert_str(at, if at == 0 { "" } else { "\u{ad}" });
        }
        let text = format!("{}{name}{}", around.0, around.1);
        let hits = HIDDEN.find(&text);
        proptest::prop_assert_eq!(hits.len(), 1, "{:?}", text);
        let left = HIDDEN.veiled(&text).to_lowercase();
        proptest::prop_assert!(!left.contains("berg") && !left.contains("sten"), "{:?} → {:?}", text, left);
    }

    #[test]
    fn nothing_hidden_is_left_and_every_line_stays(
        parts in proptest::collection::vec(proptest::sample::select(vec![
            "Anna", "Andersson", "anna", " ", " ", "\n", "**", "_", ", ", "s", "> ", "- ", "Ek", "\u{a0}", "|", "text", "(", ")", "040", "-", "1234567", "&nbsp;", "<b>", "</b>", "\\",
        ]), 0..40),
        table in proptest::bool::ANY,
    ) {
        static HIDDEN: std::sync::LazyLock<Hidden> = std::sync::LazyLock::new(hidden);
        let text = parts.concat();
        let hidden = &*HIDDEN;
        let (masked, hits) = hidden.mask(&text, table);
        let left: Vec<Hit> = hidden.find(&masked).into_iter().filter(|hit| hit.what != What::Slug).collect();
        proptest::prop_assert!(left.is_empty(), "{:?} → {:?}", text, masked);
        proptest::prop_assert_eq!(text.matches('\n').count(), masked.matches('\n').count());
        for hit in hits {
            proptest::prop_assert!(masked.get(hit.at).is_some());
        }
        let blank = |text: &str| text.split('\n').map(|line| line.trim().is_empty()).collect::<Vec<_>>();
        proptest::prop_assert_eq!(blank(&text), blank(&masked), "{:?} → {:?}", text, masked);
    }
}

#[test]
fn many_people_cost_little_more_than_one() {
    let mut yaml = String::new();
    for i in 0..200 {
        let name = format!("Namn{} Efternamn{}", "a".repeat(i % 20 + 1), "b".repeat(i / 20 + 1));
        let line =
            format!("- {{id: p{i}, namn: {name}, telefon: 040-77{i:05}, e-post: adress{i}@exempel.se}}\n");
        yaml.push_str(&line);
    }
    let many = Hidden::of(&persons(&yaml), Lang::Sv);
    let text = "Möte om medfinansiering där många talade, 040-99, info@exempel.se. ".repeat(4000);
    assert!(many.find(&text).is_empty());
    assert!(many.sieve.pass(&text).is_empty(), "nobody is looked for in a text without them");
    let hits = many.find("Namnaaa EFTERNAMN\u{ad}bb och 040 770 01 99, adress7@exempel.se");
    assert_eq!(hits.iter().map(|hit| hit.what).collect::<Vec<_>>(), [What::Name, What::Phone, What::Email]);
}
