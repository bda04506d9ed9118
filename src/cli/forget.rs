//! `samverka forget`: a person has taken the consent back. Marks it, makes the site without the name, and says what else
//! there is to do.

use super::args::Common;
use super::replace::replace;
use super::text::{Text, Words};
use super::traces::{self, Traces};
use super::{Outcome, build, disk, number, past, refuse, show};
use crate::content::decode;
use crate::content::hidden::{Hidden, What};
use crate::content::lists::Person;
use crate::content::withdraw::{Withdrawal, withdraw};
use crate::language::{Lang, fold};
use crate::report::catalog::tool;
use crate::report::{Arg, FileId, Finding, Findings};
use crate::site::Options;
use crate::world::{Disk, World};
use crate::{Loaded, Route, Site};
use clap::ArgMatches;
use rayon::prelude::*;
use std::collections::BTreeSet;

pub(super) fn run(matches: &ArgMatches, lang: Lang) -> Outcome {
    let common = Common::of(matches);
    let world = disk(&common);
    let folder = build::folder(matches, &world);
    let options = Options::drafts(common.drafts);
    let mut before = crate::load_unmasked(&world, options);
    let typed = matches.get_one::<String>("person").map_or("", String::as_str);
    let named = |person: &&Person| fold::slug(&person.id) == fold::slug(typed) || person.is_called(typed);
    let Some(person) = before.site.persons.iter().find(named).cloned() else {
        return refuse(before.site.unknown_person(Finding::nowhere, typed), lang);
    };
    if let Some(stop) = mark(&before.site, &person, &world, lang) {
        return stop;
    }
    let who = Hidden::of_one(&person, before.site.lang);
    if who.is_empty() {
        show::out(&Text::ForgetNobody.fill(lang, &[("person", &person.id)]));
    }
    // As the site was when the consent held, also when this is run a second time.
    for own in before.site.persons.iter_mut().filter(|own| own.id.value == person.id.value) {
        own.consent.iter_mut().for_each(|consent| consent.withdrawn = false);
    }
    // Without a consent the name has never been shown; only an output of an older program could hold it.
    let shown = person.consent.is_some();
    let mut touched = if shown { addresses(&before, &world, &who) } else { BTreeSet::new() };
    touched.extend(traces::in_output(&folder, &who));
    // Forms of earlier builds may hold the name, packed as they are; they are made again.
    build::shelf(&world).tidy();
    build::receipts(&world).tidy();
    past::left(&world).tidy();
    let traces = traces::in_sources(world.root(), &who);
    tell_places(&traces, lang);
    let after = crate::load(&world, options);
    let built = build::write(
        &after,
        &world,
        &build::To { folder: &folder, compress: false, receipt: None, last: None, past: None },
        &common,
        lang,
    );
    let left = traces::in_output(&folder, &who);
    tell_addresses(&after.site, &touched, built == Outcome::Good, lang);
    tell_beyond(&traces, lang);
    if built != Outcome::Good {
        let text = if left.is_empty() { Text::ForgetNotBuilt } else { Text::ForgetStale };
        show::say(&text.fill(lang, &[("folder", &folder.display().to_string())]));
        return built;
    }
    if left.is_empty() {
        show::say(&Text::ForgetDone.fill(lang, &[("folder", &folder.display().to_string())]));
        return Outcome::Good;
    }
    show::say(&Text::ForgetForeign.fill(lang, &[("folder", &folder.display().to_string())]));
    for path in &left {
        show::say(&format!("  {path}"));
    }
    Outcome::Findings
}

/// Writes the withdrawal. `Some` when that could not be done, and nothing else is to be.
fn mark(site: &Site, person: &Person, world: &Disk, lang: Lang) -> Option<Outcome> {
    let path = site.sources.get(person.id.span.file).map(|source| source.path.clone())?;
    let day = site.today;
    let failed = |error: &std::io::Error| Some(refuse(number::unwritten(&path, error), lang));
    let bytes = match world.read(&path) {
        Ok(bytes) => bytes,
        Err(error) => return failed(&error),
    };
    let mut unread = Findings::new();
    let source = decode::decode(&path, &bytes, FileId(0), &mut unread);
    let args = [("path", path.as_str()), ("person", person.id.as_str()), ("day", &day.to_string())];
    match withdraw(&source, &person.id, day, site.lang) {
        Withdrawal::Text(text) if unread.is_empty() => {
            if let Err(error) = replace(&world.locate(&path), &bytes, text.as_bytes()) {
                return failed(&error);
            }
            show::out(&Text::ForgetMarked.fill(lang, &args));
        }
        Withdrawal::Already => show::out(&Text::ForgetAlready.fill(lang, &args)),
        Withdrawal::NoConsent => show::out(&Text::ForgetNoConsent.fill(lang, &args)),
        Withdrawal::Text(_) | Withdrawal::Unsafe => {
            let key =
                Arg::each(|lang| format!("{}: {day}", crate::content::fields::other::WITHDRAWN.key(lang)));
            let finding = Finding::nowhere(&tool::WITHDRAWAL_UNSAFE).with("path", path.as_str());
            return Some(refuse(finding.with("line", key), lang));
        }
    }
    None
}

/// The addresses of a site whose pages and files hold something of a person. Some forms are packed, and nothing can be found in
/// their bytes: they hold what their page does.
fn addresses(site: &Loaded, world: &Disk, who: &Hidden) -> BTreeSet<String> {
    if who.is_empty() {
        return BTreeSet::new();
    }
    let renderer = site.renderer(world);
    let routes = site.site.routes.all();
    let (forms, others): (Vec<_>, Vec<_>) =
        routes.iter().partition(|(_, route)| matches!(route, Route::Form(..)));
    let holds = |(address, route): &&(String, Route)| {
        let bytes = renderer.render(address, route).unwrap_or_default();
        who.is_in(&bytes) || !who.look_at_name(address).is_empty()
    };
    let found = |routes: Vec<&(String, Route)>| -> Vec<(String, Route)> {
        routes.into_par_iter().filter(holds).cloned().collect()
    };
    let others = found(others);
    let pages: BTreeSet<&Route> = others.iter().map(|(_, route)| route).collect();
    let (with, without): (Vec<_>, Vec<_>) = forms
        .into_iter()
        .partition(|(_, route)| matches!(route, Route::Form(_, page) if pages.contains(page.as_ref())));
    // A form may also tell what its page leaves out.
    let alone = found(without);
    let with = with.into_iter().map(|(address, _)| address.clone());
    others.iter().chain(&alone).map(|(address, _)| address.clone()).chain(with).collect()
}

fn tell_places(traces: &Traces, lang: Lang) {
    if traces.found.is_empty() {
        show::out(Text::ForgetNoPlaces.raw(lang));
        return;
    }
    show::out(Text::ForgetPlaces.raw(lang));
    for trace in &traces.found {
        let what = trace.what.word().raw(lang).to_lowercase();
        let perhaps = if trace.what == What::Initials { Text::Perhaps.raw(lang) } else { "" };
        let named = if trace.in_name { Text::InFileName.raw(lang) } else { "" };
        show::out(&format!("  {}: {what}{perhaps}{named}", trace.place));
    }
}

/// What to take down, and what to upload anew.
fn tell_addresses(site: &Site, touched: &BTreeSet<String>, built: bool, lang: Lang) {
    let root = site.file.address.as_ref().map_or("", |address| address.as_str());
    let (anew, gone): (Vec<_>, Vec<_>) =
        touched.iter().partition(|address| built && site.routes.find(address).is_some());
    for (head, list) in [(Text::ForgetUpload, anew), (Text::ForgetTakeDown, gone)] {
        if !list.is_empty() {
            show::out(head.raw(lang));
            for address in list {
                show::out(&format!("  {root}{address}"));
            }
        }
    }
}

/// What samverka cannot reach.
fn tell_beyond(traces: &Traces, lang: Lang) {
    if !traces.closed.is_empty() {
        show::out(Text::ForgetClosed.raw(lang));
        for path in &traces.closed {
            show::out(&format!("  {path}"));
        }
    }
    show::out(Text::ForgetBeyond.raw(lang));
}
