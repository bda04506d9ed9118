//! `site.yaml`: the project's fact sheet and the site's settings.

use super::other::{CONTACT, NAME};
use super::{Kind, choices, common, fields, shape};

choices! {
    /// How much of the law's demands a site meets (DIGG's three words).
    CONFORMANCE = "full" "helt" ["helt_förenlig"], "partial" "delvis" ["delvis_förenlig"], "none" "inte" ["inte_förenlig", "ej"];
}

choices! {
    /// Where a site can be published to.
    TARGET_KINDS = "folder" "mapp" ["katalog"], "zip" "zip" ["zipfil", "zip-fil"], "sftp" "sftp" ["ssh"], "ftps" "ftps" [], "ftp" "ftp" [],
        "webdav" "webdav" ["dav"], "s3" "s3" [], "azblob" "azblob" ["azure"], "gcs" "gcs" [];
}

fields! {
    PROJECT_NAME = "name" "namn" ["titel", "title"] Kind::Text;
        "Projektets namn." | "The project's name.";
        "Förstudie om samverkan" | "A pre-study on collaboration";
    OWNER = "owner" "ägare" ["projektägare"] Kind::Text;
        "Organisationen som äger projektet." | "The organisation that owns the project.";
        "Nätverk Social Ekonomi Skåne" | "Nätverk Social Ekonomi Skåne";
    PROJECT_SUMMARY = "summary" "sammanfattning" [] Kind::Text;
        "Projektet i några meningar." | "The project in a few sentences.";
        "Vi bildar ett råd." | "We form a council.";
    PROGRAMME_PERIOD = "programme_period" "programperiod" [] Kind::Text;
        "Fondens programperiod." | "The fund's programme period.";
        "\"2007–2013\"" | "\"2007–2013\"";
    PROGRAMME_AREA = "programme_area" "programområde" [] Kind::Text;
        "Fondens programområde." | "The fund's programme area.";
        "Ökat arbetskraftsutbud" | "Increased labour supply";
    PHASE = "phase" "fas" ["projektfas"] Kind::Text;
        "Projektets fas." | "The project's phase.";
        "Förprojektering" | "Preparation";
    REFERENCE = "reference" "diarienummer" ["referens", "dnr"] Kind::Text;
        "Finansiärens diarienummer." | "The funder's reference.";
        "\"2013-0001\"" | "\"2013-0001\"";
    GRANTED = "granted" "beviljat_stöd" ["beviljat_esf-stöd", "stöd"] Kind::Money;
        "Stödet i kronor." | "The grant in kronor.";
        "\"445 986 kr\"" | "\"445 986 kr\"";
    TOTAL_BUDGET = "total_budget" "total_budget" ["budget", "total_projektbudget"] Kind::Money;
        "Hela budgeten i kronor." | "The whole budget in kronor.";
        "\"445 986 kr\"" | "\"445 986 kr\"";
    START = "start" "start" ["börjar"] Kind::Date;
        "Projektets första dag." | "The project's first day.";
        "2014-01-01" | "2014-01-01";
    END = "end" "slut" ["slutar"] Kind::Date;
        "Projektets sista dag." | "The project's last day.";
        "2014-12-31" | "2014-12-31";
    REGION = "region" "region" [] Kind::Text;
        "Regionen." | "The region.";
        "Sydsverige" | "Southern Sweden";
    PLANNED_MEETINGS = "dialogue_meetings" "dialogmöten" ["möten", "meetings"] Kind::Integer;
        "Så många dialogmöten ska hållas." | "So many dialogue meetings are to be held.";
        "4" | "4";
    PLANNED_WORKSHOPS = "workshops" "workshops" [] Kind::Integer;
        "Så många workshops ska hållas." | "So many workshops are to be held.";
        "2" | "2";
    PLANNED = "planned" "planerat" ["plan"] Kind::Group(&PLAN);
        "Vad projektet har lovat." | "What the project has promised.";
        "{dialogmöten: 4, workshops: 2}" | "{dialogue_meetings: 4, workshops: 2}";
    DATA_CONTROLLER = "data_controller" "personuppgiftsansvarig" [] Kind::Text;
        "Vem som ansvarar för personuppgifter." | "Who is responsible for personal data.";
        "Nätverk Social Ekonomi Skåne" | "Nätverk Social Ekonomi Skåne";
    RETAIN_UNTIL = "retain_until" "gallras" ["sparas_till"] Kind::Date;
        "Sista dagen som personuppgifter sparas." | "The last day that personal data are kept.";
        "2024-12-31" | "2024-12-31";
    ENGLISH_TITLE = "title" "titel" ["namn", "name"] Kind::Text;
        "Projektets namn på språket." | "The project's name in the language.";
        "Pre-study for a council" | "Pre-study for a council";
    ENGLISH = "english" "engelska" ["in_english", "translation", "översättning"] Kind::Group(&TRANSLATION);
        "Projektet på engelska." | "The project in English.";
        "{titel: Pre-study, sammanfattning: We form a council.}" | "{title: Pre-study, summary: We form a council.}";
    PROJECT = "project" "projekt" [] Kind::Group(&PROJECT_SHAPE);
        "Projektets faktablad." | "The project's fact sheet.";
        "{namn: Förstudie, ägare: En förening, kontakt: {roll: Projektledare}, programperiod: \"2014\", start: 2014-01-01, slut: 2014-12-31, personuppgiftsansvarig: En förening}" | "{name: Pre-study, owner: An association, contact: {role: Project leader}, programme_period: \"2014\", start: 2014-01-01, end: 2014-12-31, data_controller: An association}";
    LOGO = "logo" "logotyp" ["fil", "file", "bild"] Kind::Text;
        "Bildfilen, från mappen content." | "The image file, from the folder content.";
        "logotyper/fond.svg" | "logos/fund.svg";
    ALT = "alt" "alt" ["textalternativ"] Kind::Text;
        "Vad logotypen säger den som inte ser den." | "What the logo tells people who cannot see it.";
        "Medfinansieras av fonden" | "Co-financed by the fund";
    STATEMENT = "statement" "uttalande" ["text"] Kind::Text;
        "Meningen som finansiären kräver." | "The sentence that the funder demands.";
        "Projektet medfinansieras av fonden." | "The project is co-financed by the fund.";
    HEIGHT = "height" "höjd" [] Kind::Text;
        "Logotypens höjd på papper, i mm; minst 10." | "The logo's height on paper, in mm; at least 10.";
        "18 mm" | "18 mm";
    FUNDERS = "funders" "finansiärer" ["finansiär", "funder"] Kind::Groups(&FUNDER);
        "Vem som betalar." | "Who pays.";
        "[{namn: Fonden, logotyp: fond.svg, alt: Fonden, uttalande: Betalas av fonden.}]" | "[{name: The fund, logo: fund.svg, alt: The fund, statement: Paid for by the fund.}]";
    LOGOS = "logos" "logotyper" [] Kind::Groups(&LOGO_SHAPE);
        "Andra logotyper på utskrifter." | "Other logos on prints.";
        "[{namn: Nätverket, logotyp: nat.svg, alt: Nätverket}]" | "[{name: The network, logo: net.svg, alt: The network}]";
    LANGUAGES = "languages" "språk" ["lang", "language"] Kind::Names;
        "Webbplatsens språk; det första är huvudspråket." | "The site's languages; the first is the main one.";
        "[sv, en]" | "[en]";
    THEME = "theme" "tema" ["utseende"] Kind::Text;
        "Utseendet: standard, torg eller namnet på en mapp i themes." | "The looks: standard, torg or the name of a folder in themes.";
        "standard" | "standard";
    COLOURS = "colours" "färger" ["colors"] Kind::Pairs;
        "Färger som ersätter temats." | "Colours that replace the theme's.";
        "{accent: \"#0b4f6c #8fd0d6\"}" | "{accent: \"#0b4f6c #8fd0d6\"}";
    MENU = "menu" "meny" [] Kind::Names;
        "Menyns sidor i ordning." | "The menu's pages in order.";
        "[möten, teman, om]" | "[meetings, topics, about]";
    ADDRESS = "address" "adress" ["url"] Kind::Text;
        "Webbplatsens adress; används bara i flöden, webbplatskarta, kalender och utskick." | "The site's address; used only in feeds, sitemap, calendar and mailings.";
        "https://exempel.se/" | "https://example.org/";
    RULES = "rules" "regler" [] Kind::Pairs;
        "Vad en regel ska väga här: fel, varning, råd eller av. Den som stänger av ett krav i WCAG skriver varför: ”av, för att …”. Regler som skyddar människor går inte att mildra." | "What a rule is to weigh here: error, warning, advice or off. Who turns off a demand of WCAG writes why: \"off, as …\". Rules that protect people cannot be lowered.";
        "{table-no-caption: råd}" | "{table-no-caption: advice}";
    FORMS = "forms" "former" [] Kind::Names;
        "Vilka former sidorna finns i förutom webbsida. Utan raden finns alla; [] betyder inga." | "Which forms the pages come in beside the web page. Without the line all of them; [] means none.";
        "[text]" | "[text]";
    WHAT = "what" "vad" [] Kind::Text;
        "Vad som inte är tillgängligt." | "What is not accessible.";
        "Filmerna saknar syntolkning." | "The films have no audio description.";
    WHY = "why" "varför" [] Kind::Text;
        "Varför." | "Why.";
        "Vi har inte hunnit." | "We have not had the time.";
    ALTERNATIVE = "alternative" "alternativ" [] Kind::Text;
        "Vad den som behöver det kan göra i stället." | "What those who need it can do instead.";
        "Hör av dig." | "Get in touch.";
    LEGAL_GROUND = "exception" "undantag" ["lagrum"] Kind::Text;
        "Undantag i lagen, om det gäller." | "The exception in law, if one applies.";
        "Oskäligt betungande anpassning" | "Disproportionate burden";
    SHORTCOMINGS = "shortcomings" "brister" [] Kind::Groups(&SHORTCOMING);
        "Vad som brister." | "What falls short.";
        "[{vad: Filmerna saknar syntolkning., varför: Vi har inte hunnit.}]" | "[{what: The films have no audio description., why: No time yet.}]";
    CONFORMANCE_FIELD = "status" "status" [] Kind::Choice(CONFORMANCE);
        "Helt, delvis eller inte förenlig med lagen." | "Full, partial or no conformance with the law.";
        "delvis" | "partial";
    ASSESSED = "assessed" "bedömd" ["granskad"] Kind::Date;
        "Dagen då webbplatsen granskades." | "The day the site was assessed.";
        "2026-11-25" | "2026-11-25";
    ASSESSMENT_METHOD = "method" "metod" [] Kind::Text;
        "Hur den granskades." | "How it was assessed.";
        "Egen granskning." | "Self-assessment.";
    CONTACT_WAY = "contact_way" "kontakt_väg" ["kontaktväg", "kontakt", "contact"] Kind::Text;
        "Vart man hör av sig om ett hinder." | "Where to report a barrier.";
        "kontakt@exempel.se" | "contact@example.org";
    COVERED = "covered_by_law" "omfattas_av_lagen" ["omfattas", "covered"] Kind::Answer;
        "Om lagen (2018:1937) gäller för er; skriv nej när den inte gör det." | "Whether the act (2018:1937) covers you; write no when it does not.";
        "ja" | "yes";
    ACCESSIBILITY = "accessibility" "tillgänglighet" ["tillgänglighetsredogörelse"] Kind::Group(&STATEMENT_SHAPE);
        "Uppgifter till tillgänglighetsredogörelsen." | "Facts for the accessibility statement.";
        "{status: delvis, bedömd: 2026-11-25, metod: Egen granskning., kontakt_väg: kontakt@exempel.se}" | "{status: partial, assessed: 2026-11-25, method: Self-assessment., contact_way: contact@example.org}";
    TARGET_KIND = "kind" "typ" ["sort", "type"] Kind::Choice(TARGET_KINDS);
        "Vad för slags ställe det är." | "What kind of place it is.";
        "sftp" | "sftp";
    TARGET_HOST = "host" "värd" ["server"] Kind::Text;
        "Serverns namn, för sftp, ftps och ftp." | "The server's name, for sftp, ftps and ftp.";
        "ssh.exempel.se" | "ssh.example.org";
    TARGET_PORT = "port" "port" [] Kind::Integer;
        "Serverns port, om den inte är den vanliga." | "The server's port, if it is not the usual one.";
        "2222" | "2222";
    TARGET_USER = "user" "användare" ["konto", "account"] Kind::Text;
        "Användaren där. För s3 åtkomstnyckelns id, för azblob lagringskontot." | "The user there. For s3 the access key's id, for azblob the storage account.";
        "webbredaktion" | "webteam";
    TARGET_PATH = "path" "sökväg" ["mapp", "folder"] Kind::Text;
        "Mappen där. För mapp och zip en sökväg på datorn, räknad från webbplatsens mapp." | "The folder there. For folder and zip a path on this computer, from the site's folder.";
        "public_html" | "public_html";
    TARGET_KEY_FILE = "key_file" "nyckelfil" [] Kind::Text;
        "Sökvägen till din privata SSH-nyckel, eller för gcs till tjänstekontots fil. Lägg den aldrig i webbplatsens mapp." | "The path to your private SSH key, or for gcs to the service account's file. Never put it in the site's folder.";
        "~/.ssh/id_ed25519" | "~/.ssh/id_ed25519";
    TARGET_HOST_KEY = "host_key" "värdnyckel" ["fingeravtryck", "fingerprint"] Kind::Texts;
        "Fingeravtrycket av serverns nyckel, som webbhotellet uppger det." | "The fingerprint of the server's key, as your web host gives it.";
        "SHA256:Zn2Hb0cV7r6K9wq1L3mT5xYpQeA8sDfGhJkUiOoPlNw" | "SHA256:Zn2Hb0cV7r6K9wq1L3mT5xYpQeA8sDfGhJkUiOoPlNw";
    TARGET_ADDRESS = "address" "adress" ["endpoint", "url"] Kind::Text;
        "Tjänstens webbadress, för webdav och azblob. För s3 och gcs bara om det inte är Amazon eller Google." | "The service's web address, for webdav and azblob. For s3 and gcs only if it is not Amazon or Google.";
        "https://dav.exempel.se/webb/" | "https://dav.example.org/web/";
    TARGET_BUCKET = "bucket" "bucket" ["container", "behållare"] Kind::Text;
        "Lagringsutrymmets namn, för s3, azblob och gcs." | "The bucket's or container's name, for s3, azblob and gcs.";
        "min-webbplats" | "my-site";
    TARGET_REGION = "region" "region" [] Kind::Text;
        "Regionen, för s3." | "The region, for s3.";
        "eu-north-1" | "eu-north-1";
    TARGET_UNENCRYPTED = "unencrypted" "okrypterat" [] Kind::Answer;
        "Skriv ja om lösenordet får sändas så att andra på nätet kan läsa det: ftp, eller en adress med http." | "Write yes if the password may be sent so that others on the network can read it: ftp, or an address with http.";
        "nej" | "no";
    PUBLISH = "publish" "publicering" ["publicera", "publishing"] Kind::Groups(&TARGET);
        "Vart webbplatsen publiceras. Lösenord står aldrig här." | "Where the site is published to. Passwords never stand here.";
        "[{namn: webben, typ: sftp, värd: ssh.exempel.se, användare: webbredaktion, sökväg: public_html}]" | "[{name: web, kind: sftp, host: ssh.example.org, user: webteam, path: public_html}]";
    SITE = "site" "webbplats" ["webbplatsen"] Kind::Group(&SETTINGS);
        "Webbplatsens inställningar." | "The site's settings.";
        "{språk: [sv]}" | "{languages: [en]}";
}

shape! {
    /// How many meetings.
    PLAN "planned" "Planerat" | "Planned";
    Optional: PLANNED_MEETINGS, PLANNED_WORKSHOPS;
}

shape! {
    /// The project in another language.
    TRANSLATION "translation" "På engelska" | "In English";
    Required: ENGLISH_TITLE, PROJECT_SUMMARY;
    Optional: common::LANG;
}

shape! {
    /// The fact sheet.
    PROJECT_SHAPE "project" "Projekt" | "Project";
    Required: PROJECT_NAME, OWNER, CONTACT, PROGRAMME_PERIOD, START, END, DATA_CONTROLLER;
    Optional: PROJECT_SUMMARY, PROGRAMME_AREA, PHASE, REFERENCE, GRANTED, TOTAL_BUDGET, REGION,
        common::MUNICIPALITIES, PLANNED, RETAIN_UNTIL, ENGLISH;
}

shape! {
    /// A funder.
    FUNDER "funder" "Finansiär" | "Funder";
    Required: NAME, LOGO, ALT, STATEMENT;
    Optional: HEIGHT;
}

shape! {
    /// Another logo.
    LOGO_SHAPE "logo" "Logotyp" | "Logo";
    Required: NAME, LOGO, ALT;
    Optional: HEIGHT;
}

shape! {
    /// A shortcoming.
    SHORTCOMING "shortcoming" "Brist" | "Shortcoming", main: WHAT;
    Required: WHAT;
    Optional: WHY, ALTERNATIVE, LEGAL_GROUND;
}

shape! {
    /// The accessibility statement of law (2018:1937).
    STATEMENT_SHAPE "accessibility" "Tillgänglighetsredogörelse" | "Accessibility statement";
    Required: CONFORMANCE_FIELD, ASSESSED, ASSESSMENT_METHOD, CONTACT_WAY;
    Optional: SHORTCOMINGS, common::UPDATED, COVERED;
}

shape! {
    /// A place to publish to.
    TARGET "publish" "Publicering" | "Publishing";
    Required: NAME, TARGET_KIND;
    Optional: TARGET_HOST, TARGET_PORT, TARGET_USER, TARGET_PATH, TARGET_KEY_FILE, TARGET_HOST_KEY, TARGET_ADDRESS,
        TARGET_BUCKET, TARGET_REGION, TARGET_UNENCRYPTED;
}

shape! {
    /// Settings.
    SETTINGS "site" "Webbplats" | "Site";
    Optional: LANGUAGES, THEME, COLOURS, MENU, ADDRESS, FORMS, ACCESSIBILITY, RULES;
}

shape! {
    /// The file `site.yaml`.
    SITE_FILE "site.yaml" "Webbplatsens fil" | "The site's file";
    Required: PROJECT;
    Offered: SITE;
    Optional: FUNDERS, LOGOS, PUBLISH;
}
