//! The language of the page and of its parts.

use super::super::parse::Form;
use super::super::shown::Tri;
use super::super::tree::Id;
use super::{Court, templated, tri};
use crate::language::tag::LangTag;
use crate::report::catalog::html as rules;

/// Codes of three letters that have one of two letters, which is the only one that counts (RFC 5646, 2.2.1).
const LONG: &str = "aar abk afr aka alb amh ara arg arm asm ava ave aym aze bak bam baq bel ben bih bis bod bos bre bul bur \
    cat ces cha che chi chu chv cor cos cre cym cze dan deu div dut dzo ell eng epo est eus ewe fao fas fij fin fra fre fry \
    ful geo ger gla gle glg glv gre grn guj hat hau heb her hin hmo hrv hun hye ibo ice ido iii iku ile ina ind ipk isl ita \
    jav jpn kal kan kas kat kau kaz khm kik kin kir kom kon kor kua kur lao lat lav lim lin lit ltz lub lug mac mah mal mao \
    mar may mkd mlg mlt mon mri msa mya nau nav nbl nde ndo nep nld nno nob nor nya oci oji ori orm oss pan per pli pol por \
    pus que roh ron rum run rus sag san sin slk slo slv smo sna snd som sot spa sqi srd srp ssw sun swa swe tah tam tat tel \
    tgk tgl tha tib tir ton tsn tso tuk tur twi uig ukr urd uzb ven vie vol wel wln wol xho yor zha zho zul";
/// Codes of two letters that are in the registry and no longer in the standard.
const OLD: &str = "iw in ji jw mo sh bh";

pub(super) fn judge(court: &mut Court) {
    for id in court.elements() {
        match court.page.tree.tag(id) {
            "html" if court.page.form != Form::Fragment => page(court, id),
            "" | "html" | "head" => {}
            _ => part(court, id),
        }
    }
}

fn page(court: &mut Court, id: Id) {
    let tree = &court.page.tree;
    let element = tree.element(id);
    let at = court.tag(id);
    let lang = tree.get(id, "lang").unwrap_or("");
    let xml = court.page.form == Form::Xhtml && tree.has(id, "xml:lang");
    let lacks = lang.trim_ascii().is_empty();
    // A file without `<html>` may be a piece that is put into pages.
    let piece = element.is_none_or(|element| !element.written) || court.page.options.embedded || xml;
    let wrong = tri(lacks).min(if piece { Tri::Maybe } else { Tri::Yes });
    court.lacking(&rules::HTML_LANG_MISSING, at, wrong, Vec::new());
    if !lacks {
        let lang = lang.to_owned();
        let wrong = unknown(&lang).min(if piece { Tri::Maybe } else { Tri::Yes });
        court.written(
            &rules::HTML_LANG_INVALID,
            court.attribute(id, "lang"),
            wrong,
            vec![("value", lang.into())],
        );
    }
}

fn part(court: &mut Court, id: Id) {
    let tree = &court.page.tree;
    let Some(lang) = tree.get(id, "lang").filter(|lang| !lang.is_empty()) else { return };
    let text = speaks(court, id);
    if text == Tri::No {
        return;
    }
    // In code, `lang` often names a programming language, and then no text is in a wrong one.
    let code = tree.up(id).any(|up| matches!(tree.tag(up), "code" | "pre" | "samp" | "kbd" | "script"))
        || tree.within(id).any(|at| matches!(tree.tag(at), "code" | "pre"));
    let wrong = unknown(lang).min(text).min(if code { Tri::Maybe } else { Tri::Yes });
    let lang = lang.to_owned();
    court.written(&rules::HTML_LANG_PART, court.attribute(id, "lang"), wrong, vec![("value", lang.into())]);
}

/// Whether there is text whose language an element decides.
fn speaks(court: &Court, id: Id) -> Tri {
    let tree = &court.page.tree;
    let mut found = Tri::No;
    let mut at = id + 1;
    while at < tree.after(id) {
        if tree.get(at, "lang").is_some_and(|lang| !lang.is_empty()) {
            at = tree.after(at);
            continue;
        }
        let text = tree.text(at).is_some_and(|text| !text.trim().is_empty());
        let alt = tree
            .get(at, "alt")
            .or_else(|| tree.get(at, "aria-label"))
            .is_some_and(|alt| !alt.trim().is_empty());
        if text || alt {
            let holder = if text { tree.parent(at).unwrap_or(at) } else { at };
            found = found.max(court.page.shown.rendered(holder).max(court.page.shown.exposed(holder)));
        }
        at += 1;
    }
    found
}

/// Whether the primary language of a tag is none.
fn unknown(lang: &str) -> Tri {
    if templated(lang) {
        return Tri::Maybe;
    }
    let primary = lang.split('-').next().unwrap_or("").to_ascii_lowercase();
    let listed = |list: &str| list.split_ascii_whitespace().any(|code| code == primary);
    match primary.len() {
        // Assistive technology reads `en_US` in different ways.
        _ if primary.contains('_') => Tri::Maybe,
        2 => tri(LangTag::parse(&primary).is_none() && !listed(OLD)),
        3 if listed(LONG) => Tri::Yes,
        3 if primary.chars().all(|c| c.is_ascii_alphabetic()) => Tri::Maybe,
        1 if primary == "x" => Tri::Maybe,
        _ => Tri::Yes,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_surely_no_language_is_unknown() {
        for lang in ["dutch", "svenska", "eng", "swe", "i-lux", "#1", "zz", "e", "em-US", " ", "engelsk"] {
            assert_eq!(unknown(lang), Tri::Yes, "{lang}");
        }
        for lang in ["sv", "SV", "en-US-GB", "nb", "iw", "zh-Hant"] {
            assert_eq!(unknown(lang), Tri::No, "{lang}");
        }
        for lang in ["fit", "gsw", "xyz", "en_US", "{{ lang }}", "x-klingon"] {
            assert_eq!(unknown(lang), Tri::Maybe, "{lang}");
        }
    }
}
