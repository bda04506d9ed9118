//! The signs of Swedish braille: which cells a character is written with.
//!
//! After “Svenska skrivregler för punktskrift” (Punktskriftsnämnden, second edition, 2009); numbers in brackets are its
//! chapters. Cells are characters of Unicode's block of braille patterns.

use crate::language::fold;

/// Marks that stand for how a text is written, not for what it says.
pub(super) mod mark {
    /// What follows is a number (5.1).
    pub(in crate::forms::braille) const NUMBER: &str = "⠼";
    /// A capital letter (3.2).
    pub(in crate::forms::braille) const CAPITAL: &str = "⠠";
    /// Two capital letters or more (3.2).
    pub(in crate::forms::braille) const CAPITALS: &str = "⠠⠠";
    /// Words in capital letters (3.2).
    pub(in crate::forms::braille) const CAPITAL_WORDS: &str = "⠠⠠⠠";
    /// Ends capitals and emphasis (3.3), and parts a number from a letter that could be a digit (5.5).
    pub(in crate::forms::braille) const END: &str = "⠱";
    /// A word in italics; several words, which [`END`] ends (3.4).
    pub(in crate::forms::braille) const ITALIC: (&str, &str) = ("⠠⠄", "⠠⠤");
    /// The same in bold (3.4).
    pub(in crate::forms::braille) const BOLD: (&str, &str) = ("⠨", "⠨⠨");
    /// Before and after words in another language (4.3).
    pub(in crate::forms::braille) const LANGUAGE: &str = "⠐⠂";
    /// Above the line and below it (3.3.2).
    pub(in crate::forms::braille) const ABOVE: &str = "⠬";
    pub(in crate::forms::braille) const BELOW: &str = "⠣";
    /// Before a letter with a mark that has no sign of its own (4.1.2).
    pub(super) const ACCENT: &str = "⠈";
    /// Before a point of a list (9.4).
    pub(in crate::forms::braille) const BULLET: &str = "⠿";
    /// A blank at which no line ends.
    pub(in crate::forms::braille) const BLANK: char = '⠀';
    /// Between the groups of a long number (5.3).
    pub(in crate::forms::braille) const GROUP: &str = "⠄";
    /// A hyphen (2.2).
    pub(in crate::forms::braille) const HYPHEN: char = '⠤';
}

const LETTERS: &str = "abcdefghijklmnopqrstuvwxyzåäöéèàü";
const CELLS: &str = "⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚⠅⠇⠍⠝⠕⠏⠟⠗⠎⠞⠥⠧⠺⠭⠽⠵⠡⠜⠪⠿⠮⠷⠳";

/// A letter without capitals (1.1, 4.1, 4.2).
pub(super) fn letter(letter: char) -> Option<String> {
    if let Some(cell) =
        LETTERS.chars().zip(CELLS.chars()).find(|(own, _)| *own == letter).map(|(_, cell)| cell)
    {
        return Some(cell.to_string());
    }
    let base = match letter {
        'æ' => 'ä',
        'œ' => 'ö',
        'ø' => 'o',
        'ß' => 's',
        'ð' | 'đ' => 'd',
        'þ' => 't',
        'ł' => 'l',
        // A letter and its marks, as in ñ and ç.
        other => fold::base(other)?,
    };
    let cell = LETTERS.chars().zip(CELLS.chars()).find(|(own, _)| *own == base)?.1;
    Some(format!("{}{cell}", mark::ACCENT))
}

/// A digit: the letters a to j (5.1).
pub(super) fn digit(digit: char) -> Option<char> {
    CELLS.chars().nth((digit.to_digit(10)? as usize + 9) % 10)
}

/// Every other sign (2, 5, 6). Several kinds of quotation marks, dashes and hyphens are one in braille.
pub(super) fn sign(sign: char) -> Option<&'static str> {
    Some(match sign {
        '.' => "⠄",
        ',' => "⠂",
        '?' => "⠢",
        '!' => "⠖",
        ':' => "⠒",
        ';' => "⠆",
        '-' | '\u{2010}' | '\u{2011}' | '−' => "⠤",
        '–' | '—' => "⠤⠤",
        '\'' | '’' | '‘' | '‚' | '′' => "⠐",
        '"' | '”' | '“' | '„' | '‟' => "⠰",
        '«' => "⠘⠶",
        '»' => "⠶⠃",
        '(' => "⠦",
        ')' => "⠴",
        '[' => "⠷",
        ']' => "⠾",
        '{' => "⠠⠷",
        '}' => "⠠⠾",
        '/' | '÷' => "⠌",
        '\\' => "⠘⠌",
        '|' => "⠸",
        '…' => "⠄⠄⠄",
        '*' => "⠔",
        '&' => "⠯",
        '§' => "⠬",
        '%' => "⠹",
        '‰' => "⠹⠹",
        '@' => "⠘⠷",
        '#' => "⠘⠼",
        '_' => "⠘⠤",
        '+' => "⠲",
        '±' => "⠲⠤",
        '=' => "⠶",
        '<' => "⠼⠪",
        '>' => "⠼⠕",
        '×' => "⠻⠭",
        '·' => "⠻⠄",
        '°' => "⠻⠛",
        '~' => "⠘⠒",
        '^' => "⠈",
        '´' => "⠘⠔",
        '`' => "⠘⠢",
        '¨' => "⠘⠆",
        '€' => "⠘⠑",
        '$' => "⠘⠎",
        '£' => "⠘⠇",
        '¥' => "⠘⠽",
        '¢' => "⠘⠉",
        '©' => "⠦⠉⠴",
        '®' => "⠦⠗⠴",
        '™' => "⠦⠞⠍⠴",
        '•' | '●' | '■' => "⠿",
        '◦' => "⠈⠿",
        '▪' => "⠘⠿",
        '→' => "⠒⠕",
        '←' => "⠪⠒",
        '½' => "⠼⠁⠌⠼⠃",
        '¼' => "⠼⠁⠌⠼⠙",
        '¾' => "⠼⠉⠌⠼⠙",
        '¹' => "⠬⠼⠁",
        '²' => "⠬⠼⠃",
        '³' => "⠬⠼⠉",
        _ => return None,
    })
}

/// Whether a character leaves nothing to feel: it says where a word may be parted, or in which direction it runs.
pub(super) fn silent(sign: char) -> bool {
    matches!(sign, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}
