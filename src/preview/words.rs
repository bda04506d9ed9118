//! Every word of the preview's own, in Swedish and English.

use crate::language::tag::LangTag;
use crate::language::{Lang, numbers};
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
    WRONG_HOST: "Förhandsvisningen svarar bara på de adresser som samverka skrev när den startade, som http://127.0.0.1." | "The preview answers only at the addresses that samverka wrote when it started, such as http://127.0.0.1.";
    UNREADABLE: "Frågan gick inte att läsa." | "The request could not be read.";
    WRONG_METHOD: "Förhandsvisningen visar sidor men tar inte emot något." | "The preview shows pages but takes nothing in.";
    DRAFT: "Utkast: byggs inte." | "Draft: will not be built.";
    SHOW_PANEL: "Visa panelen" | "Show the panel";
    AS_PRINTED: "Så här skrivs sidan ut" | "As the page is printed";
    AS_PRINTED_LONG: "Så ser sidan ut på papper, i ett enda långt ark. Var arken slutar visar webbläsarens egen utskrift: öppna sidan och tryck Ctrl+P (på Mac kommando+P)." | "This is how the page looks on paper, as one long sheet. Where the sheets end is shown by the browser's own print preview: open the page and press Ctrl+P (on a Mac command+P).";
    ON_PAPER: "Sidan på papper" | "The page on paper";
    ABOUT_PAGE: "Om sidan ”{title}”" | "About the page “{title}”";
    TO_PAGE: "Till sidan" | "To the page";
    OPEN_FILE: "Öppna filen i redigeraren" | "Open the file in the editor";
    TO_CORRECT: "Att rätta" | "To correct";
    GO_THERE: "Gå dit" | "Go there";
    UNDER: "Under rubriken" | "Under the heading";
    TEXT: "Texten" | "The text";
    FILE: "Fil" | "File";
    MADE: "Ingen: samverka gör sidan av andra texter" | "None: samverka makes the page of other texts";
    ADDRESS: "Adress" | "Address";
    LANGUAGE: "Språk" | "Language";
    WORDS: "Antal ord" | "Number of words";
    LIX: "Läsbarhet (LIX)" | "Readability (LIX)";
    LIX_SHORT: "Texten är för kort för att mäta" | "The text is too short to measure";
    LONGEST: "Längsta meningarna" | "Longest sentences";
    VERSIONS: "Andra versioner" | "Other versions";
    FORMS: "Andra former" | "Other forms";
    NONE: "Inga" | "None";
    HEADINGS: "Rubriker" | "Headings";
    LEVEL: "Nivå" | "Level";
    LINKS: "Länkar" | "Links";
    LINKS_LONG: "Sidhuvudets och sidfotens länkar är desamma på alla sidor och står inte här." | "The links of the header and the footer are the same on all pages and are not listed.";
    NO_WORDS: "Länk utan ord" | "Link without words";
    SAME_PAGE: "längre upp eller ned på sidan" | "further up or down the page";
    PAGE_HERE: "sida på webbplatsen," | "page of the site,";
    NOWHERE: "leder ingenstans" | "leads nowhere";
    OTHER_SITE: "annan webbplats" | "another site";
    IMAGES: "Bilder" | "Images";
    DRAWING: "Diagram" | "Chart";
    NO_ALT: "saknar textalternativ" | "has no text alternative";
    DECORATION: "dekoration, läses inte upp" | "decoration, not read aloud";
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

/// Said instead of the findings after the first so many.
pub(super) fn more(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Sv => format!("… och {count} till. Kör ”samverka check” för att se alla."),
        Lang::En => format!("… and {count} more. Run “samverka check” to see all of them."),
    }
}

/// "2 varningar på den här sidan."
pub(super) fn on_this_page(findings: &Findings, lang: Lang) -> String {
    let here = lang.pick("på den här sidan", "on this page");
    if findings.is_empty() {
        return format!("{} {here}.", ALL_WELL.raw(lang));
    }
    format!("{} {here}.", counts(findings, lang))
}

/// The title of the panel of a page.
pub(super) fn about_page(title: &str, lang: Lang) -> String {
    ABOUT_PAGE.raw(lang).replace("{title}", title)
}

/// "Öppna filen på rad 12"
pub(super) fn open_line(line: usize, lang: Lang) -> String {
    format!("{} {line}", lang.pick("Öppna filen på rad", "Open the file at line"))
}

/// "1 ord", "2 ord".
pub(super) fn count_words(count: usize, lang: Lang) -> String {
    format!("{count} {}", if count == 1 { lang.pick("ord", "word") } else { lang.pick("ord", "words") })
}

/// LIX and what it means, as Björnsson (1968) drew the limits.
pub(super) fn lix(value: Option<usize>, lang: Lang) -> String {
    let Some(value) = value else { return LIX_SHORT.raw(lang).to_owned() };
    let (sv, en) = match value {
        0..30 => ("mycket lätt, som barnböcker", "very easy, like children's books"),
        30..40 => ("lätt, som skönlitteratur och veckotidningar", "easy, like fiction and magazines"),
        40..50 => ("medelsvår, som tidningar", "of medium difficulty, like newspapers"),
        50..60 => ("svår, som myndigheters texter", "hard, like texts of authorities"),
        _ => ("mycket svår, som lagtext", "very hard, like the text of a law"),
    };
    format!("{value}: {}", lang.pick(sv, en))
}

/// A language by its own name, with its tag.
pub(super) fn language(tag: &str, lang: Lang) -> String {
    let known = LangTag::parse(tag);
    let name = match known.as_ref().map(LangTag::primary) {
        Some("sv") => lang.pick("svenska", "Swedish"),
        Some("en") => lang.pick("engelska", "English"),
        _ => known.as_ref().map_or(tag, LangTag::own_name),
    };
    if name == tag { tag.to_owned() } else { format!("{name} ({tag})") }
}

/// Where a link out of the site leads; `None` when it stays.
pub(super) fn elsewhere(href: &str, lang: Lang) -> Option<String> {
    let (scheme, rest) = href.split_once(':')?;
    let host = || rest.trim_start_matches('/').split(['/', '?', '#']).next().unwrap_or_default();
    match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" => Some(format!("{}, {}", OTHER_SITE.raw(lang), host())),
        "mailto" => Some(format!("{} {rest}", lang.pick("e-post till", "e-mail to"))),
        "tel" => Some(format!("{} {rest}", lang.pick("telefon", "telephone"))),
        "sms" => Some(format!("{} {rest}", lang.pick("sms till", "text message to"))),
        _ => None,
    }
}

/// "fil, PDF, 48 kB"
pub(super) fn file(address: &str, size: Option<u64>, lang: Lang) -> String {
    let form = address.rsplit('/').next().and_then(|name| Some(name.rsplit_once('.')?.1.to_uppercase()));
    let size = size.map(|size| numbers::format_size(lang, size));
    let parts = std::iter::once(lang.pick("fil", "file").to_owned()).chain(form).chain(size);
    parts.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_counted_is_said_in_words() {
        assert_eq!(lix(Some(42), Lang::Sv), "42: medelsvår, som tidningar");
        assert_eq!(lix(Some(60), Lang::En), "60: very hard, like the text of a law");
        assert_eq!(language("sv", Lang::Sv), "svenska (sv)");
        assert_eq!(language("fi", Lang::Sv), "Suomi (fi)");
        assert_eq!(language("tlh", Lang::Sv), "tlh");
        assert_eq!(file("x/a.pdf", Some(48_000), Lang::Sv), "fil, PDF, 48\u{a0}kB");
        assert_eq!(file("x/LICENSE", None, Lang::En), "file");
    }

    #[test]
    fn links_out_are_told_from_links_within() {
        assert_eq!(elsewhere("https://esf.se/a?b", Lang::Sv).as_deref(), Some("annan webbplats, esf.se"));
        assert_eq!(elsewhere("mailto:a@b.se", Lang::En).as_deref(), Some("e-mail to a@b.se"));
        assert_eq!(elsewhere("../moten/a:b.html", Lang::Sv), None);
        assert_eq!(elsewhere("a.html", Lang::Sv), None);
    }
}
