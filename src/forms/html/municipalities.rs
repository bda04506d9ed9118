//! The municipalities, and what concerns each.

use super::frame::Frame;
use super::leaf::Leaf;
use crate::content::kind::Type;
use crate::language::{fold, order};
use crate::site::{DocId, State};
use crate::theme::view::{Group, Link, List};
use std::collections::BTreeMap;

/// All municipalities, by county.
pub(super) fn all(frame: &Frame<'_>) -> List {
    let site = frame.site;
    let mut counties: BTreeMap<&str, Vec<&'static str>> = BTreeMap::new();
    for name in &site.municipalities {
        counties.entry(site.county(name).unwrap_or("")).or_default().push(name);
    }
    let mut counties: Vec<_> = counties.into_iter().collect();
    counties.sort_by(|a, b| order::compare(crate::language::Lang::Sv, a.0, b.0));
    let groups: Vec<Group> = counties
        .into_iter()
        .map(|(county, names)| Group {
            title: frame.fill("county", &[("name", county)]),
            id: format!("g-{}", fold::slug(county)),
            links: names
                .into_iter()
                .map(|name| {
                    let count = site.relations.in_municipality.get(name).map_or(0, Vec::len);
                    let note = Some(if count == 0 {
                        frame.t("nothing_yet").to_owned()
                    } else {
                        frame.count("texts", count)
                    });
                    Link { note, ..frame.municipality_link(name) }
                })
                .collect(),
            ..Group::default()
        })
        .collect();
    let lede = frame.t("lede_municipalities").to_owned();
    frame.list("municipalities", frame.t("municipalities"), lede, groups)
}

/// One municipality: what concerns it, or that nothing does yet.
pub(super) fn one(frame: &Frame<'_>, leaf: Leaf<'_>, name: &str) -> List {
    let documents = frame.site.relations.in_municipality.get(name).map(Vec::as_slice).unwrap_or_default();
    let group = |(n, kind): (usize, Type)| {
        let mut own = frame.by_day(documents, kind);
        // Of what nobody reads through, the newest comes first.
        if leaf.is_parted() {
            own.reverse();
        }
        frame.group_of(kind, leaf.cut(n, &own))
    };
    let mut groups: Vec<Group> = Type::RELATED.into_iter().enumerate().filter_map(group).collect();
    let letters = leaf.jumps_by(|n| {
        Type::RELATED.get(n).map_or_else(String::new, |kind| frame.word("related", kind.plural()))
    });
    let sectors = frame.site.sectors_in(name);
    for sector in ["civil", "public"].into_iter().filter(|_| leaf.is_first()) {
        if !sectors.contains(sector) {
            groups.push(Group {
                title: frame.word("sector_title", sector),
                id: format!("r-{sector}"),
                empty: Some(frame.fill("municipality_no_sector", &[("name", name)])),
                ..Group::default()
            });
        }
    }
    let here = |kind: Type| {
        documents.iter().copied().filter(move |id| frame.site.document(*id).is_some_and(|d| d.kind == kind))
    };
    let held = |id: DocId| frame.site.document(id).is_some_and(|d| frame.site.state(d) == State::Held);
    let met = here(Type::Meeting).chain(here(Type::Workshop)).any(held);
    let lede = match (documents.is_empty(), met) {
        (true, _) | (false, false) => frame.fill("municipality_no_meeting", &[("name", name)]),
        (false, true) => frame.fill("municipality_lede", &[("name", name)]),
    };
    let title = frame.fill("municipality_title", &[("name", name)]);
    List { letters, ..leaf.list("municipality", &title, lede, groups) }
}
