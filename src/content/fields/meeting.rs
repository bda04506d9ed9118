//! Dialogue meetings and workshops.

use super::common::{self, with_common};
use super::{Kind, choices, fields, items, shape};

choices! {
    /// How many are in the room.
    FORMS = "small_group" "liten grupp" ["mindre grupp"], "large_group" "stor grupp" ["större grupp"];
    /// Whether it has been.
    STATES =
        "planned" "planerat" ["planerad"], "held" "genomfört" ["genomförd", "hållet"],
        "cancelled" "inställt" ["inställd"], "moved" "flyttat" ["flyttad"];
}

fields! {
    NUMBER = "number" "nummer" ["nr"] Kind::Integer;
        "Mötets nummer i sin serie." | "The meeting's number in its series.";
        "1" | "1";
    SERIES = "series" "serie" [] Kind::Text;
        "Serien som mötet hör till." | "The series that the meeting belongs to.";
        "Dialogmöten" | "Dialogue meetings";
    DATE = "date" "datum" ["dag"] Kind::Date;
        "Dagen då mötet hålls." | "The day of the meeting.";
        "2014-03-12" | "2014-03-12";
    TIME = "time" "tid" ["klockan", "kl"] Kind::Hours;
        "När mötet börjar och slutar." | "When the meeting begins and ends.";
        "\"13.00–16.00\"" | "\"13:00–16:00\"";
    PLACE_NAME = "name" "namn" ["lokal"] Kind::Text;
        "Lokalens namn." | "The name of the venue.";
        "Stadsbiblioteket" | "The city library";
    ADDRESS = "address" "adress" ["gatuadress"] Kind::Text;
        "Gatuadressen." | "The street address.";
        "Kungsgatan 1, Malmö" | "Kungsgatan 1, Malmö";
    MUNICIPALITY = "municipality" "kommun" [] Kind::Text;
        "Kommunen där mötet hålls." | "The municipality where the meeting is held.";
        "Malmö" | "Malmö";
    REMOTE = "remote" "distans" ["på_distans", "digitalt"] Kind::Answer;
        "Om det går att vara med på distans." | "Whether one can take part remotely.";
        "ja" | "yes";
    PLACE = "place" "plats" [] Kind::Group(&PLACE_SHAPE);
        "Var mötet hålls." | "Where the meeting is held.";
        "{namn: Stadsbiblioteket, kommun: Malmö}" | "{name: The city library, municipality: Malmö}";
    FORM = "form" "form" ["mötesform"] Kind::Choice(FORMS);
        "Liten eller stor grupp." | "A small or a large group.";
        "stor grupp" | "large group";
    STATE = "state" "läge" ["tillstånd"] Kind::Choice(STATES);
        "Planerat, genomfört, inställt eller flyttat; annars avgör datumet." | "Planned, held, cancelled or moved; otherwise the date decides.";
        "genomfört" | "held";
    MOVED_TO = "moved_to" "flyttat_till" ["nytt_datum", "ny_dag"] Kind::Date;
        "Den nya dagen för ett möte som är flyttat." | "The new day of a meeting that has been moved.";
        "2014-06-18" | "2014-06-18";
    INVITED = "invited" "inbjudna" ["inbjudan_till"] Kind::Names;
        "Organisationer som är inbjudna." | "The organisations that are invited.";
        "[region-skane, studieforbund]" | "[region-skane, study-association]";
    ORGANISATION = "organisation" "organisation" ["organization", "org"] Kind::Text;
        "Organisationens id: filens namn." | "The organisation's id: the file's name.";
        "region-skane" | "region-skane";
    COUNT = "count" "antal" [] Kind::Integer;
        "Hur många som kom." | "How many came.";
        "2" | "2";
    CARRIER = "carrier" "bärare" ["tar_hem"] Kind::Text;
        "Rollen som bär hem resultaten." | "The role that carries the results home.";
        "Enhetschef" | "Head of unit";
    ATTENDED = "attended" "deltog" ["närvarande", "deltagare"] Kind::Groups(&ATTENDANCE);
        "Organisationer som var med." | "The organisations that took part.";
        "[{organisation: region-skane, antal: 2}]" | "[{organisation: region-skane, count: 2}]";
    ROLES = "roles" "roller" [] Kind::Pairs;
        "Vilka roller eller organisationer som höll i mötet." | "The roles or organisations that led the meeting.";
        "{ordförande: Projektledare}" | "{chair: Project leader}";
    HEARING_LOOP = "hearing_loop" "hörslinga" ["hörselslinga"] Kind::Answer;
        "Om hörslinga finns." | "Whether there is a hearing loop.";
        "ja" | "yes";
    SIGN_INTERPRETER = "sign_interpreter" "teckenspråkstolk" ["teckentolk"] Kind::Answer;
        "Om teckenspråkstolk finns." | "Whether there is a sign language interpreter.";
        "ja, om du säger till" | "yes, on request";
    SPEECH_TO_TEXT = "speech_to_text" "skrivtolk" ["skrivtolkning"] Kind::Answer;
        "Om skrivtolk finns." | "Whether there is a speech-to-text interpreter.";
        "ja" | "yes";
    WHEELCHAIR = "wheelchair" "rullstol" [] Kind::Answer;
        "Om lokalen går att nå med rullstol." | "Whether the venue can be reached by wheelchair.";
        "ja" | "yes";
    MATERIAL_BY = "material_by" "material_senast" [] Kind::Date;
        "Dagen då materialet senast skickas ut." | "The day by which the material is sent out.";
        "2014-02-05" | "2014-02-05";
    NEEDS_TO = "to" "till" [] Kind::Text;
        "Adress eller nummer att höra av sig till." | "The address or number to turn to.";
        "kontakt@exempel.se" | "contact@example.org";
    NEEDS_BY = "by" "senast" [] Kind::Date;
        "Sista dagen att höra av sig." | "The last day to get in touch.";
        "2014-01-29" | "2014-01-29";
    REPORT_NEEDS = "report_needs" "anmäl_behov" ["behov_anmäls"] Kind::Group(&NEEDS);
        "Vart och när den som behöver något hör av sig." | "Where and by when to say what one needs.";
        "{till: kontakt@exempel.se, senast: 2014-01-29}" | "{to: contact@example.org, by: 2014-01-29}";
    NOTE = "note" "övrigt" ["kommentar"] Kind::Text;
        "Annat som är bra att veta." | "Other things that are good to know.";
        "Ledsagare är välkomna." | "Personal assistants are welcome.";
    ACCESSIBILITY = "accessibility" "tillgänglighet" [] Kind::Group(&ACCESS);
        "Vad som finns på plats för den som behöver det." | "What there is for those who need it.";
        "{hörslinga: ja, rullstol: ja, anmäl_behov: {till: kontakt@exempel.se, senast: 2014-01-29}}" | "{hearing_loop: yes, wheelchair: yes, report_needs: {to: contact@example.org, by: 2014-01-29}}";
    AGENDA = "agenda" "dagordning" ["program"] Kind::Texts;
        "Punkterna i ordning." | "The points in order.";
        "[Välkomna, Samtal, Avslutning]" | "[Welcome, Discussion, Closing]";
    DECISIONS = "decisions" "beslut" ["decision"] Kind::Groups(&items::DECISION);
        "Beslut, om de inte står i texten." | "Decisions, unless they stand in the text.";
        "[{id: d1.1, text: Vi träffas varje månad.}]" | "[{id: d1.1, text: We meet every month.}]";
    ACTIONS = "actions" "åtgärder" ["åtgärd", "action", "att_göra"] Kind::Groups(&items::ACTION);
        "Åtgärder, om de inte står i texten." | "Actions, unless they stand in the text.";
        "[{id: d1.2, text: Boka lokal., ansvarig: Projektledare, senast: 2014-04-01}]" | "[{id: d1.2, text: Book a venue., owner: Project leader, due: 2014-04-01}]";
    QUESTIONS = "questions" "frågor" ["fråga", "question"] Kind::Groups(&items::QUESTION);
        "Frågor att ta med hem, om de inte står i texten." | "Questions to take home, unless they stand in the text.";
        "[{id: d1.3, text: Vad kan ni bidra med?, till: alla}]" | "[{id: d1.3, text: What can you contribute?, to: all}]";
    FOLLOW_UP = "follow_up" "uppföljning" [] Kind::Groups(&items::FOLLOW_UP);
        "Hur det har gått med det som sades vid tidigare möten." | "What has become of what was said at earlier meetings.";
        "[{id: d1.2, status: klar, kommentar: Lokalen är bokad.}]" | "[{id: d1.2, state: done, comment: The venue is booked.}]";
    FILE = "file" "fil" [] Kind::Text;
        "Filens namn, bredvid anteckningen." | "The file's name, beside the note.";
        "underlag.pdf" | "background.pdf";
    ATTACHMENT_TITLE = "title" "titel" ["rubrik"] Kind::Text;
        "Vad filen är." | "What the file is.";
        "Underlag om medfinansiering" | "Background on co-financing";
    ACCESSIBLE = "accessible" "tillgänglig" [] Kind::Answer;
        "Om filen går att läsa med hjälpmedel." | "Whether the file works with assistive technology.";
        "ja" | "yes";
    ALTERNATIVE = "alternative" "alternativ" [] Kind::Text;
        "Sidan eller filen med samma innehåll i annan form." | "The page or file with the same content in another form.";
        "../teman/medfinansiering.md" | "../topics/funding.md";
    ATTACHMENTS = "attachments" "bilagor" ["bilaga"] Kind::Groups(&ATTACHMENT);
        "Filer som hör till mötet." | "Files that belong to the meeting.";
        "[{fil: underlag.pdf, titel: Underlag}]" | "[{file: background.pdf, title: Background}]";
    NEXT = "next" "nästa" ["nästa_möte"] Kind::Text;
        "Nästa möte: filens namn." | "The next meeting: the file's name.";
        "2014-04-09-dialogmote-2" | "2014-04-09-dialogue-2";
    APPROVED = "approved" "justerad" ["justerat"] Kind::Date;
        "Dagen då anteckningarna justerades." | "The day the notes were approved.";
        "2014-02-26" | "2014-02-26";
    METHOD = "method" "metod" ["arbetssätt"] Kind::Text;
        "Hur workshopen gick till." | "How the workshop was done.";
        "Arbete i tre grupper" | "Work in three groups";
    AIM = "aim" "syfte" [] Kind::Text;
        "Vad workshopen ska leda till." | "What the workshop is to lead to.";
        "Att hitta en gemensam bild av problemet." | "To find a shared view of the problem.";
    SECTORS = "sectors" "sektorer" ["sektor"] Kind::Names;
        "Sektorer som är med." | "The sectors that take part.";
        "[idéburen, offentlig]" | "[civil, public]";
    GROUP_NAME = "name" "namn" ["grupp"] Kind::Text;
        "Gruppens namn." | "The group's name.";
        "Grupp A" | "Group A";
    GROUP_QUESTION = "question" "fråga" [] Kind::Text;
        "Frågan som gruppen fick." | "The question that the group was given.";
        "Vad har vi redan prövat?" | "What have we tried already?";
    RESULT = "result" "resultat" ["svar"] Kind::Text;
        "Vad gruppen kom fram till." | "What the group arrived at.";
        "Många projekt liknar varandra." | "Many projects are alike.";
    GROUPS = "groups" "grupper" [] Kind::Groups(&GROUP);
        "Grupparbeten." | "Group work.";
        "[{namn: Grupp A, fråga: Vad vet vi?, resultat: Mycket.}]" | "[{name: Group A, question: What do we know?, result: A lot.}]";
}

shape! {
    /// Where.
    PLACE_SHAPE "place" "Plats" | "Place", main: PLACE_NAME;
    Optional: PLACE_NAME, ADDRESS, MUNICIPALITY, REMOTE;
}

shape! {
    /// Who came.
    ATTENDANCE "attendance" "Deltog" | "Attendance", main: ORGANISATION;
    Required: ORGANISATION;
    Optional: COUNT, CARRIER;
}

shape! {
    /// How to tell needs.
    NEEDS "report_needs" "Anmäl behov" | "Tell your needs", main: NEEDS_TO;
    Optional: NEEDS_TO, NEEDS_BY;
}

shape! {
    /// What there is.
    ACCESS "accessibility" "Tillgänglighet" | "Accessibility", main: NOTE;
    Optional: HEARING_LOOP, SIGN_INTERPRETER, SPEECH_TO_TEXT, WHEELCHAIR, REMOTE, MATERIAL_BY, REPORT_NEEDS, NOTE;
}

shape! {
    /// A file.
    ATTACHMENT "attachment" "Bilaga" | "Attachment", main: FILE;
    Required: FILE;
    Optional: ATTACHMENT_TITLE, ACCESSIBLE, ALTERNATIVE;
}

shape! {
    /// A group of a workshop.
    GROUP "group" "Grupp" | "Group", main: GROUP_NAME;
    Optional: GROUP_NAME, GROUP_QUESTION, RESULT;
}

with_common! {
    /// A dialogue meeting.
    MEETING "meeting" "Dialogmöte" | "Dialogue meeting";
    Required: DATE;
    Offered: common::TITLE, NUMBER, TIME, PLACE, STATE, common::SUMMARY, common::TOPICS, INVITED, ACCESSIBILITY, AGENDA,
        common::STATUS;
    Optional: MOVED_TO, SERIES, FORM, ATTENDED, ROLES, DECISIONS, ACTIONS, QUESTIONS, FOLLOW_UP, ATTACHMENTS, NEXT, APPROVED,
        common::MUNICIPALITIES, common::TARGET_GROUP;
}

with_common! {
    /// A workshop.
    WORKSHOP "workshop" "Workshop" | "Workshop";
    Required: DATE;
    Offered: common::TITLE, NUMBER, TIME, PLACE, STATE, AIM, SECTORS, METHOD, common::SUMMARY, common::TOPICS, INVITED,
        ACCESSIBILITY, AGENDA, common::STATUS;
    Optional: MOVED_TO, GROUPS, SERIES, FORM, ATTENDED, ROLES, DECISIONS, ACTIONS, QUESTIONS, FOLLOW_UP, ATTACHMENTS, NEXT,
        APPROVED, common::MUNICIPALITIES, common::TARGET_GROUP;
}
