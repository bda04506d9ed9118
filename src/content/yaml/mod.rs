//! YAML to a small tree with spans. The only file that knows the YAML parser (`granit-parser`, the one that
//! `serde-saphyr` is built on; its events carry byte offsets, which serde's data model cannot).
//!
//! What this is not: a YAML implementation for every purpose. Anchors, aliases and tags are refused with a finding, so
//! that no file can blow up in memory, and scalars stay *text*: what a field means by `2014` or `ja` is the field's
//! business ([`super::fields`]). A mistake on one line is told, masked, and reading goes on, so that all mistakes of a
//! file are told at once.

mod mistakes;

use crate::report::catalog::yaml as rules;
use crate::report::{FileId, Finding, Findings, Phrase, Repair, Span, Spanned};
use granit_parser::{ErrorKind, Event, Parser, ScalarStyle};
use std::ops::Range;

/// Deepest nesting that is read.
const MAX_DEPTH: usize = 24;
/// Most values that are read from one file.
const MAX_NODES: usize = 50_000;
/// So many broken lines are mended and told in one file; beyond that it is no YAML.
const MAX_REPAIRS: usize = 40;

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// What it is.
    pub kind: Kind,
    /// Where it stands; a collection's span runs from its first to its last part.
    pub span: Span,
}

/// What a value is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// Nothing, `~` or `null`.
    Null,
    /// Text, as it is meant (quotes and escapes resolved).
    Scalar(String),
    /// A list.
    List(Vec<Node>),
    /// Keys and values, in the order written. Keys are unique to the letter.
    Map(Vec<(Spanned<String>, Node)>),
    /// Stands on a line that has been complained of already: there, but unknown.
    Damaged,
}

/// Reads the YAML in a range of a source text. `None` when there is no value at all.
pub fn parse(text: &str, range: Range<usize>, file: FileId, findings: &mut Findings) -> Option<Node> {
    read(text, range, file, findings).0
}

/// The comments in a range of a source text, each from its `#`: what stands in a text or in quotation marks is none.
pub fn comments(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let base = range.start;
    let (_, comments) = read(text, range, FileId(0), &mut Findings::new());
    comments.into_iter().map(|comment| comment.start + base..comment.end + base).collect()
}

/// The value and where its comments are, from the start of the range.
fn read(
    text: &str,
    range: Range<usize>,
    file: FileId,
    findings: &mut Findings,
) -> (Option<Node>, Vec<Range<usize>>) {
    let mut input = Input {
        original: text.get(range.clone()).unwrap_or(""),
        working: text.get(range.clone()).unwrap_or("").to_owned(),
        base: range.start,
        file,
        masked: Vec::new(),
    };
    input.mend_indentation(findings);
    let damaged = |input: &Input<'_>| Some(Node { kind: Kind::Damaged, span: input.span(0..0) });
    for _ in 0..MAX_REPAIRS {
        let mut told = Findings::new();
        let mut comments = Vec::new();
        match Builder::new(&input, &mut told, &mut comments).build() {
            Ok(node) => {
                findings.extend(told);
                return (node, comments);
            }
            Err(Stop::TooLarge) => {
                findings.extend(told);
                return (damaged(&input), comments);
            }
            Err(Stop::Syntax { at, kind }) => {
                if let Some(mistake) = mistakes::find(&input.working, at) {
                    findings.push(input.tell(&mistake));
                    input.mask(mistake.mask, mistake.instead);
                } else {
                    let line = mistakes::line_range(&input.working, at);
                    findings.push(
                        Finding::at(&rules::YAML_SYNTAX, input.span(line)).with("detail", detail(&kind)),
                    );
                    findings.extend(told);
                    return (damaged(&input), comments);
                }
            }
        }
    }
    (damaged(&input), Vec::new())
}

/// The parser's complaint in plain words. Most of its kinds come down to "something unexpected".
fn detail(kind: &ErrorKind) -> Phrase {
    match kind {
        ErrorKind::UnclosedQuotedScalar | ErrorKind::DocumentIndicatorInQuotedScalar => {
            Phrase { sv: "ett citattecken stängs aldrig", en: "a quotation mark is never closed" }
        }
        ErrorKind::UnclosedFlowCollection { .. }
        | ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::ExpectedFlowMappingSeparator
        | ErrorKind::ExpectedFlowSequenceSeparator => {
            Phrase { sv: "en parentes [ eller { stängs aldrig", en: "a bracket [ or { is never closed" }
        }
        ErrorKind::InvalidTrailingDoubleQuotedScalar | ErrorKind::InvalidTrailingSingleQuotedScalar => {
            Phrase {
                sv: "det står mer text efter citattecknet",
                en: "there is more text after the quotation mark",
            }
        }
        ErrorKind::UnknownQuotedScalarEscape => {
            Phrase { sv: "omvänt snedstreck inom citattecken", en: "a backslash within quotation marks" }
        }
        _ => Phrase { sv: "ett oväntat tecken eller indrag", en: "an unexpected character or indentation" },
    }
}

/// The text under work: mended lines are masked by text of the same length, so that offsets stay true.
struct Input<'a> {
    original: &'a str,
    working: String,
    base: usize,
    file: FileId,
    masked: Vec<Range<usize>>,
}

impl Input<'_> {
    /// A place in the original. What is masked has a letter for each byte, so a place there may lie within an `å`.
    fn span(&self, range: Range<usize>) -> Span {
        let start = self.original.floor_char_boundary(range.start);
        let end = self.original.ceil_char_boundary(range.end);
        Span::new(self.file, self.base + start..self.base + end)
    }

    fn tell(&self, mistake: &mistakes::Mistake) -> Finding {
        let finding = Finding::at(mistake.rule, self.span(mistake.at.clone()));
        let finding =
            finding.with_opt("char", mistake.char.map(String::from)).with_opt("problem", mistake.problem);
        let repair = mistake.repair.as_ref();
        finding
            .with("line", mistake.corrected.clone())
            .repaired(repair.map(|(at, text)| Repair { span: self.span(at.clone()), text: text.clone() }))
    }

    /// Puts `x` over a range, after a sign that may stand first; the values there then show as [`Kind::Damaged`].
    fn mask(&mut self, range: Range<usize>, instead: &str) {
        let lead = instead.get(..range.len().min(instead.len())).unwrap_or("");
        let filler = format!("{lead}{}", "x".repeat(range.len() - lead.len()));
        self.working.replace_range(range.clone(), &filler);
        self.masked.push(range);
    }

    /// Tabs and no-break spaces in the indentation: told, and read as spaces.
    fn mend_indentation(&mut self, findings: &mut Findings) {
        let mut at = 0;
        let mut edits: Vec<(Range<usize>, String)> = Vec::new();
        let mut literal: Option<usize> = None;
        for line in self.original.split_inclusive('\n') {
            let lead = line.len() - line.trim_start_matches([' ', '\t', '\u{a0}', '\u{202f}']).len();
            let indent = line.get(..lead).unwrap_or("");
            let spaces = line.len() - line.trim_start_matches(' ').len();
            let blank = line.trim().is_empty();
            // Inside a block scalar (`|` or `>`) a tab after the indentation is text.
            if literal.is_some_and(|parent| !blank && spaces <= parent && !indent.contains('\t')) {
                literal = None;
            }
            if literal.is_none() && !blank {
                let rule = if indent.contains(['\u{a0}', '\u{202f}']) {
                    Some(&rules::YAML_NBSP)
                } else if indent.contains('\t') {
                    Some(&rules::YAML_TAB)
                } else {
                    None
                };
                if let Some(rule) = rule {
                    let span = self.span(at..at + lead);
                    let text = indent.replace('\t', "  ").replace(['\u{a0}', '\u{202f}'], " ");
                    findings.push(Finding::at(rule, span).repaired(Some(Repair { span, text })));
                    edits.push((at..at + lead, " ".repeat(lead)));
                }
                if line.trim_end().trim_end_matches(['-', '+']).ends_with(['|', '>']) {
                    literal = Some(spaces);
                }
            }
            at += line.len();
        }
        for (range, spaces) in edits {
            self.working.replace_range(range, &spaces);
        }
    }
}

/// Why building stopped.
enum Stop {
    Syntax { at: usize, kind: ErrorKind },
    TooLarge,
}

struct Builder<'a, 'i> {
    input: &'a Input<'i>,
    findings: &'a mut Findings,
    comments: &'a mut Vec<Range<usize>>,
    nodes: usize,
    /// Where the last plain scalar ended: a comment right after it may have cut it short.
    plain_end: Option<(usize, Range<usize>)>,
}

impl<'a, 'i> Builder<'a, 'i> {
    fn new(input: &'a Input<'i>, findings: &'a mut Findings, comments: &'a mut Vec<Range<usize>>) -> Self {
        Self { input, findings, comments, nodes: 0, plain_end: None }
    }

    fn build(mut self) -> Result<Option<Node>, Stop> {
        let options = granit_parser::options! {
            emit_unresolved_aliases: true,
            emit_comments: true,
            flow_nesting_limit: MAX_DEPTH,
            block_nesting_limit: MAX_DEPTH,
        };
        let mut events =
            Events { parser: Parser::new_from_str_with_options(&self.input.working, options), documents: 0 };
        let mut root = None;
        while let Some((event, range)) = self.next(&mut events)? {
            match event {
                Event::DocumentStart(..) => {
                    events.documents += 1;
                    if events.documents > 1 {
                        let finding = Finding::at(&rules::YAML_SYNTAX, self.input.span(range)).with(
                            "detail",
                            Phrase { sv: "här börjar ett nytt dokument", en: "a new document begins here" },
                        );
                        self.findings.push(finding);
                        break;
                    }
                }
                event if event.is_node() => root = Some(self.node(event, range, &mut events, 0)?),
                _ => {}
            }
        }
        Ok(root)
    }

    fn next<'t>(&mut self, events: &mut Events<'t>) -> Result<Option<(Event<'t>, Range<usize>)>, Stop> {
        loop {
            let Some(next) = events.parser.next_event() else { return Ok(None) };
            match next {
                Ok((Event::Comment(..), span)) => self.comment(span.byte_range().unwrap_or(0..0)),
                Ok((event, span)) => return Ok(Some((event, span.byte_range().unwrap_or(0..0)))),
                Err(error) => {
                    if matches!(error.kind(), ErrorKind::RecursionLimitExceeded) {
                        self.too_large(error.marker().byte_offset().unwrap_or(0));
                        return Err(Stop::TooLarge);
                    }
                    let at = error.marker().byte_offset().unwrap_or(self.input.working.len());
                    return Err(Stop::Syntax { at, kind: error.kind().clone() });
                }
            }
        }
    }

    fn too_large(&mut self, at: usize) {
        let finding = Finding::at(&rules::YAML_TOO_LARGE, self.input.span(at..at));
        self.findings.push(finding.with("depth", MAX_DEPTH).with("nodes", MAX_NODES));
    }

    /// `titel: Möte #2 om …`: a `#` glued to the next word is no comment that anyone meant.
    fn comment(&mut self, range: Range<usize>) {
        self.comments.push(range.clone());
        let Some((end, value)) = self.plain_end.take() else { return };
        let between = self.input.working.get(end..range.start).unwrap_or("\n");
        let comment = self.input.original.get(range.clone()).unwrap_or("");
        let glued = comment.chars().nth(1).is_some_and(|c| !c.is_whitespace() && c != '#');
        if !between.contains('\n') && glued {
            let corrected = mistakes::quoted_line(self.input.original, value.start, range.end);
            self.findings.push(
                Finding::at(&rules::YAML_COMMENT_CUT, self.input.span(range))
                    .with("comment", comment)
                    .with("line", corrected),
            );
        }
    }

    fn node(
        &mut self,
        event: Event<'_>,
        range: Range<usize>,
        events: &mut Events<'_>,
        depth: usize,
    ) -> Result<Node, Stop> {
        self.nodes += 1;
        if self.nodes > MAX_NODES || depth > MAX_DEPTH {
            self.too_large(range.start);
            return Err(Stop::TooLarge);
        }
        let span = self.input.span(range.clone());
        let shortcut = event.tag().is_some() || event.anchor_id().is_some_and(|id| id > 0);
        if shortcut && !matches!(event, Event::Alias(_)) {
            self.reference(range.start);
        }
        let node = match event {
            Event::Scalar(text, style, ..) => {
                if matches!(style, ScalarStyle::Plain) {
                    self.plain_end = Some((range.end, range.clone()));
                }
                let bullets = match style {
                    ScalarStyle::Plain => mistakes::bullets(&self.input.working, range.clone()),
                    _ => Vec::new(),
                };
                let kind = if bullets.is_empty() { self.scalar(&text, style, &range) } else { Kind::Damaged };
                for mistake in &bullets {
                    self.findings.push(self.input.tell(mistake));
                }
                Node { kind, span }
            }
            Event::SequenceStart(..) => {
                let mut items = Vec::new();
                let mut end = span;
                while let Some((event, range)) = self.next(events)? {
                    if matches!(event, Event::SequenceEnd) {
                        break;
                    }
                    let item = self.node(event, range, events, depth + 1)?;
                    end = item.span;
                    items.push(item);
                }
                Node { kind: Kind::List(items), span: span.to(end) }
            }
            Event::MappingStart(..) => self.map(span, events, depth)?,
            _ => {
                // An alias, resolved or not.
                self.reference(range.start);
                Node { kind: Kind::Damaged, span }
            }
        };
        Ok(if shortcut { Node { kind: Kind::Damaged, span: node.span } } else { node })
    }

    fn scalar(&self, text: &str, style: ScalarStyle, range: &Range<usize>) -> Kind {
        let masked = self.input.masked.iter().any(|m| m.start < range.end && range.start < m.end);
        if masked {
            Kind::Damaged
        } else if matches!(style, ScalarStyle::Plain) && matches!(text, "" | "~" | "null" | "Null" | "NULL") {
            Kind::Null
        } else {
            let seen = |c: &char| !c.is_control() || matches!(c, '\n' | '\t');
            Kind::Scalar(text.chars().filter(seen).collect())
        }
    }

    fn map(&mut self, span: Span, events: &mut Events<'_>, depth: usize) -> Result<Node, Stop> {
        let mut pairs: Vec<(Spanned<String>, Node)> = Vec::new();
        let mut seen = std::collections::BTreeSet::new();
        let mut end = span;
        while let Some((event, range)) = self.next(events)? {
            if matches!(event, Event::MappingEnd) {
                break;
            }
            let key = self.node(event, range, events, depth + 1)?;
            let Some((event, range)) = self.next(events)? else { break };
            let value = self.node(event, range, events, depth + 1)?;
            // An empty value stands at the end of its key; otherwise the value is the end of the pair.
            end = if value.span.end > key.span.end { value.span } else { key.span };
            match key.kind {
                Kind::Scalar(name) => {
                    if seen.insert(name.clone()) {
                        pairs.push((Spanned::new(name, key.span), value));
                    } else {
                        let first = pairs.iter().find(|(k, _)| k.value == name).map(|(k, _)| k.span);
                        let finding = Finding::at(&rules::YAML_DUPLICATE_KEY, key.span).with("key", name);
                        self.findings.push(match first {
                            Some(first) => finding.related(first),
                            None => finding,
                        });
                    }
                }
                Kind::Damaged => {}
                _ => self.findings.push(Finding::at(&rules::YAML_KEY, key.span)),
            }
        }
        Ok(Node { kind: Kind::Map(pairs), span: span.to(end) })
    }

    /// `&x`, `*x` or `!x` before `at`, or at it.
    fn reference(&mut self, at: usize) {
        let line = mistakes::line_range(self.input.original, at);
        let text = self.input.original.get(line.clone()).unwrap_or("");
        let mark = text.find(['&', '*', '!']).unwrap_or(0);
        let word: String = text.get(mark..).unwrap_or("").split_whitespace().next().unwrap_or("").to_owned();
        let start = line.start + mark;
        let corrected = mistakes::quoted_line(self.input.original, start, line.end);
        let span = self.input.span(start..start + word.len());
        self.findings
            .push(Finding::at(&rules::YAML_REFERENCE, span).with("text", word).with("line", corrected));
    }
}

/// The parser and how many documents it has begun.
struct Events<'t> {
    parser: Parser<'t, granit_parser::StrInput<'t>>,
    documents: usize,
}

#[cfg(test)]
mod tests;
