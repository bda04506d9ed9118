//! What can only be seen when everything is connected.

use super::{Route, Site, State, Target, is_image};
use crate::content::document::Document;
use crate::content::fields::{meeting as meeting_fields, site as site_fields};
use crate::content::kind::Type;
use crate::report::catalog::{fields as field_rules, markup, people, site as rules};
use crate::report::{Arg, Finding, Findings, Phrase, Rule, Span};
use crate::world::World;

/// Runs the checks of the connected site that are of no document.
pub(super) fn all(site: &Site, findings: &mut Findings) {
    for logo in site.file.funders.iter().chain(&site.file.logos) {
        let path = site.logo(&logo.file);
        let active = path.as_ref().and_then(|path| site.pictures.get(path)).is_some_and(|facts| facts.active);
        if active {
            findings.push(
                Finding::at(&markup::HTML_UNSAFE, logo.file.span).with("what", logo.file.value.as_str()),
            );
        }
        if path.as_ref().is_some_and(|path| !is_image(path)) {
            findings.push(
                Finding::at(&field_rules::FIELD_INVALID, logo.file.span)
                    .with("value", logo.file.value.as_str())
                    .with("key", Arg::each(|lang| site_fields::LOGO.key(lang).to_owned()))
                    .with(
                        "expected",
                        Phrase { sv: "en bildfil (SVG, PNG, JPEG)", en: "an image file (SVG, PNG, JPEG)" },
                    )
                    .with("example", Arg::each(|lang| site_fields::LOGO.line(lang))),
            );
        }
        if path.is_none() {
            let near = crate::language::fold::nearest(
                &format!("content/{}", logo.file.value),
                site.assets.keys().filter(|path| is_image(path)).map(String::as_str),
            );
            findings.push(
                Finding::at(&rules::FUNDER_LOGO_MISSING, logo.file.span)
                    .with("file", logo.file.value.as_str())
                    .with_opt("near", near.map(|path| path.trim_start_matches("content/").to_owned())),
            );
        }
    }
    for name in &site.file.menu {
        // A list that has nothing in it yet is no fault: it comes into the menu with its first text.
        if site.menu_route(name).is_none()
            && Type::from_word(name).is_none()
            && Site::made_page(name).is_none()
        {
            let known = site.documents.iter().map(|d| d.slug.as_str());
            findings.push(
                Finding::at(&rules::MENU_UNKNOWN, name.span)
                    .with("value", name.value.as_str())
                    .with_opt("near", crate::language::fold::nearest(name, known).map(str::to_owned)),
            );
        }
    }
    if site.file.statement.is_none()
        && let Some(span) = site.file.span
    {
        findings.push(
            Finding::at(&rules::STATEMENT_MISSING, span)
                .with("example", Arg::each(|lang| site_fields::ACCESSIBILITY.line(lang))),
        );
    }
    for person in site.file.project.contact.person.iter().filter(|id| site.person(id).is_none()) {
        findings.push(site.unknown_person(|rule| Finding::at(rule, person.span), person));
    }
}

/// What there is to tell of one document in the site.
pub(super) fn of_document(site: &Site, document: &Document) -> Findings {
    let mut findings = Findings::new();
    site.check_links(document, &mut findings);
    attachments(site, document, &mut findings);
    planned(site, document, &mut findings);
    moved(site, document, &mut findings);
    if let Some(film) = &document.sign_language
        && !matches!(site.target(document, film), Target::Outside(_) | Target::Asset(_))
    {
        findings.push(
            Finding::at(&markup::LINK_BROKEN, film.span)
                .with("target", film.value.as_str())
                .with_opt("near", site.nearest_path(document, film)),
        );
    }
    if let Some(audio) = &document.audio {
        site.check_file(document, audio, audio.span, &mut findings);
    }
    if let Some(file) = document.transcript_file()
        && matches!(site.target(document, file), Target::Nowhere | Target::Outside(_) | Target::Unsafe(_))
    {
        findings.push(
            Finding::at(&markup::LINK_BROKEN, file.span)
                .with("target", file.value.as_str())
                .with_opt("near", site.nearest_path(document, file)),
        );
    }
    findings
}

impl Site {
    /// What to tell of a name that is no person's id, with the nearest that is. `place` says where it stands.
    pub fn unknown_person(&self, place: impl Fn(&'static Rule) -> Finding, id: &str) -> Finding {
        let known = self.persons.iter().map(|person| person.id.as_str());
        place(&rules::REFERENCE_UNKNOWN)
            .with("kind", Phrase { sv: "ingen person", en: "no person" })
            .with("value", id)
            .with_opt("near", crate::language::fold::nearest(id, known).map(str::to_owned))
            .with("example", "content/personer.yaml")
    }
}

/// Forms of files that are text, whatever else they are.
const TEXT_FORMS: [&str; 10] = ["svg", "csv", "txt", "vtt", "srt", "json", "md", "css", "tsv", "rtf"];

/// Whether a file is text by its name.
pub(super) fn is_text(path: &str) -> bool {
    let form = path.rsplit_once('.').map_or("", |(_, form)| form).to_ascii_lowercase();
    TEXT_FORMS.contains(&form.as_str())
}

/// Hidden names where masking does not reach: in the names of files that are published, and in those that are text. Other
/// bytes are looked at when they are written.
pub(super) fn names_in_files(site: &Site, world: &dyn World, findings: &mut Findings) {
    if site.hidden.is_empty() {
        return;
    }
    // A sheet of an organisation has the names of a meeting and of an organisation, which are looked at themselves.
    for (address, route) in site.routes.listed() {
        match route {
            Route::Document(id) => {
                let path = site.document(*id).map_or(address.as_str(), |document| document.path.as_str());
                findings.extend(site.hidden.look_at_name(path));
            }
            Route::Asset(path) => {
                findings.extend(site.hidden.look_at_name(path));
                if let Some(bytes) = is_text(path).then(|| world.read(path).ok()).flatten() {
                    findings.extend(site.hidden.look(&bytes, path));
                }
            }
            _ => findings.extend(site.hidden.look_at_name(address)),
        }
    }
}

fn attachments(site: &Site, document: &Document, findings: &mut Findings) {
    let Some(event) = document.event() else { return };
    for attachment in &event.attachments {
        if site.beside(document, &attachment.file).is_some_and(|path| super::links::executable(&path)) {
            let finding = Finding::at(&markup::HTML_UNSAFE, attachment.file.span);
            findings.push(finding.with("what", attachment.file.value.as_str()));
        }
        if site.beside(document, &attachment.file).is_none() {
            findings.push(
                Finding::at(&rules::ATTACHMENT_MISSING, attachment.file.span)
                    .with("file", attachment.file.value.as_str())
                    .with_opt("near", site.nearest_path(document, &attachment.file)),
            );
        }
        if let Some(alternative) = &attachment.alternative
            && site.target(document, alternative) == Target::Nowhere
        {
            findings.push(
                Finding::at(&markup::LINK_BROKEN, alternative.span)
                    .with("target", alternative.value.as_str())
                    .with_opt("near", site.nearest_path(document, alternative)),
            );
        }
    }
}

/// What to write. What is in capitals is no address and no day, so that nobody publishes it as it stands.
const ACCESS_SV: &str = "\n    tillgänglighet:\n      hörslinga: ja\n      teckenspråkstolk: nej\n      rullstol: ja\n      \
    anmäl_behov:\n        till: ADRESS\n        senast: DAG";
const ACCESS_EN: &str = "\n    accessibility:\n      hearing_loop: yes\n      sign_interpreter: no\n      wheelchair: yes\n      \
    report_needs:\n        to: ADDRESS\n        by: DAY";

/// A planned meeting tells what there is for those who need it, to whom to say what one needs, and by when.
fn planned(site: &Site, document: &Document, findings: &mut Findings) {
    let Some(event) = document.event() else { return };
    let open = document.version.is_original() && site.to_be_told(document);
    if !open {
        return;
    }
    let access = event.access.as_ref();
    let by = access.and_then(|access| access.needs_by);
    if let (Some(by), Some(date)) = (by, document.day())
        && by > date
    {
        let what = Arg::Both(
            "Sista dagen att säga vad man behöver är efter mötet.".to_owned(),
            "The last day to say what one needs is after the meeting.".to_owned(),
        );
        findings.push(Finding::at(&field_rules::FIELD_RANGE, document.title_span()).with("what", what));
    }
    let missing = if access.is_none_or(|access| access.features.is_empty()) {
        Phrase { sv: "hur tillgängligt det är", en: "how accessible it is" }
    } else if access.is_none_or(|access| access.needs_to.is_none()) {
        Phrase { sv: "vart den som behöver något hör av sig", en: "where to say what one needs" }
    } else if access.is_none_or(|access| access.needs_by.is_none()) {
        Phrase { sv: "när man senast hör av sig om vad man behöver", en: "by when to say what one needs" }
    } else {
        return;
    };
    findings.push(
        Finding::at(&people::MEETING_INACCESSIBLE, document.title_span())
            .with("missing", missing)
            .with("example", Arg::each(|lang| lang.pick(ACCESS_SV, ACCESS_EN).to_owned())),
    );
}

/// A meeting that was moved says to which day, and that is another day.
fn moved(site: &Site, document: &Document, findings: &mut Findings) {
    let Some(event) = document.event().filter(|_| document.version.is_original()) else { return };
    if event.moved_to.is_none() && site.state(document) == State::Moved {
        let example = Arg::each(|lang| meeting_fields::MOVED_TO.line(lang));
        findings.push(Finding::at(&rules::MOVED_NO_DAY, document.title_span()).with("example", example));
    }
    if event.moved_to.is_some() && event.moved_to == document.date.as_ref().map(|date| date.value) {
        let what = Arg::Both(
            "Mötet är flyttat till den dag som det redan låg på.".to_owned(),
            "The meeting is moved to the day that it was on already.".to_owned(),
        );
        findings.push(Finding::at(&field_rules::FIELD_RANGE, document.title_span()).with("what", what));
    }
}

impl Site {
    /// Whether an event must say what there is for those who need it: it is planned, or one can still go there.
    fn to_be_told(&self, document: &Document) -> bool {
        self.state(document) == State::Planned || self.is_coming(document)
    }
}

impl Document {
    /// Where a complaint of the document as a whole points.
    fn title_span(&self) -> Span {
        self.title.span
    }
}
