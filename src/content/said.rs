//! Whether two readings of a note say the same of it: what its facts are, wherever in the file they stand. Its running text
//! is none of them.
//!
//! How documents hang together follows from their facts alone. Whoever writes prose changes none, and so need not wait for
//! all the others.

use super::body::{Body, Ends};
use super::document::Document;
use std::hash::{Hash, Hasher};

/// All that is hashed, as it is: where a number made from it may be that of something else too, this cannot.
#[derive(Default, PartialEq)]
struct Written(Vec<u8>);

impl Hasher for Written {
    fn finish(&self) -> u64 {
        0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }
}

fn written(value: &impl Hash) -> Written {
    let mut written = Written::default();
    value.hash(&mut written);
    written
}

/// The facts, with places left out.
struct Facts<'d>(&'d Document);

impl Hash for Facts<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // Taken apart whole, so that a new field is not forgotten.
        let Document {
            file,
            path,
            kind,
            version,
            slug,
            id,
            title,
            date,
            summary,
            easy_read,
            lang,
            topics,
            municipalities,
            target_group,
            level,
            status,
            updated,
            reviewed,
            former_addresses,
            sign_language,
            audio,
            transcript,
            items,
            data,
            // The running text, and what it is tied to others by.
            text: _,
            headings: _,
            ends: _,
        } = self.0;
        (file, path, kind, version, slug, id, title, date, summary, easy_read, lang).hash(state);
        (topics, municipalities, target_group, level, status, updated, reviewed).hash(state);
        (former_addresses, sign_language, audio, transcript, items, data).hash(state);
    }
}

impl Document {
    /// Whether this and another have the same facts.
    pub fn says_as(&self, other: &Self) -> bool {
        written(&Facts(self)) == written(&Facts(other))
    }

    /// Hashes what others may know of it: its facts, its headings, and the places that they may link to.
    pub fn hash_known(&self, state: &mut impl Hasher) {
        Facts(self).hash(state);
        self.headings.iter().for_each(|heading| (heading.level, &heading.text).hash(state));
        self.anchors().hash(state);
    }

    /// Whether this and another have the same facts at the same places.
    pub fn stands_as(&self, other: &Self) -> bool {
        let bare = |document: &Self| {
            let mut bare = document.clone();
            bare.text = Body::default();
            bare.headings = Vec::new();
            bare.ends = Ends::default();
            bare
        };
        bare(self) == bare(other)
    }

    /// The places on its page that a link may lead to: headings, items, elements.
    pub fn anchors(&self) -> Vec<&str> {
        let mut anchors: Vec<&str> = self.headings.iter().map(|heading| heading.id.as_str()).collect();
        anchors.extend(self.items.iter().map(|item| item.id.as_str()));
        anchors.extend(self.ends.ids.iter().map(String::as_str));
        anchors
    }
}

#[cfg(test)]
mod tests {
    use super::super::document;
    use super::*;
    use crate::language::Lang;
    use crate::report::{FileId, Findings, Source};

    fn note(text: &str) -> Document {
        let source = Source::new("content/moten/2014-02-12-a.md", text);
        document::read(&source.into(), FileId(0), Lang::Sv, &mut Findings::new())
    }

    #[test]
    fn prose_is_no_fact_and_all_else_is() {
        let text = "---\ntitel: A\nnummer: 1\n---\n\nVi sågs.\n\n## B\n\nBeslut: Vi ses. (en)\n";
        let before = note(text);
        let prose = note(&text.replace("sågs", "sågs länge"));
        assert!(before.says_as(&prose) && before.anchors() == prose.anchors());
        assert!(!before.stands_as(&prose), "the decision has moved");
        let below = note(&format!("{text}\nSlut.\n"));
        assert!(before.says_as(&below) && before.stands_as(&below));
        let heading = note(&text.replace("## B", "## C"));
        assert!(before.says_as(&heading) && before.anchors() != heading.anchors());
        for (from, to) in
            [("titel: A", "titel: B"), ("nummer: 1", "nummer: 2"), ("Vi ses.", "Vi går."), ("(en)", "(två)")]
        {
            assert!(!before.says_as(&note(&text.replace(from, to))), "{to}");
        }
    }
}
