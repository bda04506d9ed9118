//! A mailing, or a meeting in short, as a letter (RFC 5322, MIME) to open in a mail program, address and send.
//!
//! The same words stand in it as plain text and as simple HTML with styles in its elements, as old programs know no style
//! sheets. It names no colour, so it is readable in dark mode. Pictures lie in the letter; nothing is fetched, and nobody is
//! told that it was read. A meeting's letter is for those who were not there: the summary, what was decided, what is to be
//! done and answered, and by when.

use super::pictures::{Picture, Pictures, png};
use super::publication::Publication;
use super::publication::html::{Dress, write};
use super::publication::tree::{Block, Content, Image, plain};
use super::{Form, Renderer, failed, text};
use crate::content::formats::{Format, Subject};
use crate::language::fold;
use crate::language::tag::LangTag;
use crate::markdown::html::escape;
use crate::report::Findings;
use crate::theme::strings::Strings;
use jiff::tz::TimeZone;
use mail_builder::MessageBuilder;
use mail_builder::headers::address::Address;
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::date::Date;
use mail_builder::headers::raw::Raw;
use mail_builder::mime::MimePart;
use std::fmt::Write as _;

/// The form.
pub(super) struct Mail;

/// What a meeting ended in.
const RESULTS: &[&str] = &["s-decisions", "s-actions", "s-questions"];

/// What there is to know of a meeting that has no results yet.
const AHEAD: &[&str] = &["s-facts", "s-agenda", "s-access"];

/// The media types of pictures that mail programs show; drawings become PNG.
const PICTURES: &[&str] = &["image/svg+xml", "image/png", "image/jpeg", "image/gif"];

/// Pixels of CSS a millimetre.
const PIXELS: f64 = 96.0 / 25.4;

/// So many points a pixel, for screens with small ones.
const DENSITY: u32 = 2;

impl Form for Mail {
    fn format(&self) -> Format {
        Format::Mail
    }

    fn write(&self, of: &Publication, renderer: &Renderer<'_>) -> Result<Vec<u8>, Findings> {
        let strings = renderer.theme.strings(of.lang.ui());
        let letter = letter(of);
        let ways = ways(of, strings);
        let pictures = Pictures::of(&letter, PICTURES, renderer)?;
        let host = host(of);
        let inline: Vec<(&Picture, String, Inlined)> = pictures
            .all()
            .iter()
            .map(|picture| (picture, format!("{}@{host}", picture.name), inlined(picture)))
            .collect();
        let address_of = |image: &Image| {
            let found = inline.iter().find(|(picture, ..)| picture.path == image.path);
            found.map(|(_, id, _)| format!("cid:{id}"))
        };
        let html = html(&letter, &ways, &address_of, strings);
        let mut related = vec![MimePart::new("text/html", html).language(of.lang.as_str())];
        for (picture, id, (mime, bytes)) in &inline {
            let ending = if *mime == picture.mime { "" } else { ".png" };
            let kind = ContentType::new(*mime).attribute("name", format!("{}{ending}", picture.name));
            related.push(MimePart::new(kind, bytes.clone()).inline().cid(id.as_str()));
        }
        let plain_text = text::write(&as_text(letter, &ways), strings.get("picture"), None);
        let body = MimePart::new(
            bounded("multipart/alternative", "alternative"),
            vec![
                MimePart::new("text/plain", plain_text).language(of.lang.as_str()),
                MimePart::new(
                    bounded("multipart/related", "related").attribute("type", "text/html"),
                    related,
                ),
            ],
        );
        let mut message = MessageBuilder::new()
            .subject(of.title.as_str())
            .to(Address::new_group(Some("undisclosed-recipients"), Vec::new()))
            .date(Date::new(seconds(of)))
            .message_id(format!("{}.{}@{host}", fold::slug(&of.address), seconds(of)))
            // Outlook opens what bears this as a draft.
            .header("X-Unsent", Raw::new("1"))
            .body(body);
        if let Some(email) = &renderer.site.file.project.contact.email {
            message = message.from((of.publisher.as_str(), email.as_str()));
        }
        message.write_to_vec().map_err(|error| failed(&of.address, &error))
    }
}

/// A picture as it lies in the letter.
type Inlined = (&'static str, Vec<u8>);

/// Most mail programs show no SVG.
fn inlined(picture: &Picture) -> Inlined {
    let points = (picture.mime == "image/svg+xml").then(|| png(&picture.bytes, 200 * DENSITY)).flatten();
    points.map_or_else(|| (picture.mime, picture.bytes.clone()), |points| ("image/png", points))
}

/// A part of parts. What stands between them is the same each time: it holds `=_`, which no encoded text can (RFC 2045, 6.7).
fn bounded(mime: &'static str, name: &str) -> ContentType<'static> {
    ContentType::new(mime).attribute("boundary", format!("=_samverka_{name}"))
}

/// When the page was last changed, at noon; the program that sends the letter puts its own time in its place.
fn seconds(of: &Publication) -> i64 {
    let noon = of.changed.map(|day| TimeZone::UTC.to_timestamp(day.at(12, 0, 0, 0)));
    noon.and_then(Result::ok).map_or(0, jiff::Timestamp::as_second)
}

/// The host of the site, for identifiers; without one, a name that can be nobody's (RFC 2606).
fn host(of: &Publication) -> String {
    let host = of.root.as_deref().and_then(|root| root.split("://").nth(1)).unwrap_or("samverka.invalid");
    let host = host.split(['/', ':']).next().unwrap_or_default();
    host.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-')).collect()
}

/// What the letter says: all of a mailing, a meeting in short.
fn letter(of: &Publication) -> Publication {
    let blocks = if of.subject == Some(Subject::Event) { in_short(of) } else { of.blocks.clone() };
    Publication { blocks, ..of.clone() }
}

/// A meeting in short: its summary and what it ended in, or, when it is ahead, what there is to know of it.
pub fn in_short(of: &Publication) -> Vec<Block> {
    let summary = |block: &&Block| match &block.content {
        Content::Paragraph(line) => of.summary.as_deref() == Some(plain(line).as_str()),
        _ => false,
    };
    let any = RESULTS.iter().any(|id| !of.section(id).is_empty());
    let sections = if any { RESULTS } else { AHEAD };
    let summary = of.blocks.iter().find(summary).into_iter();
    summary.chain(sections.iter().flat_map(|id| of.section(id))).cloned().collect()
}

/// The ways from the letter to the page and to its take-back sheet, when the site has an address: words, address.
fn ways(of: &Publication, strings: &Strings) -> Vec<(String, String)> {
    let page =
        of.root.as_ref().map(|_| (strings.fill("mail_page", &[("title", &of.title)]), of.address.clone()));
    let sheet = of.sheet.as_ref().map(|sheet| (strings.get("mail_sheet").to_owned(), sheet.clone()));
    page.into_iter().chain(sheet).collect()
}

/// The letter as its plain text tells it. A mailing's links are told in full, as a letter is no part of the site; those of
/// a meeting in short are ways around the site, for which there is one address.
fn as_text(mut letter: Publication, ways: &[(String, String)]) -> Publication {
    letter.blocks.extend(ways.iter().map(|(words, address)| Block::paragraph(format!("{words}: {address}"))));
    letter.root = letter.root.filter(|_| letter.subject == Some(Subject::Event));
    letter
}

/// The styles of an element, which old programs know nowhere else.
fn style(tag: &str) -> &'static str {
    match tag {
        "h2" => " style=\"font-size:20px;line-height:1.3;margin:28px 0 8px\"",
        "h3" | "h4" | "h5" | "h6" => " style=\"font-size:17px;line-height:1.3;margin:20px 0 8px\"",
        "ul" | "ol" => " style=\"margin:0 0 12px;padding:0 0 0 24px\"",
        "li" => " style=\"margin:0 0 8px\"",
        "p" | "dl" | "figure" => " style=\"margin:0 0 12px\"",
        "dt" => " style=\"font-weight:bold\"",
        "dd" => " style=\"margin:0 0 6px\"",
        "blockquote" => " style=\"margin:0 0 12px;padding:0 0 0 14px;border-left:3px solid\"",
        "table" => " style=\"border-collapse:collapse;margin:0 0 16px\"",
        "caption" => " style=\"text-align:left;font-weight:bold;padding:0 0 6px\"",
        "th" | "td" => " style=\"border:1px solid;padding:6px;text-align:left;vertical-align:top\"",
        "img" => " style=\"max-width:100%;height:auto\"",
        _ => "",
    }
}

fn html(
    of: &Publication,
    ways: &[(String, String)],
    address_of: &dyn Fn(&Image) -> Option<String>,
    strings: &Strings,
) -> String {
    let lang = |lang: &LangTag| {
        let dir = lang.dir().map_or(String::new(), |dir| format!(" dir=\"{dir}\""));
        format!(" lang=\"{}\"{dir}", lang.as_str())
    };
    let dress = Dress {
        picture: address_of,
        attributes: &style,
        xml: false,
        // A place on the page is on the web; what stands in a letter cannot be led to in all programs.
        link: &|address| match address.strip_prefix('#') {
            Some(_) => of.root.as_ref().map(|_| format!("{}{address}", of.address)),
            None => Some(address.to_owned()),
        },
        note: strings.get("footnote"),
        back: None,
        region: None,
    };
    let own = lang(&of.lang);
    let title = escape(&of.title);
    let title_lang = of.title_lang.as_ref().map_or(String::new(), lang);
    // Some programs keep nothing but what stands in the body: so the language is told twice.
    let mut out = format!(
        "<!DOCTYPE html>\n<html{own}>\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title}</title>\n</head>\n\
         <body style=\"margin:0;padding:0\">\n\
         <div{own} style=\"max-width:640px;padding:16px;font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.5\">\n\
         <h1{title_lang} style=\"font-size:26px;line-height:1.25;margin:0 0 16px\">{title}</h1>\n{}",
        write(&of.blocks, &dress)
    );
    for (words, address) in ways {
        let _ = writeln!(out, "<p{}><a href=\"{}\">{}</a></p>", style("p"), escape(address), escape(words));
    }
    out.push_str("<hr>\n");
    for emblem in &of.emblems {
        let told = emblem.lang.as_ref().map_or(String::new(), lang);
        let _ = write!(out, "<div{told} style=\"margin:16px 0\">");
        let alt = escape(emblem.alt());
        let height = (f64::from(emblem.height_mm) * PIXELS).round();
        let width = emblem.image.size.map(|(w, h)| (height * f64::from(w) / f64::from(h.max(1))).round());
        let width = width.map_or(String::new(), |width| format!(" width=\"{width}\""));
        let _ = match address_of(&emblem.image) {
            Some(address) => {
                write!(out, "<img src=\"{}\" alt=\"{alt}\"{width} height=\"{height}\">", escape(&address))
            }
            None => write!(out, "<p>{alt}</p>"),
        };
        if let Some(statement) = &emblem.statement {
            let _ = write!(out, "<p style=\"margin:6px 0 0\">{}</p>", escape(statement));
        }
        out.push_str("</div>\n");
    }
    let _ = write!(out, "<p style=\"margin:0\">{}</p>\n</div>\n</body>\n</html>\n", escape(&of.site));
    out
}
