//! `samverka new reply`: an organisation's answers to a meeting, with the questions that were put to it.

use super::ask::ask;
use super::fresh::{create, hint, missing, place};
use super::text::{Text, Words};
use super::{Outcome, refuse, show};
use crate::content::edit::quoted;
use crate::content::fields::{common as c, meeting as m, other as o};
use crate::content::kind::Type;
use crate::language::Lang;
use crate::report::Finding;
use crate::report::catalog::tool;
use crate::site::{DocId, Site};
use clap::ArgMatches;
use jiff::civil::Date;
use std::fmt::Write as _;
use std::path::Path;

const EVENT: &[Type] = &[Type::Meeting, Type::Workshop];
const ORGANISATION: &[Type] = &[Type::Organisation];

pub(super) fn run(matches: &ArgMatches, site: &Site, folder: &Path, lang: Lang) -> Outcome {
    let given = |name: &str, question: Text| {
        let value = matches.get_one::<String>(name).cloned().or_else(|| ask(question, lang));
        value.map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
    };
    let Some(meeting) = given("meeting", Text::AskMeeting) else {
        return refuse(missing("--meeting", Text::NoMeeting, Text::ExampleReply), lang);
    };
    let Some(meeting) = site.named(EVENT, &meeting) else {
        return refuse(site.unnamed(EVENT, &meeting), lang);
    };
    let Some(organisation) = given("organisation", Text::AskOrganisation) else {
        return refuse(missing("--organisation", Text::NoOrganisation, Text::ExampleReply), lang);
    };
    let Some(organisation) = site.named(ORGANISATION, &organisation) else {
        return refuse(site.unnamed(ORGANISATION, &organisation), lang);
    };
    let date = matches.get_one::<Date>("date").copied().unwrap_or(site.today);
    let title = matches.get_one::<String>("title").map(String::as_str);
    if let Some(earlier) = earlier(site, meeting, organisation) {
        return refuse(earlier, lang);
    }
    let name = pointer(site, ORGANISATION, organisation);
    let first = folder.join(place(site, Type::Reply, &name, Some(date)));
    // An organisation may answer for two meetings on one day.
    let both = || format!("{name}-{}", pointer(site, EVENT, meeting));
    let path =
        if first.exists() { folder.join(place(site, Type::Reply, &both(), Some(date))) } else { first };
    let outcome = create(&path, &write(site, meeting, organisation, date, title), lang);
    let loose = |id: &crate::site::ItemId| site.item(*id).is_some_and(|item| !item.pinned);
    if outcome == Outcome::Good && site.questions_to(meeting, organisation).iter().any(loose) {
        show::say(Text::NumberFirst.raw(lang));
    }
    outcome
}

/// The reply that the organisation has written already.
fn earlier(site: &Site, meeting: DocId, organisation: DocId) -> Option<Finding> {
    let written = site.of_type(Type::Reply).iter().copied().find(|id| {
        site.links(*id)
            .is_some_and(|links| links.meeting == Some(meeting) && links.organisation == Some(organisation))
    });
    Some(
        Finding::nowhere(&tool::REPLY_EXISTS)
            .with("organisation", site.document(organisation)?.title.as_str())
            .with("meeting", site.document(meeting)?.title.as_str())
            .with("path", site.document(written?)?.path.as_str()),
    )
}

/// How another file points to a document: by the shortest name that means it.
fn pointer(site: &Site, kinds: &[Type], id: DocId) -> String {
    let Some(document) = site.document(id) else { return String::new() };
    let short = document.slug.rsplit('/').next().unwrap_or(&document.slug);
    let found = |name: &&str| site.named(kinds, name) == Some(id);
    [short, &document.slug].into_iter().find(found).unwrap_or(&document.title).to_owned()
}

/// The text of the file: what is known, and the questions with room for an answer each.
fn write(site: &Site, meeting: DocId, organisation: DocId, date: Date, title: Option<&str>) -> String {
    let lang = site.lang;
    let name = |id: DocId| site.document(id).map_or("", |document| document.title.as_str());
    let title = title.map_or_else(
        || {
            let words = Text::ReplyTitle;
            words.fill(lang, &[("organisation", name(organisation)), ("meeting", name(meeting))])
        },
        str::to_owned,
    );
    let mut out = String::from("---\n");
    let mut line = |key: &str, value: &str| {
        let _ = writeln!(out, "{key}: {value}");
    };
    line(c::TITLE.key(lang), &quoted(&title));
    line(o::MEETING_ID.key(lang), &pointer(site, EVENT, meeting));
    line(m::ORGANISATION.key(lang), &pointer(site, ORGANISATION, organisation));
    line(o::REPLY_DATE.key(lang), &date.to_string());
    // An answer that is not written yet must not keep the site from being published.
    line(c::STATUS.key(lang), lang.pick("utkast", "draft"));
    out.push_str(&hint(&o::DISCUSSED_IN, false, lang));
    let _ = writeln!(out, "{}:", o::DISCUSSED_IN.key(lang));
    let questions = site.questions_to(meeting, organisation);
    if questions.is_empty() {
        let _ = writeln!(out, "# {}", Text::NoQuestions.raw(lang));
    }
    let _ = writeln!(out, "{}:", o::ANSWERS.key(lang));
    for item in questions.into_iter().filter_map(|id| site.item(id)) {
        let words = item.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let _ = write!(out, "  # {}: {words}", item.id);
        if let Some(by) = &item.by {
            let _ = write!(out, " {}", Text::AnswerBy.fill(lang, &[("day", &by.value.to_string())]));
        }
        let (question, text) = (o::QUESTION_ID.key(lang), o::ANSWER_TEXT.key(lang));
        let _ = writeln!(out, "\n  - {question}: {}\n    {text}:", item.id);
    }
    out.push_str("---\n");
    out
}
