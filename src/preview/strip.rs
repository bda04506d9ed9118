//! The strip on each page of the site: that it is a preview, how the page stands, where there is more to read.
//!
//! It is no part of the site: `output` never sees it.

use super::ask::{self, OURS};
use super::live::Now;
use super::panel::escape;
use super::words;
use crate::language::Lang;
use std::fmt::Write as _;

/// What is added to a page.
pub(super) struct Strip {
    /// To its head.
    pub(super) head: String,
    /// Before its header.
    pub(super) body: String,
}

/// The strip of a page of the site.
pub(super) fn of(now: &Now, address: &str, lang: Lang) -> Strip {
    let Some(about) = now.snapshot.about(address) else { return of_nothing(now, lang) };
    let mut text = String::new();
    if about.draft {
        let _ = write!(text, "<strong>{}</strong> ", words::DRAFT.raw(lang));
    }
    let _ = write!(text, "{} ", words::on_this_page(&about.findings, lang));
    let _ = write!(text, "<a href=\"{}\">{}</a>", escape(&ask::about(address)), words::SHOW_PANEL.raw(lang));
    text.push_str(&whole_site(now, lang));
    strip(&text, lang)
}

/// The strip where there is no page.
pub(super) fn of_nothing(now: &Now, lang: Lang) -> Strip {
    strip(whole_site(now, lang).trim_start(), lang)
}

/// The link to all findings, if there are any.
fn whole_site(now: &Now, lang: Lang) -> String {
    let findings = now.snapshot.findings();
    if findings.is_empty() {
        return String::new();
    }
    let name = words::WHOLE_SITE.raw(lang);
    format!(" <a href=\"/{OURS}\">{name}: {}</a>", words::counts(findings, lang))
}

fn strip(text: &str, lang: Lang) -> Strip {
    let name = words::PREVIEW.raw(lang);
    Strip {
        head: format!("<link rel=\"stylesheet\" href=\"/{OURS}notice.css\">"),
        body: format!(
            "<aside class=\"samverka-notice\" lang=\"{}\" dir=\"ltr\" aria-label=\"{name}\"><p>{name}: {text}</p></aside>",
            lang.tag()
        )
        .replace(": </p>", "</p>"),
    }
}
