//! Text alternatives that are there but tell nothing. None is ever made up from a file's name (ATAG 2.0, B.2.3).

use super::Text;
use crate::language::fold;
use crate::markdown::{Kind, Node, tree};
use crate::report::catalog::text as rules;
use crate::report::{Finding, Findings, Phrase};
use regex::Regex;
use std::sync::LazyLock;

/// More than a voice should read out in one go.
const LONGEST: usize = 150;

/// Words that say that it is a picture, and nothing else.
const EMPTY: &[&str] = &[
    "bild",
    "bilden",
    "foto",
    "fotografi",
    "illustration",
    "image",
    "photo",
    "picture",
    "pic",
    "img",
    "grafik",
    "graphic",
    "diagram",
    "skarmavbild",
    "skarmbild",
    "skarmdump",
    "skarmklipp",
    "screenshot",
    "screen shot",
    "chart",
    "graph",
    "graf",
    "namnlos",
    "untitled",
    "no title",
    "logotyp",
    "logga",
    "logo",
];

/// Beginnings that a screen reader says already.
static LEADS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "^(?:(?:(?:det har (?:ar|visar) )?(?:en |ett )?(?:bild|foto|fotografi) (?:pa|av|fran|som (?:visar|forestaller))|\
         (?:bilden|fotot|fotografiet) (?:visar|forestaller)|pa (?:bilden|fotot) (?:syns|ser|visas|ar))|\
         (?:(?:this|it) (?:is|shows) )?(?:an? |the )?(?:image|picture|photo|photograph) (?:of|showing|shows|that shows)) ",
    )
    .ok()
});

/// Names of files that are pictures of text.
const POSTERS: &[&str] = &[
    "affisch",
    "affischen",
    "flygblad",
    "flygbladet",
    "kallelse",
    "kallelsen",
    "leaflet",
    "infografik",
    "infographic",
    "poster",
    "flyer",
    "skarmavbild",
    "skarmbild",
    "skarmdump",
    "screenshot",
    "inbjudan",
    "invitation",
];

pub(super) fn check(note: &Text<'_>, findings: &mut Findings) {
    let mut captions: Vec<(crate::report::Span, String)> = Vec::new();
    let mut visit = |node: &Node| {
        if let (Kind::Figure, [image, rest @ ..]) = (&node.kind, node.children.as_slice()) {
            captions.push((image.span, tree::plain(rest)));
        }
        let Kind::Image { src, title, decorative: false } = &node.kind else { return };
        let alt = tree::plain(&node.children);
        if alt.is_empty() {
            return;
        }
        let caption = captions.iter().find(|(span, _)| *span == node.span).map_or(title, |(_, text)| text);
        if let Some(fault) = fault(&alt, src, caption) {
            let finding = Finding::at(&rules::IMAGE_ALT_POOR, node.span);
            findings.push(finding.with("alt", alt.as_str()).with("fault", fault));
        }
        let name = fold::fold(stem(src));
        let poster = POSTERS.iter().any(|word| name.split(['-', '_', ' ', '.']).any(|part| part == *word));
        // A long alternative is likely to be the text itself.
        if poster && alt.split_whitespace().count() < 10 {
            findings.push(Finding::at(&rules::IMAGE_OF_TEXT, node.span).with("src", src.as_str()));
        }
    };
    tree::walk(&note.body.blocks, &mut visit);
}

fn fault(alt: &str, src: &str, title: &str) -> Option<Phrase> {
    let folded = fold::fold(alt.trim_matches(|c: char| !c.is_alphanumeric()));
    let name = fold::fold(stem(src));
    let file = fold::fold(src.rsplit('/').next().unwrap_or(src));
    let camera =
        ["img", "dsc", "dscn", "dscf", "pxl", "dji", "wp", "image", "foto", "bild"].iter().any(|lead| {
            folded.strip_prefix(lead).is_some_and(|rest| {
                let rest = rest.trim_start_matches(['_', '-', ' ']);
                !rest.is_empty() && rest.chars().all(|c| c.is_ascii_digit() || matches!(c, '_' | '-' | '.'))
            })
        });
    if folded == file || (folded == name && !name.contains(' ') && name.contains(['-', '_'])) || camera {
        return Some(Phrase { sv: "är filens namn", en: "is the file's name" });
    }
    if EMPTY.contains(&folded.as_str())
        || folded.starts_with("skarmavbild 20")
        || folded.starts_with("screenshot 20")
        || folded.starts_with("screen shot 20")
    {
        return Some(Phrase { sv: "säger bara att det är en bild", en: "only says that it is an image" });
    }
    if LEADS.as_ref().is_some_and(|leads| leads.is_match(&folded)) {
        return Some(Phrase {
            sv: "börjar med att det är en bild, vilket skärmläsaren redan säger",
            en: "begins by saying that it is an image, which the screen reader says already",
        });
    }
    if alt.chars().count() > LONGEST {
        return Some(Phrase {
            sv: "är längre än 150 tecken; skriv det långa i texten",
            en: "is longer than 150 characters; write the long version in the text",
        });
    }
    if !title.is_empty() && fold::same(alt, title) {
        return Some(Phrase {
            sv: "är samma som bildtexten, så den läses upp två gånger",
            en: "is the same as the caption, so it is read out twice",
        });
    }
    None
}

/// The name of a file without folders and form.
fn stem(src: &str) -> &str {
    let name = src.rsplit('/').next().unwrap_or(src);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}
