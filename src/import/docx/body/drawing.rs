//! Pictures of a drawing, and text in its boxes.

use super::{Writer, flat};
use crate::import::docx::inline::{self, Piece};
use crate::import::docx::{MAX_DEPTH, attr};
use crate::import::links::MEDIA;
use roxmltree::Node;

impl Writer<'_> {
    /// Pictures of a drawing with their words, and text in its boxes.
    pub(super) fn drawing(&mut self, node: Node<'_, '_>, out: &mut Vec<Piece>, depth: usize) {
        let facts = node.descendants().find(|n| n.tag_name().name() == "docPr");
        let shape = node.descendants().find(|n| n.tag_name().name() == "shape");
        let said =
            |name: &str| facts.and_then(|f| attr(f, name)).map(str::trim).filter(|text| !text.is_empty());
        let alt = said("descr")
            .or_else(|| said("title"))
            .or_else(|| shape.and_then(|s| attr(s, "alt")))
            .unwrap_or("");
        let decorative = node
            .descendants()
            .any(|n| n.tag_name().name() == "decorative" && matches!(attr(n, "val"), Some("1" | "true")));
        for picture in node.descendants() {
            let id = match picture.tag_name().name() {
                "blip" => attr(picture, "embed").or_else(|| attr(picture, "link")),
                "imagedata" => attr(picture, "id"),
                _ => None,
            };
            let Some(relation) = id.and_then(|id| self.relations.get(id)) else { continue };
            let alt = if decorative { String::new() } else { inline::escape(&flat(alt)) };
            let end = if decorative { "{decorative}" } else { "" };
            if relation.external {
                out.push(Piece::Made(format!(
                    "![{alt}](<{}>){end}",
                    relation.target.replace(['<', '>'], "")
                )));
                continue;
            }
            let name = self.pictures.name(&relation.target);
            out.push(Piece::Made(format!("![{alt}]({MEDIA}{name}){end}")));
        }
        if depth < MAX_DEPTH / 2 {
            for content in node.descendants().filter(|n| n.tag_name().name() == "txbxContent") {
                for paragraph in content.children().filter(|n| n.tag_name().name() == "p") {
                    // Fields around the box are none of its own.
                    let around = std::mem::take(&mut self.fields);
                    let text = inline::write(&self.pieces(paragraph, depth + MAX_DEPTH / 2), true);
                    self.fields = around;
                    if !text.is_empty() {
                        self.boxes.push(text);
                    }
                }
            }
        }
    }
}
