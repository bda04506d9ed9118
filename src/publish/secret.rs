//! A password or key: carried, never shown.

use std::fmt;

/// What must be in no message, no log and no file.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Hides a text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text itself, for the one who must send it.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// A text of somebody else's (a server's answer, say) without the secret in it.
    pub fn scrub(&self, text: &str) -> String {
        if self.0.is_empty() { text.to_owned() } else { text.replace(&self.0, "•••") }
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(•••)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_shown_by_no_format_and_taken_out_of_what_others_say() {
        let secret = Secret::new("hemligt-ord");
        assert!(!format!("{secret:?} {secret:#?}").contains("hemligt"));
        assert_eq!(secret.scrub("login bo hemligt-ord failed"), "login bo ••• failed");
        assert_eq!(Secret::new("").scrub("abc"), "abc");
    }
}
