//! One foreign note on its way: read, put in order, and in the end written as one of ours.

use super::facts::{self, Day, Meaning};
use super::front::{self, Fact};
use super::working::Working;
use super::{Options, headings, html, people, tables, templates};
use crate::content::edit::{Edit, quoted};
use crate::content::fields::{Field, common, meeting, other};
use crate::content::{document, kind::Type, mend};
use crate::language::Lang;
use crate::language::tag::LangTag;
use crate::report::catalog::{import as rules, people as item_rules};
use crate::report::{Arg, FileId, Finding, Findings, Source};
use std::fmt::Write as _;
use std::ops::Range;

/// A note between the old and the new.
pub(super) struct Note {
    /// Its old path.
    pub(super) from: String,
    /// Its text.
    pub(super) text: Working,
    /// Its title.
    pub(super) title: String,
    /// Its day.
    pub(super) day: Option<Day>,
    /// What it is.
    pub(super) kind: Type,
    /// Its language, when it is not the site's.
    pub(super) lang: Option<LangTag>,
    facts: Vec<Fact>,
    /// Lines of the old note that are kept as comments.
    kept: Vec<String>,
    /// Told of the note as a whole.
    told: Vec<Finding>,
    /// Whether it is said to be a meeting, but not of which day.
    undated: bool,
}

/// What the pieces of a note come from.
pub(super) struct Read {
    /// The text, in Markdown.
    pub(super) text: String,
    /// Told already.
    pub(super) told: Vec<Finding>,
    /// The title that a document says it has.
    pub(super) title: Option<String>,
    /// The language that a document says it is in.
    pub(super) lang: Option<LangTag>,
    /// Whether the text was made by us, and has no HTML or instructions of others.
    pub(super) made: bool,
}

impl Note {
    /// Puts a note in order, but for its links, which need to know of all others.
    pub(super) fn read(from: &str, read: Read, options: &Options<'_>, month_first: Option<bool>) -> Self {
        let cut = if read.made {
            front::Cut { body: read.text, ..front::Cut::default() }
        } else {
            front::cut(&read.text)
        };
        let mut text = Working { text: cut.body, findings: Vec::new() };
        if read.made {
            text.findings.extend(read.told.iter().filter(|told| told.span.is_some()).cloned());
        }
        let told = read.told.into_iter().filter(|told| told.span.is_none()).collect();
        let stem = without_ending(from);
        let name = stem.rsplit('/').next().unwrap_or(stem);
        let head: String = text.text.chars().take(4000).collect();
        let day = facts::day(&cut.facts, stem, &head, month_first);
        let said_title = facts::find(&cut.facts, Meaning::Title).map(|fact| fact.value().to_owned());
        let said_lang = facts::language(&cut.facts);
        let found = crate::check::language::detect(&text.text).and_then(LangTag::parse);
        let lang = said_lang.or(found).or(read.lang).unwrap_or_else(|| options.lang.into());
        let words = Lang::from_locale(lang.as_str()).unwrap_or(options.lang);
        if !read.made {
            templates::settle(&mut text, cut.has_front, from);
            html::settle(&mut text, words);
            mended(&mut text, words);
        }
        if read.made {
            tables::told(&mut text, super::docx::HEADLESS);
        }
        tables::headless(&mut text);
        headings::written(&mut text);
        let heading = headings::settle(&mut text, said_title.as_deref());
        let title = said_title
            .or(heading)
            .or(read.title)
            .map(|title| plain(&title))
            .filter(|title| !title.is_empty())
            .unwrap_or_else(|| facts::title_from_name(name));
        let hint = facts::kind(&cut.facts, stem, &title, day.is_some());
        let mut kind = options.kind.unwrap_or(hint.kind);
        let undated = kind.is_event() && day.is_none();
        // Without a day a meeting cannot be, unless somebody says that all of it is meetings.
        if undated && options.kind.is_none() {
            kind = Type::Page;
        }
        people::settle(&mut text, words, from, ATTENDED);
        let lang = (lang.primary() != options.lang.tag()).then_some(lang);
        let undated = undated && (hint.said || options.kind.is_some() || hint.kind.is_event());
        let mut note = Self {
            from: from.to_owned(),
            text,
            title,
            day,
            kind,
            lang,
            facts: cut.facts,
            kept: Vec::new(),
            told,
            undated,
        };
        note.keep(cut.unread.iter().map(String::as_str));
        if note.title.is_empty() {
            kind.shape().title.raw(words).clone_into(&mut note.title);
        }
        note
    }

    /// Keeps lines as comments, but for those that name people: a comment is read by all who have the file.
    /// Gives whether any was kept.
    fn keep<'a>(&mut self, lines: impl Iterator<Item = &'a str>) -> bool {
        let (stay, gone) = facts::without_people(lines);
        let any = !stay.is_empty();
        self.kept.extend(stay);
        for (key, lines) in gone {
            self.told.push(
                Finding::nowhere(&rules::IMPORT_PEOPLE)
                    .with("label", key)
                    .with("count", lines.max(1))
                    .with("from", self.from.as_str())
                    .with("example", example(ATTENDED)),
            );
        }
        any
    }

    /// Gives notes of the same title the day that tells them apart, else the folder.
    pub(super) fn told_apart(&mut self, lang: Lang) {
        let folder = self.from.rsplit('/').nth(1).unwrap_or("").trim_start_matches('_').to_owned();
        match &self.day {
            Some(day) => {
                let words =
                    self.lang.as_ref().map_or(lang, |tag| Lang::from_locale(tag.as_str()).unwrap_or(lang));
                let _ = write!(self.title, ", {}", crate::language::dates::long(words, day.date));
            }
            None if !folder.is_empty() => {
                let _ = write!(self.title, " ({folder})");
            }
            None => {}
        }
    }

    /// Of one day and title: the old name tells them apart.
    pub(super) fn named_apart(&mut self, n: usize) {
        let stem = without_ending(&self.from);
        let name = facts::title_from_name(stem.rsplit('/').next().unwrap_or(stem));
        let known = crate::language::fold::fold(&self.title).contains(&crate::language::fold::fold(&name));
        let _ = if known || n > 1 { write!(self.title, " ({n})") } else { write!(self.title, ": {name}") };
    }

    /// The name of the file, from the old one.
    pub(super) fn slug(&self) -> String {
        let stem = without_ending(&self.from);
        let name = stem.rsplit('/').next().unwrap_or(stem);
        let slug = facts::slug(name, &self.title);
        // A folder named after the day holds the note under a name that says nothing.
        if slug.is_empty() { self.kind.name().to_owned() } else { slug }
    }

    /// The note as it is written, with what is told of it.
    pub(super) fn write(mut self, place: &str, options: &Options<'_>) -> Working {
        let lang = options.lang;
        let mut own: Vec<Fact> = Vec::new();
        let mut unknown: Vec<String> = Vec::new();
        let shape = self.kind.shape();
        let facts = std::mem::take(&mut self.facts);
        let mut told_people = Vec::new();
        for fact in &facts {
            let key = fact.folded();
            match facts::meaning(&key) {
                Meaning::Title | Meaning::Date | Meaning::Lang | Meaning::Updated => {}
                Meaning::Summary if summary(fact).is_some() => {}
                Meaning::People => told_people.push(fact),
                Meaning::Machinery | Meaning::Kind => {
                    self.keep(fact.source.lines());
                }
                _ if shape.field(&key).is_some() && !fact.source.contains(" = ") => own.push(fact.clone()),
                _ => {
                    if self.keep(fact.source.lines()) && !fact.value().is_empty() {
                        unknown.push(fact.key.clone());
                    }
                }
            }
        }
        // A fact of ours that does not say what ours does would be an error: it is kept as a comment.
        let mut front = self.front(&facts, &own, lang);
        for _ in 0..3 {
            let wrong = Self::wrong(&front, place, lang);
            if wrong.is_empty() {
                break;
            }
            let bad = |fact: &Fact| {
                wrong.iter().any(|at| {
                    front
                        .get(at.clone())
                        .is_some_and(|text| fact.source.contains(text.trim()) && !text.trim().is_empty())
                }) || front.find(&fact.source).is_some_and(|start| {
                    wrong
                        .iter()
                        .any(|at| at.start < start + fact.source.len() && start < at.end.max(at.start + 1))
                })
            };
            let (out, stays): (Vec<Fact>, Vec<Fact>) = own.iter().cloned().partition(|fact| bad(fact));
            if out.is_empty() {
                break;
            }
            for fact in out {
                if self.keep(fact.source.lines()) {
                    unknown.push(fact.key);
                }
            }
            own = stays;
            front = self.front(&facts, &own, lang);
        }
        self.items(&front, place, lang);
        let mut text = self.text;
        let lead = text.text.len() - text.text.trim_start_matches(['\n', ' ', '\t']).len();
        text.apply(vec![Edit { at: 0..lead, text: format!("{front}\n") }]);
        tidy(&mut text);
        let top = Working::at(&rules::IMPORT_FIELDS, 0..0);
        if !unknown.is_empty() {
            let at = front.find("\n# ").map_or(0..0, |at| at + 1..at + 2);
            text.tell(Working::at(&rules::IMPORT_FIELDS, at).with("keys", unknown.join(", ")));
        }
        for fact in told_people {
            let count = fact.values.len().max(usize::from(!fact.source.is_empty()));
            text.tell(
                Working::at(&rules::IMPORT_PEOPLE, 0..0)
                    .with("label", fact.key.as_str())
                    .with("count", count)
                    .with("from", self.from.as_str())
                    .with("example", example(ATTENDED)),
            );
        }
        if self.undated {
            let folder = format!("content/{}", (options.folder)(Type::Meeting));
            text.tell(
                Working::at(&rules::IMPORT_DATE_MISSING, 0..0)
                    .with("path", self.from.as_str())
                    .with("example", example(["datum: 2014-05-12", "date: 2014-05-12"]))
                    .with("folder", folder),
            );
        }
        if let Some(Day { date, unsure: Some(written) }) = &self.day {
            text.tell(
                Working::at(&rules::IMPORT_DATE_UNSURE, 0..0)
                    .with("written", written.as_str())
                    .with("date", date.to_string()),
            );
        }
        for told in self.told {
            text.tell(Finding { span: top.span, ..told });
        }
        text
    }

    /// The facts on top.
    fn front(&self, facts: &[Fact], own: &[Fact], lang: Lang) -> String {
        let shape = self.kind.shape();
        let mut out = String::from("---\n");
        let mut line = |field: &Field, value: &str| {
            if shape.need(field).is_some() {
                let _ = writeln!(out, "{}: {value}", field.key(lang));
            }
        };
        let title = if shape.need(&common::TITLE).is_some() { &common::TITLE } else { &other::NAME };
        line(title, &quoted(&self.title));
        if let Some(day) = &self.day {
            line(&meeting::DATE, &day.date.to_string());
        }
        if let Some(tag) = &self.lang {
            line(&common::LANG, tag.as_str());
        }
        if let Some(text) = facts::find(facts, Meaning::Summary).and_then(summary) {
            line(&common::SUMMARY, &quoted(&text));
        }
        if let Some(date) =
            facts::find(facts, Meaning::Updated).and_then(|fact| facts::fact_day(fact.value()))
        {
            line(&common::UPDATED, &date.to_string());
        }
        // Whoever has not read it through cannot know what it says of people.
        if let Some(draft) = common::DOCUMENT_STATUS.iter().find(|choice| choice.name == "draft")
            && shape.field("status").is_some_and(|field| std::ptr::eq(field, &raw const common::STATUS))
        {
            line(&common::STATUS, &draft.word(lang));
        }
        for fact in own {
            out.push_str(fact.source.trim_end());
            out.push('\n');
        }
        for kept in &self.kept {
            let _ = writeln!(out, "# {}", kept.trim_end());
        }
        out.push_str("---\n");
        out
    }

    /// Where in the facts something is wrong.
    fn wrong(front: &str, place: &str, lang: Lang) -> Vec<Range<usize>> {
        let source = Source::new(place, format!("{front}\n")).into();
        let mut findings = Findings::new();
        document::read(&source, FileId(0), lang, &mut findings);
        let at = |finding: &Finding| {
            finding.span.filter(|span| span.range().start > 4).map(crate::report::Span::range)
        };
        findings
            .iter()
            .filter(|finding| {
                finding.rule.name.starts_with("yaml-")
                    || finding.rule.name.starts_with("field-")
                    || finding.is_error()
            })
            .filter_map(at)
            .collect()
    }

    /// `Action: Bo to write`: an action of nobody, or of somebody by name, is text and no entry in a register.
    fn items(&mut self, front: &str, place: &str, lang: Lang) {
        if !self.kind.is_event() {
            return;
        }
        let whole = format!("{front}{}", self.text.text);
        let source = Source::new(place, whole).into();
        let mut findings = Findings::new();
        document::read(&source, FileId(0), lang, &mut findings);
        let rules: [&crate::report::Rule; 6] = [
            &item_rules::ACTION_OWNER,
            &item_rules::ACTION_NO_DUE,
            &item_rules::ITEM_WHO_JOINED,
            &item_rules::ITEM_DAY,
            &item_rules::QUESTION_TO_NOBODY,
            &item_rules::MARKER_UNREAD,
        ];
        let mut edits = Vec::new();
        let mut told = Vec::new();
        let mut done = Vec::new();
        for finding in findings.iter().filter(|finding| rules.contains(&finding.rule)) {
            let Some(range) = finding.span.map(crate::report::Span::range) else { continue };
            let Some(start) = range.start.checked_sub(front.len()).filter(|start| !done.contains(start))
            else {
                continue;
            };
            done.push(start);
            let rest = self.text.text.get(start..).unwrap_or("");
            let line = rest.split('\n').next().unwrap_or("");
            let Some(edit) = demoted(line) else { continue };
            let shown: String = line
                .trim_start_matches(|c: char| !c.is_alphabetic())
                .replace(['*', '_'], "")
                .chars()
                .take(50)
                .collect();
            told.push(Working::at(&rules::IMPORT_ITEM, start..start + line.len()).with("text", shown).with(
                "example",
                example([
                    "**Åtgärd:** Boka lokal (Projektledare, senast 2014-04-30)",
                    "**Action:** Book a venue (Project leader, by 2014-04-30)",
                ]),
            ));
            edits.push(Edit { at: start + edit.at.start..start + edit.at.end, text: edit.text });
        }
        self.text.findings.extend(told);
        self.text.apply(edits);
    }
}

/// A marker's colon becomes a dash, and its word loses its weight: nobody takes it for an entry any more.
fn demoted(line: &str) -> Option<Edit> {
    let word = line.find(|c: char| c.is_alphabetic())?;
    let lead = line.get(..word)?;
    let begin = word - lead.len() + lead.trim_end_matches(['*', '_']).len();
    let end = word + line.get(word..)?.find(|c: char| !c.is_alphanumeric()).unwrap_or(line.len() - word);
    let rest = line.get(end..)?;
    let marks = rest.len() - rest.trim_start_matches(['*', '_', ':', ' ']).len();
    let label = line.get(word..end)?;
    Some(Edit { at: begin..end + marks, text: format!("{label} – ") })
}

/// A summary that is short enough to be one.
fn summary(fact: &Fact) -> Option<String> {
    let text = fact.value();
    let short = text.split_whitespace().count() <= document::SUMMARY_WORDS;
    let template = text.contains("{{") || text.contains("{%");
    (short && !template && text.chars().filter(|c| c.is_alphabetic()).count() > 2).then(|| text.to_owned())
}

/// An example in the language of whoever reads.
fn example(words: [&'static str; 2]) -> Arg {
    Arg::each(move |lang| lang.pick(words[0], words[1]).to_owned())
}

/// How one says who was there.
const ATTENDED: [&str; 2] = [
    "deltog: [{organisation: region-skane, antal: 2}]",
    "attended: [{organisation: region-skane, count: 2}]",
];

/// A title without the marks of Markdown.
fn plain(title: &str) -> String {
    title
        .replace(['`', '\n', '\t'], " ")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .trim_matches(['*', '_', '#', ' '])
        .to_owned()
}

/// A path without the ending of the file.
pub(super) fn without_ending(path: &str) -> &str {
    path.rsplit_once('.')
        .filter(|(stem, ending)| !stem.is_empty() && !ending.contains('/'))
        .map_or(path, |(stem, _)| stem)
}

/// What `check --fix` would put right is put right here: nobody has to be asked about a text that is new.
fn mended(text: &mut Working, lang: Lang) {
    let source = Source::new("content/a.md", text.text.clone());
    let after = mend::mend(&source, lang, &|_| true).text;
    if after == text.text || after.lines().count() != text.text.lines().count() {
        return;
    }
    // A repair stays within its line.
    let lines = super::working::lines(&text.text).zip(after.lines());
    let edits = lines.filter(|((_, old), new)| old != new);
    let edits = edits.map(|((at, _), new)| Edit { at, text: new.to_owned() }).collect();
    text.apply(edits);
}

/// No more than one blank line, outside of code; one line end last.
fn tidy(text: &mut Working) {
    let code = text.code();
    let mut edits = Vec::new();
    let mut blank = 0;
    for (range, line) in super::working::lines(&text.text) {
        if line.trim().is_empty() && !super::working::within(&code, range.start) {
            blank += 1;
            if blank > 1 {
                edits.push(Edit {
                    at: range.start..(range.end + 1).min(text.text.len()),
                    text: String::new(),
                });
            }
        } else {
            blank = 0;
        }
    }
    text.apply(edits);
    let end = text.text.trim_end().len();
    text.apply(vec![Edit { at: end..text.text.len(), text: "\n".to_owned() }]);
}
