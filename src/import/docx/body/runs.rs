//! Runs of text, and the fields that they begin and end.

use super::Writer;
use crate::import::docx::inline::{Look, Piece};
use crate::import::docx::{MAX_DEPTH, attr, child, is_fallback, on, val};
use crate::language::tag::LangTag;
use roxmltree::Node;

/// A field that is open.
pub(super) struct Field {
    /// What it says.
    order: String,
    /// Whether its result has begun.
    pub(super) begun: bool,
    /// How many pieces of the paragraph, and how many boxes, there were when it began.
    at: (usize, usize),
}

impl Writer<'_> {
    pub(super) fn inlines(&mut self, parent: Node<'_, '_>, look: &Look, out: &mut Vec<Piece>, depth: usize) {
        if depth > MAX_DEPTH {
            return;
        }
        for node in parent.children() {
            match node.tag_name().name() {
                "r" => self.run(node, look, out, depth),
                "hyperlink" => {
                    let relation =
                        attr(node, "id").and_then(|id| self.relations.get(id)).filter(|r| r.external);
                    let look = Look { link: relation.map(|r| r.target.clone()), ..look.clone() };
                    self.inlines(node, &look, out, depth + 1);
                }
                "ins" | "moveTo" => {
                    self.inserted += 1;
                    self.inlines(node, look, out, depth + 1);
                }
                "del" | "moveFrom" => {
                    self.deleted += 1;
                    self.marks(node, out, depth + 1);
                }
                "fldSimple" => {
                    let link = attr(node, "instr").and_then(address);
                    let look = Look { link: link.or_else(|| look.link.clone()), ..look.clone() };
                    self.inlines(node, &look, out, depth + 1);
                }
                "sdt" => {
                    if let Some(content) = child(node, "sdtContent") {
                        self.inlines(content, look, out, depth + 1);
                    }
                }
                "smartTag" | "customXml" | "dir" | "bdo" => self.inlines(node, look, out, depth + 1),
                "oMath" | "oMathPara" => {
                    let text: String = node
                        .descendants()
                        .filter(|n| n.tag_name().name() == "t")
                        .filter_map(|n| n.text())
                        .collect();
                    out.push(Piece::Text(text, look.clone()));
                }
                _ => {}
            }
        }
    }

    fn run(&mut self, run: Node<'_, '_>, look: &Look, out: &mut Vec<Piece>, depth: usize) {
        let mut look = look.clone();
        if let Some(facts) = child(run, "rPr") {
            if on(facts, "vanish") {
                self.marks(run, out, depth);
                return;
            }
            let (bold, italic) = val(facts, "rStyle").map_or((false, false), |id| self.styles.weight(id));
            look.bold |= on(facts, "b") || (bold && child(facts, "b").is_none());
            look.italic |= on(facts, "i") || (italic && child(facts, "i").is_none());
            look.strike |= on(facts, "strike") || on(facts, "dstrike");
            let tag = val(facts, "lang").and_then(LangTag::parse).map(|tag| tag.primary().to_owned());
            look.lang = tag.filter(|tag| self.lang.as_ref().is_some_and(|own| own != tag));
        }
        if let Some(field) = self.fields.iter().rev().find(|field| field.begun)
            && let Some(link) = address(&field.order)
        {
            look.link = Some(link);
        }
        self.run_parts(run, &look, out, depth);
    }

    fn run_parts(&mut self, run: Node<'_, '_>, look: &Look, out: &mut Vec<Piece>, depth: usize) {
        if depth > MAX_DEPTH {
            return;
        }
        for node in run.children() {
            if self.mark(node, out) {
                continue;
            }
            match node.tag_name().name() {
                "t" => out.push(Piece::Text(node.text().unwrap_or("").to_owned(), look.clone())),
                "tab" | "ptab" => out.push(Piece::Text("\t".to_owned(), look.clone())),
                "br" if attr(node, "type").is_none_or(|kind| kind == "textWrapping") => {
                    out.push(Piece::Break);
                }
                "cr" => out.push(Piece::Break),
                "noBreakHyphen" => out.push(Piece::Text("\u{2011}".to_owned(), look.clone())),
                "footnoteReference" => out.extend(attr(node, "id").map(|id| Piece::Made(format!("[^{id}]")))),
                "endnoteReference" => out.extend(attr(node, "id").map(|id| Piece::Made(format!("[^e{id}]")))),
                "drawing" | "pict" | "object" => self.drawing(node, out, depth),
                "AlternateContent" => {
                    let chosen = child(node, "Choice").or_else(|| child(node, "Fallback"));
                    if let Some(chosen) = chosen {
                        self.run_parts(chosen, look, out, depth + 1);
                    }
                }
                _ => {}
            }
        }
    }

    /// The marks of fields in text that is not shown: a field may begin before it and end in it.
    fn marks(&mut self, node: Node<'_, '_>, out: &mut Vec<Piece>, depth: usize) {
        if depth > MAX_DEPTH {
            return;
        }
        for node in node.children() {
            // What stands in a box has fields of its own.
            if !self.mark(node, out) && node.tag_name().name() != "txbxContent" && !is_fallback(node) {
                self.marks(node, out, depth + 1);
            }
        }
    }

    /// Whether it is a mark of a field: then it is followed.
    fn mark(&mut self, node: Node<'_, '_>, out: &mut Vec<Piece>) -> bool {
        match node.tag_name().name() {
            "fldChar" => match attr(node, "fldCharType") {
                Some("begin") => {
                    let at = (out.len(), self.boxes.len());
                    self.fields.push(Field { order: String::new(), begun: false, at });
                }
                Some("separate") => {
                    if let Some(field) = self.fields.last_mut().filter(|field| !field.begun) {
                        field.begun = true;
                        let at = field.at;
                        self.hide(at, out);
                    }
                }
                _ => {
                    if let Some(field) = self.fields.pop().filter(|field| !field.begun) {
                        self.hide(field.at, out);
                    }
                }
            },
            "instrText" => {
                if let Some(field) = self.fields.last_mut().filter(|field| !field.begun) {
                    field.order.push_str(node.text().unwrap_or(""));
                }
            }
            _ => return false,
        }
        true
    }

    /// Between the beginning of a field and its result stands what it is, not what it shows. It is taken away first when the
    /// result comes, as text after a field that never ends would be lost otherwise.
    fn hide(&mut self, (pieces, boxes): (usize, usize), out: &mut Vec<Piece>) {
        out.truncate(pieces);
        self.boxes.truncate(boxes);
    }
}

/// The address in the order of a field: `HYPERLINK "https://…"`.
fn address(order: &str) -> Option<String> {
    let rest = order.trim().strip_prefix("HYPERLINK")?.trim();
    let address = if let Some(quoted) = rest.strip_prefix('"') {
        quoted.split('"').next()?
    } else {
        rest.split_whitespace().next()?
    };
    (!address.is_empty() && !address.starts_with('\\')).then(|| address.to_owned())
}
