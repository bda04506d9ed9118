//! What style sheets may do to an element: hide it, show it again, put words before it, move it out of sight.
//!
//! Nothing is cascaded and nothing is laid out. A rule that could apply is a *may*, and a may is never a finding: whatever is not
//! understood here (a pseudo-class, a sibling, a nested rule) counts as fitting.

use super::tree::{Id, Tree};

/// What a rule does, as a set of bits.
pub(super) type Effects = u16;
/// Takes the element away.
pub(super) const NONE: Effects = 1;
/// Gives it a display, which also undoes `hidden`.
pub(super) const SHOW: Effects = 2;
/// Makes it invisible.
pub(super) const HIDE: Effects = 4;
/// Makes it visible again.
pub(super) const SEE: Effects = 8;
/// Puts it out of sight, where a screen reader still finds it.
pub(super) const MOVE: Effects = 16;
/// Writes something before or after what is in it.
pub(super) const WORDS: Effects = 32;
/// The same as the first four, with `!important`.
pub(super) const IMPORTANT: Effects = 6;

/// The rules that matter here, of all sheets of a page.
#[derive(Debug, Default)]
pub(super) struct Styles {
    rules: Vec<Rule>,
    /// Whether there is a sheet that could not be read.
    pub(super) unknown: bool,
    /// Whether letters may look like pictures.
    pub(super) fonts: bool,
}

#[derive(Debug)]
struct Rule {
    /// The element itself, and what it must stand in.
    own: Compound,
    above: Vec<Compound>,
    effects: Effects,
}

/// `a.b#c[d]`: what is known of it.
#[derive(Debug, Default, PartialEq, Eq)]
struct Compound {
    tag: String,
    ids: Vec<String>,
    classes: Vec<String>,
    /// Name and, where it must be just that, value.
    attributes: Vec<(String, Option<String>)>,
}

impl Styles {
    /// All that the rules may do to an element, together.
    pub(super) fn effects(&self, tree: &Tree, id: Id) -> Effects {
        if self.unknown {
            return Effects::MAX;
        }
        let fits = |rule: &&Rule| {
            rule.own.fits(tree, id)
                && rule.above.iter().all(|part| tree.ancestors(id).any(|above| part.fits(tree, above)))
        };
        self.rules.iter().filter(fits).fold(0, |all, rule| all | rule.effects)
    }

    /// Takes in a sheet. `load` gives the text of another that it imports.
    pub(super) fn add(&mut self, css: &str, load: &dyn Fn(&str) -> Option<String>, depth: usize) {
        let css = without_comments(css);
        self.block(&css, load, depth);
    }

    fn block(&mut self, css: &str, load: &dyn Fn(&str) -> Option<String>, depth: usize) {
        let mut rest = css;
        while let Some((prelude, body, after)) = next_rule(rest) {
            rest = after;
            let prelude = prelude.trim();
            let Some(body) = body else {
                self.statement(prelude, load, depth);
                continue;
            };
            let at = prelude.strip_prefix('@').map(str::to_ascii_lowercase);
            match at
                .as_deref()
                .map(|rest| rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').next())
            {
                Some(Some("media")) if is_print(prelude.get(6..).unwrap_or("")) => {}
                Some(Some(
                    "media" | "supports" | "layer" | "container" | "scope" | "starting-style" | "document"
                    | "-moz-document",
                )) => {
                    if depth > 32 {
                        self.unknown = true;
                    } else {
                        self.block(body, load, depth + 1);
                    }
                }
                Some(Some("font-face")) => self.fonts = true,
                Some(_) => {}
                None => self.rule(prelude, body),
            }
        }
    }

    /// `@import …;` and the like.
    fn statement(&mut self, prelude: &str, load: &dyn Fn(&str) -> Option<String>, depth: usize) {
        let Some(target) = prelude.strip_prefix("@import").or_else(|| prelude.strip_prefix("@IMPORT")) else {
            return;
        };
        let target = target.trim().trim_start_matches("url(").trim_start_matches(['"', '\'']);
        let href = target.split(['"', '\'', ')']).next().unwrap_or("");
        match load(href).filter(|_| depth < 8) {
            Some(text) => self.add(&text, &|inner| load(&beside(href, inner)), depth + 1),
            None => self.unknown = true,
        }
    }

    fn rule(&mut self, selectors: &str, body: &str) {
        let mut effects = declarations(body);
        if body.contains('{') {
            // Rules in rules: what they do may be done to anything.
            self.rules.push(Rule { own: Compound::default(), above: Vec::new(), effects });
            effects = 0;
        }
        if effects == 0 {
            return;
        }
        for selector in split(selectors, ',') {
            let (mut parts, pseudo) = compounds(selector);
            let (own, effects) = match pseudo {
                Pseudo::None => (parts.pop().unwrap_or_default(), effects),
                // What stands before or after an element adds words to it, and does nothing else to it.
                Pseudo::Beside => (parts.pop().unwrap_or_default(), effects & WORDS),
                Pseudo::Other => continue,
            };
            if effects != 0 {
                self.rules.push(Rule { own, above: parts, effects });
            }
        }
    }
}

impl Compound {
    fn fits(&self, tree: &Tree, id: Id) -> bool {
        let Some(element) = tree.element(id) else { return false };
        let tag = self.tag.is_empty() || self.tag.eq_ignore_ascii_case(&element.tag);
        let has = |name: &str, value: &Option<String>| {
            tree.get(id, name).is_some_and(|own| value.as_ref().is_none_or(|v| v.eq_ignore_ascii_case(own)))
        };
        let classes = tree.get(id, "class").unwrap_or("");
        let class = |name: &String| classes.split_ascii_whitespace().any(|c| c.eq_ignore_ascii_case(name));
        tag && self.ids.iter().all(|name| has("id", &Some(name.clone())))
            && self.classes.iter().all(class)
            && self.attributes.iter().all(|(name, value)| has(name, value))
    }
}

/// What the declarations of a rule or of a `style` attribute do.
pub(super) fn declarations(body: &str) -> Effects {
    let mut effects = 0;
    for declaration in body.split([';', '{', '}']) {
        let Some((name, value)) = declaration.split_once(':') else { continue };
        let (name, value) = (name.trim().to_ascii_lowercase(), value.trim().to_ascii_lowercase());
        let important = value.contains("!important") || value.contains("! important");
        let value = value.split('!').next().unwrap_or("").trim();
        let done = declaration_effect(&name, value);
        effects |= done;
        if important {
            effects |= (done & (NONE | SHOW | HIDE | SEE)) << IMPORTANT;
        }
    }
    effects
}

fn declaration_effect(name: &str, value: &str) -> Effects {
    let open = value.contains("var(")
        || value.contains("env(")
        || value.contains("if(")
        || matches!(value, "inherit" | "initial" | "unset" | "revert" | "revert-layer");
    let negative = || {
        let mut last = ' ';
        let mut found = false;
        for c in value.chars() {
            found |= last == '-' && (c.is_ascii_digit() || c == '.');
            last = c;
        }
        found || value.contains("calc(")
    };
    match name {
        "display" if open => NONE | SHOW,
        "display" if value == "none" => NONE,
        "display" => SHOW,
        "all" => NONE | SHOW | HIDE | SEE,
        "visibility" if open => HIDE | SEE,
        "visibility" if matches!(value, "hidden" | "collapse") => HIDE,
        "visibility" => SEE,
        "content-visibility" if open || value == "hidden" => NONE,
        "content"
            if !matches!(value, "none" | "normal" | "\"\"" | "''" | "no-open-quote" | "no-close-quote") =>
        {
            WORDS
        }
        "clip" | "clip-path" | "mask" if value != "none" && value != "auto" => MOVE,
        "opacity" | "font-size" | "max-height" | "max-width"
            if open || value.starts_with('0') || value.starts_with('.') =>
        {
            MOVE
        }
        "width" | "height" if open || value.starts_with('0') || matches!(value, "1px" | "1%") => MOVE,
        "transform" | "translate" | "scale" if value != "none" => MOVE,
        "color" if open || value == "transparent" => MOVE,
        "left" | "right" | "top" | "bottom" | "inset" | "text-indent" if open || negative() => MOVE,
        _ if (name.starts_with("margin") || name.starts_with("inset")) && (open || negative()) => MOVE,
        _ => 0,
    }
}

/// Whether a media query is for paper alone.
fn is_print(query: &str) -> bool {
    query.trim().eq_ignore_ascii_case("print")
}

/// Whether a sheet with this `media` is for paper alone.
pub(super) fn only_print(media: Option<&str>) -> bool {
    media.is_some_and(is_print)
}

/// An address that is written in a sheet, as seen from what names the sheet.
pub(super) fn beside(sheet: &str, inner: &str) -> String {
    let folder =
        sheet.split(['?', '#']).next().unwrap_or("").rsplit_once('/').map_or("", |(folder, _)| folder);
    let alone = folder.is_empty() || inner.starts_with('/') || inner.contains(':');
    if alone { inner.to_owned() } else { format!("{folder}/{inner}") }
}

fn without_comments(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        out.push_str(before);
        out.push(' ');
        rest = after.split_once("*/").map_or("", |(_, rest)| rest);
    }
    out.push_str(rest);
    out.replace("<!--", " ").replace("-->", " ")
}

/// Cuts the next rule: what stands before `{` or `;`, what stands within the braces, and the rest.
fn next_rule(css: &str) -> Option<(&str, Option<&str>, &str)> {
    if css.trim().is_empty() {
        return None;
    }
    let end = find(css, 0, |c| matches!(c, '{' | ';' | '}'));
    let Some(at) = end else { return Some((css, None, "")) };
    let prelude = css.get(..at).unwrap_or("");
    if !css.get(at..).is_some_and(|rest| rest.starts_with('{')) {
        return Some((prelude, None, css.get(at + 1..).unwrap_or("")));
    }
    let mut depth = 1;
    let mut from = at + 1;
    loop {
        let Some(next) = find(css, from, |c| matches!(c, '{' | '}')) else {
            return Some((prelude, css.get(at + 1..), ""));
        };
        depth = if css.get(next..).is_some_and(|rest| rest.starts_with('{')) { depth + 1 } else { depth - 1 };
        from = next + 1;
        if depth == 0 {
            return Some((prelude, css.get(at + 1..next), css.get(from..).unwrap_or("")));
        }
    }
}

/// The first character that is looked for and is in no string and not escaped.
fn find(text: &str, from: usize, wanted: impl Fn(char) -> bool) -> Option<usize> {
    let mut quote = None;
    let mut escaped = false;
    for (at, c) in text.get(from..)?.char_indices() {
        match (quote, c) {
            _ if escaped => escaped = false,
            (_, '\\') => escaped = true,
            (Some(open), _) if c == open || c == '\n' => quote = None,
            (None, '"' | '\'') => quote = Some(c),
            (None, _) if wanted(c) => return Some(from + at),
            _ => {}
        }
    }
    None
}

/// Cuts at a character that stands in no brackets.
fn split(text: &str, at: char) -> Vec<&str> {
    let mut out = Vec::new();
    let (mut depth, mut start) = (0_usize, 0);
    for (i, c) in text.char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if c == at && depth == 0 => {
                out.push(text.get(start..i).unwrap_or(""));
                start = i + c.len_utf8();
            }
            _ => {}
        }
    }
    out.push(text.get(start..).unwrap_or(""));
    out
}

#[derive(Debug, PartialEq, Eq)]
enum Pseudo {
    None,
    /// `::before`, `::after`, `::marker`
    Beside,
    /// `::placeholder` and the like: parts of an element that change nothing here.
    Other,
}

/// The compounds of a selector, those beside an element left out, and whether it ends in a pseudo-element.
fn compounds(selector: &str) -> (Vec<Compound>, Pseudo) {
    let mut out: Vec<Compound> = Vec::new();
    let mut now = Compound::default();
    let (mut begun, mut pseudo) = (false, Pseudo::None);
    let mut chars = selector.trim().chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '>' | '+' | '~' | ' ' | '\t' | '\n' | '\r' | '\u{c}' => {
                let mut sibling = matches!(c, '+' | '~');
                while let Some(next) =
                    chars.next_if(|c| c.is_ascii_whitespace() || matches!(c, '>' | '+' | '~'))
                {
                    sibling |= matches!(next, '+' | '~');
                }
                let done = std::mem::take(&mut now);
                if begun && !sibling {
                    out.push(done);
                }
                begun = false;
                continue;
            }
            '.' => now.classes.push(name(&mut chars)),
            '#' => now.ids.push(name(&mut chars)),
            '[' => {
                let mut inner = String::new();
                let mut depth = 1;
                for c in chars.by_ref() {
                    depth += match c {
                        '[' => 1,
                        ']' => -1,
                        _ => 0,
                    };
                    if depth == 0 {
                        break;
                    }
                    inner.push(c);
                }
                now.attributes.extend(wanted_attribute(&inner));
            }
            ':' => {
                let double = chars.next_if_eq(&':').is_some();
                let word = name(&mut chars).to_ascii_lowercase();
                if chars.peek() == Some(&'(') {
                    skip_brackets(&mut chars);
                }
                match word.as_str() {
                    "before" | "after" | "marker" => pseudo = Pseudo::Beside,
                    _ if double => pseudo = Pseudo::Other,
                    "first-line" | "first-letter" => pseudo = Pseudo::Other,
                    _ => {}
                }
            }
            '*' | '&' | '|' => {}
            _ => {
                let mut tag = String::from(c);
                tag.push_str(&name(&mut chars));
                now.tag = tag;
            }
        }
        begun = true;
    }
    out.push(now);
    (out, pseudo)
}

fn skip_brackets(chars: &mut std::iter::Peekable<std::str::Chars>) {
    let mut depth = 0_usize;
    for c in chars.by_ref() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return;
        }
    }
}

/// `type="button"`: a name with the value that it must have, or any.
fn wanted_attribute(inner: &str) -> Option<(String, Option<String>)> {
    let at = inner.find('=');
    let name_end = at.unwrap_or(inner.len());
    let written = inner.get(..name_end)?.trim();
    let name = written.trim_end_matches(['~', '|', '^', '$', '*']).trim().to_ascii_lowercase();
    if name.contains(['|', '\\']) {
        return None;
    }
    let exact = at.is_some() && !written.ends_with(['~', '|', '^', '$', '*']);
    let value = at.and_then(|at| inner.get(at + 1..)).unwrap_or("").trim();
    let value = value.trim_end_matches([' ', 'i', 's']).trim();
    let plain = value.strip_prefix('"').and_then(|v| v.strip_suffix('"'));
    let plain = plain.or_else(|| value.strip_prefix('\'').and_then(|v| v.strip_suffix('\'')));
    // Without quotes, the letters at the end may have been cut off: then any value fits.
    Some((name, plain.filter(|_| exact).map(str::to_owned)))
}

/// A name in a selector, its escapes undone.
fn name(chars: &mut std::iter::Peekable<std::str::Chars>) -> String {
    let mut out = String::new();
    while let Some(c) =
        chars.next_if(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '\\') || !c.is_ascii())
    {
        if c != '\\' {
            out.push(c);
            continue;
        }
        let mut hex = String::new();
        while let Some(digit) = chars.next_if(|c| c.is_ascii_hexdigit() && hex.len() < 6) {
            hex.push(digit);
        }
        if hex.is_empty() {
            out.extend(chars.next());
        } else {
            let _ = chars.next_if(char::is_ascii_whitespace);
            out.extend(u32::from_str_radix(&hex, 16).ok().and_then(char::from_u32));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::parse::{Form, parse};
    use super::*;

    /// What a sheet may do to the last element of some HTML.
    fn effects(css: &str, html: &str) -> Effects {
        let mut styles = Styles::default();
        styles.add(css, &|_| None, 0);
        let tree = parse(html, Form::Fragment);
        let last = tree.elements().last().expect("an element");
        styles.effects(&tree, last)
    }

    #[test]
    fn a_rule_that_may_apply_is_a_may() {
        let html = "<div class='x'><p id=a class='b md:c'>";
        for hit in [
            "p{display:none}",
            "P{display: NONE}",
            ".b{display:none}",
            ".x p{display:none}",
            "div > .b{display:none}",
            "a, p{display:none}",
            "p:hover{display:none}",
            "p:not(.b){display:none}",
            "*{display:none}",
            "h1 + p{display:none}",
            ".md\\:c{display:none}",
            "[id=\"a\"]{display:none}",
            "@media (min-width:1px){p{display:none}}",
            "@layer a{@supports (x:y){p{display:none}}}",
            ".unlike{p{display:none}}",
            "/* } */ p/**/{color:red;display:none}",
            "q{content:'}'} p{display:none}",
        ] {
            assert_eq!(effects(hit, html) & NONE, NONE, "{hit}");
        }
        for miss in [
            "q{display:none}",
            ".c{display:none}",
            ".y p{display:none}",
            "p.z{display:none}",
            "@media print{p{display:none}}",
            "p::before{display:none}",
            "[id=\"z\"]{display:none}",
            "[hidden]{display:none}",
            "@keyframes p{from{display:none}}",
            "p{color:red}",
            "p:is(.z, q) .z{display:none}",
        ] {
            assert_eq!(effects(miss, html) & NONE, 0, "{miss}");
        }
    }

    #[test]
    fn what_cannot_be_read_may_do_anything() {
        assert_eq!(effects("@import 'x.css';", "<p>"), Effects::MAX);
        let mut styles = Styles::default();
        styles.add("@import url(x.css);", &|href| (href == "x.css").then(|| "p{display:none}".to_owned()), 0);
        assert_eq!(styles.effects(&parse("<p>", Form::Fragment), 2), NONE);
    }

    #[test]
    fn declarations_are_told_apart() {
        assert_eq!(declarations("display:none"), NONE);
        assert_eq!(declarations("display:none !important"), NONE | NONE << IMPORTANT);
        assert_eq!(declarations("display:flex;visibility:hidden"), SHOW | HIDE);
        assert_eq!(declarations("display:var(--x)"), NONE | SHOW);
        assert_eq!(declarations("content:''"), 0);
        assert_eq!(declarations("content:'→'"), WORDS);
        assert_eq!(declarations("left: -9999px"), MOVE);
        assert_eq!(declarations("margin: 0 auto"), 0);
    }
}
