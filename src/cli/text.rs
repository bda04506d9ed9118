//! What the commands say, in Swedish and English, in one place. Findings have their own words in
//! [`crate::report::catalog`].

use crate::language::Lang;

/// Texts with placeholders.
pub(super) trait Words {
    /// As written.
    fn raw(self, lang: Lang) -> &'static str;

    /// With `{name}` replaced.
    fn fill(self, lang: Lang, args: &[(&str, &str)]) -> String
    where
        Self: Sized,
    {
        args.iter().fold(self.raw(lang).to_owned(), |text, (name, value)| {
            text.replace(&format!("{{{name}}}"), value)
        })
    }
}

macro_rules! texts {
    ($($id:ident: $sv:literal | $en:literal;)*) => {
        /// A text.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Text { $($id,)* }

        impl Words for Text {
            fn raw(self, lang: Lang) -> &'static str {
                match self { $(Self::$id => lang.pick($sv, $en),)* }
            }
        }

        #[cfg(test)]
        const ALL: &[Text] = &[$(Text::$id,)*];
    };
}

texts! {
    About: "samverka gör en tillgänglig webbplats av anteckningar från möten och workshops." | "samverka makes an accessible website of notes from meetings and workshops.";
    AfterHelp: "Börja så här:\n  samverka init min-webbplats    en liten färdig webbplats\n  cd min-webbplats\n  samverka serve                 visa den medan du skriver\n  samverka build                 gör den färdig i mappen public\n\nHjälp om ett kommando: samverka build --help" | "Begin like this:\n  samverka init my-site    a small complete site\n  cd my-site\n  samverka serve           show it while you write\n  samverka build           make it ready in the folder public\n\nHelp about a command: samverka build --help";
    Usage: "Skriv" | "Usage";
    Commands: "Kommandon" | "Commands";
    Options: "Val" | "Options";
    Arguments: "Anges" | "Arguments";
    OptionsShort: "[VAL]" | "[OPTIONS]";
    CommandName: "KOMMANDO" | "COMMAND";
    Folder: "MAPP" | "FOLDER";
    Day: "DAG" | "DAY";
    FormatName: "FORM" | "FORMAT";
    LanguageName: "SPRÅK" | "LANGUAGE";
    Number: "NUMMER" | "NUMBER";
    QueryName: "ORD" | "WORDS";
    TypeName: "TYP" | "TYPE";
    TitleName: "TITEL" | "TITLE";
    NameName: "NAMN" | "NAME";
    RuleName: "REGEL" | "RULE";
    HelpHelp: "Visa den här hjälpen" | "Show this help";
    HelpVersion: "Visa versionen: -V bara numret, --version också hur programmet är byggt" | "Show the version: -V the number only, --version also how the program is built";
    HelpLang: "Språk för det som samverka säger: sv eller en" | "Language of what samverka says: sv or en";
    HelpSource: "Mappen där content ligger; annars den du står i" | "The folder that holds content; otherwise the one you are in";
    HelpToday: "Räkna som om det vore den här dagen, till exempel 2014-05-01" | "Reckon as if it were this day, such as 2014-05-01";
    HelpDrafts: "Ta med utkast" | "Include drafts";
    HelpStrict: "Låt varningar stoppa, som fel gör" | "Let warnings stop, as errors do";
    HelpFormat: "text (för människor), json (för program), sarif (för texteditorer) eller github (för GitHub Actions)" | "text (for people), json (for programs), sarif (for editors) or github (for GitHub Actions)";
    HelpExplainFormat: "text, json (för program) eller markdown (som sidan om regler)" | "text, json (for programs) or markdown (as the page on rules)";
    HelpAll: "Visa alla ställen, även när samma fel återkommer" | "Show all places, also when the same fault repeats";
    HelpAloud: "Skriv så att det går att lyssna på: ställen i ord, inga färger" | "Write so that it can be listened to: places in words, no colours";
    HelpFix: "Rätta det som kan rättas säkert. Ändringarna visas först, och filerna sparas i en säkerhetskopia" | "Correct what can be corrected safely. The changes are shown first, and the files are kept in a backup";
    HelpExternal: "Se också efter att länkar till andra webbplatser fungerar. Det som fungerar minns samverka ett dygn, i mappen .samverka-cache" | "See also that links to other sites work. What works samverka remembers for a day, in the folder .samverka-cache";
    HelpAllowPrivate: "Fråga också adresser på den egna datorn och det egna nätet" | "Ask also for addresses on one's own computer and network";
    ExternalProgress: "{done} av {all} adresser kontrollerade" | "{done} of {all} addresses checked";
    ExternalDone: "Adresser på andra webbplatser: {all}. Kontrollerade nu: {asked}. Kontrollerade det senaste dygnet: {kept}." | "Addresses on other sites: {all}. Checked now: {asked}. Checked within the last day: {kept}.";
    HelpHtml: "Kontrollera i stället färdiga webbsidor i en mapp, från vilket program som helst, mot W3C:s ACT-regler" | "Check finished web pages in a folder instead, of whatever program, by the ACT rules of the W3C";
    HelpWithoutScripts: "Bedöm sidorna som de är innan några skript har körts" | "Judge the pages as they are before any script has run";
    HelpCannotTell: "Visa också var en regel inte kan avgöras" | "Show also where a rule cannot be decided";
    HtmlGood: "Inga fel hittade på {pages} sidor." | "No faults found on {pages} pages.";
    HtmlFaults: "Sidor med fel: {bad} av {pages}." | "Pages with faults: {bad} of {pages}.";
    HtmlOpen: "Kan inte avgöras utan att sidan visas: {n} ställen. Se dem med --cannot-tell." | "Cannot be decided without showing the page: {n} places. See them with --cannot-tell.";
    HtmlScripts: "Sidor med skript: {n}. Det som saknas där kan skripten lägga till. Lägg till --without-scripts för att bedöma sidorna som de är skrivna." | "Pages with scripts: {n}. What is lacking there, the scripts may add. Add --without-scripts to judge the pages as they are written.";
    HtmlOpenLine: "{place}: kan inte avgöras ({rule})" | "{place}: cannot be decided ({rule})";
    HelpOutput: "Mappen som webbplatsen skrivs till; annars public" | "The folder that the site is written to; otherwise public";
    HelpCompress: "Lägg textfilerna dit komprimerade också (.br och .gz), för webbservrar som skickar sådana" | "Put text files there compressed too (.br and .gz), for web servers that send such";
    HelpPort: "Porten på din dator; annars 4000" | "The port on your computer; otherwise 4000";
    HelpLan: "Låt andra på samma nät titta, till exempel en telefon" | "Let others on the same network look, a phone for example";
    HelpEditor: "Redigeraren som öppnar filer från panelen: vscode, vscodium, zed, idea, textmate" | "The editor that opens files from the panel: vscode, vscodium, zed, idea, textmate";
    HelpNewMeeting: "Mötet som en återkoppling svarar på: filens namn" | "The meeting that a reply answers: the file's name";
    HelpNewOrganisation: "Organisationen som svarar: filens namn eller dess eget" | "The organisation that replies: the file's name or its own";
    PersonName: "PERSON" | "PERSON";
    HelpForgetPerson: "Personens id i personer.yaml, eller namnet precis" | "The person's id in people.yaml, or the name exactly";
    HelpYes: "Skriv utan att fråga" | "Write without asking";
    HelpInitFolder: "En tom mapp; annars den du står i" | "An empty folder; otherwise the one you are in";
    HelpNewType: "möte, workshop, tema, organisation, sida …" | "meeting, workshop, topic, organisation, page …";
    HelpNewTitle: "Rubriken, inom citattecken" | "The title, in quotation marks";
    HelpNewDate: "Dagen, till exempel 2014-03-12" | "The day, such as 2014-03-12";
    HelpSearchQuery: "Orden att söka efter" | "The words to search for";
    HelpSchemaType: "möte, tema, site.yaml …" | "meeting, topic, site.yaml …";
    HelpFieldsType: "möte, tema, site.yaml, anteckningar …; annars alla" | "meeting, topic, site.yaml, notes …; otherwise all";
    HelpExplainRule: "Regelns namn, till exempel link-broken; utan namn visas alla" | "The rule's name, such as link-broken; all without a name";
    AboutInit: "Gör en liten färdig webbplats i en tom mapp" | "Make a small complete site in an empty folder";
    AboutNew: "Gör en ny fil: möte, workshop, tema, organisation, sida" | "Make a new file: meeting, workshop, topic, organisation, page";
    AboutImport: "Hämta in anteckningar som är skrivna i något annat: Markdown, text eller Word" | "Bring in notes that were written elsewhere: Markdown, text or Word";
    FromName: "FIL|MAPP" | "FILE|FOLDER";
    HelpImportFrom: "Anteckningen, eller mappen med anteckningar. Den ändras inte" | "The note, or the folder of notes. It is not changed";
    HelpImportType: "Vad alla anteckningar är: möte, workshop, sida …; annars avgörs det för var och en" | "What all notes are: meeting, workshop, page …; otherwise decided for each";
    ImportSame: "finns redan: {path}" | "is there already: {path}";
    WouldCreate: "skulle skrivas: {path}" | "would be written: {path}";
    ImportLeftOut: "utelämnad, för den handlar om mappen: {path}" | "left out, as it is about the folder: {path}";
    ImportNeeds: "Det här behöver någon se på:" | "Somebody needs to look at this:";
    ImportDone: "Nya filer: {count}. Anteckningar: {notes}. De är utkast och kommer inte med på webbplatsen än. Se dem med ”samverka serve” och leta fel med ”samverka check”. Skriv status: publicerad överst i en fil när du har läst igenom den." | "New files: {count}. Notes: {notes}. They are drafts and not on the site yet. See them with “samverka serve” and look for faults with “samverka check”. Write status: published on top of a file when you have read it through.";
    ImportWould: "Filer som skulle bli nya: {count}. Anteckningar: {notes}. Inget är skrivet." | "Files that would be new: {count}. Notes: {notes}. Nothing is written.";
    AboutNumber: "Skriv in numren på beslut, åtgärder och frågor i filerna, så att de aldrig ändras" | "Write the numbers of decisions, actions and questions into the files, so that they never change";
    AboutBuild: "Gör webbplatsen färdig i en mapp" | "Make the site ready in a folder";
    AboutPublish: "Publicera webbplatsen på en server, i en mapp eller som en zip-fil" | "Publish the site on a server, in a folder or as a zip file";
    TargetName: "MÅL" | "TARGET";
    FingerprintName: "FINGERAVTRYCK" | "FINGERPRINT";
    HelpPublishTarget: "Målets namn under publicering i site.yaml" | "The target's name under publish in site.yaml";
    HelpDryRun: "Visa vad som skulle göras, utan att göra det" | "Show what would be done, without doing it";
    HelpPublishYes: "Publicera utan att fråga" | "Publish without asking";
    HelpAllowRemovals: "Ta bort hur många filer som helst" | "Remove however many files there are";
    HelpTakeOver: "Ta över efter en publicering som blev avbruten" | "Take over from a publishing that was cut off";
    HelpResend: "Sänd alla filer på nytt, även de som verkar vara rätt" | "Send all files anew, also those that seem to be right";
    HelpAcceptHostKey: "Lita på servern som har den här nyckeln (sftp)" | "Trust the server that has this key (sftp)";
    HelpRememberPassword: "Spara lösenordet i datorns nyckelring" | "Keep the password in the computer's keyring";
    PublishPlan: "Till {target} ({place}): {new} nya filer, {changed} ändrade, {gone} tas bort, {unchanged} oförändrade." | "To {target} ({place}): {new} new files, {changed} changed, {gone} to be removed, {unchanged} unchanged.";
    PublishResumes: "Den förra publiceringen blev avbruten. Den här fortsätter där den slutade." | "The publishing before was cut off. This one goes on where it stopped.";
    PublishNew: "ny: {path}" | "new: {path}";
    PublishChanged: "ändrad: {path}" | "changed: {path}";
    PublishGone: "tas bort: {path}" | "to be removed: {path}";
    PublishNothing: "{target} är redan som webbplatsen är här. Inget behöver sändas." | "{target} is as the site is here already. Nothing needs to be sent.";
    PublishProgress: "{done} av {all} steg klara" | "{done} of {all} steps done";
    PublishDone: "Klart: {target} har nu webbplatsen ({sent} filer sända, {gone} borttagna, {unchanged} oförändrade)." | "Done: {target} has the site now ({sent} files sent, {gone} removed, {unchanged} unchanged).";
    PublishZipDone: "Klart: webbplatsen ligger i {path} ({files} filer)." | "Done: the site is in {path} ({files} files).";
    PublishZipPlan: "Webbplatsen skulle läggas i {path} ({files} filer). Inget är skrivet." | "The site would be put into {path} ({files} files). Nothing is written.";
    PublishStopped: "Webbplatsen är inte publicerad. Rätta felen och försök igen." | "The site is not published. Correct the errors and try again.";
    PublishHow: "Inget är sänt. Så här publicerar du utan fråga: samverka publish {target} --yes" | "Nothing is sent. To publish without a question: samverka publish {target} --yes";
    NothingSent: "Inget är sänt." | "Nothing is sent.";
    AskPublish: "Publicera? [j/N] " | "Publish? [y/N] ";
    AskRemovals: "Ska så många filer tas bort? [j/N] " | "Are so many files to be removed? [y/N] ";
    AskHostKey: "Är det rätt nyckel? [j/N] " | "Is it the right key? [y/N] ";
    AskPassword: "Lösenord för {target}: " | "Password for {target}: ";
    HostKeyKept: "Servern är nu känd: {path}" | "The server is known now: {path}";
    PasswordKept: "Lösenordet är sparat i datorns nyckelring." | "The password is kept in the computer's keyring.";
    PasswordNotKept: "Lösenordet kunde inte sparas i datorns nyckelring: {reason}" | "The password could not be kept in the computer's keyring: {reason}";
    WithdrawnStands: "en person har återkallat sitt samtycke och står kvar" | "a person has withdrawn the consent and still stands there";
    RetentionOver: "personuppgifterna skulle ha gallrats" | "personal data were to be deleted by now";
    AboutCheck: "Se efter vad som är fel, i utkast också, utan att skriva något" | "See what is wrong, in drafts too, without writing anything";
    AboutServe: "Visa webbplatsen på din dator medan du skriver, utkast också" | "Show the site on your computer while you write, drafts too";
    AboutForget: "Ta bort en person som har återkallat sitt samtycke" | "Take away a person who has withdrawn the consent";
    AboutSearch: "Sök i anteckningarna, som läsarna söker på webbplatsen" | "Search the notes, as readers search the site";
    AboutSchema: "Skriv ut JSON Schema för din texteditor" | "Print a JSON Schema for your editor";
    AboutFields: "Visa vilka uppgifter som kan stå överst i en fil" | "Show which facts may stand at the top of a file";
    AboutForms: "Visa vilka former en sida kan finnas i" | "Show which forms a page can come in";
    HelpFormsFormat: "Så skrivs listan: text, json eller markdown" | "How the list is written: text, json or markdown";
    FormsHead: "Form i site.yaml | Vad läsaren får | För vem" | "Form in site.yaml | What the reader gets | For whom";
    FormsLead: "Utan raden former i site.yaml finns alla. Med den bara de som nämns, till exempel: former: [{names}]" | "Without the line forms in site.yaml there are all of them. With it only those that are named, as in: forms: [{names}]";
    AboutExplain: "Förklara en regel" | "Explain a rule";
    Progress: "{done} av {all} sidor klara" | "{done} of {all} pages done";
    Built: "Klart: {pages} filer i {folder} ({written} skrivna, {unchanged} oförändrade, {removed} borttagna)." | "Done: {pages} files in {folder} ({written} written, {unchanged} unchanged, {removed} removed).";
    NotBuilt: "Inget är skrivet. Rätta felen och försök igen." | "Nothing is written. Correct the errors and try again.";
    AllGood: "Inga fel hittade i {files} filer." | "No faults found in {files} files.";
    DraftsLeft: "{n} utkast är inte med. Lägg till --drafts för att ta med dem." | "{n} drafts are left out. Add --drafts to include them.";
    SearchNone: "Inget hittades." | "Nothing was found.";
    SearchOne: "1 träff." | "1 result.";
    SearchMany: "{n} träffar, varav {shown} visas." | "{n} results, {shown} of them shown.";
    SearchMeant: "Menade du: {query}" | "Did you mean: {query}";
    Serving: "Webbplatsen visas på {url}\nÖppna adressen i en webbläsare. Sidan följer med när du sparar. Avsluta med Ctrl+C; andra kommandon skriver du i ett fönster till." | "The site is shown at {url}\nOpen the address in a browser. The page follows when you save. End with Ctrl+C; type other commands in a second window.";
    Reloaded: "Läst på {millis} ms. Anmärkningar: {findings}, varav fel: {errors}. Visa dem på /__samverka/" | "Read in {millis} ms. Remarks: {findings}, errors among them: {errors}. See them at /__samverka/";
    Polling: "Datorn kan inte säga till när filer ändras. samverka tittar efter varje sekund i stället ({reason})." | "The computer cannot tell when files change. samverka looks every second instead ({reason}).";
    OpenToNetwork: "Varning: alla på samma nät kan läsa webbplatsen nu, även utkasten och panelen. Använd bara --lan på ett nät som du litar på. Öppna på telefonen:\n  {urls}" | "Warning: everyone on the same network can read the site now, drafts and the panel too. Use --lan only on a network that you trust. Open on the phone:\n  {urls}";
    NoNetwork: "Datorn är inte på något nät. Anslut den och starta om: nu kan ingen annan titta." | "The computer is on no network. Connect it and start again: nobody else can look now.";
    Initialised: "Webbplatsen är gjord. Gå till mappen och visa den:\n  {go}samverka serve\nMötet, temat, sidan och organisationerna är exempel: skriv om dem eller ta bort dem." | "The site is made. Go to the folder and show it:\n  {go}samverka serve\nThe meeting, the topic, the page and the organisations are examples: rewrite or remove them.";
    Created: "Skapade {path}" | "Created {path}";
    CreatedNext: "Öppna filen, fyll i det som står tomt och kör: samverka check" | "Open the file, fill in what is empty and run: samverka check";
    AskTitle: "Rubrik: " | "Title: ";
    AskDate: "Dag (till exempel 2014-03-12): " | "Day (such as 2014-03-12): ";
    AskMeeting: "Möte (filens namn eller rubrik): " | "Meeting (the file's name or title): ";
    AskOrganisation: "Organisation (filens namn eller organisationens): " | "Organisation (the file's name or its own): ";
    NoMeeting: "mötet saknas" | "the meeting is missing";
    NoOrganisation: "organisationen saknas" | "the organisation is missing";
    OnlyReply: "valet hör till återkoppling" | "the option belongs to a reply";
    ExampleReply: "samverka new återkoppling --meeting 2014-02-12-dialogmote-1 --organisation region-skane" | "samverka new reply --meeting 2014-02-12-dialogue-1 --organisation region-skane";
    ReplyTitle: "Svar från {organisation} på {meeting}" | "Reply from {organisation} to {meeting}";
    AnswerBy: "Svara senast {day}." | "Answer by {day}.";
    NoQuestions: "Mötet ställde inga frågor till er. Skriv vad ni talade om i texten under uppgifterna." | "The meeting put no questions to you. Write what you talked about in the text below the facts.";
    NumberFirst: "Frågornas nummer står inte i mötets fil än. Skriv dit dem, så ändras de inte: samverka number" | "The numbers of the questions are not in the meeting's file yet. Write them there, and they will not change: samverka number";
    AskWrite: "Skriva det här till filerna? [j/N] " | "Write this to the files? [y/N] ";
    NumberedAll: "Alla beslut, åtgärder och frågor har redan sitt nummer i filen." | "All decisions, actions and questions have their number in the file already.";
    NumberFound: "Nummer att skriva in: {n}. Filer: {files}." | "Numbers to write: {n}. Files: {files}.";
    NumberHow: "Inget är skrivet. Så här skriver du det till filerna: samverka number --yes" | "Nothing is written. To write it to the files: samverka number --yes";
    FixFound: "Kan rättas säkert: {n}. Filer: {files}." | "Can be corrected safely: {n}. Files: {files}.";
    FixNone: "Inget av felen kan rättas säkert av samverka." | "None of the faults can be corrected safely by samverka.";
    FixHow: "Inget är skrivet. Så här skriver du det till filerna: samverka check --fix --yes" | "Nothing is written. To write it to the files: samverka check --fix --yes";
    FixBackup: "Filerna som de var ligger i {path}" | "The files as they were are in {path}";
    NothingWritten: "Inget är skrivet." | "Nothing is written.";
    Changed: "Ändrade {path}" | "Changed {path}";
    ForgetMarked: "Skrev i {path} att samtycket för ”{person}” återkallades {day}." | "Wrote in {path} that the consent of “{person}” was withdrawn on {day}.";
    ForgetAlready: "Samtycket för ”{person}” är redan återkallat i {path}." | "The consent of “{person}” is withdrawn already in {path}.";
    ForgetNoConsent: "Det finns inget samtycke för ”{person}” i {path}. Namnet är alltså redan dolt." | "There is no consent of “{person}” in {path}. So the name is hidden already.";
    ForgetNobody: "I personer.yaml står varken namn, e-post eller telefon för ”{person}”. Det finns inget att söka efter." | "people.yaml has no name, e-mail address or telephone number of “{person}”. There is nothing to look for.";
    ForgetPlaces: "Här står det kvar i dina filer. Ta bort det:" | "It still stands here in your files. Take it away:";
    ForgetNoPlaces: "Inget står kvar i content eller themes." | "Nothing is left in content or themes.";
    Perhaps: " (kanske)" | " (perhaps)";
    InFileName: ", i filens namn" | ", in the file's name";
    ForgetUpload: "Ladda upp de här adresserna på nytt. Där stod det förut:" | "Upload these addresses anew. It stood there before:";
    ForgetTakeDown: "Ta bort de här adresserna från webben:" | "Take these addresses down from the web:";
    ForgetClosed: "samverka läser inte inuti bilder, filmer, PDF-filer och kontorsdokument. Se efter själv i de här filerna:" | "samverka does not read inside pictures, films, PDF files and office documents. Look in these files yourself:";
    ForgetBeyond: "Det här når samverka inte. Gör det själv, eller be den som kan:\n  - Äldre versioner i Git och i säkerhetskopior har kvar uppgifterna.\n  - Sökmotorer och webbarkiv kan ha kopior. Be dem ta bort adresserna ovan.\n  - Utskick som redan är skickade, och papper som är utskrivna, går inte att ändra. Säg till dem som har fått dem.\n  - Det som andra har laddat ner finns kvar hos dem." | "samverka does not reach this. Do it yourself, or ask someone who can:\n  - Older versions in Git and in backups still have it.\n  - Search engines and web archives may have copies. Ask them to remove the addresses above.\n  - Mailings that have been sent, and paper that has been printed, cannot be changed. Tell those who have received them.\n  - What others have downloaded is still with them.";
    ForgetDone: "Inget står kvar i {folder}." | "Nothing is left in {folder}.";
    ForgetNotBuilt: "Webbplatsen i {folder} är inte gjord på nytt. Rätta felen och kör kommandot igen." | "The site in {folder} has not been made anew. Correct the errors and run the command again.";
    ForgetStale: "Den förra webbplatsen i {folder} har kvar uppgifterna. Den får inte ligga kvar på webben. Rätta felen och kör kommandot igen." | "The earlier site in {folder} still has it. It must not be left on the web. Correct the errors and run the command again.";
    ForgetForeign: "De här filerna i {folder} har kvar uppgifterna. samverka har inte skrivit dem, så ta bort dem själv:" | "These files in {folder} still have it. samverka did not write them, so remove them yourself:";
    NotADay: "Skriv en dag som år-månad-dag: 2014-03-12" | "Write a day as year-month-day: 2014-03-12";
    OneOf: "Välj ett av: {names}" | "Choose one of: {names}";
    PortRange: "Skriv ett nummer från 0 till 65535, till exempel 4000" | "Write a number from 0 to 65535, for example 4000";
    UnknownArgument: "”{name}” är inget val här." | "“{name}” is no option here.";
    UnknownCommand: "”{name}” är inget kommando." | "“{name}” is no command.";
    MissingArgument: "Det saknas något: {name}" | "Something is missing: {name}";
    MissingValue: "Det saknas ett värde efter {name}" | "A value is missing after {name}";
    InvalidValue: "”{value}” kan inte användas för {name}." | "“{value}” cannot be used for {name}.";
    DidYouMean: "Menade du ”{name}”?" | "Did you mean “{name}”?";
    SeeHelp: "Hjälp: samverka --help" | "Help: samverka --help";
    UnknownRule: "Det finns ingen regel som heter ”{name}”." | "There is no rule called “{name}”.";
    UnknownType: "det finns ingen sådan typ" | "there is no such type";
    NoTitle: "rubriken saknas" | "the title is missing";
    NoDate: "dagen saknas" | "the day is missing";
    ExampleTitle: "samverka new möte \"Dialogmöte 1\" --date 2014-03-12" | "samverka new meeting \"Dialogue meeting 1\" --date 2014-03-12";
    CanFix: "kan rättas med --fix" | "can be corrected with --fix";
    CannotLower: "går inte att mildra eller tysta" | "cannot be lowered or silenced";
    OnlyAsked: "sägs bara av check --external" | "told only by check --external";
    Also: "Dessutom" | "Besides";
    Severity: "Tyngd" | "Severity";
    Criterion: "Krav" | "Criterion";
    Meaning: "Säger" | "Says";
    Why: "Varför" | "Why";
    Cure: "Gör så här" | "What to do";
    AboutCompletions: "Skriv ut det som låter terminalen fylla i kommandon och val" | "Print what lets the terminal complete commands and options";
    ShellName: "SKAL" | "SHELL";
    HelpShell: "Terminalens skal: bash, zsh, fish, powershell eller elvish" | "The shell of the terminal: bash, zsh, fish, powershell or elvish";
    AboutMan: "Skriv sidor för kommandot man, en om varje kommando" | "Write pages for the command man, one about each command";
    HelpManFolder: "Mappen för sidorna, till exempel ~/.local/share/man/man1" | "The folder for the pages, such as ~/.local/share/man/man1";
    ManWritten: "{n} sidor ligger i {path}." | "{n} pages are in {path}.";
    ManForeign: "där ligger en fil som samverka inte har skrivit" | "a file lies there that samverka has not written";
    ManManual: "Användarkommandon" | "User Commands";
    ManName: "NAMN" | "NAME";
    ManSynopsis: "SYNOPSIS" | "SYNOPSIS";
    ManDescription: "BESKRIVNING" | "DESCRIPTION";
    ManOptions: "VAL" | "OPTIONS";
    ManCommands: "KOMMANDON" | "COMMANDS";
    ManEnvironment: "MILJÖ" | "ENVIRONMENT";
    ManExample: "EXEMPEL" | "EXAMPLES";
    ManExit: "SLUTSTATUS" | "EXIT STATUS";
    ManSeeAlso: "SE ÄVEN" | "SEE ALSO";
    ManExitGood: "Allt är bra." | "All is well.";
    ManExitFindings: "Det finns fel som stoppar." | "There are faults that stop.";
    ManExitFailed: "Kommandot kunde inte köras." | "The command could not run.";
    ManEnvEditor: "Redigeraren som öppnar filer från panelen, som --editor." | "The editor that opens files from the panel, as --editor.";
    ManEnvPassword: "Lösenordet till ett mål; sist står målets namn med stora bokstäver: SAMVERKA_PASSWORD_WEBBEN." | "The password of a target; at the end stands the target's name in capitals: SAMVERKA_PASSWORD_WEB.";
    ManEnvWho: "Vad den här datorn kallas för andra medan den publicerar." | "What this computer is called to others while it publishes.";
    ManEnvColour: "Om text får färg: se no-color.org och bixense.com/clicolors." | "Whether text is coloured: see no-color.org and bixense.com/clicolors.";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_has_the_same_placeholders_in_both_languages() {
        let holes = |text: &str| {
            let mut names: Vec<String> =
                text.split('{').skip(1).filter_map(|p| Some(p.split_once('}')?.0.to_owned())).collect();
            names.sort();
            names
        };
        for text in ALL {
            assert!(!text.raw(Lang::Sv).is_empty() && !text.raw(Lang::En).is_empty(), "{text:?}");
            assert_eq!(holes(text.raw(Lang::Sv)), holes(text.raw(Lang::En)), "{text:?}");
        }
    }
}
