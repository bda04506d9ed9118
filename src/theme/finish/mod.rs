//! The last look at a page, after the templates ran: nothing that a page must have is lost, nothing is in it that the
//! site's security policy would stop, and every address is relative.
//!
//! A theme of the user's own is held to the same as the standard one.

mod links;
mod page;
mod tags;

use crate::markdown;
use crate::report::catalog::theme as rules;
use crate::report::{Arg, Finding, Findings, Phrase};
use links::Links;
use page::Page;
use tags::{Event, Tag, each};

/// A piece of many pages, looked over once: it is put in where a page has its [mark](Piece::mark).
#[derive(Debug, Clone, Default)]
pub struct Piece {
    name: &'static str,
    html: String,
    tags: Vec<Seen>,
}

/// A tag of a piece.
#[derive(Debug, Clone)]
enum Seen {
    Start(Tag),
    End(Vec<u8>),
}

impl Piece {
    /// Looks a piece over. What is begun in it must end in it.
    pub fn new(name: &'static str, html: &str, address: &str) -> Result<Self, Findings> {
        let (mut tags, mut links) = (Vec::new(), Links::new(html, address));
        // How many elements are open in which tags are none. What closes none opens none.
        let (mut at_end, mut raw) = (false, 0);
        let is_raw = |name: &[u8]| RAW.iter().any(|raw| raw.as_bytes() == name);
        each(&format!("{html}<{END}>"), &mut links, |event, _| match event {
            Event::Start(tag) if tag.name == END => at_end = true,
            Event::Start(tag) => {
                raw += usize::from(is_raw(tag.name.as_bytes()));
                tags.push(Seen::Start(tag.trimmed()));
            }
            Event::End(name) => {
                raw = raw.saturating_sub(usize::from(is_raw(name)));
                tags.push(Seen::End(name.to_owned()));
            }
            Event::Text(_) | Event::Doctype(_) | Event::Comment(..) => {}
        });
        let html = links.whole();
        // Nothing ends this one.
        let plain = |tag: &Seen| matches!(tag, Seen::Start(tag) if tag.name == "plaintext");
        if at_end && raw == 0 && !tags.iter().any(plain) {
            return Ok(Self { name, html, tags });
        }
        let fault =
            Phrase { sv: "lämnar en tagg eller kommentar öppen", en: "leaves a tag or a comment open" };
        let finding = Finding::nowhere(&rules::PAGE_STRUCTURE).with("address", format!("{name}.html"));
        Err(std::iter::once(finding.with("fault", fault)).collect())
    }

    /// What it is called.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// What stands for it in a page until that is finished; nothing, if there is nothing in it.
    pub fn mark(&self) -> String {
        if self.html.is_empty() { String::new() } else { format!("<!--{MARK}{}-->", self.name) }
    }
}

/// Leads the names of pieces in their marks. No text of an author's becomes a comment.
const MARK: &str = "samverka-";
/// Elements in which a browser sees no tags but their own end (HTML 13.1.2).
const RAW: &[&str] =
    &["script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "noscript"];
/// An element that nobody uses. Where it is found after a piece, nothing of that is open.
const END: &str = "samverka-end";

/// Checks a page, makes root-absolute addresses (`/style.css`) relative to `address`, and puts the pieces in.
pub fn finish(html: &str, address: &str, pieces: &[Piece]) -> Result<String, Findings> {
    let (mut page, mut links) = (Page::default(), Links::new(html, address));
    let mut placed: Vec<&str> = Vec::new();
    each(html, &mut links, |event, links| match event {
        Event::Start(tag) => page.start(tag),
        Event::End(name) => page.end(name),
        Event::Text(text) => page.text(text),
        Event::Doctype(name) => page.doctype = name.eq_ignore_ascii_case(b"html"),
        Event::Comment(text, start) => {
            let named = |piece: &&Piece| text.strip_prefix(MARK.as_bytes()) == Some(piece.name.as_bytes());
            let Some(piece) = pieces.iter().find(named) else { return };
            // Other comments may have the same words (`<!samverka-menu>`).
            if !links.put(piece, start) {
                return;
            }
            placed.push(piece.name);
            for tag in &piece.tags {
                match tag {
                    Seen::Start(tag) => page.start(tag),
                    Seen::End(name) => page.end(name),
                }
            }
        }
    });
    let mut findings = page.judge(address);
    // A theme that writes a mark as text shows it to everybody. An author may write one, as of any words.
    for piece in pieces.iter().filter(|piece| !piece.html.is_empty() && !placed.contains(&piece.name)) {
        if html.contains(&markdown::html::escape(&piece.mark())) {
            let fault = Arg::Both(
                format!("visar ”{0}” som text: skriv {{{{ shell.{0} | safe }}}}", piece.name),
                format!("shows “{0}” as text: write {{{{ shell.{0} | safe }}}}", piece.name),
            );
            findings
                .push(Finding::nowhere(&rules::PAGE_STRUCTURE).with("address", address).with("fault", fault));
        }
    }
    if findings.is_empty() { Ok(links.whole()) } else { Err(findings) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "<!DOCTYPE html><html lang=\"sv\"><head><meta http-equiv=\"Content-Security-Policy\" \
        content=\"default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; media-src 'self'; connect-src 'self'; form-action 'self' file:; base-uri 'none'\">\
        <title>T</title><link rel=\"stylesheet\" href=\"/style.css\"></head><body><a href=\"#main\">Hoppa</a>\
        <header><nav></nav></header><main id=\"main\"><h1>T</h1><a href='/moten/#a'>x</a></main><footer></footer></body></html>";

    fn faults(html: &str) -> Vec<&'static str> {
        finish(html, "moten/a.html", &[])
            .err()
            .map(|f| f.iter().map(|f| f.rule.name).collect())
            .unwrap_or_default()
    }

    #[test]
    fn a_good_page_passes_and_its_addresses_become_relative() {
        let page = finish(GOOD, "moten/a.html", &[]).expect("a good page");
        assert!(page.contains("href=\"../style.css\""), "{page}");
        assert!(page.contains("href=\"index.html#a\">x"), "{page}");
        for fine in [
            "<a href=\"https://x/\">x</a>",
            "<meta http-equiv=\"refresh\" content=\"0; url=b.html\">",
            "<p title=\"a // b\">",
            "<meta name=\"description\" content=\"JavaScript: vad är det?\">",
        ] {
            assert_eq!(
                faults(&GOOD.replace("</main>", &format!("{fine}</main>"))),
                Vec::<&str>::new(),
                "{fine}"
            );
        }
        let data = GOOD.replace("</main>", "<script type=\"application/ld+json\">{}</script></main>");
        assert_eq!(faults(&data), Vec::<&str>::new(), "data is no script");
    }

    #[test]
    fn a_piece_is_seen_where_its_mark_stands() {
        let menu = "<nav id=\"n\"><a href='/moten/'>Möten</a><img src='/a.png' alt=''></nav>\n";
        let piece = |html: &str| Piece::new("menu", html, "moten/a.html").expect("it is whole");
        let page = GOOD.replace("<nav></nav>", &piece(menu).mark());
        let whole = finish(&page, "moten/a.html", &[piece(menu)]).expect("a good page");
        assert_eq!(whole, finish(&GOOD.replace("<nav></nav>", menu), "moten/a.html", &[]).expect("the same"));
        let told = |html: &str, menu: &str| {
            let pieces = [Piece::new("footer", "<p></p>", "").expect("whole"), piece(menu)];
            let found = finish(html, "moten/a.html", &pieces).err();
            found.map(|told| told.iter().map(|told| told.rule.name).collect::<Vec<_>>()).unwrap_or_default()
        };
        assert_eq!(told(&page, menu), Vec::<&str>::new());
        assert_eq!(
            told(&page, "<p id=\"main\"></p>"),
            ["page-structure", "page-structure"],
            "no nav, an id twice"
        );
        assert_eq!(told(&page, "<nav onclick=\"x\"></nav>"), ["page-inline"]);
        assert_eq!(told(&page, "<nav><img src=\"https://x/\"></nav>"), ["page-foreign"]);
        // In a comment or an attribute it is none, and no other comment is one.
        let hidden = page.replace("<!--samverka-menu-->", "<!-- <!--samverka-menu--> -->");
        assert_eq!(told(&hidden, menu), ["page-structure"]);
        let quoted = page.replace("<!--samverka-menu-->", "<p title=\"<!--samverka-menu-->\"></p>");
        assert_eq!(told(&quoted, menu), ["page-structure"]);
        for other in ["<!samverka-menu>", "<!--samverka-menu--!>", "<!samverka-menu>å"] {
            let trick = format!("{other}<!--<img src=\"https://x/\">-->");
            let page = page.replace("<!--samverka-menu-->", &trick);
            let whole =
                finish(&page.replace("</footer>", "<nav></nav></footer>"), "moten/a.html", &[piece(menu)]);
            assert!(whole.expect("a good page").contains(&trick), "{other}");
        }
        let text = "&lt;!--samverka-menu--&gt;";
        let shown = GOOD.replace("</nav>", &format!("</nav>{text}"));
        assert_eq!(told(&shown, menu), ["page-structure"], "the mark as text, and nothing in its place");
        let written = page.replace("</main>", &format!("<code>{text}</code></main>"));
        assert_eq!(told(&written, menu), Vec::<&str>::new(), "an author tells of it");
        for open in [
            "<nav><!-- ",
            "<nav title=\"",
            "<nav ",
            "<script>",
            "<title>",
            "</script><script src=\"/x.js\">",
            "<plaintext></plaintext>",
        ] {
            assert!(Piece::new("menu", open, "a.html").is_err(), "{open}");
        }
        assert_eq!(Piece::new("menu", "", "a.html").expect("whole").mark(), "");
    }

    #[test]
    fn what_a_theme_loses_is_told() {
        for (part, rule) in [
            ("<!DOCTYPE html>", "page-structure"),
            (" lang=\"sv\"", "page-structure"),
            ("<title>T</title>", "page-structure"),
            ("<h1>T</h1>", "page-structure"),
            ("<nav></nav>", "page-structure"),
            ("<footer></footer>", "page-structure"),
            ("<a href=\"#main\">Hoppa</a>", "page-structure"),
            (" id=\"main\"", "page-structure"),
            ("default-src 'none'; ", "page-structure"),
            ("; base-uri 'none'", "page-structure"),
        ] {
            assert_eq!(faults(&GOOD.replace(part, "")).first(), Some(&rule), "{part}");
        }
        for (more, rule) in [
            ("<script>x</script>", "page-inline"),
            ("<p style=\"x\">", "page-inline"),
            ("<p onclick=\"x\">", "page-inline"),
            ("<script type=\"module\">x</script>", "page-inline"),
            ("<style>x</style>", "page-inline"),
            ("<img src=\"https://x/y.png\">", "page-foreign"),
            ("<script src=\"//x/y.js\"></script>", "page-foreign"),
            ("<img alt=\"\" src=\"a.png\" srcset=\"a.png 1x, https://x/b.png 2x\">", "page-foreign"),
            ("<meta http-equiv=\"Refresh\" content=\"0; URL=https://x/\">", "page-foreign"),
            ("<svg><use href=\"https://x/a.svg#b\"></use></svg>", "page-foreign"),
            ("<svg><image xlink:href=\"//x/a.png\"></image></svg>", "page-foreign"),
            ("<object data=\"https://x/\"></object>", "page-foreign"),
            ("<video poster=\"https://x/a.png\"></video>", "page-foreign"),
            ("<form action=\"https://x/\"></form>", "page-foreign"),
            ("<base href=\"a/\">", "page-inline"),
            ("<iframe srcdoc=\"x\"></iframe>", "page-inline"),
            ("<a href=\"java\nscript:x()\">x</a>", "page-inline"),
            ("<p id=\"a\"></p><p id=\"a\"></p>", "page-structure"),
        ] {
            assert_eq!(faults(&GOOD.replace("</main>", &format!("{more}</main>"))), [rule], "{more}");
        }
    }
}
