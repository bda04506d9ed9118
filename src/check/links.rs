//! Texts of links: vague, bare, the same for two places.

use super::{Note, shorten};
use crate::content::document::Document;
use crate::language::fold;
use crate::markdown::{Kind, Node, tree};
use crate::report::catalog::text as rules;
use crate::report::{Arg, Finding, Findings};
use crate::site::Target;
use std::collections::BTreeMap;

/// Whole link texts that tell nothing, folded and without signs.
const VAGUE: &[&str] = &[
    "har",
    "klicka",
    "klicka har",
    "tryck har",
    "las mer",
    "las mera",
    "las mer har",
    "las har",
    "las vidare",
    "mer",
    "mera",
    "mer har",
    "mer info",
    "mer information",
    "lank",
    "lanken",
    "den har lanken",
    "denna lank",
    "se har",
    "se lank",
    "hit",
    "har finns mer",
    "ga hit",
    "hamta har",
    "ladda ner har",
    "ladda ned har",
    "foljande lank",
    "via lanken",
    "via denna lank",
    "here",
    "click",
    "click here",
    "press here",
    "read more",
    "read more here",
    "read on",
    "more",
    "more here",
    "more info",
    "more information",
    "learn more",
    "link",
    "the link",
    "this link",
    "see here",
    "see link",
    "this",
    "this page",
    "go here",
    "download here",
    "via this link",
];

/// Whether there is nothing to tell of a text's links whatever the site is: none is vague or bare, and those that say the
/// same are written the same.
pub(super) fn are_clear<'d>(document: &'d Document) -> bool {
    let mut known: BTreeMap<String, &str> = BTreeMap::new();
    let mut clear = true;
    let mut visit = |node: &'d Node| {
        let Kind::Link { target, .. } = &node.kind else { return };
        let text = node.plain();
        let plain = plain(&text);
        clear &= plain.is_empty()
            || !(VAGUE.contains(&plain.as_str())
                || is_address(&text)
                || *known.entry(plain).or_insert(target) != target);
    };
    tree::walk(&document.body.blocks, &mut visit);
    for footnote in &document.body.footnotes {
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
        if plain.is_empty() {
            return;
        }
        if VAGUE.contains(&plain.as_str()) {
            findings.push(
                Finding::at(&rules::LINK_TEXT_VAGUE, node.span)
                    .with("text", text.as_str())
                    .with("target", target.as_str())
                    .with("example", example(note, target)),
            );
            return;
        }
        if is_address(&text) {
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
    tree::walk(&note.document.body.blocks, &mut visit);
    for footnote in &note.document.body.footnotes {
        tree::walk(&footnote.children, &mut visit);
    }
}

/// Folded words without signs: `Läs mer »` is `las mer`.
fn plain(text: &str) -> String {
    let folded = fold::fold(text);
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Whether a text is a web address. An e-mail address says whom one writes to and may stand.
fn is_address(text: &str) -> bool {
    let bare = text.trim();
    let web = ["http://", "https://", "www."].iter().any(|lead| bare.to_lowercase().starts_with(lead));
    web && !bare.contains(char::is_whitespace)
}

/// What the link could say: the title of the page that it leads to.
fn example(note: &Note<'_>, target: &str) -> Arg {
    let title = match note.site.target(note.document, target) {
        Target::Document(id, _) => note.site.document(id).map(|d| d.title.value.clone()),
        _ => None,
    };
    title.map_or_else(|| Arg::Both("Sidans namn".into(), "The page's name".into()), Arg::from)
}
