//! What tests of the program itself share: a folder, the program in it, what it said.

// Each test file is a crate of its own and uses some of this.
#![allow(dead_code, unreachable_pub)]

use std::path::Path;
use std::process::{Command, Output};

/// Runs the program in a folder.
pub fn samverka(folder: &Path, arguments: &[&str]) -> Output {
    let program = env!("CARGO_BIN_EXE_samverka");
    Command::new(program).args(arguments).current_dir(folder).output().expect("the program starts")
}

/// What was asked for.
pub fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

/// What was said about it.
pub fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

/// How it ended.
pub fn code(output: &Output) -> i32 {
    output.status.code().expect("an exit code")
}

/// An empty folder.
pub fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

/// Puts a file into a folder.
pub fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    std::fs::create_dir_all(path.parent().expect("a parent")).expect("made");
    std::fs::write(path, text).expect("written");
}

/// The text of a file.
pub fn read(folder: &Path, path: &str) -> String {
    String::from_utf8(std::fs::read(folder.join(path)).expect("read")).expect("UTF-8")
}

/// All files below a folder with their bytes. Links are not followed.
pub fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut out = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(at) = open.pop() {
        for entry in at.read_dir().expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_symlink() {
                continue;
            }
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("below").to_string_lossy().into_owned();
                out.push((name, std::fs::read(&path).expect("read")));
            }
        }
    }
    out.sort();
    out
}
