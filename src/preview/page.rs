//! What stands on a page, as one who does not see it meets it: its headings, its links, its pictures in words.
//!
//! It is read off the HTML that the site made, so it is what readers get, whatever made it: text, theme or program. Only
//! what is in `main` counts; the rest is the same on every page.

use html5gum::{StartTag, Token, Tokenizer};

/// What stands on a page.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Page {
    /// Its language; empty if it does not say.
    pub(super) lang: String,
    /// The words of its first heading, or else its title.
    pub(super) title: String,
    pub(super) headings: Vec<Heading>,
    pub(super) links: Vec<Link>,
    pub(super) images: Vec<Image>,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Heading {
    pub(super) level: u8,
    /// Empty when nothing can lead there.
    pub(super) id: String,
    pub(super) words: String,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Link {
    pub(super) words: String,
    pub(super) href: String,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Image {
    /// The file; empty for a drawing in the page.
    pub(super) src: String,
    /// The text alternative; `None` when there is none, empty when the picture is decoration.
    pub(super) alt: Option<String>,
}

/// Text that is gathered until its element ends.
#[derive(Default)]
struct Open {
    heading: Option<Heading>,
    link: Option<Link>,
    /// The link has a name that stands for its words.
    named: bool,
    /// A drawing, and whether its name is being read.
    drawing: Option<(Image, bool)>,
    title: Option<String>,
}

impl Open {
    fn hear(&mut self, text: &str) {
        if let Some((image, naming)) = &mut self.drawing {
            if *naming {
                image.alt.get_or_insert_default().push_str(text);
            }
            return;
        }
        let texts = [
            self.heading.as_mut().map(|heading| &mut heading.words),
            self.link.as_mut().filter(|_| !self.named).map(|link| &mut link.words),
            self.title.as_mut(),
        ];
        for words in texts.into_iter().flatten() {
            words.push_str(text);
        }
    }
}

/// Reads a page.
pub(super) fn read(html: &[u8]) -> Page {
    let mut page = Page::default();
    let mut open = Open::default();
    let mut in_main = false;
    let mut emitter = html5gum::DefaultEmitter::<()>::default();
    emitter.naively_switch_states(true);
    for token in Tokenizer::new_with_emitter(html, emitter).flatten() {
        match token {
            Token::StartTag(tag) => match &**tag.name {
                b"html" => page.lang = value(&tag, b"lang").unwrap_or_default(),
                b"main" => in_main = true,
                b"title" if !in_main => open.title = Some(String::new()),
                _ if in_main => start(&tag, &mut open, &mut page),
                _ => {}
            },
            Token::EndTag(tag) => match &**tag.name {
                b"main" => in_main = false,
                name => end(name, &mut open, &mut page),
            },
            Token::String(text) => open.hear(&String::from_utf8_lossy(&text)),
            _ => {}
        }
    }
    if let Some(first) = page.headings.iter().find(|heading| heading.level == 1) {
        page.title.clone_from(&first.words);
    }
    page
}

fn level(name: &[u8]) -> Option<u8> {
    match name {
        [b'h', digit @ b'1'..=b'6'] => Some(digit - b'0'),
        _ => None,
    }
}

fn start(tag: &StartTag<()>, open: &mut Open, page: &mut Page) {
    match &**tag.name {
        b"a" => {
            if let Some(href) = value(tag, b"href") {
                let name = value(tag, b"aria-label").unwrap_or_default();
                open.named = !name.is_empty();
                open.link = Some(Link { words: name, href });
            }
        }
        b"img" => {
            let alt = value(tag, b"alt").map(|alt| tidy(&alt));
            open.hear(&format!(" {} ", alt.as_deref().unwrap_or_default()));
            page.images.push(Image { src: value(tag, b"src").unwrap_or_default(), alt });
        }
        b"svg" => {
            let hidden = value(tag, b"aria-hidden").is_some_and(|hidden| hidden == "true");
            let alt = if hidden { Some(String::new()) } else { value(tag, b"aria-label") };
            open.drawing = Some((Image { src: String::new(), alt }, false));
        }
        b"title" => {
            if let Some((image, naming)) = &mut open.drawing {
                *naming = image.alt.is_none();
            }
        }
        b"br" => open.hear(" "),
        name => {
            if let Some(level) = level(name) {
                let id = value(tag, b"id").unwrap_or_default();
                open.heading = Some(Heading { level, id, words: String::new() });
            }
        }
    }
}

fn end(name: &[u8], open: &mut Open, page: &mut Page) {
    match name {
        b"a" => {
            if let Some(link) = open.link.take() {
                page.links.push(Link { words: tidy(&link.words), ..link });
            }
        }
        b"svg" => {
            if let Some((image, _)) = open.drawing.take() {
                page.images.push(Image { alt: image.alt.map(|alt| tidy(&alt)), ..image });
            }
        }
        b"title" => match &mut open.drawing {
            Some((_, naming)) => *naming = false,
            None => page.title = open.title.take().map(|title| tidy(&title)).unwrap_or_default(),
        },
        name if level(name).is_some() => {
            if let Some(heading) = open.heading.take() {
                page.headings.push(Heading { words: tidy(&heading.words), ..heading });
            }
        }
        _ => {}
    }
}

fn value(tag: &StartTag<()>, name: &[u8]) -> Option<String> {
    tag.attributes.get(name).map(|value| String::from_utf8_lossy(value).into_owned())
}

fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The address that a link on a page leads to within the site; `None` when it leads out of it.
pub(super) fn resolve(from: &str, href: &str) -> Option<String> {
    let path = href.split(['?', '#']).next().unwrap_or_default();
    let path = percent_encoding::percent_decode_str(path).decode_utf8().ok()?;
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    if path.starts_with('/') {
        parts.clear();
    }
    for part in path.trim_start_matches('/').split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    let address = parts.join("/");
    Some(if address.is_empty() || address.ends_with('/') { format!("{address}index.html") } else { address })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_what_its_reader_meets() {
        let page = read(
            "<!DOCTYPE html><html lang=en><head><title>T</title></head><body><h2>Not in main</h2><a href=x>nor I</a>\
             <main><h1>One <em>more</em></h1><h2 id=b>Two<br>lines</h2><p>text <a href='../x.pdf'>A\n <img src=i.png alt='pic'></a>\
             <a href=y aria-label=Name>shown</a><a id=anchor>no link</a><img src=d.png alt=''><img src=n.png><!-- <h3>no</h3> -->\
             <svg role=img><title>Bars</title><desc>d</desc><text>7</text></svg></main><h2>After</h2></body></html>"
                .as_bytes(),
        );
        let image = |src: &str, alt: Option<&str>| Image { src: src.to_owned(), alt: alt.map(str::to_owned) };
        let heading =
            |level, id: &str, words: &str| Heading { level, id: id.to_owned(), words: words.to_owned() };
        let link = |words: &str, href: &str| Link { words: words.to_owned(), href: href.to_owned() };
        assert_eq!(
            page,
            Page {
                lang: "en".to_owned(),
                title: "One more".to_owned(),
                headings: vec![heading(1, "", "One more"), heading(2, "b", "Two lines")],
                links: vec![link("A pic", "../x.pdf"), link("Name", "y")],
                images: vec![
                    image("i.png", Some("pic")),
                    image("d.png", Some("")),
                    image("n.png", None),
                    image("", Some("Bars"))
                ],
            }
        );
        assert_eq!(read(b"<title>T</title><p>x").title, "T");
    }

    #[test]
    fn links_lead_where_a_browser_goes() {
        let to = |href: &str| resolve("moten/2014/a.html", href);
        assert_eq!(to("b%20c.html?x#y").as_deref(), Some("moten/2014/b c.html"));
        assert_eq!(to("../../").as_deref(), Some("index.html"));
        assert_eq!(to("../index.html").as_deref(), Some("moten/index.html"));
        assert_eq!(to("/moten/").as_deref(), Some("moten/index.html"));
        assert_eq!(to("../../../x"), None);
    }
}
