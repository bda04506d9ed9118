//! How a note is written: what shuts readers out though every link works.

use super::{Phrase, Rule, Severity};

rules! {
    /// "här", "läs mer"
    LINK_TEXT_VAGUE = Error "link-text-vague" "WCAG 2.4.4, 2.4.9" {
        what: "Länktexten ”{text}” säger inte vart länken går." | "The link text “{text}” does not say where the link goes.";
        why: "Den som läser med skärmläsare hör ofta bara länkarna, en efter en." | "People who use a screen reader often hear the links alone, one after another.";
        cure: "Skriv vad man hittar där: [{example}]({target})." | "Write what one finds there: [{example}]({target}).";
    }
    /// The address as text.
    LINK_BARE_URL = Warning "link-bare-url" "WCAG 2.4.4" {
        what: "Länkens text är själva adressen {text}." | "The link's text is the address itself, {text}.";
        why: "En skärmläsare läser upp adressen tecken för tecken." | "A screen reader reads the address out, character by character.";
        cure: "Skriv vad sidan heter: [Sidans namn]({target})." | "Write what the page is called: [The page's name]({target}).";
    }
    /// The same words to two places.
    LINK_SAME_TEXT = Warning "link-same-text" "WCAG 2.4.9" {
        what: "Två länkar heter ”{text}” men går till olika ställen: {one} och {other}." | "Two links are called “{text}” but go to different places: {one} and {other}.";
        why: "I en lista över länkar går de inte att skilja åt." | "In a list of links they cannot be told apart.";
        cure: "Ge dem olika text." | "Give them different texts.";
    }
    /// A linked file that has no page.
    DOCUMENT_NO_WEB_VERSION = Warning "document-no-web-version" "EN 301 549 10" {
        what: "Filen {file} ({form}) har ingen motsvarighet som webbsida." | "The file {file} ({form}) has no counterpart as a web page.";
        why: "Många filer fungerar dåligt med skärmläsare, i mobilen och med stor text." | "Many files work badly with screen readers, on a phone and with large text.";
        cure: "Skriv innehållet i en anteckning. Är filen en bilaga, ange anteckningen som alternativ: {example}" | "Write the content in a note. If the file is an attachment, name the note as its alternative: {example}";
    }
    /// A PDF without tags, language or title.
    DOCUMENT_PDF_UNTAGGED = Warning "document-pdf-untagged" "EN 301 549 10" {
        what: "PDF-filen {file} saknar {lacks}." | "The PDF file {file} lacks {lacks}.";
        why: "Hjälpmedel behöver det för att läsa upp filen i rätt ordning, med rätt uttal och med ett namn." | "Assistive technology needs it to read the file in the right order, with the right pronunciation and by a name.";
        cure: "Spara filen på nytt ur programmet den är skriven i, som taggad PDF (i Word: Spara som PDF, Alternativ, Dokumentstrukturtaggar). Skriv språk och titel i dokumentets egenskaper." | "Save the file anew from the program it is written in, as a tagged PDF (in Word: save as PDF, Options, Document structure tags). Write language and title in the document's properties.";
    }
    /// A film without captions.
    MEDIA_CAPTIONS = Error "media-captions" "WCAG 1.2.2" {
        what: "Filmen {src} har inga undertexter som webbläsare kan visa." | "The film {src} has no captions that browsers can show.";
        why: "Den som inte hör får inte veta vad som sägs." | "People who do not hear do not learn what is said.";
        cure: "Lägg en WebVTT-fil bredvid filmen och skriv i filmens element: {example} Är filmen utan ljud, tillåt det här med det som skäl." | "Put a WebVTT file beside the film and write in the film's element: {example} If the film is without sound, allow this with that as the reason.";
    }
    /// A sound without its words.
    MEDIA_TRANSCRIPT = Error "media-transcript" "WCAG 1.2.1" {
        what: "Ljudet {src} finns inte i text." | "The sound {src} is not there in text.";
        why: "Den som inte hör får inte veta vad som sägs." | "People who do not hear do not learn what is said.";
        cure: "Skriv det som sägs i uppgiften {key}, eller under en rubrik i anteckningen som heter Transkription." | "Write what is said in the fact {key}, or under a heading in the note called Transcript.";
    }
    /// A film that tells nothing to those who do not see it.
    MEDIA_DESCRIPTION = Warning "media-description" "WCAG 1.2.3, 1.2.5" {
        what: "Filmen {src} har ingen beskrivning av det som syns." | "The film {src} has no description of what is seen.";
        why: "Den som inte ser får inte veta vad som händer i bild." | "People who do not see do not learn what happens in the picture.";
        cure: "Skriv det som sägs och syns under en rubrik i anteckningen som heter Transkription, eller lägg till en syntolkning: <track kind=\"descriptions\">. Sägs allt viktigt redan i ljudet, tillåt det här med det som skäl." | "Write what is said and seen under a heading in the note called Transcript, or add a description: <track kind=\"descriptions\">. If all that matters is said in the sound already, allow this with that as the reason.";
    }
    /// Alt that tells nothing.
    IMAGE_ALT_POOR = Warning "image-alt-poor" "WCAG 1.1.1" {
        what: "Textalternativet ”{alt}” {fault}." | "The text alternative “{alt}” {fault}.";
        why: "Den som inte ser bilden får veta att den finns, men inte vad den visar." | "People who cannot see the image learn that it is there, but not what it shows.";
        cure: "Beskriv det viktiga i bilden med en eller två meningar." | "Describe what matters in the image in a sentence or two.";
    }
    /// A poster.
    IMAGE_OF_TEXT = Warning "image-of-text" "WCAG 1.4.5" {
        what: "Bilden {src} ser ut att vara en bild av text." | "The image {src} seems to be an image of text.";
        why: "Text i en bild går inte att förstora, lyssna på eller översätta." | "Text in an image cannot be enlarged, listened to or translated.";
        cure: "Skriv texten i anteckningen. Finns den redan där räcker det som textalternativ att säga vad bilden är." | "Write the text in the note. If it is there already, the text alternative need only say what the image is.";
    }
    /// `**Rubrik**` alone.
    HEADING_FAKE = Warning "heading-fake" "WCAG 1.3.1" {
        what: "Raden ”{text}” är bara fetstil men ser ut som en rubrik." | "The line “{text}” is only bold but looks like a heading.";
        why: "Den som hoppar mellan rubriker hittar den inte." | "People who jump from heading to heading do not find it.";
        cure: "Skriv den som en rubrik: {cure}" | "Write it as a heading: {cure}";
    }
    /// Twice under one parent.
    HEADING_DUPLICATE = Advice "heading-duplicate" "WCAG 2.4.6" {
        what: "Rubriken ”{text}” finns två gånger i samma avsnitt." | "The heading “{text}” is there twice in the same section.";
        why: "Den som väljer i en lista över rubriker vet inte vilken som är vilken." | "People who choose from a list of headings cannot tell which is which.";
        cure: "Ge dem olika ord." | "Give them different words.";
    }
    /// Long and without any.
    HEADING_MISSING = Warning "heading-missing" "WCAG 2.4.10" {
        what: "Texten är {words} ord lång och har ingen rubrik." | "The text is {words} words long and has no heading.";
        why: "Den går inte att överblicka eller hoppa i." | "It can be neither surveyed nor jumped in.";
        cure: "Dela upp den med rubriker: ## Rubrik" | "Divide it by headings: ## Heading";
    }
    /// One column.
    TABLE_LAYOUT = Warning "table-layout" "WCAG 1.3.1" {
        what: "Tabellen har bara en {what}." | "The table has only one {what}.";
        why: "Den är ingen tabell. En skärmläsare läser ändå upp rader och kolumner." | "It is no table. A screen reader still reads out rows and columns.";
        cure: "Skriv en lista i stället." | "Write a list instead.";
    }
    /// Nothing in a cell.
    TABLE_EMPTY_CELL = Advice "table-empty-cell" "WCAG 1.3.1" {
        what: "Tomma celler i tabellen: {n}." | "Empty cells in the table: {n}.";
        why: "Den som hör tabellen vet inte om uppgiften saknas eller är noll." | "People who hear the table do not know whether the figure is missing or nought.";
        cure: "Skriv 0, ”nej” eller ”okänt”." | "Write 0, “no” or “unknown”.";
    }
    /// Many columns.
    TABLE_WIDE = Advice "table-wide" "WCAG 1.4.10" {
        what: "Tabellen har {n} kolumner." | "The table has {n} columns.";
        why: "I mobilen och med stor text syns bara några i taget." | "On a phone and with large text only a few are seen at a time.";
        cure: "Dela upp tabellen, eller byt plats på rader och kolumner." | "Divide the table, or swap rows and columns.";
    }
    /// Bullets by hand.
    LIST_FAKE = Warning "list-fake" "WCAG 1.3.1" {
        what: "Raderna som börjar med ”{mark}” blir ingen lista." | "The lines that begin with “{mark}” become no list.";
        why: "En skärmläsare säger inte hur många punkter det är." | "A screen reader does not say how many points there are.";
        cure: "Börja varje rad med ”- ” (eller ”1. ”) och lägg en tom rad före." | "Begin each line with “- ” (or “1. ”) and put an empty line before.";
    }
    /// SHOUTING.
    TEXT_CAPITALS = Warning "text-capitals" "WCAG 3.1.5" {
        what: "”{text}” är skrivet med bara stora bokstäver." | "“{text}” is written in capitals only.";
        why: "Det är svårare att läsa, och vissa skärmläsare bokstaverar det." | "It is harder to read, and some screen readers spell it out.";
        cure: "Skriv med små bokstäver. Är det viktigt, skriv **fetstil**." | "Write in small letters. If it is important, write **bold**.";
    }
    /// Drawn with signs.
    TEXT_ASCII_ART = Warning "text-ascii-art" "WCAG 1.1.1" {
        what: "Det här är en bild ritad med tecken." | "This is a picture drawn with signs.";
        why: "En skärmläsare läser upp tecknen ett och ett." | "A screen reader reads the signs out one by one.";
        cure: "Lägg in en riktig bild med textalternativ, eller skriv det i ord." | "Put in a real image with a text alternative, or say it in words.";
    }
    /// Emoji as bullets.
    TEXT_EMOJI = Warning "text-emoji" "WCAG 1.1.1" {
        what: "Tecknet {emoji} {where}." | "The sign {emoji} {where}.";
        why: "En skärmläsare läser upp tecknets namn, varje gång." | "A screen reader reads out the sign's name, each time.";
        cure: "Skriv ord i stället. En lista görs med ”- ”." | "Write words instead. A list is made with “- ”.";
    }
    /// "markerat i rött"
    TEXT_COLOR_ONLY = Warning "text-color-only" "WCAG 1.4.1" {
        what: "”{text}” hänvisar till en färg." | "“{text}” refers to a colour.";
        why: "Den som inte ser färger, eller skriver ut i svartvitt, vet inte vad som menas." | "People who do not see colours, or print in black and white, cannot tell what is meant.";
        cure: "Säg vad det heter eller var det står, till exempel: raden ”Summa”." | "Say what it is called or where it stands, for example: the row “Total”.";
    }
    /// "rutan till höger"
    TEXT_PLACE_ONLY = Advice "text-place-only" "WCAG 1.3.3" {
        what: "”{text}” hänvisar till en plats på skärmen." | "“{text}” refers to a place on the screen.";
        why: "I mobilen, med stor text och för den som lyssnar ligger det någon annanstans." | "On a phone, with large text and for those who listen it is somewhere else.";
        cure: "Säg vad det heter, till exempel: under rubriken ”Kontakt”." | "Say what it is called, for example: under the heading “Contact”.";
    }
    /// A passage in another language.
    LANG_PART = Warning "lang-part" "WCAG 3.1.2" {
        what: "”{text}” ser ut att vara på {language}." | "“{text}” seems to be in {language}.";
        why: "Skärmläsaren läser det med fel uttal." | "The screen reader reads it with the wrong pronunciation.";
        cure: "Märk stycket med språket: [texten]{{lang={tag}}}" | "Mark the passage with its language: [the text]{{lang={tag}}}";
    }
    /// The page is in another language than it says.
    LANG_PAGE = Warning "lang-page" "WCAG 3.1.1" {
        what: "Texten ser ut att vara på {language}, men sidan säger {declared}." | "The text seems to be in {language}, but the page says {declared}.";
        why: "Skärmläsaren läser hela sidan med fel uttal." | "The screen reader reads the whole page with the wrong pronunciation.";
        cure: "Ange språket bland uppgifterna: {example}" | "State the language in the front matter: {example}";
    }
    /// `ESF` without a word of explanation.
    ABBREVIATION_UNEXPLAINED = Warning "abbreviation-unexplained" "WCAG 3.1.4" {
        what: "Förkortningen {text} är inte förklarad." | "The abbreviation {text} is not explained.";
        why: "Den som är ny eller läser lättläst förstår inte vad den betyder." | "People who are new, or who need easy language, do not know what it means.";
        cure: "Skriv ut den första gången, ”{text} (vad det betyder)”, eller lägg den i content/forkortningar.yaml." | "Write it out the first time, “{text} (what it means)”, or put it into content/forkortningar.yaml.";
    }
    /// LIX 45 or more.
    READING_LEVEL = Advice "reading-level" "WCAG 3.1.5" {
        what: "Texten är svår att läsa: LIX {lix}. Längsta meningen har {words} ord: ”{sentence}” Långa ord: {long}." | "The text is hard to read: LIX {lix}. The longest sentence has {words} words: “{sentence}” Long words: {long}.";
        why: "Över 45 är svårt för många. Myndigheter brukar sikta på 40 eller mindre." | "Above 45 is hard for many. Authorities usually aim at 40 or less.";
        cure: "Dela långa meningar. Byt långa ord mot kortare." | "Divide long sentences. Replace long words by shorter ones.";
    }
    /// LIX 55 or more.
    READING_LEVEL_HIGH = Warning "reading-level-high" "WCAG 3.1.5" {
        what: "Texten är mycket svår att läsa: LIX {lix}. Längsta meningen har {words} ord: ”{sentence}” Långa ord: {long}." | "The text is very hard to read: LIX {lix}. The longest sentence has {words} words: “{sentence}” Long words: {long}.";
        why: "Över 55 är som lagtext. Många av medlemmarna förstår den inte." | "Above 55 is like the text of a law. Many of the members do not understand it.";
        cure: "Dela långa meningar. Byt långa ord mot kortare. Skriv också en lättläst version." | "Divide long sentences. Replace long words by shorter ones. Write an easy-read version too.";
    }
    /// No easy-read text.
    EASY_READ_MISSING = Advice "easy-read-missing" "WCAG 3.1.5" {
        what: "Det finns ingen lättläst version av ”{title}”." | "There is no easy-read version of “{title}”.";
        why: "Den som läser lättläst får inte veta vad mötet kom fram till." | "People who read easy language do not learn what the meeting arrived at.";
        cure: "Skriv några rader i uppgiften {key}, eller gör filen {path}." | "Write a few lines in the field {key}, or make the file {path}.";
    }
    /// Two pages of one name.
    TITLE_DUPLICATE = Error "title-duplicate" "WCAG 2.4.2" {
        what: "Två sidor heter ”{title}”." | "Two pages are called “{title}”.";
        why: "I flikar, sökresultat och listor går de inte att skilja åt." | "In tabs, search results and lists they cannot be told apart.";
        cure: "Ge dem olika rubriker, till exempel med dag eller plats." | "Give them different titles, for example with a day or a place.";
    }
}
