//! Whose turn it is: a host gets one request at a time, whoever sends it.

use std::collections::BTreeSet;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// The hosts that are being asked.
#[derive(Debug, Default)]
pub(super) struct Turns {
    busy: Mutex<BTreeSet<String>>,
    freed: Condvar,
}

/// A turn; it ends when it is dropped. Nobody holds two, so nobody waits for ever.
#[derive(Debug)]
pub(super) struct Turn<'t> {
    turns: &'t Turns,
    host: String,
}

impl Turns {
    /// Waits until nobody else asks a host.
    pub(super) fn take(&self, host: &str) -> Turn<'_> {
        let mut busy = self.busy();
        while busy.contains(host) {
            busy = self.freed.wait(busy).unwrap_or_else(PoisonError::into_inner);
        }
        busy.insert(host.to_owned());
        Turn { turns: self, host: host.to_owned() }
    }

    fn busy(&self) -> MutexGuard<'_, BTreeSet<String>> {
        self.busy.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.turns.busy().remove(&self.host);
        self.turns.freed.notify_all();
    }
}
