//! Texts of links: vague, bare, the same for two places.

use super::{Note, shorten};
use crate::language::fold;
use crate::markdown::{self, Kind, Node, tree};
use crate::report::catalog::text as rules;
use crate::report::{Arg, Finding, Findings};
use crate::site::Target;
use std::collections::BTreeMap;

/// Whole link texts that tell nothing though each of their words may be said in one that does, folded and without signs.
const VAGUE: &[&str] = &[
    "mer info",
    "mer information",
    "more info",
    "more information",
    "learn more",
    "find out more",
    "details",
    "more details",
    "detaljer",
    "over here",
];

/// Words that point, or ask for a click.
const POINTING: &[&str] = &[
    "har", "hit", "klicka", "tryck", "las", "mer", "mera", "ladda", "hamta", "lank", "lanken", "here",
    "click", "press", "read", "reading", "more", "download", "link", "this",
];

/// Words that say nothing by themselves. A text of these and of pointing words only is vague, in whatever order: `Läs mer
/// om det här`, `click this link for details`.
const HOLLOW: &[&str] = &[
    "du",
    "den",
    "det",
    "denna",
    "detta",
    "en",
    "finns",
    "foljande",
    "fran",
    "ga",
    "hittar",
    "i",
    "ner",
    "ned",
    "nu",
    "om",
    "pa",
    "se",
    "till",
    "vara",
    "via",
    "vidare",
    "sida",
    "sidan",
    "page",
    "a",
    "an",
    "at",
    "continue",
    "details",
    "find",
    "following",
    "for",
    "from",
    "go",
    "now",
    "on",
    "out",
    "over",
    "please",
    "see",
    "the",
    "to",
    "you",
];

/// Whether a text, folded and without signs, says nothing of where a link goes.
fn is_vague(plain: &str) -> bool {
    let mut points = false;
    VAGUE.contains(&plain)
        || plain.split(' ').all(|word| {
            let pointing = POINTING.contains(&word);
            points |= pointing;
            pointing || HOLLOW.contains(&word)
        }) && points
}

/// Whether a text has signs alone, such as `»`. Pictures among the signs are told by themselves.
fn is_signs(text: &str) -> bool {
    !text.trim().is_empty() && plain(text).is_empty() && !text.chars().any(super::blocks::is_emoji)
}

/// Whether there is nothing to tell of a text's links whatever the site is: none is vague or bare, and those that say the
/// same are written the same.
pub(super) fn are_clear<'d>(body: &'d markdown::Document) -> bool {
    let mut known: BTreeMap<String, &str> = BTreeMap::new();
    let mut clear = true;
    let mut visit = |node: &'d Node| {
        let Kind::Link { target, .. } = &node.kind else { return };
        let text = node.plain();
        let plain = plain(&text);
        clear &= !is_signs(&text);
        clear &= plain.is_empty()
            || !(is_vague(&plain)
                || is_address(&text, target)
                || *known.entry(plain).or_insert(target) != target);
    };
    tree::walk(&body.blocks, &mut visit);
    for footnote in &body.footnotes {
        tree::walk(&footnote.children, &mut visit);
    }
    clear
}

pub(super) fn check(note: &Note<'_>, findings: &mut Findings) {
    if note.links_are_clear {
        return;
    }
    let mut known: BTreeMap<String, (String, Target)> = BTreeMap::new();
    let mut visit = |node: &Node| {
        let Kind::Link { target, .. } = &node.kind else { return };
        let text = node.plain();
        let plain = plain(&text);
        let signs = is_signs(&text);
        if plain.is_empty() && !signs {
            return;
        }
        if signs || is_vague(&plain) {
            findings.push(
                Finding::at(&rules::LINK_TEXT_VAGUE, node.span)
                    .with("text", text.as_str())
                    .with("target", target.as_str())
                    .with("example", example(note, target)),
            );
            return;
        }
        if is_address(&text, target) {
            findings.push(
                Finding::at(&rules::LINK_BARE_URL, node.span)
                    .with("text", shorten(&text, 60))
                    .with("target", target.as_str()),
            );
            return;
        }
        let meant = note.site.target(note.document, target);
        match known.get(&plain) {
            Some((first, other)) if *other != meant => findings.push(
                Finding::at(&rules::LINK_SAME_TEXT, node.span)
                    .with("text", text.as_str())
                    .with("one", first.as_str())
                    .with("other", target.as_str()),
            ),
            Some(_) => {}
            None => {
                known.insert(plain, (target.clone(), meant));
            }
        }
    };
    let body = note.document.body();
    tree::walk(&body.blocks, &mut visit);
    for footnote in &body.footnotes {
        tree::walk(&footnote.children, &mut visit);
    }
}

/// Folded words without signs: `Läs mer »` is `las mer`.
fn plain(text: &str) -> String {
    let folded = fold::fold(text);
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Whether a text is a web address. An e-mail address says whom one writes to and may stand, and so may the name of a site
/// (`exempel.se`); a path behind it says nothing to the ear.
fn is_address(text: &str, target: &str) -> bool {
    let bare = text.trim();
    if bare.contains(char::is_whitespace) {
        return false;
    }
    let web = ["http://", "https://", "www."].iter().any(|lead| bare.to_lowercase().starts_with(lead));
    let core = |address: &str| {
        let address = address.trim_start_matches("https://").trim_start_matches("http://");
        address.trim_start_matches("www.").trim_end_matches('/').to_lowercase()
    };
    web || (bare.trim_end_matches('/').contains('/') && target.contains("://") && core(bare) == core(target))
}

/// What the link could say: the title of the page that it leads to.
fn example(note: &Note<'_>, target: &str) -> Arg {
    let title = match note.site.target(note.document, target) {
        Target::Document(id, _) => note.site.document(id).map(|d| d.title.value.clone()),
        _ => None,
    };
    title.map_or_else(|| Arg::Both("Sidans namn".into(), "The page's name".into()), Arg::from)
}
