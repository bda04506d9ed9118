//! Files that cannot be read as text, and the block that begins a note.

use super::{Mark, Phrase, Rule, Severity};

rules! {
    /// The operating system refused.
    FILE_UNREADABLE = Error "file-unreadable" "" Fixed {
        what: "Filen {path} går inte att läsa: {reason}." | "The file {path} cannot be read: {reason}.";
        why: "Utan filen blir webbplatsen inte hel." | "Without the file the site would not be whole.";
        cure: "Se efter att filen finns kvar och att du har rätt att läsa den." | "See that the file is still there and that you may read it.";
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
