//! The state of the site that is shown now, and those who wait for the next one.

use super::Snapshot;
use std::collections::BTreeMap;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime};

/// A snapshot with the name of its version.
#[derive(Clone)]
pub(super) struct Now {
    /// The state of the site.
    pub(super) snapshot: Arc<dyn Snapshot>,
    /// Differs from every other, also from those of a server that ran here before: pages that are still open in a
    /// browser then see that they are old. Letters, digits and hyphens only.
    pub(super) version: String,
}

impl Now {
    /// Whether a page of the version `since` need only be told what is new in it: all that it loads is as it was.
    pub(super) fn is_beside(&self, since: &str) -> bool {
        // A server that ran before may have been another program, with other scripts of its own.
        let parts = |version: &'_ str| {
            let mut parts = version.split('-').map(str::to_owned);
            (parts.next(), parts.nth(1))
        };
        parts(since) == parts(&self.version)
    }
}

/// How waiting ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Something else is shown, or it is over.
    Other,
    /// The time is up and nothing has changed.
    Same,
    /// The tab has asked again.
    Superseded,
}

/// So many pages may wait at once. A browser opens six connections to one server; what is left of them loads pages.
pub(super) const MAX_WAITING: usize = 4;

#[derive(Default)]
struct State {
    now: Option<Now>,
    count: u64,
    stopped: bool,
    /// Who waits: by tab, with the number of the question.
    waiting: BTreeMap<String, u64>,
    questions: u64,
}

/// Where the newest snapshot is.
pub(super) struct Live {
    state: Mutex<State>,
    changed: Condvar,
    start: u128,
}

impl Live {
    /// Nothing to show yet.
    pub(super) fn new() -> Self {
        let start = SystemTime::UNIX_EPOCH.elapsed().map_or(0, |since| since.as_millis());
        Self { state: Mutex::default(), changed: Condvar::new(), start }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Nobody can panic while holding it; and if somebody did, each value in it is whole.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Shows another state from now on, and wakes all who wait.
    pub(super) fn show(&self, snapshot: Arc<dyn Snapshot>) {
        let mut state = self.state();
        state.count += 1;
        let version = format!("{}-{}-{:x}", self.start, state.count, snapshot.beside());
        let old = state.now.replace(Now { snapshot, version });
        drop(state);
        self.changed.notify_all();
        // The old one may be large; it goes when nobody is held up by it.
        drop(old);
    }

    /// What is shown now.
    pub(super) fn now(&self) -> Option<Now> {
        self.state().now.clone()
    }

    /// A page in `tab` asks to be told of the next version: the number of its question, or none if too many wait.
    /// The question that the same tab asked before is answered now: that page is gone from the screen.
    pub(super) fn question(&self, tab: &str) -> Option<u64> {
        let mut state = self.state();
        if state.waiting.len() >= MAX_WAITING && !state.waiting.contains_key(tab) {
            return None;
        }
        state.questions += 1;
        let question = state.questions;
        if state.waiting.insert(tab.to_owned(), question).is_some() {
            self.changed.notify_all();
        }
        Some(question)
    }

    /// What is shown as soon as it is no longer the version `since`, or the tab has asked again; at the latest after
    /// `patience`.
    pub(super) fn after(
        &self,
        since: &str,
        tab: &str,
        question: u64,
        patience: Duration,
    ) -> (Option<Now>, Outcome) {
        let end = Instant::now() + patience;
        let mut state = self.state();
        loop {
            let is_same = state.now.as_ref().is_some_and(|now| now.version == since);
            let left = end.saturating_duration_since(Instant::now());
            let outcome = if state.waiting.get(tab) != Some(&question) {
                Some(Outcome::Superseded)
            } else if !is_same || state.stopped {
                Some(Outcome::Other)
            } else {
                left.is_zero().then_some(Outcome::Same)
            };
            if let Some(outcome) = outcome {
                return (state.now.clone(), outcome);
            }
            state = self.changed.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Nobody waits for the answer to a question any more.
    pub(super) fn withdraw(&self, tab: &str, question: u64) {
        let mut state = self.state();
        if state.waiting.get(tab) == Some(&question) {
            state.waiting.remove(tab);
        }
    }

    /// Ends all waiting.
    pub(super) fn stop(&self) {
        self.state().stopped = true;
        self.changed.notify_all();
    }

    /// Whether it is over.
    pub(super) fn is_stopped(&self) -> bool {
        self.state().stopped
    }
}
