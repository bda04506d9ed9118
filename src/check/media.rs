//! Sound and film: captions, transcripts, descriptions, and what lies on other sites (WCAG 1.2).

use super::Note;
use crate::content::fields::common;
use crate::language::fold;
use crate::markdown::media::{Media, TrackKind, host};
use crate::markdown::{Kind, tree};
use crate::report::catalog::{markup, text as rules};
use crate::report::{Arg, Finding, Findings, Span};
use crate::site::Target;

/// Words by which a note says that what is heard stands there in text.
const TRANSCRIPT: &[&str] = &[
    "transkription",
    "transkribering",
    "transkriberat",
    "ljudet i text",
    "samtalet i text",
    "filmen i text",
    "textversion",
    "utskrift av ljud",
    "utskrift av film",
    "utskrift av samtal",
    "transcript",
    "text version",
];

/// How captions are written, for a message.
const EXAMPLE: &str = "<track kind=\"captions\" src=\"film.vtt\" srclang=\"sv\" label=\"Svenska\">";

pub(super) fn check(note: &Note<'_>, findings: &mut Findings) {
    if let Some(audio) = &note.document.audio {
        match note.site.target(note.document, audio) {
            Target::Outside(address) => foreign(&address, audio.span, findings),
            Target::Asset(_) if note.document.transcript.is_none() => untold(audio, audio.span, findings),
            _ => {}
        }
    }
    let media = &note.document.ends.media;
    let in_text = !media.is_empty() && in_text_too(note);
    for media in media {
        recording(note, media, media.span, in_text, findings);
    }
}

fn recording(note: &Note<'_>, media: &Media, span: Span, in_text: bool, findings: &mut Findings) {
    let of = |written: &String| note.site.target(note.document, written);
    if let Some(Target::Outside(address)) =
        media.sources.iter().map(of).find(|target| matches!(target, Target::Outside(_)))
    {
        foreign(&address, span, findings);
    }
    // What is not shown here has no captions to lack.
    let Some(src) = media.sources.iter().find(|src| matches!(of(src), Target::Asset(_))) else { return };
    if !media.video {
        if !in_text {
            untold(src, span, findings);
        }
        return;
    }
    let has = |kind: TrackKind| {
        media
            .tracks
            .iter()
            .any(|track| track.kind == kind && matches!(of(&track.src), Target::Asset(path) if is_vtt(&path)))
    };
    if !has(TrackKind::Captions) {
        let told = Finding::at(&rules::MEDIA_CAPTIONS, span);
        findings.push(told.with("src", src.as_str()).with("example", EXAMPLE));
    }
    if !in_text && !has(TrackKind::Descriptions) {
        findings.push(Finding::at(&rules::MEDIA_DESCRIPTION, span).with("src", src.as_str()));
    }
}

fn untold(src: &str, span: Span, findings: &mut Findings) {
    let told = Finding::at(&rules::MEDIA_TRANSCRIPT, span).with("src", src);
    findings.push(told.with("key", Arg::each(|lang| common::TRANSCRIPT.key(lang).to_owned())));
}

fn foreign(address: &str, span: Span, findings: &mut Findings) {
    let host = host(address).unwrap_or(address);
    findings.push(Finding::at(&markup::EMBED_THIRD_PARTY, span).with("host", host));
}

/// The one form of captions that browsers read.
fn is_vtt(path: &str) -> bool {
    path.to_ascii_lowercase().ends_with(".vtt")
}

/// Whether a note says that what is heard stands in text: by a heading, a summary, a link or a fact.
fn in_text_too(note: &Note<'_>) -> bool {
    let mut found = note.document.transcript.is_some();
    tree::walk(&note.document.body().blocks, &mut |node| {
        let says = match &node.kind {
            Kind::Heading { .. } | Kind::Link { .. } => true,
            Kind::Element { tag, .. } => *tag == "summary",
            _ => false,
        };
        if says && !found {
            let text = fold::fold(&node.plain());
            found = TRANSCRIPT.iter().any(|word| text.contains(word));
        }
    });
    found
}
