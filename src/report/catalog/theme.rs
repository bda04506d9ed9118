//! Themes: templates, strings, colours, and what comes out of them.

use super::{Mark, Phrase, Rule, Severity};

rules! {
    /// `theme:` names nothing.
    THEME_UNKNOWN = Error "theme-unknown" "" Fixed {
        what: "Temat ”{name}” finns inte.[[ Menade du ”{near}”?]]" | "There is no theme called “{name}”.[[ Did you mean “{near}”?]]";
        why: "Utan tema går det inte att bygga sidorna." | "Without a theme the pages cannot be built.";
        cure: "Skriv ”standard” eller ”torg”, eller skapa mappen themes/{name}." | "Write “standard” or “torg”, or create the folder themes/{name}.";
    }
    /// Tera said no.
    TEMPLATE_ERROR = Error "template-error" "" Fixed {
        what: "Mallen {template} går inte att använda: {detail}" | "The template {template} cannot be used: {detail}";
        why: "Sidor som använder mallen kan inte byggas." | "Pages that use the template cannot be built.";
        cure: "Jämför med samma mall i temat ”standard”." | "Compare with the same template in the theme “standard”.";
    }
    /// Not a colour.
    COLOUR_INVALID = Error "theme-colour-invalid" "" Fixed {
        what: "”{value}” är ingen färg." | "“{value}” is not a colour.";
        why: "Temats färger måste gå att räkna kontrast på." | "The contrast of the theme's colours must be possible to compute.";
        cure: "Skriv # och sex siffror, till exempel #1a3d5c." | "Write # and six digits, such as #1a3d5c.";
    }
    /// Below AA.
    CONTRAST_LOW = Error "theme-contrast" "WCAG 1.4.3, 1.4.11" Fixed {
        what: "Färgen {ink} på {paper} har kontrasten {ratio}:1 i {mode} läge. Minst {least}:1 krävs." | "The colour {ink} on {paper} has a contrast of {ratio}:1 in {mode} mode. At least {least}:1 is required.";
        why: "Den som ser dåligt, eller sitter i solljus, kan inte läsa." | "People with low vision, or in sunlight, cannot read it.";
        cure: "Gör den ena mörkare eller den andra ljusare." | "Make one darker or the other lighter.";
    }
    /// Below AAA.
    CONTRAST_ENHANCED = Warning "theme-contrast-enhanced" "WCAG 1.4.6" {
        what: "Färgen {ink} på {paper} har kontrasten {ratio}:1 i {mode} läge. {least}:1 är målet." | "The colour {ink} on {paper} has a contrast of {ratio}:1 in {mode} mode. The goal is {least}:1.";
        why: "Fler kan läsa med högre kontrast." | "More people can read with a higher contrast.";
        cure: "Gör den ena mörkare eller den andra ljusare." | "Make one darker or the other lighter.";
    }
    /// A rendered page that lost what every page must have.
    PAGE_STRUCTURE = Error "page-structure" "WCAG 1.3.1, 2.4.1, 3.1.1" Fixed {
        what: "Sidan {address} {fault}." | "The page {address} {fault}.";
        why: "Hjälpmedel behöver det för att läsaren ska hitta på sidan." | "Assistive technology needs it for the reader to find the way on the page.";
        cure: "Rätta mallen. I temat ”standard” står det rätt." | "Correct the template. The theme “standard” has it right.";
    }
    /// Inline script or style.
    PAGE_INLINE = Error "page-inline" "" Fixed {
        what: "Sidan {address} innehåller {what}." | "The page {address} contains {what}.";
        why: "Webbplatsens säkerhetsregel (CSP) stoppar det i webbläsaren." | "The site's security policy (CSP) stops it in the browser.";
        cure: "Flytta det till en egen fil i temats assets." | "Move it to a file of its own in the theme's assets.";
    }
    /// Something from another host.
    PAGE_FOREIGN = Error "page-foreign" "" Fixed {
        what: "Sidan {address} hämtar {url} från en annan webbplats." | "The page {address} loads {url} from another site.";
        why: "Läsarens dator skulle höra av sig dit utan att läsaren har valt det." | "The reader's computer would contact it without the reader's choice.";
        cure: "Lägg filen i temats assets." | "Put the file in the theme's assets.";
    }
    /// A letter that no font has.
    PDF_GLYPH = Warning "pdf-glyph" "" {
        what: "Tecknet ”{sign}” (U+{code}) finns inte i något typsnitt för pdf." | "No font for PDF has the character “{sign}” (U+{code}).";
        why: "I pdf-filerna står det en tom ruta i stället, och det som tecknet säger går förlorat." | "The PDF files show an empty box instead, and what the character says is lost.";
        cure: "Skriv det med ord, eller lägg ett typsnitt som har tecknet i mappen themes/{theme}/fonts." | "Write it in words, or put a font that has the character in the folder themes/{theme}/fonts.";
    }
    /// A picture that the typesetter cannot read.
    PDF_PICTURE = Warning "pdf-picture" "" {
        what: "Bilden {path} kan inte visas i pdf: {reason}." | "The picture {path} cannot be shown in PDF: {reason}.";
        why: "I pdf-filerna står bildens textalternativ i stället för bilden." | "The PDF files have the picture's text alternative in its place.";
        cure: "Spara bilden som png, jpg, webp eller svg." | "Save the picture as PNG, JPEG, WebP or SVG.";
    }
    /// A logo that the typesetter cannot read.
    PDF_EMBLEM = Error "pdf-emblem" "" Fixed {
        what: "Logotypen {path} kan inte visas i pdf: {reason}." | "The logo {path} cannot be shown in PDF: {reason}.";
        why: "Finansiärens emblem ska synas i varje form som kan visa bilder." | "The funder's emblem must be seen in every form that can show pictures.";
        cure: "Spara logotypen som svg eller png." | "Save the logo as SVG or PNG.";
    }
    /// The typesetter said no.
    PDF_FAILED = Error "pdf-failed" "" Fixed {
        what: "{address} går inte att göra: {detail}" | "{address} cannot be made: {detail}";
        why: "En pdf som inte följer standarden PDF/UA kan vara omöjlig att läsa med hjälpmedel." | "A PDF that does not follow the standard PDF/UA may be impossible to read with assistive technology.";
        cure: "Jämför temats paper.typ med den i temat ”standard”. Hjälper inte det, ta bort pdf ur ”former” i site.yaml och berätta för oss." | "Compare the theme's paper.typ with that of the theme “standard”. If that does not help, remove pdf from “forms” in site.yaml and tell us.";
    }
}
