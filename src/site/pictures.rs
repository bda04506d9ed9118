//! Sizes of images, so that a page does not jump when they come; and whether an SVG holds a script.

use crate::world::World;
use html5gum::{Token, Tokenizer};

/// What is known of an image file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Facts {
    /// Width and height in CSS pixels.
    pub size: Option<(u32, u32)>,
    /// An SVG with script or foreign content.
    pub active: bool,
}

/// Looks at an image. A file that cannot be read has no facts; that it is missing is told elsewhere.
pub fn look(world: &dyn World, path: &str) -> Facts {
    let Ok(bytes) = world.read(path) else { return Facts::default() };
    if path.to_ascii_lowercase().ends_with(".svg") {
        return svg(&String::from_utf8_lossy(&bytes));
    }
    let size = imagesize::blob_size(&bytes).ok();
    let size = size.and_then(|s| Some((u32::try_from(s.width).ok()?, u32::try_from(s.height).ok()?)));
    Facts { size, active: false }
}

fn svg(text: &str) -> Facts {
    let mut facts = Facts::default();
    let mut first = true;
    for token in Tokenizer::new(text) {
        let Ok(Token::StartTag(tag)) = token else { continue };
        let name = String::from_utf8_lossy(&tag.name).to_ascii_lowercase();
        let get =
            |key: &str| tag.attributes.get(key.as_bytes()).map(|v| String::from_utf8_lossy(v).into_owned());
        facts.active |=
            matches!(name.as_str(), "script" | "foreignobject" | "iframe" | "embed" | "object" | "handler");
        for (key, value) in &tag.attributes {
            let key = String::from_utf8_lossy(key).to_ascii_lowercase();
            let value = String::from_utf8_lossy(value).trim().to_ascii_lowercase();
            let reference = key == "href" || key == "xlink:href";
            facts.active |=
                key.starts_with("on") || (reference && !value.starts_with('#') && !is_picture(&value));
        }
        if first && name == "svg" {
            first = false;
            let length = |text: String| {
                let number: String =
                    text.trim().chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
                let unit = text.trim().get(number.len()..).unwrap_or("").trim().to_owned();
                matches!(unit.as_str(), "" | "px").then(|| number.parse::<f64>().ok()).flatten()
            };
            let view: Vec<f64> = get("viewbox")
                .map(|v| v.split([' ', ',']).filter_map(|n| n.parse().ok()).collect())
                .unwrap_or_default();
            let width = get("width").and_then(length).or_else(|| view.get(2).copied());
            let height = get("height").and_then(length).or_else(|| view.get(3).copied());
            facts.size = width.zip(height).and_then(|(w, h)| Some((pixels(w)?, pixels(h)?)));
        }
    }
    facts
}

/// A raster image within the drawing itself: it runs nothing and fetches nothing.
fn is_picture(value: &str) -> bool {
    ["png", "jpeg", "jpg", "gif", "webp"].iter().any(|form| value.starts_with(&format!("data:image/{form};")))
}

/// Whole pixels, of a length between 1 and 100,000.
fn pixels(length: f64) -> Option<u32> {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // Within bounds by the guard.
    (1.0..=100_000.0).contains(&length).then(|| length.round() as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_svg_tells_its_size_and_whether_it_runs_anything() {
        assert_eq!(
            svg("<svg viewBox=\"0 0 300 200\"></svg>"),
            Facts { size: Some((300, 200)), active: false }
        );
        assert_eq!(svg("<svg width=\"30px\" height=\"20.4\"/>").size, Some((30, 20)));
        assert_eq!(svg("<svg width=\"100%\" viewBox=\"0,0,3,2\"/>").size, Some((3, 2)));
        for active in [
            "<script>",
            "<g onclick='x'>",
            "<use href='https://x/y'>",
            "<foreignObject>",
            "<image xlink:href='http://x'>",
        ] {
            assert!(svg(&format!("<svg>{active}</svg>")).active, "{active}");
        }
        assert!(!svg("<svg><use href='#a'/></svg>").active);
    }
}
