//! Accessible names (Accessible Name and Description Computation 1.2), for a page that is not rendered.
//!
//! A name comes with whether something that cannot be told may have a part in it: a style sheet that may hide or add words, a
//! field whose value counts. An empty name is empty for certain only without such a thing.

use super::Page;
use super::aria::Role;
use super::role;
use super::shown::Tri;
use super::tree::{Id, Tree};
use std::cell::Cell;

/// A name, or what can be told of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Name {
    /// White space is single, and there is none at the ends.
    pub(super) text: String,
    /// Whether the real name may be another.
    pub(super) maybe: bool,
}

impl Name {
    fn open() -> Self {
        Self { text: String::new(), maybe: true }
    }

    fn of(text: &str) -> Self {
        Self { text: text.to_owned(), maybe: false }
    }

    fn says_something(&self) -> bool {
        !self.text.trim_ascii().is_empty()
    }

    /// Whether there is no name: yes and no only for certain.
    pub(super) fn is_empty(&self) -> Tri {
        match (self.says_something(), self.maybe) {
            (false, false) => Tri::Yes,
            (false, true) => Tri::Maybe,
            (true, _) => Tri::No,
        }
    }
}

/// So many nodes are looked at for one name.
const BUDGET: usize = 4000;
/// So deep is looked for one name.
const DEPTH: usize = 60;

/// The name of an element.
pub(super) fn name(page: &Page, id: Id) -> Name {
    let walk = Walk { page, start: id, budget: Cell::new(BUDGET) };
    let found = walk.name(id, How { start: true, ..How::default() }, 0);
    // What is white to the eye is not trimmed alike everywhere.
    let ascii: String = found.text.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
    let invisible = |c: char| {
        c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}' | '\u{ad}')
    };
    let blank = !ascii.is_empty() && ascii.chars().all(invisible);
    Name { text: if blank { String::new() } else { ascii }, maybe: found.maybe || blank }
}

/// How an element was come to.
#[derive(Debug, Clone, Copy, Default)]
#[allow(clippy::struct_excessive_bools)] // Each is a turn of the way to it.
struct How {
    /// It is the one whose name is wanted.
    start: bool,
    /// By `aria-labelledby` or a label: no other reference is followed from there.
    referenced: bool,
    /// It was referred to itself.
    direct: bool,
    /// What was referred to is hidden, and so all that is in it counts.
    unhidden: bool,
}

struct Walk<'p> {
    page: &'p Page,
    start: Id,
    budget: Cell<usize>,
}

impl Walk<'_> {
    fn tree(&self) -> &Tree {
        &self.page.tree
    }

    fn name(&self, id: Id, how: How, depth: usize) -> Name {
        let left = self.budget.get();
        if left == 0 || depth > DEPTH {
            return Name::open();
        }
        self.budget.set(left - 1);
        if let Some(text) = self.tree().text(id) {
            return Name::of(text);
        }
        if self.tree().element(id).is_none() {
            return Name::default();
        }
        let mut maybe = false;
        if !how.start && !how.direct {
            match self.page.shown.exposed(id) {
                Tri::No if how.unhidden => maybe = true,
                Tri::No => return Name::default(),
                Tri::Maybe => maybe = true,
                Tri::Yes => {}
            }
        }
        let role = role::role(self.tree(), id);
        let found = self.steps(id, role, how, depth);
        Name { text: found.text, maybe: found.maybe || maybe }
    }

    /// The steps of the algorithm in turn: the first that gives something gives the name.
    fn steps(&self, id: Id, role: Option<&Role>, how: How, depth: usize) -> Name {
        let tree = self.tree();
        let mut maybe = false;
        if !how.referenced && tree.has(id, "aria-labelledby") {
            let found = self.labelled_by(id, depth);
            if found.says_something() {
                return found;
            }
            maybe |= found.maybe;
        }
        if let Some(label) = tree.get(id, "aria-label").filter(|label| !label.trim_ascii().is_empty()) {
            return Name { text: label.to_owned(), maybe };
        }
        let inner = !how.start && !how.direct;
        if inner && self.is_field(id, role) {
            // The value of a field stands for it in the name of what it is in, but not in its own.
            return Name { text: String::new(), maybe: maybe || id != self.start };
        }
        let meaningless = role.is_some_and(Role::is_none);
        if meaningless && matches!(tree.tag(id), "img" | "area") {
            let title = tree.get(id, "title").is_some_and(|title| !title.trim_ascii().is_empty());
            return Name {
                text: String::new(),
                maybe: maybe || (title && role::explicit(tree, id).is_none()),
            };
        }
        if !meaningless {
            let found = self.native(id, inner, depth);
            if found.says_something() {
                return Name { maybe: found.maybe || maybe, ..found };
            }
            maybe |= found.maybe;
        }
        let by_content = role.is_some_and(|role| role.by_content) || tree.tag(id) == "summary" || !how.start;
        if by_content {
            let found = self.content(id, role, how, depth);
            if found.says_something() {
                return Name { maybe: found.maybe || maybe, ..found };
            }
            maybe |= found.maybe;
        }
        let title = tree.get(id, "title").or_else(|| tree.get(id, "xlink:title")).unwrap_or("");
        Name { text: title.trim_ascii().to_owned(), maybe }
    }

    fn labelled_by(&self, id: Id, depth: usize) -> Name {
        let targets = self.tree().references(id, "aria-labelledby");
        self.joined(&targets, depth)
    }

    /// The names of elements that are referred to, one after the other.
    fn joined(&self, targets: &[Id], depth: usize) -> Name {
        let mut all = Name::default();
        for target in targets {
            let unhidden = self.page.shown.exposed(*target) != Tri::Yes;
            let how = How { start: false, referenced: true, direct: true, unhidden };
            let found = self.name(*target, how, depth + 1);
            all.text.push_str(&found.text);
            all.text.push(' ');
            all.maybe |= found.maybe;
        }
        all
    }

    /// Whether it is a field whose value would count.
    fn is_field(&self, id: Id, role: Option<&Role>) -> bool {
        let tree = self.tree();
        let field = matches!(tree.tag(id), "select" | "textarea" | "meter" | "progress" | "output")
            || (tree.tag(id) == "input"
                && !tree.is(
                    id,
                    "type",
                    &["button", "submit", "reset", "image", "hidden", "checkbox", "radio"],
                ));
        field
            || role.is_some_and(|role| {
                [
                    "textbox",
                    "combobox",
                    "listbox",
                    "slider",
                    "spinbutton",
                    "scrollbar",
                    "progressbar",
                    "meter",
                ]
                .iter()
                .any(|name| role.is(name))
            })
    }

    /// What HTML itself says that the name is.
    fn native(&self, id: Id, inner: bool, depth: usize) -> Name {
        let tree = self.tree();
        let attribute = |name: &str| Name::of(tree.get(id, name).unwrap_or("").trim_ascii());
        match tree.tag(id) {
            "input" => self.input(id, inner, depth),
            "button" | "select" | "meter" | "progress" | "output" if !inner => self.labels(id, depth),
            "textarea" => {
                let label = self.labels(id, depth);
                if label.says_something() { label } else { Name { maybe: label.maybe, ..self.hint(id) } }
            }
            "img" | "area" => attribute("alt"),
            "optgroup" | "option" => attribute("label"),
            "fieldset" => self.part(id, "legend", depth),
            "table" => self.part(id, "caption", depth),
            "figure" => self.part(id, "figcaption", depth),
            // What is shown in their place, or what they show, cannot be told.
            "object"
                if !inner
                    && tree
                        .within(id)
                        .all(|at| tree.text(at).is_some_and(|text| text.trim_ascii().is_empty())) =>
            {
                Name::default()
            }
            "object" | "embed" | "video" | "audio" | "canvas" | "math" | "slot" => Name::open(),
            "iframe" if inner => Name::open(),
            "" if tree.is_svg(id) => {
                let title = tree.children(id).find(|child| tree.svg_tag(*child) == "title");
                title.map_or_else(Name::default, |title| Name::of(tree.raw_text(title).trim_ascii()))
            }
            _ => Name::default(),
        }
    }

    fn input(&self, id: Id, inner: bool, depth: usize) -> Name {
        let tree = self.tree();
        let value = tree.get(id, "value").map(str::trim_ascii);
        let label = if inner { Name::default() } else { self.labels(id, depth) };
        if label.says_something() {
            return label;
        }
        let found = match tree.get(id, "type").unwrap_or("text").trim_ascii().to_ascii_lowercase().as_str() {
            "button" => Name::of(value.unwrap_or("")),
            kind @ ("submit" | "reset") => match value {
                None => Name::of(kind),
                Some("") => Name::open(),
                Some(value) => Name::of(value),
            },
            "image" => match tree.get(id, "alt").map(str::trim_ascii) {
                Some(alt) if !alt.is_empty() => Name::of(alt),
                // What a browser says instead is no name; it is one for what the picture stands in.
                _ => {
                    Name { text: String::new(), maybe: inner || value.is_some_and(|value| !value.is_empty()) }
                }
            },
            _ => self.hint(id),
        };
        Name { maybe: found.maybe || label.maybe, ..found }
    }

    fn hint(&self, id: Id) -> Name {
        let tree = self.tree();
        let hint = ["placeholder", "aria-placeholder"]
            .iter()
            .find_map(|name| tree.get(id, name).map(str::trim_ascii).filter(|text| !text.is_empty()));
        Name::of(hint.unwrap_or(""))
    }

    /// The labels of a field. One that is hidden is read by some browsers.
    fn labels(&self, id: Id, depth: usize) -> Name {
        let labels = self.page.labels.get(&id).map_or(&[][..], Vec::as_slice);
        let found = self.joined(labels, depth);
        let hidden = labels.iter().any(|label| self.page.shown.exposed(*label) != Tri::Yes);
        if hidden { Name::open() } else { found }
    }

    fn part(&self, id: Id, tag: &str, depth: usize) -> Name {
        let tree = self.tree();
        let part = tree.children(id).find(|child| tree.tag(*child) == tag);
        part.map_or_else(Name::default, |part| self.content(part, None, How::default(), depth + 1))
    }

    /// What stands in it.
    fn content(&self, id: Id, role: Option<&Role>, how: How, depth: usize) -> Name {
        let tree = self.tree();
        let inner = !how.start && !how.direct;
        let mut all = Name { text: String::new(), maybe: self.page.shown.may_have_words(id) };
        if tree.is_svg(id)
            && tree.svg_tag(id) != "a"
            && tree.svg_tag(id) != "text"
            && tree.svg_tag(id) != "tspan"
        {
            // Browsers differ on whether words in a drawing are part of what it stands in.
            let words = tree.within(id).any(|at| {
                let title =
                    tree.ancestors(at).any(|up| matches!(tree.svg_tag(up), "title" | "style" | "script"));
                (tree.text(at).is_some_and(|text| !text.trim_ascii().is_empty()) && !title)
                    || (tree.has(at, "aria-label")
                        || tree.has(at, "aria-labelledby")
                        || tree.svg_tag(at) == "image")
                    || (tree.svg_tag(at) == "title" && !tree.raw_text(at).trim_ascii().is_empty())
            });
            all.maybe |= words && !how.start;
            return all;
        }
        if inner && role.is_some_and(|role| matches!(role.name, "img" | "separator")) {
            return all;
        }
        let next = How { start: false, direct: false, ..how };
        for child in tree.children(id) {
            let found = self.name(child, next, depth + 1);
            let apart = tree.element(child).is_some() && !INLINE.contains(&tree.tag(child));
            if apart {
                all.text.push(' ');
            }
            all.text.push_str(&found.text);
            if apart {
                all.text.push(' ');
            }
            all.maybe |= found.maybe;
        }
        all
    }
}

/// Elements that stand in a line, so that the words around them stay one.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd",
    "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
];

/// Which labels belong to which field.
pub(super) fn labels(tree: &Tree) -> std::collections::BTreeMap<Id, Vec<Id>> {
    let mut all: std::collections::BTreeMap<Id, Vec<Id>> = std::collections::BTreeMap::new();
    let fits = |id: &Id| {
        matches!(tree.tag(*id), "button" | "select" | "textarea" | "meter" | "progress" | "output")
            || (tree.tag(*id) == "input" && !tree.is(*id, "type", &["hidden"]))
    };
    let fields: Vec<Id> = tree.elements().filter(fits).collect();
    for label in tree.elements().filter(|id| tree.tag(*id) == "label") {
        let field = if let Some(name) = tree.get(label, "for") {
            tree.by_id(name).filter(fits)
        } else {
            let next = fields.get(fields.partition_point(|field| *field < label));
            next.copied().filter(|field| tree.within(label).contains(field))
        };
        if let Some(field) = field {
            all.entry(field).or_default().push(label);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::super::{Options, Page, parse::Form};
    use super::*;

    /// The name of the element with the id `x`, `?` after it when it may be another.
    fn of(html: &str) -> String {
        let page = Page::new(html, Form::Fragment, Options::default(), &|_| None);
        let id = page.tree.by_id("x").expect("an element with the id x");
        let name = name(&page, id);
        format!("{}{}", name.text, if name.maybe { "?" } else { "" })
    }

    #[test]
    fn names_are_those_of_the_algorithm() {
        for (html, expected) in [
            ("<a id=x href=/>Om <b>oss</b></a>", "Om oss"),
            ("<a id=x href=/>Om<b>oss</b></a>", "Omoss"),
            ("<a id=x href=/>Om<div>oss</div></a>", "Om oss"),
            ("<a id=x href=/><img src=a alt='Karta'></a>", "Karta"),
            ("<a id=x href=/><img src=a alt=''></a>", ""),
            ("<a id=x href=/ title='Hem'><img src=a alt=''></a>", "Hem"),
            ("<a id=x href=/ aria-label='Hem'>Till</a>", "Hem"),
            ("<a id=x href=/ aria-label=' '>Till</a>", "Till"),
            ("<a id=x href=/ aria-labelledby='x y'>Läs</a><p id=y hidden>mer</p>", "Läs mer"),
            ("<a id=x href=/ aria-labelledby='z'>Läs</a>", "Läs"),
            ("<a id=x href=/><span aria-hidden=true>→</span></a>", ""),
            ("<a id=x href=/><span hidden>→</span></a>", ""),
            ("<a id=x href=/><span style='display:none'>→</span></a>", ""),
            ("<a id=x href=/><svg><title>Pil</title><path/></svg></a>", "Pil"),
            ("<a id=x href=/><svg><path/></svg></a>", ""),
            ("<a id=x href=/><svg><text>Pil</text></svg></a>", "?"),
            ("<a id=x href=/><script>Hej</script></a>", ""),
            ("<label for=x>Namn</label><input id=x>", "Namn"),
            ("<label>Namn <input id=x value=Anna></label>", "Namn"),
            ("<label><input id=x></label>", ""),
            ("<label hidden for=x>Namn</label><input id=x>", "?"),
            ("<input id=x placeholder=Namn>", "Namn"),
            ("<input id=x type=submit>", "submit"),
            ("<input id=x type=button value=Sök>", "Sök"),
            ("<input id=x type=image>", ""),
            ("<label><input id=x type=checkbox>Visa <select><option>5</select></label>", "Visa?"),
            ("<div id=x role=textbox>Anna</div>", ""),
            ("<div id=x role=checkbox>Ja</div>", "Ja"),
            ("<h2 id=x>A<br>B</h2>", "A B"),
            ("<h2 id=x>&nbsp;</h2>", "?"),
            ("<fieldset id=x><legend>Kön</legend></fieldset>", "Kön"),
            ("<table id=x><caption>Tider</caption></table>", "Tider"),
            ("<svg id=x role=img><title>Pil</title></svg>", "Pil"),
            ("<svg id=x role=img><text>Pil</text></svg>", ""),
            ("<iframe id=x title=Karta></iframe>", "Karta"),
            ("<button id=x><img alt=Sök role=none></button>", ""),
            ("<button id=x aria-labelledby=y></button><p id=y aria-label=Sök>q</p>", "Sök"),
        ] {
            assert_eq!(of(html), expected, "{html}");
        }
    }

    #[test]
    fn a_circle_of_references_ends() {
        assert_eq!(of("<a id=x href=/ aria-labelledby=y></a><b id=y aria-labelledby=x></b>"), "");
        let deep = format!("<a id=x href=/>{}ord{}</a>", "<span>".repeat(500), "</span>".repeat(500));
        assert_eq!(of(&deep), "?");
    }
}
