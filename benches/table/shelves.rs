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
    figures::{Spread, Table, count, time_text},
    how::How,
    terminal::{Program, Terminal, framed},
};

/// How many evenings are told apart by more than their day: the others have one of these texts.
const TEXTS: usize = 24;
/// One evening in so many has this word in its title.
const RARE: (usize, &str) = (1000, "Wadi Salib");

/// What takes longer than this is not asked for again and again.
const LONG: Duration = Duration::from_secs(5);

/// Measures a library as it is found the first time, and every time after.
pub fn shelves(how: &How, folder: &Path) -> Table {
    let evenings = how.library;
    let mut table = Table::new("A library of many evenings", &["what", "the first time", "after that"]);
    let folder = folder.join("library");
    let bytes = fill(&folder.join("data/sessions"), evenings);
    let program = Program::parlor(&folder);
    let first = Terminal::start(&program).first(framed);
    let times = (0..how.starts).map(|_| Terminal::start(&program).first(framed)).collect();
    table.row(["first frame".into(), time_text(first), Spread::of(times).text()]);
    let mut asked = |what: &str, arguments: &[&str]| {
        let first = timed(&folder, arguments);
        // Where nothing is remembered from the first time, it takes as long every time.
        let runs = if how.short || first > LONG { 1 } else { 5 };
        let after = Spread::of((0..runs).map(|_| timed(&folder, arguments)).collect());
        table.row([what.into(), time_text(first), time_text(after.median())]);
    };
    asked("`parlor list`, whole", &["list"]);
    if String::from_utf8_lossy(&run(&folder, &["--help"]).stdout).contains(" search ") {
        asked("`parlor search`, a word that one in a thousand has", &["search", "salib"]);
        asked("`parlor search`, a word that all have", &["search", "grandmother"]);
    }
    let mut terminal = Terminal::start(&program);
    terminal.first(framed);
    std::thread::sleep(if how.short { Duration::ZERO } else { Duration::from_secs(5) });
    let (now, most) = crate::process::memory(terminal.pid());
    let megabytes = crate::figures::megabytes;
    table.row([
        "memory of the program with the list in front".into(),
        megabytes(now),
        format!("at most {}", megabytes(most)),
    ]);
    table.say(format!(
        "{} evenings of 40 to 155 acts, {} in all; the first time nothing has been read before, and the files are in the page cache.",
        count(evenings),
        megabytes(bytes),
    ));
    table
}

/// Plants so many evenings, always the same ones; says how many bytes they are.
fn fill(sessions: &Path, evenings: usize) -> u64 {
    fs::create_dir_all(sessions).expect("a folder");
    let texts: Vec<String> = (0..TEXTS.min(evenings))
        .map(|nth| {
            let rule = if nth % 3 == 0 { RecordRule::ChathamHouse } else { RecordRule::Attributed };
            store::render(&evening::id(), &redact(&evening::under(rule, 40 + 5 * nth)))
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
