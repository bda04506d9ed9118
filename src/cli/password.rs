//! A target's password: from the environment, the computer's keyring, or the person at the terminal. Never from a file of the
//! site, and never told.

use super::text::{Text, Words};
use crate::language::{Lang, fold};
use crate::publish::Secret;

/// The environment variable for a target.
pub(super) fn variable(target: &str) -> String {
    format!("SAMVERKA_PASSWORD_{}", fold::slug(target).replace('-', "_").to_uppercase())
}

/// What is known without asking anybody.
pub(super) fn known(target: &str) -> Option<Secret> {
    let set = std::env::var(variable(target)).ok().filter(|text| !text.is_empty());
    set.map(Secret::new).or_else(|| keyring(target))
}

/// Asks at the terminal, without showing what is typed. `None` where there is no terminal.
pub(super) fn ask(target: &str, lang: Lang) -> Option<Secret> {
    if !super::ask::is_possible() {
        return None;
    }
    let question = Text::AskPassword.fill(lang, &[("target", target)]);
    rpassword::prompt_password(question).ok().filter(|text| !text.is_empty()).map(Secret::new)
}

/// The name under which the keyring knows us.
#[cfg(feature = "publish")]
const SERVICE: &str = "samverka";

#[cfg(feature = "publish")]
fn keyring(target: &str) -> Option<Secret> {
    let entry = keyring::Entry::new(SERVICE, target).ok()?;
    entry.get_password().ok().map(Secret::new)
}

#[cfg(not(feature = "publish"))]
fn keyring(_: &str) -> Option<Secret> {
    None
}

/// Keeps a password in the computer's keyring.
#[cfg(feature = "publish")]
pub(super) fn keep(target: &str, secret: &Secret) -> Result<(), String> {
    let entry = keyring::Entry::new(SERVICE, target).map_err(|error| error.to_string())?;
    entry.set_password(secret.reveal()).map_err(|error| secret.scrub(&error.to_string()))
}

/// Keeps nothing: this program was built without the network.
#[cfg(not(feature = "publish"))]
pub(super) fn keep(_: &str, _: &Secret) -> Result<(), String> {
    Err(String::new())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_variable_is_one_that_every_shell_can_set() {
        assert_eq!(variable("webben"), "SAMVERKA_PASSWORD_WEBBEN");
        assert_eq!(variable("Länets-webb2"), "SAMVERKA_PASSWORD_LANETS_WEBB2");
    }
}
