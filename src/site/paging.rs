//! Long pages, parted: a list of ten thousand entries is a page of some megabytes, and nobody looks through it.
//!
//! Whatever grows with the notes is parted here, and in one way: a list is some groups in their order, each with so many
//! entries, and from this alone follows which entries stand on which page. So the addresses are known before anything is
//! written, and a place in a list is found again when it moves to a further page.

use super::{Route, Site};
use std::ops::{Range, RangeInclusive};

/// So many entries a page: a title with what one needs to choose, a decision, a row of a table.
pub const ENTRIES: usize = 50;

/// So many links of a line each beside them. That much is quick to load and to look through.
pub const LINKS: usize = 150;

/// A group of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The id of its heading.
    pub anchor: String,
    /// How many entries it has.
    pub entries: usize,
    /// At most so many of them on a page.
    most: usize,
}

impl Part {
    /// A group of so many entries.
    pub fn entries(anchor: impl Into<String>, entries: usize) -> Self {
        Self { anchor: anchor.into(), entries, most: ENTRIES }
    }

    /// A group of so many links of a line each.
    pub fn links(anchor: impl Into<String>, entries: usize) -> Self {
        Self { anchor: anchor.into(), entries, most: LINKS }
    }
}

/// How the groups of a list share its pages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Layout {
    /// One after another: what is urgent stands in the first, and the rest further on.
    #[default]
    Running,
    /// All of them begin on the first page, as each has its newest first.
    Beside,
    /// Each on pages of its own, unless all fit on one: one looks for a letter, not for a number.
    Apart,
}

/// A list with what stands on each of its pages.
#[derive(Debug, Clone, Default)]
pub struct Parted {
    layout: Layout,
    parts: Vec<Part>,
    /// Of each page, the places of the entries of each group.
    pages: Vec<Vec<Range<usize>>>,
}

impl Parted {
    /// Parts a list.
    pub fn new(layout: Layout, parts: Vec<Part>) -> Self {
        let running = running(&parts);
        let pages = match layout {
            Layout::Running => running,
            Layout::Apart if running.len() < 2 => running,
            Layout::Apart => apart(&parts),
            Layout::Beside => beside(&parts),
        };
        Self { layout, parts, pages }
    }

    /// How many pages there are: one, if it is not parted.
    pub fn pages(&self) -> usize {
        self.pages.len().max(1)
    }

    /// Whether there is more than one page.
    pub fn is_parted(&self) -> bool {
        self.pages.len() > 1
    }

    /// The groups.
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// The places of the entries of a group that stand on a page, from 1.
    pub fn on(&self, page: usize, part: usize) -> Range<usize> {
        let pages = self.pages.get(page.saturating_sub(1));
        pages.and_then(|parts| parts.get(part)).cloned().unwrap_or_default()
    }

    /// The page on which a group begins; the first one, if it is empty.
    pub fn begins(&self, part: usize) -> usize {
        let on = |page: &Vec<Range<usize>>| page.get(part).is_some_and(|range| !range.is_empty());
        self.pages.iter().position(on).unwrap_or(0) + 1
    }

    /// The last page that a group is on.
    pub fn ends(&self, part: usize) -> usize {
        let on = |page: &Vec<Range<usize>>| page.get(part).is_some_and(|range| !range.is_empty());
        self.pages.iter().rposition(on).unwrap_or(0) + 1
    }

    /// The page on which the group with an anchor begins.
    pub fn page_of(&self, anchor: &str) -> Option<usize> {
        self.parts.iter().position(|part| part.anchor == anchor).map(|part| self.begins(part))
    }

    /// The page on which a place is seen from another: that of groups which are beside each other on every page is near.
    pub fn nearest(&self, anchor: &str, page: usize) -> Option<usize> {
        let part = self.parts.iter().position(|part| part.anchor == anchor)?;
        let here = self.layout == Layout::Beside && !self.on(page, part).is_empty();
        Some(if here { page } else { self.begins(part) })
    }

    /// The group that a page is of, where each has pages of its own.
    pub fn own(&self, page: usize) -> Option<usize> {
        let apart = self.layout == Layout::Apart && self.is_parted();
        (0..self.parts.len()).find(|part| apart && !self.on(page, *part).is_empty())
    }

    /// The pages that are numbered together with one: all of them, or those of its group.
    pub fn run(&self, page: usize) -> RangeInclusive<usize> {
        self.own(page).map_or(1..=self.pages(), |part| self.begins(part)..=self.ends(part))
    }

    /// What stands in the address of a further page: its number, or the letter that it is of and its number there.
    fn name(&self, page: usize) -> String {
        let Some(part) = self.own(page).and_then(|part| self.parts.get(part)) else {
            return page.to_string();
        };
        let letter = ascii(part.anchor.rsplit('-').next().unwrap_or_default());
        match page + 1 - self.run(page).start() {
            1 => letter,
            n => format!("{letter}.{n}"),
        }
    }
}

/// A letter in an address, where all is ASCII.
fn ascii(letter: &str) -> String {
    match letter {
        "å" => "aa".into(),
        "ä" => "ae".into(),
        "ö" => "oe".into(),
        "tal" => "0-9".into(),
        plain if plain.chars().all(|c| c.is_ascii_alphanumeric()) => plain.into(),
        other => {
            let signs: Vec<String> = other.chars().map(|c| format!("{:x}", u32::from(c))).collect();
            format!("u{}", signs.join("-"))
        }
    }
}

fn running(parts: &[Part]) -> Vec<Vec<Range<usize>>> {
    let empty = || vec![0..0; parts.len()];
    let fresh = [ENTRIES, LINKS];
    let (mut pages, mut room) = (vec![empty()], fresh);
    for (n, part) in parts.iter().enumerate() {
        let mut start = 0;
        while start < part.entries {
            let left = room.iter_mut().zip(fresh).find(|(_, most)| *most == part.most);
            let Some((left, _)) = left.filter(|(left, _)| **left > 0) else {
                pages.push(empty());
                room = fresh;
                continue;
            };
            let end = start.saturating_add(*left).min(part.entries);
            *left -= end - start;
            if let Some(own) = pages.last_mut().and_then(|page| page.get_mut(n)) {
                *own = start..end;
            }
            start = end;
        }
    }
    pages
}

fn beside(parts: &[Part]) -> Vec<Vec<Range<usize>>> {
    let pages = parts.iter().map(|part| part.entries.div_ceil(part.most)).max().unwrap_or(0);
    (0..pages.max(1)).map(|page| parts.iter().map(|part| nth(part, page)).collect()).collect()
}

fn apart(parts: &[Part]) -> Vec<Vec<Range<usize>>> {
    let mut pages = Vec::new();
    for (n, part) in parts.iter().enumerate() {
        for page in 0..part.entries.div_ceil(part.most) {
            let own = |other: usize| if other == n { nth(part, page) } else { 0..0 };
            pages.push((0..parts.len()).map(own).collect());
        }
    }
    pages
}

/// The places of a page's entries in a group that has its pages for itself, from 0.
fn nth(part: &Part, page: usize) -> Range<usize> {
    let start = page.saturating_mul(part.most).min(part.entries);
    start..start.saturating_add(part.most).min(part.entries)
}

impl Site {
    /// How many pages a list has: one, if it is not parted.
    pub fn pages_of(&self, list: &Route) -> usize {
        self.parted(list).pages()
    }

    /// The page on which a place of a list stands, where that is a further one; else the list itself.
    pub fn page_at(&self, list: &Route, anchor: &str) -> Route {
        page(list, self.parted(list).page_of(anchor).unwrap_or(1))
    }

    /// The further pages of a list that has an address, with theirs.
    pub(super) fn more(&self, address: &str, list: &Route) -> Vec<(String, Route)> {
        let parted = self.parted(list);
        let stem = address.strip_suffix(".html").unwrap_or(address);
        // With a full stop, which no document has in its own address but before its language.
        (2..=parted.pages()).map(|n| (format!("{stem}.{}.html", parted.name(n)), page(list, n))).collect()
    }
}

/// A page of a list, from 1.
pub fn page(list: &Route, number: usize) -> Route {
    if number < 2 { list.clone() } else { Route::More(Box::new(list.clone()), number) }
}

/// The entries of a group that stand on a page.
pub fn cut<T>(entries: &[T], range: Range<usize>) -> &[T] {
    entries.get(range).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ranges(parted: &Parted) -> Vec<Vec<Range<usize>>> {
        (1..=parted.pages())
            .map(|n| (0..parted.parts().len()).map(|part| parted.on(n, part)).collect())
            .collect()
    }

    #[test]
    fn groups_follow_each_other_over_the_pages() {
        let parts =
            vec![Part::entries("a", 60), Part::entries("b", 0), Part::entries("c", 41), Part::links("d", 3)];
        let parted = Parted::new(Layout::Running, parts);
        let expected =
            [vec![0..50, 0..0, 0..0, 0..0], vec![50..60, 0..0, 0..40, 0..0], vec![0..0, 0..0, 40..41, 0..3]];
        assert_eq!(ranges(&parted), expected);
        assert_eq!((parted.page_of("c"), parted.page_of("b"), parted.page_of("x")), (Some(2), Some(1), None));
        assert_eq!(parted.run(2), 1..=3);
        assert_eq!(parted.name(2), "2");
    }

    #[test]
    fn groups_beside_each_other_all_begin_on_the_first_page() {
        let parted = Parted::new(Layout::Beside, vec![Part::entries("a", 51), Part::entries("b", 2)]);
        assert_eq!(ranges(&parted), [vec![0..50, 0..2], vec![50..51, 2..2]]);
        assert_eq!((parted.nearest("a", 2), parted.nearest("b", 2)), (Some(2), Some(1)));
    }

    #[test]
    fn letters_have_pages_of_their_own_when_there_are_many() {
        let parts = |n| vec![Part::links("g-tal", 1), Part::links("g-m", n), Part::links("g-å", 2)];
        assert!(!Parted::new(Layout::Apart, parts(LINKS - 3)).is_parted());
        let parted = Parted::new(Layout::Apart, parts(LINKS + 1));
        let names: Vec<String> = (2..=parted.pages()).map(|n| parted.name(n)).collect();
        assert_eq!(names, ["m", "m.2", "aa"]);
        assert_eq!((parted.run(1), parted.run(3), parted.own(4)), (1..=1, 2..=3, Some(2)));
        assert_eq!(ranges(&parted)[2], [0..0, LINKS..LINKS + 1, 0..0]);
    }

    #[test]
    fn a_list_of_nothing_is_one_page() {
        for layout in [Layout::Running, Layout::Beside, Layout::Apart] {
            let parted = Parted::new(layout, Vec::new());
            assert_eq!((parted.pages(), parted.on(1, 0)), (1, 0..0));
        }
    }
}
