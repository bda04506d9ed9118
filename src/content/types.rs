//! Typed data of each document type, from records.
//!
//! Names of other documents are still as written here; [`crate::site`] finds what they mean.

use super::fields::words::{self, Word};
use super::fields::{items as item_fields, meeting as m, other as o};
use super::kind::Type;
use super::record::{Answer, Record, Row, Value};
use crate::language::dates::Hours;
use crate::report::catalog::{fields as field_rules, people};
use crate::report::{Arg, Finding, Findings, Spanned};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A name as written, with its place.
pub type Name = Spanned<String>;

/// What a document says beyond its text.
#[derive(Debug, Clone, PartialEq, Hash, Serialize, Deserialize)]
pub enum Data {
    /// A meeting or a workshop.
    Event(Box<Event>),
    /// A topic.
    Topic(Topic),
    /// An organisation.
    Organisation(Box<Organisation>),
    /// A reply.
    Reply(Reply),
    /// A need or an offer.
    Match(Box<Match>),
    /// A lesson.
    Lesson(Lesson),
    /// Figures.
    Statistic(Statistic),
    /// A mailing.
    Mailing(Mailing),
    /// A page.
    Page(Page),
}

/// Where an event is.
#[derive(Debug, Clone, PartialEq, Default, Hash, Serialize, Deserialize)]
pub struct Place {
    /// The venue.
    pub name: Option<String>,
    /// The street address.
    pub address: Option<String>,
    /// The municipality.
    pub municipality: Option<Name>,
    /// Whether one can take part remotely.
    pub remote: Option<Answer>,
}

/// Who came from one organisation.
#[derive(Debug, Clone, PartialEq, Hash, Serialize, Deserialize)]
pub struct Attendance {
    /// The organisation.
    pub organisation: Name,
    /// How many.
    pub count: Option<u32>,
    /// The role that carries the results home.
    pub carrier: Option<String>,
}

/// What there is at an event for those who need it.
#[derive(Debug, Clone, PartialEq, Default, Hash, Serialize, Deserialize)]
pub struct Access {
    /// Hearing loop, sign language interpreter, speech-to-text, wheelchair, remote: in this order, if told.
    pub features: Vec<(Feature, Answer)>,
    /// When material is sent out.
    pub material_by: Option<Date>,
    /// Where to tell one's needs.
    pub needs_to: Option<String>,
    /// The last day to.
    pub needs_by: Option<Date>,
    /// Other things.
    pub note: Option<String>,
}

/// What an event can offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Feature {
    /// Hearing loop.
    HearingLoop,
    /// Sign language interpreter.
    SignInterpreter,
    /// Speech-to-text interpreter.
    SpeechToText,
    /// Step-free access.
    Wheelchair,
    /// Remote participation.
    Remote,
}

impl Feature {
    /// The canonical name, which is the key of its word in the theme.
    pub fn name(self) -> &'static str {
        match self {
            Self::HearingLoop => "hearing_loop",
            Self::SignInterpreter => "sign_interpreter",
            Self::SpeechToText => "speech_to_text",
            Self::Wheelchair => "wheelchair",
            Self::Remote => "remote",
        }
    }
}

/// A file that belongs to an event.
#[derive(Debug, Clone, PartialEq, Hash, Serialize, Deserialize)]
pub struct Attachment {
    /// The file, beside the note.
    pub file: Name,
    /// What it is.
    pub title: Option<String>,
    /// Whether it works with assistive technology.
    pub accessible: Option<Answer>,
    /// The same content in another form.
    pub alternative: Option<Name>,
}

/// What a meeting says of an earlier item.
#[derive(Debug, Clone, PartialEq, Hash, Serialize, Deserialize)]
pub struct FollowUp {
    /// The item's id.
    pub id: Name,
    /// How it stands now.
    #[serde(with = "words::maybe")]
    pub state: Option<Word>,
    /// What has happened.
    pub comment: Option<String>,
}

/// Group work.
#[derive(Debug, Clone, PartialEq, Hash, Serialize, Deserialize)]
pub struct Group {
    /// The group's name.
    pub name: Option<String>,
    /// The question it was given.
    pub question: Option<String>,
    /// What it arrived at.
    pub result: Option<String>,
}

/// A meeting or a workshop. Its date is the document's.
#[derive(Debug, Clone, PartialEq, Hash, Serialize, Deserialize)]
pub struct Event {
    /// Its number in the series.
    pub number: Option<u32>,
    /// The series.
    pub series: Option<String>,
    /// From–to.
    pub hours: Option<Hours>,
    /// Where.
    pub place: Place,
    /// Small or large group.
    #[serde(with = "words::maybe")]
    pub form: Option<Word>,
    /// Planned, held, cancelled or moved, if written.
    #[serde(with = "words::maybe")]
    pub state: Option<Word>,
    /// The new day of an event that was moved.
    pub moved_to: Option<Date>,
    /// Who was invited.
    pub invited: Vec<Name>,
    /// Who came.
    pub attended: Vec<Attendance>,
    /// Chair, secretary …: free words.
    pub roles: Vec<(Name, Name)>,
    /// Accessibility.
    pub access: Option<Access>,
    /// Points.
    pub agenda: Vec<String>,
    /// Of earlier items.
    pub follow_up: Vec<FollowUp>,
    /// Files.
    pub attachments: Vec<Attachment>,
    /// The next event.
    pub next: Option<Name>,
    /// When the notes were approved.
    pub approved: Option<Date>,
    /// How a workshop was done.
    pub method: Option<String>,
    /// What a workshop is for.
    pub aim: Option<String>,
    /// Sectors that take part.
    pub sectors: Vec<Name>,
    /// Group work.
    pub groups: Vec<Group>,
}

/// A topic.
#[derive(Debug, Clone, PartialEq, Hash, Serialize, Deserialize)]
pub struct Topic {
    /// What is difficult.
    pub problem: Option<String>,
    /// The civil sector's view.
    pub civil: Option<String>,
    /// The public sector's view.
    pub public: Option<String>,
    /// Questions to discuss.
    pub questions: Vec<String>,
}

/// How to reach someone. Never a person's name.
#[derive(Debug, Clone, PartialEq, Default, Hash, Serialize, Deserialize)]
pub struct Contact {
    /// The role.
    pub role: Option<String>,
    /// The organisation.
    pub organisation: Option<Name>,
    /// The person's id.
    pub person: Option<Name>,
    /// An address of the role.
    pub email: Option<String>,
    /// A number of the role.
    pub phone: Option<String>,
}

/// An organisation.
#[derive(Debug, Clone, PartialEq, Hash, Serialize, Deserialize)]
pub struct Organisation {
    /// `civil`, `public`, `other`.
    #[serde(with = "words::one")]
    pub sector: Word,
    /// How it stands to the project.
    #[serde(with = "words::maybe")]
    pub standing: Option<Word>,
    /// A short name.
    pub short_name: Option<String>,
    /// Its mandate.
    pub mandate: Option<String>,
    /// How it works.
    pub practice: Option<String>,
    /// Its website.
    pub web: Option<Name>,
    /// Its number, checked.
    pub org_number: Option<String>,
    /// How to reach it.
    pub contact: Option<Contact>,
    /// Earlier names.
    pub former_names: Vec<Name>,
}

/// A reply.
#[derive(Debug, Clone, PartialEq, Hash, Serialize, Deserialize)]
pub struct Reply {
    /// The meeting.
    pub meeting: Option<Name>,
    /// The organisation.
    pub organisation: Option<Name>,
    /// Where it was discussed.
    pub discussed_in: Option<String>,
    /// Answers: question id, if any, and text.
    pub answers: Vec<(Option<Name>, Name)>,
}

/// A need or an offer.
#[derive(Debug, Clone, PartialEq, Hash, Serialize, Deserialize)]
pub struct Match {
    /// What is needed or offered.
    pub text: Option<Name>,
    /// By whom.
    pub organisation: Option<Name>,
    /// For how many.
    pub participants: Option<u32>,
    /// From.
    pub from: Option<Date>,
    /// To.
    pub to: Option<Date>,
    /// Open, matched or closed.
    #[serde(with = "words::maybe")]
    pub status: Option<Word>,
    /// What it fits.
    pub matches: Vec<Name>,
}

/// A lesson.
#[derive(Debug, Clone, PartialEq, Hash, Serialize, Deserialize)]
pub struct Lesson {
    /// When the project ran.
    pub period: Option<String>,
    /// What is to be learnt.
    pub learning: Option<String>,
    /// Who ran it.
    pub owner: Option<String>,
    /// Who paid.
    pub funding: Option<String>,
    /// What it led to.
    pub result: Option<String>,
    /// Where the facts come from.
    pub source: Option<String>,
}

/// Figures.
#[derive(Debug, Clone, PartialEq, Hash, Serialize, Deserialize)]
pub struct Statistic {
    /// Where they come from.
    pub source: Option<String>,
    /// The day they are of.
    pub measured: Option<Date>,
    /// What they count.
    pub unit: Option<String>,
    /// Rows; the first holds the headings.
    pub data: Vec<Row>,
    /// A CSV file beside the note instead.
    pub file: Option<Name>,
    /// The area.
    pub area: Option<String>,
    /// How they were arrived at.
    pub method: Option<String>,
    /// What to bear in mind.
    pub comment: Option<String>,
}

/// A mailing.
#[derive(Debug, Clone, PartialEq, Hash, Serialize, Deserialize)]
pub struct Mailing {
    /// The group.
    pub audience: Option<String>,
    /// The meeting it is about.
    pub meeting: Option<Name>,
}

/// A page.
#[derive(Debug, Clone, PartialEq, Hash, Serialize, Deserialize)]
pub struct Page {
    /// In the menu.
    pub menu: bool,
    /// Its place.
    pub order: Option<u32>,
}

fn text(record: &Record, field: &super::fields::Field) -> Option<String> {
    record.text(field).map(|t| t.value)
}

fn day(record: &Record, field: &super::fields::Field) -> Option<Date> {
    record.date(field).map(|d| d.value)
}

/// Makes the typed data of a document.
pub fn data(kind: Type, record: &Record, findings: &mut Findings) -> Data {
    match kind {
        Type::Meeting | Type::Workshop => Data::Event(Box::new(event(record, findings))),
        Type::Topic => {
            let views = record.group(&o::PERSPECTIVES);
            Data::Topic(Topic {
                problem: text(record, &o::PROBLEM),
                civil: views.and_then(|v| text(v, &o::CIVIL_VIEW)),
                public: views.and_then(|v| text(v, &o::PUBLIC_VIEW)),
                questions: record.texts(&o::TOPIC_QUESTIONS).into_iter().map(|q| q.value).collect(),
            })
        }
        Type::Organisation => Data::Organisation(Box::new(organisation(record, findings))),
        Type::Reply => Data::Reply(Reply {
            meeting: record.text(&o::MEETING_ID),
            organisation: record.text(&m::ORGANISATION),
            discussed_in: text(record, &o::DISCUSSED_IN),
            answers: record
                .groups(&o::ANSWERS)
                .iter()
                .filter_map(|a| Some((a.text(&o::QUESTION_ID), a.text(&o::ANSWER_TEXT)?)))
                .collect(),
        }),
        Type::Need | Type::Offer => Data::Match(Box::new(Match {
            text: record.text(&o::NEED_TEXT),
            organisation: record.text(&m::ORGANISATION),
            participants: record.integer(&o::PARTICIPANTS).map(|n| n.value),
            from: day(record, &o::FROM),
            to: day(record, &o::TO),
            status: record.choice(&o::MATCHING_FIELD).map(|c| c.value),
            matches: record.texts(&o::MATCHES),
        })),
        Type::Lesson => Data::Lesson(Lesson {
            period: text(record, &o::PERIOD),
            learning: text(record, &o::LEARNING),
            owner: text(record, &o::OWNER),
            funding: text(record, &o::FUNDING),
            result: text(record, &o::RESULT),
            source: text(record, &o::SOURCE),
        }),
        Type::Statistic => Data::Statistic(statistic(record)),
        Type::Mailing => Data::Mailing(Mailing {
            audience: text(record, &o::AUDIENCE),
            meeting: record.text(&o::MEETING_ID),
        }),
        Type::Page => Data::Page(Page {
            menu: record.answer(&o::MENU).is_some_and(|a| a.yes),
            order: record.integer(&o::ORDER).map(|n| n.value),
        }),
    }
}

fn event(record: &Record, findings: &mut Findings) -> Event {
    if let Some(hours) = record.hours(&m::TIME)
        && hours.end.is_some_and(|end| end <= hours.start)
    {
        findings.push(Finding::at(&field_rules::FIELD_RANGE, hours.span).with(
            "what",
            Arg::Both("Mötet slutar innan det börjar.".into(), "The meeting ends before it begins.".into()),
        ));
    }
    let place = record.group(&m::PLACE).map_or_else(Place::default, |place| Place {
        name: text(place, &m::PLACE_NAME),
        address: text(place, &m::ADDRESS),
        municipality: place.text(&m::MUNICIPALITY),
        remote: place.answer(&m::REMOTE).map(|a| a.value),
    });
    Event {
        number: record.integer(&m::NUMBER).map(|n| n.value),
        series: text(record, &m::SERIES),
        hours: record.hours(&m::TIME).map(|h| h.value),
        place,
        form: record.choice(&m::FORM).map(|c| c.value),
        state: record.choice(&m::STATE).map(|c| c.value),
        moved_to: day(record, &m::MOVED_TO),
        invited: record.texts(&m::INVITED),
        attended: record
            .groups(&m::ATTENDED)
            .iter()
            .filter_map(|a| {
                Some(Attendance {
                    organisation: a.text(&m::ORGANISATION)?,
                    count: a.integer(&m::COUNT).map(|n| n.value),
                    carrier: text(a, &m::CARRIER),
                })
            })
            .collect(),
        roles: record.pairs(&m::ROLES),
        access: record.group(&m::ACCESSIBILITY).map(access),
        agenda: record.texts(&m::AGENDA).into_iter().map(|t| t.value).collect(),
        follow_up: record
            .groups(&m::FOLLOW_UP)
            .iter()
            .filter_map(|f| {
                Some(FollowUp {
                    id: f.text(&item_fields::FOLLOWED_ID)?,
                    state: f.choice(&item_fields::STATE).map(|c| c.value),
                    comment: text(f, &item_fields::COMMENT),
                })
            })
            .collect(),
        attachments: record
            .groups(&m::ATTACHMENTS)
            .iter()
            .filter_map(|a| {
                Some(Attachment {
                    file: a.text(&m::FILE)?,
                    title: text(a, &m::ATTACHMENT_TITLE),
                    accessible: a.answer(&m::ACCESSIBLE).map(|x| x.value),
                    alternative: a.text(&m::ALTERNATIVE),
                })
            })
            .collect(),
        next: record.text(&m::NEXT),
        approved: day(record, &m::APPROVED),
        method: text(record, &m::METHOD),
        aim: text(record, &m::AIM),
        sectors: record.texts(&m::SECTORS),
        groups: record
            .groups(&m::GROUPS)
            .iter()
            .map(|g| Group {
                name: text(g, &m::GROUP_NAME),
                question: text(g, &m::GROUP_QUESTION),
                result: text(g, &m::RESULT),
            })
            .collect(),
    }
}

fn access(record: &Record) -> Access {
    let features = [
        (Feature::HearingLoop, &m::HEARING_LOOP),
        (Feature::SignInterpreter, &m::SIGN_INTERPRETER),
        (Feature::SpeechToText, &m::SPEECH_TO_TEXT),
        (Feature::Wheelchair, &m::WHEELCHAIR),
        (Feature::Remote, &m::REMOTE),
    ];
    let needs = record.group(&m::REPORT_NEEDS);
    Access {
        features: features
            .into_iter()
            .filter_map(|(f, field)| Some((f, record.answer(field)?.value)))
            .collect(),
        material_by: day(record, &m::MATERIAL_BY),
        needs_to: needs.and_then(|n| text(n, &m::NEEDS_TO)),
        needs_by: needs.and_then(|n| day(n, &m::NEEDS_BY)),
        note: text(record, &m::NOTE),
    }
}

/// How to reach someone, from a record of the contact shape.
pub fn contact(record: &Record) -> Contact {
    Contact {
        role: text(record, &o::ROLE),
        organisation: record.text(&m::ORGANISATION),
        person: record.text(&o::PERSON_ID),
        email: text(record, &o::EMAIL),
        phone: text(record, &o::PHONE),
    }
}

fn organisation(record: &Record, findings: &mut Findings) -> Organisation {
    let org_number = record.text(&o::ORG_NUMBER).and_then(|number| match check_org_number(&number) {
        OrgNumber::Valid => Some(number.value),
        OrgNumber::Person => {
            findings.push(Finding::at(&people::ORG_NUMBER_IS_PERSON, number.span));
            None
        }
        OrgNumber::Invalid => {
            findings.push(Finding::at(&people::ORG_NUMBER_INVALID, number.span).with("value", number.value));
            None
        }
    });
    Organisation {
        // Absent is complained of already.
        sector: record.choice(&o::SECTOR).map_or("other", |c| c.value),
        standing: record.choice(&o::STANDING_FIELD).map(|c| c.value),
        short_name: text(record, &o::SHORT_NAME),
        mandate: text(record, &o::MANDATE),
        practice: text(record, &o::PRACTICE),
        web: record.text(&o::WEB).and_then(|web| {
            let good = ["https://", "http://"].iter().any(|scheme| web.starts_with(scheme));
            if !good {
                findings.push(
                    Finding::at(&field_rules::FIELD_INVALID, web.span)
                        .with("value", web.value.as_str())
                        .with("key", Arg::each(|lang| o::WEB.key(lang).to_owned()))
                        .with("expected", crate::report::Phrase { sv: "en webbadress", en: "a web address" })
                        .with("example", Arg::each(|lang| o::WEB.line(lang))),
                );
            }
            good.then_some(web)
        }),
        org_number,
        contact: record.group(&o::CONTACT).map(contact),
        former_names: record.texts(&o::FORMER_NAMES),
    }
}

enum OrgNumber {
    Valid,
    Person,
    Invalid,
}

/// An organisation number has ten digits, a third digit of at least 2, and a Luhn check digit (law 1974:174, § 1).
fn check_org_number(text: &str) -> OrgNumber {
    let shape = text.len() == 11
        && text.char_indices().all(|(i, c)| if i == 6 { c == '-' } else { c.is_ascii_digit() });
    if !shape {
        return OrgNumber::Invalid;
    }
    let digits: Vec<u32> = text.chars().filter_map(|c| c.to_digit(10)).collect();
    if digits.get(2).is_some_and(|&third| third < 2) {
        return OrgNumber::Person;
    }
    let sum: u32 =
        digits.iter().enumerate().map(|(i, &d)| if i % 2 == 0 { d * 2 / 10 + d * 2 % 10 } else { d }).sum();
    if sum.is_multiple_of(10) { OrgNumber::Valid } else { OrgNumber::Invalid }
}

fn statistic(record: &Record) -> Statistic {
    let file = match record.get(&o::DATA) {
        Some(Spanned { value: Value::Text(name), span }) => Some(Spanned::new(name.clone(), *span)),
        _ => None,
    };
    Statistic {
        source: text(record, &o::SOURCE),
        measured: day(record, &o::MEASURED),
        unit: text(record, &o::UNIT),
        data: record.table(&o::DATA),
        file,
        area: text(record, &o::AREA),
        method: text(record, &o::METHOD),
        comment: text(record, &o::COMMENT),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn organisation_numbers_are_told_from_personal_ones() {
        assert!(matches!(check_org_number("212000-1124"), OrgNumber::Valid));
        assert!(
            matches!(check_org_number("640823-3234"), OrgNumber::Person)
                || matches!(check_org_number("640823-3234"), OrgNumber::Invalid)
        );
        assert!(matches!(check_org_number("811218-9876"), OrgNumber::Person));
        assert!(matches!(check_org_number("212000-1125"), OrgNumber::Invalid));
        assert!(matches!(check_org_number("2120001124"), OrgNumber::Invalid));
    }
}
