//! Patterns of names, e-mail addresses and telephone numbers, in all the dress that they may have in Markdown, YAML,
//! HTML, JSON and addresses.

use super::What;
use crate::content::lists::Secrets;
use crate::language::fold;
use icu_normalizer::DecomposingNormalizerBorrowed;
use regex::Regex;
use std::fmt::Write as _;
use std::ops::Range;
use std::sync::OnceLock;

/// Something to look for.
pub(super) struct Needle {
    pub(super) person: usize,
    pub(super) what: What,
    /// Letters or digits that stand in every form of it, by which texts without it are passed over; may be empty.
    pub(super) core: String,
    pattern: String,
    /// Made when a text may hold it: of many people few stand in one text.
    regex: OnceLock<Option<Regex>>,
}

/// What a blank may be: white space of any kind, entities for it, a hidden hyphen, a blank of an address.
pub(super) const BLANK: &str = r"(?:[\s\u{ad}\u{200b}\u{2060}\u{feff}]|&(?:amp;)?(?:nbsp|ensp|emsp|thinsp|shy|#0*(?:160|173|8201|8203|8239)|#x0*(?:a0|ad|2009|200b|202f));|%20|%c2%a0|\\u00a0|\\[nrt])";
/// What else may stand between the words of a name: emphasis, marks of quotation and tables, elements within a line.
pub(super) const MARK: &str = r#"(?:[*_~`>|,;"\\]|(?:<|&lt;)/?(?:a|abbr|b|bdi|br|cite|code|del|dfn|em|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|td|th|tspan|u|wbr)(?:\s[^<>]*?|/)?(?:>|&gt;))"#;
/// What may stand within a word and is not seen: a hyphen for the end of a line, a place to break it.
pub(super) const SOFT: &str =
    r"(?:[\u{ad}\u{200b}-\u{200d}\u{2060}\u{feff}]|&(?:amp;)?(?:shy|#173);|<wbr/?>)?";
/// Between the digits of a number.
pub(super) const DIGITS: &str = r"(?:[\s\u{ad}./()\u{2010}-\u{2014}\u{2212}-]|&nbsp;|&#160;|%20)*";

/// A shorter number stands in too many places to be anybody's.
const FEWEST_DIGITS: usize = 5;

/// All that is to be looked for of a person; the initials only when asked for.
pub(super) fn needles(secrets: &Secrets<'_>, initials: bool) -> Vec<Needle> {
    let mut out = Vec::new();
    let mut add = |what: What, core: &str, pattern: Option<String>| {
        let core = if what == What::Phone { core.to_owned() } else { longest_run(core) };
        let regex = OnceLock::new();
        out.extend(pattern.map(|pattern| Needle { person: 0, what, core, pattern, regex }));
    };
    let name = secrets.name.map(fold::nfc).unwrap_or_default();
    let words: Vec<&str> = name.split_whitespace().collect();
    add(What::Name, &name, written(&words));
    // With an address of the person shown, the name within it is shown too.
    add(What::Slug, &name, slug(&words, !secrets.email_shown));
    let email = secrets.email.map(str::trim).unwrap_or_default();
    let local = email.split('@').next().unwrap_or(email);
    add(What::Email, local, (!email.is_empty()).then(|| format!("(?i){}", spelled(email, false))));
    if let Some((digits, pattern)) = secrets.phone.and_then(phone) {
        add(What::Phone, &digits, Some(pattern));
    }
    if initials {
        add(What::Initials, "", first_letters(&words));
    }
    out
}

/// The longest run of ASCII letters and digits. They are written in one way only; other letters in several.
fn longest_run(text: &str) -> String {
    let runs = text.split(|c: char| !c.is_ascii_alphanumeric());
    runs.max_by_key(|run| run.len()).unwrap_or("").to_ascii_lowercase()
}

/// The name in its order and with what comes last put first: `Andersson, Anna`.
fn orders<'w>(words: &[&'w str]) -> Vec<Vec<&'w str>> {
    (0..words.len())
        .map(|cut| {
            let (first, last) = words.split_at(cut);
            last.iter().chain(first).copied().collect()
        })
        .collect()
}

fn written(words: &[&str]) -> Option<String> {
    match words {
        [] => None,
        // One word may be any word; only just as written is it the name.
        [word] => Some(spelled(word, true)),
        _ => {
            let between = format!("(?:{BLANK}|{MARK})+");
            let each = |order: Vec<&str>| {
                order.into_iter().map(|word| spelled(word, false)).collect::<Vec<_>>().join(&between)
            };
            Some(format!("(?i)(?:{})", orders(words).into_iter().map(each).collect::<Vec<_>>().join("|")))
        }
    }
}

fn slug(words: &[&str], dots: bool) -> Option<String> {
    if words.len() < 2 {
        return None;
    }
    let between = if dots { r"(?:[-_+.]|%20|%2d)?" } else { r"(?:[-_+]|%20|%2d)?" };
    let folded = |word: &str| -> String {
        let plain: String = fold::fold(word).chars().filter(char::is_ascii_alphanumeric).collect();
        let letters =
            word.chars().filter(|c| c.is_alphanumeric()).map(|c| letter(c, false)).collect::<String>();
        format!("(?:{letters}|{plain}|{})", fold::slug(word).replace('-', "[-_]"))
    };
    let each = |order: Vec<&str>| order.into_iter().map(folded).collect::<Vec<_>>().join(between);
    Some(format!("(?i)(?:{})", orders(words).into_iter().map(each).collect::<Vec<_>>().join("|")))
}

/// `A.A.`, `A. A.`, `AA`.
fn first_letters(words: &[&str]) -> Option<String> {
    let letters: Vec<String> =
        words.iter().filter_map(|word| word.chars().next()).map(|c| letter(c, true)).collect();
    (letters.len() > 1).then(|| format!("(?:{}|{})", letters.concat(), letters.join(r"\.\s?")))
}

/// A word, letter by letter.
fn spelled(word: &str, exact: bool) -> String {
    word.chars().map(|c| letter(c, exact)).collect::<Vec<_>>().join(SOFT)
}

/// A letter as it may be written: composed or not, as an entity, in JSON, in an address; with `exact`, in its own case.
fn letter(c: char, exact: bool) -> String {
    match c {
        '-' => r"(?:\\?[-\u{2010}\u{2011}]|&#0*45;|&#x2d;|&hyphen;)".to_owned(),
        '.' => r"(?:\\?\.|&#0*46;|&#x2e;|&period;)".to_owned(),
        '_' => r"(?:\\?_|&#0*95;|&#x5f;|&lowbar;)".to_owned(),
        '@' => r"(?:\\?@|%40|&#0*64;|&#x40;|&commat;|\s?[(\[]at[)\]]\s?)".to_owned(),
        '\'' | '’' => r"(?:\\?['’´]|&#0*39;|&#x27;|&apos;|&rsquo;)".to_owned(),
        '&' => "(?:&amp;|&)".to_owned(),
        c if c.is_ascii() => regex::escape(c.encode_utf8(&mut [0; 4])),
        c => {
            let mut cases = vec![c];
            if !exact {
                let single = |mut cased: std::vec::IntoIter<char>| cased.next().filter(|_| cased.len() == 0);
                cases.extend(single(c.to_lowercase().collect::<Vec<_>>().into_iter()));
                cases.extend(single(c.to_uppercase().collect::<Vec<_>>().into_iter()));
                cases.sort_unstable();
                cases.dedup();
            }
            format!("(?:{})", cases.into_iter().map(beyond_ascii).collect::<Vec<_>>().join("|"))
        }
    }
}

fn beyond_ascii(c: char) -> String {
    let code = u32::from(c);
    let mut bytes = [0; 4];
    let text: &str = c.encode_utf8(&mut bytes);
    let apart = DecomposingNormalizerBorrowed::new_nfd().normalize(text);
    let mut out = format!("{}|{}|&(?:amp;)?#0*{code};", regex::escape(text), regex::escape(&apart));
    let _ = write!(out, r"|(?i:&(?:amp;)?#x0*{code:x};|\\u{code:04x}|");
    for byte in text.bytes() {
        let _ = write!(out, "%{byte:02x}");
    }
    out.push(')');
    // `&ouml;`, `&Aring;`: the letter and the name of its mark.
    let plain: String = apart.chars().filter(char::is_ascii).collect();
    if plain.len() == 1 {
        let _ = write!(out, "|&(?:amp;)?{plain}(?:ring|uml|acute|grave|circ|tilde|cedil|caron);");
    }
    out
}

/// A number by its digits, with any separators, at home or from abroad: `040-12 34 56`, `+46 (0)40 12 34 56`.
/// With the digits that stand in all of these.
fn phone(written: &str) -> Option<(String, String)> {
    let digits: String = written.chars().filter(char::is_ascii_digit).collect();
    let abroad = written.trim().starts_with('+') || digits.starts_with("00");
    let whole = digits.strip_prefix("00").unwrap_or(&digits);
    let plus = r"(?:\+|%2b|&#43;|&plus;|00)";
    let (lead, rest) = match whole.strip_prefix("46").filter(|_| abroad) {
        None if abroad => (format!("{plus}{DIGITS}"), whole),
        home => {
            let rest = home.unwrap_or(&digits);
            let lead = format!("(?:{plus}{DIGITS}4{DIGITS}6{DIGITS}(?:0{DIGITS})?|0{DIGITS})");
            (lead, rest.strip_prefix('0').unwrap_or(rest))
        }
    };
    let each: Vec<String> = rest.chars().map(String::from).collect();
    (each.len() >= FEWEST_DIGITS).then(|| (each.concat(), format!("(?i){lead}{}", each.join(DIGITS))))
}

impl Needle {
    /// The same, of a person by number.
    pub(super) fn of(self, person: usize) -> Self {
        Self { person, ..self }
    }

    /// Where it stands as a whole, not as a part of a longer word or number.
    pub(super) fn places<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
        let mut at = 0;
        let regex = self.regex.get_or_init(|| Regex::new(&self.pattern).ok()).as_ref();
        std::iter::from_fn(move || {
            while let Some(found) = regex?.find_at(text, at) {
                let mut range = found.range();
                // `(040) 12 34 56`: the bracket that the number closes is part of it.
                let matched = found.as_str();
                let closes = matched.matches(')').count() > matched.matches('(').count();
                if self.what == What::Phone && closes && text.get(..range.start)?.ends_with('(') {
                    range.start -= 1;
                }
                if self.is_whole(text, &range) {
                    at = range.end;
                    return Some(range);
                }
                // A longer word may hold the right one a little later.
                at = found.start() + found.as_str().chars().next().map_or(1, char::len_utf8);
            }
            None
        })
    }

    fn is_whole(&self, text: &str, range: &Range<usize>) -> bool {
        let before = text.get(..range.start).unwrap_or("");
        let after = text.get(range.end..).unwrap_or("");
        let (last, next) = (before.chars().next_back(), after.chars().next());
        match self.what {
            What::Phone => {
                !last.is_some_and(|c| c.is_ascii_digit() || c == '+')
                    && !next.is_some_and(|c| c.is_ascii_digit())
            }
            What::Email => {
                let part = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '+' | '-');
                !last.is_some_and(part) && !next.is_some_and(|c| c.is_alphanumeric() || c == '_')
            }
            _ => {
                let matched = text.get(range.clone()).unwrap_or("");
                let escaped = ["\\n", "\\r", "\\t", "%20"].iter().any(|end| before.ends_with(end));
                // The Swedish genitive, which stays: `Anna Anderssons`.
                let mut rest = after.chars();
                let genitive = matches!(rest.next(), Some('s' | 'S')) && !rest.next().is_some_and(is_letter);
                (escaped || !last.is_some_and(is_letter))
                    && (genitive || !next.is_some_and(is_letter))
                    && (self.what != What::Name || is_apart(matched))
            }
        }
    }
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}')
}

/// `Anna_Andersson` is the name of a file, not two words; what is one word has nothing between.
fn is_apart(matched: &str) -> bool {
    let only_marks = matched.chars().any(|c| matches!(c, '_' | '*' | '~' | '`' | '\\'));
    !only_marks
        || matched
            .chars()
            .any(|c| c.is_whitespace() || matches!(c, ',' | ';' | '|' | '"' | '<' | '&' | '%' | '\u{ad}'))
}
