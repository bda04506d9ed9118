//! Rules about rules: what a site says of them in `site.yaml`, and what a comment at one place allows.

use super::{Mark, Phrase, Rule, Severity};

rules! {
    /// `regler: {länk-broken: av}`
    RULE_UNKNOWN = Warning "rule-unknown" "" {
        what: "Det finns ingen regel som heter ”{name}”.[[ Menade du ”{near}”?]]" | "There is no rule called “{name}”.[[ Did you mean “{near}”?]]";
        why: "Raden ändrar ingenting." | "The line changes nothing.";
        cure: "Rätta namnet. Kommandot ”samverka explain” visar alla regler." | "Correct the name. The command “samverka explain” shows all rules.";
    }
    /// A rule that protects somebody, lowered or turned off.
    RULE_FIXED = Warning "rule-fixed" "" Fixed {
        what: "Regeln {name} går inte att mildra eller stänga av. Den väger som förut: {severity}." | "The rule {name} cannot be lowered or turned off. It weighs as before: {severity}.";
        why: "Den skyddar människor, deras uppgifter, det som lagen kräver eller att webbplatsen blir hel. Regeln säger själv: {reason}" | "It protects people, their data, what the law demands or that the site becomes whole. The rule itself says: {reason}";
        cure: "Ta bort raden, och rätta det som regeln säger till om." | "Remove the line, and correct what the rule tells of.";
    }
    /// A rule that helps readers, turned off (ATAG 2.0, B.4.1.3).
    RULE_OFF = Advice "rule-off" "" Fixed {
        what: "Regeln {name} ({criterion}) är avstängd på hela webbplatsen." | "The rule {name} ({criterion}) is turned off on the whole site.";
        why: "Då kan fel som stänger ute läsare finnas kvar utan att någon får veta det." | "Faults that shut readers out may then stay without anybody being told.";
        cure: "Ta bort raden om du vill slå på regeln igen. Gäller det bara ett ställe, tyst den där, med ett skäl." | "Remove the line to turn the rule on again. If it is about one place only, silence it there, with a reason.";
    }
    /// `<!-- samverka: allow link-broken -->`
    ALLOW_NO_REASON = Warning "allow-no-reason" "" Fixed {
        what: "Regeln {name} ska tystas här, men det står inte varför." | "The rule {name} is to be silenced here, but it does not say why.";
        why: "Utan skäl vet ingen senare om felet är meningen. Därför säger regeln till ändå." | "Without a reason nobody knows later whether the fault is meant. So the rule still tells.";
        cure: "Skriv varför: {example}" | "Write why: {example}";
    }
    /// A name that no rule has.
    ALLOW_UNKNOWN = Warning "allow-unknown" "" {
        what: "Det finns ingen regel som heter ”{name}”.[[ Menade du ”{near}”?]]" | "There is no rule called “{name}”.[[ Did you mean “{near}”?]]";
        why: "Kommentaren tystar ingenting." | "The comment silences nothing.";
        cure: "Rätta namnet. Det står sist i varje anmärkning, efter ordet Regel." | "Correct the name. It stands last in each finding, after the word Rule.";
    }
    /// Nothing in the next block breaks the rule.
    ALLOW_UNUSED = Warning "allow-unused" "" {
        what: "Regeln {name} har inget att tysta här." | "The rule {name} has nothing to silence here.";
        why: "Felet är borta eller står någon annanstans. En kommentar som blir kvar kan dölja nästa fel." | "The fault is gone or stands elsewhere. A comment that stays may hide the next one.";
        cure: "Ta bort kommentaren, eller flytta den till raden före stycket som den gäller." | "Remove the comment, or move it to the line before the block that it is for.";
    }
    /// A rule that protects somebody, silenced at one place.
    ALLOW_FIXED = Warning "allow-fixed" "" Fixed {
        what: "Regeln {name} går inte att tysta." | "The rule {name} cannot be silenced.";
        why: "Den skyddar människor, deras uppgifter, det som lagen kräver eller att webbplatsen blir hel. Regeln säger själv: {reason}" | "It protects people, their data, what the law demands or that the site becomes whole. The rule itself says: {reason}";
        cure: "Ta bort kommentaren, och rätta det som regeln säger till om." | "Remove the comment, and correct what the rule tells of.";
    }
    /// `<!-- samverka: alow x -->`
    ALLOW_UNREADABLE = Warning "allow-unreadable" "" {
        what: "Kommentaren till samverka går inte att läsa." | "The comment to samverka cannot be read.";
        why: "Den ändrar ingenting." | "It changes nothing.";
        cure: "Skriv tillåt, en regel och ett skäl: {example}" | "Write allow, a rule and a reason: {example}";
    }
}
