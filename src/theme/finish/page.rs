//! What a page has, and what it must have and must not.

use super::tags::{Attribute, Tag, written};
use crate::report::catalog::theme as rules;
use crate::report::{Arg, Finding, Findings, Phrase};

/// The policy of every page: the browser runs and loads nothing but what the site itself sends. A theme may not loosen it. No
/// script of ours asks for anything (`connect-src`), but tools that look a page over read `robots.txt` from within it.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; media-src 'self'; \
    connect-src 'self'; form-action 'self' file:; base-uri 'none'";

/// Attributes by which a browser fetches or sends something by itself, on whatever element. `href` does so on some only.
const LOADING: &[&str] =
    &["src", "srcset", "imagesrcset", "poster", "data", "action", "formaction", "background", "ping"];

/// What has been seen.
#[derive(Default)]
#[allow(clippy::struct_excessive_bools)] // Each is a thing that a page has or lacks.
pub(super) struct Page {
    pub(super) doctype: bool,
    lang: bool,
    title: String,
    in_title: bool,
    main: usize,
    main_id: Option<String>,
    h1: usize,
    nav: bool,
    header: bool,
    footer: bool,
    policy: bool,
    in_body: bool,
    first_link: Option<String>,
    inline: Vec<String>,
    foreign: Vec<String>,
    ids: Vec<String>,
    in_svg: usize,
}

impl Page {
    pub(super) fn start(&mut self, tag: &Tag) {
        let get = |name: &str| tag.get(name);
        match tag.name.as_str() {
            "html" => {
                self.lang =
                    get("lang").is_some_and(|lang| crate::language::tag::LangTag::parse(lang).is_some());
            }
            "title" => self.in_title = self.in_svg == 0,
            "svg" => self.in_svg += 1,
            "body" => self.in_body = true,
            "main" => {
                self.main += 1;
                self.main_id = get("id").map(str::to_owned);
            }
            "h1" => self.h1 += 1,
            "nav" => self.nav = true,
            "header" => self.header = true,
            "footer" => self.footer = true,
            "meta"
                if get("http-equiv").is_some_and(|v| v.eq_ignore_ascii_case("content-security-policy")) =>
            {
                self.policy = get("content") == Some(POLICY);
            }
            // What a refresh or a base leads to, no policy of a page stops.
            "meta" if get("http-equiv").is_some_and(|v| v.eq_ignore_ascii_case("refresh")) => {
                let to = get("content").and_then(|content| content.split_once('=')).map_or("", |(_, to)| to);
                self.foreign.extend(Some(to.trim()).filter(|to| leads_away(to)).map(str::to_owned));
            }
            "base" => self.inline.push("<base>".to_owned()),
            "a" if self.in_body && self.first_link.is_none() => {
                self.first_link = Some(get("href").unwrap_or_default().to_owned());
            }
            "style" => self.inline.push("<style>".to_owned()),
            // Data is not run, and no policy stops it.
            "script" if get("type").is_some_and(|kind| kind == "application/ld+json") => {}
            "script" if get("src").is_none() => self.inline.push("<script>".to_owned()),
            _ => {}
        }
        let linked = match tag.name.as_str() {
            "a" | "area" => false,
            "link" => !get("rel").is_some_and(|rel| rel == "canonical" || rel == "alternate"),
            // `<use>`, `<image>` and others of SVG.
            _ => true,
        };
        for Attribute { name, value, .. } in tag.attributes() {
            if name == "style" || name == "srcdoc" || name.starts_with("on") {
                self.inline.push(format!("{name}="));
            }
            let (href, loading) =
                (matches!(name.as_str(), "href" | "xlink:href"), LOADING.contains(&name.as_str()));
            // Words may begin so: a page about JavaScript says it in its description.
            if (href || loading) && is_script(value) {
                self.inline.push("javascript:".to_owned());
            }
            if (loading || (href && linked)) && leads_away(value) {
                self.foreign.push(value.clone());
            }
        }
        self.ids.extend(get("id").map(str::to_owned));
    }

    pub(super) fn end(&mut self, name: &[u8]) {
        match name {
            b"title" => self.in_title = false,
            b"svg" => self.in_svg = self.in_svg.saturating_sub(1),
            _ => {}
        }
    }

    pub(super) fn text(&mut self, text: &[u8]) {
        if self.in_title {
            self.title.push_str(written(text));
        }
    }

    pub(super) fn judge(mut self, address: &str) -> Findings {
        let mut findings = Findings::new();
        let skip =
            self.main_id.as_ref().is_some_and(|id| self.first_link.as_deref() == Some(&format!("#{id}")));
        let lacks: &[(bool, Phrase)] = &[
            (self.doctype, Phrase { sv: "saknar <!DOCTYPE html>", en: "lacks <!DOCTYPE html>" }),
            (
                self.lang,
                Phrase { sv: "saknar språk (lang) på <html>", en: "lacks a language (lang) on <html>" },
            ),
            (!self.title.trim().is_empty(), Phrase { sv: "saknar titel", en: "lacks a title" }),
            (
                self.main == 1,
                Phrase { sv: "har inte exakt ett <main>", en: "does not have exactly one <main>" },
            ),
            (
                self.h1 == 1,
                Phrase { sv: "har inte exakt en h1-rubrik", en: "does not have exactly one h1 heading" },
            ),
            (self.header, Phrase { sv: "saknar sidhuvud (<header>)", en: "lacks a <header>" }),
            (self.footer, Phrase { sv: "saknar sidfot (<footer>)", en: "lacks a <footer>" }),
            (self.nav, Phrase { sv: "saknar meny (<nav>)", en: "lacks a menu (<nav>)" }),
            (
                self.policy,
                Phrase {
                    sv: "saknar säkerhetsregeln (CSP), eller har ändrat den",
                    en: "lacks the security policy (CSP), or has changed it",
                },
            ),
            (skip, Phrase { sv: "saknar en första länk till <main>", en: "lacks a first link to <main>" }),
        ];
        for (_, fault) in lacks.iter().filter(|(there, _)| !there) {
            findings.push(
                Finding::nowhere(&rules::PAGE_STRUCTURE).with("address", address).with("fault", *fault),
            );
        }
        self.ids.sort();
        for pair in self.ids.windows(2) {
            if let [a, b] = pair
                && a == b
            {
                let fault = Arg::Both(
                    format!("har två element med id ”{a}”"),
                    format!("has two elements with the id “{a}”"),
                );
                findings.push(
                    Finding::nowhere(&rules::PAGE_STRUCTURE).with("address", address).with("fault", fault),
                );
            }
        }
        for what in self.inline {
            findings.push(Finding::nowhere(&rules::PAGE_INLINE).with("address", address).with("what", what));
        }
        for url in self.foreign {
            findings.push(Finding::nowhere(&rules::PAGE_FOREIGN).with("address", address).with("url", url));
        }
        findings
    }
}

/// Whether an address, or one of several, is of another site or carries its bytes in itself.
fn leads_away(value: &str) -> bool {
    value.contains("//") || value.trim_start().starts_with("data:")
}

/// Whether an address is a script. Browsers pass over blanks and control characters in it (URL Standard, 4.4).
fn is_script(value: &str) -> bool {
    let mut letters = value.chars().filter(|c| !c.is_whitespace() && !c.is_control());
    "javascript:".chars().all(|c| letters.next().is_some_and(|letter| letter.eq_ignore_ascii_case(&c)))
}
