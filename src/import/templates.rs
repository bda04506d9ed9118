//! Instructions to other programs: Jekyll's Liquid, Hugo's shortcodes, kramdown's and HedgeDoc's own marks. Those that say
//! where something leads become links, those that only order looks go, and what else there is is told.

use super::working::{Working, within};
use crate::content::edit::Edit;
use crate::report::catalog::import as rules;
use regex::{Captures, Regex};
use std::sync::LazyLock;

/// Marks of other programs that say nothing to a reader.
static LOOKS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    [
        // `{: .no_toc }`, `{:target="_blank"}`: kramdown.
        r"(?m)^[ \t]*\{:[^}\n]*\}[ \t]*\n?",
        r"\{:[^}\n]*\}",
        // Lists of contents: the page has its own.
        r"(?mi)^[ \t]*(?:[-*]|\d+\.)[ \t]+(?:TOC|Table of contents|this will become a table of contents)[^\n]*\n(?:[ \t]*\{:[ \t]*toc[ \t]*\}[^\n]*\n?)",
        r"(?mi)^[ \t]*(?:\[\[_?toc_?\]\]|\[toc\]|\$\{toc\})[ \t]*$\n?",
        // HedgeDoc's boxes.
        r"(?m)^[ \t]*:::[^\n]*$\n?",
    ]
    .into_iter()
    .filter_map(|pattern| Regex::new(pattern).ok())
    .collect()
});

/// An instruction: `{% … %}`, `{{< … >}}`, `{{ … }}`, over several lines at the most a page long.
static ORDER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?s)\{%-?(.{0,400}?)-?%\}|\{\{[<%](.{0,400}?)[>%]\}\}|\{\{(.{0,200}?)\}\}").ok()
});
static COMMENT: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?s)\{%-?\s*comment\s*-?%\}.*?\{%-?\s*endcomment\s*-?%\}").ok());
static CODE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?s)\{%-?\s*highlight\s+(\w+)[^%]*%\}\n?(.*?)\n?\{%-?\s*endhighlight\s*-?%\}").ok()
});
static VALUE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#"(?:([\w-]+)\s*=\s*)?(?:"([^"]*)"|'([^']*)'|([^\s"'=]+))"#).ok());

/// What Jekyll calls a note: `2014-05-12-name`, found by [`super::links`].
pub(super) const POST: &str = "post:";

/// Settles them. `instructions`: whether the note has a block of facts, without which no other program looks for any.
pub(super) fn settle(text: &mut Working, instructions: bool, from: &str) {
    let code = text.code();
    let mut edits: Vec<Edit> = Vec::new();
    for pattern in LOOKS.iter() {
        for found in pattern.find_iter(&text.text).filter(|found| !within(&code, found.start())) {
            edits.push(Edit { at: found.range(), text: String::new() });
        }
    }
    text.apply(edits);
    if !instructions || !text.text.contains("{%") && !text.text.contains("{{") {
        return;
    }
    replace(text, COMMENT.as_ref(), |_| String::new());
    replace(text, CODE.as_ref(), |found| format!("```{}\n{}\n```", group(found, 1), group(found, 2)));
    let code = text.code();
    let mut edits = Vec::new();
    let mut told = Vec::new();
    let whole = text.text.clone();
    for found in ORDER.iter().flat_map(|pattern| pattern.captures_iter(&whole)) {
        let Some(all) = found.get(0).filter(|all| !within(&code, all.start())) else { continue };
        let order = [1, 2, 3].into_iter().find_map(|n| found.get(n)).map_or("", |m| m.as_str().trim());
        let text = if let Some(text) = meaning(order) {
            text
        } else {
            let shown: String = all.as_str().chars().take(60).collect();
            let finding = Working::at(&rules::IMPORT_TEMPLATE, all.range());
            told.push(finding.with("text", shown.replace('\n', " ")).with("from", from));
            String::new()
        };
        edits.push(Edit { at: all.range(), text });
    }
    text.findings.extend(told);
    text.apply(edits);
}

fn group<'t>(found: &Captures<'t>, n: usize) -> &'t str {
    found.get(n).map_or("", |m| m.as_str())
}

fn replace(text: &mut Working, pattern: Option<&Regex>, with: impl Fn(&Captures<'_>) -> String) {
    let edits = pattern
        .iter()
        .flat_map(|pattern| pattern.captures_iter(&text.text))
        .filter_map(|found| Some(Edit { at: found.get(0)?.range(), text: with(&found) }))
        .collect();
    text.apply(edits);
}

/// What an instruction stands for. `None` when that is not known.
fn meaning(order: &str) -> Option<String> {
    let order = order.trim_start_matches('/').trim();
    let (word, rest) = order.split_once([' ', '\n', '|']).unwrap_or((order, ""));
    let rest = rest.trim();
    Some(match word {
        "raw" | "endraw" | "endhighlight" | "details" | "notice" | "endnotice" | "note" | "tip"
        | "warning"
        // Where a site lies is said once, elsewhere.
        | "site.baseurl" | "site.url" | "site.base_url" | "site.github.url" | "page.root" | "site.baseURL"
        | ".Site.BaseURL" => String::new(),
        "post_url" => format!("{POST}{rest}"),
        "link" => format!("/{}", rest.trim_matches(['"', '\'']).trim_start_matches('/')),
        "ref" | "relref" => values(rest).into_iter().find(|(key, _)| key.is_empty() || key == "path")?.1,
        "figure" | "img" | "image" => picture(&values(rest))?,
        "youtube" | "vimeo" => {
            let id = values(rest).into_iter().find(|(key, _)| key.is_empty() || key == "id")?.1;
            if word == "youtube" {
                format!("<https://www.youtube.com/watch?v={id}>")
            } else {
                format!("<https://vimeo.com/{id}>")
            }
        }
        // `{{ "/x" | relative_url }}`
        _ if order.starts_with(['"', '\'']) => {
            let quote = order.chars().next()?;
            let inner = order.get(1..)?.split(quote).next()?;
            let filter = order.rsplit('|').next()?.trim();
            if !matches!(filter, "relative_url" | "absolute_url" | "prepend: site.baseurl") {
                return None;
            }
            format!("/{}", inner.trim_start_matches('/'))
        }
        _ => return None,
    })
}

fn picture(values: &[(String, String)]) -> Option<String> {
    let get = |key: &str| values.iter().find(|(k, _)| k == key).map(|(_, value)| value.as_str());
    let src = get("src").or_else(|| get(""))?;
    let caption = get("caption").or_else(|| get("title")).unwrap_or("");
    let alt = get("alt").or_else(|| get("caption")).unwrap_or("");
    let title = if caption.is_empty() || caption == alt {
        String::new()
    } else {
        format!(" \"{}\"", caption.replace('"', "”"))
    };
    Some(format!("![{}]({src}{title})", alt.replace(['[', ']'], "")))
}

/// `src="a.png" alt="x"`; values without a name have none.
fn values(text: &str) -> Vec<(String, String)> {
    VALUE
        .iter()
        .flat_map(|pattern| pattern.captures_iter(text))
        .map(|found| {
            let value = [2, 3, 4].into_iter().find_map(|n| found.get(n)).map_or("", |m| m.as_str());
            (group(&found, 1).to_owned(), value.to_owned())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settled(text: &str) -> (String, usize) {
        let mut working = Working::new(text);
        settle(&mut working, true, "a.md");
        (working.text, working.findings.len())
    }

    #[test]
    fn instructions_become_what_they_stand_for() {
        for (text, expected) in [
            ("[x]({% post_url 2014-05-12-namn %})", "[x](post:2014-05-12-namn)"),
            ("[x]({{ site.baseurl }}{% link moten/a.md %})", "[x](/moten/a.md)"),
            ("[x]({{< ref \"a.md\" >}})", "[x](a.md)"),
            ("![x]({{ '/bild.png' | relative_url }})", "![x](/bild.png)"),
            (
                "{{< figure src=\"a.png\" alt=\"En karta\" caption=\"Skåne\" >}}",
                "![En karta](a.png \"Skåne\")",
            ),
            ("{% highlight rust %}\nlet x;\n{% endhighlight %}", "```rust\nlet x;\n```"),
            ("# Rubrik\n{: .no_toc }\n\n[x](y){:target=\"_blank\"}", "# Rubrik\n\n\n[x](y)"),
            ("a{% comment %} hemligt {% endcomment %}b", "ab"),
        ] {
            assert_eq!(settled(text), (expected.to_owned(), 0), "{text}");
        }
        assert_eq!(settled("a {% include x.html %} b"), ("a  b".to_owned(), 1));
        assert_eq!(settled("`{% include x.html %}`"), ("`{% include x.html %}`".to_owned(), 0));
    }
}
