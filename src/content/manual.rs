//! The manual's chapters on fields and on rules, as Markdown, from the same units that read and judge.

use super::fields::{Field, Kind, Need, Shape, common};
use crate::language::Lang;
use crate::report::catalog;
use std::fmt::Write as _;

/// All types and their fields. It is itself a note that passes every check.
pub fn fields(shapes: &[&'static Shape], lang: Lang) -> String {
    let mut out = String::new();
    // What is a part of several types is told once, where it comes first.
    let mut told: Vec<&'static Shape> = Vec::new();
    // What every note may say is told once too, where there are several types to tell of.
    let shared = shared(shapes);
    let mut shared_is_told = shared.is_empty();
    for shape in shapes {
        if known(&told, shape) {
            continue;
        }
        let own: Vec<_> = shape.fields.iter().filter(|entry| !is_among(&shared, entry)).collect();
        if !shared_is_told && own.len() < shape.fields.len() {
            let title = lang.pick("Alla anteckningar", "All notes");
            let _ = writeln!(out, "## {title}\n");
            table(&mut out, &shared, title, lang);
            shared_is_told = true;
        }
        let _ = writeln!(out, "## {}\n", shape.title.raw(lang));
        table(&mut out, &own, shape.title.raw(lang), lang);
        nested(&mut out, shape, &mut told, lang);
    }
    out
}

/// A field, and whether it must be there.
type Entry = (&'static Field, Need);

/// The fields that may stand in notes of each type and must in none; none where there is one type only.
fn shared(shapes: &[&'static Shape]) -> Vec<&'static Entry> {
    let notes: Vec<&&Shape> = shapes.iter().filter(|shape| is_note(shape)).collect();
    let Some((first, rest)) = notes.split_first().filter(|(_, rest)| !rest.is_empty()) else {
        return Vec::new();
    };
    let in_all = |entry: &&Entry| {
        entry.1 == Need::Optional
            && rest.iter().all(|shape| shape.fields.iter().any(|other| same(entry, other)))
    };
    first.fields.iter().filter(in_all).collect()
}

fn is_note(shape: &Shape) -> bool {
    shape.fields.iter().any(|(field, _)| std::ptr::eq(*field, &raw const common::TYPE))
}

fn same(one: &Entry, other: &Entry) -> bool {
    std::ptr::eq(one.0, other.0) && one.1 == other.1
}

fn is_among(list: &[&Entry], entry: &Entry) -> bool {
    list.iter().any(|other| same(other, entry))
}

fn known(told: &[&'static Shape], shape: &Shape) -> bool {
    told.iter().any(|other| std::ptr::eq(*other, shape))
}

fn nested(out: &mut String, shape: &'static Shape, told: &mut Vec<&'static Shape>, lang: Lang) {
    for (field, _) in shape.fields {
        if let Kind::Group(inner) | Kind::Groups(inner) = field.kind {
            if known(told, inner) {
                continue;
            }
            told.push(inner);
            let title = match lang {
                Lang::Sv => format!("Delar av ”{}”", field.key(lang)),
                Lang::En => format!("Parts of “{}”", field.key(lang)),
            };
            let _ = writeln!(out, "### {title}\n");
            table(out, &inner.fields.iter().collect::<Vec<_>>(), &title, lang);
            nested(out, inner, told, lang);
        }
    }
}

fn table(out: &mut String, fields: &[&Entry], caption: &str, lang: Lang) {
    let (label, head) = match lang {
        Lang::Sv => ("Tabell", "| Uppgift | Vad den är | Skriv till exempel |"),
        Lang::En => ("Table", "| Field | What it is | Write for example |"),
    };
    let _ = writeln!(out, "{label}: {caption}\n\n{head}\n|---|---|---|");
    for (field, need) in fields {
        let star = match need {
            Need::Required => lang.pick(" (måste finnas)", " (required)"),
            Need::Offered | Need::Optional => "",
        };
        let _ = writeln!(
            out,
            "| `{}`{star} | {} | `{}` |",
            field.key(lang),
            field.doc.raw(lang),
            field.example.raw(lang).replace('|', "\\|")
        );
    }
    out.push('\n');
}

/// The rules of what an author writes, or those of finished pages: name, weight, the criterion behind it, what it says. One page
/// of both would be heavy to fetch.
pub fn rules(lang: Lang, of_pages: bool) -> String {
    let mut out = String::new();
    let (label, head) = match lang {
        Lang::Sv => ("Tabell", "| Regel | Tyngd | Krav | Vad den säger |"),
        Lang::En => ("Table", "| Rule | Weight | Criterion | What it says |"),
    };
    for (title, rules) in catalog::of_check(of_pages) {
        let title = title.raw(lang);
        let _ = writeln!(out, "## {title}\n\n{label}: {title}\n\n{head}\n|---|---|---|---|");
        for rule in *rules {
            let criterion =
                if rule.criterion.is_empty() { lang.pick("inget", "none") } else { rule.criterion };
            let said = text(&rule.what.bare(lang));
            let _ =
                writeln!(out, "| `{}` | {} | {criterion} | {said} |", rule.name, rule.severity.word(lang));
        }
        out.push('\n');
    }
    out
}

/// Words as plain text in Markdown (CommonMark 2.4).
fn text(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '{' | '}') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
