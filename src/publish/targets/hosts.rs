//! Servers' keys that a person has said yes to, in a file beside `site.yaml`: a line for each, `HOST PORT FINGERPRINT`. The
//! file holds nothing secret, and may be shared with those who publish the same site.

use crate::output::OURS;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Where it is, in the folder of `site.yaml`.
pub fn path(folder: &Path) -> PathBuf {
    folder.join(format!("{OURS}known-hosts"))
}

/// The fingerprints of a server.
pub fn known(folder: &Path, host: &str, port: u16) -> io::Result<Vec<String>> {
    let text = match fs::read(path(folder)) {
        Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    Ok(text.lines().filter_map(|line| fingerprint(line, host, port)).map(str::to_owned).collect())
}

fn fingerprint<'l>(line: &'l str, host: &str, port: u16) -> Option<&'l str> {
    let mut words = line.split_whitespace();
    let own = words.next()?.eq_ignore_ascii_case(host) && words.next()?.parse() == Ok(port);
    own.then(|| words.next()).flatten()
}

/// Remembers a fingerprint in the place of those that a server had.
pub fn remember(folder: &Path, host: &str, port: u16, found: &str) -> io::Result<()> {
    let path = path(folder);
    let old = match fs::read(&path) {
        Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(error),
    };
    let kept = old.lines().filter(|line| fingerprint(line, host, port).is_none());
    let mut text: String = kept.flat_map(|line| [line, "\n"]).collect();
    text.extend([&host.to_lowercase(), " ", &port.to_string(), " ", found, "\n"]);
    let beside = path.with_extension("new");
    fs::write(&beside, text)?;
    fs::rename(&beside, &path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_is_known_by_its_name_and_port() {
        let dir = tempfile::tempdir().expect("a folder");
        let known = |host, port| known(dir.path(), host, port).expect("read");
        assert_eq!(known("a.se", 22), [""; 0]);
        remember(dir.path(), "A.se", 22, "SHA256:one").expect("written");
        remember(dir.path(), "b.se", 22, "SHA256:two").expect("written");
        remember(dir.path(), "a.se", 2222, "SHA256:three").expect("written");
        assert_eq!(known("a.se", 22), ["SHA256:one"]);
        remember(dir.path(), "a.se", 22, "SHA256:four").expect("written");
        assert_eq!(known("a.SE", 22), ["SHA256:four"]);
        assert_eq!(
            (known("b.se", 22), known("a.se", 2222)),
            (vec!["SHA256:two".into()], vec!["SHA256:three".into()])
        );
    }
}
