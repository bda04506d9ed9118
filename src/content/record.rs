//! YAML to typed values, by the units of [`super::fields`].
//!
//! Every complaint is a finding at its place; a value that cannot be used is left out, and reading goes on.

use super::fields::{Choice, Field, Kind, Need, Shape};
use super::yaml::{self, Node};
use crate::language::dates::{self, Hours};
use crate::language::{fold, numbers, tag::LangTag};
use crate::report::catalog::{fields as rules, markup, yaml as yaml_rules};
use crate::report::{Arg, Finding, Findings, Phrase, Span, Spanned};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Yes or no, and what was said besides.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Answer {
    /// Yes.
    pub yes: bool,
    /// `om du säger till`.
    pub note: Option<String>,
}

/// A row of a [`Kind::Table`].
pub type Row = Vec<Spanned<String>>;

/// A value of a field's kind.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// [`Kind::Text`].
    Text(String),
    /// [`Kind::Integer`].
    Integer(u32),
    /// [`Kind::Date`].
    Date(Date),
    /// [`Kind::Hours`].
    Hours(Hours),
    /// [`Kind::Money`], in kronor.
    Money(i64),
    /// [`Kind::Answer`].
    Answer(Answer),
    /// [`Kind::Language`].
    Language(LangTag),
    /// [`Kind::Choice`]: the canonical word.
    Choice(&'static str),
    /// [`Kind::Names`] and [`Kind::Texts`].
    Texts(Vec<Spanned<String>>),
    /// [`Kind::Pairs`].
    Pairs(Vec<(Spanned<String>, Spanned<String>)>),
    /// [`Kind::Table`].
    Table(Vec<Row>),
    /// [`Kind::Group`].
    Group(Record),
    /// [`Kind::Groups`].
    Groups(Vec<Record>),
    /// Written, but not readable; complained of already.
    Unusable,
}

/// The values of a shape that were there.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// Where the whole stands.
    pub span: Span,
    values: BTreeMap<&'static str, Spanned<Value>>,
    /// Fields whose key is there with nothing after it.
    empty: BTreeMap<&'static str, Span>,
}

macro_rules! getters {
    ($($(#[$doc:meta])* $name:ident: $variant:ident -> $type:ty;)*) => {
        $(
            $(#[$doc])*
            pub fn $name(&self, field: &Field) -> Option<Spanned<$type>> {
                match self.get(field) {
                    Some(Spanned { value: Value::$variant(value), span }) => {
                        Some(Spanned::new(value.clone(), *span))
                    }
                    _ => None,
                }
            }
        )*
    };
}

impl Record {
    /// A record without any value.
    pub fn empty(span: Span) -> Self {
        Self { span, values: BTreeMap::new(), empty: BTreeMap::new() }
    }

    /// The value of a field, whatever its kind.
    pub fn get(&self, field: &Field) -> Option<&Spanned<Value>> {
        self.values.get(field.name)
    }

    /// Whether something was written for a field, readable or not.
    pub fn has(&self, field: &Field) -> bool {
        self.values.contains_key(field.name)
    }

    getters! {
        /// A text.
        text: Text -> String;
        /// A whole number.
        integer: Integer -> u32;
        /// A day.
        date: Date -> Date;
        /// A time of day.
        hours: Hours -> Hours;
        /// Kronor.
        money: Money -> i64;
        /// Yes or no.
        answer: Answer -> Answer;
        /// A language.
        language: Language -> LangTag;
        /// A canonical word.
        choice: Choice -> &'static str;
    }

    /// Names or texts; none when the field is absent.
    pub fn texts(&self, field: &Field) -> Vec<Spanned<String>> {
        match self.get(field) {
            Some(Spanned { value: Value::Texts(texts), .. }) => texts.clone(),
            _ => Vec::new(),
        }
    }

    /// Free keys and texts.
    pub fn pairs(&self, field: &Field) -> Vec<(Spanned<String>, Spanned<String>)> {
        match self.get(field) {
            Some(Spanned { value: Value::Pairs(pairs), .. }) => pairs.clone(),
            _ => Vec::new(),
        }
    }

    /// Rows of cells.
    pub fn table(&self, field: &Field) -> Vec<Row> {
        match self.get(field) {
            Some(Spanned { value: Value::Table(rows), .. }) => rows.clone(),
            _ => Vec::new(),
        }
    }

    /// A group of fields.
    pub fn group(&self, field: &Field) -> Option<&Record> {
        match self.get(field) {
            Some(Spanned { value: Value::Group(record), .. }) => Some(record),
            _ => None,
        }
    }

    /// A list of groups.
    pub fn groups(&self, field: &Field) -> &[Record] {
        match self.get(field) {
            Some(Spanned { value: Value::Groups(records), .. }) => records,
            _ => &[],
        }
    }
}

/// Reads a node as a shape.
pub fn read(node: &Node, shape: &'static Shape, findings: &mut Findings) -> Record {
    read_with(node, shape, &|_| false, findings)
}

/// As [`read`]; required fields that come from `elsewhere` are not missed.
pub fn read_with(
    node: &Node,
    shape: &'static Shape,
    elsewhere: &dyn Fn(&Field) -> bool,
    findings: &mut Findings,
) -> Record {
    let mut record = Record::empty(node.span);
    match (&node.kind, shape.main) {
        (yaml::Kind::Map(pairs), Some(_)) if is_sentence(pairs, shape) => {
            colon_in_list(pairs, findings);
            for (field, _) in shape.fields {
                record.values.insert(field.name, Spanned::new(Value::Unusable, node.span));
            }
            return record;
        }
        (yaml::Kind::Map(pairs), _) => {
            let mut keys: BTreeMap<&'static str, &Spanned<String>> = BTreeMap::new();
            for (key, value) in pairs {
                let Some(field) = shape.field(key) else {
                    unknown(key, shape, findings);
                    continue;
                };
                if let Some(twin) = keys.insert(field.name, key) {
                    findings.push(
                        Finding::at(&yaml_rules::YAML_TWIN_KEYS, key.span)
                            .with("key", key.value.as_str())
                            .with("twin", twin.value.as_str())
                            .related(twin.span),
                    );
                    continue;
                }
                // null counts as missing
                let empty = matches!(&value.kind, yaml::Kind::Scalar(text) if text.trim().is_empty());
                if value.kind == yaml::Kind::Null || empty {
                    record.empty.insert(field.name, key.span);
                } else {
                    let read = value_of(value, field, findings).unwrap_or(Value::Unusable);
                    record.values.insert(field.name, Spanned::new(read, value.span));
                }
            }
        }
        (yaml::Kind::Scalar(_), Some(main)) => {
            let value = value_of(node, main, findings).unwrap_or(Value::Unusable);
            record.values.insert(main.name, Spanned::new(value, node.span));
        }
        (yaml::Kind::Damaged, _) => {
            // Complained of already; what is missing in it is not known.
            for (field, _) in shape.fields {
                record.values.insert(field.name, Spanned::new(Value::Unusable, node.span));
            }
            return record;
        }
        (yaml::Kind::Null, _) => {}
        _ => {
            findings.push(
                Finding::at(&rules::FIELD_SHAPE, node.span)
                    .with("key", shape.title)
                    .with("expected", GROUP)
                    .with("example", Arg::each(|lang| example_of(shape, lang))),
            );
            return record;
        }
    }
    for (field, need) in shape.fields {
        if *need == Need::Required && !record.has(field) && !elsewhere(field) {
            match record.empty.get(field.name) {
                Some(span) => findings.push(
                    Finding::at(&rules::FIELD_EMPTY, *span)
                        .with("key", Arg::each(|lang| field.key(lang).to_owned()))
                        .with("reason", field.doc)
                        .with("example", Arg::each(|lang| field.line(lang))),
                ),
                None => missing(record.span, field, node.kind == yaml::Kind::Null, findings),
            }
        }
    }
    record
}

const GROUP: Phrase = Phrase { sv: "en grupp med uppgifter", en: "a group of facts" };

/// Complains of a required field that is not there.
pub fn missing(span: Span, field: &'static Field, bare: bool, findings: &mut Findings) {
    findings.push(
        Finding::at(&rules::FIELD_MISSING, Span { end: span.start, ..span })
            .with("key", Arg::each(|lang| field.key(lang).to_owned()))
            .with("reason", field.doc)
            .with(
                "example",
                Arg::each(|lang| if bare { fenced(&field.line(lang)) } else { field.line(lang) }),
            ),
    );
}

/// A line of front matter as it is written in a file that has none yet.
pub fn fenced(line: &str) -> String {
    format!("\n    ---\n    {line}\n    ---")
}

fn example_of(shape: &Shape, lang: crate::language::Lang) -> String {
    shape.fields.iter().take(2).map(|(field, _)| field.line(lang)).collect::<Vec<_>>().join(", ")
}

/// Words that people write when they mean the status. Read as nothing, they would publish what was to be kept.
const MEANS_STATUS: [&str; 8] =
    ["utkast", "draft", "publicerad", "publicera", "published", "publish", "dold", "hidden"];

fn unknown(key: &Spanned<String>, shape: &Shape, findings: &mut Findings) {
    let near_status = fold::nearest(key, ["status"]).is_some();
    let has_status = shape
        .field("status")
        .is_some_and(|field| std::ptr::eq(field, &raw const super::fields::common::STATUS));
    if has_status && (near_status || MEANS_STATUS.iter().any(|word| fold::same(word, key))) {
        findings.push(Finding::at(&rules::STATUS_UNCLEAR, key.span).with("key", key.value.as_str()));
        return;
    }
    let names =
        shape.fields.iter().flat_map(|(f, _)| [f.sv, f.name].into_iter().chain(f.also.iter().copied()));
    findings.push(
        Finding::at(&rules::FIELD_UNKNOWN, key.span)
            .with("key", key.value.as_str())
            .with_opt("near", fold::nearest(key, names).map(str::to_owned)),
    );
}

fn value_of(node: &Node, field: &'static Field, findings: &mut Findings) -> Option<Value> {
    if node.kind == yaml::Kind::Damaged {
        return None;
    }
    match field.kind {
        Kind::Names => Some(Value::Texts(texts(node, field, true, findings)?)),
        Kind::Texts => Some(Value::Texts(texts(node, field, false, findings)?)),
        Kind::Pairs => pairs(node, field, findings),
        Kind::Table => table(node, field, findings),
        Kind::Group(shape) | Kind::Groups(shape)
            if shape.main.is_none() && matches!(node.kind, yaml::Kind::Scalar(_)) =>
        {
            shape_wrong(node.span, field, GROUP, findings);
            None
        }
        Kind::Group(shape) => Some(Value::Group(read(node, shape, findings))),
        Kind::Groups(shape) => match &node.kind {
            yaml::Kind::List(items) => {
                let some = items.iter().filter(|item| item.kind != yaml::Kind::Null);
                Some(Value::Groups(some.map(|item| read(item, shape, findings)).collect()))
            }
            // `deltog: Malmö stad, Lunds kommun`: names in a line.
            yaml::Kind::Scalar(text) if shape.name == "attendance" && text.contains(',') => {
                let each = text.split(',').map(str::trim).filter(|name| !name.is_empty());
                let one = |name: &str| {
                    read(
                        &Node { kind: yaml::Kind::Scalar(name.to_owned()), span: node.span },
                        shape,
                        findings,
                    )
                };
                Some(Value::Groups(each.map(one).collect()))
            }
            // One thing where a list is asked for is a list of one.
            _ => Some(Value::Groups(vec![read(node, shape, findings)])),
        },
        _ => scalar(node, field, findings),
    }
}

fn scalar(node: &Node, field: &'static Field, findings: &mut Findings) -> Option<Value> {
    let text = match &node.kind {
        yaml::Kind::Scalar(text) => text.trim(),
        // `tema: [medfinansiering]` is one text in a list of one.
        yaml::Kind::List(items) if items.len() == 1 => {
            return items.first().and_then(|item| scalar(item, field, findings));
        }
        _ => {
            let one = Phrase { sv: "en enda text", en: "a single text" };
            shape_wrong(node.span, field, one, findings);
            return None;
        }
    };
    if text.is_empty() {
        return None;
    }
    let (value, expected) = match field.kind {
        Kind::Integer => {
            let whole = numbers::parse_money(text).and_then(|n| u32::try_from(n).ok());
            (whole.map(Value::Integer), Phrase { sv: "ett heltal", en: "a whole number" })
        }
        Kind::Date => (
            dates::parse(text).map(Value::Date),
            Phrase { sv: "ett datum som finns", en: "a date that exists" },
        ),
        Kind::Hours => {
            (dates::parse_hours(text).map(Value::Hours), Phrase { sv: "ett klockslag", en: "a time of day" })
        }
        Kind::Money => (
            numbers::parse_money(text).map(Value::Money),
            Phrase { sv: "ett belopp i hela kronor", en: "an amount in whole kronor" },
        ),
        Kind::Answer => (answer(text).map(Value::Answer), Phrase { sv: "ja eller nej", en: "yes or no" }),
        Kind::Language => {
            let tag = LangTag::parse(text);
            if tag.is_none() {
                findings.push(Finding::at(&markup::LANG_INVALID, node.span).with("value", text));
            }
            return tag.map(Value::Language);
        }
        Kind::Choice(choices) => return choice(text, node.span, choices, field, findings),
        _ => return Some(Value::Text(text.to_owned())),
    };
    if value.is_none() {
        findings.push(
            Finding::at(&rules::FIELD_INVALID, node.span)
                .with("value", text)
                .with("key", Arg::each(|lang| field.key(lang).to_owned()))
                .with("expected", expected)
                .with("example", Arg::each(|lang| field.line(lang))),
        );
    }
    value
}

/// `ja`, `nej`, `ja, om du säger till`.
fn answer(text: &str) -> Option<Answer> {
    let (word, note) = match text.split_once([',', '.', ';', ':', '(', '–']) {
        Some((word, note)) => (word, note.trim().trim_end_matches(')')),
        None => (text, ""),
    };
    let yes = match fold::key(word).as_str() {
        "ja" | "yes" | "true" | "finns" | "y" | "on" => true,
        "nej" | "no" | "false" | "saknas" | "n" | "off" => false,
        _ => return None,
    };
    Some(Answer { yes, note: (!note.is_empty()).then(|| note.to_owned()) })
}

fn choice(
    text: &str,
    span: Span,
    choices: &'static [Choice],
    field: &'static Field,
    findings: &mut Findings,
) -> Option<Value> {
    if let Some(found) = choices.iter().find(|choice| choice.matches(text)) {
        return Some(Value::Choice(found.name));
    }
    let near = fold::nearest(text, choices.iter().flat_map(|c| [c.sv, c.name]));
    findings.push(
        Finding::at(&rules::FIELD_CHOICE, span)
            .with("value", text)
            .with("key", Arg::each(|lang| field.key(lang).to_owned()))
            .with_opt("near", near.map(str::to_owned))
            .with(
                "choices",
                Arg::each(|lang| choices.iter().map(|c| c.word(lang)).collect::<Vec<_>>().join(", ")),
            ),
    );
    None
}

fn texts(
    node: &Node,
    field: &'static Field,
    split: bool,
    findings: &mut Findings,
) -> Option<Vec<Spanned<String>>> {
    let list = Phrase { sv: "en lista", en: "a list" };
    match &node.kind {
        yaml::Kind::List(items) => {
            let mut out = Vec::new();
            for item in items {
                match &item.kind {
                    yaml::Kind::Scalar(text) if !text.trim().is_empty() => {
                        out.push(Spanned::new(text.trim().to_owned(), item.span));
                    }
                    yaml::Kind::Scalar(_) | yaml::Kind::Null | yaml::Kind::Damaged => {}
                    yaml::Kind::Map(pairs) if pairs.len() == 1 => colon_in_list(pairs, findings),
                    _ => shape_wrong(item.span, field, list, findings),
                }
            }
            Some(out)
        }
        yaml::Kind::Scalar(text) if split => {
            let names = text.split([',', ';']).map(str::trim).filter(|name| !name.is_empty());
            Some(names.map(|name| Spanned::new(name.to_owned(), node.span)).collect())
        }
        yaml::Kind::Scalar(text) => Some(vec![Spanned::new(text.trim().to_owned(), node.span)]),
        _ => {
            shape_wrong(node.span, field, list, findings);
            None
        }
    }
}

/// A single "key" of several words that no field resembles.
fn is_sentence(pairs: &[(Spanned<String>, Node)], shape: &Shape) -> bool {
    let [(key, _)] = pairs else { return false };
    key.trim().contains(' ') && shape.field(key).is_none()
}

/// `- Tema: pengar` where a text was meant: to YAML it is a key and its value.
fn colon_in_list(pairs: &[(Spanned<String>, Node)], findings: &mut Findings) {
    for (key, value) in pairs {
        let rest = if let yaml::Kind::Scalar(text) = &value.kind { text.as_str() } else { "…" };
        findings.push(
            Finding::at(&yaml_rules::YAML_COLON, key.span)
                .with("line", format!("- \"{}: {rest}\"", key.value)),
        );
    }
}

fn pairs(node: &Node, field: &'static Field, findings: &mut Findings) -> Option<Value> {
    let yaml::Kind::Map(entries) = &node.kind else {
        shape_wrong(node.span, field, GROUP, findings);
        return None;
    };
    let mut out = Vec::new();
    for (key, value) in entries {
        match &value.kind {
            yaml::Kind::Scalar(text) => {
                out.push((key.clone(), Spanned::new(text.trim().to_owned(), value.span)));
            }
            yaml::Kind::Null | yaml::Kind::Damaged => {}
            _ => shape_wrong(
                value.span,
                field,
                Phrase { sv: "en text för varje rad", en: "one text a line" },
                findings,
            ),
        }
    }
    Some(Value::Pairs(out))
}

fn table(node: &Node, field: &'static Field, findings: &mut Findings) -> Option<Value> {
    match &node.kind {
        // The name of a CSV file beside the note.
        yaml::Kind::Scalar(text) => Some(Value::Text(text.trim().to_owned())),
        yaml::Kind::List(rows) => {
            let mut out: Vec<Row> = Vec::new();
            for row in rows {
                if let Some(cells) = row_of(row) {
                    if out.first().is_some_and(|head| head.len() != cells.len()) {
                        shape_wrong(row.span, field, EVEN, findings);
                    }
                    out.push(cells);
                } else {
                    shape_wrong(row.span, field, EVEN, findings);
                }
            }
            Some(Value::Table(out))
        }
        _ => {
            shape_wrong(node.span, field, EVEN, findings);
            None
        }
    }
}

const EVEN: Phrase = Phrase { sv: "rader med lika många celler", en: "rows with equally many cells" };

fn row_of(node: &Node) -> Option<Row> {
    let yaml::Kind::List(cells) = &node.kind else { return None };
    cells
        .iter()
        .map(|cell| match &cell.kind {
            yaml::Kind::Scalar(text) => Some(Spanned::new(text.trim().to_owned(), cell.span)),
            yaml::Kind::Null => Some(Spanned::new(String::new(), cell.span)),
            _ => None,
        })
        .collect()
}

/// Told of figures whose rows are of different lengths.
pub fn uneven(span: Span) -> Finding {
    shape_finding(span, &super::fields::other::DATA, EVEN)
}

fn shape_wrong(span: Span, field: &'static Field, expected: Phrase, findings: &mut Findings) {
    findings.push(shape_finding(span, field, expected));
}

fn shape_finding(span: Span, field: &'static Field, expected: Phrase) -> Finding {
    Finding::at(&rules::FIELD_SHAPE, span)
        .with("key", Arg::each(|lang| field.key(lang).to_owned()))
        .with("expected", expected)
        .with("example", Arg::each(|lang| field.line(lang)))
}
