//! An index → the files that a browser loads: scripts that call one function with text, as no script of a page that lies
//! on a disk may read a file.
//!
//! Numbers are written with five bits a character, the sixth saying that more follow. The characters are no vowels and no
//! digits: no name and no telephone number can come about by chance, and so none is mistaken for one that must not be
//! told. Words are written after each other, each as the number of letters that it shares with the one before, then the
//! rest of it.

use super::index::{Cuts, LEVELS};
use super::{FACETS, Index, text};
use serde::Serialize;
use std::fmt::Write as _;

/// The characters of a number; each is one byte, and none needs to be escaped in a script.
pub const DIGITS: &[u8; 64] = b"bcdfghjklmnpqrstvwxzBCDFGHJKLMNPQRSTVWXZ!#$%()*+-./:=>?@[]^_{|}~";
/// The numbers of letters that two words share, to nineteen.
pub const SHARES: &[u8; 20] = b"!#$%&()+-/:=?@[]^{}~";

fn number(out: &mut String, mut number: usize) {
    loop {
        let more = if number > 31 { 32 } else { 0 };
        out.push(DIGITS.get(number % 32 + more).copied().map_or('b', char::from));
        number /= 32;
        if number == 0 {
            return;
        }
    }
}

/// Words, each by what it shares with the one before.
fn words<'w>(list: impl Iterator<Item = &'w str>) -> String {
    let (mut out, mut before) = (String::new(), "");
    for word in list {
        let same = word.chars().zip(before.chars()).take_while(|(a, b)| a == b).count();
        let shared = same.min(SHARES.len() - 1);
        out.push(SHARES.get(shared).copied().map_or('!', char::from));
        out.extend(word.chars().skip(shared));
        before = word;
    }
    out
}

/// Documents, each by its distance from the one before.
fn documents(list: impl Iterator<Item = usize>) -> String {
    let (mut out, mut next) = (String::new(), 0);
    for document in list {
        number(&mut out, document - next);
        next = document + 1;
    }
    out
}

fn call(letter: char, file: usize, arguments: &[&str]) -> String {
    let mut out = format!("samverka(\"{letter}\",{file}");
    for argument in arguments {
        let _ = write!(out, ",\"{argument}\"");
    }
    out.push_str(");\n");
    out
}

/// A script that hands over data as JSON.
pub fn json(letter: char, file: usize, data: &impl Serialize) -> String {
    let text = serde_json::to_string(data).unwrap_or_default();
    format!("samverka(\"{letter}\",{file},{text});\n")
}

/// What the client must know first.
#[derive(Serialize)]
struct Meta<'i> {
    documents: usize,
    pairs: usize,
    /// Which documents are Swedish and which English: runs, as pairs of a language and a length.
    langs: Vec<(&'static str, usize)>,
    ranges: String,
    near: String,
    ends: String,
    stop: Vec<&'i str>,
}

fn keys(cuts: &Cuts) -> String {
    cuts.keys.join(" ")
}

/// Numbers and cuts.
pub fn meta(index: &Index) -> String {
    let mut langs: Vec<(&'static str, usize)> = Vec::new();
    for lang in index.langs() {
        let tag = lang.map_or("", crate::language::Lang::tag);
        match langs.last_mut() {
            Some((last, count)) if *last == tag => *count += 1,
            _ => langs.push((tag, 1)),
        }
    }
    let meta = Meta {
        documents: index.plan.documents,
        pairs: index.plan.pairs(),
        langs,
        ranges: keys(&index.ranges),
        near: keys(&index.near_cuts),
        ends: keys(&index.end_cuts),
        stop: text::STOP_WORDS.split_whitespace().collect(),
    };
    json('m', 0, &meta)
}

/// Terms with their documents.
pub fn range(index: &Index, file: usize) -> String {
    let starts = &index.ranges.starts;
    let (Some(start), Some(end)) = (starts.get(file), starts.get(file + 1)) else { return String::new() };
    let terms = index.terms.get(*start..*end).unwrap_or(&[]);
    let mut lists: Vec<String> = Vec::new();
    for term in terms {
        let postings = index.postings(term);
        let mut list = String::new();
        number(&mut list, postings.rarity as usize);
        let mut next = 0;
        for (document, level) in postings.hits {
            number(&mut list, (document - next) * LEVELS as usize + level as usize);
            next = document + 1;
        }
        lists.push(list);
    }
    call('r', file, &[&words(terms.iter().map(|term| term.text.as_str())), &lists.join(" ")])
}

/// Words in order.
pub fn near(index: &Index, file: usize) -> String {
    let list = cut(&index.near, &index.near_cuts, file);
    call('n', file, &[&words(list.iter().map(|(_, word)| word.as_str()))])
}

/// Words in the order of their ends, each written from its end.
pub fn end(index: &Index, file: usize) -> String {
    let list: Vec<String> =
        cut(&index.ends, &index.end_cuts, file).iter().map(|(_, word)| text::reversed(word)).collect();
    call('e', file, &[&words(list.iter().map(String::as_str))])
}

fn cut<'l>(list: &'l [(String, String)], cuts: &Cuts, file: usize) -> &'l [(String, String)] {
    let (Some(start), Some(end)) = (cuts.starts.get(file), cuts.starts.get(file + 1)) else { return &[] };
    list.get(*start..*end).unwrap_or(&[])
}

/// Pairs of words.
pub fn pairs(index: &Index, file: usize) -> String {
    let drawers: Vec<u32> = index.drawers(file).collect();
    let lists: Vec<String> =
        drawers.iter().map(|drawer| documents(index.pair(*drawer).into_iter())).collect();
    call('p', file, &[&documents(drawers.iter().map(|drawer| *drawer as usize)), &lists.join(" ")])
}

/// The values of a facet, each with its documents.
pub fn facet(index: &Index, file: usize) -> String {
    let Some(values) = index.facets().get(file).filter(|_| file < FACETS.len()) else { return String::new() };
    let list: Vec<(&str, String)> =
        values.iter().map(|(value, list)| (value.as_str(), documents(list.iter().copied()))).collect();
    json('f', file, &list)
}

/// One document.
pub fn document(number: usize, document: &super::Document) -> String {
    #[derive(Serialize)]
    struct Shown<'d> {
        title: &'d str,
        address: &'d str,
        kind: &'d str,
        tag: &'d str,
        day: Option<&'d str>,
        names: &'d [String],
        facts: &'d [String],
        sections: Vec<(&'d str, &'d str, &'d str)>,
    }
    let sections = document.sections.iter();
    let shown = Shown {
        title: &document.title,
        address: &document.address,
        kind: document.kind,
        tag: &document.tag,
        day: document.day.as_deref(),
        names: &document.names,
        facts: &document.facts,
        sections: sections.map(|s| (s.anchor.as_str(), s.label.as_str(), s.text.as_str())).collect(),
    };
    json('d', number, &shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_words_share_their_beginnings() {
        let written = |n| {
            let mut out = String::new();
            number(&mut out, n);
            out
        };
        assert_eq!(
            [written(0), written(31), written(32), written(1024)].map(|text| text.len()),
            [1, 1, 2, 3]
        );
        assert_eq!(words(["samverka", "samverkan", "öl"].into_iter()), "!samverka-n!öl");
        assert_eq!(documents([0, 1, 5].into_iter()), "bbf");
    }

    #[test]
    fn no_name_can_come_about_by_chance() {
        let vowels_or_digits = |c: &u8| b"aeiouyAEIOUY0123456789".contains(c);
        assert!(!DIGITS.iter().any(vowels_or_digits));
        // Each is once among the digits and needs no escape.
        let mut sorted = DIGITS.to_vec();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(sorted.len(), DIGITS.len());
        assert!(!DIGITS.iter().chain(SHARES).any(|c| b"\"\\'`, \n".contains(c)));
    }
}
