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
    /// `regler: {table-no-caption: av}`
    RULE_NO_REASON = Error "rule-no-reason" "" Fixed {
        what: "Regeln {name} ({criterion}) är avstängd, men det står inte varför. Den gäller som förut." | "The rule {name} ({criterion}) is turned off, but it does not say why. It holds as before.";
        why: "Tillgänglighetsredogörelsen ska säga vilka krav som webbplatsen inte följer, och varför." | "The accessibility statement must say which demands the site does not meet, and why.";
        cure: "Skriv skälet efter ordet: {example}" | "Write the reason after the word: {example}";
    }
    /// Fully met, it says, and here are the exceptions.
    STATEMENT_EXCEPTIONS = Warning "statement-exceptions" "Law (2018:1937) § 13" Fixed {
        what: "Redogörelsen säger att webbplatsen är helt förenlig med lagen, men undantag är gjorda från {rules}." | "The statement says that the site conforms fully to the law, but exceptions are made from {rules}.";
        why: "Den som läser redogörelsen får fel besked om vad som går att använda." | "People who read the statement are told wrongly what they can use.";
        cure: "Skriv status: delvis och säg vad som brister, eller rätta det som undantagen gäller." | "Write status: partial and say what falls short, or correct what the exceptions are for.";
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
