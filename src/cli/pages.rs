//! Help, completions and the manual, from the definitions of the arguments.

use std::{io, process::ExitCode};

use clap::{Command, CommandFactory};
use clap_complete::Shell;

use super::{Arguments, UNUSABLE, print};
use crate::words::command_line::{COMMANDS, PROGRAM};

/// The definitions of the arguments, with examples.
pub(super) fn command() -> Command {
    let with_examples = |command: Command| {
        let name = command.get_name().to_owned();
        match COMMANDS.iter().find(|(of, _)| *of == name) {
            Some((_, examples)) => command.after_help(*examples),
            None => command,
        }
    };
    Arguments::command().after_help(PROGRAM).mut_subcommands(with_examples)
}

/// What a shell is told, so that it completes commands and options.
pub(super) fn completions(shell: Shell) -> io::Result<ExitCode> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command(), "parlor", &mut script);
    print::out(&String::from_utf8_lossy(&script))
}

/// A page of the manual: of the program, or of one of its commands.
pub(super) fn manual(of: Option<&str>) -> io::Result<ExitCode> {
    let mut all = command();
    all.build();
    let page = match of {
        None => all,
        Some(name) => {
            let found = all.find_subcommand(name).cloned();
            let Some(found) = found else {
                print::complaint(&crate::words::command_line::no_command(name));
                return Ok(ExitCode::from(UNUSABLE));
            };
            found
        }
    };
    let mut roff = Vec::new();
    clap_mangen::Man::new(page).render(&mut roff)?;
    print::out(&String::from_utf8_lossy(&roff))
}
