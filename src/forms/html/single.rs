//! Pages that there is one of: project, statement, glossary, not found.

use super::frame::{Frame, reach};
use crate::language::{dates, numbers};
use crate::site::{DocId, Route};
use crate::theme::view::{Allowed, Fact, Glossary, Link, Moved, NotFound, Project, Shortcoming, Statement};

/// Where to turn when a public body does not answer about accessibility (DIGG, law 2018:1937 § 14).
const AUTHORITY: &str = "https://www.digg.se/tdosanmalan";

/// The project's fact sheet.
pub(super) fn project(frame: &Frame<'_>) -> Project {
    let project = &frame.site.file.project;
    let mut facts: Vec<Fact> = Vec::new();
    let text = |facts: &mut Vec<Fact>, key: &'static str, value: &Option<String>| {
        facts.extend(value.as_ref().map(|value| frame.fact(key, value.clone())));
    };
    text(&mut facts, "project_owner", &project.owner);
    text(&mut facts, "programme_period", &project.programme_period);
    text(&mut facts, "programme_area", &project.programme_area);
    text(&mut facts, "phase", &project.phase);
    text(&mut facts, "reference", &project.reference);
    let money = |kronor: i64| numbers::format_money(frame.lang, kronor);
    facts.extend(project.granted.map(|m| frame.fact("granted", money(m))));
    facts.extend(project.total_budget.map(|m| frame.fact("total_budget", money(m))));
    if let (Some(start), Some(end)) = (project.start, project.end) {
        let (start, end) = (dates::long(frame.lang, start), dates::long(frame.lang, end));
        facts.push(frame.fact("project_period", frame.fill("from_to", &[("from", &start), ("to", &end)])));
    }
    text(&mut facts, "region", &project.region);
    let plan = [(project.planned_meetings, "plan_meetings"), (project.planned_workshops, "plan_workshops")];
    for (planned, key) in plan {
        facts.extend(planned.map(|n| frame.fact(key, n.to_string())));
    }
    text(&mut facts, "data_controller", &project.data_controller);
    facts.extend(project.retain_until.map(|day| frame.fact_of("retain_until", frame.day(day))));
    facts.extend(frame.contact());
    let named: Vec<&'static str> = project
        .municipalities
        .iter()
        .filter_map(|name| crate::content::municipalities::find(name))
        .map(|m| m.name)
        .collect();
    Project {
        shell: frame.shell("project", frame.t("project"), project.summary.as_deref()),
        summary: project.summary.clone(),
        facts,
        municipalities: named.into_iter().map(|name| frame.municipality_link(name)).collect(),
        translation: project.translation.as_ref().map(|t| {
            let heading = if t.lang.primary() == "en" { "In English" } else { t.lang.own_name() };
            (t.lang.as_str().to_owned(), heading.to_owned(), t.title.clone(), t.summary.clone())
        }),
    }
}

/// The accessibility statement, in the order of DIGG's model (law 2018:1937, regulation MDFFS 2019:2).
pub(super) fn statement(frame: &Frame<'_>) -> Statement {
    let file = &frame.site.file;
    let owner = file.project.owner.clone().unwrap_or_else(|| frame.site_name());
    let name = frame.site_name();
    let shell = frame.shell("statement", frame.t("statement"), None);
    let covered = file.statement.as_ref().is_none_or(|statement| statement.covered);
    let authority = covered.then(|| Link {
        label: frame.t("statement_authority").to_owned(),
        href: AUTHORITY.to_owned(),
        ..Link::default()
    });
    // Whom the law does not cover must not say that it does: then WCAG alone is the measure.
    let intro = if covered { "statement_intro" } else { "statement_intro_free" };
    let intro = frame.fill(intro, &[("owner", &owner), ("name", &name)]);
    let Some(statement) = &file.statement else {
        let (conformance, shortcomings, contact, facts) = (String::new(), Vec::new(), Vec::new(), Vec::new());
        let allowed = Vec::new();
        return Statement { shell, intro, conformance, shortcomings, allowed, contact, authority, facts };
    };
    let shortcomings = statement.shortcomings.iter().map(|s| {
        let none = None;
        let exception = if covered { &s.exception } else { &none };
        let facts = [("why", &s.why), ("instead", &s.alternative), ("exception", exception)];
        let facts = facts.into_iter().filter_map(|(key, text)| Some(frame.fact(key, text.clone()?)));
        Shortcoming { what: s.what.clone(), facts: facts.collect() }
    });
    let mut contact = Vec::new();
    contact.extend(statement.contact_way.as_ref().map(|way| frame.fact_of("report_to", reach(way))));
    let mut facts = Vec::new();
    facts.extend(statement.method.as_ref().map(|m| frame.fact("assessment_method", m.clone())));
    facts.extend(statement.assessed.map(|d| frame.fact_of("assessed", frame.day(d))));
    facts.extend(statement.updated.map(|d| frame.fact_of("statement_updated", frame.day(d))));
    Statement {
        shell,
        intro,
        conformance: frame
            .word(if covered { "conformance" } else { "conformance_free" }, statement.conformance),
        shortcomings: shortcomings.collect(),
        allowed: allowed(frame),
        contact,
        authority,
        facts,
    }
}

/// Where a note says why it does not meet a demand of WCAG, a demand each. Equal words of one page are said once.
fn allowed(frame: &Frame<'_>) -> Vec<Allowed> {
    let mut groups: Vec<(&str, Allowed)> = Vec::new();
    // What is turned off everywhere comes first under its demand.
    for (rule, reason) in frame.site.file.levels.exceptions() {
        let what = frame.fill("whole_site", &[("what", &rule.what.bare(frame.lang))]);
        let title = frame.fill("allowed_title", &[("criterion", rule.criterion)]);
        let place = (None, what, reason.to_owned());
        match groups.iter_mut().find(|(criterion, _)| *criterion == rule.criterion) {
            Some((_, group)) => group.places.push(place),
            None => groups.push((rule.criterion, Allowed { title, places: vec![place] })),
        }
    }
    for silenced in &frame.site.silenced {
        let rule = silenced.finding.rule;
        if !rule.is_wcag() {
            continue;
        }
        let file = silenced.finding.span.map(|span| span.file);
        let page = frame.site.documents.iter().position(|document| Some(document.file) == file);
        let page = page.map(|at| frame.document_link(DocId(at)));
        let what = rule.what.core(frame.lang, &silenced.finding.args);
        let at = groups.iter().position(|(criterion, _)| *criterion == rule.criterion);
        let at = at.unwrap_or_else(|| {
            let title = frame.fill("allowed_title", &[("criterion", rule.criterion)]);
            groups.push((rule.criterion, Allowed { title, places: Vec::new() }));
            groups.len() - 1
        });
        let Some((_, group)) = groups.get_mut(at) else { continue };
        let known = group.places.iter().any(|(other, said, why)| {
            other.as_ref().map(|link| &link.href) == page.as_ref().map(|link| &link.href)
                && (said, why) == (&what, &silenced.reason)
        });
        if !known {
            group.places.push((page, what, silenced.reason.clone()));
        }
    }
    groups.sort_by_key(|(criterion, _)| *criterion);
    groups.into_iter().map(|(_, group)| group).collect()
}

/// Words and abbreviations with what they mean.
pub(super) fn glossary(frame: &Frame<'_>) -> Glossary {
    let entry = |e: &crate::content::lists::Entry| {
        (e.anchor(), crate::language::fold::capital(&e.word), e.text.clone())
    };
    let words: Vec<_> = frame.site.glossary.iter().map(entry).collect();
    let taken = |anchor: &str| words.iter().any(|(id, _, _)| id == anchor);
    let abbreviations = frame.site.abbreviations.iter().map(|e| {
        let anchor = e.anchor();
        let anchor = if taken(&anchor) { format!("{anchor}-2") } else { anchor };
        (anchor, e.word.value.clone(), e.text.clone())
    });
    Glossary {
        shell: frame.shell("glossary", frame.t("glossary"), Some(frame.t("lede_glossary"))),
        abbreviations: abbreviations.collect(),
        words: words.clone(),
    }
}

/// An earlier address: where the page is now.
pub(super) fn moved(frame: &Frame<'_>, id: DocId) -> Moved {
    Moved { shell: frame.shell("moved", frame.t("moved"), None), to: frame.document_link(id) }
}

/// Where nothing stands: ways on.
pub(super) fn not_found(frame: &Frame<'_>) -> NotFound {
    let made = [
        (Route::Start(frame.site.main_language()), "start"),
        (Route::Alphabet, "alphabet"),
        (Route::SiteMap, "site_map"),
    ];
    NotFound {
        shell: frame.shell("not-found", frame.t("not_found"), None),
        links: made.iter().filter_map(|(route, key)| frame.made_link(route, key)).collect(),
    }
}
