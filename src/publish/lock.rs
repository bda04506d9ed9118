//! One at a time: a file at the target says who is publishing there, and since when.
//!
//! Whoever publishes looks at it now and then. One whose place was taken (`--take-over`) stops, and touches nothing more.

use super::target::{Fault, Headers, Target};
use crate::output::OURS;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// How long somebody else's claim, made at the same moment, may be under way on servers that do not let one of two win.
const MOMENT: Duration = Duration::from_secs(2);

/// Who is publishing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// Tells this publishing from any other. Says nothing of anybody.
    pub token: String,
    /// The computer, or what its user calls it: the file may be read by all the world, so it is no person's name unless
    /// that person says so.
    pub who: String,
    /// When it began.
    pub since: String,
}

/// What a try to lock gave.
pub(super) enum Taken {
    /// The target is ours.
    Held,
    /// Somebody else publishes there, or was cut off. `None` when the file cannot be read.
    By(Option<Claim>),
}

/// The lock's name.
pub(super) fn path() -> String {
    format!("{OURS}lock.json")
}

/// Claims the target. An earlier claim gives way when it is known to be dead (`earlier` is its token) or when a person says so.
pub(super) fn take(
    target: &mut dyn Target,
    mine: &Claim,
    earlier: Option<&str>,
    take_over: bool,
    pause: &dyn Fn(Duration),
) -> Result<Taken, Fault> {
    let bytes = serde_json::to_vec(mine).map_err(|error| Fault::Other(error.to_string()))?;
    if target.create(&path(), &bytes)? {
        return if target.is_exclusive() { Ok(Taken::Held) } else { confirmed(target, mine, pause) };
    }
    if let Some(there) = target.read(&path())? {
        match serde_json::from_slice::<Claim>(&there) {
            // The answer to an earlier try was lost on the way.
            Ok(claim) if claim.token == mine.token => return Ok(Taken::Held),
            Ok(claim) if take_over || earlier == Some(claim.token.as_str()) => {}
            // A half one: ours was cut off while it wrote it.
            Err(_) if take_over || earlier.is_some() => {}
            claim => return Ok(Taken::By(claim.ok())),
        }
    }
    target.write(&path(), &bytes, Headers::own())?;
    confirmed(target, mine, pause)
}

/// Of several that wrote, the last one holds.
fn confirmed(target: &mut dyn Target, mine: &Claim, pause: &dyn Fn(Duration)) -> Result<Taken, Fault> {
    pause(MOMENT);
    Ok(match holder(target)? {
        Some(claim) if claim.token == mine.token => Taken::Held,
        other => Taken::By(other),
    })
}

/// Who holds the target, if anybody does.
pub(super) fn holder(target: &mut dyn Target) -> Result<Option<Claim>, Fault> {
    Ok(target.read(&path())?.and_then(|bytes| serde_json::from_slice(&bytes).ok()))
}

/// Whether we still hold it; if not, who does.
pub(super) fn look(target: &mut dyn Target, mine: &Claim) -> Result<Taken, Fault> {
    Ok(match holder(target)? {
        Some(claim) if claim.token == mine.token => Taken::Held,
        other => Taken::By(other),
    })
}

/// Lets go.
pub(super) fn release(target: &mut dyn Target) -> Result<(), Fault> {
    target.remove(&path())
}
