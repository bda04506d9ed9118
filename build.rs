//! What `samverka --version` tells of the build: the commit with its day, the target, the compiler. Nothing of when or where it
//! was built, so that the same commit gives the same bytes.
//!
//! Written by hand: `vergen-gitcl` (10.0.3) brings thirty crates for these four facts, `built` (0.8.1) needs libgit2 for the commit.

// This is how cargo is spoken to.
#![allow(clippy::print_stdout)]

use std::path::{Path, PathBuf};
use std::process::Command;

/// What the program is made of. Whoever changes anything else has not changed the program.
const MADE_OF: [&str; 5] = ["src", "themes", "build.rs", "Cargo.toml", "Cargo.lock"];

fn main() {
    for path in MADE_OF {
        println!("cargo::rerun-if-changed={path}");
    }
    for name in ["SAMVERKA_COMMIT", "SOURCE_DATE_EPOCH"] {
        println!("cargo::rerun-if-env-changed={name}");
    }
    let (commit, time) = commit();
    println!("cargo::rustc-env=SAMVERKA_BUILD_COMMIT={commit}");
    println!("cargo::rustc-env=SAMVERKA_BUILD_TIME={time}");
    println!("cargo::rustc-env=SAMVERKA_BUILD_TARGET={}", variable("TARGET"));
    let compiler = said(Command::new(variable("RUSTC")).arg("--version")).unwrap_or_default();
    let compiler: Vec<&str> = compiler.split(' ').take(2).collect();
    println!("cargo::rustc-env=SAMVERKA_BUILD_RUSTC={}", compiler.join(" "));
}

/// The commit, with `+` when the program is not made of exactly that, and its time in seconds since 1970. Either may be empty.
///
/// Whoever builds from something else than a clone says which commit it is (`SAMVERKA_COMMIT`) and of when
/// (`SOURCE_DATE_EPOCH`). A package of cargo knows its commit.
fn commit() -> (String, String) {
    let (given, time) = (variable("SAMVERKA_COMMIT"), variable("SOURCE_DATE_EPOCH"));
    if !given.is_empty() {
        return (given, time);
    }
    let package = std::fs::read(".cargo_vcs_info.json").ok().and_then(|bytes| String::from_utf8(bytes).ok());
    if let Some(package) = package {
        let commit = package.split("\"sha1\"").nth(1).and_then(|rest| rest.split('"').nth(1));
        return (short(commit.unwrap_or_default()), time);
    }
    // With a commit in it, all would be compiled anew after each. While one works, that is too dear, and tells little.
    if variable("PROFILE") != "release" {
        return (String::new(), time);
    }
    clone().unwrap_or((String::new(), time))
}

fn clone() -> Option<(String, String)> {
    // A copy of the sources within somebody else's repository is not of that repository's commit.
    let top = git(&["rev-parse", "--show-toplevel"])?;
    let here = Path::new(&variable("CARGO_MANIFEST_DIR")).canonicalize().ok()?;
    if Path::new(&top).canonicalize().ok()? != here {
        return None;
    }
    // `logs/HEAD` grows with each commit and change of branch, wherever git keeps the branch itself. A file that is not there
    // would have cargo ask each time.
    for name in ["HEAD", "logs/HEAD"] {
        let path = git(&["rev-parse", "--git-path", name]).map(PathBuf::from).filter(|path| path.exists());
        if let Some(path) = path {
            println!("cargo::rerun-if-changed={}", path.display());
        }
    }
    let told = git(&["show", "--no-patch", "--format=%H %ct", "HEAD"])?;
    let (commit, time) = told.split_once(' ')?;
    let mut status = vec!["--no-optional-locks", "status", "--porcelain", "--"];
    status.extend(MADE_OF);
    let changed = if git(&status)?.is_empty() { "" } else { "+" };
    Some((short(commit) + changed, time.to_owned()))
}

fn short(commit: &str) -> String {
    commit.chars().take(7).collect()
}

fn git(arguments: &[&str]) -> Option<String> {
    said(Command::new("git").args(arguments))
}

fn said(command: &mut Command) -> Option<String> {
    let output = command.output().ok().filter(|output| output.status.success())?;
    Some(String::from_utf8(output.stdout).ok()?.trim().to_owned())
}

fn variable(name: &str) -> String {
    std::env::var(name).unwrap_or_default()
}
