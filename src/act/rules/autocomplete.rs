//! `autocomplete` says what a field is for, in words that browsers know.

use super::super::role;
use super::super::shown::Tri;
use super::super::tree::Id;
use super::{Court, templated, tri};
use crate::report::catalog::html as rules;

/// The names of fields (HTML, 4.10.18.7.1).
const FIELDS: &[&str] = &[
    "name",
    "honorific-prefix",
    "given-name",
    "additional-name",
    "family-name",
    "honorific-suffix",
    "nickname",
    "username",
    "new-password",
    "current-password",
    "one-time-code",
    "organization-title",
    "organization",
    "street-address",
    "address-line1",
    "address-line2",
    "address-line3",
    "address-level4",
    "address-level3",
    "address-level2",
    "address-level1",
    "country",
    "country-name",
    "postal-code",
    "cc-name",
    "cc-given-name",
    "cc-additional-name",
    "cc-family-name",
    "cc-number",
    "cc-exp",
    "cc-exp-month",
    "cc-exp-year",
    "cc-csc",
    "cc-type",
    "transaction-currency",
    "transaction-amount",
    "language",
    "bday",
    "bday-day",
    "bday-month",
    "bday-year",
    "sex",
    "url",
    "photo",
];
/// Those that may be told apart: at home, at work.
const CONTACT: &[&str] = &[
    "tel",
    "tel-country-code",
    "tel-national",
    "tel-area-code",
    "tel-local",
    "tel-local-prefix",
    "tel-local-suffix",
    "tel-extension",
    "email",
    "impp",
];

pub(super) fn judge(court: &mut Court) {
    for id in court.elements() {
        if matches!(court.page.tree.tag(id), "input" | "select" | "textarea") {
            field(court, id);
        }
    }
}

fn field(court: &mut Court, id: Id) {
    let tree = &court.page.tree;
    let Some(value) = tree.get(id, "autocomplete").filter(|value| !value.trim_ascii().is_empty()) else {
        return;
    };
    let words: Vec<String> = value.split_ascii_whitespace().map(str::to_ascii_lowercase).collect();
    let toggle = matches!(words.as_slice(), [one] if one == "on" || one == "off");
    let fixed = ["button", "checkbox", "file", "image", "radio", "reset", "submit", "hidden"];
    let off = role::disabled(tree, id) || tree.is(id, "aria-disabled", &["true"]);
    let shown = court.page.shown.rendered(id).max(court.page.shown.exposed(id));
    if toggle || off || (tree.tag(id) == "input" && tree.is(id, "type", &fixed)) || shown == Tri::No {
        return;
    }
    // A field that cannot be reached and is no field by its role is left alone.
    let still = role::tabbable(tree, &court.page.shown, id) == Tri::No
        && role::role(tree, id).is_none_or(|role| !role.widget);
    if still {
        return;
    }
    // Words for devices are being added to HTML.
    let new = words.iter().any(|word| word.starts_with("device-"));
    let wrong = if templated(value) || new { Tri::Maybe } else { tri(!fits(&words)).min(shown) };
    let args = vec![("value", value.to_owned().into())];
    court.written(&rules::HTML_AUTOCOMPLETE, court.attribute(id, "autocomplete"), wrong, args);
}

fn fits(words: &[String]) -> bool {
    let mut words: Vec<&str> = words.iter().map(String::as_str).collect();
    if words.last() == Some(&"webauthn") {
        words.pop();
    }
    let mut rest = words.as_slice();
    if let [first, after @ ..] = rest
        && first.starts_with("section-")
    {
        rest = after;
    }
    if let ["shipping" | "billing", after @ ..] = rest {
        rest = after;
    }
    match rest {
        [field] => FIELDS.contains(field) || CONTACT.contains(field),
        ["home" | "work" | "mobile" | "fax" | "pager", field] => CONTACT.contains(field),
        _ => false,
    }
}
