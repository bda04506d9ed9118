//! Where the links and images of a note lead.

use super::Site;
use super::names::DocId;
use crate::content::document::Document;
use crate::content::kind::{self, Type};
use crate::content::types::Name;
use crate::language::fold;
use crate::report::catalog::markup as rules;
use crate::report::{Finding, Findings, Span};
use crate::world;
use percent_encoding::percent_decode_str;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a link means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A place on the same page.
    Here(String),
    /// A document, and a place in it.
    Document(DocId, Option<String>),
    /// The list of a type, and a place in it.
    List(Type, Option<String>),
    /// A page that samverka makes itself, by its address from the site's root.
    Made(String, Option<String>),
    /// Another file of `content/`, by its path.
    Asset(String),
    /// Another site, an e-mail address, a telephone number.
    Outside(String),
    /// A scheme that is not allowed.
    Unsafe(String),
    /// Nothing.
    Nowhere,
}

/// Schemes that a link may have.
const SCHEMES: [&str; 5] = ["http", "https", "mailto", "tel", "sms"];

/// The scheme of an address: `https` of `https://…`.
fn scheme(target: &str) -> Option<&str> {
    let (scheme, _) = target.split_once(':')?;
    // One letter is a disk: `C:\\Users\\…`, which is a file that is not here.
    let named = scheme.len() > 1
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    named.then_some(scheme)
}

/// A path relative to the folder of another, as a path from the site's root. `None` when it leads out of it.
fn join(from: &str, relative: &str) -> Option<String> {
    let folder = if relative.starts_with('/') {
        "content"
    } else {
        from.rsplit_once('/').map_or("", |(folder, _)| folder)
    };
    world::joined(folder, relative)
}

/// Every source path in both its forms, to find what a link means and what is nearest to what it says.
#[derive(Debug, Clone, Default)]
pub struct Paths {
    documents: BTreeMap<String, DocId>,
    /// Without the form `.md`: `[x](../teman/medfinansiering)`.
    stems: BTreeMap<String, DocId>,
}

impl Paths {
    /// Gathers the paths.
    pub fn gather(documents: &[Arc<Document>]) -> Self {
        let mut paths = Self::default();
        for (i, document) in documents.iter().enumerate() {
            paths.documents.insert(document.path.clone(), DocId(i));
            if let Some((stem, _)) = document.path.rsplit_once('.') {
                paths.stems.insert(stem.to_owned(), DocId(i));
            }
        }
        paths
    }
}

impl Site {
    /// What a link in a document means.
    pub fn target(&self, document: &Document, written: &str) -> Target {
        let written = written.trim();
        if written.is_empty() {
            return Target::Nowhere;
        }
        if let Some(fragment) = written.strip_prefix('#') {
            return Target::Here(fold::nfc(&decode(fragment)));
        }
        if let Some(scheme) = scheme(written) {
            let known = SCHEMES.iter().any(|known| scheme.eq_ignore_ascii_case(known));
            return if known {
                Target::Outside(written.to_owned())
            } else {
                Target::Unsafe(scheme.to_owned())
            };
        }
        if written.starts_with("//") {
            return Target::Outside(written.to_owned());
        }
        let (path, fragment) = match written.split_once('#') {
            Some((path, fragment)) => (path, Some(fold::nfc(&decode(fragment))).filter(|f| !f.is_empty())),
            None => (written, None),
        };
        let path = path.split('?').next().unwrap_or("");
        // Nearly every path is plain, and then stands for itself.
        let plain = path.is_ascii() && !path.contains('%');
        let path = if plain { path.to_owned() } else { fold::nfc(&decode(path)) };
        let Some(full) = join(&document.path, &path) else { return Target::Nowhere };
        if let Some(id) = self.paths.documents.get(&full).or_else(|| self.paths.stems.get(&full)) {
            return Target::Document(*id, fragment);
        }
        if self.assets.contains_key(&full) {
            return Target::Asset(full);
        }
        self.made(&full, fragment)
    }

    /// A folder (its list), or an address that the site has though no file of that name lies there.
    fn made(&self, full: &str, fragment: Option<String>) -> Target {
        let inner = full.strip_prefix("content").unwrap_or(full).trim_start_matches('/');
        let folder =
            inner.trim_end_matches("/index.html").trim_end_matches("/index.md").trim_end_matches('/');
        if let Some(kind) = kind::Type::from_word(folder).filter(|kind| self.has_list(*kind)) {
            return Target::List(kind, fragment);
        }
        let address = if inner.is_empty() { "index.html" } else { inner };
        if self.routes.find(address).is_some() {
            return Target::Made(address.to_owned(), fragment);
        }
        Target::Nowhere
    }

    /// The file that an image is.
    pub fn image(&self, document: &Document, written: &str) -> Option<String> {
        match self.target(document, written) {
            Target::Asset(path) => Some(path),
            _ => None,
        }
    }

    /// Complains of every link and image of a document that leads nowhere.
    pub(super) fn check_links(&self, document: &Document, findings: &mut Findings) {
        let ends = &document.ends;
        ends.links.iter().for_each(|link| self.check_link(document, link, findings));
        ends.images.iter().for_each(|image| self.check_image(document, image, findings));
        for media in &ends.media {
            media.files().for_each(|file| self.check_file(document, file, media.span, findings));
        }
    }

    fn check_link(&self, document: &Document, written: &Name, findings: &mut Findings) {
        let place = |id: DocId| self.documents.get(id.0);
        match self.target(document, written) {
            Target::Here(fragment) => fragment_exists(document, &fragment, written.span, findings),
            Target::Document(id, Some(fragment)) => {
                if let Some(target) = place(id) {
                    fragment_exists(target, &fragment, written.span, findings);
                }
            }
            Target::Unsafe(scheme) => {
                findings.push(Finding::at(&rules::LINK_UNSAFE, written.span).with("scheme", scheme));
            }
            Target::Nowhere => findings.push(
                Finding::at(&rules::LINK_BROKEN, written.span)
                    .with("target", written.as_str())
                    .with_opt("near", self.nearest_path(document, written)),
            ),
            Target::Asset(path) if executable(&path) => {
                findings.push(Finding::at(&rules::HTML_UNSAFE, written.span).with("what", written.as_str()));
            }
            _ => {}
        }
    }

    fn check_image(&self, document: &Document, written: &Name, findings: &mut Findings) {
        match self.target(document, written) {
            Target::Asset(path) => {
                if self.pictures.get(&path).is_some_and(|facts| facts.active) {
                    findings
                        .push(Finding::at(&rules::HTML_UNSAFE, written.span).with("what", written.as_str()));
                }
            }
            Target::Outside(_) => {
                findings.push(Finding::at(&rules::IMAGE_REMOTE, written.span).with("src", written.as_str()));
            }
            Target::Unsafe(scheme) => {
                findings.push(Finding::at(&rules::LINK_UNSAFE, written.span).with("scheme", scheme));
            }
            _ => findings.push(
                Finding::at(&rules::IMAGE_FILE_MISSING, written.span)
                    .with("src", written.as_str())
                    .with_opt("near", self.nearest_path(document, written)),
            ),
        }
    }

    /// A file of a recording: it is there, or on another site, which is told elsewhere.
    pub(super) fn check_file(&self, document: &Document, written: &str, span: Span, findings: &mut Findings) {
        match self.target(document, written) {
            Target::Asset(path) if !executable(&path) => {}
            Target::Outside(_) => {}
            Target::Unsafe(scheme) => {
                findings.push(Finding::at(&rules::LINK_UNSAFE, span).with("scheme", scheme));
            }
            _ => findings.push(
                Finding::at(&rules::MEDIA_FILE_MISSING, span)
                    .with("src", written)
                    .with_opt("near", self.nearest_path(document, written)),
            ),
        }
    }

    /// The nearest path there is, written as seen from the document.
    pub(super) fn nearest_path(&self, document: &Document, written: &str) -> Option<String> {
        let typed = join(&document.path, written.split('#').next().unwrap_or(""))?;
        let known = self.paths.documents.keys().chain(self.assets.keys()).map(String::as_str);
        // The same name in another folder is the likeliest slip of all.
        let name = typed.rsplit('/').next().unwrap_or("");
        let same_name = known.clone().find(|path| path.rsplit('/').next() == Some(name) && !name.is_empty());
        let near = same_name.or_else(|| fold::nearest(&typed, known))?;
        Some(world::relative(&document.path, near))
    }
}

fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// Files that a browser would run or show as a page of the site.
pub(super) fn executable(path: &str) -> bool {
    let form = path.rsplit_once('.').map_or("", |(_, form)| form).to_ascii_lowercase();
    matches!(
        form.as_str(),
        "html" | "htm" | "xhtml" | "xht" | "js" | "mjs" | "cjs" | "wasm" | "swf" | "xml" | "xsl" | "php"
    )
}

/// Whether a document has the anchor; if not, it is told.
fn fragment_exists(target: &Document, fragment: &str, span: Span, findings: &mut Findings) {
    let anchors = target.anchors();
    if fragment.is_empty()
        || anchors.contains(&fragment)
        || crate::markdown::html::RESERVED.contains(&fragment)
    {
        return;
    }
    let file = target.path.rsplit('/').next().unwrap_or(&target.path);
    findings.push(
        Finding::at(&rules::LINK_FRAGMENT, span)
            .with("fragment", fragment)
            .with("target", file)
            .with_opt("near", fold::nearest(fragment, anchors.iter().copied()).map(str::to_owned)),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_joined_and_never_leave_the_root() {
        let join = |relative: &str| join("content/moten/a.md", relative);
        assert_eq!(join("../teman/x.md").as_deref(), Some("content/teman/x.md"));
        assert_eq!(join("bild.png").as_deref(), Some("content/moten/bild.png"));
        assert_eq!(join("/teman/x.md").as_deref(), Some("content/teman/x.md"));
        assert_eq!(join("../../../etc/passwd"), None);
    }
}
