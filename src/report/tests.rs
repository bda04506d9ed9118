use super::*;
use crate::language::Lang;

/// The placeholders of a phrase, sorted.
fn placeholders(text: &str) -> Vec<String> {
    let text = &text.replace("{{", "").replace("}}", "");
    let mut names: Vec<String> = text
        .split('{')
        .skip(1)
        .filter_map(|part| part.split_once('}').map(|(name, _)| name.to_owned()))
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

#[test]
fn every_message_stands_in_both_languages_with_the_same_placeholders() {
    for rule in catalog::all() {
        for (part, phrase) in [("what", rule.what), ("why", rule.why), ("cure", rule.cure)] {
            assert!(!phrase.sv.trim().is_empty(), "{}: {part} has no Swedish", rule.name);
            assert!(!phrase.en.trim().is_empty(), "{}: {part} has no English", rule.name);
            assert_eq!(placeholders(phrase.sv), placeholders(phrase.en), "{}: {part}", rule.name);
            assert_eq!(phrase.sv.matches("[[").count(), phrase.sv.matches("]]").count(), "{}", rule.name);
        }
    }
}

#[test]
fn rule_names_are_unique_and_kebab_case() {
    let mut names: Vec<&str> = catalog::all().map(|rule| rule.name).collect();
    names.sort_unstable();
    for pair in names.windows(2) {
        assert_ne!(pair[0], pair[1]);
    }
    assert!(
        names.iter().all(|n| n.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')),
        "{names:?}"
    );
}

#[test]
fn braces_are_written_double() {
    let phrase = Phrase { sv: "![]({src}){{decorative}} }", en: "" };
    assert_eq!(phrase.fill(Lang::Sv, &[("src", "a.png".into())]), "![](a.png){decorative} }");
}

#[test]
fn an_optional_part_is_dropped_without_its_value() {
    let phrase = Phrase { sv: "Finns inte.[[ Menade du {near}?]] Rätta.", en: "" };
    assert_eq!(phrase.fill(Lang::Sv, &[]), "Finns inte. Rätta.");
    assert_eq!(phrase.fill(Lang::Sv, &[("near", "x".into())]), "Finns inte. Menade du x? Rätta.");
}

#[test]
fn positions_count_characters_from_one_and_ignore_a_byte_order_mark() {
    let source = Source::new("a.md", "\u{feff}å b\r\nö");
    assert_eq!(source.position(3).column, 1);
    assert_eq!(source.position(5).column, 2);
    assert_eq!(source.position(9), source::Position { line: 2, column: 1 });
    assert_eq!(source.line(1), "å b");
    assert_eq!(source.position(usize::MAX).line, 2, "past the end is the end");
}

#[test]
fn a_phrase_can_be_told_without_a_case() {
    let phrase = Phrase { sv: "Länken går till {target}.[[ Menade du {near}?]] {{#x}}", en: "" };
    assert_eq!(
        phrase.core(Lang::Sv, &[("target", "x".into()), ("near", "y".into())]),
        "Länken går till x. {#x}"
    );
    assert_eq!(phrase.bare(Lang::Sv), "Länken går till …. {#x}");
    for rule in catalog::all() {
        for phrase in [rule.what, rule.why, rule.cure] {
            for lang in Lang::ALL {
                let bare = phrase.bare(lang);
                assert!(!bare.contains("[[") && !bare.trim().is_empty(), "{}: {bare}", rule.name);
            }
        }
    }
}

#[test]
fn rules_that_protect_are_marked() {
    for name in [
        "person-without-consent",
        "consent-withdrawn",
        "html-unsafe",
        "reference-unknown",
        "statement-missing",
        "file-not-utf8",
    ] {
        assert!(catalog::find(name).expect("a rule").is_fixed(), "{name}");
    }
    // What is told while a page is made has no place: it may neither be silenced nor let through.
    for name in ["page-structure", "page-inline", "page-foreign", "template-error", "consent-withdrawn-left"]
    {
        assert!(catalog::find(name).expect("a rule").is_fixed(), "{name}");
    }
    for name in ["link-broken", "summary-missing", "image-alt-missing"] {
        assert!(!catalog::find(name).expect("a rule").is_fixed(), "{name}");
    }
}

proptest::proptest! {
    #[test]
    fn any_place_of_any_text_can_be_told_in_every_form(
        text in "[ -~åäö\t\r\n\u{300}\u{feff}😀]{0,80}", a in 0usize..100, b in 0usize..100
    ) {
        let mut sources = Sources::default();
        let length = text.len();
        let file = sources.add(Source::new("content/å b.md", text));
        let span = Span::new(file, a.min(b).min(length)..a.max(b).min(length));
        let repair = Repair { span, text: "x".to_owned() };
        let finding = Finding::at(&catalog::markup::LINK_GAP, span).related(span).repaired(Some(repair));
        let findings: Findings = std::iter::once(finding).collect();
        for marks in [true, false] {
            let style = text::Style { lang: Lang::Sv, marks, colour: false, cap: 5 };
            let told = text::render(&findings, &sources, style);
            proptest::prop_assert!(!told.contains('\r') && told.ends_with("i 1 fil.\n"), "{}", told);
        }
        proptest::prop_assert_eq!(github::render(&findings, &sources, "", Lang::Sv).lines().count(), 2);
        for told in [json::render(&findings, &sources, Lang::Sv), sarif::render(&findings, &sources, "", Lang::Sv)] {
            let value: serde_json::Value = serde_json::from_str(&told).expect("JSON");
            let region = value.pointer("/runs/0/results/0/locations/0/physicalLocation/region");
            let region = region.or_else(|| value.pointer("/findings/0/place"));
            if let Some(region) = region {
                let of = |long: &str, short: &str| region.get(long).or_else(|| region.get(short)).and_then(serde_json::Value::as_u64);
                let start = (of("startLine", "line"), of("startColumn", "column"));
                proptest::prop_assert!(start <= (of("endLine", "end_line"), of("endColumn", "end_column")));
            }
        }
    }
}
