//! Everything in alphabetical order.

use super::frame::{Frame, TOOLS};
use super::leaf::Leaf;
use crate::language::{fold, order};
use crate::site::Route;
use crate::site::letters::{Lettered, bare};
use crate::site::overview::letter_anchor;
use crate::theme::view::{Group, Link, List};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// All of it on one page; of much, a page a letter.
pub(super) fn view(frame: &Frame<'_>, leaf: Leaf<'_>) -> List {
    let letters = frame.site.letters();
    let here = letters.iter().enumerate().flat_map(|(n, (_, all))| leaf.cut(n, all));
    let mut links: Vec<Link> = here.filter_map(|entry| link(frame, *entry)).collect();
    // Where the letters of those pages begin that no text begins with.
    let mut others: BTreeMap<String, usize> = BTreeMap::new();
    for link in made(frame) {
        let letter = order::initial(frame.lang, &link.label);
        let page = page_of(frame, &leaf, &letter, &link.label);
        if !letters.iter().any(|(own, _)| *own == letter) {
            others.insert(letter, page);
        }
        links.extend((page == leaf.number).then_some(link));
    }
    links.sort_by(|a, b| {
        let letter = |link: &Link| order::initial(frame.lang, &link.label);
        order::compare(frame.lang, &letter(a), &letter(b))
            .then_with(|| order::compare(frame.lang, bare(&a.label), bare(&b.label)))
            .then_with(|| a.href.cmp(&b.href))
    });
    let mut groups: Vec<Group> = Vec::new();
    for link in links {
        let letter = order::initial(frame.lang, &link.label);
        if groups.last().is_none_or(|group| group.title != letter) {
            groups.push(Group { id: letter_anchor(&letter), title: letter, ..Group::default() });
        }
        if let Some(group) = groups.last_mut() {
            group.links.push(link);
        }
    }
    let jumps = jumps(frame, &leaf, &groups, others);
    // The page of a letter is called by it.
    let alphabet = frame.t("alphabet");
    let own = leaf.parted().own(leaf.number).filter(|_| !leaf.is_first()).and_then(|part| letters.get(part));
    let title = own.map_or_else(
        || alphabet.to_owned(),
        |(letter, _)| frame.fill("title_part", &[("title", alphabet), ("part", letter)]),
    );
    List { letters: jumps, ..leaf.list("az", &title, frame.t("lede_alphabet").to_owned(), groups) }
}

/// Links to all letters, wherever they begin.
fn jumps(frame: &Frame<'_>, leaf: &Leaf<'_>, groups: &[Group], others: BTreeMap<String, usize>) -> Vec<Link> {
    if !leaf.is_parted() {
        return leaf.jumps(groups.iter().map(|group| (group.title.as_str(), group.id.as_str())));
    }
    let own = frame.site.letters().iter().enumerate();
    let own = own.map(|(n, (letter, _))| (letter.clone(), leaf.parted().begins(n)));
    let mut all: Vec<(String, usize)> = own.chain(others).collect();
    all.sort_by(|a, b| order::compare(frame.lang, &a.0, &b.0));
    let link = |(letter, page): (String, usize)| {
        let current = if groups.iter().any(|group| group.title == letter) { "true" } else { "" };
        Link { href: leaf.place_on(page, &letter_anchor(&letter)), label: letter, current, ..Link::default() }
    };
    all.into_iter().map(link).collect()
}

/// The page on which a label stands that is not among those that were parted, in the order of the letters.
fn page_of(frame: &Frame<'_>, leaf: &Leaf<'_>, letter: &str, label: &str) -> usize {
    let (letters, parted) = (frame.site.letters(), leaf.parted());
    if !parted.is_parted() {
        return 1;
    }
    let Some(part) = letters.iter().position(|(own, _)| own == letter) else {
        // A letter of its own stands after the one before it.
        let before =
            |own: &&(String, Vec<Lettered>)| order::compare(frame.lang, &own.0, letter) == Ordering::Less;
        return letters.iter().take_while(before).count().checked_sub(1).map_or(1, |part| parted.ends(part));
    };
    let after = |page: &usize| {
        let first = letters.get(part).and_then(|(_, all)| all.get(parted.on(*page, part).start));
        let first = first.map(|entry| frame.site.lettered(*entry)).unwrap_or_default();
        order::compare(frame.lang, bare(label), bare(&first)) != Ordering::Less
    };
    let begins = parted.begins(part);
    (begins + 1..=parted.ends(part)).take_while(after).last().unwrap_or(begins)
}

fn link(frame: &Frame<'_>, entry: Lettered) -> Option<Link> {
    Some(match entry {
        Lettered::Document(id) => Link {
            note: Some(frame.word("kind", frame.site.document(id)?.kind.name())),
            ..frame.document_link(id)
        },
        Lettered::Municipality(name) => {
            Link { note: Some(frame.word("kind", "municipality")), ..frame.municipality_link(name) }
        }
        Lettered::Word(place) => {
            let entry = frame.site.glossary.get(place)?;
            Link {
                // Not the same words as a topic of that name, which is another page (WCAG 2.4.9).
                label: frame.fill("word_explained", &[("word", &fold::capital(&entry.word))]),
                href: format!("{}#{}", frame.address_of(&Route::Glossary)?, entry.anchor()),
                note: Some(frame.word("kind", "word")),
                ..Link::default()
            }
        }
    })
}

/// Pages that samverka makes, which are called as the theme calls them.
fn made(frame: &Frame<'_>) -> Vec<Link> {
    let pages = [(Route::Project, "project"), (Route::Statement, "statement")];
    TOOLS.iter().chain(&pages).filter_map(|(route, key)| frame.made_link(route, key)).collect()
}
