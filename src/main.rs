//! `samverka`: arguments in, exit code out. All the rest is in the library.

#![forbid(unsafe_code)]

use std::process::ExitCode;

/// Pages are made of many small pieces on all cores. The allocator of glibc takes a tenth longer over them, and that of musl, with
/// which the program for any Linux is built, more than twice as long.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments: Vec<String> =
        std::env::args_os().map(|argument| argument.to_string_lossy().into_owned()).collect();
    samverka::cli::run(&arguments)
}
