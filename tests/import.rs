//! Notes that were written elsewhere: what they become, what is told of them, and that nothing of it breaks.
//!
//! The cases in `tests/import/*.txt` are folders of old notes (`---- old`), other files beside them (`---- other`), the notes
//! that come of them (`---- new`, whole) and what is told (`---- told`, a place and a rule a line).

// A test may fail loudly.
#![allow(clippy::expect_used, clippy::panic)]

mod common;

use common::{code, err, folder, out, read, samverka, write};
use proptest::prelude::*;
use samverka::content::kind::Type;
use samverka::import::{Content, Imported, Input, Options, import};
use samverka::language::Lang;
use std::collections::BTreeSet;
use std::io::{Cursor, Write as _};
use std::path::Path;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn run(inputs: &[(&str, &[u8])], others: &[&str]) -> Imported {
    let inputs: Vec<Input> = inputs
        .iter()
        .map(|(path, bytes)| Input { path: (*path).to_owned(), bytes: bytes.to_vec() })
        .collect();
    let others: BTreeSet<String> = others.iter().map(|path| (*path).to_owned()).collect();
    let folder = |kind: Type| kind.folder(Lang::Sv).to_owned();
    import(&inputs, &others, &Options { lang: Lang::Sv, kind: None, folder: &folder })
}

/// What is told: `path:line rule`, or the rule alone.
fn told(made: &Imported) -> Vec<String> {
    made.findings
        .iter()
        .map(|finding| match finding.span {
            Some(span) => {
                let source = made.sources.get(span.file).expect("a source");
                let line = source.position(span.range().start).line;
                format!("{}:{line} {}", source.path, finding.rule.name)
            }
            None => finding.rule.name.to_owned(),
        })
        .collect()
}

#[test]
fn cases() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import");
    let mut count = 0;
    let mut wrong = Vec::new();
    for entry in folder.read_dir().expect("the cases") {
        let text =
            String::from_utf8(std::fs::read(entry.expect("an entry").path()).expect("read")).expect("UTF-8");
        for case in text.split("=== ").skip(1) {
            let (name, rest) = case.split_once('\n').expect("a name");
            let sections: Vec<(&str, &str, &str)> = rest
                .split("---- ")
                .skip(1)
                .map(|section| {
                    let (head, body) = section.split_once('\n').unwrap_or((section, ""));
                    let (kind, path) = head.split_once(' ').unwrap_or((head, ""));
                    (kind, path, body.trim_end())
                })
                .collect();
            let of = |wanted: &'static str| sections.iter().filter(move |(kind, ..)| *kind == wanted);
            let inputs: Vec<(&str, &[u8])> =
                of("old").map(|(_, path, text)| (*path, text.as_bytes())).collect();
            let others: Vec<&str> = of("other").map(|(_, path, _)| *path).collect();
            let made = run(&inputs, &others);
            let expected: Vec<(String, String)> =
                of("new").map(|(_, path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
            let found: Vec<(String, String)> = made
                .files
                .iter()
                .map(|file| match &file.content {
                    Content::Made(bytes) => {
                        (file.path.clone(), String::from_utf8_lossy(bytes).trim_end().to_owned())
                    }
                    Content::Copied(_) => (file.path.clone(), String::new()),
                })
                .collect();
            let mut lines: Vec<String> = of("told")
                .flat_map(|(.., text)| text.lines())
                .filter(|l| !l.is_empty())
                .map(str::to_owned)
                .collect();
            let mut said = told(&made);
            said.sort();
            lines.sort();
            if found != expected || said != lines {
                let show = |all: &[(String, String)]| {
                    all.iter().map(|(path, text)| format!("{path}\n{text}\n")).collect::<Vec<_>>().concat()
                };
                wrong.push(format!("=== {name}\n{}\n{said:#?}\n", show(&found)));
            }
            count += 1;
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count > 10);
}

/// A document of Word with a body.
fn docx(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let names = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
        xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
        xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
        xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
        xmlns:adec=\"http://schemas.microsoft.com/office/drawing/2017/decorative\" \
        xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"";
    let document = format!("<w:document {names}><w:body>{body}</w:body></w:document>");
    let mut all = vec![("word/document.xml", document)];
    all.extend(parts.iter().map(|(name, text)| {
        let text = if name.starts_with("word/") && text.starts_with("<w:") {
            text.replacen('>', &format!(" {names}>"), 1)
        } else {
            (*text).to_owned()
        };
        (*name, text)
    }));
    for (name, text) in all {
        zip.start_file(name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(text.as_bytes()).expect("written");
    }
    zip.finish().expect("a package").into_inner()
}

fn p(style: &str, inner: &str) -> String {
    let style = if style.is_empty() {
        String::new()
    } else {
        format!("<w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>")
    };
    format!("<w:p>{style}{inner}</w:p>")
}

fn r(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

const STYLES: &str = "<w:styles><w:style w:styleId=\"Rubrik\"><w:name w:val=\"Title\"/></w:style>\
    <w:style w:styleId=\"Rubrik1\"><w:name w:val=\"heading 1\"/></w:style>\
    <w:style w:styleId=\"Egen\"><w:name w:val=\"Min rubrik\"/><w:basedOn w:val=\"Rubrik1\"/></w:style>\
    <w:style w:styleId=\"Beskrivning\"><w:name w:val=\"caption\"/></w:style></w:styles>";
const NUMBERING: &str = "<w:numbering>\
    <w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"bullet\"/></w:lvl>\
    <w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%2.\"/></w:lvl></w:abstractNum>\
    <w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"12\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"§ %1\"/></w:lvl></w:abstractNum>\
    <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num><w:num w:numId=\"2\"><w:abstractNumId w:val=\"1\"/></w:num></w:numbering>";
const RELATIONS: &str = "<Relationships><Relationship Id=\"r1\" Target=\"https://exempel.se/a\" TargetMode=\"External\"/>\
    <Relationship Id=\"r2\" Target=\"media/image1.png\"/><Relationship Id=\"r3\" Target=\"media/image2.png\"/></Relationships>";

fn item(list: u32, level: u32, text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr>{}</w:p>",
        r(text)
    )
}

fn picture(id: &str, words: &str, more: &str) -> String {
    format!(
        "<w:r><w:drawing><wp:inline><wp:docPr id=\"1\" {words}>{more}</wp:docPr><a:blip r:embed=\"{id}\"/></wp:inline></w:drawing></w:r>"
    )
}

fn cell(text: &str) -> String {
    format!("<w:tc>{}</w:tc>", p("", &r(text)))
}

#[test]
fn a_document_of_word() {
    let body = [
        p("Rubrik", &r("Styrgruppens möte 12 maj 2014")),
        p("", &r("Närvarande: Anna Ek, Bo Alm")),
        p("Rubrik1", &r("Pengar")),
        p("", &format!("{}<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">tolv </w:t></w:r>{}<w:hyperlink r:id=\"r1\">{}</w:hyperlink>{}", r("Vi har "), r("tusen. Läs "), r("rapporten"), r(" först. 2*3 [x]"))),
        p("", &format!("{}<w:ins>{}</w:ins><w:del><w:r><w:delText>nej</w:delText></w:r></w:del>{}<w:r><w:footnoteReference w:id=\"2\"/></w:r>", r("Svaret är "), r("ja"), r("."))),
        item(1, 0, "Ett"),
        item(1, 1, "Under ett"),
        item(1, 1, "Under ett igen"),
        item(1, 0, "Två"),
        item(2, 0, "Val av ordförande"),
        p("Egen", &r("Lokal")),
        p("", &picture("r2", "descr=\"Karta till lokalen\"", "")),
        p("", &picture("r3", "", "<adec:decorative val=\"1\"/>")),
        p("Beskrivning", &r("Tabell 1: Kostnader")),
        format!("<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>", cell("År"), cell("Kronor"), cell("2014"), cell("5|6")),
        p("", &r("1. januari börjar vi.")),
        p("", "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>HYPERLINK \"https://exempel.se/b\"</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>Hit</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"),
        p("", "<w:r><w:rPr><w:lang w:val=\"en-GB\"/></w:rPr><w:t>This is in English.</w:t></w:r><w:r><w:rPr><w:lang w:val=\"sv-SE\"/></w:rPr><w:t xml:space=\"preserve\"> Men det mesta av texten är på svenska, och så ska det vara.</w:t></w:r>"),
    ]
    .concat();
    let bytes = docx(
        &body,
        &[
            ("word/styles.xml", STYLES),
            ("word/numbering.xml", NUMBERING),
            ("word/_rels/document.xml.rels", RELATIONS),
            ("word/media/image1.png", "png"),
            ("word/media/image2.png", "png2"),
            ("word/comments.xml", "<w:comments><w:comment/></w:comments>"),
            (
                "word/footnotes.xml",
                "<w:footnotes><w:footnote w:id=\"2\"><w:p><w:r><w:t>Enligt avtalet.</w:t></w:r></w:p></w:footnote></w:footnotes>",
            ),
        ],
    );
    let made = run(&[("gamla/protokoll.docx", &bytes)], &[]);
    let expected = "---
titel: \"Styrgruppens möte 12 maj 2014\"
datum: 2014-05-12
status: utkast
---

Närvarande: 2 personer

## Pengar

Vi har **tolv** tusen. Läs [rapporten](https://exempel.se/a) först. 2\\*3 \\[x\\]

Svaret är ja.[^2]

- Ett
    1. Under ett
    2. Under ett igen
- Två

§ 12 Val av ordförande

## Lokal

![Karta till lokalen](2014-05-12-styrgruppens-mote-12-maj-2014-protokoll-image1.png)

![](2014-05-12-styrgruppens-mote-12-maj-2014-protokoll-image2.png){decorative}

Tabell: Kostnader

| År | Kronor |
|---|---|
| 2014 | 5\\|6 |

1\\. januari börjar vi.

[Hit](https://exempel.se/b)

[This is in English.]{lang=en} Men det mesta av texten är på svenska, och så ska det vara.

[^2]: Enligt avtalet.
";
    let Content::Made(text) = &made.files[0].content else { panic!("a note") };
    assert_eq!(String::from_utf8_lossy(text), expected, "{:?}", told(&made));
    let names: Vec<&str> = made.files.iter().map(|file| file.path.as_str()).collect();
    let note = "content/moten/2014-05-12-styrgruppens-mote-12-maj-2014-protokoll.md";
    let stem = note.trim_end_matches(".md");
    assert_eq!(names, [note, &format!("{stem}-image1.png"), &format!("{stem}-image2.png")]);
    assert_eq!(made.files[1].content, Content::Made(b"png".to_vec()));
    assert_eq!(
        told(&made),
        [
            format!("{note}:1 import-comments"),
            format!("{note}:1 import-tracked"),
            format!("{note}:7 import-people")
        ]
    );
}

/// The text of a note that is made of a document, without its front matter.
fn text_of(made: &Imported) -> String {
    let Content::Made(text) = &made.files[0].content else { panic!("a note") };
    let text = String::from_utf8_lossy(text).into_owned();
    text.split_once("\n---\n").expect("front matter").1.trim().to_owned()
}

/// The text of a document with a body, and these parts.
fn word(body: &str, parts: &[(&str, &str)]) -> String {
    text_of(&run(&[("a.docx", &docx(body, parts))], &[]))
}

fn field(kind: &str) -> String {
    format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>")
}

#[test]
fn a_field_of_word_that_ends_in_hidden_or_deleted_text_hides_nothing() {
    let begin = field("begin") + "<w:r><w:instrText>REF x</w:instrText></w:r>";
    let end = field("separate") + &field("end");
    let rest = p("", &r("Ett till.")) + &p("", &r("Sist."));
    let after = r("Efter.");
    let hidden = end.replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>");
    for (name, inner) in [
        ("deleted", format!("{begin}<w:del>{end}</w:del>{after}")),
        ("moved", format!("{begin}<w:moveFrom>{end}</w:moveFrom>{after}")),
        ("hidden", format!("{begin}{hidden}{after}")),
        ("without an end", format!("{begin}{after}")),
        (
            "in a box",
            format!("{after}<w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r>", p("", &begin)),
        ),
        ("in what is not shown", format!("{begin}{}{begin}{end}{end}{after}", r("Inte detta"))),
    ] {
        let text = word(&(p("", &inner) + &rest), &[]);
        assert_eq!(text, "Efter.\n\nEtt till.\n\nSist.", "{name}");
    }
    // What a note begins it ends.
    let note = format!(
        "<w:footnotes><w:footnote w:id=\"1\">{}</w:footnote><w:footnote w:id=\"2\">{}</w:footnote></w:footnotes>",
        p(
            "",
            &format!(
                "{}<w:r><w:instrText>HYPERLINK \"https://exempel.se\"</w:instrText></w:r>{}{}",
                field("begin"),
                field("separate"),
                r("Ett")
            )
        ),
        p("", &r("Två")),
    );
    let reference = |id: u8| format!("<w:r><w:footnoteReference w:id=\"{id}\"/></w:r>");
    let body = p("", &format!("{}{}{}", r("Text"), reference(1), reference(2)));
    let text = word(&body, &[("word/footnotes.xml", &note)]);
    assert_eq!(text, "Text[^1][^2]\n\n[^1]: [Ett](https://exempel.se)\n\n[^2]: Två");
}

#[test]
fn pictures_of_word_that_share_a_name_are_two() {
    let relations = "<Relationships><Relationship Id=\"r1\" Target=\"media/image1.png\"/>\
        <Relationship Id=\"r2\" Target=\"other/image1.png\"/></Relationships>";
    let body: String =
        ["r1", "r2", "r1"].iter().map(|id| p("", &picture(id, &format!("descr=\"{id}\""), ""))).collect();
    let bytes = docx(
        &body,
        &[
            ("word/_rels/document.xml.rels", relations),
            ("word/media/image1.png", "ett"),
            ("word/other/image1.png", "två"),
        ],
    );
    let made = run(&[("a.docx", &bytes)], &[]);
    assert_eq!(text_of(&made), "![r1](a-image1.png)\n\n![r2](a-image1-2.png)\n\n![r1](a-image1.png)");
    let pictures: Vec<(&str, &Content)> =
        made.files[1..].iter().map(|f| (f.path.rsplit('/').next().unwrap_or(""), &f.content)).collect();
    let bytes = |text: &str| Content::Made(text.as_bytes().to_vec());
    assert_eq!(pictures, [("a-image1-2.png", &bytes("två")), ("a-image1.png", &bytes("ett"))]);
}

#[test]
fn notes_of_word_have_links_and_pictures_of_their_own() {
    let note = |kind: &str, inner: &str| {
        format!("<w:{kind}s><w:{kind} w:id=\"1\">{}</w:{kind}></w:{kind}s>", p("", inner))
    };
    let link = |text: &str| format!("<w:hyperlink r:id=\"r1\">{}</w:hyperlink>", r(text));
    let relations = |address: &str, target: &str| {
        format!(
            "<Relationships><Relationship Id=\"r1\" Target=\"{address}\" TargetMode=\"External\"/><Relationship Id=\"r2\" Target=\"{target}\"/></Relationships>"
        )
    };
    let body = p(
        "",
        &format!(
            "{}{}<w:r><w:footnoteReference w:id=\"1\"/><w:endnoteReference w:id=\"1\"/></w:r>",
            link("text"),
            r(" här")
        ),
    );
    let foot = note("footnote", &(link("fot") + &r(" ") + &picture("r2", "descr=\"Karta\"", "")));
    let boxed =
        format!("<w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r>", p("", &r("i en ruta")));
    let text = word(
        &body,
        &[
            ("word/_rels/document.xml.rels", &relations("https://exempel.se/text", "media/text.png")),
            ("word/_rels/footnotes.xml.rels", &relations("https://exempel.se/fot", "media/fot.png")),
            ("word/_rels/endnotes.xml.rels", &relations("https://exempel.se/slut", "media/slut.png")),
            ("word/footnotes.xml", &foot),
            ("word/endnotes.xml", &note("endnote", &(link("slut") + &boxed))),
            ("word/media/fot.png", "png"),
        ],
    );
    assert_eq!(
        text,
        "[text](https://exempel.se/text) här[^1][^e1]\n\n[^1]: [fot](https://exempel.se/fot) ![Karta](a-fot.png)\n\n[^e1]: [slut](https://exempel.se/slut) i en ruta"
    );
}

#[test]
fn what_stands_in_a_cell_in_two_forms_is_told_once() {
    let boxed = |wrap: &str| format!("<{wrap}><w:txbxContent>{}</w:txbxContent></{wrap}>", p("", &r("Ruta")));
    let forms = format!(
        "<w:r><mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent></w:r>",
        boxed("w:drawing"),
        boxed("w:pict")
    );
    let row = |cells: &str| format!("<w:tr>{cells}</w:tr>");
    let first = format!("<w:tc>{}</w:tc>", p("", &(r("Ett") + &forms)));
    let body = format!(
        "<w:tbl><w:tblPr><w:tblLook w:firstRow=\"1\"/></w:tblPr>{}{}</w:tbl>",
        row(&(cell("A") + &cell("B"))),
        row(&(first + &cell("Två")))
    );
    let text = word(&body, &[]);
    assert!(text.ends_with("| Ett<br>Ruta | Två |"), "{text}");
}

#[test]
fn code_of_word_is_as_it_was_written() {
    let code = |inner: &str| p("Kod", inner);
    let strong = "<w:r><w:rPr><w:b/></w:rPr><w:t>cd *.txt</w:t></w:r>";
    let body = [
        item(1, 0, "Före"),
        code(&r("C:\\Users\\anna\\x [y] <![CDATA[<z>]]>")),
        code(""),
        code(&format!("<w:r><w:tab/></w:r>{strong}<w:r><w:br/></w:r>{}", r("  ```` \\*"))),
        code(""),
        item(1, 0, "Efter"),
        code(&format!("{}<w:r><w:footnoteReference w:id=\"1\"/></w:r>", r("x = 1"))),
    ]
    .concat();
    let note = "<w:footnotes><w:footnote w:id=\"1\"><w:p><w:r><w:t># Ett</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let text = word(&body, &[("word/numbering.xml", NUMBERING), ("word/footnotes.xml", note)]);
    let expected = "- Före

`````
C:\\Users\\anna\\x [y] <z>

\tcd *.txt
  ```` \\*
`````

- Efter

```
x = 1
```

[^1]

[^1]: \\# Ett";
    assert_eq!(text, expected);
}

#[test]
fn what_begins_a_line_of_word_begins_nothing_else() {
    let lines = |first: &str, second: &str| format!("{}<w:r><w:br/></w:r>{}", r(first), r(second));
    let body = [
        p("", &lines("Första", "# rad två")),
        p("", &lines("Ett", "2. Två")),
        item(1, 0, "# bråda"),
        item(1, 1, "1999. Ett år"),
        item(1, 0, "- minus"),
        item(1, 0, "Två").replace("</w:p>", &format!("<w:r><w:br/></w:r>{}</w:p>", r("&gt; rad"))),
        p("Citat", &lines("# Ett", "- två")),
    ]
    .concat();
    let text = word(&body, &[("word/numbering.xml", NUMBERING)]);
    let expected = "Första\\
\\# rad två

Ett\\
2\\. Två

- \\# bråda
    1. 1999\\. Ett år
- \\- minus
- Två\\
    \\> rad

> \\# Ett\\
> \\- två";
    assert_eq!(text, expected);
}

#[test]
fn a_document_that_means_harm_is_refused() {
    let one = |bytes: &[u8]| told(&run(&[("a.docx", bytes)], &[]));
    assert_eq!(one(b"\xd0\xcf\x11\xe0 locked"), ["import-unread"]);
    assert_eq!(one(b""), ["import-unread"]);
    // Entities that grow, and elements within each other without end.
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", SimpleFileOptions::default()).expect("a part");
    zip.write_all(b"<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><x>&b;</x>").expect("written");
    assert_eq!(one(&zip.finish().expect("a package").into_inner()), ["import-unread"]);
    let deep =
        "<w:sdt><w:sdtContent>".repeat(3000) + &p("", &r("djupt")) + &"</w:sdtContent></w:sdt>".repeat(3000);
    assert!(one(&docx(&deep, &[])).len() < 2);
    // A part that is far larger than it looks.
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", SimpleFileOptions::default()).expect("a part");
    zip.write_all(&vec![b' '; 60 * 1024 * 1024]).expect("written");
    assert_eq!(one(&zip.finish().expect("a package").into_inner()), ["import-unread"]);
}

#[test]
fn a_folder_becomes_a_site_without_errors() {
    let dir = folder();
    assert_eq!(code(&samverka(dir.path(), &["init", "webb", "--lang", "sv"])), 0);
    write(
        dir.path(),
        "gamla/Styrgruppen 2014-05-12.md",
        "# Styrgruppen\n\nSe [starten](2014/starten.md) och ![Karta](karta.svg).\n\n**Beslut:** Vi ses igen.\n",
    );
    write(
        dir.path(),
        "gamla/2014/starten.md",
        "---\ndate: 2014-04-09\nlayout: x\n---\n\n## Inledning\n\nVi <b>började</b>.\n",
    );
    write(
        dir.path(),
        "gamla/karta.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 3 2\"></svg>",
    );
    write(dir.path(), "gamla/README.md", "# Om mappen\n");
    std::fs::write(dir.path().join("gamla/140201 mote.txt"), b"M\xf6te\n\nVi tr\xe4ffades.\n")
        .expect("written");
    let site = dir.path().join("webb");
    let dry = samverka(&site, &["import", "../gamla", "--dry-run", "--lang", "sv"]);
    assert_eq!(code(&dry), 0, "{}", out(&dry));
    assert!(out(&dry).contains("skulle skrivas: content/moten/2014-05-12-styrgruppen.md"), "{}", out(&dry));
    assert!(!site.join("content/moten/2014-05-12-styrgruppen.md").exists());
    let made = samverka(&site, &["import", "../gamla", "--lang", "sv"]);
    assert_eq!(code(&made), 0, "{}", out(&made));
    assert!(out(&made).contains("import-encoding"), "{}", out(&made));
    assert!(err(&made).contains("README.md"), "{}", err(&made));
    assert!(read(&site, "content/moten/2014-02-01-mote.md").contains("Vi träffades."));
    assert!(site.join("content/moten/karta.svg").is_file());
    let checked = samverka(&site, &["check", "--lang", "sv"]);
    assert_eq!(code(&checked), 0, "{}", out(&checked));
    let built = samverka(&site, &["build", "--drafts", "--lang", "sv"]);
    assert_eq!(code(&built), 0, "{}", out(&built));
    assert!(read(&site, "public/moten/2014-05-12-styrgruppen.html").contains("2014-04-09-starten.html"));
    // Once more: nothing is written; what somebody has changed is left alone and told.
    let note = "content/moten/2014-05-12-styrgruppen.md";
    let changed = read(&site, note).replace("utkast", "publicerad");
    write(&site, note, &changed);
    let again = samverka(&site, &["import", "../gamla", "--lang", "sv"]);
    assert_eq!(code(&again), 1);
    assert!(
        out(&again).contains("import-exists") && out(&again).contains("finns redan: content/moten/karta.svg")
    );
    assert_eq!(read(&site, note), changed);
    // One file alone, and none.
    let one = samverka(&site, &["import", "../gamla/README.md", "--type", "sida", "--lang", "sv"]);
    assert!(site.join("content/sidor/om-mappen.md").is_file(), "{}", out(&one));
    let none = samverka(&site, &["import", "content/logotyper-saknas", "--lang", "sv"]);
    assert_ne!(code(&none), 0);
}

/// A site with nothing in it, and a folder beside it.
fn site() -> (tempfile::TempDir, std::path::PathBuf) {
    let dir = folder();
    let site = dir.path().join("webb");
    write(&site, "content/sidor/start.md", "---\ntitel: Start\n---\n\nVälkommen.\n");
    (dir, site)
}

#[test]
fn a_note_never_shows_the_picture_of_another() {
    let (dir, site) = site();
    let document = |words: &str, bytes: &str| {
        let body = [p("Rubrik1", &r(words)), p("", &picture("r2", "descr=\"Karta\"", ""))].concat();
        docx(&body, &[("word/_rels/document.xml.rels", RELATIONS), ("word/media/image1.png", bytes)])
    };
    // Of one name in each document, brought in one at a time.
    for (name, bytes) in [("a", "first"), ("b", "second")] {
        std::fs::write(dir.path().join(format!("{name}.docx")), document(name, bytes)).expect("written");
        let made = samverka(&site, &["import", &format!("../{name}.docx"), "--lang", "sv"]);
        assert_eq!(code(&made), 0, "{}", out(&made));
    }
    assert_eq!(read(&site, "content/sidor/a-image1.png"), "first");
    assert_eq!(read(&site, "content/sidor/b-image1.png"), "second");
    assert!(read(&site, "content/sidor/b.md").contains("(b-image1.png)"));
    // Of one name in two folders: the note stays out with its picture.
    write(dir.path(), "gamla/c.md", "# C\n\n![Karta](karta.png)\n");
    write(dir.path(), "gamla/karta.png", "ny");
    write(&site, "content/sidor/karta.png", "gammal");
    let made = samverka(&site, &["import", "../gamla", "--lang", "sv"]);
    assert_eq!(code(&made), 1, "{}", out(&made));
    assert!(
        out(&made).contains("import-exists") && out(&made).contains("import-incomplete"),
        "{}",
        out(&made)
    );
    assert!(!site.join("content/sidor/c.md").exists());
    assert_eq!(read(&site, "content/sidor/karta.png"), "gammal");
}

#[test]
fn one_file_is_one_file() {
    let (dir, site) = site();
    write(dir.path(), "gamla/ett.md", "# Ett\n");
    write(dir.path(), "gamla/under/ett.md", "# Ett under\n");
    let made = samverka(dir.path(), &["import", "gamla/ett.md", "--source", "webb", "--lang", "sv"]);
    assert_eq!(code(&made), 0, "{}", err(&made));
    let beside =
        samverka(&dir.path().join("gamla"), &["import", "ett.md", "--source", "../webb", "--lang", "sv"]);
    assert_eq!(code(&beside), 0, "{}", err(&beside));
    let names = std::fs::read_dir(site.join("content/sidor")).expect("a folder").count();
    assert_eq!(names, 2, "{}", out(&made));
}

#[test]
fn a_folder_that_is_no_site_stays_as_it_is() {
    let dir = folder();
    write(dir.path(), "gamla/ett.md", "# Ett\n");
    write(dir.path(), "annat/x.txt", "x\n");
    let made = samverka(&dir.path().join("annat"), &["import", "../gamla", "--lang", "sv"]);
    assert_ne!(code(&made), 0);
    assert!(err(&made).contains("site-empty") || out(&made).contains("site-empty"), "{}", err(&made));
    assert!(!dir.path().join("annat/content").exists());
}

#[cfg(unix)]
#[test]
fn links_on_the_disk_lead_nowhere() {
    let (dir, site) = site();
    write(dir.path(), "gamla/2014-05-12-ett.md", "# Ett\n");
    std::fs::create_dir(dir.path().join("utanför")).expect("a folder");
    std::os::unix::fs::symlink(dir.path().join("utanför"), site.join("content/moten")).expect("a link");
    for run in [&["import", "../gamla", "--dry-run"][..], &["import", "../gamla"][..]] {
        let made = samverka(&site, run);
        assert_eq!(code(&made), 1, "{}", out(&made));
        assert!(out(&made).contains("file-unwritten"), "{}", out(&made));
    }
    assert_eq!(std::fs::read_dir(dir.path().join("utanför")).expect("a folder").count(), 0);
}

#[cfg(unix)]
#[test]
fn new_files_are_as_the_system_lets_them_be() {
    use std::os::unix::fs::PermissionsExt as _;
    let (dir, site) = site();
    write(dir.path(), "ett.md", "# Ett\n");
    let made = std::process::Command::new("sh")
        .args(["-c", "umask 027 && exec \"$0\" import ../ett.md", env!("CARGO_BIN_EXE_samverka")])
        .current_dir(&site)
        .output()
        .expect("a shell");
    assert_eq!(code(&made), 0, "{}", err(&made));
    let mode = std::fs::metadata(site.join("content/sidor/ett.md")).expect("a note").permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
}

/// Pieces of old notes, in any order.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "---\n",
            "+++\n",
            "title: x\n",
            "# ",
            "##",
            "<table><tr><td>",
            "</td></tr></table>\n",
            "{% ",
            " %}",
            "{{< ref \"",
            "\" >}}",
            "[a](",
            ")",
            "![",
            "](b.png)",
            "Närvarande: ",
            "Anna Ek, ",
            "\n- ",
            "\n\n",
            "|a|b|\n|-|-|\n",
            "|||\n|-|-|\n",
            "<div>",
            "</div>",
            "<a href=\"x\">",
            "</a>",
            "```\n",
            "[^1]",
            "\n[^1]: ",
            "**Action:** ",
            "Topic: å\n",
            "\u{e000}headless",
            "&lt;",
            "<!-- ",
            " -->",
            "\t",
            "    ",
            "[x]: y\n",
            "2014-05-12",
            "å",
            "🙂",
            "\\",
            "<script>",
            ":::\n",
            "Setext\n===\n",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,12}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_that_anybody_writes_breaks_it(parts in prop::collection::vec(piece(), 0..30), name in "[a-zå0-9 ./-]{0,20}") {
        let text = parts.concat();
        let path = format!("{name}.md");
        let made = run(&[(&path, text.as_bytes()), ("b/x.md", text.as_bytes())], &["b.png"]);
        for finding in &made.findings {
            if let Some(span) = finding.span {
                let source = made.sources.get(span.file).expect("a source");
                prop_assert!(source.text.get(span.range()).is_some(), "{:?}", span);
            }
        }
    }

    #[test]
    fn no_bytes_break_it(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        run(&[("a.md", &bytes), ("b.docx", &bytes)], &[]);
    }

    #[test]
    fn no_document_breaks_it(parts in prop::collection::vec(prop::sample::select(vec![
        "<w:p>", "</w:p>", "<w:r><w:t>x *y*</w:t></w:r>", "<w:tbl>", "</w:tbl>", "<w:tr>", "</w:tr>", "<w:tc>", "</w:tc>",
        "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>", "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>", "<w:del>", "</w:del>", "<w:ins>", "</w:ins>",
        "<w:pPr><w:pStyle w:val=\"Rubrik1\"/><w:numPr><w:ilvl w:val=\"99\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>", "<w:r><w:br/></w:r>", "<w:hyperlink r:id=\"r1\">", "</w:hyperlink>",
        "<w:r><w:drawing><a:blip r:embed=\"r2\"/></w:drawing></w:r>", "<w:r><w:footnoteReference w:id=\"2\"/></w:r>", "<w:tcPr><w:gridSpan w:val=\"999999\"/></w:tcPr>",
    ]), 0..25)) {
        // Whatever is open is closed, so that most of them are read.
        let mut open: Vec<&str> = Vec::new();
        let mut body = String::new();
        for part in parts {
            if let Some(name) = part.strip_prefix("</") {
                if open.last() == Some(&name.trim_end_matches('>')) {
                    open.pop();
                    body.push_str(part);
                }
                continue;
            }
            body.push_str(part);
            let name = part.trim_start_matches('<').split([' ', '>']).next().unwrap_or("");
            if matches!(name, "w:p" | "w:tbl" | "w:tr" | "w:tc" | "w:del" | "w:ins" | "w:hyperlink") && !part.contains("</") {
                open.push(name);
            }
        }
        while let Some(name) = open.pop() {
            body.extend(["</", name, ">"]);
        }
        let bytes = docx(&body, &[("word/numbering.xml", NUMBERING), ("word/_rels/document.xml.rels", RELATIONS)]);
        run(&[("a.docx", &bytes)], &[]);
    }
}
