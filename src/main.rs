//! The program; everything else is in the library of the same name.

use std::process::ExitCode;

fn main() -> ExitCode {
    parlor::cli::main()
}
