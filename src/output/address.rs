//! Which addresses can be files: on every file system, and all in one folder.

use super::one;
use crate::language::fold;
use crate::report::{Finding, Findings, Phrase, catalog::tool};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::{Path, PathBuf};

/// What our own files in the folder begin with. No route may.
pub(crate) const OURS: &str = ".samverka-";

/// The longest name of a file on common file systems, in bytes.
const MAX_PART: usize = 255;

/// Names that mean devices on Windows, whatever follows the first full stop.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];

/// Why an address cannot be a file, if it cannot.
pub(crate) fn fault(address: &str) -> Option<Phrase> {
    let parts = || address.split('/');
    let said = |sv, en| Some(Phrase { sv, en });
    if address.is_empty() {
        return said("adressen är tom", "the address is empty");
    }
    if parts().any(str::is_empty) {
        return said("en del av vägen är tom", "a part of the path is empty");
    }
    if parts().any(|part| part == "." || part == "..") {
        return said("”.” och ”..” leder ut ur mappen", "“.” and “..” lead out of the folder");
    }
    if address.contains(|c: char| c.is_control() || "\\<>:\"|?*".contains(c)) {
        return said(
            "tecknen \\ < > : \" | ? * fungerar inte i filnamn på Windows",
            "the characters \\ < > : \" | ? * do not work in file names on Windows",
        );
    }
    if parts().any(|part| part.ends_with(['.', ' '])) {
        return said(
            "ett namn får inte sluta med punkt eller mellanslag",
            "a name must not end with a full stop or a space",
        );
    }
    if parts().any(is_device) {
        return said(
            "namnet är upptaget i Windows (con, nul, com1 och så vidare)",
            "the name is taken by Windows (con, nul, com1 and so on)",
        );
    }
    if parts().any(|part| part.len() > MAX_PART) {
        return said("namnet är för långt", "the name is too long");
    }
    if starts_with_ours(address) {
        return said(
            "namn som börjar med ”.samverka-” är samverkas egna",
            "names that begin with “.samverka-” are samverka's own",
        );
    }
    None
}

fn starts_with_ours(address: &str) -> bool {
    address.get(..OURS.len()).is_some_and(|start| start.eq_ignore_ascii_case(OURS))
}

fn is_device(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or("").trim_end().to_lowercase();
    let port = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
    let numbered = port.is_some_and(|n| {
        let mut chars = n.chars();
        chars.next().is_some_and(|c| ('1'..='9').contains(&c) || "¹²³".contains(c)) && chars.next().is_none()
    });
    numbered || DEVICES.contains(&stem.as_str())
}

/// One spelling of a name: capitals and the form of accents make no difference on macOS, capitals none on Windows.
pub(crate) fn same_name(address: &str) -> String {
    fold::nfc(&address.to_lowercase())
}

/// Where an address is on disk. Part by part, as Windows takes `/` literally in its long paths.
pub(super) fn locate(root: &Path, address: &str) -> PathBuf {
    address.split('/').fold(root.to_path_buf(), |path, part| path.join(part))
}

/// The folders an address is in, outermost first: `a/b/c` gives `a`, `a/b`.
pub(crate) fn folders(address: &str) -> impl DoubleEndedIterator<Item = &str> {
    address.match_indices('/').filter_map(|(at, _)| address.get(..at))
}

/// Every address can be a file, and all of them can be in one folder; or else, all that is wrong.
pub(super) fn check(addresses: &[&str]) -> Result<(), Findings> {
    let mut findings = Findings::new();
    // Folded name -> how it was spelled first, and whether it is a file.
    let mut seen: BTreeMap<String, (&str, bool)> = BTreeMap::new();
    for &address in addresses {
        if let Some(phrase) = fault(address) {
            findings.extend(one(refused(address, phrase)));
            continue;
        }
        for name in folders(address).chain(std::iter::once(address)) {
            let is_file = name.len() == address.len();
            let (first, was_file) = match seen.entry(same_name(name)) {
                Entry::Vacant(free) => {
                    free.insert((name, is_file));
                    continue;
                }
                Entry::Occupied(taken) => *taken.get(),
            };
            if is_file != was_file {
                let both =
                    Phrase { sv: "den är både en fil och en mapp", en: "it is both a file and a folder" };
                findings.push(refused(name, both));
            } else if first != name {
                findings.push(Finding::nowhere(&tool::OUTPUT_CASE).with("path", first).with("other", name));
            } else if is_file {
                let twice = Phrase { sv: "två sidor har den adressen", en: "two pages have that address" };
                findings.push(refused(name, twice));
            }
        }
    }
    let findings = findings.sorted();
    if findings.is_empty() { Ok(()) } else { Err(findings) }
}

fn refused(address: &str, phrase: Phrase) -> Finding {
    let shown = if address.is_empty() { "\"\"" } else { address };
    Finding::nowhere(&tool::OUTPUT_ADDRESS).with("path", shown).with("reason", phrase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_some_computer_cannot_store_is_refused() {
        let long = "a".repeat(256);
        for address in [
            "",
            "/",
            "/a",
            "a/",
            "a//b",
            ".",
            "..",
            "../a",
            "a/../b",
            "a/./b",
            "a\\b",
            "C:/a",
            "a\0",
            "a\nb",
            "a?.pdf",
            "con",
            "CON.html",
            "a/nul.txt",
            "com1",
            "x/LPT9.html",
            "com¹",
            "aux .html",
            "a.",
            "a ",
            "a /b",
            &long,
            ".samverka-manifest.json",
            ".Samverka-lock",
            ".samverka-staging/x",
        ] {
            assert!(fault(address).is_some(), "{address:?}");
        }
        let longest = "å".repeat(127);
        for address in [
            "index.html",
            "moten/2014-02-12.html",
            "a b.pdf",
            "möte.html",
            "com10",
            "console",
            "con-x",
            ".nojekyll",
            &longest,
        ] {
            assert_eq!(fault(address), None, "{address:?}");
        }
    }

    #[test]
    fn addresses_that_would_be_one_file_somewhere_are_told_all_at_once() {
        let names = |addresses: &[&str]| -> Vec<&str> {
            check(addresses).err().iter().flatten().map(|f| f.rule.name).collect()
        };
        assert_eq!(names(&["a", "b/a", "b/c"]), [""; 0]);
        assert_eq!(names(&["Möte.html", "möte.html"]), ["output-case"]);
        assert_eq!(names(&["mo\u{308}te.html", "möte.html"]), ["output-case"]);
        assert_eq!(names(&["A/x.html", "a/y.html", "a/z.html"]), ["output-case"]);
        assert_eq!(names(&["a", "a/b"]), ["output-address"]);
        assert_eq!(names(&["a/b", "A"]), ["output-address"]);
        assert_eq!(names(&["a", "a"]), ["output-address"]);
        assert_eq!(names(&["..", "x", "X"]), ["output-address", "output-case"]);
    }
}
