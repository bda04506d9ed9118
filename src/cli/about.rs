//! What the preview is told of a page: the only place where it and the site meet.

use crate::check::reading;
use crate::content::document::Document;
use crate::language::Lang;
use crate::preview::{About, Other, Place, Reading, Source};
use crate::report::{FileId, Findings};
use crate::site::DocId;
use crate::{Disk, Loaded, Route, Site};

/// So many of a text's longest sentences are shown.
const SENTENCES: usize = 3;
/// Forms that a page may have beside HTML.
const FORMS: [&str; 8] = ["pdf", "txt", "epub", "docx", "odt", "ics", "json", "mp3"];

/// What is known of the page at an address.
pub(super) fn page(loaded: &Loaded, disk: &Disk, address: &str) -> Option<About> {
    let site = &loaded.site;
    let route = &site.routes.find(address).filter(Route::is_page)?;
    let document = match route {
        Route::Document(id) | Route::Moved(id, _) | Route::Sheet(id, _) => Some(*id),
        _ => None,
    };
    let own = |route: &Route| matches!(route, Route::Document(_));
    let note = document.and_then(|id| Some((id, site.document(id)?)));
    let file = note.map(|(_, note)| note.file).or_else(|| listed_in(site, route));
    let source = file.and_then(|file| site.sources.get(file)).map(|source| Source {
        path: source.path.clone(),
        disk: std::path::absolute(disk.locate(&source.path)).ok(),
    });
    let mut about = About {
        source,
        findings: file.map(|file| of_file(&loaded.findings, file)).unwrap_or_default(),
        forms: forms(site, address),
        ..About::default()
    };
    if let Some((id, note)) = note.filter(|_| own(route)) {
        about.draft = note.is_draft()
            || site
                .links(id)
                .and_then(|links| links.original)
                .is_some_and(|original| site.document(original).is_some_and(Document::is_draft));
        about.places = note
            .headings
            .iter()
            .map(|heading| Place { span: heading.span, id: heading.id.clone(), words: heading.text.clone() })
            .collect();
        let measure = reading::measure(note, SENTENCES);
        about.reading = Some(Reading { words: measure.words, lix: measure.lix, longest: measure.longest });
        about.versions = versions(site, id);
    }
    Some(about)
}

/// The file that says what stands on a page that is no note.
fn listed_in(site: &Site, route: &Route) -> Option<FileId> {
    match route {
        Route::Start(_) | Route::Project | Route::Statement => site.file.span.map(|span| span.file),
        Route::Glossary => {
            site.glossary.first().or(site.abbreviations.first()).map(|entry| entry.word.span.file)
        }
        _ => None,
    }
}

fn of_file(findings: &Findings, file: FileId) -> Findings {
    findings.iter().filter(|finding| finding.span.is_some_and(|span| span.file == file)).cloned().collect()
}

/// The same text in other versions.
fn versions(site: &Site, id: DocId) -> Vec<Other> {
    let versions = site.links(id).map(|links| links.versions.as_slice()).unwrap_or_default();
    let others = versions.iter().filter(|version| **version != id).filter_map(|version| {
        let document = site.document(*version)?;
        let language = site.language(document);
        let easy =
            Lang::from_locale(language.primary()).map(|lang| lang.pick(", lättläst", ", easy to read"));
        let easy = easy.filter(|_| document.version.easy_read).unwrap_or_default();
        Some(Other {
            name: format!("{}{easy}", language.own_name()),
            lang: Some(language.as_str().to_owned()),
            address: site.routes.address(&Route::Document(*version))?.into_owned(),
        })
    });
    others.collect()
}

/// The same page in other forms: what stands beside it under the same name.
fn forms(site: &Site, address: &str) -> Vec<Other> {
    let Some(stem) = address.strip_suffix("html") else { return Vec::new() };
    let beside = FORMS.iter().map(|form| (form, format!("{stem}{form}")));
    beside
        .filter(|(_, address)| site.routes.find(address).is_some())
        .map(|(form, address)| Other { name: form.to_uppercase(), lang: None, address })
        .collect()
}
