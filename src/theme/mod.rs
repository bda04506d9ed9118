//! Looks: templates, strings, colours and assets of `themes/<name>/`.
//!
//! The themes of `themes/` are part of the program. A site may lay files of its own over one of them (`themes/torg/…`), or have a
//! theme of its own; whatever a theme lacks comes from the one below it, in the end from `standard`: file by file, string by
//! string, colour by colour, and of a template block by block where it extends the one below (`standard/base.html`).

pub mod colour;
pub mod finish;
pub mod paper;
mod sheet;
pub mod strings;
pub mod view;

use crate::content::library::Library;
use crate::content::project::SiteFile;
use crate::content::yaml::{self, Kind};
use crate::language::{Lang, fold};
use crate::report::catalog::{files, theme as rules};
use crate::report::{FileId, Finding, Findings, Span, Stored};
use crate::world::{Stamp, World};
use colour::Palette;
use paper::Paper;
use rust_embed::RustEmbed;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use strings::Strings;
use tera::{Context, Tera};

/// The theme that is always there.
pub const STANDARD: &str = "standard";

/// The theme's own sheet, which comes after `style.css`: with it nobody needs a copy of that.
const EXTRA: &str = "extra.css";

#[derive(RustEmbed)]
#[folder = "themes/"]
struct Embedded;

/// The themes that are part of the program, by name.
fn built_in() -> BTreeSet<String> {
    Embedded::iter().filter_map(|path| Some(path.split_once('/')?.0.to_owned())).collect()
}

/// A theme, ready to use.
pub struct Theme {
    /// Templates and words of each language. The words are given to the templates once, as `t`, and not with every page.
    words: BTreeMap<Lang, (Strings, Tera)>,
    style: String,
    /// Files of `assets/`, by their path there.
    pub assets: BTreeMap<String, Vec<u8>>,
    /// What is needed to set pages for print.
    pub paper: Arc<Paper>,
}

impl std::fmt::Debug for Theme {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Theme").field("assets", &self.assets.keys()).finish_non_exhaustive()
    }
}

/// The theme that was loaded last.
#[derive(Debug, Default)]
pub struct Cache(Option<Kept>);

/// A theme follows from the site's lists, which name it and its colours, and from its files.
#[derive(Debug)]
struct Kept {
    lists: Vec<(FileId, Stored)>,
    files: Vec<(String, Option<Stamp>)>,
    theme: Arc<Theme>,
    told: Findings,
}

impl Cache {
    /// The theme of a site: the one that was loaded last, if nothing that it is made of has changed.
    pub fn load(&mut self, world: &dyn World, library: &Library, findings: &mut Findings) -> Arc<Theme> {
        let stamp = |path: &String| (path.clone(), library.stamps.get(path).copied());
        let files: Vec<_> = library.theme_files.keys().map(stamp).collect();
        let sure = files.iter().all(|(_, stamp)| stamp.is_some());
        let same = |kept: &Kept| sure && kept.files == files && kept.lists == library.lists;
        let kept = self.0.take().filter(same).unwrap_or_else(|| {
            let mut told = Findings::new();
            let theme = Arc::new(Theme::load(world, library, &mut told));
            Kept { lists: library.lists.clone(), files, theme, told }
        });
        findings.share(&kept.told);
        Arc::clone(&self.0.insert(kept).theme)
    }
}

/// The files of a theme, layer upon layer.
struct Files<'w> {
    world: &'w dyn World,
    /// Path within the theme → path in the world.
    own: BTreeMap<String, String>,
    /// Themes of the program that lie below, the uppermost first, `standard` last.
    below: Vec<String>,
}

impl Files<'_> {
    fn names(&self) -> Vec<String> {
        let below = self.below.iter().flat_map(|layer| Self::of(layer));
        let mut names: Vec<String> = below.chain(self.own.keys().cloned()).collect();
        names.sort();
        names.dedup();
        names
    }

    /// The files of a theme of the program.
    fn of(layer: &str) -> Vec<String> {
        let lead = format!("{layer}/");
        Embedded::iter().filter_map(|path| Some(path.strip_prefix(&lead)?.to_owned())).collect()
    }

    fn embedded(layer: &str, name: &str) -> Option<String> {
        let file = Embedded::get(&format!("{layer}/{name}"))?;
        Some(String::from_utf8_lossy(&file.data).into_owned())
    }

    fn read(&self, name: &str, findings: &mut Findings) -> Vec<u8> {
        let Some(path) = self.own.get(name) else {
            let found = self.below.iter().find_map(|layer| Embedded::get(&format!("{layer}/{name}")));
            return found.map(|file| file.data.into_owned()).unwrap_or_default();
        };
        self.world.read(path).unwrap_or_else(|error| {
            let finding = Finding::nowhere(&files::FILE_UNREADABLE).with("path", path.as_str());
            findings.push(finding.with("reason", error.to_string()));
            Vec::new()
        })
    }

    fn text(&self, name: &str, findings: &mut Findings) -> String {
        String::from_utf8_lossy(&self.read(name, findings)).into_owned()
    }

    /// A file of each layer that has it, the lowest first: what is laid over what.
    fn layers(&self, name: &str, findings: &mut Findings) -> Vec<String> {
        let below = self.below.iter().rev().filter_map(|layer| Self::embedded(layer, name));
        let mut texts: Vec<String> = below.collect();
        if self.own.contains_key(name) {
            texts.push(self.text(name, findings));
        }
        // A file that somebody has copied and not changed yet.
        texts.dedup();
        texts
    }
}

impl Theme {
    /// The theme of a site.
    fn load(world: &dyn World, library: &Library, findings: &mut Findings) -> Self {
        let Library { site, theme_files, .. } = library;
        let name = site.theme.as_ref().map_or(STANDARD, |name| name.value.as_str());
        let lead = format!("themes/{name}/");
        let own: BTreeMap<String, String> = theme_files
            .keys()
            .filter_map(|path| Some((path.strip_prefix(&lead)?.to_owned(), path.clone())))
            .collect();
        let built_in = built_in();
        if own.is_empty() && !built_in.contains(name) {
            let mut known: Vec<&str> = theme_files.keys().filter_map(|path| path.split('/').nth(1)).collect();
            known.extend(built_in.iter().map(String::as_str));
            let span = site.theme.as_ref().map(|name| name.span);
            let finding = span.map_or_else(
                || Finding::nowhere(&rules::THEME_UNKNOWN),
                |span| Finding::at(&rules::THEME_UNKNOWN, span),
            );
            findings.push(
                finding.with("name", name).with_opt("near", fold::nearest(name, known).map(str::to_owned)),
            );
        }
        let mut below = vec![STANDARD.to_owned()];
        if name != STANDARD && built_in.contains(name) {
            below.insert(0, name.to_owned());
        }
        let files = Files { world, own, below };
        let tera = templates(&files, findings);
        let words = Lang::ALL
            .into_iter()
            .map(|lang| {
                let name = format!("strings/{}.yaml", lang.tag());
                let (strings, mut tera) = (Strings::new(laid(&files, &name, findings)), tera.clone());
                tera.global_context().insert("t", strings.all());
                (lang, (strings, tera))
            })
            .collect();
        let palette = palette(&files, site, findings);
        let mut style = palette.css() + &files.text("style.css", findings);
        for extra in files.layers(EXTRA, findings) {
            style += &extra;
        }
        style += &heights(site);
        if let Some(url) = sheet::foreign(&style) {
            findings
                .push(Finding::nowhere(&rules::PAGE_FOREIGN).with("address", "style.css").with("url", url));
        }
        let style = sheet::light(&style);
        let assets = files
            .names()
            .into_iter()
            .filter_map(|name| Some((name.strip_prefix("assets/")?.to_owned(), files.read(&name, findings))))
            .collect();
        let is_font = |name: &String| {
            let lower = name.to_ascii_lowercase();
            name.starts_with("fonts/") && [".ttf", ".otf", ".ttc"].iter().any(|end| lower.ends_with(end))
        };
        let names = files.names();
        let fonts =
            names.iter().filter(|name| is_font(name)).map(|name| files.read(name, findings)).collect();
        let paper = Paper::new(files.text("paper.typ", findings), fonts, palette.light());
        Self { words, style, assets, paper: Arc::new(paper) }
    }

    /// The theme's words in a language.
    pub fn strings(&self, lang: Lang) -> &Strings {
        static NONE: Strings = Strings::none();
        self.words.get(&lang).map_or(&NONE, |(strings, _)| strings)
    }

    /// The style sheet.
    pub fn style(&self) -> &str {
        &self.style
    }

    /// Renders a template with a view, in a language. A template that fails is told by its name and what Tera says.
    pub fn render(
        &self,
        template: &str,
        lang: Lang,
        view: &impl serde::Serialize,
    ) -> Result<String, Findings> {
        let Some((_, tera)) = self.words.get(&lang) else { return Ok(String::new()) };
        let context = Context::from_serialize(view);
        context.and_then(|context| tera.render(template, &context)).map_err(|error| failed(template, &error))
    }
}

fn failed(template: &str, error: &tera::Error) -> Findings {
    let detail =
        error.to_string().lines().map(str::trim).filter(|l| !l.is_empty()).collect::<Vec<_>>().join(" ");
    std::iter::once(
        Finding::nowhere(&rules::TEMPLATE_ERROR).with("template", template).with("detail", detail),
    )
    .collect()
}

/// Templates of all layers. A name means the uppermost; `standard/base.html` that of the theme `standard`, so that a template
/// can extend the one it lies over. A component (`link`, `entry`) is that of the uppermost layer that has it.
fn templates(files: &Files, findings: &mut Findings) -> Tera {
    let mut tera = Tera::new();
    let template = |name: &str| name.strip_prefix("templates/").map(str::to_owned);
    let mut named: Vec<(String, String)> = Vec::new();
    for layer in &files.below {
        for name in Files::of(layer) {
            if let (Some(short), Some(text)) = (template(&name), Files::embedded(layer, &name)) {
                named.push((format!("{layer}/{short}"), text));
            }
        }
    }
    for name in files.own.keys() {
        if let Some(short) = template(name) {
            named.push((short, files.text(name, findings)));
        }
    }
    let prefixes = files.below.iter().map(|layer| format!("{layer}/"));
    if let Err(error) = tera.set_fallback_prefixes(prefixes).and_then(|()| tera.add_raw_templates(named)) {
        findings.extend(failed("templates/", &error));
    }
    tera
}

/// A list of each layer, laid over those below, name by name.
fn laid(files: &Files, name: &str, findings: &mut Findings) -> BTreeMap<String, String> {
    let mut map = BTreeMap::new();
    for text in files.layers(name, findings) {
        map.extend(flat(&text, findings));
    }
    map
}

/// A flat map of texts. Theme files are not among the sources that findings point into, so what is wrong with one is
/// told without a place.
fn flat(text: &str, findings: &mut Findings) -> BTreeMap<String, String> {
    let mut told = Findings::new();
    let node = yaml::parse(text, 0..text.len(), FileId(u32::MAX), &mut told);
    findings.extend(told.iter().map(|f| Finding { span: None, ..f.clone() }).collect());
    let Some(yaml::Node { kind: Kind::Map(pairs), .. }) = node else { return BTreeMap::new() };
    pairs
        .into_iter()
        .filter_map(|(key, value)| match value.kind {
            Kind::Scalar(text) => Some((key.value, text.trim().to_owned())),
            _ => None,
        })
        .collect()
}

/// How high logos are on paper, as classes: a height in the element itself would be a style that the policy shuts out.
fn heights(site: &SiteFile) -> String {
    let heights: BTreeSet<u32> = site.emblems().map(|(_, mm)| mm).collect();
    let rules = heights
        .iter()
        .map(|mm| format!(".letterhead img.mm{mm} {{ inline-size: auto; block-size: {mm}mm }}\n"));
    rules
        .reduce(|all, rule| all + &rule)
        .map_or(String::new(), |rules| format!("@media print {{\n{rules}}}\n"))
}

fn palette(files: &Files, site: &SiteFile, findings: &mut Findings) -> Palette {
    let mut colours = laid(files, "colours.yaml", findings);
    let mut spans: BTreeMap<String, Span> = BTreeMap::new();
    for (name, value) in &site.colours {
        let name_as_is = fold::key(name).replace('_', "-");
        let Some(theme) = colours.get(&name_as_is) else {
            let near = fold::nearest(name, colours.keys().map(String::as_str)).map(str::to_owned);
            let finding = Finding::at(&crate::report::catalog::fields::FIELD_UNKNOWN, name.span);
            findings.push(finding.with("key", name.value.as_str()).with_opt("near", near));
            continue;
        };
        // One colour is for light mode; in dark mode the theme's stays.
        let dark = theme.split_whitespace().nth(1).filter(|_| value.split_whitespace().count() == 1);
        let both = dark.map_or_else(|| value.value.clone(), |dark| format!("{} {dark}", value.value));
        spans.insert(name_as_is.clone(), value.span);
        colours.insert(name_as_is, both);
    }
    Palette::new(&colours, &spans, findings)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(layer: &str, name: &str) -> BTreeMap<String, String> {
        let mut findings = Findings::new();
        let map = flat(&Files::embedded(layer, name).unwrap_or_default(), &mut findings);
        assert!(findings.is_empty(), "{findings:?}");
        map
    }

    fn standard(lang: Lang) -> BTreeMap<String, String> {
        list(STANDARD, &format!("strings/{}.yaml", lang.tag()))
    }

    #[test]
    fn every_string_of_the_theme_is_there_in_both_languages_with_the_same_placeholders() {
        let (sv, en) = (standard(Lang::Sv), standard(Lang::En));
        let keys = |map: &BTreeMap<String, String>| map.keys().cloned().collect::<Vec<_>>();
        assert_eq!(keys(&sv), keys(&en));
        let holes = |text: &str| {
            let mut holes: Vec<String> =
                text.split('{').skip(1).filter_map(|p| Some(p.split_once('}')?.0.to_owned())).collect();
            holes.sort();
            holes
        };
        for (key, text) in &sv {
            assert!(!text.is_empty() && !en[key].is_empty(), "{key}");
            assert_eq!(holes(text), holes(&en[key]), "{key}");
        }
    }
    #[test]
    fn themes_of_the_program_have_colours_that_can_be_told_apart_and_strings_that_standard_has() {
        for name in built_in() {
            let mut world = crate::world::Memory::new(jiff::civil::date(2014, 5, 1));
            world.insert("content/site.yaml", format!("webbplats: {{tema: {name}}}\n"));
            let loaded = crate::load(&world, crate::site::Options::default());
            let told: Vec<&str> = loaded
                .findings
                .iter()
                .map(|f| f.rule.name)
                .filter(|rule| rule.starts_with("theme"))
                .collect();
            assert!(told.is_empty(), "{name}: {told:?}");
            for lang in Lang::ALL {
                let (own, all) = (list(&name, &format!("strings/{}.yaml", lang.tag())), standard(lang));
                assert!(own.keys().all(|key| all.contains_key(key)), "{name}: {own:?}");
            }
            // Whoever looks for the names of the themes looks at what may stand in site.yaml.
            for lang in Lang::ALL {
                let help = crate::content::fields::site::THEME.doc.raw(lang);
                assert!(help.contains(&name), "{name} is not in: {help}");
            }
        }
        assert!(built_in().len() > 1);
    }
}
