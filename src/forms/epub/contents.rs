//! The contents of a book: chapters and headings as lists within lists (EPUB 3.3, 7), and what kind of part is where.

use super::chapter::{Chapter, Heading};
use crate::forms::publication::tree::plain;
use crate::language::tag::LangTag;
use crate::markdown::html::escape;
use std::fmt::Write as _;

/// An entry of the contents, and those below it.
#[derive(Debug, PartialEq, Eq)]
struct Entry {
    level: u8,
    label: String,
    href: String,
    lang: Option<LangTag>,
    below: Vec<Entry>,
}

/// The list of all chapters with their headings.
pub(super) fn list(chapters: &[Chapter], lang: &LangTag) -> String {
    let entries: Vec<Entry> = chapters
        .iter()
        .map(|chapter| {
            let own = (chapter.lang != *lang).then(|| chapter.lang.clone());
            Entry {
                level: 1,
                label: plain(&chapter.title),
                href: chapter.file.clone(),
                lang: chapter.title_lang.clone().or(own.clone()),
                below: nested(&chapter.headings, chapter, own.as_ref()),
            }
        })
        .collect();
    let mut out = String::new();
    write(&entries, &mut out);
    out
}

/// Headings by their levels: each below the last one of a higher level.
fn nested(headings: &[Heading], chapter: &Chapter, lang: Option<&LangTag>) -> Vec<Entry> {
    let mut top: Vec<Entry> = Vec::new();
    for heading in headings {
        let entry = Entry {
            level: heading.level,
            label: heading.text.clone(),
            href: format!("{}#{}", chapter.file, heading.id),
            lang: heading.lang.clone().or(lang.cloned()),
            below: Vec::new(),
        };
        place(&mut top, entry);
    }
    top
}

fn place(among: &mut Vec<Entry>, entry: Entry) {
    match among.last_mut() {
        Some(last) if last.level < entry.level => place(&mut last.below, entry),
        _ => among.push(entry),
    }
}

fn write(entries: &[Entry], out: &mut String) {
    out.push_str("<ol>\n");
    for entry in entries {
        let lang = entry.lang.as_ref().map_or(String::new(), told);
        let _ = write!(out, "<li><a href=\"{}\"{lang}>{}</a>", escape(&entry.href), escape(&entry.label));
        if !entry.below.is_empty() {
            out.push('\n');
            write(&entry.below, out);
        }
        out.push_str("</li>\n");
    }
    out.push_str("</ol>\n");
}

/// A language as attributes.
pub(super) fn told(lang: &LangTag) -> String {
    let dir = lang.dir().map_or(String::new(), |dir| format!(" dir=\"{dir}\""));
    format!(" lang=\"{0}\" xml:lang=\"{0}\"{dir}", lang.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_stand_below_those_of_higher_levels() {
        let entry = |level| Entry {
            level,
            label: level.to_string(),
            href: "#".into(),
            lang: None,
            below: Vec::new(),
        };
        let mut top = Vec::new();
        for level in [2, 3, 4, 3, 2] {
            place(&mut top, entry(level));
        }
        let mut out = String::new();
        write(&top, &mut out);
        let bare = out.replace("<a href=\"#\">", "").replace("</a>", "").replace(['\n', '/'], "");
        assert_eq!(bare, "<ol><li>2<ol><li>3<ol><li>4<li><ol><li><li>3<li><ol><li><li>2<li><ol>");
    }
}
