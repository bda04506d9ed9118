//! What a role demands beside it: `aria-checked` on a checkbox. And references that lead somewhere.

use super::super::parse::Form;
use super::super::role;
use super::super::shown::Tri;
use super::super::tree::Id;
use super::{Court, templated, tri};
use crate::report::catalog::html as rules;

pub(super) fn judge(court: &mut Court) {
    for id in court.elements() {
        demands(court, id);
        controls(court, id);
    }
    twice(court);
}

fn demands(court: &mut Court, id: Id) {
    let tree = &court.page.tree;
    let Some(role) = role::explicit(tree, id) else { return };
    let included = court.page.included(id);
    let same = role::native(tree, id).is_some_and(|native| native.name == role.name);
    if included == Tri::No || same || role.is_none() {
        return;
    }
    let mut needs = role.needs.clone();
    // A separator that can be reached is one that can be moved.
    if role.name == "separator" && role::focusable(tree, id) {
        needs.push("valuenow");
    }
    if needs.is_empty() {
        return;
    }
    let tag = tree.tag(id);
    let field = matches!(tag, "input" | "select" | "progress" | "meter" | "option");
    let lacks =
        |name: &str| tree.get(id, &format!("aria-{name}")).is_none_or(|value| value.trim().is_empty());
    let expanded = tree.is(id, "aria-expanded", &["true"]);
    let missing: Vec<&str> = needs.into_iter().filter(|name| lacks(name)).collect();
    // HTML gives the state of its own fields, and the level of its own headings. What a combobox controls need not be there
    // before it is open.
    let open = |name: &&&str| match **name {
        "checked" | "valuenow" => field,
        "level" => matches!(tag, "h1" | "h2" | "h3" | "h4" | "h5" | "h6"),
        "controls" => role.name == "combobox" && !expanded,
        "expanded" => tag == "select" || tree.has(id, "popovertarget"),
        _ => false,
    };
    let sure: Vec<&&str> = missing.iter().filter(|name| !open(name)).collect();
    let wrong = if missing.is_empty() {
        Tri::No
    } else if sure.is_empty() || templated(tree.get(id, "role").unwrap_or("")) {
        Tri::Maybe
    } else {
        included
    };
    let names: Vec<String> = sure.iter().map(|name| format!("aria-{name}")).collect();
    let args = vec![("role", role.name.into()), ("names", names.join(", ").into())];
    court.lacking(&rules::HTML_ARIA_REQUIRED, court.attribute(id, "role"), wrong, args);
}

/// An open combobox and a scrollbar control something that is there.
fn controls(court: &mut Court, id: Id) {
    let tree = &court.page.tree;
    let Some(value) = tree.get(id, "aria-controls") else { return };
    let role = role::role(tree, id).map_or("", |role| role.name);
    let applies = role == "scrollbar" || (role == "combobox" && tree.is(id, "aria-expanded", &["true"]));
    if !applies || tree.tag(id).is_empty() {
        return;
    }
    let wrong = tri(!value.split_ascii_whitespace().any(|name| tree.by_id(name).is_some()));
    let outside = court.page.form == Form::Fragment || templated(value);
    let args = vec![("value", value.to_owned().into())];
    let wrong = if outside { wrong.min(Tri::Maybe) } else { wrong };
    court.lacking(&rules::HTML_CONTROLS_NOTHING, court.attribute(id, "aria-controls"), wrong, args);
}

/// Attributes that refer to an element by its `id`, where the wrong one would mislead.
const REFERENCES: &[&str] = &[
    "for",
    "headers",
    "list",
    "aria-labelledby",
    "aria-describedby",
    "aria-controls",
    "aria-owns",
    "aria-details",
    "aria-errormessage",
    "aria-activedescendant",
    "aria-flowto",
];

/// Two elements with one `id`: since WCAG 2.2 that is no fault in itself, only where something refers to it and may reach the
/// wrong one.
fn twice(court: &mut Court) {
    let tree = &court.page.tree;
    let mut wanted: Vec<&str> = Vec::new();
    for id in tree.elements() {
        for name in REFERENCES {
            wanted.extend(tree.get(id, name).unwrap_or("").split_ascii_whitespace());
        }
    }
    wanted.sort_unstable();
    wanted.dedup();
    let judged: Vec<(Id, String, bool)> = wanted
        .into_iter()
        .filter(|name| !templated(name))
        .filter_map(|name| match tree.all_by_id(name) {
            [] => None,
            [only] => Some((*only, name.to_owned(), false)),
            [_, second, ..] => Some((*second, name.to_owned(), true)),
        })
        .collect();
    for (id, name, wrong) in judged {
        court.written(
            &rules::HTML_ID_TWICE,
            court.attribute(id, "id"),
            tri(wrong),
            vec![("value", name.into())],
        );
    }
}
