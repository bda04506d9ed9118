//! Facts of meetings, money and people that do not add up.

use super::{Mark, Phrase, Rule, Severity};

rules! {
    /// More than three to one organisation.
    QUESTIONS_TOO_MANY = Warning "questions-too-many" "" {
        what: "{organisation} får {n} frågor med sig hem." | "{organisation} gets {n} questions to take home.";
        why: "Fler än tre frågor hinner ingen tala om, och då blir det inga svar." | "Nobody has the time to talk about more than three questions, and then there are no answers.";
        cure: "Välj de tre viktigaste, eller dela upp dem mellan organisationerna." | "Choose the three most important, or divide them among the organisations.";
    }
    /// The latest meeting leads nowhere.
    NEXT_MEETING_MISSING = Warning "next-meeting-missing" "" {
        what: "Det senaste mötet säger inte när nästa möte är." | "The latest meeting does not say when the next one is.";
        why: "Den som ska ta upp frågorna hemma vet inte när svaren behövs." | "Those who take the questions home do not know when the answers are needed.";
        cure: "Gör en fil för nästa möte: samverka new möte \"Dialogmöte\" --date DAG" | "Make a file for the next meeting: samverka new meeting \"Dialogue meeting\" --date DAY";
    }
    /// The day has come and gone.
    PLANNED_PAST = Warning "planned-past" "" {
        what: "Mötet skulle ha varit {day} men står som planerat." | "The meeting was to be on {day} but stands as planned.";
        why: "Läsaren vet inte om det blev av." | "Readers do not know whether it took place.";
        cure: "Ta bort läge, eller skriv genomfört, inställt eller flyttat." | "Take state away, or write held, cancelled or moved.";
    }
    /// A last day before the meeting itself.
    DAY_BEFORE = Warning "day-before" "" {
        what: "{what} har sista dag {day}, före mötet." | "{what} is due on {day}, before the meeting.";
        why: "Den är försenad redan när den skrivs." | "It is late as soon as it is written.";
        cure: "Rätta dagen eller året." | "Correct the day or the year.";
    }
    /// A reply before the meeting it answers.
    REPLY_BEFORE = Warning "reply-before" "" {
        what: "Svaret är från {day}, före mötet som det gäller." | "The reply is of {day}, before the meeting that it concerns.";
        why: "Det räknas som ett svar, men på fel möte eller med fel dag." | "It counts as an answer, but to the wrong meeting or with the wrong day.";
        cure: "Rätta dagen eller mötet." | "Correct the day or the meeting.";
    }
    /// More meetings than promised.
    PLAN_EXCEEDED = Advice "plan-exceeded" "" {
        what: "{held} {what} är genomförda, men {planned} är planerade." | "{held} {what} have been held, but {planned} are planned.";
        why: "På startsidan står det att fler är genomförda än planerat." | "The start page says that more have been held than planned.";
        cure: "Ändra planerat i site.yaml om planen har ändrats." | "Change planned in site.yaml if the plan has changed.";
    }
    /// An open need that nobody has touched.
    NEED_STALE = Warning "need-stale" "" {
        what: "”{title}” är öppet, men {fault}." | "“{title}” is open, but {fault}.";
        why: "Den som hör av sig om det blir besviken." | "Whoever gets in touch about it will be disappointed.";
        cure: "Ändra status till stängt eller matchat, eller sätt en ny sista dag." | "Change status to closed or matched, or set a new last day.";
    }
    /// Old figures.
    STATISTIC_STALE = Warning "statistic-stale" "" {
        what: "Siffrorna gäller {day} och är mer än {years} år gamla." | "The figures are of {day} and more than {years} years old.";
        why: "Läsaren tror att de stämmer i dag." | "Readers believe that they hold today.";
        cure: "Uppdatera siffrorna, eller arkivera sidan (status: arkiverad)." | "Update the figures, or archive the page (status: archived).";
    }
    /// So few that one may know who they are.
    STATISTIC_SMALL_NUMBERS = Warning "statistic-small-numbers" "GDPR art. 4.1" {
        what: "Tabellen har {n} tal mellan 1 och 4 om människor." | "The table has {n} numbers between 1 and 4 about people.";
        why: "I en liten grupp kan man räkna ut vem det är." | "In a small group one can work out who it is.";
        cure: "Slå ihop grupper, eller skriv ”färre än 5”." | "Merge groups, or write “fewer than 5”.";
    }
    /// A personal identity number.
    PERSONAL_NUMBER = Error "personal-number" "GDPR art. 87, law 2018:218 ch. 3 § 10" Fixed {
        what: "{what} innehåller ett personnummer." | "{what} holds a personal identity number.";
        why: "Personnummer får bara användas när det finns starka skäl, och aldrig på nätet." | "Personal identity numbers may only be used for strong reasons, and never on the web.";
        cure: "Ta bort numret." | "Take the number away.";
    }
    /// Looks like one.
    PERSONAL_NUMBER_LIKE = Warning "personal-number-like" "GDPR art. 87, law 2018:218 ch. 3 § 10" Fixed {
        what: "{what} innehåller något som ser ut som ett personnummer." | "{what} holds something that looks like a personal identity number.";
        why: "Personnummer får aldrig läggas ut på nätet." | "Personal identity numbers must never be put on the web.";
        cure: "Ta bort det om det är ett personnummer." | "Take it away if it is one.";
    }
    /// An access need or a diagnosis beside a name.
    PERSON_HEALTH = Warning "person-health" "GDPR art. 9" {
        what: "Meningen nämner en person och ”{word}”." | "The sentence names a person and “{word}”.";
        why: "Uppgifter om hälsa och om vad någon behöver får inte spridas." | "Facts about health and about what someone needs must not be spread.";
        cure: "Skriv vad som ordnades, inte för vem." | "Write what was arranged, not for whom.";
    }
    /// Somebody's own address or number.
    CONTACT_IN_TEXT = Warning "contact-in-text" "GDPR art. 5.1 c" {
        what: "Texten innehåller {what} som verkar vara en persons." | "The text holds {what} that seems to be a person's.";
        why: "Den ligger kvar på nätet långt efter att personen har slutat." | "It stays on the web long after the person has left.";
        cure: "Skriv en adress eller ett nummer som hör till rollen, till exempel kontakt@…" | "Write an address or a number of the role, such as contact@…";
    }
    /// The day when data should have gone.
    RETENTION_PASSED = Warning "retention-passed" "GDPR art. 5.1 e" Fixed {
        what: "Personuppgifter skulle sparas till {day}." | "Personal data were to be kept until {day}.";
        why: "Den dagen har passerat." | "That day has passed.";
        cure: "Ta bort personerna ur personer.yaml, eller ändra dagen om det finns skäl." | "Take the persons out of personer.yaml, or change the day if there are reasons.";
    }
    /// Money without a funder.
    FUNDER_MISSING = Error "funder-missing" "" Fixed {
        what: "Projektet har beviljat stöd, men ingen finansiär står i site.yaml." | "The project has a grant, but no funder stands in site.yaml.";
        why: "Finansiären kräver logotyp och en mening på sidor och utskrifter." | "The funder demands a logo and a sentence on pages and prints.";
        cure: "Lägg till: {example}" | "Add: {example}";
    }
    /// The funder's logo is smaller than another.
    FUNDER_TOO_SMALL = Warning "funder-too-small" "" {
        what: "Finansiärens logotyp är {height} mm hög, men {other}." | "The funder's logo is {height} mm high, but {other}.";
        why: "Finansiärens märke ska vara minst 10 mm och minst lika stort som alla andra." | "The funder's emblem must be at least 10 mm and at least as large as any other.";
        cure: "Ändra höjd i site.yaml." | "Change the height in site.yaml.";
    }
    /// The alt text says only that it is a logo.
    FUNDER_ALT = Error "funder-alt" "WCAG 1.1.1" {
        what: "Logotypens textalternativ ”{alt}” säger inte vem som betalar." | "The logo's text alternative “{alt}” does not say who pays.";
        why: "Den som inte ser märket får inte veta det." | "People who do not see the emblem are not told.";
        cure: "Skriv samma mening som i uttalandet: {statement}" | "Write the same sentence as in the statement: {statement}";
    }
    /// An assessment of long ago.
    STATEMENT_OLD = Warning "statement-old" "Law (2018:1937) § 13" {
        what: "Tillgängligheten granskades senast {day}." | "Accessibility was last assessed on {day}.";
        why: "Redogörelsen ska ses över minst en gång om året." | "The statement is to be reviewed at least once a year.";
        cure: "Granska webbplatsen igen och ändra bedömd i site.yaml." | "Assess the site again and change assessed in site.yaml.";
    }
    /// Nobody to turn to.
    CONTACT_MISSING = Error "contact-missing" "Law (2018:1937) § 13" Fixed {
        what: "Det finns ingen adress att höra av sig till." | "There is no address to turn to.";
        why: "Den som stöter på ett hinder, eller vill svara på en fråga, vet inte vart." | "People who meet a barrier, or want to answer a question, do not know where to turn.";
        cure: "Lägg till en e-postadress eller ett telefonnummer för rollen under kontakt i site.yaml." | "Add an e-mail address or a telephone number of the role under contact in site.yaml.";
    }
}
