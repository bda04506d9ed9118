//! Fields that every document type has.

use super::{Kind, choices, fields};

choices! {
    /// How far a text has come.
    DOCUMENT_STATUS =
        "draft" "utkast" [], "published" "publicerad" ["publicerat"], "approved" "justerad" ["justerat", "godkänd"],
        "archived" "arkiverad" ["arkiverat"];
}

fields! {
    TITLE = "title" "titel" ["rubrik"] Kind::Text;
        "Sidans rubrik." | "The page's title.";
        "\"Dialogmöte 1: Medfinansiering\"" | "\"Dialogue meeting 1: Co-financing\"";
    TYPE = "type" "typ" [] Kind::Text;
        "Vad filen är; behövs bara när mappen inte säger det." | "What the file is; only needed when the folder does not tell.";
        "möte" | "meeting";
    ID = "id" "id" ["namn_i_adressen"] Kind::Text;
        "Namnet som andra filer använder för att peka hit; annars filnamnet utan datum." | "The name by which other files point here; otherwise the file's name.";
        "medfinansiering" | "funding";
    SUMMARY = "summary" "sammanfattning" ["ingress"] Kind::Text;
        "Det viktigaste på högst 120 ord." | "The most important in 120 words at the most.";
        "Mötet kom överens om att …" | "The meeting agreed that …";
    EASY_READ = "easy_read" "lättläst" [] Kind::Text;
        "En kort version på lättläst svenska." | "A short version in easy language.";
        "Vi träffades och pratade om pengar." | "We met and talked about money.";
    LANG = "lang" "språk" ["language"] Kind::Language;
        "Språket som texten är skriven på." | "The language that the text is written in.";
        "sv" | "en";
    TOPICS = "topics" "teman" ["tema", "topic", "ämnen", "ämne"] Kind::Names;
        "Teman som texten hör till." | "The topics that the text belongs to.";
        "[medfinansiering, lärande]" | "[funding, learning]";
    MUNICIPALITIES = "municipalities" "kommuner" ["kommun", "municipality"] Kind::Names;
        "Kommuner som texten rör." | "The municipalities that the text concerns.";
        "[Malmö, Lund]" | "[Malmö, Lund]";
    TARGET_GROUP = "target_group" "målgrupp" ["målgrupper"] Kind::Text;
        "De människor som det handlar om." | "The people it is about.";
        "Unga som söker arbete" | "Young people looking for work";
    LEVEL = "level" "nivå" [] Kind::Text;
        "Lokalt, regionalt, nationellt eller internationellt." | "Local, regional, national or international.";
        "regionalt" | "regional";
    STATUS = "status" "status" [] Kind::Choice(DOCUMENT_STATUS);
        "Skriv publicerad när texten är klar; ett utkast byggs inte." | "Write published when the text is ready; a draft is not built.";
        "publicerad" | "published";
    UPDATED = "updated" "uppdaterad" ["ändrad"] Kind::Date;
        "Dagen då texten ändrades senast." | "The day the text was last changed.";
        "2014-03-14" | "2014-03-14";
    REVIEWED = "reviewed" "granskad" [] Kind::Date;
        "Dagen då någon senast såg efter att texten stämmer." | "The day someone last made sure that the text is right.";
        "2014-05-01" | "2014-05-01";
    FORMER_ADDRESSES = "former_addresses" "tidigare_adresser" [] Kind::Names;
        "Adresser som sidan har haft förut." | "Addresses that the page has had before.";
        "[moten/gammalt-namn.html]" | "[meetings/old-name.html]";
    SIGN_LANGUAGE = "sign_language" "teckenspråk" [] Kind::Text;
        "Adressen till en film på svenskt teckenspråk." | "The address of a film in Swedish sign language.";
        "https://exempel.se/film" | "https://example.org/film";
    AUDIO = "audio" "ljud" ["ljudfil", "inspelning", "recording"] Kind::Text;
        "Texten som ljud: en fil bredvid anteckningen." | "The text as sound: a file beside the note.";
        "mote.mp3" | "meeting.mp3";
    TRANSCRIPT = "transcript" "transkription" ["ljudet_i_text", "transkribering"] Kind::Text;
        "Det som sägs i ljudet, i text; eller filen där det står." | "What is said in the sound, in text; or the file where it stands.";
        "mote-i-text.md" | "meeting-in-text.md";
}

/// Fields of `content::record::Common`, for the lists of the types.
macro_rules! with_common {
    ($(#[$doc:meta])* $id:ident $name:literal $sv:literal | $en:literal $(, main: $main:path)?;
        $($need:ident: $($field:path),+;)*) => {
        $crate::content::fields::shape! {
            $(#[$doc])* $id $name $sv | $en $(, main: $main)?;
            $($need: $($field),+;)*
            Optional: $crate::content::fields::common::TYPE, $crate::content::fields::common::ID,
                $crate::content::fields::common::LANG, $crate::content::fields::common::EASY_READ,
                $crate::content::fields::common::LEVEL, $crate::content::fields::common::UPDATED,
                $crate::content::fields::common::REVIEWED, $crate::content::fields::common::FORMER_ADDRESSES,
                $crate::content::fields::common::SIGN_LANGUAGE, $crate::content::fields::common::AUDIO,
                $crate::content::fields::common::TRANSCRIPT;
        }
    };
}

pub(crate) use with_common;
