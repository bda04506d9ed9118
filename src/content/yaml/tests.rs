use super::*;
use crate::language::Lang;
use crate::report::{Source, Sources, text};

/// The tree in one line.
fn show(node: &Node) -> String {
    match &node.kind {
        Kind::Null => "null".into(),
        Kind::Scalar(text) => format!("{text:?}"),
        Kind::Damaged => "?".into(),
        Kind::List(items) => format!("[{}]", items.iter().map(show).collect::<Vec<_>>().join(", ")),
        Kind::Map(pairs) => {
            let inner: Vec<String> = pairs.iter().map(|(k, v)| format!("{}: {}", k.value, show(v))).collect();
            format!("{{{}}}", inner.join(", "))
        }
    }
}

fn read(yaml: &str) -> (String, Vec<&'static str>) {
    let mut findings = Findings::new();
    let node = parse(yaml, 0..yaml.len(), FileId(0), &mut findings);
    (node.as_ref().map_or("nothing".into(), show), findings.iter().map(|f| f.rule.name).collect())
}

#[track_caller]
fn check(yaml: &str, tree: &str, rules: &[&str]) {
    assert_eq!(read(yaml), (tree.to_owned(), rules.to_vec()), "{yaml}");
}

#[test]
fn plain_yaml_is_read_as_text() {
    check(
        "titel: 2014\ndatum: 2014-03-12\ntomt:\n",
        "{titel: \"2014\", datum: \"2014-03-12\", tomt: null}",
        &[],
    );
    check(
        "teman: [a, b]\r\nlista:\r\n  - x\r\n  - y: 1\r\n",
        "{teman: [\"a\", \"b\"], lista: [\"x\", {y: \"1\"}]}",
        &[],
    );
    check("", "nothing", &[]);
    check("text: |\n  en\n  \ttvå\nb: 1", "{text: \"en\\n\\ttvå\\n\", b: \"1\"}", &[]);
}

#[test]
fn typical_mistakes_are_told_and_reading_goes_on() {
    check("titel: Samverkan: varför?\ndatum: x", "{titel: ?, datum: \"x\"}", &["yaml-colon"]);
    check("titel: &co\nb: 1", "{titel: ?, b: \"1\"}", &["yaml-reference"]);
    check("a: *viktigt\nb: 1", "{a: ?, b: \"1\"}", &["yaml-reference"]);
    check("a: !viktigt\nb: 1", "{a: ?, b: \"1\"}", &["yaml-reference"]);
    check("l:\n  - @anna\n  - bo", "{l: [?, \"bo\"]}", &["yaml-special-start"]);
    check("a: `x`\nb: 1", "{a: ?, b: \"1\"}", &["yaml-special-start"]);
    check("a:\n\tb: 1\nc: 2", "{a: {b: \"1\"}, c: \"2\"}", &["yaml-tab"]);
    check("a:\n\u{a0}\u{a0}b: 1", "{a: {b: \"1\"}}", &["yaml-nbsp"]);
    check("a: 1\na: 2", "{a: \"1\"}", &["yaml-duplicate-key"]);
    check("titel: Möte #2 om pengar", "{titel: \"Möte\"}", &["yaml-comment-cut"]);
    check("datum: 2014-03-12 # onsdag", "{datum: \"2014-03-12\"}", &[]);
    check("a: \"öppen\nb: 1", "{a: ?, b: \"1\"}", &["yaml-line"]);
    check("a: \"Vi\" och \"dom\"\nb: 1", "{a: ?, b: \"1\"}", &["yaml-line"]);
    check("a: [Utkast] Möte\nb: 1", "{a: ?, b: \"1\"}", &["yaml-line"]);
    check("a: 'Lars'' pengar'\nb: [1, 2] # två", "{a: \"Lars' pengar\", b: [\"1\", \"2\"]}", &[]);
}

/// The line that the first finding tells one to write.
fn cure(yaml: &str) -> String {
    let mut findings = Findings::new();
    parse(yaml, 0..yaml.len(), FileId(0), &mut findings);
    let finding = findings.iter().next().expect("a finding");
    finding.rule.cure.fill(Lang::Sv, &finding.args)
}

#[test]
fn the_cure_is_the_line_to_write() {
    assert_eq!(cure("titel:Möte\ndatum: x"), "Skriv: titel: Möte");
    assert_eq!(cure("a: Vi talade\nom pengar.\nb: 1"), "Skriv:   om pengar.");
    assert_eq!(cure("lista:\n• punkt\nb: 1"), "Skriv: - punkt");
    assert_eq!(cure("a: \"öppen\nb: 1"), "Skriv: a: \"öppen\"");
    assert_eq!(cure("a: \"Vi\" och \"dom\"\nb: 1"), "Skriv: a: '\"Vi\" och \"dom\"'");
    assert_eq!(cure("a: [Utkast] Möte\nb: 1"), "Skriv: a: \"[Utkast] Möte\"");
}

#[test]
fn typed_bullets_are_told_line_by_line_whatever_ends_the_lines() {
    for end in ["\n", "\r\n"] {
        let list = ["titel: a", "teman:", "  • x", "  · y", ""].join(end);
        check(&list, "{titel: \"a\", teman: ?}", &["yaml-line", "yaml-line"]);
    }
    check("titel: A • B\n", "{titel: \"A • B\"}", &[]);
    check("titel: >-\n  • x\n", "{titel: \"• x\"}", &[]);
}

#[test]
fn two_mistakes_are_both_told() {
    check("a: x: y\nb: @z\nc: 1", "{a: ?, b: ?, c: \"1\"}", &["yaml-colon", "yaml-special-start"]);
}

#[test]
fn bombs_and_towers_are_refused() {
    let tower = format!("a: {}{}", "[".repeat(500), "]".repeat(500));
    assert_eq!(read(&tower).1, ["yaml-too-large"]);
    let bomb = "a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n";
    assert!(read(bomb).1.iter().all(|rule| *rule == "yaml-reference"));
    let many = format!("a: [{}]", "1,".repeat(MAX_NODES + 1));
    assert_eq!(read(&many).1, ["yaml-too-large"]);
}

#[test]
fn the_message_shows_the_place_and_the_line_to_write() {
    let yaml = "namn: x\ntitel: Samverkan: varför?\n";
    let mut sources = Sources::default();
    let file = sources.add(Source::new("content/a.yaml", yaml));
    let mut findings = Findings::new();
    parse(yaml, 0..yaml.len(), file, &mut findings);
    let style = text::Style { lang: Lang::Sv, marks: true, colour: false, cap: 5 };
    let told = text::render(&findings, &sources, style);
    assert!(told.starts_with("content/a.yaml:2:17: Fel: Värdet innehåller ett kolon"), "{told}");
    assert!(told.contains("titel: \"Samverkan: varför?\""), "{told}");
}

proptest::proptest! {
    #[test]
    fn no_text_makes_the_reader_fail(yaml in "\\PC*") {
        let _ = read(&yaml);
    }

    #[test]
    fn no_mix_of_yaml_signs_makes_the_reader_fail(yaml in "[a-c:\\-#&*!|>'\"%@`,\\[\\]{} \t\n\r\u{a0}å]{0,60}") {
        let _ = read(&yaml);
    }
}

/// Found by fuzzing: what is masked is longer in letters than what stood there.
#[test]
fn a_place_in_a_mended_line_is_never_within_a_letter() {
    for text in ["titel:åååååå Studie\ntext: x\norg'x: y: z\n", "a:åå: ö\n", "åå:åå b: ååå\n- ö\n"]
    {
        let mut findings = Findings::new();
        let node = parse(text, 0..text.len(), FileId(0), &mut findings);
        let spans = node.iter().map(|node| node.span).chain(findings.iter().filter_map(|f| f.span));
        for span in spans {
            assert!(text.get(span.range()).is_some(), "{span:?} in {text:?}");
        }
    }
}
