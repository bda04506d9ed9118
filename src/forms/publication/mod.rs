//! A page as a [`Publication`]: one tree from which every form but the web page is written.
//!
//! It is put together from the same views that the templates get, in the same order, so no form can know less than the page.

mod body;
pub mod html;
mod pieces;
pub mod tree;

pub use tree::Publication;

use super::Renderer;
use super::html::document;
use super::html::frame::Frame;
use super::html::sheet;
use crate::content::document::Document;
use crate::content::project::Logo;
use crate::language::tag::LangTag;
use crate::site::{DocId, Route, Whole, routes};
use crate::theme::view;
use body::Reading;
use pieces::{Pieces, paragraph, words};
use tree::{Block, Content, Emblem, Image, Inline};

/// What a page tells, for other forms; `None` for a page that comes in none. Links to the site's own pages are whole when
/// the site has an address, and mere words when it has none: on paper a relative address leads nowhere.
pub fn of(renderer: &Renderer<'_>, page: &Route) -> Option<Publication> {
    // The view of a page measures its forms; one that is made of the view would measure itself without end.
    let renderer = &Renderer { made: None, ..*renderer };
    let address = renderer.site.routes.address(page)?;
    let root = renderer.site.file.address.as_ref().map(|root| root.value.as_str());
    let whole = |page: &str, href: &str| Some(format!("{}{}", root?, routes::resolve(page, href)));
    let publication = match page {
        Route::Document(id) => text(renderer, &address, *id, &whole),
        Route::Sheet(event, organisation) => {
            take_back(renderer, &address, page, (*event, *organisation), &whole)
        }
        Route::Whole(all) => gathered(renderer, &address, *all, &whole),
        _ => None,
    };
    publication.map(|publication| Publication { subject: renderer.site.subject(page), ..publication })
}

/// A whole as it is shown on its own page, where links are relative like all others.
pub(super) fn on_page(renderer: &Renderer<'_>, address: &str, all: Whole) -> Option<Publication> {
    let own = |page: &str, href: &str| Some(crate::world::relative(address, &routes::resolve(page, href)));
    gathered(renderer, address, all, &own)
}

/// How a link of a page to another page of the site is written.
type Linked<'l> = &'l dyn Fn(&str, &str) -> Option<String>;

/// A link as written in a view of the page: to a place on the page, to another page, or out of the site.
fn link(page: &str, href: &str, linked: Linked<'_>) -> Option<String> {
    let outside = href.contains("://") || ["mailto:", "tel:"].iter().any(|scheme| href.starts_with(scheme));
    if href.starts_with('#') || outside { Some(href.to_owned()) } else { linked(page, href) }
}

/// The frame of a publication: what is the same whatever it is of.
fn framed(frame: &Frame<'_>, address: &str, title: &str) -> Publication {
    let site = frame.site;
    let root = site.file.address.as_ref();
    Publication {
        title: title.to_owned(),
        kind: String::new(),
        subject: None,
        lang: frame.tag.clone(),
        title_lang: None,
        easy: false,
        summary: None,
        day: None,
        revised: None,
        changed: None,
        address: format!("{}{address}", root.map_or("", |root| root.value.as_str())),
        root: root.map(|root| root.value.clone()),
        sheet: None,
        site: frame.site_name(),
        publisher: site.file.project.owner.clone().unwrap_or_else(|| frame.site_name()),
        emblems: emblems(frame),
        blocks: Vec::new(),
    }
}

/// Funders first.
fn emblems(frame: &Frame<'_>) -> Vec<Emblem> {
    let emblem = |(logo, height_mm): (&Logo, u32)| {
        let path = frame.site.logo(&logo.file)?;
        let size = frame.site.pictures.get(&path).and_then(|facts| facts.size);
        Some(Emblem {
            image: Image { path, alt: logo.alt.clone(), size },
            statement: logo.statement.clone(),
            lang: frame.other(&frame.site.main_language()).as_deref().and_then(LangTag::parse),
            height_mm,
        })
    };
    frame.site.file.emblems().filter_map(emblem).collect()
}

/// One text.
fn text(renderer: &Renderer<'_>, address: &str, id: DocId, linked: Linked<'_>) -> Option<Publication> {
    let route = Route::Document(id);
    let frame = Frame::new(renderer, address, &route);
    let (site, document) = (frame.site, renderer.site.document(id)?);
    let view = document::told(&frame, id)?;
    let mut publication = framed(&frame, address, &document.title);
    publication.kind = frame.kind(document.kind);
    publication.title_lang = view.shell.title_lang.as_deref().and_then(LangTag::parse);
    publication.easy = view.easy;
    publication.summary.clone_from(&view.summary);
    let original = site.links(id).and_then(|links| links.original).and_then(|id| site.document(id));
    publication.day = document.day().or(original.and_then(Document::day));
    publication.revised = document.revised();
    publication.changed = publication.revised.or(publication.day);
    if document.kind.is_event() {
        let event = site.links(id).and_then(|links| links.original).unwrap_or(id);
        let sheet = frame.sheet_link(event, None).filter(|_| publication.root.is_some());
        publication.sheet = sheet.and_then(|sheet| linked(address, &sheet.href));
    }
    let whole = |href: &str| link(address, href, linked);
    let picture = |src: &str| {
        let path = site.image(document, src)?;
        let size = site.pictures.get(&path).and_then(|facts| facts.size);
        Some(Image { path, alt: String::new(), size })
    };
    let around = frame.around(document);
    let reading = Reading { around: &around, whole: &whole, picture: &picture };
    let (lead, body) = body::blocks(&document.body(), &reading);
    publication.blocks = in_order(&frame, &view, Pieces { whole: &whole }, lead, body);
    Some(publication)
}

/// The parts of a text in the order of its page.
fn in_order(
    frame: &Frame<'_>,
    view: &view::Document,
    pieces: Pieces<'_>,
    lead: Vec<Block>,
    body: Vec<Block>,
) -> Vec<Block> {
    let text_lang = view.text_lang.as_deref().and_then(LangTag::parse);
    let own = |blocks: Vec<Block>| match (&text_lang, blocks.is_empty()) {
        (Some(_), false) => vec![Block::new(Content::Group(blocks)).in_language(text_lang.clone())],
        _ => blocks,
    };
    let section = |id: &str, title: &str, blocks: Vec<Block>| {
        let heading = (!blocks.is_empty()).then(|| Block::heading(2, title).at(id));
        heading.into_iter().chain(blocks)
    };
    let mut out: Vec<Block> = Vec::new();
    if !view.status.is_empty() {
        out.push(Block::paragraph(view.status.join(". ")));
    }
    let lang = view.text_lang.as_deref();
    out.extend(view.summary.as_ref().map(|summary| paragraph(vec![words(summary, lang)])));
    out.extend(own(lead));
    out.extend(section("s-facts", &view.facts_title, pieces.facts(&view.facts).into_iter().collect()));
    let access = pieces.facts(&view.access).into_iter().collect();
    out.extend(section("s-access", frame.t("section_access"), access));
    let easy = view.easy_read.as_ref().map(Block::paragraph).into_iter().collect();
    out.extend(section("s-easy", frame.t("easy_read_short"), easy));
    if let Some(audio) = &view.audio {
        let ways = std::iter::once(audio.download.clone()).chain(audio.transcript_page.clone());
        let ways = pieces.links(&ways.collect::<Vec<_>>()).into_iter().collect();
        out.extend(section("s-audio", frame.t("section_audio"), ways));
        let said = audio.transcript.iter().map(|text| paragraph(vec![words(text, lang)]));
        let said: Vec<Block> = said.collect();
        let title = (!said.is_empty()).then(|| Block::heading(3, frame.t("transcript")));
        out.extend(title.into_iter().chain(said));
    }
    out.extend(view.first.iter().flat_map(|group| pieces.group(group)));
    if let Some(views) = &view.views {
        out.push(Block::heading(2, frame.t("section_views")).at("s-views"));
        for (key, text) in [("sector_title_civil", &views.civil), ("sector_title_public", &views.public)] {
            let text =
                text.as_ref().map(|text| [Block::heading(3, frame.t(key)), Block::paragraph(text.as_str())]);
            out.extend(text.into_iter().flatten());
        }
    }
    let points =
        |points: &[String]| points.iter().map(|point| vec![Block::paragraph(point.as_str())]).collect();
    let questions = pieces::list(points(&view.questions)).into_iter().collect();
    out.extend(section("s-questions", frame.t("section_topic_questions"), questions));
    for items in &view.items {
        out.extend(section(&items.id, &items.title, pieces.items(&items.items).into_iter().collect()));
    }
    let follow_up = pieces.items(&view.follow_up).into_iter().collect();
    out.extend(section("s-follow-up", frame.t("section_follow_up"), follow_up));
    let agenda: Vec<Vec<Block>> = points(&view.agenda);
    let agenda = (!agenda.is_empty()).then(|| Block::new(Content::List(Some(1), agenda)));
    out.extend(section("s-agenda", frame.t("section_agenda"), agenda.into_iter().collect()));
    let answers = pieces.items(&view.answers).into_iter().collect();
    out.extend(section("s-answers", frame.t("section_answers"), answers));
    if let Some(chart) = &view.chart {
        // The words say what the picture shows, and the table holds its figures.
        let told = chart.words.iter().map(|text| Block::paragraph(text.as_str())).collect();
        out.extend(section("s-chart", frame.t("section_chart"), told));
    }
    let table = view.table.as_ref().map(|table| pieces.table(table)).into_iter().collect();
    out.extend(section("s-table", frame.t("section_table"), table));
    out.extend(own(body));
    out.extend(section(
        "s-groups",
        frame.t("section_groups"),
        pieces.items(&view.groups).into_iter().collect(),
    ));
    let attended = view.attended.as_ref().map(|table| pieces.table(table)).into_iter().collect();
    out.extend(section("s-attended", frame.t("section_attended"), attended));
    let files = pieces.links(&view.attachments).into_iter().collect();
    out.extend(section("s-attachments", frame.t("section_attachments"), files));
    out.extend(view.related.iter().flat_map(|group| pieces.group(group)));
    out
}

/// A take-back sheet.
fn take_back(
    renderer: &Renderer<'_>,
    address: &str,
    route: &Route,
    (event, organisation): (DocId, Option<DocId>),
    linked: Linked<'_>,
) -> Option<Publication> {
    let frame = Frame::new(renderer, address, route);
    let view = sheet::told(&frame, event, organisation)?;
    let document = frame.site.document(event)?;
    let mut publication = framed(&frame, address, &view.shell.title);
    frame.t("sheet").clone_into(&mut publication.kind);
    publication.day = document.day();
    publication.revised = document.revised();
    publication.changed = publication.revised.or(publication.day);
    publication.summary = Some(view.summary.clone()).filter(|summary| !summary.is_empty());
    let whole = |href: &str| link(address, href, linked);
    let pieces = Pieces { whole: &whole };
    let lang = view.text_lang.as_deref();
    let labelled = |name: &str, text: &str| {
        let name = (!name.is_empty()).then(|| Inline::Strong(vec![Inline::Text(format!("{name}:"))]));
        let space = name.is_some().then(|| Inline::Text(" ".into()));
        name.into_iter().chain(space).chain([words(text, lang)]).collect::<Vec<_>>()
    };
    let mut out: Vec<Block> = Vec::new();
    if !view.audience.is_empty() {
        out.push(Block::paragraph(view.audience.as_str()));
    }
    out.extend(pieces.facts(&view.facts));
    out.push(Block::heading(2, frame.t("sheet_summary")));
    out.push(match &publication.summary {
        Some(summary) => paragraph(vec![words(summary, lang)]),
        None => Block::paragraph(frame.t("sheet_no_summary")),
    });
    out.push(Block::heading(2, view.concerns_title.as_str()));
    let points = view.concerns.iter().map(|(name, text, more)| {
        let mut line = labelled(name, text);
        if !more.is_empty() {
            line.push(Inline::Text(format!(" ({more})")));
        }
        vec![paragraph(line)]
    });
    out.extend(pieces::list(points.collect()));
    out.extend(view.concerns_note.as_ref().map(|note| Block::paragraph(note.as_str())));
    out.push(Block::heading(2, frame.t("sheet_questions")));
    for asked in &view.questions {
        out.push(paragraph(labelled(&asked.name, &asked.text)));
        out.extend(asked.lines.iter().map(|_| Block::new(Content::Rule)));
    }
    out.extend(view.questions_note.as_ref().map(|note| Block::paragraph(note.as_str())));
    out.push(Block::heading(2, frame.t("sheet_after")));
    let blank = "…".repeat(12);
    out.push(Block::paragraph(format!(
        "{} {blank} {} {blank}",
        frame.t("sheet_discussed_on"),
        frame.t("sheet_discussed_in")
    )));
    let mut answer = vec![Inline::Text(format!("{} ", view.answer))];
    for (i, way) in view.answer_ways.iter().enumerate() {
        answer.extend((i > 0).then(|| Inline::Text(", ".into())));
        answer.extend(pieces.value(way));
    }
    answer.push(Inline::Text(".".into()));
    out.push(paragraph(answer));
    out.push(paragraph(vec![
        Inline::Strong(vec![Inline::Text(format!("{}:", frame.t("next_event")))]),
        Inline::Text(format!(" {}", view.next)),
    ]));
    publication.blocks = out;
    Some(publication)
}

/// The texts of a whole, one after another, each under a heading of its own.
fn gathered(renderer: &Renderer<'_>, address: &str, all: Whole, linked: Linked<'_>) -> Option<Publication> {
    let route = Route::Whole(all);
    let frame = Frame::new(renderer, address, &route);
    let mut publication = framed(&frame, address, &frame.whole_title(all)?);
    frame.t("whole").clone_into(&mut publication.kind);
    let page = |id: DocId| Some((id, frame.site.routes.address(&Route::Document(id))?.into_owned()));
    let pages: Vec<(DocId, String)> = frame.site.texts_of(all).iter().copied().filter_map(page).collect();
    // What is gathered here is read here: links with the same words must not lead to two places (WCAG 2.4.9).
    let here = |page: &str, href: &str| {
        let target = routes::resolve(page, href);
        let (address, place) = target.split_once('#').unwrap_or((&target, ""));
        if pages.iter().any(|(_, own)| own == address) {
            return Some(format!("{HERE}{}", within(address, place)));
        }
        linked(page, href)
    };
    for (id, page) in &pages {
        let Some(one) = text(renderer, page, *id, &here) else { continue };
        publication.revised = publication.revised.max(one.revised);
        publication.changed = publication.changed.max(one.changed);
        publication.day = publication.day.max(one.day);
        publication.blocks.push(taken_in(one, page, &publication.lang));
    }
    Some(publication)
}

/// Begins a link to another text of the same whole, until its anchors have been made its own.
const HERE: &str = "##";

/// The anchor of a place of a page within a whole; of the page itself when no place is named.
fn within(page: &str, place: &str) -> String {
    let prefix = crate::language::fold::slug(page.trim_end_matches(".html"));
    if place.is_empty() { prefix } else { format!("{prefix}-{place}") }
}

/// A text within a whole: a level further down, with anchors that no other text of it has.
fn taken_in(text: Publication, page: &str, lang: &LangTag) -> Block {
    let prefix = within(page, "");
    let own = |id: &str| within(page, id);
    let mut heading = Block::heading(1, text.title).at(&prefix);
    heading.lang = text.title_lang;
    let mut blocks: Vec<Block> = std::iter::once(heading).chain(text.blocks).collect();
    for block in &mut blocks {
        block.walk_mut(&mut |block| {
            if let Content::Heading(level, _) = &mut block.content {
                *level = (*level + 1).min(6);
            }
            if let Some(id) = block.id.as_mut().filter(|id| **id != prefix) {
                *id = own(id);
            }
            for line in block.lines_mut() {
                tree::walk_mut(line, &mut |inline| match inline {
                    Inline::Link(address, _) => {
                        if let Some(id) = address.strip_prefix(HERE) {
                            *address = format!("#{id}");
                        } else if let Some(id) = address.strip_prefix('#') {
                            *address = format!("#{}", own(id));
                        }
                    }
                    Inline::Note(_, id) => *id = own(id),
                    _ => {}
                });
            }
        });
    }
    let other = (text.lang.primary() != lang.primary()).then_some(text.lang);
    Block::new(Content::Group(blocks)).in_language(other)
}
