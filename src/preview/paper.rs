//! How a page looks on paper, shown on the screen: the rules of its style sheet for paper, for one more sheet.

/// The rules within `@media print`, to hold on a screen. What stands in comments and strings is left alone.
pub(super) fn on_screen(css: &str) -> String {
    let mut out = String::new();
    let mut rest = css;
    while let Some(after) = next_rule(rest) {
        let end = block_end(after);
        let (block, left) = after.split_at(end);
        out.push_str("@media screen {");
        out.push_str(block);
        out.push_str("}\n");
        rest = left.strip_prefix('}').unwrap_or(left);
    }
    // Paper is white, whatever the screen is.
    out.push_str("@media screen { html { background: #fff; color: #000 } }\n");
    out
}

/// What is after the next `@media print {`.
fn next_rule(css: &str) -> Option<&str> {
    let mut at = 0;
    while let Some(rest) = css.get(at..).filter(|rest| !rest.is_empty()) {
        let skip = apart(rest);
        if skip > 0 {
            at += skip;
            continue;
        }
        if let Some(inner) = print_rule(rest) {
            return Some(inner);
        }
        at += rest.chars().next().map_or(1, char::len_utf8);
    }
    None
}

/// What is after `@media print {` at the beginning of a text.
fn print_rule(text: &str) -> Option<&str> {
    let (head, inner) = text.strip_prefix("@media")?.split_once('{')?;
    (head.trim().eq_ignore_ascii_case("print")).then_some(inner)
}

/// Where the block ends that a text begins within.
fn block_end(text: &str) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let skip = apart(rest);
        if skip > 0 {
            at += skip;
            continue;
        }
        match rest.as_bytes().first() {
            Some(b'{') => depth += 1,
            Some(b'}') if depth == 0 => return at,
            Some(b'}') => depth -= 1,
            _ => {}
        }
        at += rest.chars().next().map_or(1, char::len_utf8);
    }
    text.len()
}

/// How long the comment or the string is that a text begins with; 0 if it begins with neither.
fn apart(text: &str) -> usize {
    if let Some(comment) = text.strip_prefix("/*") {
        return comment.find("*/").map_or(text.len(), |end| end + 4);
    }
    let Some(quote) = text.chars().next().filter(|c| matches!(c, '"' | '\'')) else { return 0 };
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        if c == quote && !escaped {
            return at + 1;
        }
        escaped = c == '\\' && !escaped;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_rules_for_paper_are_taken() {
        let css = "/* @media print { a } */ p::after { content: \"} @media print {\" }\n@media print {\n  a { b: '}' }\n}\n\
                   @media screen { s { t: u } } @media PRINT{q{r:s}/* } */}";
        let shown = on_screen(css);
        assert!(
            shown.starts_with(
                "@media screen {\n  a { b: '}' }\n}\n@media screen {q{r:s}/* } */}\n@media screen { html"
            ),
            "{shown}"
        );
        assert!(!shown.contains("t: u"));
        assert!(on_screen("@media print { a {").contains("a {"), "what does not end is no reason to stumble");
    }
}
