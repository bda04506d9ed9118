//! The lines of a calendar (RFC 5545, 3.1 and 3.3.11).
//!
//! Written here, as no crate does what is needed: `icalendar` gives a time zone a random id and the time of the clock, and
//! `ics` folds lines one octet too late.

use std::fmt::Write as _;

/// So many octets a line, its end not counted.
const OCTETS: usize = 75;

/// A component: its properties, then the components within it.
pub(super) struct Component {
    name: &'static str,
    lines: Vec<String>,
    within: Vec<Component>,
}

impl Component {
    pub(super) fn new(name: &'static str) -> Self {
        Self { name, lines: Vec::new(), within: Vec::new() }
    }

    /// Adds a value that is no text: a moment, a rule, an address. `key` may hold parameters.
    pub(super) fn value(&mut self, key: &str, value: &str) {
        // A control character would end the line; no such value has one.
        let value: String = value.chars().filter(|c| !c.is_control()).collect();
        self.lines.push(format!("{key}:{value}"));
    }

    /// Adds a text, unless it is empty.
    pub(super) fn text(&mut self, key: &str, text: &str) {
        if !text.is_empty() {
            self.value(key, &escape(text));
        }
    }

    /// Adds a component.
    pub(super) fn push(&mut self, component: Self) {
        self.within.push(component);
    }

    /// The component as it is written.
    pub(super) fn write(&self, out: &mut String) {
        let _ = write!(out, "BEGIN:{}\r\n", self.name);
        for line in &self.lines {
            fold(line, out);
        }
        for component in &self.within {
            component.write(out);
        }
        let _ = write!(out, "END:{}\r\n", self.name);
    }
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' | '\r' => out.push_str("\\n"),
            c => out.push(c),
        }
    }
    out
}

/// A line, folded between characters: what goes on begins with a space, which counts.
fn fold(line: &str, out: &mut String) {
    let mut length = 0;
    for c in line.chars() {
        if length + c.len_utf8() > OCTETS {
            out.push_str("\r\n ");
            length = 1;
        }
        out.push(c);
        length += c.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::{Component, escape};

    #[test]
    fn texts_are_escaped() {
        assert_eq!(escape("a,b; c\\d\r\ne"), "a\\,b\\; c\\\\d\\ne");
    }

    proptest::proptest! {
        #[test]
        fn no_line_is_too_long_and_nothing_is_lost(text in "[a-zåäö,;\\\\ \n]{0,300}") {
            let mut component = Component::new("VEVENT");
            component.text("SUMMARY", &format!("x{text}"));
            let mut out = String::new();
            component.write(&mut out);
            proptest::prop_assert!(out.split("\r\n").all(|line| line.len() <= 75));
            let wanted = format!("BEGIN:VEVENT\r\nSUMMARY:x{}\r\nEND:VEVENT\r\n", escape(&text));
            proptest::prop_assert_eq!(out.replace("\r\n ", ""), wanted);
        }
    }
}
