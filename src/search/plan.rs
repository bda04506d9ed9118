//! Which files an index has, and their addresses: they follow from the number of documents alone, so that all addresses
//! of a site are known before anything is indexed.

/// One file of the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The script that searches.
    Client,
    /// The stemmer for English, for sites that have English texts.
    English,
    /// Numbers and cuts.
    Meta,
    /// Terms with their documents.
    Range(usize),
    /// Words in order.
    Near(usize),
    /// Words in the order of their ends.
    End(usize),
    /// Two words after each other.
    Pairs(usize),
    /// The values of a facet.
    Facet(usize),
    /// One document.
    Document(usize),
}

/// Documents to a file of terms: makes some 8 kB of each, compressed.
const PER_RANGE: usize = 20;
/// Documents to a file of pairs.
const PER_PAIRS: usize = 16;

/// The files of an index of so many documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Plan {
    /// The folder they lie in.
    pub folder: &'static str,
    /// How many documents.
    pub documents: usize,
}

impl Plan {
    /// How many files of terms.
    pub fn ranges(&self) -> usize {
        self.documents / PER_RANGE + 1
    }

    /// How many files of words, in each order. A language has ever fewer new words the more one reads: their number
    /// grows as the root of the number of documents (Heaps' law).
    pub fn nears(&self) -> usize {
        self.documents.isqrt() / 6 + 1
    }

    /// How many files of pairs.
    pub fn pairs(&self) -> usize {
        self.documents / PER_PAIRS + 1
    }

    /// Every file.
    pub fn all(&self) -> impl Iterator<Item = Part> + use<> {
        let none = self.folder.is_empty();
        let some = move |count: usize| 0..if none { 0 } else { count };
        some(1)
            .flat_map(|_| [Part::Client, Part::English, Part::Meta])
            .chain(some(self.ranges()).map(Part::Range))
            .chain(some(self.nears()).map(Part::Near))
            .chain(some(self.nears()).map(Part::End))
            .chain(some(self.pairs()).map(Part::Pairs))
            .chain(some(super::FACETS.len()).map(Part::Facet))
            .chain(some(self.documents).map(Part::Document))
    }

    /// The address of a file.
    pub fn address(&self, part: Part) -> Option<String> {
        let name = match part {
            Part::Client => "search.js".to_owned(),
            Part::English => "s0.js".to_owned(),
            Part::Meta => "m0.js".to_owned(),
            Part::Range(n) => format!("r{n}.js"),
            Part::Near(n) => format!("n{n}.js"),
            Part::End(n) => format!("e{n}.js"),
            Part::Pairs(n) => format!("p{n}.js"),
            Part::Facet(n) => format!("f{n}.js"),
            Part::Document(n) => format!("d{n}.js"),
        };
        self.has(part).then(|| format!("{}/{name}", self.folder))
    }

    fn has(&self, part: Part) -> bool {
        let there = match part {
            Part::Client | Part::English | Part::Meta => true,
            Part::Range(n) => n < self.ranges(),
            Part::Near(n) | Part::End(n) => n < self.nears(),
            Part::Pairs(n) => n < self.pairs(),
            Part::Facet(n) => n < super::FACETS.len(),
            Part::Document(n) => n < self.documents,
        };
        there && !self.folder.is_empty()
    }

    /// What stands at an address.
    pub fn find(&self, address: &str) -> Option<Part> {
        let name = address.strip_prefix(self.folder)?.strip_prefix('/')?.strip_suffix(".js")?;
        let number = || name.get(1..)?.parse().ok();
        let part = match name.chars().next()? {
            's' if name == "search" => Part::Client,
            's' => Part::English,
            'm' => Part::Meta,
            'r' => Part::Range(number()?),
            'n' => Part::Near(number()?),
            'e' => Part::End(number()?),
            'p' => Part::Pairs(number()?),
            'f' => Part::Facet(number()?),
            'd' => Part::Document(number()?),
            _ => return None,
        };
        // Only as it is written: `r01` is nobody's address.
        self.address(part).filter(|made| made == address).map(|_| part)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_lead_both_ways() {
        for documents in [0, 1, 44, 1000, 100_000] {
            let plan = Plan { folder: "sok", documents };
            let mut seen = std::collections::BTreeSet::new();
            for part in plan.all() {
                let address = plan.address(part).expect("an address");
                assert_eq!(plan.find(&address), Some(part), "{address}");
                assert!(seen.insert(address), "two files of one address");
            }
        }
    }

    #[test]
    fn nothing_else_has_an_address() {
        let plan = Plan { folder: "sok", documents: 44 };
        for address in
            ["sok/d44.js", "sok/r01.js", "sok/x.js", "sok/d.js", "sok.js", "d1.js", "sok/f6.js", "sok/m1.js"]
        {
            assert_eq!(plan.find(address), None, "{address}");
        }
        let none = Plan::default();
        assert_eq!((none.all().count(), none.find("/d0.js"), none.address(Part::Meta)), (0, None, None));
    }
}
