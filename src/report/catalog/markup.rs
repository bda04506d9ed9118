//! The body of a note.

use super::{Mark, Phrase, Rule, Severity};

rules! {
    /// No text alternative.
    IMAGE_ALT_MISSING = Error "image-alt-missing" "WCAG 1.1.1" {
        what: "Bilden {src} saknar textalternativ." | "The image {src} has no text alternative.";
        why: "Den som inte ser bilden får inte veta vad den visar." | "People who cannot see the image are not told what it shows.";
        cure: "Skriv vad bilden visar: ![Beskrivning]({src}). Är den bara utsmyckning, skriv ![]({src}){{decorative}}." | "Write what the image shows: ![Description]({src}). If it is mere decoration, write ![]({src}){{decorative}}.";
    }
    /// The file of an image is not there.
    IMAGE_FILE_MISSING = Error "image-file-missing" "WCAG 1.1.1" {
        what: "Bildfilen {src} finns inte.[[ Menade du {near}?]]" | "The image file {src} does not exist.[[ Did you mean {near}?]]";
        why: "Läsaren får en trasig bild." | "The reader gets a broken image.";
        cure: "Lägg filen bredvid anteckningen, eller rätta adressen." | "Put the file beside the note, or correct the address.";
    }
    /// A picture of another site.
    IMAGE_REMOTE = Error "image-remote" "" Fixed {
        what: "Bilden {src} ligger på en annan webbplats." | "The image {src} is on another site.";
        why: "Läsarens dator skulle höra av sig dit utan att läsaren har valt det." | "The reader's computer would contact it without the reader's choice.";
        cure: "Spara bilden bredvid anteckningen och skriv filens namn." | "Save the image beside the note and write the file's name.";
    }
    /// A link around a picture without alt.
    IMAGE_LINK_UNNAMED = Error "image-link-unnamed" "WCAG 2.4.4, 4.1.2" {
        what: "Länken till {target} innehåller bara en bild utan text." | "The link to {target} holds only an image without text.";
        why: "En skärmläsare kan inte säga vart länken går." | "A screen reader cannot say where the link goes.";
        cure: "Beskriv länkens mål i bildens textalternativ." | "Describe where the link goes in the image's text alternative.";
    }
    /// Nothing to read in a link.
    LINK_TEXT_EMPTY = Error "link-text-empty" "WCAG 2.4.4" {
        what: "Länken till {target} har ingen text." | "The link to {target} has no text.";
        why: "Den går inte att se och inte att läsa upp." | "It can be neither seen nor read aloud.";
        cure: "Skriv vad länken leder till: [Texten]({target})." | "Write what the link leads to: [The text]({target}).";
    }
    /// `[x](min fil.pdf)`, `[[x]]`: shown as it is written.
    LINK_SPACE = Error "link-space" "WCAG 2.4.4" Repair {
        what: "Länken eller bilden ”{written}” blir vanlig text, för adressen innehåller mellanslag." | "The link or image “{written}” becomes plain text, for its address has a space in it.";
        why: "Läsaren ser klamrar i stället för en länk eller bild." | "The reader sees brackets instead of a link or an image.";
        cure: "Sätt vinkelparenteser om adressen: {cure}" | "Put angle brackets round the address: {cure}";
    }
    /// `[x] (fil.pdf)`: shown as it is written.
    LINK_GAP = Warning "link-gap" "WCAG 2.4.4" Repair {
        what: "Länken eller bilden ”{written}” blir vanlig text, för det står ett mellanslag mellan ] och (." | "The link or image “{written}” becomes plain text, for there is a space between ] and (.";
        why: "Läsaren ser klamrar i stället för en länk eller bild." | "The reader sees brackets instead of a link or an image.";
        cure: "Ta bort mellanslaget: {cure}" | "Remove the space: {cure}";
    }
    /// A page, file or fragment that does not exist.
    LINK_BROKEN = Error "link-broken" "WCAG 2.4.4" {
        what: "Länken går till {target}, som inte finns.[[ Menade du {near}?]]" | "The link goes to {target}, which does not exist.[[ Did you mean {near}?]]";
        why: "Läsaren hamnar på en felsida." | "The reader ends up on an error page.";
        cure: "Rätta adressen, eller ta bort länken. Skriv vägen till källfilen, till exempel ../teman/medfinansiering.md." | "Correct the address, or remove the link. Write the path to the source file, such as ../topics/funding.md.";
    }
    /// `#x` that no heading has.
    LINK_FRAGMENT = Error "link-fragment" "WCAG 2.4.4" {
        what: "Länken går till rubriken #{fragment} i {target}, men en sådan finns inte.[[ Menade du #{near}?]]" | "The link goes to the heading #{fragment} in {target}, but there is none.[[ Did you mean #{near}?]]";
        why: "Läsaren hamnar överst på sidan och får leta." | "The reader ends up at the top of the page and has to search.";
        cure: "Rätta ordet efter #." | "Correct the word after #.";
    }
    /// `javascript:`, `data:` and the like.
    LINK_UNSAFE = Error "link-unsafe" "" Fixed {
        what: "Länken börjar med ”{scheme}:”, som inte är tillåtet." | "The link begins with “{scheme}:”, which is not allowed.";
        why: "Sådana adresser kan köra program hos läsaren." | "Such addresses can run programs on the reader's computer.";
        cure: "Länka till en sida (https://…), en fil, mailto: eller tel:." | "Link to a page (https://…), a file, mailto: or tel:.";
    }
    /// From h2 to h4.
    HEADING_SKIP = Warning "heading-skip" "WCAG 1.3.1" {
        what: "Rubriken ”{text}” hoppar från nivå {from} till nivå {to}." | "The heading “{text}” skips from level {from} to level {to}.";
        why: "Den som läser med skärmläsare tror att något fattas." | "People who use a screen reader think that something is missing.";
        cure: "Skriv {cure} framför rubriken. På webbplatsen är det redan rättat." | "Write {cure} before the heading. On the site it is already put right.";
    }
    /// `#Rubrik`: shown as it is written.
    HEADING_NO_SPACE = Warning "heading-no-space" "WCAG 1.3.1" Repair {
        what: "”{written}” blir ingen rubrik, för mellanslaget efter # saknas." | "“{written}” does not become a heading, for the space after # is missing.";
        why: "Den som läser med skärmläsare hittar inte avsnittet bland rubrikerna." | "People who use a screen reader do not find the section among the headings.";
        cure: "Skriv: {cure}" | "Write: {cure}";
    }
    /// No words.
    HEADING_EMPTY = Error "heading-empty" "WCAG 1.3.1, 2.4.6" {
        what: "Rubriken är tom." | "The heading is empty.";
        why: "Skärmläsare läser upp en rubrik utan innehåll." | "Screen readers announce a heading without content.";
        cure: "Skriv en rubrik, eller ta bort raden." | "Write a heading, or remove the line.";
    }
    /// An id that was given twice by hand.
    HEADING_ID_TAKEN = Error "heading-id-taken" "WCAG 4.1.2" {
        what: "Ankaret #{id} finns redan på sidan." | "The anchor #{id} is already on the page.";
        why: "Länkar till det kan bara gå till ett ställe." | "Links to it can only go to one place.";
        cure: "Välj ett annat namn inom {{#…}}." | "Choose another name within {{#…}}.";
    }
    /// No header row.
    TABLE_NO_HEADER = Error "table-no-header" "WCAG 1.3.1" {
        what: "Tabellens rubrikrad är tom." | "The table's header row is empty.";
        why: "Den som hör tabellen får inte veta vad kolumnerna betyder." | "People who hear the table are not told what the columns mean.";
        cure: "Skriv vad varje kolumn visar i tabellens första rad." | "Write what each column shows in the table's first row.";
    }
    /// No caption.
    TABLE_NO_CAPTION = Warning "table-no-caption" "WCAG 1.3.1" {
        what: "Tabellen har ingen rubrik." | "The table has no caption.";
        why: "Rubriken säger vad tabellen visar innan man går in i den." | "The caption says what the table shows before one enters it.";
        cure: "Skriv en rad före tabellen: Tabell: Vad den visar" | "Write a line before the table: Table: What it shows";
    }
    /// The file of a sound, a film or its text is not there.
    MEDIA_FILE_MISSING = Error "media-file-missing" "" {
        what: "Ljud- eller filmfilen {src} finns inte.[[ Menade du {near}?]]" | "The sound or film file {src} does not exist.[[ Did you mean {near}?]]";
        why: "Läsaren får en spelare där inget händer." | "The reader gets a player in which nothing happens.";
        cure: "Lägg filen bredvid anteckningen, eller rätta adressen." | "Put the file beside the note, or correct the address.";
    }
    /// Plays at once.
    MEDIA_AUTOPLAY = Error "media-autoplay" "WCAG 1.4.2" Fixed {
        what: "Ljudet eller filmen ska börja av sig själv." | "The sound or film is to begin by itself.";
        why: "Den som använder skärmläsare hör då inte vad som läses upp." | "People who use a screen reader then do not hear what is read out.";
        cure: "Ta bort autoplay. Läsaren startar själv." | "Remove autoplay. The readers start it themselves.";
    }
    /// `<iframe src="https://…">`, `<video src="https://…">`
    EMBED_THIRD_PARTY = Warning "embed-third-party" "" {
        what: "Innehåll från {host} visas inte på sidan. En länk dit står där i stället." | "Content of {host} is not shown on the page. A link to it stands there instead.";
        why: "Den andra webbplatsen skulle få veta vem som läser, och den kan ha hinder som du inte rår över." | "The other site would learn who reads, and it may have barriers that you cannot remove.";
        cure: "Skriv en länk som säger vad man hittar där. En film eller ett ljud kan du lägga bredvid anteckningen." | "Write a link that says what one finds there. A film or a sound you can put beside the note.";
    }
    /// `target="_blank"`
    LINK_NEW_WINDOW = Error "link-new-window" "WCAG 3.2.5" Fixed {
        what: "Länken ska öppnas i ett nytt fönster." | "The link is to open in a new window.";
        why: "Den som inte ser fönstret byta hittar inte tillbaka." | "People who do not see the window change cannot find the way back.";
        cure: "Ta bort target. Läsaren väljer själv var länken öppnas." | "Remove target. The readers choose where the link opens.";
    }
    /// script, iframe, on…
    HTML_UNSAFE = Error "html-unsafe" "" Fixed {
        what: "{what} är inte tillåtet i en anteckning." | "{what} is not allowed in a note.";
        why: "Program och främmande innehåll är en fara för läsaren och går ofta inte att använda med hjälpmedel." | "Programs and foreign content endanger the reader and often do not work with assistive technology.";
        cure: "Ta bort det. Länka till sidan i stället." | "Remove it. Link to the page instead.";
    }
    /// Unknown or unbalanced elements.
    HTML_INVALID = Warning "html-invalid" "WCAG 4.1.2" {
        what: "{what}" | "{what}";
        why: "Webbläsare och hjälpmedel kan tolka sådan HTML på olika sätt. Den tas bort; texten står kvar." | "Browsers and assistive technology may read such HTML differently. It is removed; the text stays.";
        cure: "Skriv det som Markdown. Tillåtna HTML-element: {allowed}." | "Write it as Markdown. HTML elements allowed: {allowed}.";
    }
    /// style=, align=, font
    HTML_STYLE = Warning "html-style" "WCAG 1.4.12" {
        what: "{what} styr utseendet och tas bort." | "{what} governs looks and is removed.";
        why: "Läsaren måste själv kunna välja färg och storlek." | "Readers must be able to choose colour and size themselves.";
        cure: "Ta bort det. Temat sköter utseendet." | "Remove it. The theme takes care of looks.";
    }
    /// Not a language tag.
    LANG_INVALID = Error "lang-invalid" "WCAG 3.1.1, 3.1.2" {
        what: "”{value}” är ingen språkkod." | "“{value}” is not a language code.";
        why: "Skärmläsaren vet inte vilken röst den ska läsa med." | "The screen reader does not know which voice to read with.";
        cure: "Skriv en kod enligt BCP 47: sv, en, ar, so, fi …" | "Write a BCP 47 code: sv, en, ar, so, fi …";
    }
    /// Nested beyond reason.
    MARKUP_TOO_DEEP = Error "markup-too-deep" "" Fixed {
        what: "Texten är nästlad djupare än {depth} nivåer." | "The text is nested deeper than {depth} levels.";
        why: "Så djupa listor och citat går inte att läsa." | "Lists and quotations that deep cannot be read.";
        cure: "Ta bort några > eller indrag." | "Remove some > or some indentation.";
    }
}
