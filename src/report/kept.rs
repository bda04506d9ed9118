//! Findings as they are kept from one run to the next.
//!
//! A rule is known again by its name, a placeholder by standing in the rule's phrases. So a finding that is read back says the
//! same, in both languages.

use super::{Arg, Finding, Findings, Repair, Rule, Severity, Span, catalog};
use crate::language::Lang;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

/// The rules by name.
static RULES: LazyLock<BTreeMap<&str, &'static Rule>> =
    LazyLock::new(|| catalog::all().map(|rule| (rule.name, rule)).collect());

/// A finding in words that outlive the program.
#[derive(Serialize, Deserialize)]
struct Kept<'f> {
    #[serde(borrow)]
    rule: Cow<'f, str>,
    severity: Severity,
    span: Option<Span>,
    /// Each placeholder with what it stands for in Swedish, and in English if that is something else.
    args: Vec<Words<'f>>,
    related: Vec<Span>,
    repair: Option<Repair>,
}

/// A placeholder with what stands for it.
type Words<'f> = (Cow<'f, str>, Cow<'f, str>, Option<Cow<'f, str>>);

fn words<'f>((name, arg): &'f (&'static str, Arg)) -> Words<'f> {
    let (sv, en) = (arg.text(Lang::Sv), arg.text(Lang::En));
    ((*name).into(), sv.into(), (sv != en).then(|| en.into()))
}

impl Serialize for Finding {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let kept = Kept {
            rule: self.rule.name.into(),
            severity: self.severity,
            span: self.span,
            args: self.args.iter().map(words).collect(),
            related: self.related.clone(),
            repair: self.repair.clone(),
        };
        kept.serialize(to)
    }
}

impl<'de> Deserialize<'de> for Finding {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let Kept { rule, severity, span, args, related, repair } = Kept::deserialize(from)?;
        let rule: &'static Rule = RULES.get(&*rule).copied().ok_or_else(|| D::Error::custom("no rule"))?;
        let mut found = Vec::with_capacity(args.len());
        for (name, sv, en) in args {
            // What no phrase of the rule asks for is not shown either.
            let Some(name) = rule.placeholder(&name) else { continue };
            let arg = match en {
                Some(en) => Arg::Both(sv.into_owned(), en.into_owned()),
                None => Arg::from(sv.into_owned()),
            };
            found.push((name, arg));
        }
        Ok(Self { rule, severity, span, args: found, related, repair })
    }
}

impl Serialize for Findings {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.iter())
    }
}

impl<'de> Deserialize<'de> for Findings {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let list = Vec::<Finding>::deserialize(from)?;
        Ok(Self(list.into_iter().map(Arc::new).collect()))
    }
}
