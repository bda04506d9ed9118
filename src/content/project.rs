//! `site.yaml`: the project and the settings.

use super::fields::{common as c, other as o, site as f};
use super::formats::Format;
use super::publishing::{self, Target};
use super::record::{self, Record};
use super::types::{Contact, Name, contact};
use super::yaml;
use crate::language::Lang;
use crate::language::tag::LangTag;
use crate::report::catalog::{fields as rules, markup};
use crate::report::levels::Levels;
use crate::report::{Arg, FileId, Finding, Findings, Source, Span, Spanned};
use jiff::civil::Date;

/// A logo on prints.
#[derive(Debug, Clone, PartialEq)]
pub struct Logo {
    /// Whose it is.
    pub name: String,
    /// The image, from `content/`.
    pub file: Name,
    /// What it tells people who cannot see it.
    pub alt: String,
    /// The sentence that a funder demands.
    pub statement: Option<String>,
    /// Height on paper, in millimetres.
    pub height_mm: Option<u32>,
}

/// The project in another language.
#[derive(Debug, Clone, PartialEq)]
pub struct Translation {
    /// The language.
    pub lang: LangTag,
    /// The name.
    pub title: String,
    /// The summary.
    pub summary: String,
}

/// The fact sheet.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Project {
    /// Its name.
    pub name: String,
    /// Who owns it.
    pub owner: Option<String>,
    /// How to reach it.
    pub contact: Contact,
    /// In a few sentences.
    pub summary: Option<String>,
    /// The fund's period.
    pub programme_period: Option<String>,
    /// The fund's area.
    pub programme_area: Option<String>,
    /// Phase.
    pub phase: Option<String>,
    /// The funder's reference.
    pub reference: Option<String>,
    /// Kronor.
    pub granted: Option<i64>,
    /// Kronor.
    pub total_budget: Option<i64>,
    /// First day.
    pub start: Option<Date>,
    /// Last day.
    pub end: Option<Date>,
    /// Region.
    pub region: Option<String>,
    /// Municipalities.
    pub municipalities: Vec<Name>,
    /// Dialogue meetings promised.
    pub planned_meetings: Option<u32>,
    /// Workshops promised.
    pub planned_workshops: Option<u32>,
    /// Who answers for personal data.
    pub data_controller: Option<String>,
    /// How long personal data are kept.
    pub retain_until: Option<Date>,
    /// In English.
    pub translation: Option<Translation>,
}

/// One thing that is not accessible.
#[derive(Debug, Clone, PartialEq)]
pub struct Shortcoming {
    /// What.
    pub what: String,
    /// Why.
    pub why: Option<String>,
    /// What to do instead.
    pub alternative: Option<String>,
    /// The exception in law.
    pub exception: Option<String>,
}

/// The accessibility statement: what law (2018:1937) § 13 and (EU) 2018/1523 ask.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// `full`, `partial`, `none`.
    pub conformance: &'static str,
    /// Where it is said.
    pub span: Span,
    /// What falls short.
    pub shortcomings: Vec<Shortcoming>,
    /// When it was assessed.
    pub assessed: Option<Date>,
    /// When the statement was last changed.
    pub updated: Option<Date>,
    /// How it was assessed.
    pub method: Option<String>,
    /// Where to report a barrier.
    pub contact_way: Option<String>,
    /// Whether the law covers whoever publishes the site. An association is seldom covered, and must not say that it is.
    pub covered: bool,
}

/// All of `site.yaml`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SiteFile {
    /// The fact sheet; its name is empty when there is no file.
    pub project: Project,
    /// Who pays.
    pub funders: Vec<Logo>,
    /// Other logos.
    pub logos: Vec<Logo>,
    /// The site's languages; the first is the main one. Never empty after reading.
    pub languages: Vec<LangTag>,
    /// The theme's name.
    pub theme: Option<Name>,
    /// Colours in place of the theme's.
    pub colours: Vec<(Name, Name)>,
    /// The menu, in order.
    pub menu: Vec<Name>,
    /// Where the site will stand, with a final `/`; only for what must be absolute.
    pub address: Option<Name>,
    /// The accessibility statement.
    pub statement: Option<Statement>,
    /// The forms that pages come in beside HTML, in the order in which a page lists them.
    pub forms: Vec<Format>,
    /// Where the site is published to.
    pub targets: Vec<Target>,
    /// What rules weigh on this site.
    pub levels: Levels,
    /// Where the settings stand, for what is missing there.
    pub span: Option<Span>,
}

/// Height of a logo on paper, in millimetres, where `site.yaml` names none.
const HEIGHT_MM: u32 = 15;

impl SiteFile {
    /// Funders' emblems and then the other logos, each with its height on paper in millimetres. The emblem of the smallest
    /// funder is at least as large as the largest other logo (Commission Implementing Regulation (EU) No 821/2014, article 4).
    pub fn emblems(&self) -> impl Iterator<Item = (&Logo, u32)> {
        let height = |logo: &Logo| logo.height_mm.unwrap_or(HEIGHT_MM);
        let least = self.funders.iter().map(height).min().unwrap_or(u32::MAX);
        let others = self.logos.iter().map(move |logo| (logo, height(logo).min(least)));
        self.funders.iter().map(move |logo| (logo, height(logo))).chain(others)
    }

    /// What samverka speaks on this site: its own words, addresses, dates.
    pub fn lang(&self) -> Lang {
        self.languages.first().map(LangTag::ui).unwrap_or_default()
    }
}

/// The main language, found before anything else is read (it decides addresses), without a complaint.
pub fn main_language(source: &Source) -> Option<Lang> {
    let node = yaml::parse(&source.text, 0..source.text.len(), FileId(0), &mut Findings::new())?;
    let record = record::read_with(&node, &f::SITE_FILE, &|_| true, &mut Findings::new());
    let languages = record.group(&f::SITE)?.texts(&f::LANGUAGES);
    languages.first().and_then(|first| LangTag::parse(first)).map(|tag| tag.ui())
}

/// Reads `site.yaml`.
pub fn read(source: &Source, file: FileId, findings: &mut Findings) -> SiteFile {
    let start = if source.text.starts_with('\u{feff}') { 3 } else { 0 };
    let top = Span::file_start(file);
    let node = yaml::parse(&source.text, start..source.text.len(), file, findings)
        .unwrap_or(yaml::Node { kind: yaml::Kind::Null, span: top });
    let record = record::read(&node, &f::SITE_FILE, findings);
    let forms = Format::ALL.to_vec();
    let mut site = SiteFile { span: Some(top), forms, ..SiteFile::default() };
    if let Some(project) = record.group(&f::PROJECT) {
        site.project = read_project(project, findings);
    }
    site.funders = record.groups(&f::FUNDERS).iter().filter_map(|logo| read_logo(logo, findings)).collect();
    site.logos = record.groups(&f::LOGOS).iter().filter_map(|logo| read_logo(logo, findings)).collect();
    site.targets = publishing::read(record.groups(&f::PUBLISH), findings);
    if let Some(settings) = record.group(&f::SITE) {
        read_settings(settings, &mut site, findings);
    }
    site
}

fn text(record: &Record, field: &super::fields::Field) -> Option<String> {
    record.text(field).map(|t| t.value)
}

fn range_wrong(span: Span, sv: &str, en: &str) -> Finding {
    Finding::at(&rules::FIELD_RANGE, span).with("what", Arg::Both(sv.to_owned(), en.to_owned()))
}

fn read_project(record: &Record, findings: &mut Findings) -> Project {
    let (start, end) = (record.date(&f::START), record.date(&f::END));
    if let (Some(start), Some(end)) = (&start, &end)
        && end.value < start.value
    {
        findings.push(
            range_wrong(end.span, "Projektet slutar innan det börjar.", "The project ends before it begins.")
                .related(start.span),
        );
    }
    let (granted, budget) = (record.money(&f::GRANTED), record.money(&f::TOTAL_BUDGET));
    if let (Some(granted), Some(budget)) = (&granted, &budget) {
        // Equal is right: then there is no co-financing.
        if granted.value > budget.value {
            findings.push(
                range_wrong(
                    granted.span,
                    "Stödet är större än hela budgeten.",
                    "The grant is larger than the whole budget.",
                )
                .related(budget.span),
            );
        }
    }
    let planned = record.group(&f::PLANNED);
    Project {
        name: text(record, &f::PROJECT_NAME).unwrap_or_default(),
        owner: text(record, &f::OWNER),
        contact: record.group(&o::CONTACT).map(contact).unwrap_or_default(),
        summary: text(record, &f::PROJECT_SUMMARY),
        programme_period: text(record, &f::PROGRAMME_PERIOD),
        programme_area: text(record, &f::PROGRAMME_AREA),
        phase: text(record, &f::PHASE),
        reference: text(record, &f::REFERENCE),
        granted: granted.map(|m| m.value),
        total_budget: budget.map(|m| m.value),
        start: start.map(|d| d.value),
        end: end.map(|d| d.value),
        region: text(record, &f::REGION),
        municipalities: record.texts(&c::MUNICIPALITIES),
        planned_meetings: planned.and_then(|p| p.integer(&f::PLANNED_MEETINGS)).map(|n| n.value),
        planned_workshops: planned.and_then(|p| p.integer(&f::PLANNED_WORKSHOPS)).map(|n| n.value),
        data_controller: text(record, &f::DATA_CONTROLLER),
        retain_until: record.date(&f::RETAIN_UNTIL).map(|d| d.value),
        translation: record.group(&f::ENGLISH).and_then(|english| {
            Some(Translation {
                lang: english.language(&c::LANG).map_or_else(|| Lang::En.into(), |l| l.value),
                title: text(english, &f::ENGLISH_TITLE)?,
                summary: text(english, &f::PROJECT_SUMMARY)?,
            })
        }),
    }
}

fn read_logo(record: &Record, findings: &mut Findings) -> Option<Logo> {
    let height = record.text(&f::HEIGHT);
    let height_mm = height.as_ref().and_then(|h| h.trim().trim_end_matches("mm").trim().parse::<u32>().ok());
    if let (Some(height), None | Some(0..=9)) = (&height, height_mm) {
        findings.push(
            Finding::at(&rules::FIELD_INVALID, height.span)
                .with("value", height.value.as_str())
                .with("key", Arg::each(|lang| f::HEIGHT.key(lang).to_owned()))
                .with(
                    "expected",
                    crate::report::Phrase {
                        sv: "en höjd i mm, minst 10 mm",
                        en: "a height in mm, at least 10 mm",
                    },
                )
                .with("example", Arg::each(|lang| f::HEIGHT.line(lang))),
        );
    }
    Some(Logo {
        name: text(record, &o::NAME)?,
        file: record.text(&f::LOGO)?,
        alt: text(record, &f::ALT)?,
        statement: text(record, &f::STATEMENT),
        height_mm: height_mm.filter(|mm| *mm >= 10),
    })
}

/// What rules weigh: a word for each.
fn read_levels(record: &Record, findings: &mut Findings) -> Levels {
    let mut levels = Levels::default();
    for (name, word) in record.pairs(&f::RULES) {
        if let Some(level) = Levels::read(&word) {
            levels.set(&name, name.span, level, findings);
        } else {
            findings.push(
                Finding::at(&rules::FIELD_CHOICE, word.span)
                    .with("value", word.value)
                    .with("key", name.value)
                    .with("choices", Arg::each(Levels::words)),
            );
        }
    }
    levels
}

/// The forms that are named, in the order of the list of all.
fn read_forms(record: &Record, findings: &mut Findings) -> Vec<Format> {
    let mut named = Vec::new();
    for name in record.texts(&f::FORMS) {
        match Format::find(&name) {
            Some(format) => named.push(format),
            None if Format::is_left_out(&name) => findings.push(
                Finding::at(&rules::FORM_LEFT_OUT, name.span)
                    .with("name", name.value)
                    .with("choices", Arg::each(Format::names)),
            ),
            None => findings.push(
                Finding::at(&rules::FIELD_CHOICE, name.span)
                    .with("value", name.value)
                    .with("key", Arg::each(|lang| f::FORMS.key(lang).to_owned()))
                    .with("choices", Arg::each(Format::names)),
            ),
        }
    }
    Format::ALL.iter().copied().filter(|format| named.contains(format)).collect()
}

fn read_settings(record: &Record, site: &mut SiteFile, findings: &mut Findings) {
    site.levels = read_levels(record, findings);
    if record.has(&f::FORMS) {
        site.forms = read_forms(record, findings);
    }
    for name in record.texts(&f::LANGUAGES) {
        match LangTag::parse(&name) {
            Some(tag) => site.languages.push(tag),
            None => findings.push(Finding::at(&markup::LANG_INVALID, name.span).with("value", name.value)),
        }
    }
    site.theme = record.text(&f::THEME);
    site.colours = record.pairs(&f::COLOURS);
    site.menu = record.texts(&f::MENU);
    site.address = record.text(&f::ADDRESS).and_then(|address| {
        let good = ["https://", "http://"].iter().any(|scheme| {
            address.strip_prefix(scheme).is_some_and(|rest| rest.len() > 2 && !rest.starts_with('/'))
        }) && !address.contains([' ', '?', '#', '"', '<']);
        if good {
            let mut value = address.value;
            if !value.ends_with('/') {
                value.push('/');
            }
            return Some(Spanned::new(value, address.span));
        }
        findings.push(
            Finding::at(&rules::FIELD_INVALID, address.span)
                .with("value", address.value)
                .with("key", Arg::each(|lang| f::ADDRESS.key(lang).to_owned()))
                .with("expected", crate::report::Phrase { sv: "en webbadress", en: "a web address" })
                .with("example", Arg::each(|lang| f::ADDRESS.line(lang))),
        );
        None
    });
    if let Some(statement) = record.group(&f::ACCESSIBILITY)
        && statement.choice(&f::CONFORMANCE_FIELD).is_some_and(|c| c.value != "full")
        && statement.groups(&f::SHORTCOMINGS).is_empty()
        && !statement.has(&f::SHORTCOMINGS)
    {
        record::missing(statement.span, &f::SHORTCOMINGS, false, findings);
    }
    site.statement = record.group(&f::ACCESSIBILITY).map(|s| Statement {
        span: s.choice(&f::CONFORMANCE_FIELD).map_or(s.span, |c| c.span),
        conformance: s.choice(&f::CONFORMANCE_FIELD).map_or("partial", |c| c.value),
        shortcomings: s
            .groups(&f::SHORTCOMINGS)
            .iter()
            .filter_map(|b| {
                Some(Shortcoming {
                    what: text(b, &f::WHAT)?,
                    why: text(b, &f::WHY),
                    alternative: text(b, &f::ALTERNATIVE),
                    exception: text(b, &f::LEGAL_GROUND),
                })
            })
            .collect(),
        assessed: s.date(&f::ASSESSED).map(|d| d.value),
        updated: s.date(&c::UPDATED).map(|d| d.value),
        method: text(s, &f::ASSESSMENT_METHOD),
        contact_way: text(s, &f::CONTACT_WAY),
        covered: s.answer(&f::COVERED).is_none_or(|answer| answer.value.yes),
    });
}
