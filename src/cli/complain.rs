//! What is said of a command that cannot be understood.

use super::args::command;
use super::text::{Text, Words};
use super::{Outcome, show};
use crate::language::Lang;
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// Tells what is wrong with what was typed, in the person's language. Help and version are no errors.
pub(super) fn complain(error: &clap::Error, lang: Lang) -> Outcome {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        show::out(error.render().to_string().trim_end());
        return Outcome::Good;
    }
    if matches!(
        error.kind(),
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::MissingSubcommand
    ) {
        show::out(command(lang).render_help().to_string().trim_end());
        return Outcome::Failed;
    }
    let context = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        Some(ContextValue::Strings(texts)) => Some(texts.join(", ")),
        _ => None,
    };
    // The last of the suggestions is the nearest.
    let nearest = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::Strings(texts)) => texts.last().cloned(),
        _ => context(kind),
    };
    let argument = context(ContextKind::InvalidArg).unwrap_or_default();
    let value = context(ContextKind::InvalidValue).unwrap_or_default();
    let near = nearest(ContextKind::SuggestedArg).or_else(|| nearest(ContextKind::SuggestedSubcommand));
    let told = match error.kind() {
        ErrorKind::UnknownArgument => Text::UnknownArgument.fill(lang, &[("name", &argument)]),
        ErrorKind::InvalidSubcommand => Text::UnknownCommand
            .fill(lang, &[("name", &context(ContextKind::InvalidSubcommand).unwrap_or_default())]),
        ErrorKind::MissingRequiredArgument => Text::MissingArgument.fill(lang, &[("name", &argument)]),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation if value.is_empty() => {
            Text::MissingValue.fill(lang, &[("name", &argument)])
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            Text::InvalidValue.fill(lang, &[("name", &argument), ("value", &value)])
        }
        _ => error.render().to_string().trim_end().to_owned(),
    };
    show::say(&told);
    // What can be written instead: clap knows it of choices, and each reader of ours says it.
    let choices = context(ContextKind::ValidValue).filter(|choices| !choices.is_empty());
    let cure = std::error::Error::source(error).map(ToString::to_string);
    if let Some(cure) = choices.map(|names| Text::OneOf.fill(lang, &[("names", &names)])).or(cure) {
        show::say(&cure);
    }
    if let Some(near) = near {
        show::say(&Text::DidYouMean.fill(lang, &[("name", &near)]));
    }
    show::say(Text::SeeHelp.raw(lang));
    Outcome::Failed
}
