//! Writes into the list of persons that a consent has been withdrawn.

use super::edit::{self, Edit};
use super::fields::{common as c, other as o};
use super::lists;
use super::yaml::{self, Node};
use crate::language::{Lang, fold};
use crate::report::{FileId, Findings, Source};
use jiff::civil::Date;

/// What became of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Withdrawal {
    /// The text with the day in it.
    Text(String),
    /// It says so already.
    Already,
    /// There is no consent to withdraw.
    NoConsent,
    /// It could not be changed without changing more than that.
    Unsafe,
}

/// The list of persons with the consent of one of them withdrawn on a day. The key is written in the site's language.
pub fn withdraw(source: &Source, id: &str, day: Date, lang: Lang) -> Withdrawal {
    let file = FileId(0);
    let Some(node) = yaml::parse(&source.text, 0..source.text.len(), file, &mut Findings::new()) else {
        return Withdrawal::Unsafe;
    };
    let entries = match node.kind {
        yaml::Kind::List(items) => items,
        _ => vec![node],
    };
    let is_theirs = |entry: &&Node| {
        field(entry, &c::ID).is_some_and(
            |(_, value)| matches!(&value.kind, yaml::Kind::Scalar(own) if fold::slug(own) == fold::slug(id)),
        )
    };
    let Some(entry) = entries.iter().find(is_theirs) else { return Withdrawal::Unsafe };
    let Some((_, consent @ Node { kind: yaml::Kind::Map(_), .. })) = field(entry, &o::CONSENT) else {
        return Withdrawal::NoConsent;
    };
    let edit = match field(consent, &o::WITHDRAWN) {
        None => edit::first_pair(&source.text, consent, &format!("{}: {day}", o::WITHDRAWN.key(lang))),
        Some((key, Node { kind: yaml::Kind::Null, .. })) => {
            let colon = source.text.get(key..).and_then(|rest| rest.find(':'));
            colon.map(|colon| Edit::insert(key + colon + 1, format!(" {day}")))
        }
        Some(_) => return Withdrawal::Already,
    };
    let Some(edit) = edit else { return Withdrawal::Unsafe };
    let after = Source::new(source.path.clone(), edit::apply(&source.text, vec![edit]));
    if same_but(source, &after, id) { Withdrawal::Text(after.text) } else { Withdrawal::Unsafe }
}

/// The value of a field, and where its key ends.
fn field<'n>(map: &'n Node, field: &super::fields::Field) -> Option<(usize, &'n Node)> {
    let yaml::Kind::Map(pairs) = &map.kind else { return None };
    let (key, value) = pairs.iter().find(|(key, _)| field.matches(key))?;
    Some((key.span.range().end, value))
}

/// Whether two lists say the same but for a consent that is withdrawn in the second.
fn same_but(before: &Source, after: &Source, id: &str) -> bool {
    let (mut old_told, mut new_told) = (Findings::new(), Findings::new());
    let old = lists::persons(before, FileId(0), &mut old_told);
    let new = lists::persons(after, FileId(0), &mut new_told);
    old_told.len() == new_told.len()
        && old.len() == new.len()
        && old.iter().zip(&new).all(|(old, new)| {
            let theirs = fold::slug(&old.id) == fold::slug(id);
            // A consent that was not whole is none, and stays none.
            let withdrawn = new.consent.as_ref().is_none_or(|consent| consent.withdrawn);
            old.is_same(new) && if theirs { withdrawn } else { old.is_as_agreed(new) }
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: Date = jiff::civil::date(2014, 6, 1);

    fn written(text: &str) -> Withdrawal {
        withdraw(&Source::new("content/personer.yaml", text), "ledare", DAY, Lang::Sv)
    }

    #[test]
    fn the_day_is_written_in_lines_and_in_braces() {
        for (before, after) in [
            (
                "# Ord\r\n- id: ledare\r\n  samtycke:\r\n    grund: samtycke\r\n    omfattar:\r\n      - namn\r\n    datum: 2014-01-15\r\n",
                "# Ord\r\n- id: ledare\r\n  samtycke:\r\n    återkallat: 2014-06-01\r\n    grund: samtycke\r\n    omfattar:\r\n      - namn\r\n    datum: 2014-01-15\r\n",
            ),
            (
                "- {id: ledare, samtycke: {grund: s, omfattar: [namn], datum: 2014-01-15}} # x",
                "- {id: ledare, samtycke: {återkallat: 2014-06-01, grund: s, omfattar: [namn], datum: 2014-01-15}} # x",
            ),
            (
                "- id: ledare\n  samtycke:\n    grund: s\n    återkallat:\n",
                "- id: ledare\n  samtycke:\n    grund: s\n    återkallat: 2014-06-01\n",
            ),
        ] {
            assert_eq!(written(before), Withdrawal::Text(after.to_owned()), "{before}");
        }
    }

    #[test]
    fn what_is_not_there_or_is_done_is_said() {
        assert_eq!(written("- id: ledare\n"), Withdrawal::NoConsent);
        assert_eq!(written("- id: ledare\n  samtycke: ja\n"), Withdrawal::NoConsent);
        assert_eq!(written("- id: ledare\n  samtycke: {återkallat: 2014-05-01}\n"), Withdrawal::Already);
        assert_eq!(written("- id: annan\n"), Withdrawal::Unsafe);
    }

    proptest::proptest! {
        #[test]
        fn only_that_consent_changes(
            before in 0..3usize,
            after in 0..3usize,
            block in proptest::bool::ANY,
            crlf in proptest::bool::ANY,
        ) {
            let other = "- id: x\n  namn: Bo Berg\n  samtycke: {grund: s, omfattar: [namn], datum: 2014-01-15}\n";
            let own = if block {
                "- id: ledare\n  samtycke:\n    grund: s\n    omfattar: [namn]\n    datum: 2014-01-15\n  namn: Anna\n"
            } else {
                "- {id: ledare, namn: Anna, samtycke: {grund: s, omfattar: [namn], datum: 2014-01-15}}\n"
            };
            let mut text = format!("{}{own}{}", other.replace("id: x", "id: y").repeat(before.min(1)), other.repeat(after.min(1)));
            if crlf {
                text = text.replace('\n', "\r\n");
            }
            let Withdrawal::Text(new) = written(&text) else {
                return Err(proptest::test_runner::TestCaseError::fail("not written"));
            };
            let bare = new.replacen("återkallat: 2014-06-01", "", 1);
            let squeeze = |text: &str| text.chars().filter(|c| !c.is_whitespace() && *c != ',').collect::<String>();
            proptest::prop_assert_eq!(squeeze(&bare), squeeze(&text));
            proptest::prop_assert_eq!(withdraw(&Source::new("p", new), "ledare", DAY, Lang::Sv), Withdrawal::Already);
        }
    }
}
