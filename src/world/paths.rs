//! Ways from one path to another, with `/` on every computer: of files of the sources, and of addresses.

/// A path from a folder, without `..`; `None` when it leads out of where both begin.
pub fn joined(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// An address as seen from another: both from where they begin. The same for paths.
pub fn relative(from: &str, to: &str) -> String {
    // To the last folder that both are in.
    let same = from.bytes().zip(to.bytes()).take_while(|(a, b)| a == b).enumerate();
    let shared = same.filter(|(_, (byte, _))| *byte == b'/').last().map_or(0, |(at, _)| at + 1);
    let mut out = "../".repeat(from.get(shared..).unwrap_or_default().matches('/').count());
    out.push_str(to.get(shared..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_to_another_path_begins_where_one_stands() {
        assert_eq!(relative("index.html", "moten/a.html"), "moten/a.html");
        assert_eq!(relative("moten/a.html", "index.html"), "../index.html");
        assert_eq!(relative("moten/2014/a.html", "moten/b.html"), "../b.html");
        assert_eq!(relative("moten/a.html", "moten/a.html"), "a.html");
        assert_eq!(relative("moten/a.html", "style.css"), "../style.css");
    }

    #[test]
    fn no_way_leads_out_of_where_both_begin() {
        assert_eq!(joined("content/moten", "../teman/a.md").as_deref(), Some("content/teman/a.md"));
        assert_eq!(joined("content", "./a//b.md").as_deref(), Some("content/a/b.md"));
        assert_eq!(joined("content", "../../a.md"), None);
    }
}
