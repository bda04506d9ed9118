//! The page of one document.

use super::figures;
use super::frame::{Frame, tied};
use super::{organisation, topic};
use crate::content::document::Document;
use crate::content::items::ItemKind;
use crate::content::kind::Type;
use crate::content::types::{Data, Event};
use crate::language::dates;
use crate::markdown;
use crate::site::{DocId, Route, State, Target, Whole};
use crate::theme::view::{self, Fact, Items, Link, Table, Toc, Value, Views};

/// A table of contents helps from this many headings on.
const TOC_FROM: usize = 3;

/// The view of a document; `None` when there is no such document.
pub(super) fn view(frame: &Frame<'_>, id: DocId) -> Option<view::Document> {
    let mut view = told(frame, id)?;
    let document = frame.site.document(id)?;
    (view.lead, view.html) = markdown::html::write_led(&document.body(), &frame.around(document));
    view.forms = forms(frame, id);
    view.linked = super::linked::event(frame, id);
    let original = frame.site.links(id).and_then(|links| links.original).unwrap_or(id);
    neighbours(frame, original, document, &mut view);
    view.toc = contents(frame, document, &view);
    Some(view)
}

/// The same without what only a web page has: markup, forms, ways to other pages.
pub(in crate::forms) fn told(frame: &Frame<'_>, id: DocId) -> Option<view::Document> {
    let site = frame.site;
    let document = site.document(id)?;
    // A version tells the same facts as its original, unless it tells its own.
    let original = site.links(id).and_then(|links| links.original).unwrap_or(id);
    let source = site.document(original).unwrap_or(document);
    let event = document.event().filter(|_| original == id).or(source.event());
    let language = site.language(document);
    let other = frame.other(&language);
    let easy = document.version.easy_read;
    let summary = document.summary.as_ref().map(|s| s.value.clone());
    let mut shell = frame.shell(page_name(document), &document.title, summary.as_deref());
    shell.title_lang.clone_from(&other);
    shell.updated =
        document.revised().map(|day| frame.fill("updated_on", &[("day", &dates::long(frame.lang, day))]));
    let own = document.version.is_original() || original == id;
    let mut view = view::Document {
        shell,
        easy,
        text_dir: other.as_ref().and(language.dir()),
        text_lang: other,
        status: status(frame, source, event),
        summary,
        lead: String::new(),
        easy_read: document.easy_read.clone(),
        facts_title: frame.t(facts_key(document.kind)).to_owned(),
        // When and where are enough facts for a page in easy language.
        facts: if easy { super::events::practical(frame, source) } else { frame.facts(original, source) },
        access: event
            .filter(|_| site.state(source) == State::Planned || site.is_coming(source))
            .and_then(|e| e.access.as_ref())
            .map(|a| frame.access_facts(source, a))
            .unwrap_or_default(),
        agenda: document.event().map(|e| e.agenda.clone()).unwrap_or_default(),
        first: if own { first(frame, id, document) } else { Vec::new() },
        views: None,
        audio: audio(frame, document),
        questions: Vec::new(),
        items: if own { items(frame, id) } else { Vec::new() },
        follow_up: if own { event.map(|e| follow_up(frame, e)).unwrap_or_default() } else { Vec::new() },
        chart: None,
        table: None,
        answers: Vec::new(),
        groups: event.filter(|_| own).map(groups).unwrap_or_default(),
        attended: event.filter(|_| own).and_then(|e| attended(frame, e)),
        html: String::new(),
        toc: Vec::new(),
        attachments: event.map(|e| attachments(frame, source, e)).unwrap_or_default(),
        forms: Vec::new(),
        linked: None,
        related: if own { after(frame, id, document) } else { Vec::new() },
        previous: None,
        next: None,
    };
    by_type(frame, document, &mut view);
    Some(view)
}

fn page_name(document: &Document) -> &'static str {
    if document.version.easy_read { "easy-read" } else { document.kind.name() }
}

fn facts_key(kind: Type) -> &'static str {
    match kind {
        Type::Meeting => "facts_meeting",
        Type::Workshop => "facts_workshop",
        Type::Organisation => "facts_organisation",
        _ => "facts",
    }
}

/// How an event or a text stands, in words.
fn status(frame: &Frame<'_>, document: &Document, event: Option<&Event>) -> Vec<String> {
    let mut out = Vec::new();
    if let Some(event) = event {
        out.push(frame.state(document));
        out.extend(
            event.approved.map(|day| frame.fill("approved_on", &[("day", &dates::long(frame.lang, day))])),
        );
    }
    if let Some(status @ ("draft" | "archived")) = document.status {
        out.push(frame.word("status", status));
    }
    out
}

/// Decisions, actions, questions … each under its heading.
fn items(frame: &Frame<'_>, id: DocId) -> Vec<Items> {
    let kinds = [
        (ItemKind::Decision, "decisions"),
        (ItemKind::Action, "actions"),
        (ItemKind::Question, "questions"),
        (ItemKind::Need, "needs"),
        (ItemKind::Offer, "offers"),
        (ItemKind::Lesson, "lessons"),
    ];
    let mut out = Vec::new();
    for (kind, key) in kinds {
        let items: Vec<view::Item> = frame
            .site
            .items_of(id)
            .filter(|(_, item)| item.kind == kind)
            .map(|(item_id, item)| frame.item(item_id, item, true))
            .collect();
        if !items.is_empty() {
            let title = frame.word("section", key);
            out.push(Items { title, id: format!("s-{key}"), items });
        }
    }
    out
}

fn follow_up(frame: &Frame<'_>, event: &Event) -> Vec<view::Item> {
    event
        .follow_up
        .iter()
        .filter_map(|follow| {
            let place = *frame.site.relations.items.get(follow.id.trim())?;
            let item = frame.site.item(place)?;
            let mut shown = frame.item(place, item, false);
            shown.facts = Vec::new();
            shown.history = Vec::new();
            if let Some(state) = follow.state {
                let value = Value { text: frame.word("standing", state), status: true, ..Value::default() };
                shown.facts.push(frame.fact_of("state", value));
            }
            shown.facts.extend(follow.comment.as_ref().map(|c| frame.fact("comment", c.clone())));
            Some(shown)
        })
        .collect()
}

fn groups(event: &Event) -> Vec<view::Item> {
    event
        .groups
        .iter()
        .map(|group| view::Item {
            name: group.name.clone().unwrap_or_default(),
            text: group.question.clone().unwrap_or_default(),
            // The result stands below the question as words of its own.
            facts: group
                .result
                .iter()
                .map(|result| Fact {
                    values: vec![Value { text: result.clone(), ..Value::default() }],
                    ..Fact::default()
                })
                .collect(),
            ..view::Item::default()
        })
        .collect()
}

/// Who took part: organisations, how many, which role carries the results home. Never a name.
fn attended(frame: &Frame<'_>, event: &Event) -> Option<Table> {
    if event.attended.is_empty() {
        return None;
    }
    let text = |text: String| Value { text, ..Value::default() };
    let rows = event.attended.iter().map(|a| {
        let organisation = match frame.site.organisation(&a.organisation) {
            Some(id) => super::frame::value_of(frame.document_link(id)),
            None => text(a.organisation.value.clone()),
        };
        let count = a.count.map_or_else(String::new, |n| n.to_string());
        vec![organisation, text(count), text(a.carrier.clone().unwrap_or_default())]
    });
    let head = ["organisation", "count", "carrier"].map(|key| frame.t(key).to_owned()).to_vec();
    Some(Table::new(frame.t("attended_caption").to_owned(), head, rows.collect()))
}

fn attachments(frame: &Frame<'_>, document: &Document, event: &Event) -> Vec<Link> {
    event
        .attachments
        .iter()
        .filter_map(|attachment| {
            let path = frame.site.beside(document, &attachment.file)?;
            let title = attachment.title.clone().unwrap_or_else(|| attachment.file.value.clone());
            let mut note = Vec::new();
            if attachment.accessible.as_ref().is_some_and(|answer| !answer.yes) {
                note.push(frame.t("not_accessible").to_owned());
            }
            Some(Link {
                label: format!("{title} ({})", frame.file_facts(&path)),
                lang: frame.other(&frame.site.language(document)),
                href: frame.address_of(&Route::Asset(path))?,
                note: (!note.is_empty()).then(|| note.join(" ")),
                ..Link::default()
            })
        })
        .chain(event.attachments.iter().filter_map(|attachment| {
            // The same content in another form stands right after the files.
            let written = attachment.alternative.as_ref()?;
            let mut link = match frame.site.target(document, written) {
                Target::Document(id, _) => frame.document_link(id),
                Target::Asset(path) => Link {
                    label: format!(
                        "{} ({})",
                        path.rsplit('/').next().unwrap_or(&path),
                        frame.file_facts(&path)
                    ),
                    href: frame.address_of(&Route::Asset(path))?,
                    ..Link::default()
                },
                _ => return None,
            };
            let title = attachment.title.clone().unwrap_or_else(|| attachment.file.value.clone());
            link.note = Some(frame.fill("alternative_to", &[("title", &title)]));
            Some(link)
        }))
        .collect()
}

/// The text as sound, when it is a file of this site; and what is said in it.
fn audio(frame: &Frame<'_>, document: &Document) -> Option<view::Audio> {
    let file = document.audio.as_ref()?;
    let Target::Asset(path) = frame.site.target(document, file) else { return None };
    let src = frame.address_of(&Route::Asset(path.clone()))?;
    let name = path.rsplit('/').next().unwrap_or(&path);
    let label = format!("{} ({})", frame.fill("download", &[("file", name)]), frame.file_facts(&path));
    let page = document.transcript_file().and_then(|file| {
        let titled = |title: &str| frame.fill("transcript_page", &[("title", title)]);
        match frame.site.target(document, file) {
            Target::Document(id, fragment) => {
                let mut link = frame.document_link(id);
                link.label = titled(&link.label);
                if let Some(fragment) = fragment {
                    link.href = format!("{}#{fragment}", link.href);
                }
                Some(link)
            }
            Target::Here(fragment) => Some(Link {
                label: frame.t("transcript").to_owned(),
                href: format!("#{fragment}"),
                ..Link::default()
            }),
            Target::Asset(path) => Some(Link {
                label: titled(&frame.file_facts(&path)),
                href: frame.address_of(&Route::Asset(path))?,
                ..Link::default()
            }),
            _ => None,
        }
    });
    let written = document.transcript.as_ref().filter(|_| document.transcript_file().is_none());
    let paragraphs = written.map(|text| text.split("\n\n").map(str::trim).filter(|p| !p.is_empty()));
    Some(view::Audio {
        mime: markdown::media::mime(&path),
        download: Link { label, href: src.clone(), ..Link::default() },
        src,
        transcript: paragraphs.map(|each| each.map(str::to_owned).collect()).unwrap_or_default(),
        transcript_page: page,
    })
}

/// The same text in other versions, each in words.
fn forms(frame: &Frame<'_>, id: DocId) -> Vec<Link> {
    let versions = frame.site.links(id).map(|links| links.versions.clone()).unwrap_or_default();
    versions
        .into_iter()
        .filter(|version| *version != id)
        .filter_map(|version| {
            let document = frame.site.document(version)?;
            let mut link = frame.version_link(version, document);
            link.note = Some(frame.t("web_page").to_owned());
            Some(link)
        })
        .chain(frame.whole_link(Whole::Topic(id)))
        .chain(frame.form_links())
        .collect()
}

fn by_type(frame: &Frame<'_>, document: &Document, view: &mut view::Document) {
    match &document.data {
        Data::Topic(topic) => {
            if view.summary.is_none() {
                view.summary.clone_from(&topic.problem);
            } else {
                view.facts
                    .splice(0..0, topic.problem.iter().map(|problem| frame.fact("problem", problem.clone())));
            }
            if topic.civil.is_some() || topic.public.is_some() {
                view.views = Some(Views { civil: topic.civil.clone(), public: topic.public.clone() });
            }
            view.questions.clone_from(&topic.questions);
        }
        Data::Match(need) => match &need.text {
            Some(text) if view.summary.is_some() => {
                view.facts.insert(0, frame.fact("text", text.value.clone()));
            }
            Some(text) => view.summary = Some(text.value.clone()),
            None => {}
        },
        Data::Lesson(lesson) => match &lesson.learning {
            Some(learning) if view.summary.is_some() => {
                view.facts.insert(0, frame.fact("learning", learning.clone()));
            }
            Some(learning) => view.summary = Some(learning.clone()),
            None => {}
        },
        Data::Reply(reply) => {
            view.answers = reply
                .answers
                .iter()
                .map(|(question, text)| {
                    let place = question.as_ref().and_then(|id| frame.site.relations.items.get(id.trim()));
                    let item = place.and_then(|place| Some((*place, frame.site.item(*place)?)));
                    let mut shown =
                        item.map(|(place, item)| frame.item(place, item, false)).unwrap_or_default();
                    shown.facts = vec![frame.fact("answer", text.value.clone())];
                    shown
                })
                .collect();
        }
        Data::Statistic(statistic) => {
            let cells: Vec<Vec<&str>> = statistic
                .data
                .iter()
                .map(|row| row.iter().map(|cell| cell.value.as_str()).collect())
                .collect();
            view.chart = figures::chart(frame, &document.title, statistic.unit.as_deref(), &cells);
            if let Some((head, rows)) = statistic.data.split_first() {
                // As written: a figure that is rounded or regrouped is another figure.
                let cell = |cell: &crate::report::Spanned<String>| Value {
                    text: cell.value.clone(),
                    ..Value::default()
                };
                view.table = Some(Table::new(
                    document.title.value.clone(),
                    head.iter().map(|cell| cell.value.clone()).collect(),
                    rows.iter().map(|row| row.iter().map(cell).collect()).collect(),
                ));
            }
        }
        Data::Event(_) | Data::Organisation(_) | Data::Mailing(_) | Data::Page(_) => {}
    }
}

/// What a page begins with: what an organisation has to do; at the next meeting, what the organisations say.
fn first(frame: &Frame<'_>, id: DocId, document: &Document) -> Vec<view::Group> {
    match &document.data {
        Data::Organisation(_) => organisation::first(frame, id),
        Data::Event(_) if frame.site.next_event() == Some(id) => said(frame, id).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// What the organisations have answered since the last time: the questions of earlier meetings that none has closed.
fn said(frame: &Frame<'_>, id: DocId) -> Option<view::Group> {
    let site = frame.site;
    let before: Vec<DocId> =
        site.relations.events.iter().take_while(|event| **event != id).copied().collect();
    // The latest meeting first: its questions are what this one begins with.
    let items: Vec<view::Item> = before
        .iter()
        .rev()
        .flat_map(|event| site.items_of(*event))
        .filter(|(_, item)| item.kind == ItemKind::Question)
        .filter(|(id, _)| !site.relations.history.contains_key(id))
        .map(|(id, item)| frame.whole_item(id, item))
        .collect();
    let title = frame.t("said_title").to_owned();
    let lede = Some(frame.t("said_lede").to_owned());
    (!items.is_empty()).then(|| view::Group {
        title,
        id: "s-said".into(),
        lede,
        items,
        ..view::Group::default()
    })
}

/// What stands after a text: sheets to take home, the thread of a topic, what else hangs together with it.
fn after(frame: &Frame<'_>, id: DocId, document: &Document) -> Vec<view::Group> {
    let mut groups = Vec::new();
    match &document.data {
        Data::Event(_) => groups.extend(take_home(frame, id)),
        Data::Organisation(_) => groups.extend(organisation::feedback(frame, id)),
        Data::Topic(_) => groups.extend(topic::thread(frame, id)),
        _ => {}
    }
    // What stands above already is not listed again.
    let told: &[Type] = match document.kind {
        Type::Topic => &topic::THREADED,
        Type::Organisation => &[Type::Meeting, Type::Workshop],
        _ => &[],
    };
    groups.extend(frame.related(id, |kind| !told.contains(&kind)));
    groups
}

/// The take-back sheets of an event.
fn take_home(frame: &Frame<'_>, id: DocId) -> Option<view::Group> {
    let general = frame.sheet_link(id, None)?;
    let each = frame.site.organisations().iter().copied().filter_map(|o| frame.sheet_link(id, Some(o)));
    Some(view::Group {
        title: frame.t("take_home").to_owned(),
        id: "s-take-home".into(),
        lede: Some(frame.t("take_home_lede").to_owned()),
        links: std::iter::once(general).chain(each).collect(),
        ..view::Group::default()
    })
}

fn neighbours(frame: &Frame<'_>, original: DocId, document: &Document, view: &mut view::Document) {
    if !document.kind.is_event() || document.version.easy_read {
        return;
    }
    let Some(links) = frame.site.links(original) else { return };
    view.previous = links.previous.map(|id| frame.document_link(id));
    view.next = links.next.map(|id| frame.document_link(id));
}

/// The page's own sections and the body's headings, in the order in which they stand.
fn contents(frame: &Frame<'_>, document: &Document, view: &view::Document) -> Vec<Toc> {
    let section =
        |there: bool, id: &str, label: String| there.then(|| Toc { label, id: id.to_owned(), level: 2 });
    let t = |key: &'static str| frame.t(key).to_owned();
    let mut toc: Vec<Toc> = Vec::new();
    toc.extend(section(!view.access.is_empty(), "s-access", t("section_access")));
    let group = |group: &view::Group| Toc { label: group.title.clone(), id: group.id.clone(), level: 2 };
    toc.extend(view.first.iter().map(group));
    toc.extend(section(view.views.is_some(), "s-views", t("section_views")));
    toc.extend(section(!view.questions.is_empty(), "s-questions", t("section_topic_questions")));
    toc.extend(view.items.iter().map(|items| Toc {
        label: items.title.clone(),
        id: items.id.clone(),
        level: 2,
    }));
    toc.extend(section(!view.follow_up.is_empty(), "s-follow-up", t("section_follow_up")));
    toc.extend(section(!view.agenda.is_empty(), "s-agenda", t("section_agenda")));
    toc.extend(section(!view.answers.is_empty(), "s-answers", t("section_answers")));
    toc.extend(section(view.chart.is_some(), "s-chart", t("section_chart")));
    toc.extend(section(view.table.is_some(), "s-table", t("section_table")));
    let body = document.headings.iter().filter(|h| h.level == 2 && !h.text.is_empty());
    toc.extend(body.map(|h| Toc { label: tied(&h.text), id: h.id.clone(), level: 2 }));
    toc.extend(section(document.ends.footnotes, markdown::html::FOOTNOTES, t("footnotes")));
    toc.extend(section(!view.groups.is_empty(), "s-groups", t("section_groups")));
    toc.extend(section(view.attended.is_some(), "s-attended", t("section_attended")));
    toc.extend(section(!view.attachments.is_empty(), "s-attachments", t("section_attachments")));
    toc.extend(section(!view.forms.is_empty(), "s-forms", t("section_forms")));
    toc.extend(view.related.iter().map(group));
    if toc.len() < TOC_FROM || view.easy { Vec::new() } else { toc }
}
