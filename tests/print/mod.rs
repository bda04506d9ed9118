//! Swedish braille back to print, for the test that no word is lost: letters, capitals and numbers; of signs only that they
//! stand between words.

/// Cells that begin a sign of two: the second is no letter.
const LEADS: &str = "⠘⠻";

/// ASCII braille as cells: the characters of the sixty-four cells, in the order of their dots.
pub(crate) fn cells(row: &str) -> String {
    const ASCII: &str = " A1B'K2L@CIF/MSP\"E3H9O6R^DJG>NTQ,*5<-U8V.%[$+X!&;:4\\0Z7(_?W]#Y)=";
    row.chars()
        .map(|c| ASCII.chars().position(|own| own == c).expect("a character of ASCII braille"))
        .map(|dots| char::from_u32(0x2800 + u32::try_from(dots).expect("small")).expect("a cell"))
        .collect()
}

/// The text of rows.
pub(crate) fn read(rows: &[String]) -> String {
    let words = rows.iter().flat_map(|row| row.split('⠀')).filter(|word| !word.is_empty());
    print(&words.collect::<Vec<_>>().join("⠀"))
}

/// The sign of à is that of a bracket too, and brackets are more common.
fn print(cells: &str) -> String {
    let letters: Vec<(char, char)> =
        "⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚⠅⠇⠍⠝⠕⠏⠟⠗⠎⠞⠥⠧⠺⠭⠽⠵⠡⠜⠪⠿⠮⠳".chars().zip("abcdefghijklmnopqrstuvwxyzåäöéèü".chars()).collect();
    let cells: Vec<char> = cells.chars().collect();
    let at = |i: usize| cells.get(i).copied().unwrap_or('⠀');
    let letter = |cell: char| letters.iter().find(|(own, _)| *own == cell).map(|(_, letter)| *letter);
    let (mut out, mut i) = (String::new(), 0);
    let (mut number, mut capitals) = (false, 0);
    while i < cells.len() {
        let cell = at(i);
        let digit = number.then(|| "⠚⠁⠃⠉⠙⠑⠋⠛⠓⠊".chars().position(|own| own == cell)).flatten();
        if let Some(digit) = digit {
            out.push_str(&digit.to_string());
        } else if cell == '⠠' {
            let marks = (i..cells.len()).take_while(|i| at(*i) == '⠠').count();
            match (marks, at(i + 1)) {
                (1, '⠄' | '⠤' | '⠷' | '⠾') => i += 1,
                _ => capitals = marks,
            }
            i += marks - 1;
            number = false;
        } else if cell == '⠼' {
            // Less than and greater than.
            if matches!(at(i + 1), '⠪' | '⠕') {
                out.push(' ');
                i += 1;
            } else {
                number = true;
            }
        } else if cell == '⠱' {
            (number, capitals) = (false, 0);
        } else if LEADS.contains(cell) {
            out.push(' ');
            i += 1;
            number = false;
        } else if let Some(letter) =
            letter(cell).filter(|_| cell != '⠿' || at(i + 1) != '⠀' || at(i.wrapping_sub(1)) != '⠀')
        {
            out.extend(letter.to_uppercase().filter(|_| capitals > 0));
            out.extend(Some(letter).filter(|_| capitals == 0));
            capitals = if capitals == 1 { 0 } else { capitals };
            number = false;
        } else {
            // Points and commas within a number leave it what it is.
            number = number && (cell == '⠄' || cell == '⠂');
            if capitals == 2 {
                capitals = 0;
            }
            out.push(' ');
        }
        i += 1;
    }
    out
}
