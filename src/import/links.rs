//! Links and pictures: between notes that came along they lead to our files, files that they need are copied beside, and
//! those that lead nowhere become the text that they were.

use super::templates::POST;
use super::working::Working;
use crate::content::edit::Edit;
use crate::language::fold;
use crate::markdown::{Kind, Node, tree};
use crate::report::catalog::import as rules;
use crate::report::{Arg, Phrase};
use crate::world::{joined, relative};
use percent_encoding::percent_decode_str;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Pictures that browsers show.
const PICTURES: &[&str] = &["png", "jpg", "jpeg", "gif", "svg", "webp", "avif"];
/// Files that one downloads.
const DOCUMENTS: &[&str] = &[
    "pdf", "odt", "ods", "odp", "docx", "xlsx", "pptx", "doc", "xls", "ppt", "csv", "ics", "txt", "zip",
    "mp3", "mp4", "ogg", "webm", "m4a", "vtt", "epub",
];
/// How a picture within a document is named until it has a file of its own.
pub(super) const MEDIA: &str = "media:";

/// Which files there are and what they become.
pub(super) struct Places<'a> {
    /// Old path of each note, and its new one.
    pub(super) notes: &'a BTreeMap<String, String>,
    /// What Jekyll calls a note, and its old path.
    pub(super) posts: &'a BTreeMap<String, String>,
    /// Other files, by their old paths.
    pub(super) others: &'a BTreeSet<String>,
    /// Pictures within documents: `media:`, the old path of the document, and the picture's name.
    pub(super) media: &'a BTreeSet<String>,
    /// Old paths by their last part, notes first: a link from the root may lead to any of them, and to look through all files
    /// for each such link takes too long.
    ends: BTreeMap<&'a str, Vec<&'a str>>,
}

/// Files to be copied beside notes: the folder and the old path, and the new one.
#[derive(Debug, Default)]
pub(super) struct Copies {
    /// What goes where.
    pub(super) made: BTreeMap<(String, String), String>,
    /// The new files that a note shows or leads to, by the note's new path.
    pub(super) needed: BTreeMap<String, BTreeSet<String>>,
    taken: BTreeSet<String>,
}

impl Copies {
    /// A name beside a note that no other file has.
    fn name(&mut self, place: &str, from: &str) -> String {
        let name = self.named(place, from);
        self.needed.entry(place.to_owned()).or_default().insert(name.clone());
        name
    }

    fn named(&mut self, place: &str, from: &str) -> String {
        let folder = folder_of(place);
        let key = (folder.clone(), from.to_owned());
        if let Some(name) = self.made.get(&key) {
            return name.clone();
        }
        let file = from.rsplit('/').next().unwrap_or(from);
        let (stem, ending) = file.rsplit_once('.').unwrap_or((file, ""));
        let slug = match fold::slug(stem) {
            empty if empty.is_empty() => "fil".to_owned(),
            slug => slug,
        };
        // Word calls the first picture of every document `image1.png`: only its note tells it from all others, those of
        // earlier runs too.
        let slug = if from.starts_with(MEDIA) {
            let note = place.rsplit('/').next().unwrap_or(place);
            format!("{}-{slug}", fold::slug(note.strip_suffix(".md").unwrap_or(note)))
        } else {
            slug
        };
        let ending = ending.to_ascii_lowercase();
        let mut name = format!("{folder}/{slug}.{ending}");
        let mut n = 2;
        while !self.taken.insert(name.clone()) {
            name = format!("{folder}/{slug}-{n}.{ending}");
            n += 1;
        }
        self.made.insert(key, name.clone());
        name
    }
}

/// Where a link is to lead.
enum Goal {
    As,
    To(String),
    Lost,
}

/// Puts links and pictures right. `own` is the note's old path, `place` its new one.
pub(super) fn settle(text: &mut Working, own: &str, place: &str, places: &Places<'_>, copies: &mut Copies) {
    let blocks = text.blocks();
    let mut edits = Vec::new();
    let mut told = Vec::new();
    tree::walk(&blocks, &mut |node| match &node.kind {
        // `[](https://…)`: its words are its address.
        Kind::Link { target, .. } if node.children.is_empty() && text.of(node).starts_with("[](") => {
            let web = target.starts_with("http:") || target.starts_with("https:");
            let with = if web { format!("<{target}>") } else { String::new() };
            edits.push(Edit { at: node.span.range(), text: with });
        }
        Kind::Link { target, .. } => match places.goal(target, own, place, false, copies) {
            Goal::As => {}
            Goal::To(new) => edits.extend(retarget(text, node, target, Some(&new))),
            Goal::Lost => {
                let gone = retarget(text, node, target, None);
                if !gone.is_empty() && !target.trim().is_empty() {
                    told.push(
                        Working::at(&rules::IMPORT_LINK_LOST, node.span.range())
                            .with("target", shown(target)),
                    );
                }
                edits.extend(gone);
            }
        },
        Kind::Image { src, decorative, .. } => {
            let after = text.text.get(node.span.range().end..).unwrap_or("");
            let decorative =
                *decorative || after.starts_with("{decorative}") || after.starts_with("{dekorativ}");
            picture(text, node, src, decorative, (own, place), places, copies, &mut edits, &mut told);
        }
        _ => {}
    });
    text.findings.extend(told);
    text.apply(edits);
}

/// A target as it is told: no longer than a line.
fn shown(target: &str) -> String {
    let target = target.strip_prefix(POST).unwrap_or(target);
    if target.chars().count() > 100 {
        target.chars().take(100).chain(['…']).collect()
    } else {
        target.to_owned()
    }
}

#[allow(clippy::too_many_arguments)] // All of it is what a picture's place depends on.
fn picture(
    text: &Working,
    node: &Node,
    src: &str,
    decorative: bool,
    (own, place): (&str, &str),
    places: &Places<'_>,
    copies: &mut Copies,
    edits: &mut Vec<Edit>,
    told: &mut Vec<crate::report::Finding>,
) {
    let alt = node.plain();
    let remote = src.starts_with("http:") || src.starts_with("https:") || src.starts_with("//");
    let ending =
        src.split(['?', '#']).next().unwrap_or("").rsplit('.').next().unwrap_or("").to_ascii_lowercase();
    let reason = if remote {
        Some(Phrase { sv: "den ligger på en annan webbplats", en: "it is on another site" })
    } else if src.starts_with("data:") {
        Some(Phrase { sv: "den står inuti texten", en: "it stands within the text" })
    } else if !PICTURES.contains(&ending.as_str()) {
        Some(Phrase { sv: "webbläsare visar inte sådana bilder", en: "browsers do not show such images" })
    } else {
        None
    };
    let example = |name: &str| {
        let name = name.to_owned();
        Arg::each(move |lang| format!("![{}]({name})", lang.pick("Vad bilden visar", "What the image shows")))
    };
    let goal = if reason.is_some() { Goal::Lost } else { places.goal(src, own, place, true, copies) };
    match goal {
        Goal::Lost => {
            let missing = Phrase {
                sv: "filen finns inte bland det som hämtades",
                en: "the file is not among what was brought in",
            };
            told.push(
                Working::at(&rules::IMPORT_PICTURE_LOST, node.span.range())
                    .with("target", shown(src))
                    .with("reason", reason.unwrap_or(missing))
                    .with(
                        "example",
                        example(src.rsplit('/').next().filter(|_| !remote).unwrap_or("bild.png")),
                    ),
            );
            let with = match (remote, alt.is_empty()) {
                (true, true) => format!("<{}>", src.trim()),
                (true, false) => format!("[{}](<{}>)", alt.replace(['[', ']'], ""), src.trim()),
                (false, _) => alt,
            };
            edits.push(Edit { at: node.span.range(), text: with });
        }
        goal => {
            let new = if let Goal::To(new) = goal { new } else { src.to_owned() };
            if alt.trim().is_empty() && !decorative {
                let name = new.rsplit('/').next().unwrap_or(&new);
                told.push(
                    Working::at(&rules::IMPORT_PICTURE_WORDS, node.span.range())
                        .with("target", name)
                        .with("example", example(name)),
                );
            }
            edits.extend(retarget(text, node, src, Some(&new)));
        }
    }
}

impl<'a> Places<'a> {
    /// What there is.
    pub(super) fn new(
        notes: &'a BTreeMap<String, String>,
        posts: &'a BTreeMap<String, String>,
        others: &'a BTreeSet<String>,
        media: &'a BTreeSet<String>,
    ) -> Self {
        let mut ends: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for path in notes.keys().chain(others) {
            ends.entry(path.rsplit('/').next().unwrap_or(path)).or_default().push(path);
        }
        Self { notes, posts, others, media, ends }
    }

    fn goal(&self, written: &str, own: &str, place: &str, image: bool, copies: &mut Copies) -> Goal {
        let target = written.trim().trim_matches('`');
        // Only what a document itself holds: anybody can write `media:` in a note.
        if let Some(name) = target.strip_prefix(MEDIA) {
            let whole = format!("{MEDIA}{own}/{name}");
            let ending = name.rsplit_once('.').map_or(String::new(), |(_, end)| end.to_ascii_lowercase());
            return if image && PICTURES.contains(&ending.as_str()) && self.media.contains(&whole) {
                Goal::To(relative(place, &copies.name(place, &whole)))
            } else {
                Goal::Lost
            };
        }
        let (path, fragment) =
            target.split_once('#').map_or((target, ""), |(path, fragment)| (path, fragment));
        let path = path.split('?').next().unwrap_or("");
        if path.is_empty() {
            return if target.is_empty() { Goal::Lost } else { Goal::As };
        }
        if let Some((scheme, _)) = path.split_once(':').filter(|(scheme, _)| is_scheme(scheme)) {
            return match scheme.to_ascii_lowercase().as_str() {
                "http" | "https" | "mailto" | "tel" | "sms" if target == written => Goal::As,
                "http" | "https" => Goal::To(target.to_owned()),
                "post" => self.found(self.post(path), fragment, place, copies),
                _ => Goal::Lost,
            };
        }
        if path.starts_with("//") {
            return Goal::To(format!("https:{target}"));
        }
        if path.starts_with("www.") {
            return Goal::To(format!("https://{target}"));
        }
        let decoded = percent_decode_str(path).decode_utf8_lossy().into_owned();
        let found = self.find(&decoded, own);
        match self.found(found, fragment, place, copies) {
            // `exempel.se/sida`: an address that somebody forgot to begin.
            Goal::Lost if looks_like_host(path) => Goal::To(format!("https://{target}")),
            goal => goal,
        }
    }

    fn post(&self, path: &str) -> Option<String> {
        let name = path.strip_prefix(POST)?.trim();
        self.posts.get(name.rsplit('/').next()?).cloned()
    }

    /// The old path of what a link leads to.
    fn find(&self, path: &str, own: &str) -> Option<String> {
        let from_root = path.starts_with('/');
        let base = if from_root { String::new() } else { folder_of(own) };
        let whole = joined(&base, path.trim_start_matches('/'))?;
        let there = |path: &str| self.notes.contains_key(path) || self.others.contains(path);
        let stem = ["html", "htm", "md", "markdown"]
            .into_iter()
            .find_map(|ending| whole.strip_suffix(&format!(".{ending}")))
            .unwrap_or(&whole);
        let trimmed = stem.trim_end_matches('/');
        let inside =
            |name: &str| if trimmed.is_empty() { name.to_owned() } else { format!("{trimmed}/{name}") };
        let mut candidates = vec![whole.clone()];
        candidates.extend(["md", "markdown", "docx", "txt"].map(|ending| format!("{trimmed}.{ending}")));
        candidates.extend(["README.md", "index.md", "_index.md", "readme.md"].map(inside));
        if let Some(found) = candidates.iter().find(|path| there(path)) {
            return Some(found.clone());
        }
        // `/2014/05/12/namn.html`, as Jekyll addresses `_posts/2014-05-12-namn.md`.
        let parts: Vec<&str> = trimmed.split('/').collect();
        if let [.., y, m, d, name] = parts[..]
            && let Some(found) = self.posts.get(&format!("{y}-{m}-{d}-{name}"))
        {
            return Some(found.clone());
        }
        // From the root of a site, which may lie deeper than what was brought in, or be a part of it.
        if from_root {
            return candidates.iter().take(5).filter(|c| !c.is_empty()).find_map(|c| {
                let same = self.ends.get(c.rsplit('/').next().unwrap_or(c))?;
                let lies =
                    |path: &&&str| path.strip_suffix(c.as_str()).is_some_and(|lead| lead.ends_with('/'));
                same.iter().find(lies).map(|path| (*path).to_owned())
            });
        }
        None
    }

    fn found(&self, old: Option<String>, fragment: &str, place: &str, copies: &mut Copies) -> Goal {
        let Some(old) = old else { return Goal::Lost };
        if let Some(new) = self.notes.get(&old) {
            let hash = if fragment.is_empty() { String::new() } else { format!("#{fragment}") };
            return Goal::To(relative(place, new) + &hash);
        }
        let ending = old.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
        if !PICTURES.contains(&ending.as_str()) && !DOCUMENTS.contains(&ending.as_str()) {
            return Goal::Lost;
        }
        Goal::To(relative(place, &copies.name(place, &old)))
    }
}

fn is_scheme(text: &str) -> bool {
    text.len() > 1 && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-'))
}

fn looks_like_host(path: &str) -> bool {
    let host = path.split('/').next().unwrap_or("");
    let ends = ["se", "nu", "org", "com", "net", "eu", "io", "dev"];
    host.rsplit_once('.').is_some_and(|(name, end)| !name.is_empty() && ends.contains(&end))
        && !host.starts_with('.')
}

/// The folder that a path lies in.
pub(super) fn folder_of(path: &str) -> String {
    path.rsplit_once('/').map_or_else(String::new, |(folder, _)| folder.to_owned())
}

/// The changes that give a link or a picture another target, or (`None`) leave only its words.
pub(super) fn retarget(text: &Working, node: &Node, target: &str, new: Option<&str>) -> Vec<Edit> {
    let whole = node.span.range();
    let source = text.of(node);
    let start = whole.start;
    let written = |new: &str| {
        if new.contains([' ', '(', ')']) { format!("<{new}>") } else { new.to_owned() }
    };
    if source.starts_with("<a")
        || source.starts_with("<A")
        || source.starts_with("<img")
        || source.starts_with("<IMG")
    {
        return in_tag(source, start, target, new);
    }
    if source.starts_with('<') {
        // `<https://…>`: its words are the address.
        return match new {
            Some(_) => Vec::new(),
            None => vec![Edit { at: whole, text: source.trim_matches(['<', '>']).to_owned() }],
        };
    }
    let open = usize::from(source.starts_with('!')) + 1;
    let inner = node.children.last().map_or(start + open, |last| last.span.range().end);
    let Some(rest) = text.text.get(inner..whole.end) else { return Vec::new() };
    let Some(close) = rest.find(']').map(|at| inner + at) else { return Vec::new() };
    let after = text.text.get(close + 1..whole.end).unwrap_or("");
    if after.starts_with('(') {
        let Some(new) = new else {
            return vec![
                Edit { at: start..start + open, text: String::new() },
                Edit { at: close..whole.end, text: String::new() },
            ];
        };
        return destination(after, close + 1).map(|at| Edit { at, text: written(new) }).into_iter().collect();
    }
    // `[text][name]`, `[text]`: the target stands in a line of its own.
    match new {
        None => vec![
            Edit { at: start..start + open, text: String::new() },
            Edit { at: close..whole.end, text: String::new() },
        ],
        Some(new) => {
            let words = text.text.get(start..close + 1).unwrap_or("");
            vec![Edit { at: whole, text: format!("{words}({})", written(new)) }]
        }
    }
}

/// Where the target stands in `(target "title")`, which begins at a byte.
fn destination(after: &str, at: usize) -> Option<Range<usize>> {
    let lead = after.len() - after.get(1..)?.trim_start().len();
    let rest = after.get(lead..)?;
    if rest.starts_with('<') {
        let end = rest.find('>')? + 1;
        return Some(at + lead..at + lead + end);
    }
    let mut depth = 0usize;
    let end = rest
        .char_indices()
        .find(|(_, c)| match c {
            '(' => {
                depth += 1;
                false
            }
            ')' if depth == 0 => true,
            ')' => {
                depth -= 1;
                false
            }
            c => c.is_whitespace(),
        })
        .map_or(rest.len(), |(at, _)| at);
    Some(at + lead..at + lead + end)
}

/// As [`retarget`], of a tag.
fn in_tag(source: &str, start: usize, target: &str, new: Option<&str>) -> Vec<Edit> {
    let Some(tag_end) = source.find('>').map(|at| at + 1) else { return Vec::new() };
    let tag = source.get(..tag_end).unwrap_or("");
    let Some(new) = new else {
        let mut edits = vec![Edit { at: start..start + tag_end, text: String::new() }];
        if let Some(end) = source.rfind("</").filter(|at| *at >= tag_end) {
            edits.push(Edit { at: start + end..start + source.len(), text: String::new() });
        }
        return edits;
    };
    let raw = crate::markdown::html::escape(target);
    let found = tag.find(target).map(|at| at..at + target.len());
    let found = found.or_else(|| tag.find(&raw).map(|at| at..at + raw.len()));
    let edit = found
        .map(|at| Edit { at: start + at.start..start + at.end, text: crate::markdown::html::escape(new) });
    edit.into_iter().collect()
}

/// Links to a place within a note: `anchors` gives the headings' ids of a note by its path, with their words.
pub(super) fn fragments(text: &mut Working, place: &str, anchors: &BTreeMap<String, Vec<(String, String)>>) {
    let blocks = text.blocks();
    let mut edits = Vec::new();
    tree::walk(&blocks, &mut |node| {
        let Kind::Link { target, .. } = &node.kind else { return };
        let Some((path, fragment)) = target.split_once('#').filter(|(path, _)| !path.contains(':')) else {
            return;
        };
        let whole = if path.is_empty() { Some(place.to_owned()) } else { joined(&folder_of(place), path) };
        let Some(ids) = whole.and_then(|whole| anchors.get(&whole)) else { return };
        let fragment = percent_decode_str(fragment).decode_utf8_lossy().into_owned();
        if ids.iter().any(|(id, _)| *id == fragment) || fragment.starts_with("fn") {
            return;
        }
        let near = ids.iter().find(|(id, words)| {
            fold::same(id, &fragment)
                || fold::same(words, &fragment)
                || squeezed(words) == squeezed(&fragment)
        });
        let new = near
            .map(|(id, _)| format!("{path}#{id}"))
            .or_else(|| (!path.is_empty()).then(|| path.to_owned()));
        edits.extend(retarget(text, node, target, new.as_deref()));
    });
    text.apply(edits);
}

/// Letters and digits only, as every program makes its anchors of them.
fn squeezed(text: &str) -> String {
    fold::fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settled(body: &str) -> (String, Vec<&'static str>, Vec<String>) {
        let notes =
            [("a/x.md", "content/moten/2014-05-12-x.md"), ("_posts/2014-01-02-y.md", "content/sidor/y.md")];
        let notes: BTreeMap<String, String> = notes.map(|(a, b)| (a.to_owned(), b.to_owned())).into();
        let posts = BTreeMap::from([("2014-01-02-y".to_owned(), "_posts/2014-01-02-y.md".to_owned())]);
        let others: BTreeSet<String> = ["a/Bild 1.PNG", "a/fil.pdf", "a/x.exe"].map(str::to_owned).into();
        let media = BTreeSet::from(["media:a/z.docx/image1.png".to_owned()]);
        let places = Places::new(&notes, &posts, &others, &media);
        let mut copies = Copies::default();
        let mut working = Working::new(body);
        settle(&mut working, "a/z.md", "content/moten/z.md", &places, &mut copies);
        let rules = working.findings.iter().map(|finding| finding.rule.name).collect();
        (working.text, rules, copies.made.into_values().collect())
    }

    #[test]
    fn links_lead_to_our_files() {
        for (text, expected) in [
            ("[a](x.md)", "[a](2014-05-12-x.md)"),
            ("[a](./x.html#b \"t\")", "[a](2014-05-12-x.md#b \"t\")"),
            ("[a **b**](/a/x)", "[a **b**](2014-05-12-x.md)"),
            ("[a](/2014/01/02/y.html)", "[a](../sidor/y.md)"),
            ("[a](post:2014-01-02-y)", "[a](../sidor/y.md)"),
            ("[a][r]\n\n[r]: x.md", "[a](2014-05-12-x.md)\n\n[r]: x.md"),
            ("<a href=\"x.md\">a</a>", "<a href=\"2014-05-12-x.md\">a</a>"),
            ("[a](https://exempel.se/x_(y))", "[a](https://exempel.se/x_(y))"),
            ("[a](www.exempel.se)", "[a](https://www.exempel.se)"),
            ("![k](<Bild 1.PNG>)", "![k](bild-1.png)"),
            ("![k](Bild%201.PNG)", "![k](bild-1.png)"),
            ("[f](fil.pdf)", "[f](fil.pdf)"),
            ("[f](/fil.pdf)", "[f](fil.pdf)"),
        ] {
            let (found, rules, _) = settled(text);
            assert_eq!(found, expected, "{text}");
            assert!(rules.is_empty(), "{text}: {rules:?}");
        }
    }

    #[test]
    fn what_leads_nowhere_is_text_and_told() {
        for (text, expected, rule) in [
            ("[a](saknas.md) b", "a b", "import-link-lost"),
            ("[a](../../x.md)", "a", "import-link-lost"),
            ("[a](javascript:x())", "a", "import-link-lost"),
            ("[a](x.exe)", "a", "import-link-lost"),
            ("[a](media:foo.exe)", "a", "import-link-lost"),
            ("[a](media:image1.png)", "a", "import-link-lost"),
            ("![En karta](media:image1.png)", "En karta", "import-picture-lost"),
            ("[a][r]\n\n[r]: saknas.md", "a\n\n[r]: saknas.md", "import-link-lost"),
            ("![En karta](saknas.png)", "En karta", "import-picture-lost"),
            (
                "![En karta](https://exempel.se/a.png)",
                "[En karta](<https://exempel.se/a.png>)",
                "import-picture-lost",
            ),
            ("![](<Bild 1.PNG>)", "![](bild-1.png)", "import-picture-words"),
        ] {
            let (found, rules, _) = settled(text);
            assert_eq!(found, expected, "{text}");
            assert_eq!(rules, [rule], "{text}");
        }
    }
}
