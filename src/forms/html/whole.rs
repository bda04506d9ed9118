//! All texts of a topic or of a year on one page, to print or to read in one go.

use super::frame::Frame;
use crate::forms::publication::html::{Dress, write};
use crate::forms::publication::tree::{Content, Image, plain};
use crate::forms::{Renderer, publication};
use crate::site::{Route, Whole};
use crate::theme::view::{self, Toc};

/// The view of a whole.
pub(super) fn view(
    frame: &Frame<'_>,
    renderer: &Renderer<'_>,
    address: &str,
    whole: Whole,
) -> Option<view::Whole> {
    let publication = publication::on_page(renderer, address, whole)?;
    let picture = |image: &Image| frame.address_of(&Route::Asset(image.path.clone()));
    let dress = Dress {
        picture: &picture,
        attributes: &|_| "",
        xml: false,
        link: &|address| Some(address.to_owned()),
        note: frame.t("footnote"),
        back: None,
        region: Some(frame.t("table")),
    };
    let mut toc = Vec::new();
    for block in &publication.blocks {
        block.walk(&mut |block| {
            if let (Content::Heading(2, line), Some(id)) = (&block.content, &block.id) {
                toc.push(Toc { label: plain(line), id: id.clone(), level: 2 });
            }
        });
    }
    let mut attended = false;
    for block in &publication.blocks {
        // Anchors of a text within a whole end with their own name.
        block.walk(&mut |block| attended |= block.id.as_ref().is_some_and(|id| id.ends_with("s-attended")));
    }
    Some(view::Whole {
        attended,
        shell: frame.shell("whole", &publication.title, None),
        lede: frame.count("whole_lede", toc.len()),
        toc,
        html: write(&publication.blocks, &dress),
        forms: frame.form_links(),
    })
}
