//! A page as PDF/UA-1 (ISO 14289-1), on A4 and in large print: typeset in the program, tagged, and refused when it does not
//! follow the standard.
//!
//! The looks are the theme's (`paper.typ`); what is said comes from the [`Publication`], every text as a literal
//! (`code.rs`). The typesetter knows no disk and no clock (`press.rs`).

mod body;
mod code;
mod look;
mod pictures;
mod press;
mod tables;

pub use code::literal;
pub use look::{Cache, look};

use super::publication::Publication;
use super::publication::tree::{Block, Content, Emblem};
use super::store::Key;
use super::{Form, Renderer};
use crate::content::formats::Format;
use crate::language::{Lang, dates};
use crate::report::catalog::theme as rules;
use crate::report::{Finding, Findings};
use crate::theme::strings::Strings;
use body::Writer;
use code::array;
use pictures::Pictures;
use press::{Pages, Press};

/// A page with more headings than this begins with a list of them.
const HEADINGS: usize = 14;

/// A form: A4 or large print.
pub(super) struct Pdf(pub(super) Format);

impl Form for Pdf {
    fn format(&self) -> Format {
        self.0
    }

    fn write(&self, of: &Publication, renderer: &Renderer<'_>) -> Result<Vec<u8>, Findings> {
        let press = Press::of(&renderer.theme.paper);
        let pictures = Pictures::of(of, renderer.world);
        let lang = of.lang.ui();
        let look = Look {
            large: self.0 == Format::LargePrint,
            sheet: of.is_sheet(),
            easy: of.easy,
            strings: renderer.theme.strings(lang),
            lang,
        };
        let failed = |detail: String| -> Findings {
            let finding = Finding::nowhere(&rules::PDF_FAILED).with("address", of.address.as_str());
            std::iter::once(finding.with("detail", detail)).collect()
        };
        if let Some(finding) = of.emblems.iter().find_map(|emblem| look::emblem(&emblem.image)) {
            return Err(std::iter::once(finding).collect());
        }
        let has = |c: char| press.has(c);
        let code = |of: &Publication, dense: bool| source(of, &look, dense, &pictures, &has, renderer);
        let first = code(of, false);
        let paper = &renderer.theme.paper.digest;
        let parts = [press::VERSION.as_bytes(), paper.as_slice(), first.as_bytes()].into_iter();
        let key = Key::of(parts.chain(pictures.files.values().map(AsRef::as_ref)));
        renderer.stored(&key, || {
            let set = |code: String| press.set(code, &pictures.files);
            let pages = set(first).and_then(|pages| {
                if of.is_sheet() {
                    fitted(of, pages, look.most_pages(), &|of, dense| set(code(of, dense)))
                } else {
                    Ok(pages)
                }
            });
            pages.and_then(|pages| pages.pdf(&of.address)).map_err(failed)
        })
    }
}

/// How a page is to look.
struct Look<'l> {
    large: bool,
    sheet: bool,
    easy: bool,
    strings: &'l Strings,
    lang: Lang,
}

impl Look<'_> {
    /// The size of letters, in points.
    fn size(&self) -> u32 {
        if self.large { 18 } else { 12 }
    }

    /// Left and right margin, in millimetres. A line has at most 75 letters, in easy language 60.
    fn sides(&self) -> f64 {
        match (self.large, self.sheet, self.easy) {
            (true, ..) | (_, true, _) => 22.0,
            (_, _, true) => 40.0,
            _ => 27.0,
        }
    }

    /// The width of the text, in ems.
    fn measure_em(&self) -> f64 {
        (210.0 - 2.0 * self.sides()) / (f64::from(self.size()) * 25.4 / 72.0)
    }

    /// How many letters a word may have that must fit into a line, also within a list.
    fn longest_word(&self) -> usize {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // Some forty.
        let letters = (self.measure_em() / 0.7) as usize;
        letters
    }

    /// How many pages a take-back sheet may have.
    fn most_pages(&self) -> usize {
        if self.large { 2 } else { 1 }
    }
}

/// A sheet on so many pages: lines to write on give way, one after another, then the text is set closer. What does not fit
/// even so has a page more: no word is dropped.
fn fitted(
    of: &Publication,
    mut pages: Pages,
    most: usize,
    set: &dyn Fn(&Publication, bool) -> Result<Pages, String>,
) -> Result<Pages, String> {
    let mut own = of.clone();
    for dense in [false, true] {
        loop {
            if pages.count() <= most {
                return Ok(pages);
            }
            if !with_fewer_rules(&mut own.blocks) {
                break;
            }
            pages = set(&own, dense)?;
        }
        own = of.clone();
        pages = set(&own, true)?;
    }
    Ok(pages)
}

/// Takes a line away from the longest row of lines; whether there was one to take. One line is left of every row.
fn with_fewer_rules(blocks: &mut Vec<Block>) -> bool {
    let mut rows: Vec<(usize, usize)> = Vec::new();
    for (i, block) in blocks.iter().enumerate() {
        match (&block.content, rows.last_mut()) {
            (Content::Rule, Some((end, length))) if *end == i => (*end, *length) = (i + 1, *length + 1),
            (Content::Rule, _) => rows.push((i + 1, 1)),
            _ => {}
        }
    }
    match rows.iter().max_by_key(|(_, length)| *length) {
        Some((end, length)) if *length > 1 => {
            blocks.remove(end - 1);
            true
        }
        _ => false,
    }
}

/// The whole code of a document.
fn source(
    of: &Publication,
    look: &Look<'_>,
    dense: bool,
    pictures: &Pictures,
    has: &dyn Fn(char) -> bool,
    renderer: &Renderer<'_>,
) -> String {
    let mut writer = Writer::new(of, look, pictures, has);
    let fit = |text: &str| literal(&body::fit(text, false, look.longest_word(), has));
    let day = of.changed.map_or_else(
        || "none".to_owned(),
        |day| format!("datetime(year: {}, month: {}, day: {})", day.year(), day.month(), day.day()),
    );
    let colours = renderer.theme.paper.colours.iter();
    let colours: Vec<String> =
        colours.map(|(name, value)| format!("{}: {},", literal(name), literal(value))).collect();
    writer.out = format!(
        "#import \"paper.typ\": *\n#let form = (title: {}, author: {}, day: {day}, summary: {}, {}, size: {}pt, sides: {}mm, \
         large: {}, easy: {}, sheet: {}, dense: {dense}, page: {}, colours: ({}))\n#show: paper.with(form)\n#{{\n",
        fit(&of.title),
        fit(&of.publisher),
        of.summary.as_deref().map_or("none".to_owned(), &fit),
        body::arguments(&of.lang),
        look.size(),
        look.sides(),
        look.large,
        look.easy,
        look.sheet,
        fit(look.strings.get("page_of")),
        // Empty brackets would be an empty list.
        if colours.is_empty() { ":".to_owned() } else { colours.concat() },
    );
    let emblems = array(of.emblems.iter().map(|emblem| self::emblem(emblem, pictures, &fit)));
    writer.push(&format!("letterhead(form, {}, {emblems})", fit(&of.site)));
    let title = Block { lang: of.title_lang.clone(), ..Block::heading(1, of.title.as_str()) };
    writer.blocks(std::slice::from_ref(&title));
    let mut headings = 0;
    for block in &of.blocks {
        block.walk(&mut |block| headings += usize::from(matches!(block.content, Content::Heading(2 | 3, _))));
    }
    if headings > HEADINGS && !of.is_sheet() {
        writer.push(&format!("contents({})", fit(look.strings.get("contents"))));
    }
    writer.blocks(&of.blocks);
    writer.push(&format!("colophon(form, {})\n}}", array(colophon(of, look, &fit))));
    writer.out
}

/// A logo, with the sentence that must never be parted from it.
fn emblem(emblem: &Emblem, pictures: &Pictures, fit: &dyn Fn(&str) -> String) -> String {
    let height = emblem.height_mm;
    let width = emblem
        .image
        .size
        .map_or(f64::from(height), |(w, h)| f64::from(height) * f64::from(w) / f64::from(h.max(1)));
    let name = pictures.name(&emblem.image).unwrap_or_default();
    let statement = emblem.statement.as_deref().map_or("none".to_owned(), fit);
    format!(
        "(picture: {}, alt: {}, height: {height}mm, width: {width:.2}mm, statement: {statement})",
        literal(name),
        fit(&emblem.image.alt)
    )
}

/// What stands last: where the page is, and of which day it is.
fn colophon(of: &Publication, look: &Look<'_>, fit: &dyn Fn(&str) -> String) -> Vec<String> {
    let strings = look.strings;
    let address = of.root.as_ref().map(|_| {
        let (label, address) = (fit(&format!("{}: ", strings.get("page_address"))), literal(&of.address));
        format!("{{{label};web(form, {address}, {address}, none)}}")
    });
    let day = of.revised.filter(|_| !of.is_sheet());
    let day = day.map(|day| fit(&strings.fill("updated_on", &[("day", &dates::long(look.lang, day))])));
    address.into_iter().chain(day).collect()
}

#[cfg(test)]
mod tests;
