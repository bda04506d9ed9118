//! Tables: those written in HTML become Markdown, and one without a header gets one or becomes a list.

use super::working::{Working, lines, within};
use crate::content::edit::Edit;
use crate::language::Lang;
use crate::report::catalog::import as rules;
use html5gum::{DefaultEmitter, Token, Tokenizer};
use regex::Regex;
use std::fmt::Write as _;
use std::sync::LazyLock;

static TABLE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?mis)^ {0,3}<table\b.*?</table>[ \t]*$\n?").ok());
/// Most cells of a table whose rows are all written to its full width. In a larger one, rows end with their own last cell,
/// which says the same: one wide row among many would else make a text without end.
const MOST: usize = 200_000;

/// A table of any origin.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// Its caption.
    pub(super) caption: String,
    /// Cells, in Markdown on one line.
    pub(super) rows: Vec<Vec<String>>,
    /// Whether the first row is a header.
    pub(super) header: bool,
}

impl Table {
    /// As Markdown. A table of one column is no table but paragraphs.
    pub(super) fn write(&self, lang: Lang) -> String {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let rows = self.rows.iter().filter(|row| row.iter().any(|cell| !cell.trim().is_empty()));
        if columns < 2 {
            let cells = rows.flatten().map(|cell| cell.trim().replace("<br>", "\n\n"));
            return cells.collect::<Vec<_>>().join("\n\n") + "\n";
        }
        let mut out = String::new();
        if !self.caption.is_empty() {
            let _ = write!(out, "{}: {}\n\n", lang.pick("Tabell", "Table"), self.caption);
        }
        let whole = self.rows.len().saturating_mul(columns) <= MOST;
        for (i, row) in rows.enumerate() {
            out.push('|');
            for n in 0..if whole || i == 0 { columns } else { row.len() } {
                let cell = row.get(n).map_or("", |cell| cell.trim());
                let _ = write!(out, " {} |", cell.replace('\n', " "));
            }
            out.push('\n');
            if i == 0 {
                let _ = writeln!(out, "|{}", "---|".repeat(columns));
            }
        }
        out
    }
}

/// Tables in HTML become Markdown.
pub(super) fn html(text: &mut Working, lang: Lang) {
    let code = text.code();
    let mut edits = Vec::new();
    let mut told = Vec::new();
    for found in TABLE.iter().flat_map(|pattern| pattern.find_iter(&text.text)) {
        let inner = found.as_str();
        // A table within a table governs looks; its cells are left as text.
        let nested = inner.to_ascii_lowercase().matches("<table").count() > 1;
        if within(&code, found.start()) || nested {
            continue;
        }
        let table = read(inner);
        if table.rows.is_empty() {
            continue;
        }
        if !table.header && table.rows.iter().any(|row| row.len() > 1) {
            told.push(Working::at(&rules::IMPORT_TABLE_HEADER, found.range()));
        }
        edits.push(Edit { at: found.range(), text: format!("\n{}\n", table.write(lang)) });
    }
    text.findings.extend(told);
    text.apply(edits);
}

/// A table from HTML.
fn read(html: &str) -> Table {
    let mut table = Table::default();
    let mut cell: Option<String> = None;
    let mut caption = false;
    let mut span = 1;
    let mut heads = Vec::new();
    let mut link = None;
    for token in Tokenizer::new_with_emitter(html, DefaultEmitter::<usize>::new_with_span()) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let get = |key: &str| {
                    tag.attributes.get(key.as_bytes()).map(|v| String::from_utf8_lossy(v).into_owned())
                };
                match &tag.name[..] {
                    b"tr" => {
                        close(&mut table, &mut cell, span);
                        table.rows.push(Vec::new());
                        heads.push(true);
                    }
                    name @ (b"td" | b"th") => {
                        close(&mut table, &mut cell, span);
                        if table.rows.is_empty() {
                            table.rows.push(Vec::new());
                            heads.push(true);
                        }
                        span = get("colspan").and_then(|n| n.parse().ok()).unwrap_or(1usize).clamp(1, 50);
                        cell = Some(String::new());
                        if let Some(head) = heads.last_mut() {
                            *head &= name == b"th";
                        }
                    }
                    b"caption" => caption = true,
                    b"b" | b"strong" => push(cell.as_mut(), "**"),
                    b"i" | b"em" => push(cell.as_mut(), "*"),
                    b"code" => push(cell.as_mut(), "`"),
                    b"br" | b"p" | b"li" | b"div"
                        if cell.as_ref().is_some_and(|text| !text.trim().is_empty()) =>
                    {
                        push(cell.as_mut(), "<br>");
                    }
                    b"a" => {
                        link = get("href");
                        if link.is_some() {
                            push(cell.as_mut(), "[");
                        }
                    }
                    b"img" => {
                        let alt = get("alt").unwrap_or_default();
                        if let Some(src) = get("src") {
                            push(cell.as_mut(), &format!("![{alt}](<{src}>)"));
                        }
                    }
                    _ => {}
                }
            }
            Token::EndTag(tag) => match &tag.name[..] {
                b"td" | b"th" | b"tr" => close(&mut table, &mut cell, span),
                b"caption" => caption = false,
                b"b" | b"strong" => push(cell.as_mut(), "**"),
                b"i" | b"em" => push(cell.as_mut(), "*"),
                b"code" => push(cell.as_mut(), "`"),
                b"a" => {
                    if let Some(href) = link.take() {
                        push(cell.as_mut(), &format!("](<{href}>)"));
                    }
                }
                _ => {}
            },
            Token::String(text) => {
                let text = String::from_utf8_lossy(&text).replace('|', "\\|");
                let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
                let (lead, tail) =
                    (text.starts_with(char::is_whitespace), text.ends_with(char::is_whitespace));
                let spaced = format!(
                    "{}{words}{}",
                    if lead { " " } else { "" },
                    if tail && !words.is_empty() { " " } else { "" }
                );
                if caption {
                    table.caption.push_str(&spaced);
                } else {
                    push(cell.as_mut(), &spaced);
                }
            }
            _ => {}
        }
    }
    close(&mut table, &mut cell, span);
    table.header =
        heads.first().copied().unwrap_or(false) && table.rows.first().is_some_and(|row| !row.is_empty());
    table.caption = table.caption.trim().into();
    table.rows.retain(|row| !row.is_empty());
    table
}

fn push(cell: Option<&mut String>, text: &str) {
    if let Some(cell) = cell {
        cell.push_str(text);
    }
}

fn close(table: &mut Table, cell: &mut Option<String>, span: usize) {
    if let (Some(text), Some(row)) = (cell.take(), table.rows.last_mut()) {
        row.push(text.trim().to_owned());
        row.extend(std::iter::repeat_n(String::new(), span - 1));
    }
}

/// A Markdown table whose header is empty: in two columns it is a list of facts, otherwise its first row becomes the header.
pub(super) fn headless(text: &mut Working) {
    let code = text.code();
    let all: Vec<_> = lines(&text.text).collect();
    let empty = |line: &str| {
        let cells = line.trim().trim_start_matches('|').trim_end_matches('|');
        line.trim().starts_with('|')
            && line.contains('|')
            && cells.chars().all(|c| c == '|' || c.is_whitespace())
    };
    let rule = |line: &str| {
        line.contains("--") && line.trim().chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\t'))
    };
    let mut edits = Vec::new();
    let mut told = Vec::new();
    for (i, (range, line)) in all.iter().enumerate() {
        let Some((below, _)) = all.get(i + 1).filter(|(_, next)| empty(line) && rule(next)) else { continue };
        if within(&code, range.start) {
            continue;
        }
        let rows: Vec<_> = all.iter().skip(i + 2).take_while(|(_, row)| row.contains('|')).collect();
        let Some((last, _)) = rows.last() else {
            edits.push(Edit { at: range.start..below.end, text: String::new() });
            continue;
        };
        let cells: Vec<Vec<String>> = rows.iter().map(|(_, row)| cells(row)).collect();
        if cells.iter().all(|row| row.len() <= 2 && !row.first().is_none_or(String::is_empty)) {
            let items = cells.iter().map(|row| {
                let (key, value) =
                    (row.first().map_or("", String::as_str), row.get(1).map_or("", String::as_str));
                let key = key.trim_end_matches(':');
                if value.is_empty() { format!("- {key}") } else { format!("- {key}: {value}") }
            });
            edits.push(Edit { at: range.start..last.end, text: items.collect::<Vec<_>>().join("\n") });
        } else if let Some((first, row)) = rows.first() {
            told.push(Working::at(&rules::IMPORT_TABLE_HEADER, range.clone()));
            edits.push(Edit { at: range.clone(), text: (*row).to_owned() });
            edits.push(Edit { at: first.start..(first.end + 1).min(text.text.len()), text: String::new() });
        }
    }
    text.findings.extend(told);
    text.apply(edits);
}

/// Tables of documents that had no header row, by the mark before them.
pub(super) fn told(text: &mut Working, mark: &str) {
    let edits: Vec<Edit> = text
        .text
        .match_indices(mark)
        .map(|(at, _)| Edit { at: at..at + mark.len(), text: String::new() })
        .collect();
    for edit in &edits {
        // The table stands two lines below.
        let table = (edit.at.end + 2).min(text.text.len());
        text.tell(Working::at(&rules::IMPORT_TABLE_HEADER, table..table));
    }
    text.apply(edits);
}

/// The cells of a row.
fn cells(row: &str) -> Vec<String> {
    let row = row.trim();
    let inner = row.strip_prefix('|').unwrap_or(row);
    let inner = inner.strip_suffix('|').unwrap_or(inner);
    inner.replace("\\|", "\u{1}").split('|').map(|cell| cell.trim().replace('\u{1}', "\\|")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_becomes_markdown() {
        let mut working = Working::new(
            "Före\n\n<table border=1><caption>Stöd</caption><tr><th>År</th><th>Kronor</th></tr>\n<tr><td>2014</td><td><b>5</b> | 6</td></tr></table>\n\nEfter",
        );
        html(&mut working, Lang::Sv);
        assert!(
            working.text.contains("Tabell: Stöd\n\n| År | Kronor |\n|---|---|\n| 2014 | **5** \\| 6 |\n"),
            "{}",
            working.text
        );
        assert!(working.findings.is_empty());
    }

    #[test]
    fn no_row_and_no_column_is_lost() {
        let row = |n: usize| vec![n.to_string(), "x".to_owned()];
        let long = Table { rows: (0..5000).map(row).collect(), ..Table::default() };
        assert!(long.write(Lang::Sv).ends_with("| 4999 | x |\n"));
        let wide = Table { rows: vec![(0..600).map(|n| n.to_string()).collect()], ..Table::default() };
        assert!(wide.write(Lang::Sv).contains("| 599 |\n"));
        // One wide row among many short ones.
        let mut rows: Vec<Vec<String>> = (0..5000).map(row).collect();
        rows.push(vec!["y".to_owned(); 5000]);
        let text = Table { rows, ..Table::default() }.write(Lang::Sv);
        assert!(text.contains("\n| 4999 | x |\n") && text.len() < 200_000, "{}", text.len());
    }

    #[test]
    fn a_table_without_a_header() {
        let mut working = Working::new("|   |   |\n|---|---|\n| Plats | Lund\n| Tid: | 13 |\n\nText");
        headless(&mut working);
        assert_eq!(working.text, "- Plats: Lund\n- Tid: 13\n\nText");
        let mut working = Working::new("| | | |\n|-|--|-|\n| a | b | c |\n| 1 | 2 | 3 |\n");
        headless(&mut working);
        assert_eq!(working.text, "| a | b | c |\n|-|--|-|\n| 1 | 2 | 3 |\n");
        assert_eq!(working.findings.len(), 1);
    }
}
