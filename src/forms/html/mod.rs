//! Pages: a view for each kind of route, given to a template of the theme, looked over once more.

mod a4;
mod alphabet;
mod around;
mod balance;
pub(super) mod calendar;
pub(super) mod document;
pub(super) mod events;
pub(super) mod facts;
mod feedback;
mod figures;
pub(super) mod frame;
pub mod furniture;
mod items;
mod leaf;
mod lessons;
mod linked;
mod lists;
mod matching;
mod month;
mod municipalities;
mod organisation;
mod registers;
mod related;
mod search;
pub(super) mod sheet;
mod shell;
mod single;
mod site_map;
mod start;
mod topic;
mod who;
pub(super) mod whole;

use super::Renderer;
use crate::report::Findings;
use crate::site::Route;
use crate::theme::finish;
use frame::Frame;
use leaf::Leaf;

/// The HTML of a page.
pub fn page(renderer: &Renderer<'_>, address: &str, route: &Route) -> Result<String, Findings> {
    let theme = renderer.theme;
    let frame = Frame::new(renderer, address, route).furnished()?;
    let (list, number) = match route {
        Route::More(list, number) => (&**list, *number),
        own => (own, 1),
    };
    let leaf = Leaf::new(&frame, list, number);
    let html = match list {
        Route::Start(_) => theme.render("start.html", frame.lang, &start::view(&frame)),
        Route::Document(id) => match document::view(&frame, *id) {
            Some(view) => theme.render("document.html", frame.lang, &view),
            None => Ok(String::new()),
        },
        Route::Moved(id, _) => theme.render("moved.html", frame.lang, &single::moved(&frame, *id)),
        Route::List(kind) => theme.render("list.html", frame.lang, &lists::of_type(&frame, leaf, *kind)),
        Route::Calendar => theme.render("calendar.html", frame.lang, &calendar::view(&frame)),
        Route::Month(year, number) => match month::view(&frame, &leaf, *year, *number) {
            Some(view) => theme.render("month.html", frame.lang, &view),
            None => Ok(String::new()),
        },
        Route::Balance => theme.render("balance.html", frame.lang, &balance::view(&frame, &leaf)),
        Route::Municipalities => theme.render("list.html", frame.lang, &municipalities::all(&frame)),
        Route::Municipality(name) => {
            theme.render("list.html", frame.lang, &municipalities::one(&frame, leaf, name))
        }
        Route::Register(kind) => {
            theme.render("list.html", frame.lang, &registers::register(&frame, leaf, *kind))
        }
        Route::Feedback => theme.render("list.html", frame.lang, &feedback::view(&frame, leaf)),
        Route::Matching => theme.render("list.html", frame.lang, &matching::view(&frame, leaf)),
        Route::WhoDoesWhat => theme.render("list.html", frame.lang, &who::view(&frame, leaf)),
        Route::Sheet(event, organisation) => match sheet::view(&frame, *event, *organisation) {
            Some(view) => theme.render("sheet.html", frame.lang, &view),
            None => Ok(String::new()),
        },
        Route::Whole(whole) => match whole::view(&frame, renderer, address, *whole) {
            Some(view) => theme.render("whole.html", frame.lang, &view),
            None => Ok(String::new()),
        },
        Route::Alphabet => theme.render("list.html", frame.lang, &alphabet::view(&frame, leaf)),
        Route::SiteMap => theme.render("list.html", frame.lang, &site_map::view(&frame, leaf)),
        Route::Glossary => theme.render("glossary.html", frame.lang, &single::glossary(&frame)),
        Route::Search(_) => theme.render("search.html", frame.lang, &search::view(&frame)),
        Route::Project => theme.render("project.html", frame.lang, &single::project(&frame)),
        Route::Statement => theme.render("statement.html", frame.lang, &single::statement(&frame)),
        // What is left are routes that are no pages, which never come here.
        _ => theme.render("not-found.html", frame.lang, &single::not_found(&frame)),
    }?;
    finish::finish(&html, address, frame.furniture.pieces())
}
