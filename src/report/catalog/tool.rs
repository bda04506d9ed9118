//! The commands themselves: folders, locks, ports.

use super::{Mark, Phrase, Rule, Severity};

rules! {
    /// `check --html` with nothing to check.
    HTML_NO_PAGES = Error "html-no-pages" "" {
        what: "Det finns inga webbsidor i {path}." | "There are no web pages in {path}.";
        why: "Inget blev kontrollerat." | "Nothing was checked.";
        cure: "Ange mappen där sidorna ligger. Filerna ska sluta på .html, .htm eller .xhtml." | "Name the folder that the pages are in. The files must end in .html, .htm or .xhtml.";
    }
    /// A page that cannot be read.
    HTML_UNREADABLE = Error "html-unreadable" "" {
        what: "{path} går inte att läsa: {reason}." | "{path} cannot be read: {reason}.";
        why: "Sidan blev inte kontrollerad." | "The page was not checked.";
        cure: "Se efter att du får läsa filen." | "See that you may read the file.";
    }
    /// Another build holds the lock.
    OUTPUT_LOCKED = Error "output-locked" "" Fixed {
        what: "Ett annat bygge skriver redan i {path}." | "Another build is already writing to {path}.";
        why: "Två byggen samtidigt skulle blanda ihop sidorna." | "Two builds at once would mix up the pages.";
        cure: "Vänta tills det är klart, och försök igen." | "Wait until it is done, and try again.";
    }
    /// A file of the user's is in the way.
    OUTPUT_FOREIGN = Error "output-foreign" "" Fixed {
        what: "{path} finns redan och är inte skriven av samverka." | "{path} already exists and was not written by samverka.";
        why: "Filen skulle gå förlorad." | "The file would be lost.";
        cure: "Flytta filen, eller välj en annan mapp med --output." | "Move the file, or choose another folder with --output.";
    }
    /// The output folder is a source folder, or holds it.
    OUTPUT_IS_SOURCE = Error "output-is-source" "" Fixed {
        what: "Webbplatsen kan inte skrivas i {path}, för där ligger källorna." | "The site cannot be written to {path}, for the sources are there.";
        why: "Dina filer skulle kunna skrivas över." | "Your files might be overwritten.";
        cure: "Välj en annan mapp med --output." | "Choose another folder with --output.";
    }
    /// Disk full, no permission …
    OUTPUT_FAILED = Error "output-failed" "" Fixed {
        what: "{path} gick inte att skriva: {reason}." | "{path} could not be written: {reason}.";
        why: "Ingenting är ändrat: den förra versionen av webbplatsen står kvar." | "Nothing is changed: the earlier version of the site still stands.";
        cure: "Se efter att disken har plats och att du får skriva där." | "See that the disk has room and that you may write there.";
    }
    /// A name that some computers cannot store, or that leads out of the folder.
    OUTPUT_ADDRESS = Error "output-address" "" Fixed {
        what: "{path} kan inte skrivas: {reason}." | "{path} cannot be written: {reason}.";
        why: "Webbplatsen ska gå att flytta till vilken dator som helst, även på ett USB-minne." | "It must be possible to move the site to any computer, also on a USB stick.";
        cure: "Byt namn på filen i content. Bokstäver, siffror, punkt och bindestreck fungerar överallt." | "Rename the file in content. Letters, digits, full stops and hyphens work everywhere.";
    }
    /// The same name but for capitals.
    OUTPUT_CASE = Error "output-case" "" Fixed {
        what: "{path} och {other} är samma namn, bortsett från stora och små bokstäver." | "{path} and {other} are the same name but for capital letters.";
        why: "På Windows och macOS blir de en enda fil, och den ena sidan försvinner." | "On Windows and macOS they become one file, and one of the pages is lost.";
        cure: "Byt namn på den ena filen i content." | "Rename one of the files in content.";
    }
    /// A symbolic link inside the output.
    OUTPUT_LINK = Error "output-link" "" Fixed {
        what: "{path} är en länk till ett annat ställe på disken." | "{path} is a link to another place on the disk.";
        why: "samverka skriver bara inuti mappen, aldrig genom en länk." | "samverka writes only inside the folder, never through a link.";
        cure: "Ta bort länken, eller välj en annan mapp med --output." | "Remove the link, or choose another folder with --output.";
    }
    /// The list of our own files cannot be read.
    OUTPUT_MANIFEST = Error "output-manifest" "" Fixed {
        what: "{path} går inte att läsa: {reason}." | "{path} cannot be read: {reason}.";
        why: "Där står vilka filer i mappen som samverka själv har skrivit. Utan listan skulle dina egna filer kunna skrivas över." | "It says which files in the folder samverka wrote itself. Without the list your own files might be overwritten.";
        cure: "Flytta undan dina egna filer, ta bort mappen och bygg igen. Du kan också välja en annan mapp med --output." | "Move your own files away, remove the folder and build again. You may also choose another folder with --output.";
    }
    /// Neither the new site nor the old one could be put in place.
    OUTPUT_UNFINISHED = Error "output-unfinished" "" Fixed {
        what: "Ett bygge blev avbrutet innan alla sidor var på plats. {path}: {reason}." | "A build was interrupted before all pages were in place. {path}: {reason}.";
        why: "En del sidor i mappen är nya och en del gamla." | "Some pages in the folder are new and some are old.";
        cure: "Se efter att disken har plats, att du får skriva där och att inget program har filen öppen. Bygg sedan igen, så görs det klart." | "See that the disk has room, that you may write there and that no program has the file open. Then build again, and it will be finished.";
    }
    /// A file to be created is there already.
    FILE_EXISTS = Error "file-exists" "" Fixed {
        what: "{path} finns redan." | "{path} already exists.";
        why: "samverka skriver aldrig över dina filer." | "samverka never overwrites your files.";
        cure: "Välj ett annat namn, eller flytta filen." | "Choose another name, or move the file.";
    }
    /// A second reply to the same meeting.
    REPLY_EXISTS = Error "reply-exists" "" Fixed {
        what: "{organisation} har redan svarat på {meeting}: {path}." | "{organisation} has replied to {meeting} already: {path}.";
        why: "Två filer skulle bli två svar från samma organisation." | "Two files would be two replies from the same organisation.";
        cure: "Skriv i filen som finns." | "Write in the file that is there.";
    }
    /// Saved in an editor while we asked.
    FILE_CHANGED = Error "file-changed" "" Fixed {
        what: "{path} har ändrats under tiden." | "{path} has changed meanwhile.";
        why: "Det som någon just har sparat skulle gå förlorat." | "What somebody has just saved would be lost.";
        cure: "Spara filen i din texteditor och kör kommandot igen." | "Save the file in your editor and run the command again.";
    }
    /// A note or a list could not be written.
    FILE_UNWRITTEN = Error "file-unwritten" "" Fixed {
        what: "{path} gick inte att skriva: {reason}." | "{path} could not be written: {reason}.";
        why: "Filen står kvar som den var." | "The file stands as it was.";
        cure: "Se efter att disken har plats och att du får skriva i mappen." | "See that the disk has room and that you may write in the folder.";
    }
    /// `forget` cannot be sure.
    WITHDRAWAL_UNSAFE = Error "withdrawal-unsafe" "" Fixed {
        what: "Återkallelsen kan inte skrivas i {path} utan att något annat ändras." | "The withdrawal cannot be written in {path} without changing something else.";
        why: "samverka skriver bara när filen säkert betyder samma sak i övrigt." | "samverka writes only when the file surely means the same otherwise.";
        cure: "Skriv själv under personens samtycke: {line}" | "Write it yourself under the person's consent: {line}";
    }
    /// `number` cannot be sure.
    NUMBER_UNSAFE = Error "number-unsafe" "" Fixed {
        what: "Numret för ”{text}” kan inte skrivas in utan att något annat i filen ändras." | "The number of “{text}” cannot be written without changing something else in the file.";
        why: "samverka skriver bara när filen säkert betyder samma sak efteråt." | "samverka writes only when the file surely means the same afterwards.";
        cure: "Rätta först det som ”samverka check” säger om filen, eller skriv numret själv, till exempel **Beslut d1.3:**" | "First correct what “samverka check” says of the file, or write the number yourself, such as **Decision d1.3:**";
    }
    /// `init` in a folder with something in it.
    FOLDER_NOT_EMPTY = Error "folder-not-empty" "" Fixed {
        what: "Mappen {path} är inte tom." | "The folder {path} is not empty.";
        why: "samverka skriver aldrig över dina filer." | "samverka never overwrites your files.";
        cure: "Kör ”samverka init” i en tom mapp." | "Run “samverka init” in an empty folder.";
    }
    /// The port is in use.
    PORT_TAKEN = Error "port-taken" "" Fixed {
        what: "Port {port} går inte att använda: {reason}." | "Port {port} cannot be used: {reason}.";
        why: "Ett annat program använder den, kanske en annan förhandsvisning." | "Another program uses it, perhaps another preview.";
        cure: "Stäng den andra, eller välj en annan port: samverka serve --port {other}" | "Close the other one, or choose another port: samverka serve --port {other}";
    }
    /// The preview's server broke down.
    PREVIEW_FAILED = Error "preview-failed" "" Fixed {
        what: "Förhandsvisningen slutade svara: {reason}." | "The preview stopped answering: {reason}.";
        why: "Datorn tog inte emot fler anslutningar." | "The computer accepted no more connections.";
        cure: "Kör ”samverka serve” igen." | "Run “samverka serve” again.";
    }
    /// An argument that cannot be used.
    ARGUMENT_INVALID = Error "argument-invalid" "" Fixed {
        what: "”{value}” kan inte användas för {name}: {reason}." | "“{value}” cannot be used for {name}: {reason}.";
        why: "Kommandot vet inte vad det ska göra." | "The command does not know what to do.";
        cure: "Skriv till exempel: {example}" | "Write for example: {example}";
    }
}
