//! Images: each has a text alternative or says that it is decoration; one that stands alone with a title is a figure.

use super::tree::{Kind, Node};
use crate::report::catalog::markup as rules;
use crate::report::{Finding, Findings};

/// Checks images and links, and makes figures.
pub fn settle(nodes: &mut [Node], findings: &mut Findings) {
    for node in nodes {
        settle(&mut node.children, findings);
        match &node.kind {
            Kind::Image { src, decorative: false, .. } if node.plain().is_empty() => {
                findings.push(Finding::at(&rules::IMAGE_ALT_MISSING, node.span).with("src", src.as_str()));
            }
            Kind::Link { target, .. } if node.plain().is_empty() => {
                let image = node.children.iter().any(|child| matches!(child.kind, Kind::Image { .. }));
                let rule = if image { &rules::IMAGE_LINK_UNNAMED } else { &rules::LINK_TEXT_EMPTY };
                findings.push(Finding::at(rule, node.span).with("target", target.as_str()));
            }
            Kind::Paragraph => figure(node),
            _ => {}
        }
    }
}

fn figure(paragraph: &mut Node) {
    let [Node { kind: Kind::Image { title, .. }, span, .. }] = paragraph.children.as_mut_slice() else {
        return;
    };
    if title.trim().is_empty() {
        return;
    }
    let text = std::mem::take(title);
    let span = *span;
    let caption = Node { kind: Kind::Caption, span, children: vec![Node::leaf(Kind::Text(text), span)] };
    paragraph.kind = Kind::Figure;
    paragraph.children.push(caption);
}
