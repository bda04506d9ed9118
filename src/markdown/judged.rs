//! Raw HTML in notes by the ACT rules. What stands in a piece of HTML is judged as far as the piece goes: an attribute that is
//! wrong is wrong wherever it stands; what is *lacking* can be told only of a piece in which everything that opens closes.

use super::tree::{Kind, Node};
use crate::act::{self, Outcome};
use crate::report::catalog::{html as act_rules, markup as rules};
use crate::report::{Arg, Finding, Findings, Rule};
use html5gum::{Token, Tokenizer};

/// What is written wrong.
static WRITTEN: [&Rule; 3] =
    [&act_rules::HTML_ROLE_UNKNOWN, &act_rules::HTML_ARIA_UNKNOWN, &act_rules::HTML_ARIA_VALUE];
/// What depends on the elements around. Names of links and images, headings and languages are told by rules of their own.
static WHOLE: [&Rule; 6] = [
    &act_rules::HTML_SUMMARY_NAME,
    &act_rules::HTML_ARIA_MISPLACED,
    &act_rules::HTML_ARIA_REQUIRED,
    &act_rules::HTML_ROLE_PARENT,
    &act_rules::HTML_ROLE_CHILDREN,
    &act_rules::HTML_DECORATIVE_EXPOSED,
];

/// Tells what is wrong in the raw HTML of some nodes and all within them.
pub(super) fn look(nodes: &[Node], allowed: &str, findings: &mut Findings) {
    super::tree::walk(nodes, &mut |node| {
        let Kind::Raw { html, .. } = &node.kind else { return };
        if !may_be_wrong(html) {
            return;
        }
        let whole = is_whole(html);
        for judged in act::check_fragment(html) {
            let counts = WRITTEN.contains(&judged.rule) || (whole && WHOLE.contains(&judged.rule));
            if judged.outcome == Outcome::Failed && counts {
                let what = Arg::each(|lang| judged.rule.what.fill(lang, &judged.args));
                let span = node.span.slice(judged.at.start..judged.at.end);
                findings.push(
                    Finding::at(&rules::HTML_INVALID, span).with("what", what).with("allowed", allowed),
                );
            }
        }
    });
}

/// Whether there is anything that these rules look at: nearly all raw HTML has neither.
fn may_be_wrong(html: &str) -> bool {
    let html = html.to_ascii_lowercase();
    ["role", "aria-", "<summary"].iter().any(|word| html.contains(word))
}

/// Whether all that opens closes, in order.
fn is_whole(html: &str) -> bool {
    let mut open = Vec::new();
    for token in Tokenizer::new(html) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                if !super::raw_html::is_void(&name) {
                    open.push(name);
                }
            }
            Token::EndTag(tag) if open.pop().as_deref() != std::str::from_utf8(&tag.name).ok() => {
                return false;
            }
            _ => {}
        }
    }
    open.is_empty()
}
