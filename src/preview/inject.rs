//! Adds to a page of the site what makes it a preview, and changes nothing else in it.

use html5gum::{DefaultEmitter, Token, Tokenizer};

/// The page with `script` in its head, before any other script, so that it sees the page before others change it; and with
/// `notice` before its header, after the link that skips to the content.
/// A page without a header has it at the end of its body; one without a head or a body gets both at its end.
///
/// `style` stands at the end of the head: of two rules the later one holds.
pub(super) fn into_page(html: &[u8], script: &str, style: &str, notice: &str) -> Vec<u8> {
    let Places { script: first, head, body } = places(html);
    let body = body.unwrap_or(html.len());
    let head = head.filter(|head| *head <= body).unwrap_or(body);
    let first = first.filter(|first| *first <= head).unwrap_or(head);
    let cut = |from: usize, to: usize| html.get(from..to).unwrap_or_default();
    [
        cut(0, first),
        script.as_bytes(),
        cut(first, head),
        style.as_bytes(),
        cut(head, body),
        notice.as_bytes(),
        cut(body, html.len()),
    ]
    .concat()
}

struct Places {
    script: Option<usize>,
    head: Option<usize>,
    body: Option<usize>,
}

/// Where the first script begins, the first `</head>`, and the first `<header>` after it or else the last `</body>` (or `</html>`). Tags, not
/// text that looks like them.
fn places(html: &[u8]) -> Places {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let (mut script, mut head, mut header, mut body, mut document) = (None, None, None, None, None);
    for token in Tokenizer::new_with_emitter(html, emitter) {
        match token {
            Ok(Token::StartTag(tag)) if **tag.name == *b"header" && head.is_some() => {
                header = header.or(Some(tag.span.start));
            }
            Ok(Token::StartTag(tag)) if **tag.name == *b"script" => {
                script = script.or(Some(tag.span.start));
            }
            Ok(Token::EndTag(tag)) => match &**tag.name {
                b"head" => head = head.or(Some(tag.span.start)),
                b"body" => body = Some(tag.span.start),
                b"html" => document = Some(tag.span.start),
                _ => {}
            },
            _ => {}
        }
    }
    Places { script, head, body: header.or(body).or(document) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expected: &str) {
        let page = into_page(html.as_bytes(), "S", "", "N");
        assert_eq!(String::from_utf8_lossy(&page), expected);
    }

    #[test]
    fn the_script_ends_the_head_and_the_notice_the_body() {
        check(
            "<!DOCTYPE html>\r\n<html lang=\"sv\"><head><title>Å</title>\r\n</head><body>ö</body></html>\n",
            "<!DOCTYPE html>\r\n<html lang=\"sv\"><head><title>Å</title>\r\nS</head><body>öN</body></html>\n",
        );
    }

    #[test]
    fn the_notice_stands_before_the_header() {
        check(
            "<head></head><body><a href=\"#main\">x</a><header>y</header></body>",
            "<head>S</head><body><a href=\"#main\">x</a>N<header>y</header></body>",
        );
    }

    #[test]
    fn the_script_stands_before_other_scripts() {
        check(
            "<head><link><script src=a></script></head><body><script>b</script></body>",
            "<head><link>S<script src=a></script></head><body><script>b</script>N</body>",
        );
        let page = into_page(b"<head><script src=a></script><link></head><body></body>", "S", "C", "N");
        assert_eq!(
            String::from_utf8_lossy(&page),
            "<head>S<script src=a></script><link>C</head><body>N</body>",
            "styles come last"
        );
    }

    #[test]
    fn text_that_looks_like_a_tag_is_text() {
        check(
            "<HEAD><title></head></title><script>'</head>'</script><!-- </head> --></HEAD ><body><p title='</body>'>a</BODY>",
            "<HEAD><title></head></title>S<script>'</head>'</script><!-- </head> --></HEAD ><body><p title='</body>'>aN</BODY>",
        );
        check(
            "<head></head><textarea></body></textarea></body>",
            "<head>S</head><textarea></body></textarea>N</body>",
        );
    }

    #[test]
    fn a_page_without_head_or_body_gets_both_at_its_end() {
        check("<p>a", "<p>aSN");
        check("", "SN");
        check("<p>a</html>", "<p>aSN</html>");
        check("<p>a</body>", "<p>aSN</body>");
        check("</body></head>", "SN</body></head>");
    }
}
