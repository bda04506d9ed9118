//! Texts as code for the typesetter. Nothing that an author wrote reaches it but as a literal that [`literal`] made: a string
//! in *code*, where no letter means anything but itself.

use crate::language::tag::LangTag;
use std::fmt::Write as _;

/// A string literal that is this text, whatever is in it.
pub fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => {
                let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A list of expressions. A single one keeps its comma, lest it be taken for brackets around a value.
pub(super) fn array(parts: impl IntoIterator<Item = String>) -> String {
    let mut out = String::from("(");
    for part in parts {
        out.push_str(&part);
        out.push(',');
    }
    out.push(')');
    out
}

/// Named arguments for a language: `lang: "en", region: none`. Nothing for a language that the typesetter has no name for.
pub(super) fn language(tag: &LangTag) -> Option<String> {
    let primary = tag.primary();
    let known = (2..=3).contains(&primary.len()) && primary.bytes().all(|b| b.is_ascii_alphabetic());
    let region = tag.as_str().split('-').skip(1).find(|part| part.len() == 2);
    let region = region.map_or_else(|| "none".to_owned(), literal);
    known.then(|| format!("lang: {}, region: {region}", literal(primary)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use typst::syntax::{SyntaxKind, ast, parse_code};

    /// What the typesetter reads: the one string that the code is.
    fn read(code: &str) -> Option<String> {
        let root = parse_code(code);
        let mut children = root.children();
        let (only, more) = (children.next()?, children.next());
        let string =
            only.cast::<ast::Str>().filter(|_| more.is_none() && root.errors_and_warnings().0.is_empty())?;
        (only.kind() == SyntaxKind::Str).then(|| string.get().to_string())
    }

    #[test]
    fn what_would_be_code_is_text() {
        for text in [
            "#read(\"/etc/passwd\")",
            "$x$",
            "@ref",
            "<label>",
            "])}",
            "\\",
            "\\\"",
            "\\u{41}",
            "\" + panic() + \"",
            "// no comment",
            "/*",
            "\n\r\t\0\u{7f}\u{85}",
            "",
        ] {
            assert_eq!(read(&literal(text)).as_deref(), Some(text), "{}", literal(text));
        }
        assert_eq!(read("\"a\" + \"b\""), None, "the test sees that it is more than a string");
    }

    proptest::proptest! {
        #[test]
        fn every_text_is_read_as_itself(text in "(?s).{0,60}", marks in r#"["\\#${}()\[\]<>@/*_`~\-u\n]{0,30}"#) {
            for text in [&text, &marks, &format!("{marks}{text}{marks}")] {
                let code = literal(text);
                proptest::prop_assert_eq!(read(&code), Some(text.clone()));
            }
        }
    }

    #[test]
    fn languages_as_the_typesetter_names_them() {
        let of = |text: &str| LangTag::parse(text).and_then(|tag| language(&tag));
        assert_eq!(of("sv").as_deref(), Some("lang: \"sv\", region: none"));
        assert_eq!(of("en-GB").as_deref(), Some("lang: \"en\", region: \"GB\""));
        assert_eq!(array(["1".to_owned()]), "(1,)");
    }
}
