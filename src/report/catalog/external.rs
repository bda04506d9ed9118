//! Links to other sites. Told only by `samverka check --external`.

use super::{Mark, Phrase, Rule, Severity};

rules! {
    /// 404, no such host, no valid certificate …
    LINK_EXTERNAL_BROKEN = Warning "link-external-broken" "" Asked {
        what: "Länken till {target} fungerar inte: {answer}." | "The link to {target} does not work: {answer}.";
        why: "Läsaren hamnar på en felsida." | "The reader ends up on an error page.";
        cure: "Sök upp sidans nya adress, eller ta bort länken." | "Look for the page's new address, or remove the link.";
    }
    /// 301, 308.
    LINK_EXTERNAL_MOVED = Advice "link-external-moved" "" Asked {
        what: "Sidan {target} har flyttat för gott till {moved}." | "The page {target} has moved for good to {moved}.";
        why: "Den gamla adressen leder vidare nu, men slutar ofta att göra det." | "The old address leads on now, but often stops doing so.";
        cure: "Se efter att det är rätt sida och skriv den nya adressen: {moved}" | "See that it is the right page and write the new address: {moved}";
    }
    /// 403: there, but not for us.
    LINK_EXTERNAL_UNCLEAR = Advice "link-external-unclear" "" Asked {
        what: "Länken till {target} gick inte att kontrollera: {answer}." | "The link to {target} could not be checked: {answer}.";
        why: "Sidan kan finnas för den som läser med en webbläsare, men det vet samverka inte." | "The page may be there for those who read with a browser, but samverka does not know.";
        cure: "Öppna länken i din webbläsare och se efter." | "Open the link in your browser and see.";
    }
    /// No network, no time.
    EXTERNAL_NOT_CHECKED = Error "external-not-checked" "" Fixed Asked {
        what: "{n} av {all} adresser på andra webbplatser är inte kontrollerade: {reason}." | "{n} of {all} addresses on other sites are not checked: {reason}.";
        why: "Det går inte att säga att länkarna fungerar." | "There is no saying that the links work.";
        cure: "Kör samverka check --external igen när det är rättat." | "Run samverka check --external again when that is put right.";
    }
}
