//! The theme's colours: read, checked for contrast, written as custom properties.

use crate::report::catalog::theme as rules;
use crate::report::{Arg, Finding, Findings, Span};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// A colour of the sRGB space.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour([u8; 3]);

impl Colour {
    /// `#rrggbb` or `#rgb`.
    pub fn parse(text: &str) -> Option<Self> {
        let hex = text.trim().strip_prefix('#')?;
        if !hex.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        let pair = |at: usize| u8::from_str_radix(hex.get(at..at + 2)?, 16).ok();
        let single = |at: usize| u8::from_str_radix(hex.get(at..=at)?, 16).ok().map(|n| n * 17);
        match hex.len() {
            6 => Some(Self([pair(0)?, pair(2)?, pair(4)?])),
            3 => Some(Self([single(0)?, single(1)?, single(2)?])),
            _ => None,
        }
    }

    /// Relative luminance, 0 to 1 (WCAG 2.2, definition of relative luminance).
    fn luminance(self) -> f64 {
        let linear = |channel: u8| {
            let c = f64::from(channel) / 255.0;
            if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        let [r, g, b] = self.0.map(linear);
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    /// Contrast ratio, 1 to 21 (WCAG 2.2, definition of contrast ratio).
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }
}

impl std::fmt::Display for Colour {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [r, g, b] = self.0;
        write!(f, "#{r:02x}{g:02x}{b:02x}")
    }
}

/// What a pair of colours is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    /// Text: at least 4.5 (1.4.3), 7 the goal (1.4.6).
    Text,
    /// Borders of controls, focus rings: at least 3 (1.4.11).
    Shape,
}

/// The pairs that the standard style sheet puts together: ink, paper, use. A theme's own colours may make more: `x-ink` is for
/// text on `x`.
const PAIRS: &[(&str, &str, Use)] = &[
    ("ink", "paper", Use::Text),
    ("ink", "surface", Use::Text),
    ("ink", "mark", Use::Text),
    ("ink-soft", "paper", Use::Text),
    ("ink-soft", "surface", Use::Text),
    ("ink-soft", "mark", Use::Text),
    ("link", "paper", Use::Text),
    ("link", "surface", Use::Text),
    ("link", "mark", Use::Text),
    ("link-visited", "paper", Use::Text),
    ("link-visited", "surface", Use::Text),
    ("link-visited", "mark", Use::Text),
    ("accent", "paper", Use::Text),
    ("accent-2", "paper", Use::Shape),
    ("line", "paper", Use::Shape),
    ("line", "surface", Use::Shape),
    ("focus", "focus-inner", Use::Shape),
    ("focus", "paper", Use::Shape),
];

/// Colours by name, light and dark.
#[derive(Debug, Default)]
pub struct Palette(BTreeMap<String, (Colour, Colour)>);

impl Palette {
    /// Reads colours (`#light #dark`, or one for both) and checks every pair that the style sheet uses.
    pub fn new(
        written: &BTreeMap<String, String>,
        spans: &BTreeMap<String, Span>,
        findings: &mut Findings,
    ) -> Self {
        let mut palette = Self::default();
        let place = |rule, names: &[&str]| match names.iter().find_map(|name| spans.get(*name)) {
            Some(span) => Finding::at(rule, *span),
            None => Finding::nowhere(rule),
        };
        for (name, text) in written {
            let colours: Option<Vec<Colour>> = text.split_whitespace().map(Colour::parse).collect();
            match colours.as_deref() {
                Some([one]) => palette.0.insert(name.clone(), (*one, *one)),
                Some([light, dark]) => palette.0.insert(name.clone(), (*light, *dark)),
                _ => {
                    findings.push(place(&rules::COLOUR_INVALID, &[name]).with("value", text.as_str()));
                    None
                }
            };
        }
        let on_own =
            palette.0.keys().filter_map(|ink| Some((ink.as_str(), ink.strip_suffix("-ink")?, Use::Text)));
        for (ink, paper, used) in PAIRS.iter().copied().chain(on_own) {
            let (Some(a), Some(b)) = (palette.0.get(ink), palette.0.get(paper)) else { continue };
            for (mode, ratio) in [("light", a.0.contrast(b.0)), ("dark", a.1.contrast(b.1))] {
                let (least, goal) = if used == Use::Text { (4.5, 7.0) } else { (3.0, 3.0) };
                let (rule, bound) = if ratio < least {
                    (&rules::CONTRAST_LOW, least)
                } else if ratio < goal {
                    (&rules::CONTRAST_ENHANCED, goal)
                } else {
                    continue;
                };
                findings.push(
                    place(rule, &[ink, paper])
                        .with("ink", ink)
                        .with("paper", paper)
                        // Rounded down: 4.49 is not 4.5.
                        .with("ratio", format!("{:.2}", (ratio * 100.0).floor() / 100.0))
                        .with("least", format!("{bound}"))
                        .with("mode", Arg::each(|lang| mode_word(mode, lang).to_owned())),
                );
            }
        }
        palette
    }

    /// The colours of light mode, as `#rrggbb`: those of paper.
    pub fn light(&self) -> BTreeMap<String, String> {
        self.0.iter().map(|(name, (light, _))| (name.clone(), light.to_string())).collect()
    }

    /// Custom properties for both modes. Two blocks rather than `light-dark()`, which browsers before 2024 do not know.
    pub fn css(&self) -> String {
        let mut light = String::from(":root{color-scheme:light dark");
        let mut dark = String::from("@media (prefers-color-scheme:dark){:root{");
        for (name, (a, b)) in &self.0 {
            let _ = write!(light, ";--{name}:{a}");
            let _ = write!(dark, "--{name}:{b};");
        }
        format!("{light}}}\n{dark}}}}}\n")
    }
}

fn mode_word(mode: &str, lang: crate::language::Lang) -> &'static str {
    match mode {
        "light" => lang.pick("ljust", "light"),
        _ => lang.pick("mörkt", "dark"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contrast(a: &str, b: &str) -> f64 {
        Colour::parse(a).expect("a colour").contrast(Colour::parse(b).expect("a colour"))
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        assert!((contrast("#000", "#fff") - 21.0).abs() < 0.001);
        assert!((contrast("#777777", "#ffffff") - 4.478).abs() < 0.001);
        assert!((contrast("#767676", "#fff") - 4.542).abs() < 0.001);
        assert_eq!(Colour::parse("red"), None);
        assert_eq!(Colour::parse("#12345"), None);
    }

    #[test]
    fn pairs_that_are_too_weak_are_told_in_each_mode() {
        let written = BTreeMap::from([
            ("ink".to_owned(), "#777777 #ffffff".to_owned()),
            ("paper".to_owned(), "#ffffff #555555".to_owned()),
            ("line".to_owned(), "blå".to_owned()),
        ]);
        let mut findings = Findings::new();
        Palette::new(&written, &BTreeMap::new(), &mut findings);
        let rules: Vec<_> = findings.iter().map(|f| f.rule.name).collect();
        assert_eq!(rules, ["theme-colour-invalid", "theme-contrast"]);
    }
}
