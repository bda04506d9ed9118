//! A page of a list that may be parted: what stands on it, its title, and the ways to the others.

use super::frame::Frame;
use crate::site::Route;
use crate::site::paging::{self, Parted};
use crate::theme::view::{Group, Link, List};
use std::ops::Range;
use std::sync::Arc;

/// A list from this many groups on gets links to jump to them; one of several pages always does.
const JUMP_FROM: usize = 6;

/// A page of a list, from 1.
pub(super) struct Leaf<'f> {
    frame: &'f Frame<'f>,
    list: &'f Route,
    parted: Arc<Parted>,
    pub(super) number: usize,
}

impl<'f> Leaf<'f> {
    pub(super) fn new(frame: &'f Frame<'f>, list: &'f Route, number: usize) -> Self {
        Self { frame, list, parted: frame.site.parted(list), number }
    }

    /// Whether there are other pages.
    pub(super) fn is_parted(&self) -> bool {
        self.parted.is_parted()
    }

    /// Whether it is the first page, where what is not parted stands.
    pub(super) fn is_first(&self) -> bool {
        self.number < 2
    }

    /// How the list is parted.
    pub(super) fn parted(&self) -> &Parted {
        &self.parted
    }

    /// The places of the entries of a group that stand here.
    pub(super) fn on(&self, part: usize) -> Range<usize> {
        self.parted.on(self.number, part)
    }

    /// The entries of a group that stand here.
    pub(super) fn cut<'t, T>(&self, part: usize, entries: &'t [T]) -> &'t [T] {
        paging::cut(entries, self.on(part))
    }

    /// Of entries that stand in the order of their groups, those of each group that stand here.
    pub(super) fn slices<'t, T>(&self, entries: &'t [T]) -> Vec<&'t [T]> {
        let mut base = 0;
        let slice = |(n, part): (usize, &paging::Part)| {
            let Range { start, end } = self.on(n);
            let own = paging::cut(entries, base + start..base + end);
            base += part.entries;
            own
        };
        self.parted.parts().iter().enumerate().map(slice).collect()
    }

    /// Whether a group is on this page. One that has nothing at all says so on the first.
    pub(super) fn shows(&self, part: usize) -> bool {
        let empty = self.parted.parts().get(part).is_some_and(|part| part.entries == 0);
        !self.on(part).is_empty() || (empty && self.is_first())
    }

    /// The title of this page.
    pub(super) fn title(&self, title: &str) -> String {
        match self.number.saturating_sub(*self.parted.run(self.number).start()) {
            0 => title.to_owned(),
            n => self.frame.fill("title_page", &[("title", title), ("n", &(n + 1).to_string())]),
        }
    }

    /// The address of a page of the list, seen from this one; empty for this one.
    fn address(&self, number: usize) -> Option<String> {
        if number == self.number {
            return Some(String::new());
        }
        self.frame.address_of(&paging::page(self.list, number))
    }

    /// Links to the pages: the first, the last, and those around this one. Two hundred links would be a list of their own.
    pub(super) fn pages(&self) -> Vec<Link> {
        let run = self.parted.run(self.number);
        let (first, last) = (*run.start(), *run.end());
        if first == last {
            return Vec::new();
        }
        let all = (last + 1 - first).to_string();
        let to = |n: usize| {
            let label = self.frame.fill("page_n", &[("n", &(n + 1 - first).to_string()), ("all", &all)]);
            let href = self.frame.address_of(&paging::page(self.list, n))?;
            let current = if n == self.number { "page" } else { "" };
            Some(Link { label, href, current, ..Link::default() })
        };
        let near = self.number.saturating_sub(2)..=self.number + 2;
        run.filter(|n| [first, last].contains(n) || near.contains(n)).filter_map(to).collect()
    }

    /// The address of the place where a group begins.
    pub(super) fn place(&self, anchor: &str) -> String {
        self.place_on(self.parted.nearest(anchor, self.number).unwrap_or(self.number), anchor)
    }

    /// The address of a place on a page.
    pub(super) fn place_on(&self, page: usize, anchor: &str) -> String {
        format!("{}#{anchor}", self.address(page).unwrap_or_default())
    }

    /// Links to the groups of the list, wherever they begin; none, where one finds them by looking.
    pub(super) fn jumps<'t>(&self, groups: impl IntoIterator<Item = (&'t str, &'t str)>) -> Vec<Link> {
        let link = |(title, anchor): (&str, &str)| Link {
            label: title.to_owned(),
            href: self.place(anchor),
            ..Link::default()
        };
        let links: Vec<Link> = groups.into_iter().map(link).collect();
        let enough = if self.is_parted() { 2 } else { JUMP_FROM };
        if links.len() < enough { Vec::new() } else { links }
    }

    /// The same, where only a list of several pages has any.
    pub(super) fn jumps_if_parted<'t>(
        &self,
        groups: impl IntoIterator<Item = (&'t str, &'t str)>,
    ) -> Vec<Link> {
        if self.is_parted() { self.jumps(groups) } else { Vec::new() }
    }

    /// The same for those groups that have something, in the words of a function, and how much each has.
    pub(super) fn jumps_by(&self, title: impl Fn(usize) -> String) -> Vec<Link> {
        let parts = self.parted.parts().iter().enumerate().filter(|(_, part)| part.entries > 0);
        // A group of one says by its name what it is.
        let label =
            |n: usize, entries: usize| if entries > 1 { self.counted(&title(n), entries) } else { title(n) };
        let named = parts.map(|(n, part)| (label(n, part.entries), part.anchor.as_str()));
        let named: Vec<(String, &str)> = named.collect();
        self.jumps_if_parted(named.iter().map(|(title, anchor)| (title.as_str(), *anchor)))
    }

    /// A title with a number. It sets the way to a part of a page apart from that to a page of the same name, too.
    pub(super) fn counted(&self, title: &str, n: usize) -> String {
        self.frame.fill("title_count", &[("title", title), ("n", &n.to_string())])
    }

    /// The page.
    pub(super) fn list(self, page: &'static str, title: &str, lede: String, groups: Vec<Group>) -> List {
        let pages = self.pages();
        List { pages, ..self.frame.list(page, &self.title(title), lede, groups) }
    }
}
