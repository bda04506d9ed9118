//! Looks: templates, strings, colours and assets of `themes/<name>/`.
//!
//! The theme `standard` is part of the program. A site may have `themes/standard/…` or a theme of its own; whatever a
//! theme lacks comes from the standard one, file by file, string by string, colour by colour.

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
use crate::report::{FileId, Finding, Findings, Source, Span};
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

#[derive(RustEmbed)]
#[folder = "themes/standard/"]
struct Embedded;

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
    lists: Vec<(FileId, Arc<Source>)>,
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
}

impl Files<'_> {
    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> =
            Embedded::iter().map(std::borrow::Cow::into_owned).chain(self.own.keys().cloned()).collect();
        names.sort();
        names.dedup();
        names
    }

    fn embedded(name: &str) -> Option<Vec<u8>> {
        Embedded::get(name).map(|file| file.data.into_owned())
    }

    fn read(&self, name: &str, findings: &mut Findings) -> Vec<u8> {
        let Some(path) = self.own.get(name) else { return Self::embedded(name).unwrap_or_default() };
        self.world.read(path).unwrap_or_else(|error| {
            let finding = Finding::nowhere(&files::FILE_UNREADABLE).with("path", path.as_str());
            findings.push(finding.with("reason", error.to_string()));
            Vec::new()
        })
    }

    fn text(&self, name: &str, findings: &mut Findings) -> String {
        String::from_utf8_lossy(&self.read(name, findings)).into_owned()
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
        if own.is_empty() && name != STANDARD {
            let mut known: Vec<&str> = theme_files.keys().filter_map(|path| path.split('/').nth(1)).collect();
            known.push(STANDARD);
            let span = site.theme.as_ref().map(|name| name.span);
            let finding = span.map_or_else(
                || Finding::nowhere(&rules::THEME_UNKNOWN),
                |span| Finding::at(&rules::THEME_UNKNOWN, span),
            );
            findings.push(
                finding.with("name", name).with_opt("near", fold::nearest(name, known).map(str::to_owned)),
            );
        }
        let files = Files { world, own };
        let tera = templates(&files, findings);
        let words = Lang::ALL
            .into_iter()
            .map(|lang| {
                let (strings, mut tera) = (strings(&files, lang, findings), tera.clone());
                tera.global_context().insert("t", strings.all());
                (lang, (strings, tera))
            })
            .collect();
        let palette = palette(&files, site, findings);
        let style = format!("{}{}{}", palette.css(), files.text("style.css", findings), heights(site));
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

fn templates(files: &Files, findings: &mut Findings) -> Tera {
    let mut tera = Tera::new();
    let named: Vec<(String, String)> = files
        .names()
        .into_iter()
        .filter_map(|name| Some((name.strip_prefix("templates/")?.to_owned(), files.text(&name, findings))))
        .collect();
    if let Err(error) = tera.add_raw_templates(named) {
        findings.extend(failed("templates/", &error));
    }
    tera
}

/// The standard strings of a language, with those of the theme laid over them.
fn strings(files: &Files, lang: Lang, findings: &mut Findings) -> Strings {
    let name = format!("strings/{}.yaml", lang.tag());
    let standard = Files::embedded(&name).unwrap_or_default();
    let mut map = flat(&String::from_utf8_lossy(&standard), findings);
    if files.own.contains_key(&name) {
        map.extend(flat(&files.text(&name, findings), findings));
    }
    Strings::new(map)
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
    let standard = Files::embedded("colours.yaml").unwrap_or_default();
    let mut colours = flat(&String::from_utf8_lossy(&standard), findings);
    if files.own.contains_key("colours.yaml") {
        colours.extend(flat(&files.text("colours.yaml", findings), findings));
    }
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

    fn standard(lang: Lang) -> BTreeMap<String, String> {
        let file =
            Files::embedded(&format!("strings/{}.yaml", lang.tag())).expect("strings of the standard theme");
        let mut findings = Findings::new();
        let map = flat(&String::from_utf8_lossy(&file), &mut findings);
        assert!(findings.is_empty(), "{findings:?}");
        map
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
}
