//! Sweden's 290 municipalities with their counties (SCB's division of 2014, unchanged since).

use crate::language::fold;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// `Name;County` a line, in Swedish order.
const LIST: &str = include_str!("municipalities.txt");

/// A municipality.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Municipality {
    /// Its name, without the word `kommun`.
    pub name: &'static str,
    /// Its county, without the word `län`.
    pub county: &'static str,
}

/// All of them.
pub fn all() -> impl Iterator<Item = Municipality> {
    LIST.lines().filter_map(|line| line.split_once(';')).map(|(name, county)| Municipality { name, county })
}

/// The municipality of a name as typed: `malmö`, `Malmö kommun`, `Malmö stad`, `Ostra Goinge`.
///
/// Håbo and Habo are two, so marks count first and are left out only when nothing else fits.
pub fn find(name: &str) -> Option<Municipality> {
    let lower = fold::nfc(&name.trim().to_lowercase());
    let bare = lower.trim_end_matches(" kommun").trim_end_matches(" stad");
    // `Malmö stads …`, `Lunds kommun`: the genitive.
    let candidates = [bare, bare.strip_suffix('s').unwrap_or(bare)];
    let exact = |candidate: &&str| EXACT.get(*candidate).copied();
    let folded = |candidate: &&str| FOLDED.get(&fold::fold(candidate)).copied();
    candidates.iter().find_map(exact).or_else(|| candidates.iter().find_map(folded))
}

/// By name in lower case; and without marks, where Habo comes before Håbo.
static EXACT: LazyLock<BTreeMap<String, Municipality>> =
    LazyLock::new(|| all().map(|m| (m.name.to_lowercase(), m)).collect());
static FOLDED: LazyLock<BTreeMap<String, Municipality>> = LazyLock::new(|| {
    let mut map = BTreeMap::new();
    for municipality in all() {
        map.entry(fold::fold(municipality.name)).or_insert(municipality);
    }
    map
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{Lang, order};

    #[test]
    fn there_are_290_in_swedish_order() {
        let names: Vec<&str> = all().map(|m| m.name).collect();
        assert_eq!(names.len(), 290);
        for pair in names.windows(2) {
            assert!(order::compare(Lang::Sv, pair[0], pair[1]).is_lt(), "{pair:?}");
        }
        let count = |county: &str| all().filter(|m| m.county == county).count();
        assert_eq!(
            (count("Skåne"), count("Blekinge"), count("Stockholm"), count("Västra Götaland")),
            (33, 5, 26, 49)
        );
    }

    #[test]
    fn names_are_found_as_people_type_them() {
        for (typed, name) in [
            ("malmö", "Malmö"),
            ("Malmö stad", "Malmö"),
            ("Lunds kommun", "Lund"),
            ("Ostra Goinge", "Östra Göinge"),
            ("Habo", "Habo"),
            ("Håbo", "Håbo"),
            ("Hässleholms kommun", "Hässleholm"),
        ] {
            assert_eq!(find(typed).map(|m| m.name), Some(name), "{typed}");
        }
        assert_eq!(find("Köpenhamn"), None);
    }
}
