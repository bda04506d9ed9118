//! Text to typed documents: front matter, fields, markers, Sweden's municipalities.

pub mod allows;
pub mod body;
pub mod csv;
pub mod decode;
pub mod document;
pub mod edit;
pub mod fields;
pub mod formats;
pub mod hidden;
pub mod items;
pub mod kind;
pub mod library;
pub mod lists;
pub mod manual;
pub mod mend;
pub mod municipalities;
mod past;
pub mod pin;
pub mod project;
pub mod publishing;
pub mod record;
mod said;
pub mod schema;
pub mod types;
mod unread;
pub mod withdraw;
pub mod yaml;
