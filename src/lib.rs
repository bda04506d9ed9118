//! samverka: a static site generator for accessible dissemination.
pub mod language;
pub mod report;
pub mod world;
