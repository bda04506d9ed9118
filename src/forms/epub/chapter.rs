//! The chapters of a book: the one text of a note, or each text of a whole, with headings that can be led to.

use crate::content::formats::Subject;
use crate::forms::publication::Publication;
use crate::forms::publication::tree::{Block, Content, Inline, plain, walk};
use crate::language::fold;
use crate::language::tag::LangTag;
use std::collections::BTreeSet;

/// A file of the book with a text.
#[derive(Debug)]
pub(super) struct Chapter {
    /// Its name.
    pub file: String,
    /// The heading of level 1.
    pub title: Vec<Inline>,
    /// The language of the title, when another than the chapter's.
    pub title_lang: Option<LangTag>,
    /// The language of the chapter.
    pub lang: LangTag,
    /// The anchor of the chapter in a whole: what stands before all others in it.
    pub prefix: Option<String>,
    /// What stands under the title.
    pub blocks: Vec<Block>,
    /// Its headings, as the contents list them.
    pub headings: Vec<Heading>,
    /// Its anchors.
    pub anchors: BTreeSet<String>,
}

/// A heading that can be led to.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Heading {
    pub level: u8,
    pub text: String,
    pub id: String,
    pub lang: Option<LangTag>,
}

/// The chapters of a publication.
pub(super) fn chapters(of: &Publication) -> Vec<Chapter> {
    if of.subject != Some(Subject::Whole) {
        let title = vec![Inline::Text(of.title.clone())];
        return vec![made(
            "text.xhtml".into(),
            title,
            of.title_lang.clone(),
            &of.lang,
            None,
            of.blocks.clone(),
        )];
    }
    let groups = of.blocks.iter().filter_map(|block| match &block.content {
        Content::Group(blocks) => Some((block.lang.as_ref().unwrap_or(&of.lang), blocks.as_slice())),
        _ => None,
    });
    (1..).zip(groups).filter_map(|(number, (lang, blocks))| within(number, lang, blocks)).collect()
}

/// A text of a whole as a chapter.
fn within(number: usize, lang: &LangTag, blocks: &[Block]) -> Option<Chapter> {
    let (heading, rest) = blocks.split_first()?;
    let Content::Heading(_, title) = &heading.content else { return None };
    let mut blocks = rest.to_vec();
    // In a whole every text is a level further down; here it is a page of its own.
    for block in &mut blocks {
        block.walk_mut(&mut |block| {
            if let Content::Heading(level, _) = &mut block.content {
                *level = level.saturating_sub(1).max(2);
            }
        });
    }
    let file = format!("text-{number:03}.xhtml");
    Some(made(file, title.clone(), heading.lang.clone(), lang, heading.id.clone(), blocks))
}

fn made(
    file: String,
    title: Vec<Inline>,
    title_lang: Option<LangTag>,
    lang: &LangTag,
    prefix: Option<String>,
    mut blocks: Vec<Block>,
) -> Chapter {
    let mut anchors = anchors(&blocks);
    anchors.extend(prefix.clone());
    let mut headings = Vec::new();
    listed(&mut blocks, None, &mut anchors, &mut headings);
    Chapter { file, title, title_lang, lang: lang.clone(), prefix, blocks, headings, anchors }
}

/// All anchors of blocks, with those of mentions of footnotes.
fn anchors(blocks: &[Block]) -> BTreeSet<String> {
    let mut anchors = BTreeSet::new();
    for block in blocks {
        block.walk(&mut |block| {
            anchors.extend(block.id.clone());
            for line in block.lines() {
                walk(line, &mut |inline| {
                    if let Inline::Note(_, id) = inline {
                        anchors.insert(format!("ref-{id}"));
                    }
                });
            }
        });
    }
    anchors
}

/// Lists headings, in the language of what they stand in; one without an anchor gets one.
fn listed(
    blocks: &mut [Block],
    around: Option<&LangTag>,
    anchors: &mut BTreeSet<String>,
    headings: &mut Vec<Heading>,
) {
    for block in blocks {
        let lang = block.lang.clone().or_else(|| around.cloned());
        match &mut block.content {
            Content::Heading(level, line) => {
                let text = plain(line);
                if block.id.is_none() {
                    let slug = fold::slug(&text);
                    let names = (1..).map(|n: usize| format!("h-{slug}-{n}"));
                    block.id = names.into_iter().find(|name| !anchors.contains(name));
                }
                let id = block.id.clone().unwrap_or_default();
                anchors.insert(id.clone());
                headings.push(Heading { level: *level, text, id, lang });
            }
            Content::Quote(blocks) | Content::Group(blocks) => {
                listed(blocks, lang.as_ref(), anchors, headings);
            }
            Content::List(_, items) => {
                for item in items {
                    listed(item, lang.as_ref(), anchors, headings);
                }
            }
            _ => {}
        }
    }
}

/// Where a link of a chapter leads to within the book or out of it; `None` when that place is not there.
pub(super) fn target(address: &str, from: &Chapter, chapters: &[Chapter]) -> Option<String> {
    let Some(anchor) = address.strip_prefix('#') else { return Some(address.to_owned()) };
    if from.anchors.contains(anchor) {
        return Some(address.to_owned());
    }
    // A place in another text of the same whole is in another chapter of this book.
    let chapter = chapters.iter().find(|chapter| chapter.anchors.contains(anchor))?;
    Some(format!("{}#{anchor}", chapter.file))
}
