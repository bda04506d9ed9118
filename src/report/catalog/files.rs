//! Files that cannot be read as text, and the block that begins a note.

use super::{Mark, Phrase, Rule, Severity};

rules! {
    /// The operating system refused.
    FILE_UNREADABLE = Error "file-unreadable" "" Fixed {
        what: "Filen {path} går inte att läsa: {reason}." | "The file {path} cannot be read: {reason}.";
        why: "Utan filen blir webbplatsen inte hel." | "Without the file the site would not be whole.";
        cure: "Se efter att filen finns kvar och att du har rätt att läsa den." | "See that the file is still there and that you may read it.";
    }
    /// Over `world::HEAVY`.
    FILE_HEAVY = Warning "file-heavy" "" {
        what: "Filen {path} är {size}." | "The file {path} is {size}.";
        why: "Den som läser i mobilen får vänta länge och kan få betala för det. Många webbhotell tar inte emot så stora filer." | "Whoever reads on a phone waits for long, and may have to pay for it. Many web hosts take no files that large.";
        cure: "Gör filen mindre: en lägre upplösning, eller en del i taget." | "Make the file smaller: a lower resolution, or a part at a time.";
    }
    /// Over `world::MAX_FILE`.
    FILE_TOO_HEAVY = Error "file-too-heavy" "" Fixed {
        what: "Filen {path} är {size}. En fil får vara högst 1 GB." | "The file {path} is {size}. A file may be 1 GB at most.";
        why: "Datorns minne räcker kanske inte till den, och nästan ingen kan hämta den." | "The computer's memory may not hold it, and hardly anybody can fetch it.";
        cure: "Gör filen mindre, eller dela den." | "Make the file smaller, or split it.";
    }
    /// A link on the disk that is not followed.
    FILE_LINK = Error "file-link" "" Fixed {
        what: "{path} är en länk på disken som {reason}." | "{path} is a link on the disk that {reason}.";
        why: "Det som ligger utanför mappen kan vara privat, och skulle läggas ut utan att någon såg det. Och utan det som länken skulle leda till blir webbplatsen inte hel." | "What lies outside the folder may be private, and would be published without anybody seeing it. And without what the link should lead to, the site would not be whole.";
        cure: "Lägg själva filen eller mappen där, eller ta bort länken." | "Put the file or the folder itself there, or remove the link.";
    }
    /// Two names that are one when composed.
    FILE_TWIN = Error "file-twin" "" Fixed {
        what: "{path} finns två gånger: namnen ser lika ut, men prickar och ringar är lagrade på olika sätt." | "{path} is there twice: the names look the same, but their dots and rings are stored in different ways.";
        why: "Bara den ena kan läsas, och på en Mac är de en enda fil." | "Only one of them can be read, and on a Mac they are one file.";
        cure: "Se efter vilken som är den rätta, och byt namn på den andra." | "Find out which is the right one, and rename the other.";
    }
    /// Not UTF-8.
    FILE_NOT_UTF8 = Error "file-not-utf8" "" Fixed {
        what: "Filen är inte sparad som UTF-8. Byte {byte} ({hex}) är inte giltig; i Latin-1 är den ”{letter}”." | "The file is not saved as UTF-8. Byte {byte} ({hex}) is not valid; in Latin-1 it is “{letter}”.";
        why: "Å, ä och ö blir fel tecken för alla som läser." | "Letters such as å, ä and ö would come out wrong for every reader.";
        cure: "Öppna filen i din texteditor och välj ”Spara som” med teckenkodningen UTF-8." | "Open the file in your text editor and choose “Save as” with the encoding UTF-8.";
    }
    /// UTF-16 with a byte order mark.
    FILE_UTF16 = Error "file-utf16" "" Fixed {
        what: "Filen är sparad som UTF-16." | "The file is saved as UTF-16.";
        why: "samverka läser UTF-8, som är standard på webben." | "samverka reads UTF-8, the standard of the web.";
        cure: "Öppna filen i din texteditor och välj ”Spara som” med teckenkodningen UTF-8." | "Open the file in your text editor and choose “Save as” with the encoding UTF-8.";
    }
    /// Over `world::MAX_TEXT`.
    FILE_TOO_LARGE = Error "file-too-large" "" Fixed {
        what: "Filen {path} är {size}. En text får vara högst 8 MB." | "The file {path} is {size}. A text may be 8 MB at most.";
        why: "Så stora textfiler är nästan alltid något annat än en anteckning." | "A text file that large is almost always something else than a note.";
        cure: "Flytta filen ut ur content, eller dela den." | "Move the file out of content, or split it.";
    }
    /// A form that could not be put together.
    FORM_FAILED = Error "form-failed" "" Fixed {
        what: "Sidan går inte att skriva som {page}: {reason}." | "The page cannot be written as {page}: {reason}.";
        why: "Den som behöver sidan i den formen skulle få en trasig fil." | "Whoever needs the page in that form would get a broken file.";
        cure: "Ta bort formen under ”former” i site.yaml så länge, och berätta för den som sköter samverka." | "Take the form out of “forms” in site.yaml for now, and tell whoever looks after samverka.";
    }
    /// `+++`.
    FRONT_MATTER_TOML = Error "front-matter-toml" "" Fixed {
        what: "Filen börjar med ”+++”, som är TOML. samverka läser YAML." | "The file begins with “+++”, which is TOML. samverka reads YAML.";
        why: "Uppgifterna överst skulle annars hamna i den löpande texten." | "The facts at the top would otherwise end up in the running text.";
        cure: "Byt båda raderna ”+++” mot ”---” och skriv ”nyckel: värde” i stället för ”nyckel = värde”." | "Change both “+++” lines to “---” and write “key: value” instead of “key = value”.";
    }
    /// No closing line.
    FRONT_MATTER_UNCLOSED = Error "front-matter-unclosed" "" Fixed {
        what: "Uppgifterna överst börjar med ”---” men slutar aldrig." | "The facts at the top begin with “---” but never end.";
        why: "Då går det inte att veta var uppgifterna slutar och texten börjar." | "So there is no telling where the facts end and the text begins.";
        cure: "Skriv en rad med bara ”---” efter den sista uppgiften[[, troligen efter rad {line}]]." | "Write a line with only “---” after the last fact[[, probably after line {line}]].";
    }
}
