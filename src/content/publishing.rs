//! Where a site is published to, as `site.yaml` says it; and what must never stand there.

use super::fields::other::NAME;
use super::fields::{Field, site as f};
use super::record::{self, Record};
use super::types::Name;
use crate::language::Lang;
use crate::report::catalog::{fields as field_rules, publish as rules};
use crate::report::{Arg, FileId, Finding, Findings, Phrase, Source, Span};
use regex::Regex;
use std::sync::OnceLock;

/// A place to publish to. Its password comes from elsewhere.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    /// What it is called: a word of letters, digits and hyphens.
    pub name: Name,
    /// Its kind, by the canonical name.
    pub kind: &'static str,
    /// The server.
    pub host: Option<String>,
    /// The server's port.
    pub port: Option<u16>,
    /// Whom we are there.
    pub user: Option<String>,
    /// The folder there.
    pub path: Option<String>,
    /// A private key's file.
    pub key_file: Option<String>,
    /// Fingerprints of the server's keys.
    pub host_keys: Vec<String>,
    /// A service's address.
    pub address: Option<String>,
    /// A bucket.
    pub bucket: Option<String>,
    /// A region.
    pub region: Option<String>,
}

/// Reads the targets. One that lacks something is told of and left out.
pub fn read(groups: &[Record], findings: &mut Findings) -> Vec<Target> {
    let mut targets: Vec<Target> = Vec::new();
    for group in groups {
        let Some(target) = one(group, findings) else { continue };
        if let Some(first) = targets.iter().find(|first| first.name.value == target.name.value) {
            let taken =
                Phrase { sv: "ett namn som bara ett mål har", en: "a name that only one target has" };
            findings.push(invalid(&target.name, &NAME, taken).related(first.name.span));
            continue;
        }
        targets.push(target);
    }
    targets
}

fn one(group: &Record, findings: &mut Findings) -> Option<Target> {
    let text = |field: &'static Field| group.text(field).map(|text| text.value);
    let name = group.text(&NAME)?;
    let kind = group.choice(&f::TARGET_KIND)?.value;
    if name.is_empty() || !name.chars().all(|c| c.is_alphanumeric() || c == '-') {
        let word = Phrase {
            sv: "ett ord av bokstäver, siffror och bindestreck",
            en: "a word of letters, digits and hyphens",
        };
        findings.push(invalid(&name, &NAME, word));
        return None;
    }
    let needed: &[&'static Field] = match kind {
        "folder" | "zip" => &[&f::TARGET_PATH],
        "sftp" | "ftps" | "ftp" => &[&f::TARGET_HOST, &f::TARGET_USER],
        "webdav" => &[&f::TARGET_ADDRESS],
        "s3" => &[&f::TARGET_BUCKET, &f::TARGET_USER],
        "azblob" => &[&f::TARGET_BUCKET, &f::TARGET_USER, &f::TARGET_ADDRESS],
        _ => &[&f::TARGET_BUCKET, &f::TARGET_KEY_FILE],
    };
    let mut whole = true;
    for field in needed {
        if !group.has(field) {
            record::missing(group.span, field, false, findings);
            whole = false;
        }
    }
    let port = group.integer(&f::TARGET_PORT);
    let good = port.as_ref().is_none_or(|port| u16::try_from(port.value).is_ok_and(|port| port > 0));
    if let Some(port) = port.as_ref().filter(|_| !good) {
        let range = Phrase { sv: "ett nummer från 1 till 65535", en: "a number from 1 to 65535" };
        let value = Name::new(port.value.to_string(), port.span);
        findings.push(invalid(&value, &f::TARGET_PORT, range));
    }
    let host = group.text(&f::TARGET_HOST);
    if let Some(host) = host.as_ref().filter(|host| !is_host(host)) {
        let expected = Phrase {
            sv: "bara serverns namn, utan sftp:// först och utan port eller sökväg efter",
            en: "only the server's name, without sftp:// before and without port or path after",
        };
        findings.push(invalid(host, &f::TARGET_HOST, expected));
        whole = false;
    }
    let address = group.text(&f::TARGET_ADDRESS);
    if let Some(address) = &address
        && !["https://", "http://"].iter().any(|scheme| address.starts_with(scheme))
    {
        findings.push(invalid(
            address,
            &f::TARGET_ADDRESS,
            Phrase { sv: "en webbadress", en: "a web address" },
        ));
        whole = false;
    }
    let open = kind == "ftp" || address.as_ref().is_some_and(|address| address.starts_with("http://"));
    if open {
        let meant = group.answer(&f::TARGET_UNENCRYPTED).is_some_and(|answer| answer.value.yes);
        let rule = if meant { &rules::PUBLISH_UNENCRYPTED_MEANT } else { &rules::PUBLISH_UNENCRYPTED };
        let example =
            Arg::each(|lang| format!("{}: {}", f::TARGET_UNENCRYPTED.key(lang), lang.pick("ja", "yes")));
        let at = address.as_ref().map_or(name.span, |address| address.span);
        findings.push(Finding::at(rule, at).with("target", name.value.as_str()).with("example", example));
        whole = whole && meant;
    }
    (whole && good).then(|| Target {
        kind,
        host: host.map(|host| host.value),
        port: port.and_then(|port| u16::try_from(port.value).ok()),
        user: text(&f::TARGET_USER),
        path: text(&f::TARGET_PATH),
        key_file: text(&f::TARGET_KEY_FILE),
        host_keys: group.texts(&f::TARGET_HOST_KEY).into_iter().map(|key| key.value).collect(),
        address: address.map(|address| address.value),
        bucket: text(&f::TARGET_BUCKET),
        region: text(&f::TARGET_REGION),
        name,
    })
}

/// Whether a text may be the name of a server, or its number (an IPv6 address has colons).
fn is_host(text: &str) -> bool {
    let odd = |c: char| matches!(c, '[' | ']' | '%') || c.is_whitespace();
    let name = !text.starts_with('-') && !text.contains(odd) && url::Host::parse(text).is_ok();
    name || text.parse::<std::net::IpAddr>().is_ok()
}

fn invalid(value: &Name, field: &'static Field, expected: Phrase) -> Finding {
    Finding::at(&field_rules::FIELD_INVALID, value.span)
        .with("value", value.value.as_str())
        .with("key", Arg::each(|lang| field.key(lang).to_owned()))
        .with("expected", expected)
        .with("example", Arg::each(|lang| field.line(lang)))
}

/// How a target is written, for whoever has none.
pub fn example(lang: Lang) -> String {
    f::PUBLISH.line(lang)
}

/// A key that promises a secret with its value, to the end of the line or of its place in `{…}`; or an address with a
/// password in it.
const SECRET: &str = concat!(
    r#"(?im)(?P<key>["']?(?:lösenord|losenord|lösen|password|passwd|passphrase|hemlighet|secret|token|"#,
    r"api[-_ ]?key|account[-_ ]?key|secret[-_ ]?(?:access[-_ ]?)?key|kontonyckel|hemlig[-_ ]?nyckel)",
    r#"["']?)[ \t]*:[ \t]+(?P<value>"[^"\n]*"|'[^'\n]*'|[^,}\]\n#]+),?"#,
    r"|://[^/\s:@]+:(?P<inside>[^/\s@]+)@"
);

/// Takes passwords out of the text of `site.yaml` before anything else reads it, so that no message can show them. The places
/// are told; spaces of the same length stand there instead.
pub fn cover(source: Source, file: FileId, findings: &mut Findings) -> Source {
    static FOUND: OnceLock<Option<Regex>> = OnceLock::new();
    let Some(regex) = FOUND.get_or_init(|| Regex::new(SECRET).ok()).as_ref() else { return source };
    let mut text = source.text.clone();
    for found in regex.captures_iter(&source.text) {
        let Some(whole) = found.get(0) else { continue };
        // A comment speaks of passwords, it does not hold one.
        let line_start =
            source.text.get(..whole.start()).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
        if source.text.get(line_start..whole.start()).is_some_and(|before| before.contains('#')) {
            continue;
        }
        let (key, place) = match (found.name("key"), found.name("inside")) {
            (Some(key), _) => {
                (key.as_str().trim_matches(['"', '\'']), whole.start()..block_end(&source.text, &found))
            }
            (None, Some(inside)) => ("://…@", inside.range()),
            (None, None) => continue,
        };
        let blank = if found.name("key").is_some() { " " } else { "*" };
        let kept: String = text
            .get(place.clone())
            .unwrap_or_default()
            .chars()
            .map(|c| if c == '\n' { "\n".to_owned() } else { blank.repeat(c.len_utf8()) })
            .collect();
        text.replace_range(place.clone(), &kept);
        let span = Span::new(file, place.start..place.start + 1);
        findings.push(Finding::at(&rules::PUBLISH_SECRET_IN_FILE, span).with("key", key));
    }
    if text == source.text { source } else { Source::new(&source.path, text) }
}

/// Where a secret ends. One that is written on the lines below (`|`, `>`) goes on as long as they are indented more.
fn block_end(text: &str, found: &regex::Captures<'_>) -> usize {
    let end = found.get(0).map_or(0, |whole| whole.end());
    let is_block = found.name("value").is_some_and(|value| value.as_str().starts_with(['|', '>']));
    if !is_block {
        return end;
    }
    let start = found.get(0).map_or(0, |whole| whole.start());
    let line = text.get(..start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let indent = start - line;
    let below = text.get(end..).unwrap_or_default().split_inclusive('\n');
    let mut to = end;
    for (number, line) in below.enumerate() {
        let own = line.len() - line.trim_start_matches(' ').len();
        if number > 0 && own <= indent && !line.trim().is_empty() {
            break;
        }
        to += line.len();
    }
    to
}
