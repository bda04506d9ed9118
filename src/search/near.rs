//! Words that are nearly as typed: one or two letters wrong, or the end of a longer word.

use super::stem::stem;
use super::text::{folded, reversed};
use super::{Index, index::Cuts};
use crate::language::Lang;

/// A word that may be meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The word.
    pub word: String,
    /// How much it counts, of 100.
    pub weight: u32,
    /// Whether something else was typed, and not only a part of it.
    pub corrected: bool,
}

/// So many words may be meant by one that is mistyped.
const MOST_EDITS: usize = 3;
/// So many words may end as one that was typed.
const MOST_ENDS: usize = 8;

/// The words that may be meant by one that no term is.
pub fn candidates(index: &Index, page: Lang, word: &str) -> Vec<Candidate> {
    let (typed, root) = (folded(word), folded(&stem(Some(page), word)));
    let back = reversed(&root);
    let near = part(&index.near, &index.near_cuts, index.near_cuts.file(&root));
    let last = index.end_cuts.file(&back);
    let more = index.end_cuts.keys.get(last + 1).is_some_and(|key| key.starts_with(&back));
    let ends = (last..=last + usize::from(more)).flat_map(|file| part(&index.ends, &index.end_cuts, file));
    let mut edits: Vec<(usize, bool, usize, &str)> = Vec::new();
    let mut longer: Vec<(u32, &str)> = Vec::new();
    for (at, (_, known)) in near.iter().chain(ends).enumerate() {
        let whole = folded(known);
        let end = at >= near.len();
        let short = folded(&stem(Some(page), known));
        let distance = edit(&typed, &whole).or_else(|| edit(&root, &short));
        if let Some(distance) = distance {
            let other_start = whole.chars().next() != typed.chars().next();
            let off = whole.chars().count().abs_diff(typed.chars().count());
            edits.push((distance, other_start, off, known));
        } else if end && ends_so(&short, &root) {
            let weight = 40 + 15 * root.chars().count() / short.chars().count().max(1);
            longer.push((u32::try_from(weight).unwrap_or_default(), known));
        }
    }
    edits.sort_unstable();
    edits.dedup();
    let nearest = edits.first().map(|(distance, ..)| *distance);
    let meant = edits.into_iter().filter(|(distance, ..)| Some(*distance) == nearest).take(MOST_EDITS);
    let mut out: Vec<Candidate> = meant
        .map(|(distance, _, _, known)| Candidate {
            word: known.to_owned(),
            weight: if distance == 1 { 60 } else { 35 },
            corrected: true,
        })
        .collect();
    longer.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    out.extend(longer.into_iter().take(MOST_ENDS).map(|(weight, known)| Candidate {
        word: known.to_owned(),
        weight,
        corrected: false,
    }));
    out
}

fn ends_so(word: &str, end: &str) -> bool {
    end.chars().count() >= 3 && word.len() > end.len() && word.ends_with(end)
}

/// The part of a list that the client would have at hand.
fn part<'l>(list: &'l [(String, String)], cuts: &Cuts, file: usize) -> &'l [(String, String)] {
    let (Some(start), Some(end)) = (cuts.starts.get(file), cuts.starts.get(file + 1)) else { return &[] };
    list.get(*start..*end).unwrap_or(&[])
}

/// How many letters are wrong, missing, too many or have changed places (optimal string alignment), if they are few enough
/// for the length of what was typed.
fn edit(typed: &str, word: &str) -> Option<usize> {
    let (a, b): (Vec<char>, Vec<char>) = (typed.chars().collect(), word.chars().collect());
    let most = match a.len() {
        0..=3 => return None,
        4..=5 => 1,
        _ => 2,
    };
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let distance = strsim::osa_distance(typed, word);
    (1..=most).contains(&distance).then_some(distance)
}

#[cfg(test)]
mod tests {
    use super::edit;

    #[test]
    fn the_longer_the_word_the_more_may_be_wrong() {
        assert_eq!(edit("komun", "kommun"), Some(1));
        assert_eq!(
            edit("emdfinansiering", "medfinansiering"),
            Some(1),
            "letters that changed places are one"
        );
        assert_eq!(edit("medfinanseirng", "medfinansiering"), Some(2));
        assert_eq!(edit("råd", "rad"), None, "too short");
        assert_eq!(edit("mötet", "musiken"), None);
    }
}
