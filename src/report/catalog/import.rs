//! Notes that were written elsewhere: what a person must look at when they have been brought in.

use super::{Mark, Phrase, Rule, Severity};

rules! {
    /// No note in the folder.
    IMPORT_NOTHING = Error "import-nothing" "" Fixed {
        what: "Det finns inga anteckningar i {path}." | "There are no notes in {path}.";
        why: "Inget blev hämtat." | "Nothing was brought in.";
        cure: "Ange en fil eller en mapp med filer som slutar på .md, .markdown, .txt eller .docx." | "Name a file or a folder with files that end in .md, .markdown, .txt or .docx.";
    }
    /// Neither text nor a document that can be opened.
    IMPORT_UNREAD = Error "import-unread" "" Fixed {
        what: "{path} går inte att hämta: {reason}." | "{path} cannot be brought in: {reason}.";
        why: "Anteckningen kom inte med. De andra gjorde det." | "The note was not brought in. The others were.";
        cure: "Öppna filen i det program som den är skriven i och spara den som .docx eller som text. Är den låst med lösenord tar du först bort det." | "Open the file in the program that it was written in, and save it as .docx or as text. If it is locked with a password, remove that first.";
    }
    /// A file of ours that says something else.
    IMPORT_EXISTS = Error "import-exists" "" Fixed {
        what: "{path} finns redan och är inte likadan som den som hämtas från {from}." | "{path} is there already and differs from the one that comes from {from}.";
        why: "samverka skriver aldrig över dina filer. Kanske har du redan hämtat anteckningen och skrivit i den." | "samverka never overwrites your files. Perhaps you have brought the note in already and written in it.";
        cure: "Är det samma anteckning behöver du inte göra något. Annars byter du namn på {from} och hämtar den igen." | "If it is the same note you need not do anything. Otherwise rename {from} and bring it in again.";
    }
    /// A note whose picture could not be written.
    IMPORT_INCOMPLETE = Error "import-incomplete" "" Fixed {
        what: "Anteckningen {from} kom inte med, för {missing} som hör till den kunde inte skrivas." | "The note {from} was not brought in, as {missing}, which belongs to it, could not be written.";
        why: "Anteckningen skulle visa en annan bild, eller leda till en annan fil, än den som den skrevs med." | "The note would show another image, or lead to another file, than the one that it was written with.";
        cure: "Ordna först det som gäller {missing}: byt till exempel namn på den gamla filen. Hämta sedan anteckningen igen." | "First see to {missing}: rename the old file, for example. Then bring the note in again.";
    }
    /// Read as Windows-1252 or UTF-16, by guess.
    IMPORT_ENCODING = Warning "import-encoding" "" Fixed {
        what: "{path} sa inte hur tecknen är sparade. Den lästes som {encoding}." | "{path} did not say how its letters are saved. It was read as {encoding}.";
        why: "Om gissningen är fel har å, ä och ö blivit andra tecken." | "If the guess is wrong, letters such as å, ä and ö have become others.";
        cure: "Läs igenom texten. Är tecknen rätt behöver du inte göra något." | "Read the text through. If the letters are right you need not do anything.";
    }
    /// Names of those who were there.
    IMPORT_PEOPLE = Warning "import-people" "GDPR art. 5, 6" Fixed {
        what: "Namnen efter ”{label}” är utelämnade: {count}." | "The names after “{label}” are left out: {count}.";
        why: "Ingen av dem har sagt ja till att stå på nätet, och samverka kan inte veta vem som har det." | "None of them has agreed to be on the web, and samverka cannot know who has.";
        cure: "Skriv organisationerna överst i filen: {example}. Namnen står kvar i {from}." | "Write the organisations on top of the file: {example}. The names still stand in {from}.";
    }
    /// The same names in the text.
    IMPORT_NAMES_LEFT = Warning "import-names-left" "GDPR art. 5, 6" Fixed {
        what: "Personer från närvarolistan står också i texten, på {count} ställen. Det första är här." | "People of the list of those present stand in the text too, in {count} places. The first is here.";
        why: "Det som någon har sagt eller lovat är en uppgift om den människan." | "What somebody said or promised is a fact about that person.";
        cure: "Skriv rollen eller organisationen i stället för namnet innan du ändrar till status: publicerad." | "Write the role or the organisation instead of the name before you change to status: published.";
    }
    /// A list of those present that cannot be told from other words.
    IMPORT_NAMES_UNSURE = Warning "import-names-unsure" "GDPR art. 5, 6" Fixed {
        what: "Här kan det stå namn på personer, efter ”{label}”. De är kvar." | "Names of people may stand here, after “{label}”. They are left.";
        why: "samverka tar bara bort namn som går att skilja från andra ord, och de här gick inte att skilja." | "samverka only leaves out names that can be told from other words, and these could not.";
        cure: "Skriv antalet, rollen eller organisationen i stället för varje namn innan du ändrar till status: publicerad." | "Write the number, the role or the organisation instead of each name before you change to status: published.";
    }
    /// A meeting of an unknown day.
    IMPORT_DATE_MISSING = Warning "import-date-missing" "" Fixed {
        what: "Det går inte att se vilken dag {path} är från." | "There is no telling which day {path} is of.";
        why: "Utan dag kommer mötet inte med i kalendern, och det går inte att se vad som beslutades sist." | "Without a day the meeting does not get into the calendar, and there is no telling what was decided last.";
        cure: "Skriv dagen överst i filen, till exempel: {example}. Ligger filen i fel mapp flyttar du den till {folder}." | "Write the day on top of the file, such as: {example}. If the file is in the wrong folder, move it to {folder}.";
    }
    /// `05-11-2023`
    IMPORT_DATE_UNSURE = Warning "import-date-unsure" "" Fixed {
        what: "”{written}” kan vara två dagar. Den lästes som {date}." | "“{written}” may be two days. It was read as {date}.";
        why: "På en del håll skrivs månaden först, på andra dagen." | "Some write the month first, others the day.";
        cure: "Är det fel ändrar du dagen överst i filen och byter namn på filen." | "If it is wrong, change the day on top of the file and rename the file.";
    }
    /// Foreign facts.
    IMPORT_FIELDS = Advice "import-fields" "" Fixed {
        what: "De här uppgifterna hör inte hit och står kvar som kommentarer överst i filen: {keys}." | "These facts do not belong here, and stand as comments on top of the file: {keys}.";
        why: "En kommentar syns inte på webbplatsen." | "A comment does not show on the site.";
        cure: "Ta bort dem, eller skriv dem som uppgifter som finns. ”samverka fields” visar vilka." | "Remove them, or write them as facts that there are. “samverka fields” shows which.";
    }
    /// Liquid, shortcodes.
    IMPORT_TEMPLATE = Warning "import-template" "" Fixed {
        what: "”{text}” var en instruktion till ett annat program och är borttagen." | "“{text}” was an instruction to another program, and is removed.";
        why: "Här skulle den stå som obegriplig text. Det som programmet satte dit fattas nu." | "Here it would stand as text that nobody understands. What that program put there is now missing.";
        cure: "Se efter i {from} vad som skulle stå här, och skriv det." | "Look in {from} what was to stand here, and write it.";
    }
    /// HTML that has no counterpart.
    IMPORT_HTML = Warning "import-html" "" Fixed {
        what: "{what} är borttaget." | "{what} is removed.";
        why: "Program och främmande innehåll får inte stå i en anteckning." | "Programs and foreign content must not stand in a note.";
        cure: "Behövs innehållet skriver du det som text, eller länkar till sidan." | "If the content is needed, write it as text, or link to the page.";
    }
    /// A row that became the header.
    IMPORT_TABLE_HEADER = Warning "import-table-header" "WCAG 1.3.1" Fixed {
        what: "Tabellen hade ingen rubrikrad. Dess första rad blev det." | "The table had no header row. Its first row became one.";
        why: "Den som hör tabellen får annars inte veta vad kolumnerna betyder." | "People who hear the table are otherwise not told what the columns mean.";
        cure: "Är första raden ingen rubrik skriver du en rad ovanför, med vad varje kolumn visar." | "If the first row is no header, write a row above it with what each column shows.";
    }
    /// A link to what was not along.
    IMPORT_LINK_LOST = Warning "import-link-lost" "" Fixed {
        what: "Länken till {target} är borttagen. Texten står kvar." | "The link to {target} is removed. Its text stays.";
        why: "Det som länken går till finns inte bland det som hämtades." | "What it leads to is not among what was brought in.";
        cure: "Hämta det också, eller länka till det på nätet." | "Bring that in too, or link to it on the web.";
    }
    /// A picture that was not along.
    IMPORT_PICTURE_LOST = Warning "import-picture-lost" "" Fixed {
        what: "Bilden {target} kom inte med: {reason}." | "The image {target} was not brought in: {reason}.";
        why: "På sidan skulle det bli ett hål." | "There would be a hole on the page.";
        cure: "Lägg bilden bredvid anteckningen som png, jpg eller svg, och skriv: {example}" | "Put the image beside the note as png, jpg or svg, and write: {example}";
    }
    /// A picture without words.
    IMPORT_PICTURE_WORDS = Warning "import-picture-words" "WCAG 1.1.1" Fixed {
        what: "Bilden {target} har ingen text för den som inte ser den." | "The image {target} has no words for those who do not see it.";
        why: "Utan dem går det inte att bygga webbplatsen." | "Without them the site cannot be built.";
        cure: "Skriv vad bilden visar mellan hakparenteserna: {example}" | "Write what the image shows between the square brackets: {example}";
    }
    /// A marker that the register cannot take in.
    IMPORT_ITEM = Warning "import-item" "" Fixed {
        what: "”{text}” kom inte med i registret." | "“{text}” did not get into the register.";
        why: "I registret står vem som ansvarar eller vem frågan går till. Det gick inte att se här, och en person får inte stå där utan samtycke." | "The register says who is responsible, or whom a question is for. That could not be told here, and a person must not stand there without consent.";
        cure: "Ska det med skriver du till exempel: {example}" | "If it is to be there, write for example: {example}";
    }
    /// Insertions and deletions in a document.
    IMPORT_TRACKED = Warning "import-tracked" "" Fixed {
        what: "Dokumentet {path} hade ändringar som ingen hade godkänt: {inserted} tillägg och {deleted} strykningar." | "The document {path} had changes that nobody had accepted: {inserted} insertions and {deleted} deletions.";
        why: "Tilläggen är med i texten, det strukna är det inte." | "What was inserted is in the text, what was deleted is not.";
        cure: "Läs igenom texten." | "Read the text through.";
    }
    /// Comments of a document.
    IMPORT_COMMENTS = Warning "import-comments" "" Fixed {
        what: "Dokumentet {path} hade {count} kommentarer. De är inte med." | "The document {path} had {count} comments. They are left out.";
        why: "Kommentarer är skrivna till den som skriver, inte till läsaren." | "Comments are written to the writer, not to the reader.";
        cure: "Se efter i dokumentet om något i dem ska stå i texten." | "Look in the document whether anything in them is to stand in the text.";
    }
    /// Two files that are one note of ours.
    IMPORT_TWICE = Advice "import-twice" "" Fixed {
        what: "{from} fick namnet {path}, för en annan fil har samma dag och namn." | "{from} got the name {path}, for another file has the same day and name.";
        why: "Två anteckningar kan inte ha samma adress." | "Two notes cannot have the same address.";
        cure: "Är det samma anteckning två gånger tar du bort den ena." | "If it is the same note twice, remove one of them.";
    }
}
