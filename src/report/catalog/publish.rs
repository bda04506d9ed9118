//! Publishing: what is told when a site cannot be sent, and what a person does about it.

use super::{Mark, Phrase, Rule, Severity};

rules! {
    /// The connection was lost.
    PUBLISH_DROPPED = Error "publish-dropped" "" Fixed {
        what: "Anslutningen till {target} bröts: {reason}." | "The connection to {target} was lost: {reason}.";
        why: "[[{so_far} ]]Webbplatsen där är hel: varje sida är antingen den gamla eller den nya." | "[[{so_far} ]]The site there is whole: each page is either the old one or the new one.";
        cure: "Se efter att nätet fungerar och att adressen stämmer. Kör sedan samma kommando igen. Det fortsätter där det slutade." | "See that the network works and that the address is right. Then run the same command again. It goes on where it stopped.";
    }
    /// A refused login.
    PUBLISH_LOGIN = Error "publish-login" "" Fixed {
        what: "{target} släpper inte in dig: {reason}." | "{target} does not let you in: {reason}.";
        why: "Ingenting är ändrat där. Servern godkänner inte användaren, lösenordet eller nyckeln." | "Nothing is changed there. The server does not accept the user, the password or the key.";
        cure: "Kontrollera användaren i site.yaml och lösenordet. Använder du en nyckel ska servern känna till den." | "Check the user in site.yaml and the password. If you use a key, the server must know it.";
    }
    /// A key that is not where `site.yaml` says.
    PUBLISH_KEY_FILE_MISSING = Error "publish-key-file-missing" "" Fixed {
        what: "Nyckelfilen {path} för {target} finns inte." | "The key file {path} for {target} does not exist.";
        why: "Utan nyckeln vet servern inte vem du är. Ingenting är sänt." | "Without the key the server does not know who you are. Nothing is sent.";
        cure: "Rätta nyckelfil i site.yaml. Vägen räknas från webbplatsens mapp; ~/ är din hemmapp. Loggar du in med lösenord, ta bort raden." | "Correct key_file in site.yaml. The path starts at the site's folder; ~/ is your home folder. If you log in with a password, remove the line.";
    }
    /// A server that was never met.
    PUBLISH_HOST_KEY_UNKNOWN = Error "publish-host-key-unknown" "" Fixed {
        what: "Servern för {target} är ny för samverka. Dess nyckel är {reason}." | "The server of {target} is new to samverka. Its key is {reason}.";
        why: "Vem som helst kan utge sig för att vara servern. Nyckeln visar att det är rätt server, om du vet att nyckeln är den rätta." | "Anyone can pretend to be the server. The key shows that it is the right one, if you know that the key is right.";
        cure: "Jämför med nyckeln som webbhotellet eller den som sköter servern uppger. Är de lika, lägg till: --accept-host-key {reason}" | "Compare it with the key that your web host or the server's keeper gives. If they are the same, add: --accept-host-key {reason}";
    }
    /// A server with another key than before.
    PUBLISH_HOST_KEY_CHANGED = Error "publish-host-key-changed" "" Fixed {
        what: "Servern för {target} har en annan nyckel än förut. Nu är den {reason}, förut {known}." | "The server of {target} has another key than before. Now it is {reason}, before it was {known}.";
        why: "Ingenting är sänt. Antingen har servern bytts ut, eller så försöker någon utge sig för att vara den." | "Nothing is sent. Either the server was replaced, or somebody is trying to pass for it.";
        cure: "Fråga den som sköter servern. Är den nya nyckeln rätt, lägg till: --accept-host-key {reason}. Står den gamla i site.yaml, byt den där." | "Ask the server's keeper. If the new key is right, add: --accept-host-key {reason}. If the old one stands in site.yaml, change it there.";
    }
    /// TLS could not be verified.
    PUBLISH_CERTIFICATE = Error "publish-certificate" "" Fixed {
        what: "{target} kan inte visa att den är rätt server: {reason}." | "{target} cannot show that it is the right server: {reason}.";
        why: "Ingenting är sänt. Certifikatet stämmer inte med adressen, har gått ut eller är utfärdat av någon som datorn inte litar på." | "Nothing is sent. The certificate does not fit the address, has expired or was issued by somebody whom the computer does not trust.";
        cure: "Kontrollera adressen i site.yaml. Stämmer den, be den som sköter servern om ett giltigt certifikat." | "Check the address in site.yaml. If it is right, ask the server's keeper for a valid certificate.";
    }
    /// No room at the target.
    PUBLISH_FULL = Error "publish-full" "" Fixed {
        what: "Det finns inte plats på {target}[[ för {path}]]: {reason}." | "There is no room at {target}[[ for {path}]]: {reason}.";
        why: "[[{so_far} ]]Webbplatsen där är hel: varje sida är antingen den gamla eller den nya." | "[[{so_far} ]]The site there is whole: each page is either the old one or the new one.";
        cure: "Gör plats, eller skaffa mer utrymme. Kör sedan samma kommando igen. Det fortsätter där det slutade." | "Make room, or get more space. Then run the same command again. It goes on where it stopped.";
    }
    /// No permission at the target.
    PUBLISH_DENIED = Error "publish-denied" "" Fixed {
        what: "Du får inte göra det här på {target}[[, med {path}]]: {reason}." | "You may not do this at {target}[[, with {path}]]: {reason}.";
        why: "[[{so_far} ]]Webbplatsen där är hel: varje sida är antingen den gamla eller den nya." | "[[{so_far} ]]The site there is whole: each page is either the old one or the new one.";
        cure: "Se efter att mappen i site.yaml är den rätta och att användaren får skriva där. Kör sedan samma kommando igen." | "See that the folder in site.yaml is the right one and that the user may write there. Then run the same command again.";
    }
    /// Anything else.
    PUBLISH_FAILED = Error "publish-failed" "" Fixed {
        what: "{target} gjorde inte det som behövdes[[ med {path}]]: {reason}." | "{target} did not do what was needed[[ with {path}]]: {reason}.";
        why: "[[{so_far} ]]Webbplatsen där är hel: varje sida är antingen den gamla eller den nya." | "[[{so_far} ]]The site there is whole: each page is either the old one or the new one.";
        cure: "Kontrollera uppgifterna om {target} i site.yaml, och kör samma kommando igen." | "Check what site.yaml says of {target}, and run the same command again.";
    }
    /// Somebody else's file in the way.
    PUBLISH_FOREIGN = Error "publish-foreign" "" Fixed {
        what: "{path} finns redan på {target} och är inte sänd av samverka." | "{path} is at {target} already and was not sent by samverka.";
        why: "Ingenting är sänt. Filen skulle gå förlorad." | "Nothing is sent. The file would be lost.";
        cure: "Flytta filen på servern, eller ange en annan mapp i site.yaml. Ligger en äldre version av webbplatsen där, ta bort den först." | "Move the file on the server, or name another folder in site.yaml. If an older version of the site is there, remove it first.";
    }
    /// Two at once.
    PUBLISH_LOCKED = Error "publish-locked" "" Fixed {
        what: "Någon publicerar redan på {target}[[: {who}, sedan {since}]]." | "Somebody publishes to {target} already[[: {who}, since {since}]].";
        why: "Två på samma gång skulle blanda ihop sidorna." | "Two at once would mix up the pages.";
        cure: "Vänta tills det är klart. Blev det avbrutet, eller vet du att ingen håller på, lägg till: --take-over" | "Wait until it is done. If it was cut off, or if you know that nobody is at it, add: --take-over";
    }
    /// Another has taken our place.
    PUBLISH_TAKEN_OVER = Error "publish-taken-over" "" Fixed {
        what: "Någon annan har tagit över publiceringen på {target}[[: {who}, sedan {since}]]." | "Somebody else has taken over the publishing to {target}[[: {who}, since {since}]].";
        why: "Den här publiceringen har slutat och rör inget mer. Den andra gör klart." | "This publishing has stopped and touches nothing more. The other one finishes.";
        cure: "Tala med den andra. Kör kommandot igen när det är klart, om din version är den nyare." | "Talk to the other one. Run the command again when that is done, if your version is the newer.";
    }
    /// Much would go.
    PUBLISH_REMOVALS = Error "publish-removals" "" Fixed {
        what: "{n} av {all} filer på {target} skulle tas bort." | "{n} of {all} files at {target} would be removed.";
        why: "Ingenting är ändrat. Så många filer försvinner sällan med flit. Det kan vara fel mapp eller fel webbplats." | "Nothing is changed. So many files rarely go on purpose. It may be the wrong folder or the wrong site.";
        cure: "Se vad som tas bort med --dry-run. Är det meningen, lägg till: --allow-removals" | "See what is removed with --dry-run. If that is meant, add: --allow-removals";
    }
    /// The list of our own files cannot be read.
    PUBLISH_MANIFEST = Error "publish-manifest" "" Fixed {
        what: "{path} på {target} går inte att läsa: {reason}." | "{path} at {target} cannot be read: {reason}.";
        why: "Ingenting är sänt. Där står vilka filer på servern som samverka har sänt. Utan listan skulle andras filer kunna skrivas över." | "Nothing is sent. It says which files on the server samverka has sent. Without the list others' files might be overwritten.";
        cure: "Hämta filen ur en säkerhetskopia. Annars: flytta undan andras filer, töm mappen på servern och publicera på nytt." | "Fetch the file from a backup. Otherwise: move others' files away, empty the folder on the server and publish anew.";
    }
    /// No such target.
    PUBLISH_TARGET_UNKNOWN = Error "publish-target-unknown" "" Fixed {
        what: "Det finns inget mål som heter ”{name}” i site.yaml." | "There is no target called “{name}” in site.yaml.";
        why: "samverka vet inte vart webbplatsen ska." | "samverka does not know where the site is to go.";
        cure: "[[Målen är: {names}. ]]Så här skrivs ett mål: {example}" | "[[The targets are: {names}. ]]A target is written so: {example}";
    }
    /// No password.
    PUBLISH_NO_PASSWORD = Error "publish-no-password" "" Fixed {
        what: "Det finns inget lösenord för {target}." | "There is no password for {target}.";
        why: "Servern släpper inte in någon utan lösenord." | "The server lets nobody in without a password.";
        cure: "Sätt miljövariabeln {variable}, eller kör kommandot i en terminal, så frågar samverka. Skriv aldrig lösenordet i site.yaml." | "Set the environment variable {variable}, or run the command in a terminal, and samverka asks. Never write the password in site.yaml.";
    }
    /// Built without the network.
    PUBLISH_NOT_BUILT_IN = Error "publish-not-built-in" "" Fixed {
        what: "Den här versionen av samverka kan inte sända till {target}." | "This version of samverka cannot send to {target}.";
        why: "Den är byggd utan nätverk och skriver bara till mappar och zip-filer." | "It was built without the network and writes only to folders and zip files.";
        cure: "Bygg samverka utan --no-default-features." | "Build samverka without --no-default-features.";
    }
    /// A consent that was withdrawn, or data kept for too long.
    PUBLISH_PERSONAL_DATA = Error "publish-personal-data" "GDPR art. 5.1, 7.3" Fixed {
        what: "Webbplatsen är inte publicerad, för {what}." | "The site is not published, for {what}.";
        why: "Det som ligger på webben kopieras av andra och går inte att ta tillbaka." | "What is on the web is copied by others and cannot be taken back.";
        cure: "Rätta det som står ovan. Kommandot ”samverka forget” visar var en persons uppgifter står. Publicera sedan genast: det som ligger på webben nu är den förra versionen." | "Correct what stands above. The command “samverka forget” shows where a person's data stand. Then publish at once: what is on the web now is the earlier version.";
    }
    /// A password in a file of the site.
    PUBLISH_SECRET_IN_FILE = Error "publish-secret-in-file" "" Fixed {
        what: "Här står ett lösenord eller en hemlig nyckel (”{key}”)." | "A password or secret key stands here (“{key}”).";
        why: "Filerna delas, säkerhetskopieras och publiceras kanske. Den som läser dem kan skriva på er webbplats." | "The files are shared, backed up and perhaps published. Whoever reads them can write on your site.";
        cure: "Ta bort raden och byt lösenordet. Sätt miljövariabeln SAMVERKA_PASSWORD_ följt av målets namn, eller låt samverka fråga." | "Remove the line and change the password. Set the environment variable SAMVERKA_PASSWORD_ followed by the target's name, or let samverka ask.";
    }
    /// A target that everybody on the way can read.
    PUBLISH_UNENCRYPTED = Error "publish-unencrypted" "" Fixed {
        what: "{target} sänder lösenordet så att andra på nätet kan läsa det." | "{target} sends the password so that others on the network can read it.";
        why: "Den som läser lösenordet kan ändra er webbplats." | "Whoever reads the password can change your site.";
        cure: "Använd typen ftps eller sftp, eller en adress som börjar med https. Finns inget annat, skriv {example}" | "Use the kind ftps or sftp, or an address that begins with https. If there is nothing else, write {example}";
    }
    /// The same, and they have said so.
    PUBLISH_UNENCRYPTED_MEANT = Warning "publish-unencrypted-meant" "" {
        what: "{target} sänder lösenordet okrypterat, som site.yaml säger." | "{target} sends the password unencrypted, as site.yaml says.";
        why: "Andra på nätet kan läsa lösenordet och ändra er webbplats." | "Others on the network can read the password and change your site.";
        cure: "Be webbhotellet om sftp eller ftps. De flesta har det." | "Ask your web host for sftp or ftps. Most of them have it.";
    }
}
