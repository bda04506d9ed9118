//! Finished HTML, by the ACT rules of the W3C. `ACT c487ae` is the rule's id at www.w3.org/WAI/standards-guidelines/act/rules/.

use super::{Phrase, Rule, Severity};

rules! {
    /// No `lang` on `<html>`.
    HTML_LANG_MISSING = Error "html-lang-missing" "WCAG 3.1.1; ACT b5c3f8" {
        what: "Sidan säger inte vilket språk den är på." | "The page does not say which language it is in.";
        why: "En skärmläsare läser då upp texten med fel uttal." | "A screen reader will then read the text with the wrong pronunciation.";
        cure: "Skriv språket på det första elementet: <html lang=\"sv\">." | "Write the language on the first element: <html lang=\"en\">.";
    }
    /// A `lang` on `<html>` that is no language.
    HTML_LANG_INVALID = Error "html-lang-invalid" "WCAG 3.1.1; ACT bf051a" {
        what: "”{value}” är inget språk som hjälpmedel känner till." | "“{value}” is no language that assistive technology knows.";
        why: "En skärmläsare läser då upp texten med fel uttal." | "A screen reader will then read the text with the wrong pronunciation.";
        cure: "Skriv språkets kod med två bokstäver: sv för svenska, en för engelska." | "Write the language's code of two letters: sv for Swedish, en for English.";
    }
    /// A `lang` on a part that is no language.
    HTML_LANG_PART = Error "html-lang-part" "WCAG 3.1.2; ACT de46e4" {
        what: "”{value}” är inget språk som hjälpmedel känner till." | "“{value}” is no language that assistive technology knows.";
        why: "En skärmläsare läser då upp den här delen med fel uttal." | "A screen reader will then read this part with the wrong pronunciation.";
        cure: "Skriv språkets kod, till exempel sv, en, fi eller ar, eller ta bort lang." | "Write the language's code, such as sv, en, fi or ar, or remove lang.";
    }
    /// No title.
    HTML_TITLE_MISSING = Error "html-title-missing" "WCAG 2.4.2; ACT 2779a5" {
        what: "Sidan har ingen titel." | "The page has no title.";
        why: "Titeln är det första som läses upp, och det som står på fliken och i bokmärken." | "The title is what is read aloud first, and what stands on the tab and in bookmarks.";
        cure: "Skriv <title> i <head>: först sidans namn, sedan webbplatsens." | "Write a <title> in <head>: first the page's name, then that of the site.";
    }
    /// A link without a name.
    HTML_LINK_NAME = Error "html-link-name" "WCAG 2.4.4, 4.1.2; ACT c487ae" {
        what: "Länken {element} har ingen text." | "The link {element} has no text.";
        why: "En skärmläsare säger bara ”länk”, och ingen kan be datorn att öppna den." | "A screen reader only says “link”, and nobody can ask the computer to open it.";
        cure: "Skriv i länken vart den leder. Är det en bild i den, skriv det i bildens alt." | "Write in the link where it leads. If there is an image in it, write so in the image's alt.";
    }
    /// An image without a name.
    HTML_IMAGE_NAME = Error "html-image-name" "WCAG 1.1.1; ACT 23a2a8" {
        what: "Bilden {element} har inget textalternativ." | "The image {element} has no text alternative.";
        why: "Den som inte ser bilden får inte veta vad den visar, ibland bara filens namn." | "People who cannot see the image are not told what it shows, or only the name of the file.";
        cure: "Skriv i alt vad bilden visar. Är den bara utsmyckning, skriv alt=\"\"." | "Write in alt what the image shows. If it is mere decoration, write alt=\"\".";
    }
    /// A drawing with the role of an image, without a name.
    HTML_SVG_NAME = Error "html-svg-name" "WCAG 1.1.1; ACT 7d6734" {
        what: "Figuren {element} har rollen bild men inget textalternativ." | "The drawing {element} has the role of an image but no text alternative.";
        why: "En skärmläsare säger att här är en bild, men inte av vad." | "A screen reader says that there is an image here, but not of what.";
        cure: "Skriv <title> först i figuren, eller aria-label. Är den bara utsmyckning, skriv aria-hidden=\"true\"." | "Write a <title> first in the drawing, or aria-label. If it is mere decoration, write aria-hidden=\"true\".";
    }
    /// A button without a name.
    HTML_BUTTON_NAME = Error "html-button-name" "WCAG 4.1.2; ACT 97a4e1" {
        what: "Knappen {element} har ingen text." | "The button {element} has no text.";
        why: "En skärmläsare säger bara ”knapp”, och ingen kan be datorn att trycka på den." | "A screen reader only says “button”, and nobody can ask the computer to press it.";
        cure: "Skriv i knappen vad den gör. Visar den bara en ikon, skriv aria-label." | "Write in the button what it does. If it only shows an icon, write aria-label.";
    }
    /// A button that is an image, without a name.
    HTML_IMAGE_BUTTON_NAME = Error "html-image-button-name" "WCAG 1.1.1, 4.1.2; ACT 59796f" {
        what: "Bildknappen har inget textalternativ." | "The image button has no text alternative.";
        why: "Den som inte ser bilden får inte veta vad knappen gör." | "People who cannot see the image are not told what the button does.";
        cure: "Skriv i alt vad knappen gör, till exempel alt=\"Sök\"." | "Write in alt what the button does, such as alt=\"Search\".";
    }
    /// A field without a name.
    HTML_FIELD_NAME = Error "html-field-name" "WCAG 4.1.2; ACT e086e5" {
        what: "Fältet {element} har ingen etikett." | "The field {element} has no label.";
        why: "En skärmläsare kan inte säga vad som ska fyllas i." | "A screen reader cannot say what is to be filled in.";
        cure: "Skriv <label for=\"fältets id\"> före fältet, eller lägg fältet i sin <label>." | "Write a <label for=\"the field's id\"> before the field, or put the field into its <label>.";
    }
    /// A heading with nothing to read.
    HTML_HEADING_EMPTY = Error "html-heading-empty" "WCAG 1.3.1; ACT ffd0e9" {
        what: "Rubriken {element} är tom." | "The heading {element} is empty.";
        why: "Den som går från rubrik till rubrik kommer till en som inget säger." | "Those who move from heading to heading come to one that says nothing.";
        cure: "Skriv rubrikens text, eller ta bort elementet. Avstånd hör hemma i stilmallen." | "Write the heading's text, or remove the element. Space belongs in the style sheet.";
    }
    /// An item of a menu without a name.
    HTML_MENUITEM_NAME = Error "html-menuitem-name" "WCAG 4.1.2; ACT m6b1q3" {
        what: "Valet {element} i menyn har ingen text." | "The item {element} of the menu has no text.";
        why: "En skärmläsare kan inte säga vad man väljer." | "A screen reader cannot say what one chooses.";
        cure: "Skriv i elementet vad valet gör, eller skriv aria-label." | "Write in the element what the item does, or write aria-label.";
    }
    /// A frame without a name.
    HTML_IFRAME_NAME = Error "html-iframe-name" "WCAG 4.1.2; ACT cae760" {
        what: "Ramen {element} har ingen titel." | "The frame {element} has no title.";
        why: "En skärmläsare kan inte säga vad som finns i den, så att man kan gå förbi." | "A screen reader cannot say what is in it, so that one may pass it by.";
        cure: "Skriv title på <iframe>, till exempel title=\"Karta över lokalen\"." | "Write a title on <iframe>, such as title=\"Map of the premises\".";
    }
    /// An embedded picture, sound or film without a name.
    HTML_OBJECT_NAME = Error "html-object-name" "WCAG 1.1.1; ACT 8fc3b6" {
        what: "Det inbäddade {element} har inget textalternativ." | "The embedded {element} has no text alternative.";
        why: "Den som inte ser eller hör det får inte veta vad det är." | "People who do not see or hear it are not told what it is.";
        cure: "Skriv aria-label eller title." | "Write aria-label or title.";
    }
    /// A `<summary>` without a name.
    HTML_SUMMARY_NAME = Error "html-summary-name" "WCAG 4.1.2; ACT 2t702h" {
        what: "{element}, som öppnar <details>, har ingen text." | "{element}, which opens <details>, has no text.";
        why: "Ingen får veta vad som visas när man öppnar." | "Nobody is told what is shown when it is opened.";
        cure: "Skriv i <summary> vad som döljer sig bakom." | "Write in <summary> what is behind it.";
    }
    /// A name that does not hold what is seen.
    HTML_LABEL_IN_NAME = Error "html-label-in-name" "WCAG 2.5.3; ACT 2ee8b8" {
        what: "På skärmen står ”{text}”, men för hjälpmedel heter det ”{name}”." | "On the screen it says “{text}”, but for assistive technology it is called “{name}”.";
        why: "Den som styr datorn med rösten säger det som syns, och då händer inget." | "People who speak to the computer say what they see, and then nothing happens.";
        cure: "Låt namnet börja med det som syns, eller ta bort aria-label." | "Let the name begin with what is seen, or remove aria-label.";
    }
    /// A role that does not exist.
    HTML_ROLE_UNKNOWN = Error "html-role-unknown" "WCAG 1.3.1, 4.1.2; ACT 674b10" {
        what: "Rollen ”{value}” finns inte.[[ Menade du ”{near}”?]]" | "There is no role “{value}”.[[ Did you mean “{near}”?]]";
        why: "Hjälpmedel bryr sig inte om den, och elementet blir något annat än det ser ut att vara." | "Assistive technology ignores it, and the element is something else than it looks.";
        cure: "Rätta ordet, eller ta bort role. Bäst är ett HTML-element som redan har rollen." | "Correct the word, or remove role. Best is an HTML element that has the role already.";
    }
    /// An `aria-` attribute that does not exist.
    HTML_ARIA_UNKNOWN = Error "html-aria-unknown" "WAI-ARIA 1.2; ACT 5f99a7" {
        what: "Attributet {name} finns inte.[[ Menade du {near}?]]" | "There is no attribute {name}.[[ Did you mean {near}?]]";
        why: "Hjälpmedel bryr sig inte om det, och det som skulle sägas blir inte sagt." | "Assistive technology ignores it, and what was to be said is not.";
        cure: "Rätta namnet, eller ta bort attributet." | "Correct the name, or remove the attribute.";
    }
    /// A value that the attribute cannot have.
    HTML_ARIA_VALUE = Error "html-aria-value" "WAI-ARIA 1.2; ACT 6a7281" {
        what: "{name} kan inte vara ”{value}”." | "{name} cannot be “{value}”.";
        why: "Hjälpmedel säger då fel läge, eller inget alls." | "Assistive technology then tells a wrong state, or none.";
        cure: "Skriv ett av dessa: {allowed}." | "Write one of these: {allowed}.";
    }
    /// An attribute where it has no meaning or is prohibited.
    HTML_ARIA_MISPLACED = Error "html-aria-misplaced" "WAI-ARIA 1.2; ACT 5c01ea" {
        what: "{name} får inte stå på {element}." | "{name} may not stand on {element}.";
        why: "Vad hjälpmedel gör av det går inte att veta. Ofta läses det inte upp alls." | "What assistive technology makes of it cannot be known. Often it is not read at all.";
        cure: "Ta bort attributet, eller välj ett element eller en roll som det hör till." | "Remove the attribute, or choose an element or a role that it belongs to.";
    }
    /// A role that lacks what it demands.
    HTML_ARIA_REQUIRED = Error "html-aria-required" "WCAG 4.1.2; ACT 4e8ab6" {
        what: "Rollen {role} kräver {names}, som saknas." | "The role {role} demands {names}, which is missing.";
        why: "Hjälpmedel kan inte säga vilket läge den har." | "Assistive technology cannot tell its state.";
        cure: "Skriv {names}, eller använd HTML:s eget element, som sköter det självt." | "Write {names}, or use HTML's own element, which sees to it by itself.";
    }
    /// A part outside its whole.
    HTML_ROLE_PARENT = Error "html-role-parent" "WCAG 1.3.1; ACT ff89c9" {
        what: "Rollen {role} måste stå i någon av dessa: {parents}." | "The role {role} must stand in one of these: {parents}.";
        why: "Hjälpmedel kan inte säga vad den är en del av, eller hur många de är." | "Assistive technology cannot say what it is a part of, or how many there are.";
        cure: "Lägg elementet direkt i ett med rätt roll, eller använd HTML:s egna listor och tabeller." | "Put the element directly into one with the right role, or use HTML's own lists and tables.";
    }
    /// A whole with other parts than its own.
    HTML_ROLE_CHILDREN = Error "html-role-children" "WCAG 1.3.1; ACT bc4a75" {
        what: "I rollen {role} får bara dessa stå: {children}. Här står något annat.[[ {found}]]" | "In the role {role} only these may stand: {children}. Something else stands here.[[ {found}]]";
        why: "Hjälpmedel räknar delarna fel eller hoppar över dem." | "Assistive technology miscounts the parts or skips them.";
        cure: "Ge delarna rätt roll, eller flytta ut det som inte hör dit." | "Give the parts the right role, or move out what does not belong.";
    }
    /// `aria-controls` to nothing.
    HTML_CONTROLS_NOTHING = Error "html-controls-nothing" "WAI-ARIA 1.2; ACT in6db8" {
        what: "aria-controls pekar på ”{value}”, som inte finns på sidan." | "aria-controls points to “{value}”, which is not on the page.";
        why: "Hjälpmedel hittar inte det som styrs." | "Assistive technology does not find what is controlled.";
        cure: "Skriv id för det element som öppnas eller rullas." | "Write the id of the element that is opened or scrolled.";
    }
    /// Two elements with one id, and a reference to it.
    HTML_ID_TWICE = Warning "html-id-twice" "WCAG 1.3.1, 4.1.2; ACT 3ea0c8" {
        what: "Två element har id ”{value}”, och något på sidan hänvisar dit." | "Two elements have the id “{value}”, and something on the page refers to it.";
        why: "Hänvisningen når bara det första. Det andra kan bli utan etikett eller rubrik." | "The reference reaches only the first. The other may be left without a label or header.";
        cure: "Ge det ena ett annat id, och rätta hänvisningen." | "Give one of them another id, and correct the reference.";
    }
    /// Hidden from assistive technology, and reached by keyboard.
    HTML_HIDDEN_FOCUS = Error "html-hidden-focus" "WCAG 4.1.2; ACT 6cfa84" {
        what: "{element} går att nå med tangentbordet men är dolt för hjälpmedel (aria-hidden)." | "{element} can be reached by keyboard but is hidden from assistive technology (aria-hidden).";
        why: "Den som använder skärmläsare hamnar på något som inte finns." | "People who use a screen reader end up on something that is not there.";
        cure: "Ta bort aria-hidden, eller dölj det för alla med hidden." | "Remove aria-hidden, or hide it from everybody with hidden.";
    }
    /// Something to reach within something whose inside is not told.
    HTML_FOCUS_INSIDE = Error "html-focus-inside" "WCAG 4.1.2; ACT 307n5z" {
        what: "{element} går att nå med tangentbordet men ligger inuti något med rollen {outer}." | "{element} can be reached by keyboard but lies inside something with the role {outer}.";
        why: "Det som ligger inuti en sådan visas inte för hjälpmedel." | "What lies inside such a thing is not shown to assistive technology.";
        cure: "Lägg dem bredvid varandra i stället." | "Put them beside each other instead.";
    }
    /// A frame that is left out of the order.
    HTML_FRAME_UNREACHED = Error "html-frame-unreached" "WCAG 2.1.1; ACT akn7bn" {
        what: "Ramen har negativt tabindex, fast det finns något att nå i den." | "The frame has a negative tabindex, though there is something in it to reach.";
        why: "Den som använder tangentbord kommer inte in i ramen." | "People who use a keyboard cannot get into the frame.";
        cure: "Ta bort tabindex." | "Remove tabindex.";
    }
    /// Said to be decoration, and there all the same.
    HTML_DECORATIVE_EXPOSED = Error "html-decorative-exposed" "WAI-ARIA 1.2; ACT 46ca7f" {
        what: "{element} sägs vara utan betydelse men går att nå eller beskrivs med aria." | "{element} is said to be without meaning, but can be reached or is described by aria.";
        why: "Då gäller inte role=\"none\", och hjälpmedel visar elementet ändå." | "Then role=\"none\" has no effect, and assistive technology shows the element all the same.";
        cure: "Ta bort role, eller ta bort tabindex och aria-attributen." | "Remove role, or remove tabindex and the aria attributes.";
    }
    /// `headers` to what is no cell of the table.
    HTML_HEADERS_ELSEWHERE = Error "html-headers-elsewhere" "WCAG 1.3.1; ACT a25f45" {
        what: "headers pekar på ”{value}”, som inte är en annan cell i samma tabell." | "headers points to “{value}”, which is no other cell of the same table.";
        why: "En skärmläsare kan inte säga vilken rubrik cellen hör till." | "A screen reader cannot say which header the cell belongs to.";
        cure: "Skriv rubrikcellens id, eller ta bort headers om tabellen är enkel." | "Write the id of the header cell, or remove headers if the table is simple.";
    }
    /// A header that heads nothing.
    HTML_HEADER_WITHOUT_CELLS = Error "html-header-without-cells" "WCAG 1.3.1; ACT d0f69e" {
        what: "Rubrikcellen hör inte till någon cell." | "The header cell belongs to no cell.";
        why: "En skärmläsare läser upp rubriken utan något under den, eller vid fel cell." | "A screen reader reads the header with nothing under it, or at the wrong cell.";
        cure: "Fyll ut raden eller kolumnen, eller gör cellen till en vanlig cell (<td>)." | "Fill the row or column, or make it an ordinary cell (<td>).";
    }
    /// The page may not be enlarged.
    HTML_ZOOM = Error "html-zoom" "WCAG 1.4.4; ACT b4f0c3" {
        what: "{value} hindrar läsaren från att förstora sidan." | "{value} keeps the reader from enlarging the page.";
        why: "Den som ser dåligt kan inte läsa på sin telefon." | "People with low vision cannot read it on their phone.";
        cure: "Skriv bara content=\"width=device-width, initial-scale=1\"." | "Write only content=\"width=device-width, initial-scale=1\".";
    }
    /// The page reloads or leaves by itself.
    HTML_REFRESH = Error "html-refresh" "WCAG 2.2.1, 3.2.5; ACT bc659a" {
        what: "Sidan laddas om eller byts ut av sig själv efter {seconds} sekunder." | "The page reloads or is replaced by itself after {seconds} seconds.";
        why: "Den som läser långsamt hinner inte, och en skärmläsare börjar om från början." | "People who read slowly have no time, and a screen reader begins again from the top.";
        cure: "Ta bort <meta http-equiv=\"refresh\">. Flytta sidan med svaret 301, eller med 0 sekunder." | "Remove <meta http-equiv=\"refresh\">. Move the page by a 301 response, or by 0 seconds.";
    }
    /// The same after more than twenty hours.
    HTML_REFRESH_LATE = Advice "html-refresh-late" "WCAG 2.2.4, 3.2.5; ACT bisz58" {
        what: "Sidan laddas om eller byts ut av sig själv efter {seconds} sekunder." | "The page reloads or is replaced by itself after {seconds} seconds.";
        why: "Det som någon har fyllt i kan gå förlorat." | "What somebody has filled in may be lost.";
        cure: "Låt läsaren ladda om sidan själv." | "Let the reader reload the page.";
    }
    /// A purpose that no browser knows.
    HTML_AUTOCOMPLETE = Error "html-autocomplete" "WCAG 1.3.5; ACT 73f2c2" {
        what: "autocomplete=\"{value}\" är inget som webbläsare känner till." | "autocomplete=\"{value}\" is nothing that browsers know.";
        why: "Den som har svårt att skriva eller minnas får ingen hjälp att fylla i." | "People who find it hard to write or remember get no help in filling it in.";
        cure: "Skriv ett av HTML:s ord, till exempel name, email, tel eller street-address." | "Write one of the words of HTML, such as name, email, tel or street-address.";
    }
}
