//! The files of the search: its script, its index, its documents. What a page of the site says of itself is in
//! `documents`; how it is indexed, found and written is the room [`crate::search`].

mod documents;
mod facets;

use super::Renderer;
use crate::search::{Document, Index, Part, Run, shard};

/// The client, in the order in which its parts use each other.
const CLIENT: &[&str] = &[
    include_str!("words.js"),
    include_str!("swedish.js"),
    include_str!("files.js"),
    include_str!("query.js"),
    include_str!("show.js"),
    include_str!("filter.js"),
    include_str!("page.js"),
];

/// One file.
pub fn file(renderer: &Renderer<'_>, part: Part) -> String {
    match part {
        Part::Client => format!("(() => {{\n\"use strict\";\n{}}})();\n", code(CLIENT)),
        Part::English => format!(
            "samverka(\"s\",0,(() => {{\n{}return english;\n}})());\n",
            code(&[include_str!("english.js")])
        ),
        Part::Meta => shard::meta(index(renderer)),
        Part::Range(number) => shard::range(index(renderer), number),
        Part::Near(number) => shard::near(index(renderer), number),
        Part::End(number) => shard::end(index(renderer), number),
        Part::Pairs(number) => shard::pairs(index(renderer), number),
        Part::Facet(number) => shard::facet(index(renderer), number),
        Part::Document(number) => shard::document(number, &document(renderer, number)),
    }
}

/// The index, made when it is first asked for.
pub fn index<'a>(renderer: &Renderer<'a>) -> &'a Index {
    let plan = renderer.site.routes.search();
    renderer.index.get_or_init(|| {
        Index::build(plan, &|number| document(renderer, number), rayon::current_num_threads())
    })
}

/// Makes the index from the lists of an earlier one, when all but some of the documents are as they were. Nothing if it is there
/// already.
pub fn index_again(renderer: &Renderer<'_>, run: Run, changed: &[usize]) {
    let plan = renderer.site.routes.search();
    renderer.index.get_or_init(|| Index::again(plan, run, changed, |number| document(renderer, number)));
}

/// A document of the index, by its number.
pub fn document(renderer: &Renderer<'_>, number: usize) -> Document {
    renderer.site.searched.get(number).map(|route| documents::of(renderer, route)).unwrap_or_default()
}

/// Scripts as they are sent: without their comments, which are for those who change them.
fn code(parts: &[&str]) -> String {
    let lines = parts.iter().flat_map(|part| part.lines()).map(str::trim_start);
    lines.filter(|line| !line.is_empty() && !line.starts_with("//")).flat_map(|line| [line, "\n"]).collect()
}
