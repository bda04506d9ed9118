//! What can be reached by keyboard is there for a screen reader too.

use super::super::css::Styles;
use super::super::parse::{self, Form};
use super::super::role;
use super::super::shown::{Shown, Tri};
use super::super::tree::Id;
use super::Court;
use crate::report::catalog::html as rules;

pub(super) fn judge(court: &mut Court) {
    for id in court.elements() {
        let tree = &court.page.tree;
        if tree.get(id, "aria-hidden") == Some("true") {
            hidden(court, id);
        }
        let native =
            matches!(tree.tag(id), "meter" | "progress" | "select" | "option" | "textarea" | "iframe");
        if !native && role::role(tree, id).is_some_and(|role| role.opaque) {
            inside(court, id);
        }
        if tree.tag(id) == "iframe" {
            frame(court, id);
        }
        decorative(court, id);
    }
}

/// A script may take `aria-hidden` away when what is hidden is opened.
fn hidden(court: &mut Court, id: Id) {
    let tree = &court.page.tree;
    let (wrong, found) = court.page.stop(id..tree.after(id));
    let at = found.map_or_else(|| court.tag(id), |found| court.tag(found));
    let args = vec![("element", found.map(|found| court.called(found)).unwrap_or_default().into())];
    court.lacking(&rules::HTML_HIDDEN_FOCUS, at, wrong, args);
}

fn inside(court: &mut Court, id: Id) {
    let tree = &court.page.tree;
    let (wrong, found) = court.page.stop(tree.within(id));
    let at = found.map_or_else(|| court.tag(id), |found| court.tag(found));
    let role = role::role(tree, id).map_or("", |role| role.name);
    // What a drawing shows as a picture, browsers let reach.
    let wrong = if tree.is_svg(id) { wrong.min(Tri::Maybe) } else { wrong };
    let args = vec![
        ("element", found.map(|found| court.called(found)).unwrap_or_default().into()),
        ("outer", role.into()),
    ];
    court.written(&rules::HTML_FOCUS_INSIDE, at, wrong, args);
}

/// A frame that is left out when one moves by keyboard, though there is something in it to reach.
fn frame(court: &mut Court, id: Id) {
    let tree = &court.page.tree;
    let negative = tree.get(id, "tabindex").and_then(|v| v.trim().parse::<i64>().ok()).is_some_and(|v| v < 0);
    let tiny = ["width", "height"].iter().any(|side| tree.is(id, side, &["0", "1", "0px", "1px"]));
    let inert = tree.up(id).any(|up| tree.has(up, "inert"));
    if !negative || inert || tiny {
        return;
    }
    let within = tree.get(id, "srcdoc").map_or(Tri::Maybe, |html| {
        let inner = parse::parse(html, Form::Page);
        let mut styles = Styles::default();
        styles.unknown = html.contains("<style") || html.contains("<link");
        let shown = Shown::of(&inner, &styles);
        inner.elements().map(|at| role::tabbable(&inner, &shown, at)).max().unwrap_or(Tri::No)
    });
    let wrong = within.min(court.page.shown.visible(id));
    court.lacking(&rules::HTML_FRAME_UNREACHED, court.attribute(id, "tabindex"), wrong, Vec::new());
}

/// Said to be without meaning, and reached or described all the same.
fn decorative(court: &mut Court, id: Id) {
    let tree = &court.page.tree;
    let explicit = role::explicit(tree, id);
    let by_role = explicit.is_some_and(role::Role::is_none);
    let by_alt = tree.tag(id) == "img" && tree.get(id, "alt") == Some("") && explicit.is_none();
    let included = court.page.included(id);
    if !(by_role || by_alt) || included == Tri::No {
        return;
    }
    let wrong = if !role::conflict(tree, id) {
        Tri::No
    } else if by_role && role::native(tree, id).is_some_and(|role| !role.is_none()) {
        included
    } else {
        // What browsers make of an empty `alt` that is in conflict differs.
        Tri::Maybe
    };
    let args = vec![("element", court.called(id).into())];
    court.written(&rules::HTML_DECORATIVE_EXPOSED, court.tag(id), wrong, args);
}
