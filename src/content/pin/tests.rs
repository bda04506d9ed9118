use super::*;
use proptest::prelude::*;

const PATH: &str = "content/moten/2014-02-12-mote.md";

fn read(text: &str) -> Document {
    document::read(&Source::new(PATH, text).into(), FileId(0), Lang::Sv, &mut Findings::new())
}

fn written(text: &str) -> String {
    match pin(&Source::new(PATH, text), Lang::Sv) {
        Pinned::Text(text, _) => text,
        other => format!("{other:?}"),
    }
}

/// A note of meeting 1 whose front matter and body are these.
fn note(front: &str, body: &str) -> String {
    format!("---\nnummer: 1\n{front}---\n{body}")
}

#[test]
fn entries_of_lists_get_an_id_in_every_dress() {
    for (before, after) in [
        ("beslut:\n  - text: A\n    rör: lund\n", "beslut:\n  - id: d1.1\n    text: A\n    rör: lund\n"),
        ("beslut:\n- Vi träffas. # sagt\n", "beslut:\n- id: d1.1\n  text: Vi träffas. # sagt\n"),
        ("beslut: Vi träffas.\n", "beslut: {id: d1.1, text: Vi träffas.}\n"),
        (
            "beslut: [Vi träffas., {text: B}]\n",
            "beslut: [{id: d1.1, text: Vi träffas.}, {id: d1.2, text: B}]\n",
        ),
        ("beslut:\n  - { text: A }\n", "beslut:\n  - { id: d1.1, text: A }\n"),
        ("beslut:\n  - \"A: b\"\n", "beslut:\n  - id: d1.1\n    text: \"A: b\"\n"),
        (
            "beslut:\n  - Vi träffas\n    ofta.\n",
            "beslut:\n  - id: d1.1\n    text: Vi träffas\n      ofta.\n",
        ),
        ("beslut:\n  - |\n    A\n\n    B\n", "beslut:\n  - id: d1.1\n    text: |\n      A\n\n      B\n"),
        ("beslut:\n  - id:\n    text: A\n", "beslut:\n  - id: d1.1\n    text: A\n"),
        (
            "beslut:\n  - id: 1\n    text: A\nfrågor:\n  - id: 1\n    text: B\n",
            "beslut:\n  - id: 1\n    text: A\nfrågor:\n  - id: d1.2\n    text: B\n",
        ),
    ] {
        assert_eq!(written(&note(before, "")), note(after, ""), "{before}");
    }
}

#[test]
fn markers_in_the_text_get_an_id_in_every_dress() {
    for (before, after) in [
        ("**Beslut:** A\n", "**Beslut d1.1:** A\n"),
        ("Åtgärd: A (B, senast 2014-04-30)\n", "Åtgärd d1.1: A (B, senast 2014-04-30)\n"),
        ("- [x] **Åtgärd:** A (B)\n- **Fråga**: C\n", "- [x] **Åtgärd d1.1:** A (B)\n- **Fråga d1.2**: C\n"),
        ("__Beslut:__ A\nBeslut: B\n", "__Beslut d1.1:__ A\nBeslut d1.2: B\n"),
        ("**Beslut 1:** A\n\n**Fråga 1:** B\n", "**Beslut 1:** A\n\n**Fråga d1.2:** B\n"),
        ("**Beslut d1.7:** A\n\n**Beslut:** B\n", "**Beslut d1.7:** A\n\n**Beslut d1.1:** B\n"),
        (
            "A\u{30a}tga\u{308}rd: A (B)\r\n\r\nBehov: C\r\n",
            "A\u{30a}tga\u{308}rd d1.1: A (B)\r\n\r\nBehov: C\r\n",
        ),
    ] {
        assert_eq!(written(&note("", before)), note("", after), "{before}");
    }
}

#[test]
fn what_is_written_already_or_is_a_version_stays() {
    let source = Source::new(PATH, note("", "**Beslut d1.1:** A\n\n**Åtgärd 2:** B (C)\n\nBehov: D\n"));
    assert_eq!(pin(&source, Lang::Sv), Pinned::Already);
    let version = Source::new("content/moten/2014-02-12-mote.en.md", "Decision: A\n");
    assert_eq!(pin(&version, Lang::Sv), Pinned::Already);
}

#[test]
fn what_cannot_be_done_safely_is_not_done() {
    let source = Source::new(PATH, note("", "&Aring;tg&auml;rd: A (B)\n"));
    assert_eq!(pin(&source, Lang::Sv), Pinned::Unsafe("A".to_owned()));
}

#[test]
fn a_byte_order_mark_and_line_ends_stay() {
    let before = "\u{feff}---\r\nbeslut:\r\n  - A\r\n---\r\n**Fråga:** B\r\n";
    assert_eq!(
        written(before),
        "\u{feff}---\r\nbeslut:\r\n  - id: 2014-02-12-mote.1\r\n    text: A\r\n---\r\n**Fråga 2014-02-12-mote.2:** B\r\n"
    );
}

/// A word or two, with marks that mean something in YAML and Markdown.
fn words() -> impl Strategy<Value = String> {
    "[A-ZÅÄÖ][a-zåäö]{1,6}( [a-zåäö,.!?*_\"'()-]{1,6}){0,4}"
}

fn entry() -> impl Strategy<Value = String> {
    prop_oneof![
        words().prop_map(|w| format!("  - {w}\n")),
        words().prop_map(|w| format!("  - {}\n", edit::quoted(&w))),
        (words(), words()).prop_map(|(a, b)| format!("  - {a}\n    {b}\n")),
        (words(), words()).prop_map(|(a, b)| format!(
            "  - text: {}\n    rör: {}\n",
            edit::quoted(&a),
            edit::quoted(&b)
        )),
        words().prop_map(|w| format!("  - {{text: {}}}\n", edit::quoted(&w))),
        (words(), words()).prop_map(|(a, b)| format!("  - >-\n    {a}\n\n    {b}\n")),
        (words(), 1..9u8).prop_map(|(w, n)| format!("  - id: d1.{n}\n    text: {}\n", edit::quoted(&w))),
    ]
}

fn block() -> impl Strategy<Value = String> {
    let marker = prop_oneof![
        Just("**Beslut:**"),
        Just("Beslut:"),
        Just("**Åtgärd**:"),
        Just("*Fråga:*"),
        Just("**Beslut 2:**"),
        Just("Fråga 2:"),
        Just("**Lärdom:**"),
        Just("Fråga d1.5:"),
    ];
    let lead = prop_oneof![Just(""), Just("- "), Just("- [ ] "), Just("3. "), Just("> ")];
    prop_oneof![
        (lead, marker, words())
            .prop_map(|(lead, marker, words)| format!("{lead}{marker} {words} (Lund, senast 2014-04-30)\n")),
        words().prop_map(|w| format!("{w}\n")),
        Just("\n".to_owned()),
        words().prop_map(|w| format!("## {w}\n\n")),
    ]
}

proptest! {
    #[test]
    fn a_note_with_its_ids_is_the_same_note(
        decisions in prop::collection::vec(entry(), 0..4),
        questions in prop::collection::vec(entry(), 0..3),
        body in prop::collection::vec(block(), 0..8),
        crlf in any::<bool>(),
        bom in any::<bool>(),
    ) {
        let list = |key: &str, entries: &[String]| {
            if entries.is_empty() { String::new() } else { format!("{key}:\n{}", entries.concat()) }
        };
        let front = format!("{}{}", list("beslut", &decisions), list("frågor", &questions));
        let mut text = note(&front, &body.concat());
        if crlf {
            text = text.replace('\n', "\r\n");
        }
        if bom {
            text.insert(0, '\u{feff}');
        }
        match pin(&Source::new(PATH, text.clone()), Lang::Sv) {
            Pinned::Text(new, count) => {
                let (old, again) = (read(&text), read(&new));
                let short = |d: &Document| -> Vec<(ItemKind, String, String)> {
                    d.items.iter().map(|i| (i.kind, i.id.clone(), i.text.value.clone())).collect()
                };
                prop_assert_eq!(short(&old), short(&again), "{}", new);
                prop_assert_eq!(loose(&old).count(), count);
                prop_assert_eq!(loose(&again).count(), 0);
                prop_assert_eq!(pin(&Source::new(PATH, new.clone()), Lang::Sv), Pinned::Already);
                // Nothing but ids, and what makes a map of a text, came in: every old character is there, in order.
                let mut rest = new.chars();
                let kept = |c: char| rest.any(|other| other == c);
                prop_assert!(text.chars().filter(|c| !c.is_ascii_digit()).all(kept), "{}", new);
                prop_assert_eq!(new.matches("\r\n").count() == new.matches('\n').count(), crlf || !new.contains('\n'));
            }
            Pinned::Already => prop_assert_eq!(loose(&read(&text)).count(), 0),
            Pinned::Unsafe(_) => {
                // The generator writes nothing that YAML reads well and that cannot be pinned.
                let mut told = Findings::new();
                document::read(&Source::new(PATH, text.clone()).into(), FileId(0), Lang::Sv, &mut told);
                prop_assert!(told.errors() > 0, "{}", text);
            }
        }
    }
}
