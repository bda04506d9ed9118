//! Decisions, actions, questions, needs, offers and lessons: from lists in front matter, and from markers in the body.
//!
//! A marker begins a paragraph or a list item: `Beslut:`, `**Åtgärd:**`, `Fråga d2.4:`; a trailer in brackets ends it:
//! `(Malmö stad, senast 2014-04-30)`. Where it stands there is an anchor.

use super::fields::items as f;
use super::fields::words::{self, Word};
use super::record::Record;
use crate::language::{dates, fold};
use crate::markdown::{Kind as NodeKind, Node};
use crate::report::catalog::{fields as field_rules, people as rules};
use crate::report::{Finding, Findings, Phrase, Span, Spanned};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ItemKind {
    /// A decision.
    Decision,
    /// An action.
    Action,
    /// A question to take home.
    Question,
    /// A need.
    Need,
    /// An offer.
    Offer,
    /// A lesson.
    Lesson,
}

impl ItemKind {
    /// The kinds that have a number in the register.
    pub fn is_numbered(self) -> bool {
        matches!(self, Self::Decision | Self::Action | Self::Question)
    }

    /// The canonical name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Decision => "decision",
            Self::Action => "action",
            Self::Question => "question",
            Self::Need => "need",
            Self::Offer => "offer",
            Self::Lesson => "lesson",
        }
    }

    /// The kind that the first word of a marker means.
    pub(super) fn from_marker(word: &str) -> Option<Self> {
        Some(match fold::key(word).as_str() {
            "beslut" | "decision" => Self::Decision,
            "atgard" | "action" => Self::Action,
            "fraga" | "question" => Self::Question,
            "behov" | "need" => Self::Need,
            "erbjudande" | "offer" => Self::Offer,
            "lardom" | "lesson" => Self::Lesson,
            _ => return None,
        })
    }
}

/// One item.
#[derive(Debug, Clone, PartialEq, Hash, Serialize, Deserialize)]
pub struct Item {
    /// What it is.
    pub kind: ItemKind,
    /// Its number in the register, which is its anchor too: `d2.3`. Given by hand or counted out.
    pub id: String,
    /// Whether the id was written, and so holds for ever.
    pub pinned: bool,
    /// Its words.
    pub text: Spanned<String>,
    /// Whom it concerns (decision), who owns it (action; at most one), whom it asks (question), who needs or offers.
    pub who: Vec<Spanned<String>>,
    /// The last day: of validity, to do it, to answer.
    pub by: Option<Spanned<Date>>,
    /// How an action stood when the meeting ended.
    #[serde(with = "words::maybe")]
    pub status: Option<Word>,
    /// Earlier decisions that this one replaces.
    pub replaces: Vec<Spanned<String>>,
    /// Falls with a person.
    pub depends_on_person: bool,
    /// Parts of the trailer that look like a day and are none: `senast 30 april`.
    pub unread_days: Vec<String>,
    /// Whether it stands in the body, where its anchor is; otherwise the anchor is in the list at the end of the page.
    pub in_body: bool,
}

impl Item {
    fn new(kind: ItemKind, text: Spanned<String>) -> Self {
        Self {
            kind,
            id: String::new(),
            pinned: false,
            text,
            who: Vec::new(),
            by: None,
            status: None,
            replaces: Vec::new(),
            depends_on_person: false,
            unread_days: Vec::new(),
            in_body: false,
        }
    }
}

/// Items of a front matter list.
pub fn from_records(kind: ItemKind, records: &[Record], out: &mut Vec<Item>, findings: &mut Findings) {
    for record in records {
        let Some(text) = record.text(&f::TEXT) else { continue };
        let mut item = Item::new(kind, text);
        if let Some(id) = record.text(&f::ITEM_ID) {
            if is_id(&id) {
                item.id = id.value;
                item.pinned = true;
            } else {
                findings.push(
                    Finding::at(&field_rules::FIELD_INVALID, id.span)
                        .with("value", id.value.as_str())
                        .with("key", "id")
                        .with("expected", Phrase { sv: "ett nummer som d1.1", en: "a number such as d1.1" })
                        .with("example", "id: d1.1"),
                );
            }
        }
        let (who, by) = match kind {
            ItemKind::Action => (record.text(&f::OWNER).into_iter().collect(), record.date(&f::DUE)),
            ItemKind::Question => (record.texts(&f::TO), record.date(&f::ANSWER_BY)),
            _ => (record.texts(&f::CONCERNS), record.date(&f::VALID_UNTIL)),
        };
        item.who = who;
        item.by = by;
        item.status = record.choice(&f::STATUS).map(|status| status.value);
        item.replaces = record.texts(&f::REPLACES);
        item.depends_on_person = record.answer(&f::DEPENDS_ON_PERSON).is_some_and(|answer| answer.yes);
        out.push(item);
    }
}

/// Items of the body; each is put into a [`NodeKind::Marked`], whose id is filled in by [`number`].
pub fn from_body(blocks: &mut Vec<Node>, out: &mut Vec<Item>) {
    part(blocks);
    for node in blocks {
        let marked = match node.kind {
            NodeKind::Paragraph | NodeKind::Item(_) => marker(node),
            _ => None,
        };
        if let Some(item) = marked {
            let mut inner = std::mem::take(&mut node.children);
            let span = node.span;
            out.push(item);
            // What stands below the item's own words may hold items too.
            let own = inner.iter().take_while(|c| !c.kind.is_block()).count().max(1);
            let mut below = inner.split_off(own.min(inner.len()));
            from_body(&mut below, out);
            inner.append(&mut below);
            let mark = NodeKind::Marked { id: String::new() };
            if let NodeKind::Item(_) = node.kind {
                node.children = vec![Node { kind: mark, span, children: inner }];
            } else {
                let paragraph = Node { kind: NodeKind::Paragraph, span, children: inner };
                *node = Node { kind: mark, span, children: vec![paragraph] };
            }
        } else if !matches!(node.kind, NodeKind::Quote | NodeKind::Table { .. }) {
            from_body(&mut node.children, out);
        }
    }
}

/// Parts a paragraph at each line that begins with a marker: people write them on lines of their own without a blank line
/// between, and what was agreed must not run together.
fn part(blocks: &mut Vec<Node>) {
    let mut i = 0;
    while i < blocks.len() {
        let cut = match blocks.get(i) {
            Some(node) if node.kind == NodeKind::Paragraph => node
                .children
                .iter()
                .enumerate()
                .filter(|(_, child)| matches!(child.kind, NodeKind::SoftBreak | NodeKind::HardBreak))
                .map(|(at, _)| at)
                .find(|at| begins_item(node.children.get(at + 1..).unwrap_or_default())),
            _ => None,
        };
        if let (Some(at), Some(node)) = (cut, blocks.get_mut(i)) {
            let rest: Vec<Node> = node.children.split_off(at).into_iter().skip(1).collect();
            let start = rest.first().map_or(node.span.start, |first| first.span.start);
            let span = Span { start, ..node.span };
            node.span.end = start;
            blocks.insert(i + 1, Node { kind: NodeKind::Paragraph, span, children: rest });
        }
        i += 1;
    }
}

/// Whether a line begins with a marker.
fn begins_item(line: &[Node]) -> bool {
    let line: Vec<Node> = line
        .iter()
        .take_while(|child| !matches!(child.kind, NodeKind::SoftBreak | NodeKind::HardBreak))
        .cloned()
        .collect();
    let text = crate::markdown::tree::plain(&line);
    text.split_once(':').is_some_and(|(label, _)| label_of(label).is_some())
}

/// The kind and the id of `Beslut d2.1`.
fn label_of(label: &str) -> Option<(ItemKind, Option<&str>)> {
    let mut words = label.split_whitespace();
    let kind = ItemKind::from_marker(words.next()?)?;
    let id = words.next();
    (words.next().is_none() && id.is_none_or(is_id)).then_some((kind, id))
}

/// Reads `Beslut d2.1: texten (trailer)` from a paragraph, or from the first line of a list item.
fn marker(node: &Node) -> Option<Item> {
    let line = match node.kind {
        NodeKind::Item(_) => {
            if let Some(first @ Node { kind: NodeKind::Paragraph, .. }) = node.children.first() {
                first.plain()
            } else {
                let inline: Vec<Node> =
                    node.children.iter().take_while(|c| !c.kind.is_block()).cloned().collect();
                crate::markdown::tree::plain(&inline)
            }
        }
        _ => node.plain(),
    };
    let (label, text) = line.split_once(':')?;
    let (kind, id) = label_of(label)?;
    let (text, trailer) = match split_trailer(text.trim()) {
        // A decision often ends in brackets that are just text; a trailer says when, whom, or what it replaces.
        (_, Some(trailer)) if kind == ItemKind::Question && !asks(trailer) => (text.trim(), None),
        (_, Some(trailer))
            if !matches!(kind, ItemKind::Action | ItemKind::Question) && !tells_facts(trailer) =>
        {
            (text.trim(), None)
        }
        cut => cut,
    };
    if text.is_empty() {
        return None;
    }
    let mut item = Item::new(kind, Spanned::new(text.to_owned(), node.span));
    item.in_body = true;
    if let Some(id) = id {
        id.clone_into(&mut item.id);
        item.pinned = true;
    }
    if let Some(trailer) = trailer {
        read_trailer(trailer, node.span, &mut item);
    }
    if node.kind == NodeKind::Item(Some(true)) && kind == ItemKind::Action {
        item.status.get_or_insert("done");
    }
    Some(item)
}

/// Whether a word can be an id: `d2.1`, `1`.
pub(super) fn is_id(text: &str) -> bool {
    text.chars().any(|c| c.is_ascii_digit())
        && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-'))
}

/// The text and the brackets at its end, if they close it.
fn split_trailer(text: &str) -> (&str, Option<&str>) {
    let bare = text.trim_end_matches(['.', ' ']);
    let Some(inner) = bare.strip_suffix(')') else { return (text, None) };
    match inner.rsplit_once('(') {
        Some((before, trailer)) if !before.trim().is_empty() => (before.trim_end(), Some(trailer)),
        _ => (text, None),
    }
}

const CONCERNS: [&str; 3] = ["ror ", "beror ", "concerns "];
const OWNERS: [&str; 4] = ["ansvarig", "owner", "responsible", "till"];
const REPLACES: [&str; 2] = ["ersatter ", "replaces "];

fn tells_facts(trailer: &str) -> bool {
    trailer.split([',', ';']).any(|part| {
        let folded = fold::fold(part.trim());
        CONCERNS.iter().chain(&REPLACES).any(|lead| folded.starts_with(lead)) || day_of(&folded).is_some()
    })
}

/// Whom a question goes to: names, in capitals or as ids, and words for everybody; anything else is text.
fn asks(trailer: &str) -> bool {
    tells_facts(trailer)
        || trailer.split([',', ';']).any(|part| is_unread_day(&fold::fold(part.trim())))
        || trailer.split([',', ';']).map(str::trim).all(|part| {
            part.starts_with(char::is_uppercase)
                || !part.contains(' ')
                || fold::fold(part).ends_with(" sektorn")
                || fold::fold(part).ends_with(" sektorerna")
        })
}

/// Words before the last day, the longest first.
const DAY_LEADS: [&str; 12] = [
    "klart",
    "klar",
    "svar senast",
    "klart senast",
    "galler till",
    "valid until",
    "answer by",
    "senast",
    "by",
    "due",
    "till",
    "svar",
];

/// Something like a day that is none: `senast 30 april`.
fn is_unread_day(folded: &str) -> bool {
    DAY_LEADS.iter().any(|lead| folded.starts_with(lead)) && folded.contains(|c: char| c.is_ascii_digit())
}

fn day_of(folded: &str) -> Option<Date> {
    DAY_LEADS
        .into_iter()
        .find_map(|lead| dates::parse(folded.strip_prefix(lead)?.trim_start_matches([' ', ':'])))
        .or_else(|| dates::parse(folded))
}

fn read_trailer(trailer: &str, span: Span, item: &mut Item) {
    for part in trailer.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()) {
        let folded = fold::fold(part);
        let day = day_of(&folded);
        let status = f::ACTION_STATUS.iter().find(|choice| choice.matches(part));
        let replaced = REPLACES.into_iter().find(|lead| folded.starts_with(lead));
        // Folding keeps the number of characters of Swedish and English words, so the lead is cut by characters.
        let concerned = CONCERNS.into_iter().find(|lead| folded.starts_with(lead));
        if let Some((who, day)) = who_and_day(part).filter(|_| day.is_none()) {
            // `(Region Skåne senast 2014-06-01)`: the comma was forgotten.
            item.who.push(Spanned::new(who.to_owned(), span));
            item.by = Some(Spanned::new(day, span));
        } else if let Some(day) = day {
            item.by = Some(Spanned::new(day, span));
        } else if !item.replaces.is_empty() && is_number(part) {
            // `(ersätter d1.1, d2.1)`
            item.replaces.push(Spanned::new(part.to_owned(), span));
        } else if is_unread_day(&folded) {
            item.unread_days.push(part.to_owned());
        } else if let Some(status) = status {
            item.status = Some(status.name);
        } else if let Some(lead) = replaced {
            let ids: String = part.chars().skip(lead.chars().count()).collect();
            // `ersätter beslut d1.1 och d2.1`
            let joined = |word: &&str| {
                !matches!(fold::fold(word).as_str(), "och" | "and" | "beslut" | "decision" | "besluten")
            };
            item.replaces
                .extend(ids.split_whitespace().filter(joined).map(|id| Spanned::new(id.to_owned(), span)));
        } else if let Some((_, who)) =
            part.split_once(':').filter(|_| OWNERS.iter().any(|o| folded.starts_with(o)))
        {
            item.who.push(Spanned::new(who.trim().to_owned(), span));
        } else {
            let cut = concerned.map_or(0, |lead| lead.chars().count());
            item.who.push(Spanned::new(part.chars().skip(cut).collect(), span));
        }
    }
}

/// Whether a word is an item's number: `d1.1`, `1.2`.
fn is_number(word: &str) -> bool {
    is_id(word) && word.contains('.')
}

/// `Region Skåne senast 2014-06-01` as the two that it is.
fn who_and_day(part: &str) -> Option<(&str, Date)> {
    DAY_LEADS.iter().filter(|lead| lead.len() > 2).find_map(|lead| {
        let (at, _) = part.match_indices(' ').find(|(at, _)| {
            part.get(at + 1..).is_some_and(|rest| fold::fold(rest).starts_with(&format!("{lead} ")))
        })?;
        let day = day_of(&fold::fold(part.get(at + 1..)?))?;
        Some((part.get(..at)?.trim(), day))
    })
}

/// Gives ids to items without one: `<meeting>.<n>`, skipping those that are written.
pub fn number(prefix: &str, items: &mut [Item]) {
    // `Beslut 1` is the first of this meeting, as Swedish minutes number.
    let mut own: std::collections::BTreeSet<String> =
        items.iter().filter(|item| item.pinned).map(|item| item.id.clone()).collect();
    for item in items.iter_mut().filter(|item| item.pinned && item.id.chars().all(|c| c.is_ascii_digit())) {
        item.id = format!("{prefix}.{}", item.id);
        // `Beslut 1` and `Fråga 1`: each kind begins anew, but the register has one row of numbers.
        item.pinned = own.insert(item.id.clone());
    }
    let taken: Vec<String> = items.iter().filter(|item| item.pinned).map(|item| item.id.clone()).collect();
    let mut next = 1;
    let mut others = std::collections::BTreeMap::<&str, usize>::new();
    for item in items.iter_mut().filter(|item| !item.pinned) {
        if item.kind.is_numbered() {
            while taken.contains(&format!("{prefix}.{next}")) {
                next += 1;
            }
            item.id = format!("{prefix}.{next}");
            next += 1;
        } else {
            let count = others.entry(item.kind.name()).or_default();
            *count += 1;
            item.id = format!("{}-{count}", item.kind.name());
        }
    }
}

/// Gives the marks in a body the ids of their items.
pub fn anchor(items: &[Item], blocks: &mut [Node]) {
    give(blocks, &mut items.iter().filter(|item| item.in_body).map(|item| item.id.clone()));
}

/// Numbers anew with another prefix. Ids that were written in full stay; `Beslut 1` is the first of what `to` leads.
pub fn renumber(from: &str, to: &str, items: &mut [Item]) {
    for item in items.iter_mut().filter(|item| item.pinned) {
        let plain = item.id.strip_prefix(from).and_then(|rest| rest.strip_prefix('.'));
        if let Some(number) = plain.filter(|n| n.chars().all(|c| c.is_ascii_digit())) {
            item.id = number.to_owned();
        }
    }
    number(to, items);
}

fn give(blocks: &mut [Node], ids: &mut impl Iterator<Item = String>) {
    for node in blocks {
        if let NodeKind::Marked { id } = &mut node.kind {
            *id = ids.next().unwrap_or_default();
        }
        give(&mut node.children, ids);
    }
}

/// What every action needs: exactly one owner and a last day; and days that can be read.
pub fn check(items: &[Item], findings: &mut Findings) {
    for item in items {
        for day in &item.unread_days {
            findings.push(Finding::at(&rules::ITEM_DAY, item.text.span).with("value", day.as_str()));
        }
        if item.kind != ItemKind::Action {
            continue;
        }
        if item.who.len() != 1 {
            findings.push(Finding::at(&rules::ACTION_OWNER, item.text.span).with("text", item.text.as_str()));
        }
        if item.by.is_none() && item.unread_days.is_empty() {
            findings
                .push(Finding::at(&rules::ACTION_NO_DUE, item.text.span).with("text", item.text.as_str()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::FileId;

    fn items(markdown: &str) -> Vec<Item> {
        let mut document =
            crate::markdown::read(markdown, 0..markdown.len(), FileId(0), &mut Findings::new());
        let mut out = Vec::new();
        from_body(&mut document.blocks, &mut out);
        number("d2", &mut out);
        anchor(&out, &mut document.blocks);
        out
    }

    #[test]
    fn markers_are_read_in_every_dress() {
        let found = items(
            "**Beslut:** Vi träffas varje månad.\n\n- Åtgärd: Boka lokal (Malmö stad, senast 2014-04-30)\n- Vanlig punkt\n\n\
             **Fråga** d2.9: Vem bär hem? (alla, svar senast 20 mars 2014).\n\nLärdom: Börja med behovet.\n\nInget beslut: nej",
        );
        let short: Vec<(ItemKind, &str, &str)> =
            found.iter().map(|i| (i.kind, i.id.as_str(), i.text.as_str())).collect();
        assert_eq!(
            short,
            [
                (ItemKind::Decision, "d2.1", "Vi träffas varje månad."),
                (ItemKind::Action, "d2.2", "Boka lokal"),
                (ItemKind::Question, "d2.9", "Vem bär hem?"),
                (ItemKind::Lesson, "lesson-1", "Börja med behovet."),
            ]
        );
        let action = &found[1];
        assert_eq!(action.who.first().map(|w| w.as_str()), Some("Malmö stad"));
        assert_eq!(action.by.as_ref().map(|d| d.value), Some(jiff::civil::date(2014, 4, 30)));
        assert_eq!(found[2].by.as_ref().map(|d| d.value), Some(jiff::civil::date(2014, 3, 20)));
    }

    #[test]
    fn brackets_at_the_end_of_a_decision_are_text_unless_they_tell_facts() {
        let found = items(
            "Beslut: Vi ses i Malmö (eller Lund).\n\nBeslut: Vi ses (rör Malmö stad, ersätter d1.1, gäller till 2014-12-31)",
        );
        assert_eq!(found[0].text.as_str(), "Vi ses i Malmö (eller Lund).");
        assert_eq!(found[1].text.as_str(), "Vi ses");
        assert_eq!(found[1].who.first().map(|w| w.as_str()), Some("Malmö stad"));
        assert_eq!(found[1].replaces.first().map(|r| r.as_str()), Some("d1.1"));
    }

    #[test]
    fn markers_on_adjoining_lines_are_items_of_their_own() {
        let found =
            items("**Beslut:** Vi ses.\n**Åtgärd:** Boka (A, senast 30 april)\nmed fika\nFråga 7: Vem?");
        let short: Vec<(&str, &str)> = found.iter().map(|i| (i.id.as_str(), i.text.as_str())).collect();
        assert_eq!(
            short,
            [("d2.1", "Vi ses."), ("d2.2", "Boka (A, senast 30 april) med fika"), ("d2.7", "Vem?")]
        );
        let found = items("Åtgärd: Boka (A, senast 30 april)");
        assert_eq!(found[0].unread_days, ["senast 30 april"]);
    }

    #[test]
    fn near_misses_are_text() {
        for text in
            ["Beslutet: nej", "Vi tog beslut: ja", "Beslut om budget: vänta", "> Beslut: citat", "Beslut:"]
        {
            assert!(items(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn an_action_needs_one_owner() {
        let mut findings = Findings::new();
        check(&items("Åtgärd: Boka lokal\n\nÅtgärd: Ring (A, B, senast 2014-01-01)"), &mut findings);
        let rules: Vec<_> = findings.iter().map(|f| f.rule.name).collect();
        assert_eq!(rules, ["action-owner", "action-no-due", "action-owner"]);
    }
}
