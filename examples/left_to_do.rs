//! samverka as a library: what each organisation has left to do, read from the notes of a site.
//!
//! ```sh
//! cargo run --example left_to_do -- . 2014-11-01
//! ```
//!
//! Prints a line an action, parted by tabs: organisation, last day (or nothing), action, address of the page where it was
//! decided. Findings go to standard error, as `samverka check` writes them, and stop it when there are errors among them.

use samverka::language::{Lang, dates};
use samverka::report::text::{self, Style};
use samverka::{Disk, Route, site};
use std::fmt::Write as _;
use std::io::Write as _;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().unwrap_or_else(|| ".".to_owned());
    let Some(today) = arguments.next().as_deref().and_then(dates::parse) else {
        let _ = writeln!(std::io::stderr(), "left_to_do FOLDER YEAR-MONTH-DAY");
        return ExitCode::from(2);
    };

    // The day is an input: the same folder on the same day gives the same answer on every computer.
    let loaded = samverka::load(&Disk::new(folder, today), site::Options::default());
    let style = Style { lang: Lang::En, marks: false, colour: false, cap: 5 };
    let told = text::render(&loaded.findings, &loaded.site.sources, style);
    let _ = std::io::stderr().write_all(told.as_bytes());
    if loaded.findings.errors() > 0 {
        return ExitCode::from(1);
    }
    match std::io::stdout().write_all(lines(&loaded.site).as_bytes()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::from(2),
    }
}

/// What is left, organisation by organisation, in the order of urgency.
fn lines(site: &samverka::Site) -> String {
    let mut out = String::new();
    for &organisation in site.organisations() {
        let Some(name) = site.document(organisation).map(|document| document.title.as_str()) else {
            continue;
        };
        for id in site.to_do(organisation) {
            let Some(item) = site.item(id) else { continue };
            let by = item.by.as_ref().map(|day| day.value.to_string()).unwrap_or_default();
            let page = site.routes.address(&Route::Document(id.0)).unwrap_or_default();
            let _ = writeln!(out, "{name}\t{by}\t{}\t{page}#{}", item.text.value, item.id);
        }
    }
    out
}
