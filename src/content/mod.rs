//! Text to typed documents.

pub mod fields;
pub mod record;
pub mod yaml;
