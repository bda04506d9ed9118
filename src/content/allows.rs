//! Where a source text says that a rule is silent, and how far that reaches.
//!
//! In the running text a comment of HTML is for the next block, or for the block that it stands in. In YAML a comment is for
//! the fact on the next line, or on its own, with all that is indented below it.

use super::{decode, yaml};
use crate::markdown::parse::{self, Parsed};
use crate::markdown::{Kind, Node};
use crate::report::allow::{self, Allow};
use crate::report::{FileId, Findings, Source, Span};
use std::ops::Range;

/// The comments of a source text that are addressed to samverka.
pub fn find(source: &Source, file: FileId) -> Vec<Allow> {
    let text = source.text.as_str();
    // Nearly no text has any, and to look for them takes as long as to read the text.
    if !text.contains("samverka") {
        return Vec::new();
    }
    let form = source.path.rsplit_once('.').map_or("", |(_, form)| form);
    if form.eq_ignore_ascii_case("yaml") || form.eq_ignore_ascii_case("yml") {
        return in_yaml(text, 0..text.len(), file);
    }
    let parts = decode::split(source, file, &mut Findings::new());
    let mut out = parts.front.map(|range| in_yaml(text, range, file)).unwrap_or_default();
    let Parsed { blocks, footnotes } = parse::parse(text, parts.body, file, &mut Findings::new());
    in_nodes(&blocks, None, &mut out);
    for note in footnotes {
        in_nodes(&note.children, None, &mut out);
    }
    out
}

/// Comments among siblings and below; `block` is the block that they stand in.
fn in_nodes(nodes: &[Node], block: Option<Span>, out: &mut Vec<Allow>) {
    for (i, node) in nodes.iter().enumerate() {
        if let Kind::Raw { html, block: own } = &node.kind {
            let next = || nodes.iter().skip(i + 1).find(|next| !is_comment(next)).map(|next| next.span);
            let scope = if *own { next() } else { block };
            let scope = scope.map_or(0..0, Span::range);
            out.extend(comments(html).filter_map(allow::read).map(|said| Allow {
                said,
                span: node.span,
                scope: scope.clone(),
            }));
        }
        let inner = if node.kind.is_block() { Some(node.span) } else { block };
        in_nodes(&node.children, inner, out);
    }
}

/// The insides of the comments in raw HTML.
fn comments(html: &str) -> impl Iterator<Item = &str> {
    html.split("<!--").skip(1).filter_map(|rest| Some(rest.split_once("-->")?.0))
}

/// Whether a block is nothing but comments.
fn is_comment(node: &Node) -> bool {
    let Kind::Raw { html, .. } = &node.kind else { return false };
    let mut rest = html.trim();
    while let Some((_, after)) = rest.strip_prefix("<!--").and_then(|inside| inside.split_once("-->")) {
        rest = after.trim_start();
    }
    rest.is_empty()
}

fn in_yaml(text: &str, range: Range<usize>, file: FileId) -> Vec<Allow> {
    let comments = yaml::comments(text, range.clone()).into_iter();
    comments
        .filter_map(|comment| {
            let said = allow::read(text.get(comment.clone())?.trim_start_matches('#'))?;
            let scope = fact(text, comment.start, range.end);
            Some(Allow { said, span: Span::new(file, comment), scope })
        })
        .collect()
}

/// The fact that a comment at a byte is for: its own line if something stands before it, else the next line with a fact;
/// and the lines that belong to it.
fn fact(text: &str, comment: usize, end: usize) -> Range<usize> {
    let start = text.get(..comment).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let mut lines = Vec::new();
    let mut at = start;
    for line in text.get(start..end).unwrap_or("").split_inclusive('\n') {
        lines.push((at, line));
        at += line.len();
    }
    let alone = text.get(start..comment).is_none_or(|before| before.trim().is_empty());
    let bare = |line: &str| line.trim().is_empty() || line.trim_start().starts_with('#');
    let mut lines = lines.into_iter().skip(usize::from(alone)).skip_while(|(_, line)| bare(line));
    let Some((first, line)) = lines.next() else { return 0..0 };
    let indent = |line: &str| line.len() - line.trim_start().len();
    let key = line.trim_end().ends_with(':');
    let within = |other: &str| {
        let listed = key && indent(other) == indent(line) && other.trim_start().starts_with("- ");
        bare(other) || indent(other) > indent(line) || listed
    };
    let last = lines.take_while(|(_, other)| within(other)).last();
    first..last.map_or(first + line.len(), |(at, line)| at + line.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text of each scope.
    fn scopes(path: &str, text: &str) -> Vec<String> {
        let found = find(&Source::new(path, text), FileId(0));
        found
            .iter()
            .map(|allow| text.get(allow.scope.clone()).expect("in the text").trim().to_owned())
            .collect()
    }

    #[test]
    fn a_comment_is_for_the_next_block_or_its_own() {
        let a = "<!-- samverka: allow link-broken reason=\"Snart.\" -->";
        assert_eq!(scopes("a.md", &format!("{a}\nEtt\n\nTvå\n")), ["Ett"]);
        assert_eq!(scopes("a.md", &format!("{a}\n<!-- ord -->\n\n{a}\n# Ett\n\nTvå\n")), ["# Ett", "# Ett"]);
        assert_eq!(scopes("a.md", &format!("Ett {a}\ntvå\n\ntre\n")), [format!("Ett {a}\ntvå")]);
        assert_eq!(scopes("a.md", &format!("- ett\n- två {a}\n")), [format!("- två {a}")]);
        assert_eq!(scopes("a.md", &format!("Ett\n\n{a}\n")), [""]);
        assert_eq!(scopes("a.md", &format!("```\n{a}\n```\n")), Vec::<String>::new(), "code is shown");
        assert_eq!(scopes("a.md", "<!-- samverka är bra -->\n\nEtt"), Vec::<String>::new());
    }

    #[test]
    fn in_yaml_a_comment_is_for_the_fact_that_follows() {
        let a = "# samverka: tillåt field-unknown därför=\"Den kommer.\"";
        assert_eq!(scopes("a.yaml", &format!("{a}\na: 1\nb: 2\n")), ["a: 1"]);
        assert_eq!(scopes("a.yaml", &format!("a: 1 {a}\nb: 2\n")), [format!("a: 1 {a}")]);
        assert_eq!(
            scopes("a.yaml", &format!("x:\n  {a}\n  a:\n  - 1\n\n  - 2\n  b: 2\n")),
            ["a:\n  - 1\n\n  - 2"]
        );
        assert_eq!(
            scopes("a.yaml", &format!("a: |\n  {a}\nb: 2\n")),
            Vec::<String>::new(),
            "text is no comment"
        );
        assert_eq!(scopes("a.md", &format!("---\n{a}\na: 1\n---\nText\n")), ["a: 1"]);
        assert_eq!(scopes("a.md", &format!("---\na: 1\n{a}\n---\nText\n")), [""]);
    }

    proptest::proptest! {
        #[test]
        fn a_scope_lies_within_the_text(text in "(---\n)?(<!-- samverka: allow x -->|# samverka: allow x|[a-c:>\\- \n#å]){0,12}") {
            for path in ["a.md", "a.yaml"] {
                scopes(path, &text);
            }
        }
    }
}
