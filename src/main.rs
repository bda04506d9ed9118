//! `samverka`: arguments in, exit code out. All the rest is in the library.

#![forbid(unsafe_code)]

use std::process::ExitCode;

/// Pages are made of many small pieces on all cores, and the allocator of musl, with which the program for any Linux is built,
/// takes more than twice as long over them.
#[cfg(target_env = "musl")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments: Vec<String> =
        std::env::args_os().map(|argument| argument.to_string_lossy().into_owned()).collect();
    samverka::cli::run(&arguments)
}
