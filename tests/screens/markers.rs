//! Every name, party and place is a word that stands nowhere else. After a whole evening under each rule and a mixed one, with
//! a crash, a damaged journal, an undo, a strike and minutes off the record, a search of every file, of every export and of the
//! screen behind the curtain finds what the table in `markers.txt` says, no less and no more.

use std::{collections::BTreeSet, fs, path::Path};

use parlor::{
    app::Screen,
    export,
    library::{ExportKind, Sealed},
    runtime,
    session::{LeakCheck, RecordRule, StatementId},
    store,
};

use crate::stage::Stage;

const TABLE: &str = include_str!("markers.txt");

/// Words that stand nowhere else, by their kind. None of them is a part of another.
const MARKERS: &[(&str, &[&str])] = &[
    ("names", &["qamira", "zelvok", "brintha", "odwelk"]),
    ("parties", &["northmark", "southmark"]),
    ("place", &["hollowfen"]),
    ("attributed", &["amberstone", "amberboard"]),
    ("chatham", &["bluegate", "blueboard"]),
    ("confided", &["copperleaf", "copperboard"]),
    ("released", &["dustwheel", "dustboard"]),
    ("off", &["emberglass"]),
    ("struck", &["frostbell", "frostboard"]),
    ("deleted", &["hazelpipe"]),
    ("undone", &["ironmoss"]),
    ("draft", &["juniperkey"]),
];

/// What others would get: every kind of export there is, with everything that can be asked for, under its own rule and this one.
fn exports(sealed: &Sealed, rule: RecordRule) -> String {
    // What the group's file knows, as `parlor export` reads it there.
    let known =
        |kind: &str| MARKERS.iter().find(|(other, _)| *other == kind).unwrap().1.iter().map(|w| (*w).to_owned());
    let check =
        LeakCheck { names: known("names").collect(), parties: known("parties").collect(), ..LeakCheck::default() };
    let told = || runtime::told(sealed, rule, &check).unwrap().0;
    let text = |kind: &ExportKind| runtime::export_text(*kind, &[told()], true).unwrap_or_default();
    let kinds = ExportKind::ALL.iter().map(text).collect::<Vec<_>>().join("\n");
    // What `parlor show` prints is the file as it is.
    if rule == RecordRule::Attributed { kinds + &export::show(sealed) } else { kinds }
}

fn word(rule: RecordRule) -> (&'static str, &'static str) {
    match rule {
        RecordRule::Attributed => ("amberstone", "amberboard"),
        RecordRule::ChathamHouse => ("bluegate", "blueboard"),
        RecordRule::Confidential => ("copperleaf", "copperboard"),
        RecordRule::OffTheRecord => ("emberglass", "emberglass"),
    }
}

/// A format with one phase a rule.
fn format(rules: &[RecordRule]) -> String {
    let phase = |rule: &RecordRule| {
        format!(
            "  - title: Talk\n    minutes: 20\n    order: first_come\n    turn: 2m\n    record_rule: {}\n",
            rule.key()
        )
    };
    let phases: String = rules.iter().map(phase).collect();
    format!("name: markers\ntitle: Markers\nsummary: For a search.\nrecord_rule: {}\nphases:\n{phases}", rules[0].key())
}

fn opened(rules: &[RecordRule]) -> Stage {
    let folder = tempfile::tempdir().unwrap();
    let formats = store::Paths::below(folder.path()).formats;
    fs::create_dir_all(&formats).unwrap();
    fs::write(formats.join("markers.yaml"), format(rules)).unwrap();
    let mut stage = Stage::open_in(folder, 0).press("n");
    let place = stage.app.formats.formats.iter().position(|format| format.name == "markers").expect("the format");
    if let Screen::Setup(setup) = &mut stage.app.screen {
        setup.format = place;
    }
    let stage = stage.write("Northmark: Qamira, Zelvok").press("Enter").write("Southmark: Brintha, Odwelk");
    let stage = stage.press("BackTab").write("Hollowfen").press("BackTab").write("Well circle").press("Tab Tab");
    stage.press("Enter Enter . Enter")
}

fn note(stage: Stage, text: &str) -> Stage {
    stage.press("n").write(text).press("Enter")
}

fn statement(stage: Stage, text: &str) -> Stage {
    stage.press("c").write(text).press("Enter")
}

/// The board with a statement marked.
fn on_board(stage: Stage, id: StatementId) -> Stage {
    let stage = stage.press("b Up Up Up Up Up Up Up Up");
    let place = stage.state().board.in_order().iter().position(|statement| statement.id == id).unwrap();
    (0..place).fold(stage, |stage, _| stage.press("Down"))
}

fn last_statement(stage: &Stage) -> StatementId {
    stage.state().board.statements.last().unwrap().id
}

fn phase(mut stage: Stage, rule: RecordRule) -> Stage {
    let (said, board) = word(rule);
    stage = note(stage.press("1 Enter").wait(40), &format!("{said}: Brintha of Southmark came from Hollowfen"));
    stage = note(stage, &format!("@4 {said} again, as Zelvok said")).press("3 Enter").wait(50).press("e");
    stage = statement(stage, &format!("@3 {board}: Qamira's Northmark and Hollowfen"));
    if rule == RecordRule::Confidential {
        stage = statement(stage, "dustboard, says Odwelk of Hollowfen");
        let id = last_statement(&stage);
        stage = on_board(stage, id).press("p Esc");
        stage = note(stage, "@2 dustwheel, and Qamira of Northmark").press("l p Esc");
        assert!(stage.state().is_released(parlor::session::Piece::Statement(id)));
    }
    stage
}

/// A whole evening, up to the question what will remain.
fn evening(rules: &[RecordRule]) -> Stage {
    let mut stage = opened(rules);
    for (nth, rule) in rules.iter().enumerate() {
        if nth > 0 {
            stage = stage.press("p Enter");
            if stage.state().unread().is_some() {
                stage = stage.press("Enter");
            }
        }
        stage = phase(stage, *rule);
    }
    stage =
        stage.press("* 2 4 Enter").wait(30).press("n").paste("emberglass").press("c").paste("emberglass").press("*");
    stage = note(stage, "hazelpipe").press("l x Enter Esc");
    stage = statement(stage, "ironmoss").press("u");
    stage = note(stage, "frostbell of Brintha");
    stage = statement(stage, "frostboard");
    stage = stage.press("n").write("juniperkey").press("Esc").wait(5);
    // The program is gone, and the end of its journal is damaged: what was whole is copied aside.
    let (folder, mono) = stage.crash();
    let live = store::Paths::below(folder.path()).live;
    let journal = files(&live).into_iter().find(|path| path.extension().is_some_and(|end| end == "jl")).unwrap();
    let mut bytes = fs::read(&journal).unwrap();
    bytes.extend(b"J1 torn");
    fs::write(&journal, bytes).unwrap();
    stage = Stage::open_in(folder, mono + 60_000).press("Enter Esc");
    assert!(text_below(&live).contains("frostbell"), "it is on the disk before it is struck");
    assert!(files(&live).iter().any(|path| path.to_string_lossy().contains("damaged")));
    stage = stage.press("l - Enter Esc");
    let id = last_statement(&stage);
    stage = on_board(stage, id).press("- Enter Esc");
    stage.wait(5)
}

fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.map(|entry| entry.unwrap().path());
    paths.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

fn text_below(folder: &Path) -> String {
    let said = |path: &std::path::PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        name + &String::from_utf8_lossy(&fs::read(path).unwrap())
    };
    files(folder).iter().map(said).collect::<String>().to_lowercase()
}

fn found(text: &str) -> BTreeSet<&'static str> {
    let text = text.to_lowercase();
    MARKERS.iter().filter(|(_, words)| words.iter().any(|word| text.contains(word))).map(|(kind, _)| *kind).collect()
}

fn allowed(evening: &str, place: &str) -> BTreeSet<&'static str> {
    let rows = TABLE.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    let mut rows = rows.map(|row| row.split('|').map(str::trim).collect::<Vec<&str>>());
    let row = rows.find(|row| row[0] == evening && row[1] == place).expect("a row of the table");
    row[2].split_whitespace().collect()
}

fn searched(name: &str, rules: &[RecordRule]) {
    let finds = |place: &str, text: &str| {
        assert_eq!(found(text), allowed(name, place), "{name}, {place}:\n{text}");
    };
    let stage = evening(rules);
    let folder = stage.folder.path().to_owned();
    let paths = store::Paths::below(&folder);
    finds("journal", &text_below(&paths.live));
    let mut stage = stage.press("q Enter s F8");
    finds("curtain", &stage.screen());
    finds("session", &text_below(&paths.sessions));
    finds("own", &text_below(&paths.own));
    finds("groups", &text_below(&paths.groups));
    finds("live", &text_below(&paths.live));
    let sealed = store::load(&stage.sealed()).unwrap();
    finds("exports", &exports(&sealed, RecordRule::Attributed));
    finds("nameless", &exports(&sealed, RecordRule::ChathamHouse));
    // And nothing lies anywhere else.
    let known = [&paths.sessions, &paths.own, &paths.groups, &paths.live, &paths.formats];
    let others: Vec<_> =
        files(&folder).into_iter().filter(|path| !known.iter().any(|known| path.starts_with(known))).collect();
    let elsewhere: String = others.iter().map(|path| text_below(path.parent().unwrap())).collect();
    assert!(others.is_empty() || found(&elsewhere).is_empty(), "{others:?}");
    let off: Vec<_> = sealed.record.log.iter().filter(|entry| format!("{entry:?}").contains("OffRecord")).collect();
    assert_eq!(off.len(), 1, "one line says how long it was");
}

#[test]
fn an_attributed_evening_is_where_it_may_be() {
    searched("attributed", &[RecordRule::Attributed]);
}

#[test]
fn a_chatham_house_evening_is_where_it_may_be() {
    searched("chatham_house", &[RecordRule::ChathamHouse]);
}

#[test]
fn a_confidential_evening_is_where_it_may_be() {
    searched("confidential", &[RecordRule::Confidential]);
}

#[test]
fn a_mixed_evening_is_where_it_may_be() {
    searched("mixed", &[RecordRule::Attributed, RecordRule::ChathamHouse, RecordRule::Confidential]);
}
