//! What the page says of itself: its title, whether it may be enlarged, whether it reloads by itself.

use super::super::parse::Form;
use super::super::shown::Tri;
use super::super::tree::Id;
use super::{Court, templated, tri};
use crate::report::catalog::html as rules;

/// Twenty hours, in seconds.
const LONG: u64 = 72_000;

pub(super) fn judge(court: &mut Court) {
    if court.page.form != Form::Fragment {
        title(court);
    }
    let metas: Vec<Id> =
        court.elements().into_iter().filter(|id| court.page.tree.tag(*id) == "meta").collect();
    for id in &metas {
        if court.page.tree.is(*id, "name", &["viewport"]) {
            viewport(court, *id);
        }
    }
    let tree = &court.page.tree;
    let refresh = metas.iter().copied().find_map(|id| {
        let content = tree.get(id, "content").filter(|_| tree.is(id, "http-equiv", &["refresh"]))?;
        Some((id, seconds(content)?))
    });
    if let Some((id, seconds)) = refresh {
        let args = vec![("seconds", seconds.to_string().into())];
        let at = court.attribute(id, "content");
        let wrong = seconds > 0 && seconds <= LONG;
        court.written(&rules::HTML_REFRESH, at.clone(), tri(wrong), args.clone());
        if !wrong {
            court.written(&rules::HTML_REFRESH_LATE, at, tri(seconds > LONG), args);
        }
    }
}

fn title(court: &mut Court) {
    let tree = &court.page.tree;
    let root = tree.elements().find(|id| tree.tag(*id) == "html");
    let first = tree.elements().find(|id| tree.tag(*id) == "title");
    let text = first.map(|id| tree.raw_text(id)).unwrap_or_default();
    let written = root.and_then(|id| tree.element(id)).is_some_and(|element| element.written);
    let piece = (!written && first.is_none()) || court.page.options.embedded;
    let wrong = tri(text.trim().is_empty()).min(if piece { Tri::Maybe } else { Tri::Yes });
    let at = first.or(root).map_or(0..0, |id| court.tag(id));
    court.lacking(&rules::HTML_TITLE_MISSING, at, wrong, Vec::new());
}

/// The time of a `refresh`, by the shared declarative refresh steps. `None` when it does nothing.
fn seconds(content: &str) -> Option<u64> {
    let text = content.trim_start_matches(|c: char| c.is_ascii_whitespace());
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at(digits);
    if number.is_empty() && !rest.starts_with('.') {
        return None;
    }
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let separated = rest.is_empty()
        || rest.starts_with([';', ','])
        || rest.starts_with(|c: char| c.is_ascii_whitespace());
    separated.then(|| if number.is_empty() { 0 } else { number.parse().unwrap_or(u64::MAX) })
}

fn viewport(court: &mut Court, id: Id) {
    let Some(content) = court.page.tree.get(id, "content").map(str::to_ascii_lowercase) else { return };
    let pairs = content.split([',', ';']).filter_map(|pair| {
        let (name, value) = pair.split_once('=')?;
        Some((name.trim().to_owned(), value.trim().to_owned()))
    });
    let device = |value: &str| matches!(value, "device-width" | "device-height");
    let mut judged = false;
    let mut wrong = None;
    for (name, value) in pairs {
        // A number is what stands first; what is no number is 0.
        let end =
            value.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | '-' | '+')).unwrap_or(value.len());
        let number: f64 = value.get(..end).and_then(|text| text.parse().ok()).unwrap_or(0.0);
        let stops = match name.as_str() {
            "user-scalable" => !(value == "yes" || device(&value) || number.abs() >= 1.0),
            "maximum-scale" => !device(&value) && (0.0..2.0).contains(&number),
            _ => continue,
        };
        judged = true;
        if stops && wrong.is_none() {
            wrong = Some(format!("{name}={value}"));
        }
    }
    if judged {
        let fault = if templated(&content) {
            wrong.as_ref().map(|_| Tri::Maybe)
        } else {
            wrong.as_ref().map(|_| Tri::Yes)
        };
        let args = vec![("value", wrong.unwrap_or_default().into())];
        court.written(&rules::HTML_ZOOM, court.attribute(id, "content"), fault.unwrap_or(Tri::No), args);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_is_read_as_a_browser_does() {
        for (content, expected) in [
            ("30", Some(30)),
            (" 5; url=x", Some(5)),
            ("0;x", Some(0)),
            ("1.9 x", Some(1)),
            (".5", Some(0)),
            ("72001,x", Some(72001)),
            ("0: x", None),
            ("-1", None),
            ("; 30", None),
            ("", None),
            ("foo", None),
        ] {
            assert_eq!(seconds(content), expected, "{content}");
        }
    }
}
