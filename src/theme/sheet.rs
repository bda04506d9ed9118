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

/// What a sheet would have the browser fetch from elsewhere than the site, if anything: `@import`, or an address that is not
/// relative. The policy stops it; who reads the sheet would still believe that it is so.
pub(super) fn foreign(sheet: &str) -> Option<String> {
    // Backslashes may spell any letter (CSS Syntax, 4.3.7).
    let plain = light(sheet).to_ascii_lowercase();
    let shown = |at: usize| plain.get(at..).map(|rest| rest.chars().take(60).collect::<String>());
    if let Some(at) = plain.find("@import") {
        return shown(at);
    }
    let away = |(at, _): &(usize, &str)| {
        let inner = plain.get(at + "url(".len()..).unwrap_or("").trim_start().trim_start_matches(['"', '\'']);
        let head = inner.split([')', '/', '"', '\'']).next().unwrap_or("");
        inner.starts_with("//") || head.contains([':', '\\'])
    };
    plain.match_indices("url(").find(away).and_then(|(at, _)| shown(at))
}

#[cfg(test)]
mod tests {
    use super::{foreign, light};

    #[test]
    fn what_a_sheet_fetches_from_elsewhere_is_found() {
        for away in [
            "@import url(a.css);",
            "@IMPORT 'https://x/a.css';",
            "a { background: url( \"https://x/a.png\" ) }",
            "@font-face { src: url(//x/a.woff2) }",
            "a { background: URL(data:image/png;base64,AA) }",
            "a { background: url(\\68ttps://x) }",
        ] {
            assert!(foreign(away).is_some(), "{away}");
        }
        for own in [
            "a { background: url(\"theme/mark.svg\") }",
            "/* @import url(//x) */ a { b: c }",
            "a { b: url(a.svg#x) }",
        ] {
            assert_eq!(foreign(own), None, "{own}");
        }
    }

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
