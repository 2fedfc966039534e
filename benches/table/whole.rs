//! The built program from outside, beside others: keys, starts, a disk that is waited for, and sleep.

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::Command,
    sync::mpsc::{Receiver, channel},
    thread,
    time::{Duration, Instant},
};

use parlor::{
    library,
    session::{RecordRule, redact},
    store::{self, Answer, Paths, Writer},
};

use crate::{
    evening::{self, HOUR},
    figures::{Spread, Table, count, megabytes, ratio, time_text},
    how::How,
    process::{Used, memory},
    terminal::{Program, Terminal, framed, printed},
};

/// Letters that end no command to a terminal and begin no word on the screen.
const LETTERS: [&str; 6] = ["q", "z", "j", "x", "w", "v"];
const BACKSPACE: &str = "\x7f";

/// The folders of a program that was started with everything below this one.
fn paths(folder: &Path) -> Paths {
    Paths { sessions: folder.join("data/sessions"), ..Paths::below(&folder.join("state")) }
}

/// A running evening of this many acts, left in its journal.
fn leave_running(folder: &Path, acts: usize) {
    let entries = evening::session(acts).log().to_vec();
    let (writer, answers) = writer(paths(folder));
    assert!(writer.send(library::Command::Append { id: evening::id(), first: 0, entries }));
    assert!(matches!(answers.recv(), Ok(Answer::Saved { entries, .. }) if entries == acts), "it is on the disk");
    writer.finish();
}

fn writer(paths: Paths) -> (Writer, Receiver<Answer>) {
    let (says, answers) = channel();
    (Writer::start(paths, Box::new(move |answer| drop(says.send(answer)))).expect("a thread"), answers)
}

/// Parlor with an evening of this many acts in front and a turn that runs.
fn running(folder: &Path, acts: usize) -> Terminal {
    leave_running(folder, acts);
    let mut terminal = Terminal::start(&Program::parlor(folder));
    terminal.wait(Instant::now(), "To be continued");
    terminal.settle();
    terminal.press_and_wait("\r", "● saved");
    terminal.settle();
    terminal.lead(" ");
    terminal
}

/// Another program that edits text, if it is here.
struct Other {
    name: &'static str,
    path: Option<PathBuf>,
    arguments: &'static [&'static str],
    /// What leads to where letters are text.
    begins: &'static str,
}

fn others() -> [Other; 2] {
    let on_path = |name: &str| {
        let folders = std::env::var_os("PATH").unwrap_or_default();
        std::env::split_paths(&folders).map(|folder| folder.join(name)).find(|path| path.is_file())
    };
    let tools = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("bench-tools");
    let editor = Some(tools.join("bin/editor")).filter(|path| path.is_file());
    [
        Other { name: "vim", path: on_path("vim"), arguments: &["-N", "-u", "NONE", "-i", "NONE", "-n"], begins: "i" },
        Other { name: "ratatui-textarea's editor", path: editor, arguments: &[], begins: "" },
    ]
}

impl Other {
    fn program(&self, folder: &Path, lines: usize) -> Option<Program> {
        let file = folder.join(format!("{lines}.txt"));
        let line = |number| format!("{number} ordinary words of a text of so many lines\n");
        fs::write(&file, (1..=lines).map(line).collect::<String>()).expect("a file");
        let mut arguments = self.arguments.to_vec();
        arguments.push(file.to_str().expect("a path of ours"));
        Some(Program::new(self.path.clone()?, &arguments))
    }
}

/// From the key to the screen, beside others.
pub fn keys(how: &How, folder: &Path) -> Table {
    let mut table = Table::by_size("From a key to the screen: median · 99th hundredth", how.sizes);
    let mut letters = Vec::new();
    let mut rows: Vec<(&str, Vec<Spread>)> = ACTS.iter().map(|(what, ..)| (*what, Vec::new())).collect();
    for size in how.sizes {
        let mut terminal = running(&folder.join(format!("keys-{size}")), *size);
        for (row, (_, keys, every)) in rows.iter_mut().zip(&ACTS) {
            let times = (0..how.keys.div_ceil(*every)).flat_map(|_| keys.iter().copied()).map(|key| {
                let time = terminal.press(key, framed);
                terminal.settle();
                time
            });
            row.1.push(Spread::of(times.collect()));
        }
        terminal.lead("n");
        letters.push(typed(&mut terminal, how.keys));
    }
    table.spreads("a letter of a note", how.sizes, &letters);
    for (what, spreads) in &rows {
        table.spreads(what, how.sizes, spreads);
    }
    for other in others() {
        let spreads: Option<Vec<Spread>> = how
            .sizes
            .iter()
            .map(|size| {
                let mut terminal = Terminal::start(&other.program(folder, *size)?);
                terminal.first(framed);
                thread::sleep(Duration::from_millis(100));
                terminal.lead(other.begins);
                // One of them takes its time in a long text.
                Some(typed(&mut terminal, if *size > 5_000 { how.keys / 4 } else { how.keys }))
            })
            .collect();
        match spreads {
            Some(spreads) => {
                table.spreads(&format!("a letter in {}", other.name), how.sizes, &spreads);
                let ratios = letters.iter().zip(&spreads).map(|(ours, theirs)| ratio(ours.median(), theirs.median()));
                table.row(["… Parlor's median to its".to_owned()].into_iter().chain(ratios).chain([String::new()]));
            }
            None => table.say(format!("SKIPPED: {} is not here; `.ci/bench` installs what is missing.", other.name)),
        }
    }
    table.say(
        "The sizes are acts in the log of the running evening, and lines of text in the other programs. 120 × 34; a key is on the \
         screen when its letter has come out of the terminal, an act when its whole frame has.",
    );
    table
}

/// Acts on the floor: in words, the keys, and how much less often than letters.
const ACTS: [(&str, &[&str], usize); 4] = [
    ("an act: a hand up and down, time given and taken", &["4", "4", "+", "-"], 4),
    ("a call: a hand, the next one, pause, on", &["5", "6", "\r", " ", " "], 10),
    ("undo and redo", &["u", "\x12"], 8),
    ("another page: board, notes, people, back", &["b", "o", "s", "\x1b"], 16),
];

fn typed(terminal: &mut Terminal, keys: usize) -> Spread {
    let times = (0..keys).map(|nth| {
        let letter = LETTERS[nth % LETTERS.len()];
        let time = terminal.press(letter, |drawn| printed(drawn, letter));
        terminal.settle();
        terminal.lead(BACKSPACE);
        time
    });
    Spread::of(times.collect())
}

/// From the start of the process to the first frame.
pub fn starts(how: &How, folder: &Path) -> Table {
    let mut table = Table::new("From the start to the first frame", &["what", "median", "99th hundredth"]);
    let mut first = |what: &str, program: &Program| {
        let times = (0..how.starts).map(|_| Terminal::start(program).first(framed)).collect();
        let spread = Spread::of(times);
        table.row([what.into(), time_text(spread.median()), time_text(spread.p99())]);
    };
    first("Parlor, nothing in the library", &Program::parlor(&folder.join("empty")));
    let folder = folder.join("waiting");
    leave_running(&folder, HOUR * 2);
    first("Parlor, a 2-hour evening to be continued", &Program::parlor(&folder));
    for other in others() {
        if let Some(program) = other.program(&folder, 500) {
            first(&format!("{}, 500 lines", other.name), &program);
        }
    }
    table
}

/// An evening of any length, taken up again from its journal.
pub fn recovery(how: &How, folder: &Path) -> Table {
    let mut table = Table::by_size("Taken up again after a crash", how.sizes);
    let times = how.sizes.iter().map(|size| {
        let folder = folder.join(format!("recovery-{size}"));
        leave_running(&folder, *size);
        let mut terminal = Terminal::start(&Program::parlor(&folder));
        terminal.wait(Instant::now(), "To be continued");
        terminal.settle();
        Some((*size, terminal.press_and_wait("\r", "● saved")))
    });
    let times: Vec<_> = times.collect();
    table.times("from Enter to the floor, with all that was said", &times);
    table
}

/// An act on the disk, beside the same bytes written and synced by nobody in particular.
pub fn append(how: &How, folder: &Path) -> Table {
    let mut table = Table::new("An act on the disk", &["what", "median", "99th hundredth"]);
    let folder = folder.join("append");
    let session = evening::session(how.keys + 50);
    let (writer, answers) = writer(paths(&folder));
    let mut ours = Vec::new();
    for (first, entry) in session.log().iter().enumerate() {
        let start = Instant::now();
        assert!(writer.send(library::Command::Append { id: evening::id(), first, entries: vec![entry.clone()] }));
        assert!(matches!(answers.recv(), Ok(Answer::Saved { .. })), "it is on the disk");
        ours.push(start.elapsed());
    }
    writer.finish();
    let path = folder.join("bare");
    let mut file = fs::File::create(&path).expect("a file");
    let line = [b'x'; 200];
    let bare = (0..ours.len()).map(|_| {
        let start = Instant::now();
        file.write_all(&line).expect("room");
        file.sync_data().expect("a disk");
        start.elapsed()
    });
    let (bare, ours) = (Spread::of(bare.collect()), Spread::of(ours));
    for (what, spread) in
        [("through the writer's thread and back", &ours), ("bare `write` + `fdatasync`, 200 bytes", &bare)]
    {
        table.row([what.into(), time_text(spread.median()), time_text(spread.p99())]);
    }
    table.row(["ratio".into(), ratio(ours.median(), bare.median()), ratio(ours.p99(), bare.p99())]);
    table
}

/// Sealed, and read again.
pub fn seal(how: &How, folder: &Path) -> Table {
    let mut table = Table::by_size("Sealed and read again", how.files);
    let runs = if how.short { 1 } else { 5 };
    for (rule, words) in [(RecordRule::Attributed, "attributed"), (RecordRule::ChathamHouse, "Chatham House")] {
        let (mut sealed, mut loaded) = (Vec::new(), Vec::new());
        for acts in how.files {
            let session = evening::under(rule, *acts);
            let times = (0..runs).map(|run| seal_once(&session, &folder.join(format!("seal-{words}-{acts}-{run}"))));
            let (seals, loads): (Vec<_>, Vec<_>) = times.unzip();
            sealed.push(Some((*acts, Spread::of(seals).median())));
            loaded.push(Some((*acts, Spread::of(loads).median())));
        }
        table.times(format!("seal, {words}"), &sealed);
        table.times(format!("load, {words}"), &loaded);
    }
    table.say(format!(
        "{}, {} and {} acts: a 2-hour evening, a 10-hour day, and more than anybody will see. Sealing is what the rule leaves, \
         the text, the file, its sync, reading it back and comparing, and the journal's end.",
        count(HOUR * 2),
        count(HOUR * 10),
        count(50_000),
    ));
    table
}

fn seal_once(session: &parlor::session::Session, folder: &Path) -> (Duration, Duration) {
    let (writer, answers) = writer(paths(folder));
    let append = library::Command::Append { id: evening::id(), first: 0, entries: session.log().to_vec() };
    assert!(writer.send(append) && matches!(answers.recv(), Ok(Answer::Saved { .. })));
    let start = Instant::now();
    let record = Box::new(redact(session));
    assert!(writer.send(library::Command::Seal { id: evening::id(), record, group: None, confided: Vec::new() }));
    let answer = answers.recv();
    let sealed = start.elapsed();
    let Ok(Answer::Sealed(Ok(path))) = answer else { panic!("not sealed: {answer:?}") };
    writer.finish();
    let start = Instant::now();
    store::load(&path).expect("it reads back");
    (sealed, start.elapsed())
}

/// What a program uses that nobody touches, and how much memory it holds.
pub fn sleep(how: &How, folder: &Path) -> Table {
    let seconds = how.watch.as_secs();
    let mut table = Table::new(
        "Left alone",
        &["what", "wakes of the screen", "context switches", "CPU seconds", "memory now", "at most"],
    );
    let home = {
        let mut terminal = Terminal::start(&Program::parlor(&folder.join("sleep-home")));
        terminal.first(framed);
        terminal
    };
    let largest = *how.sizes.last().expect("a size");
    let mut watched = [
        ("the list of sessions".to_owned(), home),
        ("a running turn of a 2-hour evening".to_owned(), running(&folder.join("sleep-turn"), HOUR * 2)),
        ("the same, its clock standing".to_owned(), running(&folder.join("sleep-paused"), HOUR * 2)),
        (format!("a running turn after {} acts", count(largest)), running(&folder.join("sleep-long"), largest)),
    ];
    watched[2].1.lead(" ");
    thread::sleep(Duration::from_secs(if how.short { 0 } else { 3 }));
    let before: Vec<Used> = watched.iter().map(|(_, terminal)| Used::by(terminal.pid())).collect();
    thread::sleep(how.watch);
    for ((what, terminal), before) in watched.iter().zip(before) {
        let used = Used::by(terminal.pid()).since(before);
        let (now, most) = memory(terminal.pid());
        table.row([
            what.clone(),
            used.wakes.to_string(),
            used.switches.to_string(),
            format!("{:.3}", used.cpu.as_secs_f64()),
            megabytes(now),
            megabytes(most),
        ]);
    }
    table.say(format!(
        "Watched for {seconds} s each, at the same time. A wake is a voluntary switch of the first thread."
    ));
    table
}

/// What is built, and what it takes.
pub fn build(how: &How, folder: &Path) -> Table {
    let mut table = Table::new("The program", &["what", "figure"]);
    let size = fs::metadata(env!("CARGO_BIN_EXE_parlor")).expect("the program").len();
    let built = if how.short { "the program, built for tests" } else { "the program, stripped" };
    table.row([built.into(), megabytes(size)]);
    let cargo = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO"));
        command.current_dir(env!("CARGO_MANIFEST_DIR")).args(arguments).args(["--locked", "--offline"]);
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("CARGO_") || name == "RUSTFLAGS") {
            command.env_remove(name);
        }
        command.output().expect("cargo runs")
    };
    for (edges, what) in
        [("normal,build", "crates that are linked or build what is"), ("all", "with those of the tests and benchmarks")]
    {
        let tree = cargo(&["tree", "--prefix", "none", "--edges", edges]).stdout;
        let tree = String::from_utf8_lossy(&tree).into_owned();
        let mut crates: Vec<&str> = tree.lines().map(|line| line.trim_end_matches(" (*)")).collect();
        crates.sort_unstable();
        crates.dedup();
        table.row([what.into(), crates.len().saturating_sub(1).to_string()]);
    }
    if how.short {
        return table;
    }
    let start = Instant::now();
    let target = folder.join("clean");
    let done = cargo(&["build", "--release", "--target-dir", target.to_str().expect("a path of ours")]);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    table.row(["clean release build".into(), time_text(start.elapsed())]);
    table
}
