//! Bytes → a target: a folder, a zip file, a server.
//!
//! [`survey`] reads the list of our files that lies at the target, compares it with the site and says what would be done;
//! [`carry_out`] does it. What can go wrong on the way:
//!
//! - **A lost connection, a full disk, a refused login, a kill**: every file is written beside its place and moved there
//!   whole, in an order in which no page is without its parts ([`plan`]). Before the first file is sent the list names all
//!   that is there and all that is coming ([`manifest`]), so the next publishing knows what is ours and goes on from there.
//! - **Two at once**: a lock at the target ([`lock`]).
//! - **Somebody else's file**: only files that the list names are overwritten or removed. Another in the way stops the
//!   publishing before anything is sent (`foreign`).
//!
//! This room knows nothing of sites: it gets addresses with bytes, and a target ([`target::Target`]).

mod foreign;
pub mod local;
pub mod lock;
pub mod manifest;
pub mod plan;
pub mod secret;
pub mod send;
pub mod settings;
pub mod target;
pub mod targets;
#[cfg(test)]
mod tests;
mod told;

pub use lock::Claim;
pub use manifest::Content;
pub use plan::{Plan, Step};
pub use secret::Secret;
pub use send::{File, Job, Survey, carry_out, survey};
pub use settings::{Kind, Settings};
pub use target::{Fault, Headers, Target};

use crate::report::Findings;

/// A target could not be opened.
pub fn refused(target: &str, fault: &Fault) -> Findings {
    told::Told { target, done: 0, all: 0 }.fault("", fault)
}
