//! What has been made and is asked for again: a page says how large its other forms are, and soon after they are asked for
//! themselves.

use crate::content::formats::Format;
use crate::site::Route;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// Forms that were made to be measured and wait to be written. Empty again when all of a site has been rendered.
#[derive(Debug, Default)]
pub struct Made {
    waiting: Mutex<BTreeMap<(Format, Route), Vec<u8>>>,
}

impl Made {
    /// Puts bytes aside.
    pub(super) fn keep(&self, format: Format, page: &Route, bytes: Vec<u8>) {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).insert((format, page.clone()), bytes);
    }

    /// Takes bytes that were put aside.
    pub(super) fn take(&self, format: Format, page: &Route) -> Option<Vec<u8>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).remove(&(format, page.clone()))
    }
}
