//! The inside of the program, measured by criterion: one thing at a time, in this process.

use std::{
    env, fs,
    hint::black_box,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Duration,
};

use criterion::{BatchSize, BenchmarkId, Criterion, SamplingMode};
use parlor::{
    app::{App, Begin, Mono, Msg, Now, Screen},
    library::{Answer, Formats, Recovered},
    session::{RecordRule, Session, redact},
    store,
    view::{self, Theme},
};
use ratatui::{
    Terminal,
    backend::TestBackend,
    crossterm::event::{KeyCode, KeyEvent, KeyModifiers},
};

use crate::{
    evening::{self, HOUR},
    figures::Table,
    how::How,
};

/// What criterion found, by its files.
struct Found(PathBuf);

impl Found {
    fn median(&self, what: &str, size: usize) -> Option<(usize, Duration)> {
        let path = self.0.join(what).join(size.to_string()).join("new/estimates.json");
        let estimates: serde_json::Value = serde_json::from_str(&fs::read_to_string(path).ok()?).ok()?;
        Some((size, Duration::from_secs_f64(estimates["median"]["point_estimate"].as_f64()? / 1e9)))
    }

    fn table(&self, title: &'static str, sizes: &[usize], rows: &[(&str, &str)]) -> Table {
        let mut table = Table::by_size(title, sizes);
        for (what, words) in rows {
            let figures: Vec<_> = sizes.iter().map(|size| self.median(what, *size)).collect();
            table.times(*words, &figures);
        }
        table
    }
}

/// The variable that names the folder of a process that measures the inside, and nothing else.
pub const CHILD: &str = "PARLOR_BENCH_INSIDE";

/// Measures everything in a process of its own, so that what criterion says on the way does not stand between the tables.
///
/// # Panics
/// If that process fails.
pub fn tables(how: &How, folder: &Path) -> Vec<Table> {
    let folder = folder.join("criterion");
    let mut child = Command::new(env::current_exe().expect("this program"));
    child.args(env::args_os().skip(1)).env(CHILD, &folder).stdout(Stdio::null());
    assert!(child.status().expect("it starts").success(), "the inside could not be measured");
    let found = Found(folder);
    let mut drawn = found.table("One frame", how.sizes, &FRAMES.map(|(what, words, ..)| (what, words)));
    drawn.say("The sizes are acts in the log; the screen is drawn whole each time.");
    let keys = found.table("A key, without the drawing", how.sizes, &KEYS.map(|(what, words, _)| (what, words)));
    let mut folds = found.table("The log", how.folds, &FOLDS);
    folds.say("What the rule leaves is worked out on the screen's thread when an evening is sealed.");
    let mut files = found.table("The file", how.files, &FILES);
    files.say(format!("At {HOUR} acts an hour: a 2-hour evening, a 10-hour day, and far more than anybody will see."));
    vec![drawn, keys, folds, files]
}

/// Measures everything, with criterion's files in this folder.
pub fn measure(how: &How, folder: &Path) {
    let mut criterion = Criterion::default()
        .without_plots()
        .output_directory(folder)
        .sample_size(how.samples)
        .warm_up_time(how.each / 4)
        .measurement_time(how.each)
        .configure_from_args();
    frames(&mut criterion, how.sizes);
    keys(&mut criterion, how.sizes);
    folds(&mut criterion, how.folds);
    files(&mut criterion, how.files);
}

/// What is drawn: a name, in words, the keys that lead there, columns and rows.
const FRAMES: [(&str, &str, &str, u16, u16); 6] = [
    ("floor-80x24", "the floor at 80 × 24", "", 80, 24),
    ("floor-200x60", "the floor at 200 × 60", "", 200, 60),
    ("airtime", "airtime beside it, 120 × 34", "\t", 120, 34),
    ("board", "the board's page, 120 × 34", "b", 120, 34),
    ("notes", "the notes' page, 120 × 34", "o", 120, 34),
    ("people", "the people's page, 120 × 34", "s", 120, 34),
];

fn frames(criterion: &mut Criterion, sizes: &[usize]) {
    for (what, _, keys, columns, rows) in FRAMES {
        let mut group = criterion.benchmark_group(what);
        for size in sizes {
            let (mut app, now) = running(*size);
            keys.chars().for_each(|letter| drop(app.update(pressed(letter), &now)));
            let mut terminal = Terminal::new(TestBackend::new(columns, rows)).expect("a screen in memory");
            group.bench_with_input(BenchmarkId::from_parameter(size), &app, |bencher, app| {
                bencher.iter(|| {
                    terminal.draw(|frame| view::draw(frame, app, &now, &Theme::COLOUR)).expect("it draws").count
                });
            });
        }
        group.finish();
    }
}

/// What is pressed: a name, in words, the key.
const KEYS: [(&str, &str, char); 5] = [
    ("hand", "a hand goes up", '4'),
    ("next", "the next one is called", '\r'),
    ("more", "half a minute more", '+'),
    ("undo", "undo", 'u'),
    ("letter", "a letter of a note", 'x'),
];

fn keys(criterion: &mut Criterion, sizes: &[usize]) {
    for (what, _, letter) in KEYS {
        let mut group = criterion.benchmark_group(what);
        for size in sizes {
            let (mut app, now) = running(*size);
            // So that there is somebody to call.
            let before = match what {
                "letter" => "n",
                "hand" => "",
                _ => "4",
            };
            before.chars().for_each(|key| drop(app.update(pressed(key), &now)));
            group.bench_with_input(BenchmarkId::from_parameter(size), &app, |bencher, app| {
                // A copy has no room left in any list; the key before makes some.
                let copy = || {
                    let mut copy = app.clone();
                    drop(copy.update(pressed(if what == "letter" { 'y' } else { '+' }), &now));
                    copy
                };
                let press = |mut app: App| {
                    let effects = app.update(pressed(letter), &now);
                    (app, effects)
                };
                bencher.iter_batched(copy, press, BatchSize::PerIteration);
            });
        }
        group.finish();
    }
}

const FOLDS: [(&str, &str); 3] = [
    ("fold", "folded from its first act"),
    ("redact", "what an attributed evening leaves"),
    ("redact-chatham", "what a Chatham House evening leaves"),
];

fn folds(criterion: &mut Criterion, sizes: &[usize]) {
    for (what, _) in FOLDS {
        let mut group = criterion.benchmark_group(what);
        group.sampling_mode(SamplingMode::Flat);
        // What remains is asked for once an evening.
        for size in if what == "fold" { sizes } else { &sizes[..sizes.len() - 1] } {
            let rule = if what == "redact-chatham" { RecordRule::ChathamHouse } else { RecordRule::Attributed };
            let session = evening::under(rule, *size);
            group.bench_with_input(BenchmarkId::from_parameter(size), &session, |bencher, session| {
                if what == "fold" {
                    let replay = |log| Session::replay(log).expect("it begins with an opening");
                    bencher.iter_batched(|| session.log().to_vec(), replay, BatchSize::PerIteration);
                } else {
                    bencher.iter_with_large_drop(|| redact(black_box(session)));
                }
            });
        }
        group.finish();
    }
}

const FILES: [(&str, &str); 2] = [("render", "written as YAML, in memory"), ("parse", "read from YAML, in memory")];

fn files(criterion: &mut Criterion, sizes: &[usize]) {
    for (what, _) in FILES {
        let mut group = criterion.benchmark_group(what);
        group.sampling_mode(SamplingMode::Flat);
        for size in sizes {
            let record = redact(&evening::session(*size));
            let text = store::render(&evening::id(), &record);
            group.bench_function(BenchmarkId::from_parameter(size), |bencher| {
                if what == "render" {
                    bencher.iter(|| store::render(&evening::id(), black_box(&record)));
                } else {
                    bencher.iter_with_large_drop(|| store::parse(black_box(&text)).expect("it reads back"));
                }
            });
        }
        group.finish();
    }
}

/// The program with an evening of this many acts in front and a turn that runs.
fn running(size: usize) -> (App, Now) {
    let session = evening::session(size);
    let last = session.last();
    let now = Now { mono: Mono(1000), with_sleep: Mono(1000), wall: evening::wall(last), chance: 1 };
    let formats = Formats { formats: store::shipped_formats(), scales: Vec::new(), troubles: Vec::new() };
    let (mut app, _) = App::begin(Begin::Home, formats);
    let recovered = Recovered {
        id: evening::id(),
        log: session.log().to_vec(),
        alive: last,
        drafts: Vec::new(),
        aside: None,
        missing: 0,
    };
    let _ = app.update(Msg::Written(Answer::Recovered(Ok(Box::new(recovered)))), &now);
    let _ = app.update(pressed(' '), &now);
    assert!(matches!(app.screen, Screen::Live(_)), "the evening is in front");
    (app, now)
}

fn pressed(letter: char) -> Msg {
    let code = match letter {
        '\r' => KeyCode::Enter,
        '\t' => KeyCode::Tab,
        letter => KeyCode::Char(letter),
    };
    Msg::Key(KeyEvent::new(code, KeyModifiers::NONE))
}
