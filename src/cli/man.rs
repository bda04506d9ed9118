//! `samverka man`: pages for `man`, one of the program and one of each command, from what may be typed.
//!
//! The sections are those of `clap_mangen`; it knows English headings only, so each gets its own here.

use super::text::{Text, Words};
use super::{Outcome, args, refuse, show};
use crate::language::Lang;
use crate::report::catalog::tool;
use crate::report::{Arg, Finding};
use clap::{ArgMatches, Command};
use clap_mangen::Man;
use clap_mangen::roff::{Inline, Roff, bold, roman};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What a page begins with: only such files give way to new ones.
const MARK: &str = ".\\\" samverka man";
/// Commands that anybody may run.
const SECTION: &str = "1";

pub(super) fn run(matches: &ArgMatches, lang: Lang) -> Outcome {
    let folder = matches.get_one::<String>("folder").map_or_else(|| PathBuf::from("."), PathBuf::from);
    let pages = pages(lang);
    // First it is seen that nothing of somebody else's is in the way, so that all are written or none.
    if let Some((name, _)) = pages.iter().find(|(name, _)| foreign(&folder.join(name))) {
        let finding = Finding::nowhere(&tool::ARGUMENT_INVALID)
            .with("value", folder.join(name).display().to_string())
            .with("name", Arg::each(|lang| Text::Folder.raw(lang).to_owned()))
            .with("reason", Arg::each(|lang| Text::ManForeign.raw(lang).to_owned()))
            .with("example", "samverka man ~/.local/share/man/man1");
        return refuse(finding, lang);
    }
    for (name, text) in &pages {
        let path = folder.join(name);
        if let Err(error) = put(&path, text) {
            let finding = Finding::nowhere(&tool::OUTPUT_FAILED).with("path", path.display().to_string());
            return refuse(finding.with("reason", error.to_string()), lang);
        }
    }
    let (n, path) = (pages.len().to_string(), folder.display().to_string());
    show::say(&Text::ManWritten.fill(lang, &[("n", &n), ("path", &path)]));
    Outcome::Good
}

/// Whether a file is there that this command did not write.
fn foreign(path: &Path) -> bool {
    match fs::read(path) {
        Ok(bytes) => !bytes.starts_with(MARK.as_bytes()),
        Err(error) => error.kind() != io::ErrorKind::NotFound,
    }
}

fn put(path: &Path, text: &str) -> io::Result<()> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::write(path, text)
}

/// All pages by the names of their files: the program first, then its commands.
fn pages(lang: Lang) -> Vec<(String, String)> {
    let mut whole = args::command(lang);
    whole.build();
    let subs: Vec<Command> = whole.get_subcommands().filter(|sub| !sub.is_hide_set()).cloned().collect();
    let main = page(&whole, None, lang);
    let rest = subs.into_iter().map(|sub| page(&sub, Some(&whole), lang));
    std::iter::once(main).chain(rest).filter_map(Result::ok).collect()
}

/// A page with the name of its file. `above` is the program when the page is of one of its commands.
fn page(command: &Command, above: Option<&Command>, lang: Lang) -> io::Result<(String, String)> {
    let name = match above {
        Some(above) => format!("{}-{}", above.get_name(), command.get_name()),
        None => command.get_name().to_owned(),
    };
    let man = Man::new(command.clone())
        .title(name.to_uppercase())
        .section(SECTION)
        .date(super::version::day())
        .source(format!("samverka {}", super::version::SHORT))
        .manual(Text::ManManual.raw(lang));
    let mut out = format!("{MARK} --lang {}\n", lang.tag()).into_bytes();
    let mut title = Vec::new();
    man.render_title(&mut title)?;
    // A day that is not known is an empty argument, which is lost on the way: the others would take its place.
    out.extend_from_slice(String::from_utf8_lossy(&title).replacen(" 1  ", " 1 \"\" ", 1).as_bytes());
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    section(&mut out, Text::ManName, lang, |roff| {
        // Whoever lists pages sees the name before the words.
        let words = about.strip_prefix("samverka ").unwrap_or(&about).trim_end_matches('.');
        roff.text([roman(format!("{name} - {words}"))]);
    })?;
    titled(&mut out, Text::ManSynopsis, lang, |w| man.render_synopsis_section(w))?;
    titled(&mut out, Text::ManDescription, lang, |w| man.render_description_section(w))?;
    titled(&mut out, Text::ManOptions, lang, |w| man.render_options_section(w))?;
    if above.is_none() {
        titled(&mut out, Text::ManCommands, lang, |w| man.render_subcommands_section(w))?;
        environment(&mut out, lang)?;
        let example = command.get_after_help().map(ToString::to_string).unwrap_or_default();
        section(&mut out, Text::ManExample, lang, |roff| {
            roff.control("nf", []);
            for line in example.lines().skip(1) {
                roff.text([roman(line)]);
            }
            roff.control("fi", []);
        })?;
    }
    section(&mut out, Text::ManExit, lang, |roff| {
        for (code, meaning) in [(0, Text::ManExitGood), (1, Text::ManExitFindings), (2, Text::ManExitFailed)]
        {
            entry(roff, bold(code.to_string()), meaning.raw(lang));
        }
    })?;
    if let Some(above) = above {
        section(&mut out, Text::ManSeeAlso, lang, |roff| {
            roff.text([bold(above.get_name()), roman(format!("({SECTION})"))]);
        })?;
    }
    Ok((format!("{name}.{SECTION}"), tidy(&String::from_utf8_lossy(&out))))
}

/// What the program reads besides what is typed.
fn environment(out: &mut Vec<u8>, lang: Lang) -> io::Result<()> {
    section(out, Text::ManEnvironment, lang, |roff| {
        for (name, meaning) in [
            ("SAMVERKA_EDITOR", Text::ManEnvEditor),
            ("SAMVERKA_PASSWORD_…", Text::ManEnvPassword),
            ("SAMVERKA_WHO", Text::ManEnvWho),
            ("NO_COLOR, CLICOLOR, CLICOLOR_FORCE", Text::ManEnvColour),
        ] {
            entry(roff, bold(name), meaning.raw(lang));
        }
    })
}

fn entry(roff: &mut Roff, name: Inline, meaning: &str) {
    roff.control("TP", []).text([name]).text([roman(meaning)]);
}

/// A page with its preamble once; each section that is made by itself brings one.
fn tidy(page: &str) -> String {
    let mut seen: Vec<&str> = Vec::new();
    let mut out = String::new();
    for line in page.lines() {
        let preamble = line.starts_with(".ie ") || line.starts_with(".el ");
        if !preamble || !seen.contains(&line) {
            out.push_str(line);
            out.push('\n');
        }
        if preamble {
            seen.push(line);
        }
    }
    out
}

/// A section of our own.
fn section(out: &mut Vec<u8>, title: Text, lang: Lang, fill: impl FnOnce(&mut Roff)) -> io::Result<()> {
    let mut roff = Roff::default();
    roff.control("SH", [title.raw(lang)]);
    fill(&mut roff);
    roff.to_writer(out)
}

/// A section of `clap_mangen` with a title of our own in place of its.
fn titled(
    out: &mut Vec<u8>,
    title: Text,
    lang: Lang,
    render: impl FnOnce(&mut Vec<u8>) -> io::Result<()>,
) -> io::Result<()> {
    let mut bytes = Vec::new();
    render(&mut bytes)?;
    let text = String::from_utf8_lossy(&bytes);
    for line in text.lines() {
        let line =
            if line.starts_with(".SH ") { format!(".SH \"{}\"", title.raw(lang)) } else { line.to_owned() };
        out.extend_from_slice(line.as_bytes());
        out.push(b'\n');
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_has_a_page_with_each_of_its_flags_in_both_languages() {
        for lang in Lang::ALL {
            let mut whole = args::command(lang);
            whole.build();
            let pages = pages(lang);
            assert_eq!(pages.len(), whole.get_subcommands().count() + 1);
            for (name, text) in &pages {
                let command = match name.trim_end_matches(".1").strip_prefix("samverka-") {
                    None => &whole,
                    Some(sub) => whole.find_subcommand(sub).expect("a command"),
                };
                for flag in command.get_arguments().filter(|a| !a.is_hide_set()).filter_map(|a| a.get_long())
                {
                    let written = format!("\\-\\-{}", flag.replace('-', "\\-"));
                    assert!(text.contains(&written), "{name} does not say {written}");
                }
                // Whatever clap says of itself it says in English.
                let english = ["OPTIONS", "Possible values", "[default", "SUBCOMMANDS"];
                let told = english.iter().find(|word| text.contains(**word));
                assert!(lang == Lang::En || told.is_none(), "{name} says {told:?}");
                assert_eq!(text.matches(".ie ").count(), 1, "{name}");
                let title = text.lines().find(|line| line.starts_with(".TH ")).expect("a title");
                assert!(title.contains(" 1 \"\" \"samverka ") || title.contains(" 1 2"), "{title}");
            }
        }
    }

    #[test]
    fn only_pages_of_ours_give_way() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("samverka.1");
        assert!(!foreign(&path));
        put(&path, &pages(Lang::Sv).first().expect("a page").1).expect("written");
        assert!(!foreign(&path));
        put(&path, "my own").expect("written");
        assert!(foreign(&path));
    }
}
