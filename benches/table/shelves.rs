//! A library of many evenings: the first frame, the list, and a word looked for in all of them.

use std::{
    fs,
    path::Path,
    process::{Command, Output},
    time::{Duration, Instant},
};

use parlor::{
    session::{RecordRule, redact},
    store,
};

use crate::{
    evening,
    figures::{Spread, Table, count, ratio, time_text},
    how::How,
    terminal::{Program, Terminal},
};

/// How many evenings are told apart by more than their day: the others have one of these texts.
const TEXTS: usize = 24;
/// One evening in so many has this word in its title.
const RARE: (usize, &str) = (1000, "Wadi Salib");

/// What takes longer than this is not asked for again and again.
const LONG: Duration = Duration::from_secs(5);

/// Measures a library as it is found the first time, and every time after.
pub fn shelves(how: &How, folder: &Path) -> Vec<Table> {
    let folder = folder.join("library");
    let bytes = fill(&folder.join("data/sessions"), how.library);
    vec![on_screen(how, &folder, bytes), on_command_line(how, &folder)]
}

/// The list and the search as one sees them.
fn on_screen(how: &How, folder: &Path, bytes: u64) -> Table {
    let mut table = Table::new("A library of many evenings, on the screen", &["what", "the first time", "after that"]);
    let program = Program::parlor(folder);
    let whole = format!("Sessions {} ", how.library);
    let mut measured = |what: &str, text: &str| {
        let first = started_until(&program, text);
        let times = (0..how.starts.div_ceil(3)).map(|_| started_until(&program, text)).collect();
        table.row([what.into(), time_text(first), Spread::of(times).text()]);
    };
    measured("start until the first frame", "Parlor");
    measured("start until the first rows", "Evening ");
    measured("start until the whole list", &whole);
    let mut terminal = Terminal::start(&program);
    terminal.wait(Instant::now(), &whole);
    let megabytes = crate::figures::megabytes;
    let (now, most) = crate::process::memory(terminal.pid());
    terminal.lead("f");
    let narrowed = answers(&mut terminal, "evening 7", how.keys / 16, "Table ");
    terminal.escape();
    terminal.press_and_wait("/", "Every word of");
    terminal.settle();
    let rare = answers(&mut terminal, "salib", how.keys / 16, &found_in(how.library.div_ceil(RARE.0)));
    terminal.lead("\x15");
    let common = answers(&mut terminal, "grandmother", how.keys / 16, &found_in(how.library));
    terminal.lead("\x15");
    let filtered = answers(&mut terminal, "water kind:statement", how.keys / 16, &found_in(how.library));
    for (what, times) in [
        ("a key that narrows the list", narrowed),
        ("a key of a search, a word that one in a thousand has", rare),
        ("a key of a search, a word that all have", common),
        ("a key of a search, with a filter", filtered),
    ] {
        let spread = Spread::of(times);
        table.row([what.into(), String::new(), spread.text()]);
    }
    let (searched, most_searched) = crate::process::memory(terminal.pid());
    table.row(["memory with the list in front".into(), megabytes(now), format!("at most {}", megabytes(most))]);
    let most_searched = format!("at most {}", megabytes(most_searched));
    table.row(["memory after these searches".into(), megabytes(searched), most_searched]);
    table.say(format!(
        "{} evenings of 420 to 880 acts, {} in all, in the page cache. Median · 99th hundredth. A key is Backspace after a letter \
         that nothing has: from the key until what was found again stands on the screen.",
        count(how.library),
        megabytes(bytes),
    ));
    table
}

fn found_in(sessions: usize) -> String {
    format!("in {sessions} session")
}

fn started_until(program: &Program, text: &str) -> Duration {
    let start = Instant::now();
    let mut terminal = Terminal::start(program);
    terminal.wait(start, text)
}

/// How long it takes until an answer is back after a letter that nothing has was taken away again.
fn answers(terminal: &mut Terminal, typed: &str, times: usize, shows: &str) -> Vec<Duration> {
    terminal.lead(typed);
    (0..times.max(1))
        .map(|_| {
            terminal.press_and_wait("q", "o");
            // Until what was found is gone.
            while terminal.shows(shows) {
                terminal.settle();
            }
            terminal.settle();
            terminal.press_and_wait("\x7f", shows)
        })
        .collect()
}

/// The same from the command line, beside ripgrep over the same files: nothing is remembered from one time to the next.
fn on_command_line(how: &How, folder: &Path) -> Table {
    let head = ["what", "the first time", "after that", "ripgrep", "ratio"];
    let mut table = Table::new("A library of many evenings, on the command line", &head);
    let ripgrep = Command::new("rg").arg("--version").output().is_ok();
    let mut asked = |what: &str, arguments: &[&str], grep: Option<&str>| {
        let first = timed(folder, arguments);
        let runs = if how.short || first > LONG { 1 } else { 9 };
        let after = Spread::of((0..runs).map(|_| timed(folder, arguments)).collect());
        let grep = grep
            .filter(|_| ripgrep)
            .map(|word| Spread::of((0..runs).map(|_| grepped(&folder.join("data/sessions"), word)).collect()).median());
        table.row([
            what.into(),
            time_text(first),
            time_text(after.median()),
            grep.map_or("–".into(), time_text),
            grep.map_or("–".into(), |grep| ratio(after.median(), grep)),
        ]);
    };
    asked("`parlor list`, whole", &["list"], None);
    asked("`parlor search`, a word that one in a thousand has", &["search", "salib"], Some("salib"));
    asked("`parlor search`, a word that all have", &["search", "grandmother"], Some("grandmother"));
    asked("`parlor search`, with a filter", &["search", "kind:statement", "water"], Some("wording: Water"));
    if !ripgrep {
        table.say("SKIPPED: ripgrep is not here; `.ci/bench` installs what is missing.");
    }
    table.say(
        "ripgrep is `rg -i WORD` over the same files, its output read to the end like Parlor's. It prints lines of YAML; Parlor \
         folds letters, and prints passages with when, what, who and how they stand.",
    );
    table
}

fn grepped(sessions: &Path, word: &str) -> Duration {
    let start = Instant::now();
    let output = Command::new("rg").args(["-i", word]).arg(sessions).output().expect("ripgrep runs");
    let time = start.elapsed();
    assert!(output.status.success(), "ripgrep finds {word}");
    time
}

/// Plants so many evenings, always the same ones; says how many bytes they are.
fn fill(sessions: &Path, evenings: usize) -> u64 {
    fs::create_dir_all(sessions).expect("a folder");
    let texts: Vec<String> = (0..TEXTS.min(evenings))
        .map(|nth| {
            let rule = if nth % 3 == 0 { RecordRule::ChathamHouse } else { RecordRule::Attributed };
            store::render(&evening::id(), &redact(&evening::under(rule, 420 + 20 * nth)))
        })
        .collect();
    let mut bytes = 0;
    for nth in 0..evenings {
        let day = chrono::NaiveDate::from_ymd_opt(1996, 1, 1).expect("a day") + chrono::Days::new(nth as u64);
        let text = &texts[nth * 7 % texts.len()];
        let title = if nth % RARE.0 == 0 { RARE.1.to_owned() } else { format!("Evening {nth}") };
        let text: String = text
            .lines()
            .map(|line| match line.split(':').next() {
                Some("id") => format!("id: {day}-1900-bnch\n"),
                Some("title") => format!("title: {title}\n"),
                Some("series") => format!("series: Table {}\n", nth % 40),
                Some("opened") => format!("opened: \"{day}T19:00:00+02:00\"\n"),
                _ => format!("{line}\n"),
            })
            .collect();
        bytes += text.len() as u64;
        fs::write(sessions.join(format!("{day}-1900-bnch.yaml")), text).expect("room");
    }
    bytes
}

fn timed(folder: &Path, arguments: &[&str]) -> Duration {
    let start = Instant::now();
    let output = run(folder, arguments);
    let time = start.elapsed();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    time
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_parlor"));
    for (name, value) in Program::folders(folder) {
        command.env(name, value);
    }
    command.args(arguments).output().expect("the program runs")
}
