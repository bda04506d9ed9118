//! What stands in a line of a document (ODF 1.3 part 3, 6).

use super::writer::Writer;
use crate::forms::publication::tree::{Inline, plain};
use crate::language::tag::LangTag;
use crate::markdown::html::escape;
use std::fmt::Write as _;

impl Writer<'_> {
    pub(super) fn line(&mut self, line: &[Inline]) {
        for inline in line {
            self.inline(inline);
        }
    }

    fn inline(&mut self, inline: &Inline) {
        match inline {
            Inline::Text(text) => self.text(text),
            Inline::Code(text) => self.spanned("Source_20_Text", |writer| writer.text(text)),
            Inline::Emphasis(line) => self.spanned("Emphasis", |writer| writer.line(line)),
            Inline::Strong(line) => self.spanned("Strong_20_Emphasis", |writer| writer.line(line)),
            Inline::Strike(line) => self.spanned("Struck", |writer| writer.line(line)),
            Inline::Sub(line) => self.spanned("Below", |writer| writer.line(line)),
            Inline::Sup(line) => self.spanned("Above", |writer| writer.line(line)),
            Inline::LineBreak => self.out.push_str("<text:line-break/>"),
            Inline::Link(address, line) => self.link(address, line),
            Inline::Image(image) => self.image(image),
            Inline::Passage(lang, line) => self.passage(lang, line),
            Inline::Note(number, id) => self.note(*number, id),
        }
    }

    fn spanned(&mut self, style: &str, write: impl FnOnce(&mut Self)) {
        let _ = write!(self.out, "<text:span text:style-name=\"{style}\">");
        write(self);
        self.out.push_str("</text:span>");
    }

    /// Words in another language.
    pub(super) fn passage(&mut self, lang: &LangTag, line: &[Inline]) {
        self.languages.insert(lang.clone());
        self.spanned(&format!("Language_20_{}", lang.as_str()), |writer| writer.line(line));
    }

    fn link(&mut self, address: &str, line: &[Inline]) {
        // A place that is not in the document cannot be led to.
        let leads = address.strip_prefix('#').is_none_or(|anchor| self.has(anchor));
        if !leads || plain(line).is_empty() {
            self.line(line);
            return;
        }
        let _ = write!(
            self.out,
            "<text:a xlink:type=\"simple\" xlink:href=\"{}\" text:style-name=\"Internet_20_link\" \
             text:visited-style-name=\"Internet_20_link\">",
            escape(address)
        );
        self.line(line);
        self.out.push_str("</text:a>");
    }

    /// A footnote where it is first mentioned; later mentions lead there.
    fn note(&mut self, number: usize, id: &str) {
        let Some(words) = self.notes.get(id).copied() else { return };
        if self.noted {
            self.spanned("Above", |writer| writer.text(&number.to_string()));
        } else if self.told.insert(id.to_owned()) {
            let _ = write!(
                self.out,
                "<text:note text:id=\"ftn{number}\" text:note-class=\"footnote\"><text:note-citation>{number}\
                 </text:note-citation><text:note-body>"
            );
            self.note_body(words);
            self.out.push_str("</text:note-body></text:note>");
        } else {
            let _ = write!(
                self.out,
                "<text:span text:style-name=\"Above\"><text:note-ref text:note-class=\"footnote\" \
                 text:reference-format=\"text\" text:ref-name=\"ftn{number}\">{number}</text:note-ref></text:span>"
            );
        }
    }

    /// Words. Spaces in a row and tabs have elements of their own, as all others become one space.
    pub(super) fn text(&mut self, text: &str) {
        let mut spaces = 0;
        for c in text.chars() {
            if c == ' ' {
                spaces += 1;
                continue;
            }
            self.spaces(std::mem::take(&mut spaces));
            match c {
                '\t' => self.out.push_str("<text:tab/>"),
                '\n' => self.out.push(' '),
                c => self.out.push_str(&escape(c.encode_utf8(&mut [0; 4]))),
            }
        }
        self.spaces(spaces);
    }

    fn spaces(&mut self, count: usize) {
        // One at the beginning of a paragraph would be lost too.
        let begins = self.out.ends_with("\">") || self.out.ends_with("<text:line-break/>");
        match count {
            0 => {}
            1 if !begins => self.out.push(' '),
            n => {
                let _ = write!(self.out, "<text:s text:c=\"{n}\"/>");
            }
        }
    }
}
