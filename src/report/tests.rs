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
