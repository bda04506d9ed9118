//! The style sheet as it is served: without comments, indents and other blanks that part nothing, as every page waits for it.

/// A sheet without what no browser needs. What stands in quotes stays as it is.
pub(super) fn light(sheet: &str) -> String {
    let mut out = String::with_capacity(sheet.len());
    let mut rest = sheet;
    let mut quote = None;
    while let Some(c) = rest.chars().next() {
        let mut taken = c.len_utf8();
        match (quote, c) {
            (Some(mark), c) => {
                out.push(c);
                if c == '\\' {
                    let next = rest.get(taken..).and_then(|rest| rest.chars().next());
                    out.extend(next);
                    taken += next.map_or(0, char::len_utf8);
                } else if c == mark {
                    quote = None;
                }
            }
            (None, '/') if rest.starts_with("/*") => {
                taken = rest.get(2..).and_then(|rest| rest.find("*/")).map_or(rest.len(), |end| end + 4);
            }
            (None, ' ' | '\t' | '\n' | '\r') => {
                // One blank does for many, and at these signs none.
                if !(out.is_empty() || out.ends_with([' ', '{', '}', ';'])) {
                    out.push(' ');
                }
            }
            (None, '{' | '}' | ';') => {
                out.truncate(out.trim_end_matches(' ').len());
                out.push(c);
            }
            (None, c) => {
                if matches!(c, '"' | '\'') {
                    quote = Some(c);
                }
                out.push(c);
            }
        }
        rest = rest.get(taken..).unwrap_or("");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::light;

    #[test]
    fn only_what_parts_nothing_is_gone() {
        for (sheet, served) in [
            ("/* a */\na,\nb {\n  c: d  e;  \n\n}\n\nf { }", "a, b{c: d e;}f{}"),
            ("a::after { content: \"/* b */  \\\" { c\" }", "a::after{content: \"/* b */  \\\" { c\"}"),
            ("a { b: c } /* open", "a{b: c}"),
            ("a /* b */ c > d { e: 'f  ;' }", "a c > d{e: 'f  ;'}"),
            ("@media (a: b) and (c: d) { e { f: g } }", "@media (a: b) and (c: d){e{f: g}}"),
        ] {
            assert_eq!(light(sheet), served, "{sheet}");
        }
    }
}
