//! The role that an element has, and whether it can be reached by keyboard.

use super::aria;
pub(super) use super::aria::Role;
use super::shown::{self, Shown, Tri};
use super::tree::{Id, Space, Tree};

/// The first role in `role` that there is.
pub(super) fn explicit(tree: &Tree, id: Id) -> Option<&'static Role> {
    tree.get(id, "role")?.split_ascii_whitespace().find_map(aria::find)
}

/// The role that HTML gives, as far as it can be told: children of a table or list without meaning have none either.
pub(super) fn native(tree: &Tree, id: Id) -> Option<&'static Role> {
    let name = aria::implicit(tree, id)?;
    let tag = tree.tag(id);
    let owner = match tag {
        "li" => tree.parent(id),
        "td" | "th" | "tr" | "thead" | "tbody" | "tfoot" | "caption" => {
            tree.ancestors(id).find(|up| tree.tag(*up) == "table")
        }
        _ => None,
    };
    if let Some(owner) = owner
        && let Some(role) = explicit(tree, owner)
    {
        if role.is_none() && !conflict(tree, owner) {
            return aria::find("none");
        }
        // In a list that has become a menu, or a table that has become something else, what `<li>` and `<td>` are is open.
        let kept = role.is("list") || role.is("table") || role.is("grid");
        if !kept {
            return None;
        }
    }
    aria::find(name)
}

/// The role that it has in the end.
pub(super) fn role(tree: &Tree, id: Id) -> Option<&'static Role> {
    match explicit(tree, id) {
        Some(role) if role.is_none() && conflict(tree, id) => native(tree, id),
        Some(role) => Some(role),
        None => native(tree, id).or_else(|| plain(tree, id)),
    }
}

/// An element that HTML does not know is as good as a `<span>`.
fn plain(tree: &Tree, id: Id) -> Option<&'static Role> {
    let element = tree.element(id).filter(|e| e.space == Space::Html)?;
    element.tag.contains('-').then(|| aria::find("generic")).flatten()
}

/// Whether `role=none` has no effect, as the element can be reached or is described by ARIA.
pub(super) fn conflict(tree: &Tree, id: Id) -> bool {
    let global = tree.element(id).is_some_and(|element| {
        element.attributes.iter().any(|attribute| {
            let name = attribute.name.strip_prefix("aria-");
            name.is_some_and(|name| name != "hidden" && aria::property_of(name).is_some_and(|p| p.global))
        })
    });
    global || focusable(tree, id)
}

/// Whether it can have the focus at all, hiding aside.
pub(super) fn focusable(tree: &Tree, id: Id) -> bool {
    native_focus(tree, id) || (tabindex(tree, id).is_some() && !disabled(tree, id))
}

/// Whether the tabulator stops there: yes only where it is sure to.
pub(super) fn tabbable(tree: &Tree, shown: &Shown, id: Id) -> Tri {
    if tabindex(tree, id).is_some_and(|index| index < 0) || !focusable(tree, id) {
        return Tri::No;
    }
    let inert = shown.inert(id);
    let broken = tree.has(id, "tabindex") && tabindex(tree, id).is_none();
    // One radio button of a group is reached, which of them depends on the others.
    let group = tree.tag(id) == "input" && tree.is(id, "type", &["radio"]) && tree.has(id, "name");
    // What is in a frame is reached, and not the frame, in some browsers.
    let frame = tree.tag(id) == "iframe" && !tree.has(id, "tabindex");
    let certain = if inert || broken || group || frame { Tri::Maybe } else { Tri::Yes };
    shown.rendered(id).min(certain)
}

fn tabindex(tree: &Tree, id: Id) -> Option<i32> {
    tree.get(id, "tabindex")?.trim().parse().ok()
}

fn native_focus(tree: &Tree, id: Id) -> bool {
    if disabled(tree, id) {
        return false;
    }
    match tree.tag(id) {
        "a" | "area" => tree.has(id, "href"),
        "button" | "select" | "textarea" | "iframe" => true,
        "input" => !tree.is(id, "type", &["hidden"]),
        "summary" => tree
            .parent(id)
            .is_some_and(|up| tree.tag(up) == "details" && shown::summary(tree, up) == Some(id)),
        "audio" | "video" => tree.has(id, "controls"),
        "" => tree.svg_tag(id) == "a" && (tree.has(id, "href") || tree.has(id, "xlink:href")),
        _ => matches!(tree.get(id, "contenteditable").map(str::trim), Some("" | "true" | "plaintext-only")),
    }
}

/// Whether a field is switched off, by itself or by a fieldset that it stands in.
pub(super) fn disabled(tree: &Tree, id: Id) -> bool {
    if !matches!(
        tree.tag(id),
        "button" | "select" | "textarea" | "input" | "option" | "optgroup" | "fieldset"
    ) {
        return false;
    }
    let mut below = id;
    for up in tree.ancestors(id) {
        if tree.tag(up) == "fieldset" && tree.has(up, "disabled") {
            let legend = tree.children(up).find(|child| tree.tag(*child) == "legend");
            if legend != Some(below) {
                return true;
            }
        }
        below = up;
    }
    tree.has(id, "disabled")
}
