//! What the fuzz targets share: worlds made from bytes, and what must hold of every answer.

pub mod targets;

use html5gum::{Token, Tokenizer};
use jiff::civil::date;
use samverka::forms::Renderer;
use samverka::language::Lang;
use samverka::markdown::html::{Href, Labels, Picture, Surroundings};
use samverka::markdown::words::Words;
use samverka::report::text::{Style, render};
use samverka::report::{Findings, Source, Sources, github, json, sarif};
use samverka::{Loaded, Memory, Site, Theme, site};
use std::sync::{Arc, LazyLock};

/// Between the files of a world.
const CUT: &str = "\n=== ";

/// The files of a world: `=== content/moten/a.md`, a line end, the text; and so on. What comes first is `site.yaml`.
pub fn world(data: &[u8]) -> Memory {
    let mut world = Memory::new(date(2014, 5, 1));
    let text = String::from_utf8_lossy(data);
    let mut parts = text.split(CUT);
    if let Some(site) = parts.next().filter(|site| !site.trim().is_empty()) {
        world.insert("content/site.yaml", site);
    }
    for part in parts {
        let (name, text) = part.split_once('\n').unwrap_or((part, ""));
        world.insert(name.trim(), text);
    }
    world
}

/// The standard theme. To put it together takes longer than to read and render a small site, so it is done once.
static STANDARD: LazyLock<Arc<Theme>> =
    LazyLock::new(|| samverka::load(&world(b""), site::Options::default()).theme);

/// A site with the theme it needs. One at a time, so its size matters to nobody.
#[allow(clippy::large_enum_variant)]
enum Read {
    Own(Loaded),
    Standard(Site, Findings),
}

/// Reads a world, says what is wrong with it in every way there is, and renders every route. What is rendered must be
/// safe. Gives what is wrong with the sources, and what could not be rendered.
pub fn whole(world: &Memory, own_theme: bool) -> (Findings, Findings) {
    let read = if own_theme {
        Read::Own(samverka::load(world, site::Options::default()))
    } else {
        let mut findings = Findings::new();
        let site = Site::read(world, site::Options::default(), &mut findings);
        Read::Standard(site, findings)
    };
    let (site, theme, findings) = match &read {
        Read::Own(loaded) => (&loaded.site, &*loaded.theme, &loaded.findings),
        Read::Standard(site, findings) => (site, &**STANDARD, findings),
    };
    tell(findings, &site.sources);
    let (index, furniture) = Default::default();
    let renderer =
        Renderer { site, theme, world, made: None, store: None, index: &index, furniture: &furniture };
    let mut refused = Findings::new();
    for (address, route) in site.routes.all() {
        match renderer.render(&address, &route) {
            // A theme of one's own may do as it likes with what is its own.
            Ok(bytes) if route.is_page() && !own_theme => safe_page(&String::from_utf8_lossy(&bytes)),
            Ok(_) => {}
            Err(findings) => refused.extend(findings),
        }
    }
    (findings.clone(), refused)
}

/// Findings can be told in both languages, to people and to programs.
pub fn tell(findings: &Findings, sources: &Sources) {
    for lang in Lang::ALL {
        for marks in [true, false] {
            let _ = render(findings, sources, Style { lang, marks, colour: marks, cap: 3 });
        }
        let _ = json::render(findings, sources, lang);
        let _ = sarif::render(findings, sources, "", lang);
        let _ = github::render(findings, sources, "", lang);
    }
}

/// Findings of one text can be told.
pub fn tell_of(findings: &Findings, source: Source) {
    let mut sources = Sources::default();
    sources.add(source);
    tell(findings, &sources);
}

/// Nothing in what a note became runs, loads from elsewhere, or leads to a program.
pub fn safe(html: &str) {
    look(html, false);
}

/// Nothing in a whole page does, but for what the theme has itself: the field for searches, scripts in files, charts.
pub fn safe_page(html: &str) {
    look(html, true);
}

fn look(html: &str, page: bool) {
    for token in Tokenizer::new(html) {
        let Ok(Token::StartTag(tag)) = token else { continue };
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        let value = |key: &str| {
            tag.attributes
                .get(key.as_bytes())
                .map(|v| String::from_utf8_lossy(v).into_owned())
                .unwrap_or_default()
        };
        let own = page
            && match name.as_str() {
                "form" => value("role") == "search" && !value("action").contains(':'),
                "script" => own_script(&value("src"), &value("type")),
                "svg" => true,
                _ => false,
            };
        let never =
            ["script", "style", "iframe", "object", "embed", "base", "form", "svg", "math", "template"];
        assert!(own || !never.contains(&name.as_str()), "<{name}> in\n{html}");
        for (key, value) in &tag.attributes {
            let key = String::from_utf8_lossy(key).into_owned();
            let value = String::from_utf8_lossy(value).into_owned();
            assert!(!key.starts_with("on") && key != "style" && key != "srcdoc", "{key}= in\n{html}");
            let bare: String = value.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
            let bare = bare.to_lowercase();
            if matches!(key.as_str(), "href" | "src" | "action" | "formaction" | "data") {
                let runs =
                    ["javascript:", "vbscript:", "data:"].iter().any(|scheme| bare.starts_with(scheme));
                assert!(!runs, "{key}={value:?} in\n{html}");
            }
            if key == "src" {
                assert!(!bare.contains("//"), "{key}={value:?} in\n{html}");
            }
        }
    }
}

/// A script in a file of the site, or data that no browser runs.
fn own_script(src: &str, kind: &str) -> bool {
    let file = src.rsplit_once('.').is_some_and(|(_, form)| form == "js")
        && !src.contains(':')
        && !src.contains("//");
    file || kind == "application/ld+json"
}

/// A page with nothing around it: every link leads where it says, as far as its scheme is one that is let through.
pub struct Alone {
    words: Words,
    labels: Labels,
}

impl Default for Alone {
    fn default() -> Self {
        let mut words = Words::default();
        words.abbreviations.insert("ESF".into(), "Europeiska socialfonden".into());
        words.add_term("idéburen sektor", "idéburen-sektor");
        let label = |text: &str| text.to_owned();
        let labels = Labels {
            footnotes: label("Fotnoter"),
            footnote: label("Fotnot {number}"),
            back: label("Tillbaka"),
            back_to: label("Tillbaka, ställe {mention}"),
            done: label("Klart"),
            not_done: label("Kvar"),
            term: label("Förklaring: {word}"),
            table: label("Tabell"),
            download: label("Hämta {file}"),
        };
        Self { words, labels }
    }
}

impl Surroundings for Alone {
    fn link(&self, target: &str) -> Href {
        let good = target.starts_with("https://") || target.starts_with('#');
        Href { address: good.then(|| target.to_owned()), facts: None, outside: good, lang: None }
    }
    fn picture(&self, _: &str) -> Picture {
        Picture { address: "bild.png".into(), size: Some((1, 2)) }
    }
    fn words(&self) -> &Words {
        &self.words
    }
    fn glossary(&self) -> Option<&str> {
        Some("ordlista.html")
    }
    fn labels(&self) -> &Labels {
        &self.labels
    }
}
