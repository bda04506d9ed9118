//! Files that are linked to: whether the same is told on a page (EN 301 549, clause 10).

use super::Note;
use crate::content::fields::meeting;
use crate::language::Lang;
use crate::report::catalog::text as rules;
use crate::report::{Arg, Finding, Findings, Phrase, Span};
use crate::site::Target;
use std::collections::BTreeSet;

/// Forms that are made for paper or for another program.
const FORMS: &[&str] =
    &["pdf", "doc", "docx", "ppt", "pptx", "xls", "xlsx", "odt", "odp", "ods", "rtf", "pages", "key"];

fn form(path: &str) -> Option<String> {
    let form = path.rsplit_once('.').map(|(_, form)| form.to_ascii_lowercase())?;
    FORMS.contains(&form.as_str()).then_some(form)
}

pub(super) fn check(note: &Note<'_>, findings: &mut Findings) {
    let attachments = note.document.event().map(|event| event.attachments.as_slice()).unwrap_or_default();
    // A file that is an attachment with an alternative has its page.
    let mut told: BTreeSet<String> = BTreeSet::new();
    for attachment in attachments {
        let Some(path) = note.site.beside(note.document, &attachment.file) else { continue };
        if attachment.alternative.is_none() && form(&path).is_some() {
            tell(&path, attachment.file.span, findings);
        }
        let known = attachment.accessible.as_ref().is_some_and(|answer| !answer.yes);
        // Who says that a file is not accessible, and what to read instead, has been told.
        if !(known && attachment.alternative.is_some()) {
            tags(note, &path, attachment.file.span, findings);
        }
        told.insert(path);
    }
    for link in note.document.ends.links.iter().filter(|link| may_be_document(link)) {
        if let Target::Asset(path) = note.site.target(note.document, link)
            && form(&path).is_some()
            && told.insert(path.clone())
        {
            tags(note, &path, link.span, findings);
            tell(&path, link.span, findings);
        }
    }
}

/// Whether a target, as written, can be a file of one of the forms. Most are not, and need not be looked for.
fn may_be_document(target: &str) -> bool {
    let path = target.split(['#', '?']).next().unwrap_or("").trim();
    path.contains('%') || form(path).is_some()
}

/// What a PDF lacks that assistive technology needs.
fn tags(note: &Note<'_>, path: &str, span: Span, findings: &mut Findings) {
    let Some(facts) = note.site.pdfs.get(path) else { return };
    let parts = [
        (facts.tagged, Phrase { sv: "taggar", en: "tags" }),
        (facts.lang, Phrase { sv: "språk", en: "a language" }),
        (facts.title, Phrase { sv: "titel", en: "a title" }),
    ];
    let lacks = |lang: Lang| {
        let words: Vec<&str> = parts.iter().filter(|(has, _)| !has).map(|(_, word)| word.raw(lang)).collect();
        match words.split_last() {
            Some((last, rest)) if !rest.is_empty() => {
                format!("{} {} {last}", rest.join(", "), lang.pick("och", "and"))
            }
            _ => words.concat(),
        }
    };
    if parts.iter().any(|(has, _)| !has) {
        findings.push(
            Finding::at(&rules::DOCUMENT_PDF_UNTAGGED, span)
                .with("file", path.rsplit('/').next().unwrap_or(path))
                .with("lacks", Arg::each(lacks)),
        );
    }
}

fn tell(path: &str, span: Span, findings: &mut Findings) {
    findings.push(
        Finding::at(&rules::DOCUMENT_NO_WEB_VERSION, span)
            .with("file", path.rsplit('/').next().unwrap_or(path))
            .with("form", form(path).unwrap_or_default().to_uppercase())
            .with("example", Arg::each(|lang| meeting::ALTERNATIVE.line(lang))),
    );
}
