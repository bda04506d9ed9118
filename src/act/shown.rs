//! What of a page is shown, and what of it a screen reader is told: yes, no, or that cannot be told without rendering.

use super::css::{self, Effects, Styles};
use super::tree::{Id, Tree};

/// Yes, no, or neither can be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tri {
    No,
    Maybe,
    Yes,
}

/// Elements that no browser shows.
const NEVER: &[&str] = &[
    "head", "title", "meta", "link", "style", "script", "noscript", "template", "base", "param", "datalist",
    "source", "track", "rp", "noembed", "noframes",
];

/// What is known of each node.
#[derive(Debug)]
pub(super) struct Shown {
    /// Has a box that can be seen, were it not moved out of sight.
    rendered: Vec<Tri>,
    /// Rendered, and not taken out of the accessibility tree.
    exposed: Vec<Tri>,
    /// Within something with `aria-hidden`, itself included.
    hidden: Vec<Tri>,
    effects: Vec<Effects>,
    inert: Vec<bool>,
    /// Something may put it out of sight.
    moved: Vec<bool>,
}

impl Shown {
    /// Looks at a page.
    pub(super) fn of(tree: &Tree, styles: &Styles) -> Self {
        let size = tree.within(0).end;
        let mut shown = Self {
            rendered: Vec::with_capacity(size),
            exposed: Vec::with_capacity(size),
            hidden: Vec::with_capacity(size),
            effects: Vec::with_capacity(size),
            inert: Vec::with_capacity(size),
            moved: Vec::with_capacity(size),
        };
        let mut boxes: Vec<Tri> = Vec::with_capacity(size);
        let mut visible: Vec<Tri> = Vec::with_capacity(size);
        for id in 0..size {
            let from = |list: &[Tri]| tree.parent(id).and_then(|up| list.get(up).copied());
            let (above, seen) = (from(&boxes).unwrap_or(Tri::Yes), from(&visible).unwrap_or(Tri::Yes));
            let effects = if tree.element(id).is_some() { styles.effects(tree, id) } else { 0 };
            let inline = tree.get(id, "style").map_or(0, css::declarations);
            let own_box =
                if tree.element(id).is_some() { display(tree, id, effects, inline) } else { Tri::Yes };
            boxes.push(above.min(own_box));
            visible.push(visibility(effects, inline, seen));
            let rendered = above.min(own_box).min(visible.last().copied().unwrap_or(Tri::Yes));
            let within = from(&shown.hidden).unwrap_or(Tri::No);
            let hidden = within.max(match tree.get(id, "aria-hidden") {
                Some("true") => Tri::Yes,
                Some(value)
                    if value.trim().eq_ignore_ascii_case("true") || value.contains(['{', '<', '$']) =>
                {
                    Tri::Maybe
                }
                _ => Tri::No,
            });
            let open = match hidden {
                Tri::Yes => Tri::No,
                Tri::Maybe => Tri::Maybe,
                Tri::No => Tri::Yes,
            };
            let up = |list: &[bool]| tree.parent(id).is_some_and(|up| list.get(up) == Some(&true));
            let inert = tree.has(id, "inert") || up(&shown.inert);
            let moved = (effects | inline) & css::MOVE != 0 || up(&shown.moved);
            // What is inert is exposed by some browsers.
            let live = if inert { Tri::Maybe } else { Tri::Yes };
            shown.inert.push(inert);
            shown.moved.push(moved);
            shown.rendered.push(rendered);
            shown.hidden.push(hidden);
            shown.exposed.push(rendered.min(open).min(live));
            shown.effects.push(effects | inline);
        }
        shown.areas(tree);
        shown
    }

    /// An area is no box of its own: it is there when the picture that uses its map is.
    fn areas(&mut self, tree: &Tree) {
        for id in tree.elements().filter(|id| tree.tag(*id) == "area") {
            let map = tree.ancestors(id).find(|up| tree.tag(*up) == "map");
            let name = map.and_then(|map| tree.get(map, "name")).filter(|name| !name.is_empty());
            let picture = name.and_then(|name| {
                let uses =
                    |at: &Id| tree.get(*at, "usemap").is_some_and(|v| v.strip_prefix('#') == Some(name));
                tree.elements().find(uses)
            });
            let shown = picture.map_or(Tri::No, |picture| self.exposed(picture));
            if let (Some(exposed), Some(rendered)) = (self.exposed.get_mut(id), self.rendered.get_mut(id)) {
                *rendered = (*rendered).min(shown);
                *exposed = (*exposed).min(shown);
            }
        }
    }

    pub(super) fn rendered(&self, id: Id) -> Tri {
        self.rendered.get(id).copied().unwrap_or(Tri::Maybe)
    }

    /// Whether it is in the accessibility tree, as far as hiding goes.
    pub(super) fn exposed(&self, id: Id) -> Tri {
        self.exposed.get(id).copied().unwrap_or(Tri::Maybe)
    }

    /// Whether it can be seen. What may be out of sight cannot be told.
    pub(super) fn visible(&self, id: Id) -> Tri {
        let moved = self.moved.get(id).copied().unwrap_or(true);
        if moved { self.rendered(id).min(Tri::Maybe) } else { self.rendered(id) }
    }

    /// Whether it, or what it stands in, is said to be inert.
    pub(super) fn inert(&self, id: Id) -> bool {
        self.inert.get(id).copied().unwrap_or(false)
    }

    /// Whether a style sheet may put words into it.
    pub(super) fn may_have_words(&self, id: Id) -> bool {
        self.effects.get(id).is_some_and(|effects| effects & css::WORDS != 0)
    }
}

/// Whether an element has a box, for itself.
fn display(tree: &Tree, id: Id, effects: Effects, inline: Effects) -> Tri {
    let important = |bit: Effects| effects & bit << css::IMPORTANT != 0;
    if inline & (css::NONE | css::SHOW) == css::NONE {
        return if important(css::SHOW) { Tri::Maybe } else { Tri::No };
    }
    if inline & (css::NONE | css::SHOW) == css::SHOW {
        return if important(css::NONE) { Tri::Maybe } else { Tri::Yes };
    }
    if inline & css::NONE != 0 {
        return Tri::Maybe;
    }
    let tag = tree.tag(id);
    if NEVER.contains(&tag)
        || tree.get(id, "type").is_some_and(|t| tag == "input" && t.eq_ignore_ascii_case("hidden"))
    {
        return Tri::No;
    }
    let parent = tree.parent(id).map_or("", |up| tree.tag(up));
    if matches!(parent, "audio" | "video" | "iframe" | "meter" | "progress") {
        return Tri::No;
    }
    if matches!(parent, "object" | "canvas") || tree.parent(id).is_some_and(|up| closed_details(tree, up, id))
    {
        return Tri::Maybe;
    }
    if matches!(tree.svg_tag(id), "defs" | "symbol" | "clipPath" | "mask" | "pattern" | "marker" | "metadata")
    {
        return Tri::No;
    }
    if closed(tree, id) {
        let until = tree.is(id, "hidden", &["until-found"]);
        return if effects & css::SHOW != 0 || until { Tri::Maybe } else { Tri::No };
    }
    if effects & css::NONE != 0 { Tri::Maybe } else { Tri::Yes }
}

/// Whether HTML says that it is not shown.
fn closed(tree: &Tree, id: Id) -> bool {
    let tag = tree.tag(id);
    !tag.is_empty()
        && (tree.has(id, "hidden") || tree.has(id, "popover") || (tag == "dialog" && !tree.has(id, "open")))
}

/// Whether a child is what a closed `<details>` does not show yet.
fn closed_details(tree: &Tree, parent: Id, child: Id) -> bool {
    tree.tag(parent) == "details" && !tree.has(parent, "open") && Some(child) != summary(tree, parent)
}

/// The summary that opens a `<details>`.
pub(super) fn summary(tree: &Tree, details: Id) -> Option<Id> {
    tree.children(details).find(|child| tree.tag(*child) == "summary")
}

/// Whether it is visible, given what it stands in.
fn visibility(effects: Effects, inline: Effects, above: Tri) -> Tri {
    let important = |bit: Effects| effects & bit << css::IMPORTANT != 0;
    match inline & (css::HIDE | css::SEE) {
        css::HIDE if important(css::SEE) => Tri::Maybe,
        css::HIDE => Tri::No,
        css::SEE if important(css::HIDE) => Tri::Maybe,
        css::SEE => Tri::Yes,
        0 if effects & css::HIDE != 0 => above.min(Tri::Maybe),
        0 if effects & css::SEE != 0 => above.max(Tri::Maybe),
        0 => above,
        _ => Tri::Maybe,
    }
}
