//! The command line. Without a subcommand the screens open; the others print and go.

mod bidi_test;
mod config;
mod doctor;
mod export;
mod library;
mod pages;
mod print;

use std::{
    io::{self, IsTerminal},
    path::PathBuf,
    process::ExitCode,
};

use clap::{FromArgMatches, Parser, Subcommand};

use crate::{
    app::Begin,
    runtime,
    store::{self, Paths},
    words,
};

/// What went wrong is in the input: a file that is no session.
const REFUSED: u8 = 1;
/// The command could not be run: wrong arguments, no terminal, no folder.
const UNUSABLE: u8 = 2;

/// Keeps the speaking queue, the clock, the common-ground board and the notes of a living-room dialogue.
#[derive(Debug, Parser)]
#[command(name = "parlor", version, max_term_width = 100)]
struct Arguments {
    /// Where sealed sessions lie
    #[arg(long, value_name = "DIR", global = true)]
    sessions: Option<PathBuf>,

    #[command(subcommand)]
    task: Option<Task>,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Set up a session
    New {
        /// The format to begin with; `parlor formats` lists them
        #[arg(long, value_name = "F")]
        format: Option<String>,
    },
    /// Look back on a saved session
    Open {
        /// The session file
        file: PathBuf,
    },
    /// Show the room the question, who speaks, the clock and who is next, on a second screen
    Room,
    /// List the sealed sessions, newest first
    List,
    /// Print every passage that holds all these words, one a line, the newest session first
    ///
    /// Among the words may stand filters: kind:need by:Hanan party:Jewish group:olive after:2024 before:2025-03
    /// state:common. Capitals, accents, vowel marks and points make no difference. Exit code 1 if nothing is found.
    Search {
        /// Words and filters; several words in one argument are looked for in this order
        #[arg(required = true, value_name = "WORDS")]
        words: Vec<String>,
        /// One JSON object a line
        #[arg(long)]
        json: bool,
    },
    /// Print what is promised in all groups, by due date
    Due {
        /// Write a calendar that calendar programs import; `-` prints it
        #[arg(long, value_name = "FILE")]
        ics: Option<PathBuf>,
    },
    /// Print a session as plain text
    Show {
        /// The session file
        file: PathBuf,
    },
    /// Make of sealed sessions what others may read: a summary, a page, tables, the memorandum
    Export(export::Export),
    /// Check session files: silent if they are whole and well-formed
    Check {
        /// The session files
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// List the formats on offer
    Formats,
    /// Print what is set, with comments, or what is wrong with the configuration file
    Config,
    /// Print the JSON Schema of the session file
    Schema,
    /// Print what a shell needs to complete commands and options
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print a page of the manual, in the form that `man` reads
    Man {
        /// The command that it is about; the program as a whole, if none is named
        command: Option<String>,
    },
    /// Look at the terminal, the folders and what lies in them, and say what to do where something does not work
    Doctor,
    /// Print Hebrew and Arabic in two ways, to see which of them this terminal shows rightly
    BidiTest,
    /// Set a passphrase for the curtain (F8): prints what `PARLOR_CURTAIN` has to be
    Curtain,
}

pub(crate) use config::{error_words, trouble_words};

/// Runs the command line.
#[must_use]
pub fn main() -> ExitCode {
    runtime::harden();
    let parsed = pages::command().try_get_matches().and_then(|matches| Arguments::from_arg_matches(&matches));
    let arguments = match parsed {
        Ok(arguments) => arguments,
        Err(message) => {
            // Nobody is left to be told when even this cannot be printed.
            let _ = message.print();
            return if message.use_stderr() { ExitCode::from(UNUSABLE) } else { ExitCode::SUCCESS };
        }
    };
    match run(arguments) {
        Ok(code) => code,
        // Whoever read from us has seen enough.
        Err(why) if why.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(why) => {
            print::complaint(&why.to_string());
            ExitCode::from(UNUSABLE)
        }
    }
}

fn run(arguments: Arguments) -> io::Result<ExitCode> {
    let paths = || Paths::find(arguments.sessions.as_deref());
    match arguments.task {
        None => screens(paths()?, Begin::Home),
        Some(Task::New { format }) => new(paths()?, format),
        Some(Task::Open { file }) => screens(paths()?, Begin::Open(file)),
        Some(Task::Room) => screens(paths()?, Begin::Room),
        Some(Task::List) => print::list(&paths()?),
        Some(Task::Search { words, json }) => library::search(&paths()?, &words, json),
        Some(Task::Due { ics }) => library::due(&paths()?, ics.as_deref()),
        Some(Task::Show { file }) => print::show(&file),
        Some(Task::Export(export)) => export::run(&paths()?, &export),
        Some(Task::Check { files }) => print::check(&files),
        Some(Task::Formats) => print::formats(&paths()?),
        Some(Task::Config) => config::show(&paths()?),
        Some(Task::BidiTest) => bidi_test::run(),
        Some(Task::Curtain) => print::out(&runtime::ask_for_passphrase()?),
        Some(Task::Schema) => print::out(&(store::session_schema() + "\n")),
        Some(Task::Completions { shell }) => pages::completions(shell),
        Some(Task::Man { command }) => pages::manual(command.as_deref()),
        Some(Task::Doctor) => doctor::run(&paths()?),
    }
}

fn new(paths: Paths, format: Option<String>) -> io::Result<ExitCode> {
    if let Some(wanted) = &format {
        let on_offer = store::load_formats(&paths).formats;
        if !on_offer.iter().any(|format| format.name == *wanted) {
            let names: Vec<&str> = on_offer.iter().map(|format| format.name.as_str()).collect();
            print::complaint(&words::command_line::no_format(wanted, &names));
            return Ok(ExitCode::from(UNUSABLE));
        }
    }
    screens(paths, Begin::New(format))
}

fn screens(paths: Paths, begin: Begin) -> io::Result<ExitCode> {
    if !(io::stdin().is_terminal() && io::stdout().is_terminal()) {
        print::complaint(words::command_line::NEEDS_TERMINAL);
        return Ok(ExitCode::from(UNUSABLE));
    }
    runtime::run(paths, begin).map(ExitCode::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_make_sense() {
        pages::command().debug_assert();
    }

    #[test]
    fn every_command_has_examples() {
        let command = pages::command();
        for task in command.get_subcommands() {
            let examples = task.get_after_help().map(ToString::to_string).unwrap_or_default();
            assert!(examples.contains(&format!("parlor {}", task.get_name())), "{}: {examples}", task.get_name());
        }
    }
}
