//! The pieces of a page as blocks: facts, decisions, threads, tables. The same views that the templates of pages get.

use super::tree::{Block, Content, Inline, Table};
use crate::language::tag::LangTag;
use crate::theme::view::{Answers, Entry, Fact, Group, Item, Link, Moment, Table as Figures, Value};

/// The whole address of a link as it is seen from the page; `None` for one that leads nowhere from here.
pub(super) type Whole<'w> = &'w dyn Fn(&str) -> Option<String>;

/// Turns views into blocks.
#[derive(Clone, Copy)]
pub(super) struct Pieces<'w> {
    pub(super) whole: Whole<'w>,
}

/// Words in a language, when it is another.
pub(super) fn words(text: &str, lang: Option<&str>) -> Inline {
    let text = Inline::Text(text.to_owned());
    match lang.and_then(LangTag::parse) {
        Some(lang) => Inline::Passage(lang, vec![text]),
        None => text,
    }
}

/// A line of several parts.
fn joined(parts: Vec<Vec<Inline>>, between: &str) -> Vec<Inline> {
    let mut line = Vec::new();
    for part in parts.into_iter().filter(|part| !part.is_empty()) {
        if !line.is_empty() {
            line.push(Inline::Text(between.to_owned()));
        }
        line.extend(part);
    }
    line
}

pub(super) fn paragraph(line: Vec<Inline>) -> Block {
    Block::new(Content::Paragraph(line))
}

fn strong(text: &str) -> Inline {
    Inline::Strong(vec![Inline::Text(text.to_owned())])
}

impl Pieces<'_> {
    fn linked(self, href: Option<&str>, line: Vec<Inline>) -> Vec<Inline> {
        match href.filter(|href| !href.is_empty()).and_then(self.whole) {
            Some(address) => vec![Inline::Link(address, line)],
            None => line,
        }
    }

    pub(super) fn value(self, value: &Value) -> Vec<Inline> {
        self.linked(value.href.as_deref(), vec![words(&value.text, value.lang.as_deref())])
    }

    /// A link and the words after it.
    pub(super) fn link(self, link: &Link) -> Vec<Inline> {
        let mut line = self.linked(Some(&link.href), vec![words(&link.label, link.lang.as_deref())]);
        line.extend(link.note.as_ref().map(|note| Inline::Text(format!(", {note}"))));
        line
    }

    /// Terms and what is so; nothing when there are none.
    pub(super) fn facts(self, facts: &[Fact]) -> Option<Block> {
        let terms = facts.iter().filter(|fact| !fact.term.is_empty()).map(|fact| {
            let term = vec![words(&fact.term, fact.lang.as_deref())];
            (term, fact.values.iter().map(|value| self.value(value)).collect())
        });
        let terms: Vec<_> = terms.collect();
        (!terms.is_empty()).then(|| Block::new(Content::Terms(terms)))
    }

    pub(super) fn links(self, links: &[Link]) -> Option<Block> {
        let items = links.iter().map(|link| vec![paragraph(self.link(link))]);
        list(items.collect())
    }

    /// Decisions, actions, questions: a list, each with its name, its words and what is known of it.
    pub(super) fn items(self, items: &[Item]) -> Option<Block> {
        list(items.iter().map(|item| self.item(item)).collect())
    }

    fn item(self, item: &Item) -> Vec<Block> {
        let mut line = Vec::new();
        if !item.name.is_empty() {
            line.push(strong(&format!("{}:", item.name)));
        }
        let text = (!item.text.is_empty()).then(|| words(&item.text, item.lang.as_deref()));
        let first = joined(vec![line, text.into_iter().collect()], " ");
        let mut blocks = vec![paragraph(first).at(item.id.as_str())];
        blocks.extend(item.origin.as_ref().map(|origin| paragraph(self.link(origin))));
        let bare = item.facts.iter().filter(|fact| fact.term.is_empty());
        blocks.extend(bare.flat_map(|fact| &fact.values).map(|value| paragraph(self.value(value))));
        blocks.extend(self.facts(&item.facts));
        if !item.history.is_empty() {
            blocks.push(Block::paragraph(item.history_lead.as_str()));
            blocks.extend(self.thread(&item.history));
        }
        for answers in &item.answers {
            blocks.extend(self.answers(answers));
        }
        blocks
    }

    fn answers(self, answers: &Answers) -> Vec<Block> {
        let answer = |(link, value): &(Link, Value)| {
            vec![paragraph(joined(vec![self.link(link), self.value(value)], ": "))]
        };
        let items = list(answers.answers.iter().map(answer).collect());
        std::iter::once(Block::paragraph(answers.title.as_str())).chain(items).collect()
    }

    pub(super) fn thread(self, thread: &[Moment]) -> Option<Block> {
        list(thread.iter().map(|moment| self.moment(moment)).collect())
    }

    fn moment(self, moment: &Moment) -> Vec<Block> {
        let mut lead = moment.day.as_ref().map(|day| self.value(day)).unwrap_or_default();
        if !moment.kind.is_empty() {
            lead = joined(vec![lead, vec![Inline::Text(moment.kind.clone())]], ", ");
        }
        let status = moment.status.iter().map(|status| Inline::Text(format!(", {status}")));
        let link: Vec<Inline> = self.link(&moment.link).into_iter().chain(status).collect();
        let mut blocks = vec![paragraph(joined(vec![lead, link], ": "))];
        blocks.extend(moment.text.as_ref().map(|text| paragraph(self.value(text))));
        blocks.extend(self.links(&moment.links));
        blocks
    }

    pub(super) fn table(self, table: &Figures) -> Block {
        let line = |text: &String| vec![Inline::Text(text.clone())];
        let rows = table.rows.iter().map(|row| row.iter().map(|cell| self.value(cell)).collect()).collect();
        Block::new(Content::Table(Table {
            caption: line(&table.caption),
            head: table.head.iter().map(line).collect(),
            rows,
            row_headers: true,
            numeric: (0..table.head.len()).map(|i| numbers(table, i)).collect(),
        }))
    }

    fn entry(self, entry: &Entry) -> Vec<Block> {
        let notice = entry.notice.iter().map(|notice| strong(notice)).collect();
        let mut blocks = vec![paragraph(joined(vec![notice, self.link(&entry.link)], " "))];
        if !entry.meta.is_empty() {
            let meta = entry.meta.iter().map(|value| self.value(value)).collect();
            blocks.push(paragraph(joined(meta, ", ")));
        }
        let lang = entry.link.lang.as_deref();
        blocks.extend(entry.summary.as_ref().map(|summary| paragraph(vec![words(summary, lang)])));
        blocks.extend(self.facts(&entry.facts));
        blocks
    }

    /// What stands under a heading, with the heading. Groups of mere links are ways to other pages, and so are left out.
    pub(super) fn group(self, group: &Group) -> Vec<Block> {
        let mut blocks: Vec<Block> = self.facts(&group.facts).into_iter().collect();
        blocks.extend(self.items(&group.items));
        blocks.extend(self.thread(&group.thread));
        for pair in &group.pairs {
            let beside = self.links(&pair.beside);
            let beside = beside.into_iter().flat_map(|list| [Block::paragraph(pair.lead.as_str()), list]);
            blocks.extend(self.entry(&pair.entry).into_iter().chain(beside));
        }
        blocks.extend(group.table.as_ref().map(|table| self.table(table)));
        blocks.extend(list(group.entries.iter().map(|entry| self.entry(entry)).collect()));
        blocks.extend(group.empty.as_ref().map(|empty| Block::paragraph(empty.as_str())));
        if blocks.is_empty() {
            return blocks;
        }
        blocks.splice(0..0, group.lede.as_ref().map(|lede| Block::paragraph(lede.as_str())));
        blocks.extend(self.links(&group.links));
        if !group.title.is_empty() {
            blocks.insert(0, Block::heading(2, group.title.as_str()).at(group.id.as_str()));
        }
        blocks
    }
}

/// Whether a column holds numbers only.
fn numbers(table: &Figures, column: usize) -> bool {
    let mut cells =
        table.rows.iter().filter_map(|row| row.get(column)).filter(|cell| !cell.text.is_empty()).peekable();
    let digits = |text: &str| {
        let text = text.trim_end_matches("kr").trim_end_matches('%').trim_start_matches(['-', '−']);
        text.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || matches!(c, ',' | '.'))
    };
    cells.peek().is_some() && cells.all(|cell| digits(&cell.text))
}

/// A list; nothing when it would be empty.
pub(super) fn list(items: Vec<Vec<Block>>) -> Option<Block> {
    (!items.is_empty()).then(|| Block::new(Content::List(None, items)))
}
