//! The fences of the house: what each layer may not name, and what the repository may not hold. The map is in `src/lib.rs`.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// The world: only `runtime` and `store` touch it.
const DISK: &[&str] = &["fs", "io", "tempfile", "directories"];
const CLOCK: &[&str] = &["Instant", "SystemTime", "Utc::now", "Local::now"];
const CHANCE: &[&str] = &["fastrand"];
const THREADS: &[&str] = &["thread", "mpsc"];

/// A layer, and what it may not name.
struct Fence {
    layer: &'static str,
    never: &'static [&'static [&'static str]],
}

const FENCES: &[Fence] = &[
    Fence {
        layer: "session",
        never: &[
            &["app", "view", "store", "runtime", "cli", "export", "words", "library"],
            &["ratatui", "crossterm"],
            DISK,
            CLOCK,
            CHANCE,
            THREADS,
        ],
    },
    Fence {
        layer: "library",
        never: &[
            &["app", "view", "store", "runtime", "cli", "export", "words"],
            &["ratatui", "crossterm"],
            &["fs"],
            CLOCK,
            CHANCE,
            THREADS,
        ],
    },
    Fence {
        layer: "words",
        never: &[
            &["app", "view", "store", "runtime", "cli", "export"],
            &["ratatui", "crossterm"],
            DISK,
            CLOCK,
            CHANCE,
            THREADS,
        ],
    },
    Fence {
        layer: "export",
        never: &[&["app", "view", "store", "runtime", "cli"], &["ratatui", "crossterm"], DISK, CLOCK, CHANCE, THREADS],
    },
    Fence { layer: "app", never: &[&["view", "store", "runtime", "cli", "export"], DISK, CLOCK, CHANCE, THREADS] },
    Fence {
        layer: "view",
        never: &[&["store", "runtime", "cli", "export"], &["&mut App"], DISK, CLOCK, CHANCE, THREADS],
    },
    Fence {
        layer: "store",
        never: &[&["app", "view", "runtime", "cli", "words", "export"], &["ratatui", "crossterm"]],
    },
];

const MODULES: &[&str] = &["app", "cli", "export", "library", "runtime", "session", "store", "view", "words"];

/// Nowhere in `src`. `print!` is for `cli::print`, which answers when the reader is gone.
const NOWHERE: &[&str] = &["todo!", "unimplemented!", "dbg!", "println!", "eprintln!", "#[allow(", "#![allow("];

/// A reader is comfortable with this many lines.
const LONGEST_FILE: usize = 500;

/// All that lies at the top, beside what is hidden and what is built.
const TOP: &[&str] =
    &["Cargo.toml", "Cargo.lock", "README.md", "LICENSE", "src", "sessions", "tests", "benches", "target"];

/// A file of `src`, without what is said about the code: comments name what they like.
struct Source {
    path: PathBuf,
    lines: Vec<String>,
}

impl Source {
    /// Whether it is only built for tests.
    fn is_test(&self) -> bool {
        self.path.iter().any(|part| ["tests", "tests.rs", "crash_images"].iter().any(|name| part == *name))
    }

    fn layer(&self) -> &str {
        let first = self.path.components().next().expect("a name").as_os_str().to_str().expect("text");
        first.trim_end_matches(".rs")
    }

    /// Where this file names something, as a word of its own, if it does.
    fn naming(&self, name: &str) -> Option<String> {
        let place = self.lines.iter().position(|line| names(line, name))?;
        Some(format!("src/{}:{}: {}", self.path.display(), place + 1, self.lines[place].trim()))
    }
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let (mut folders, mut sources) = (vec![root.clone()], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = fs::read_to_string(&path).expect("text");
                let lines = text.lines().map(|line| code(line).to_owned()).collect();
                sources.push(Source { path: path.strip_prefix(&root).expect("below src").to_owned(), lines });
            }
        }
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(sources.len() > 50, "only {} files were found", sources.len());
    sources
}

/// A line without its comment.
fn code(line: &str) -> &str {
    if line.trim_start().starts_with("//") { "" } else { line.split(" // ").next().unwrap_or(line) }
}

/// Whether a line of code names something, as a word of its own. Modules are named by their path: see `modules_named`.
fn names(line: &str, name: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(name).any(|(at, _)| {
        let (before, after) = (&line[..at], &line[at + name.len()..]);
        let starts = !name.starts_with(is_part) || !before.ends_with(is_part);
        starts && (!name.ends_with(is_part) || !after.starts_with(is_part))
    })
}

/// The modules of the crate that a file names by a path that starts at its root, one or several in braces over many lines.
fn modules_named(source: &Source) -> Vec<&'static str> {
    let text = source.lines.join("\n");
    let is_top = source.path.components().count() == 1 || source.path.ends_with(format!("{}/mod.rs", source.layer()));
    let roots = ["crate::", "parlor::", if is_top { "super::" } else { "super::super::" }];
    let paths = roots.iter().flat_map(|root| text.match_indices(root).map(|(at, root)| &text[at + root.len()..]));
    let firsts = paths.flat_map(branches);
    firsts.filter_map(|first| MODULES.iter().find(|module| **module == first)).copied().collect()
}

/// The first words of what follows a `crate::`: one, or those at the first level of its braces.
fn branches(text: &str) -> Vec<&str> {
    let word = |text: &str| text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    let Some(inside) = text.strip_prefix('{') else { return vec![&text[..word(text)]] };
    let (mut depth, mut branches, mut starts) = (0, Vec::new(), true);
    for (at, c) in inside.char_indices() {
        match c {
            '}' if depth == 0 => break,
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => starts = true,
            c if starts && !c.is_whitespace() => {
                branches.push(&inside[at..at + word(&inside[at..])]);
                starts = false;
            }
            _ => {}
        }
    }
    branches
}

fn assert_none(violations: &[String], rule: &str) {
    assert!(violations.is_empty(), "{rule}:\n  {}", violations.join("\n  "));
}

#[test]
fn each_layer_names_only_what_it_may() {
    let mut violations = Vec::new();
    for source in &sources() {
        let Some(fence) = FENCES.iter().find(|fence| fence.layer == source.layer()) else { continue };
        let named = modules_named(source);
        for name in fence.never.iter().copied().flatten() {
            let place = if MODULES.contains(name) {
                named.contains(name).then(|| format!("src/{}", source.path.display()))
            } else {
                source.naming(name)
            };
            violations.extend(place.map(|place| format!("`{}` may not name `{name}`: {place}", fence.layer)));
        }
    }
    assert_none(&violations, "a layer names what it may not (the map is in src/lib.rs)");
}

#[test]
fn app_knows_ratatui_by_its_keys_alone() {
    let mut violations = Vec::new();
    for source in sources().iter().filter(|source| source.layer() == "app") {
        let is_editor = source.path.ends_with("editor.rs");
        for (place, line) in source.lines.iter().enumerate() {
            let other = line.replace("ratatui::crossterm::event", "");
            if names(&other, "ratatui") || names(&other, "crossterm") || (names(line, "ratatui_textarea") && !is_editor)
            {
                violations.push(format!("src/{}:{}: {}", source.path.display(), place + 1, line.trim()));
            }
        }
    }
    assert_none(
        &violations,
        "`app` may name `ratatui::crossterm::event`, and its editor `ratatui_textarea`; nothing else",
    );
}

/// What hangs on the wall is made of what the room may see, and of nothing else.
#[test]
fn the_room_display_knows_neither_notes_nor_airtime_nor_tallies() {
    const PROJECTION: &[&str] =
        &["notes", "Note", "airtime", "airtimes", "Tally", "tests", "Mirror", "criticisms", "follow_ups", "reasons"];
    const SCREEN: &[&str] = &["State", "Session", "Entry", "Live", "Scene", "Glimpse", "Recovered"];
    let files = [
        ("session/room.rs", PROJECTION),
        ("library/room.rs", SCREEN),
        ("app/room.rs", SCREEN),
        ("view/room.rs", SCREEN),
        ("words/room.rs", SCREEN),
    ];
    let sources = sources();
    let mut violations = Vec::new();
    for (path, never) in files {
        let source = sources.iter().find(|source| source.path == Path::new(path)).expect(path);
        violations.extend(never.iter().filter_map(|name| source.naming(name)));
    }
    assert_none(&violations, "the room display is fed by allow-list: see src/session/room.rs");
}

#[test]
fn one_module_calls_the_yaml_crate() {
    let outside =
        |source: &&Source| !source.path.starts_with("store/yaml") && source.path != Path::new("store/yaml.rs");
    let sources = sources();
    let calls = sources.iter().filter(outside).filter_map(|source| source.naming("serde_yaml"));
    assert_none(&calls.collect::<Vec<_>>(), "only src/store/yaml.rs may name `serde_yaml`; it says why");
}

#[test]
fn nothing_is_left_undone_or_silenced() {
    let mut violations = Vec::new();
    for source in &sources() {
        // A test that can't run here has to say so.
        let speaks = source.is_test();
        let unwanted = NOWHERE.iter().filter(|name| !(speaks && **name == "println!"));
        violations.extend(unwanted.filter_map(|name| source.naming(name)));
        if source.lines.len() > LONGEST_FILE {
            violations.push(format!(
                "src/{}: {} lines, {LONGEST_FILE} at most",
                source.path.display(),
                source.lines.len()
            ));
        }
    }
    assert_none(
        &violations,
        "not in src: what is unfinished, printed in passing, silenced without a reason, or too long",
    );
}

#[test]
fn there_is_one_crossterm() {
    let lock = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock")).expect("Cargo.lock");
    let count = lock.lines().filter(|line| *line == r#"name = "crossterm""#).count();
    assert_eq!(
        count, 1,
        "two copies of crossterm would not know of each other's raw mode: take the version of ratatui"
    );
}

#[test]
fn the_top_of_the_repository_is_tidy() {
    let entries = fs::read_dir(env!("CARGO_MANIFEST_DIR")).expect("the repository");
    let names = entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
    let strangers = names.filter(|name| !name.starts_with('.') && !TOP.contains(&name.as_str()));
    assert_none(&strangers.collect::<Vec<_>>(), "at the top of the repository lies what was not agreed");
}

/// What was confirmed, held or left open has a name of its own; "agreed" would say less than any of them.
#[test]
fn the_bare_word_agreed_is_never_written() {
    const WHOLE: &str = "nothing is agreed until everything is agreed";
    let mut violations = Vec::new();
    for source in sources().iter().filter(|source| !source.is_test()) {
        for (place, line) in source.lines.iter().enumerate() {
            if names(&line.to_lowercase().replace(WHOLE, ""), "agreed") {
                violations.push(format!("src/{}:{}: {}", source.path.display(), place + 1, line.trim()));
            }
        }
    }
    assert_none(&violations, "say what it is: common ground, can live with, a held difference");
}

#[test]
fn the_fences_see_what_they_should() {
    assert!(names("use std::time::{Duration, Instant};", "Instant") && !names("let Instantly = 1;", "Instant"));
    assert!(names("#[allow(dead_code)]", "#[allow(") && !names("let ratatuin = 1;", "ratatui"));
    assert!(names("use std::{fmt, io};", "io") && !names("offs::write()", "fs"));
    assert_eq!(branches("{\n    app::{view, App},\n    session::At,\n    words,\n};"), ["app", "session", "words"]);
    assert_eq!(branches("view::draw(frame)"), ["view"]);
    assert_eq!(code("    //! Instant"), "");
}
