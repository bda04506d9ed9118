//! Roles that need each other: an item its list, a list its items.

use super::super::aria::Role;
use super::super::parse::Form;
use super::super::role;
use super::super::shown::Tri;
use super::super::tree::Id;
use super::{Court, templated};
use crate::report::catalog::html as rules;

/// Roles of WAI-ARIA, as others are no matter of these rules.
fn is_core(role: &Role) -> bool {
    !role.name.starts_with("doc-") && !role.name.starts_with("graphics-")
}

pub(super) fn judge(court: &mut Court) {
    for id in court.elements() {
        let tree = &court.page.tree;
        let Some(role) = role::explicit(tree, id).filter(|role| is_core(role)) else { continue };
        let included = court.page.included(id);
        if included == Tri::No || tree.get(id, "role").is_some_and(templated) {
            continue;
        }
        let same = role::native(tree, id).is_some_and(|native| native.name == role.name);
        if !role.within.is_empty() && !same {
            let wrong = stray(court, id, role).min(included);
            let args = vec![("role", role.name.into()), ("parents", role.within.join(", ").into())];
            court.lacking(&rules::HTML_ROLE_PARENT, court.attribute(id, "role"), wrong, args);
        }
        let busy = tree.is(id, "aria-busy", &["true"]) || court.page.busy.get(id) == Some(&true);
        if !role.owns.is_empty() && !busy {
            let (wrong, found) = foreign(court, id, role);
            let args = vec![
                ("role", role.name.into()),
                ("children", role.owns.join(", ").into()),
                ("found", found.into()),
            ];
            court.lacking(&rules::HTML_ROLE_CHILDREN, court.attribute(id, "role"), wrong.min(included), args);
        }
    }
}

/// What a node is to the tree of accessibility.
enum Part {
    /// Nothing: what is in it stands in what it stands in.
    Through,
    Known(&'static Role),
    /// It is there, without a role that has a meaning.
    Bare,
    Unsure,
}

fn part(court: &Court, id: Id) -> Part {
    let tree = &court.page.tree;
    let Some(role) = role::role(tree, id) else { return Part::Unsure };
    let described = role::conflict(tree, id);
    match role.name {
        "generic" if described => Part::Bare,
        "none" | "presentation" | "generic" => Part::Through,
        _ => Part::Known(role),
    }
}

/// Whether it stands in nothing that it belongs in.
fn stray(court: &Court, id: Id, role: &Role) -> Tri {
    let tree = &court.page.tree;
    let owned = tree.get(id, "id").is_some_and(|name| court.page.owned.contains(name));
    if owned {
        // Whose it is then, browsers do not agree on.
        return Tri::No;
    }
    let outside = if court.page.form == Form::Fragment { Tri::Maybe } else { Tri::Yes };
    for up in tree.ancestors(id) {
        if matches!(tree.tag(up), "body" | "html") {
            return outside;
        }
        if tree.element(up).is_none() {
            break;
        }
        match part(court, up) {
            Part::Through => {}
            Part::Bare => return Tri::Yes,
            Part::Unsure => return Tri::Maybe,
            Part::Known(found) => {
                let fits = role.within.iter().any(|name| found.is(name));
                return if fits { Tri::No } else { Tri::Yes };
            }
        }
    }
    outside
}

/// Whether something else stands in it than what may, and the role of that.
fn foreign(court: &Court, id: Id, role: &Role) -> (Tri, String) {
    let tree = &court.page.tree;
    let (mut unsure, mut fitting, mut words) = (false, 0_usize, false);
    let mut wrong = None;
    let mut look = |from: std::ops::Range<Id>| {
        let mut at = from.start;
        while at < from.end {
            if tree.element(at).is_none() {
                words |= tree.text(at).is_some_and(|text| !text.trim().is_empty());
                at += 1;
                continue;
            }
            let shown = court.page.shown.exposed(at);
            if shown != Tri::Yes {
                unsure |= shown == Tri::Maybe;
                at = tree.after(at);
                continue;
            }
            match part(court, at) {
                Part::Through => {
                    at += 1;
                    continue;
                }
                Part::Known(found) if found.name == "group" && role.owns.contains(&"group") => {
                    at += 1;
                    continue;
                }
                Part::Known(found) if role.owns.iter().any(|name| found.is(name)) => fitting += 1,
                // The next version lets these stand there.
                Part::Known(found) if matches!(found.name, "separator" | "caption") => unsure = true,
                Part::Known(found) => wrong = wrong.take().or(Some(found.name)),
                Part::Bare | Part::Unsure => unsure = true,
            }
            at = tree.after(at);
        }
    };
    look(tree.within(id));
    for owned in tree.references(id, "aria-owns") {
        look(owned..tree.after(owned));
    }
    match wrong {
        Some(found) => (Tri::Yes, found.to_owned()),
        // Only words, and nothing that a script or a sheet could make something else of.
        None if fitting == 0 && words && !unsure => (Tri::Yes, String::new()),
        None if unsure || (fitting == 0 && words) => (Tri::Maybe, String::new()),
        None => (Tri::No, String::new()),
    }
}
