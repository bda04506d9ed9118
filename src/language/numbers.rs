//! Numbers and money, as people write them and as they are shown.

use super::Lang;

/// Narrow and no-break spaces, and what people type instead: all are group separators.
fn is_space(c: char) -> bool {
    c == ' ' || c == '\u{a0}' || c == '\u{202f}' || c == '\u{2009}'
}

/// A whole number of kronor: `445 986 kr`, `445986`, `445.986 kronor`, `SEK 445 986`. `None` if it is anything else.
pub fn parse_money(text: &str) -> Option<i64> {
    let lower = text.trim().to_lowercase();
    let mut rest = lower.as_str();
    for unit in ["kronor", "kr.", "kr", "sek", ":-"] {
        if let Some(cut) = rest.strip_suffix(unit) {
            rest = cut;
            break;
        }
    }
    rest = rest.strip_prefix("sek").unwrap_or(rest).trim_matches(is_space);
    let negative = rest.starts_with(['-', '−']);
    rest = rest.trim_start_matches(['-', '−']);
    let groups: Vec<&str> = rest.split(|c: char| is_space(c) || c == '.' || c == '\'').collect();
    let digits = |group: &&str| !group.is_empty() && group.chars().all(|c| c.is_ascii_digit());
    let well_formed = groups.iter().all(digits)
        && groups.iter().skip(1).all(|group| group.len() == 3)
        && (groups.len() == 1 || groups.first().is_some_and(|group| group.len() <= 3));
    let value: i64 = well_formed.then(|| groups.concat()).and_then(|all| all.parse().ok())?;
    Some(if negative { -value } else { value })
}

/// A decimal number: `12,5`, `12.5`, `1 234`, `−3`. `None` if it is anything else.
pub fn parse_decimal(text: &str) -> Option<f64> {
    let compact: String = text.trim().chars().filter(|c| !is_space(*c)).collect();
    let plain = compact.replace('−', "-").replace(',', ".");
    let shape = plain.trim_start_matches('-');
    let only_digits = !shape.is_empty()
        && shape.chars().all(|c| c.is_ascii_digit() || c == '.')
        && shape.starts_with(|c: char| c.is_ascii_digit());
    only_digits.then(|| plain.parse().ok()).flatten()
}

/// A whole number in groups of three: `445 986` (no-break spaces), `445,986`.
pub fn format_integer(lang: Lang, value: i64) -> String {
    let out = grouped(lang, &value.unsigned_abs().to_string());
    if value < 0 { format!("−{out}") } else { out }
}

/// A number with so many decimals, its whole part in groups of three: `1 234 567,5`.
pub fn format_number(lang: Lang, value: f64, decimals: usize) -> String {
    let text = format!("{:.decimals$}", value.abs());
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let mut out = grouped(lang, whole);
    if !part.is_empty() {
        out.push_str(lang.pick(",", "."));
        out.push_str(part);
    }
    // What is nothing when rounded has no sign.
    let nothing = text.bytes().all(|b| matches!(b, b'0' | b'.'));
    if value < 0.0 && !nothing { format!("−{out}") } else { out }
}

fn grouped(lang: Lang, digits: &str) -> String {
    let separator = lang.pick("\u{a0}", ",");
    let mut out = String::new();
    // Swedish usage leaves four digits together ("2014 kr"); English groups from four on.
    let ungrouped = lang == Lang::Sv && digits.len() == 4;
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) && !ungrouped {
            out.push_str(separator);
        }
        out.push(c);
    }
    out
}

/// An amount in kronor: `445 986 kr`, `SEK 445,986`.
pub fn format_money(lang: Lang, kronor: i64) -> String {
    let number = format_integer(lang, kronor);
    match lang {
        Lang::Sv => format!("{number}\u{a0}kr"),
        Lang::En => format!("SEK\u{a0}{number}"),
    }
}

/// A file's size in words a person reads: `48 kB`, `1,2 MB` (decimal units, as file managers show them).
pub fn format_size(lang: Lang, bytes: u64) -> String {
    let comma = lang.pick(",", ".");
    if bytes < 1_000_000 {
        return format!("{}\u{a0}kB", bytes.div_ceil(1_000));
    }
    let tenths = (bytes + 50_000) / 100_000;
    format!("{}{comma}{}\u{a0}MB", tenths / 10, tenths % 10)
}

/// A number with the decimals it was given, at most two: `12,5`.
pub fn format_decimal(lang: Lang, value: f64) -> String {
    let text = format!("{value:.2}");
    let trimmed = text.trim_end_matches('0').trim_end_matches('.');
    trimmed.replace('.', lang.pick(",", ".")).replace('-', "−")
}

/// Bytes in hexadecimal, two small digits each: as hashes are written.
pub fn hex(bytes: &[u8]) -> String {
    let digits =
        |byte: &u8| [byte >> 4, byte & 15].map(|digit| char::from_digit(digit.into(), 16).unwrap_or('0'));
    bytes.iter().flat_map(digits).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_in_hexadecimal_have_two_digits_each() {
        assert_eq!(hex(&[0, 9, 10, 0x7f, 0xff]), "00090a7fff");
    }

    #[test]
    fn money_is_read_with_any_space() {
        for text in
            ["445 986 kr", "445\u{a0}986 kr", "445\u{202f}986kr", "445986", "445.986 kronor", "SEK 445 986"]
        {
            assert_eq!(parse_money(text), Some(445_986), "{text}");
        }
        for text in ["", "kr", "445 98 kr", "4459 86", "många", "1e9", "445,5 kr"] {
            assert_eq!(parse_money(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_are_shown_as_the_reader_expects() {
        assert_eq!(format_money(Lang::Sv, 445_986), "445\u{a0}986\u{a0}kr");
        assert_eq!(format_money(Lang::En, 445_986), "SEK\u{a0}445,986");
        assert_eq!(format_integer(Lang::Sv, 2014), "2014");
        assert_eq!(format_integer(Lang::Sv, -12_345), "−12\u{a0}345");
        assert_eq!(format_number(Lang::Sv, 1_234_567.5, 1), "1\u{a0}234\u{a0}567,5");
        assert_eq!(format_number(Lang::En, 1_234.0, 2), "1,234.00");
        assert_eq!(format_number(Lang::Sv, -0.001, 1), "0,0");
        assert_eq!(format_size(Lang::Sv, 1_234_567), "1,2\u{a0}MB");
        assert_eq!(format_size(Lang::Sv, 47_800), "48\u{a0}kB");
        assert_eq!(parse_decimal("12,5"), Some(12.5));
        assert_eq!(parse_decimal("inf"), None);
        assert_eq!(format_decimal(Lang::Sv, 12.50), "12,5");
    }
}
