//! What is seen on a link or button is part of what it is called, so that a person who speaks to the computer can say it.

use super::super::name;
use super::super::role;
use super::super::shown::Tri;
use super::super::tree::Id;
use super::{Court, templated};
use crate::report::catalog::html as rules;

pub(super) fn judge(court: &mut Court) {
    for id in court.elements() {
        let tree = &court.page.tree;
        let labelled = tree.has(id, "aria-label") || tree.has(id, "aria-labelledby");
        let fits = role::role(tree, id).is_some_and(|role| role.widget && role.by_content);
        if !labelled || !fits || court.page.shown.exposed(id) == Tri::No {
            continue;
        }
        let name = name::name(court.page, id);
        let folded = fold(&name.text);
        let Some((wrong, text)) = worst(court, id, &folded) else { continue };
        let open = name.maybe || templated(&name.text) || court.page.included(id) != Tri::Yes;
        let wrong = if open { wrong.min(Tri::Maybe) } else { wrong };
        let attribute = if tree.has(id, "aria-labelledby") { "aria-labelledby" } else { "aria-label" };
        let args = vec![("text", text.into()), ("name", name.text.into())];
        court.written(&rules::HTML_LABEL_IN_NAME, court.attribute(id, attribute), wrong, args);
    }
}

/// The visible text that is least part of the name, and whether it is not. `None` without visible text.
fn worst(court: &Court, id: Id, name: &str) -> Option<(Tri, String)> {
    let tree = &court.page.tree;
    let mut worst = None;
    for at in tree.within(id) {
        let Some(text) = tree.text(at).filter(|text| !text.trim().is_empty()) else { continue };
        // Words in a drawing are a picture; what is in a field is its value.
        let picture = tree.ancestors(at).take_while(|up| *up != id).any(|up| {
            tree.is_svg(up)
                || matches!(tree.tag(up), "select" | "textarea" | "option" | "math" | "canvas" | "object")
        });
        let seen = tree.parent(at).map_or(Tri::Maybe, |up| court.page.shown.visible(up));
        if seen == Tri::No || picture {
            continue;
        }
        let found =
            (lacking(court, text, name).min(seen), text.split_whitespace().collect::<Vec<_>>().join(" "));
        if worst.as_ref().is_none_or(|(most, _)| found.0 > *most) {
            worst = Some(found);
        }
    }
    worst
}

/// Whether a text is not part of a name. What may be a picture made of letters cannot be told.
fn lacking(court: &Court, text: &str, name: &str) -> Tri {
    let text = fold(text);
    let core = text.trim_matches(|c: char| !c.is_alphanumeric());
    if name.contains(&text) || name.contains(core) {
        return Tri::No;
    }
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|word| word.chars().count() > 1)
            .map(str::to_owned)
            .collect()
    };
    let (own, all) = (words(&text), words(name));
    // `X`, `→`: a sign. Without a new word, only signs differ. An icon is one word in a font of pictures.
    let sign = core.chars().count() < 2 || own.iter().all(|word| all.contains(word));
    let icon = court.page.fonts && !text.contains(' ');
    if sign || icon || templated(&text) { Tri::Maybe } else { Tri::Yes }
}

fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
