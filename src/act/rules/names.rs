//! Links, images, buttons, fields, headings and the like have a name.

use super::super::role;
use super::super::shown::{self, Tri};
use super::super::tree::Id;
use super::super::{name, parse::Form};
use super::Court;
use crate::report::Rule;
use crate::report::catalog::html as rules;

/// Roles of form fields.
const FIELDS: &[&str] = &[
    "checkbox",
    "combobox",
    "listbox",
    "menuitemcheckbox",
    "menuitemradio",
    "radio",
    "searchbox",
    "slider",
    "spinbutton",
    "switch",
    "textbox",
];

pub(super) fn judge(court: &mut Court) {
    for id in court.elements() {
        let tree = &court.page.tree;
        let tag = tree.tag(id);
        if tag.is_empty() {
            let drawn = role::explicit(tree, id).is_some_and(|role| {
                matches!(role.name, "img" | "image" | "graphics-document" | "graphics-symbol")
            });
            if tree.is_svg(id) && drawn {
                named(court, id, &rules::HTML_SVG_NAME, court.page.included(id));
            }
            continue;
        }
        let role = role::role(tree, id);
        let name = role.map_or("", |role| role.name);
        if tag == "img" || matches!(name, "img" | "image") {
            image(court, id);
        }
        let rule: &'static Rule = match name {
            _ if tag == "input" && tree.is(id, "type", &["image"]) => &rules::HTML_IMAGE_BUTTON_NAME,
            _ if tag == "iframe" || tag == "frame" => {
                iframe(court, id);
                continue;
            }
            _ if tag == "object" => {
                object(court, id);
                continue;
            }
            _ if tag == "summary" && role::explicit(tree, id).is_none_or(role::Role::is_none) => {
                summary(court, id);
                continue;
            }
            "button" => &rules::HTML_BUTTON_NAME,
            "heading" => &rules::HTML_HEADING_EMPTY,
            "menuitem" => &rules::HTML_MENUITEM_NAME,
            _ if role.is_some_and(|role| role.is("link")) => &rules::HTML_LINK_NAME,
            _ if FIELDS.contains(&name) => &rules::HTML_FIELD_NAME,
            _ => continue,
        };
        named(court, id, rule, court.page.included(id));
    }
}

/// Judges whether something that is included (as far as can be told) has a name.
fn named(court: &mut Court, id: Id, rule: &'static Rule, included: Tri) {
    if included == Tri::No {
        return;
    }
    let wrong = lacks(court, id).min(if included == Tri::Yes { Tri::Yes } else { Tri::Maybe });
    court.lacking(rule, court.tag(id), wrong, vec![("element", court.called(id).into())]);
}

/// Whether it has no name. A reference or a label may lead out of a piece of a page.
fn lacks(court: &Court, id: Id) -> Tri {
    let tree = &court.page.tree;
    let lacks = name::name(court.page, id).is_empty();
    let outside = court.page.form == Form::Fragment
        && (tree.has(id, "aria-labelledby") || (tree.has(id, "id") && role::focusable(tree, id)));
    if outside { lacks.min(Tri::Maybe) } else { lacks }
}

fn image(court: &mut Court, id: Id) {
    let tree = &court.page.tree;
    let shown = court.page.shown.exposed(id);
    if shown == Tri::No {
        return;
    }
    let decorative = role::role(tree, id).is_some_and(role::Role::is_none);
    let wrong = if decorative { Tri::No } else { lacks(court, id).min(shown) };
    let (at, args) = (court.tag(id), vec![("element", court.called(id).into())]);
    // HTML demands that an `alt` is written; only a picture that a script has yet to fill in may do without.
    let bare = tree.tag(id) == "img" && !tree.has(id, "alt") && !court.page.template;
    if bare && tree.get(id, "src").is_some_and(|src| !src.is_empty()) {
        court.written(&rules::HTML_IMAGE_NAME, at, wrong, args);
    } else {
        court.lacking(&rules::HTML_IMAGE_NAME, at, wrong, args);
    }
}

fn iframe(court: &mut Court, id: Id) {
    let tree = &court.page.tree;
    let negative = tree.get(id, "tabindex").and_then(|v| v.trim().parse::<i64>().ok()).is_some_and(|v| v < 0);
    let decorative = role::explicit(tree, id).is_some_and(role::Role::is_none);
    if negative || decorative || tree.tag(id) == "frame" {
        return;
    }
    let tiny = ["width", "height"].iter().any(|side| tree.is(id, side, &["0", "1", "0px", "1px"]));
    let included = court.page.included(id).min(if tiny { Tri::Maybe } else { Tri::Yes });
    named(court, id, &rules::HTML_IFRAME_NAME, included);
}

fn object(court: &mut Court, id: Id) {
    let tree = &court.page.tree;
    if tree.has(id, "role") || !tree.has(id, "data") {
        return;
    }
    let kind = tree.get(id, "type").unwrap_or("").trim().to_ascii_lowercase();
    let path = tree.get(id, "data").unwrap_or("").split(['?', '#']).next().unwrap_or("").to_ascii_lowercase();
    let media = ["image/", "audio/", "video/"].iter().any(|start| kind.starts_with(start))
        || (kind.is_empty()
            && ["png", "jpg", "jpeg", "gif", "webp", "svg", "avif", "mp3", "mp4", "ogg", "webm", "wav"]
                .iter()
                .any(|form| path.ends_with(&format!(".{form}"))));
    if media {
        named(court, id, &rules::HTML_OBJECT_NAME, court.page.included(id));
    }
}

fn summary(court: &mut Court, id: Id) {
    let tree = &court.page.tree;
    let opens =
        tree.parent(id).is_some_and(|up| tree.tag(up) == "details" && shown::summary(tree, up) == Some(id));
    if opens {
        named(court, id, &rules::HTML_SUMMARY_NAME, court.page.included(id));
    }
}
