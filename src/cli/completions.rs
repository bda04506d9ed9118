//! `samverka completions`

use super::{Outcome, args, show};
use crate::language::Lang;
use clap::ArgMatches;
use clap_complete::Shell;

pub(super) fn run(matches: &ArgMatches, lang: Lang) -> Outcome {
    let name = matches.get_one::<String>("shell").map_or("", String::as_str);
    // What may be typed is looked over before this is reached.
    let Ok(shell) = name.parse::<Shell>() else { return Outcome::Failed };
    show::out(script(shell, lang).trim_end());
    Outcome::Good
}

/// What a shell reads to complete commands and options.
fn script(shell: Shell, lang: Lang) -> String {
    let mut bytes = Vec::new();
    clap_complete::generate(shell, &mut args::command(lang), "samverka", &mut bytes);
    String::from_utf8(bytes).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shell_completes_each_command_and_each_flag() {
        for lang in Lang::ALL {
            let mut whole = args::command(lang);
            whole.build();
            for name in args::SHELLS {
                let script = script(name.parse().expect("a shell"), lang);
                for sub in whole.get_subcommands() {
                    assert!(script.contains(sub.get_name()), "{name}: {}", sub.get_name());
                    for flag in sub.get_arguments().filter(|a| !a.is_hide_set()).filter_map(|a| a.get_long())
                    {
                        assert!(script.contains(flag), "{name}: {} --{flag}", sub.get_name());
                    }
                }
            }
        }
    }
}
