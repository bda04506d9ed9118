//! Questions at a terminal. Elsewhere there is nobody to ask, and a command ends by saying what it lacks.

use super::show;
use super::text::{Text, Words};
use crate::language::{Lang, fold};
use std::io::{IsTerminal, Write as _};

/// Whether there is anybody to ask.
pub(super) fn is_possible() -> bool {
    std::io::stdin().is_terminal()
}

/// The answer to a question; `None` without a terminal, and when input ends.
pub(super) fn ask(question: Text, lang: Lang) -> Option<String> {
    if !is_possible() {
        return None;
    }
    let mut err = std::io::stderr().lock();
    write!(err, "{}", question.raw(lang)).and_then(|()| err.flush()).ok()?;
    let mut answer = String::new();
    let read = std::io::stdin().read_line(&mut answer).ok()?;
    (read > 0).then(|| answer.trim().to_owned())
}

/// Whether an answer is a yes, in either language. Silence is a no.
pub(super) fn is_yes(answer: &str) -> bool {
    matches!(fold::key(answer).as_str(), "j" | "ja" | "y" | "yes")
}

/// Whether changes that were shown may be written: said by an option, else asked for. Without a terminal it is said `how`.
pub(super) fn agreed(yes: bool, how: Text, lang: Lang) -> bool {
    if yes {
        return true;
    }
    match ask(Text::AskWrite, lang) {
        Some(answer) if is_yes(&answer) => return true,
        Some(_) => show::say(Text::NothingWritten.raw(lang)),
        None => show::say(how.raw(lang)),
    }
    false
}
