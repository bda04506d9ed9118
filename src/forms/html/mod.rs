//! Pages: a view for each kind of route, given to a template of the theme, looked over once more.

mod a4;
mod around;
pub(super) mod calendar;
pub(super) mod document;
pub(super) mod events;
pub(super) mod facts;
mod feedback;
mod figures;
pub(super) mod frame;
mod items;
mod lessons;
mod linked;
mod lists;
mod matching;
mod organisation;
mod registers;
mod related;
mod search;
pub(super) mod sheet;
mod single;
mod start;
mod topic;
pub(super) mod whole;

use super::Renderer;
use crate::content::kind::Type;
use crate::report::Findings;
use crate::site::Route;
use crate::theme::finish;
use frame::Frame;

/// The key of the words for all documents of a type.
pub(super) fn list_key(kind: Type) -> &'static str {
    Frame::list_key(kind)
}

/// The HTML of a page.
pub fn page(renderer: &Renderer<'_>, address: &str, route: &Route) -> Result<String, Findings> {
    let theme = renderer.theme;
    let frame = Frame::new(renderer, address, route);
    let html = match route {
        Route::Start(_) => theme.render("start.html", frame.lang, &start::view(&frame)),
        Route::Document(id) => match document::view(&frame, *id) {
            Some(view) => theme.render("document.html", frame.lang, &view),
            None => Ok(String::new()),
        },
        Route::Moved(id, _) => theme.render("moved.html", frame.lang, &single::moved(&frame, *id)),
        Route::List(kind) => theme.render("list.html", frame.lang, &lists::of_type(&frame, *kind, 1)),
        Route::Calendar => theme.render("calendar.html", frame.lang, &calendar::view(&frame)),
        Route::Month(year, number) => match calendar::month(&frame, *year, *number) {
            Some(view) => theme.render("month.html", frame.lang, &view),
            None => Ok(String::new()),
        },
        Route::Balance => theme.render("balance.html", frame.lang, &figures::balance(&frame)),
        Route::Municipalities => theme.render("list.html", frame.lang, &lists::municipalities(&frame)),
        Route::Municipality(name) => {
            theme.render("list.html", frame.lang, &lists::municipality(&frame, name))
        }
        Route::Register(kind) => {
            theme.render("list.html", frame.lang, &registers::register(&frame, *kind, 1))
        }
        Route::More(list, page) => match **list {
            Route::List(kind) => theme.render("list.html", frame.lang, &lists::of_type(&frame, kind, *page)),
            Route::Register(kind) => {
                theme.render("list.html", frame.lang, &registers::register(&frame, kind, *page))
            }
            // No other list is parted.
            _ => Ok(String::new()),
        },
        Route::Feedback => theme.render("list.html", frame.lang, &feedback::view(&frame)),
        Route::Matching => theme.render("list.html", frame.lang, &matching::view(&frame)),
        Route::WhoDoesWhat => theme.render("list.html", frame.lang, &organisation::who_does_what(&frame)),
        Route::Sheet(event, organisation) => match sheet::view(&frame, *event, *organisation) {
            Some(view) => theme.render("sheet.html", frame.lang, &view),
            None => Ok(String::new()),
        },
        Route::Whole(whole) => match whole::view(&frame, renderer, address, *whole) {
            Some(view) => theme.render("whole.html", frame.lang, &view),
            None => Ok(String::new()),
        },
        Route::Alphabet => theme.render("list.html", frame.lang, &lists::alphabet(&frame)),
        Route::SiteMap => theme.render("list.html", frame.lang, &lists::site_map(&frame)),
        Route::Glossary => theme.render("glossary.html", frame.lang, &single::glossary(&frame)),
        Route::Search(_) => theme.render("search.html", frame.lang, &search::view(&frame)),
        Route::Project => theme.render("project.html", frame.lang, &single::project(&frame)),
        Route::Statement => theme.render("statement.html", frame.lang, &single::statement(&frame)),
        // What is left are routes that are no pages, which never come here.
        _ => theme.render("not-found.html", frame.lang, &single::not_found(&frame)),
    }?;
    finish::finish(&html, address)
}
