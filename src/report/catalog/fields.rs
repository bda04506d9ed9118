//! Facts in front matter and in the site's YAML files.

use super::{Mark, Phrase, Rule, Severity};

rules! {
    /// Not in the list of the type.
    FIELD_UNKNOWN = Warning "field-unknown" "" {
        what: "Uppgiften ”{key}” är okänd här.[[ Menade du ”{near}”?]]" | "The fact “{key}” is not known here.[[ Did you mean “{near}”?]]";
        why: "Den syns ingenstans på webbplatsen." | "It shows nowhere on the site.";
        cure: "Rätta namnet eller ta bort raden. Kommandot ”samverka fields” visar alla uppgifter." | "Correct the name or remove the line. The command “samverka fields” shows all facts.";
    }
    /// Required and absent.
    FIELD_MISSING = Error "field-missing" "" Fixed {
        what: "Uppgiften ”{key}” saknas." | "The fact “{key}” is missing.";
        why: "Utan den blir sidan inte hel. Uppgiften är: {reason}" | "Without it the page is not whole. The fact is: {reason}";
        cure: "Lägg till bland uppgifterna överst i filen: {example}" | "Add to the facts at the top of the file: {example}";
    }
    /// Required, and the key is there with nothing after it.
    FIELD_EMPTY = Error "field-empty" "" Fixed {
        what: "Uppgiften ”{key}” är tom." | "The fact “{key}” is empty.";
        why: "Utan den blir sidan inte hel. Uppgiften är: {reason}" | "Without it the page is not whole. The fact is: {reason}";
        cure: "Fyll i raden, till exempel: {example}" | "Fill in the line, for example: {example}";
    }
    /// `staus: utkast`, `utkast: ja`.
    STATUS_UNCLEAR = Error "status-unclear" "" Fixed {
        what: "”{key}” är ingen uppgift, men liknar ”status”." | "“{key}” is no fact, but looks like “status”.";
        why: "Texten skulle publiceras, fast den kanske är ett utkast." | "The text would be published, though it may be a draft.";
        cure: "Skriv ”status: utkast” om den inte ska ut än, annars ”status: publicerad”." | "Write “status: draft” if it is not to be published yet, otherwise “status: published”.";
    }
    /// Not of the kind that the field takes.
    FIELD_INVALID = Error "field-invalid" "" Fixed {
        what: "”{value}” är inte {expected}." | "“{value}” is not {expected}.";
        why: "Värdet för ”{key}” går inte att använda." | "The value of “{key}” cannot be used.";
        cure: "Skriv till exempel: {example}" | "Write for example: {example}";
    }
    /// Not one of the choices.
    FIELD_CHOICE = Error "field-choice" "" Fixed {
        what: "”{value}” är inget av valen för ”{key}”.[[ Menade du ”{near}”?]]" | "“{value}” is none of the choices for “{key}”.[[ Did you mean “{near}”?]]";
        why: "Bara vissa ord kan läsas här." | "Only certain words can be read here.";
        cure: "Välj ett av: {choices}." | "Choose one of: {choices}.";
    }
    /// A form that the program was built without.
    FORM_LEFT_OUT = Error "form-left-out" "" Fixed {
        what: "Den här samverka är byggd utan formen ”{name}”." | "This samverka was built without the form “{name}”.";
        why: "Sidorna skulle sakna en form som du har valt." | "The pages would lack a form that you chose.";
        cure: "Ta bort ordet, eller använd en samverka som har formen. De här finns: {choices}." | "Remove the word, or use a samverka that has the form. There are these: {choices}.";
    }
    /// Text where a group of facts, or a list, should be.
    FIELD_SHAPE = Error "field-shape" "" Fixed {
        what: "”{key}” ska vara {expected}." | "“{key}” should be {expected}.";
        why: "Det som står här går inte att läsa på det sättet." | "What stands here cannot be read that way.";
        cure: "Skriv till exempel: {example}" | "Write for example: {example}";
    }
    /// A number that must lie within bounds.
    FIELD_RANGE = Error "field-range" "" {
        what: "{what}" | "{what}";
        why: "De två uppgifterna kan inte båda vara rätt." | "The two facts cannot both be right.";
        cure: "Rätta den ena." | "Correct one of them.";
    }
    /// The file's folder says one type, `typ:` another.
    TYPE_DISAGREES = Error "type-disagrees" "" {
        what: "Filen ligger i en mapp för {folder}, men ”typ” säger {written}." | "The file lies in a folder for {folder}, but “type” says {written}.";
        why: "Typen avgör vilka uppgifter som gäller och var sidan hamnar." | "The type decides which facts hold and where the page ends up.";
        cure: "Flytta filen eller ta bort raden ”typ”." | "Move the file or remove the “type” line.";
    }
    /// Two sources of the date.
    DATE_DISAGREES = Warning "date-disagrees" "" {
        what: "Datumet är {used} i {used_from} men {other} i {other_from}." | "The date is {used} in {used_from} but {other} in {other_from}.";
        why: "Läsaren kan komma på fel dag." | "A reader may come on the wrong day.";
        cure: "Rätta det ena. {used} används så länge." | "Correct one of them. {used} is used meanwhile.";
    }
    /// Title taken from the file's name.
    TITLE_GUESSED = Advice "title-guessed" "WCAG 2.4.2" {
        what: "Sidan har ingen rubrik. Filnamnet används: ”{title}”." | "The page has no title. The file name is used: “{title}”.";
        why: "Rubriken är det första som en skärmläsare läser, och det som syns i sökresultat." | "The title is the first thing that a screen reader says, and what search results show.";
        cure: "Skriv överst i filen: {example}" | "Write at the top of the file: {example}";
    }
    /// Required summary absent (rules.md: a warning, not an error).
    SUMMARY_MISSING = Warning "summary-missing" "WCAG 3.1.5" {
        what: "Sammanfattning saknas." | "The summary is missing.";
        why: "Många läser bara sammanfattningen, och den är det som skrivs ut och tas med hem." | "Many read only the summary, and it is what gets printed and taken home.";
        cure: "Lägg till högst 120 ord: {example}" | "Add 120 words at the most: {example}";
    }
    /// Over 120 words.
    SUMMARY_LONG = Warning "summary-long" "WCAG 3.1.5" {
        what: "Sammanfattningen har {words} ord." | "The summary has {words} words.";
        why: "En lång sammanfattning får inte plats på bladet som medlemmarna tar med hem." | "A long summary does not fit on the sheet that members take home.";
        cure: "Korta den till högst 120 ord." | "Shorten it to 120 words at the most.";
    }
}
