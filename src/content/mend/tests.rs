use super::*;

fn mended(path: &str, text: &str) -> (String, Vec<&'static str>) {
    let mended = mend(&Source::new(path, text), Lang::Sv, &|_| true);
    (mended.text, mended.rules.iter().map(|rule| rule.name).collect())
}

#[track_caller]
fn check(text: &str, after: &str, rules: &[&str]) {
    let path = "content/moten/2014-03-12-a.md";
    assert_eq!(mended(path, text), (after.to_owned(), rules.to_vec()));
    assert_eq!(mended(path, after).0, after, "twice is once");
}

#[test]
fn slips_are_mended_and_the_rest_stays_byte_for_byte() {
    check(
        "\u{feff}---\r\ntitel: Samverkan: varför?  \r\nsammanfattning: Kort. # ord\r\n---\r\n#Bakgrund\r\nText \\\r\n\r\n- [å] (a.pdf)\r\n- ett\r\n",
        "\u{feff}---\r\ntitel: \"Samverkan: varför?\"  \r\nsammanfattning: Kort. # ord\r\n---\r\n# Bakgrund\r\nText \\\r\n\r\n- [å](a.pdf)\r\n- ett\r\n",
        &["yaml-colon", "heading-no-space", "link-gap"],
    );
    check(
        "---\nbeslut:\n\t- text: Ett\n\t- text: Två\nteman:\n• a\n• b\nort:Lund\nplats: @torget\n---\n[x](min fil.pdf) och [y](din fil.pdf)\n",
        "---\nbeslut:\n  - text: Ett\n  - text: Två\nteman:\n- a\n- b\nort: Lund\nplats: \"@torget\"\n---\n[x](<min fil.pdf>) och [y](<din fil.pdf>)\n",
        &[
            "yaml-tab",
            "yaml-tab",
            "yaml-line",
            "yaml-line",
            "yaml-line",
            "yaml-special-start",
            "link-space",
            "link-space",
        ],
    );
}

#[test]
fn points_that_are_indented_too_far_come_back_to_their_list() {
    check(
        "---\ninbjudna:\n- Region Skåne\n - Studieförbund\n   - Lund\n---\n",
        "---\ninbjudna:\n- Region Skåne\n- Studieförbund\n- Lund\n---\n",
        &["yaml-line", "yaml-line"],
    );
}

#[test]
fn facts_that_cannot_be_read_keep_no_text_from_being_mended() {
    let text = "---\ntitel: \"öppen\n: [\n---\n#Rubrik\n";
    assert_eq!(mended("content/sidor/a.md", text).1, ["heading-no-space"]);
}

#[test]
fn what_might_mean_something_else_stays() {
    for text in [
        "---\ntitel: Möte #2 om pengar\nb: &co\nc: \"Vi\" och \"dom\"\n---\n",
        "---\ntitel: a: b # kommentar\n---\n",
        "---\ntitel: \"öppen\n---\n",
        "---\ntitel: Möte\ndatum: 12/3 2014\n---\n#valfrihet är bra\n",
        "+++\na = 1\n+++\nText",
        "---\ntitel: Fråga: hur\n  och mer: så\n---\n",
        "    #Kod\n\n```\n#Kod\n[x] (a.md)\n```\n",
        "#Rubrik\n    så\n",
        "##Rubrik\n2) så\n",
        "---\na: |\n  #Text: här\n---\n",
    ] {
        assert_eq!(mended("content/moten/a.md", text), (text.to_owned(), vec![]), "{text}");
    }
}

#[test]
fn the_sites_own_files_are_mended_too() {
    let (text, rules) = mended("content/ordlista.yaml", "samverkan: Att arbeta: ihop\n");
    assert_eq!((text.as_str(), rules), ("samverkan: \"Att arbeta: ihop\"\n", vec!["yaml-colon"]));
    let text = "titel: a: b\n";
    assert_eq!(mended("content/lista.yaml", text), (text.to_owned(), vec![]), "not read, not changed");
}

#[test]
fn what_is_allowed_or_not_wanted_stays() {
    let text = "<!-- samverka: allow heading-no-space reason=\"Ett nyckelord.\" -->\n#Malmö\n";
    assert_eq!(mended("content/sidor/a.md", text).0, text);
    let source = Source::new("content/sidor/a.md", "#Rubrik\n");
    assert_eq!(mend(&source, Lang::Sv, &|rule| rule.name != "heading-no-space").text, source.text);
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(400))]
    #[test]
    fn to_mend_twice_is_to_mend_once(
        text in "(---\n)?((titel|ort|b): ?|- |• |\t|\u{a0}|  |#{1,3}|\\[Å\\] ?\\(a b?\\.md\\)|@|: | #|\"|\\||[a-cÅ]{1,3}|\r?\n|\n|---\n){0,24}"
    ) {
        for path in ["content/moten/2014-03-12-a.md", "content/ordlista.yaml"] {
            let source = Source::new(path, text.as_str());
            let once = mend(&source, Lang::Sv, &|_| true);
            let twice = mend(&Source::new(path, once.text.as_str()), Lang::Sv, &|_| true);
            proptest::prop_assert_eq!(&twice.text, &once.text);
            proptest::prop_assert!(twice.rules.is_empty());
            proptest::prop_assert_eq!(letters(&once.text), letters(&text));
            proptest::prop_assert_eq!(once.text.lines().count(), text.lines().count());
            let offered = told(&source, Lang::Sv).iter().any(|finding| finding.repair.is_some());
            proptest::prop_assert!(offered || once.text == text);
        }
    }
}
