//! HTML in foreign notes: what our Markdown takes stays, bare of looks; what it does not take gives way to what it means.

use super::tables;
use super::working::Working;
use crate::content::edit::Edit;
use crate::markdown::{Kind, Node, raw_html};
use crate::report::Arg;
use crate::report::catalog::import as rules;
use html5gum::{DefaultEmitter, Token, Tokenizer};
use std::fmt::Write as _;
use std::ops::Range;

/// Elements that may stay beside those of our notes, if they are closed: they become Markdown, or media.
const KEPT: &[&str] = &["h1", "h2", "h3", "h4", "h5", "h6", "a", "audio", "video"];
/// Elements without an end that may stay.
const KEPT_VOID: &[&str] = &["br", "hr", "wbr", "img"];
/// Elements that go with what is in them.
const SWALLOWED: &[&str] = &[
    "script", "style", "template", "noscript", "object", "embed", "applet", "svg", "math", "iframe",
    "textarea", "select", "title",
];
/// Those of them that nobody misses.
const SILENT: &[&str] = &["style", "template", "title", "noscript"];
/// Elements that go and leave what is in them.
const DROPPED: &[&str] = &[
    "font", "center", "big", "blink", "marquee", "nav", "section", "article", "header", "footer", "main",
    "aside", "picture", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "colgroup", "col",
    "html", "body", "head", "input", "button", "label", "form", "fieldset", "legend", "source", "track",
    "meta", "link", "base", "nobr", "hgroup", "address", "frame", "frameset", "option", "param", "map",
    "area", "dir", "menu", "address",
];
/// Elements under another name.
const RENAMED: &[(&str, &str)] = &[
    ("strike", "s"),
    ("tt", "code"),
    ("acronym", "abbr"),
    ("section", "div"),
    ("article", "div"),
    ("center", "div"),
    ("aside", "div"),
    ("pre", "div"),
];
/// Attributes that may stay.
const ATTRIBUTES: &[&str] =
    &["lang", "id", "alt", "src", "href", "dir", "datetime", "start", "controls", "poster"];

/// So many times a text is looked over.
const ROUNDS: usize = 4;

/// A tag as it stands.
struct Tag {
    name: String,
    at: Range<usize>,
    end: bool,
    attributes: Vec<(String, String)>,
    closed_itself: bool,
    /// Whether it stands in a block that a picture begins.
    lone: bool,
}

/// Settles all HTML of a text.
pub(super) fn settle(text: &mut Working, lang: crate::language::Lang) {
    if !text.text.contains('<') {
        return;
    }
    tables::html(text, lang);
    // What a change opens or closes may stand in another block afterwards; then it is looked over again.
    for _ in 0..ROUNDS {
        let (blocks, notes) = text.parse();
        let mut edits = Vec::new();
        let mut told = Vec::new();
        siblings(text, &blocks, &mut edits, &mut told);
        for note in &notes {
            siblings(text, &note.children, &mut edits, &mut told);
        }
        if edits.is_empty() {
            break;
        }
        for (what, at) in told {
            text.tell(Working::at(&rules::IMPORT_HTML, at).with("what", what));
        }
        text.apply(edits);
    }
}

fn siblings(text: &Working, nodes: &[Node], edits: &mut Vec<Edit>, told: &mut Vec<(Arg, Range<usize>)>) {
    let mut tags = Vec::new();
    for node in nodes {
        match &node.kind {
            Kind::Raw { block, .. } => {
                let mut found = self::tags(text.of(node), node.span.range().start);
                // A picture on a line of its own makes raw HTML of the lines below it.
                let lone = *block && found.first().is_some_and(|tag| tag.name == "img");
                for tag in &mut found {
                    tag.lone = lone;
                }
                tags.extend(found);
            }
            _ => siblings(text, &node.children, edits, told),
        }
    }
    let mut partner: Vec<Option<usize>> = vec![None; tags.len()];
    let mut open: Vec<usize> = Vec::new();
    for (i, tag) in tags.iter().enumerate() {
        if !tag.end {
            open.push(i);
        } else if let Some(at) = open.iter().rposition(|j| tags.get(*j).is_some_and(|o| o.name == tag.name)) {
            let start = open.get(at).copied().unwrap_or(i);
            if let Some(a) = partner.get_mut(start) {
                *a = Some(i);
            }
            if let Some(b) = partner.get_mut(i) {
                *b = Some(start);
            }
            open.truncate(at);
        }
    }
    let mut until = 0;
    for (i, tag) in tags.iter().enumerate() {
        if tag.at.start < until {
            continue;
        }
        let other = partner.get(i).copied().flatten().and_then(|j| tags.get(j));
        if SWALLOWED.contains(&tag.name.as_str()) {
            let end = other.filter(|_| !tag.end).map_or(tag.at.end, |end| end.at.end);
            until = end;
            let mut edit = Edit { at: tag.at.start..end, text: String::new() };
            let src = tag.attributes.iter().find(|(key, _)| key == "src").map(|(_, value)| value.trim());
            if let Some(src) = src.filter(|src| tag.name == "iframe" && src.starts_with("http")) {
                let title = tag
                    .attributes
                    .iter()
                    .find(|(key, _)| key == "title")
                    .map_or(src, |(_, title)| title.as_str());
                edit.text = format!("[{}](<{src}>)", title.replace(['[', ']'], ""));
            } else if !tag.end && !SILENT.contains(&tag.name.as_str()) {
                told.push((format!("<{}>", tag.name).into(), edit.at.clone()));
            }
            edits.push(edit);
            continue;
        }
        let with = match tag.name.as_str() {
            name if KEPT_VOID.contains(&name) => {
                let bare = name == "img"
                    && !tag.attributes.iter().any(|(key, value)| key == "src" && !value.is_empty());
                if tag.end || bare {
                    Some(String::new())
                } else if name == "img" && tag.lone {
                    let get = |key: &str| {
                        tag.attributes.iter().find(|(k, _)| k == key).map_or("", |(_, value)| value.trim())
                    };
                    let decorative =
                        if tag.attributes.iter().any(|(key, value)| key == "alt" && value.is_empty()) {
                            "{decorative}"
                        } else {
                            ""
                        };
                    let alt = get("alt").replace(['[', ']', '\n'], " ");
                    Some(format!("\n![{alt}](<{}>){decorative}\n", get("src").replace(['<', '>', '\n'], "")))
                } else {
                    cleaned(tag, name)
                }
            }
            name if RENAMED.iter().any(|(old, _)| *old == name) => {
                let new = RENAMED.iter().find(|(old, _)| *old == name).map_or("div", |(_, new)| new);
                Some(if other.is_none() {
                    String::new()
                } else if tag.end {
                    format!("</{new}>")
                } else {
                    format!("<{new}>")
                })
            }
            name if KEPT.contains(&name) || raw_html::allows(name) => {
                let start = if tag.end { other } else { Some(tag) };
                // `<a name="x">`: an old anchor; headings have their own.
                let dead = name == "a"
                    && start.is_none_or(|start| !start.attributes.iter().any(|(key, _)| key == "href"));
                if other.is_none() || dead || (tag.closed_itself && !tag.end) {
                    Some(String::new())
                } else if tag.end {
                    None
                } else {
                    cleaned(tag, name)
                }
            }
            name if DROPPED.contains(&name) => {
                Some(if matches!(name, "td" | "th" | "tr") { " ".to_owned() } else { String::new() })
            }
            // `Vec<u8>`, `<namn>`: no HTML at all, but what the writer meant to show.
            _ => {
                let old = text.text.get(tag.at.clone()).unwrap_or("");
                Some(old.replacen('<', "&lt;", 1))
            }
        };
        if let Some(with) = with {
            edits.push(Edit { at: tag.at.clone(), text: with });
        }
    }
}

/// A tag without what governs looks; `None` when it is as it should be.
fn cleaned(tag: &Tag, name: &str) -> Option<String> {
    let fits = |key: &str| ATTRIBUTES.contains(&key);
    if tag.attributes.iter().all(|(key, _)| fits(key))
        && tag
            .attributes
            .iter()
            .all(|(key, value)| key != "lang" || crate::language::tag::LangTag::parse(value).is_some())
    {
        return None;
    }
    let mut out = format!("<{name}");
    for (key, value) in tag.attributes.iter().filter(|(key, _)| fits(key)) {
        if key == "lang" && crate::language::tag::LangTag::parse(value).is_none() {
            continue;
        }
        let _ = write!(out, " {key}=\"{}\"", crate::markdown::html::escape(value));
    }
    out.push('>');
    Some(out)
}

/// The tags of a piece of HTML.
fn tags(html: &str, base: usize) -> Vec<Tag> {
    let mut out = Vec::new();
    for token in Tokenizer::new_with_emitter(html, DefaultEmitter::<usize>::new_with_span()) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let attributes = tag.attributes.iter().map(|(key, value)| {
                    (String::from_utf8_lossy(key).into_owned(), String::from_utf8_lossy(value).into_owned())
                });
                out.push(Tag {
                    name: String::from_utf8_lossy(&tag.name).into_owned(),
                    at: base + tag.span.start..base + tag.span.end,
                    end: false,
                    attributes: attributes.collect(),
                    closed_itself: tag.self_closing,
                    lone: false,
                });
            }
            Token::EndTag(tag) => out.push(Tag {
                name: String::from_utf8_lossy(&tag.name).into_owned(),
                at: base + tag.span.start..base + tag.span.end,
                end: true,
                attributes: Vec::new(),
                closed_itself: false,
                lone: false,
            }),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Lang;

    fn settled(text: &str) -> (String, usize) {
        let mut working = Working::new(text);
        settle(&mut working, Lang::Sv);
        (working.text, working.findings.len())
    }

    #[test]
    fn html_is_made_plain() {
        for (text, expected) in [
            ("a <b>b</b> c<br/>d", "a <b>b</b> c<br/>d"),
            ("a <font color=red>b</font>", "a b"),
            ("a <strike>b</strike>", "a <s>b</s>"),
            ("<a name=\"x\"></a>Text", "Text"),
            ("En <a href=\"x.md\" target=\"_blank\" class=\"y\">länk</a>", "En <a href=\"x.md\">länk</a>"),
            ("<img src=\"a.png\" alt=\"En karta\" width=\"300\">", "\n![En karta](<a.png>)\n"),
            ("En Vec<u8> är <namn>", "En Vec&lt;u8> är &lt;namn>"),
            ("a <b>b", "a b"),
            ("<div class=\"x\">\n<p>Hej\n</div>\n", "<div>\nHej\n</div>\n"),
            ("<style>p { x }</style>\n\nText", "\n\nText"),
            (
                "<iframe src=\"https://exempel.se/film\" title=\"Filmen\"></iframe>\n",
                "[Filmen](<https://exempel.se/film>)\n",
            ),
            ("<!-- en anteckning -->\n", "<!-- en anteckning -->\n"),
        ] {
            assert_eq!(settled(text), (expected.to_owned(), 0), "{text}");
        }
        assert_eq!(settled("a <script>x()</script>b"), ("a b".to_owned(), 1));
    }
}
