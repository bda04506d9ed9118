//! How documents hang together.

use super::{Mark, Phrase, Rule, Severity};

rules! {
    /// No site.yaml.
    SITE_FILE_MISSING = Advice "site-file-missing" "" {
        what: "Filen content/site.yaml saknas." | "The file content/site.yaml is missing.";
        why: "Webbplatsen får inget eget namn, ingen kontakt och ingen finansiär." | "The site gets no name of its own, no contact and no funder.";
        cure: "Kör ”samverka init” i en tom mapp för att se hur den ser ut." | "Run “samverka init” in an empty folder to see what it looks like.";
    }
    /// Nothing to build.
    SITE_EMPTY = Error "site-empty" "" Fixed {
        what: "Här finns inga anteckningar: mappen content saknas eller är tom." | "There are no notes here: the folder content is missing or empty.";
        why: "samverka bygger en webbplats av filerna i mappen content." | "samverka builds a site from the files in the folder content.";
        cure: "Gå till mappen där content ligger, eller kör ”samverka init”." | "Go to the folder where content lies, or run “samverka init”.";
    }
    /// An organisation, topic, meeting … that no file describes.
    REFERENCE_UNKNOWN = Error "reference-unknown" "" Fixed {
        what: "Det finns {kind} som heter ”{value}”.[[ Menade du ”{near}”?]]" | "There is {kind} called “{value}”.[[ Did you mean “{near}”?]]";
        why: "Läsaren kan inte följa kopplingen." | "The reader cannot follow the connection.";
        cure: "Rätta namnet, eller skapa filen: {example}" | "Correct the name, or create the file: {example}";
    }
    /// The same id twice.
    ID_DUPLICATE = Error "id-duplicate" "" Fixed {
        what: "”{id}” finns redan{same}." | "“{id}” is already taken{same}.";
        why: "Länkar och hänvisningar kan bara gå till ett ställe." | "Links and references can only go to one place.";
        cure: "Ge den ena ett annat id." | "Give one of them another id.";
    }
    /// Two files want one address.
    ADDRESS_COLLISION = Error "address-collision" "" Fixed {
        what: "Adressen {address} används av två filer." | "The address {address} is used by two files.";
        why: "Den ena skulle skriva över den andra." | "One would overwrite the other.";
        cure: "Byt namn på den ena filen." | "Rename one of the files.";
    }
    /// `meny:` names nothing.
    MENU_UNKNOWN = Error "menu-unknown" "" {
        what: "Menyn nämner ”{value}”, som inte finns.[[ Menade du ”{near}”?]]" | "The menu names “{value}”, which does not exist.[[ Did you mean “{near}”?]]";
        why: "Sidan kommer inte med i menyn." | "The page does not get into the menu.";
        cure: "Skriv möten, workshops, teman, organisationer, kalender, kommuner, projektet, ordlista eller namnet på en fil bland sidorna." | "Write meetings, workshops, topics, organisations, calendar, municipalities, project, glossary or the name of a file among the pages.";
    }
    /// An earlier address that cannot be one.
    FORMER_ADDRESS = Error "former-address" "" {
        what: "Den tidigare adressen {address} kan inte leda hit." | "The former address {address} cannot lead here.";
        why: "Den används redan av en annan sida, eller är inte adressen till en sida på den här webbplatsen." | "It is used by another page, or is not the address of a page on this site.";
        cure: "Skriv adressen från webbplatsens rot, till exempel moten/gammalt-namn.html." | "Write the address from the site's root, such as meetings/old-name.html.";
    }
    /// `follow_up` of nothing.
    FOLLOW_UP_UNKNOWN = Error "follow-up-unknown" "" Fixed {
        what: "Uppföljningen gäller ”{id}”, som inte finns.[[ Menade du ”{near}”?]]" | "The follow-up concerns “{id}”, which does not exist.[[ Did you mean “{near}”?]]";
        why: "Registret kan inte visa vad som har hänt." | "The register cannot show what has happened.";
        cure: "Skriv id på ett beslut, en åtgärd eller en fråga från ett tidigare möte." | "Write the id of a decision, an action or a question of an earlier meeting.";
    }
    /// A number that no decision or question has.
    ITEM_UNKNOWN = Error "item-unknown" "" {
        what: "Det finns {kind} med numret ”{value}”.[[ Menade du ”{near}”?]]" | "There is {kind} with the number “{value}”.[[ Did you mean “{near}”?]]";
        why: "Läsaren kan inte se vad det hör till." | "The reader cannot see what it belongs to.";
        cure: "Skriv numret som det står på mötets sida, till exempel {example}." | "Write the number as it stands on the meeting's page, such as {example}.";
    }
    /// A decision cannot replace what comes after it.
    REPLACES_LATER = Error "replaces-later" "" {
        what: "Beslutet säger att det ersätter ”{id}”, som inte är ett tidigare beslut." | "The decision says that it replaces “{id}”, which is no earlier decision.";
        why: "Ett beslut kan bara ersätta ett tidigare beslut." | "A decision can only replace an earlier decision.";
        cure: "Rätta numret." | "Correct the number.";
    }
    /// Two meetings of one number.
    NUMBER_DUPLICATE = Error "number-duplicate" "" {
        what: "Två möten har nummer {number}." | "Two meetings have the number {number}.";
        why: "Deras beslut, åtgärder och frågor får samma nummer." | "Their decisions, actions and questions get the same numbers.";
        cure: "Ändra nummer i det ena mötet." | "Change the number of one of them.";
    }
    /// Followed up before it was made.
    FOLLOW_UP_BEFORE = Error "follow-up-before" "" {
        what: "”{id}” följs upp {here}, men kom till först {there}." | "“{id}” is followed up on {here}, but was made only on {there}.";
        why: "Ett möte kan bara följa upp det som redan är sagt." | "A meeting can only follow up what has already been said.";
        cure: "Rätta id eller mötets datum." | "Correct the id or the meeting's date.";
    }
    /// Moved, but to which day?
    MOVED_NO_DAY = Warning "moved-no-day" "" {
        what: "Mötet är flyttat, men den nya dagen saknas." | "The meeting has been moved, but the new day is missing.";
        why: "Den som vill komma vet inte när." | "Those who want to come do not know when.";
        cure: "Lägg till den nya dagen när den är bestämd: {example}" | "Add the new day when it has been set: {example}";
    }
    /// A municipality that Sweden does not have.
    MUNICIPALITY_UNKNOWN = Error "municipality-unknown" "" Fixed {
        what: "”{value}” är ingen av Sveriges 290 kommuner.[[ Menade du ”{near}”?]]" | "“{value}” is none of Sweden's 290 municipalities.[[ Did you mean “{near}”?]]";
        why: "Kommunens sida skulle inte visa det som rör den." | "The municipality's page would not show what concerns it.";
        cure: "Skriv kommunens namn utan ordet ”kommun”." | "Write the municipality's name without the word “kommun”.";
    }
    /// A translation of nothing.
    VERSION_ORPHAN = Warning "version-orphan" "" {
        what: "{path} är en version av en text som inte finns: {missing}." | "{path} is a version of a text that does not exist: {missing}.";
        why: "Sidan går att läsa, men ingen länk leder mellan versionerna." | "The page can be read, but no link leads between the versions.";
        cure: "Ge båda filerna samma namn före .en, .lattlast och så vidare." | "Give both files the same name before .en, .lattlast and so on.";
    }
    /// Attachment not beside the note.
    ATTACHMENT_MISSING = Error "attachment-missing" "" {
        what: "Bilagan {file} finns inte bredvid anteckningen.[[ Menade du {near}?]]" | "The attachment {file} is not beside the note.[[ Did you mean {near}?]]";
        why: "Läsaren får en länk som inte leder någonstans." | "The reader gets a link that leads nowhere.";
        cure: "Lägg filen i samma mapp, eller rätta namnet." | "Put the file in the same folder, or correct the name.";
    }
    /// Statement fields of law 2018:1937.
    STATEMENT_MISSING = Warning "statement-missing" "Law (2018:1937)" Fixed {
        what: "Uppgifter till tillgänglighetsredogörelsen saknas i site.yaml." | "Facts for the accessibility statement are missing in site.yaml.";
        why: "Offentliga aktörer måste berätta hur tillgänglig webbplatsen är och hur man påtalar brister." | "Public bodies must say how accessible the site is and how to report faults.";
        cure: "Lägg till: {example}" | "Add: {example}";
    }
    /// A funder without what must be shown.
    FUNDER_LOGO_MISSING = Error "funder-logo-missing" "" Fixed {
        what: "Logotypen {file} finns inte.[[ Menade du {near}?]]" | "The logo {file} does not exist.[[ Did you mean {near}?]]";
        why: "Logotypen ska finnas på varje utskrift." | "The logo must be on every print.";
        cure: "Lägg bildfilen i content, och skriv vägen från content." | "Put the image file in content, and write the path from content.";
    }
}
