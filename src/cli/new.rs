//! `samverka new`: a new file with the fields of its type, in the site's language.

use super::ask::ask;
use super::fresh::{create, hint, missing, place};
use super::text::{Text, Words};
use super::{Outcome, refuse, reply, root, schema, today};
use crate::content::edit::quoted;
use crate::content::fields::{Field, Kind, Need, Shape, common, meeting, other};
use crate::content::kind::Type;
use crate::language::{Lang, dates};
use crate::site::{Options, Site};
use crate::world::Disk;
use clap::ArgMatches;
use jiff::civil::Date;
use std::fmt::Write as _;
use std::path::PathBuf;

pub(super) fn run(matches: &ArgMatches, lang: Lang) -> Outcome {
    let word = matches.get_one::<String>("type").map_or("", String::as_str);
    let Some(kind) = Type::from_word(word) else {
        return refuse(schema::unknown_type(word, "samverka new meeting \"Dialogue meeting 1\""), lang);
    };
    let source = matches.get_one::<String>("source").map_or_else(|| PathBuf::from("."), PathBuf::from);
    let folder = root(&source);
    let site = Site::read(&Disk::new(&folder, today()), Options::drafts(true), &mut crate::Findings::new());
    if kind == Type::Reply {
        return reply::run(matches, &site, &folder, lang);
    }
    if let Some(name) = ["meeting", "organisation"].into_iter().find(|name| matches.contains_id(name)) {
        return refuse(missing(&format!("--{name}"), Text::OnlyReply, Text::ExampleReply), lang);
    }
    let title = matches.get_one::<String>("title").cloned().or_else(|| ask(Text::AskTitle, lang));
    let Some(title) = title.map(|t| t.trim().to_owned()).filter(|t| !t.is_empty()) else {
        return refuse(missing(Text::TitleName.raw(lang), Text::NoTitle, Text::ExampleTitle), lang);
    };
    let dated = kind
        .shape()
        .fields
        .iter()
        .any(|(field, need)| field.name == meeting::DATE.name && *need == Need::Required);
    let mut date = matches.get_one::<Date>("date").copied();
    while dated && date.is_none() {
        // A day that is not one is asked for again; no answer ends it.
        let Some(answer) = ask(Text::AskDate, lang) else {
            return refuse(missing(Text::Day.raw(lang), Text::NoDate, Text::ExampleTitle), lang);
        };
        date = dates::parse(&answer);
    }
    let path = folder.join(place(&site, kind, &title, date));
    let text = Draft { site: &site, kind, title: &title, date }.write();
    create(&path, &text, lang)
}

/// The text of a new file.
struct Draft<'s> {
    site: &'s Site,
    kind: Type,
    title: &'s str,
    date: Option<Date>,
}

impl Draft<'_> {
    fn write(&self) -> String {
        let lang = self.site.lang;
        let mut out = String::from("---\n");
        self.fields(&mut out, self.kind.shape(), 0);
        out.push_str("---\n\n");
        out.push_str(self.body(lang));
        out
    }

    fn fields(&self, out: &mut String, shape: &'static Shape, depth: usize) {
        let lang = self.site.lang;
        let indent = "  ".repeat(depth);
        // On top, what is required or offered; within a group, all of it.
        let shown = |need: Need| depth > 0 || need != Need::Optional;
        for (field, need) in shape.fields.iter().filter(|(_, need)| shown(*need)) {
            let key = field.key(lang);
            if let Some(value) = self.known(field, depth) {
                let _ = writeln!(out, "{indent}{key}: {value}");
                continue;
            }
            out.push_str(&indent);
            out.push_str(&hint(field, *need == Need::Required, lang));
            match field.kind {
                Kind::Group(inner) => {
                    let _ = writeln!(out, "{indent}{key}:");
                    self.fields(out, inner, depth + 1);
                }
                _ => {
                    let _ = writeln!(out, "{indent}{key}:");
                }
            }
        }
    }

    /// What is known already.
    fn known(&self, field: &Field, depth: usize) -> Option<String> {
        if depth > 0 {
            return None;
        }
        let name = field.name;
        if name == common::TITLE.name || (name == other::NAME.name && !self.has_title()) {
            return Some(quoted(self.title));
        }
        if name == meeting::DATE.name {
            return self.date.map(|date| date.to_string());
        }
        if name == meeting::NUMBER.name && self.kind.is_event() {
            let most = self
                .site
                .documents
                .iter()
                .filter(|d| d.kind == self.kind)
                .filter_map(|d| d.event()?.number)
                .max();
            return Some((most.unwrap_or(0) + 1).to_string());
        }
        if name == meeting::STATE.name && self.kind.is_event() {
            let planned = self.date.is_some_and(|date| date >= self.site.today);
            let choice =
                meeting::STATES.iter().find(|c| c.name == if planned { "planned" } else { "held" })?;
            return Some(choice.word(self.site.lang));
        }
        if name == common::STATUS.name
            && self.kind.shape().field("status").is_some_and(|f| std::ptr::eq(f, &raw const common::STATUS))
        {
            let choice = common::DOCUMENT_STATUS.iter().find(|c| c.name == "draft")?;
            return Some(choice.word(self.site.lang));
        }
        None
    }

    fn has_title(&self) -> bool {
        self.kind.shape().need(&common::TITLE).is_some()
    }

    fn body(&self, lang: Lang) -> &'static str {
        if self.kind.is_event() {
            lang.pick(
                "## Det här talade vi om\n\n\n## Det här kom vi överens om\n\n<!-- Skriv så här, ett stycke var:\n\n**Beslut:** Vi träffas en gång i månaden.\n\n**Åtgärd:** Boka lokal (Projektledare, senast 2014-04-30)\n\n**Fråga:** Vad kan ni bidra med? (alla, svar senast 2014-03-20)\n\nEn bild får ord för den som inte ser den, en tabell en rubrik, främmande ord sitt språk:\n\n![Vad bilden visar, i en mening](bild.jpg)\n\nTabell: Vad tabellen visar\n\n[matchmaking]{lang=en}\n-->\n",
                "## What we talked about\n\n\n## What we agreed\n\n<!-- Write like this, a paragraph each:\n\n**Decision:** We meet once a month.\n\n**Action:** Book a venue (Project leader, by 2014-04-30)\n\n**Question:** What can you contribute? (all, answer by 2014-03-20)\n\nAn image gets words for those who do not see it, a table a caption, foreign words their language:\n\n![What the image shows, in a sentence](image.jpg)\n\nTable: What the table shows\n\n[lagom]{lang=sv}\n-->\n",
            )
        } else {
            ""
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::Memory;

    #[test]
    fn a_new_file_of_every_type_is_read_with_nothing_unknown() {
        for lang in Lang::ALL {
            for kind in Type::ALL {
                let mut world = Memory::new(jiff::civil::date(2014, 1, 1));
                let settings = format!("site:\n  languages: [{}]\n", lang.tag());
                world.insert("content/site.yaml", settings);
                let site = Site::read(&world, Options::default(), &mut crate::Findings::new());
                let date = Some(jiff::civil::date(2014, 3, 12));
                let text = Draft { site: &site, kind, title: "Möte: \"ett\"", date }.write();
                world.insert(place(&site, kind, "Möte: ett", date), text.clone());
                let mut findings = crate::Findings::new();
                let site = Site::read(&world, Options::drafts(true), &mut findings);
                assert_eq!(
                    site.documents.first().map(|d| d.title.value.as_str()),
                    Some("Möte: \"ett\""),
                    "{text}"
                );
                let wrong: Vec<_> = findings
                    .iter()
                    .filter(|f| {
                        f.rule.name.starts_with("yaml")
                            || f.rule.name.starts_with("field-u")
                            || f.rule.name.starts_with("field-i")
                    })
                    .collect();
                assert!(wrong.is_empty(), "{text}\n{wrong:?}");
            }
        }
    }
}
