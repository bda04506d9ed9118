//! The role that HTML itself gives an element (HTML Accessibility API Mappings 1.0).

use super::super::tree::{Id, Tree};

/// The role's name. `None` where HTML gives none, or where which one it gives cannot be told from the element alone.
pub(in crate::act) fn implicit(tree: &Tree, id: Id) -> Option<&'static str> {
    if tree.svg_tag(id) == "svg" {
        return Some("graphics-document");
    }
    if tree.svg_tag(id) == "a" {
        return (tree.has(id, "href") || tree.has(id, "xlink:href")).then_some("link");
    }
    let tag = tree.tag(id);
    Some(match tag {
        "a" | "area" if tree.has(id, "href") => "link",
        "article" => "article",
        "aside" => "complementary",
        "blockquote" => "blockquote",
        "button" => "button",
        "caption" => "caption",
        "code" => "code",
        "dd" => "definition",
        "del" | "s" => "deletion",
        "details" | "fieldset" | "optgroup" | "address" | "hgroup" => "group",
        "dfn" | "dt" => "term",
        "dialog" => "dialog",
        "em" => "emphasis",
        "figure" => "figure",
        "footer" if !sectioned(tree, id) => "contentinfo",
        "header" if !sectioned(tree, id) => "banner",
        "form" => "form",
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => "heading",
        "hr" => "separator",
        "html" => "document",
        "img" if tree.get(id, "alt") == Some("") => "presentation",
        "img" => "img",
        "input" => return input(tree, id),
        "ins" => "insertion",
        "li" if tree.parent(id).is_some_and(|up| matches!(tree.tag(up), "ul" | "ol" | "menu")) => "listitem",
        "main" => "main",
        "math" => "math",
        "menu" | "ol" | "ul" => "list",
        "meter" => "meter",
        "nav" => "navigation",
        "option" => "option",
        "output" => "status",
        "p" => "paragraph",
        "progress" => "progressbar",
        "search" => "search",
        "section" if ["aria-label", "aria-labelledby", "title"].iter().any(|name| tree.has(id, name)) => {
            "region"
        }
        "a" | "area" | "b" | "bdi" | "bdo" | "body" | "data" | "div" | "i" | "pre" | "q" | "samp"
        | "section" | "small" | "span" | "u" => "generic",
        "select" if tree.has(id, "multiple") || size(tree, id) > 1 => "listbox",
        "select" => "combobox",
        "strong" => "strong",
        "sub" => "subscript",
        "sup" => "superscript",
        "table" => "table",
        "tbody" | "tfoot" | "thead" => "rowgroup",
        "td" => cell(tree, id),
        "textarea" => "textbox",
        "th" => return header(tree, id),
        "time" => "time",
        "tr" => "row",
        _ => return None,
    })
}

fn input(tree: &Tree, id: Id) -> Option<&'static str> {
    let kind = tree.get(id, "type").unwrap_or("text").trim().to_ascii_lowercase();
    let listed = tree.has(id, "list");
    Some(match kind.as_str() {
        "button" | "image" | "reset" | "submit" => "button",
        "checkbox" => "checkbox",
        "radio" => "radio",
        "number" => "spinbutton",
        "range" => "slider",
        "hidden" | "color" | "date" | "datetime-local" | "file" | "month" | "password" | "time" | "week" => {
            return None;
        }
        // The other types, and those that do not exist, are fields for text.
        _ if listed => "combobox",
        "search" => "searchbox",
        _ => "textbox",
    })
}

fn size(tree: &Tree, id: Id) -> usize {
    tree.get(id, "size").and_then(|size| size.trim().parse().ok()).unwrap_or(0)
}

/// Whether a header or footer is that of a part of the page.
fn sectioned(tree: &Tree, id: Id) -> bool {
    tree.ancestors(id).any(|up| {
        matches!(tree.tag(up), "article" | "aside" | "main" | "nav" | "section")
            || tree.is(up, "role", &["article", "complementary", "main", "navigation", "region"])
    })
}

fn table_role(tree: &Tree, id: Id) -> Option<&str> {
    let table = tree.ancestors(id).find(|up| tree.tag(*up) == "table")?;
    tree.get(table, "role").map(str::trim)
}

fn cell(tree: &Tree, id: Id) -> &'static str {
    match table_role(tree, id) {
        Some("grid" | "treegrid") => "gridcell",
        _ => "cell",
    }
}

/// A `<th>` is the header of a column or a row; which of them, its `scope` says, or the cells beside it.
fn header(tree: &Tree, id: Id) -> Option<&'static str> {
    match tree.get(id, "scope").unwrap_or("").trim().to_ascii_lowercase().as_str() {
        "row" | "rowgroup" => Some("rowheader"),
        "col" | "colgroup" => Some("columnheader"),
        _ => {
            let row = tree.parent(id).filter(|up| tree.tag(*up) == "tr")?;
            let data = tree.children(row).any(|cell| tree.tag(cell) == "td");
            Some(if data { "rowheader" } else { "columnheader" })
        }
    }
}
