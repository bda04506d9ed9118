//! YAML as a person gets it wrong.

use super::{Mark, Phrase, Rule, Severity};

rules! {
    /// `titel: Samverkan: varför?`
    YAML_COLON = Error "yaml-colon" "" Fixed Repair {
        what: "Värdet innehåller ett kolon följt av mellanslag." | "The value contains a colon followed by a space.";
        why: "YAML läser kolonet som början på en ny uppgift." | "YAML takes the colon for the beginning of a new fact.";
        cure: "Skriv värdet inom citattecken: {line}" | "Put the value in quotation marks: {line}";
    }
    /// `- @anna`, `titel: &co`, `*viktigt*`, `%`, a backtick.
    YAML_SPECIAL_START = Error "yaml-special-start" "" Fixed Repair {
        what: "Värdet börjar med tecknet ”{char}”." | "The value begins with the character “{char}”.";
        why: "Tecknet betyder något särskilt för YAML när det står först." | "The character has a special meaning to YAML when it stands first.";
        cure: "Skriv värdet inom citattecken: {line}" | "Put the value in quotation marks: {line}";
    }
    /// An anchor, alias or tag that YAML itself accepts.
    YAML_REFERENCE = Error "yaml-reference" "" Fixed {
        what: "”{text}” är en genväg i YAML (ankare, alias eller typ)." | "“{text}” is a YAML shortcut (anchor, alias or type).";
        why: "samverka läser inga genvägar: texten skulle försvinna utan att någon märker det." | "samverka reads no shortcuts: the text would vanish without anyone noticing.";
        cure: "Skriv värdet inom citattecken: {line}" | "Put the value in quotation marks: {line}";
    }
    /// Tab in the indentation.
    YAML_TAB = Error "yaml-tab" "" Repair {
        what: "Raden är indragen med tabb." | "The line is indented with a tab.";
        why: "YAML förstår bara mellanslag i indrag." | "YAML understands only spaces in the indentation.";
        cure: "Byt tabben mot två mellanslag." | "Change the tab to two spaces.";
    }
    /// No-break space in the indentation.
    YAML_NBSP = Error "yaml-nbsp" "" Repair {
        what: "Raden är indragen med hårda mellanslag (no-break space)." | "The line is indented with no-break spaces.";
        why: "De ser ut som vanliga mellanslag, men YAML läser dem som text." | "They look like ordinary spaces, but YAML reads them as text.";
        cure: "Ta bort indraget och skriv det på nytt med mellanslagstangenten." | "Remove the indentation and type it anew with the space bar.";
    }
    /// `titel: Möte #2 om …`
    YAML_COMMENT_CUT = Warning "yaml-comment-cut" "" {
        what: "Allt från ”{comment}” är borta ur värdet." | "Everything from “{comment}” on is cut from the value.";
        why: "YAML läser ” #” som början på en kommentar." | "YAML takes “ #” for the beginning of a comment.";
        cure: "Skriv värdet inom citattecken: {line}" | "Put the value in quotation marks: {line}";
    }
    /// The same key twice.
    YAML_DUPLICATE_KEY = Error "yaml-duplicate-key" "" Fixed {
        what: "Uppgiften ”{key}” står två gånger." | "The fact “{key}” is given twice.";
        why: "Det går inte att veta vilken av dem som gäller." | "There is no telling which of them holds.";
        cure: "Ta bort den ena." | "Remove one of them.";
    }
    /// A key and its alias.
    YAML_TWIN_KEYS = Error "yaml-twin-keys" "" Fixed {
        what: "”{key}” och ”{twin}” betyder samma sak, och båda finns." | "“{key}” and “{twin}” mean the same, and both are there.";
        why: "Det går inte att veta vilken av dem som gäller." | "There is no telling which of them holds.";
        cure: "Behåll en av dem." | "Keep one of them.";
    }
    /// A key that is not a plain word.
    YAML_KEY = Error "yaml-key" "" Fixed {
        what: "Här väntades en uppgift på formen ”nyckel: värde”." | "A fact of the form “key: value” was expected here.";
        why: "Bara enkla ord kan vara nycklar." | "Only plain words can be keys.";
        cure: "Skriv ett ord, ett kolon, ett mellanslag och sedan värdet." | "Write a word, a colon, a space and then the value.";
    }
    /// Nested too deeply, or too many values.
    YAML_TOO_LARGE = Error "yaml-too-large" "" Fixed {
        what: "Uppgifterna är nästlade djupare än {depth} nivåer eller fler än {nodes}." | "The facts are nested deeper than {depth} levels or number more than {nodes}.";
        why: "Gränsen skyddar mot filer som får datorn att stanna." | "The limit protects against files that make the computer stall.";
        cure: "Dela upp filen, eller se efter om ett indrag har blivit fel." | "Split the file, or see whether an indentation has gone wrong.";
    }
    /// Other ways to get a line wrong, each with the line as it should be.
    YAML_LINE = Error "yaml-line" "" Fixed Repair {
        what: "{problem}" | "{problem}";
        why: "YAML läser raden på ett annat sätt än du har tänkt." | "YAML reads the line in another way than you mean.";
        cure: "Skriv: {line}" | "Write: {line}";
    }
    /// Anything else.
    YAML_SYNTAX = Error "yaml-syntax" "" Fixed {
        what: "Raden går inte att läsa som YAML ({detail})." | "The line cannot be read as YAML ({detail}).";
        why: "Uppgifterna efter raden kan inte läsas säkert." | "The facts after the line cannot be read with certainty.";
        cure: "Skriv ”nyckel: värde” med ett mellanslag efter kolonet, dra in listor med två mellanslag och sätt värden med särskilda tecken inom citattecken." | "Write “key: value” with a space after the colon, indent lists with two spaces, and put values with special characters in quotation marks.";
    }
}
