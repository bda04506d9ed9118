//! Who was there. Old minutes list people by name (`Närvarande: …`, `Present: …`), and nobody asked them whether that may
//! stand on the web (GDPR art. 5 and 6). So their number stays and their names do not: they are not even copied, as the
//! old note still has them.

use super::names::{Label, has_full_name, is_full_name, label, may_name, nobody, only_organisations, people};
use super::working::{Working, lines, within};
use crate::content::edit::Edit;
use crate::language::Lang;
use crate::report::catalog::import as rules;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// `- **Närvarande** (6): Anna, Bo`, `| Attending | Anna, Bo`
static LINE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"^(\s*(?:[-*+]\s+|\d+[.)]\s+|>\s*|#{1,6}\s+)?\|?\s*)(?:\*\*|__|\*|_)?([\p{L}][\p{L}\d /'+-]{2,30}?)(?:\s*\([^)]{0,40}\))?\s*(?::\s*(?:\*\*|__|\*|_)?|(?:\*\*|__|\*|_)\s*:|(?:\*\*|__|\*|_)?\s*\|)\s*(.*?)\s*\|?\s*$",
    )
    .ok()
});
/// `**Närvarande** Anna, Bo`: a label that is told by its weight, without a colon.
static BOLD: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^\s*(?:[-*+]\s+)?(?:\*\*|__)([^*_:]{3,40}?)(?:\*\*|__)\s*(?:[–-]\s*)?(.*?)\s*$").ok()
});
static HEADING: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^#{1,6}\s+(?:\*\*|__)?(.{3,40}?)(?:\*\*|__)?\s*:?\s*#*\s*$").ok());
static ITEM: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^\s*(?:[-*+]|\d+[.)])\s+(?:\[[ xX]\]\s*)?(.+)$").ok());

/// A passage with names.
struct Passage {
    at: Range<usize>,
    label: String,
    names: Vec<String>,
    /// Whether the whole of the line goes: `Chair: Dan`.
    line: bool,
    /// What comes before the names in a passage of whole lines.
    lead: &'static str,
}

/// Leaves names out, and tells so. `from` is the old note, `example` a line of facts that says who was there.
pub(super) fn settle(text: &mut Working, lang: Lang, from: &str, example: [&str; 2]) {
    let code = text.code();
    let (found, unsure) = passages(&text.text, &code);
    for (at, label) in unsure {
        text.tell(Working::at(&rules::IMPORT_NAMES_UNSURE, at).with("label", label));
    }
    let mut names: Vec<String> = Vec::new();
    let mut edits = Vec::new();
    let mut labels: Vec<String> = Vec::new();
    let first = found.first().map(|passage| passage.at.clone());
    for passage in found {
        let what = match passage.names.len() {
            1 => lang.pick("1 person", "1 person").to_owned(),
            n => format!("{n} {}", lang.pick("personer", "people")),
        };
        if !labels.contains(&passage.label) {
            labels.push(passage.label);
        }
        let with = if passage.line { String::new() } else { format!("{}{what}", passage.lead) };
        edits.push(Edit { at: passage.at, text: with });
        names.extend(passage.names);
    }
    // Told once of a note: whoever looks at one passage looks at all.
    if let Some(first) = first {
        text.tell(
            Working::at(&rules::IMPORT_PEOPLE, first)
                .with("label", labels.join(", "))
                .with("count", names.len())
                .with("from", from)
                .with(
                    "example",
                    crate::report::Arg::each(|lang| lang.pick(example[0], example[1]).to_owned()),
                ),
        );
    }
    text.apply(edits);
    left(text, names);
}

/// Tells once where the same people stand in the rest of the text.
fn left(text: &mut Working, names: Vec<String>) {
    let mut words: Vec<String> = Vec::new();
    for name in names {
        let parts: Vec<&str> = name.split_whitespace().filter(|part| !part.starts_with('@')).collect();
        let handle = name.split_whitespace().find(|part| part.starts_with('@') && part.len() > 3);
        words.extend(
            handle.map(|handle| handle.trim_matches(|c: char| c != '@' && !c.is_alphanumeric()).to_owned()),
        );
        if parts.len() >= 2 {
            words.push(parts.join(" "));
        }
        // A first name says who it is beside a list that is known; a nickname may be a word, and must be said to speak.
        if let Some(first) = parts.first().filter(|first| first.chars().count() >= 3) {
            let name = first.starts_with(char::is_uppercase) && parts.len() <= 4;
            words.push(if name { (*first).to_owned() } else { format!("{first}:") });
        }
    }
    words.sort();
    words.dedup();
    words.retain(|word| word.chars().filter(|c| c.is_alphabetic()).count() >= 3);
    let Ok(search) = aho_corasick::AhoCorasick::new(&words) else { return };
    let body = &text.text;
    let whole = |range: &Range<usize>| {
        let before = body.get(..range.start).and_then(|lead| lead.chars().next_back());
        let after = body.get(range.end..).and_then(|rest| rest.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    };
    let hits: Vec<Range<usize>> = search.find_iter(body).map(|hit| hit.range()).filter(whole).collect();
    if let Some(first) = hits.first() {
        text.tell(Working::at(&rules::IMPORT_NAMES_LEFT, first.clone()).with("count", hits.len()));
    }
}

/// A place where names may stand, and the label before it.
type Unsure = (Range<usize>, String);

/// Where names stand, and where they may.
fn passages(text: &str, code: &[Range<usize>]) -> (Vec<Passage>, Vec<Unsure>) {
    let all: Vec<(Range<usize>, &str)> = lines(text).collect();
    let mut out = Vec::new();
    let mut unsure = Vec::new();
    let mut i = 0;
    while let Some((range, line)) = all.get(i) {
        i += 1;
        if within(code, range.start) {
            continue;
        }
        if let Some(found) = HEADING.as_ref().and_then(|pattern| pattern.captures(line)) {
            let title = found.get(1).map_or("", |m| m.as_str());
            if label(title).is_some() {
                let before = out.len();
                i = below(&all, i, title, true, &mut out);
                unsure.extend(still(&all, i, title, out.len() == before));
                continue;
            }
        }
        let colon = LINE.as_ref().and_then(|pattern| pattern.captures(line));
        let colon = colon.filter(|found| found.get(2).is_some_and(|word| label(word.as_str()).is_some()));
        let bold = colon.is_none();
        let Some(found) = colon.or_else(|| BOLD.as_ref().and_then(|pattern| pattern.captures(line))) else {
            continue;
        };
        let (word, value) = if bold { (found.get(1), found.get(2)) } else { (found.get(2), found.get(3)) };
        let (Some(word), Some(value)) = (word, value) else { continue };
        let Some(kind) = label(word.as_str()) else { continue };
        if value.as_str().trim().is_empty() {
            i = below(&all, i, word.as_str(), false, &mut out);
            unsure.extend(still(&all, i, word.as_str(), false));
            continue;
        }
        // The value may go on in the lines below, until a blank one, a label or a mark of something else: after a comma, or
        // with a name a line.
        let table = line.trim_start().starts_with('|') || line.contains('|');
        let mut end = range.start + value.end();
        let mut whole = value.as_str().trim_end_matches('\\').to_owned();
        while let Some((next, more)) = all.get(i).filter(|_| !table) {
            let more = more.trim().trim_end_matches('\\');
            let open = whole.trim_end().ends_with(',');
            if more.is_empty() || !(open || (is_full_name(more) && !people(&whole).is_empty())) {
                break;
            }
            whole.push_str(if open { " " } else { ", " });
            whole.push_str(more);
            end = next.end;
            i += 1;
        }
        let names = people(&whole);
        if names.is_empty() {
            // Of a sentence that begins with a bold word, and of a role, only what looks like a name is asked about.
            let asked = if bold || kind == Label::Role { has_full_name(&whole) } else { may_name(&whole) };
            if asked {
                unsure.push((range.start + value.start()..end, word.as_str().to_owned()));
            }
            continue;
        }
        let gone = kind == Label::Role && !table && !line.trim_start().starts_with('#');
        let start = if gone { range.start } else { range.start + value.start() };
        let end = if gone { end.max(range.end) + usize::from(end.max(range.end) < text.len()) } else { end };
        out.push(Passage { at: start..end, label: word.as_str().to_owned(), names, line: gone, lead: "" });
        if !table && all.get(i).is_some_and(|(_, line)| !line.trim().is_empty()) {
            unsure.extend(still(&all, i, word.as_str(), false));
        }
    }
    (out, unsure)
}

/// The first line below a label that may name somebody and was not taken for a list of names: as far as the next heading,
/// label or line across, and no further than one looks. `far` is whether more than the next paragraph is the label's own.
fn still(all: &[(Range<usize>, &str)], from: usize, title: &str, far: bool) -> Option<Unsure> {
    const MOST: usize = 40;
    let ends = |line: &str| {
        let labelled = LINE.as_ref().and_then(|pattern| pattern.captures(line));
        line.starts_with('#')
            || line.trim_start().starts_with("---")
            || labelled.is_some_and(|found| found.get(2).is_some_and(|word| label(word.as_str()).is_some()))
    };
    let mut words = false;
    for (range, line) in all.iter().skip(from).take(MOST) {
        if ends(line) || (!far && words && line.trim().is_empty()) {
            return None;
        }
        words |= !line.trim().is_empty();
        let item = ITEM.as_ref().and_then(|pattern| pattern.captures(line)).and_then(|found| found.get(1));
        if has_full_name(item.map_or(*line, |item| item.as_str())) {
            return Some((range.clone(), title.trim().to_owned()));
        }
    }
    None
}

/// Names below a label that are being gathered.
#[derive(Default)]
struct Gathered {
    names: Vec<String>,
    at: Option<Range<usize>>,
    listed: bool,
    /// A name a paragraph: a blank line does not end them.
    loose: bool,
}

impl Gathered {
    fn add(&mut self, names: Vec<String>, line: &Range<usize>) {
        self.names.extend(names);
        let start = self.at.as_ref().map_or(line.start, |at| at.start);
        self.at = Some(start..line.end);
    }

    fn flush(&mut self, title: &str, heading: bool, out: &mut Vec<Passage>) -> bool {
        let done = std::mem::take(self);
        let Some(at) = done.at.filter(|_| !done.names.is_empty()) else { return false };
        let lead = if heading { "" } else { "\n" };
        out.push(Passage { at, label: title.trim().to_owned(), names: done.names, line: false, lead });
        true
    }
}

/// The names in lists, or in lines, below a label, with the headings below its own; gives the line after them.
fn below(
    all: &[(Range<usize>, &str)],
    from: usize,
    title: &str,
    heading: bool,
    out: &mut Vec<Passage>,
) -> usize {
    let level = |line: &str| line.len() - line.trim_start_matches('#').len();
    let own = from.checked_sub(1).and_then(|i| all.get(i)).map_or(0, |(_, line)| level(line));
    let mut i = from;
    let mut end = from;
    let mut gathered = Gathered::default();
    while let Some((range, line)) = all.get(i) {
        let item = ITEM.as_ref().and_then(|pattern| pattern.captures(line)).and_then(|found| found.get(1));
        if line.trim().is_empty() {
            // After names in plain lines a blank line ends them; a list may have blank lines in it.
            if gathered.at.is_some()
                && !gathered.listed
                && !gathered.loose
                && gathered.flush(title, heading, out)
            {
                end = i;
            }
        } else if heading && level(line) > own {
            if gathered.flush(title, heading, out) {
                end = i;
            }
        } else if level(line) > 0 || line.trim_start().starts_with("---") {
            break;
        } else if let Some(item) = item {
            // `Team members: Ann, Bo`
            let value = match item.as_str().split_once(": ") {
                Some((lead, names)) if lead.split_whitespace().count() <= 3 => names,
                _ => item.as_str(),
            };
            let found = people(value);
            if found.is_empty() && (only_organisations(value) || nobody(value)) {
                if gathered.flush(title, heading, out) {
                    end = i;
                }
            } else if found.is_empty() || item.as_str().chars().count() > 160 {
                // Something else than people: the list is of other things.
                break;
            } else {
                gathered.listed = true;
                gathered.add(found, range);
            }
        } else if gathered.listed {
            // What is indented belongs to the item above it.
            if !line.starts_with([' ', '\t']) {
                break;
            }
            gathered.add(Vec::new(), range);
        } else {
            let full = is_full_name(line.trim_end_matches('\\'));
            let found = people(line.trim_end_matches('\\'));
            let short = line.split([',', ';']).all(|part| part.split_whitespace().count() <= 6);
            if found.is_empty() || !short || !(heading || full || line.contains(',')) {
                break;
            }
            // After names in paragraphs, what is no name ends them.
            if gathered.loose && !full {
                break;
            }
            gathered.loose |= full && !heading;
            gathered.add(found, range);
        }
        i += 1;
    }
    if gathered.flush(title, heading, out) { i } else { end }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settled(text: &str) -> (String, Vec<&'static str>) {
        let mut working = Working::new(text);
        settle(&mut working, Lang::Sv, "a.md", ["", ""]);
        let rules = working.findings.iter().map(|finding| finding.rule.name).collect();
        (working.text, rules)
    }

    #[test]
    fn names_give_way_to_their_number() {
        let one = ["import-people"];
        for (text, expected) in [
            ("**Närvarande:** Anna Ek, Bo Alm och Cia", "**Närvarande:** 3 personer"),
            ("- Present: Dan (Acme), Tess", "- Present: 2 personer"),
            ("| Attending | Robin Brown, Joe Z |\n", "| Attending | 2 personer |\n"),
            (
                "## Present\n\n* Anna Ek @anna (TSC)\n* Bo Alm\n\n## Agenda\n",
                "## Present\n\n2 personer\n\n## Agenda\n",
            ),
            (
                "### Attendees\n\n- fitzgen\n- BB: Bo Berg\n- Others: ann, Cia\n",
                "### Attendees\n\n4 personer\n",
            ),
            ("## Present: Alex, Sergey\n", "## Present: 2 personer\n"),
            (
                "## Present\n\n### TSC\n\n* Anna Ek\n\n## Agenda\n",
                "## Present\n\n### TSC\n\n1 person\n\n## Agenda\n",
            ),
            ("Chair: Dan\n\nVi började.\n", "\nVi började.\n"),
            (
                "Närvarande:\n- Anna Ek\n- Bo Alm\n\nVi började.\n",
                "Närvarande:\n\n2 personer\n\nVi började.\n",
            ),
        ] {
            let (found, rules) = settled(text);
            assert_eq!(found.replace("\n\n\n", "\n\n"), expected, "{text}");
            assert_eq!(rules, one, "{text}");
        }
    }

    #[test]
    fn what_is_no_name_stays() {
        for text in [
            "Närvarande: Malmö stad, Region Skåne",
            "Regrets: none",
            "Närvarande: 14",
            "Present the new budget: it is good.",
            "## Deltagare\n\nSe bilagan.\n",
            "`Present: Anna`",
            "## Present\n\n- Q: what does it mean to have a value?\n- the number of users, members and guests\n",
            "## Present\n\n* The Foundation Council\n\n## Agenda\n",
            "### Notes\n\n- Ben: agrees\n- Anna Ek, Bo Alm\n",
            "## Present\n\nThe service ran on servers that were far away from us all this time.\n",
        ] {
            assert_eq!(settled(text), (text.to_owned(), vec![]), "{text}");
        }
    }

    #[test]
    fn lists_of_names_in_other_dresses() {
        for (text, expected) in [
            ("Närvarande: Ordförande: Anna Ek, Bo Alm\n", "Närvarande: 2 personer\n"),
            ("Närvarande ledamöter: Anna Ek, Bo Alm\n", "Närvarande ledamöter: 2 personer\n"),
            ("Övriga närvarande: Anna Ek\n", "Övriga närvarande: 1 person\n"),
            ("**Närvarande** Anna Ek, Bo Alm\n", "**Närvarande** 2 personer\n"),
            (
                "**Närvarande**\n\nAnna Ek\n\nBo Alm (Lund)\n\nVi ses.\n",
                "**Närvarande**\n\n2 personer\n\nVi ses.\n",
            ),
            (
                "Närvarande: Anna Ek (Lund)\nBo Alm\nCia Dal\n\nVi ses.\n",
                "Närvarande: 3 personer\n\nVi ses.\n",
            ),
        ] {
            let (found, rules) = settled(text);
            assert_eq!(found.replace("\n\n\n", "\n\n"), expected, "{text}");
            assert_eq!(rules, ["import-people"], "{text}");
        }
    }

    #[test]
    fn names_that_cannot_be_told_are_asked_about() {
        for text in [
            "Närvarande: Anna Ek (ordf), 5 deltagare från Lund",
            "Närvarande: Anna Ek samt tre personer till",
            "Närvarande: Anna Ek Lunds kommun, Bo Alm Region Skåne",
            "Närvarande: Anna Ek/Lund, Bo Alm/Malmö",
            "Närvarande: Anna Ek 070-123 45 67",
            "Närvarande:\n\nAnna Ek ledde mötet.\n",
            "## Närvarande\n\nSe nedan.\n\nAnna Ek ledde mötet.\n",
            "## Närvarande\n\nMötet leddes av Anna Ek och flera var med på länk.\n",
        ] {
            assert_eq!(settled(text), (text.to_owned(), vec!["import-names-unsure"]), "{text}");
        }
    }

    #[test]
    fn the_same_names_in_the_text_are_told_once() {
        let (_, rules) =
            settled("Present: Dan, Tess Ek\n\nDan: Hello.\n\nTess: Yes.\n\nWe thanked Tess Ek.\n");
        assert_eq!(rules, ["import-people", "import-names-left"]);
    }
}
