//! Organisations and people.

use super::{Mark, Phrase, Rule, Severity};

rules! {
    /// Third digit below 2 (law 1974:174 on organisation numbers): a personal number.
    ORG_NUMBER_IS_PERSON = Error "org-number-is-person" "" Fixed {
        what: "Organisationsnumret ser ut som ett personnummer." | "The organisation number looks like a personal identity number.";
        why: "Ett personnummer får inte läggas ut på nätet." | "A personal identity number must not be published.";
        cure: "Skriv organisationens nummer. Dess tredje siffra är minst 2." | "Write the organisation's number. Its third digit is at least 2.";
    }
    /// Wrong shape or check digit.
    ORG_NUMBER_INVALID = Error "org-number-invalid" "" {
        what: "”{value}” är inget organisationsnummer." | "“{value}” is not an organisation number.";
        why: "Kontrollsiffran eller formen stämmer inte." | "The check digit or the form is wrong.";
        cure: "Skriv tio siffror med bindestreck: NNNNNN-NNNN." | "Write ten digits with a hyphen: NNNNNN-NNNN.";
    }
    /// A planned meeting says nothing of accessibility.
    MEETING_INACCESSIBLE = Error "meeting-inaccessible" "" Fixed {
        what: "Det planerade mötet säger inte {missing}." | "The planned meeting does not say {missing}.";
        why: "Den som behöver teckenspråkstolk, hörslinga eller hiss vet inte om mötet är till för dem." | "People who need an interpreter, a hearing loop or a lift cannot know whether the meeting is for them.";
        cure: "Skriv bland uppgifterna överst, eller fyll i det som redan står där: {example}" | "Write among the facts on top, or fill in what stands there already: {example}";
    }
    /// An action without one owner.
    ACTION_OWNER = Error "action-owner" "" {
        what: "Åtgärden ”{text}” har ingen som ansvarar." | "The action “{text}” has nobody responsible for it.";
        why: "En åtgärd utan ansvarig blir inte gjord." | "An action without an owner does not get done.";
        cure: "Skriv ansvarig sist inom parentes: (Malmö stad, senast 2014-04-30)." | "Write who is responsible last, in brackets: (Malmö stad, by 2014-04-30).";
    }
    /// `A och B`
    ITEM_WHO_JOINED = Error "item-who-joined" "" {
        what: "Här står två organisationer som en: ”{value}”." | "Two organisations stand here as one: “{value}”.";
        why: "Ingen av dem ser det på sin egen sida." | "Neither of them sees it on its own page.";
        cure: "Skriv komma mellan dem: {cure}. En åtgärd har bara en som ansvarar; skriv då två åtgärder." | "Put a comma between them: {cure}. An action has only one owner; write two actions then.";
    }
    /// A question that reaches nobody.
    QUESTION_TO_NOBODY = Warning "question-to-nobody" "" {
        what: "Frågan går till ”{value}”, som inte är någon organisation, sektor eller ”alla”." | "The question goes to “{value}”, which is no organisation, no sector and not “all”.";
        why: "Den kommer inte med på någon organisations sida eller återföringsblad." | "It gets onto no organisation's page or take-back sheet.";
        cure: "Skriv alla, idéburen, offentlig eller en organisations namn." | "Write all, civil, public or the name of an organisation.";
    }
    /// `**Åtgärd** Boka`: no colon.
    MARKER_UNREAD = Warning "marker-unread" "" {
        what: "”{text}” ser ut som {kind} men kommer inte med i registret." | "“{text}” looks like {kind} but does not get into the register.";
        why: "Det blir vanlig text: ingen ser det på sin sida eller i listan." | "It becomes ordinary text: nobody sees it on their page or in the list.";
        cure: "Börja ett eget stycke med ordet och kolon, utan indrag: {cure}" | "Begin a paragraph of its own with the word and a colon, without indentation: {cure}";
    }
    /// `senast 30 april`
    ITEM_DAY = Error "item-day" "" {
        what: "”{value}” är ingen hel dag." | "“{value}” is not a whole day.";
        why: "Utan år går det inte att veta när." | "Without a year there is no telling when.";
        cure: "Skriv dagen med år, till exempel: senast 2014-04-30" | "Write the day with its year, for example: by 2014-04-30";
    }
    /// A name that is nearly an organisation's.
    ITEM_WHO_NEAR = Warning "item-who-near" "" {
        what: "”{value}” är ingen organisation här. Menade du ”{near}”?" | "“{value}” is no organisation here. Did you mean “{near}”?";
        why: "Det syns annars inte på organisationens egen sida." | "Otherwise it does not show on the organisation's own page.";
        cure: "Skriv organisationens namn eller filnamn precis. Är det en roll kan det stå kvar." | "Write the organisation's name or file name exactly. If it is a role it may stay.";
    }
    /// An action without a day.
    ACTION_NO_DUE = Warning "action-no-due" "" {
        what: "Åtgärden ”{text}” har ingen sista dag." | "The action “{text}” has no last day.";
        why: "Utan dag går det inte att se om den är försenad." | "Without a day there is no telling whether it is late.";
        cure: "Skriv dagen sist inom parentes: (Malmö stad, senast 2014-04-30)." | "Write the day last, in brackets: (Malmö stad, by 2014-04-30).";
    }
    /// A name, an address or a number in a text, and no consent to it (GDPR art. 6.1 a, 7.1).
    PERSON_WITHOUT_CONSENT = Error "person-without-consent" "GDPR art. 6" Fixed {
        what: "{what} för personen ”{person}” står här[[, i {where},]] utan samtycke." | "{what} of the person “{person}” stands here[[, in {where},]] without consent.";
        why: "Den som inte har sagt ja ska inte hamna på nätet." | "Someone who has not agreed must not end up on the web.";
        cure: "Skriv rollen i stället. Har personen sagt ja för du in det i personer.yaml under samtycke: grund, omfattar och datum." | "Write the role instead. If the person has agreed, record it in people.yaml under consent: legal_ground, scope and date.";
    }
    /// A withdrawn name in a text: it is masked, so a build goes on.
    CONSENT_WITHDRAWN = Warning "consent-withdrawn" "GDPR art. 7.3" Fixed {
        what: "{what} för personen ”{person}” står kvar här[[, i {where}]]. Samtycket är återkallat." | "{what} of the person “{person}” still stands here[[, in {where}]]. The consent is withdrawn.";
        why: "På webbplatsen står rollen i stället. I filen, och i det som du delar med andra, står uppgiften kvar." | "On the website the role stands instead. In the file, and in what you share with others, it still stands.";
        cure: "Ta bort det ur filen." | "Take it out of the file.";
    }
    /// A withdrawn name where masking does not reach.
    CONSENT_WITHDRAWN_LEFT = Error "consent-withdrawn-left" "GDPR art. 7.3" Fixed {
        what: "{what} för personen ”{person}” står i {where}. Samtycket är återkallat." | "{what} of the person “{person}” stands in {where}. The consent is withdrawn.";
        why: "Det går inte att byta ut där, så det skulle komma ut på nätet." | "It cannot be replaced there, so it would come out on the web.";
        cure: "Byt namn på filen, eller ta bort uppgiften ur den. Ändra sedan länkarna till filen." | "Rename the file, or take it out of the file. Then change the links to the file.";
    }
}
