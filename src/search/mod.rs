//! Search: documents → an index in many small files, and a query → documents.
//!
//! A reader's browser downloads only the files that a query needs; no server answers. So the same search is written
//! twice, here and in the client (`forms/search/*.js`): [`query`] tells the rules, and `tests/search.rs` runs every query
//! through both. This room knows words and numbers, no sites and no pages.
//!
//! | file | what is in it |
//! |---|---|
//! | meta | how many documents there are, and where each list of words is cut |
//! | range | the terms between two cuts, in order, each with the documents that have it |
//! | near, end | words in order, and in order of their ends: looked through for a word that no term is |
//! | pairs | for phrases: which documents have two words after each other |
//! | facet | for filters: which documents have a value |
//! | document | one document's title, address and text, for the ten that are shown |

pub mod compound;
pub mod index;
pub mod near;
pub mod plan;
pub mod query;
mod run;
pub mod shard;
pub mod stem;
pub mod text;

pub use index::Index;
pub use plan::{Part, Plan};
pub use run::Run;

use crate::language::Lang;

/// How much a word counts for where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// In the title.
    Title,
    /// In a heading, or the number of a decision.
    Heading,
    /// In the summary, in a decision, an action, a question.
    Lead,
    /// Anywhere else.
    Body,
}

impl Weight {
    /// What a word counts in a text of so many words. The shorter a title, the more each of its words tells.
    fn points(self, words: usize) -> u32 {
        match self {
            Self::Title => 6 + 6 / u32::try_from(words.max(1)).unwrap_or(u32::MAX),
            Self::Heading => 3,
            Self::Lead => 2,
            Self::Body => 1,
        }
    }
}

/// A part of a document that can be linked to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Section {
    /// Its anchor; empty for the top of the page.
    pub anchor: String,
    /// Its heading, or `Beslut d1.3`; empty for the top.
    pub label: String,
    /// Its text.
    pub text: String,
    /// Whether its text is the most important of the page: summaries, decisions.
    pub lead: bool,
}

/// What may be chosen to see fewer hits.
pub const FACETS: [&str; 6] = ["type", "topic", "sector", "organisation", "municipality", "year"];

/// A document as it is searched and shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// Its title.
    pub title: String,
    /// Its address from the site's root.
    pub address: String,
    /// The key of its type.
    pub kind: &'static str,
    /// What its words are stemmed by.
    pub lang: Option<Lang>,
    /// Its language tag.
    pub tag: String,
    /// Its day, `2014-03-12`.
    pub day: Option<String>,
    /// Other names, found as if they stood in the title.
    pub names: Vec<String>,
    /// Its parts, in the order of the page.
    pub sections: Vec<Section>,
    /// What is known of it and need not be shown: the day in words, the place.
    pub facts: Vec<String>,
    /// How much it counts beside others, in sixteenths.
    pub prior: u8,
    /// Its values of each of [`FACETS`].
    pub facets: [Vec<String>; 6],
}

impl Document {
    /// All of its texts, with what they count for.
    fn texts(&self) -> impl Iterator<Item = (Weight, &str)> {
        let names = std::iter::once(&self.title).chain(&self.names).map(|text| (Weight::Title, text));
        let facts = self.facts.iter().map(|text| (Weight::Lead, text));
        let sections = self.sections.iter().flat_map(|section| {
            let own = if section.lead { Weight::Lead } else { Weight::Body };
            [(Weight::Heading, &section.label), (own, &section.text)]
        });
        names.chain(facts).chain(sections).map(|(weight, text)| (weight, text.as_str()))
    }
}
