//! What `parlor --help` says besides what the options say of themselves.

/// Examples, exit codes and folders, below the help of the program.
pub const PROGRAM: &str = "\
Examples:
  parlor                               open the library; start, continue or look back on an evening
  parlor new --format living-room      set up a living-room evening
  parlor room                          in another terminal, on the television: what the room sees
  parlor show ~/evening.yaml | less    read a saved session as plain text
  parlor search lemon tree kind:story  find what was said, in every session
  parlor due --ics ~/due.ics           what is promised, for the calendar
  parlor export ~/evening.yaml --as summary -o ~/summary.md
  parlor check sessions/*.yaml         say nothing if all is well
  parlor --sessions ./ours list        list the sessions of another folder
  parlor doctor                        what works here, and what to do where something does not

Exit codes:
  0    all is well
  1    a file could not be read or is not a session; nothing was found; something is to be looked at
  2    wrong arguments, no terminal, or a folder that cannot be used
  101  a fault in the program
  128 and more  ended by a signal, or because the terminal was closed

Folders: PARLOR_SESSIONS (sealed sessions), PARLOR_DATA (groups and your own files), PARLOR_STATE (running sessions),
PARLOR_CONFIG (config.yaml, formats, scales).";

/// Below the help of each command.
pub const COMMANDS: &[(&str, &str)] = &[
    ("new", "Examples:\n  parlor new\n  parlor new --format reflective-rounds"),
    ("open", "Examples:\n  parlor open ~/.local/share/parlor/sessions/2026-03-14-1905-k7f3.yaml"),
    (
        "room",
        "Examples:\n  parlor room        in another terminal on the same computer; q leaves it\n\n\
         It follows the running evening by itself. In the running Parlor, F5 turns it to what was confirmed and back.",
    ),
    (
        "list",
        "Examples:\n  parlor list\n  parlor list | grep 'Olive Tree'\n\n\
         A line a session, newest first: date and time, minutes, common ground, title, file. Fields are two spaces apart.",
    ),
    (
        "search",
        "Examples:\n  parlor search lemon tree\n  parlor search 'lost our home' kind:story after:2024\n  parlor search --json deed",
    ),
    ("due", "Examples:\n  parlor due\n  parlor due --ics ~/due.ics"),
    (
        "show",
        "Examples:\n  parlor show ~/evening.yaml\n  parlor show ~/evening.yaml | less\n\n\
         Plain lines without frames or colours: one fact a line, in the order in which things happened.",
    ),
    (
        "export",
        "Examples:\n  parlor export ~/evening.yaml --as memorandum\n  parlor export --help        what else there is",
    ),
    (
        "check",
        "Examples:\n  parlor check ~/evening.yaml\n  parlor check sessions/*.yaml && echo all is well\n\n\
         It is silent about what is well. Otherwise one line a file: FILE:line:column: what is wrong. Exit code 1 then.",
    ),
    ("formats", "Examples:\n  parlor formats"),
    ("config", "Examples:\n  parlor config\n  parlor config > ~/.config/parlor/config.yaml"),
    ("curtain", "Examples:\n  export PARLOR_CURTAIN=\"$(parlor curtain)\""),
    ("schema", "Examples:\n  parlor schema > parlor.schema.json"),
    (
        "completions",
        "Examples:\n  parlor completions bash > ~/.local/share/bash-completion/completions/parlor\n  \
         parlor completions zsh > ~/.zfunc/_parlor\n  \
         parlor completions fish > ~/.config/fish/completions/parlor.fish",
    ),
    (
        "man",
        "Examples:\n  parlor man > ~/.local/share/man/man1/parlor.1\n  parlor man list > parlor-list.1\n  parlor man | man -l -",
    ),
    (
        "bidi-test",
        "Examples:\n  parlor bidi-test\n\n\
         Whoever reads Hebrew or Arabic says which lines read right; what to write into config.yaml then stands below them.",
    ),
    (
        "doctor",
        "Examples:\n  parlor doctor\n  parlor doctor | grep ^look\n\n\
         A line a thing: `fine` or `look`, a sentence, and what to do. It changes nothing. Exit code 1 if something is to be\n\
         looked at.",
    ),
];

/// There is no such command.
#[must_use]
pub fn no_command(name: &str) -> String {
    format!("there is no command `{name}`; `parlor --help` lists them")
}

/// There is no such format.
#[must_use]
pub fn no_format(wanted: &str, names: &[&str]) -> String {
    format!("there is no format `{wanted}`; there is {}", names.join(", "))
}

/// The screens were asked for where there is no terminal.
pub const NEEDS_TERMINAL: &str = "this needs a terminal to draw on; `parlor --help` lists what works without one";

/// What `parlor bidi-test` shows: names, numbers and punctuation in a Hebrew and an Arabic sentence.
pub const BIDI_SENTENCES: [&str; 2] =
    ["מרים (Miriam) אמרה: \"שלום\", 3 דקות, ואז שתקה.", "قالت حنان (Hanan): السلام عليكم، 3 دقائق، ثم سكتت."];

/// Both ways of drawing, and what to do with what is seen.
#[must_use]
pub fn bidi_test(lines: &[(String, String)]) -> String {
    let (ours, theirs): (String, String) = lines.iter().cloned().unzip();
    format!(
        "Somebody who reads Hebrew or Arabic says which lines read right.\n\n\
         app: Parlor puts the letters in order\n{ours}\n\
         terminal: the terminal does\n{theirs}\n\
         Only the first: write `bidi: app` into config.yaml. Only the second: `bidi: terminal`.\n\
         Both, or neither: leave `bidi: auto`. kitty, which turns each word round, shows neither rightly here and is drawn for all \
         the same.\n"
    )
}
