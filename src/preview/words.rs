//! Every word of the preview's own, in Swedish and English.

use crate::language::Lang;
use crate::report::{Findings, Phrase, Severity};

/// A phrase without placeholders.
macro_rules! phrases {
    ($($name:ident: $sv:literal | $en:literal;)*) => {
        $(pub(super) const $name: Phrase = Phrase { sv: $sv, en: $en };)*
    };
}

phrases! {
    PREVIEW: "Förhandsvisning" | "Preview";
    ALL_WELL: "Inget att rätta" | "Nothing to correct";
    ALL_WELL_LONG: "samverka har inte hittat något att rätta." | "samverka has found nothing to correct.";
    UPDATED: "Listan uppdateras av sig själv när du sparar en fil." | "The list updates itself when you save a file.";
    SHOW_WRONG: "Visa vad som är fel" | "Show what is wrong";
    SHOW_ADVICE: "Visa råden" | "Show the advice";
    SHOW_ALL: "Visa allt som finns att rätta" | "Show all there is to correct";
    TO_SITE: "Till webbplatsen" | "To the site";
    BROKEN_PAGE: "Sidan kan inte visas" | "The page cannot be shown";
    BROKEN_PAGE_LONG: "Rätta det som står här. Sidan visas av sig själv när du har sparat." | "Correct what is said here. The page shows itself once you have saved.";
    WHOLE_SITE: "Hela webbplatsen" | "The whole site";
    ERRORS: "Fel" | "Errors";
    WARNINGS: "Varningar" | "Warnings";
    ADVICE: "Råd" | "Advice";
    PLACE: "Plats" | "Place";
    LINE: "Raden" | "The line";
    WHY: "Varför" | "Why";
    CURE: "Gör så här" | "What to do";
    ALSO: "Se också" | "See also";
    RULE: "Regel" | "Rule";
    BUG: "Sidan gick inte att göra. Det är ett fel i samverka, inte i dina texter." | "The page could not be made. That is a fault in samverka, not in your texts.";
    WRONG_HOST: "Förhandsvisningen svarar bara på den här datorn, på http://127.0.0.1." | "The preview answers only on this computer, at http://127.0.0.1.";
    WRONG_METHOD: "Förhandsvisningen visar sidor men tar inte emot något." | "The preview shows pages but takes nothing in.";
    PORT_IN_USE: "den är upptagen" | "it is in use";
    PORT_NOT_ALLOWED: "datorn tillåter det inte" | "the computer does not allow it";
}

/// The heading over the findings of a severity.
pub(super) fn heading(severity: Severity) -> Phrase {
    match severity {
        Severity::Error => ERRORS,
        Severity::Warning => WARNINGS,
        Severity::Advice => ADVICE,
    }
}

/// "2 fel, 1 varning": only what there is. Empty when there is nothing.
pub(super) fn counts(findings: &Findings, lang: Lang) -> String {
    let word = |severity, n| match (lang, severity) {
        (Lang::Sv, Severity::Error) => "fel",
        (Lang::Sv, Severity::Warning) if n == 1 => "varning",
        (Lang::Sv, Severity::Warning) => "varningar",
        (Lang::Sv, Severity::Advice) => "råd",
        (Lang::En, Severity::Error) if n == 1 => "error",
        (Lang::En, Severity::Error) => "errors",
        (Lang::En, Severity::Warning) if n == 1 => "warning",
        (Lang::En, Severity::Warning) => "warnings",
        (Lang::En, Severity::Advice) if n == 1 => "piece of advice",
        (Lang::En, Severity::Advice) => "pieces of advice",
    };
    let parts = [Severity::Error, Severity::Warning, Severity::Advice].into_iter().filter_map(|severity| {
        let n = findings.iter().filter(|finding| finding.severity == severity).count();
        (n > 0).then(|| format!("{n} {}", word(severity, n)))
    });
    parts.collect::<Vec<_>>().join(", ")
}

/// What the link in the notice says.
pub(super) fn show(findings: &Findings) -> Phrase {
    let only_advice = findings.iter().all(|finding| finding.severity == Severity::Advice);
    if only_advice { SHOW_ADVICE } else { SHOW_WRONG }
}

/// Said instead of the findings after the first so many.
pub(super) fn more(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Sv => format!("… och {count} till. Kör ”samverka check” för att se alla."),
        Lang::En => format!("… and {count} more. Run “samverka check” to see all of them."),
    }
}
