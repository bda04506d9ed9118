//! The site map.

use super::frame::Frame;
use super::leaf::Leaf;
use super::lists;
use crate::content::kind::Type;
use crate::site::attendance::SECTORS;
use crate::site::{DocId, Route, overview, paging};
use crate::theme::view::{Group, Link, List};

/// Everything by its place.
pub(super) fn view(frame: &Frame<'_>, leaf: Leaf<'_>) -> List {
    let mut groups = if leaf.is_first() { ways(frame) } else { Vec::new() };
    let mut jumps = Vec::new();
    for (n, kind) in overview::map_order().enumerate() {
        let (key, all) = (kind.plural(), frame.site.of_type(kind).len());
        if all == 0 && !frame.site.has_list(kind) {
            continue;
        }
        jumps.push((leaf.counted(frame.t(key), all), format!("g-{key}")));
        if !leaf.shows(n) {
            continue;
        }
        let documents = frame.site.mapped(kind);
        let first = leaf.on(n).start == 0;
        let list = frame.made_link(&Route::List(kind), key).filter(|_| first);
        let folded = frame.site.is_folded(kind);
        let list = list.map(|link| Link {
            label: frame.word("all", key),
            note: folded.then(|| frame.count("texts", all)),
            ..link
        });
        let inner = if folded { groups_of(frame, kind) } else { Vec::new() };
        let each = leaf.cut(n, &documents).iter().filter_map(|(id, version)| link(frame, *id, *version));
        groups.push(Group {
            title: frame.t(key).to_owned(),
            id: format!("g-{key}"),
            links: list.into_iter().chain(inner).chain(each).collect(),
            ..Group::default()
        });
    }
    let letters = leaf.jumps_if_parted(jumps.iter().map(|(title, anchor)| (title.as_str(), anchor.as_str())));
    let lede = frame.t("lede_site_map").to_owned();
    List { letters, ..leaf.list("sitemap", frame.t("site_map"), lede, groups) }
}

/// The groups of a list that is parted (its years, its letters), each with the page that it begins on.
fn groups_of(frame: &Frame<'_>, kind: Type) -> Vec<Link> {
    let list = Route::List(kind);
    let parted = frame.site.parted(&list);
    let link = |part: &paging::Part| {
        let page = frame.address_of(&frame.site.page_at(&list, &part.anchor))?;
        let group = lists::heading(frame, kind, &part.anchor);
        Some(Link {
            label: frame.fill("title_part", &[("title", frame.t(kind.plural())), ("part", &group)]),
            href: format!("{page}#{}", part.anchor),
            note: Some(frame.count("texts", part.entries)),
            ..Link::default()
        })
    };
    let of_kind = |part: &&paging::Part| match kind {
        // What the inventory lacks is no part of it.
        Type::Organisation => SECTORS.contains(&part.anchor.trim_start_matches("g-")),
        // They stand under several headings each.
        Type::Lesson => false,
        _ => true,
    };
    parted.parts().iter().filter(|part| part.entries > 0).filter(of_kind).filter_map(link).collect()
}

/// A document; a version by what sets it apart.
fn link(frame: &Frame<'_>, id: DocId, version: bool) -> Option<Link> {
    if !version {
        return Some(frame.document_link(id));
    }
    let document = frame.site.document(id)?;
    let mut link = frame.version_link(id, document);
    link.note = link.lang.is_none().then(|| link.label.clone());
    link.label = super::frame::tied(&document.title);
    Some(link)
}

/// What is not by type.
fn ways(frame: &Frame<'_>) -> Vec<Group> {
    let mut groups = Vec::new();
    let mut about = vec![frame.made_link(&Route::Start(frame.site.main_language()), "start")];
    for (route, key) in [
        (Route::Calendar, "calendar"),
        (Route::Balance, "balance"),
        (Route::Project, "project"),
        (Route::Statement, "statement"),
        (Route::Glossary, "glossary"),
        (Route::Alphabet, "alphabet"),
        (Route::Municipalities, "municipalities"),
    ] {
        about.push(frame.made_link(&route, key));
    }
    groups.push(Group {
        title: frame.t("about_site").to_owned(),
        id: "g-about".into(),
        links: about.into_iter().flatten().collect(),
        ..Group::default()
    });
    groups.push(Group {
        title: frame.t("follow_up_title").to_owned(),
        id: "g-follow".into(),
        links: frame.tools(),
        ..Group::default()
    });
    groups
}
