//! Finished HTML against the ACT rules of the W3C that can be decided without rendering.
//!
//! A page becomes a tree (`parse`, `tree`), each element what is known of it (`shown`, `role`, `name`), and each rule a
//! function from the page to outcomes (`rules/`). There are three outcomes, and the third is for everything that depends on a
//! style sheet, a script or a browser: **what cannot be decided is never a finding.**
//!
//! Scripts are not run. What is *written* wrong (a role that does not exist) is told on every page; what is *lacking* (a name)
//! may be there once a script has run, so on a page with scripts it cannot be told, unless [`Options::without_scripts`].

mod aria;
mod css;
mod name;
mod parse;
mod role;
mod rules;
mod shown;
mod tree;

use crate::report::{Arg, FileId, Finding, Findings, Rule, Span};
use parse::Form;
use shown::{Shown, Tri};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use tree::{Id, Tree};

/// How pages are judged.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Options {
    /// As they are before any script has run.
    pub without_scripts: bool,
    /// Shown within other pages only, so that it needs no language and title of its own.
    pub embedded: bool,
}

/// What came of one rule at one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// The rule is kept.
    Passed,
    /// It is not.
    Failed,
    /// It depends on what is not in the text.
    CannotTell,
}

/// One rule at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// The rule.
    pub rule: &'static Rule,
    /// What came of it.
    pub outcome: Outcome,
    /// Where: a start tag or an attribute.
    pub at: Range<usize>,
    /// What the rule's phrases speak of.
    pub args: Vec<(&'static str, Arg)>,
}

impl Judged {
    /// The finding that it is, in a file whose text begins at a byte.
    pub fn finding(&self, file: FileId, from: usize) -> Finding {
        let span = Span::new(file, self.at.start + from..self.at.end + from);
        let mut finding = Finding::at(self.rule, span);
        finding.args.clone_from(&self.args);
        finding
    }
}

/// Judges a whole page. `path` says by its ending whether it is XHTML; `load` gives the style sheet that a link names, if it
/// can be read.
pub fn check_page(
    path: &str,
    html: &str,
    options: Options,
    load: &dyn Fn(&str) -> Option<String>,
) -> Vec<Judged> {
    let form = if ends(path, ".xhtml") || ends(path, ".xht") { Form::Xhtml } else { Form::Page };
    rules::judge(&Page::new(html, form, options, load))
}

/// Judges a piece of what stands in `<body>`, such as raw HTML in a note. What the page around it decides cannot be told.
pub fn check_fragment(html: &str) -> Vec<Judged> {
    rules::judge(&Page::new(html, Form::Fragment, Options::default(), &|_| None))
}

/// What of it failed, as findings.
pub fn findings(judged: &[Judged], file: FileId) -> Findings {
    let failed = judged.iter().filter(|judged| judged.outcome == Outcome::Failed);
    failed.map(|judged| judged.finding(file, 0)).collect()
}

/// The addresses of the pages that a page shows within itself.
pub fn embeds(html: &str) -> Vec<String> {
    if !html.to_ascii_lowercase().contains("frame") && !html.contains("<object") && !html.contains("<embed") {
        return Vec::new();
    }
    let tree = parse::parse(html, Form::Page);
    let mut all = addresses(&tree);
    for id in tree.elements().filter(|id| tree.tag(*id) == "noscript") {
        all.extend(addresses(&parse::parse(&tree.raw_text(id), Form::Fragment)));
    }
    all
}

fn addresses(tree: &Tree) -> Vec<String> {
    let address = |id: Id| match tree.tag(id) {
        "iframe" | "frame" | "embed" => tree.get(id, "src"),
        "object" => tree.get(id, "data"),
        _ => None,
    };
    tree.elements().filter_map(address).map(str::to_owned).collect()
}

/// Whether a script that runs by itself is in a page.
pub fn has_scripts(html: &str) -> bool {
    let tree = parse::parse(html, Form::Page);
    tree.elements().any(|id| runs(&tree, id))
}

fn ends(path: &str, end: &str) -> bool {
    path.to_ascii_lowercase().ends_with(end)
}

/// A page with all that is known of it.
#[derive(Debug)]
struct Page {
    tree: Tree,
    shown: Shown,
    labels: BTreeMap<Id, Vec<Id>>,
    form: Form,
    options: Options,
    /// Whether a script, or a program before it is sent, may add to it.
    scripted: bool,
    /// Whether a program makes the page of it.
    template: bool,
    /// Whether letters may look like pictures.
    fonts: bool,
    /// For each node, whether it stands in something whose inside is not exposed.
    opaque: Vec<bool>,
    /// For each node, whether it stands in something that is still being filled.
    busy: Vec<bool>,
    /// For each node, the first from there on that the tabulator surely stops at, and the first that it may stop at.
    stops: Vec<(Id, Id)>,
    /// The ids that `aria-owns` names.
    owned: BTreeSet<String>,
}

impl Page {
    fn new(html: &str, form: Form, options: Options, load: &dyn Fn(&str) -> Option<String>) -> Self {
        let tree = parse::parse(html, form);
        let styles = styles(&tree, load);
        let shown = Shown::of(&tree, &styles);
        let labels = name::labels(&tree);
        let shadow = tree.elements().any(|id| tree.has(id, "shadowrootmode"));
        let template = filled_in(&tree, html);
        let scripted =
            shadow || template || (!options.without_scripts && tree.elements().any(|id| runs(&tree, id)));
        let fonts = styles.fonts || styles.unknown;
        let opaque = within(&tree, |id| role::role(&tree, id).is_some_and(|role| role.opaque));
        let busy = within(&tree, |id| tree.is(id, "aria-busy", &["true"]));
        let stops = stops(&tree, &shown);
        let names = tree.elements().filter_map(|id| tree.get(id, "aria-owns"));
        let owned = names.flat_map(str::split_ascii_whitespace).map(str::to_owned).collect();
        Self { tree, shown, labels, form, options, scripted, template, fonts, opaque, busy, stops, owned }
    }

    /// Whether an element is in the accessibility tree. What stands in a button is for some browsers.
    fn included(&self, id: Id) -> Tri {
        let exposed = self.shown.exposed(id);
        let within = self.opaque.get(id).copied().unwrap_or(false);
        if within { exposed.min(Tri::Maybe) } else { exposed }
    }

    /// Where among some nodes the tabulator stops, and how surely.
    fn stop(&self, nodes: Range<Id>) -> (Tri, Option<Id>) {
        match self.stops.get(nodes.start) {
            Some((sure, _)) if *sure < nodes.end => (Tri::Yes, Some(*sure)),
            Some((_, maybe)) if *maybe < nodes.end => (Tri::Maybe, Some(*maybe)),
            _ => (Tri::No, None),
        }
    }
}

/// For each node, whether something is so of a node that it stands in.
fn within(tree: &Tree, so: impl Fn(Id) -> bool) -> Vec<bool> {
    let size = tree.within(0).end;
    let (mut own, mut within) = (Vec::with_capacity(size), Vec::with_capacity(size));
    for id in 0..size {
        let above = tree.parent(id).is_some_and(|up| own.get(up) == Some(&true));
        within.push(above);
        own.push(above || so(id));
    }
    within
}

fn stops(tree: &Tree, shown: &Shown) -> Vec<(Id, Id)> {
    let size = tree.within(0).end;
    let mut next = (usize::MAX, usize::MAX);
    let mut stops: Vec<(Id, Id)> = (0..size)
        .rev()
        .map(|id| {
            match role::tabbable(tree, shown, id) {
                Tri::Yes => next.0 = id,
                Tri::Maybe => next.1 = id,
                Tri::No => {}
            }
            next
        })
        .collect();
    stops.reverse();
    stops
}

/// Whether it is a template: something that a program on the server makes a page of.
fn filled_in(tree: &Tree, html: &str) -> bool {
    let marks = ["{%", "{{", "<%"];
    let shown = |id: Id| {
        !tree.up(id).any(|up| {
            matches!(tree.tag(up), "pre" | "code" | "samp" | "kbd" | "script" | "style" | "textarea")
        })
    };
    // Vue, Angular, Alpine, Thymeleaf and the like fill in attributes.
    let binds = [":", "[", "(", "*", "@", "v-", "ng-", "th:", "x-bind", "data-th-"];
    let bound = |id: Id| {
        tree.element(id).is_some_and(|element| {
            element.attributes.iter().any(|own| binds.iter().any(|mark| own.name.starts_with(mark)))
        })
    };
    let text =
        |id: Id| tree.text(id).is_some_and(|text| marks.iter().any(|mark| text.contains(mark)) && shown(id));
    html.contains("<?php") || html.contains("<?=") || tree.within(0).any(|id| text(id) || bound(id))
}

/// Whether it is, or has, a script that runs by itself.
fn runs(tree: &Tree, id: Id) -> bool {
    let svg = tree.svg_tag(id) == "script";
    if tree.tag(id) == "script" || svg {
        let kind = tree.get(id, "type").unwrap_or("").trim().to_ascii_lowercase();
        let language = ["", "module", "text/babel", "text/jsx", "text/typescript"].contains(&kind.as_str());
        return language || kind.contains("javascript") || kind.contains("ecmascript");
    }
    tree.element(id).is_some_and(|element| {
        let by_itself = ["onload", "onerror", "onpageshow", "onanimationstart", "onfocus"];
        element.attributes.iter().any(|attribute| by_itself.contains(&attribute.name.as_str()))
    })
}

/// The style sheets of a page.
fn styles(tree: &Tree, load: &dyn Fn(&str) -> Option<String>) -> css::Styles {
    let mut styles = css::Styles::default();
    let based = tree.elements().any(|id| tree.tag(id) == "base" && tree.has(id, "href"));
    let load = |href: &str| if based { None } else { load(href) };
    for id in tree.elements() {
        if css::only_print(tree.get(id, "media")) {
            continue;
        }
        if tree.tag(id) == "style" || tree.svg_tag(id) == "style" {
            styles.add(&tree.raw_text(id), &load, 0);
        }
        let rel = tree.get(id, "rel").unwrap_or("").to_ascii_lowercase();
        let sheet =
            rel.split_ascii_whitespace().any(|word| word == "stylesheet") || tree.is(id, "as", &["style"]);
        if tree.tag(id) == "link" && sheet && !tree.has(id, "disabled") {
            let href = tree.get(id, "href").unwrap_or("");
            match load(href) {
                Some(text) => styles.add(&text, &|inner| load(&css::beside(href, inner)), 0),
                None => styles.unknown = true,
            }
        }
    }
    styles
}

#[cfg(test)]
mod tests;
