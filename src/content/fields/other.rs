//! Topics, organisations, persons, replies, needs, offers, lessons, statistics, mailings, pages.

use super::common::{self, with_common};
use super::meeting::ORGANISATION as ORGANISATION_ID;
use super::{Kind, choices, fields, shape};

choices! {
    /// The two sectors of the council, and the rest.
    SECTORS =
        "civil" "idéburen" ["idéburna", "ideell", "civil_society"], "public" "offentlig" ["offentliga"],
        "other" "annan" ["annat", "övrig"];
    /// How an organisation stands to the project.
    STANDING =
        "stakeholder" "intressent" [], "invited" "inbjuden" [], "participating" "deltar" ["deltagande"],
        "declined" "avböjt" ["tackat_nej"], "dormant" "vilande" [];
    /// How a need or an offer stands.
    MATCHING = "open" "öppet" ["öppen"], "matched" "matchat" ["matchad"], "closed" "stängt" ["stängd", "avslutat"];
}

fields! {
    NAME = "name" "namn" ["titel", "title", "rubrik"] Kind::Text;
        "Namnet." | "The name.";
        "Studieförbund" | "A study association";
    SECTOR = "sector" "sektor" [] Kind::Choice(SECTORS);
        "Idéburen, offentlig eller annan." | "Civil, public or other.";
        "idéburen" | "civil";
    STANDING_FIELD = "status" "status" [] Kind::Choice(STANDING);
        "Hur organisationen står till projektet." | "How the organisation stands to the project.";
        "deltar" | "participating";
    SHORT_NAME = "short_name" "kortnamn" ["förkortning"] Kind::Text;
        "Ett kort namn." | "A short name.";
        "NSE" | "NSE";
    MANDATE = "mandate" "uppdrag" [] Kind::Text;
        "Vad organisationen har för uppdrag." | "What the organisation's mandate is.";
        "Samlar idéburna organisationer i Skåne." | "Gathers civil society organisations in Skåne.";
    PRACTICE = "practice" "arbetssätt" [] Kind::Text;
        "Hur organisationen arbetar." | "How the organisation works.";
        "Möten, utbildning och rådgivning." | "Meetings, training and advice.";
    WEB = "web" "webb" ["webbplats", "hemsida", "website"] Kind::Text;
        "Organisationens webbplats." | "The organisation's website.";
        "https://exempel.se" | "https://example.org";
    ORG_NUMBER = "org_number" "organisationsnummer" ["orgnr", "org.nr"] Kind::Text;
        "Tio siffror, NNNNNN-NNNN." | "Ten digits, NNNNNN-NNNN.";
        "\"212000-1124\"" | "\"212000-1124\"";
    FORMER_NAMES = "former_names" "tidigare_namn" [] Kind::Names;
        "Namn som organisationen har haft förut." | "Names that the organisation has had before.";
        "[Gamla namnet]" | "[The old name]";
    CONTACT = "contact" "kontakt" [] Kind::Group(&CONTACT_SHAPE);
        "Hur man når organisationen: en roll, inte en person." | "How to reach the organisation: a role, not a person.";
        "{roll: Samordnare, e-post: info@exempel.se}" | "{role: Coordinator, email: info@example.org}";
    ROLE = "role" "roll" [] Kind::Text;
        "Rollen." | "The role.";
        "Projektledare" | "Project leader";
    PERSON_ID = "person" "person" [] Kind::Text;
        "Personens id i personer.yaml." | "The person's id in people.yaml.";
        "projektledare" | "project-leader";
    EMAIL = "email" "e-post" ["epost", "mejl", "mail", "e_mail"] Kind::Text;
        "En adress som hör till rollen." | "An address that belongs to the role.";
        "info@exempel.se" | "info@example.org";
    PHONE = "phone" "telefon" ["tel", "telefonnummer"] Kind::Text;
        "Ett nummer som hör till rollen." | "A number that belongs to the role.";
        "\"040-000 00 00\"" | "\"040-000 00 00\"";
    PERSON_NAME = "name" "namn" [] Kind::Text;
        "Personens namn; visas bara med samtycke." | "The person's name; shown only with consent.";
        "Förnamn Efternamn" | "First Last";
    FROM = "from" "från" ["startar"] Kind::Date;
        "Första dagen." | "The first day.";
        "2014-01-01" | "2014-01-01";
    TO = "to" "till" ["slutar"] Kind::Date;
        "Sista dagen." | "The last day.";
        "2014-12-31" | "2014-12-31";
    LEGAL_GROUND = "legal_ground" "grund" ["rättslig_grund"] Kind::Text;
        "Grunden enligt dataskyddsförordningen, artikel 6." | "The ground under GDPR, article 6.";
        "samtycke" | "consent";
    SCOPE = "scope" "omfattar" ["gäller"] Kind::Names;
        "Vad som får visas: namn, roll, e-post, telefon, bild." | "What may be shown: name, role, email, phone, picture.";
        "[namn, roll]" | "[name, role]";
    CONSENT_DATE = "date" "datum" [] Kind::Date;
        "Dagen då personen sade ja." | "The day the person said yes.";
        "2014-01-15" | "2014-01-15";
    WITHDRAWN = "withdrawn" "återkallat" ["återkallad"] Kind::Date;
        "Dagen då samtycket togs tillbaka." | "The day the consent was withdrawn.";
        "2014-06-01" | "2014-06-01";
    CONSENT = "consent" "samtycke" [] Kind::Group(&CONSENT_SHAPE);
        "Vad personen har sagt ja till." | "What the person has agreed to.";
        "{grund: samtycke, omfattar: [namn], datum: 2014-01-15}" | "{legal_ground: consent, scope: [name], date: 2014-01-15}";
    PROBLEM = "problem" "problem" [] Kind::Text;
        "Vad som är svårt." | "What is difficult.";
        "Föreningar har inga egna pengar till projekt." | "Associations have no money of their own for projects.";
    CIVIL_VIEW = "civil" "idéburen" ["idéburna"] Kind::Text;
        "Hur den idéburna sektorn ser på det." | "How the civil sector sees it.";
        "Vi blir beroende av andra." | "We come to depend on others.";
    PUBLIC_VIEW = "public" "offentlig" ["offentliga"] Kind::Text;
        "Hur den offentliga sektorn ser på det." | "How the public sector sees it.";
        "Vi ansvarar för skattepengar." | "We answer for tax money.";
    PERSPECTIVES = "perspectives" "perspektiv" [] Kind::Group(&VIEWS);
        "De två sektorernas bild." | "The two sectors' views.";
        "{idéburen: Vi kan ge tid., offentlig: Vi kan ge pengar.}" | "{civil: We can give time., public: We can give money.}";
    TOPIC_QUESTIONS = "questions" "frågor" [] Kind::Texts;
        "Frågor att tala om." | "Questions to talk about.";
        "[Vad kan räknas som ett bidrag?]" | "[What counts as a contribution?]";
    MEETING_ID = "meeting" "möte" [] Kind::Text;
        "Mötet: filens namn." | "The meeting: the file's name.";
        "2014-02-12-dialogmote-1" | "2014-02-12-dialogue-1";
    REPLY_DATE = "date" "datum" [] Kind::Date;
        "Dagen." | "The day.";
        "2014-03-18" | "2014-03-18";
    DISCUSSED_IN = "discussed_in" "diskuterad_i" ["diskuterat_i"] Kind::Text;
        "Var organisationen talade om det." | "Where the organisation discussed it.";
        "Styrelsens möte i mars" | "The board's meeting in March";
    QUESTION_ID = "question" "fråga" [] Kind::Text;
        "Frågans id." | "The question's id.";
        "d1.5" | "d1.5";
    ANSWER_TEXT = "text" "text" ["svar"] Kind::Text;
        "Svaret." | "The answer.";
        "Vi kan bidra med kunskap." | "We can contribute knowledge.";
    ANSWERS = "answers" "svar" [] Kind::Groups(&ANSWER);
        "Svaren på mötets frågor." | "The answers to the meeting's questions.";
        "[{fråga: d1.5, text: Vi kan bidra med kunskap.}]" | "[{question: d1.5, text: We can contribute knowledge.}]";
    NEED_TEXT = "text" "text" [] Kind::Text;
        "Vad som behövs eller erbjuds." | "What is needed or offered.";
        "Vi behöver en lokal." | "We need a venue.";
    TOPIC = "topic" "tema" ["topics", "teman", "ämne"] Kind::Text;
        "Temat." | "The topic.";
        "medfinansiering" | "funding";
    PARTICIPANTS = "participants" "deltagare" ["antal"] Kind::Integer;
        "Hur många det gäller." | "How many it concerns.";
        "10" | "10";
    MATCHING_FIELD = "status" "status" [] Kind::Choice(MATCHING);
        "Öppet, matchat eller stängt." | "Open, matched or closed.";
        "öppet" | "open";
    MATCHES = "matches" "matchar" [] Kind::Names;
        "Behov eller erbjudanden som passar." | "Needs or offers that fit.";
        "[platser-i-verkstad]" | "[places-in-workshop]";
    PERIOD = "period" "period" [] Kind::Text;
        "När projektet pågick." | "When the project ran.";
        "2010–2012" | "2010–2012";
    LEARNING = "learning" "lärdom" ["lärdomar"] Kind::Text;
        "Vad som går att lära." | "What can be learnt.";
        "Skriv avtalet innan projektet börjar." | "Write the agreement before the project begins.";
    OWNER = "owner" "ägare" [] Kind::Text;
        "Vem som drev projektet." | "Who ran the project.";
        "En förening" | "An association";
    FUNDING = "funding" "finansiering" [] Kind::Text;
        "Hur projektet betalades." | "How the project was paid for.";
        "Europeiska socialfonden" | "The European Social Fund";
    RESULT = "result" "resultat" [] Kind::Text;
        "Vad projektet ledde till." | "What the project led to.";
        "Tolv personer fick arbete." | "Twelve people found work.";
    SOURCE = "source" "källa" [] Kind::Text;
        "Varifrån uppgiften kommer." | "Where the fact comes from.";
        "Ansökan om förstudien" | "The application for the pre-study";
    MEASURED = "measured" "mätt" ["mätdag"] Kind::Date;
        "Dagen som siffrorna gäller." | "The day the figures are of.";
        "2014-01-01" | "2014-01-01";
    UNIT = "unit" "enhet" [] Kind::Text;
        "Vad siffrorna räknar." | "What the figures count.";
        "antal kommuner" | "number of municipalities";
    DATA = "data" "data" ["siffror", "tabell"] Kind::Table;
        "Rader; den första är rubriker. Eller namnet på en CSV-fil." | "Rows; the first holds the headings. Or the name of a CSV file.";
        "[[Län, Antal], [Skåne, 33]]" | "[[County, Number], [Skåne, 33]]";
    AREA = "area" "område" [] Kind::Text;
        "Vilket område siffrorna gäller." | "The area the figures are of.";
        "Sydsverige" | "Southern Sweden";
    METHOD = "method" "metod" [] Kind::Text;
        "Hur siffrorna är framtagna." | "How the figures were arrived at.";
        "Räknat för hand." | "Counted by hand.";
    COMMENT = "comment" "kommentar" [] Kind::Text;
        "Vad man bör tänka på." | "What to bear in mind.";
        "Listan har inte ändrats." | "The list has not changed.";
    AUDIENCE = "audience" "mottagare" ["till"] Kind::Text;
        "Vilken grupp utskicket går till; aldrig adresser." | "The group that the mailing goes to; never addresses.";
        "Alla inbjudna organisationer" | "All invited organisations";
    MENU = "menu" "meny" [] Kind::Answer;
        "Om sidan ska vara med i menyn." | "Whether the page is in the menu.";
        "ja" | "yes";
    ORDER = "order" "ordning" [] Kind::Integer;
        "Platsen bland sidorna." | "The place among the pages.";
        "1" | "1";
}

shape! {
    /// How to reach someone.
    CONTACT_SHAPE "contact" "Kontakt" | "Contact", main: ROLE;
    Optional: ROLE, ORGANISATION_ID, PERSON_ID, EMAIL, PHONE;
}

shape! {
    /// What a person has agreed to.
    CONSENT_SHAPE "consent" "Samtycke" | "Consent";
    Required: LEGAL_GROUND, SCOPE, CONSENT_DATE;
    Optional: WITHDRAWN;
}

shape! {
    /// A person in `personer.yaml`.
    PERSON "person" "Person" | "Person";
    Required: common::ID;
    Optional: ROLE, ORGANISATION_ID, PERSON_NAME, EMAIL, PHONE, FROM, TO, CONSENT;
}

shape! {
    /// Two views.
    VIEWS "perspectives" "Perspektiv" | "Perspectives";
    Optional: CIVIL_VIEW, PUBLIC_VIEW;
}

shape! {
    /// An answer.
    ANSWER "answer" "Svar" | "Answer", main: ANSWER_TEXT;
    Required: ANSWER_TEXT;
    Optional: QUESTION_ID;
}

with_common! {
    /// A topic of discussion.
    TOPIC_SHAPE "topic" "Tema" | "Topic";
    Offered: common::TITLE, common::SUMMARY, PROBLEM, PERSPECTIVES, TOPIC_QUESTIONS, common::STATUS;
    Optional: common::TOPICS, common::MUNICIPALITIES, common::TARGET_GROUP;
}

with_common! {
    /// An organisation.
    ORGANISATION "organisation" "Organisation" | "Organisation";
    Required: SECTOR;
    Offered: NAME, STANDING_FIELD, MANDATE, PRACTICE;
    Optional: SHORT_NAME, WEB, ORG_NUMBER, CONTACT, FORMER_NAMES, common::SUMMARY, common::TOPICS,
        common::MUNICIPALITIES, common::TARGET_GROUP;
}

with_common! {
    /// What an organisation answers after a meeting.
    REPLY "reply" "Återkoppling" | "Reply";
    Required: MEETING_ID, ORGANISATION_ID, REPLY_DATE;
    Offered: common::TITLE, DISCUSSED_IN, ANSWERS;
    Optional: common::SUMMARY, common::TOPICS, common::MUNICIPALITIES, common::TARGET_GROUP, common::STATUS;
}

with_common! {
    /// A need.
    NEED "need" "Behov" | "Need";
    Required: NEED_TEXT, ORGANISATION_ID, TOPIC;
    Offered: common::TITLE, common::TARGET_GROUP, common::MUNICIPALITIES, MATCHING_FIELD;
    Optional: PARTICIPANTS, FROM, TO, MATCHES, common::SUMMARY;
}

with_common! {
    /// An offer.
    OFFER "offer" "Erbjudande" | "Offer";
    Required: NEED_TEXT, ORGANISATION_ID, TOPIC;
    Offered: common::TITLE, common::TARGET_GROUP, common::MUNICIPALITIES, MATCHING_FIELD;
    Optional: PARTICIPANTS, FROM, TO, MATCHES, common::SUMMARY;
}

with_common! {
    /// Something learnt from an earlier project.
    LESSON "lesson" "Lärdom" | "Lesson";
    Required: PERIOD, LEARNING;
    Offered: NAME, OWNER, FUNDING, RESULT, SOURCE, common::TOPICS;
    Optional: common::SUMMARY, common::MUNICIPALITIES, common::TARGET_GROUP, common::STATUS;
}

with_common! {
    /// Figures with their source.
    STATISTIC "statistic" "Statistik" | "Statistic";
    Required: SOURCE, MEASURED, UNIT, DATA;
    Offered: common::TITLE, AREA, METHOD, COMMENT;
    Optional: common::SUMMARY, common::TOPICS, common::MUNICIPALITIES, common::TARGET_GROUP, common::STATUS;
}

with_common! {
    /// A letter to a group.
    MAILING "mailing" "Utskick" | "Mailing";
    Required: REPLY_DATE, AUDIENCE;
    Offered: common::TITLE, MEETING_ID;
    Optional: common::SUMMARY, common::TOPICS, common::MUNICIPALITIES, common::TARGET_GROUP, common::STATUS;
}

with_common! {
    /// Any other page.
    PAGE "page" "Sida" | "Page";
    Offered: common::TITLE, common::SUMMARY, MENU, ORDER, common::STATUS;
    Optional: common::TOPICS, common::MUNICIPALITIES, common::TARGET_GROUP;
}
