//! samverka: a static site generator for accessible dissemination.
pub mod content;
pub mod language;
pub mod markdown;
pub mod report;
pub mod site;
pub mod world;
