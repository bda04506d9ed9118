//! What cannot be shown in PDF, told at its place in the notes before anything is set.

use super::body::{is_shaping, is_silent};
use super::pictures;
use super::press::Press;
use crate::content::document::Document;
use crate::content::formats::Format;
use crate::forms::publication::tree::Image;
use crate::report::catalog::theme as rules;
use crate::report::{Finding, Findings, Span, Stored};
use crate::site::connection::Each;
use crate::site::{Site, is_image};
use crate::theme::{STANDARD, Theme};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What was told of each text before, and with which theme.
#[derive(Debug, Default)]
pub struct Cache {
    theme: Option<Arc<Theme>>,
    told: Each<Findings>,
}

/// Looks over all texts of a site whose pages come as PDF.
pub fn look(site: &Site, theme: &Arc<Theme>, cache: &mut Cache) -> Findings {
    let mut findings = Findings::new();
    if !site.file.forms.iter().any(|format| matches!(format, Format::Pdf | Format::LargePrint)) {
        return findings;
    }
    for logo in site.file.funders.iter().chain(&site.file.logos) {
        // That a file is no picture at all is told where it is read.
        let Some(path) = site.logo(&logo.file).filter(|path| is_image(path)) else { continue };
        let size = site.pictures.get(&path).and_then(|facts| facts.size);
        let found = emblem(&Image { path, alt: String::new(), size });
        findings.extend(
            found.into_iter().map(|finding| Finding { span: Some(logo.file.span), ..finding }).collect(),
        );
    }
    if !cache.theme.as_ref().is_some_and(|before| Arc::ptr_eq(before, theme)) {
        *cache = Cache { theme: Some(Arc::clone(theme)), told: Each::default() };
    }
    let press = Press::of(&theme.paper);
    for told in cache.told.of(site, |_, document| of_document(site, document, &press)) {
        findings.share(told);
    }
    findings
}

fn of_document(site: &Site, document: &Document, press: &Press) -> Findings {
    let mut findings = Findings::new();
    signs(site, document.file, press, &mut findings);
    for image in &document.ends.images {
        let Some(path) = site.image(document, image) else { continue };
        let size = site.pictures.get(&path).and_then(|facts| facts.size);
        if let Err(reason) = pictures::kind(&path, size) {
            let finding = Finding::at(&rules::PDF_PICTURE, image.span).with("path", path.as_str());
            findings.push(finding.with("reason", reason));
        }
    }
    findings
}

/// What there is to say of a logo.
pub(super) fn emblem(image: &Image) -> Option<Finding> {
    let reason = pictures::kind(&image.path, image.size).err()?;
    Some(Finding::nowhere(&rules::PDF_EMBLEM).with("path", image.path.as_str()).with("reason", reason))
}

/// Characters of a file that no font has: each once, where it stands first.
fn signs(site: &Site, file: crate::report::FileId, press: &Press, findings: &mut Findings) {
    let Some(source) = site.sources.stored(file).map(Stored::open) else { return };
    let theme = site.file.theme.as_ref().map_or(STANDARD, |name| name.value.as_str());
    let mut seen = BTreeSet::new();
    for (at, c) in source.text.char_indices().filter(|(_, c)| !c.is_ascii()) {
        let shown = c.is_whitespace() || c.is_control() || is_silent(c) || is_shaping(c) || press.has(c);
        if !shown && seen.insert(c) {
            let finding = Finding::at(&rules::PDF_GLYPH, Span::new(file, at..at + c.len_utf8()));
            let finding = finding.with("sign", c.to_string()).with("code", format!("{:04X}", u32::from(c)));
            findings.push(finding.with("theme", theme));
        }
    }
}
