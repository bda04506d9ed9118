//! Decisions, actions and questions that are written so that they are lost: without a colon, within a quotation or a table, in
//! an indented line. Nobody would see on any page that they are missing.

use super::items::ItemKind;
use crate::language::fold;
use crate::markdown::{Kind, Node};
use crate::report::catalog::people as rules;
use crate::report::{Arg, Finding, Findings, Phrase, Span};

/// What a bold word at the beginning of a text means.
fn meant(label: &str) -> Option<ItemKind> {
    // `**Beslutet** skickas ut` begins a sentence; `**Beslutet:**` was meant to head one.
    let heads = label.trim_end().ends_with(':');
    let mut words = label.split_whitespace();
    let first = fold::fold(words.next()?.trim_matches(|c: char| !c.is_alphanumeric()));
    // `Beslut d2.1` is a marker still; `Beslut om budgeten` is a sentence.
    if words.next().is_some_and(|word| !word.contains(|c: char| c.is_ascii_digit())) {
        return None;
    }
    Some(match first.as_str() {
        "beslut" | "decision" | "decisions" => ItemKind::Decision,
        "atgard" | "atgarder" | "action" | "actions" => ItemKind::Action,
        "fraga" | "fragor" | "question" | "questions" => ItemKind::Question,
        "beslutet" | "besluten" if heads => ItemKind::Decision,
        "atgarden" | "atgarderna" if heads => ItemKind::Action,
        "fragan" | "fragorna" if heads => ItemKind::Question,
        _ => return None,
    })
}

/// Tells of them all. To be called when the markers that can be read have been.
pub(super) fn check(blocks: &[Node], findings: &mut Findings) {
    for node in blocks {
        match &node.kind {
            Kind::Marked { .. } => {}
            Kind::CodeBlock { info, text } if info.is_empty() => {
                let label = text.trim_start().strip_prefix("**").and_then(|rest| rest.split_once("**"));
                if let Some((kind, (label, _))) = label.and_then(|parts| Some((meant(parts.0)?, parts))) {
                    tell(kind, label, node.span, findings);
                }
            }
            _ => {
                let starts = node.children.iter().enumerate().filter(|(i, child)| {
                    let begins = *i == 0
                        || node
                            .children
                            .get(i - 1)
                            .is_some_and(|before| matches!(before.kind, Kind::SoftBreak | Kind::HardBreak));
                    begins && child.kind == Kind::Strong
                });
                for (_, strong) in starts {
                    let label = strong.plain();
                    if let Some(kind) = meant(&label) {
                        tell(kind, &label, strong.span, findings);
                    }
                }
                check(&node.children, findings);
            }
        }
    }
}

fn tell(kind: ItemKind, label: &str, span: Span, findings: &mut Findings) {
    let (what, word) = match kind {
        ItemKind::Decision => (Phrase { sv: "ett beslut", en: "a decision" }, ("Beslut", "Decision")),
        ItemKind::Action => (Phrase { sv: "en åtgärd", en: "an action" }, ("Åtgärd", "Action")),
        _ => (Phrase { sv: "en fråga", en: "a question" }, ("Fråga", "Question")),
    };
    let cure = Arg::Both(format!("**{}:** …", word.0), format!("**{}:** …", word.1));
    let finding = Finding::at(&rules::MARKER_UNREAD, span).with("text", label).with("kind", what);
    findings.push(finding.with("cure", cure));
}
