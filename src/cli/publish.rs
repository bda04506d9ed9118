//! `samverka publish`: what is to be sent where, and what keeps it from being sent. The sending is in [`super::send`].

use super::args::Common;
use super::send::Order;
use super::text::{Text, Words};
use super::{Outcome, disk, password, past, refuse, show};
use crate::content::publishing::{self, Target as Written};
use crate::language::Lang;
use crate::publish::{Kind, Settings};
use crate::report::catalog::{facts, people, publish as rules};
use crate::report::{Arg, Finding, Stored};
use crate::{Loaded, output, site};
use clap::ArgMatches;
use std::path::{Path, PathBuf};

pub(super) fn run(matches: &ArgMatches, lang: Lang) -> Outcome {
    let common = Common::of(matches);
    let world = disk(&common);
    let loaded = past::load(&world, site::Options::drafts(false));
    let sources = &loaded.site.sources;
    let named = matches.get_one::<String>("target").map_or("", String::as_str);
    let Some(written) = loaded.site.file.targets.iter().find(|target| target.name.value == named) else {
        if loaded.findings.errors() > 0 {
            show::findings(&loaded.findings, sources, lang, &common);
        }
        // A target that is written wrong is not among them, and what is wrong with it has been told.
        let in_settings = |finding: &Finding| {
            let path = finding.span.and_then(|span| sources.stored(span.file)).map(Stored::path);
            finding.is_error() && path == Some("content/site.yaml")
        };
        if loaded.findings.iter().any(in_settings) {
            show::say(Text::PublishStopped.raw(lang));
            return Outcome::Failed;
        }
        return refuse(unknown(named, &loaded.site.file.targets), lang);
    };
    if let Some(outcome) = hindered(&loaded, &common, lang) {
        return outcome;
    }
    let accepted = matches.get_one::<String>("accept-host-key").cloned();
    let settings = match settings(written, world.root(), accepted.as_deref()) {
        Ok(settings) => settings,
        Err(finding) => return refuse(finding, lang),
    };
    let mut order = Order {
        lang,
        root: world.root(),
        settings,
        dry_run: matches.get_flag("dry-run"),
        yes: matches.get_flag("yes"),
        allow_removals: matches.get_flag("allow-removals"),
        take_over: matches.get_flag("take-over"),
        resend: matches.get_flag("resend"),
        remember: matches.get_flag("remember-password"),
        accepted,
        pinned: !written.host_keys.is_empty(),
        common,
    };
    match order.publish(&loaded, &world) {
        Ok(outcome) => outcome,
        Err(more) => {
            let mut findings = loaded.findings.clone();
            findings.extend(order.scrubbed(more));
            show::findings(&findings.sorted(), sources, lang, &order.common);
            show::say(Text::PublishStopped.raw(lang));
            Outcome::Findings
        }
    }
}

fn unknown(named: &str, targets: &[Written]) -> Finding {
    let names = targets.iter().map(|target| target.name.as_str()).collect::<Vec<_>>().join(", ");
    Finding::nowhere(&rules::PUBLISH_TARGET_UNKNOWN)
        .with("name", named)
        .with_opt("names", (!names.is_empty()).then_some(names))
        .with("example", Arg::each(publishing::example))
}

/// What keeps a site from being published whatever the target: errors, a withdrawn consent, data kept for too long.
fn hindered(loaded: &Loaded, common: &Common, lang: Lang) -> Option<Outcome> {
    let told = |rule| loaded.findings.iter().any(|finding| finding.rule == rule);
    let withdrawn = told(&people::CONSENT_WITHDRAWN) || told(&people::CONSENT_WITHDRAWN_LEFT);
    let what = if withdrawn {
        Some(Text::WithdrawnStands)
    } else if told(&facts::RETENTION_PASSED) {
        Some(Text::RetentionOver)
    } else {
        None
    };
    if what.is_none() && !loaded.findings.stop(common.strict) {
        return None;
    }
    let mut findings = loaded.findings.clone();
    if let Some(what) = what {
        let words = Arg::each(|lang| what.raw(lang).to_owned());
        findings.push(Finding::nowhere(&rules::PUBLISH_PERSONAL_DATA).with("what", words));
    }
    show::findings(&findings, &loaded.site.sources, lang, common);
    show::say(Text::PublishStopped.raw(lang));
    Some(Outcome::Findings)
}

/// From what stands in the site's file to what a target needs.
fn settings(written: &Written, root: &Path, accepted: Option<&str>) -> Result<Settings, Finding> {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let kind = Kind::of(written.kind).unwrap_or(Kind::Folder);
    let mut path = text(&written.path);
    if kind.is_local() {
        let whole = root.join(&path);
        let folder = if kind == Kind::Zip { whole.parent().unwrap_or(root) } else { whole.as_path() };
        let source = output::is_source(folder, root);
        // A zip file may lie beside the sources, but a folder that holds them is no place to write a site to.
        if let Some(finding) = source.filter(|_| kind == Kind::Folder || folder != root) {
            return Err(finding);
        }
        path = whole.display().to_string();
    }
    let host = text(&written.host);
    let host_keys = match accepted {
        Some(key) => vec![key.to_owned()],
        None if written.host_keys.is_empty() && kind == Kind::Sftp => known_keys(root, &host, written.port)?,
        None => written.host_keys.clone(),
    };
    let name = written.name.value.clone();
    let key_file = written.key_file.as_deref().map(|path| root.join(at_home(path)));
    if let Some(path) = key_file.as_deref().filter(|path| !path.is_file()) {
        let finding = Finding::nowhere(&rules::PUBLISH_KEY_FILE_MISSING).with("target", name);
        return Err(finding.with("path", path.display().to_string()));
    }
    Ok(Settings {
        secret: if kind.is_local() { None } else { password::known(&name) },
        key_file,
        port: written.port,
        user: text(&written.user),
        address: text(&written.address),
        bucket: text(&written.bucket),
        region: text(&written.region),
        name,
        kind,
        host,
        path,
        host_keys,
    })
}

/// `~` is the person's own folder.
fn at_home(path: &str) -> PathBuf {
    let home = || std::env::var_os("HOME").or_else(|| std::env::var_os("USERPROFILE")).map(PathBuf::from);
    match path.strip_prefix("~/").zip(home()) {
        Some((rest, home)) => home.join(rest),
        None => PathBuf::from(path),
    }
}

/// The keys that a person has said yes to before.
fn known_keys(root: &Path, host: &str, port: Option<u16>) -> Result<Vec<String>, Finding> {
    use crate::publish::targets::hosts;
    let folder = super::send::content(root);
    hosts::known(&folder, host, port.unwrap_or(22)).map_err(|error| {
        let path = hosts::path(&folder).display().to_string();
        Finding::nowhere(&crate::report::catalog::files::FILE_UNREADABLE)
            .with("path", path)
            .with("reason", output::reason(&error))
    })
}
