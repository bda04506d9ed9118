//! Decisions, actions, questions, and what follows them up.

use super::{Kind, choices, fields, shape};

choices! {
    /// How an action stands.
    ACTION_STATUS =
        "open" "öppen" ["öppet", "ej_påbörjad"], "ongoing" "pågår" ["pågående"], "done" "klar" ["klart", "färdig", "gjord"],
        "dropped" "struken" ["avskriven", "struket"];
    /// What a follow-up says of an item.
    FOLLOW_UP_STATE =
        "open" "öppen" ["öppet"], "ongoing" "pågår" ["pågående"], "done" "klar" ["klart", "färdig", "gjord"],
        "answered" "besvarad" ["besvarat"], "dropped" "struken" ["avskriven", "struket"],
        "replaced" "ersatt" [], "expired" "utgången" ["upphört"];
}

fields! {
    ITEM_ID = "id" "id" [] Kind::Text;
        "Numret som registret använder, till exempel d2.3; ändras aldrig." | "The number that the register uses, such as d2.3; never changes.";
        "d1.1" | "d1.1";
    TEXT = "text" "text" [] Kind::Text;
        "Vad som beslutades, ska göras eller frågas." | "What was decided, is to be done or is asked.";
        "Vi träffas en gång i månaden." | "We meet once a month.";
    CONCERNS = "concerns" "rör" ["berör", "gäller"] Kind::Names;
        "Organisationer som beslutet rör." | "The organisations that the decision concerns.";
        "[region-skane]" | "[region-skane]";
    VALID_UNTIL = "valid_until" "gäller_till" [] Kind::Date;
        "Sista dagen som beslutet gäller." | "The last day on which the decision holds.";
        "2014-12-31" | "2014-12-31";
    REPLACES = "replaces" "ersätter" [] Kind::Names;
        "Tidigare beslut som det här beslutet ersätter." | "Earlier decisions that this decision replaces.";
        "[d1.1]" | "[d1.1]";
    DEPENDS_ON_PERSON = "depends_on_person" "personberoende" ["beror_på_person"] Kind::Answer;
        "Om beslutet faller när en viss person slutar." | "Whether the decision falls when a certain person leaves.";
        "nej" | "no";
    OWNER = "owner" "ansvarig" ["ägare"] Kind::Text;
        "Exakt en organisation eller roll som ansvarar." | "Exactly one organisation or role that is responsible.";
        "Projektledare" | "Project leader";
    DUE = "due" "senast" ["klart_senast", "by", "deadline"] Kind::Date;
        "Sista dagen." | "The last day.";
        "2014-04-30" | "2014-04-30";
    STATUS = "status" "status" ["läge"] Kind::Choice(ACTION_STATUS);
        "Hur det stod när mötet slutade." | "How it stood when the meeting ended.";
        "öppen" | "open";
    TO = "to" "till" [] Kind::Names;
        "Vilka frågan går till: alla, en sektor eller organisationer." | "Whom the question goes to: all, a sector or organisations.";
        "alla" | "all";
    ANSWER_BY = "answer_by" "svar_senast" ["svara_senast"] Kind::Date;
        "Sista dagen att svara." | "The last day to answer.";
        "2014-03-20" | "2014-03-20";
    FOLLOWED_ID = "id" "id" [] Kind::Text;
        "Id på det som följs upp." | "The id of what is followed up.";
        "d1.3" | "d1.3";
    STATE = "state" "status" ["läge"] Kind::Choice(FOLLOW_UP_STATE);
        "Hur det står nu." | "How it stands now.";
        "klar" | "done";
    COMMENT = "comment" "kommentar" [] Kind::Text;
        "Vad som har hänt." | "What has happened.";
        "Listan är skickad till alla." | "The list has been sent to all.";
}

shape! {
    /// A decision.
    DECISION "decision" "Beslut" | "Decision", main: TEXT;
    Required: TEXT;
    Optional: ITEM_ID, CONCERNS, VALID_UNTIL, REPLACES, DEPENDS_ON_PERSON;
}

shape! {
    /// An action.
    ACTION "action" "Åtgärd" | "Action", main: TEXT;
    Required: TEXT;
    Optional: ITEM_ID, OWNER, DUE, STATUS;
}

shape! {
    /// A question to take home.
    QUESTION "question" "Fråga" | "Question", main: TEXT;
    Required: TEXT;
    Optional: ITEM_ID, TO, ANSWER_BY;
}

shape! {
    /// What a later meeting says of an earlier item.
    FOLLOW_UP "follow_up" "Uppföljning" | "Follow-up", main: FOLLOWED_ID;
    Required: FOLLOWED_ID;
    Optional: STATE, COMMENT;
}
