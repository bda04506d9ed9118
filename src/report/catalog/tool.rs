//! The commands themselves: folders, locks, ports.

use super::{Phrase, Rule, Severity};

rules! {
    /// Another build holds the lock.
    OUTPUT_LOCKED = Error "output-locked" "" {
        what: "Ett annat bygge skriver redan i {path}." | "Another build is already writing to {path}.";
        why: "Två byggen samtidigt skulle blanda ihop sidorna." | "Two builds at once would mix up the pages.";
        cure: "Vänta tills det är klart, och försök igen." | "Wait until it is done, and try again.";
    }
    /// A file of the user's is in the way.
    OUTPUT_FOREIGN = Error "output-foreign" "" {
        what: "{path} finns redan och är inte skriven av samverka." | "{path} already exists and was not written by samverka.";
        why: "Filen skulle gå förlorad." | "The file would be lost.";
        cure: "Flytta filen, eller välj en annan mapp med --output." | "Move the file, or choose another folder with --output.";
    }
    /// The output folder is a source folder, or holds it.
    OUTPUT_IS_SOURCE = Error "output-is-source" "" {
        what: "Webbplatsen kan inte skrivas i {path}, för där ligger källorna." | "The site cannot be written to {path}, for the sources are there.";
        why: "Dina filer skulle kunna skrivas över." | "Your files might be overwritten.";
        cure: "Välj en annan mapp med --output." | "Choose another folder with --output.";
    }
    /// Disk full, no permission …
    OUTPUT_FAILED = Error "output-failed" "" {
        what: "{path} gick inte att skriva: {reason}." | "{path} could not be written: {reason}.";
        why: "Ingenting är ändrat: den förra versionen av webbplatsen står kvar." | "Nothing is changed: the earlier version of the site still stands.";
        cure: "Se efter att disken har plats och att du får skriva där." | "See that the disk has room and that you may write there.";
    }
    /// A file to be created is there already.
    FILE_EXISTS = Error "file-exists" "" {
        what: "{path} finns redan." | "{path} already exists.";
        why: "samverka skriver aldrig över dina filer." | "samverka never overwrites your files.";
        cure: "Välj ett annat namn, eller flytta filen." | "Choose another name, or move the file.";
    }
    /// `init` in a folder with something in it.
    FOLDER_NOT_EMPTY = Error "folder-not-empty" "" {
        what: "Mappen {path} är inte tom." | "The folder {path} is not empty.";
        why: "samverka skriver aldrig över dina filer." | "samverka never overwrites your files.";
        cure: "Kör ”samverka init” i en tom mapp." | "Run “samverka init” in an empty folder.";
    }
    /// The port is in use.
    PORT_TAKEN = Error "port-taken" "" {
        what: "Port {port} går inte att använda: {reason}." | "Port {port} cannot be used: {reason}.";
        why: "Ett annat program använder den, kanske en annan förhandsvisning." | "Another program uses it, perhaps another preview.";
        cure: "Stäng den andra, eller välj en annan port: samverka serve --port {other}" | "Close the other one, or choose another port: samverka serve --port {other}";
    }
    /// An argument that cannot be used.
    ARGUMENT_INVALID = Error "argument-invalid" "" {
        what: "”{value}” kan inte användas för {name}: {reason}." | "“{value}” cannot be used for {name}: {reason}.";
        why: "Kommandot vet inte vad det ska göra." | "The command does not know what to do.";
        cure: "Skriv till exempel: {example}" | "Write for example: {example}";
    }
}
