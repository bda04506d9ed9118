//! Writes the ids that items have now into their note, so that no later item can shift them.
//!
//! The note is changed only where an id comes in, and only if reading it again gives the same note: what cannot be shown
//! to be the same is not written.

use super::decode;
use super::document::{self, Document};
use super::edit::{self, Edit, apply};
use super::fields::{items as f, meeting as m};
use super::items::{Item, ItemKind, is_id};
use super::yaml::{self, Node};
use crate::language::Lang;
use crate::markdown::{Kind as NodeKind, Node as Block};
use crate::report::{FileId, Findings, Source, Span};

/// What became of a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pinned {
    /// Every id stands in it already.
    Already,
    /// The text with its ids, and how many were written.
    Text(String, usize),
    /// It could not be changed without changing more than ids; the words of the first item that it failed for.
    Unsafe(String),
}

/// The items of a note whose ids are not written: decisions, actions and questions of an original.
fn loose(document: &Document) -> impl Iterator<Item = &Item> {
    let original = document.version.is_original();
    document.items.iter().filter(move |item| original && !item.pinned && item.kind.is_numbered())
}

/// The note with all its ids written. `lang` is the site's main language.
pub fn pin(source: &Source, lang: Lang) -> Pinned {
    let file = FileId(0);
    let before = document::read(&source.clone().into(), file, lang, &mut Findings::new());
    let Some(first) = loose(&before).next().map(|item| item.text.value.clone()) else {
        return Pinned::Already;
    };
    let entries = entries(source, file);
    let text = |span: Span| source.text.get(span.range()).unwrap_or("");
    // A text of its own first as it is written, then as one quoted line: one of them means the same.
    for plainly in [true, false] {
        let mut edits = Vec::new();
        for item in loose(&before) {
            let edit = if item.in_body {
                in_body(text(item.text.span), item).map(|edit| Edit {
                    at: edit.at.start + item.text.span.range().start
                        ..edit.at.end + item.text.span.range().start,
                    ..edit
                })
            } else {
                let within = |entry: &&Node| {
                    entry.span.start <= item.text.span.start && item.text.span.end <= entry.span.end
                };
                entries.iter().find(within).and_then(|entry| in_list(&source.text, entry, item, plainly))
            };
            let Some(edit) = edit else { return Pinned::Unsafe(item.text.value.clone()) };
            edits.push(edit);
        }
        let count = edits.len();
        let after = Source::new(source.path.clone(), apply(&source.text, edits));
        if same(source, &after, lang) {
            return Pinned::Text(after.text, count);
        }
    }
    Pinned::Unsafe(first)
}

/// The entries of a note's lists of decisions, actions and questions.
fn entries(source: &Source, file: FileId) -> Vec<Node> {
    let mut out = Vec::new();
    for (key, value) in front(source, file) {
        if is_list(&key) {
            match value.kind {
                yaml::Kind::List(items) => out.extend(items),
                // One thing where a list is asked for is a list of one.
                _ => out.push(value),
            }
        }
    }
    out
}

fn is_list(key: &str) -> bool {
    [&m::DECISIONS, &m::ACTIONS, &m::QUESTIONS].into_iter().any(|field| field.matches(key))
}

fn front(source: &Source, file: FileId) -> Vec<(String, Node)> {
    let mut told = Findings::new();
    let front = decode::split(source, file, &mut told).front;
    let node = front.and_then(|range| yaml::parse(&source.text, range, file, &mut told));
    match node.map(|node| node.kind) {
        Some(yaml::Kind::Map(pairs)) => pairs.into_iter().map(|(key, value)| (key.value, value)).collect(),
        _ => Vec::new(),
    }
}

/// The id in an entry of a list: a pair of its own, in place of one that counts for nothing, or with the text made into
/// a map.
fn in_list(text: &str, entry: &Node, item: &Item, plainly: bool) -> Option<Edit> {
    let pair = format!("{}: {}", f::ITEM_ID.name, item.id);
    let at = entry.span.range();
    let yaml::Kind::Map(pairs) = &entry.kind else {
        let yaml::Kind::Scalar(value) = &entry.kind else { return None };
        let at = header(text, at.start).unwrap_or(at.start)..at.end;
        let raw = text.get(at.clone())?;
        let key = f::TEXT.name;
        let listed = text.get(..at.start)?.trim_end_matches(' ').ends_with('-');
        if !listed {
            let written = if plainly { raw.to_owned() } else { edit::quoted(value) };
            return Some(Edit { at, text: format!("{{{pair}, {key}: {written}}}") });
        }
        let line = edit::line_break(text, at.start);
        let written = if plainly { indented(text, at.start, raw) } else { quoted(value, raw) };
        return Some(Edit { at, text: format!("{pair}{line}{key}: {written}") });
    };
    match pairs.iter().find(|(key, _)| f::ITEM_ID.matches(key)) {
        None => edit::first_pair(text, entry, &pair),
        Some((_, Node { kind: yaml::Kind::Scalar(_), span })) => {
            Some(Edit { at: span.range(), text: item.id.clone() })
        }
        Some((key, Node { kind: yaml::Kind::Null, .. })) => {
            let end = key.span.range().end;
            let colon = text.get(end..)?.find(':')?;
            Some(Edit::insert(end + colon + 1, format!(" {}", item.id)))
        }
        Some(_) => None,
    }
}

/// Where the `|` or `>-` of a text in lines stands, above its first line; `None` for a text of any other kind.
fn header(text: &str, at: usize) -> Option<usize> {
    let before = text.get(..at)?.trim_end_matches(' ').strip_suffix('\n')?.trim_end();
    let line = before.rfind('\n').map_or(0, |end| end + 1);
    let sign = before.get(line..)?.rfind(['|', '>'])?;
    Some(line + sign)
}

/// A text on one line, with the line end that was part of it in the source.
fn quoted(value: &str, raw: &str) -> String {
    let end = raw.get(raw.trim_end_matches(['\n', '\r']).len()..).unwrap_or("");
    format!("{}{end}", edit::quoted(value))
}

/// The lines of a value, moved in as far as its dash stands before it: it now stands one level deeper.
fn indented(text: &str, at: usize, raw: &str) -> String {
    let dash = text.get(..at).and_then(|before| before.rfind('-')).unwrap_or(at);
    let lead = " ".repeat(at - dash);
    let mut lines = raw.split('\n');
    let mut out = lines.next().unwrap_or("").to_owned();
    for line in lines {
        out.push('\n');
        if !line.trim().is_empty() {
            out.push_str(&lead);
        }
        out.push_str(line);
    }
    out
}

/// The id after the marker's word, in a paragraph or a list item: `**Beslut d2.1:** …`. A number that another item has
/// already gives way to it.
fn in_body(text: &str, item: &Item) -> Option<Edit> {
    let letter = |c: char| c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}');
    let mut at = 0;
    let end = loop {
        let start = at + text.get(at..)?.find(letter)?;
        let rest = text.get(start..)?;
        let end = start + rest.find(|c: char| !letter(c)).unwrap_or(rest.len());
        if ItemKind::from_marker(text.get(start..end)?) == Some(item.kind) {
            break end;
        }
        at = end;
    };
    let (label, _) = text.get(end..)?.split_once(':')?;
    let word = label.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_'));
    if word.is_empty() {
        return Some(Edit::insert(end, format!(" {}", item.id)));
    }
    let start = end + label.find(word)?;
    is_id(word).then(|| Edit { at: start..start + word.len(), text: item.id.clone() })
}

/// Whether a note with ids written is the same note as before: its items, its other facts, its text and what there is to
/// say about it.
fn same(before: &Source, after: &Source, lang: Lang) -> bool {
    let file = FileId(0);
    let (mut old_told, mut new_told) = (Findings::new(), Findings::new());
    let old = document::read(&before.clone().into(), file, lang, &mut old_told);
    let new = document::read(&after.clone().into(), file, lang, &mut new_told);
    let rules = |told: &Findings| told.iter().map(|finding| finding.rule.name).collect::<Vec<_>>();
    let values = |list: &[crate::report::Spanned<String>]| {
        list.iter().map(|value| value.value.clone()).collect::<Vec<_>>()
    };
    let item = |item: &Item| {
        (
            (item.kind, item.id.clone(), item.text.value.clone(), values(&item.who)),
            (item.by.as_ref().map(|by| by.value), item.status, values(&item.replaces)),
            (item.depends_on_person, item.unread_days.clone(), item.in_body),
        )
    };
    let facts = |source: &Source| -> Vec<(String, Bare)> {
        let other = front(source, file).into_iter().filter(|(key, _)| !is_list(key));
        other.map(|(key, value)| (key, bare(&value))).collect()
    };
    let marked = old.items.iter().filter(|item| item.in_body).count();
    loose(&new).next().is_none()
        && old.items.iter().map(item).eq(new.items.iter().map(item))
        && rules(&old_told) == rules(&new_told)
        && facts(before) == facts(after)
        && old.title.value == new.title.value
        && differing(&old.body().blocks, &new.body().blocks).is_some_and(|texts| texts <= marked)
}

/// YAML without its places.
#[derive(PartialEq)]
enum Bare {
    Leaf(yaml::Kind),
    List(Vec<Bare>),
    Map(Vec<(String, Bare)>),
}

fn bare(node: &Node) -> Bare {
    match &node.kind {
        yaml::Kind::List(items) => Bare::List(items.iter().map(bare).collect()),
        yaml::Kind::Map(pairs) => {
            Bare::Map(pairs.iter().map(|(key, value)| (key.value.clone(), bare(value))).collect())
        }
        kind => Bare::Leaf(kind.clone()),
    }
}

/// How many texts differ between two trees of the same shape; `None` when their shapes differ.
fn differing(old: &[Block], new: &[Block]) -> Option<usize> {
    if old.len() != new.len() {
        return None;
    }
    let mut count = 0;
    for (old, new) in old.iter().zip(new) {
        count += match (&old.kind, &new.kind) {
            (NodeKind::Text(a), NodeKind::Text(b)) => usize::from(a != b),
            (a, b) if a == b => 0,
            _ => return None,
        };
        count += differing(&old.children, &new.children)?;
    }
    Some(count)
}

#[cfg(test)]
mod tests;
