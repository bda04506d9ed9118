//! What may be typed, with help in the language of the person who types.

use super::text::{Text, Words};
use crate::language::{Lang, dates};
use crate::preview::Editor;
use clap::builder::{PossibleValuesParser, ValueParser};
use clap::{Arg, ArgAction, ArgMatches, Command, ValueHint};
use jiff::civil::Date;
use std::fmt::Write as _;
use std::path::PathBuf;

/// The shells that there are completions for, by the names that may be typed.
pub(super) const SHELLS: [&str; 5] = ["bash", "zsh", "fish", "powershell", "elvish"];

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
    /// For editors and code hosts.
    Sarif,
    /// For GitHub Actions.
    Github,
}

/// What the commands that read a site share.
#[derive(Debug, Clone)]
pub(super) struct Common {
    pub(super) source: PathBuf,
    pub(super) today: Option<Date>,
    pub(super) drafts: bool,
    pub(super) strict: bool,
    pub(super) format: Format,
    pub(super) shown: Shown,
}

/// How findings look when they are for people.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Shown {
    /// Every place of a cause that repeats.
    pub(super) all: bool,
    /// For reading aloud: places in words.
    pub(super) aloud: bool,
}

impl Common {
    pub(super) fn of(matches: &ArgMatches) -> Self {
        // Not every command has every one of them.
        let set = |name: &str| matches.try_get_one::<bool>(name).ok().flatten().copied().unwrap_or(false);
        let path = matches.get_one::<String>("source").map_or_else(|| PathBuf::from("."), PathBuf::from);
        Self {
            source: path,
            today: matches.try_get_one::<Date>("today").ok().flatten().copied(),
            drafts: set("drafts"),
            strict: set("strict"),
            format: match matches.try_get_one::<String>("format").ok().flatten().map(String::as_str) {
                Some("json") => Format::Json,
                Some("sarif") => Format::Sarif,
                Some("github") => Format::Github,
                _ => Format::Text,
            },
            shown: Shown { all: set("all"), aloud: set("aloud") },
        }
    }
}

/// The language: `--lang`, else that of the computer. Found before the rest, as help is written in it.
pub(super) fn language(arguments: &[String]) -> Lang {
    let mut written = None;
    for (i, argument) in arguments.iter().enumerate() {
        if let Some(value) = argument.strip_prefix("--lang=") {
            written = Some(value.to_owned());
        } else if argument == "--lang" {
            written = arguments.get(i + 1).cloned();
        }
    }
    let locale = || sys_locale::get_locale().as_deref().and_then(Lang::from_locale);
    written.as_deref().and_then(Lang::from_locale).or_else(locale).unwrap_or(Lang::En)
}

/// The whole command.
pub(super) fn command(lang: Lang) -> Command {
    let t = |text: Text| text.raw(lang);
    let flag =
        |name: &'static str, help: Text| Arg::new(name).long(name).help(t(help)).action(ArgAction::SetTrue);
    let option = |name: &'static str, value: Text, help: Text| {
        let hint = if value == Text::Folder { ValueHint::DirPath } else { ValueHint::Unknown };
        Arg::new(name).long(name).value_name(t(value)).help(t(help)).value_hint(hint)
    };
    let day = ValueParser::from(move |text: &str| -> Result<Date, String> {
        dates::parse(text).ok_or_else(|| Text::NotADay.raw(lang).to_owned())
    });
    let common = |command: Command| {
        command
            .arg(option("source", Text::Folder, Text::HelpSource))
            .arg(option("today", Text::Day, Text::HelpToday).value_parser(day.clone()))
            .arg(flag("strict", Text::HelpStrict))
            .arg(
                option("format", Text::FormatName, Text::HelpFormat)
                    .value_parser(PossibleValuesParser::new(["text", "json", "sarif", "github"]))
                    .hide_possible_values(true),
            )
    };
    let shown = |command: Command| {
        common(command).arg(flag("all", Text::HelpAll)).arg(flag("aloud", Text::HelpAloud))
    };
    let sub = |name: &'static str, about: Text| {
        Command::new(name)
            .about(t(about))
            .disable_help_flag(true)
            .arg(Arg::new("help").long("help").short('h').help(t(Text::HelpHelp)).action(ArgAction::Help))
    };
    let whole = Command::new("samverka")
        .override_usage(format!("samverka {} {}", t(Text::CommandName), t(Text::OptionsShort)))
        .about(t(Text::About))
        .after_help(t(Text::AfterHelp))
        .version(super::version::SHORT)
        .long_version(super::version::long())
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand_value_name(t(Text::CommandName))
        .help_template(format!(
            "{{about}}\n\n{}: {{usage}}\n\n{}:\n{{subcommands}}\n\n{}:\n{{options}}\n{{after-help}}",
            t(Text::Usage),
            t(Text::Commands),
            t(Text::Options)
        ))
        .arg(
            Arg::new("help")
                .long("help")
                .short('h')
                .help(t(Text::HelpHelp))
                .action(ArgAction::Help)
                .global(false),
        )
        .arg(
            Arg::new("version")
                .long("version")
                .short('V')
                .help(t(Text::HelpVersion))
                .action(ArgAction::Version),
        )
        .arg(
            option("lang", Text::LanguageName, Text::HelpLang)
                .value_parser(PossibleValuesParser::new(["sv", "en"]))
                .hide_possible_values(true)
                .global(true),
        )
        .subcommand(
            sub("init", Text::AboutInit)
                .arg(Arg::new("folder").value_name(t(Text::Folder)).help(t(Text::HelpInitFolder))),
        )
        .subcommand(
            sub("new", Text::AboutNew)
                .arg(Arg::new("type").value_name(t(Text::TypeName)).help(t(Text::HelpNewType)).required(true))
                .arg(Arg::new("title").value_name(t(Text::TitleName)).help(t(Text::HelpNewTitle)))
                .arg(option("date", Text::Day, Text::HelpNewDate).value_parser(day.clone()))
                .arg(option("meeting", Text::NameName, Text::HelpNewMeeting))
                .arg(option("organisation", Text::NameName, Text::HelpNewOrganisation))
                .arg(option("source", Text::Folder, Text::HelpSource)),
        )
        .subcommand(
            sub("import", Text::AboutImport)
                .arg(
                    Arg::new("from")
                        .value_name(t(Text::FromName))
                        .help(t(Text::HelpImportFrom))
                        .required(true),
                )
                .arg(option("type", Text::TypeName, Text::HelpImportType))
                .arg(flag("dry-run", Text::HelpDryRun))
                .arg(option("source", Text::Folder, Text::HelpSource))
                .arg(flag("strict", Text::HelpStrict))
                .arg(
                    option("format", Text::FormatName, Text::HelpFormat)
                        .value_parser(PossibleValuesParser::new(["text", "json", "sarif", "github"]))
                        .hide_possible_values(true),
                )
                .arg(flag("all", Text::HelpAll))
                .arg(flag("aloud", Text::HelpAloud)),
        )
        .subcommand(
            sub("number", Text::AboutNumber)
                .arg(option("source", Text::Folder, Text::HelpSource))
                .arg(flag("yes", Text::HelpYes)),
        )
        .subcommand(
            shown(sub("build", Text::AboutBuild))
                .arg(flag("drafts", Text::HelpDrafts))
                .arg(option("output", Text::Folder, Text::HelpOutput))
                .arg(flag("compress", Text::HelpCompress)),
        )
        .subcommand(
            shown(sub("publish", Text::AboutPublish))
                .arg(
                    Arg::new("target")
                        .value_name(t(Text::TargetName))
                        .help(t(Text::HelpPublishTarget))
                        .required(true),
                )
                .arg(flag("dry-run", Text::HelpDryRun))
                .arg(flag("yes", Text::HelpPublishYes))
                .arg(flag("allow-removals", Text::HelpAllowRemovals))
                .arg(flag("take-over", Text::HelpTakeOver))
                .arg(flag("resend", Text::HelpResend))
                .arg(option("accept-host-key", Text::FingerprintName, Text::HelpAcceptHostKey))
                .arg(flag("remember-password", Text::HelpRememberPassword)),
        )
        .subcommand(
            shown(sub("check", Text::AboutCheck))
                .arg(flag("fix", Text::HelpFix))
                .arg(flag("yes", Text::HelpYes).requires("fix"))
                .arg(flag("external", Text::HelpExternal))
                .arg(flag("allow-private", Text::HelpAllowPrivate).requires("external"))
                .arg(option("html", Text::Folder, Text::HelpHtml).conflicts_with_all(["fix", "external"]))
                .arg(flag("without-scripts", Text::HelpWithoutScripts).requires("html"))
                .arg(flag("cannot-tell", Text::HelpCannotTell).requires("html")),
        )
        .subcommand(
            common(sub("serve", Text::AboutServe))
                .arg(
                    option("port", Text::Number, Text::HelpPort)
                        .value_parser(move |text: &str| {
                            text.parse::<u16>().map_err(|_| Text::PortRange.raw(lang).to_owned())
                        })
                        .default_value("4000")
                        .hide_default_value(true),
                )
                // Drafts are always shown; whoever asks for them gets what is asked for.
                .arg(flag("drafts", Text::HelpDrafts).hide(true))
                .arg(flag("lan", Text::HelpLan))
                .arg(
                    option("editor", Text::NameName, Text::HelpEditor)
                        .value_parser(PossibleValuesParser::new(Editor::ALL.map(Editor::name)))
                        .hide_possible_values(true),
                ),
        )
        .subcommand(
            shown(sub("forget", Text::AboutForget))
                .arg(
                    Arg::new("person")
                        .value_name(t(Text::PersonName))
                        .help(t(Text::HelpForgetPerson))
                        .required(true),
                )
                .arg(option("output", Text::Folder, Text::HelpOutput)),
        )
        .subcommand(
            sub("search", Text::AboutSearch)
                .arg(
                    Arg::new("query")
                        .value_name(t(Text::QueryName))
                        .help(t(Text::HelpSearchQuery))
                        .required(true)
                        .num_args(1..),
                )
                .arg(option("source", Text::Folder, Text::HelpSource))
                .arg(option("today", Text::Day, Text::HelpToday).value_parser(day.clone()))
                .arg(flag("drafts", Text::HelpDrafts)),
        )
        .subcommand(
            sub("schema", Text::AboutSchema).arg(
                Arg::new("type").value_name(t(Text::TypeName)).help(t(Text::HelpSchemaType)).required(true),
            ),
        )
        .subcommand(
            sub("fields", Text::AboutFields)
                .arg(Arg::new("type").value_name(t(Text::TypeName)).help(t(Text::HelpFieldsType))),
        )
        .subcommand(
            sub("forms", Text::AboutForms).arg(
                option("format", Text::FormatName, Text::HelpFormsFormat)
                    .value_parser(PossibleValuesParser::new(["text", "json", "markdown"]))
                    .hide_possible_values(true),
            ),
        )
        .subcommand(
            sub("explain", Text::AboutExplain)
                .arg(Arg::new("rule").value_name(t(Text::RuleName)).help(t(Text::HelpExplainRule)))
                .arg(
                    option("format", Text::FormatName, Text::HelpExplainFormat)
                        .value_parser(PossibleValuesParser::new(["text", "json", "markdown"]))
                        .hide_possible_values(true),
                ),
        )
        .subcommand(
            sub("completions", Text::AboutCompletions).arg(
                Arg::new("shell")
                    .value_name(t(Text::ShellName))
                    .help(t(Text::HelpShell))
                    .required(true)
                    .value_parser(PossibleValuesParser::new(SHELLS))
                    .hide_possible_values(true),
            ),
        )
        .subcommand(
            sub("man", Text::AboutMan).arg(
                Arg::new("folder")
                    .value_name(t(Text::Folder))
                    .help(t(Text::HelpManFolder))
                    .value_hint(ValueHint::DirPath)
                    .required(true),
            ),
        );
    let names: Vec<String> = whole.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    names.into_iter().fold(whole, |whole, name| whole.mut_subcommand(name, |sub| worded(sub, lang)))
}

/// A command with its own words for what clap would say in English.
fn worded(command: Command, lang: Lang) -> Command {
    let t = |text: Text| text.raw(lang);
    let mut usage = format!("samverka {}", command.get_name());
    let positionals: Vec<&Arg> = command.get_positionals().collect();
    for argument in &positionals {
        let name =
            argument.get_value_names().and_then(|names| names.first()).map_or("", |name| name.as_str());
        let _ =
            if argument.is_required_set() { write!(usage, " {name}") } else { write!(usage, " [{name}]") };
    }
    let given = if positionals.is_empty() {
        String::new()
    } else {
        format!("{}:\n{{positionals}}\n\n", t(Text::Arguments))
    };
    let template =
        format!("{{about}}\n\n{}: {{usage}}\n\n{given}{}:\n{{options}}\n", t(Text::Usage), t(Text::Options));
    command.override_usage(format!("{usage} {}", t(Text::OptionsShort))).help_template(template)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_is_well_formed_in_both_languages() {
        for lang in Lang::ALL {
            command(lang).debug_assert();
        }
    }

    #[test]
    fn the_language_is_found_wherever_it_stands() {
        let of = |words: &[&str]| language(&words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>());
        assert_eq!(of(&["samverka", "build", "--lang", "sv"]), Lang::Sv);
        assert_eq!(of(&["samverka", "--lang=en", "build"]), Lang::En);
    }
}
