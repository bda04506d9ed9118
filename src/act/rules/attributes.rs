//! `role` and `aria-…` as written: that they exist, have a value that means something, and belong on the element.

use super::super::aria::{self, Kind, Property};
use super::super::role;
use super::super::shown::Tri;
use super::super::tree::{Attribute, Id, Space};
use super::{Court, not, templated, tri};
use crate::report::catalog::html as rules;

/// What ARIA in HTML lets stand on `<audio>` and `<video>`, beside the global ones: what an application takes.
const MEDIA: &[&str] = &["activedescendant", "expanded"];

pub(super) fn judge(court: &mut Court) {
    for id in court.elements() {
        let Some(element) = court.page.tree.element(id) else { continue };
        if element.space == Space::Other {
            continue;
        }
        role_value(court, id);
        let attributes: Vec<Attribute> = element
            .attributes
            .iter()
            .filter(|attribute| attribute.name.starts_with("aria-"))
            .cloned()
            .collect();
        for attribute in attributes {
            let name = attribute.name.strip_prefix("aria-").unwrap_or("");
            let Some(property) = aria::property_of(name) else {
                let near = aria::nearest_property(name).map(|near| format!("aria-{near}"));
                let mut args = vec![("name", attribute.name.clone().into())];
                args.extend(near.map(|near| ("near", near.into())));
                court.written(&rules::HTML_ARIA_UNKNOWN, attribute.span, Tri::Yes, args);
                continue;
            };
            court.written(&rules::HTML_ARIA_UNKNOWN, attribute.span.clone(), Tri::No, Vec::new());
            if !attribute.value.is_empty() {
                let allowed = allowed(property);
                let mut args =
                    vec![("name", attribute.name.clone().into()), ("value", attribute.value.clone().into())];
                args.extend(Some(("allowed", allowed.into())));
                court.written(
                    &rules::HTML_ARIA_VALUE,
                    attribute.span.clone(),
                    wrong_value(property, &attribute.value),
                    args,
                );
            }
            permitted(court, id, name, property, &attribute);
        }
    }
}

fn role_value(court: &mut Court, id: Id) {
    let tree = &court.page.tree;
    let Some(value) = tree.get(id, "role").filter(|value| !value.trim_ascii().is_empty()) else { return };
    let shown = court.page.shown.exposed(id);
    if shown == Tri::No {
        return;
    }
    let wrong = if templated(value) { Tri::Maybe } else { tri(role::explicit(tree, id).is_none()) };
    let first = value.split_ascii_whitespace().next().unwrap_or("");
    let mut args = vec![("value", value.to_owned().into())];
    args.extend(aria::nearest_role(first).map(|near| ("near", near.into())));
    court.written(&rules::HTML_ROLE_UNKNOWN, court.attribute(id, "role"), wrong.min(shown), args);
}

/// Whether a value is none that the attribute can have.
fn wrong_value(property: &Property, value: &str) -> Tri {
    if templated(value) {
        return Tri::Maybe;
    }
    // Browsers differ on capital letters and on white space around a word.
    let plain = value.trim().to_ascii_lowercase();
    let fits = match property.kind {
        Kind::Boolean => matches!(plain.as_str(), "true" | "false"),
        Kind::Maybe => matches!(plain.as_str(), "true" | "false" | "undefined"),
        Kind::Tristate => matches!(plain.as_str(), "true" | "false" | "mixed" | "undefined"),
        Kind::Token => property.values.contains(&plain.as_str()),
        Kind::Tokens => plain.split_ascii_whitespace().all(|word| property.values.contains(&word)),
        Kind::Text | Kind::Ids => true,
        // White space in an id is no id; two ids, where there can be one, are read by some browsers.
        Kind::Id => plain.split_ascii_whitespace().count() <= 1,
        Kind::Integer => plain.parse::<i64>().is_ok(),
        Kind::Number => plain.parse::<f64>().is_ok_and(f64::is_finite),
    };
    let open = property.open || property.kind == Kind::Id || plain.is_empty();
    match (fits, open) {
        (true, _) => Tri::No,
        (false, true) => Tri::Maybe,
        (false, false) => Tri::Yes,
    }
}

/// What the value may be, for people.
fn allowed(property: &Property) -> String {
    match property.kind {
        Kind::Boolean | Kind::Maybe => "true, false".to_owned(),
        Kind::Tristate => "true, false, mixed".to_owned(),
        Kind::Token | Kind::Tokens => property.values.join(", "),
        Kind::Integer => "1, 2, 3 …".to_owned(),
        Kind::Number => "0, 1, 2.5 …".to_owned(),
        Kind::Text | Kind::Id | Kind::Ids => "…".to_owned(),
    }
}

/// Whether the attribute belongs on the element, and is not prohibited there.
fn permitted(court: &mut Court, id: Id, name: &str, property: &Property, attribute: &Attribute) {
    let page = court.page;
    let tree = &page.tree;
    let included = page.included(id);
    if included == Tri::No {
        return;
    }
    let names = matches!(name, "label" | "labelledby" | "braillelabel" | "roledescription");
    let role = role::role(tree, id);
    let open = tree.get(id, "role").is_some_and(templated) || unsure(court, id);
    let wrong = match role {
        // On what has no meaning, a name has no effect: `role=none` with a name is a conflict, which is another rule.
        Some(role) if role.is_none() && !property.global => Tri::Maybe,
        Some(role) if role.is_none() => Tri::No,
        Some(role) if names && role.unnamed => tri(matches!(name, "label" | "labelledby")),
        _ if property.global => Tri::No,
        Some(role) => not(tri(role.takes(name))),
        None if matches!(tree.tag(id), "audio" | "video") => not(tri(MEDIA.contains(&name))),
        None => Tri::Maybe,
    };
    let called = match role {
        Some(role) if tree.has(id, "role") => format!("role=\"{}\"", role.name),
        _ => court.called(id),
    };
    // A name that is empty is none.
    let empty = names && attribute.value.trim().is_empty();
    let wrong = wrong.min(included).min(if empty || open { Tri::Maybe } else { Tri::Yes });
    let args = vec![("name", attribute.name.clone().into()), ("element", called.into())];
    if tree.has(id, "role") {
        court.written(&rules::HTML_ARIA_MISPLACED, attribute.span.clone(), wrong, args);
    } else {
        // A script may add the role that it belongs to.
        court.lacking(&rules::HTML_ARIA_MISPLACED, attribute.span.clone(), wrong, args);
    }
}

/// Whether browsers or the next version of the specification see another role.
fn unsure(court: &Court, id: Id) -> bool {
    let tree = &court.page.tree;
    let explicit = role::explicit(tree, id);
    let tag = tree.tag(id);
    // Roles of the draft of 1.3 are not in the tables with all that they take.
    explicit.is_some_and(|role| matches!(role.name, "comment" | "suggestion" | "image" | "sectionheader" | "sectionfooter"))
        // What `<th>` and `<td>` are depends on the whole table; `<body>` and `<html>` are the page.
        || (explicit.is_none() && matches!(tag, "th" | "body" | "html" | "section" | "li"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(name: &str, value: &str) -> Tri {
        wrong_value(aria::property_of(name).expect("a property"), value)
    }

    #[test]
    fn values_are_of_their_kind() {
        for (name, value) in [
            ("checked", "mixed"),
            ("hidden", "undefined"),
            ("hidden", "TRUE"),
            ("level", "2"),
            ("valuenow", "2.5"),
            ("live", "polite"),
            ("relevant", "additions text"),
            ("labelledby", "a b"),
            ("label", "?"),
            ("haspopup", "dialog"),
        ] {
            assert_eq!(wrong(name, value), Tri::No, "{name}={value}");
        }
        for (name, value) in [
            ("checked", "yes"),
            ("hidden", "1"),
            ("expanded", "mixed"),
            ("level", "two"),
            ("level", "2.5"),
            ("valuenow", "12px"),
            ("live", "nice"),
            ("relevant", "additions words"),
            ("modal", "undefined"),
        ] {
            assert_eq!(wrong(name, value), Tri::Yes, "{name}={value}");
        }
        for (name, value) in
            [("current", "yes"), ("invalid", "x"), ("hidden", "{{ x }}"), ("activedescendant", "a b")]
        {
            assert_eq!(wrong(name, value), Tri::Maybe, "{name}={value}");
        }
    }
}
