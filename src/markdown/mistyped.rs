//! Markdown that a slip of the finger makes into plain text: headings and links that the parser does not see.

use super::tree::{self, Kind, Node};
use crate::report::catalog::markup as rules;
use crate::report::{Finding, Findings, Repair, Rule, Span};
use std::ops::Range;

/// The most words of a line with one `#` that is meant as a heading: a longer one may begin with a keyword (`#valfrihet`).
const HEADING_WORDS: usize = 8;

/// Looks through nodes of a source text.
pub fn look(text: &str, nodes: &[Node], findings: &mut Findings) {
    tree::walk(nodes, &mut |node| match &node.kind {
        Kind::Paragraph => heading(text, node, findings),
        Kind::Text(words) => links(text, words, node.span, findings),
        _ => {}
    });
}

/// Tells `#Rubrik` and `##Rubrik` that begin a paragraph, with no space or a hard one after the signs.
fn heading(text: &str, node: &Node, findings: &mut Findings) {
    if !matches!(node.children.first(), Some(Node { kind: Kind::Text(words), .. }) if words.starts_with('#'))
    {
        return;
    }
    let Some(line) = text.get(node.span.range()).and_then(|block| block.lines().next()) else { return };
    let line = line.trim_end();
    let level = line.len() - line.trim_start_matches('#').len();
    let rest = line.get(level..).unwrap_or("");
    let words = rest.trim_start_matches(['\u{a0}', '\u{202f}']);
    let gap = rest.len() - words.len();
    let first = words.chars().next().unwrap_or(' ');
    let keyword = level == 1
        && gap == 0
        && (!first.is_uppercase()
            || words.split_whitespace().count() > HEADING_WORDS
            || words.ends_with(['.', ',', ';', '!', ':']));
    if !(1..=6).contains(&level) || !first.is_alphanumeric() || words.contains(" #") || keyword {
        return;
    }
    let at = node.span.range().start;
    let signs = line.get(..level).unwrap_or("");
    let span = Span::new(node.span.file, at + level..at + level + gap);
    findings.push(
        Finding::at(&rules::HEADING_NO_SPACE, node.span.slice(0..line.len()))
            .with("written", line)
            .with("cure", format!("{signs} {words}"))
            .repaired(Some(Repair { span, text: " ".to_owned() })),
    );
}

/// Tells `[x](min fil.pdf)` and `[x] (fil.pdf)`, which the parser leaves as text because of the space. Only addresses that
/// look like a file or a path count: `[1](se nedan)` may be meant as it stands.
fn links(text: &str, words: &str, span: Span, findings: &mut Findings) {
    let mut from = 0;
    while let Some(close) = words.get(from..).and_then(|rest| rest.find(']')).map(|at| from + at) {
        from = close + 1;
        let after = words.get(from..).unwrap_or("");
        let gap = after.len() - after.trim_start_matches([' ', '\u{a0}']).len();
        let Some(inside) = after.get(gap..).and_then(|rest| rest.strip_prefix('(')) else { continue };
        let Some((address, _)) = inside.split_once(')') else { return };
        let Some(open) = words.get(..close).and_then(|before| before.rfind('[')) else { continue };
        let begins =
            if words.get(..open).is_some_and(|before| before.ends_with('!')) { open - 1 } else { open };
        let whole = begins..from + gap + 1 + address.len() + 1;
        let label = words.get(begins..from).unwrap_or("");
        let spaced = address.trim().contains(' ');
        let (rule, cure, change): (&'static Rule, String, (Range<usize>, String)) = if gap > 0 {
            if spaced || !is_target(address) {
                continue;
            }
            (&rules::LINK_GAP, format!("{label}({address})"), (from..from + gap, String::new()))
        } else {
            if !spaced || !is_file(address) || address.contains(['"', '<', '\n']) {
                continue;
            }
            let at = from + 1..from + 1 + address.len();
            let mended = format!("<{}>", address.trim());
            (&rules::LINK_SPACE, format!("{label}({mended})"), (at, mended))
        };
        // Where the source says the same in another way (`\[`, `&amp;`), no byte of it is known well enough to be changed.
        let written = words.get(whole.clone()).unwrap_or("");
        let place = span.slice(whole);
        let lead = text.get(..place.range().start).unwrap_or("");
        if lead.ends_with('\\') {
            // `\[x] (a.md)` is meant to be seen as it stands.
            continue;
        }
        let same = text.get(place.range()) == Some(written);
        let repair = same.then(|| Repair { span: span.slice(change.0), text: change.1 });
        findings.push(Finding::at(rule, place).with("written", written).with("cure", cure).repaired(repair));
    }
}

/// Whether words in brackets look like a file or a path.
fn is_file(address: &str) -> bool {
    address.contains('/') || address.rsplit_once('.').is_some_and(|(_, form)| (2..=5).contains(&form.len()))
}

/// Whether they can be nothing but an address: a scheme, or a path that ends in the form of a file.
fn is_target(address: &str) -> bool {
    let scheme = ["https://", "http://", "mailto:", "tel:"].iter().any(|scheme| address.starts_with(scheme));
    let form = |form: &str| (2..=5).contains(&form.len()) && form.chars().all(|c| c.is_ascii_alphanumeric());
    let file = address.rsplit_once('.').is_some_and(|(stem, end)| {
        !stem.is_empty() && end.starts_with(|c: char| c.is_ascii_alphabetic()) && form(end)
    });
    scheme || file
}

#[cfg(test)]
mod tests {
    use crate::markdown;
    use crate::report::{FileId, Findings};

    /// The rules that are told and the text with their repairs.
    fn mended(text: &str) -> (String, Vec<&'static str>) {
        let mut findings = Findings::new();
        markdown::read(text, 0..text.len(), FileId(0), &mut findings);
        let mut out = text.to_owned();
        let mut repairs: Vec<_> = findings.iter().filter_map(|finding| finding.repair.clone()).collect();
        repairs.sort_by_key(|repair| std::cmp::Reverse(repair.span));
        for repair in repairs {
            out.replace_range(repair.span.range(), &repair.text);
        }
        (out, findings.iter().map(|finding| finding.rule.name).collect())
    }

    #[track_caller]
    fn check(text: &str, after: &str, rule: &'static str) {
        assert_eq!(mended(text), (after.to_owned(), vec![rule]), "{text}");
    }

    #[test]
    fn headings_without_a_space_are_told() {
        check("#Rubrik\n\nText", "# Rubrik\n\nText", "heading-no-space");
        check("##vi ses\nText", "## vi ses\nText", "heading-no-space");
        check("> ###\u{a0}Å\n", "> ### Å\n", "heading-no-space");
        for fine in [
            "# Rubrik",
            "#valfrihet är bra",
            "#Malmö #Lund",
            "#Malmö är bra.",
            "#1 på listan",
            "\\#Rubrik",
            "Text\n#Rubrik",
            "####### Sju",
            "#",
        ] {
            assert_eq!(mended(fine), (fine.to_owned(), vec![]), "{fine}");
        }
    }

    #[test]
    fn links_with_a_space_are_told() {
        check("[x](min fil.pdf)", "[x](<min fil.pdf>)", "link-space");
        check("Se ![x] (a/b.png), [1].", "Se ![x](a/b.png), [1].", "link-gap");
        check("[x]\u{a0}(https://exempel.se)", "[x](https://exempel.se)", "link-gap");
        check("[x &amp; y] (a.md)", "[x &amp; y] (a.md)", "link-gap");
        for fine in [
            "[1] (se nedan)",
            "[x] (t.ex.)",
            "[x](a.md) (b.md)",
            "`[x] (a.md)`",
            "[x] (2.10)",
            "\\[x] (a.md)",
            "- [x] (a.md)",
        ] {
            assert_eq!(mended(fine), (fine.to_owned(), vec![]), "{fine}");
        }
    }
}
